"""Days and times as people type them and as they are shown."""

from datetime import date, timedelta

import pytest
from builders import TODAY, days
from hypothesis import example, given
from hypothesis import strategies as st

from samtui.language import speaking
from samtui.practice.dates import age, near, parse_day, parse_hour, weekday

any_day = st.dates(date(1900, 1, 1), date(2199, 12, 31))


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("2026-03-09", date(2026, 3, 9)),
        ("20260309", date(2026, 3, 9)),
        ("9/3", date(2027, 3, 9)),  # the nearest coming one
        ("25/11", TODAY),
        ("24/11", date(2027, 11, 24)),
        ("9.3", date(2027, 3, 9)),
        ("9/3-2026", date(2026, 3, 9)),
        ("9/3 2026", date(2026, 3, 9)),
        ("9.3.26", date(2026, 3, 9)),
        ("09/03/26", date(2026, 3, 9)),
        ("29/2-2028", date(2028, 2, 29)),
        ("+14", days(14)),
        ("+ 14", days(14)),
        ("-3", days(-3)),
        ("+0", TODAY),
        ("+10d", days(10)),
        ("+2v", days(14)),
        ("+2w", days(14)),
        ("-1v", days(-7)),
        ("+1m", date(2026, 12, 25)),
        ("-9m", date(2026, 2, 25)),
        ("+1å", date(2027, 11, 25)),
        ("+1y", date(2027, 11, 25)),
        ("  +14  ", days(14)),
    ],
)
def test_days_in_figures(typed: str, day: date) -> None:
    assert parse_day(typed, TODAY) == day


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("idag", TODAY),
        ("I DAG", TODAY),
        ("today", TODAY),
        ("i morgon", days(1)),
        ("imorgon", days(1)),
        ("Tomorrow", days(1)),
        ("i övermorgon", days(2)),
        ("igår", days(-1)),
        ("yesterday", days(-1)),
        ("tor", days(1)),
        ("torsdag", days(1)),
        ("THURSDAY", days(1)),
        ("thurs", days(1)),
        ("fre", days(2)),
        ("fri", days(2)),
        ("lör", days(3)),
        ("sön", days(4)),
        ("mån", days(5)),
        ("monday", days(5)),
        ("tis", days(6)),
        ("tue", days(6)),
        ("ons", days(7)),  # today is a Wednesday: the next one is meant
        ("wed", days(7)),
    ],
)
def test_days_in_swedish_and_english_words(typed: str, day: date) -> None:
    assert parse_day(typed, TODAY) == day


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "   ",
        "fr",
        "fredrik",
        "torsten",
        "money",
        "sunset",
        "2026-02-30",
        "2026-13-01",
        "29/2",  # there is none in the coming year
        "31/4-2026",
        "0/0",
        "+14 dagar",
        "+99999",
        "+9999å",
        "-9999v-",
        "20261",
        "260309",
        "2026-3-9",
        "2026-03-09T10:00",
        "[b]",
        "\x00",
    ],
)
def test_nonsense_is_no_day(typed: str) -> None:
    assert parse_day(typed, TODAY) is None


@pytest.mark.parametrize(
    ("typed", "today", "day"),
    [
        ("+1m", date(2027, 1, 31), date(2027, 2, 28)),
        ("-1m", date(2027, 1, 31), date(2026, 12, 31)),
        ("+1å", date(2028, 2, 29), date(2029, 2, 28)),
        ("+12m", date(2027, 12, 31), date(2028, 12, 31)),
    ],
)
def test_a_month_on_is_the_same_day_or_the_months_last(typed: str, today: date, day: date) -> None:
    assert parse_day(typed, today) == day


@given(any_day, any_day)
def test_every_written_form_of_a_day_is_read_as_that_day(day: date, today: date) -> None:
    for text in (
        day.isoformat(),
        day.strftime("%Y%m%d"),
        f"{day.day}/{day.month}-{day.year}",
        f"{day.day}.{day.month}.{day.year}",
    ):
        assert parse_day(text, today) == day


