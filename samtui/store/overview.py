"""The overview: one row of facts a family, in one statement."""

from datetime import date, datetime

from sqlalchemy import Connection

from samtui.models.records import FamilyFacts
from samtui.store.reading import Reading

_STATEMENT = """
WITH
  a AS (
    SELECT family_id,
      count(*) AS actions_open,
      sum(due < :today) AS actions_overdue,
      min(due) AS oldest_due,
      sum(NOT mine AND involvement_id IS NULL AND adult_id IS NULL AND child_id IS NULL) AS unowned,
      sum(state = 'waiting') AS waiting,
      sum(due = :today) AS due_today,
      sum(evaluation_due = :today) AS to_evaluate_today,
      min(CASE WHEN due >= :today THEN due END) AS next_due
    FROM action WHERE state NOT IN ('done', 'dropped') {of_family} GROUP BY family_id),
  m AS (
    SELECT family_id, id AS next_meeting_id, min(starts_at) AS next_meeting
    FROM meeting WHERE status IN ('planned', 'live') AND starts_at >= :since {of_family} GROUP BY family_id),
  i AS (
    SELECT family_id,
      count(*) AS actors,
      sum(consent_state = 'withdrawn') AS withdrawn,
      sum(consent_state = 'refused') AS refused,
      sum(consent_state = 'missing') AS missing,
      sum(consent_state = 'asked') AS asked,
      sum(consent_state = 'partial') AS partial,
      sum(consent_state = 'noted' AND consent_until < :today) AS expired,
      max(CASE WHEN consent_until < :today THEN consent_until END) AS latest_expired,
      sum(consent_state = 'noted' AND consent_until BETWEEN :today AND :warn_until) AS expiring,
      min(CASE WHEN consent_state = 'noted' AND consent_until >= :today THEN consent_until END)
        AS consent_until
    FROM involvement WHERE until IS NULL {of_family} GROUP BY family_id),
  n AS (
    SELECT family_id, max(at) AS last_contact
    FROM note WHERE kind = 'contact' {of_family} GROUP BY family_id)
SELECT f.id, f.version, f.name, f.sort_name, f.status, f.resting_until, f.municipality,
  f.protection, f.begun_on,
  m.next_meeting_id, m.next_meeting,
  coalesce((SELECT count(DISTINCT p.involvement_id)
    FROM participant p JOIN involvement x ON x.id = p.involvement_id
    WHERE p.meeting_id = m.next_meeting_id AND x.consent_state <> 'noted'), 0) AS uncovered,
  coalesce(a.actions_open, 0) AS actions_open, coalesce(a.actions_overdue, 0) AS actions_overdue,
  a.oldest_due,
  coalesce(a.unowned, 0) AS unowned, coalesce(a.waiting, 0) AS waiting,
  coalesce(a.due_today, 0) AS due_today, coalesce(a.to_evaluate_today, 0) AS to_evaluate_today, a.next_due,
  coalesce(i.actors, 0) AS actors, coalesce(i.withdrawn, 0) AS withdrawn, coalesce(i.refused, 0) AS refused,
  coalesce(i.missing, 0) AS missing, coalesce(i.asked, 0) AS asked, coalesce(i.partial, 0) AS partial,
  coalesce(i.expired, 0) AS expired, i.latest_expired, coalesce(i.expiring, 0) AS expiring, i.consent_until,
  n.last_contact
FROM family f
  LEFT JOIN a ON a.family_id = f.id LEFT JOIN m ON m.family_id = f.id
  LEFT JOIN i ON i.family_id = f.id LEFT JOIN n ON n.family_id = f.id
{this_family}
ORDER BY f.sort_name, f.id
"""


def _reading(*, one: bool) -> Reading[FamilyFacts]:
    of_family = "AND family_id = :family" if one else ""
    this_family = "WHERE f.id = :family" if one else ""
    return Reading(FamilyFacts, _STATEMENT.format(of_family=of_family, this_family=this_family))


_ALL = _reading(one=False)
_ONE = _reading(one=True)


def overview(connection: Connection, today: date, since: datetime, warn_until: date) -> list[FamilyFacts]:
    """Every family's facts, in Swedish order of names.

    ``since``: the instant at which today began; a meeting from then on is a coming one. ``warn_until``: the
    last day of which is said that a consent runs out.
    """
    return _ALL(connection, today=today, since=since, warn_until=warn_until)


def family_facts(
    connection: Connection, family_id: int, today: date, since: datetime, warn_until: date
) -> FamilyFacts | None:
    """One family's facts, or None where it is gone."""
    return _ONE.one(connection, today=today, since=since, warn_until=warn_until, family=family_id)
