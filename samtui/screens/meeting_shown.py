"""What the screen of a meeting shows, and what can be done with it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from samtui import clock
from samtui.models.caseload import MeetingStatus
from samtui.models.records import MeetingCard, MeetingRow
from samtui.practice import drafts, meetings
from samtui.screens import held_forms
from samtui.screens.pages import draft_place
from samtui.store.drafts import draft_at
from samtui.store.families import FamilyPeople, people_of
from samtui.store.meetings import meeting_card, meeting_row
from samtui.store.store import Store


@dataclass(frozen=True)
class Shown:
    """The meeting, those around the family, and the drafts of the items' texts."""

    card: MeetingCard
    row: MeetingRow
    people: FamilyPeople
    kept: Mapping[int, str]
    today: date


NEEDS_A_MEETING = frozenset(
    ("live", "promise", "agree", "attendance", "child", "both", "edit", "invite", "uninvite", "item", "cancel",
     "minutes", "step")
)  # fmt: skip
"""The commands of the screen that make no sense before the meeting has been read."""


def read(store: Store, meeting_id: int) -> Shown | None:
    """All of it in one view of the store, or None where the meeting is gone."""
    with store.read() as connection:
        card = meeting_card(connection, meeting_id)
        row = meeting_row(connection, meeting_id)
        if card is None or row is None:
            return None
        people = people_of(connection, card.family_id)
        found = {item.id: draft_at(connection, draft_place(item.id)) for item in card.items}
    kept = {item: str(drafts.read(one.fields)[0]["text"]) for item, one in found.items() if one}
    return Shown(card, row, people, kept, clock.today())


def is_possible(command: str, shown: Shown, *, at_an_item: bool) -> bool:
    """Whether the meeting is ready for a command of its screen."""
    card = shown.card
    writable = card.status in meetings.WRITABLE
    possible = {
        "live": card.status in (MeetingStatus.PLANNED, MeetingStatus.LIVE),
        "cancel": card.status in (MeetingStatus.PLANNED, MeetingStatus.CANCELLED),
        "promise": writable and at_an_item,
        "agree": writable and at_an_item,
        "attendance": writable and bool(card.participants),
        "uninvite": writable and bool(card.participants),
        "child": writable and bool(held_forms.concerned(shown.people)),
        "minutes": card.status is not MeetingStatus.CANCELLED,
        **dict.fromkeys(("edit", "invite", "item"), writable),
    }
    return possible.get(command, True)
