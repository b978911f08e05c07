"""Who does what (vem gör vad): the answers to a look-up, the same on the screen and on the command line.

Also the use cases by which the directory grows while one works: an organisation, a contact.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from samtui.errors import Refused
from samtui.language import _
from samtui.models.directory import DirectoryContact, Organisation
from samtui.practice import fields
from samtui.store.directory import contact_card, organisation_card, service_card
from samtui.store.search import Hit, find

if TYPE_CHECKING:
    from datetime import date

    from sqlalchemy import Connection
    from sqlmodel import Session

    from samtui.models.principal import Principal


@dataclass(frozen=True)
class Answer:
    """One answer of a look-up. What does not apply to its kind, or is not known, is None.

    ``sub`` (what stands beside the name) and ``why`` (the other name or number that matched) are for the screen.
    """

    kind: str
    id: int
    name: str
    responsible: str | None
    legal_basis: str | None
    who_may_apply: str | None
    how_to_apply: str | None
    documents: str | None
    decision_time: str | None
    appeal: str | None
    phones: tuple[str, ...]
    checked_on: "date | None"
    score: float
    sub: str
    why: str

    def as_json(self) -> dict[str, Any]:
        """The shape of ``samtui who --json``; an interface, so keys are never renamed."""
        return {
            "kind": self.kind,
            "id": self.id,
            "name": self.name,
            "responsible": self.responsible,
            "legal_basis": self.legal_basis,
            "who_may_apply": self.who_may_apply,
            "how_to_apply": self.how_to_apply,
            "documents": self.documents,
            "decision_time": self.decision_time,
            "appeal": self.appeal,
            "phones": list(self.phones),
            "checked_on": self.checked_on.isoformat() if self.checked_on else None,
            "score": self.score,
        }


def look_up(
    connection: "Connection",
    words: str,
    *,
    limit: int = 20,
    language: str,
    municipality: str = "",
    age: int | None = None,
) -> list[Answer]:
    """The services, organisations and contacts that ``words`` may mean, best first.

    ``municipality`` leaves out what belongs to another one, and ``age`` the services for other ages; what says
    nothing about either stays.
    """
    if limit < 1:
        return []
    narrowed = bool(municipality) or age is not None
    hits = find(connection, words, language=language, limit=limit * 10 if narrowed else limit)
    answers: list[Answer] = []
    for hit in hits:
        answer = _MAKERS[hit.kind](connection, hit, language, municipality, age)
        if answer is not None:
            answers.append(answer)
        if len(answers) == limit:
            break
    return answers


def add_organisation(
    session: "Session",
    name: str,
    *,
    principal: "Principal | None" = None,
    municipality: str = "",
    phone: str = "",
    email: str = "",
    address: str = "",
    does: str = "",
    also: str = "",
) -> int:
    """Adds an organisation or unit and returns its id; ``also`` holds its other names, one a line.

    Raises Refused for an empty or too long name.
    """
    organisation = Organisation(
        name=fields.name(name),
        principal=principal,
        municipality=municipality.strip(),
        phone=phone.strip(),
        email=email.strip(),
        address=address.strip(),
        does=does.strip(),
        also="\n".join(filter(None, map(str.strip, also.splitlines()))),
    )
    session.add(organisation)
    session.flush()
    return _id(organisation.id)


def add_contact(
    session: "Session", organisation_id: int, name: str, *, title: str = "", phone: str = "", email: str = ""
) -> int:
    """Adds a contact at an organisation and returns its id.

    Raises Refused for an empty or too long name, or where the organisation is gone.
    """
    taken = fields.name(name)
    if session.get(Organisation, organisation_id) is None:
        raise Refused(_("The organisation is no longer there. Choose another one."), field="organisation")
    contact = DirectoryContact(
        organisation_id=organisation_id,
        name=taken,
        title=fields.title(title),
        phone=phone.strip(),
        email=email.strip(),
    )
    session.add(contact)
    session.flush()
    return _id(contact.id)


def _service(
    connection: "Connection", hit: Hit, language: str, municipality: str, age: int | None
) -> Answer | None:
    card = service_card(connection, hit.ref, language)
    if card is None or not _covers(age, card.age_from, card.age_to):
        return None
    near = [one for one in card.providers if _is_here(one.municipality, municipality)]
    return Answer(
        kind=hit.kind,
        id=card.id,
        name=card.name,
        responsible=card.responsible or None,
        legal_basis=card.legal_basis or None,
        who_may_apply=card.who_may_apply or None,
        how_to_apply=card.how_to_apply or None,
        documents=card.documents or None,
        decision_time=card.decision_time or None,
        appeal=card.appeal or None,
        phones=_phones(*(one.phone for one in near)),
        checked_on=card.checked_on,
        score=hit.score,
        sub=hit.sub,
        why=hit.why,
    )


def _organisation(
    connection: "Connection", hit: Hit, language: str, municipality: str, _age: int | None
) -> Answer | None:
    card = organisation_card(connection, hit.ref, language)
    if card is None or not _is_here(card.municipality, municipality):
        return None
    return _at_work(hit, card.name, _phones(card.phone), card.checked_on)


def _contact(
    connection: "Connection", hit: Hit, _language: str, municipality: str, _age: int | None
) -> Answer | None:
    card = contact_card(connection, hit.ref)
    if card is None or not _is_here(card.municipality, municipality):
        return None
    return _at_work(hit, card.name, _phones(card.phone, card.organisation_phone), card.checked_on)


_MAKERS = {"service": _service, "organisation": _organisation, "contact": _contact}


def _at_work(hit: Hit, name: str, phones: tuple[str, ...], checked_on: "date | None") -> Answer:
    return Answer(
        kind=hit.kind,
        id=hit.ref,
        name=name,
        responsible=None,
        legal_basis=None,
        who_may_apply=None,
        how_to_apply=None,
        documents=None,
        decision_time=None,
        appeal=None,
        phones=phones,
        checked_on=checked_on,
        score=hit.score,
        sub=hit.sub,
        why=hit.why,
    )


def _phones(*phones: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(phone for phone in phones if phone))


def _is_here(municipality: str, wanted: str) -> bool:
    return not wanted or not municipality or municipality.strip().casefold() == wanted.strip().casefold()


def _covers(age: int | None, age_from: int | None, age_to: int | None) -> bool:
    return age is None or ((age_from is None or age_from <= age) and (age_to is None or age <= age_to))


def _id(value: int | None) -> int:
    if value is None:
        raise ValueError("the row has not been flushed")
    return value
