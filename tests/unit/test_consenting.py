"""Noting consents through the door, and what else changes what is recorded for a recipient."""

from datetime import date, timedelta

import pytest
from builders import BORN, TODAY, Told, a_family, days
from looking import card_of, refused

from samtui import clock
from samtui.models.caseload import (
    Answer,
    ConsentForm,
    ConsentKind,
    ConsentState,
    CustodyKind,
    Information,
)
from samtui.practice import consenting, families, network
from samtui.store.store import Store

YES, NO, PENDING = Answer.YES, Answer.NO, Answer.PENDING
SCHOOL, HEALTH = Information.SCHOOL, Information.HEALTH


def state_of(store: Store, told: Told, actor: str) -> tuple[ConsentState, date | None]:
    (found,) = (each for each in card_of(store, told.id).actors if each.actor == actor)
    return found.consent_state, found.consent_until


def test_noting_a_consent_fills_in_the_routine(caseload: Store) -> None:
    told = a_family().with_joint_custody().and_actor("BUP").with_consent(about=[SCHOOL, HEALTH]).in_(caseload)
    (consent,) = card_of(caseload, told.id).consents
    assert (consent.asked_on, consent.starts_on, consent.expires_on) == (TODAY, TODAY, date(2027, 11, 24))
    assert (consent.form, consent.child_id) == (ConsentForm.ORAL, None)
    assert consent.scope == {(told.actors["BUP"], SCHOOL), (told.actors["BUP"], HEALTH)}
    assert {(giver.name, giver.answered_on) for giver in consent.givers} == {
        ("Sara", TODAY),
        ("Anders", TODAY),
    }
    assert state_of(caseload, told, "BUP") == (ConsentState.NOTED, date(2027, 11, 24))


def test_what_kinds_of_information_are_named_may_come_from_anywhere(caseload: Store) -> None:
    told = a_family().with_sole_custody().and_actor("BUP").in_(caseload)
    with caseload.change("noted") as session:
        consenting.note(
            session,
            told.id,
            kind=ConsentKind.INFORMATION,
            givers={told.person("Sara"): YES},
            scope={told.actors["BUP"]: (kind for kind in (SCHOOL, HEALTH, SCHOOL))},
        )
    (consent,) = card_of(caseload, told.id).consents
    assert consent.scope == {(told.actors["BUP"], SCHOOL), (told.actors["BUP"], HEALTH)}


@pytest.mark.parametrize(
    ("field", "fields"),
    [
        ("givers", {"givers": {}}),
        ("recipients", {"scope": {}}),
        ("information", {"scope": {1: []}}),
        ("expires_on", {"expires_on": days(-1)}),
        ("starts_on", {"starts_on": days(1)}),  # until then nothing may pass, so nothing is noted
    ],
)
def test_a_consent_is_never_general_and_its_days_agree(
    caseload: Store, field: str, fields: dict[str, object]
) -> None:
    told = a_family().with_sole_custody().and_actor("BUP").in_(caseload)
    whole = {
        "kind": ConsentKind.INFORMATION,
        "givers": {told.person("Sara"): YES},
        "scope": {told.actors["BUP"]: [SCHOOL]},
    }
    refused(caseload, field, consenting.note, told.id, **{**whole, **fields})


def test_a_consent_to_joint_planning_names_no_recipient(caseload: Store) -> None:
    told = (
        a_family().with_sole_custody().and_actor("BUP").with_consent(kind=ConsentKind.PLANNING).in_(caseload)
    )
    (consent,) = card_of(caseload, told.id).consents
    assert consent.scope == frozenset()
    assert state_of(caseload, told, "BUP") == (ConsentState.MISSING, None)


def test_an_answer_a_withdrawal_and_an_answer_anew(caseload: Store) -> None:
    told = (
        a_family()
        .with_joint_custody()
        .and_actor("BUP")
        .with_consent(answers={"Sara": YES, "Anders": PENDING})
        .in_(caseload)
    )
    consent, anders = told.consents[0], told.person("Anders")

    def after(use_case, *arguments) -> ConsentState:
        with caseload.change("consent") as session:
            use_case(session, consent, *arguments)
        return state_of(caseload, told, "BUP")[0]

    assert state_of(caseload, told, "BUP")[0] is ConsentState.PARTIAL
    assert after(consenting.answer, anders, YES) is ConsentState.NOTED
    assert after(consenting.withdraw, anders) is ConsentState.WITHDRAWN
    assert after(consenting.withdraw, anders) is ConsentState.WITHDRAWN
    assert after(consenting.answer, anders, NO) is ConsentState.REFUSED
    assert after(consenting.answer, anders, PENDING) is ConsentState.PARTIAL
    refused(caseload, None, consenting.answer, consent, ("adult", 999), YES)
    refused(caseload, None, consenting.withdraw, consent, told.person("Robin"))


