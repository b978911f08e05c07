"""Statements that give frozen records. The record's annotations say how each column is read."""

from collections.abc import Iterable
from dataclasses import fields
from datetime import UTC, date, datetime
from enum import StrEnum
from functools import cached_property
from types import UnionType
from typing import Any, Generic, TypeVar, get_args, get_type_hints

from sqlalchemy import Boolean, Connection, Date, TextualSelect, bindparam, text
from sqlalchemy.types import TypeEngine
from sqlmodel.sql.sqltypes import UTCDateTime

from samtui.models.base import choice

Record = TypeVar("Record")


class Reading(Generic[Record]):
    """One statement and the record that each of its rows becomes.

    The statement names its columns as the record names its fields; fields that it leaves out keep their
    default. Places are written ``:name``; a place that takes several values is listed in ``lists``.
    """

    def __init__(self, record: type[Record], statement: str, *, lists: Iterable[str] = ()) -> None:
        self.record = record
        self.statement = statement
        self._lists = tuple(lists)

    def __call__(self, connection: Connection, **places: object) -> list[Record]:
        """The records, in the statement's order."""
        result = connection.execute(self._prepared, {name: _bound(value) for name, value in places.items()})
        names = tuple(result.keys())
        return [self.record(**dict(zip(names, row, strict=True))) for row in result]

    def one(self, connection: Connection, **places: object) -> Record | None:
        """The only record, or None where there is none."""
        return next(iter(self(connection, **places)), None)

    @cached_property
    def _prepared(self) -> TextualSelect:
        clause = text(self.statement).bindparams(*(bindparam(name, expanding=True) for name in self._lists))
        hints = get_type_hints(self.record)
        kinds = {field.name: _column_type(hints[field.name]) for field in fields(self.record)}  # type: ignore[arg-type]
        return clause.columns(**{name: kind for name, kind in kinds.items() if kind is not None})


def _column_type(hint: Any) -> TypeEngine[Any] | None:
    wanted = next((part for part in get_args(hint) if part is not type(None)), hint)
    kind = wanted if isinstance(hint, UnionType) else hint
    if not isinstance(kind, type):
        return None
    if issubclass(kind, StrEnum):
        return choice(kind)
    if issubclass(kind, datetime):
        return UTCDateTime()
    if issubclass(kind, date):
        return Date()
    return Boolean() if issubclass(kind, bool) else None


def _bound(value: object) -> object:
    """Values as they are kept: dates and instants as their texts."""
    if isinstance(value, datetime):
        return value.astimezone(UTC).strftime("%Y-%m-%d %H:%M:%S.%f")
    return value.isoformat() if isinstance(value, date) else value
