"""Planning a meeting, holding it, writing under its agenda."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from samtui.errors import Refused
from samtui.language import _
from samtui.models.caseload import (
    AbsenceReason,
    AgendaItem,
    Attendance,
    Call,
    Decision,
    Meeting,
    MeetingStatus,
    Participant,
    Participation,
    ParticipationWay,
)
from samtui.practice import agendas, fields
from samtui.store.store import for_edit

if TYPE_CHECKING:
    from sqlmodel import Session

WRITABLE = frozenset(
    {MeetingStatus.PLANNED, MeetingStatus.LIVE, MeetingStatus.DRAFT, MeetingStatus.ADJUSTING}
)


@dataclass(frozen=True)
class Guest:
    """Somebody to call or invite: one of an actor, an adult, a child, or a name alone."""

    name: str = ""
    part: str = ""
    call: Call = Call.INVITED
    involvement_id: int | None = None
    contact_id: int | None = None
    adult_id: int | None = None
    child_id: int | None = None


def plan(
    session: "Session",
    family_id: int,
    *,
    agenda: str,
    starts_at: datetime,
    title: str = "",
    place: str = "",
    questions: str = "",
    guests: Iterable[Guest] = (),
) -> int:
    """A new meeting from a template, with those who are called or invited; gives its id."""
    template = agendas.agenda(agenda)
    meeting = Meeting(
        family_id=family_id,
        kind=template.kind,
        title=fields.title(title) or template.title,
        starts_at=starts_at,
        place=fields.title(place, "place"),
        questions=questions.strip(),
    )
    session.add(meeting)
    session.flush()
    meeting_id = meeting.id or 0
    for place_in_order, item in enumerate(template.items, start=1):
        session.add(AgendaItem(meeting_id=meeting_id, place=place_in_order, title=item))
    for guest in guests:
        _invite(session, meeting_id, guest)
    session.flush()
    return meeting_id


def change(
    session: "Session",
    meeting_id: int,
    version: int,
    *,
    title: str,
    starts_at: datetime,
    place: str,
    questions: str,
    follow_up_on: date | None,
    next_meeting_at: datetime | None,
) -> None:
    """Changes what is noted about a meeting whose minutes are not locked."""
    meeting = open_for_writing(session, meeting_id, version)
    meeting.title, meeting.place = fields.title(title), fields.title(place, "place")
    meeting.starts_at, meeting.questions = starts_at, questions.strip()
    meeting.follow_up_on, meeting.next_meeting_at = follow_up_on, next_meeting_at


def invite(session: "Session", meeting_id: int, guest: Guest) -> int:
    """Calls or invites one more; gives the participant's id."""
    open_for_writing(session, meeting_id)
    participant = _invite(session, meeting_id, guest)
    session.flush()
    return participant.id or 0


def uninvite(session: "Session", participant_id: int) -> None:
    """Takes somebody off the list."""
    participant = for_edit(session, Participant, participant_id)
    open_for_writing(session, participant.meeting_id)
    session.delete(participant)


def open_live(session: "Session", meeting_id: int) -> None:
    """The meeting begins (mötesläge)."""
    meeting = open_for_writing(session, meeting_id)
    if meeting.status is MeetingStatus.PLANNED:
        meeting.status = MeetingStatus.LIVE


def close_live(session: "Session", meeting_id: int) -> None:
    """The meeting is over; its minutes are a draft (utkast)."""
    meeting = open_for_writing(session, meeting_id)
    if meeting.status is MeetingStatus.LIVE:
        meeting.status = MeetingStatus.DRAFT


def not_yet(session: "Session", meeting_id: int) -> None:
    """The meeting was begun by mistake; it is planned again."""
    meeting = open_for_writing(session, meeting_id)
    if meeting.status is MeetingStatus.LIVE:
        meeting.status = MeetingStatus.PLANNED


def cancel(session: "Session", meeting_id: int) -> None:
    """The meeting does not take place (inställt)."""
    open_for_writing(session, meeting_id).status = MeetingStatus.CANCELLED


def resume(session: "Session", meeting_id: int) -> None:
    """The meeting takes place after all; it is planned again. Raises Refused where it was not cancelled."""
    meeting = for_edit(session, Meeting, meeting_id)
    if meeting.status is not MeetingStatus.CANCELLED:
        raise Refused(_("This meeting is not cancelled."))
    meeting.status = MeetingStatus.PLANNED


def note_attendance(
    session: "Session", participant_id: int, attendance: Attendance, reason: AbsenceReason | None = None
) -> None:
    """Who was there, who was not, and why not."""
    participant = for_edit(session, Participant, participant_id)
    open_for_writing(session, participant.meeting_id)
    participant.attendance = attendance
    participant.reason = reason if attendance is Attendance.ABSENT else None


def write(session: "Session", item_id: int, text: str, version: int | None = None) -> int:
    """What was said under an item of the agenda; gives the item's new version."""
    item = for_edit(session, AgendaItem, item_id, version)
    open_for_writing(session, item.meeting_id)
    item.text = text.strip()
    session.flush()
    return item.version


def add_item(session: "Session", meeting_id: int, title: str) -> int:
    """One more item, last on the agenda; gives its id."""
    from sqlmodel import func, select

    open_for_writing(session, meeting_id)
    last = session.exec(select(func.max(AgendaItem.place)).where(AgendaItem.meeting_id == meeting_id)).one()
    item = AgendaItem(meeting_id=meeting_id, place=(last or 0) + 1, title=fields.name(title, "title"))
    session.add(item)
    session.flush()
    return item.id or 0


def agree(session: "Session", item_id: int, text: str) -> int:
    """What the meeting agreed on under an item (vi kom överens om); gives the decision's id."""
    item = for_edit(session, AgendaItem, item_id)
    open_for_writing(session, item.meeting_id)
    decision = Decision(item_id=item_id, text=fields.words(text))
    session.add(decision)
    session.flush()
    return decision.id or 0


def note_participation(
    session: "Session", meeting_id: int, child_id: int, way: ParticipationWay | None, words: str
) -> None:
    """How a child took part, and its own words (barnets delaktighet)."""
    from sqlmodel import select

    open_for_writing(session, meeting_id)
    row = session.exec(
        select(Participation).where(
            Participation.meeting_id == meeting_id, Participation.child_id == child_id
        )
    ).first()
    if row is None:
        row = Participation(meeting_id=meeting_id, child_id=child_id)
        session.add(row)
    row.way, row.words = way, words.strip()


def open_for_writing(session: "Session", meeting_id: int, version: int | None = None) -> Meeting:
    """The meeting, where one may still write in it. Raises Refused where it is locked or cancelled."""
    meeting = for_edit(session, Meeting, meeting_id, version)
    if meeting.status not in WRITABLE:
        raise Refused(
            _("The minutes are locked. Make a new version of them to change something.")
            if meeting.status is MeetingStatus.LOCKED
            else _("The meeting is cancelled. Plan a new one instead.")
        )
    return meeting


def _invite(session: "Session", meeting_id: int, guest: Guest) -> Participant:
    participant = Participant(
        meeting_id=meeting_id,
        involvement_id=guest.involvement_id,
        contact_id=guest.contact_id,
        adult_id=guest.adult_id,
        child_id=guest.child_id,
        name=fields.title(guest.name, "guest"),
        part=fields.title(guest.part, "part"),
        call=guest.call,
    )
    session.add(participant)
    return participant
