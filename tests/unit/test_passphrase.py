"""Which passphrases keep a caseload, and which do not."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samtui import errors, resources
from samtui.practice import passphrase
from samtui.practice.passphrase import check, weaknesses

LIST = resources.data_folder() / "rules" / "common-passphrases.txt"
ENTRIES = [line for line in LIST.read_text("utf-8").splitlines() if not line.startswith("#")]


@pytest.mark.parametrize(
    "good",
    [
        "tomat läser gul kanot",
        "havet sjunger i månsken",
        "vilken gran doftar",
        "en ko åt is",
        "kanot-tomat-lampa",
        "Xk7#vTq2!mRz9",
        "blåbärspaj på Kebnekaise",
        "fotboll kaffe häst volvo",
        "purple kettle sings loudly",
        "sommaren luktar nyklippt hö",
        "samtui hjälper mig minnas",
        "3 små grisar åt 7 kantareller",
        "красный чайник поёт",
    ],
)
def test_length_is_enough_whatever_it_is_made_of(good: str) -> None:
    assert weaknesses(good) == []
    check(good)


@pytest.mark.parametrize(
    ("weak", "word"),
    [
        ("", "too short"),
        ("kanot", "too short"),
        ("tomat gul i", "too short"),
        ("Xk7#vTq2!mR", "too short"),
        ("a b c d", "too short"),
        ("is is is is", "too short"),
        ("kanot       is", "too short"),
        ("aaaaaaaaaaaaaaaa", "repeats"),
        ("abababababababab", "repeats"),
        ("kanotkanotkanot", "repeats"),
        ("kanot kanot kanot kanot", "repeats"),
        ("            ", "repeats"),
        ("199001011234", "only digits"),
        ("19900101-1234", "only digits"),
        ("070 123 45 67 89", "only digits"),
        ("qwertyuiopå", "keyboard"),
        ("qwertyuiop12", "keyboard"),
        ("poiuytrewq12", "keyboard"),
        ("asdfghjklöä1", "keyboard"),
        ("1qaz2wsx3edc", "keyboard"),
        ("qwerty asdfgh zxcvbn", "keyboard"),
        ("abcdefghijkl", "keyboard"),
        ('!"#¤%&/()=?*', "keyboard"),
        ("Samtui-2026-2026", "program's name"),
        ("januari2026!!", "a month"),
        ("2026 september", "a month"),
        ("Januari Februari Mars 2026", "a month"),
        ("Måndag Tisdag 12", "a day"),
        ("sommarenvintern26", "a season"),
        ("lösenord2026!", "many people"),
        ("LÖSENORD  2026", "many people"),
        ("losenord202612", "many people"),
        ("dronesöl 2026", "many people"),
        ("2026drowssap!", "many people"),
        ("P@ssw0rd2024!!", "many people"),
        ("L0s3n0rd!2024", "many people"),
        ("välkommen1234", "many people"),
        ("hejsanhejdå12", "many people"),
        ("password123456789", "many people"),
        ("Correct Horse Battery Staple", "many people"),
        ("correct-horse-battery-staple1", "many people"),
        ("elpats yrettab esroh tcerroc", "many people"),
        ("Ekorr'n satt i granen", "many people"),
    ],
)
def test_what_a_guessing_program_tries_first_is_refused(weak: str, word: str) -> None:
    assert any(word in sentence for sentence in weaknesses(weak))
    with pytest.raises(errors.Refused) as refused:
        check(weak)
    assert refused.value.field == "passphrase"


@pytest.mark.parametrize("entry", ENTRIES)
def test_every_entry_of_the_list_is_refused_as_it_stands_and_dressed_up(entry: str) -> None:
    for dressed in (entry, entry.upper(), entry[::-1], f"{entry}2026!", f"!!{entry}"):
        assert weaknesses(dressed), dressed


def test_the_list_is_what_its_comment_says() -> None:
    assert len(ENTRIES) >= 400
    assert len(set(ENTRIES)) == len(ENTRIES)
    assert all(entry == entry.lower().strip() and entry for entry in ENTRIES)
    assert LIST.read_text("utf-8").startswith("#")


@given(st.text(max_size=60))
def test_any_text_gets_an_answer_that_does_not_depend_on_the_keyboard(text: str) -> None:
    sentences = weaknesses(text)
    assert sentences == weaknesses(unicodedata.normalize("NFD", text))
    assert all(sentence.endswith(".") and len(sentence) > 20 for sentence in sentences)


@given(st.text(alphabet="abcdefghijklmnopqrstuvwxyzåäö 0123456789", max_size=11))
def test_eleven_characters_need_four_words(text: str) -> None:
    words = {word for word in text.split() if len(word) >= 2}
    if len(words) < 4:
        assert weaknesses(text)


@given(st.sampled_from(ENTRIES), st.integers(0, 9999), st.sampled_from(["", " ", "!", "-", "?!"]))
def test_a_common_word_with_a_number_stays_common(entry: str, number: int, sign: str) -> None:
    assert weaknesses(f"{entry}{sign}{number}")
    assert weaknesses(f"{entry.title()}{number}{sign}")


def test_the_sentence_never_repeats_the_passphrase() -> None:
    for weak in ("lösenord2026!", "januari2026!!", "kanotkanotkanot"):
        assert all(weak.lower() not in sentence.lower() for sentence in weaknesses(weak))


def test_a_long_text_is_answered(monkeypatch: pytest.MonkeyPatch) -> None:
    assert weaknesses("lösenord " * 2000)
    assert weaknesses("kanot tomat lampa spis " + "x7" * 3000) == []
    assert passphrase.LEAST_CHARACTERS == 12
