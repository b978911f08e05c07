"""Go to anything by typing: a family, a meeting, a card of who does what, a command.

The names are read once when the palette opens and forgotten when it closes.
"""

from typing import TYPE_CHECKING, Any, ClassVar, cast

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.screen import Screen
from textual.widgets import Input
from textual.worker import get_current_worker

from samtui import clock, language
from samtui.commands import Place, bindings_of
from samtui.errors import SamtuiError
from samtui.language import _, ngettext
from samtui.screens.giving import give, offers
from samtui.screens.room import Over
from samtui.screens.targets import Goal, Target, matching, of_command, of_family, of_meeting
from samtui.store.search import Hit, find
from samtui.widgets.key_line import KeyLine
from samtui.widgets.list_table import Cell, Column, ListTable, Row
from samtui.widgets.plain import content

if TYPE_CHECKING:
    from samtui.app import Samtui

MOST_CARDS = 12


class Palette(Over[None]):
    """One box; what is typed is looked for among the names, the commands of ``screen``, and the directory."""

    CSS_PATH = "palette.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings_of(Place.PALETTE)]
    AUTO_FOCUS = "#wanted"

    def __init__(self, screen: Screen[Any]) -> None:
        """``screen``: the one whose commands are offered; what is possible on it is seen now."""
        super().__init__()
        self._offers = {
            offer.command.id: offer
            for offer in offers(screen)
            if offer.possible and offer.command.in_palette and offer.command.id != "palette"
        }
        self._targets: list[Target] = []
        self._commands: list[Target] = []
        self._hits: tuple[Hit, ...] = ()
        self._asked = 0
        self._moved = False

    @property
    def samtui(self) -> "Samtui":
        """The app, by its own type."""
        return cast("Samtui", self.app)

    def compose(self) -> ComposeResult:
        with Vertical(id="sheet") as sheet:
            sheet.border_title = content(_("Go to"))
            box = Input(
                placeholder=_("A family, a name, a meeting, a place, a command"), id="wanted", compact=True
            )
            box.cursor_blink = False
            yield box
            table = ListTable(_columns(), id="targets")
            table.can_focus = False
            yield table
        yield KeyLine()

    def on_mount(self) -> None:
        self._commands = [of_command(offer) for offer in self._offers.values()]
        self._fill()
        self._read_names()

    @work(thread=True, group="names")
    def _read_names(self) -> None:
        """Families and coming meetings, where a caseload is open."""
        from samtui.store.meetings import coming_meetings
        from samtui.store.names import family_names

        store, today = self.samtui.desk.caseload, clock.today()
        if store is None:
            return
        try:
            with store.read() as connection:
                families = family_names(connection)
                meetings = coming_meetings(connection, clock.at(today, "00:00"))
        except SamtuiError as error:
            self.app.call_from_thread(self.samtui.say, str(error), severity="error")
            return
        targets = [*map(of_family, families), *(of_meeting(meeting, today) for meeting in meetings)]
        self.app.call_from_thread(self._names_are_read, targets)

    def _names_are_read(self, targets: list[Target]) -> None:
        if self.is_attached:
            self._targets = targets
            self._fill()

    def on_unmount(self) -> None:
        self._targets, self._hits = [], ()

    # Looking for what is typed

    @on(Input.Changed, "#wanted")
    def typed(self, event: Input.Changed) -> None:
        self._asked += 1
        self._hits, self._moved = (), False
        self._fill()
        if event.value.strip():
            self._look_up(self._asked, event.value)

    @work(thread=True, exclusive=True, group="find")
    def _look_up(self, number: int, words: str) -> None:
        worker, store = get_current_worker(), self.samtui.desk.directory
        if store is None:
            return
        try:
            with store.read() as connection:
                hits = find(connection, words, language=language.code(), limit=MOST_CARDS)
        except SamtuiError as error:
            self.app.call_from_thread(self.samtui.say, str(error), severity="error")
            return
        if not worker.is_cancelled:
            self.app.call_from_thread(self._found, number, tuple(hits))

    def _found(self, number: int, hits: tuple[Hit, ...]) -> None:
        if number == self._asked and self.is_attached:
            self._hits = hits
            self._fill()

    def _fill(self) -> None:
        """Shows what was found; the cursor stays where somebody put it, otherwise on the best."""
        words = self.query_one("#wanted", Input).value
        found = matching(words, [*self._commands, *self._targets], self._hits)
        table = self.query_one("#targets", ListTable)
        table.empty = _("Nothing found.") + "\n" + _("Try fewer letters.")
        table.set_rows(map(_row, found))
        if not self._moved:
            table.action_first()
        self.query_one("#sheet").border_subtitle = content(
            ngettext("{n} to go to", "{n} to go to", len(found))
        )

    # Commands

    def action_move(self, by: int) -> None:
        self._moved = True
        self.query_one("#targets", ListTable).action_move(by)

    def action_page(self, by: int) -> None:
        self._moved = True
        self.query_one("#targets", ListTable).action_page(by)

    @on(Input.Submitted, "#wanted")
    @on(ListTable.Opened)
    def action_go(self) -> None:
        """Closes, and goes to what the cursor stands on; stays where nothing was found."""
        goal = self.query_one("#targets", ListTable).cursor_key
        if isinstance(goal, tuple):
            app = self.samtui
            self.dismiss(None)
            self._go(app, goal)

    def action_leave(self) -> None:
        self.dismiss(None)

    def _go(self, app: "Samtui", goal: Goal) -> None:
        kind, command_id, ref = goal
        if kind == "command":
            give(self._offers[command_id])
        else:
            app.call_later(app.push_screen, _room(kind, ref))


def _room(kind: str, ref: int) -> Screen[Any]:
    if kind == "family":
        from samtui.screens.family import FamilyRoom

        return FamilyRoom(ref)
    if kind == "meeting":
        from samtui.screens.meeting import MeetingRoom

        return MeetingRoom(ref)
    from samtui.screens.card import CardRoom

    return CardRoom(kind, ref)


def _columns() -> list[Column]:
    return [
        Column("kind", "", 9, minimum=9),
        Column("name", _("Go to"), None, flex=5, minimum=24),
        Column("beside", "", None, flex=4, minimum=16),
        Column("key", _("Key"), 9, minimum=6),
    ]


def _row(target: Target) -> Row:
    cells: tuple[Cell, ...] = (
        (target.kind, "quiet"),
        target.name,
        (target.beside, "quiet"),
        (target.key, "strong"),
    )
    return Row(target.goal, cells)
