"""The meetings and promises of the twelve fictional families, as rows of the caseload."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from samtui.models.caseload import (
    AbsenceReason,
    Action,
    ActionState,
    AgendaItem,
    Attendance,
    Call,
    Decision,
    Meeting,
    MeetingKind,
    MeetingStatus,
    Participant,
    Participation,
    ParticipationWay,
)
from samtui.practice.demo import locking
from samtui.practice.demo.pages import Book, Row
from samtui.practice.demo.teller import Teller
from samtui.practice.demo.told import Table

COORDINATOR = "koordinator"
ME = "Malin Körvel"
"""The coordinator at whose desk all this happens."""


@dataclass
class Told:
    """A meeting that has been told: its row, its items' ids, and when and by whom its minutes were locked."""

    row: Row
    items: list[int]
    locked: list[datetime]
    by: str

    def lock(self, book: Book) -> None:
        """Adds its locked minutes, one for each time they were locked."""
        for number, at in enumerate(self.locked, start=1):
            locking.lock(book, self.row, at, self.by, number)


def tell_meetings(teller: Teller) -> dict[str, Told]:
    """Tells the family's meetings and gives them by key. Raises Mistold."""
    meetings: dict[str, Told] = {}
    for told in teller.told.tables("meeting"):
        told.only(
            "key", "kind", "title", "at", "place", "status", "questions", "follow_up", "next", "locked",
            "participants", "participation", "item",
        )  # fmt: skip
        key = told.text("key")
        if key in meetings:
            raise told.mistake(f"key = {key}")
        meetings[key] = _tell_meeting(teller, told)
    return meetings


def _tell_meeting(teller: Teller, told: Table) -> Told:
    row = teller.book.add(
        Meeting,
        family_id=teller.family["id"],
        kind=told.choice("kind", MeetingKind),
        title=told.text("title"),
        starts_at=told.meeting("at"),
        place=told.text("place", ""),
        status=told.choice("status", MeetingStatus, MeetingStatus.PLANNED),
        questions="\n".join(told.texts("questions")),
        follow_up_on=told.day_or_none("follow_up"),
        next_meeting_at=told.meeting("next") if told.has("next") else None,
    )
    guests = [_tell_participant(teller, guest, row["id"]) for guest in told.tables("participants")]
    for took_part in told.tables("participation"):
        took_part.only("child", "way", "words")
        way = took_part.choice("way", ParticipationWay) if took_part.has("way") else None
        teller.book.add(
            Participation,
            meeting_id=row["id"],
            child_id=took_part.known("child", teller.children),
            way=way,
            words=took_part.text("words", ""),
        )
    items = [
        _tell_item(teller.book, item, row["id"], place)
        for place, item in enumerate(told.tables("item"), start=1)
    ]
    by = next((guest["name"] for guest in guests if guest["part"] == COORDINATOR), ME)
    return Told(row, items, _locked(told), by)


def _locked(told: Table) -> list[datetime]:
    """When the minutes were locked: as many days after the meeting as told, wherever the meeting moved."""
    moved = told.calendar.moved(told.text("at"))
    try:
        return [told.calendar.instant(instant, later=moved) for instant in told.texts("locked")]
    except ValueError:
        raise told.mistake("locked") from None


def _tell_participant(teller: Teller, told: Table, meeting_id: int) -> Row:
    told.only("actor", "contact", "adult", "child", "name", "me", "part", "call", "attendance", "reason")
    who: dict[str, Any] = {"name": told.text("name", ""), "part": told.text("part", "")}
    if told.has("actor"):
        actor = told.known("actor", teller.actors)
        who["involvement_id"] = actor.row["id"]
        who["contact_id"] = told.known("contact", actor.contacts) if told.has("contact") else None
    elif told.has("adult"):
        who["adult_id"] = told.known("adult", teller.adults)
    elif told.has("child"):
        who["child_id"] = told.known("child", teller.children)
    elif told.flag("me", False):
        who = {"name": ME, "part": told.text("part", COORDINATOR)}
    elif not told.has("name"):
        raise told.mistake("name")
    return teller.book.add(
        Participant,
        meeting_id=meeting_id,
        call=told.choice("call", Call, Call.INVITED),
        attendance=told.choice("attendance", Attendance, Attendance.UNKNOWN),
        reason=told.choice("reason", AbsenceReason) if told.has("reason") else None,
        **who,
    )


def _tell_item(book: Book, told: Table, meeting_id: int, place: int) -> int:
    told.only("title", "text", "decisions")
    row = book.add(
        AgendaItem, meeting_id=meeting_id, place=place, title=told.text("title"), text=told.text("text", "")
    )
    for number, text in enumerate(told.texts("decisions"), start=1):
        book.add(Decision, item_id=row["id"], place=number, text=text)
    return int(row["id"])


def tell_actions(teller: Teller, meetings: dict[str, Told]) -> None:
    """Tells who promised what. Raises Mistold."""
    for told in teller.told.tables("action"):
        told.only(
            "text", "owner", "contact", "state", "due", "evaluate", "waiting_on", "done", "because",
            "meeting", "item",
        )  # fmt: skip
        meeting = told.known("meeting", meetings) if told.has("meeting") else None
        teller.book.add(
            Action,
            family_id=teller.family["id"],
            text=told.text("text"),
            state=told.choice("state", ActionState),
            due=told.day_or_none("due"),
            evaluation_due=told.day_or_none("evaluate"),
            waiting_on=told.text("waiting_on", ""),
            done_on=told.day_or_none("done"),
            dropped_because=told.text("because", ""),
            meeting_id=meeting.row["id"] if meeting else None,
            item_id=_item(told, meeting),
            **_owner(teller, told),
        )


def _item(told: Table, meeting: Told | None) -> int | None:
    if not told.has("item"):
        return None
    number = told.number("item")
    if meeting is None or not 1 <= number <= len(meeting.items):
        raise told.mistake(f"item = {number}")
    return meeting.items[number - 1]


def _owner(teller: Teller, told: Table) -> Row:
    """The columns that say who has taken it on; none where nobody has."""
    said = told.text("owner", "")
    kind, _, key = said.partition(":")
    if not said:
        return {}
    if said == "me":
        return {"mine": True}
    if kind == "actor" and key in teller.actors:
        actor = teller.actors[key]
        contact = told.known("contact", actor.contacts) if told.has("contact") else None
        return {"involvement_id": actor.row["id"], "contact_id": contact}
    if kind == "adult" and key in teller.adults:
        return {"adult_id": teller.adults[key]}
    if kind == "child" and key in teller.children:
        return {"child_id": teller.children[key]}
    raise told.mistake(f"owner = {said}")
