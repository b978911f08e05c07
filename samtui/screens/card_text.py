"""What a card of who does what says, in the order of a conversation; and the numbers that can be called."""

import re
from dataclasses import replace
from datetime import date
from urllib.parse import urlsplit

from samtui.language import _
from samtui.practice.words import word
from samtui.store.directory import Card, ContactCard, OrganisationBrief, OrganisationCard, ServiceCard
from samtui.widgets.sheet import Entry, Leaf

_BETWEEN = " · "
_SEVERAL = re.compile(r"[,;/\n]")


def leaf_of(card: Card | None) -> Leaf:
    """The sheet of a card; of None: that it is gone."""
    if isinstance(card, ServiceCard):
        return _service(card)
    if isinstance(card, OrganisationCard):
        return _organisation(card)
    if isinstance(card, ContactCard):
        return _contact(card)
    return Leaf(_("This is no longer there."))


def brief_of(card: Card | None) -> Leaf | None:
    """What is asked for first, for where the whole card does not fit; None where nothing is left out."""
    if not isinstance(card, ServiceCard):
        return None
    whole = _service(card)
    first = (_("Answers for it"), _("Here"), _("Who may apply"), _("How to apply"), _("Law"))
    entries = {entry.label: entry for entry in whole.entries}
    return replace(whole, entries=[entries[label] for label in first if label in entries])


def phones_of(card: Card | None) -> list[tuple[str, str]]:
    """Whom a number leads to and the number, the nearest first, none twice."""
    found: dict[str, str] = {}
    for name, phones in _phones(card):
        for phone in filter(None, map(str.strip, _SEVERAL.split(phones))):
            found.setdefault(phone, name)
    return [(name, phone) for phone, name in found.items()]


def named_on(card: Card | None) -> list[tuple[str, str, int]]:
    """What is named on a card and has one of its own: its name, kind and id."""
    if isinstance(card, ServiceCard):
        return [(one.name, "organisation", one.id) for one in card.providers]
    if isinstance(card, OrganisationCard):
        contacts = [(one.name, "contact", one.id) for one in card.contacts]
        return contacts + [(name, "service", service_id) for service_id, name in card.services]
    if isinstance(card, ContactCard):
        return [(card.organisation, "organisation", card.organisation_id)]
    return []


def _phones(card: Card | None) -> list[tuple[str, str]]:
    if isinstance(card, ServiceCard):
        return [(one.name, one.phone) for one in card.providers]
    if isinstance(card, OrganisationCard):
        return [(card.name, card.phone), *((one.name, one.phone) for one in card.contacts)]
    if isinstance(card, ContactCard):
        return [(card.name, card.phone), (card.organisation, card.organisation_phone)]
    return []


def _service(card: ServiceCard) -> Leaf:
    here = "\n".join(map(_provider, card.providers))
    return Leaf(
        card.name,
        lead=card.summary,
        entries=_known(
            Entry(_("Answers for it"), card.responsible, apart=True),
            Entry(_("Who may apply"), card.who_may_apply),
            Entry(_("How to apply"), card.how_to_apply),
            Entry(_("Bring"), card.documents),
            Entry(_("Time"), card.decision_time),
            Entry(_("Cost"), card.cost),
            Entry(_("If no"), card.appeal),
            Entry(_("Here"), here or _("local contact missing"), "strong" if here else "missing", apart=True),
            Entry(_("Law"), "\n".join(filter(None, (_law(card), _origin(card)))), "quiet", apart=True),
        ),
    )


def _organisation(card: OrganisationCard) -> Leaf:
    return Leaf(
        card.name,
        beside=_joined(word(card.principal) if card.principal else "", card.municipality),
        lead=card.does,
        entries=_known(
            Entry(_("Telephone"), card.phone, "strong", apart=True),
            Entry(_("E-mail"), card.email),
            Entry(_("Address"), card.address),
            Entry(_("Contacts"), "\n".join(map(_person, card.contacts)), apart=True),
            Entry(_("Gives"), "\n".join(name for _id, name in card.services), apart=True),
            Entry(_("Also called"), ", ".join(card.also.splitlines()), apart=True),
            _checked(card.checked_on),
        ),
    )


def _contact(card: ContactCard) -> Leaf:
    return Leaf(
        card.name,
        beside=card.title,
        lead=_joined(card.organisation, card.municipality),
        entries=_known(
            Entry(_("Telephone"), card.phone, "strong", apart=True),
            Entry(_("Switchboard"), card.organisation_phone),
            Entry(_("E-mail"), card.email),
            _checked(card.checked_on),
        ),
    )


def _known(*entries: Entry) -> tuple[Entry, ...]:
    return tuple(entry for entry in entries if entry.text.strip())


def _provider(one: OrganisationBrief) -> str:
    return f"{one.name}  {one.phone}".strip()


def _person(one: ContactCard) -> str:
    return "  ".join(filter(None, (_joined(one.name, one.title), one.phone)))


def _law(card: ServiceCard) -> str:
    if card.legal_basis and card.legal_as_of:
        return _("{law}, as of {day}", law=card.legal_basis, day=card.legal_as_of.isoformat())
    return card.legal_basis


def _origin(card: ServiceCard) -> str:
    host = urlsplit(card.source).netloc or card.source
    return _joined(_checked(card.checked_on).text, host.removeprefix("www."))


def _checked(day: date | None) -> Entry:
    if day is None:
        return Entry("", _("needs to be checked"), "missing", apart=True)
    return Entry("", _("checked on {day}", day=day.isoformat()), "quiet", apart=True)


def _joined(*texts: str) -> str:
    return _BETWEEN.join(filter(None, texts))
