"""The family card (familjekort): where are we, and what is next?"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container, VerticalScroll
from textual.widgets import Static

from samtui import clock
from samtui.commands import Place, bindings_of
from samtui.language import _
from samtui.models.records import FamilyCard
from samtui.practice import attention, families, network
from samtui.practice.card import MissingKind
from samtui.screens import family_parts as parts
from samtui.screens.family_detail import leaf
from samtui.screens.family_forms import child_plan, family_plan
from samtui.screens.family_head import Why, because, heading
from samtui.screens.family_parts import HOLDS, Part
from samtui.screens.family_plans import LIES_IN, MEETS, change_plan, new_plan
from samtui.screens.family_rows import rows
from samtui.screens.form import Form, FormPlan
from samtui.screens.room import Room
from samtui.store.families import family_card
from samtui.store.overview import family_facts
from samtui.widgets.list_table import ListTable
from samtui.widgets.part_bar import PartBar
from samtui.widgets.sheet import Leaf, Sheet


@dataclass(frozen=True)
class Shown:
    """What the card shows, and the day it holds for."""

    card: FamilyCard
    today: date


class FamilyRoom(Room[Shown | None]):
    """One family: its head, the reasons, and its parts, one list at a time."""

    CSS_PATH = "family.tcss"
    section = "caseload"
    tables = frozenset({
        "*", "family", "child", "adult", "custody", "involvement", "contact", "need", "consent",
        "consentgiver", "consentscope", "meeting", "participant", "action", "note",
    })  # fmt: skip
    HORIZONTAL_BREAKPOINTS: ClassVar[list[tuple[int, str]] | None] = [
        (0, "-narrow"),
        (110, "-wide"),
        (140, "-broad"),
    ]
    BINDINGS: ClassVar[list[BindingType]] = [*bindings_of(Place.FAMILY)]
    AUTO_FOCUS = "#rows"

    def __init__(self, family_id: int) -> None:
        super().__init__()
        self.family_id = family_id
        self.part = Part.NOW
        self._shown: Shown | None = None
        self._wanted: Any = None
        self._places: dict[Part, Any] = {}

    def compose(self) -> ComposeResult:
        yield self.top_line()
        yield Static("", id="head", markup=False)
        yield Why()
        with Container(id="body"):
            yield PartBar(here=self.part, id="parts")
            with Container(id="main"):
                table = ListTable(id="rows", empty=_("Opening …"))
                table.follower = self._show_detail
                yield table
                with VerticalScroll(id="detail", can_focus=False):
                    yield Sheet(id="leaf")
        yield self.key_line()

    # Reading and showing

    def read(self) -> Shown | None:
        today = clock.today()
        store = self.samtui.desk.caseload
        if store is None:
            return None
        with store.read() as connection:
            facts = family_facts(
                connection, self.family_id, today, clock.at(today, "00:00"), attention.warn_until(today)
            )
            return Shown(family_card(connection, facts), today) if facts else None

    def show(self, shown: Shown | None) -> None:
        if shown is None:
            self.samtui.say(_("This family is no longer there."), severity="warning")
            if self.is_current:
                self.dismiss()
            return
        self._shown = shown
        self.query_one("#head", Static).update(heading(shown.card, shown.today))
        self.query_one(Why).reasons = because(shown.card, shown.today)
        self.query_one(PartBar).tabs = parts.tabs(shown.card)
        self._fill()

    def _fill(self) -> None:
        if self._shown is None:
            return
        card, today = self._shown.card, self._shown.today
        table = self.query_one("#rows", ListTable)
        table.empty = parts.empty(self.part)
        table.border_title = f"◂ {_(parts.NAMES[self.part])} ▸"
        table.border_subtitle = parts.counted(self.part, card)
        table.set_rows(rows(self.part, card, today), parts.columns(self.part, card))
        if self._wanted is not None and table.move_to(self._wanted):
            self._wanted = None
        self._show_detail(self._key)

    @on(ListTable.Moved)
    def moved(self) -> None:
        self.refresh_bindings()

    def _show_detail(self, key: Any) -> None:
        if self._shown is not None:
            shown = leaf(self._shown.card, key, self._shown.today)
            self.query_one(Sheet).leaf = shown
            self.query_one("#detail").display = shown != Leaf("")

    @property
    def _key(self) -> Any:
        return self.query_one("#rows", ListTable).cursor_key

    def _row(self) -> Any:
        """The record under the cursor, or None."""
        if self._shown is None or not isinstance(self._key, tuple):
            return None
        kind, row_id = self._key
        return next((row for row in parts.records(self._shown.card, kind) if row.id == row_id), None)

    # Parts

    def action_part(self, step: int) -> None:
        order = list(Part)
        self._go(order[(order.index(self.part) + step) % len(order)])

    @on(PartBar.Chosen)
    def part_clicked(self, event: PartBar.Chosen) -> None:
        self._go(Part(event.key))

    def _go(self, part: Part, key: Any = None) -> None:
        """Shows a part; the cursor goes to the row with this key, or where it was there."""
        self._places[self.part] = self._key
        self.part = part
        self._wanted = key or self._places.get(part)
        self.query_one(PartBar).here = part
        self._fill()
        self.refresh_bindings()

    # Forms

    def action_new(self, kind: str = "") -> None:
        """A new one of this kind; of what the list holds where none is named."""
        if self._shown is None:
            return
        card, kind = self._shown.card, kind or HOLDS[self.part]
        if kind == "consent":
            self._open_consents()
        elif kind == "meeting":
            self._plan_meeting()
        else:
            self._form(new_plan(self, card, kind, self._row()), kind)

    def _form(self, plan: FormPlan, kind: str) -> None:
        def saved(given: Any) -> None:
            if isinstance(given, int) and not isinstance(given, bool):
                self._go(LIES_IN[kind], (kind, given))

        self.app.push_screen(Form(plan), saved)

    def _plan_meeting(self) -> None:
        from samtui.screens.meeting_forms import meeting_plan

        if self._shown is not None:
            self.app.push_screen(Form(meeting_plan(self, self._shown.card)), self._open_meeting)

    def _open_meeting(self, meeting_id: int | None) -> None:
        from samtui.screens.meeting import MeetingRoom

        if meeting_id:
            self.app.push_screen(MeetingRoom(meeting_id))

    def _open_consents(self) -> None:
        from samtui.screens.consent import ConsentRoom

        self.app.push_screen(ConsentRoom(self.family_id))

    @on(ListTable.Opened)
    def action_open(self) -> None:
        """Opens or changes the row under the cursor; where something is missing, the form that meets it."""
        if self._shown is None or not isinstance(self._key, tuple):
            return
        kind, row_id = self._key
        row = self._row()
        if kind == "missing":
            self._meet(str(row_id))
        elif kind == "consent":
            self._open_consents()
        elif kind == "meeting":
            self._open_meeting(row_id)
        elif row is not None:
            self._change(change_plan(self, self._shown.card, kind, row))

    def _change(self, plan: FormPlan) -> None:
        self.app.push_screen(Form(plan))

    def _meet(self, what: str) -> None:
        """Opens what meets something that is missing ("birthday-3" is met by changing that child)."""
        name, _dash, row_id = what.partition("-")
        card = self._shown.card if self._shown else None
        if name == MissingKind.BIRTHDAY and card:
            child = next(child for child in card.children if child.id == int(row_id))
            self._change(child_plan(self, card, child))
        elif name == MissingKind.CUSTODY and card and card.adults:
            self._go(Part.PEOPLE, ("adult", card.adults[0].id))
        else:
            self.action_new("note" if name == "note" else MEETS[MissingKind(name)])

    def action_edit(self) -> None:
        if self._shown is not None:
            self._change(family_plan(self, self._shown.card.facts))

    # Changes without a form

    async def action_shift(self, step: int) -> None:
        row = self._row()
        if row is not None:
            await self.change("need moved", lambda session: families.move_need(session, row.id, step))

    async def action_left(self) -> None:
        """The actor's part has ended, or the contact has left; given again it was not so after all."""
        row, kind = self._row(), self._key[0]
        deed: Callable[[Any, int], None]
        if kind == "actor" and row.until is None:
            deed, said = network.end_actor, _("The actor's part ends today; what was agreed stays readable.")
        elif kind == "actor":
            deed, said = network.take_up_actor, _("The actor's part goes on.")
        elif row.left_on is None:
            deed, said = network.has_left, _("The contact has left.")
        else:
            deed, said = network.has_not_left, _("The contact is still there.")
        await self.change("actor or contact left", lambda session: deed(session, row.id), said=said)

    def action_back(self) -> None:
        self.dismiss()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """What is possible with what is shown and the row under the cursor."""
        if action in ("back", "part"):
            return True
        if self._shown is None:
            return action not in ("new", "edit", "open", "shift", "left")
        kind = self._key[0] if isinstance(self._key, tuple) else ""
        if action == "shift":
            return self.part is Part.NEEDS and kind == "need"
        if action == "left" or (action, parameters) == ("new", ("contact",)):
            return self.part is Part.ACTORS and kind in ("actor", "contact")
        if action == "open":
            return bool(kind)
        return True
