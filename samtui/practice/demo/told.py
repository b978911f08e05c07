"""Reading the files of ``data/demo``, so that a slip in them is named by its file and its key."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any, TypeVar

from samtui.errors import SamtuiError
from samtui.language import _
from samtui.practice.demo.dates import Calendar
from samtui.resources import load_toml

Choice = TypeVar("Choice", bound=StrEnum)
Known = TypeVar("Known")


class Mistold(SamtuiError):
    """A file of the fictional caseload does not say what its form allows."""


@dataclass(frozen=True)
class Table:
    """One table of a file. ``place`` says which ("meeting 2"); keys that are not allowed are a mistake."""

    file: str
    place: str
    values: Mapping[str, Any]
    calendar: Calendar

    def mistake(self, key: str) -> Mistold:
        """The error that names this file and this key."""
        where = f"{self.place}: {key}" if self.place else key
        return Mistold(
            _("{file} of the demonstration is wrong at “{key}”. Correct it there.", file=self.file, key=where)
        )

    def only(self, *allowed: str) -> "Table":
        """The table itself. Raises Mistold where it has another key than these."""
        for key in self.values:
            if key not in allowed:
                raise self.mistake(key)
        return self

    def has(self, key: str) -> bool:
        """Whether the key is there at all."""
        return key in self.values

    def text(self, key: str, default: str | None = None) -> str:
        """A text; without a default it must be there and must not be empty."""
        value = self.values.get(key, default)
        if not isinstance(value, str) or (default is None and not value):
            raise self.mistake(key)
        return value

    def texts(self, key: str) -> list[str]:
        """A list of texts; empty where the key is missing."""
        value = self.values.get(key, [])
        if not isinstance(value, list) or not all(isinstance(text, str) and text for text in value):
            raise self.mistake(key)
        return value

    def flag(self, key: str, default: bool) -> bool:
        """true or false."""
        value = self.values.get(key, default)
        if not isinstance(value, bool):
            raise self.mistake(key)
        return value

    def number(self, key: str) -> int:
        """A whole number that must be there."""
        value = self.values.get(key)
        if not isinstance(value, int) or isinstance(value, bool):
            raise self.mistake(key)
        return value

    def choice(self, key: str, kind: type[Choice], default: Choice | None = None) -> Choice:
        """One of the values of ``kind``; without a default it must be there."""
        value = self.values.get(key, default)
        try:
            return kind(value)
        except ValueError:
            raise self.mistake(key) from None

    def day(self, key: str) -> date:
        """A day, told from today on."""
        try:
            return self.calendar.day(self.text(key))
        except ValueError:
            raise self.mistake(key) from None

    def day_or_none(self, key: str) -> date | None:
        """A day, or None where the key is missing."""
        return self.day(key) if self.has(key) else None

    def instant(self, key: str) -> datetime:
        """An instant, told from today on, that stays where it is."""
        try:
            return self.calendar.instant(self.text(key))
        except ValueError:
            raise self.mistake(key) from None

    def meeting(self, key: str) -> datetime:
        """The instant of a meeting, moved to a working day."""
        try:
            return self.calendar.meeting(self.text(key))
        except ValueError:
            raise self.mistake(key) from None

    def known(self, key: str, where: Mapping[str, Known]) -> Known:
        """What the key's text refers to. Raises Mistold where there is nothing of that name."""
        name = self.text(key)
        if name not in where:
            raise self.mistake(f"{key} = {name}")
        return where[name]

    def table(self, key: str) -> "Table":
        """A table under this one; an empty one where the key is missing."""
        value = self.values.get(key, {})
        if not isinstance(value, dict):
            raise self.mistake(key)
        return Table(self.file, f"{self.place}: {key}" if self.place else key, value, self.calendar)

    def tables(self, key: str) -> list["Table"]:
        """The tables of an array, each with its number in its place."""
        value = self.values.get(key, [])
        if not isinstance(value, list) or not all(isinstance(row, dict) for row in value):
            raise self.mistake(key)
        before = f"{self.place}: " if self.place else ""
        return [
            Table(self.file, f"{before}{key} {number}", row, self.calendar)
            for number, row in enumerate(value, start=1)
        ]


def read(file: str, today: date) -> Table:
    """A file of ``data/demo``, by its path there, with its days counted from ``today``."""
    return Table(file, "", load_toml(f"demo/{file}"), Calendar(today))
