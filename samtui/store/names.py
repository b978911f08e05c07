"""The names one jumps to by typing: families, and who is around them."""

from dataclasses import dataclass

from sqlalchemy import Connection

from samtui.models.caseload import FamilyStatus, Protection
from samtui.store.reading import Reading


@dataclass(frozen=True, slots=True)
class FamilyNames:
    """A family, the people in it, and the actors and contacts around it; one name a line."""

    id: int
    name: str
    status: FamilyStatus
    protection: Protection
    people: str
    actors: str


_NAMES = Reading(
    FamilyNames,
    """
    SELECT f.id, f.name, f.status, f.protection,
      coalesce((SELECT group_concat(x.name, char(10)) FROM (
        SELECT name FROM child WHERE family_id = f.id
        UNION ALL SELECT name FROM adult WHERE family_id = f.id) x), '') AS people,
      coalesce((SELECT group_concat(x.name, char(10)) FROM (
        SELECT actor AS name FROM involvement WHERE family_id = f.id AND until IS NULL
        UNION ALL SELECT c.name FROM involvement i JOIN contact c ON c.involvement_id = i.id
          WHERE i.family_id = f.id AND i.until IS NULL AND c.left_on IS NULL) x), '') AS actors
    FROM family f ORDER BY f.status = 'ended', f.sort_name, f.id
    """,
)


def family_names(connection: Connection) -> list[FamilyNames]:
    """Every family with the names around it, in Swedish order; those that are ended last.

    Of actors and contacts only those that are still there.
    """
    return _NAMES(connection)
