"""Which families need the coordinator, in which order, and in which words."""

from datetime import date, timedelta
from random import Random

import pytest
from builders import NOW, TODAY, a_family, days, facts
from hypothesis import given
from hypothesis import strategies as st

from samtui.models.caseload import ConsentState, FamilyStatus, Information, Principal
from samtui.models.records import FamilyCard, FamilyFacts
from samtui.practice.attention import (
    Attention,
    ReasonKind,
    asleep,
    attention,
    consent_state,
    on_the_card,
    reasons,
    strip,
    urgency,
    warn_until,
)
from samtui.store.families import family_card
from samtui.store.overview import family_facts
from samtui.store.store import Store

MIDNIGHT = NOW.replace(hour=0) - timedelta(hours=1)


def texts(known: FamilyFacts) -> list[str]:
    return [reason.text for reason in reasons(known, TODAY)]


def classes(known: FamilyFacts) -> list[Attention]:
    return [reason.attention for reason in reasons(known, TODAY)]


def in_days(number: int) -> dict[str, object]:
    """A next meeting so many days from now, at ten."""
    return {"next_meeting_id": 1, "next_meeting": NOW + timedelta(days=number)}


@pytest.mark.parametrize(
    ("known", "text", "level"),
    [
        (in_days(0), "Meeting today 10.00", Attention.TODAY),
        ({"actions_overdue": 2, "oldest_due": days(-40)}, "2 overdue", Attention.THIS_WEEK),
        ({"unowned": 1}, "1 that nobody has taken on", Attention.THIS_WEEK),
        ({"expiring": 1, "consent_until": days(0)}, "A consent runs out today", Attention.THIS_WEEK),
        ({"expiring": 1, "consent_until": days(7)}, "A consent runs out in 7 days", Attention.THIS_WEEK),
        ({"expiring": 1, "consent_until": days(8)}, "A consent runs out in 8 days", Attention.SOON),
        (
            {"expiring": 3, "consent_until": days(30)},
            "3 consents run out, the first in 30 days",
            Attention.SOON,
        ),
        (
            {"expiring": 1, "consent_until": days(5), **in_days(6)},
            "A consent runs out in 5 days, before the next meeting",
            Attention.THIS_WEEK,
        ),
        (
            {"expiring": 1, "consent_until": days(6), **in_days(6)},
            "A consent runs out in 6 days",
            Attention.THIS_WEEK,
        ),
        ({"expired": 2, "latest_expired": days(-3)}, "2 consents have run out", Attention.SOON),
        (
            {"expired": 1, "latest_expired": days(-3), **in_days(2)},
            "Meeting in 2 days: 1 consent has run out",
            Attention.THIS_WEEK,
        ),
        (
            {"expired": 1, "latest_expired": days(-3), **in_days(30)},
            "Meeting in 30 days: 1 consent has run out",
            Attention.SOON,
        ),
        # a meeting that is far away hides nothing
        (
            {"expired": 1, "latest_expired": days(-3), **in_days(31)},
            "1 consent has run out",
            Attention.SOON,
        ),
        (
            {"uncovered": 1, **in_days(1)},
            "Consent missing for 1 invited, meeting in 1 day",
            Attention.THIS_WEEK,
        ),
        ({"uncovered": 2, **in_days(9)}, "Consent missing for 2 invited, meeting in 9 days", Attention.SOON),
    ],
)
def test_each_reason_has_its_class_and_its_words(
    known: dict[str, object], text: str, level: Attention
) -> None:
    (reason,) = reasons(facts(**known), TODAY)
    assert (reason.text, reason.attention) == (text, level)


def test_on_the_day_of_the_meeting_everything_about_it_is_of_today_or_this_week() -> None:
    known = facts(uncovered=1, expired=1, latest_expired=days(-1), **in_days(0))
    assert texts(known) == [
        "Meeting today 10.00",
        "Meeting today: 1 consent has run out",
        "Consent missing for 1 invited, meeting today",
    ]


@pytest.mark.parametrize(
    "known",
    [
        {},
        {"uncovered": 1, **in_days(31)},
        {"expiring": 1, "consent_until": days(31)},
        {"actions_open": 4, "waiting": 2, "next_due": days(1), "actors": 7, "missing": 7},
        {"uncovered": 1},
    ],
)
def test_nothing_needs_you_just_now(known: dict[str, object]) -> None:
    found = reasons(facts(**known), TODAY)
    assert found == ()
    assert attention(found) is Attention.NONE


