"""Markdown in which what people typed is shown as they typed it, by any CommonMark reader.

CommonMark 0.31, and the tables of GitHub Flavored Markdown. Nothing that was typed becomes a heading, a
list, a link, a table or HTML; nothing that cannot be seen gets into the file.
"""

import re
from collections.abc import Iterable, Sequence

_LINE_END = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_UNSEEN = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f"  # C0 and C1 controls but tab and line feed
    "\u00ad\u200b\u2060\ufeff"  # soft hyphen, and spaces without width
    "\u202a-\u202e\u2066-\u2069"  # bidirectional embeddings, overrides and isolates (UAX 9)
    "\ud800-\udfff]"  # half of a surrogate pair, which no UTF-8 file can hold
)
_MARKUP = re.compile(r"[\\`*_\[\]<|~#$]|&(?=[#A-Za-z])")
_AT_LINE_START = re.compile(r"^(?:[-+=>:]|[0-9]+(?=[.)](?:\s|$)))")


def escape(text: str) -> str:
    """The text for a block of its own: lines are kept by hard breaks, an empty line parts paragraphs.

    Space at either end of a line goes, since Markdown reads it as layout. Blank text gives an empty string.
    """
    paragraphs: list[list[str]] = [[]]
    for line in _seen(text).split("\n"):
        if shown := _line(line):
            paragraphs[-1].append(shown)
        elif paragraphs[-1]:
            paragraphs.append([])
    return "\n\n".join("\\\n".join(lines) for lines in paragraphs if lines)


def inline(text: str) -> str:
    """The text on one line: for a heading, an item of a list, a cell. Line ends become spaces."""
    return _line(_seen(text).replace("\n", " "))


def indented(block: str, prefix: str) -> str:
    """A block with ``prefix`` before every line: ``"> "`` quotes it, spaces keep it in a list's item."""
    return "\n".join((prefix + line).rstrip() for line in block.split("\n"))


def bullets(blocks: Iterable[str]) -> str:
    """A list with one item for each block, which is Markdown already and may have several lines."""
    return "\n".join("- " + indented(block, "  ").lstrip() for block in blocks)


def table(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table of plain texts, which are escaped here. Every row has as many cells as there are headings."""
    lines = [headings, *rows]
    drawn = ["| " + " | ".join(inline(cell) for cell in line) + " |" for line in lines]
    drawn.insert(1, "|" + " --- |" * len(headings))
    return "\n".join(drawn)


def _seen(text: str) -> str:
    return _UNSEEN.sub("", _LINE_END.sub("\n", text)).replace("\t", " ")


def _line(line: str) -> str:
    escaped = _MARKUP.sub(r"\\\g<0>", line.strip())
    start = _AT_LINE_START.match(escaped)
    if start is None:
        return escaped
    number = start.group() if start.group()[0].isdigit() else ""
    return f"{number}\\{escaped[len(number) :]}"
