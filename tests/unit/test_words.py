"""Every choice that a row can hold has a word, in both languages."""

from enum import StrEnum

import pytest

from samtui.language import speaking
from samtui.models import caseload
from samtui.models.caseload import ActionState, Attendance, ConsentState, FamilyStatus, ParticipationWay
from samtui.practice.words import WORDS, word

KINDS = [kind for name in caseload.__all__ if isinstance(kind := getattr(caseload, name), type)]
CHOICES = [kind for kind in KINDS if issubclass(kind, StrEnum)]


def test_every_kind_of_choice_has_its_words() -> None:
    assert set(WORDS) == set(CHOICES)


@pytest.mark.parametrize("kind", CHOICES, ids=lambda kind: kind.__name__)
@pytest.mark.parametrize("language", ["sv", "en"])
def test_every_member_has_a_word_of_its_own(kind: type[StrEnum], language: str) -> None:
    with speaking(language):
        said = [word(member) for member in kind]
    assert all(said)
    assert len(set(said)) == len(said)


def test_members_with_the_same_text_in_two_kinds_keep_their_own_word() -> None:
    with speaking("sv"):
        assert word(FamilyStatus.ASKED) == "förfrågan"
        assert word(ActionState.ASKED) == "tillfrågad"
        assert word(ConsentState.ASKED) == "efterfrågat"


def test_the_words_are_the_fields_own() -> None:
    with speaking("sv"):
        assert word(Attendance.SUBSTITUTE) == "ersättare kom"
        assert word(ParticipationWay.NOT_WANTED) == "vill inte vara med"
        assert word(ConsentState.ENDED_AT_18) == "upphörde vid 18 år"


def test_no_word_is_one_that_should_not_stand_on_a_screen() -> None:
    forbidden = (
        "ärende",
        "klient",
        "brukare",
        "delad vårdnad",
        "kontaktperson",
        "giltig",
        "protokoll",
        "beslut",
    )
    with speaking("sv"):
        said = [word(member) for kind in WORDS for member in kind]
    assert [text for text in said if any(bad in text for bad in forbidden)] == []
