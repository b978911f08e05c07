"""Many rows at once, without objects: for the fictional caseload and for what is taken in."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Table, insert, inspect
from sqlmodel import SQLModel

Rows = Mapping[type[SQLModel], Sequence[Mapping[str, Any]]]
"""Rows by table, as field names and values. Fields that are left out take the table's own default."""

_AT_ONCE = 5_000


def insert_rows(connection: Connection, rows: Rows, step: Callable[[int], None] | None = None) -> int:
    """Inserts all rows, the tables that others refer to first, and gives how many there were.

    ``step`` is told how many more are in, now and then. Raises ValueError where a row holds a field that its
    table has not, or leaves out one that has no default.
    """
    total = 0
    by_table = {_table(model): model for model in rows}
    metadata = {table.metadata for table in by_table}
    for table in (table for each in metadata for table in each.sorted_tables):
        if table in by_table:
            model = by_table[table]
            total += _insert(connection, table, _filled(model, rows[model]), step)
    return total


def _insert(
    connection: Connection, table: Table, rows: list[dict[str, Any]], step: Callable[[int], None] | None
) -> int:
    for start in range(0, len(rows), _AT_ONCE):
        some = rows[start : start + _AT_ONCE]
        connection.execute(insert(table), some)
        if step:
            step(len(some))
    return len(rows)


def _filled(model: type[SQLModel], rows: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """The rows with every field of the table, since one statement inserts them all."""
    defaults = {
        name: field.get_default(call_default_factory=True)
        for name, field in model.model_fields.items()
        if not field.is_required()
    }
    names = model.model_fields.keys()
    needed = names - defaults.keys()
    for row in rows:
        if wrong := (row.keys() - names) | (needed - row.keys()):
            raise ValueError(f"{model.__name__}: {', '.join(sorted(wrong))}")
    return [{**defaults, **row} for row in rows]


def _table(model: type[SQLModel]) -> Table:
    table = inspect(model).local_table
    if not isinstance(table, Table):
        raise TypeError(f"{model.__name__} is no table")
    return table
