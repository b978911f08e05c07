"""The form of a promise (åtagande): who does what, until when. From the family card, a meeting and the to-do list."""

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from samtui import clock
from samtui.errors import Refused
from samtui.language import _
from samtui.models.caseload import ActionState
from samtui.models.records import ActionRow, ActorRecord, FamilyCard
from samtui.practice import actions, fields
from samtui.practice.actions import Owner
from samtui.practice.routine import routine
from samtui.practice.words import word
from samtui.screens.form import Field, FormPlan, Kind
from samtui.store.families import FamilyPeople
from samtui.widgets.suggest import Picked, Suggestion, matching

if TYPE_CHECKING:
    from samtui.screens.room import Room

ME = "me"


def promise_plan(
    room: "Room[Any]",
    around: FamilyCard | FamilyPeople,
    *,
    meeting_id: int | None = None,
    item_id: int | None = None,
    action: ActionRow | None = None,
) -> FormPlan:
    """A new promise, or with ``action`` a change of one. ``around``: those who can take it on.

    ``FamilyPeople`` comes from ``samtui.store.families.people_of``. Saving gives the promise's id.
    """
    family_id = around.family_id if isinstance(around, FamilyPeople) else around.facts.id
    people = people_to_ask(around, action)

    async def save(values: dict[str, Any]) -> int:
        owner = owner_of(values["who"], people)
        due = fields.day(values["due"], "due")
        if action is not None:
            await _change(room, action, values, owner, due)
            return action.id
        return await room.changed(
            "promise noted",
            lambda session: actions.promise(
                session,
                family_id,
                text=values["text"],
                owner=owner,
                due=due,
                meeting_id=meeting_id,
                item_id=item_id,
            ),
        )

    of_item = f"/{item_id}" if item_id else ""
    return FormPlan(
        title=_("Promise") if action else _("New promise"),
        fields=[*_first_fields(action, people), *(_later_fields(action) if action else [])],
        save=save,
        draft=f"action/{action.id}" if action else f"action/new/{family_id}{of_item}",
        said=_("The promise is saved."),
    )


async def _change(
    room: "Room[Any]", action: ActionRow, values: dict[str, Any], owner: Owner, due: date | None
) -> None:
    evaluation_due = fields.day(values["evaluation_due"], "evaluation_due")
    await room.changed(
        "promise changed",
        lambda session: actions.change(
            session,
            action.id,
            action.version,
            text=values["text"],
            owner=owner,
            due=due,
            state=values["state"],
            evaluation_due=evaluation_due,
            waiting_on=values["waiting_on"],
            because=values["because"],
        ),
    )


def _first_fields(action: ActionRow | None, people: list[tuple[str, str]]) -> list[Field]:
    proposed = clock.today() + timedelta(days=routine().action_days)
    due = (action.due.isoformat() if action.due else "") if action else proposed.isoformat()
    long = Kind.LONG if action and "\n" in action.text else Kind.TEXT
    return [
        Field("text", _("What"), long, action.text if action else ""),
        Field(
            "who",
            _("Who"),
            Kind.SUGGEST,
            _who(action, people),
            people,
            hint=_("me, a name or an actor; empty: nobody yet"),
        ),
        Field("due", _("By"), value=due, hint=_("2026-03-09, 9/3, +14 or fri"), proposed=True),
    ]


def _later_fields(action: ActionRow) -> list[Field]:
    evaluation = action.evaluation_due.isoformat() if action.evaluation_due else ""
    return [
        Field("state", _("State"), Kind.CHOICE, action.state, [(word(one), one) for one in ActionState]),
        Field(
            "waiting_on",
            _("Waiting on"),
            value=action.waiting_on,
            only_when=lambda values: values["state"] is ActionState.WAITING,
        ),
        Field(
            "because",
            _("Dropped because"),
            value=action.dropped_because,
            only_when=lambda values: values["state"] is ActionState.DROPPED,
        ),
        Field("evaluation_due", _("To ask about"), value=evaluation, hint=_("2026-03-09, 9/3, +14 or fri")),
    ]


def people_to_ask(
    around: FamilyCard | FamilyPeople, action: ActionRow | None = None
) -> list[tuple[str, str]]:
    """Who can take on a promise, as labels and keys: the coordinator, the family, each actor and its contacts.

    Those whose part has ended or who have left are there only where they have taken on this very promise.
    """
    has_it = _key(action) if action else ""
    people = [(_("me"), ME)]
    people += [(_named(one.name, one.relation), f"adult:{one.id}") for one in around.adults]
    people += [(one.name, f"child:{one.id}") for one in around.children]
    for actor in around.actors:
        people += [one for one in _at(actor) if one[1] == has_it or _is_here(actor, one[1])]
    return people


def _at(actor: ActorRecord) -> list[tuple[str, str]]:
    whole = [(actor.actor, f"actor:{actor.id}")]
    return whole + [(f"{one.name}, {actor.actor}", f"actor:{actor.id}:{one.id}") for one in actor.contacts]


def _is_here(actor: ActorRecord, key: str) -> bool:
    gone = {f"actor:{actor.id}:{one.id}" for one in actor.contacts if one.left_on}
    return actor.until is None and key not in gone


def _named(name: str, relation: str) -> str:
    return f"{name} ({relation})" if relation else name


def _key(action: ActionRow) -> str:
    if action.mine:
        return ME
    if action.owner_kind == "involvement":
        return f"actor:{action.owner_id}" + (f":{action.contact_id}" if action.contact_id else "")
    return f"{action.owner_kind}:{action.owner_id}" if action.owner_id else ""


def _who(action: ActionRow | None, people: list[tuple[str, str]]) -> Picked:
    key = _key(action) if action else ""
    return next((Picked(label, one) for label, one in people if one == key and key), Picked())


def owner_of(who: Picked, people: list[tuple[str, str]]) -> Owner:
    """Who is meant by what stands in the field; nobody where it is empty.

    Raises Refused (``who``) for a name that is not there, or may be several.
    """
    text, key = who
    if not text.strip():
        return actions.NOBODY
    if key not in {one for _label, one in people}:
        found = matching([Suggestion(one, label) for label, one in people], text)
        if len(found) != 1:
            raise Refused(
                _(
                    "“{text}” is not one of those around the family. Choose from the list.",
                    text=text.strip()[:40],
                ),
                "who",
            )
        key = found[0].key
    return _owner(key)


def _owner(key: str) -> Owner:
    if key == ME:
        return actions.ME
    kind, *ids = key.split(":")
    first = int(ids[0])
    if kind == "adult":
        return Owner(adult_id=first)
    if kind == "child":
        return Owner(child_id=first)
    return Owner(involvement_id=first, contact_id=int(ids[1]) if len(ids) > 1 else None)
