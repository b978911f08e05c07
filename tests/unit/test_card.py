"""Where a family is and what is next: what its card says, what it lacks, who can promise something."""

from datetime import timedelta
from pathlib import Path

import pytest
from a_directory import a_directory
from builders import NOW, TODAY, a_family, days
from looking import card_of

from samtui.errors import Refused
from samtui.models.caseload import ActionState, ConsentKind, ConsentState, FamilyStatus, NoteKind, Principal
from samtui.models.records import FamilyCard
from samtui.practice import actions, card, network
from samtui.practice.actions import ME, NOBODY, Owner
from samtui.practice.actor_lookup import actors_like
from samtui.practice.card import MissingKind
from samtui.store.families import people_of
from samtui.store.store import Store


def lacks(shown: FamilyCard) -> list[MissingKind]:
    return [one.kind for one in card.missing(shown, TODAY)]


def test_a_family_with_nothing_but_a_name_lacks_everything_in_the_order_it_is_asked_for(
    caseload: Store,
) -> None:
    told = a_family().in_(caseload)
    assert lacks(card_of(caseload, told.id)) == [
        MissingKind.CHILD,
        MissingKind.ACTOR,
        MissingKind.NEED,
        MissingKind.PLANNING,
        MissingKind.MEETING,
    ]


def test_a_whole_card_lacks_nothing(caseload: Store) -> None:
    told = (
        a_family()
        .with_joint_custody()
        .and_actor("BUP")
        .with_need("Sova en hel natt.")
        .with_consent(kind=ConsentKind.PLANNING)
        .with_meeting()
        .in_(caseload)
    )
    assert lacks(card_of(caseload, told.id)) == []


def test_of_each_child_the_birthday_and_the_custody_are_asked_for_by_themselves(caseload: Store) -> None:
    told = a_family().with_joint_custody().with_child("Teo", None).in_(caseload)
    found = card.missing(card_of(caseload, told.id), TODAY)
    of_teo = [one for one in found if one.row_id == told.children["Teo"]]
    assert [one.kind for one in of_teo] == [MissingKind.BIRTHDAY, MissingKind.CUSTODY]
    assert all("Teo" in one.text for one in of_teo)
    assert of_teo[0].key == f"birthday-{told.children['Teo']}"


def test_a_sibling_lacks_nothing(caseload: Store) -> None:
    told = a_family().with_sibling("Milo").in_(caseload)
    assert lacks(card_of(caseload, told.id))[0] is MissingKind.CHILD


def test_something_that_works_is_no_need(caseload: Store) -> None:
    told = a_family().with_need("Simningen.", works=True).in_(caseload)
    assert MissingKind.NEED in lacks(card_of(caseload, told.id))


@pytest.mark.parametrize("status", [FamilyStatus.ENDED, FamilyStatus.RESTING])
def test_nothing_is_missing_while_the_support_sleeps(caseload: Store, status: FamilyStatus) -> None:
    told = a_family().being(status, until=days(30)).in_(caseload)
    assert lacks(card_of(caseload, told.id)) == []


def test_an_attempt_is_not_the_last_contact(caseload: Store) -> None:
    told = (
        a_family()
        .with_contact_on(NOW - timedelta(days=9), text="Vi talades vid.")
        .with_contact_on(NOW - timedelta(days=1), kind=NoteKind.ATTEMPT)
        .in_(caseload)
    )
    found = card.last_contact(card_of(caseload, told.id))
    assert found is not None
    assert found.text == "Vi talades vid."


def test_what_is_next_due_is_not_what_is_late_or_done(caseload: Store) -> None:
    told = (
        a_family()
        .with_promise("Försenat", by="jag", due=days(-1))
        .with_promise("Klart", due=days(1))
        .with_promise("I dag", due=days(0))
        .with_promise("Sedan", due=days(3))
        .in_(caseload)
    )
    with caseload.change("x") as session:
        actions.done(session, told.promises[1])
    shown = card_of(caseload, told.id)
    coming = card.next_due(shown, TODAY)
    assert coming is not None
    assert coming.text == "I dag"
    assert [one.text for one in card.open_promises(shown)] == ["Försenat", "I dag", "Sedan"]


def test_an_actors_consent_is_what_holds_today(caseload: Store) -> None:
    told = a_family().with_joint_custody().and_actor("BUP").and_actor("Skolan")
    told = told.with_consent(to=["BUP"], expires=days(5))
    shown = card_of(caseload, told.in_(caseload).id)
    states = {actor.actor: card.consent_of(actor, shown, TODAY) for actor in shown.actors}
    assert states == {"BUP": ConsentState.EXPIRING, "Skolan": ConsentState.MISSING}


# Those who left after all did not


