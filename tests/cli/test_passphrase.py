"""Where the passphrase comes from, and what is said when it does not fit."""

import sys
from pathlib import Path

import pytest
from outside import Samtui, at_a_terminal

FAMILIES = ("family", "list", "--json")


def test_from_a_file_from_standard_input_and_from_the_environment(samtui: Samtui, home: Path) -> None:
    file = home / "fras"
    file.write_bytes(b"\xef\xbb\xbfdemo\r\n")
    expected = samtui(*FAMILIES).json
    assert samtui("--passphrase-file", file, *FAMILIES, SAMTUI_PASSPHRASE="").json == expected
    assert (
        samtui("--passphrase-file", "-", *FAMILIES, stdin=b"demo\n", SAMTUI_PASSPHRASE="wrong").json
        == expected
    )


def test_the_recovery_key_opens_as_well(samtui: Samtui) -> None:
    from samtui.practice.beginning import DEMO_RECOVERY_KEY

    assert samtui(*FAMILIES, SAMTUI_PASSPHRASE=DEMO_RECOVERY_KEY).json


def test_what_does_not_fit_exits_3_and_is_not_repeated(samtui: Samtui) -> None:
    ended = samtui(*FAMILIES, code=3, SAMTUI_PASSPHRASE="fel lösenfras")
    assert "fel lösenfras" not in ended.stderr
    assert ended.stdout == b""


def test_nothing_given_and_nobody_to_ask(samtui: Samtui) -> None:
    ended = samtui("today", code=1, SAMTUI_PASSPHRASE="")
    assert "--passphrase-file" in ended.stderr


@pytest.mark.parametrize("content", [None, b"", b"\xff\xfe\x00"])
def test_a_file_without_a_passphrase(samtui: Samtui, home: Path, content: bytes | None) -> None:
    file = home / "fras"
    if content is not None:
        file.write_bytes(content)
    assert str(file) in samtui("--passphrase-file", file, "today", code=1).stderr


@pytest.mark.skipif(sys.platform == "win32", reason="there is no pty on Windows")
def test_a_person_is_asked_without_echo_and_may_mistype(home: Path, demo_folder: Path) -> None:
    code, screen = at_a_terminal(home, demo_folder, ["today"], [b"hemlig fras\n", b"demo\n"])
    assert code == 0
    assert screen.count("Lösenfras:") == 2
    assert "hemlig" not in screen
    assert "Pilfink" in screen
    assert "─" in screen


@pytest.mark.skipif(sys.platform == "win32", reason="there is no pty on Windows")
def test_after_three_wrong_ones_it_ends(home: Path, demo_folder: Path) -> None:
    code, screen = at_a_terminal(home, demo_folder, ["today"], [b"ett\n", b"tva\n", b"tre\n"])
    assert code == 3
    assert screen.count("Lösenfras:") == 3


@pytest.mark.skipif(sys.platform == "win32", reason="there is no pty on Windows")
def test_colour_is_left_out_where_it_is_not_wanted(home: Path, demo_folder: Path) -> None:
    _code, screen = at_a_terminal(home, demo_folder, ["who", "skola"], [], NO_COLOR="1")
    assert "Björkskolan" in screen
    assert "\x1b[3" not in screen
