"""Reading the directory: cards of services, organisations and contacts, as frozen rows."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from samtui.language import sort_key
from samtui.models.principal import Principal
from samtui.store.search import Key, index_some

if TYPE_CHECKING:
    from sqlalchemy import Connection
    from sqlmodel import Session

_TEXTS = (
    "name",
    "summary",
    "responsible",
    "who_may_apply",
    "how_to_apply",
    "documents",
    "decision_time",
    "cost",
    "appeal",
)


@dataclass(frozen=True)
class OrganisationBrief:
    """An organisation in a list or on a service's card."""

    id: int
    name: str
    phone: str
    municipality: str
    principal: Principal | None = None
    checked_on: date | None = None


@dataclass(frozen=True)
class ServiceCard:
    """A service, ready to be read aloud, in one language; a text that language lacks is the Swedish one."""

    id: int
    slug: str
    name: str
    summary: str
    responsible: str
    principal: Principal
    legal_basis: str
    legal_as_of: date | None
    who_may_apply: str
    age_from: int | None
    age_to: int | None
    how_to_apply: str
    documents: str
    decision_time: str
    cost: str
    appeal: str
    source: str
    checked_on: date | None
    providers: tuple[OrganisationBrief, ...]


@dataclass(frozen=True)
class ContactCard:
    """A contact at work, with the organisation's name and switchboard."""

    id: int
    version: int
    organisation_id: int
    organisation: str
    organisation_phone: str
    municipality: str
    name: str
    title: str
    phone: str
    email: str
    checked_on: date | None


@dataclass(frozen=True)
class OrganisationCard:
    """An organisation or unit. ``also`` has one other name a line; ``services`` are (id, name)."""

    id: int
    version: int
    name: str
    principal: Principal | None
    municipality: str
    phone: str
    email: str
    address: str
    does: str
    also: str
    checked_on: date | None
    contacts: tuple[ContactCard, ...]
    services: tuple[tuple[int, str], ...]


def service_card(connection: "Connection", service_id: int, language: str) -> ServiceCard | None:
    """The service's card in ``language`` (``sv`` or ``en``), or None where it is gone."""
    texts = ", ".join(f"coalesce(nullif(here.{name}, ''), sv.{name}, '') AS {name}" for name in _TEXTS)
    row = connection.exec_driver_sql(
        "SELECT s.id, s.slug, s.principal, s.legal_basis, s.legal_as_of, s.age_from, s.age_to, s.source, "
        f"s.checked_on, {texts} FROM service s "
        "LEFT JOIN servicetext here ON here.service_id = s.id AND here.language = ? "
        "LEFT JOIN servicetext sv ON sv.service_id = s.id AND sv.language = 'sv' WHERE s.id = ?",
        (language, service_id),
    ).first()
    if row is None:
        return None
    values = _values(row)
    values["legal_as_of"] = _day(values["legal_as_of"])
    return ServiceCard(**values, providers=_providers(connection, service_id))


def organisation_card(
    connection: "Connection", organisation_id: int, language: str = "sv"
) -> OrganisationCard | None:
    """The organisation's card, its services named in ``language``, or None where it is gone."""
    row = connection.exec_driver_sql(
        "SELECT id, version, name, principal, municipality, phone, email, address, does, also, checked_on "
        "FROM organisation WHERE id = ?",
        (organisation_id,),
    ).first()
    if row is None:
        return None
    services = connection.exec_driver_sql(
        "SELECT p.service_id, coalesce(nullif(here.name, ''), sv.name, '') FROM provision p "
        "LEFT JOIN servicetext here ON here.service_id = p.service_id AND here.language = ? "
        "LEFT JOIN servicetext sv ON sv.service_id = p.service_id AND sv.language = 'sv' "
        "WHERE p.organisation_id = ?",
        (language, organisation_id),
    )
    return OrganisationCard(
        **_values(row),
        contacts=_contacts(connection, "c.organisation_id = ?", organisation_id),
        services=tuple(sorted(((row[0], row[1]) for row in services), key=lambda pair: sort_key(pair[1]))),
    )


def contact_card(connection: "Connection", contact_id: int) -> ContactCard | None:
    """The contact's card, or None where it is gone."""
    return next(iter(_contacts(connection, "c.id = ?", contact_id)), None)


Card = ServiceCard | OrganisationCard | ContactCard


def card(connection: "Connection", kind: str, ref: int, language: str) -> Card | None:
    """The card of what a hit of the search names: ``kind`` is service, organisation or contact."""
    if kind == "service":
        return service_card(connection, ref, language)
    if kind == "organisation":
        return organisation_card(connection, ref, language)
    return contact_card(connection, ref)


def sizes(connection: "Connection") -> tuple[int, int, int]:
    """How many services, organisations and contacts there are."""
    services, units, contacts = connection.exec_driver_sql(
        "SELECT (SELECT count(*) FROM service), (SELECT count(*) FROM organisation), "
        "(SELECT count(*) FROM contact)"
    ).one()
    return services, units, contacts


def organisations(connection: "Connection") -> list[OrganisationBrief]:
    """All organisations, sorted by name the Swedish way."""
    rows = connection.exec_driver_sql(
        "SELECT id, name, phone, municipality, principal, checked_on FROM organisation"
    )
    return sorted(_briefs(rows), key=lambda brief: (sort_key(brief.name), brief.id))


def keep_index(session: "Session", touched: Sequence[Any]) -> None:
    """Brings the search up to date with what a change touched. For ``Store.before_commit``.

    What goes past the door's objects (``Store.load``, statements) is indexed by ``index_all`` instead.
    """
    keys = {key for row in touched if (key := _key_of(row)) is not None}
    if keys:
        index_some(session.connection(), keys)


def _key_of(row: Any) -> Key | None:
    match row.__tablename__:
        case "servicetext":
            return ("service", row.service_id)
        case "service" | "organisation" | "contact" as kind:
            return (kind, row.id)
    return None


def _providers(connection: "Connection", service_id: int) -> tuple[OrganisationBrief, ...]:
    rows = connection.exec_driver_sql(
        "SELECT o.id, o.name, o.phone, o.municipality, o.principal, o.checked_on FROM provision p "
        "JOIN organisation o ON o.id = p.organisation_id WHERE p.service_id = ?",
        (service_id,),
    )
    return tuple(sorted(_briefs(rows), key=lambda brief: (sort_key(brief.name), brief.id)))


def _contacts(connection: "Connection", where: str, bound: int) -> tuple[ContactCard, ...]:
    rows = connection.exec_driver_sql(
        "SELECT c.id, c.version, c.organisation_id, o.name AS organisation, o.phone AS organisation_phone, "
        "o.municipality, c.name, c.title, c.phone, c.email, c.checked_on "
        f"FROM contact c JOIN organisation o ON o.id = c.organisation_id WHERE {where}",
        (bound,),
    )
    cards = (ContactCard(**_values(row)) for row in rows)
    return tuple(sorted(cards, key=lambda card: (sort_key(card.name), card.id)))


def _briefs(rows: Any) -> list[OrganisationBrief]:
    return [OrganisationBrief(**_values(row)) for row in rows]


def _values(row: Any) -> dict[str, Any]:
    """A row's values by name, days and principals as what they are."""
    values = dict(row._mapping)
    values["checked_on"] = _day(values["checked_on"])
    if "principal" in values:
        values["principal"] = Principal(values["principal"]) if values["principal"] else None
    return values


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
