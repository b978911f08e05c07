"""Actions (åtaganden): who does what, until when."""

from datetime import date
from enum import StrEnum
from typing import Any, ClassVar

from sqlalchemy import CheckConstraint, Index, text
from sqlmodel import Field

from samtui.models.base import CaseloadRow, Edited, choice, to_family

OPEN = "state NOT IN ('done', 'dropped')"
CLOSED = "state IN ('done', 'dropped')"


class ActionState(StrEnum):
    """Tillfrågad, har tagit på sig, pågår, väntar på, klart, utgår."""

    ASKED = "asked"
    ACCEPTED = "accepted"
    GOING_ON = "going_on"
    WAITING = "waiting"
    DONE = "done"
    DROPPED = "dropped"


class Action(CaseloadRow, Edited, table=True):
    """One promise. It has one owner: the coordinator ("jag"), an actor, or somebody in the family.

    No owner at all is a state that is shown: ingen har tagit på sig.
    """

    __table_args__: ClassVar[Any] = (
        Index(
            "ix_action_open",
            "family_id",
            "due",
            "state",
            "evaluation_due",
            "mine",
            "involvement_id",
            "adult_id",
            "child_id",  # so that the overview reads the index alone
            sqlite_where=text(OPEN),
        ),
        Index("ix_action_open_due", "due", sqlite_where=text(OPEN)),
        Index("ix_action_closed", "done_on", "id", sqlite_where=text(CLOSED)),
        CheckConstraint(
            "mine + (involvement_id IS NOT NULL) + (adult_id IS NOT NULL) + (child_id IS NOT NULL) <= 1",
            name="one_owner",
        ),
        {"sqlite_autoincrement": True},
    )

    family_id: int = to_family()
    text: str
    state: ActionState = Field(default=ActionState.ACCEPTED, sa_type=choice(ActionState))
    mine: bool = False
    involvement_id: int | None = Field(default=None, foreign_key="involvement.id", ondelete="SET NULL")
    contact_id: int | None = Field(default=None, foreign_key="contact.id", ondelete="SET NULL")
    adult_id: int | None = Field(default=None, foreign_key="adult.id", ondelete="SET NULL")
    child_id: int | None = Field(default=None, foreign_key="child.id", ondelete="SET NULL")
    due: date | None = None
    evaluation_due: date | None = None
    waiting_on: str = ""
    done_on: date | None = None
    dropped_because: str = ""
    meeting_id: int | None = Field(default=None, foreign_key="meeting.id", ondelete="SET NULL", index=True)
    item_id: int | None = Field(default=None, foreign_key="agendaitem.id", ondelete="SET NULL")
