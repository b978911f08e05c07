"""Statements that give frozen records. The record's annotations say how each column is read."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from enum import StrEnum
from functools import cached_property
from types import UnionType
from typing import Any, Generic, TypeVar, get_args, get_type_hints

from sqlalchemy import Connection, text

Record = TypeVar("Record")
Reader = Callable[[Any], Any]
"""Turns what the store keeps into what the record holds."""


class Reading(Generic[Record]):
    """One statement and the record that each of its rows becomes.

    The statement names its columns as the record names its fields; fields that it leaves out keep their
    default. Places are written ``:name``.
    """

    def __init__(self, record: type[Record], statement: str) -> None:
        self.record = record
        self.statement = statement
        self._text = text(statement)

    def __call__(self, connection: Connection, **places: object) -> list[Record]:
        """The records, in the statement's order."""
        result = connection.execute(self._text, {name: _bound(value) for name, value in places.items()})
        names = tuple(result.keys())
        read = [(place, self._readers[name]) for place, name in enumerate(names) if name in self._readers]
        records = []
        for row in result:
            values = list(row)
            for place, reader in read:
                if values[place] is not None:
                    values[place] = reader(values[place])
            records.append(self.record(**dict(zip(names, values, strict=True))))
        return records

    def one(self, connection: Connection, **places: object) -> Record | None:
        """The only record, or None where there is none."""
        return next(iter(self(connection, **places)), None)

    @cached_property
    def _readers(self) -> dict[str, Reader]:
        """How the fields are read that the store does not keep as they are."""
        found = {name: _reader(hint) for name, hint in get_type_hints(self.record).items()}
        return {name: reader for name, reader in found.items() if reader is not None}


def _reader(hint: Any) -> Reader | None:
    kind = (
        next(part for part in get_args(hint) if part is not type(None))
        if isinstance(hint, UnionType)
        else hint
    )
    if not isinstance(kind, type):
        return None
    if issubclass(kind, StrEnum):
        return {member.value: member for member in kind}.__getitem__
    if issubclass(kind, datetime):
        return _instant
    if issubclass(kind, date):
        return date.fromisoformat
    return bool if issubclass(kind, bool) else None


def _instant(kept: str) -> datetime:
    """Instants are kept in UTC, without saying so."""
    return datetime.fromisoformat(kept).replace(tzinfo=UTC)


def _bound(value: object) -> object:
    """Values as they are kept: dates and instants as their texts."""
    if isinstance(value, datetime):
        return value.astimezone(UTC).strftime("%Y-%m-%d %H:%M:%S.%f")
    return value.isoformat() if isinstance(value, date) else value
