"""One meeting (möte): prepared and held in one place. One writes under its items, and it is saved by itself."""

from dataclasses import replace
from typing import Any, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.widgets import Static

from samtui import clock
from samtui.commands import Place, bindings_of
from samtui.language import _
from samtui.models.caseload import MeetingStatus
from samtui.models.records import MeetingCard
from samtui.practice import meetings
from samtui.screens import agenda_rows, held_forms, meeting_forms, meeting_shown, meeting_text
from samtui.screens.form import Form, FormPlan
from samtui.screens.item_sheet import ItemSheet
from samtui.screens.meeting_shown import Shown
from samtui.screens.pick import Pick
from samtui.screens.room import Room
from samtui.widgets.list_table import ListTable
from samtui.widgets.signed import SignedLines

IDLE_MINUTES_LIVE = 45
"""How long nobody may touch a key while a meeting is held, before the caseload locks itself."""


class MeetingRoom(Room[Shown | None]):
    """Left the agenda and what is noted about the meeting; right what is said under the item."""

    CSS_PATH = "meeting.tcss"
    section = "meetings"
    tables = frozenset({
        "*", "meeting", "participant", "participation", "agendaitem", "decision", "action", "minutes", "family",
        "child", "adult", "contact", "involvement", "consent",
    })  # fmt: skip
    BINDINGS: ClassVar[list[BindingType]] = [*bindings_of(Place.MEETING)]
    AUTO_FOCUS = ""

    def __init__(self, meeting_id: int) -> None:
        super().__init__()
        self.meeting_id = meeting_id
        self._shown: Shown | None = None
        self._added: int | None = None
        self._known_not_to_keep = False

    def compose(self) -> ComposeResult:
        yield self.top_line()
        yield Static("", id="which", classes="head", markup=False)
        yield Static("", id="how-far", classes="head", markup=False)
        with Horizontal():
            with Vertical(id="left"):
                yield ListTable(agenda_rows.columns(), id="agenda", empty=_("Opening …"))
                with VerticalScroll(id="about"):
                    yield SignedLines(id="about-text")
            yield ItemSheet(id="sheet")
        yield self.key_line()

    # Reading and drawing

    def read(self) -> Shown | None:
        store = self.samtui.desk.caseload
        return meeting_shown.read(store, self.meeting_id) if store else None

    def show(self, shown: Shown | None) -> None:
        first, self._shown = self._shown is None, shown
        if shown is None:
            self.dismiss()
            return
        card = shown.card
        self.query_one("#which", Static).update(meeting_text.which(card, shown.today))
        self.query_one("#how-far", Static).update(meeting_text.how_far(card, shown.row))
        self.query_one("#about").border_title = _("About the meeting")
        self.query_one("#about-text", SignedLines).put(meeting_text.about(card, shown.row, shown.people))
        self._sheet.heard(card, shown.kept, shown.today)
        self._fill_agenda(card)
        ids = {item.id for item in card.items}
        if self._added in ids:
            self._go_to(self._added)
            self._added = None
        elif self._sheet.item_id not in ids:
            self._go_to(agenda_rows.first_item(card))
        if first:
            self._write_or_read()
        self._stay_awake()

    def _fill_agenda(self, card: MeetingCard) -> None:
        agenda = self.query_one("#agenda", ListTable)
        agenda.border_title = _("Agenda")
        agenda.empty = _("No item yet.") + "\n" + _("Ctrl+O adds one.")
        agenda.set_rows(agenda_rows.rows(card))
        written = sum(map(agenda_rows.is_written, card.items))
        agenda.border_subtitle = _("{n} of {total} written", n=written, total=len(card.items))

    def _write_or_read(self) -> None:
        """Puts the cursor where one writes, or in the agenda where one may only read."""
        if self._sheet.writable and self._sheet.item is not None:
            self._sheet.write_here()
        else:
            self.query_one("#agenda").focus()

    @property
    def _sheet(self) -> ItemSheet:
        return self.query_one(ItemSheet)

    # What was typed

    async def keep_typed(self) -> bool:
        """Writes what was typed under the items, or keeps it as a draft.

        False where neither could be done and that was not known yet: whoever insists may leave.
        """
        if not self.query(ItemSheet) or await self._sheet.keep():
            self._known_not_to_keep = False
            return True
        known, self._known_not_to_keep = self._known_not_to_keep, True
        return known

    def keep_typed_now(self) -> None:
        """The same at once, for when the app must end. Raises SamtuiError where it could not be done."""
        if self.query(ItemSheet):
            self._sheet.keep_now()

    @on(ItemSheet.NotWritten)
    def look_again(self) -> None:
        self.reload()

    async def on_descendant_blur(self) -> None:
        await self.keep_typed()

    async def on_screen_suspend(self) -> None:
        self.samtui.idle_minutes = self.samtui.settings.idle_minutes
        await self.keep_typed()

    def on_unmount(self) -> None:
        self.samtui.idle_minutes = self.samtui.settings.idle_minutes

    def on_screen_resume(self) -> None:
        self._stay_awake()

    def _stay_awake(self) -> None:
        """While the meeting is held one talks more than one types."""
        own = self.samtui.settings.idle_minutes
        live = self._shown is not None and self._shown.card.status is MeetingStatus.LIVE
        self.samtui.idle_minutes = max(own, IDLE_MINUTES_LIVE) if own and live and self.is_current else own

    # Going through the agenda

    @on(ListTable.Moved, "#agenda")
    def chosen(self) -> None:
        key = self.query_one("#agenda", ListTable).cursor_key
        if isinstance(key, int) and key != self._sheet.item_id:
            self._go_to(key)

    @on(ListTable.Opened, "#agenda")
    def to_the_text(self) -> None:
        self._sheet.write_here()

    def _go_to(self, item_id: int | None) -> None:
        self._sheet.turn_to(item_id)
        if item_id is not None:
            self.query_one("#agenda", ListTable).move_to(item_id)
        self.refresh_bindings()

    def action_step(self, by: int) -> None:
        """So many items on, around the end."""
        items = [item.id for item in self._shown.card.items] if self._shown else []
        if self._sheet.item_id in items:
            self._go_to(items[(items.index(self._sheet.item_id) + by) % len(items)])

    async def action_back(self) -> None:
        """From the text to the agenda, from the agenda out."""
        agenda = self.query_one("#agenda")
        if not agenda.has_focus:
            agenda.focus()
            return
        await self.keep_typed()
        self.dismiss()

    def action_both(self) -> None:
        self._sheet.put_together()

    # The meeting

    async def action_live(self) -> None:
        """Begins the meeting, or ends it. One that was begun before its day is planned again."""
        if self._shown is None:
            return
        card, today = self._shown.card, self._shown.today
        if card.status is MeetingStatus.PLANNED:
            said = _("The meeting has begun. F5 ends it.")
            await self.change("meeting begun", lambda session: meetings.open_live(session, card.id), said)
        elif clock.local(card.starts_at).date() > today:
            said = _("The meeting is planned again; its day has not come.")
            await self.change("meeting not begun", lambda session: meetings.not_yet(session, card.id), said)
        else:
            said = _("The meeting is over. Its minutes are a draft; F9 shows them.")
            await self.change("meeting over", lambda session: meetings.close_live(session, card.id), said)

    async def action_cancel(self) -> None:
        """The meeting does not take place; or it does after all."""
        if self._shown is None:
            return
        card = self._shown.card
        if card.status is MeetingStatus.CANCELLED:
            said = _("The meeting is planned again.")
            await self.change("meeting resumed", lambda session: meetings.resume(session, card.id), said)
        else:
            said = _("The meeting is cancelled. The same key takes it up again.")
            await self.change("meeting cancelled", lambda session: meetings.cancel(session, card.id), said)

    def action_promise(self) -> None:
        from samtui.screens.promise_form import promise_plan

        if self._shown is not None:
            people, item = self._shown.people, self._sheet.item_id
            self._ask(promise_plan(self, people, meeting_id=self.meeting_id, item_id=item))

    def action_agree(self) -> None:
        item = self._sheet.item
        if item is not None:
            self._ask(held_forms.agree_plan(self, item))

    def action_attendance(self) -> None:
        if self._shown is not None:
            self._ask(held_forms.attendance_plan(self, self._shown.card))

    def action_child(self) -> None:
        if self._shown is not None:
            self._ask(held_forms.participation_plan(self, self._shown.card, self._shown.people))

    def action_edit(self) -> None:
        if self._shown is not None:
            self._ask(meeting_forms.edit_plan(self, self._shown.card))

    def action_invite(self) -> None:
        if self._shown is not None:
            self._ask(meeting_forms.invite_plan(self, self._shown.card, self._shown.people))

    def action_uninvite(self) -> None:
        """Takes somebody off the list of those who are called or invited."""
        if self._shown is not None:
            card = self._shown.card
            listed = [(held_forms.who(one, card.protection), one.id) for one in card.participants]
            self.app.push_screen(Pick(_("Who is not to come?"), listed), self._take_off)

    async def _take_off(self, participant_id: int | None) -> None:
        if participant_id is not None:
            await self.change(
                "somebody taken off the list",
                lambda session: meetings.uninvite(session, participant_id),
                _("Taken off the list. Ctrl+N asks somebody again."),
            )

    def action_item(self) -> None:
        if self._shown is not None:
            self.app.push_screen(Form(held_forms.item_plan(self, self._shown.card)), self._item_added)

    def _ask(self, plan: FormPlan) -> None:
        """A form. While the meeting is held its outcome is seen on the screen, and no toast covers it."""
        live = self._shown is not None and self._shown.card.status is MeetingStatus.LIVE
        if self.is_current:
            self.app.push_screen(Form(replace(plan, said="") if live else plan))

    def _item_added(self, item_id: Any) -> None:
        """The new item is gone to as soon as it has been read."""
        if isinstance(item_id, int):
            self._added = item_id
            self.reload()

    async def action_minutes(self) -> None:
        from samtui.screens.minutes import MinutesRoom

        await self.keep_typed()
        if self.is_current:
            self.app.push_screen(MinutesRoom(self.meeting_id))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """What the meeting is ready for; nothing but back before it has been read."""
        if self._shown is None:
            return action == "back" or action not in meeting_shown.NEEDS_A_MEETING
        if action == "both":
            return self._sheet.two_texts
        return meeting_shown.is_possible(action, self._shown, at_an_item=self._sheet.item is not None)
