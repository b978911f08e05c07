"""The search follows every change that goes through the door, and forgets what is gone."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from a_directory import a_directory
from sqlmodel import Session, select

from samtui.models.directory import DirectoryContact, Organisation, Service, ServiceText
from samtui.models.principal import Principal
from samtui.practice.lookup import add_contact, add_organisation
from samtui.store.search import find
from samtui.store.store import Store


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    store = a_directory(tmp_path)
    yield store
    store.close()


def found(store: Store, query: str) -> list[str]:
    with store.read() as connection:
        return [hit.title for hit in find(connection, query, language="sv")]


def organisation(session: Session, name: str) -> Organisation:
    return session.exec(select(Organisation).where(Organisation.name == name)).one()


def test_a_new_organisation_is_found_at_once(store: Store) -> None:
    assert found(store, "lekoteket") == []
    with store.change("organisation added") as session:
        add_organisation(session, "Lekoteket Solrosen", phone="08-465 004 80")
    assert found(store, "lekoteket") == ["Lekoteket Solrosen"]
    assert found(store, "lekotket") == ["Lekoteket Solrosen"], "misspelt"
    assert found(store, "solros") == ["Lekoteket Solrosen"], "half a word"
    assert found(store, "46500480") == ["Lekoteket Solrosen"]


def test_a_new_contact_is_found_by_name_initials_title_and_workplace(store: Store) -> None:
    with store.change("contact added") as session:
        school = organisation(session, "Björkskolan").id
        assert school is not None
        add_contact(session, school, "Åke Libbsticka", title="studievägledare")
    for query in ("libbsticka", "åke", "ake lib", "ål", "studievägledare", "studievagledaren björkskolan"):
        assert found(store, query)[0] == "Åke Libbsticka", query


def test_a_changed_name_is_found_and_the_old_one_is_not(store: Store) -> None:
    with store.change("contact saved") as session:
        contact = session.exec(select(DirectoryContact).where(DirectoryContact.name == "Ylva Kummin")).one()
        contact.name = "Ylva Fänkål"
    assert found(store, "fänkål") == ["Ylva Fänkål"]
    assert "Ylva Fänkål" not in found(store, "kummin")


def test_contacts_follow_the_name_of_their_organisation(store: Store) -> None:
    with store.change("organisation saved") as session:
        organisation(session, "Björkskolan").name = "Granskolan"
    assert "Ylva Kummin" in found(store, "granskolan")
    assert "Ylva Kummin" not in found(store, "björkskolan")


def test_what_is_removed_is_gone_and_its_contacts_with_it(store: Store) -> None:
    with store.change("organisation removed") as session:
        session.delete(organisation(session, "Björkskolan"))
    for query in ("björkskolan", "björkis", "ylva", "kummin", "mejram"):
        assert not {"Björkskolan", "Ylva Kummin", "Rustan Mejram"} & set(found(store, query)), query


def test_a_name_that_is_gone_is_in_no_vocabulary(store: Store) -> None:
    def known(word: str) -> bool:
        with store.read() as connection:
            row = connection.exec_driver_sql("SELECT 1 FROM find_word WHERE word = ?", (word,)).first()
        return row is not None

    assert known("kummin")
    assert known("mentor")
    with store.change("contact removed") as session:
        session.delete(
            session.exec(select(DirectoryContact).where(DirectoryContact.name == "Ylva Kummin")).one()
        )
    assert not known("kummin")
    assert known("bjorkskolan"), "still the name of the school"


def test_a_service_is_found_by_its_new_other_name_and_law(store: Store) -> None:
    assert found(store, "lss 9e") == ["Avlösarservice i hemmet"]
    with store.change("service saved") as session:
        service = session.exec(select(Service).where(Service.slug == "lss-avlosarservice")).one()
        service.legal_basis = "99 § 7 LSS"
        text = session.exec(
            select(ServiceText).where(ServiceText.service_id == service.id, ServiceText.language == "sv")
        ).one()
        text.also += "\nandrum"
    assert found(store, "andrum") == ["Avlösarservice i hemmet"]
    assert found(store, "lss 9e")[0] != "Avlösarservice i hemmet"
    assert found(store, "lss 99 7")[0] == "Avlösarservice i hemmet"


def test_a_service_of_ones_own_is_found_in_its_one_language(store: Store) -> None:
    with store.change("service added") as session:
        service = Service(slug="lingon-sommarkollo", principal=Principal.MUNICIPALITY)
        session.add(service)
        session.flush()
        assert service.id is not None
        session.add(ServiceText(service_id=service.id, language="sv", name="Lingonkollo"))
    with store.read() as connection:
        assert [hit.title for hit in find(connection, "lingonkollo", language="en")] == ["Lingonkollo"]
    with store.change("service removed") as session:
        session.delete(session.exec(select(Service).where(Service.slug == "lingon-sommarkollo")).one())
    assert "Lingonkollo" not in found(store, "lingonkollo")


def test_a_change_that_fails_leaves_the_search_as_it_was(store: Store) -> None:
    with pytest.raises(RuntimeError), store.change("organisation added") as session:
        add_organisation(session, "Lekoteket Solrosen")
        raise RuntimeError
    assert found(store, "lekoteket") == []
