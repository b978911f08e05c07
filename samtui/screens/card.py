"""One card of who does what (vem gör vad): answers in the order of a conversation, within one screen."""

import asyncio
from typing import ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll

from samtui import clock, language
from samtui.commands import Place, bindings_of
from samtui.language import _
from samtui.models.records import ChildRecord, FamilyFacts
from samtui.practice import attention
from samtui.screens.card_forms import actor_plan, contact_plan
from samtui.screens.card_text import leaf_of, named_on, phones_of
from samtui.screens.form import Form
from samtui.screens.room import Room
from samtui.store.directory import Card, OrganisationCard, ServiceCard, card
from samtui.store.families import children_of
from samtui.store.overview import overview
from samtui.widgets.sheet import Sheet


class CardRoom(Room[Card | None]):
    """The card of a service, an organisation or a contact (``kind``), by its id in the directory."""

    CSS_PATH = "card.tcss"
    section = "lookup"
    tables = frozenset({"*", "service", "servicetext", "provision", "organisation", "contact"})
    BINDINGS: ClassVar[list[BindingType]] = [*bindings_of(Place.CARD)]
    AUTO_FOCUS = "#page"

    def __init__(self, kind: str, ref: int) -> None:
        super().__init__()
        self.kind = kind
        self.ref = ref
        self.card: Card | None = None

    def compose(self) -> ComposeResult:
        yield self.top_line()
        with VerticalScroll(id="page"):
            yield Sheet(id="answers")
        yield self.key_line()

    def read(self) -> Card | None:
        store = self.samtui.desk.directory
        if store is None:
            return None
        with store.read() as connection:
            return card(connection, self.kind, self.ref, language.code())

    def show(self, shown: Card | None) -> None:
        self.card = shown
        self.query_one("#answers", Sheet).leaf = leaf_of(shown)

    # Commands

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action == "copy":
            return bool(phones_of(self.card))
        if action == "open":
            return bool(named_on(self.card))
        if action == "add":
            return self.card is not None and self.samtui.desk.caseload is not None
        if action == "new_contact":
            return isinstance(self.card, OrganisationCard)
        return True

    def action_back(self) -> None:
        self.app.pop_screen()

    @work
    async def action_copy(self) -> None:
        """The number goes to the clipboard; where there are several, the one that is picked."""
        from samtui.screens.pick import Pick

        phones = phones_of(self.card)
        number: str | None = phones[0][1]
        if len(phones) > 1:
            options = [(f"{phone}  {name}", phone) for name, phone in phones]
            number = await self.app.push_screen_wait(Pick(_("Which number?"), options))
        if number:
            self.app.copy_to_clipboard(number)
            self.samtui.say(_("{number} is copied.", number=number))

    @work
    async def action_open(self) -> None:
        """The card of what is named on this one; where there is more than one, of what is picked."""
        from samtui.screens.pick import Pick

        named = named_on(self.card)
        chosen: tuple[str, int] | None = named[0][1:]
        if len(named) > 1:
            options = [(name, (kind, ref)) for name, kind, ref in named]
            chosen = await self.app.push_screen_wait(Pick(_("Open which?"), options))
        if chosen:
            self.app.push_screen(CardRoom(*chosen))

    def action_new_contact(self) -> None:
        if isinstance(self.card, OrganisationCard):
            self.app.push_screen(Form(contact_plan(self, self.card)))

    @work
    async def action_add(self) -> None:
        """What the card is about becomes an actor of a family: which of its units, which family, what role."""
        from samtui.screens.pick import Pick

        chosen = self.card
        if chosen is None:
            return
        provider: int | None = None
        if isinstance(chosen, ServiceCard) and chosen.providers:
            options: list[tuple[str, int]] = [(one.name, one.id) for one in chosen.providers]
            options.append((chosen.responsible or _("another one"), 0))
            provider = await self.app.push_screen_wait(Pick(_("Which actor?"), options))
            if provider is None:
                return
        families = [(one.name, one.id) for one in await asyncio.to_thread(self._families)]
        if not families:
            self.samtui.say(_("There is no family yet. Press 1, then n, to begin one."))
            return
        family_id = await self.app.push_screen_wait(Pick(_("To which family?"), families))
        if family_id is not None:
            children = await asyncio.to_thread(self._children, family_id)
            self.app.push_screen(Form(actor_plan(self, family_id, chosen, provider, children)))

    def _families(self) -> list[FamilyFacts]:
        store, today = self.samtui.desk.caseload, clock.today()
        if store is None:
            return []
        with store.read() as connection:
            found = overview(connection, today, clock.at(today, "00:00"), attention.warn_until(today))
        return [facts for facts in found if facts.status != "ended"]

    def _children(self, family_id: int) -> tuple[ChildRecord, ...]:
        store = self.samtui.desk.caseload
        if store is None:
            return ()
        with store.read() as connection:
            return children_of(connection, family_id)
