"""The program as it is met from outside: a process with arguments, pipes, an environment and an exit code."""

import json
import os
import select
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

ROOT = Path(__file__).parents[2]

PATIENCE = 30
"""How many seconds a test waits for a program that says nothing."""


@dataclass(frozen=True)
class Ended:
    """How a process ended."""

    code: int
    stdout: bytes
    stderr: str

    @property
    def text(self) -> str:
        """What it answered."""
        return self.stdout.decode("utf-8")

    @property
    def lines(self) -> list[str]:
        """What it answered, line by line."""
        return self.text.splitlines()

    @property
    def json(self) -> Any:
        """What it answered in JSON."""
        return json.loads(self.stdout)


class Samtui(Protocol):
    """Runs the program."""

    def __call__(
        self, *arguments: str | Path, stdin: bytes | None = None, code: int = 0, **environment: str
    ) -> Ended: ...


def environment(home: Path, **more: str) -> dict[str, str]:
    """An environment of its own: nothing of the person who runs the tests is read or written."""
    kept = {name: os.environ[name] for name in ("PATH", "SYSTEMROOT", "TZDIR") if name in os.environ}
    return {
        **kept,
        "HOME": str(home),
        "USERPROFILE": str(home),
        "LOCALAPPDATA": str(home / "local"),
        "XDG_CONFIG_HOME": str(home / "config"),
        "XDG_DATA_HOME": str(home / "data"),
        "XDG_STATE_HOME": str(home / "state"),
        "PYTHONPATH": str(ROOT),
        "SAMTUI_CONFIG": str(home / "settings.toml"),
        "SAMTUI_LANG": "en",
        **more,
    }


def run(home: Path, *arguments: str | Path, stdin: bytes | None = None, code: int = 0, **more: str) -> Ended:
    """Runs ``python -m samtui`` in ``home`` and checks its exit code."""
    wanted = {name: value for name, value in environment(home, **more).items() if value}
    ended = subprocess.run(
        [sys.executable, "-m", "samtui", *map(str, arguments)],
        input=stdin if stdin is not None else b"",
        capture_output=True,
        cwd=home,
        env=wanted,
        timeout=2 * PATIENCE,
        check=False,
    )
    stderr = ended.stderr.decode("utf-8")
    assert ended.returncode == code, stderr
    assert "Traceback" not in stderr
    return Ended(ended.returncode, ended.stdout, stderr)


def at_a_terminal(
    home: Path, folder: Path, arguments: list[str], typed: list[bytes], **more: str
) -> tuple[int, str]:
    """Runs the program at a terminal of its own, typing a line whenever it asks for one."""
    import pty

    child, terminal = pty.fork()
    if child == 0:
        os.chdir(ROOT)
        known = environment(
            home, SAMTUI_DATA_DIR=str(folder), SAMTUI_LANG="sv", TERM="xterm-256color", **more
        )
        os.execve(sys.executable, [sys.executable, "-m", "samtui", *arguments], {**known, "COLUMNS": "120"})
    screen = b""
    waiting = list(typed)
    try:
        while some := _read(terminal):
            screen += some
            if waiting and screen.count("Lösenfras:".encode()) == len(typed) - len(waiting) + 1:
                os.write(terminal, waiting.pop(0))
    finally:
        os.close(terminal)  # a program that still waits is hung up on
        status = os.waitpid(child, 0)[1]
    return os.waitstatus_to_exitcode(status), screen.decode("utf-8")


def _read(terminal: int) -> bytes:
    """What the terminal shows next; nothing where the program has ended."""
    ready, _, _ = select.select([terminal], [], [], PATIENCE)
    assert ready, "the program waits for something that nobody types"
    try:
        return os.read(terminal, 4096)
    except OSError:  # Linux says so when the other end is gone
        return b""
