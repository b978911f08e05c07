"""The short card beside a list. It follows the cursor, so it repaints only the lines that differ."""

import textwrap
from collections.abc import Sequence
from itertools import zip_longest
from typing import ClassVar

from rich.cells import cell_len
from rich.segment import Segment
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget

from samtui.widgets.plain import one_line

Line = tuple[str, str]
"""A text and what it means: "", "title", "now", "soon", "calm", "trouble" or "quiet"."""


class SideCard(Widget):
    """A frame with lines of plain text, wrapped at words. :meth:`tell` says what stands in it."""

    DEFAULT_CSS = """
    SideCard {
        width: 38; height: 1fr; padding: 0 1; background: $surface; color: $foreground;
        border: round $border-blurred; border-title-color: $quiet;
    }
    SideCard > .side-card--title { text-style: bold; }
    SideCard > .side-card--now { color: $now; }
    SideCard > .side-card--soon { color: $soon; }
    SideCard > .side-card--calm { color: $calm; }
    SideCard > .side-card--trouble { color: $trouble; }
    SideCard > .side-card--quiet { color: $quiet; }
    """
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        f"side-card--{role}" for role in ("title", "now", "soon", "calm", "trouble", "quiet")
    }

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._told: tuple[Line, ...] = ()
        self._lines: list[Line] = []

    def tell(self, lines: Sequence[Line]) -> None:
        """What stands in the card from now on; an empty text is an empty line."""
        self._told = tuple(lines)
        self._wrap()

    def on_resize(self) -> None:
        self._wrap()

    def _wrap(self) -> None:
        before = self._lines
        width = max(self.content_size.width, 8)
        self._lines = [
            (part, role)
            for text, role in self._told
            for part in textwrap.wrap(one_line(text), width, subsequent_indent="  " * text.startswith("• "))
            or [""]
        ]
        for y, (old, new) in enumerate(zip_longest(before, self._lines, fillvalue=("", ""))):
            if old != new:
                self.refresh(Region(0, y, max(cell_len(old[0]), cell_len(new[0])), 1))

    def render_line(self, y: int) -> Strip:
        """One line of the card; the frame and the padding are drawn around it."""
        text, role = self._lines[y] if y < len(self._lines) else ("", "")
        style = self.get_component_rich_style(f"side-card--{role}") if role else self.rich_style
        width = self.content_size.width
        return Strip([Segment(text, style)]).adjust_cell_length(width, self.rich_style)
