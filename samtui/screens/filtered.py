"""A section that is one list with a filter: what is typed narrows the list at once, and is kept nowhere."""

from abc import abstractmethod
from typing import ClassVar, TypeVar

from textual import on
from textual.widgets import Input

from samtui.screens.room import Room
from samtui.store.fold import fold
from samtui.widgets.list_table import ListTable

Shown = TypeVar("Shown")


class FilteredRoom(Room[Shown]):
    """A room with a filter above its list. ``/`` shows the field; Esc leaves it, and then takes it away.

    A room says in :meth:`fill` what stands in the list, for the words in :attr:`wanted`.
    """

    DEFAULT_CSS = """
    FilteredRoom #filter { display: none; height: 1; margin: 0 1; background: $boost; padding: 0 1; }
    """
    AUTO_FOCUS: ClassVar[str] = "ListTable"

    @abstractmethod
    def fill(self) -> None:
        """Fills the list with what is wanted of what has been read."""

    @property
    def wanted(self) -> list[str]:
        """The words that every line in the list has, folded."""
        return fold(self.query_one("#filter", Input).value).split()

    def filter_box(self, placeholder: str) -> Input:
        """The field, for ``compose``."""
        box = Input(placeholder=placeholder, id="filter", compact=True)
        box.cursor_blink = False
        return box

    def action_filter(self) -> None:
        box = self.query_one("#filter", Input)
        box.display = True
        box.focus()
        self.refresh_bindings()

    @on(Input.Changed, "#filter")
    def filter_typed(self) -> None:
        self.fill()

    @on(Input.Submitted, "#filter")
    def to_the_list(self) -> None:
        self.query_one(ListTable).focus()

    def action_back(self) -> None:
        """Out of the filter: first the field, then what it filtered."""
        box = self.query_one("#filter", Input)
        if not box.has_focus:
            box.value = ""
        if not box.value:
            box.display = False
        self.query_one(ListTable).focus()
        self.refresh_bindings()
