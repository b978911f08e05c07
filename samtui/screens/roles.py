"""What a state means on the screen: which role of a list's cells it takes. The colours stand in the themes."""

from samtui.models.caseload import ConsentState, MeetingStatus

CONSENT_ROLE = {
    ConsentState.WITHDRAWN: "trouble",
    ConsentState.REFUSED: "trouble",
    ConsentState.ENDED_AT_18: "trouble",
    ConsentState.EXPIRED: "trouble",
    ConsentState.MISSING: "trouble",
    ConsentState.ASKED: "soon",
    ConsentState.PARTIAL: "soon",
    ConsentState.EXPIRING: "soon",
    ConsentState.NOTED: "calm",
}

MEETING_ROLE = {
    MeetingStatus.LIVE: "now",
    MeetingStatus.DRAFT: "soon",
    MeetingStatus.ADJUSTING: "soon",
    MeetingStatus.LOCKED: "calm",
    MeetingStatus.CANCELLED: "quiet",
}
