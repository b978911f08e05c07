"""Many rows at once, without objects: for the fictional caseload and for what is taken in."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Table, insert, inspect
from sqlmodel import SQLModel

Rows = Mapping[type[SQLModel], Sequence[Mapping[str, Any]]]
"""Rows by table, as field names and values. Fields that are left out take the table's own default."""


def insert_rows(connection: Connection, rows: Rows) -> int:
    """Inserts all rows, the tables that others refer to first, and gives how many there were.

    Raises ValueError where a row holds a field that its table has not, or leaves out one that has no default.
    """
    by_table = {_table(model): model for model in rows}
    total = 0
    for metadata in {table.metadata for table in by_table}:
        for table in metadata.sorted_tables:
            model = by_table.get(table)
            if model is not None and rows[model]:
                filled = _filled(model, rows[model])
                connection.execute(insert(table), filled)
                total += len(filled)
    return total


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
