"""What a field takes, and the sentence it gives where it does not."""

from collections.abc import Callable
from datetime import date

import pytest
from builders import days
from hypothesis import given
from hypothesis import strategies as st

from samtui.errors import Refused
from samtui.practice import fields


def refusal(take: Callable[..., object], *typed: str) -> Refused:
    with pytest.raises(Refused) as refused:
        take(*typed)
    sentence = str(refused.value)
    assert sentence[-1] == "."
    assert sentence[0].isupper() or sentence[0] == "“"
    return refused.value


def test_a_name_is_something_on_one_line() -> None:
    assert fields.name("  Sara   Vinter \n") == "Sara Vinter"
    assert fields.name("x" * 200) == "x" * 200
    assert refusal(fields.name, " \t\n").field == "name"
    assert refusal(fields.name, "", "contact").field == "contact"


def test_a_long_name_says_how_long_it_is() -> None:
    refused = refusal(fields.name, "x" * 201, "actor")
    assert refused.field == "actor"
    assert "201" in str(refused)
    assert "200" in str(refused)
    assert refusal(fields.title, "y" * 300, "place").field == "place"


def test_a_title_may_be_left_out_and_words_may_not() -> None:
    assert fields.title("  ") == ""
    assert fields.title(" Mot  våren ") == "Mot våren"
    assert fields.words(" Två rader\n\nkvar \n") == "Två rader\n\nkvar"
    assert refusal(fields.words, " \n ", "because").field == "because"


def test_a_day_may_be_left_out_unless_it_is_needed() -> None:
    assert fields.day("") is None
    assert fields.day("  ") is None
    assert fields.day("+14") == days(14)
    assert fields.needed_day("fre") == days(2)
    assert refusal(fields.needed_day, "", "due").field == "due"
    assert refusal(fields.day, "nästa vår", "due").field == "due"


def test_a_refused_day_is_quoted_but_not_at_length() -> None:
    assert "“31/4”" in str(refusal(fields.day, " 31/4 "))
    assert len(str(refusal(fields.day, "a" * 5000))) < 150


@pytest.mark.parametrize(
    ("typed", "born"),
    [("", None), ("2017-05-21", date(2017, 5, 21)), ("i dag", days(0)), ("1906-01-01", date(1906, 1, 1))],
)
def test_a_birth_date(typed: str, born: date | None) -> None:
    assert fields.birth_day(typed) == born


@pytest.mark.parametrize("typed", ["i morgon", "2027-01-01", "1905-12-31", "0900-01-01", "9/3", "sextonde"])
def test_nobody_is_born_in_the_future_or_older_than_120(typed: str) -> None:
    assert refusal(fields.birth_day, typed).field == "born"


def test_a_time_of_day() -> None:
    assert fields.hour("1330") == "13:30"
    assert refusal(fields.hour, "").field == "hour"
    assert refusal(fields.hour, "25:00", "from").field == "from"


@given(st.text(max_size=400))
def test_a_field_takes_or_refuses_and_nothing_else(typed: str) -> None:
    for take in (
        fields.name,
        fields.title,
        fields.words,
        fields.day,
        fields.needed_day,
        fields.birth_day,
        fields.hour,
    ):
        try:
            value = take(typed)
        except Refused as refused:
            assert refused.field
        else:
            assert not isinstance(value, str) or value == value.strip()


@given(st.text(max_size=300))
def test_what_a_name_field_took_it_takes_again(typed: str) -> None:
    try:
        kept = fields.name(typed)
    except Refused:
        return
    assert fields.name(kept) == kept
    assert len(kept) <= fields.NAME_LENGTH
