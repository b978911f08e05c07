"""Needs (behov), in the family's own words and in the family's order."""

from sqlmodel import Field

from samtui.models.base import CaseloadRow, Edited, to_family


class Need(CaseloadRow, Edited, table=True):
    """One need as somebody in the family said it, or something that works (det som fungerar)."""

    family_id: int = to_family()
    text: str
    place: int = 0
    works: bool = False
    adult_id: int | None = Field(default=None, foreign_key="adult.id", ondelete="SET NULL")
    child_id: int | None = Field(default=None, foreign_key="child.id", ondelete="SET NULL")
