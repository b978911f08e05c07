"""The right side of a meeting: what is said under one item, what was agreed there and what was promised."""

import asyncio
from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, cast

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.message import Message
from textual.timer import Timer
from textual.widgets import Static, TextArea

from samtui.errors import SamtuiError
from samtui.language import _
from samtui.models.records import ItemRecord, MeetingCard
from samtui.practice import meetings
from samtui.screens import meeting_text
from samtui.screens.form import DRAFT_AFTER_SECONDS
from samtui.screens.pages import Pages
from samtui.widgets.plain import content
from samtui.widgets.signed import SignedLines
from samtui.widgets.writing import Writing

if TYPE_CHECKING:
    from samtui.app import Samtui


class ItemSheet(Vertical):
    """Shows one item of a meeting and takes what is typed under it. It is saved by itself."""

    class NotWritten(Message):
        """Something typed could not be written; the store may hold more than is shown."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self.item_id: int | None = None
        self._pages = Pages()
        self._card: MeetingCard | None = None
        self._today: date | None = None
        self._timer: Timer | None = None

    def compose(self) -> ComposeResult:
        yield Writing(id="text", placeholder=_("Write here. It is saved by itself."))
        with VerticalScroll(id="theirs"):
            yield Static("", id="theirs-text", markup=False)
        with VerticalScroll(id="outcome"):
            yield SignedLines(id="outcome-text")

    @property
    def writable(self) -> bool:
        """Whether one may still write in this meeting."""
        return self._card is not None and self._card.status in meetings.WRITABLE

    @property
    def item(self) -> ItemRecord | None:
        """The item that is shown."""
        items = self._card.items if self._card else ()
        return next((item for item in items if item.id == self.item_id), None)

    @property
    def two_texts(self) -> bool:
        """Whether the stored text and the typed one wait to be put together."""
        return self.item is not None and self._pages.page(self.item.id).theirs

    def write_here(self) -> None:
        """Puts the cursor where one writes."""
        self.query_one(Writing).focus()

    # Showing

    def heard(self, card: MeetingCard, kept: Mapping[int, str], today: date) -> None:
        """What the store says now; ``kept`` are the drafts of the items' texts. What is typed stays."""
        self._take()
        self._card, self._today = card, today
        self._pages.heard(card.items, kept)
        self.query_one(Writing).read_only = not self.writable
        self._show()

    def turn_to(self, item_id: int | None) -> None:
        """Another item, at once; what was typed under the one before is kept meanwhile."""
        if self._take():
            self.run_worker(self.keep(), group="keep")
        self.item_id = item_id
        item = self.item
        self.query_one(Writing).put(self._pages.page(item.id).text if item else "")
        self._show()

    def _show(self) -> None:
        item, field = self.item, self.query_one(Writing)
        theirs, outcome = self.query_one("#theirs"), self.query_one("#outcome")
        outcome.border_title = _("Agreed and promised")
        if item is None or self._card is None or self._today is None:
            field.border_title = field.border_subtitle = ""
            theirs.display = False
            self.query_one("#outcome-text", SignedLines).put([])
            return
        page = self._pages.page(item.id)
        if field.text.strip() != page.text.strip():
            field.put(page.text)
        field.border_title = content(f"{item.place}  {item.title}")
        theirs.display = page.theirs
        theirs.border_title = _("Saved meanwhile by somebody else")
        self.query_one("#theirs-text", Static).update(content(page.stored))
        self.query_one("#outcome-text", SignedLines).put(
            meeting_text.outcome(item, self._card, self._today, writable=self.writable)
        )
        self._say_where_it_is()

    def _say_where_it_is(self) -> None:
        if self.item_id is None:
            return
        page = self._pages.page(self.item_id)
        if page.theirs:
            said = _("a draft, not saved")
        elif page.typed is not None:
            said = "…"
        elif not self.writable:
            said = _("cannot be changed")
        else:
            said = _("saved") if page.stored.strip() else ""
        self.query_one(Writing).border_subtitle = said

    # Keeping

    @on(TextArea.Changed)
    def something_typed(self) -> None:
        if self._take():
            if self._timer is not None:
                self._timer.stop()
            self._timer = self.set_timer(DRAFT_AFTER_SECONDS, self.keep)

    def _take(self) -> bool:
        """Takes over what stands in the field; says whether it still has to be kept."""
        if self.item is None or self.item_id is None or not self.writable or not self.query(Writing):
            return False
        field = self.query_one(Writing)
        unkept = self._pages.typed(self.item_id, field.text)
        if self._pages.page(self.item_id).text.strip() != field.text.strip():
            self._show()
        self._say_where_it_is()
        return unkept

    async def keep(self) -> bool:
        """Writes what was typed, or keeps it as a draft, and says which. False where neither could be done."""
        self._take()
        app, writable = cast("Samtui", self.app), self.writable
        refused = await asyncio.to_thread(self._pages.keep, app.desk.caseload, writable=writable)
        for sentence in refused:
            app.say(sentence, severity="warning")
        if refused:
            self.post_message(self.NotWritten())
        if self.is_attached and self.query(Writing):
            self._take()
            self._show()
            self.screen.refresh_bindings()
        return self._pages.safe

    def keep_now(self) -> None:
        """The same at once, for when the app must end. Raises SamtuiError where it could not be done."""
        self._take()
        refused = self._pages.keep(cast("Samtui", self.app).desk.caseload, writable=self.writable)
        if not self._pages.safe:
            raise SamtuiError(" ".join(refused))

    def put_together(self) -> None:
        """The stored text and the typed one under each other; the whole is saved."""
        if self.two_texts and self.item_id is not None:
            self.query_one(Writing).put(self._pages.together(self.item_id))
            self.run_worker(self.keep(), group="keep")
            self._show()
