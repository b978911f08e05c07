"""Minutes (mötesanteckningar): what they say, locking them, and correcting what is locked.

Finished minutes are a public document (2 kap. 12 § TF), so locked minutes stay as they were: a correction
is a new version, and the first text stays readable.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, cast

from samtui import clock
from samtui.errors import Damaged, Refused, TooNew
from samtui.language import _
from samtui.models.caseload import (
    ActionState,
    Attendance,
    Meeting,
    MeetingKind,
    MeetingStatus,
    Minutes,
    Protection,
)
from samtui.models.records import ActionRow, MeetingCard, ParticipantRecord
from samtui.store.meetings import meeting_card
from samtui.store.store import for_edit

if TYPE_CHECKING:
    from sqlmodel import Session

FORM = 1
"""The form of the kept text; counted up when an older samtui could no longer read it."""

COORDINATOR, NOBODY, ACTOR, RELATIVE, GUEST = "coordinator", "nobody", "actor", "family", "guest"


@dataclass(frozen=True, slots=True)
class Attendee:
    """One participant. ``side`` is ``actor``, ``family`` or ``guest``; choices stand as their values."""

    name: str
    part: str
    side: str
    call: str
    attendance: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class ItemText:
    """One item of the agenda: its title, what was written, and what the meeting agreed on."""

    title: str
    text: str
    agreed: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Promise:
    """One action (åtagande). ``side`` is ``coordinator``, ``nobody``, ``actor`` or ``family``.

    ``passed``: its date had passed, and it was still open, when this was written.
    """

    text: str
    side: str
    owner: str
    contact: str
    state: str
    due: str = ""
    evaluation_due: str = ""
    waiting_on: str = ""
    done_on: str = ""
    passed: bool = False


@dataclass(frozen=True, slots=True)
class ChildsPart:
    """How one child took part, and the child's own words."""

    child: str
    way: str
    words: str


@dataclass(frozen=True, slots=True)
class Document:
    """What the minutes say, in no language: names and texts as typed, ISO dates, choices as their values.

    Times are Swedish wall time ("2026-11-25T14:00"). ``locked_at`` is empty until the minutes are locked.
    """

    meeting_id: int
    number: int
    family: str
    kind: str
    title: str
    starts_at: str
    place: str = ""
    own_organisation: str = ""
    locked_at: str = ""
    locked_by: str = ""
    follow_up_on: str = ""
    next_meeting_at: str = ""
    participants: tuple[Attendee, ...] = ()
    questions: tuple[str, ...] = ()
    items: tuple[ItemText, ...] = ()
    actions: tuple[Promise, ...] = ()
    children: tuple[ChildsPart, ...] = ()

    def to_json(self) -> str:
        """The text that is kept when the minutes are locked: the same for the same document, to the byte."""
        return json.dumps(
            {"form": FORM, **asdict(self)}, ensure_ascii=False, sort_keys=True, separators=(",", ":")
        )

    @classmethod
    def from_json(cls, text: str) -> "Document":
        """The document that :meth:`to_json` wrote. Raises TooNew, or Damaged where the text is no minutes."""
        try:
            said = json.loads(text)
            if said.pop("form") > FORM:
                raise TooNew(_("These minutes were locked by a newer samtui. Update samtui to read them."))
            return _whole(said)
        except (ValueError, TypeError, KeyError, AttributeError):
            raise Damaged(
                _("These locked minutes cannot be read. Restore the newest backup of the caseload.")
            ) from None


def document(card: MeetingCard, own_organisation: str) -> Document:
    """What the minutes of a meeting say now; once they are locked, what they said then.

    With protected personal data (skyddade personuppgifter) nothing stands in them that tells where the
    family is; see :func:`sheltered`.
    """
    if card.status is MeetingStatus.LOCKED and card.minutes:
        written = Document.from_json(card.minutes[-1].document)
    else:
        written = _draft(card, own_organisation)
    return written if card.protection is Protection.NONE else sheltered(written)


def sheltered(whole: Document) -> Document:
    """The document without place, own organisation and the names of people at actors: actors by role."""
    return replace(
        whole,
        place="",
        own_organisation="",
        participants=tuple(
            replace(row, name="") if row.side == ACTOR and row.part else row for row in whole.participants
        ),
        actions=tuple(replace(row, contact="") for row in whole.actions),
    )


def lock(session: "Session", meeting_id: int, version: int, by: str, own_organisation: str) -> int:
    """Locks the minutes (fastställer mötesanteckningarna) as they stand; gives the number of the version.

    Raises Refused where the meeting is gone, has not begun, was cancelled or is locked already; Changed
    where somebody saved it meanwhile.
    """
    meeting = for_edit(session, Meeting, meeting_id, version)
    _may_lock(meeting)
    session.flush()
    card = cast(MeetingCard, meeting_card(session.connection(), meeting_id))
    locked_at = clock.now()
    final = replace(document(card, own_organisation), locked_at=_wall(locked_at), locked_by=by.strip())
    session.add(
        Minutes(
            meeting_id=meeting_id,
            number=final.number,
            locked_at=locked_at,
            locked_by=by.strip(),
            document=final.to_json(),
        )
    )
    meeting.status = MeetingStatus.LOCKED
    return final.number


