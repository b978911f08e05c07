"""The family (familj): only a name is required to begin."""

from datetime import date
from enum import StrEnum

from sqlmodel import Field

from samtui.models.base import CaseloadRow, Edited, choice


class FamilyStatus(StrEnum):
    """Where the support stands: förfrågan, pågår, vilar, avslutat."""

    ASKED = "asked"
    ACTIVE = "active"
    RESTING = "resting"
    ENDED = "ended"


class Protection(StrEnum):
    """Skyddade personuppgifter, in the three levels of the population register.

    Sekretessmarkering, skyddad folkbokföring, fingerade personuppgifter.
    """

    NONE = "none"
    MARKED = "marked"
    PROTECTED = "protected"
    ASSUMED = "assumed"


class Family(CaseloadRow, Edited, table=True):
    """A family that has asked for, gets, or has had a coordinator's support.

    With protected identity the name is an alias, and the municipality is shown in no list, map or file.
    """

    name: str = Field(max_length=200)
    sort_name: str = Field(index=True, description="the name folded for Swedish order")
    status: FamilyStatus = Field(default=FamilyStatus.ASKED, sa_type=choice(FamilyStatus))
    resting_until: date | None = None
    municipality: str = ""
    protection: Protection = Field(default=Protection.NONE, sa_type=choice(Protection))
    begun_on: date
