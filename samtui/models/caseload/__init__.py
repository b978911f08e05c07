"""The caseload store: families, the people and actors around them, what they agreed and promised."""

from samtui.models.base import CaseloadRow
from samtui.models.caseload.actions import Action, ActionState
from samtui.models.caseload.consent import (
    Answer,
    Consent,
    ConsentForm,
    ConsentGiver,
    ConsentKind,
    ConsentScope,
    ConsentState,
    Information,
)
from samtui.models.caseload.drafts import Draft
from samtui.models.caseload.family import Family, FamilyStatus, Protection
from samtui.models.caseload.meetings import (
    AbsenceReason,
    AgendaItem,
    Attendance,
    Call,
    Decision,
    Meeting,
    MeetingKind,
    MeetingStatus,
    Minutes,
    Participant,
    Participation,
    ParticipationWay,
)
from samtui.models.caseload.needs import Need
from samtui.models.caseload.network import Contact, Involvement, Principal
from samtui.models.caseload.notes import Channel, Note, NoteKind
from samtui.models.caseload.people import Adult, Child, Custody, CustodyKind

metadata = CaseloadRow.metadata

__all__ = [
    "AbsenceReason",
    "Action",
    "ActionState",
    "Adult",
    "AgendaItem",
    "Answer",
    "Attendance",
    "Call",
    "Channel",
    "Child",
    "Consent",
    "ConsentForm",
    "ConsentGiver",
    "ConsentKind",
    "ConsentScope",
    "ConsentState",
    "Contact",
    "Custody",
    "CustodyKind",
    "Decision",
    "Draft",
    "Family",
    "FamilyStatus",
    "Information",
    "Involvement",
    "Meeting",
    "MeetingKind",
    "MeetingStatus",
    "Minutes",
    "Need",
    "Note",
    "NoteKind",
    "Participant",
    "Participation",
    "ParticipationWay",
    "Principal",
    "Protection",
    "metadata",
]
