"""Reading one family with everything around it."""

from collections import defaultdict
from dataclasses import dataclass, replace

from sqlalchemy import Connection

from samtui.models.caseload import CustodyKind
from samtui.models.records import (
    ActorRecord,
    AdultRecord,
    ChildRecord,
    ContactRecord,
    FamilyCard,
    FamilyFacts,
    NeedRecord,
    NoteRecord,
)
from samtui.store.actions import actions_of
from samtui.store.consents import consents_of
from samtui.store.meetings import meetings_of
from samtui.store.reading import Reading


@dataclass(frozen=True, slots=True)
class _Custody:
    adult_id: int
    child_id: int
    kind: CustodyKind


@dataclass(frozen=True, slots=True)
class FamilyPeople:
    """Those around a family who can take on a promise or come to a meeting."""

    family_id: int
    children: tuple[ChildRecord, ...]
    adults: tuple[AdultRecord, ...]
    actors: tuple[ActorRecord, ...]


_CHILDREN = Reading(
    ChildRecord,
    "SELECT id, version, name, born, supported FROM child "
    "WHERE family_id = :family ORDER BY supported DESC, born, id",
)
_ADULTS = Reading(
    AdultRecord,
    "SELECT id, version, name, relation, phone, remark FROM adult WHERE family_id = :family ORDER BY id",
)
_CUSTODY = Reading(
    _Custody,
    "SELECT u.adult_id, u.child_id, u.kind FROM adult a JOIN custody u ON u.adult_id = a.id "
    "WHERE a.family_id = :family ORDER BY u.child_id",
)
_ACTORS = Reading(
    ActorRecord,
    "SELECT id, version, child_id, actor, organisation_ref, principal, role, since, until, consent_state, "
    "consent_until FROM involvement WHERE family_id = :family ORDER BY until IS NOT NULL, id",
)
_CONTACTS = Reading(
    ContactRecord,
    "SELECT c.id, c.version, c.involvement_id, c.name, c.title, c.phone, c.email, c.left_on "
    "FROM involvement i JOIN contact c ON c.involvement_id = i.id "
    "WHERE i.family_id = :family ORDER BY c.left_on IS NOT NULL, c.id",
)
_NEEDS = Reading(
    NeedRecord,
    "SELECT n.id, n.version, n.text, n.place, n.works, coalesce(a.name, c.name, '') AS said_by, "
    "n.adult_id, n.child_id "
    "FROM need n LEFT JOIN adult a ON a.id = n.adult_id LEFT JOIN child c ON c.id = n.child_id "
    "WHERE n.family_id = :family ORDER BY n.works, n.place, n.id",
)
_NOTES = Reading(
    NoteRecord,
    "SELECT id, version, at, kind, channel, with_whom, text FROM note "
    "WHERE family_id = :family ORDER BY at DESC, id DESC LIMIT :most",
)


def children_of(connection: Connection, family_id: int) -> tuple[ChildRecord, ...]:
    """The family's children: those whom the support concerns first, then siblings, the oldest first."""
    return tuple(_CHILDREN(connection, family=family_id))


def adults_of(connection: Connection, family_id: int) -> tuple[AdultRecord, ...]:
    """The family's adults, each with what is noted about custody."""
    custody: dict[int, list[tuple[int, CustodyKind]]] = defaultdict(list)
    for row in _CUSTODY(connection, family=family_id):
        custody[row.adult_id].append((row.child_id, row.kind))
    return tuple(
        replace(adult, custody=tuple(custody[adult.id])) for adult in _ADULTS(connection, family=family_id)
    )


def actors_of(connection: Connection, family_id: int) -> tuple[ActorRecord, ...]:
    """The family's actors with their contacts; those whose part has ended last."""
    contacts: dict[int, list[ContactRecord]] = defaultdict(list)
    for contact in _CONTACTS(connection, family=family_id):
        contacts[contact.involvement_id].append(contact)
    return tuple(
        replace(actor, contacts=tuple(contacts[actor.id])) for actor in _ACTORS(connection, family=family_id)
    )


def people_of(connection: Connection, family_id: int) -> FamilyPeople:
    """Those around the family, for forms that ask who."""
    return FamilyPeople(
        family_id,
        children_of(connection, family_id),
        adults_of(connection, family_id),
        actors_of(connection, family_id),
    )


def family_card(connection: Connection, facts: FamilyFacts, most_notes: int = 500) -> FamilyCard:
    """The whole card of the family that ``facts`` is about."""
    family_id = facts.id
    return FamilyCard(
        facts=facts,
        children=children_of(connection, family_id),
        adults=adults_of(connection, family_id),
        actors=actors_of(connection, family_id),
        needs=tuple(_NEEDS(connection, family=family_id)),
        consents=consents_of(connection, family_id),
        meetings=tuple(meetings_of(connection, family_id)),
        actions=tuple(actions_of(connection, family_id)),
        notes=tuple(_NOTES(connection, family=family_id, most=most_notes)),
    )
