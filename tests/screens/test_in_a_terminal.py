"""The whole program in a real terminal: unlocking, locking by a fresh process, quitting, breaking down."""

import re
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from builders import a_family
from desks import PASSPHRASE, begun, environment, program

from samtui.store.folder import DataFolder

if sys.platform == "win32":
    pytest.skip("there is no pseudo-terminal on Windows", allow_module_level=True)

from bench.terminal import Terminal

NAME = "Zxqvölund-Planterad"
LEAVES_THE_SCREEN = b"\x1b[?1049l"
_OSC = re.compile(rb"\x1b[\]PX^_](.*?)(?:\x07|\x1b\\)", re.DOTALL)
_OTHER_CONTROL = re.compile(rb"\x1b(?:\[[0-?]*[ -/]*[@-~]|[()][A-Z0-9]|[=>78cM])")


def sent(terminal: Terminal) -> bytes:
    """Every byte the program has sent to its terminal."""
    return b"".join(chunk.data for chunk in terminal._chunks)


def wait_for(terminal: Terminal, text: str) -> None:
    """Waits for a text; fails, and shows the screen, where it never comes."""
    assert terminal.wait_for(text, timeout=30), "\n".join(terminal.screen())


def reports(home: Path) -> str:
    """What the program has reported about faults of its own."""
    return "\n".join(path.read_text(encoding="utf-8") for path in home.rglob("report-*.txt"))


def memory(pid: int) -> Iterator[bytes]:
    """What a process holds in its memory, as far as it may be read."""
    with Path(f"/proc/{pid}/maps").open(encoding="utf-8") as maps, Path(f"/proc/{pid}/mem").open("rb") as mem:
        for line in maps:
            place, rights = line.split()[:2]
            if not rights.startswith("r") or line.rstrip().endswith(("[vvar]", "[vsyscall]", "[vdso]")):
                continue
            start, end = (int(number, 16) for number in place.split("-"))
            try:
                mem.seek(start)
                yield mem.read(end - start)
            except (OSError, ValueError):
                continue


def held(pid: int, secrets: dict[str, bytes]) -> set[str]:
    """Which of the secrets a process holds."""
    return {name for region in memory(pid) for name, secret in secrets.items() if secret in region}


def secrets_of(folder: DataFolder) -> dict[str, bytes]:
    """What must not be in memory while the caseload is locked; in every form Python may hold it in."""
    store = folder.unlock(PASSPHRASE)
    try:
        with store.read():
            key = store.key
    finally:
        store.close()
    return {
        "key": key,
        "key in hex": key.hex().encode(),
        "key in capital hex": key.hex().upper().encode(),
        "passphrase": PASSPHRASE.encode(),
        "passphrase, one byte a sign": PASSPHRASE.encode("latin-1"),
        "name": NAME.encode(),
        "name, one byte a sign": NAME.encode("latin-1"),
        "name, two bytes a sign": NAME.encode("utf-16-le"),
        "name, four bytes a sign": NAME.encode("utf-32-le"),
    }


@pytest.fixture
def folder(tmp_path: Path) -> DataFolder:
    """Stores with one family in them."""
    stores = begun(tmp_path / "data")
    caseload = stores.unlock(PASSPHRASE)
    a_family(NAME).with_joint_custody().and_actor("BUP").in_(caseload)
    caseload.close()
    return stores


def test_unlock_see_a_family_lock_and_quit(folder: DataFolder, tmp_path: Path) -> None:
    command = program("--data-dir", folder.path)
    with Terminal.start(command, 160, 30, environment(tmp_path / "home")) as terminal:
        pid = terminal.pid
        wait_for(terminal, "samtui is locked")
        terminal.press(PASSPHRASE, "enter")
        wait_for(terminal, NAME)
        in_use = memory_holds(pid, folder)

        terminal.press("ctrl+l")
        wait_for(terminal, "samtui is locked")
        assert terminal.quiet(300)
        assert terminal.exit_status(timeout=0) is None, "the process was to be replaced, not ended"
        assert not any(NAME in line for line in terminal.screen())
        locked = memory_holds(pid, folder)

        before_the_end = len(sent(terminal))
        terminal.press("ctrl+q")
        assert terminal.exit_status() == 0, reports(tmp_path)
        output = sent(terminal)

    if in_use is not None:
        assert in_use >= {"key", "name, one byte a sign"}, "the search finds what is there"
        assert locked == set()
    assert LEAVES_THE_SCREEN in output[before_the_end:]
    assert plain_text(output[before_the_end:].split(LEAVES_THE_SCREEN)[-1]) == b""
    assert_no_name_outside_the_screen(output)


def memory_holds(pid: int, folder: DataFolder) -> set[str] | None:
    """Which secrets the process holds; None where the system does not let its memory be read."""
    if not Path(f"/proc/{pid}/mem").exists():
        return None
    try:
        return held(pid, secrets_of(folder))
    except PermissionError:
        return None


def plain_text(output: bytes) -> bytes:
    """What a person reads of it."""
    return _OTHER_CONTROL.sub(b"", _OSC.sub(b"", output)).strip()


def assert_no_name_outside_the_screen(output: bytes) -> None:
    """No title of a window, no clipboard, no notice of the system holds anything but the program's name."""
    for command in _OSC.findall(output):
        kind, _, text = command.partition(b";")
        assert kind not in (b"9", b"52", b"99", b"777")
        assert kind not in (b"0", b"1", b"2") or text == b"samtui"
        assert b"Zxqv" not in command
        assert b"Planterad" not in command


BROKEN = """
import sys
from samtui.app import Samtui
def action_theme(self):
    hemligt = "Zxqvölund-Planterad"
    raise ValueError(hemligt)
Samtui.action_theme = action_theme
from samtui.__main__ import main
sys.exit(main())
"""


def test_a_fault_gives_one_sentence_and_status_1(folder: DataFolder, tmp_path: Path) -> None:
    home = tmp_path / "home"
    command = [sys.executable, "-c", BROKEN, "--data-dir", str(folder.path)]
    with Terminal.start(command, 160, 30, environment(home)) as terminal:
        wait_for(terminal, "samtui is locked")
        wait_for(terminal, "F2")  # the directory is open
        terminal.press("f8")
        assert terminal.exit_status() == 1
        terminal.quiet(100)
        output = sent(terminal)
    said = plain_text(output.rpartition(LEAVES_THE_SCREEN)[2]).decode()
    sentence = " ".join(said.split())
    assert sentence.startswith("Something went wrong in the program.")
    assert sentence.endswith("without a name in it.")
    assert said.count("\n") == 0
    for hidden in (b"Traceback", b"ValueError", b"hemligt", b"Zxqv"):
        assert hidden not in output
    assert reports(home).count("samtui ") == 1
    assert "action_theme" in reports(home)