@given(any_day, st.integers(-9999, 9999))
def test_a_step_goes_so_many_days_on_or_back(today: date, number: int) -> None:
    assert parse_day(f"{number:+d}", today) == today + timedelta(days=number)


@given(any_day, st.integers(1, 12), st.integers(1, 31))
def test_a_day_and_month_alone_is_the_nearest_coming_one(today: date, month: int, number: int) -> None:
    found = parse_day(f"{number}/{month}", today)
    if found:
        assert (found.month, found.day) == (month, number)
        assert today <= found <= today + timedelta(days=366)
    else:
        assert number > 28


@given(any_day, st.sampled_from(["mån", "tis", "ons", "tor", "fre", "lör", "sön"]))
def test_a_weekday_is_the_next_one_and_never_today(today: date, name: str) -> None:
    found = parse_day(name, today)
    assert found is not None
    assert 1 <= (found - today).days <= 7
    with speaking("sv"):
        assert weekday(found) == name


@given(st.text() | st.from_regex(r"[+\-]?[\d/.\-: ]{1,14}[dvwmåy]?"), any_day)
@example("+9999v", date.max)
@example("-9999å", date.min)
@example("31/12", date.max)
@example("١/١", TODAY)
@example("²/1", TODAY)
def test_nonsense_never_raises(typed: str, today: date) -> None:
    found = parse_day(typed, today)
    assert found is None or isinstance(found, date)
    hour = parse_hour(typed)
    assert hour is None or parse_hour(hour) == hour


@pytest.mark.parametrize(
    ("typed", "hour"),
    [
        ("13:30", "13:30"),
        ("13.30", "13:30"),
        ("1330", "13:30"),
        ("13", "13:00"),
        ("9", "09:00"),
        ("930", "09:30"),
        ("09:05", "09:05"),
        ("00:00", "00:00"),
        (" 23:59 ", "23:59"),
        ("24:00", None),
        ("12:60", None),
        ("13:5", None),
        ("kl 13", None),
        ("13:30:00", None),
        ("-1", None),
        ("", None),
    ],
)
def test_hours(typed: str, hour: str | None) -> None:
    assert parse_hour(typed) == hour


@given(st.times())
def test_every_hour_is_read_back(time) -> None:
    for form in ("%H:%M", "%H.%M", "%H%M"):
        assert parse_hour(time.strftime(form)) == time.strftime("%H:%M")


@pytest.mark.parametrize(
    ("day", "english", "swedish"),
    [
        (TODAY, "today", None),
        (days(1), "tomorrow", None),
        (days(-1), "yesterday", None),
        (days(2), "Fri 27/11", "fre 27/11"),
        (days(4), "Sun 29/11", "sön 29/11"),
        (days(6), "Tue 1/12", "tis 1/12"),
        (days(7), "2026-12-02", "2026-12-02"),
        (days(-2), "2026-11-23", "2026-11-23"),
    ],
)
def test_near_days_are_shown_in_words(day: date, english: str, swedish: str | None) -> None:
    assert near(day, TODAY) == english
    if swedish:
        with speaking("sv"):
            assert near(day, TODAY) == swedish


@given(any_day, any_day)
def test_what_a_list_shows_is_read_as_the_same_day(day: date, today: date) -> None:
    shown = near(day, today)
    assert parse_day(shown.rpartition(" ")[2], today) == day


@pytest.mark.parametrize(
    ("born", "today", "years"),
    [
        (date(2017, 5, 21), date(2026, 5, 20), 8),
        (date(2017, 5, 21), date(2026, 5, 21), 9),
        (date(2016, 2, 29), date(2026, 2, 28), 9),
        (date(2016, 2, 29), date(2026, 3, 1), 10),
        (date(2026, 11, 25), TODAY, 0),
    ],
)
def test_whole_years(born: date, today: date, years: int) -> None:
    assert age(born, today) == years