@pytest.mark.usefixtures("swedish")
def test_the_hour_of_a_meeting_is_that_of_the_clock_on_the_wall() -> None:
    late = NOW.replace(hour=22, minute=30)  # 23.30 in Sweden
    past_midnight = NOW.replace(hour=23, minute=30)
    assert [reason.kind for reason in reasons(facts(next_meeting=late), TODAY)] == [ReasonKind.MEETING_TODAY]
    assert "23.30" in reasons(facts(next_meeting=late), TODAY)[0].text
    assert reasons(facts(next_meeting=past_midnight), TODAY) == ()


def test_the_most_urgent_reason_comes_first() -> None:
    known = facts(
        actions_overdue=1,
        oldest_due=days(-9),
        unowned=1,
        expiring=1,
        consent_until=days(20),
        **in_days(0),
    )
    assert classes(known) == [Attention.TODAY, Attention.THIS_WEEK, Attention.THIS_WEEK, Attention.SOON]
    assert texts(known)[1:3] == ["1 overdue", "1 that nobody has taken on"]
    assert attention(reasons(known, TODAY)) is Attention.TODAY


@pytest.mark.parametrize(
    ("status", "until", "sleeps"),
    [
        (FamilyStatus.RESTING, days(21), True),
        (FamilyStatus.RESTING, days(0), True),  # "till och med"
        (FamilyStatus.RESTING, days(-1), False),
        (FamilyStatus.RESTING, None, True),
        (FamilyStatus.ENDED, None, True),
        (FamilyStatus.ENDED, days(-1), True),
        (FamilyStatus.ASKED, None, False),
        (FamilyStatus.ACTIVE, None, False),
    ],
)
def test_a_family_that_rests_or_has_ended_sleeps(
    status: FamilyStatus, until: date | None, sleeps: bool
) -> None:
    known = facts(
        status=status, resting_until=until, actions_overdue=1, oldest_due=days(-1), unowned=1, **in_days(0)
    )
    assert asleep(known, TODAY) is sleeps
    assert (reasons(known, TODAY) == ()) is sleeps
    assert (strip([known], TODAY).overdue == 0) is sleeps
    assert (strip([known], TODAY).meetings_today == 0) is sleeps


def test_the_strip_counts_over_all_families_that_are_awake() -> None:
    busy = facts(
        due_today=2, to_evaluate_today=1, actions_overdue=3, unowned=4, waiting=5, expiring=6, **in_days(0)
    )
    tomorrow = facts(due_today=10, **in_days(1))
    ended = facts(status=FamilyStatus.ENDED, due_today=100, **in_days(0))
    counts = strip([busy, tomorrow, ended], TODAY)
    assert (counts.meetings_today, counts.due_today, counts.to_evaluate_today) == (1, 12, 1)
    assert (counts.overdue, counts.unowned, counts.waiting, counts.consents_running_out) == (3, 4, 5, 6)


def test_families_are_sorted_by_class_then_date_then_reasons_then_name() -> None:
    late = {"actions_overdue": 1, "oldest_due": days(-5)}
    in_order = [
        facts(name="Meeting", **in_days(0)),
        facts(name="Late since long", actions_overdue=1, oldest_due=days(-50)),
        facts(name="Late, and more", unowned=1, **late),
        facts(name="Late a", sort_name="a", **late),
        facts(name="Late b", sort_name="b", id=1, **late),
        facts(name="Late b", sort_name="b", id=2, **late),
        facts(name="Soon", expiring=1, consent_until=days(30)),
        facts(name="Quiet", sort_name="a"),
        facts(name="Resting", sort_name="b", status=FamilyStatus.RESTING, **late),
        facts(name="Ended", sort_name="a", status=FamilyStatus.ENDED, **late),
    ]
    shuffled = Random(7).sample(in_order, len(in_order))
    shuffled.sort(key=lambda known: urgency(known, reasons(known, TODAY)))
    assert shuffled == in_order


@pytest.mark.parametrize(
    ("known", "state", "left"),
    [
        ({}, None, None),
        ({"actors": 3, "missing": 3}, ConsentState.MISSING, None),
        ({"actors": 3, "consent_until": days(200)}, ConsentState.NOTED, 200),
        ({"actors": 3, "expiring": 1, "consent_until": days(0)}, ConsentState.EXPIRING, 0),
        ({"actors": 3, "expiring": 1, "expired": 1, "consent_until": days(5)}, ConsentState.EXPIRED, 5),
        ({"actors": 3, "withdrawn": 1, "refused": 1, "missing": 1}, ConsentState.WITHDRAWN, None),
        ({"actors": 2, "asked": 1, "partial": 1}, ConsentState.ASKED, None),
    ],
)
def test_a_familys_consent_is_the_one_that_most_wants_attention(
    known: dict[str, object], state: ConsentState | None, left: int | None
) -> None:
    assert consent_state(facts(**known), TODAY) == (state, left)