def test_an_actor_whose_part_has_ended_can_be_taken_up_again(caseload: Store) -> None:
    told = a_family().and_actor("BUP", contact="Dag").in_(caseload)
    with caseload.change("x") as session:
        network.end_actor(session, told.actors["BUP"])
        network.has_left(session, told.contacts["Dag"])
    assert card.current_actors(card_of(caseload, told.id)) == ()
    with caseload.change("x") as session:
        network.take_up_actor(session, told.actors["BUP"])
        network.has_not_left(session, told.contacts["Dag"])
    (actor,) = card.current_actors(card_of(caseload, told.id))
    assert actor.contacts[0].left_on is None


# Giving a promise away in its form


def changed(store: Store, promise: int, owner: Owner, state: ActionState) -> ActionState:
    with store.read() as connection:
        (family_id,) = connection.exec_driver_sql("SELECT family_id FROM action").one()
    row = next(one for one in card_of(store, family_id).actions if one.id == promise)
    with store.change("x") as session:
        actions.change(
            session,
            promise,
            row.version,
            text=row.text,
            owner=owner,
            due=None,
            state=state,
            evaluation_due=None,
            waiting_on="",
        )
    return next(one for one in card_of(store, family_id).actions if one.id == promise).state


def test_what_nobody_has_is_asked_for_and_a_state_that_is_chosen_stands(caseload: Store) -> None:
    told = a_family().with_promise("Ring", by="jag").in_(caseload)
    assert changed(caseload, told.promises[0], NOBODY, ActionState.ACCEPTED) is ActionState.ASKED
    assert changed(caseload, told.promises[0], NOBODY, ActionState.GOING_ON) is ActionState.GOING_ON


def test_the_contact_who_promised_is_read_with_the_promise(caseload: Store) -> None:
    told = a_family().and_actor("BUP", contact="Dag").in_(caseload)
    owner = Owner(involvement_id=told.actors["BUP"], contact_id=told.contacts["Dag"])
    with caseload.change("x") as session:
        actions.promise(session, told.id, text="Ring", owner=owner, due=None)
    (row,) = card_of(caseload, told.id).actions
    assert (row.contact, row.contact_id) == ("Dag", told.contacts["Dag"])


def test_the_people_around_a_family_can_be_read_without_its_card(caseload: Store) -> None:
    told = a_family().with_joint_custody().and_actor("BUP").in_(caseload)
    with caseload.read() as connection:
        people = people_of(connection, told.id)
    assert [one.name for one in people.children] == ["Robin"]
    assert [one.name for one in people.adults] == ["Sara", "Anders"]
    assert [one.actor for one in people.actors] == ["BUP"]


# Actors from the directory


def test_an_actor_is_found_by_a_few_letters_of_its_name_or_of_a_contact(tmp_path: Path) -> None:
    store = a_directory(tmp_path)
    with store.read() as connection:
        school = actors_like(connection, "björk")[0]
        mentor = actors_like(connection, "kummin")[0]
        letter = actors_like(connection, "b")
        many = actors_like(connection, "lingonköping", limit=2)
    store.close()
    assert (school.organisation, school.principal) == ("Björkskolan", Principal.MUNICIPALITY)
    assert school.contact_id is None
    assert (mentor.organisation, mentor.contact, mentor.title) == ("Björkskolan", "Ylva Kummin", "mentor")
    assert mentor.principal is Principal.MUNICIPALITY
    assert mentor.phone == "08-465 004 01"
    assert letter == ()
    assert len(many) == 2


def test_nobody_outside_the_family_is_among_those_who_promise(caseload: Store) -> None:
    from samtui.screens.promise_form import owner_of, people_to_ask
    from samtui.widgets.suggest import Picked

    told = a_family().with_joint_custody().and_actor("BUP", contact="Dag").and_actor("Skolan").in_(caseload)
    with caseload.change("x") as session:
        network.end_actor(session, told.actors["Skolan"])
    people = people_to_ask(card_of(caseload, told.id))
    assert [label for label, _key in people] == ["me", "Sara", "Anders", "Robin", "BUP", "Dag, BUP"]
    assert owner_of(Picked(), people) == NOBODY
    assert owner_of(Picked("me"), people) == ME
    assert owner_of(Picked("dag"), people) == Owner(
        involvement_id=told.actors["BUP"], contact_id=told.contacts["Dag"]
    )
    assert owner_of(Picked("Sara", f"adult:{told.adults['Sara']}"), people).adult_id == told.adults["Sara"]
    for text in ("Skolan", "bup", "xyz"):  # has ended; may be two; nobody
        with pytest.raises(Refused) as refusal:
            owner_of(Picked(text), people)
        assert refusal.value.field == "who"
