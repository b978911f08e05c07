"""Reading meetings."""

from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import Connection

from samtui.models.records import (
    DecisionRecord,
    ItemRecord,
    LockedMinutes,
    MeetingCard,
    MeetingRow,
    ParticipantRecord,
    ParticipationRecord,
)
from samtui.store.actions import actions_of_meeting
from samtui.store.reading import Reading


@dataclass(frozen=True, slots=True)
class _Decision:
    item_id: int
    id: int
    version: int
    text: str


_ROW = """
SELECT m.id, m.family_id, f.name AS family, f.protection, m.kind, m.title, m.starts_at, m.place, m.status,
  (SELECT count(*) FROM participant p WHERE p.meeting_id = m.id) AS participants,
  (SELECT count(DISTINCT p.involvement_id) FROM participant p JOIN involvement i ON i.id = p.involvement_id
    WHERE p.meeting_id = m.id
      AND (i.consent_state <> 'noted' OR i.consent_until < substr(m.starts_at, 1, 10))) AS uncovered,
  m.questions <> '' AS has_questions,
  (SELECT count(*) FROM child c WHERE c.family_id = m.family_id AND c.supported
    AND NOT EXISTS (SELECT 1 FROM participation w
      WHERE w.meeting_id = m.id AND w.child_id = c.id AND w.way IS NOT NULL)) AS ways_missing
FROM meeting m JOIN family f ON f.id = m.family_id
"""
_OF_FAMILY = Reading(MeetingRow, f"{_ROW} WHERE m.family_id = :family ORDER BY m.starts_at DESC, m.id DESC")
_ONE = Reading(MeetingRow, f"{_ROW} WHERE m.id = :meeting")
_COMING = Reading(
    MeetingRow,
    f"{_ROW} WHERE m.status IN ('planned', 'live') AND m.starts_at >= :since ORDER BY m.starts_at, m.id",
)
_BEFORE = Reading(
    MeetingRow,
    f"{_ROW} WHERE NOT (m.status IN ('planned', 'live') AND m.starts_at >= :since) "
    "ORDER BY m.starts_at DESC, m.id DESC LIMIT :most",
)
_CARD = Reading(
    MeetingCard,
    "SELECT m.id, m.version, m.family_id, f.name AS family, f.protection, m.kind, m.title, m.starts_at, "
    "m.place, m.status, m.questions, m.follow_up_on, m.next_meeting_at "
    "FROM meeting m JOIN family f ON f.id = m.family_id WHERE m.id = :meeting",
)
_PARTICIPANTS = Reading(
    ParticipantRecord,
    """
    SELECT p.id, p.version, p.involvement_id, p.adult_id, p.child_id,
      coalesce(nullif(p.name, ''), k.name, a.name, c.name, '') AS name,
      coalesce(nullif(p.part, ''), i.actor, a.relation, '') AS part,
      i.principal, p.call, p.attendance, p.reason
    FROM participant p LEFT JOIN involvement i ON i.id = p.involvement_id
      LEFT JOIN contact k ON k.id = p.contact_id
      LEFT JOIN adult a ON a.id = p.adult_id LEFT JOIN child c ON c.id = p.child_id
    WHERE p.meeting_id = :meeting ORDER BY p.id
    """,
)
_PARTICIPATIONS = Reading(
    ParticipationRecord,
    "SELECT p.child_id, c.name AS child, p.way, p.words FROM participation p "
    "JOIN child c ON c.id = p.child_id WHERE p.meeting_id = :meeting ORDER BY p.child_id",
)
_ITEMS = Reading(
    ItemRecord,
    "SELECT id, version, place, title, text FROM agendaitem WHERE meeting_id = :meeting ORDER BY place, id",
)
_DECISIONS = Reading(
    _Decision,
    "SELECT d.item_id, d.id, d.version, d.text FROM agendaitem t JOIN decision d ON d.item_id = t.id "
    "WHERE t.meeting_id = :meeting ORDER BY d.place, d.id",
)
_MINUTES = Reading(
    LockedMinutes,
    "SELECT number, locked_at, locked_by, document FROM minutes WHERE meeting_id = :meeting ORDER BY number",
)


def meetings_of(connection: Connection, family_id: int) -> list[MeetingRow]:
    """One family's meetings, the newest first."""
    return _OF_FAMILY(connection, family=family_id)


def coming_meetings(connection: Connection, since: datetime) -> list[MeetingRow]:
    """All families' coming meetings, the next first. ``since`` is the instant at which today began."""
    return _COMING(connection, since=since)


def earlier_meetings(connection: Connection, since: datetime, most: int = 500) -> list[MeetingRow]:
    """All other meetings, the newest first."""
    return _BEFORE(connection, since=since, most=most)


def meeting_row(connection: Connection, meeting_id: int) -> MeetingRow | None:
    """One meeting as a list shows it, or None where it is gone."""
    return _ONE.one(connection, meeting=meeting_id)


def meeting_card(connection: Connection, meeting_id: int) -> MeetingCard | None:
    """One meeting whole, or None where it is gone."""
    card = _CARD.one(connection, meeting=meeting_id)
    if card is None:
        return None
    decisions: dict[int, list[DecisionRecord]] = defaultdict(list)
    for row in _DECISIONS(connection, meeting=meeting_id):
        decisions[row.item_id].append(DecisionRecord(row.id, row.version, row.text))
    return replace(
        card,
        participants=tuple(_PARTICIPANTS(connection, meeting=meeting_id)),
        participations=tuple(_PARTICIPATIONS(connection, meeting=meeting_id)),
        items=tuple(
            replace(item, decisions=tuple(decisions[item.id]))
            for item in _ITEMS(connection, meeting=meeting_id)
        ),
        actions=tuple(actions_of_meeting(connection, meeting_id)),
        minutes=tuple(_MINUTES(connection, meeting=meeting_id)),
    )