def test_custody_a_birthday_and_an_actor_change_what_is_recorded(caseload: Store) -> None:
    told = a_family().with_child().with_adult("Sara").and_actor("BUP").with_consent().in_(caseload)
    robin, sara = told.children["Robin"], told.adults["Sara"]

    def after(use_case, **fields) -> tuple[ConsentState, date | None]:
        with caseload.change("something") as session:
            use_case(session, told.id, **fields)
        return state_of(caseload, told, "BUP")

    assert state_of(caseload, told, "BUP") == (ConsentState.PARTIAL, None)
    in_a_year = (ConsentState.NOTED, date(2027, 11, 24))
    sole, joint = {robin: CustodyKind.SOLE}, {robin: CustodyKind.JOINT}
    assert after(families.save_adult, name="Sara", adult_id=sara, custody=sole) == in_a_year
    assert after(families.save_adult, name="Sara", adult_id=sara, custody=joint) == (
        ConsentState.PARTIAL,
        None,
    )
    assert after(families.save_adult, name="Per", custody=joint) == (ConsentState.PARTIAL, None)
    assert after(families.save_adult, name="Sara", adult_id=sara, custody=sole) == (
        ConsentState.PARTIAL,
        None,
    )
    with caseload.change("Per has no custody") as session:
        per = card_of(caseload, told.id).adults[-1].id
        families.save_adult(session, told.id, name="Per", adult_id=per, custody={robin: CustodyKind.NONE})
    assert state_of(caseload, told, "BUP") == in_a_year
    soon_18 = date(2009, 1, 1)
    child = {"name": "Robin", "supported": True, "child_id": robin}
    assert after(families.save_child, born=soon_18, **child) == (ConsentState.NOTED, date(2026, 12, 31))
    assert after(families.save_child, born=BORN, **child) == in_a_year


def test_what_is_taken_back_later_counts_whichever_consent_it_stands_in(caseload: Store) -> None:
    told = (
        a_family()
        .with_joint_custody()
        .and_actor("BUP")
        .with_consent(starts=days(-60))
        .with_consent(starts=days(-10))
        .in_(caseload)
    )
    with caseload.change("taken back") as session:
        consenting.withdraw(session, told.consents[0], told.person("Anders"))
    assert state_of(caseload, told, "BUP") == (ConsentState.WITHDRAWN, None)
    taken_back = {giver.name: giver for giver in card_of(caseload, told.id).consents[1].givers}["Anders"]
    assert (taken_back.withdrawn, taken_back.answered_on) == (True, TODAY)
    with clock.stopped(clock.now() + timedelta(days=1)):
        with caseload.change("Anders says yes after all") as session:
            consenting.answer(session, told.consents[1], told.person("Anders"), YES)
        assert state_of(caseload, told, "BUP")[0] is ConsentState.NOTED


def test_the_first_day_of_a_withdrawal_stands(caseload: Store) -> None:
    told = a_family().with_sole_custody().and_actor("BUP").with_consent().in_(caseload)
    for later in (0, 5):
        with clock.stopped(clock.now() + timedelta(days=later)), caseload.change("taken back") as session:
            consenting.withdraw(session, told.consents[0], told.person("Sara"))
    (consent,) = card_of(caseload, told.id).consents
    assert consent.givers[0].answered_on == TODAY


def test_a_consent_names_only_those_whom_it_names(caseload: Store) -> None:
    told = (
        a_family().with_sole_custody().and_actor("BUP").with_consent().and_actor("Björkskolan").in_(caseload)
    )
    other = a_family("Lom").with_sole_custody().and_actor("BUP").in_(caseload)
    assert state_of(caseload, told, "BUP")[0] is ConsentState.NOTED
    assert state_of(caseload, told, "Björkskolan")[0] is ConsentState.MISSING
    assert state_of(caseload, other, "BUP")[0] is ConsentState.MISSING
    with caseload.change("a new actor") as session:
        network.save_actor(session, told.id, actor="Kotten")
    assert state_of(caseload, told, "Kotten")[0] is ConsentState.MISSING
