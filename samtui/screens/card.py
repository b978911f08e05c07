"""One card of who does what (vem gör vad): answers in the order of a conversation, within one screen."""

import asyncio
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll

from samtui import language
from samtui.commands import Place, bindings_of
from samtui.language import _
from samtui.models.caseload import FamilyStatus
from samtui.models.records import ChildRecord
from samtui.screens.card_forms import actor_plan, contact_plan
from samtui.screens.card_text import leaf_of, named_on, phones_of
from samtui.screens.form import Form
from samtui.screens.room import Room
from samtui.store.directory import Card, OrganisationCard, ServiceCard, card
from samtui.store.families import children_of
from samtui.store.names import FamilyNames, family_names
from samtui.widgets.sheet import Sheet


class CardRoom(Room[Card | None]):
    """The card of a service, an organisation or a contact (``kind``), by its id in the directory."""

    CSS_PATH = "card.tcss"
    section = "lookup"
    of_families = False
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

    def action_copy(self) -> None:
        """The number goes to the clipboard; where there are several, the one that is picked."""
        from samtui.screens.pick import Pick

        phones = phones_of(self.card)
        if len(phones) > 1:
            options = [(f"{phone}  {name}", phone) for name, phone in phones]
            self.app.push_screen(Pick(_("Which number?"), options), self._copy)
        elif phones:
            self._copy(phones[0][1])

    def _copy(self, number: str | None) -> None:
        if number:
            self.app.copy_to_clipboard(number)
            self.samtui.say(_("{number} is copied.", number=number))

    def action_open(self) -> None:
        """The card of what is named on this one; where there is more than one, of what is picked."""
        from samtui.screens.pick import Pick

        named = named_on(self.card)
        if len(named) > 1:
            options = [(name, (kind, ref)) for name, kind, ref in named]
            self.app.push_screen(Pick(_("Open which?"), options), self._open)
        elif named:
            self._open(named[0][1:])

    def _open(self, chosen: tuple[str, int] | None) -> None:
        if chosen:
            self.app.push_screen(CardRoom(*chosen))

    def action_new_contact(self) -> None:
        if isinstance(self.card, OrganisationCard):
            self.app.push_screen(Form(contact_plan(self, self.card)))

    # Adding to a family: which of the units, which family, what role

    async def action_add(self) -> None:
        """What the card is about becomes an actor of a family."""
        from samtui.screens.pick import Pick

        chosen = self.card
        if not isinstance(chosen, ServiceCard) or not chosen.providers:
            await self._pick_family(0)
            return
        options = [(one.name, one.id) for one in chosen.providers]
        options.append((chosen.responsible or _("another one"), 0))
        self.app.push_screen(Pick(_("Which actor?"), options), self._pick_family)

    async def _pick_family(self, provider: int | None) -> None:
        from samtui.screens.pick import Pick

        if provider is None:
            return
        families = [(one.name, one.id) for one in await asyncio.to_thread(self._families)]
        if not families:
            self.samtui.say(_("There is no family yet. Press 1, then n, to begin one."))
            return

        async def ask_for_the_role(family_id: int | None) -> None:
            if family_id is not None and self.card is not None:
                children = await asyncio.to_thread(self._children, family_id)
                self.app.push_screen(Form(actor_plan(self, family_id, self.card, provider, children)))

        self.app.push_screen(Pick(_("To which family?"), families), ask_for_the_role)

    def _families(self) -> list[FamilyNames]:
        store = self.samtui.desk.caseload
        if store is None:
            return []
        with store.read() as connection:
            return [one for one in family_names(connection) if one.status is not FamilyStatus.ENDED]

    def _children(self, family_id: int) -> tuple[ChildRecord, ...]:
        store = self.samtui.desk.caseload
        if store is None:
            return ()
        with store.read() as connection:
            return children_of(connection, family_id)
