"""Services (stöd): what there is, who answers for it, how one applies."""

from datetime import date
from typing import Any, ClassVar

from sqlalchemy import UniqueConstraint
from sqlmodel import Field

from samtui.models.base import DirectoryRow, Edited, choice
from samtui.models.principal import Principal


class Service(DirectoryRow, Edited, table=True):
    """A kind of support. ``slug`` is its lasting name in the national catalogue."""

    slug: str = Field(unique=True)
    principal: Principal = Field(sa_type=choice(Principal))
    legal_basis: str = ""
    legal_as_of: date | None = None
    age_from: int | None = None
    age_to: int | None = None
    source: str = ""
    checked_on: date | None = None


class ServiceText(DirectoryRow, Edited, table=True):
    """What is said about a service in one language (``sv`` or ``en``)."""

    __table_args__: ClassVar[Any] = (
        UniqueConstraint("service_id", "language"),
        {"sqlite_autoincrement": True},
    )

    service_id: int = Field(foreign_key="service.id", ondelete="CASCADE")
    language: str = Field(max_length=2)
    name: str
    also: str = Field(default="", description="what callers say, one a line; only searched")
    summary: str = ""
    responsible: str = ""
    who_may_apply: str = ""
    how_to_apply: str = ""
    documents: str = ""
    decision_time: str = ""
    cost: str = ""
    appeal: str = ""


class Provision(DirectoryRow, table=True):
    """Which organisation gives which service here (lokal kontakt)."""

    __table_args__: ClassVar[Any] = (
        UniqueConstraint("service_id", "organisation_id"),
        {"sqlite_autoincrement": True},
    )

    service_id: int = Field(foreign_key="service.id", ondelete="CASCADE")
    organisation_id: int = Field(foreign_key="organisation.id", ondelete="CASCADE", index=True)
