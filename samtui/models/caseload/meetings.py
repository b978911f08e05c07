"""Meetings (möten): whom to ask, what to talk about, what was said, and the locked minutes."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any, ClassVar

from sqlalchemy import Index, UniqueConstraint, text
from sqlmodel import Field

from samtui.models.base import CaseloadRow, Edited, choice, to_family

COMING = "status IN ('planned', 'live')"


class MeetingKind(StrEnum):
    """Förmöte, planeringsmöte (SIP), annan gemensam planering, internt, uppföljning, nätverk, hos annan."""

    PRE_MEETING = "pre_meeting"
    SIP = "sip"
    JOINT_PLANNING = "joint_planning"
    INTERNAL = "internal"
    FOLLOW_UP = "follow_up"
    NETWORK = "network"
    ELSEWHERE = "elsewhere"


class MeetingStatus(StrEnum):
    """Planerat, mötesläge, utkast, ute för justering, fastställda, inställt."""

    PLANNED = "planned"
    LIVE = "live"
    DRAFT = "draft"
    ADJUSTING = "adjusting"
    LOCKED = "locked"
    CANCELLED = "cancelled"


class Call(StrEnum):
    """Kallad (must come: kommun and region, 10 kap. 8 § SoL, 16 kap. 4 § HSL) or inbjuden (may come)."""

    CALLED = "called"
    INVITED = "invited"


class Attendance(StrEnum):
    """Inte noterat, närvarande, frånvarande, ersättare kom."""

    UNKNOWN = "unknown"
    PRESENT = "present"
    ABSENT = "absent"
    SUBSTITUTE = "substitute"


class AbsenceReason(StrEnum):
    """Why somebody was not there: förhindrad, sjuk, fick inte tid avsatt, anser sig inte berörd, …"""

    PREVENTED = "prevented"
    ILL = "ill"
    NO_TIME_GIVEN = "no_time_given"
    NOT_CONCERNED = "not_concerned"
    NO_ANSWER = "no_answer"
    NO_CONSENT = "no_consent"


class ParticipationWay(StrEnum):
    """Barnets delaktighet: the ways in which a child takes part."""

    WHOLE_MEETING = "whole_meeting"
    PART_OF_IT = "part_of_it"
    REMOTELY = "remotely"
    LETTER = "letter"
    DRAWING_OR_FILM = "drawing_or_film"
    THROUGH_SOMEBODY = "through_somebody"
    AFTERWARDS = "afterwards"
    NOT_WANTED = "not_wanted"


class Meeting(CaseloadRow, Edited, table=True):
    """One meeting, from the plan to the minutes."""

    __table_args__: ClassVar[Any] = (
        Index("ix_meeting_planned", "family_id", "starts_at", sqlite_where=text(COMING)),
        Index("ix_meeting_starts", "starts_at", "id"),
        {"sqlite_autoincrement": True},
    )

    family_id: int = to_family()
    kind: MeetingKind = Field(sa_type=choice(MeetingKind))
    title: str = Field(default="", max_length=200)
    starts_at: datetime
    place: str = ""
    status: MeetingStatus = Field(default=MeetingStatus.PLANNED, sa_type=choice(MeetingStatus))
    questions: str = Field(default="", description="frågeställningar, one a line")
    follow_up_on: date | None = None
    next_meeting_at: datetime | None = None


class Participant(CaseloadRow, Edited, table=True):
    """Somebody who is called or invited: for an actor, of the family, or a guest such as an interpreter."""

    meeting_id: int = Field(foreign_key="meeting.id", ondelete="CASCADE", index=True)
    involvement_id: int | None = Field(default=None, foreign_key="involvement.id", ondelete="SET NULL")
    contact_id: int | None = Field(default=None, foreign_key="contact.id", ondelete="SET NULL")
    adult_id: int | None = Field(default=None, foreign_key="adult.id", ondelete="SET NULL")
    child_id: int | None = Field(default=None, foreign_key="child.id", ondelete="SET NULL")
    name: str = ""
    part: str = Field(default="", description="the actor, or what the person is to the child")
    call: Call = Field(default=Call.INVITED, sa_type=choice(Call))
    attendance: Attendance = Field(default=Attendance.UNKNOWN, sa_type=choice(Attendance))
    reason: AbsenceReason | None = Field(default=None, sa_type=choice(AbsenceReason))


class AgendaItem(CaseloadRow, Edited, table=True):
    """One item of the agenda (punkt på dagordningen), and what was written under it."""

    meeting_id: int = Field(foreign_key="meeting.id", ondelete="CASCADE", index=True)
    place: int = 0
    title: str = Field(max_length=200)
    text: str = ""


class Decision(CaseloadRow, Edited, table=True):
    """What the meeting agreed on (vi kom överens om). Never *beslut*, which an authority makes."""

    item_id: int = Field(foreign_key="agendaitem.id", ondelete="CASCADE", index=True)
    place: int = 0
    text: str


class Participation(CaseloadRow, Edited, table=True):
    """How one child took part, and the child's own words (3 kap. 2-3 §§ SoL, 8 § LSS)."""

    __table_args__: ClassVar[Any] = (
        UniqueConstraint("meeting_id", "child_id"),
        {"sqlite_autoincrement": True},
    )

    meeting_id: int = Field(foreign_key="meeting.id", ondelete="CASCADE", index=True)
    child_id: int = Field(foreign_key="child.id", ondelete="CASCADE")
    way: ParticipationWay | None = Field(default=None, sa_type=choice(ParticipationWay))
    words: str = ""


class Minutes(CaseloadRow, table=True):
    """The locked minutes (fastställda mötesanteckningar), whole, as they stood. Never changed; a correction
    is a new number."""

    __table_args__: ClassVar[Any] = (
        UniqueConstraint("meeting_id", "number"),
        {"sqlite_autoincrement": True},
    )

    meeting_id: int = Field(foreign_key="meeting.id", ondelete="CASCADE")
    number: int = 1
    locked_at: datetime
    locked_by: str
    document: str = Field(description="what the minutes say, as JSON; see exchange.minutes")
