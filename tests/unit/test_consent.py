"""What is recorded for a recipient: who must have said yes, about whom, and until when."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from builders import BORN, TODAY, a_consent, a_household, days
from hypothesis import given
from hypothesis import strategies as st

from samtui.models.caseload import Answer, ConsentKind, ConsentState
from samtui.models.records import ConsentRecord, Person
from samtui.practice.consent import (
    WORST_FIRST,
    Household,
    birthday,
    eighteen,
    on_day,
    planning_facts,
    recipient_facts,
    worst,
)
from samtui.practice.dates import age

SARA, ANDERS, PER, ROBIN = ("adult", 1), ("adult", 2), ("adult", 3), ("child", 1)
YES, NO, PENDING = Answer.YES, Answer.NO, Answer.PENDING
BOTH = {SARA: YES, ANDERS: YES}
TOGETHER = a_household(1, 2)
LINUS_TURNS_18 = date(2026, 11, 24)
LINUS_BORN = date(2008, 11, 24)


def state_of(*consents: ConsentRecord, home: Household = TOGETHER) -> ConsentState:
    return recipient_facts(1, consents, home)[0]


def until_of(*consents: ConsentRecord, home: Household = TOGETHER) -> date | None:
    return recipient_facts(1, consents, home)[1]


@pytest.mark.parametrize(
    ("answers", "state"),
    [
        (BOTH, ConsentState.NOTED),
        ({SARA: YES}, ConsentState.PARTIAL),  # 6 kap. 13 § FB: guardians decide together
        ({SARA: YES, ANDERS: PENDING}, ConsentState.PARTIAL),
        ({SARA: YES, ANDERS: NO}, ConsentState.REFUSED),
        ({SARA: PENDING, ANDERS: PENDING}, ConsentState.ASKED),
        ({SARA: NO, ANDERS: PENDING}, ConsentState.REFUSED),
        ({**BOTH, ROBIN: PENDING}, ConsentState.PARTIAL),  # a child that is asked is waited for
        ({**BOTH, ROBIN: NO}, ConsentState.REFUSED),
        ({**BOTH, ROBIN: YES}, ConsentState.NOTED),
        ({**BOTH, PER: PENDING}, ConsentState.PARTIAL),
        ({ROBIN: YES}, ConsentState.PARTIAL),
        ({}, ConsentState.ASKED),
    ],
)
def test_those_with_custody_answer_together_and_everybody_who_is_asked(
    answers: dict[Person, Answer], state: ConsentState
) -> None:
    assert state_of(a_consent(answers)) is state


@pytest.mark.parametrize(
    ("home", "answers", "state"),
    [
        (a_household(1), {SARA: YES}, ConsentState.NOTED),  # sole custody
        (a_household(), {SARA: YES}, ConsentState.PARTIAL),  # custody is never assumed
        (
            a_household(1, half_noted=True),
            {SARA: YES},
            ConsentState.PARTIAL,
        ),  # who decides together with her?
        (a_household(born=date(2018, 1, 1)), {ROBIN: YES}, ConsentState.PARTIAL),  # a child of eight alone
        (a_household(born=date(2009, 11, 26)), {ROBIN: YES}, ConsentState.PARTIAL),  # seventeen
        (a_household(born=None), {ROBIN: YES}, ConsentState.PARTIAL),  # of unknown age
        (a_household(born=LINUS_BORN), {ROBIN: YES}, ConsentState.NOTED),  # eighteen since yesterday
    ],
)
def test_custody_and_age_are_never_assumed(
    home: Household, answers: dict[Person, Answer], state: ConsentState
) -> None:
    assert state_of(a_consent(answers), home=home) is state


def test_nobody_was_asked_about_another_recipient_and_joint_planning_is_a_yes_of_its_own() -> None:
    information = a_consent(BOTH, to=2)
    planning = a_consent(BOTH, kind=ConsentKind.PLANNING)
    assert recipient_facts(1, [information, planning], TOGETHER) == (ConsentState.MISSING, None)
    assert planning_facts([information], TOGETHER) == (ConsentState.MISSING, None)
    assert planning_facts([information, planning], TOGETHER) == (ConsentState.NOTED, planning.expires_on)


def test_one_guardian_may_answer_in_one_consent_and_the_other_in_the_next() -> None:
    first = a_consent({SARA: YES, ANDERS: PENDING}, starts=days(-30), expires=days(300))
    second = a_consent({ANDERS: YES}, number=2, starts=days(-10), expires=days(100))
    assert state_of(first) is ConsentState.PARTIAL
    assert recipient_facts(1, [first, second], TOGETHER) == (ConsentState.NOTED, days(100))


def test_a_question_that_waits_takes_nothing_back() -> None:
    given_in_may = a_consent(BOTH, starts=days(-200), expires=days(17))
    asked_again = a_consent({SARA: PENDING, ANDERS: PENDING}, number=2, starts=days(-5))
    assert recipient_facts(1, [given_in_may, asked_again], TOGETHER) == (ConsentState.NOTED, days(17))
    refused_in_may = a_consent({SARA: YES, ANDERS: NO}, starts=days(-200))
    assert state_of(refused_in_may, asked_again) is ConsentState.REFUSED


def test_a_renewed_consent_holds_as_long_as_the_new_one() -> None:
    old = a_consent(BOTH, starts=days(-300), expires=days(-20))
    new = a_consent(BOTH, number=2, starts=days(-10), expires=days(200))
    assert recipient_facts(1, [new, old], TOGETHER) == (ConsentState.NOTED, days(200))


def test_a_no_said_after_the_newest_consent_counts_whichever_consent_it_stands_in() -> None:
    old = a_consent({SARA: YES, ANDERS: NO}, starts=days(-90), said_on={SARA: days(-90), ANDERS: days(-2)})
    new = a_consent(BOTH, number=2, starts=days(-30), said_on=dict.fromkeys(BOTH, days(-30)))
    assert state_of(old, new) is ConsentState.REFUSED


def test_a_consent_taken_back_stays_so_until_the_next_yes() -> None:
    spring = a_consent(
        BOTH, starts=days(-200), withdrawn=[SARA], said_on={SARA: days(-9), ANDERS: days(-200)}
    )
    summer = a_consent(BOTH, number=2, starts=days(-100), said_on=dict.fromkeys(BOTH, days(-100)))
    again = a_consent(BOTH, number=3, starts=days(-9), said_on=dict.fromkeys(BOTH, days(-9)))
    assert state_of(spring, summer) is ConsentState.WITHDRAWN
    assert state_of(spring, summer, again) is ConsentState.NOTED


def test_a_yes_about_one_child_is_none_about_another() -> None:
    home = Household(born={1: BORN, 2: BORN}, custody={1: frozenset({1, 2}), 2: frozenset({1, 2})})
    about_robin = a_consent(BOTH, child=1)
    for about_kim, state in (
        ({SARA: YES}, ConsentState.PARTIAL),
        ({SARA: YES, ANDERS: NO}, ConsentState.REFUSED),
        (BOTH, ConsentState.NOTED),
    ):
        consents = (a_consent(about_kim, number=2, child=2, starts=days(-1)), about_robin)
        assert state_of(*consents, home=home) is state


def test_a_consent_about_the_family_is_about_each_child_and_needs_the_guardians_of_each() -> None:
    half_siblings = Household(born={1: BORN, 2: BORN}, custody={1: frozenset({1, 2}), 2: frozenset({1, 3})})
    about_all = a_consent({**BOTH, PER: YES}, child=None)
    assert state_of(about_all, home=half_siblings) is ConsentState.NOTED
    assert state_of(a_consent(BOTH, child=None), home=half_siblings) is ConsentState.PARTIAL
    one_unknown = Household(born={1: BORN, 2: BORN}, custody={1: frozenset({1, 2})})
    assert state_of(a_consent(BOTH, child=None), home=one_unknown) is ConsentState.PARTIAL


def test_a_consent_about_one_child_asks_nothing_of_another() -> None:
    kim_is_new_here = Household(born={1: BORN, 2: BORN}, custody={1: frozenset({1, 2})})
    assert state_of(a_consent(BOTH, child=1), home=kim_is_new_here) is ConsentState.NOTED


def test_what_ran_out_for_one_child_long_ago_says_nothing_about_the_other() -> None:
    home = Household(born={1: BORN, 2: BORN}, custody={1: frozenset({1, 2}), 2: frozenset({1, 2})})
    long_ago = a_consent(BOTH, child=1, starts=days(-800), expires=days(-440))
    new = a_consent(BOTH, number=2, child=2, starts=days(-10), expires=days(300))
    assert recipient_facts(1, [long_ago, new], home) == (ConsentState.NOTED, days(300))


def test_a_family_with_no_child_yet_has_nobody_who_can_say_yes_for_it() -> None:
    nobody = Household(born={}, custody={})
    assert state_of(a_consent({SARA: YES}, child=None), home=nobody) is ConsentState.PARTIAL


def test_the_guardians_say_ends_the_day_before_the_eighteenth_birthday() -> None:
    home = a_household(1, 2, born=date(2008, 12, 31))
    given_at_17 = a_consent(BOTH, starts=days(-30), expires=days(300))
    assert recipient_facts(1, [given_at_17], home) == (ConsentState.NOTED, date(2026, 12, 30))
    short = a_consent(BOTH, starts=days(-30), expires=days(10))
    assert until_of(short, home=home) == days(10)
    on_the_last_day = a_consent(BOTH, starts=date(2026, 12, 30), expires=date(2027, 12, 29))
    assert recipient_facts(1, [on_the_last_day], home) == (ConsentState.NOTED, date(2026, 12, 30))
    of_unknown_age = a_household(1, 2, born=None)
    assert until_of(given_at_17, home=of_unknown_age) == days(300)


def test_from_eighteen_the_young_person_alone() -> None:
    home = a_household(1, 2, born=LINUS_BORN)
    by_guardians = a_consent(BOTH, starts=days(-300), expires=days(60))
    own = a_consent({ROBIN: YES}, number=2, starts=days(0), expires=days(200))
    assert recipient_facts(1, [by_guardians, own], home) == (ConsentState.NOTED, days(200))
    for answers, state in (
        ({ROBIN: NO}, ConsentState.REFUSED),
        ({ROBIN: PENDING}, ConsentState.ASKED),
        (BOTH, ConsentState.PARTIAL),  # the parents can no longer say yes
        ({ROBIN: YES, SARA: PENDING}, ConsentState.PARTIAL),  # asked as well: it is about her too
    ):
        since = a_consent(answers, number=2, starts=LINUS_TURNS_18)
        assert state_of(by_guardians, since, home=home) is state


def test_what_the_young_person_said_before_eighteen_stands_only_beside_the_guardians() -> None:
    home = a_household(1, 2, born=LINUS_BORN)
    jointly = a_consent({**BOTH, ROBIN: YES}, starts=days(-30), expires=days(300))
    assert recipient_facts(1, [jointly], home) == (ConsentState.NOTED, days(-2))


@pytest.mark.parametrize(
    ("until", "eighteen_on", "state"),
    [
        (days(31), None, ConsentState.NOTED),
        (days(30), None, ConsentState.EXPIRING),
        (days(0), None, ConsentState.EXPIRING),  # the last day is a day on which it holds
        (days(-1), None, ConsentState.EXPIRED),
        (days(-1), days(0), ConsentState.ENDED_AT_18),
        (days(-1), days(9), ConsentState.EXPIRED),
        (days(0), days(1), ConsentState.EXPIRING),
    ],
)
def test_the_state_on_a_day(until: date, eighteen_on: date | None, state: ConsentState) -> None:
    assert on_day(ConsentState.NOTED, until, TODAY, 30, eighteen_on) is state


@pytest.mark.parametrize("state", [state for state in ConsentState if state is not ConsentState.NOTED])
def test_only_what_is_noted_runs_out(state: ConsentState) -> None:
    assert on_day(state, None, TODAY, 30) is state


def test_every_state_has_its_place_and_the_worst_is_the_first() -> None:
    assert sorted(WORST_FIRST) == sorted(ConsentState)
    assert worst([ConsentState.NOTED, ConsentState.PARTIAL]) is ConsentState.PARTIAL
    assert worst([ConsentState.REFUSED, ConsentState.WITHDRAWN]) is ConsentState.WITHDRAWN
    assert worst(iter([])) is ConsentState.MISSING


@pytest.mark.parametrize(
    ("born", "years", "day"),
    [
        (date(2008, 2, 29), 18, date(2026, 3, 1)),
        (date(2008, 2, 29), 20, date(2028, 2, 29)),
        (date(2008, 2, 28), 18, date(2026, 2, 28)),
        (date(2008, 12, 31), 18, date(2026, 12, 31)),
    ],
)
def test_birthdays(born: date, years: int, day: date) -> None:
    assert birthday(born, years) == day
    assert age(born, day) == years
    assert age(born, day - timedelta(days=1)) == years - 1


def test_born_on_the_29th_of_february_the_guardians_answer_to_the_end_of_february() -> None:
    home = a_household(1, 2, born=date(2009, 2, 28)), a_household(1, 2, born=date(2008, 2, 29))
    given = a_consent(BOTH, starts=date(2026, 2, 1), expires=date(2027, 6, 1))
    assert [until_of(given, home=each) for each in home] == [date(2027, 2, 27), date(2026, 2, 28)]


people = st.sampled_from([SARA, ANDERS, PER, ROBIN])
some_days = st.dates(date(2024, 1, 1), date(2029, 12, 31))


@st.composite
def households(draw: st.DrawFn) -> Household:
    custody = draw(st.frozensets(st.sampled_from([1, 2, 3]), max_size=2))
    born = draw(st.none() | st.dates(date(2006, 1, 1), date(2020, 12, 31)))
    return a_household(*custody, born=born, half_noted=len(custody) == 1 and draw(st.booleans()))


@st.composite
def consents(draw: st.DrawFn) -> list[ConsentRecord]:
    told = []
    for number in range(1, draw(st.integers(1, 4)) + 1):
        answers = draw(st.dictionaries(people, st.sampled_from(Answer), min_size=1))
        starts = draw(some_days)
        told.append(
            a_consent(
                answers,
                number=number,
                child=draw(st.sampled_from([1, None])),
                starts=starts,
                expires=starts + timedelta(days=draw(st.integers(0, 700))),
                withdrawn=draw(st.frozensets(st.sampled_from(sorted(answers)))),
                said_on={person: draw(some_days) for person in answers},
            )
        )
    return told


def newest_word(person: Person, told: list[ConsentRecord], *, since: date = date.min) -> Answer | None:
    """What somebody said last: yes, no (a withdrawal is one), or nothing."""
    said = [
        (giver.answered_on, consent.starts_on, consent.id, NO if giver.withdrawn else giver.answer)
        for consent in told
        for giver in consent.givers
        if giver.person == person
        and consent.starts_on >= since
        and (giver.withdrawn or giver.answer is not PENDING)
    ]
    return max(said)[3] if said else None


@given(consents(), households())
def test_never_noted_where_the_newest_word_of_a_guardian_is_not_yes(
    told: list[ConsentRecord], home: Household
) -> None:
    state, until = recipient_facts(1, told, home)
    assert (until is not None) is (state is ConsentState.NOTED)
    if until is None:
        return
    born = home.born[1]
    if born and any(consent.starts_on >= eighteen(born) for consent in told):
        assert newest_word(ROBIN, told, since=eighteen(born)) is YES
    else:
        assert home.guardians(1) and not home.half_noted
        assert {newest_word(person, told) for person in home.guardians(1)} == {YES}
        assert not born or until < eighteen(born)
    assert until <= max(consent.expires_on for consent in told)


@given(consents(), households())
def test_no_no_is_ever_outvoted(told: list[ConsentRecord], home: Household) -> None:
    born = home.born[1]
    since = eighteen(born) if born else date.max
    since = since if any(consent.starts_on >= since for consent in told) else date.min
    if NO in {newest_word(person, told, since=since) for person in (SARA, ANDERS, PER, ROBIN)}:
        assert recipient_facts(1, told, home)[0] in (ConsentState.REFUSED, ConsentState.WITHDRAWN)


@given(consents(), households(), st.data())
def test_taking_a_consent_back_never_leaves_it_noted(
    told: list[ConsentRecord], home: Household, data: st.DataObject
) -> None:
    newest = max(told, key=lambda consent: (consent.starts_on, consent.id))
    giver = data.draw(st.sampled_from(newest.givers))
    said_on = {each.person: each.answered_on or TODAY for each in newest.givers} | {giver.person: date.max}
    taken_back = a_consent(
        {each.person: each.answer for each in newest.givers},
        number=newest.id,
        child=newest.child_id,
        starts=newest.starts_on,
        expires=newest.expires_on,
        withdrawn={each.person for each in newest.givers if each.withdrawn} | {giver.person},
        said_on=said_on,
    )
    after = [consent for consent in told if consent.id != newest.id] + [taken_back]
    assert recipient_facts(1, after, home)[0] is ConsentState.WITHDRAWN


@given(consents(), households(), st.data())
def test_one_more_who_has_not_answered_never_gives_more(
    told: list[ConsentRecord], home: Household, data: st.DataObject
) -> None:
    asked = a_consent({data.draw(people): PENDING}, number=99, starts=data.draw(some_days))
    before, after = recipient_facts(1, told, home), recipient_facts(1, [*told, asked], home)
    if after[0] is ConsentState.NOTED:
        assert before[0] is ConsentState.NOTED
        assert after[1] <= before[1]


@given(consents(), households(), st.permutations(range(4)))
def test_the_order_of_the_records_does_not_matter(
    told: list[ConsentRecord], home: Household, order: list[int]
) -> None:
    shuffled = [told[place] for place in order if place < len(told)]
    assert recipient_facts(1, shuffled, home) == recipient_facts(1, told, home)


HOLDS_LESS = (ConsentState.NOTED, ConsentState.EXPIRING, ConsentState.EXPIRED, ConsentState.ENDED_AT_18)


@given(some_days, some_days, st.integers(0, 400), st.none() | some_days)
def test_a_later_day_never_makes_more(until: date, first: date, warn: int, eighteen_on: date | None) -> None:
    later = [first + timedelta(days=number) for number in (0, 1, 30, 400)]
    states = [on_day(ConsentState.NOTED, until, day, warn, eighteen_on) for day in later]
    assert all(HOLDS_LESS.index(one) <= HOLDS_LESS.index(next_) for one, next_ in pairwise(states))
    assert all((state in HOLDS_LESS[:2]) is (day <= until) for state, day in zip(states, later, strict=True))
