"""Which form makes or changes what on the family card."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from samtui.models.records import FamilyCard
from samtui.practice.card import MissingKind
from samtui.screens.actor_forms import actor_plan, contact_plan
from samtui.screens.family_forms import adult_plan, child_plan, need_plan, note_plan
from samtui.screens.family_parts import Part
from samtui.screens.form import FormPlan
from samtui.screens.promise_form import promise_plan

if TYPE_CHECKING:
    from samtui.screens.room import Room

LIES_IN = {
    "child": Part.PEOPLE,
    "adult": Part.PEOPLE,
    "actor": Part.ACTORS,
    "contact": Part.ACTORS,
    "need": Part.NEEDS,
    "action": Part.PROMISES,
    "note": Part.NOTES,
}
"""In which part a row of this kind stands."""

MEETS = {
    MissingKind.CHILD: "child",
    MissingKind.CUSTODY: "adult",
    MissingKind.ACTOR: "actor",
    MissingKind.NEED: "need",
    MissingKind.PLANNING: "consent",
    MissingKind.MEETING: "meeting",
}
"""What is made new where something is missing."""

_PLANS: dict[str, Callable[..., FormPlan]] = {
    "child": child_plan,
    "adult": adult_plan,
    "actor": actor_plan,
    "need": need_plan,
    "note": note_plan,
}


def new_plan(room: "Room[Any]", card: FamilyCard, kind: str, beside: Any = None) -> FormPlan:
    """The form of a new one. A contact is one of the actor that ``beside`` (an actor or a contact) stands for."""
    if kind == "action":
        return promise_plan(room, card)
    if kind == "contact":
        actor_id = getattr(beside, "involvement_id", None) or beside.id
        return contact_plan(room, _actor(card, actor_id))
    return _PLANS[kind](room, card)


def change_plan(room: "Room[Any]", card: FamilyCard, kind: str, row: Any) -> FormPlan:
    """The form that changes this row."""
    if kind == "action":
        return promise_plan(room, card, action=row)
    if kind == "contact":
        return contact_plan(room, _actor(card, row.involvement_id), row)
    return _PLANS[kind](room, card, row)


def _actor(card: FamilyCard, actor_id: int) -> Any:
    return next(actor for actor in card.actors if actor.id == actor_id)
