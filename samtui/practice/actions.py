"""Promises (åtaganden): who does what, until when."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from samtui import clock
from samtui.errors import Refused
from samtui.language import _
from samtui.models.caseload import Action, ActionState
from samtui.models.records import ActionRow
from samtui.practice import fields
from samtui.practice.routine import routine
from samtui.store.store import for_edit

if TYPE_CHECKING:
    from sqlmodel import Session

CLOSED = frozenset({ActionState.DONE, ActionState.DROPPED})


@dataclass(frozen=True)
class Owner:
    """Who has taken it on: the coordinator (``mine``), an actor with or without a contact, somebody in the
    family; nothing set means that nobody has."""

    mine: bool = False
    involvement_id: int | None = None
    contact_id: int | None = None
    adult_id: int | None = None
    child_id: int | None = None


NOBODY = Owner()
ME = Owner(mine=True)


def promise(
    session: "Session",
    family_id: int,
    *,
    text: str,
    owner: Owner,
    due: date | None,
    meeting_id: int | None = None,
    item_id: int | None = None,
) -> int:
    """A new promise; gives its id."""
    action = Action(
        family_id=family_id, text=fields.words(text), due=due, meeting_id=meeting_id, item_id=item_id
    )
    session.add(action)
    _give(action, owner)
    session.flush()
    return action.id or 0


def change(
    session: "Session",
    action_id: int,
    version: int,
    *,
    text: str,
    owner: Owner,
    due: date | None,
    state: ActionState,
    evaluation_due: date | None,
    waiting_on: str,
    because: str = "",
) -> None:
    """Changes a promise. What is dropped (utgår) needs a reason.

    What nobody has any more is asked for (tillfrågad), not accepted.
    """
    action = for_edit(session, Action, action_id, version)
    before = action.state
    action.text, action.due, action.evaluation_due = fields.words(text), due, evaluation_due
    action.waiting_on = fields.title(waiting_on, "waiting_on")
    action.dropped_because = fields.words(because, "because") if state is ActionState.DROPPED else ""
    if state is not before:
        action.state = state
        action.done_on = clock.today() if state in CLOSED else None
    _own(action, owner)
    if owner == NOBODY and action.state is ActionState.ACCEPTED:
        action.state = ActionState.ASKED


def done(session: "Session", action_id: int) -> None:
    """Klart."""
    action = _open(session, action_id)
    action.state, action.done_on = ActionState.DONE, clock.today()


def reopen(session: "Session", action_id: int) -> None:
    """It was not done after all."""
    action = for_edit(session, Action, action_id)
    action.state, action.done_on, action.dropped_because = ActionState.GOING_ON, None, ""


def postpone(session: "Session", action_id: int, until: date | None = None) -> date:
    """A later day; by the routine's days from the day it had, or from today where that has passed."""
    action = _open(session, action_id)
    start = max(action.due or clock.today(), clock.today())
    action.due = until or start + timedelta(days=routine().postpone_days)
    return action.due


def give(session: "Session", action_id: int, owner: Owner) -> None:
    """Somebody else takes it on."""
    _give(_open(session, action_id), owner)


def is_overdue(action: ActionRow, today: date) -> bool:
    """Försenat: it is open, its day has passed, and the family's support does not rest."""
    return action.state not in CLOSED and not action.resting and action.due is not None and action.due < today


def days_late(action: ActionRow, today: date) -> int:
    """How many days ago its day was; 0 where it is not overdue."""
    return (today - action.due).days if action.due and is_overdue(action, today) else 0


def _own(action: Action, owner: Owner) -> None:
    action.mine = owner.mine
    action.involvement_id, action.contact_id = owner.involvement_id, owner.contact_id
    action.adult_id, action.child_id = owner.adult_id, owner.child_id


def _give(action: Action, owner: Owner) -> None:
    """Whoever takes it on has accepted; what nobody owns is only asked for."""
    _own(action, owner)
    if owner == NOBODY and action.state is ActionState.ACCEPTED:
        action.state = ActionState.ASKED
    elif owner != NOBODY and action.state is ActionState.ASKED:
        action.state = ActionState.ACCEPTED


def _open(session: "Session", action_id: int) -> Action:
    action = for_edit(session, Action, action_id)
    if action.state in CLOSED:
        raise Refused(_("This is done already. Take it up again first."))
    return action
