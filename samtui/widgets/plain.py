"""The one way in for what people typed: shown as it stands, never obeyed.

Nothing here is parsed as markup, and nothing reaches the terminal that could move its cursor, turn
its text around or break its lines. What can be seen is kept.
"""

import re

from rich.text import Text
from textual.content import Content

_LINE_END = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_UNSEEN = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f"  # C0 and C1 controls; tab and line feed are looked after
    "\u00ad\u200b\u2060\ufeff"  # soft hyphen, and spaces without width: terminals disagree about them
    "\u202a-\u202e\u2066-\u2069]"  # bidirectional embeddings, overrides and isolates (UAX 9)
)
_TORN = re.compile("[\ud800-\udfff]")
_JOINERS = re.compile("[\u200d\ufe0e\ufe0f]")
_GAPS = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029]")
_TAB = "    "


def clean(value: object) -> str:
    """The text of ``value`` without what a terminal would obey; line ends become ``\\n``, tabs spaces.

    ``None`` gives an empty text. Half of a surrogate pair (a file name in a foreign encoding) gives U+FFFD,
    since no terminal can be sent one.
    """
    text = _as_text(value)
    if text.isascii() and text.isprintable():
        return text
    text = _LINE_END.sub("\n", text).replace("\t", _TAB)
    return _TORN.sub("\N{REPLACEMENT CHARACTER}", _UNSEEN.sub("", text))


def one_line(value: object) -> str:
    """As :func:`clean`, for one line of a list: every control character leaves a space behind.

    Joiners and variation selectors go too: with them a terminal and samtui may count different widths,
    and a column would lean. The signs they join stand beside each other instead.
    """
    text = _as_text(value)
    if text.isascii() and text.isprintable():
        return text
    return _JOINERS.sub("", clean(_GAPS.sub(" ", text.replace("\r\n", " "))))


def plain(value: object) -> Text:
    """Text from a person, a file or the store, for Rich: cells, tree labels, options."""
    return Text(clean(value))


def content(value: object) -> Content:
    """Text from a person, a file or the store, for Textual: buttons, choices, tabs, titles of borders."""
    return Content(clean(value))


def _as_text(value: object) -> str:
    return "" if value is None else str(value)
