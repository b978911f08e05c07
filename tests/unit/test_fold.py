"""Everything that is searched is folded the same way on both sides."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samtui.store.fold import digits, fold, initials, stem, words


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Rådgivning", "radgivning"),
        ("FÄRDTJÄNST", "fardtjanst"),
        ("Försäkringskassan", "forsakringskassan"),
        ("Årsta Ängsö", "arsta angso"),
        ("a\u030angest", "angest"),  # å as a and a ring, the way macOS types it
        ("Søren Æbelø", "soren aebelo"),
        ("Łukasz Şahin İnci", "lukasz sahin inci"),
        ("Straße", "strasse"),
        ("９ § ５", "9 § 5"),
        ("", ""),
    ],
)
def test_letters_lose_their_dots_and_rings(text: str, folded: str) -> None:
    assert fold(text) == folded


@given(st.text())
def test_folding_twice_changes_nothing_more(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text())
def test_words_hold_only_letters_and_digits(text: str) -> None:
    assert all(word.isalnum() for word in words(text))


def test_signs_part_words() -> None:
    assert words("Barn- och ungdomshabilitering (BUH), 9 § 5 LSS") == [
        "barn",
        "och",
        "ungdomshabilitering",
        "buh",
        "9",
        "5",
        "lss",
    ]
    assert words('NEAR("a" *)_b') == ["near", "a", "b"]


@pytest.mark.parametrize(
    ("typed", "dialled"),
    [
        ("08-465 004 20", "0846500420"),
        ("+46 8 465 004 20", "0846500420"),
        ("+46 (0)8-465 004 20", "0846500420"),
        ("0046 8 465 004 20", "0846500420"),
        ("  +4670 174 06 05", "0701740605"),
        ("1177", "1177"),
        ("٠٨-٤٦٥", "08465"),
        ("växeln", ""),
    ],
)
def test_telephone_numbers_are_what_one_dials_in_sweden(typed: str, dialled: str) -> None:
    assert digits(typed) == dialled


def test_initials() -> None:
    assert initials("Ylva Kummin") == "yk"
    assert initials("Åsa-Lena Örnmynta") == "alo"
    assert initials("") == ""


@pytest.mark.parametrize(
    ("typed", "stem_"),
    [
        ("ledsagaren", "ledsag"),
        ("habiliteringens", "habilitering"),
        ("assistenter", "assistent"),
        ("tillstanden", "tillst"),
        ("badrummet", "badrum"),
        ("programmet", "program"),
        ("stod", "stod"),
        ("sip", "sip"),
        ("skola", "skol"),
    ],
)
def test_stems(typed: str, stem_: str) -> None:
    assert stem(typed) == stem_


@given(st.text(alphabet="abcdefghijklmnopqrstuvwxyz", min_size=1))
def test_a_stem_begins_the_word_and_keeps_enough_of_it(word: str) -> None:
    assert word.startswith(stem(word))
    assert len(stem(word)) >= min(len(word), 3)
