"""A document to read on the screen: the Markdown that samtui itself writes, as it is meant to look.

One widget for the whole text, laid out for the width there is; nothing is parsed but what
:mod:`samtui.exchange.markdown` makes, and what people typed is shown as they typed it.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby, zip_longest
from typing import ClassVar

from textual.content import Content
from textual.geometry import Size
from textual.reactive import reactive
from textual.style import Style
from textual.widget import Widget

from samtui.widgets.plain import clean
from samtui.widgets.signed import hanging

WIDEST = 100
"""Cells a line has at most: longer ones are hard to read."""

GAP = 2
_LABELS = 18
_LEAST = 6
_HEADING = re.compile(r"(#{1,3}) (.*)")
_LABEL = re.compile(r"(- )?\*\*(.+?)\*\*:?(.*)")
_PREFIX = re.compile(r"((?:> ?|- | {2})*)(.*)")
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
_BETWEEN_CELLS = re.compile(r"(?<!\\)\|")

Styles = Mapping[str, Style | str]


def laid_out(markdown: str, width: int, styles: Styles) -> list[Content]:
    """The lines of a document of ours. ``styles`` name how "title", "heading", "item", "label" and "quote" look."""
    width = max(_LEAST, min(width, WIDEST))
    lines: list[Content] = []
    for in_table, group in groupby(markdown.splitlines(), key=lambda line: line.startswith("|")):
        if in_table:
            lines.extend(_table(list(group), width, styles))
        else:
            for line in group:
                lines.extend(_line(line, width, styles))
    return lines


def _line(line: str, width: int, styles: Styles) -> list[Content]:
    if found := _HEADING.fullmatch(line):
        style = styles[("title", "heading", "item")[len(found[1]) - 1]]
        return Content.styled(_said(found[2]), style).wrap(width)
    if found := _LABEL.fullmatch(line):
        label = Content.styled(_said(found[2].rstrip(":")), styles["label"])
        said = Content(_said(found[3].strip()))
        if not found[1]:
            return (label + Content("  ") + said).wrap(width)
        return hanging(label.pad_right(max(1, _LABELS - label.cell_length)), said, width)
    prefix, text = _PREFIX.fullmatch(line).groups()  # type: ignore[union-attr]
    if ">" in prefix:
        return hanging(Content("▏ "), Content.styled(_said(text), styles["quote"]), width)
    sign = prefix.replace("- ", "• ")
    return hanging(Content(sign), Content(_said(text)), width)


def _table(rows: Sequence[str], width: int, styles: Styles) -> Iterator[Content]:
    """The rows in columns; a long cell is wrapped in its column."""
    cells = [
        [_said(cell.strip()) for cell in _BETWEEN_CELLS.split(row)[1:-1]]
        for place, row in enumerate(rows)
        if place != 1
    ]
    widths = [max(Content(cell).cell_length for cell in column) for column in zip(*cells, strict=False)]
    while sum(widths) + GAP * (len(widths) - 1) > width and max(widths) > _LEAST:
        widths[widths.index(max(widths))] -= 1
    for place, row in enumerate(cells):
        wrapped = [Content(cell).wrap(size) for cell, size in zip(row, widths, strict=False)]
        for pieces in zip_longest(*wrapped, fillvalue=Content("")):
            padded = [
                piece.pad_right(max(0, size - piece.cell_length))
                for piece, size in zip(pieces, widths, strict=False)
            ]
            line = Content(" " * GAP).join(padded).rstrip()
            yield line if place else line.stylize(styles["label"])


def _said(markdown: str) -> str:
    """The text as it was typed."""
    if markdown.endswith("\\") and not markdown.endswith("\\\\"):
        markdown = markdown[:-1]
    return clean(_ESCAPED.sub(r"\1", markdown))


class Reading(Widget):
    """Shows a document of ours; it stands in a scrolling container."""

    DEFAULT_CSS = """
    Reading { height: auto; width: 1fr; color: $foreground; }
    Reading > .reading--title { text-style: bold; color: $accent; }
    Reading > .reading--heading { text-style: bold; color: $accent; }
    Reading > .reading--item { text-style: bold; }
    Reading > .reading--label { color: $quiet; }
    Reading > .reading--quote { text-style: italic; }
    """
    PARTS: ClassVar[tuple[str, ...]] = ("title", "heading", "item", "label", "quote")
    COMPONENT_CLASSES: ClassVar[set[str]] = {f"reading--{part}" for part in PARTS}

    markdown: reactive[str] = reactive("", layout=True)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """As many lines as the document takes in this width."""
        return max(1, len(self._lines(width)))

    def render(self) -> Content:
        return Content("\n").join(self._lines(self.size.width))

    def _lines(self, width: int) -> list[Content]:
        styles = {part: self.get_visual_style(f"reading--{part}") for part in self.PARTS}
        return laid_out(self.markdown, width, styles)
