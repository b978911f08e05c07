"""All families' meetings (möten): what is coming, and is it prepared? No actor is named here."""

import asyncio
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Input, Static

from samtui import clock
from samtui.commands import Place, bindings_of
from samtui.language import _, ngettext
from samtui.models.caseload import FamilyStatus, MeetingStatus, Protection
from samtui.models.records import FamilyCard, MeetingRow
from samtui.practice import attention, dates, preparing
from samtui.practice.words import word
from samtui.screens.filtered import FilteredRoom
from samtui.screens.form import Form
from samtui.screens.meeting_forms import meeting_plan
from samtui.screens.pick import Pick
from samtui.screens.roles import MEETING_ROLE
from samtui.store.families import family_card
from samtui.store.fold import fold
from samtui.store.meetings import coming_meetings, earlier_meetings
from samtui.store.overview import family_facts, overview
from samtui.widgets.list_table import Cell, Column, ListTable, Row
from samtui.widgets.plain import content


@dataclass(frozen=True)
class Line:
    """One meeting as the list holds it, with what is left to prepare."""

    meeting: MeetingRow
    left: tuple[str, ...]
    folded: str


@dataclass(frozen=True)
class Shown:
    """The meetings, and the families one may plan one with."""

    lines: tuple[Line, ...]
    families: tuple[tuple[str, int], ...]
    today: date


class Meetings(FilteredRoom[Shown]):
    """The coming meetings of all families, the next first; or the earlier ones, the newest first."""

    CSS_PATH = "meetings.tcss"
    section = "meetings"
    tables = frozenset({"*", "family", "meeting", "participant", "participation", "involvement", "child"})
    BINDINGS: ClassVar[list[BindingType]] = [*bindings_of(Place.MEETINGS)]

    def __init__(self) -> None:
        super().__init__()
        self.coming = True
        self._shown: Shown | None = None

    def compose(self) -> ComposeResult:
        yield self.top_line()
        yield self.filter_box(_("Filter: part of a family, a kind, a day, a status"))
        with Horizontal():
            yield ListTable(_columns(coming=True), id="meetings", empty=_("Opening …"))
            yield Static("", id="beside", markup=False)
        yield self.key_line()

    def read(self) -> Shown:
        today = clock.today()
        since = clock.at(today, "00:00")
        store = self.samtui.desk.caseload
        if store is None:
            return Shown((), (), today)
        with store.read() as connection:
            found = (coming_meetings if self.coming else earlier_meetings)(connection, since)
            facts = overview(connection, today, since, attention.warn_until(today))
        families = tuple((one.name, one.id) for one in facts if one.status is not FamilyStatus.ENDED)
        return Shown(tuple(_line(row, today) for row in found), families, today)

    def show(self, shown: Shown) -> None:
        self._shown = shown
        self.fill()

    def fill(self) -> None:
        if self._shown is None:
            return
        table = self.query_one("#meetings", ListTable)
        wanted = self.wanted
        lines = [line for line in self._shown.lines if all(part in line.folded for part in wanted)]
        table.border_title = _("Coming meetings") if self.coming else _("Earlier meetings")
        table.empty = _empty(filtered=bool(wanted), coming=self.coming)
        table.set_rows([_row(line, self._shown.today) for line in lines], _columns(coming=self.coming))
        total = len(self._shown.lines)
        table.border_subtitle = (
            _("{n} of {total}", n=len(lines), total=total)
            if wanted
            else ngettext("{n} meeting", "{n} meetings", total)
        )
        self._show_beside()

    @on(ListTable.Moved)
    def _show_beside(self) -> None:
        key = self.query_one("#meetings", ListTable).cursor_key
        lines = self._shown.lines if self._shown else ()
        line = next((line for line in lines if line.meeting.id == key), None)
        self.query_one("#beside", Static).update(_beside(line) if line else "")

    # Commands

    @on(ListTable.Opened)
    def action_open(self) -> None:
        key = self.query_one("#meetings", ListTable).cursor_key
        if isinstance(key, int):
            self._open(key)

    def _open(self, meeting_id: int | None) -> None:
        if meeting_id:
            from samtui.screens.meeting import MeetingRoom

            self.app.push_screen(MeetingRoom(meeting_id))

    def action_new(self) -> None:
        """The family first, then the plan."""
        families = self._shown.families if self._shown else ()
        if not families:
            self.samtui.say(_("There is no family yet. Press 1 and begin one with n."), severity="warning")
            return
        self.app.push_screen(Pick(_("A meeting for which family?"), families), self._plan_for)

    async def _plan_for(self, family_id: int | None) -> None:
        card = await asyncio.to_thread(self._card_of, family_id) if family_id else None
        if card is not None:
            self.app.push_screen(Form(meeting_plan(self, card)), self._open)

    def _card_of(self, family_id: int) -> FamilyCard | None:
        today = clock.today()
        store = self.samtui.desk.caseload
        if store is None:
            return None
        with store.read() as connection:
            facts = family_facts(
                connection, family_id, today, clock.at(today, "00:00"), attention.warn_until(today)
            )
            return family_card(connection, facts, most_notes=0) if facts else None

    def action_earlier(self) -> None:
        """From the coming meetings to the earlier ones, and back."""
        self.coming = not self.coming
        self.reload()

    def action_back(self) -> None:
        """Out of the filter; where nothing is filtered, from the earlier meetings to the coming ones."""
        box = self.query_one("#filter", Input)
        if not box.has_focus and not box.value and not self.coming:
            self.action_earlier()
        super().action_back()


