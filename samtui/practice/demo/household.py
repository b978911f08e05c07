"""What the consents on a page say of each recipient, by the rules of ``practice.consent``."""

from collections import defaultdict
from collections.abc import Iterable

from samtui.models.caseload import (
    Adult,
    Child,
    Consent,
    ConsentGiver,
    ConsentScope,
    Custody,
    CustodyKind,
    Information,
    Involvement,
)
from samtui.models.records import AdultRecord, ChildRecord, ConsentRecord, GiverRecord
from samtui.practice.consent import Household, recipient_facts
from samtui.practice.consenting import household
from samtui.practice.demo.pages import Page, rows_of


def note_consent_facts(page: Page) -> None:
    """Writes the state and the last day of consent into each involvement of one family's page."""
    home = _household(page)
    consents = _consents(page)
    for row in rows_of(page, Involvement):
        row["consent_state"], row["consent_until"] = recipient_facts(row["id"], consents, home)


def _household(page: Page) -> Household:
    custody: dict[int, list[tuple[int, CustodyKind]]] = defaultdict(list)
    for row in rows_of(page, Custody):
        custody[row["adult_id"]].append((row["child_id"], row["kind"]))
    children = [
        ChildRecord(row["id"], 1, row["name"], row["born"], row["supported"]) for row in rows_of(page, Child)
    ]
    adults = [
        AdultRecord(row["id"], 1, row["name"], "", "", "", tuple(custody[row["id"]]))
        for row in rows_of(page, Adult)
    ]
    return household(children, adults)


def _consents(page: Page) -> Iterable[ConsentRecord]:
    givers: dict[int, list[GiverRecord]] = defaultdict(list)
    for row in rows_of(page, ConsentGiver):
        person = ("adult", row["adult_id"]) if row["adult_id"] else ("child", row["child_id"])
        withdrawn = row["withdrawn_on"] is not None
        givers[row["consent_id"]].append(GiverRecord(person, row["answer"], withdrawn))
    scopes: dict[int, set[tuple[int, Information]]] = defaultdict(set)
    for row in rows_of(page, ConsentScope):
        scopes[row["consent_id"]].add((row["involvement_id"], row["information"]))
    return [
        ConsentRecord(
            id=row["id"],
            kind=row["kind"],
            child_id=row["child_id"],
            starts_on=row["starts_on"],
            expires_on=row["expires_on"],
            givers=tuple(givers[row["id"]]),
            scope=frozenset(scopes[row["id"]]),
        )
        for row in rows_of(page, Consent)
    ]