def test_consents_are_said_to_run_out_from_thirty_days_before() -> None:
    assert warn_until(TODAY) == date(2026, 12, 25)


def card_of(store: Store, family_id: int) -> FamilyCard:
    with store.read() as connection:
        known = family_facts(connection, family_id, TODAY, MIDNIGHT, warn_until(TODAY))
        assert known is not None
        return family_card(connection, known)


def troubled(store: Store) -> FamilyCard:
    """A family with every kind of reason, whose actors and words a list may not show."""
    told = (
        a_family()
        .being(FamilyStatus.ACTIVE)
        .with_joint_custody("Sara", "Anders")
        .and_actor("Bup Lavendel", role="utredning", principal=Principal.REGION, contact="Maj Pimpinell")
        .and_actor("Prismaskolan")
        .and_actor("Kotten")
        .with_consent(to=["Bup Lavendel"], expires=days(6), about=[Information.HEALTH])
        .with_consent(to=["Prismaskolan"], starts=days(-90), expires=days(-4))
        .with_promise("Medicinen följs upp", by="Bup Lavendel", due=days(-9))
        .with_promise("Tolk till mötet", by="jag", due=days(-1))
        .with_promise("Lugn ingång", by="Sara", due=days(-2))
        .with_promise("Skjuts till korttids")
        .with_meeting(NOW + timedelta(days=6), asked=["Bup Lavendel", "Kotten", "Sara"])
        .in_(store)
    )
    return card_of(store, told.id)


def test_a_list_names_no_actor_no_care_and_no_service(caseload: Store) -> None:
    card = troubled(caseload)
    shown = " ".join(texts(card.facts))
    assert len(texts(card.facts)) == 5
    for word in ("Bup", "Lavendel", "Prisma", "Kotten", "Pimpinell", "Medicin", "utredning", "Sara", "Tolk"):
        assert word.casefold() not in shown.casefold()


def test_the_familys_own_card_names_everything(caseload: Store) -> None:
    card = troubled(caseload)
    told = {reason.kind: on_the_card(reason, card, TODAY) for reason in reasons(card.facts, TODAY)}
    assert told == {
        ReasonKind.OVERDUE: (
            "Bup Lavendel: Medicinen följs upp (9 days); Sara: Lugn ingång (2 days); "
            "I: Tolk till mötet (1 day)"
        ),
        ReasonKind.UNOWNED: "Nobody has taken on: Skjuts till korttids",
        ReasonKind.CONSENT_RUNNING_OUT: "The consent to Bup Lavendel runs out in 6 days",
        ReasonKind.CONSENT_RUN_OUT: "Consents that have run out: Prismaskolan",
        ReasonKind.CONSENT_MISSING: "Consent missing for 1 invited, meeting in 6 days",
    }


def test_braces_in_what_people_write_are_only_text(caseload: Store) -> None:
    told = (
        a_family("{n} {owner}")
        .and_actor("{text}")
        .with_promise("{n} %s {0}", by="{text}", due=days(-2))
        .in_(caseload)
    )
    card = card_of(caseload, told.id)
    (reason,) = reasons(card.facts, TODAY)
    assert on_the_card(reason, card, TODAY) == "{text}: {n} %s {0} (2 days)"


@given(
    st.integers(0, 3),
    st.integers(0, 3),
    st.integers(0, 3),
    st.integers(0, 60),
    st.none() | st.integers(0, 60),
    st.sampled_from(FamilyStatus),
)
def test_reasons_come_in_order_and_never_without_a_class(
    overdue: int, expiring: int, expired: int, until: int, meeting: int | None, status: FamilyStatus
) -> None:
    known = facts(
        status=status,
        actions_overdue=overdue,
        oldest_due=days(-until - 1) if overdue else None,
        expiring=expiring,
        consent_until=days(until) if expiring else None,
        expired=expired,
        latest_expired=days(-until - 1) if expired else None,
        uncovered=1,
        **(in_days(meeting) if meeting is not None else {}),
    )
    found = reasons(known, TODAY)
    order = [(list(Attention).index(reason.attention), reason.due) for reason in found]
    assert order == sorted(order)
    assert Attention.NONE not in [reason.attention for reason in found]
    if expired and not asleep(known, TODAY):
        assert ReasonKind.CONSENT_RUN_OUT in [reason.kind for reason in found]
