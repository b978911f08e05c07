"""The pseudo-terminal under the measures and the end-to-end tests: what it shows, sends and reports."""

import sys

import pytest

if sys.platform == "win32":
    pytest.skip("there is no pseudo-terminal to open", allow_module_level=True)

from bench.replay import Replay
from bench.terminal import Terminal, key_bytes

GREETS_AND_NAMES = "print('Godmorgon', flush=True); input(); print('Malin', flush=True)"
ECHOES_ONE_KEY = """
import sys, tty
tty.setcbreak(0)
print("Vilken tangent?", flush=True)
print("Det var", repr(sys.stdin.read(1)), flush=True)
raise SystemExit(3)
"""
ASKS_FOR_THE_CURSOR = """
import sys, tty
tty.setraw(0)
print("\\x1b[6n", end="", flush=True)
print(repr(sys.stdin.read(6)), end="", flush=True)
"""


def python(script, **options):
    return Terminal.start([sys.executable, "-c", script], **options)


def test_a_text_is_painted_when_its_chunk_has_come():
    with python(GREETS_AND_NAMES) as terminal:
        assert terminal.wait_for("Godmorgon")
        terminal.press("enter")
        assert terminal.wait_for("Malin")
        greeted = terminal.first_paint("Godmorgon")
        named = terminal.first_paint("Malin")
        assert 0 < greeted < named
        assert terminal.first_paint() == greeted
        assert terminal.first_paint("Tomas") is None
        assert [line.rstrip() for line in terminal.screen()[:3]] == ["Godmorgon", "", "Malin"]


def test_a_text_that_never_comes_is_not_waited_for_once_the_program_has_ended():
    with python("print('Hej')") as terminal:
        assert not terminal.wait_for("Adjö", timeout=60)
        assert terminal.exit_status() == 0


@pytest.mark.parametrize(
    ("key", "read"), [("enter", "'\\n'"), ("ctrl+x", "'\\x18'"), ("esc", "'\\x1b'"), ("å", "'å'")]
)
def test_a_key_is_delivered_and_the_exit_status_reported(key, read):
    with python(ECHOES_ONE_KEY) as terminal:
        assert terminal.wait_for("Vilken tangent?")
        before = terminal.press(key)
        assert terminal.wait_for(f"Det var {read}")
        assert terminal.first_paint("Det var", since=before) > 0
        assert terminal.exit_status() == 3
        assert terminal.quiet(20)
        assert terminal.bytes_since(before) == len(f"Det var {read}\r\n".encode())
        assert terminal.bytes_since(terminal.mark()) == 0


def test_the_screen_has_the_size_asked_for():
    with python("import os; print(*os.get_terminal_size())", columns=80, rows=24) as terminal:
        assert terminal.wait_for("80 24")
        assert len(terminal.screen()) == 24
        assert len(terminal.screen()[0]) == 80


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
def test_memory_is_that_of_the_program():
    with python("held = b'x' * 64 * 2**20; print('Hej', flush=True); input()") as terminal:
        assert terminal.wait_for("Hej")
        assert 64 < terminal.rss_mb() < 128


def test_queries_are_answered():
    with python(ASKS_FOR_THE_CURSOR) as terminal:
        assert terminal.wait_for("'\\x1b[1;1R'")


def test_a_program_that_runs_on_is_stopped():
    with python("print('Hej', flush=True); import time; time.sleep(60)") as terminal:
        assert terminal.wait_for("Hej")
        assert terminal.exit_status(timeout=0) is None
        assert terminal.stop() < 0


def test_a_program_that_is_not_there_is_an_error():
    with pytest.raises(OSError, match="no-such-program"):
        Terminal.start(["/no-such-program"])


def test_keys_have_the_bytes_a_terminal_sends():
    assert key_bytes("f1") == b"\x1bOP"
    assert key_bytes("down") == b"\x1b[B"
    assert key_bytes("alt+x") == b"\x1bx"
    assert key_bytes("Pilfink") == b"Pilfink"


def test_output_cut_anywhere_makes_the_same_screen():
    output = "\x1b[38:2:9:9:9mRördrom\x1b[0m\x1b[?2026$p\x1b[>1u\x1b[3;5HÄrtsångare".encode()
    whole, in_pieces = Replay(40, 4), Replay(40, 4)
    whole.feed(output)
    for byte in output:
        in_pieces.feed(bytes([byte]))
    assert in_pieces.lines() == whole.lines()
    assert [line.rstrip() for line in whole.lines()] == ["Rördrom", "", "    Ärtsångare", ""]
