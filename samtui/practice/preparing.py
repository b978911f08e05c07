"""What a meeting still wants before it is held (förberedelser), and who is asked to it.

Most of the work with a joint plan lies here: the questions, those who are called or invited, the consents
that let them be told, the place, and how the child wants to take part (3 kap. 2-3 §§ SoL, 8 § LSS).
"""

import re
from datetime import date

from samtui.language import _, ngettext
from samtui.models.caseload import Call, ConsentState, MeetingKind, MeetingStatus
from samtui.models.records import ActorRecord, MeetingRow
from samtui.practice import fields
from samtui.practice.meetings import Guest

_APART = re.compile(r"[;\n]")


def left_to_prepare(row: MeetingRow) -> list[str]:
    """What is left, in sentences that name no actor; nothing once the meeting has begun or is cancelled."""
    if row.status is not MeetingStatus.PLANNED:
        return []
    wants_the_child = row.kind is not MeetingKind.INTERNAL
    sentences = (
        (not row.has_questions, _("The questions are not noted.")),
        (not row.participants, _("Nobody is asked yet.")),
        (
            bool(row.uncovered),
            ngettext(
                "No consent holds on the day for {n} who is asked.",
                "No consent holds on the day for {n} who are asked.",
                row.uncovered,
            ),
        ),
        (not row.place.strip(), _("There is no place yet.")),
        (wants_the_child and bool(row.ways_missing), _("It is not noted how the child wants to take part.")),
    )
    return [sentence for is_left, sentence in sentences if is_left]


def covered(actor: ActorRecord, day: date) -> bool:
    """Whether a consent to tell this actor is noted that holds on the day."""
    until = actor.consent_until
    return actor.consent_state is ConsentState.NOTED and until is not None and until >= day


def guests_from(text: str) -> list[Guest]:
    """Those who are typed by name: "Rut Salvia, interpreter; Maja": one a line or parted by ";".

    What follows the first comma is their part in the meeting. Raises Refused where one is too long.
    """
    guests = []
    for one in _APART.split(text):
        name, _comma, part = one.partition(",")
        if name.strip() or part.strip():
            said = fields.title(name, "guests") or fields.title(part, "guests")
            guests.append(
                Guest(name=said, part=fields.title(part, "guests") if name.strip() else "", call=Call.INVITED)
            )
    return guests
