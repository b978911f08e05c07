"""The one table that draws every list.

Rows lie in memory; only the lines on the screen are ever drawn, and a cursor key repaints two of them. So
a list of a hundred thousand rows opens and moves as fast as one of ten, and a key sends very little.
"""

from collections.abc import Callable, Hashable, Iterable, Sequence
from itertools import groupby, zip_longest
from operator import itemgetter
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.binding import BindingType
from textual.cache import LRUCache
from textual.geometry import Size
from textual.message import Message
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip

from samtui import commands
from samtui.widgets.columns import GAP, Cell, Column, Place, Row, arrange, nearest
from samtui.widgets.list_lines import (
    COMPONENT_CLASSES,
    LOOK,
    MARGIN,
    RIGHT_MARGIN,
    Piece,
    empty_line,
    header_line,
    row_line,
    sentence,
)

__all__ = ["Cell", "Column", "ListTable", "Row"]


class ListTable(ScrollView, can_focus=True):
    """A list with a fixed header, a cursor on one row, and a sentence where it has no rows.

    Texts of cells, titles and the empty state are never markup; what is too long ends in an ellipsis.
    ``sorted_by`` is the key of a column and whether it descends; ``empty`` what to say without rows, one
    paragraph a line. Raises ``KeyError`` for a role that is not one of :data:`list_lines.ROLES`.
    """

    ALLOW_SELECT = False
    COMPONENT_CLASSES: ClassVar[set[str]] = set(COMPONENT_CLASSES)
    DEFAULT_CSS = LOOK
    BINDINGS: ClassVar[list[BindingType]] = [*commands.bindings_of(commands.Place.LIST)]

    follower: Callable[[Hashable | None], None] | None = None
    """Called at once with the key of the row the cursor comes to, so that what follows it is painted with it."""

    cursor = reactive(0, repaint=False)
    """The place of the cursor, from 0."""
    empty = reactive("")
    """What is said where there are no rows."""
    sorted_by: reactive[tuple[str, bool] | None] = reactive(None)
    """The key of the column the rows are sorted by, and whether downwards; it only sets the mark."""

    class About(Message):
        """What the messages of a table have in common: the table, and a key."""

        def __init__(self, table: "ListTable", key: Hashable | None) -> None:
            super().__init__()
            self.table = table
            self.key = key

        @property
        def control(self) -> "ListTable":
            """For ``@on(ListTable.Moved, "#families")``."""
            return self.table

    class Moved(About):
        """The cursor stands on another row; ``key`` is ``None`` when there is none."""

    class Opened(About):
        """Enter, or a double click, on the row ``key``."""

    class HeaderClicked(About):
        """A click on the title of the column ``key``."""

    def __init__(
        self,
        columns: Iterable[Column] = (),
        rows: Iterable[Row] = (),
        *,
        sorted_by: tuple[str, bool] | None = None,
        empty: str = "",
        **names: str | None,
    ) -> None:
        """``names`` are those of every widget: ``id``, ``classes``, ``name``."""
        super().__init__(**names)
        self._columns = tuple(columns)
        self._rows = tuple(rows)
        self._told: Hashable | None = None
        self._strips: LRUCache[tuple[int, int, bool], Strip] = LRUCache(256)
        self.set_reactive(ListTable.sorted_by, sorted_by)
        self.set_reactive(ListTable.empty, empty)

    @property
    def rows(self) -> tuple[Row, ...]:
        """The rows, in the order shown."""
        return self._rows

    @property
    def columns(self) -> tuple[Column, ...]:
        """The columns, also those there is no room for."""
        return self._columns

    @property
    def row_count(self) -> int:
        """How many rows there are."""
        return len(self._rows)

    @property
    def cursor_key(self) -> Hashable | None:
        """The key of the row under the cursor; ``None`` without rows."""
        return self._rows[self.cursor].key if self._rows else None

    def set_rows(self, rows: Iterable[Row], columns: Iterable[Column] | None = None) -> None:
        """Other rows (and columns). The cursor stays on its row or, if that has gone, on the nearest left.

        Only lines that came to look different are drawn again.
        """
        new, place, before = tuple(rows), self.cursor, self._lines_shown()
        self.set_reactive(ListTable.cursor, nearest(self._rows, place, new))
        self._rows = new
        self._strips.clear()
        if self.is_running:
            self.virtual_size = Size(0, len(new) + 1)
            self._follow_cursor()
        if columns is not None and (columns := tuple(columns)) != self._columns:
            self._columns = columns
            self.refresh()
        self._refresh_changed(before)
        self._tell()

    def move_to(self, key: Hashable) -> bool:
        """Puts the cursor on the row with this key; ``False`` (and nothing happens) if there is none."""
        place = next((place for place, row in enumerate(self._rows) if row.key == key), None)
        if place is None:
            return False
        self.cursor = place
        return True

    # the cursor

    def validate_cursor(self, place: int) -> int:
        """Keeps the cursor among the rows."""
        return max(0, min(place, len(self._rows) - 1))

    def watch_cursor(self, before: int, now: int) -> None:
        """Draws the two lines that changed, or everything if the view had to follow."""
        self._follow_cursor()
        self.refresh_line(before + 1)
        self.refresh_line(now + 1)
        self._tell()

    def action_move(self, by: int) -> None:
        """So many rows down, or up if negative."""
        self.cursor += by

    def action_page(self, by: int) -> None:
        """So many pages down, or up; one row of the old page stays in sight."""
        step = by * max(1, self._height - 1)
        self._scroll_to_line(self.scroll_offset.y + step)
        self.cursor += step

    def action_first(self) -> None:
        """To the first row."""
        self.cursor = 0

    def action_last(self) -> None:
        """To the last row."""
        self.cursor = len(self._rows) - 1

    def action_open(self) -> None:
        """Says that the row under the cursor is to be opened."""
        if self._rows:
            self.post_message(self.Opened(self, self.cursor_key))

    def on_click(self, event: events.Click) -> None:
        """A click moves the cursor, a double click opens; one on a title says so."""
        offset = event.get_content_offset(self)
        if offset is None:
            return
        if offset.y == 0:
            if (column := self._column_at(offset.x)) is not None:
                self.post_message(self.HeaderClicked(self, column.key))
        elif (place := offset.y - 1 + self.scroll_offset.y) < len(self._rows):
            self.cursor = place
            if event.chain == 2:
                self.action_open()

    def _tell(self) -> None:
        if self.is_running and self.cursor_key != self._told:
            self._told = self.cursor_key
            if self.follower is not None:
                self.follower(self._told)
            self.post_message(self.Moved(self, self._told))

    # the view

    @property
    def _height(self) -> int:
        """Lines for rows: all but the header."""
        return max(0, self.size.height - 1)

    def on_mount(self) -> None:
        """Takes the size of the rows it was made with."""
        self.virtual_size = Size(0, len(self._rows) + 1)
        self._tell()

    def on_resize(self) -> None:
        """The cursor stays in sight."""
        self._strips.clear()
        self._follow_cursor()

    def notify_style_update(self) -> None:
        """Another theme, or the focus came or went: what was drawn no longer holds."""
        self._strips.clear()
        super().notify_style_update()

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """For ``height: auto``: the header and every row, or the sentence with air around it."""
        return 1 + (len(self._rows) or len(sentence(self.empty, width)) + 4)

    def _follow_cursor(self) -> None:
        """Half a page at a time: one line at a time would repaint everything with every key."""
        top, height = self.scroll_offset.y, self._height
        if height and not top <= self.cursor < top + height:
            self._scroll_to_line(self.cursor - height // 2)

    def _scroll_to_line(self, line: int) -> None:
        self.scroll_to(y=line, animate=False, force=True)

    def _lines_shown(self) -> list[tuple[Row, bool]]:
        top = self.scroll_offset.y
        rows = self._rows[top : top + self._height]
        return [(row, place == self.cursor) for place, row in enumerate(rows, top)]

    def _refresh_changed(self, before: Sequence[tuple[Row, bool]]) -> None:
        after = self._lines_shown()
        if not (before and after):
            self.refresh()
        for line, (old, new) in enumerate(zip_longest(before, after), self.scroll_offset.y + 1):
            if old != new:
                self.refresh_line(line)

    # drawing

    def render_line(self, y: int) -> Strip:
        """One line of what is seen: the header, a row, or a piece of the empty place."""
        width, place = self.size.width, y - 1 + self.scroll_offset.y
        if y == 0:
            return self._strip(
                header_line(self._columns, self._places(width), self.sorted_by), "header", width
            )
        if not self._rows:
            return self._strip(empty_line(self.empty, y - 1, width, self._height), "row", width)
        if place >= len(self._rows):
            return Strip.blank(width, self._style("row"))
        state = (place, width, place == self.cursor)
        if (strip := self._strips.get(state)) is None:
            pieces = row_line(self._rows[place], self._columns, self._places(width), state[2])
            strip = self._strips[state] = self._strip(pieces, "cursor" if state[2] else "row", width)
        return strip

    def _style(self, part: str, role: str = "") -> Style:
        style = self.get_component_rich_style(f"list-table--{part}")
        return style + self.get_component_rich_style(f"list-table--{role}", partial=True) if role else style

    def _places(self, width: int) -> tuple[Place, ...]:
        return arrange(self._columns, width - MARGIN - RIGHT_MARGIN)

    def _strip(self, pieces: Iterable[Piece], part: str, width: int) -> Strip:
        """Pieces of text with their roles as one line, in as few changes of colour as there are."""
        segments = [
            Segment("".join(text for text, _ in run), self._style(part, role))
            for role, run in groupby(pieces, key=itemgetter(1))
        ]
        return Strip(segments).adjust_cell_length(width, self._style(part))

    def _column_at(self, x: int) -> Column | None:
        left = MARGIN
        for index, width in self._places(self.size.width):
            if left <= x < left + width:
                return self._columns[index]
            left += width + GAP
        return None
