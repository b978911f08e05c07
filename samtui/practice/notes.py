"""Notes of contacts."""

from datetime import datetime
from typing import TYPE_CHECKING

from samtui import clock
from samtui.errors import Refused
from samtui.language import _
from samtui.models.caseload import Channel, Note, NoteKind
from samtui.practice import fields
from samtui.store.store import for_edit

if TYPE_CHECKING:
    from sqlmodel import Session


def save(
    session: "Session",
    family_id: int,
    *,
    text: str,
    kind: NoteKind = NoteKind.CONTACT,
    channel: Channel | None = None,
    with_whom: str = "",
    at: datetime | None = None,
    note_id: int | None = None,
    version: int | None = None,
) -> int:
    """A note, new or changed; gives its id. A contact or an attempt never lies in the future."""
    when = at or clock.now()
    if when > clock.now() and kind is not NoteKind.NOTE:
        raise Refused(_("A contact cannot lie in the future. Write the day it was."), "day")
    said = fields.words(text) if kind is NoteKind.NOTE else text.strip()
    if note_id is None:
        note = Note(family_id=family_id, at=when)
        session.add(note)
    else:
        note = for_edit(session, Note, note_id, version)
    note.at, note.kind, note.channel, note.text = when, kind, channel, said
    note.with_whom = fields.title(with_whom, "with_whom")
    session.flush()
    return note.id or 0
