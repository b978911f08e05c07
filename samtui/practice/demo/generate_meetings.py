"""The consents, meetings and promises of generated families."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from samtui.models.caseload import (
    AbsenceReason,
    Action,
    ActionState,
    AgendaItem,
    Answer,
    Attendance,
    Call,
    Consent,
    ConsentForm,
    ConsentGiver,
    ConsentKind,
    ConsentScope,
    ConsentState,
    Decision,
    FamilyStatus,
    Meeting,
    MeetingKind,
    MeetingStatus,
    Participant,
    Participation,
    ParticipationWay,
)
from samtui.practice.demo import locking, phrases
from samtui.practice.demo.dates import working_day
from samtui.practice.demo.growing import Growing
from samtui.practice.demo.meetings import COORDINATOR, ME
from samtui.practice.demo.pages import Row
from samtui.practice.routine import routine

PATTERNS = {
    "noted": 60, "running out": 6, "expired": 6, "pending": 12, "refused": 4, "withdrawn": 4, "none": 8,
}  # fmt: skip
FORMS = {ConsentForm.WRITTEN: 60, ConsentForm.ORAL: 30, ConsentForm.DIGITAL: 10}
KINDS = {
    MeetingKind.JOINT_PLANNING: 40,
    MeetingKind.FOLLOW_UP: 30,
    MeetingKind.SIP: 20,
    MeetingKind.INTERNAL: 5,
    MeetingKind.ELSEWHERE: 5,
}
OPEN = {
    "going_on": 38,
    "accepted": 20,
    "asked": 6,
    "waiting": 18,
    "overdue": 10,
    "unowned": 6,
    "today": 1,
    "undated": 1,
}
STATES = {
    "asked": ActionState.ASKED,
    "unowned": ActionState.ASKED,
    "accepted": ActionState.ACCEPTED,
    "today": ActionState.ACCEPTED,
    "waiting": ActionState.WAITING,
}


@dataclass
class Met:
    """A meeting that has been held, and its items' ids."""

    row: Row
    items: list[int]
    day: date


