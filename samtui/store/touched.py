"""Which families a change is about."""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sqlalchemy import Connection, Table


def families_of(connection: "Connection", rows: Iterable[Any]) -> frozenset[int]:
    """The ids of the families that these rows belong to.

    A row that does not name its family belongs to that of the row with which it goes (ON DELETE CASCADE): a
    contact to that of its actor, a decision to that of its item's meeting.
    """
    found = (_family_of(connection, row.__table__, vars(row)) for row in rows)
    return frozenset(family_id for family_id in found if family_id)


def _family_of(connection: "Connection", table: "Table", values: Mapping[str, Any]) -> int | None:
    from sqlalchemy import select

    if table.name == "family":
        return int(values["id"])
    if "family_id" in table.columns:
        return int(values["family_id"])
    if "family" not in table.metadata.tables:
        return None
    for key in table.foreign_keys:
        belongs_to = values.get(key.parent.name) if key.ondelete == "CASCADE" else None
        if belongs_to is not None:
            parent = key.column.table
            row = connection.execute(select(parent).where(key.column == belongs_to)).mappings().first()
            return _family_of(connection, parent, dict(row)) if row else None
    return None
