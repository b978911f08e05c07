"""Consent over all families (samtycke): where something is missing or runs out. No actor is named here."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType

from samtui import clock
from samtui.commands import Place, bindings_of
from samtui.language import _, ngettext
from samtui.models.caseload import ConsentState
from samtui.models.records import FamilyFacts
from samtui.practice import attention, consent, dates
from samtui.practice.words import word
from samtui.screens.filtered import FilteredRoom
from samtui.screens.roles import CONSENT_ROLE
from samtui.store.fold import fold
from samtui.store.overview import overview
from samtui.widgets.list_table import Cell, Column, ListTable, Row


@dataclass(frozen=True)
class Line:
    """One family in the list."""

    facts: FamilyFacts
    state: ConsentState | None


class Consents(FilteredRoom[tuple[Line, ...]]):
    """Every family that is awake, the one whose consents most want attention first."""

    CSS_PATH = "consents.tcss"
    section = "consents"
    tables = frozenset({"*", "family", "involvement", "consent", "consentgiver"})
    BINDINGS: ClassVar[list[BindingType]] = [*bindings_of(Place.CONSENTS)]

    def __init__(self) -> None:
        super().__init__()
        self._lines: tuple[Line, ...] = ()

    def compose(self) -> ComposeResult:
        yield self.top_line()
        yield self.filter_box(_("Filter: part of a name"))
        table = ListTable(_columns(), id="families", empty=_("Opening …"))
        table.border_title = _("Consent")
        yield table
        yield self.key_line()

    def read(self) -> tuple[Line, ...]:
        today = clock.today()
        store = self.samtui.desk.caseload
        if store is None:
            return ()
        with store.read() as connection:
            found = overview(connection, today, clock.at(today, "00:00"), attention.warn_until(today))
        lines = [
            Line(facts, attention.consent_state(facts, today)[0])
            for facts in found
            if not attention.asleep(facts, today)
        ]
        return tuple(sorted(lines, key=_urgency))

    def show(self, shown: tuple[Line, ...]) -> None:
        self._lines = shown
        self.fill()

    def fill(self) -> None:
        table = self.query_one("#families", ListTable)
        wanted = self.wanted
        lines = [line for line in self._lines if all(part in fold(line.facts.name) for part in wanted)]
        table.empty = (
            _("No family matches.") + "\n" + _("Esc clears the filter.")
            if wanted
            else _("No family with an actor yet.") + "\n" + _("Press 1 for your families.")
        )
        table.set_rows([_row(line, clock.today()) for line in lines])
        table.border_subtitle = ngettext("{n} family", "{n} families", len(lines))

    @on(ListTable.Opened)
    def action_open(self) -> None:
        key = self.query_one("#families", ListTable).cursor_key
        if isinstance(key, int):
            from samtui.screens.consent import ConsentRoom

            self.app.push_screen(ConsentRoom(key))


def _columns() -> list[Column]:
    return [
        Column("name", _("Family"), None, flex=2, minimum=12),
        Column("state", _("Most urgent"), 20),
        Column("recipients", _("Actors"), 8, align="right", drop=3),
        Column("missing", _("Missing"), 8, align="right"),
        Column("asked", _("No answer"), 10, align="right", drop=2),
        Column("expired", _("Run out"), 8, align="right"),
        Column("until", _("First runs out"), 16, drop=1),
        Column("meeting", _("Next meeting"), 16, drop=1),
    ]


def _row(line: Line, today: date) -> Row:
    facts, state = line.facts, line.state
    meeting = clock.local(facts.next_meeting).date() if facts.next_meeting else None
    cells: tuple[Cell, ...] = (
        facts.name,
        (word(state), CONSENT_ROLE.get(state, "")) if state else ("", ""),
        str(facts.actors),
        _number(facts.missing),
        _number(facts.asked + facts.partial),
        (_number(facts.expired), "trouble"),
        dates.near(facts.consent_until, today) if facts.consent_until else "",
        dates.near(meeting, today) if meeting else "",
    )
    return Row(facts.id, cells)


def _number(number: int) -> str:
    return str(number) if number else ""


def _urgency(line: Line) -> tuple[object, ...]:
    facts = line.facts
    order = consent.WORST_FIRST.index(line.state) if line.state else len(consent.WORST_FIRST)
    return order, facts.consent_until or date.max, facts.sort_name, facts.id
