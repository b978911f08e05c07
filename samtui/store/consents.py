"""Reading consents, as the rules of ``practice.consent`` take them."""

from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import Connection

from samtui.models.caseload import Answer, Information
from samtui.models.records import ConsentRecord, GiverRecord
from samtui.store.reading import Reading


@dataclass(frozen=True, slots=True)
class _Giver:
    consent_id: int
    kind: str
    person_id: int
    name: str
    answer: Answer
    answered_on: date | None
    withdrawn_on: date | None


@dataclass(frozen=True, slots=True)
class _Scope:
    consent_id: int
    involvement_id: int
    information: Information


_CONSENTS = Reading(
    ConsentRecord,
    "SELECT id, kind, child_id, starts_on, expires_on, form, asked_on, exceptions, version "
    "FROM consent WHERE family_id = :family ORDER BY starts_on DESC, id DESC",
)
_GIVERS = Reading(
    _Giver,
    """
    SELECT g.consent_id, CASE WHEN g.adult_id IS NULL THEN 'child' ELSE 'adult' END AS kind,
      coalesce(g.adult_id, g.child_id) AS person_id, coalesce(a.name, c.name) AS name,
      g.answer, g.answered_on, g.withdrawn_on
    FROM consent k JOIN consentgiver g ON g.consent_id = k.id
      LEFT JOIN adult a ON a.id = g.adult_id LEFT JOIN child c ON c.id = g.child_id
    WHERE k.family_id = :family ORDER BY g.id
    """,
)
_SCOPES = Reading(
    _Scope,
    "SELECT s.consent_id, s.involvement_id, s.information "
    "FROM consent k JOIN consentscope s ON s.consent_id = k.id WHERE k.family_id = :family",
)


def consents_of(connection: Connection, family_id: int) -> tuple[ConsentRecord, ...]:
    """All consents of one family, the newest first, each with its givers and its scope.

    Where somebody has taken the consent back, ``answered_on`` is the day of that: the person's newest word.
    """
    givers: dict[int, list[GiverRecord]] = defaultdict(list)
    for giver in _GIVERS(connection, family=family_id):
        withdrawn = giver.withdrawn_on is not None
        person = (giver.kind, giver.person_id)
        said_on = giver.withdrawn_on or giver.answered_on
        record = GiverRecord(person, giver.answer, withdrawn, giver.name, said_on)
        givers[giver.consent_id].append(record)
    scopes: dict[int, set[tuple[int, Information]]] = defaultdict(set)
    for scope in _SCOPES(connection, family=family_id):
        scopes[scope.consent_id].add((scope.involvement_id, scope.information))
    return tuple(
        replace(consent, givers=tuple(givers[consent.id]), scope=frozenset(scopes[consent.id]))
        for consent in _CONSENTS(connection, family=family_id)
    )
