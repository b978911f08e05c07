"""The forms by which the directory grows while one works, and a card's actor comes to a family."""

from typing import TYPE_CHECKING, Any

from samtui.language import _
from samtui.models.principal import Principal
from samtui.models.records import ChildRecord
from samtui.practice import lookup, network
from samtui.practice.words import word
from samtui.screens.form import Field, FormPlan, Kind
from samtui.store.directory import Card, ContactCard, OrganisationCard

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlmodel import Session

    from samtui.screens.room import Room


def organisation_plan(room: "Room[Any]") -> FormPlan:
    """A new organisation or unit in the directory; ``save`` gives its id."""

    async def save(values: dict[str, Any]) -> int:
        return await room.changed(
            "organisation added", lambda session: lookup.add_organisation(session, **values), directory=True
        )

    principals = [(_("not noted"), None), *((word(one), one) for one in Principal)]
    return FormPlan(
        title=_("New organisation or unit"),
        intro=_("A name is enough. It is found at once, by everything written here."),
        fields=[
            Field("name", _("Name")),
            Field("principal", _("Principal"), Kind.CHOICE, None, principals),
            Field("municipality", _("Municipality")),
            Field("phone", _("Telephone")),
            Field("email", _("E-mail")),
            Field("address", _("Address")),
            Field("does", _("What it does"), hint=_("in a sentence")),
            Field("also", _("Also called"), Kind.LONG, hint=_("what callers say, one a line")),
        ],
        save=save,
        draft="organisation/new",
        said=_("The organisation is in the directory."),
    )


def contact_plan(room: "Room[Any]", card: OrganisationCard) -> FormPlan:
    """A new contact at an organisation of the directory; ``save`` gives its id."""

    async def save(values: dict[str, Any]) -> int:
        return await room.changed(
            "contact added", lambda session: lookup.add_contact(session, card.id, **values), directory=True
        )

    return FormPlan(
        title=_("New contact at {organisation}", organisation=card.name),
        fields=[
            Field("name", _("Name")),
            Field("title", _("Title at work"), hint=_("what the person does there")),
            Field("phone", _("Telephone")),
            Field("email", _("E-mail")),
        ],
        save=save,
        draft=f"directory-contact/new/{card.id}",
        said=_("The contact is in the directory."),
    )


def actor_plan(
    room: "Room[Any]", family_id: int, card: Card, provider: int, children: "Sequence[ChildRecord]"
) -> FormPlan:
    """What the card is about joins a family's actors; ``save`` gives the involvement's id.

    ``provider`` is the organisation that gives the service; 0 where its responsible body is meant.
    """
    supported = [(child.name, child.id) for child in children if child.supported]
    name, organisation_ref, principal = _actor(card, provider)

    async def save(values: dict[str, Any]) -> int:
        def join(session: "Session") -> int:
            involvement_id = network.save_actor(
                session,
                family_id,
                actor=values["actor"],
                role=values["role"],
                child_id=values["child"],
                principal=principal,
                organisation_ref=organisation_ref,
            )
            if isinstance(card, ContactCard):
                network.save_contact(
                    session,
                    involvement_id,
                    name=card.name,
                    title=card.title,
                    phone=card.phone,
                    email=card.email,
                    contact_ref=card.id,
                )
            return involvement_id

        return await room.changed("actor joined", join)

    return FormPlan(
        title=_("Add to the family's actors"),
        fields=[
            Field("actor", _("Actor"), value=name),
            Field("role", _("Role"), hint=_("what the actor does for the child")),
            Field(
                "child",
                _("About"),
                Kind.CHOICE,
                supported[0][1] if len(supported) == 1 else None,
                [(_("the whole family"), None), *supported],
            ),
        ],
        save=save,
        draft=f"involvement/new/{family_id}/{organisation_ref or 'typed'}",
        said=_("The actor is on the family's card."),
    )


def _actor(card: Card, provider: int) -> tuple[str, int | None, Principal | None]:
    """What the actor is called, its id in the directory, and whose responsibility it is."""
    if isinstance(card, OrganisationCard):
        return card.name, card.id, card.principal
    if isinstance(card, ContactCard):
        return card.organisation, card.organisation_id, None
    chosen = next((one for one in card.providers if one.id == provider), None)
    if chosen is None:
        return card.responsible, None, card.principal
    return chosen.name, chosen.id, chosen.principal or card.principal
