"""A family begins, gets its people, its needs, its actors and its notes: every use case through the door."""

from datetime import timedelta

import pytest
from builders import NOW, TODAY, Told, a_family, days
from looking import card_of, everything, refused

from samtui.errors import Changed
from samtui.models.caseload import (
    Adult,
    Channel,
    Child,
    Contact,
    CustodyKind,
    Family,
    FamilyStatus,
    Involvement,
    Need,
    NoteKind,
    Principal,
    Protection,
)
from samtui.practice import families, network, notes
from samtui.store.store import Store


def test_a_family_begins_with_a_name_alone(caseload: Store) -> None:
    with caseload.change("begun") as session:
        family_id = families.begin(session, "  Åkerlund   Öst ")
    card = card_of(caseload, family_id)
    assert (card.facts.name, card.facts.status, card.facts.begun_on) == (
        "Åkerlund Öst",
        FamilyStatus.ASKED,
        TODAY,
    )
    assert card.children == card.adults == card.actors == card.consents == ()
    refused(caseload, "name", families.begin, " ")


def test_changing_a_family(caseload: Store) -> None:
    told = a_family().in_(caseload)
    form = {
        "name": "Örn",
        "status": FamilyStatus.RESTING,
        "resting_until": days(21),
        "municipality": " Lingonköping ",
        "protection": Protection.MARKED,
    }
    with caseload.change("changed") as session:
        families.change(session, told.id, 1, **form)
    facts = card_of(caseload, told.id).facts
    assert (facts.name, facts.sort_name, facts.version) == ("Örn", "}rn", 2)
    assert (facts.resting_until, facts.municipality, facts.protection) == (
        days(21),
        "Lingonköping",
        Protection.MARKED,
    )
    refused(
        caseload, "resting_until", families.change, told.id, 2, **{**form, "name": "X", "resting_until": None}
    )
    refused(caseload, "municipality", families.change, told.id, 2, **{**form, "municipality": "k" * 201})
    with caseload.change("awake") as session:
        families.change(session, told.id, 2, **{**form, "status": FamilyStatus.ACTIVE})
    assert card_of(caseload, told.id).facts.resting_until is None


CHANGES = {
    "family": lambda session, told: families.change(
        session,
        told.id,
        1,
        name="Annan",
        status=FamilyStatus.ACTIVE,
        resting_until=None,
        municipality="",
        protection=Protection.NONE,
    ),
    "child": lambda session, told: families.save_child(
        session,
        told.id,
        name="Kim",
        born=None,
        supported=False,
        child_id=told.children["Robin"],
        version=1,
    ),
    "adult": lambda session, told: families.save_adult(
        session, told.id, name="Saga", adult_id=told.adults["Sara"], version=1
    ),
    "need": lambda session, told: families.save_need(
        session, told.id, text="Annat", need_id=told.needs[0], version=1
    ),
    "actor": lambda session, told: network.save_actor(
        session, told.id, actor="Annan", involvement_id=told.actors["BUP"], version=1
    ),
    "contact": lambda session, told: network.save_contact(
        session,
        told.actors["BUP"],
        name="Annan",
        contact_id=told.contacts["Maj Pimpinell"],
        version=1,
    ),
    "note": lambda session, told: notes.save(
        session, told.id, text="Annat", note_id=told.notes[0], version=1
    ),
}
ROWS = {
    "family": (Family, lambda told: told.id),
    "child": (Child, lambda told: told.children["Robin"]),
    "adult": (Adult, lambda told: told.adults["Sara"]),
    "need": (Need, lambda told: told.needs[0]),
    "actor": (Involvement, lambda told: told.actors["BUP"]),
    "contact": (Contact, lambda told: told.contacts["Maj Pimpinell"]),
}


def a_whole_family(store: Store) -> Told:
    return (
        a_family()
        .with_joint_custody()
        .and_actor("BUP", contact="Maj Pimpinell")
        .with_need("Sova")
        .with_contact_on(NOW - timedelta(days=1), text="Ringde")
        .in_(store)
    )


@pytest.mark.parametrize("what", CHANGES)
def test_a_save_over_a_newer_version_stops_and_changes_nothing(caseload: Store, what: str) -> None:
    told = a_whole_family(caseload)
    if what in ROWS:
        kind, row_id = ROWS[what]
        with caseload.change("somebody else saves") as session:
            row = session.get_one(kind, row_id(told))
            setattr(row, "text" if what == "need" else "actor" if what == "actor" else "name", "Först")
    else:
        with caseload.change("somebody else saves") as session:
            notes.save(session, told.id, text="Först", note_id=told.notes[0])
    before = everything(caseload)
    with pytest.raises(Changed), caseload.change("mine") as session:
        CHANGES[what](session, told)
    assert everything(caseload) == before


