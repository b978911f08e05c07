"""Where a family is and what is next: what its card says first (Nu)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from samtui.language import _
from samtui.models.caseload import ConsentState, NoteKind
from samtui.models.records import ActionRow, ActorRecord, FamilyCard, MeetingRow, NoteRecord
from samtui.practice import consent, consenting
from samtui.practice.actions import CLOSED
from samtui.practice.attention import asleep
from samtui.practice.routine import routine
from samtui.practice.words import word


class MissingKind(StrEnum):
    """What may be missing on a card; each is met by one form or screen."""

    CHILD = "child"
    BIRTHDAY = "birthday"
    CUSTODY = "custody"
    ACTOR = "actor"
    NEED = "need"
    PLANNING = "planning"
    MEETING = "meeting"


@dataclass(frozen=True)
class Missing:
    """One thing that is missing: the text for the family's own card, and the row it is about, if any."""

    kind: MissingKind
    text: str
    row_id: int | None = None

    @property
    def key(self) -> str:
        """The kind and the row: ``birthday-3``."""
        return self.kind if self.row_id is None else f"{self.kind}-{self.row_id}"


def current_actors(card: FamilyCard) -> tuple[ActorRecord, ...]:
    """Those whose part has not ended."""
    return tuple(actor for actor in card.actors if actor.until is None)


def open_promises(card: FamilyCard) -> tuple[ActionRow, ...]:
    """Those neither done nor dropped, the oldest date first, the undated last."""
    return tuple(action for action in card.actions if action.state not in CLOSED)


def next_due(card: FamilyCard, today: date) -> ActionRow | None:
    """The open promise whose day comes next; those whose day has passed are overdue instead."""
    return next((one for one in open_promises(card) if one.due and one.due >= today), None)


def last_contact(card: FamilyCard) -> NoteRecord | None:
    """The newest contact with the family. An attempt is none."""
    return next((note for note in card.notes if note.kind is NoteKind.CONTACT), None)


def next_meeting(card: FamilyCard) -> MeetingRow | None:
    """The next meeting that is planned."""
    wanted = card.facts.next_meeting_id
    return next((meeting for meeting in card.meetings if meeting.id == wanted), None)


def consent_of(actor: ActorRecord, card: FamilyCard, today: date) -> ConsentState:
    """What is recorded for this actor as of today."""
    births = [child.born for child in card.children if child.supported and child.born]
    eighteen = min(map(consent.eighteen, births), default=None)
    warn = routine().consent_warn_days
    return consent.on_day(actor.consent_state, actor.consent_until, today, warn, eighteen)


def missing(card: FamilyCard, today: date) -> tuple[Missing, ...]:
    """What the card still lacks, in the order in which it is asked for; nothing while the support sleeps."""
    if asleep(card.facts, today):
        return ()
    return (*_people(card), *_around(card), *_planning(card, today))


def _people(card: FamilyCard) -> Iterable[Missing]:
    supported = [child for child in card.children if child.supported]
    if not supported:
        yield Missing(MissingKind.CHILD, _("No child is noted whom the support concerns"))
    for child in supported:
        if child.born is None:
            text = _("The birth date of {name} is not noted", name=child.name)
            yield Missing(MissingKind.BIRTHDAY, text, child.id)
    home = consenting.household(card.children, card.adults)
    for child in supported:
        if not home.guardians(child.id):
            text = _("Who has custody of {name} is not noted", name=child.name)
            yield Missing(MissingKind.CUSTODY, text, child.id)


def _around(card: FamilyCard) -> Iterable[Missing]:
    if not current_actors(card):
        yield Missing(MissingKind.ACTOR, _("No actor is noted"))
    if not any(not need.works for need in card.needs):
        yield Missing(MissingKind.NEED, _("No need is noted in the family's words"))


def _planning(card: FamilyCard, today: date) -> Iterable[Missing]:
    home = consenting.household(card.children, card.adults)
    state, until = consent.planning_facts(card.consents, home)
    state = consent.on_day(state, until, today, routine().consent_warn_days)
    if state not in (ConsentState.NOTED, ConsentState.EXPIRING):
        text = _("Consent to joint planning: {state}", state=word(state))
        yield Missing(MissingKind.PLANNING, text)
    if card.facts.next_meeting_id is None:
        yield Missing(MissingKind.MEETING, _("No meeting is planned"))
