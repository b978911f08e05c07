"""Frozen records: what a read gives, and what rules and faces take. No record can change a row."""

from dataclasses import dataclass
from datetime import date, datetime

from samtui.models.caseload.actions import ActionState
from samtui.models.caseload.consent import Answer, ConsentForm, ConsentKind, ConsentState, Information
from samtui.models.caseload.family import FamilyStatus, Protection
from samtui.models.caseload.meetings import (
    AbsenceReason,
    Attendance,
    Call,
    MeetingKind,
    MeetingStatus,
    ParticipationWay,
)
from samtui.models.caseload.notes import Channel, NoteKind
from samtui.models.caseload.people import CustodyKind
from samtui.models.principal import Principal

Person = tuple[str, int]  # ("adult", id) or ("child", id)


@dataclass(frozen=True, slots=True)
class FamilyFacts:
    """One family as the overview counts it. SQL counts and finds dates; rules decide."""

    id: int
    version: int
    name: str
    sort_name: str
    status: FamilyStatus
    resting_until: date | None
    municipality: str
    protection: Protection
    begun_on: date
    next_meeting_id: int | None
    next_meeting: datetime | None
    uncovered: int
    """Actors asked to the next meeting for whom no consent holds on its day, and none has run out."""
    actions_open: int
    actions_overdue: int
    oldest_due: date | None
    unowned: int
    waiting: int
    due_today: int
    to_evaluate_today: int
    next_due: date | None
    actors: int
    withdrawn: int
    refused: int
    missing: int
    asked: int
    partial: int
    expired: int
    latest_expired: date | None
    expiring: int
    consent_until: date | None
    last_contact: datetime | None


@dataclass(frozen=True, slots=True)
class ChildRecord:
    id: int
    version: int
    name: str
    born: date | None
    supported: bool


@dataclass(frozen=True, slots=True)
class AdultRecord:
    id: int
    version: int
    name: str
    relation: str
    phone: str
    remark: str
    custody: tuple[tuple[int, CustodyKind], ...] = ()  # pairs of child id and kind


@dataclass(frozen=True, slots=True)
class ContactRecord:
    id: int
    version: int
    involvement_id: int
    name: str
    title: str
    phone: str
    email: str
    left_on: date | None


@dataclass(frozen=True, slots=True)
class ActorRecord:
    """An actor in the family's network: one involvement and its contacts."""

    id: int
    version: int
    child_id: int | None
    actor: str
    organisation_ref: int | None
    principal: Principal | None
    role: str
    since: date | None
    until: date | None
    consent_state: ConsentState
    consent_until: date | None
    contacts: tuple[ContactRecord, ...] = ()


@dataclass(frozen=True, slots=True)
class NeedRecord:
    id: int
    version: int
    text: str
    place: int
    works: bool
    said_by: str
    adult_id: int | None = None
    child_id: int | None = None


@dataclass(frozen=True, slots=True)
class NoteRecord:
    id: int
    version: int
    at: datetime
    kind: NoteKind
    channel: Channel | None
    with_whom: str
    text: str


@dataclass(frozen=True, slots=True)
class GiverRecord:
    """One person's answer in one consent."""

    person: Person
    answer: Answer
    withdrawn: bool = False
    name: str = ""
    answered_on: date | None = None


@dataclass(frozen=True, slots=True)
class ConsentRecord:
    """One consent. ``scope`` holds pairs of recipient (involvement id) and kind of information."""

    id: int
    kind: ConsentKind
    child_id: int | None
    starts_on: date
    expires_on: date
    givers: tuple[GiverRecord, ...] = ()
    scope: frozenset[tuple[int, Information]] = frozenset()
    form: ConsentForm = ConsentForm.ORAL
    asked_on: date | None = None
    exceptions: str = ""
    version: int = 1


@dataclass(frozen=True, slots=True)
class MeetingRow:
    """One meeting in a list."""

    id: int
    family_id: int
    family: str
    protection: Protection
    kind: MeetingKind
    title: str
    starts_at: datetime
    place: str
    status: MeetingStatus
    participants: int
    uncovered: int
    has_questions: bool = False
    ways_missing: int = 0
    """Children whom the support concerns, for whom it is not noted how they take part."""


@dataclass(frozen=True, slots=True)
class ActionRow:
    """One promise in a list, with the names it needs to be read."""

    id: int
    version: int
    family_id: int
    family: str
    protection: Protection
    text: str
    state: ActionState
    mine: bool
    owner: str
    """Who has taken it on, by name; empty where it is the coordinator or nobody."""
    owner_kind: str
    """involvement, adult or child; empty where it is the coordinator or nobody."""
    owner_id: int | None
    contact: str
    due: date | None
    evaluation_due: date | None
    waiting_on: str
    done_on: date | None
    dropped_because: str
    meeting_id: int | None
    item_id: int | None
    resting: bool
    """Whether the family rests, so that nothing of it counts as open or overdue."""
    contact_id: int | None = None

    @property
    def unowned(self) -> bool:
        """Ingen har tagit på sig."""
        return not self.mine and self.owner_id is None


@dataclass(frozen=True, slots=True)
class FamilyCard:
    """A family with everything around it, as its card shows it."""

    facts: FamilyFacts
    children: tuple[ChildRecord, ...]
    adults: tuple[AdultRecord, ...]
    actors: tuple[ActorRecord, ...]
    needs: tuple[NeedRecord, ...]
    consents: tuple[ConsentRecord, ...]
    meetings: tuple[MeetingRow, ...]
    actions: tuple[ActionRow, ...]
    notes: tuple[NoteRecord, ...]


@dataclass(frozen=True, slots=True)
class ParticipantRecord:
    id: int
    version: int
    involvement_id: int | None
    adult_id: int | None
    child_id: int | None
    name: str
    part: str
    principal: Principal | None
    call: Call
    attendance: Attendance
    reason: AbsenceReason | None


@dataclass(frozen=True, slots=True)
class DecisionRecord:
    id: int
    version: int
    text: str


@dataclass(frozen=True, slots=True)
class ItemRecord:
    id: int
    version: int
    place: int
    title: str
    text: str
    decisions: tuple[DecisionRecord, ...] = ()


@dataclass(frozen=True, slots=True)
class ParticipationRecord:
    child_id: int
    child: str
    way: ParticipationWay | None
    words: str


@dataclass(frozen=True, slots=True)
class LockedMinutes:
    number: int
    locked_at: datetime
    locked_by: str
    document: str


@dataclass(frozen=True, slots=True)
class MeetingCard:
    """One meeting, from the plan to the locked minutes."""

    id: int
    version: int
    family_id: int
    family: str
    protection: Protection
    kind: MeetingKind
    title: str
    starts_at: datetime
    place: str
    status: MeetingStatus
    questions: str
    follow_up_on: date | None
    next_meeting_at: datetime | None
    participants: tuple[ParticipantRecord, ...] = ()
    participations: tuple[ParticipationRecord, ...] = ()
    items: tuple[ItemRecord, ...] = ()
    actions: tuple[ActionRow, ...] = ()
    minutes: tuple[LockedMinutes, ...] = ()
