"""The forms of the family's network: an actor, looked up in the directory as it is typed, and a contact there."""

from typing import TYPE_CHECKING, Any, NamedTuple

from samtui.language import _
from samtui.models.caseload import Principal
from samtui.models.records import ActorRecord, ContactRecord, FamilyCard
from samtui.practice import network
from samtui.practice.actor_lookup import Found, actors_like
from samtui.practice.words import word
from samtui.screens.form import Field, FormPlan, Kind
from samtui.widgets.suggest import Picked, Suggestion

if TYPE_CHECKING:
    from sqlmodel import Session

    from samtui.screens.room import Room


class Reference(NamedTuple):
    """What was taken from the directory: the organisation, and the contact by id and name where it was one."""

    organisation_id: int | None = None
    contact_id: int | None = None
    contact: str = ""

    @classmethod
    def read(cls, key: str) -> "Reference":
        """From the key of a suggestion; empty where the text was only typed."""
        if not key:
            return cls()
        organisation, contact_id, contact = key.split("/", 2)
        return cls(int(organisation), int(contact_id) if contact_id else None, contact)

    @property
    def key(self) -> str:
        """As the key of a suggestion."""
        return f"{self.organisation_id}/{self.contact_id or ''}/{self.contact}"

    def contact_ref(self, name: str) -> int | None:
        """The id in the directory, where the contact's name was left as it was taken."""
        return self.contact_id if name.strip() == self.contact else None


def actor_plan(room: "Room[Any]", card: FamilyCard, actor: ActorRecord | None = None) -> FormPlan:
    """An actor joins the family's network, or what is noted about it changes."""
    family_id = card.facts.id

    def keep(session: "Session", values: dict[str, Any]) -> int:
        name, key = values["actor"]
        reference = Reference.read(key)
        actor_id = network.save_actor(
            session,
            family_id,
            actor=name,
            role=values["role"],
            child_id=values["child"],
            principal=values["principal"],
            organisation_ref=reference.organisation_id,
            involvement_id=actor.id if actor else None,
            version=actor.version if actor else None,
        )
        if actor is None and any(
            values[part].strip() for part in ("contact", "contact_title", "phone", "email")
        ):
            network.save_contact(
                session,
                actor_id,
                name=values["contact"],
                title=values["contact_title"],
                phone=values["phone"],
                email=values["email"],
                contact_ref=reference.contact_ref(values["contact"]),
            )
        return actor_id

    async def save(values: dict[str, Any]) -> int:
        return await room.changed("actor saved", lambda session: keep(session, values))

    return FormPlan(
        title=_("Actor") if actor else _("New actor"),
        fields=[*_about(room, card, actor), *([] if actor else _contact_fields(None))],
        save=save,
        draft=f"actor/{actor.id}" if actor else f"actor/new/{family_id}",
        said=_("The actor is saved."),
    )


def _about(room: "Room[Any]", card: FamilyCard, actor: ActorRecord | None) -> list[Field]:
    supported = [child.id for child in card.children if child.supported]
    only = supported[0] if len(supported) == 1 else None
    children: list[tuple[str, Any]] = [(child.name, child.id) for child in card.children]
    principals: list[tuple[str, Any]] = [(word(one), one) for one in Principal]
    return [
        Field(
            "actor",
            _("Actor"),
            Kind.SUGGEST,
            Picked(actor.actor if actor else ""),
            hint=_("a few letters of who, what or a name"),
            suggester=lambda text: _suggested(room, text),
        ),
        Field("role", _("What they do"), value=actor.role if actor else ""),
        Field(
            "child",
            _("For"),
            Kind.CHOICE,
            actor.child_id if actor else only,
            [*children, (_("the whole family"), None)],
        ),
        Field(
            "principal",
            _("Principal"),
            Kind.CHOICE,
            actor.principal if actor else None,
            [(_("not noted"), None), *principals],
        ),
    ]


def contact_plan(room: "Room[Any]", actor: ActorRecord, contact: ContactRecord | None = None) -> FormPlan:
    """A contact at an actor, new or changed."""

    async def save(values: dict[str, Any]) -> int:
        return await room.changed(
            "contact saved",
            lambda session: network.save_contact(
                session,
                actor.id,
                name=values["contact"],
                title=values["contact_title"],
                phone=values["phone"],
                email=values["email"],
                contact_id=contact.id if contact else None,
                version=contact.version if contact else None,
            ),
        )

    return FormPlan(
        title=actor.actor,
        fields=_contact_fields(contact),
        save=save,
        draft=f"contact/{contact.id}" if contact else f"contact/new/{actor.id}",
        said=_("The contact is saved."),
    )


def _contact_fields(contact: ContactRecord | None) -> list[Field]:
    return [
        Field(
            "contact", _("Contact"), value=contact.name if contact else "", hint=_("name; may be left out")
        ),
        Field("contact_title", _("Job title"), value=contact.title if contact else ""),
        Field("phone", _("Phone"), value=contact.phone if contact else ""),
        Field("email", _("E-mail"), value=contact.email if contact else ""),
    ]


def _suggested(room: "Room[Any]", text: str) -> list[Suggestion]:
    directory = room.samtui.desk.directory
    if directory is None:
        return []
    with directory.read() as connection:
        return [_suggestion(found) for found in actors_like(connection, text)]


def _suggestion(found: Found) -> Suggestion:
    fills: dict[str, Any] = {"principal": found.principal}
    if found.contact_id is not None:
        fills |= {
            "contact": found.contact,
            "contact_title": found.title,
            "phone": found.phone,
            "email": found.email,
        }
    key = Reference(found.organisation_id, found.contact_id, found.contact).key
    return Suggestion(key, found.organisation, found.beside, fills)
