"""One family's consents: which recipient may know what, until when, and who has answered what."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.widgets import Static

from samtui import clock
from samtui.commands import Place, bindings_of
from samtui.language import _, ngettext
from samtui.models.caseload import Answer, ConsentKind, ConsentState, Information
from samtui.models.records import ActorRecord, ConsentRecord, FamilyCard, GiverRecord
from samtui.practice import attention, consent, consenting, dates
from samtui.practice.routine import routine
from samtui.practice.words import word
from samtui.screens.consent_forms import answer_plan, consent_plan
from samtui.screens.form import Form
from samtui.screens.roles import CONSENT_ROLE
from samtui.screens.room import Room
from samtui.store.families import family_card
from samtui.store.overview import family_facts
from samtui.widgets.list_table import Cell, Column, ListTable, Row

KINDS = tuple(Information)


@dataclass(frozen=True)
class Shown:
    """The family's card, and the rules' answers for this day."""

    card: FamilyCard
    planning: tuple[ConsentState, date | None]
    today: date


class ConsentRoom(Room[Shown | None]):
    """A matrix of actors by kind of information above, the consents and their givers below."""

    CSS_PATH = "consent.tcss"
    section = "consents"
    tables = frozenset({"*", "family", "adult", "child", "custody", "involvement", "consent", "consentgiver"})
    BINDINGS: ClassVar[list[BindingType]] = [*bindings_of(Place.CONSENT)]
    AUTO_FOCUS = "#recipients"

    def __init__(self, family_id: int) -> None:
        super().__init__()
        self.family_id = family_id
        self._shown: Shown | None = None

    def compose(self) -> ComposeResult:
        yield self.top_line()
        yield Static("", id="head", markup=False)
        yield ListTable(_recipient_columns(), id="recipients", empty=_("Opening …"))
        yield ListTable(_giver_columns(), id="givers", empty=_("Opening …"))
        yield self.key_line()

    def read(self) -> Shown | None:
        today = clock.today()
        store = self.samtui.desk.caseload
        if store is None:
            return None
        with store.read() as connection:
            facts = family_facts(
                connection, self.family_id, today, clock.at(today, "00:00"), attention.warn_until(today)
            )
            if facts is None:
                return None
            card = family_card(connection, facts, most_notes=0)
        home = consenting.household(card.children, card.adults)
        return Shown(card, consent.planning_facts(card.consents, home), today)

    def show(self, shown: Shown | None) -> None:
        self._shown = shown
        if shown is None:
            self.dismiss()
            return
        self.query_one("#head", Static).update(_head(shown))
        recipients = self.query_one("#recipients", ListTable)
        recipients.border_title = _("May know what, until when")
        recipients.empty = (
            _("No actor yet.") + "\n" + _("Esc leads back; add one on the family's card with a.")
        )
        recipients.set_rows([_recipient_row(actor, shown) for actor in _current(shown.card)])
        givers = self.query_one("#givers", ListTable)
        givers.border_title = _("Who has answered what")
        givers.empty = _("No consent noted yet.") + "\n" + _("Press s to note one.")
        givers.set_rows([row for record in shown.card.consents for row in _giver_rows(record, shown)])

    # Commands

    def action_note(self, kind: str) -> None:
        """Notes a consent; the actor under the cursor is marked from the start."""
        if self._shown is None:
            return
        key = self.query_one("#recipients", ListTable).cursor_key
        marked = [key] if isinstance(key, int) and self.query_one("#recipients").has_focus else []
        self.app.push_screen(Form(consent_plan(self, self._shown.card, ConsentKind(kind), marked)))

    @on(ListTable.Opened, "#givers")
    def action_answer(self) -> None:
        """Notes what somebody has answered who had not answered, or who has changed their mind."""
        found = self._chosen()
        if found is not None:
            record, giver = found
            self.app.push_screen(Form(answer_plan(self, record, giver)))
        elif self.query_one("#recipients").has_focus:
            self.action_note("information")

    @on(ListTable.Opened, "#recipients")
    def note_for_this_one(self) -> None:
        self.action_note("information")

    async def action_withdraw(self) -> None:
        found = self._chosen()
        if found is None:
            self.samtui.say(_("Choose an answer in the lower list first (Tab)."), severity="warning")
            return
        record, giver = found
        await self.change(
            "consent withdrawn",
            lambda session: consenting.withdraw(session, record.id, giver.person),
            said=_("Noted as withdrawn. Nothing may pass on this consent from now on."),
        )

    def action_switch(self) -> None:
        here = self.query_one("#recipients")
        (self.query_one("#givers") if here.has_focus else here).focus()

    def action_back(self) -> None:
        self.dismiss()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action == "withdraw":
            return self._chosen() is not None
        if action == "answer":
            return self.query("#givers").first().has_focus if self.is_mounted else False
        return True

    def on_descendant_focus(self) -> None:
        self.refresh_bindings()

    def _chosen(self) -> tuple[ConsentRecord, GiverRecord] | None:
        if self._shown is None or not self.query_one("#givers").has_focus:
            return None
        key = self.query_one("#givers", ListTable).cursor_key
        for record in self._shown.card.consents:
            for giver in record.givers:
                if (record.id, giver.person) == key:
                    return record, giver
        return None


def _current(card: FamilyCard) -> list[ActorRecord]:
    return [actor for actor in card.actors if actor.until is None]


def _head(shown: Shown) -> str:
    state, until = shown.planning
    state = consent.on_day(state, until, shown.today, routine().consent_warn_days)
    planning = _("Joint planning: {state}", state=word(state))
    if until is not None:
        planning += " " + _("(until {day})", day=until.isoformat())
    missing = sum(actor.consent_state is ConsentState.MISSING for actor in _current(shown.card))
    parts = [shown.card.facts.name, planning]
    if missing:
        parts.append(ngettext("{n} actor without a consent", "{n} actors without a consent", missing))
    exceptions = [record.exceptions for record in shown.card.consents if record.exceptions]
    if exceptions:
        parts.append(_("Exceptions: {texts}", texts="; ".join(dict.fromkeys(exceptions))))
    return "  ·  ".join(parts)


def _recipient_columns() -> list[Column]:
    return [
        Column("actor", _("Actor"), None, flex=3, minimum=14),
        Column("state", _("Consent"), 18),
        Column("until", _("Until"), 13, drop=1),
        Column("information", _("What may pass"), None, flex=4, minimum=12),
    ]


def _recipient_row(actor: ActorRecord, shown: Shown) -> Row:
    births = [child.born for child in shown.card.children if child.supported and child.born]
    eighteen = min(map(consent.eighteen, births), default=None)
    warn = routine().consent_warn_days
    state = consent.on_day(actor.consent_state, actor.consent_until, shown.today, warn, eighteen)
    kinds = {
        information
        for record in shown.card.consents
        for who, information in record.scope
        if who == actor.id and record.starts_on <= shown.today <= record.expires_on
    }
    passes = ", ".join(word(kind) for kind in KINDS if kind in kinds)
    cells: tuple[Cell, ...] = (
        actor.actor,
        (_state_text(state, actor.consent_until, shown.today), CONSENT_ROLE.get(state, "")),
        actor.consent_until.isoformat() if actor.consent_until else "",
        passes
        if state in (ConsentState.NOTED, ConsentState.EXPIRING)
        else (passes and f"({passes})", "quiet"),
    )
    return Row(actor.id, cells)


def _state_text(state: ConsentState, until: date | None, today: date) -> str:
    if state is ConsentState.EXPIRING and until is not None:
        return ngettext("runs out in {n} day", "runs out in {n} days", (until - today).days)
    return word(state)


def _giver_columns() -> list[Column]:
    return [
        Column("name", _("Given by"), None, flex=2, minimum=10),
        Column("answer", _("Answer"), 14),
        Column("on", _("On"), 12, drop=2),
        Column("kind", _("To what"), 22, drop=1),
        Column("recipients", _("Recipients"), None, flex=4, minimum=12),
        Column("period", _("Holds"), 23, drop=3),
    ]


def _giver_rows(record: ConsentRecord, shown: Shown) -> list[Row]:
    names = {actor.id: actor.actor for actor in shown.card.actors}
    recipients = ", ".join(names[who] for who in sorted({who for who, _kind in record.scope}) if who in names)
    over = record.expires_on < shown.today
    rows = []
    for giver in record.givers:
        cells: tuple[Cell, ...] = (
            giver.name,
            (_("withdrawn"), "trouble")
            if giver.withdrawn
            else (word(giver.answer), _answer_role(giver.answer)),
            dates.near(giver.answered_on, shown.today) if giver.answered_on else "",
            word(record.kind),
            recipients,
            f"{record.starts_on.isoformat()} – {record.expires_on.isoformat()}",
        )
        rows.append(Row((record.id, giver.person), cells, "quiet" if over else ""))
    return rows


def _answer_role(answer: Answer) -> str:
    return {Answer.YES: "calm", Answer.NO: "trouble", Answer.PENDING: "soon"}[answer]
