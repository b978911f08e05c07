"""The caseload (mina familjer): who needs me now, and why."""

from collections.abc import Hashable
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal
from textual.widgets import Static

from samtui import clock
from samtui.commands import Place, bindings_of
from samtui.language import _, ngettext
from samtui.models.caseload import ConsentState, FamilyStatus, Protection
from samtui.models.records import FamilyFacts
from samtui.practice import attention, dates, families
from samtui.practice.attention import Attention, Reason, Strip
from samtui.practice.words import word
from samtui.screens.filtered import FilteredRoom
from samtui.screens.form import Field, Form, FormPlan
from samtui.screens.roles import CONSENT_ROLE
from samtui.store.fold import fold
from samtui.store.overview import overview
from samtui.widgets.list_table import Cell, Column, ListTable, Row
from samtui.widgets.side_card import SideCard

ROLE = {Attention.TODAY: "now", Attention.THIS_WEEK: "soon", Attention.SOON: "", Attention.NONE: "quiet"}
ORDERS = ("urgency", "name", "next_meeting", "overdue", "last_contact")


@dataclass(frozen=True)
class Line:
    """One family as the list holds it."""

    facts: FamilyFacts
    reasons: tuple[Reason, ...]
    row: Row
    folded: str


@dataclass(frozen=True)
class Shown:
    """What the section shows."""

    lines: tuple[Line, ...]
    strip: Strip
    today: date


class Caseload(FilteredRoom[Shown]):
    """The list of families, most urgent first, with the strip of today above it."""

    CSS_PATH = "caseload.tcss"
    section = "caseload"
    tables = frozenset({"*", "family", "action", "meeting", "participant", "involvement", "consent", "note"})
    BINDINGS: ClassVar[list[BindingType]] = [*bindings_of(Place.CASELOAD)]

    def __init__(self) -> None:
        super().__init__()
        self.order = "urgency"
        self._shown: Shown | None = None
        self._by_id: dict[Hashable | None, Line] = {}

    def compose(self) -> ComposeResult:
        yield self.top_line()
        yield Static("", id="strip", markup=False)
        yield self.filter_box(_("Filter: part of a name, a status, a place"))
        with Horizontal():
            table = ListTable(_columns(), id="families", empty=_("Opening …"))
            table.border_title = _("My families")
            table.follower = self._card_beside
            yield table
            yield SideCard(id="card")
        yield self.key_line()

    def read(self) -> Shown:
        today = clock.today()
        store = self.samtui.desk.caseload
        if store is None:
            return Shown((), attention.strip((), today), today)
        with store.read() as connection:
            found = overview(connection, today, clock.at(today, "00:00"), attention.warn_until(today))
        lines = sorted((_line(facts, today) for facts in found), key=lambda line: _sorting(self.order, line))
        return Shown(tuple(lines), attention.strip(found, today), today)

    def show(self, shown: Shown) -> None:
        self._shown = shown
        self._by_id = {line.facts.id: line for line in shown.lines}
        self.query_one("#strip", Static).update(_strip_text(shown.strip))
        self.fill()

    def fill(self) -> None:
        if self._shown is None:
            return
        table = self.query_one("#families", ListTable)
        wanted = self.wanted
        lines = [line for line in self._shown.lines if all(part in line.folded for part in wanted)]
        table.empty = _empty(bool(wanted))
        column = {"urgency": "reasons"}.get(self.order, self.order)
        table.sorted_by = (column, self.order in ("overdue",))
        table.set_rows([line.row for line in lines])
        total = len(self._shown.lines)
        table.border_subtitle = (
            _("{n} of {total}", n=len(lines), total=total)
            if wanted
            else ngettext("{n} family", "{n} families", total)
        )

    def _card_beside(self, key: Hashable | None) -> None:
        line = self._by_id.get(key)
        self.query_one("#card", SideCard).tell(_card(line, self._shown.today) if line and self._shown else ())

    # Commands

    @on(ListTable.Opened)
    def action_open(self) -> None:
        key = self.query_one("#families", ListTable).cursor_key
        if isinstance(key, int):
            from samtui.screens.family import FamilyRoom

            self.app.push_screen(FamilyRoom(key))

    def action_sort(self) -> None:
        self.order = ORDERS[(ORDERS.index(self.order) + 1) % len(ORDERS)]
        self.reload()

    def action_new(self) -> None:
        async def save(values: dict[str, str]) -> int:
            return await self.changed("family begun", lambda session: families.begin(session, values["name"]))

        plan = FormPlan(
            title=_("New family"),
            intro=_("A name is enough to begin. An alias will do."),
            fields=[Field("name", _("Name"))],
            save=save,
            draft="family/new",
            said=_("The family is on your list."),
        )
        self.app.push_screen(Form(plan), self._open_new)

    def _open_new(self, family_id: int | None) -> None:
        if family_id:
            from samtui.screens.family import FamilyRoom

            self.app.push_screen(FamilyRoom(family_id))


def _columns() -> list[Column]:
    return [
        Column("name", _("Family"), None, flex=1, minimum=12),
        Column("status", _("Status"), 10, drop=3),
        Column("next_meeting", _("Next meeting"), 16, drop=1),
        Column("overdue", _("Overdue"), 8, align="right"),
        Column("consent", _("Consent"), 17, drop=2),
        Column("last_contact", _("Last contact"), 15, drop=4),
        Column("reasons", _("Needs you"), None, flex=3, minimum=24),
    ]


