"""The words for every choice a row can hold: one place, so that a state is called the same everywhere.

The English words stand here; the Swedish ones, in the catalogue, are the field's own.
"""

from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from samtui.language import N_, _
from samtui.models.caseload import (
    AbsenceReason,
    ActionState,
    Answer,
    Attendance,
    Call,
    Channel,
    ConsentForm,
    ConsentKind,
    ConsentState,
    CustodyKind,
    FamilyStatus,
    Information,
    MeetingKind,
    MeetingStatus,
    NoteKind,
    ParticipationWay,
    Principal,
    Protection,
)

FAMILY_STATUS = {
    FamilyStatus.ASKED: N_("asked for support"),
    FamilyStatus.ACTIVE: N_("active"),
    FamilyStatus.RESTING: N_("resting"),
    FamilyStatus.ENDED: N_("ended"),
}
PROTECTION = {
    Protection.NONE: N_("no protected personal data"),
    Protection.MARKED: N_("marked as confidential"),
    Protection.PROTECTED: N_("protected registration"),
    Protection.ASSUMED: N_("assumed personal data"),
}
CUSTODY = {
    CustodyKind.JOINT: N_("joint custody"),
    CustodyKind.SOLE: N_("sole custody"),
    CustodyKind.APPOINTED: N_("specially appointed guardian"),
    CustodyKind.NONE: N_("not a guardian"),
    CustodyKind.UNKNOWN: N_("not noted"),
}
CONSENT_KIND = {
    ConsentKind.PLANNING: N_("consent to joint planning"),
    ConsentKind.INFORMATION: N_("consent to passing on information"),
}
CONSENT_FORM = {
    ConsentForm.ORAL: N_("oral"),
    ConsentForm.WRITTEN: N_("in writing"),
    ConsentForm.DIGITAL: N_("digital"),
}
CONSENT_STATE = {
    ConsentState.MISSING: N_("missing"),
    ConsentState.ASKED: N_("asked for"),
    ConsentState.PARTIAL: N_("in part"),
    ConsentState.NOTED: N_("noted"),
    ConsentState.EXPIRING: N_("runs out soon"),
    ConsentState.EXPIRED: N_("has run out"),
    ConsentState.REFUSED: N_("refused"),
    ConsentState.WITHDRAWN: N_("withdrawn"),
    ConsentState.ENDED_AT_18: N_("ended at 18"),
}
ANSWER = {
    Answer.YES: N_("yes"),
    Answer.NO: N_("no"),
    Answer.PENDING: N_("has not answered"),
}
INFORMATION = {
    Information.SCHOOL: N_("school and preschool"),
    Information.HEALTH: N_("health and care"),
    Information.SUPPORT: N_("support and measures"),
    Information.FAMILY: N_("the family's situation"),
    Information.ECONOMY: N_("economy"),
    Information.CONTACT: N_("contact details"),
    Information.OTHER: N_("something else"),
}
ACTION_STATE = {
    ActionState.ASKED: N_("asked"),
    ActionState.ACCEPTED: N_("accepted"),
    ActionState.GOING_ON: N_("going on"),
    ActionState.WAITING: N_("waiting"),
    ActionState.DONE: N_("done"),
    ActionState.DROPPED: N_("dropped"),
}
NOTE_KIND = {
    NoteKind.CONTACT: N_("contact"),
    NoteKind.ATTEMPT: N_("attempt"),
    NoteKind.NOTE: N_("note"),
}
CHANNEL = {
    Channel.PHONE: N_("telephone"),
    Channel.VISIT: N_("visit"),
    Channel.MEETING: N_("meeting"),
    Channel.TEXT_MESSAGE: N_("text message"),
    Channel.EMAIL: N_("e-mail"),
    Channel.LETTER: N_("letter"),
}
MEETING_KIND = {
    MeetingKind.PRE_MEETING: N_("preparatory meeting"),
    MeetingKind.SIP: N_("planning meeting (SIP)"),
    MeetingKind.JOINT_PLANNING: N_("planning meeting (other joint planning)"),
    MeetingKind.INTERNAL: N_("internal planning meeting"),
    MeetingKind.FOLLOW_UP: N_("follow-up meeting"),
    MeetingKind.NETWORK: N_("network meeting"),
    MeetingKind.ELSEWHERE: N_("meeting at another actor"),
}
MEETING_STATUS = {
    MeetingStatus.PLANNED: N_("planned"),
    MeetingStatus.LIVE: N_("in meeting mode"),
    MeetingStatus.DRAFT: N_("draft"),
    MeetingStatus.ADJUSTING: N_("out for adjustment"),
    MeetingStatus.LOCKED: N_("minutes locked"),
    MeetingStatus.CANCELLED: N_("cancelled"),
}
CALL = {
    Call.CALLED: N_("called"),
    Call.INVITED: N_("invited"),
}
ATTENDANCE = {
    Attendance.UNKNOWN: N_("not noted"),
    Attendance.PRESENT: N_("present"),
    Attendance.ABSENT: N_("absent"),
    Attendance.SUBSTITUTE: N_("a substitute came"),
}
ABSENCE_REASON = {
    AbsenceReason.PREVENTED: N_("prevented"),
    AbsenceReason.ILL: N_("ill"),
    AbsenceReason.NO_TIME_GIVEN: N_("was not given the time"),
    AbsenceReason.NOT_CONCERNED: N_("does not see themselves as concerned"),
    AbsenceReason.NO_ANSWER: N_("has not answered"),
    AbsenceReason.NO_CONSENT: N_("consent is missing"),
}
PARTICIPATION_WAY = {
    ParticipationWay.WHOLE_MEETING: N_("the whole meeting"),
    ParticipationWay.PART_OF_IT: N_("part of the meeting"),
    ParticipationWay.REMOTELY: N_("by link or telephone"),
    ParticipationWay.LETTER: N_("letter"),
    ParticipationWay.DRAWING_OR_FILM: N_("drawing or film"),
    ParticipationWay.THROUGH_SOMEBODY: N_("through somebody"),
    ParticipationWay.AFTERWARDS: N_("afterwards"),
    ParticipationWay.NOT_WANTED: N_("does not want to take part"),
}
PRINCIPAL = {
    Principal.MUNICIPALITY: N_("municipality"),
    Principal.REGION: N_("region"),
    Principal.STATE: N_("state"),
    Principal.PRIVATE: N_("private provider"),
    Principal.CIVIL_SOCIETY: N_("civil society"),
}

WORDS: dict[type[StrEnum], Mapping[Any, str]] = {
    FamilyStatus: FAMILY_STATUS,
    Protection: PROTECTION,
    CustodyKind: CUSTODY,
    ConsentKind: CONSENT_KIND,
    ConsentForm: CONSENT_FORM,
    ConsentState: CONSENT_STATE,
    Answer: ANSWER,
    Information: INFORMATION,
    ActionState: ACTION_STATE,
    NoteKind: NOTE_KIND,
    Channel: CHANNEL,
    MeetingKind: MEETING_KIND,
    MeetingStatus: MEETING_STATUS,
    Call: CALL,
    Attendance: ATTENDANCE,
    AbsenceReason: ABSENCE_REASON,
    ParticipationWay: PARTICIPATION_WAY,
    Principal: PRINCIPAL,
}
"""Per kind, since members of two kinds with the same text are equal."""


def word(member: StrEnum) -> str:
    """What a choice is called, in the language in use; lower case, as in running text."""
    return _(WORDS[type(member)][member])