def _columns(*, coming: bool) -> list[Column]:
    columns = [
        Column("day", _("Day and hour"), 16),
        Column("family", _("Family"), None, flex=2, minimum=12),
        Column("kind", _("Meeting"), None, flex=3, minimum=12),
        Column("status", _("Status"), 16, drop=2 if coming else 0),
        Column("place", _("Place"), None, flex=2, minimum=12, drop=3),
        Column("asked", _("People"), 8, align="right", drop=1),
    ]
    return [*columns, Column("left", _("Prepared?"), 13)] if coming else columns


def _line(row: MeetingRow, today: date) -> Line:
    at = clock.local(row.starts_at)
    place = row.place if row.protection is Protection.NONE else ""
    day = f"{at.date().isoformat()} {dates.near(at.date(), today)}"
    searched = fold(f"{row.family} {word(row.kind)} {word(row.status)} {place} {day}")
    return Line(row, tuple(preparing.left_to_prepare(row)), searched)


def _row(line: Line, today: date) -> Row:
    row = line.meeting
    at = clock.local(row.starts_at)
    cells: tuple[Cell, ...] = (
        (f"{dates.near(at.date(), today)} {at:%H.%M}", "now" if at.date() == today else ""),
        row.family,
        word(row.kind),
        (word(row.status), MEETING_ROLE.get(row.status, "")),
        row.place if row.protection is Protection.NONE else "",
        str(row.participants) if row.participants else "",
        _prepared(line),
    )
    return Row(row.id, cells, "quiet" if row.status is MeetingStatus.CANCELLED else "")


def _prepared(line: Line) -> Cell:
    if line.meeting.status is not MeetingStatus.PLANNED:
        return ""
    if not line.left:
        return ("✓ " + _("prepared"), "calm")
    return (ngettext("{n} thing left", "{n} things left", len(line.left)), "soon")


def _beside(line: Line) -> Content:
    """What is left to prepare for the meeting under the cursor. No actor is named in it."""
    row = line.meeting
    at = clock.local(row.starts_at)
    lines = [
        content(row.family).stylize("bold"),
        content(word(row.kind)),
        content(f"{dates.weekday(at.date())} {at:%Y-%m-%d %H.%M}"),
        Content(""),
    ]
    lines += [content("○ " + sentence) for sentence in line.left]
    if not line.left and row.status is MeetingStatus.PLANNED:
        lines.append(content("✓ " + _("Nothing is left to prepare.")))
    if row.status is not MeetingStatus.PLANNED:
        lines.append(content(word(row.status)))
    return Content("\n").join(lines)


def _empty(*, filtered: bool, coming: bool) -> str:
    if filtered:
        return _("No meeting matches.") + "\n" + _("Esc clears the filter.")
    if coming:
        return _("No meeting is coming.") + "\n" + _("Press n to plan one, or o for earlier ones.")
    return _("No earlier meeting.") + "\n" + _("Press o for those that are coming.")
