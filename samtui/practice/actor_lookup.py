"""Actors from the directory, as they are typed into a family's card."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from samtui.language import code
from samtui.models.principal import Principal
from samtui.store.directory import contact_card, organisation_card
from samtui.store.search import find

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from samtui.store.directory import ContactCard, OrganisationCard

_SHORTEST = 2
_ASKED_FOR = 40


@dataclass(frozen=True)
class Found:
    """An organisation of the directory, or a contact at one (then with the contact's own details)."""

    organisation_id: int
    organisation: str
    principal: Principal | None
    beside: str = ""
    contact_id: int | None = None
    contact: str = ""
    title: str = ""
    phone: str = ""
    email: str = ""


def actors_like(connection: "Connection", words: str, limit: int = 8) -> tuple[Found, ...]:
    """The organisations and contacts that ``words`` may mean, best first; nothing for a single letter."""
    if len(words.strip()) < _SHORTEST:
        return ()
    found: list[Found] = []
    for hit in find(connection, words, language=code(), limit=_ASKED_FOR):
        if hit.kind == "organisation":
            organisation = organisation_card(connection, hit.ref)
            found += [_organisation(organisation)] if organisation else []
        elif hit.kind == "contact":
            contact = contact_card(connection, hit.ref)
            found += [_contact(connection, contact)] if contact else []
        if len(found) >= limit:
            break
    return tuple(found)


def _organisation(card: "OrganisationCard") -> Found:
    beside = ", ".join(part for part in (card.municipality, card.phone) if part)
    return Found(card.id, card.name, card.principal, beside)


def _contact(connection: "Connection", card: "ContactCard") -> Found:
    at = organisation_card(connection, card.organisation_id)
    return Found(
        card.organisation_id,
        card.organisation,
        at.principal if at else None,
        ", ".join(part for part in (card.name, card.title, card.phone) if part),
        contact_id=card.id,
        contact=card.name,
        title=card.title,
        phone=card.phone,
        email=card.email,
    )
