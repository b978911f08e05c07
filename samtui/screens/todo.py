"""To do (att göra): who promised what, until when, over all families."""

import asyncio
from collections.abc import Hashable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal

from samtui import clock
from samtui.commands import Place, bindings_of
from samtui.language import _, ngettext
from samtui.models.records import ActionRow
from samtui.practice import actions, dates
from samtui.screens.filtered import FilteredRoom
from samtui.screens.todo_lines import Promise, beside, columns, in_order, list_row, promise_of
from samtui.store.actions import closed_actions, open_actions
from samtui.store.families import FamilyPeople, people_of
from samtui.widgets.list_table import ListTable
from samtui.widgets.side_card import SideCard

if TYPE_CHECKING:
    from samtui.widgets.suggest import Picked


@dataclass(frozen=True)
class Shown:
    """The promises of one of the two lists, in order."""

    promises: tuple[Promise, ...]
    closed: bool
    today: date


class ToDo(FilteredRoom[Shown]):
    """The promises of all families: what is overdue first. ``o`` shows those that are done or dropped."""

    CSS_PATH = "todo.tcss"
    section = "todo"
    tables = frozenset({"*", "action", "family", "involvement", "contact", "adult", "child"})
    BINDINGS: ClassVar[list[BindingType]] = [*bindings_of(Place.TODO)]

    def __init__(self) -> None:
        super().__init__()
        self.closed = False
        self._shown: Shown | None = None
        self._by_id: dict[Hashable | None, Promise] = {}

    def compose(self) -> ComposeResult:
        yield self.top_line()
        yield self.filter_box(_("Filter: part of what, who, a family, a state"))
        with Horizontal():
            table = ListTable(columns(closed=False), id="promises", empty=_("Opening …"))
            table.follower = self._follow
            yield table
            yield SideCard(id="card")
        yield self.key_line()

    def read(self) -> Shown:
        today, closed = clock.today(), self.closed
        store = self.samtui.desk.caseload
        if store is None:
            return Shown((), closed, today)
        with store.read() as connection:
            rows = closed_actions(connection) if closed else open_actions(connection)
        promises = [promise_of(row, today) for row in rows]
        return Shown(tuple(promises if closed else sorted(promises, key=in_order)), closed, today)

    def show(self, shown: Shown) -> None:
        self._shown = shown
        self._by_id = {promise.row.id: promise for promise in shown.promises}
        self.fill()

    def fill(self) -> None:
        shown = self._shown
        if shown is None:
            return
        table = self.query_one("#promises", ListTable)
        wanted = self.wanted
        found = [one for one in shown.promises if all(part in one.folded for part in wanted)]
        table.border_title = _("Done and dropped") if shown.closed else _("To do")
        table.empty = _empty(bool(wanted), shown.closed)
        table.set_rows([list_row(one, shown.today) for one in found], columns(closed=shown.closed))
        table.border_subtitle = _counted(found, len(shown.promises), bool(wanted), shown.closed)
        self._follow(table.cursor_key)

    def _follow(self, key: Hashable | None) -> None:
        today = self._shown.today if self._shown else clock.today()
        self.query_one("#card", SideCard).tell(beside(self._by_id.get(key), today))

    @property
    def _here(self) -> ActionRow | None:
        """The promise at the cursor."""
        promise = self._by_id.get(self.query_one("#promises", ListTable).cursor_key)
        return promise.row if promise else None

    # Commands

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action in ("done", "postpone", "give"):
            return bool(self._by_id) and not self.closed
        if action == "reopen":
            return bool(self._by_id) and self.closed
        if action in ("open", "family"):
            return bool(self._by_id)
        if action == "back":
            return self.query_one("#filter").display
        return True

    async def action_done(self) -> None:
        row = self._here
        if row is not None:
            await self.change(
                "promise done",
                lambda session: actions.done(session, row.id),
                _("Done. Press o, and d there, to take it up again."),
            )

    async def action_reopen(self) -> None:
        """One of the closed ones was not done after all."""
        row = self._here
        if row is not None:
            await self.change(
                "promise taken up again",
                lambda session: actions.reopen(session, row.id),
                _("It is open again."),
            )

    async def action_postpone(self) -> None:
        row = self._here
        if row is None:
            return
        until = await self.change("promise postponed", lambda session: actions.postpone(session, row.id))
        if until is not None:
            self.samtui.say(_("Due {day} now.", day=f"{dates.weekday(until)} {until.isoformat()}"))

    async def action_give(self) -> None:
        """Somebody else takes it on: one of the family's people or actors, the coordinator, or nobody."""
        from samtui.screens.pick import Pick
        from samtui.screens.promise_form import people_to_ask
        from samtui.widgets.suggest import Picked

        row = self._here
        around = await asyncio.to_thread(self._people, row.family_id) if row else None
        if row is None or around is None:
            return
        people = people_to_ask(around)
        options = [(label, Picked(label, key)) for label, key in people]
        options.append((_("nobody has taken it on"), Picked()))

        async def give_to(who: "Picked | None") -> None:
            if who is not None:
                await self._give(row, who, people)

        self.app.push_screen(Pick(_("Who takes it on?"), options), give_to)

    async def _give(self, row: ActionRow, who: "Picked", people: list[tuple[str, str]]) -> None:
        from samtui.screens.promise_form import owner_of

        owner = owner_of(who, people)
        await self.change(
            "promise given",
            lambda session: actions.give(session, row.id, owner),
            _("It has been given on.") if owner != actions.NOBODY else _("Nobody has it now."),
        )

    def _people(self, family_id: int) -> FamilyPeople | None:
        store = self.samtui.desk.caseload
        if store is None:
            return None
        with store.read() as connection:
            return people_of(connection, family_id)

    @on(ListTable.Opened)
    async def action_open(self) -> None:
        """Changes the promise."""
        row = self._here
        if row is None:
            return
        from samtui.screens.form import Form
        from samtui.screens.promise_form import promise_plan

        people = await asyncio.to_thread(self._people, row.family_id)
        if people is not None:
            self.app.push_screen(Form(promise_plan(self, people, action=row)))

    def action_family(self) -> None:
        row = self._here
        if row is not None:
            from samtui.screens.family import FamilyRoom

            self.app.push_screen(FamilyRoom(row.family_id))

    def action_closed(self) -> None:
        """From the open ones to the closed ones, and back."""
        self.closed = not self.closed
        self.reload()


def _empty(filtered: bool, closed: bool) -> str:
    if filtered:
        return _("No promise matches.") + "\n" + _("Esc clears the filter.")
    if closed:
        return _("Nothing is done or dropped yet.") + "\n" + _("o shows the open ones.")
    return _("No open promise.") + "\n" + _("On a family's card, p notes one.")


def _counted(found: list[Promise], total: int, filtered: bool, closed: bool) -> str:
    if filtered:
        return _("{n} of {total}", n=len(found), total=total)
    if closed:
        return ngettext("{n} closed", "{n} closed", total)
    still_open = sum(not promise.row.resting for promise in found)
    late = sum(bool(promise.late) for promise in found)
    return ", ".join(
        (ngettext("{n} open", "{n} open", still_open), ngettext("{n} overdue", "{n} overdue", late))
    )
