"""Two languages, both whole: every message of the code, every text of the data, and the words of the field."""

import importlib.util
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from babel.messages.catalog import Catalog

from samtui import language, resources
from samtui.language import LANGUAGES, _, ngettext, sort_key, speaking

ROOT = Path(__file__).parents[2]
WORDS = Path(__file__).with_name("forbidden_words.txt")
_PLACE = re.compile(r"\{(\w*)\}")


def _catalogues() -> ModuleType:
    spec = importlib.util.spec_from_file_location("catalogues", ROOT / "tools" / "catalogues.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


catalogues = _catalogues()


@pytest.fixture(scope="module")
def of_the_code() -> Catalog:
    """Every message the code marks."""
    return catalogues.messages_of_the_code()


def catalogue(code: str) -> Catalog:
    return catalogues.read(catalogues.catalogue_file(code), code)


def forms(text: object) -> tuple[str, ...]:
    """A message or its text as one or two forms."""
    return tuple(text) if isinstance(text, (tuple, list)) else (str(text or ""),)


def entries(code: str) -> Iterator[tuple[tuple[str, ...], tuple[str, ...]]]:
    """Messages and texts of a catalogue."""
    for entry in catalogue(code):
        if entry.id:
            yield forms(entry.id), forms(entry.string)


# The catalogues are whole


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_message_of_the_code_has_a_text(code: str, of_the_code: Catalog) -> None:
    known = catalogue(code)
    missing = [
        forms(message.id)
        for message in of_the_code
        if message.id and not (known.get(message.id) and all(forms(known.get(message.id).string)))
    ]
    assert not missing, f"{code} lacks, run make catalogues: {missing}"


@pytest.mark.parametrize("code", LANGUAGES)
def test_no_text_is_left_over_from_code_that_is_gone(code: str, of_the_code: Catalog) -> None:
    over = [message for message, _text in entries(code) if of_the_code.get(_key(message)) is None]
    assert not over, f"{code}: {over}"


def _key(message: tuple[str, ...]) -> str | tuple[str, ...]:
    return message if len(message) > 1 else message[0]


def test_the_english_text_is_the_message() -> None:
    assert [(message, text) for message, text in entries("en") if message != text] == []


def test_the_code_marks_its_messages(of_the_code: Catalog) -> None:
    assert of_the_code.get("Passphrase or recovery key")
    assert of_the_code.get(("{n} family", "{n} families"))


@pytest.mark.parametrize("code", LANGUAGES)
def test_a_text_has_the_places_of_its_message(code: str) -> None:
    wrong = [pair for pair in entries(code) if all(pair[1]) and not _same_places(*pair)]
    assert wrong == []


def _same_places(message: tuple[str, ...], text: tuple[str, ...]) -> bool:
    wanted = places(message[-1])
    *one, many = (places(form) for form in text)
    return many == wanted and all(found in (wanted, wanted - {"n"}) for found in one)


def places(text: str) -> set[str]:
    """The named places of a text."""
    return set(_PLACE.findall(text))


@pytest.mark.parametrize("code", LANGUAGES)
def test_no_place_is_without_a_name_and_no_brace_stands_alone(code: str) -> None:
    for message, text in entries(code):
        for form in (*message, *text):
            assert "" not in places(form), form
            rest = _PLACE.sub("", form)
            assert "{" not in rest, form
            assert "}" not in rest, form


def test_a_translation_keeps_the_ends_of_a_message() -> None:
    """What is put together with other texts keeps its spaces; a sentence stays a sentence."""
    wrong = [
        (message[-1], text[-1])
        for message, text in entries("sv")
        if text[-1]
        and (
            _ends(message[-1]) != _ends(text[-1])
            or message[-1].endswith((".", "…", ":", "?")) != text[-1].endswith((".", "…", ":", "?"))
        )
    ]
    assert wrong == []


def _ends(text: str) -> tuple[int, int]:
    return len(text) - len(text.lstrip()), len(text) - len(text.rstrip())


# The words of the field


def forbidden() -> tuple[dict[str, str], set[tuple[str, str]]]:
    """The words with what to write instead, and the pairs of word and message that are allowed."""
    words: dict[str, str] = {}
    allowed: set[tuple[str, str]] = set()
    for line in WORDS.read_text(encoding="utf-8").splitlines():
        if line.startswith("+"):
            word, message, reason = (part.strip() for part in line[1:].split("|"))
            assert reason, f"a reason is missing: {line}"
            allowed.add((word, message))
        elif line.strip() and not line.startswith("#"):
            word, _arrow, instead = (part.strip() for part in line.partition("->"))
            assert instead, f"what to write instead is missing: {line}"
            words[word] = instead
    return words, allowed


def found_in(text: str, words: dict[str, str]) -> list[str]:
    """The forbidden words of a text: whole words, capitals or not."""
    return [
        word
        for word in words
        if re.search(rf"\b{re.escape(word).replace(re.escape('*'), chr(92) + 'w*')}\b", text, re.IGNORECASE)
    ]


def test_no_forbidden_word_stands_in_a_swedish_text() -> None:
    words, allowed = forbidden()
    wrong = [
        f"{word} (write: {words[word]}) in: {form}"
        for message, text in entries("sv")
        for form in text
        for word in found_in(form, words)
        if (word, message[0]) not in allowed
    ]
    assert wrong == []


def test_what_is_allowed_is_used() -> None:
    """A pair that is no longer needed would hide the next slip."""
    words, allowed = forbidden()
    used = {
        (word, message[0])
        for message, text in entries("sv")
        for form in text
        for word in found_in(form, words)
    }
    assert allowed <= used


def test_the_agendas_say_what_the_field_says() -> None:
    words, _allowed = forbidden()
    for path in data_files("agendas"):
        for table in two_languages(tomllib.loads(path.read_text(encoding="utf-8"))):
            assert found_in(str(table["sv"]), words) == [], path.name


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Öppna ärendet", "ärende*"),
        ("KLIENTER", "klient*"),
        ("Delad vårdnad", "delad vårdnad"),
        ("I detta fall.", "fall"),
    ],
)
def test_a_forbidden_word_is_found_in_all_its_forms(text: str, word: str) -> None:
    assert found_in(text, forbidden()[0]) == [word]


