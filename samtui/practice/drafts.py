"""Keeping what is typed and not saved yet (utkast). Search, filter and secret fields are never kept."""

import json
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from samtui import clock
from samtui.models.caseload import Draft

if TYPE_CHECKING:
    from sqlmodel import Session


def keep(session: "Session", place: str, values: Mapping[str, Any], focus: str = "") -> None:
    """Keeps what stands in a form's fields, and in which field one was."""
    row = _row(session, place)
    if row is None:
        row = Draft(place=place, fields="", saved_at=clock.now())
        session.add(row)
    row.fields = json.dumps({"values": dict(values), "focus": focus}, ensure_ascii=False)
    row.saved_at = clock.now()


def forget(session: "Session", place: str) -> None:
    """The form is saved, or the draft is not wanted."""
    row = _row(session, place)
    if row is not None:
        session.delete(row)


def read(fields: str) -> tuple[dict[str, Any], str]:
    """The fields' values and the field one was in, from a kept draft."""
    kept = json.loads(fields)
    return kept["values"], kept["focus"]


def _row(session: "Session", place: str) -> Draft | None:
    from sqlmodel import select

    return session.exec(select(Draft).where(Draft.place == place)).first()
