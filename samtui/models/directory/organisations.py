"""Organisations and units (organisation, enhet), and the contacts at work there."""

from datetime import date

from sqlmodel import Field

from samtui.models.base import DirectoryRow, Edited, choice
from samtui.models.principal import Principal


class Organisation(DirectoryRow, Edited, table=True):
    """An organisation or a unit of one."""

    name: str = Field(max_length=200, index=True)
    principal: Principal | None = Field(default=None, sa_type=choice(Principal))
    municipality: str = ""
    phone: str = ""
    email: str = ""
    address: str = ""
    does: str = Field(default="", description="what the unit does, in a sentence")
    also: str = Field(default="", description="other names, one a line")
    checked_on: date | None = None


class DirectoryContact(DirectoryRow, Edited, table=True):
    """A person at work at an organisation (kontakt)."""

    __tablename__ = "contact"

    organisation_id: int = Field(foreign_key="organisation.id", ondelete="CASCADE", index=True)
    name: str = Field(max_length=200)
    title: str = ""
    phone: str = ""
    email: str = ""
    checked_on: date | None = None
