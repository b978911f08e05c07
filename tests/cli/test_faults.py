"""What nobody foresaw, an interruption, a reader that has gone; and where the app is started from."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from outside import environment

from samtui.exchange.shapes import PLACES
from samtui.practice.attention import ReasonKind


def started(
    home: Path, *arguments: str, before: str, code: int = 0, **more: str
) -> subprocess.CompletedProcess[str]:
    """Runs the program after ``before``, which puts something in the place of a part of it."""
    script = (
        f"import sys\nsys.argv = ['samtui', *{arguments!r}]\n{before}\n"
        "from samtui.__main__ import main\nsys.exit(main())\n"
    )
    ended = subprocess.run(
        [sys.executable, "-c", script],
        capture_output=True,
        encoding="utf-8",
        env=environment(home, **more),
        check=False,
        timeout=60,
    )
    assert ended.returncode == code, ended.stderr
    return ended


FAILS = """
import samtui.cli.who
def look(*arguments, **named):
    secret = 'Pilfink'
    raise {error}
samtui.cli.who.who.__kwdefaults__['limit'] = 1
import samtui.cli.opening
samtui.cli.opening.Invocation.directory = look
"""


def test_what_nobody_foresaw_is_one_sentence_and_a_report_without_values(home: Path) -> None:
    ended = started(home, "who", "skola", before=FAILS.format(error="RuntimeError(secret)"), code=1)
    assert "Traceback" not in ended.stderr
    assert "Pilfink" not in ended.stderr
    assert len(ended.stderr.splitlines()) == 1
    (report,) = (path for path in home.rglob("*.txt") if path.is_file())
    assert str(report) in ended.stderr
    text = report.read_text("utf-8")
    assert "RuntimeError" in text
    assert "who.py" in text
    assert "Pilfink" not in text
    assert "skola" not in text


def test_an_interruption_is_quiet(home: Path) -> None:
    ended = started(home, "who", "skola", before=FAILS.format(error="KeyboardInterrupt"), code=130)
    assert ended.stderr == ""
    assert ended.stdout == ""


@pytest.mark.skipif(sys.platform == "win32", reason="pipes close in another way on Windows")
def test_a_reader_that_has_gone_is_no_fault(home: Path, demo_folder: Path) -> None:
    known = environment(home, SAMTUI_DATA_DIR=str(demo_folder))
    command = [sys.executable, "-m", "samtui", "who", "skola", "--limit", "500", "--json"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=known) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 141


STAND_IN = """
import types, dataclasses, json
launcher = types.ModuleType('samtui.launcher')
def run(options):
    print(json.dumps(dataclasses.asdict(options), default=str))
    return 7
launcher.run = run
sys.modules['samtui.launcher'] = launcher
import samtui
samtui.launcher = launcher
"""


def test_without_a_command_the_app_opens_with_what_the_environment_says(home: Path) -> None:
    folder = str(home / "stores")
    ended = started(home, before=STAND_IN, code=7, SAMTUI_DATA_DIR=folder)
    options = json.loads(ended.stdout)
    assert options == {
        "data_dir": folder,
        "config": str(home / "settings.toml"),
        "language": "en",
        "demo": False,
        "demo_families": None,
        "seed": 1,
        "guide": False,
        "secret": None,
    }


def test_options_without_a_command_open_the_app_as_well(home: Path) -> None:
    (home / "fras").write_text("demo\n")
    arguments = ("--lang", "sv", "--data-dir", str(home), "--passphrase-file", str(home / "fras"))
    options = json.loads(started(home, *arguments, before=STAND_IN, code=7).stdout)
    assert (options["language"], options["data_dir"], options["secret"]) == ("sv", str(home), "demo")


def test_the_demo_opens_the_app_and_knows_no_passphrase(home: Path) -> None:
    arguments = ("demo", "--families", "30", "--seed", "4", "--guide")
    known = {"SAMTUI_PASSPHRASE": "mine", "SAMTUI_DATA_DIR": str(home / "mine")}
    options = json.loads(started(home, *arguments, before=STAND_IN, code=7, **known).stdout)
    assert options["demo"] is True
    assert (options["demo_families"], options["seed"], options["guide"]) == (30, 4, True)
    assert options["secret"] is None
    assert options["data_dir"] != str(home / "mine")


def test_every_reason_leads_to_a_section() -> None:
    assert set(PLACES) == set(ReasonKind)
