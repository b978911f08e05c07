"""Drafts (utkast): what stands in a form that is not saved yet."""

from datetime import datetime

from sqlmodel import Field

from samtui.models.base import CaseloadRow


class Draft(CaseloadRow, table=True):
    """What stands in the fields of one form. ``place`` names the form and the row it edits."""

    place: str = Field(unique=True)
    fields: str = Field(description="JSON: the fields' texts by name, and where the cursor stood")
    saved_at: datetime
