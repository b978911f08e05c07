"""Consent (samtycke): who said yes, to which named recipients, about what, until when.

Consent to joint planning (10 kap. 8 § SoL, 16 kap. 4 § HSL) and consent to passing information
(10 kap. 1 § and 12 kap. 2 § OSL) are two; either can stand without the other.
"""

from datetime import date
from enum import StrEnum

from sqlmodel import Field

from samtui.models.base import CaseloadRow, Edited, choice, to_family


class ConsentKind(StrEnum):
    """Samtycke till gemensam planering, samtycke till att uppgifter lämnas."""

    PLANNING = "planning"
    INFORMATION = "information"


class ConsentForm(StrEnum):
    """How the yes was given: muntligt, skriftligt, digitalt. No form is required by law."""

    ORAL = "oral"
    WRITTEN = "written"
    DIGITAL = "digital"


class Answer(StrEnum):
    """A giver's answer: ja, nej, inte svarat."""

    YES = "yes"
    NO = "no"
    PENDING = "pending"


class Information(StrEnum):
    """Slag av uppgifter."""

    SCHOOL = "school"
    HEALTH = "health"
    SUPPORT = "support"
    FAMILY = "family"
    ECONOMY = "economy"
    CONTACT = "contact"
    OTHER = "other"


class ConsentState(StrEnum):
    """What is recorded for one recipient.

    saknas, efterfrågat, delvis, noterat, går ut, har gått ut, nekat, återkallat, upphörde vid 18 år.
    "Expiring" and "expired" depend on the day and are never stored.
    """

    MISSING = "missing"
    ASKED = "asked"
    PARTIAL = "partial"
    NOTED = "noted"
    EXPIRING = "expiring"
    EXPIRED = "expired"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"
    ENDED_AT_18 = "ended_at_18"


class Consent(CaseloadRow, Edited, table=True):
    """One consent as it was asked for and given, about one child or about the family."""

    family_id: int = to_family()
    child_id: int | None = Field(default=None, foreign_key="child.id", ondelete="CASCADE")
    kind: ConsentKind = Field(sa_type=choice(ConsentKind))
    form: ConsentForm = Field(default=ConsentForm.ORAL, sa_type=choice(ConsentForm))
    asked_on: date
    starts_on: date
    expires_on: date
    exceptions: str = Field(default="", description="undantag, in the family's own words")


class ConsentGiver(CaseloadRow, table=True):
    """One person's answer (lämnat av): an adult, or the child for itself."""

    consent_id: int = Field(foreign_key="consent.id", ondelete="CASCADE", index=True)
    adult_id: int | None = Field(default=None, foreign_key="adult.id", ondelete="CASCADE")
    child_id: int | None = Field(default=None, foreign_key="child.id", ondelete="CASCADE")
    answer: Answer = Field(sa_type=choice(Answer))
    answered_on: date | None = None
    withdrawn_on: date | None = None


class ConsentScope(CaseloadRow, table=True):
    """One named recipient (mottagare) and one kind of information that may pass to it."""

    consent_id: int = Field(foreign_key="consent.id", ondelete="CASCADE", index=True)
    involvement_id: int = Field(foreign_key="involvement.id", ondelete="CASCADE", index=True)
    information: Information = Field(sa_type=choice(Information))
