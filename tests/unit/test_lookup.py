"""The answers of a look-up: cards, the command line's shape, and what grows the directory."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from a_directory import a_directory
from sqlalchemy import Connection
from sqlmodel import select

from samtui import language
from samtui.errors import Refused
from samtui.models.directory import Organisation, Service, ServiceText
from samtui.models.principal import Principal
from samtui.practice.lookup import add_contact, add_organisation, look_up
from samtui.store.directory import (
    contact_card,
    organisation_card,
    organisations,
    service_card,
)
from samtui.store.search import find
from samtui.store.store import Store

SHAPE = [
    "kind",
    "id",
    "name",
    "responsible",
    "legal_basis",
    "who_may_apply",
    "how_to_apply",
    "documents",
    "decision_time",
    "appeal",
    "phones",
    "checked_on",
    "score",
]


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    store = a_directory(tmp_path)
    yield store
    store.close()


@pytest.fixture
def connection(store: Store) -> Iterator[Connection]:
    with store.read() as connection:
        yield connection


def service_id(connection: Connection, slug: str) -> int:
    return connection.execute(select(Service.id).where(Service.slug == slug)).scalar_one() or 0


def organisation_id(connection: Connection, name: str) -> int:
    return connection.execute(select(Organisation.id).where(Organisation.name == name)).scalar_one() or 0


def test_a_service_is_answered_with_all_that_the_guide_says(connection: Connection) -> None:
    answer = look_up(connection, "avlösarservice", language="sv")[0]
    assert (answer.kind, answer.name) == ("service", "Avlösarservice i hemmet")
    assert answer.legal_basis == "9 § 5 och 9 e § LSS"
    assert answer.responsible and "LSS-handläggaren" in answer.responsible
    assert answer.how_to_apply and answer.appeal and answer.who_may_apply
    assert answer.phones == ("08-465 004 40",), "the unit that gives it here"
    assert answer.checked_on is not None


def test_the_shape_for_the_command_line(connection: Connection) -> None:
    service = look_up(connection, "omvårdnadsbidrag", language="sv")[0].as_json()
    assert list(service) == SHAPE
    assert service["kind"] == "service"
    assert service["phones"] == []
    assert date.fromisoformat(service["checked_on"])
    unit = look_up(connection, "lss-enheten", language="sv")[0].as_json()
    assert list(unit) == SHAPE
    assert unit["phones"] == ["08-465 004 40"]
    assert [key for key in SHAPE if unit[key] is None] == [*SHAPE[3:10], "checked_on"]


def test_a_contact_answers_with_the_own_number_and_then_the_switchboard(connection: Connection) -> None:
    assert look_up(connection, "maj pimpinell", language="sv")[0].phones == ("08-465 004 06", "08-465 004 05")
    assert look_up(connection, "nils anis", language="sv")[0].phones == ("+46 8 465 004 20",)


def test_screen_and_command_line_have_the_same_order(connection: Connection) -> None:
    for words in ("hab", "korttids", "lss 9", "skola"):
        hits = find(connection, words, language="sv", limit=8)
        answers = look_up(connection, words, limit=8, language="sv")
        assert [(one.kind, one.id) for one in answers] == [(hit.kind, hit.ref) for hit in hits]


def test_answers_speak_the_language_asked_for(connection: Connection) -> None:
    answer = look_up(connection, "färdtjänst", language="en")[0]
    assert answer.name == "Special transport service"
    assert look_up(connection, "zzzzzz", language="en") == []
    assert look_up(connection, "färdtjänst", limit=0, language="en") == []


def test_a_text_that_english_lacks_is_swedish(store: Store) -> None:
    with store.change("text removed") as session:
        service = session.exec(select(Service).where(Service.slug == "fardtjanst")).one()
        text = session.exec(
            select(ServiceText).where(ServiceText.service_id == service.id, ServiceText.language == "en")
        ).one()
        text.appeal = ""
    with store.read() as connection:
        swedish = service_card(connection, service.id or 0, "sv")
        english = service_card(connection, service.id or 0, "en")
    assert swedish and english
    assert english.name == "Special transport service"
    assert english.appeal == swedish.appeal != ""


def test_a_municipality_narrows_to_what_is_there(store: Store) -> None:
    with store.change("organisation added") as session:
        add_organisation(session, "Habiliteringen Granvik", municipality="Granvik")
        add_organisation(session, "Habiliteringens telefonlinje")
    with store.read() as connection:
        names = [
            one.name for one in look_up(connection, "habilitering", language="sv", municipality="granvik")
        ]
        assert "Habiliteringen Granvik" in names
        assert "Habiliteringens telefonlinje" in names
        assert "Barn- och ungdomshabilitering" in names
        assert "Habiliteringen Lingonköping" not in names
        service = look_up(connection, "lss-korttidsvistelse", language="sv", municipality="granvik")
        assert all("08-465 004 60" not in one.phones for one in service)


def test_an_age_leaves_out_services_for_other_ages(connection: Connection) -> None:
    def slugs(age: int | None) -> set[int]:
        return {one.id for one in look_up(connection, "korttidstillsyn", language="sv", age=age)}

    supervision = service_id(connection, "lss-korttidstillsyn")
    card = service_card(connection, supervision, "sv")
    assert card and card.age_from
    assert supervision in slugs(None)
    assert supervision in slugs(card.age_from)
    assert supervision not in slugs(card.age_from - 1)


def test_a_services_card_names_who_gives_it_here(connection: Connection) -> None:
    card = service_card(connection, service_id(connection, "lss-korttidsvistelse"), "sv")
    assert card
    assert [one.name for one in card.providers] == ["Korttidshemmet Gläntan", "LSS-enheten"]
    assert card.providers[0].municipality == "Lingonköping"
    assert card.principal is Principal.MUNICIPALITY
    assert service_card(connection, 9_999, "sv") is None


def test_an_organisations_card_has_its_contacts_and_services(connection: Connection) -> None:
    card = organisation_card(connection, organisation_id(connection, "LSS-enheten"), "en")
    assert card
    assert card.principal is Principal.MUNICIPALITY
    assert [one.name for one in card.contacts] == ["Hampus Gräslök"]
    assert [name for _id, name in card.services] == [
        "Relief service in the home",
        "Short stay away from home",
    ]
    assert organisation_card(connection, 9_999) is None


def test_a_contacts_card_names_the_workplace(connection: Connection) -> None:
    hit = find(connection, "tage vänderot", language="sv")[0]
    card = contact_card(connection, hit.ref)
    assert card
    assert (card.name, card.title, card.organisation) == ("Tage Vänderot", "överläkare", "BUP Lingonköping")
    assert contact_card(connection, 9_999) is None


def test_organisations_are_sorted_the_swedish_way(store: Store) -> None:
    with store.change("organisations added") as session:
        for name in ("Ösby skola", "Zinkgruvans skola", "Ängsskolan", "Åkerskolan", "åbroskolan"):
            add_organisation(session, name)
    with store.read() as connection:
        assert [one.name for one in organisations(connection)][-5:] == [
            "Zinkgruvans skola",
            "åbroskolan",
            "Åkerskolan",
            "Ängsskolan",
            "Ösby skola",
        ]


@pytest.mark.parametrize("name", ["", "   ", "x" * 201])
def test_a_name_is_needed_and_has_an_end(store: Store, name: str) -> None:
    with store.change("organisation added") as session:
        at = add_organisation(session, "Lekoteket")
        for attempt in (lambda: add_organisation(session, name), lambda: add_contact(session, at, name)):
            with pytest.raises(Refused) as refusal:
                attempt()
            assert refusal.value.field == "name"


def test_a_contact_needs_an_organisation_that_is_there(store: Store) -> None:
    with language.speaking("en"), store.change("contact added") as session:
        with pytest.raises(Refused, match="no longer there") as refusal:
            add_contact(session, 9_999, "Ylva Kummin")
        assert refusal.value.field == "organisation"


def test_what_was_added_can_be_read(store: Store) -> None:
    with store.change("organisation added") as session:
        at = add_organisation(session, "  Lekoteket ", principal=Principal.REGION, phone="08-465 004 90 ")
        contact = add_contact(session, at, "Saga Salvia", title="lekpedagog", email="saga@lek.example")
    with store.read() as connection:
        card = organisation_card(connection, at)
        assert card
        assert (card.name, card.principal, card.phone) == ("Lekoteket", Principal.REGION, "08-465 004 90")
        assert [(one.id, one.name, one.email) for one in card.contacts] == [
            (contact, "Saga Salvia", "saga@lek.example")
        ]
