"""Notes of contacts (anteckningar, arbetsanteckningar)."""

from datetime import datetime
from enum import StrEnum
from typing import Any, ClassVar

from sqlalchemy import Index, text
from sqlmodel import Field

from samtui.models.base import CaseloadRow, Edited, choice, to_family


class NoteKind(StrEnum):
    """A contact with the family (kontakt), an attempt (försök: an attempt is no contact), a note."""

    CONTACT = "contact"
    ATTEMPT = "attempt"
    NOTE = "note"


class Channel(StrEnum):
    """Telefon, besök, möte, sms, e-post, brev."""

    PHONE = "phone"
    VISIT = "visit"
    MEETING = "meeting"
    TEXT_MESSAGE = "text_message"
    EMAIL = "email"
    LETTER = "letter"


class Note(CaseloadRow, Edited, table=True):
    """What was said or done, when, and with whom."""

    __table_args__: ClassVar[Any] = (
        Index("ix_note_contact", "family_id", "at", sqlite_where=text("kind = 'contact'")),
        {"sqlite_autoincrement": True},
    )

    family_id: int = to_family()
    at: datetime
    kind: NoteKind = Field(default=NoteKind.CONTACT, sa_type=choice(NoteKind))
    channel: Channel | None = Field(default=None, sa_type=choice(Channel))
    with_whom: str = ""
    text: str = ""
