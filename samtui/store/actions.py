"""Reading the promises (åtaganden)."""

from sqlalchemy import Connection

from samtui import clock
from samtui.models.records import ActionRow
from samtui.store.reading import Reading

_SELECT = """
SELECT a.id, a.version, a.family_id, f.name AS family, f.protection, a.text, a.state, a.mine,
  coalesce(i.actor, g.name, c.name, '') AS owner,
  CASE WHEN a.involvement_id IS NOT NULL THEN 'involvement' WHEN a.adult_id IS NOT NULL THEN 'adult'
    WHEN a.child_id IS NOT NULL THEN 'child' ELSE '' END AS owner_kind,
  coalesce(a.involvement_id, a.adult_id, a.child_id) AS owner_id,
  coalesce(p.name, '') AS contact, a.due, a.evaluation_due, a.waiting_on, a.done_on, a.dropped_because,
  a.meeting_id, a.item_id, a.contact_id,
  f.status = 'ended' OR (f.status = 'resting' AND coalesce(f.resting_until >= :today, 1)) AS resting
FROM action a JOIN family f ON f.id = a.family_id
  LEFT JOIN involvement i ON i.id = a.involvement_id
  LEFT JOIN adult g ON g.id = a.adult_id
  LEFT JOIN child c ON c.id = a.child_id
  LEFT JOIN contact p ON p.id = a.contact_id
"""
_OLDEST_FIRST = "ORDER BY a.due IS NULL, a.due, a.id"

_OPEN = Reading(
    ActionRow,
    f"{_SELECT} WHERE a.state NOT IN ('done', 'dropped') AND f.status <> 'ended' {_OLDEST_FIRST}",
)
_CLOSED = Reading(
    ActionRow,
    f"{_SELECT} WHERE a.state IN ('done', 'dropped') ORDER BY a.done_on DESC, a.id DESC LIMIT :most",
)
_OF_FAMILY = Reading(ActionRow, f"{_SELECT} WHERE a.family_id = :family {_OLDEST_FIRST}")
_OF_MEETING = Reading(ActionRow, f"{_SELECT} WHERE a.meeting_id = :meeting ORDER BY a.id")


def open_actions(connection: Connection) -> list[ActionRow]:
    """All open promises of all families that are not ended, the oldest date first, the undated last."""
    return _OPEN(connection, today=clock.today())


def closed_actions(connection: Connection, most: int = 500) -> list[ActionRow]:
    """The newest promises that are done or dropped."""
    return _CLOSED(connection, today=clock.today(), most=most)


def actions_of(connection: Connection, family_id: int) -> list[ActionRow]:
    """All promises of one family, open and closed."""
    return _OF_FAMILY(connection, today=clock.today(), family=family_id)


def actions_of_meeting(connection: Connection, meeting_id: int) -> list[ActionRow]:
    """The promises made in one meeting, in the order in which they were made."""
    return _OF_MEETING(connection, today=clock.today(), meeting=meeting_id)
