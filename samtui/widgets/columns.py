"""Rows and columns of a list: how columns share its width, how a text is made to fit, where a cursor goes.

Pure; knows no widget.
"""

import re
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, NamedTuple

from rich.cells import cell_len, set_cell_size

from samtui.widgets.plain import one_line

Cell = str | tuple[str, str]
"""A text, or a text and its role (what it means)."""

ELLIPSIS = "…"
GAP = 2
"""Cells between two columns."""

_RIGHT_TO_LEFT = re.compile(
    "[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]"
)
_BACK_TO_LEFT = "\u200e"


@dataclass(frozen=True, slots=True)
class Column:
    """A column: ``width`` in cells, or ``None`` to share what the others leave.

    ``flex`` is its part of that share (a column without a width has at least 1), ``minimum`` what it is never
    squeezed below. Where the width does not suffice, the columns with the highest ``drop`` vanish first;
    those with 0 last of all.
    """

    key: str
    title: str
    width: int | None
    flex: int = 0
    minimum: int = 4
    align: Literal["left", "right"] = "left"
    drop: int = 0

    @property
    def base(self) -> int:
        """The cells it wants before anything is shared."""
        return self.minimum if self.width is None else self.width

    @property
    def share(self) -> int:
        """Its part of what is left."""
        return self.flex or (1 if self.width is None else 0)


class Row(NamedTuple):
    """A row: the key it is known by, a cell for each column, and a role for the whole of it."""

    key: Hashable
    cells: tuple[Cell, ...]
    style: str = ""


class Place(NamedTuple):
    """A column that is shown: which of the columns, and how wide."""

    index: int
    width: int


@lru_cache(maxsize=64)
def arrange(columns: tuple[Column, ...], width: int) -> tuple[Place, ...]:
    """The columns that fit into ``width`` cells, in their order; at least one of them, if there is any."""
    shown = list(range(len(columns)))
    while len(shown) > 1 and _needed(columns, shown) > width:
        ranked = [index for index in shown if columns[index].drop]
        if not ranked and _needed(columns, shown, squeezed=True) <= width:
            break
        shown.remove(max(ranked, key=lambda index: (columns[index].drop, index)) if ranked else shown[-1])
    return tuple(_share_out(columns, shown, width))


def _needed(columns: Sequence[Column], shown: Sequence[int], squeezed: bool = False) -> int:
    widths = (columns[i].minimum if squeezed else columns[i].base for i in shown)
    return sum(widths) + GAP * (len(shown) - 1)


def _share_out(columns: Sequence[Column], shown: Sequence[int], width: int) -> Iterator[Place]:
    """Gives what is left to the flexible columns, or takes what is missing from those above their minimum."""
    left = width - _needed(columns, shown)
    if left >= 0:
        weights = [columns[index].share for index in shown]
    else:
        weights = [max(columns[index].base - columns[index].minimum, 0) for index in shown]
    for index, weight in zip(shown, weights, strict=True):
        total = sum(weights)
        part = left * weight // total if total else 0
        left, weights = left - part, weights[1:]
        yield Place(index, max(1, min(columns[index].base + part, width)))


def fit(value: object, width: int, align: str = "left") -> str:
    """A text in exactly ``width`` cells: padded, or cut with an ellipsis. Never more than one line.

    A text written from right to left is followed by U+200E, so that a terminal that turns it around leaves
    the next column where it is.
    """
    text = one_line(value)
    if text.isascii():
        if len(text) > width:
            return text[: width - 1] + ELLIPSIS
        return text.rjust(width) if align == "right" else text.ljust(width)
    if (length := cell_len(text)) > width:
        text = set_cell_size(text, width - 1) + ELLIPSIS
        length = width
    if _RIGHT_TO_LEFT.search(text):
        text += _BACK_TO_LEFT
    padding = " " * (width - length)
    return padding + text if align == "right" else text + padding


def text_of(cell: Cell) -> str:
    """The text of a cell, as it was given."""
    return cell if isinstance(cell, str) else cell[0]


def role_of(cell: Cell) -> str:
    """The role of a cell, or an empty text."""
    return "" if isinstance(cell, str) else cell[1]


def nearest(old: Sequence[Row], place: int, new: Sequence[Row]) -> int:
    """Where the cursor goes when ``new`` rows come: to its row, else to the nearest of ``old`` that is left.

    The rows below are asked before those above, so that after a removal the next one has the cursor.
    """
    if not (0 <= place < len(old)):
        return 0
    if place < len(new) and new[place].key == old[place].key:
        return place
    places = {row.key: index for index, row in enumerate(new)}
    return next((places[row.key] for row in _outwards(old, place) if row.key in places), 0)


def _outwards(rows: Sequence[Row], place: int) -> Iterator[Row]:
    for distance in range(max(place + 1, len(rows) - place)):
        if place + distance < len(rows):
            yield rows[place + distance]
        if distance and place >= distance:
            yield rows[place - distance]