def _line(facts: FamilyFacts, today: date) -> Line:
    reasons = attention.reasons(facts, today)
    return Line(facts, reasons, _row(facts, reasons, today), _searched(facts))


def _row(facts: FamilyFacts, reasons: tuple[Reason, ...], today: date) -> Row:
    level = attention.attention(reasons)
    meeting = clock.local(facts.next_meeting) if facts.next_meeting else None
    contact = clock.local(facts.last_contact).date() if facts.last_contact else None
    late = facts.actions_overdue if not attention.asleep(facts, today) else 0
    cells: tuple[Cell, ...] = (
        facts.name,
        (_status(facts), "quiet"),
        f"{dates.near(meeting.date(), today)} {meeting:%H.%M}" if meeting else "",
        (str(late), "trouble") if late else "",
        _consent(facts, today),
        (dates.near(contact, today), "quiet") if contact else "",
        (_why(facts, reasons), ROLE[level]),
    )
    return Row(facts.id, cells, "quiet" if attention.asleep(facts, today) else "")


def _status(facts: FamilyFacts) -> str:
    return word(facts.status)


def _consent(facts: FamilyFacts, today: date) -> Cell:
    if attention.asleep(facts, today):
        return ""
    state, days = attention.consent_state(facts, today)
    if state is None:
        return ""
    if state is ConsentState.EXPIRING and days is not None:
        return ngettext("runs out in {n} day", "runs out in {n} days", days), "soon"
    number = {
        ConsentState.WITHDRAWN: facts.withdrawn,
        ConsentState.REFUSED: facts.refused,
        ConsentState.EXPIRED: facts.expired,
        ConsentState.MISSING: facts.missing,
        ConsentState.ASKED: facts.asked,
        ConsentState.PARTIAL: facts.partial,
    }.get(state)
    role = "" if state is ConsentState.MISSING else CONSENT_ROLE.get(state, "")
    return f"{number} {word(state)}" if number else word(state), role


def _why(facts: FamilyFacts, reasons: tuple[Reason, ...]) -> str:
    if facts.status is FamilyStatus.RESTING and facts.resting_until:
        return _("Rests until {day}", day=facts.resting_until.isoformat())
    if facts.status is FamilyStatus.ENDED:
        return ""
    return " · ".join(reason.text for reason in reasons) or _("Nothing needs you just now")


def _sorting(order: str, line: Line) -> tuple[object, ...]:
    facts = line.facts
    if order == "name":
        return facts.sort_name, facts.id
    if order == "next_meeting":
        return facts.next_meeting is None, facts.next_meeting or 0, facts.sort_name
    if order == "overdue":
        return -facts.actions_overdue, facts.sort_name
    if order == "last_contact":
        return facts.last_contact is not None, facts.last_contact or 0, facts.sort_name
    return attention.urgency(facts, line.reasons)


def _searched(facts: FamilyFacts) -> str:
    place = facts.municipality if facts.protection is Protection.NONE else ""
    return fold(f"{facts.name} {word(facts.status)} {place}")


def _empty(filtered: bool) -> str:
    if filtered:
        return _("No family matches.") + "\n" + _("Esc clears the filter.")
    return _("No family yet.") + "\n" + _("Press n to begin one; a name is enough.")


def _strip_text(strip: Strip) -> str:
    counted = (
        (strip.meetings_today, ngettext("{n} meeting today", "{n} meetings today", strip.meetings_today)),
        (strip.due_today, ngettext("{n} due today", "{n} due today", strip.due_today)),
        (
            strip.to_evaluate_today,
            ngettext("{n} to ask about today", "{n} to ask about today", strip.to_evaluate_today),
        ),
        (strip.overdue, ngettext("{n} overdue", "{n} overdue", strip.overdue)),
        (strip.unowned, ngettext("{n} that nobody has taken on", "{n} that nobody has taken on", strip.unowned)),
        (strip.waiting, ngettext("{n} waiting for an answer", "{n} waiting for an answer", strip.waiting)),
        (
            strip.consents_running_out,
            ngettext("{n} consent runs out within 30 days", "{n} consents run out within 30 days",
                     strip.consents_running_out),
        ),
    )  # fmt: skip
    return "  ·  ".join(text for number, text in counted if number) or _("Nothing needs you just now")


def _card(line: Line, today: date) -> list[tuple[str, str]]:
    """The family's short card beside the list: no actor, care or service is named in it."""
    facts = line.facts
    place = (
        (facts.municipality, "quiet")
        if facts.protection is Protection.NONE
        else (word(facts.protection), "soon")
    )
    lines = [
        (facts.name, "title"),
        place,
        (ngettext("{n} actor", "{n} actors", facts.actors), ""),
        (ngettext("{n} open promise", "{n} open promises", facts.actions_open), ""),
    ]
    if facts.next_due:
        lines.append((_("Next step due {day}", day=dates.near(facts.next_due, today)), ""))
    lines.append(("", ""))
    lines += [("• " + reason.text, ROLE[reason.attention]) for reason in line.reasons] or [
        (_why(facts, line.reasons), "quiet")
    ]
    return lines
