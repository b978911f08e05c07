"""A short list to choose one from: type to filter, Enter to take."""

from collections.abc import Sequence
from typing import Any, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import Input

from samtui.commands import Place, bindings_of
from samtui.language import _, ngettext
from samtui.screens.room import Over
from samtui.store.fold import fold
from samtui.widgets.key_line import KeyLine
from samtui.widgets.list_table import Column, ListTable, Row
from samtui.widgets.plain import content

MOST_LINES = 20
LINES_AROUND = 5
"""The frame, the box, the air under it and the empty header of the list."""


class _Wanted(Input, inherit_bindings=False):
    """What is looked for; Enter is left to the list."""

    BINDINGS: ClassVar[list[BindingType]] = [
        binding for binding in Input.BINDINGS if isinstance(binding, Binding) and binding.key != "enter"
    ]


class Pick(Over[Any]):
    """Closes with the value of what was chosen, or with None where it was left. What is typed is the filter."""

    CSS_PATH = "pick.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings_of(Place.PICK)]
    AUTO_FOCUS = "#wanted"

    def __init__(self, title: str, options: Sequence[tuple[str, Any]]) -> None:
        """``options`` are pairs of a label and the value it stands for, in the order in which they are offered."""
        super().__init__()
        self._headline = title
        self._options = tuple(options)
        self._folded = tuple(fold(label) for label, _value in self._options)

    def compose(self) -> ComposeResult:
        with Vertical(id="sheet") as sheet:
            sheet.border_title = content(self._headline)
            sheet.styles.height = min(MOST_LINES, len(self._options) + LINES_AROUND)
            box = _Wanted(placeholder=_("Type a part of it"), id="wanted", compact=True)
            box.cursor_blink = False
            yield box
            table = ListTable([Column("label", "", None)], self._rows(), id="offered")
            table.empty = _("Nothing matches.") + "\n" + _("Esc leads back.")
            table.can_focus = False
            yield table
        yield KeyLine()

    def on_mount(self) -> None:
        self._count()

    def _rows(self, wanted: str = "") -> list[Row]:
        parts = fold(wanted).split()
        return [
            Row(place, (label,))
            for place, (label, _value) in enumerate(self._options)
            if all(part in self._folded[place] for part in parts)
        ]

    def _count(self) -> None:
        table = self.query_one("#offered", ListTable)
        counted = ngettext("{n} to choose from", "{n} to choose from", table.row_count)
        self.query_one("#sheet").border_subtitle = counted

    @on(Input.Changed, "#wanted")
    def filtered(self, event: Input.Changed) -> None:
        table = self.query_one("#offered", ListTable)
        table.set_rows(self._rows(event.value))
        table.action_first()
        self._count()

    # Commands

    def action_move(self, by: int) -> None:
        self.query_one("#offered", ListTable).action_move(by)

    def action_page(self, by: int) -> None:
        self.query_one("#offered", ListTable).action_page(by)

    @on(ListTable.Opened)
    def action_choose(self) -> None:
        """Takes what the cursor stands on; stays where nothing matches."""
        place = self.query_one("#offered", ListTable).cursor_key
        if isinstance(place, int):
            self.dismiss(self._options[place][1])

    def action_leave(self) -> None:
        self.dismiss(None)
