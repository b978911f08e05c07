"""What people typed is shown as typed, in the eyes of a CommonMark reader that is not ours."""

import re
import unicodedata
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from samtui.exchange.markdown import bullets, escape, indented, inline, table

READER = MarkdownIt("commonmark").enable(["table", "strikethrough"])

SIGNS = st.text(alphabet="\\`*_[]()<>|~#$&;:!\"'=+-.{}/@a1Å \t\n", max_size=60)
PIECES = st.lists(
    st.sampled_from(
        (
            "<script>",
            "</p>",
            "<https://x.example>",
            "<!--",
            "-->",
            "&amp;",
            "&#35;",
            "&Auml",
            "[a](b)",
            "![a](b)",
            "[a]: /b",
            "# a",
            "a #",
            "- a",
            "+ a",
            "* a",
            "1. a",
            "12) a",
            "> a",
            "---",
            "===",
            ":--",
            "| a |",
            "|---|",
            "```",
            "~~~",
            "~~a~~",
            "**a**",
            "__a__",
            "`a`",
            "a\\",
            "\\|",
            "    a",
            "\ta",
            "  ",
            "\n",
            "\n\n",
            "\r\n",
            "Åsa & Bo",
            "ليلى",
            "x\u0007y",
        )
    ),
    max_size=12,
).map("".join)
TYPED = st.one_of(SIGNS, PIECES, st.text(max_size=60))


class Page(HTMLParser):
    """The elements of a page, and what a reader of it sees."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[str] = []
        self.seen = ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append(tag)
        self.seen += "\n" if tag == "br" else ""

    def handle_endtag(self, tag: str) -> None:
        self.seen += "\n" if tag in {"p", "li", "h3", "th", "td"} else ""

    def handle_data(self, data: str) -> None:
        self.seen += data

    def handle_comment(self, data: str) -> None:
        self.elements.append("comment")

    def handle_decl(self, decl: str) -> None:
        self.elements.append("declaration")


def page(markdown: str) -> Page:
    return Page(READER.render(markdown))


def visible(text: str) -> list[str]:
    """The lines a reader sees: without controls and with spaces as a page shows them."""
    lines = re.split("\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]", text)
    kept = ("".join(sign for sign in line if not hidden(sign)) for line in lines)
    return [" ".join(line.split()) for line in kept if line.split()]


def hidden(sign: str) -> bool:
    bidirectional = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
    without_width = "\u00ad\u200b\u2060\ufeff"
    controls = unicodedata.category(sign) in {"Cc", "Cs"} and sign != "\t"
    return controls or sign in bidirectional or sign in without_width


def one_line(text: str) -> list[str]:
    joined = " ".join(visible(text))
    return [joined] if joined else []


@given(TYPED)
def test_a_block_is_seen_line_for_line_as_it_was_typed(text: str) -> None:
    shown = page(escape(text))
    assert visible(shown.seen) == visible(text)
    assert set(shown.elements) <= {"p", "br"}


@given(TYPED)
def test_paragraphs_stay_paragraphs(text: str) -> None:
    blocks = [block for block in escape(text).split("\n\n") if block]
    assert page(escape(text)).elements.count("p") == len(blocks)


@given(TYPED)
def test_a_heading_holds_what_was_typed(text: str) -> None:
    shown = page(f"### {inline(text)}\n\nx")
    assert visible(shown.seen) == [*one_line(text), "x"]
    assert shown.elements == ["h3", "p"]


@given(st.lists(TYPED.filter(lambda text: bool(escape(text))), min_size=1, max_size=4))
def test_a_list_has_one_item_for_each_block(texts: list[str]) -> None:
    shown = page(bullets(map(escape, texts)))
    assert visible(shown.seen) == [line for text in texts for line in visible(text)]
    assert shown.elements.count("li") == len(texts)
    assert set(shown.elements) <= {"ul", "li", "p", "br"}


@given(TYPED)
def test_a_quotation_stays_one_quotation(text: str) -> None:
    shown = page(indented(escape(text), "> ") + "\n\nx")
    assert visible(shown.seen) == [*visible(text), "x"]
    assert shown.elements.count("blockquote") == 1
    assert set(shown.elements) <= {"blockquote", "p", "br"}


@given(st.lists(st.tuples(TYPED, TYPED), max_size=4))
def test_a_table_has_the_cells_it_was_given(rows: list[tuple[str, str]]) -> None:
    shown = page(table(("A", "B"), rows))
    assert shown.elements.count("td") == 2 * len(rows)
    assert set(shown.elements) <= {"table", "thead", "tbody", "tr", "th", "td"}
    assert visible(shown.seen) == [
        "A",
        "B",
        *(line for row in rows for cell in row for line in one_line(cell)),
    ]


@given(TYPED)
def test_no_line_of_the_file_ends_in_space_or_holds_a_control(text: str) -> None:
    for line in escape(text).split("\n"):
        assert line == line.rstrip()
        assert not any(unicodedata.category(sign) in {"Cc", "Cs"} for sign in line)


@pytest.mark.parametrize(
    "text",
    [
        "rubrik\n===",
        "rubrik\n---",
        "kolumn\n:-:",
        "a | b\n--- | ---\nc | d",
        "| a |\n| - |",
        "[länk]: https://x.example 'titel'",
        "[x](javascript:alert(1))",
        "<img src=x onerror=alert(1)>",
        "<!-- dolt -->",
        "&lt;b&gt; &#60;",
        "rad\\\nnästa",
        "två blanksteg  \nnästa",
        "    indragen\n\tkod",
        "* * *\n+\n-\n1.\n2)",
        "```\nkod\n```",
        "slut på rubrik ##",
    ],
)
def test_known_traps(text: str) -> None:
    shown = page(escape(text))
    assert visible(shown.seen) == visible(text)
    assert set(shown.elements) <= {"p", "br"}


@pytest.mark.parametrize(
    "text",
    [
        "Klockan 14.00, 9 § 5 LSS – ”lugn ingång”",
        "Åsa & Bo Öberg (mormor)",
        "2026-11-25: 3 > 2, ja!",
        "031-390 06 12, dag@bup.example",
    ],
)
def test_ordinary_text_is_left_readable_in_the_file(text: str) -> None:
    assert escape(text) == text


def test_half_a_surrogate_pair_does_not_reach_the_file() -> None:
    assert escape("a\ud83db").encode() == b"ab"


def test_a_table_of_one_column_is_not_begun_by_a_line_of_text() -> None:
    """GitHub's reader, unlike this one, takes ``:-:`` under a line for the head of a table."""
    assert escape("kolumn\n:-:") == "kolumn\\\n\\:-:"
