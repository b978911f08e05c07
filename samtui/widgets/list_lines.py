"""The lines of a list as pieces of text, each with the role it plays, and how the roles look. Pure."""

import textwrap
from collections.abc import Sequence

from rich.cells import cell_len

from samtui.widgets.columns import GAP, Column, Place, Row, fit, role_of, text_of
from samtui.widgets.plain import one_line

ROLES = ("now", "soon", "calm", "trouble", "quiet", "strong")
"""What a cell or a row may mean; each has a component class, and another for the row of the cursor."""

COMPONENT_CLASSES = (
    *(f"list-table--{part}" for part in ("header", "sorted", "row", "cursor", "mark", "hatch")),
    *(f"list-table--{role}" for role in ROLES),
    *(f"list-table--cursor-{role}" for role in ROLES),
)

LOOK = """
ListTable {
    height: 1fr;
    background: $surface;
    color: $foreground;
    border: round $border-blurred;
    border-title-color: $quiet;
    border-subtitle-color: $quiet;
    overflow-x: hidden;
    overflow-y: auto;
    scrollbar-size-vertical: 1;
    & > .list-table--header { color: $quiet; background: $panel; }
    & > .list-table--sorted { color: $accent; }
    & > .list-table--cursor {
        color: $block-cursor-blurred-foreground;
        background: $block-cursor-blurred-background;
    }
    & > .list-table--mark { color: $block-cursor-blurred-background; }
    & > .list-table--hatch { color: $hatch; }
    & > .list-table--now, & > .list-table--cursor-now { color: $now; }
    & > .list-table--soon, & > .list-table--cursor-soon { color: $soon; }
    & > .list-table--calm, & > .list-table--cursor-calm { color: $calm; }
    & > .list-table--trouble, & > .list-table--cursor-trouble { color: $trouble; }
    & > .list-table--quiet, & > .list-table--cursor-quiet { color: $quiet; }
    & > .list-table--strong, & > .list-table--cursor-strong { text-style: bold; }
    &:focus {
        border: round $border;
        border-title-color: $accent;
        & > .list-table--cursor {
            color: $block-cursor-foreground;
            background: $block-cursor-background;
        }
        & > .list-table--mark { color: $cursor-mark; }
        & > .list-table--cursor-now { color: $cursor-now; }
        & > .list-table--cursor-soon { color: $cursor-soon; }
        & > .list-table--cursor-calm { color: $cursor-calm; }
        & > .list-table--cursor-trouble { color: $cursor-trouble; }
        & > .list-table--cursor-quiet { color: $cursor-quiet; }
    }
}
"""

Piece = tuple[str, str]
"""A text, and the name of the component class (without ``list-table--``) it is drawn in; may be empty."""

MARGIN = 1
"""Cells before the first column, where the mark of the cursor stands."""

RIGHT_MARGIN = 2
"""Cells after the last column: air, and the scrollbar, so that columns stand still when it comes and goes."""

_MARK = "▌"
_HATCH = "╱"
_UP, _DOWN = " ▲", " ▼"


def header_line(
    columns: Sequence[Column], places: Sequence[Place], sorted_by: tuple[str, bool] | None
) -> list[Piece]:
    """The titles; the column the rows are sorted by has a mark, for which a long title makes room."""
    pieces: list[Piece] = [(" " * MARGIN, "")]
    for place in places:
        column, mark, title = columns[place.index], "", one_line(columns[place.index].title)
        if sorted_by is not None and sorted_by[0] == column.key:
            mark = _DOWN if sorted_by[1] else _UP
            title = fit(title, min(cell_len(title), max(1, place.width - len(mark)))) + mark
        pieces.append((fit(title, place.width, column.align), "sorted" if mark else ""))
        pieces.append((" " * GAP, ""))
    return pieces


def row_line(row: Row, columns: Sequence[Column], places: Sequence[Place], at_cursor: bool) -> list[Piece]:
    """The cells of a row. A cell that is missing is empty; a cell without a role has that of the row."""
    pieces: list[Piece] = [(_MARK, "mark")] if at_cursor else [(" " * MARGIN, "")]
    for index, width in places:
        cell = row.cells[index] if index < len(row.cells) else ""
        role = role_of(cell) or row.style
        if role and at_cursor:
            role = f"cursor-{role}"
        pieces.append((fit(text_of(cell), width, columns[index].align) + " " * GAP, role))
    return pieces


def sentence(text: str, width: int) -> list[str]:
    """What an empty list says, broken into lines that fit with air at both sides; an empty line stays."""
    broad = max(1, width - (8 if width >= 32 else 2))
    paragraphs = (textwrap.wrap(one_line(line), broad) or [""] for line in text.splitlines())
    return [line for paragraph in paragraphs for line in paragraph]


def empty_line(text: str, y: int, width: int, height: int) -> list[Piece]:
    """Line ``y`` of an empty place: a hatch, and in the middle of it the sentence in a frame of air."""
    lines = sentence(text, width)
    y -= (height - len(lines)) // 2
    if not lines or not -1 <= y <= len(lines):
        return [(_HATCH * width, "hatch")]
    line = lines[y] if 0 <= y < len(lines) else ""
    broad = min(width, max(map(cell_len, lines)) + 6)
    left = (width - broad) // 2
    indented = " " * max(0, (broad - cell_len(line)) // 2) + line
    return [(_HATCH * left, "hatch"), (fit(indented, broad), ""), (_HATCH * (width - left - broad), "hatch")]
