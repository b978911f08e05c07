"""The locked minutes of fictional meetings: what they said on the day they were locked."""

from collections import defaultdict
from dataclasses import replace
from datetime import datetime

from samtui import clock
from samtui.models.caseload import (
    Action,
    ActionState,
    Adult,
    AgendaItem,
    Child,
    Contact,
    Decision,
    Family,
    Involvement,
    MeetingStatus,
    Minutes,
    Participant,
    Participation,
)
from samtui.models.records import (
    ActionRow,
    DecisionRecord,
    ItemRecord,
    MeetingCard,
    ParticipantRecord,
    ParticipationRecord,
)
from samtui.practice.demo.pages import Book, Page, Row, rows_of
from samtui.practice.minutes import document

OWN_ORGANISATION = "Anhörigstödet Lingonköping"


def lock(book: Book, meeting: Row, locked_at: datetime, by: str, number: int = 1) -> None:
    """Adds the minutes of one meeting of the book's page, with its promises as they were made there."""
    said = document(_card(book.page, meeting), OWN_ORGANISATION)
    final = replace(
        said,
        number=number,
        locked_at=clock.local(locked_at).strftime("%Y-%m-%dT%H:%M"),
        locked_by=by,
        actions=tuple(replace(promise, passed=False) for promise in said.actions),
    )
    book.add(
        Minutes,
        meeting_id=meeting["id"],
        number=number,
        locked_at=locked_at,
        locked_by=by,
        document=final.to_json(),
    )


def _card(page: Page, meeting: Row) -> MeetingCard:
    (family,) = rows_of(page, Family)
    names = _Names(page)
    return MeetingCard(
        id=meeting["id"],
        version=1,
        family_id=family["id"],
        family=family["name"],
        protection=family["protection"],
        kind=meeting["kind"],
        title=meeting["title"],
        starts_at=meeting["starts_at"],
        place=meeting["place"],
        status=MeetingStatus.DRAFT,
        questions=meeting["questions"],
        follow_up_on=meeting["follow_up_on"],
        next_meeting_at=meeting["next_meeting_at"],
        participants=tuple(names.participant(row) for row in _of(page, Participant, meeting)),
        participations=tuple(
            ParticipationRecord(row["child_id"], names.child[row["child_id"]], row["way"], row["words"])
            for row in _of(page, Participation, meeting)
        ),
        items=_items(page, meeting),
        actions=tuple(names.promise(row, family) for row in _of(page, Action, meeting)),
    )


def _of(page: Page, table: type, meeting: Row) -> list[Row]:
    return [row for row in rows_of(page, table) if row["meeting_id"] == meeting["id"]]


def _items(page: Page, meeting: Row) -> tuple[ItemRecord, ...]:
    agreed: dict[int, list[DecisionRecord]] = defaultdict(list)
    for row in rows_of(page, Decision):
        agreed[row["item_id"]].append(DecisionRecord(row["id"], 1, row["text"]))
    return tuple(
        ItemRecord(row["id"], 1, row["place"], row["title"], row["text"], tuple(agreed[row["id"]]))
        for row in _of(page, AgendaItem, meeting)
    )


class _Names:
    """The names of one family's people and actors, by id."""

    def __init__(self, page: Page) -> None:
        self.actor = {row["id"]: row for row in rows_of(page, Involvement)}
        self.contact = {row["id"]: row["name"] for row in rows_of(page, Contact)}
        self.adult = {row["id"]: row for row in rows_of(page, Adult)}
        self.child = {row["id"]: row["name"] for row in rows_of(page, Child)}

    def participant(self, row: Row) -> ParticipantRecord:
        actor, adult = self.actor.get(row["involvement_id"], {}), self.adult.get(row["adult_id"], {})
        person = self.contact.get(row["contact_id"]) or adult.get("name") or self.child.get(row["child_id"])
        return ParticipantRecord(
            id=row["id"],
            version=1,
            involvement_id=row["involvement_id"],
            adult_id=row["adult_id"],
            child_id=row["child_id"],
            name=row["name"] or person or "",
            part=row["part"] or actor.get("actor") or adult.get("relation", ""),
            principal=actor.get("principal"),
            call=row["call"],
            attendance=row["attendance"],
            reason=row["reason"],
        )

    def promise(self, row: Row, family: Row) -> ActionRow:
        """The promise as it was made: nothing of it done yet."""
        owners = (
            ("involvement", row["involvement_id"], self.actor.get(row["involvement_id"], {}).get("actor")),
            ("adult", row["adult_id"], self.adult.get(row["adult_id"], {}).get("name")),
            ("child", row["child_id"], self.child.get(row["child_id"])),
        )
        kind, owner_id, owner = next((each for each in owners if each[1]), ("", None, None))
        taken_on = row["mine"] or owner_id
        return ActionRow(
            id=row["id"],
            version=1,
            family_id=family["id"],
            family=family["name"],
            protection=family["protection"],
            text=row["text"],
            state=ActionState.ACCEPTED if taken_on else ActionState.ASKED,
            mine=row["mine"],
            owner=owner or "",
            owner_kind=kind,
            owner_id=owner_id,
            contact=self.contact.get(row["contact_id"], ""),
            due=row["due"],
            evaluation_due=row["evaluation_due"],
            waiting_on="",
            done_on=None,
            dropped_because="",
            meeting_id=row["meeting_id"],
            item_id=row["item_id"],
            resting=False,
        )
