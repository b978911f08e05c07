"""The people of a family: children, the adults around them, and who has custody of whom."""

from datetime import date
from enum import StrEnum

from sqlmodel import Field

from samtui.models.base import CaseloadRow, Edited, choice, to_family


class CustodyKind(StrEnum):
    """Vårdnad: gemensam, ensam, särskilt förordnad; inte vårdnadshavare; inte noterat.

    6 kap. 2, 3 and 9 §§ FB. "Inte noterat" is a value of its own: custody is never assumed.
    """

    JOINT = "joint"
    SOLE = "sole"
    APPOINTED = "appointed"
    NONE = "none"
    UNKNOWN = "unknown"


class Child(CaseloadRow, Edited, table=True):
    """A child (barn). The support concerns this child, or the child is a sibling (syskon)."""

    family_id: int = to_family()
    name: str = Field(max_length=200)
    born: date | None = None
    supported: bool = True


class Adult(CaseloadRow, Edited, table=True):
    """A guardian, parent, relative or representative (vårdnadshavare, förälder, närstående, god man)."""

    family_id: int = to_family()
    name: str = Field(max_length=200)
    relation: str = ""
    phone: str = ""
    remark: str = Field(default="", description="how and when the person is best reached, interpreter")


class Custody(CaseloadRow, table=True):
    """One adult's custody of one child. No row means that nothing is noted."""

    child_id: int = Field(foreign_key="child.id", ondelete="CASCADE", index=True)
    adult_id: int = Field(foreign_key="adult.id", ondelete="CASCADE", index=True)
    kind: CustodyKind = Field(sa_type=choice(CustodyKind))
