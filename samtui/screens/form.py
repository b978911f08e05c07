"""The one form. What it asks for is data; what is typed is kept as a draft until it is saved."""

import asyncio
from typing import TYPE_CHECKING, Any, ClassVar, cast

from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.widget import Widget
from textual.widgets import Input, Static, TextArea

from samtui import clock
from samtui.commands import Place, bindings_of
from samtui.errors import Refused, SamtuiError
from samtui.language import _
from samtui.screens.form_fields import Field, FormPlan, Kind, plain_values, put, value_of, widget_of
from samtui.screens.room import Over, through_the_door
from samtui.widgets.choices import Choice, Marks
from samtui.widgets.key_line import KeyLine
from samtui.widgets.plain import content
from samtui.widgets.suggest import Suggest

if TYPE_CHECKING:
    from samtui.app import Samtui

__all__ = ["Field", "Form", "FormPlan", "Kind"]

DRAFT_AFTER_SECONDS = 0.8


class Form(Over[Any]):
    """Shows a :class:`FormPlan`. Closes with what ``save`` gave, or with None where it was left."""

    CSS_PATH = "form.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings_of(Place.FORM)]

    def __init__(self, plan: FormPlan) -> None:
        super().__init__()
        self.plan = plan
        self._start: dict[str, Any] = {}
        self._keep_timer: Any = None
        self._saving = False
        self._known_not_to_keep = False

    @property
    def samtui(self) -> "Samtui":
        """The app, by its own type."""
        return cast("Samtui", self.app)

    def compose(self) -> ComposeResult:
        with Vertical(id="sheet") as sheet:
            sheet.border_title = content(self.plan.title)
            with VerticalScroll(id="fields", can_focus=False):
                if self.plan.intro:
                    yield Static(self.plan.intro, id="intro", markup=False)
                for one in self.plan.fields:
                    with Vertical(classes=f"field {one.kind}", id=f"field-{one.name}"):
                        with Horizontal():
                            yield Static(one.label, classes="label", markup=False)
                            yield widget_of(one)
                        yield Static("", classes="refusal", markup=False)
        yield KeyLine()

    async def on_mount(self) -> None:
        self._start = self.values()
        self._hide_what_does_not_apply()
        self._first().focus()
        if self.plan.draft:
            await self._take_draft()

    # Values

    def values(self) -> dict[str, Any]:
        """What stands in the fields now, by name."""
        return {one.name: value_of(self._widget(one.name)) for one in self.plan.fields}

    def _widget(self, name: str) -> Widget:
        return self.query_one(f"#in-{name}", Widget)

    def _first(self) -> Widget:
        return self._widget(self.plan.fields[0].name)

    @on(Input.Changed)
    @on(TextArea.Changed)
    @on(Choice.Changed)
    @on(Marks.Changed)
    def something_changed(self) -> None:
        self._hide_what_does_not_apply()
        if self.plan.draft and not self._saving:
            if self._keep_timer is not None:
                self._keep_timer.stop()
            self._keep_timer = self.set_timer(DRAFT_AFTER_SECONDS, self.keep_typed)

    def _hide_what_does_not_apply(self) -> None:
        values = self.values()
        for one in self.plan.fields:
            if one.only_when is not None:
                self.query_one(f"#field-{one.name}").display = one.only_when(values)

    # Keys

    @on(Input.Submitted)
    async def enter_in_a_field(self, event: Input.Submitted) -> None:
        """Enter goes on to the next field; in the last one it saves."""
        event.stop()
        if self._is_in_the_last(event.input):
            await self.action_save()
        else:
            self.focus_next()

    def _is_in_the_last(self, widget: Widget) -> bool:
        visible = [one.name for one in self.plan.fields if self.query_one(f"#field-{one.name}").display]
        return self._widget(visible[-1]) in widget.ancestors_with_self

    @on(Suggest.Taken)
    def suggestion_taken(self, event: Suggest.Taken) -> None:
        """What was taken may fill other fields as well; then on to the next one."""
        event.stop()
        for name, value in event.suggestion.fills.items():
            if self.query(f"#in-{name}"):
                put(self._widget(name), value)
        if not self._is_in_the_last(event.suggest):
            self.focus_next()

    def on_key(self, event: events.Key) -> None:
        """Enter and the arrows also lead on from a choice; the arrows from a one-line field."""
        focused = self.focused
        if isinstance(focused, (Choice, Marks)) and event.key == "enter":
            event.stop()
            self.focus_next()
        elif isinstance(focused, (Choice, Input)) and event.key in ("down", "up"):
            event.stop()
            (self.focus_next if event.key == "down" else self.focus_previous)()

    async def action_save(self) -> None:
        """Saves; what is refused is said at its field, and nothing typed is lost."""
        if self._saving:
            return
        self._saving = True
        try:
            given = await self.plan.save(self.values())
        except SamtuiError as error:
            self._refused(error)
            return
        finally:
            self._saving = False
        await self._forget_draft()
        if self.plan.said:
            self.samtui.say(self.plan.said)
        self.dismiss(given if given is not None else True)

    def _refused(self, error: SamtuiError) -> None:
        self.query(".refusal").set(display=False)
        name = error.field if isinstance(error, Refused) else None
        if name is None or not self.query(f"#field-{name}"):
            self.samtui.say(str(error), severity="error")
            return
        refusal = self.query_one(f"#field-{name} .refusal", Static)
        refusal.update(content("✗ " + str(error)))
        refusal.display = True
        self._widget(name).focus()

    async def action_leave(self) -> None:
        """Leaves without asking; what was typed is kept as a draft, and that is said."""
        if self.plan.draft and self.values() != self._start:
            if not await self.keep_typed():
                return
            self.samtui.say(
                _("Not saved. What you typed is kept as a draft and is there when you come back.")
            )
        self.dismiss(None)

    # Drafts

    async def keep_typed(self) -> bool:
        """Keeps what stands in the fields, where it is not what stood there from the start.

        False where it could not be and that was not known yet: it is said, and whoever insists may leave.
        """
        try:
            await asyncio.to_thread(self.keep_typed_now)
        except SamtuiError as error:
            self.samtui.say(str(error), severity="error")
            known, self._known_not_to_keep = self._known_not_to_keep, True
            return known
        self._known_not_to_keep = False
        return True

    def keep_typed_now(self) -> None:
        """The same at once, for when the app must end."""
        from samtui.practice import drafts

        store = self.samtui.desk.caseload
        if not self.plan.draft or store is None or self._saving:
            return
        values = self.values()
        if values == self._start:
            return
        focus = (self.focused.id or "") if self.focused else ""
        kept = {name: plain_values(value) for name, value in values.items()}
        through_the_door(
            store, "draft kept", lambda session: drafts.keep(session, self.plan.draft, kept, focus)
        )

    async def _take_draft(self) -> None:
        from samtui.practice import drafts
        from samtui.store.drafts import draft_at

        store = self.samtui.desk.caseload
        if store is None:
            return

        def read() -> tuple[dict[str, Any], str, str] | None:
            with store.read() as connection:
                kept = draft_at(connection, self.plan.draft)
            if kept is None:
                return None
            return *drafts.read(kept.fields), clock.local(kept.saved_at).strftime("%H:%M")

        found = await asyncio.to_thread(read)
        if found is None:
            return
        values, focus, hour = found
        typed_meanwhile = self.values()
        for one in self.plan.fields:
            if one.name in values and typed_meanwhile[one.name] == self._start[one.name]:
                put(self._widget(one.name), values[one.name])
        if focus and self.query(f"#{focus}"):
            self.query_one(f"#{focus}").focus()
        self.samtui.say(_("Your draft from {hour} is back.", hour=hour))

    async def _forget_draft(self) -> None:
        from samtui.practice import drafts

        if self._keep_timer is not None:
            self._keep_timer.stop()
        store = self.samtui.desk.caseload
        if self.plan.draft and store is not None:
            await asyncio.to_thread(
                through_the_door, store, "draft done", lambda session: drafts.forget(session, self.plan.draft)
            )
