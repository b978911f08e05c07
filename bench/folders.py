"""What is measured: how samtui is called, in which surroundings, and on which data folders."""

import json
import os
import subprocess
import sys
import time
from functools import cached_property
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PASSPHRASE = "demo"
# The families of the demonstration, as data/demo tells of them; each bears the name of a bird.
DEMO_FAMILIES = ("Pilfink", "Rördrom", "Tofsvipa", "Ärtsångare", "Strömstare", "Nötskrika")


class NotMeasured(Exception):
    """A measure that could not be taken; the text says why."""


def samtui(*arguments: str) -> list[str]:
    """The command line of samtui under the interpreter that measures."""
    return [sys.executable, "-m", "samtui", *arguments]


def surroundings(home: Path) -> dict[str, str]:
    """An environment without settings of the person who measures, at home in an empty folder."""
    foreign = ("XDG_", "TEXTUAL", "SAMTUI_", "PYTHONDONTWRITEBYTECODE", "NO_COLOR")
    env = {name: value for name, value in os.environ.items() if not name.startswith(foreign)}
    return env | {
        "HOME": str(home),
        "PYTHONPATH": str(ROOT),
        "TERM": "xterm-256color",
        "COLORTERM": "truecolor",
        "LANG": "C.UTF-8",
        "SAMTUI_LANG": "sv",
    }


def run(arguments: list[str], env: dict[str, str], timeout: float = 60) -> str:
    """Standard output of a command that ends. NotMeasured: it does not, or not well."""
    try:
        done = subprocess.run(
            arguments, env=env, capture_output=True, encoding="utf-8", timeout=timeout, check=True
        )
    except subprocess.CalledProcessError as error:
        reason = (error.stderr.strip().splitlines() or ["no reason given"])[-1]
        raise NotMeasured(f"{' '.join(arguments[2:])}: {reason}") from error
    except subprocess.TimeoutExpired as error:
        raise NotMeasured(f"{' '.join(arguments[2:])}: not done after {timeout:.0f} s") from error
    return done.stdout


class Caseload:
    """A demonstration caseload with so many families, written when it is first needed.

    ``demo --to`` uses the cheapest derivation; here the passphrase gets the cost a real caseload has.
    """

    def __init__(self, folder: Path, env: dict[str, str], families: int | None = None) -> None:
        self._folder = folder
        self._env = env
        self._families = families

    @cached_property
    def command(self) -> list[str]:
        """The command that opens the app on the folder. NotMeasured: the folder cannot be written."""
        number = [] if self._families is None else ["--families", str(self._families)]
        run(samtui("demo", *number, "--to", str(self._folder)), self._env, timeout=600)
        self._make_costly()
        return samtui("--data-dir", str(self._folder))

    @cached_property
    def family_names(self) -> tuple[str, ...]:
        """The names of which some are on the screen once the caseload is filled."""
        arguments = [*self.command, "family", "list", "--json"]
        listed = json.loads(run(arguments, self._env | {"SAMTUI_PASSPHRASE": PASSPHRASE}))
        return tuple(family["name"] for family in listed)

    def derive(self) -> float:
        """Seconds to get the data key from the passphrase, and nothing else."""
        from samtui.store.keyfile import KeyFile

        start = time.perf_counter()
        KeyFile.load(self._key_file).unlock(PASSPHRASE)
        return time.perf_counter() - start

    @property
    def _key_file(self) -> Path:
        return self._folder / "caseload.key.json"

    def _make_costly(self) -> None:
        from samtui.store.keyfile import Cost, KeyFile

        KeyFile.load(self._key_file).change_passphrase(PASSPHRASE, PASSPHRASE, Cost.STANDARD)
