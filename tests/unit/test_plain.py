"""What people type is shown as it stands."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console

from samtui.widgets.plain import clean, content, one_line, plain

AS_THEY_STAND = (
    "[skyddad] Anna",
    "a [/] b",
    "[b]Anna[/b]",
    "pris [kr]",
    "[1] lista",
    "[/b] x",
    "[link=x]hej",
    "[@click=app.quit]här[/]",
    "a\\[b]",
    ":smile: x",
    "Åsa Öberg, 9 § 5 LSS – ”lugn ingång”",
    "ليلى",
    "Zoe\u0308 👩‍👧",
)


@pytest.mark.parametrize("text", AS_THEY_STAND)
def test_what_looks_like_markup_is_shown(text: str) -> None:
    assert plain(text).plain == text
    assert plain(text).spans == []
    assert content(text).plain == text
    assert content(text).spans == []


def test_rich_prints_it_as_it_stands() -> None:
    console = Console(width=80, color_system=None)
    with console.capture() as capture:
        console.print(plain("[skyddad] Anna [/] :smile:"))
    assert capture.get() == "[skyddad] Anna [/] :smile:\n"


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("\x1b[31mröd", "[31mröd"),  # an escape sequence loses its power, not its letters
        ("\x9b31mröd", "31mröd"),  # the one-character introducer of the same
        ("a\x00b\x07c\x7fd", "abcd"),
        ("Anna \u202eredips\u202c", "Anna redips"),  # text that would run backwards
        ("\u2066Björkskolan", "Björkskolan"),  # an isolate that nobody closes
        ("\u2067ليلى\u2069 9", "ليلى 9"),
        ("sam\u00adord\u200bning\ufeff", "samordning"),
        ("en\r\ntvå\rtre\u2028fyra", "en\ntvå\ntre\nfyra"),
        ("namn\tort", "namn    ort"),
        ("fil\udce5.pdf", "fil\ufffd.pdf"),
    ],
)
def test_what_a_terminal_would_obey_is_gone(typed: str, shown: str) -> None:
    assert clean(typed) == plain(typed).plain == content(typed).plain == shown


def test_nothing_is_an_empty_text_and_a_number_its_digits() -> None:
    assert (clean(None), clean(17), clean("")) == ("", "17", "")


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("en\ntvå", "en två"),
        ("en\r\ntvå", "en två"),
        ("en\ttvå", "en två"),
        ("en\u2028två", "en två"),
        ("a\x1b[2Jb", "a [2Jb"),
        ("👩‍👧 hos BUP", "👩👧 hos BUP"),
        ("❤\ufe0f", "❤"),
        ("[/] \u202eabc", "[/] abc"),
    ],
)
def test_in_a_list_it_is_one_line(typed: str, shown: str) -> None:
    assert one_line(typed) == shown


@given(st.text(alphabet=st.characters(codec=None)))
def test_what_comes_out_can_be_sent_to_any_terminal(typed: str) -> None:
    text = clean(typed)
    text.encode("utf-8")
    assert clean(text) == text
    assert not {c for c in text if c < " " and c != "\n"}
    line = one_line(typed)
    assert "\n" not in line
    assert one_line(line) == line


@given(st.text(alphabet=st.characters(categories=("L", "N", "P", "S", "Zs"))))
def test_what_can_be_seen_is_kept(typed: str) -> None:
    assert clean(typed) == typed
