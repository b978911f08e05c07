"""The actors (aktörer) around a family, what each does, and whom one reaches there."""

from datetime import date
from typing import Any, ClassVar

from sqlalchemy import Index, text
from sqlmodel import Field

from samtui.models.base import CaseloadRow, Edited, choice, to_family
from samtui.models.caseload.consent import ConsentState
from samtui.models.principal import Principal

__all__ = ["Contact", "Involvement", "Principal"]


class Involvement(CaseloadRow, Edited, table=True):
    """What an actor does for the family (aktörens roll), from when to when.

    The directory is referred to by id, and the name it had is kept here, so that the caseload is whole
    by itself. ``consent_state`` and ``consent_until`` are computed by ``practice.consent`` whenever a
    consent changes; ``consent_until`` is the last day on which every giver's yes still holds.
    """

    __table_args__: ClassVar[Any] = (
        Index(
            "ix_involvement_current",
            "family_id",
            "consent_state",
            "consent_until",
            "until",  # so that the overview reads the index alone
            sqlite_where=text("until IS NULL"),
        ),
        {"sqlite_autoincrement": True},
    )

    family_id: int = to_family()
    child_id: int | None = Field(default=None, foreign_key="child.id", ondelete="SET NULL")
    actor: str = Field(max_length=200)
    organisation_ref: int | None = Field(default=None, index=True, description="id in the directory")
    principal: Principal | None = Field(default=None, sa_type=choice(Principal))
    role: str = ""
    since: date | None = None
    until: date | None = None
    consent_state: ConsentState = Field(default=ConsentState.MISSING, sa_type=choice(ConsentState))
    consent_until: date | None = None


class Contact(CaseloadRow, Edited, table=True):
    """A person at an actor (kontakt hos aktören). Not *kontaktperson*, which is a measure (9 § 4 LSS)."""

    involvement_id: int = Field(foreign_key="involvement.id", ondelete="CASCADE", index=True)
    name: str = Field(max_length=200)
    title: str = ""
    phone: str = ""
    email: str = ""
    contact_ref: int | None = Field(default=None, description="id in the directory")
    left_on: date | None = None
