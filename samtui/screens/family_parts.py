"""The parts of the family card: what each is called, its columns, and what it says while it is empty."""

from collections.abc import Sequence
from enum import StrEnum
from typing import Any

from samtui.language import N_, _, ngettext
from samtui.models.records import FamilyCard
from samtui.practice import card as cards
from samtui.widgets.list_table import Column
from samtui.widgets.part_bar import Tab


class Part(StrEnum):
    """Nu, personer, aktörer, behov, samtycken, möten, åtaganden, anteckningar."""

    NOW = "now"
    PEOPLE = "people"
    ACTORS = "actors"
    NEEDS = "needs"
    CONSENTS = "consents"
    MEETINGS = "meetings"
    PROMISES = "promises"
    NOTES = "notes"


NAMES = {
    Part.NOW: N_("Now"),
    Part.PEOPLE: N_("People"),
    Part.ACTORS: N_("Actors"),
    Part.NEEDS: N_("Needs"),
    Part.CONSENTS: N_("Consents"),
    Part.MEETINGS: N_("Meetings"),
    Part.PROMISES: N_("Promises"),
    Part.NOTES: N_("Notes"),
}
HOLDS = {
    Part.NOW: "note",
    Part.PEOPLE: "child",
    Part.ACTORS: "actor",
    Part.NEEDS: "need",
    Part.CONSENTS: "consent",
    Part.MEETINGS: "meeting",
    Part.PROMISES: "action",
    Part.NOTES: "note",
}
"""What ``n`` makes a new one of."""

EMPTY = {
    Part.NOW: (N_("Opening …"), ""),
    Part.PEOPLE: (N_("Nobody is noted yet."), N_("Press b to add a child, v to add an adult.")),
    Part.ACTORS: (N_("No actor yet."), N_("Press a to add one; a name is enough.")),
    Part.NEEDS: (N_("No need yet."), N_("Press e to note one, in the family's own words.")),
    Part.CONSENTS: (N_("No consent noted yet."), N_("Press s to note one.")),
    Part.MEETINGS: (N_("No meeting yet."), N_("Press m to plan one.")),
    Part.PROMISES: (N_("Nobody has promised anything yet."), N_("Press p to note a promise.")),
    Part.NOTES: (N_("No contact noted yet."), N_("Press t to note one.")),
}


def tabs(card: FamilyCard) -> tuple[Tab, ...]:
    """The parts with what they hold; of promises those that are open, of actors those of today."""
    counts = {
        Part.PEOPLE: len(card.children) + len(card.adults),
        Part.ACTORS: len(cards.current_actors(card)),
        Part.NEEDS: len(card.needs),
        Part.CONSENTS: len(card.consents),
        Part.MEETINGS: len(card.meetings),
        Part.PROMISES: len(cards.open_promises(card)),
        Part.NOTES: len(card.notes),
    }
    return tuple(Tab(part, _(NAMES[part]), counts.get(part)) for part in Part)


def empty(part: Part) -> str:
    """What an empty part says, and the next key."""
    says, key = EMPTY[part]
    return _(says) + ("\n" + _(key) if key else "")


def columns(part: Part, card: FamilyCard) -> list[Column]:
    """The columns of a part."""
    if part is Part.ACTORS and sum(child.supported for child in card.children) < 2:
        return [column for column in _COLUMNS[part]() if column.key != "child"]
    return _COLUMNS[part]()


def _now() -> list[Column]:
    return [
        Column("what", _("Where we are"), 16),
        Column("text", "", None, flex=1, minimum=20),
    ]


def _people() -> list[Column]:
    return [
        Column("name", _("Name"), None, flex=2, minimum=12),
        Column("relation", _("Relation"), 20),
        Column("custody", _("Custody"), None, flex=2, minimum=16),
        Column("phone", _("Phone"), 14, drop=1),
    ]


def _actors() -> list[Column]:
    return [
        Column("actor", _("Actor and contacts"), None, flex=3, minimum=18),
        Column("role", _("What they do"), None, flex=3, minimum=12),
        Column("child", _("For"), 10, drop=3),
        Column("consent", _("Consent"), 18, drop=1),
        Column("phone", _("Phone"), 14, drop=2),
    ]


def _needs() -> list[Column]:
    return [
        Column("place", _("Order"), 9),
        Column("text", _("In the family's words"), None, flex=1, minimum=24),
        Column("said_by", _("Said by"), 14),
    ]


def _consents() -> list[Column]:
    return [
        Column("kind", _("To what"), 20),
        Column("recipients", _("Recipients"), None, flex=2, minimum=14),
        Column("givers", _("Given by"), None, flex=2, minimum=14),
        Column("until", _("Until and including"), 19, drop=1),
    ]


def _meetings() -> list[Column]:
    return [
        Column("when", _("When"), 16),
        Column("title", _("Meeting"), None, flex=2, minimum=14),
        Column("status", _("Status"), 18),
        Column("place", _("Place"), None, flex=1, minimum=10, drop=1),
    ]


def _promises() -> list[Column]:
    return [
        Column("text", _("What"), None, flex=3, minimum=20),
        Column("who", _("Who"), None, flex=2, minimum=14),
        Column("due", _("By"), 12),
        Column("state", _("State"), 18, drop=1),
    ]


def _notes() -> list[Column]:
    return [
        Column("when", _("When"), 16),
        Column("kind", _("Kind"), 19, drop=2),
        Column("with_whom", _("With"), 16, drop=1),
        Column("text", _("What was said"), None, flex=1, minimum=24),
    ]


_COLUMNS = {
    Part.NOW: _now,
    Part.PEOPLE: _people,
    Part.ACTORS: _actors,
    Part.NEEDS: _needs,
    Part.CONSENTS: _consents,
    Part.MEETINGS: _meetings,
    Part.PROMISES: _promises,
    Part.NOTES: _notes,
}


def counted(part: Part, card: FamilyCard) -> str:
    """How much the part holds, in words."""
    if part is Part.PROMISES and card.actions:
        return _("{n} open of {total}", n=len(cards.open_promises(card)), total=len(card.actions))
    if part is Part.ACTORS and card.actors:
        contacts = sum(len(actor.contacts) for actor in card.actors)
        actors = ngettext("{n} actor", "{n} actors", len(card.actors))
        return f"{actors}, " + ngettext("{n} contact", "{n} contacts", contacts)
    return ""


def records(card: FamilyCard, kind: str) -> Sequence[Any]:
    """The records of one kind; nothing for a kind that has none."""
    found: dict[str, Sequence[Any]] = {
        "child": card.children,
        "adult": card.adults,
        "actor": card.actors,
        "contact": [contact for actor in card.actors for contact in actor.contacts],
        "need": card.needs,
        "consent": card.consents,
        "meeting": card.meetings,
        "action": card.actions,
        "note": card.notes,
    }
    return found.get(kind, ())
