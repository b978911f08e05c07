"""The actors around a family and the contacts at them."""

from datetime import date
from typing import TYPE_CHECKING

from samtui import clock
from samtui.models.caseload import Contact, Involvement, Principal
from samtui.practice import consenting, fields
from samtui.store.store import for_edit

if TYPE_CHECKING:
    from sqlmodel import Session


def save_actor(
    session: "Session",
    family_id: int,
    *,
    actor: str,
    role: str = "",
    child_id: int | None = None,
    principal: Principal | None = None,
    organisation_ref: int | None = None,
    involvement_id: int | None = None,
    version: int | None = None,
) -> int:
    """An actor joins the family's network, or what is noted about it changes; gives the involvement's id."""
    tidy = fields.name(actor, "actor")
    if involvement_id is None:
        row = Involvement(family_id=family_id, actor=tidy, since=clock.today())
        row.organisation_ref = organisation_ref
        session.add(row)
    else:
        row = for_edit(session, Involvement, involvement_id, version)
    row.actor, row.role, row.child_id, row.principal = tidy, fields.title(role, "role"), child_id, principal
    session.flush()
    consenting.refresh(session, family_id)
    return row.id or 0


def end_actor(session: "Session", involvement_id: int, until: date | None = None) -> None:
    """The actor's part ends; what was agreed and promised stays readable."""
    for_edit(session, Involvement, involvement_id).until = until or clock.today()


def take_up_actor(session: "Session", involvement_id: int) -> None:
    """The actor's part had not ended after all."""
    for_edit(session, Involvement, involvement_id).until = None


def save_contact(
    session: "Session",
    involvement_id: int,
    *,
    name: str,
    title: str = "",
    phone: str = "",
    email: str = "",
    contact_ref: int | None = None,
    contact_id: int | None = None,
    version: int | None = None,
) -> int:
    """A contact at an actor, new or changed; gives its id."""
    tidy = fields.name(name, "contact")
    if contact_id is None:
        contact = Contact(involvement_id=involvement_id, name=tidy, contact_ref=contact_ref)
        session.add(contact)
    else:
        contact = for_edit(session, Contact, contact_id, version)
    contact.name, contact.title = tidy, fields.title(title, "contact_title")
    contact.phone, contact.email = fields.title(phone, "phone"), fields.title(email, "email")
    session.flush()
    return contact.id or 0


def has_left(session: "Session", contact_id: int) -> None:
    """The contact has left (har slutat)."""
    for_edit(session, Contact, contact_id).left_on = clock.today()


def has_not_left(session: "Session", contact_id: int) -> None:
    """The contact is still there after all."""
    for_edit(session, Contact, contact_id).left_on = None