@pytest.mark.parametrize("text", ["Tillfälle", "Kontakt hos aktören", "Aktör", "Förfall", "Samtycke noterat"])
def test_a_word_that_only_holds_one_is_left_alone(text: str) -> None:
    assert found_in(text, forbidden()[0]) == []


# The data


def data_files(*folders: str) -> list[Path]:
    return sorted(path for folder in folders for path in (resources.data_folder() / folder).glob("*.toml"))


def two_languages(value: Any) -> Iterator[dict[str, Any]]:
    """Every table that has a text in a language, at any depth."""
    if isinstance(value, dict):
        if value.keys() & set(LANGUAGES):
            yield value
        for part in value.values():
            yield from two_languages(part)
    elif isinstance(value, list):
        for part in value:
            yield from two_languages(part)


@pytest.mark.parametrize("path", data_files("agendas", "catalogue", "rules"), ids=lambda path: path.name)
def test_a_text_in_one_language_stands_in_the_other_too(path: Path) -> None:
    for table in two_languages(tomllib.loads(path.read_text(encoding="utf-8"))):
        assert set(table) == set(LANGUAGES), table
        assert all(table.values()), table
        for text in table.values():
            for one in text if isinstance(text, list) else [text]:
                assert isinstance(one, str), table
                assert one.strip(), table


@pytest.mark.parametrize("folder", ["agendas", "catalogue"])
def test_there_are_texts_to_check(folder: str) -> None:
    for path in data_files(folder):
        assert list(two_languages(tomllib.loads(path.read_text(encoding="utf-8"))))


# Speaking


def test_a_message_is_said_in_the_language_in_use(swedish: None) -> None:
    assert _("Passphrase or recovery key") == "Lösenfras eller återställningsnyckel"
    with speaking("en"):
        assert _("Passphrase or recovery key") == "Passphrase or recovery key"
    assert language.code() == "sv"


@pytest.mark.parametrize(
    ("code", "number", "said"),
    [
        ("sv", 0, "0 familjer"),
        ("sv", 1, "1 familj"),
        ("sv", 2, "2 familjer"),
        ("en", 0, "0 families"),
        ("en", 1, "1 family"),
        ("en", 21, "21 families"),
    ],
)
def test_one_is_one_and_the_others_are_many(code: str, number: int, said: str) -> None:
    with speaking(code):
        assert ngettext("{n} family", "{n} families", number) == said


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_count_can_be_said(code: str) -> None:
    counts = [message for message, _text in entries(code) if len(message) > 1]
    assert counts
    with speaking(code):
        for one, many in counts:
            values = dict.fromkeys(places(many) - {"n"}, "x")
            assert ngettext(one, many, 1, **values)
            assert "7" in ngettext(one, many, 7, **values)


def test_braces_in_what_people_type_stay_as_they_are() -> None:
    assert _("Theme: {name}", name="{name} {0}") == "Theme: {name} {0}"


def test_an_unknown_message_is_said_as_it_stands(swedish: None) -> None:
    assert _("Nobody has written this anywhere") == "Nobody has written this anywhere"


@pytest.mark.parametrize(
    ("spoken", "code"),
    [("sv_SE.UTF-8", "sv"), ("sv_FI", "sv"), ("en_GB.UTF-8", "en"), ("nb_NO", "en"), ("C", "en")],
)
def test_the_systems_language(spoken: str, code: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("LC_ALL", raising=False)
    monkeypatch.setenv("LC_MESSAGES", spoken)
    monkeypatch.setenv("LANG", "de_DE.UTF-8")
    assert language.of_the_system() == code


# Sorting the Swedish way


def test_swedish_letters_come_last_in_their_own_order() -> None:
    names = ["Örn", "ängspiplärka", "Ärla", "Åkerhöna", "Zebrafink", "Ugglan", "anka", "Alfågel"]
    assert sorted(names, key=sort_key) == [
        "Alfågel",
        "anka",
        "Ugglan",
        "Zebrafink",
        "Åkerhöna",
        "ängspiplärka",
        "Ärla",
        "Örn",
    ]


@pytest.mark.parametrize(
    ("one", "other"),
    [("ärla", "ÄRLA"), ("Idé", "ide"), ("Müller", "Myller"), ("Bjørn", "Björn"), ("Æsir", "äsir")],
)
def test_what_sorts_as_the_same(one: str, other: str) -> None:
    assert sort_key(one) == sort_key(other)