def correct(session: "Session", meeting_id: int) -> int:
    """Opens locked minutes for a new version (ny version) and gives its number; what is locked stays.

    Raises Refused where the meeting is gone or its minutes are not locked.
    """
    meeting = for_edit(session, Meeting, meeting_id)
    if meeting.status is not MeetingStatus.LOCKED:
        raise Refused(_("These minutes are not locked. Change them as they stand."))
    meeting.status = MeetingStatus.DRAFT
    return _next_number(cast(MeetingCard, meeting_card(session.connection(), meeting_id)))


def wanting(card: MeetingCard) -> list[str]:
    """What is still empty, in plain sentences, for the moment before locking. A nudge, never a refusal."""
    somebody_noted = any(row.attendance is not Attendance.UNKNOWN for row in card.participants)
    written = any(item.text.strip() or item.decisions for item in card.items)
    child_noted = bool(card.participations) and all(row.way for row in card.participations)
    child_concerned = card.kind is not MeetingKind.INTERNAL
    nudges = (
        (not somebody_noted, _("It is not noted who was there.")),
        (not written, _("Nothing is written under any item.")),
        (child_concerned and not child_noted, _("It is not noted how the child took part.")),
        (card.follow_up_on is None, _("There is no date for the follow-up.")),
    )
    return [sentence for is_empty, sentence in nudges if is_empty]


def _may_lock(meeting: Meeting) -> None:
    if meeting.status is MeetingStatus.CANCELLED:
        raise Refused(_("This meeting was cancelled, so there are no minutes to lock."))
    if meeting.status is MeetingStatus.LOCKED:
        raise Refused(_("These minutes are locked already. Make a new version to correct them."))
    if meeting.status is MeetingStatus.PLANNED and meeting.starts_at > clock.now():
        raise Refused(_("This meeting has not begun. Its minutes can be locked once it has."))


def _next_number(card: MeetingCard) -> int:
    return max((row.number for row in card.minutes), default=0) + 1


def _draft(card: MeetingCard, own_organisation: str) -> Document:
    return Document(
        meeting_id=card.id,
        number=_next_number(card),
        family=card.family.strip(),
        kind=card.kind.value,
        title=card.title.strip(),
        starts_at=_wall(card.starts_at),
        place=card.place.strip(),
        own_organisation=own_organisation.strip(),
        follow_up_on=_day(card.follow_up_on),
        next_meeting_at=_wall(card.next_meeting_at),
        participants=tuple(_attendee(row) for row in card.participants),
        questions=_texts(card.questions.splitlines()),
        items=tuple(
            ItemText(item.title.strip(), item.text.strip(), _texts(row.text for row in item.decisions))
            for item in card.items
        ),
        actions=tuple(_promise(row) for row in card.actions),
        children=tuple(
            ChildsPart(row.child.strip(), row.way.value if row.way else "", row.words.strip())
            for row in card.participations
        ),
    )


def _attendee(row: ParticipantRecord) -> Attendee:
    was_there = row.attendance not in (Attendance.ABSENT, Attendance.SUBSTITUTE)
    relative = row.adult_id is not None or row.child_id is not None
    return Attendee(
        name=row.name.strip(),
        part=row.part.strip(),
        side=ACTOR if row.involvement_id is not None else RELATIVE if relative else GUEST,
        call=row.call.value,
        attendance=row.attendance.value,
        reason="" if was_there or row.reason is None else row.reason.value,
    )


def _promise(row: ActionRow) -> Promise:
    is_open = row.state not in (ActionState.DONE, ActionState.DROPPED)
    owned_by = ACTOR if row.owner_kind == "involvement" else RELATIVE
    return Promise(
        text=row.text.strip(),
        side=COORDINATOR if row.mine else NOBODY if row.unowned else owned_by,
        owner=row.owner.strip(),
        contact=row.contact.strip(),
        state=row.state.value,
        due=_day(row.due),
        evaluation_due=_day(row.evaluation_due) if is_open else "",
        waiting_on=row.waiting_on.strip() if row.state is ActionState.WAITING else "",
        done_on=_day(row.done_on) if row.state is ActionState.DONE else "",
        passed=is_open and not row.resting and row.due is not None and row.due < clock.today(),
    )


def _texts(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(text.strip() for text in texts if text.strip())


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""


def _wall(instant: datetime | None) -> str:
    return clock.local(instant).strftime("%Y-%m-%dT%H:%M") if instant else ""


def _whole(said: Mapping[str, Any]) -> Document:
    parts = {
        "participants": tuple(Attendee(**row) for row in said["participants"]),
        "questions": tuple(said["questions"]),
        "items": tuple(ItemText(**{**row, "agreed": tuple(row["agreed"])}) for row in said["items"]),
        "actions": tuple(Promise(**row) for row in said["actions"]),
        "children": tuple(ChildsPart(**row) for row in said["children"]),
    }
    return Document(**{**said, **parts})
