"""Reading drafts."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection

from samtui.store.reading import Reading


@dataclass(frozen=True, slots=True)
class DraftRecord:
    """A draft: which form, the fields' texts as JSON, and when it was kept."""

    place: str
    fields: str
    saved_at: datetime


_ONE = Reading(DraftRecord, "SELECT place, fields, saved_at FROM draft WHERE place = :place")
_ALL = Reading(DraftRecord, "SELECT place, fields, saved_at FROM draft ORDER BY saved_at DESC")


def draft_at(connection: Connection, place: str) -> DraftRecord | None:
    """The draft of one form, if there is one."""
    return _ONE.one(connection, place=place)


def drafts(connection: Connection) -> list[DraftRecord]:
    """All drafts, the newest first."""
    return _ALL(connection)