@pytest.mark.parametrize("what", CHANGES)
def test_a_save_over_the_version_one_saw_goes_through(caseload: Store, what: str) -> None:
    told = a_whole_family(caseload)
    before = everything(caseload)
    with caseload.change("mine") as session:
        CHANGES[what](session, told)
    assert everything(caseload) != before


@pytest.mark.parametrize("what", CHANGES)
def test_what_somebody_removed_meanwhile_cannot_be_saved(caseload: Store, what: str) -> None:
    told = a_whole_family(caseload)
    with caseload.change("removed") as session:
        session.delete(session.get_one(Family, told.id))
    refused(caseload, None, CHANGES[what], told)


def test_people_and_custody(caseload: Store) -> None:
    told = a_family().with_child("Robin").with_sibling("Kim").in_(caseload)
    robin, kim = told.children["Robin"], told.children["Kim"]
    with caseload.change("a guardian") as session:
        sara = families.save_adult(
            session,
            told.id,
            name=" Sara ",
            relation="mamma",
            custody={robin: CustodyKind.JOINT, kim: CustodyKind.SOLE},
        )
    (adult,) = card_of(caseload, told.id).adults
    assert (adult.name, adult.custody) == ("Sara", ((robin, CustodyKind.JOINT), (kim, CustodyKind.SOLE)))
    with caseload.change("corrected") as session:
        families.save_adult(session, told.id, name="Sara", adult_id=sara, custody={kim: CustodyKind.UNKNOWN})
    (adult,) = card_of(caseload, told.id).adults
    assert adult.custody == ((robin, CustodyKind.JOINT),)
    refused(caseload, "phone", families.save_adult, told.id, name="Per", phone="0" * 201)
    refused(caseload, "name", families.save_child, told.id, name="", born=None, supported=True)


def test_needs_keep_the_familys_order(caseload: Store) -> None:
    told = (
        a_family()
        .with_need("ett")
        .with_need("två")
        .with_need("tre")
        .with_need("fint", works=True)
        .in_(caseload)
    )

    def order() -> list[str]:
        return [need.text for need in card_of(caseload, told.id).needs]

    def move(number: int, step: int) -> None:
        with caseload.change("moved") as session:
            families.move_need(session, told.needs[number], step)

    assert order() == ["ett", "två", "tre", "fint"]
    move(2, -1)
    assert order() == ["ett", "tre", "två", "fint"]
    move(0, +1)
    move(1, -9)
    assert order() == ["två", "tre", "ett", "fint"]
    move(1, +9)
    move(3, -1)
    assert order() == ["tre", "ett", "två", "fint"]
    refused(caseload, "text", families.save_need, told.id, text=" ")


def test_an_actor_joins_and_leaves(caseload: Store) -> None:
    told = (
        a_family()
        .and_actor("BUP", role=" utredning ", principal=Principal.REGION, contact="Maj")
        .in_(caseload)
    )
    with caseload.change("left") as session:
        network.has_left(session, told.contacts["Maj"])
        network.end_actor(session, told.actors["BUP"])
    (actor,) = card_of(caseload, told.id).actors
    assert (actor.actor, actor.role, actor.principal, actor.since, actor.until) == (
        "BUP",
        "utredning",
        Principal.REGION,
        TODAY,
        TODAY,
    )
    assert actor.contacts[0].left_on == TODAY
    refused(caseload, "actor", network.save_actor, told.id, actor="")
    refused(caseload, "contact", network.save_contact, told.actors["BUP"], name="")


def test_notes(caseload: Store) -> None:
    told = a_family().in_(caseload)
    with caseload.change("noted") as session:
        notes.save(
            session,
            told.id,
            text=" Ringde ",
            channel=Channel.PHONE,
            with_whom="Sara",
            at=NOW - timedelta(hours=1),
        )
        notes.save(session, told.id, text="", kind=NoteKind.ATTEMPT)
        notes.save(session, told.id, text="Inför mötet", kind=NoteKind.NOTE, at=NOW + timedelta(days=1))
    card = card_of(caseload, told.id)
    assert [note.text for note in card.notes] == ["Inför mötet", "", "Ringde"]
    assert card.facts.last_contact == NOW - timedelta(hours=1)  # an attempt is no contact
    refused(caseload, "day", notes.save, told.id, text="", at=NOW + timedelta(minutes=1))
    refused(caseload, "text", notes.save, told.id, text=" ", kind=NoteKind.NOTE)