def generate_consents(grown: Growing) -> None:
    """One form for most recipients and, with some, a second one that was answered differently."""
    dice, pattern = grown.dice, grown.dice.weighed(PATTERNS)
    if grown.status is FamilyStatus.ASKED or pattern == "none" or not grown.guardians:
        return
    recipients = dice.some(grown.actors, len(grown.actors) // 2, len(grown.actors))
    if pattern in ("pending", "refused", "withdrawn", "running out"):
        odd, recipients = recipients[:2], recipients[2:]
        _consent(grown, odd, pattern)
        pattern = "noted"
    if recipients:
        _consent(grown, recipients, pattern)


def _consent(grown: Growing, recipients: Sequence[Row], pattern: str) -> None:
    dice, today = grown.dice, grown.today
    ended = pattern == "expired" or grown.status is FamilyStatus.ENDED
    days = (-200, -1) if ended else (1, 30) if pattern == "running out" else (31, 330)
    expires = dice.day(today, *days)
    starts = min(expires - timedelta(days=30), today - timedelta(days=dice.randint(5, 30)))
    consent = grown.book.add(
        Consent,
        family_id=grown.family["id"],
        child_id=grown.children[0]["id"],
        kind=ConsentKind.INFORMATION,
        form=dice.weighed(FORMS),
        asked_on=starts,
        starts_on=starts,
        expires_on=expires,
        exceptions=dice.choice(phrases.EXCEPTIONS) if dice.happens(20) else "",
    )
    for guardian in grown.guardians:
        last = guardian is grown.guardians[-1]
        answer = Answer.YES
        if last and pattern in ("pending", "refused"):
            answer = Answer.PENDING if pattern == "pending" else Answer.NO
        grown.book.add(
            ConsentGiver,
            consent_id=consent["id"],
            adult_id=guardian["id"],
            answer=answer,
            answered_on=None if answer is Answer.PENDING else starts,
            withdrawn_on=dice.day(today, -4, -1) if last and pattern == "withdrawn" else None,
        )
    for recipient in recipients:
        for kind in dice.some(phrases.KINDS, 1, 3):
            grown.book.add(
                ConsentScope, consent_id=consent["id"], involvement_id=recipient["id"], information=kind
            )


def generate_meetings(grown: Growing) -> list[Met]:
    """The meetings that have been held, with locked minutes, and for many a coming one."""
    dice, met = grown.dice, list[Met]()
    if grown.status is FamilyStatus.ASKED:
        return met
    held = dice.weighed({0: 15, 1: 40, 2: 30, 3: 15}) if grown.days > 40 else 0
    for place in range(held):
        apart = min(110, grown.days // (held + 1))
        day = working_day(grown.today - timedelta(days=(held - place) * apart))
        adjusting = place == held - 1 and grown.status is FamilyStatus.ACTIVE and dice.happens(6)
        met.append(_meeting(grown, day, MeetingStatus.ADJUSTING if adjusting else MeetingStatus.LOCKED))
    if grown.status is FamilyStatus.ACTIVE and dice.happens(65):
        ahead = 0 if dice.happens(1) else dice.randint(1, 75)
        _meeting(grown, working_day(grown.today + timedelta(days=ahead)), MeetingStatus.PLANNED)
    return met


def _meeting(grown: Growing, day: date, status: MeetingStatus) -> Met:
    dice, kind = grown.dice, grown.dice.weighed(KINDS)
    planned = status is MeetingStatus.PLANNED
    row = grown.book.add(
        Meeting,
        family_id=grown.family["id"],
        kind=kind,
        title=f"Möte för {grown.children[0]['name']}",
        starts_at=dice.hour(day),
        place="på länk",
        status=status,
        questions="\n".join(dice.some(phrases.QUESTIONS, 1, 2)),
    )
    _guests(grown, row, planned)
    items = [
        _item(grown, row, place, item, planned)
        for place, item in enumerate(dice.some(phrases.ITEMS, 2, 4), start=1)
    ]
    grown.book.add(
        Participation,
        meeting_id=row["id"],
        child_id=grown.children[0]["id"],
        way=dice.choice(tuple(ParticipationWay)),
        words="" if planned else dice.choice(phrases.WORDS),
    )
    return Met(row, items, day)


def _guests(grown: Growing, meeting: Row, planned: bool) -> None:
    """The coordinator, those with custody, and actors; nearly always only those with a consent noted."""
    dice, add = grown.dice, grown.book.add
    there = Attendance.UNKNOWN if planned else Attendance.PRESENT
    noted = [actor for actor in grown.actors if actor["consent_state"] is ConsentState.NOTED]
    for actor in dice.some(grown.actors if dice.happens(7) else noted, 2, 6):
        away = not planned and dice.happens(12)
        add(
            Participant,
            meeting_id=meeting["id"],
            involvement_id=actor["id"],
            contact_id=grown.contacts.get(actor["id"]),
            call=routine().call_for(actor["principal"]),
            attendance=Attendance.ABSENT if away else there,
            reason=dice.choice(tuple(AbsenceReason)) if away else None,
        )
    for guardian in grown.guardians:
        add(
            Participant,
            meeting_id=meeting["id"],
            adult_id=guardian["id"],
            call=Call.INVITED,
            attendance=there,
        )
    add(Participant, meeting_id=meeting["id"], name=ME, part=COORDINATOR, attendance=there)


def _item(grown: Growing, meeting: Row, place: int, told: tuple[str, str, str], planned: bool) -> int:
    title, text, agreed = told
    row = grown.book.add(
        AgendaItem, meeting_id=meeting["id"], place=place, title=title, text="" if planned else text
    )
    if not planned:
        grown.book.add(Decision, item_id=row["id"], place=1, text=agreed)
    return int(row["id"])


def generate_actions(grown: Growing, meetings: Sequence[Met]) -> None:
    """Who promised what; then the minutes of the meetings are locked with the promises made in them."""
    dice = grown.dice
    over = grown.status is FamilyStatus.ENDED
    for _ in range(dice.randint(1, 2) if grown.status is FamilyStatus.ASKED else dice.randint(3, 12)):
        met = dice.choice(meetings) if meetings and dice.happens(60) else None
        if over or dice.happens(50):
            _closed(grown, met)
        else:
            _open(grown, met)
    for met in meetings:
        if met.row["status"] is MeetingStatus.LOCKED:
            locked_at = dice.hour(met.day + timedelta(days=dice.randint(1, 4)))
            locking.lock(grown.book, met.row, locked_at, ME)


def _closed(grown: Growing, met: Met | None) -> None:
    dice = grown.dice
    dropped = dice.happens(8)
    done = dice.day(grown.today, -(grown.today - met.day).days if met else -min(grown.days, 200), -1)
    grown.book.add(
        Action,
        **_promise(grown, met),
        **_owner(grown),
        state=ActionState.DROPPED if dropped else ActionState.DONE,
        due=done + timedelta(days=dice.randint(-3, 10)),
        done_on=None if dropped else done,
        dropped_because=dice.choice(phrases.DROPPED) if dropped else "",
    )


def _open(grown: Growing, met: Met | None) -> None:
    dice, today = grown.dice, grown.today
    how = dice.weighed(OPEN)
    if grown.status is FamilyStatus.RESTING:
        how = "undated"
    due: date | None = dice.day(today, 1, 60)
    if how in ("waiting", "undated", "unowned"):
        due = None
    elif how in ("overdue", "today"):
        due = dice.day(today, -25, -1) if how == "overdue" else today
    waiting = how == "waiting"
    grown.book.add(
        Action,
        **_promise(grown, met),
        **({} if how == "unowned" else _owner(grown)),
        state=STATES.get(how, ActionState.GOING_ON),
        due=due,
        evaluation_due=dice.day(today, 0, 20) if waiting else None,
        waiting_on=dice.choice(phrases.WAITING_ON) if waiting else "",
    )


def _promise(grown: Growing, met: Met | None) -> Row:
    return {
        "family_id": grown.family["id"],
        "text": grown.dice.choice(phrases.PROMISES),
        "meeting_id": met.row["id"] if met else None,
        "item_id": grown.dice.choice(met.items) if met and met.items else None,
    }


def _owner(grown: Growing) -> Row:
    """The coordinator, somebody with custody, or (mostly) an actor that is still there."""
    dice = grown.dice
    if dice.happens(12):
        return {"mine": True}
    if grown.guardians and dice.happens(12):
        return {"adult_id": dice.choice(grown.guardians)["id"]}
    actor = dice.choice(grown.actors)
    return {"involvement_id": actor["id"], "contact_id": grown.contacts.get(actor["id"])}
