"""The national look-up is complete, says nothing unverified, and never mixes the three ways after a no."""

import re
import tomllib
from datetime import date
from typing import Any

import pytest

from samtui.resources import data_folder

FILES = ("complaints-and-advice", "lss", "municipality", "region", "school", "social-insurance")
PRINCIPALS = {"municipality", "region", "state", "private", "civil_society"}
LANGUAGES = {"sv", "en"}
ASKS_ONLY = {"id", "number", "name", "also", "summary", "principal", "responsible", "mark", "checked_on"}
COMPLETE = ASKS_ONLY | {"legal_basis", "who_may_apply", "source"}
TEXTS = {"name", "summary", "responsible", "who_may_apply"}
OPTIONAL_TEXTS = {"how_to_apply", "documents", "decision_time", "cost", "appeal"}
OPTIONAL = OPTIONAL_TEXTS | {"legal_as_of", "age_from", "age_to"}

# The glossary's words for a family, a contact and a need that stand on no screen. "Beslut" is not here: it is
# wrong for what a meeting agreed, and right for what an authority decides, which is what is spoken of here.
FORBIDDEN = """
    ärende, ärendet, ärenden, klient, klienten, klienter, brukare, brukaren, fall, fallet, akt, akten,
    personakt, larm, riskpoäng, prioritet 1, jaga, jagar, delad vårdnad, kontaktperson, samordnare,
    målsman, skyddad identitet, handikapp, handikappad, handikappade, särskola, särskolan, biståndsbedömd,
    biståndsbedömda, resurssvag, tung familj, uteblev, uteblivit, vägrar, samarbetsvillig, hemmasittare,
    utvecklingsstörning, utvecklingsstörd, giltigt samtycke, protokoll, systemet har beslutat
"""
FORBIDDEN_WORDS = [word.strip() for word in FORBIDDEN.split(",")]
# Two measures are called by the word that may not be used for a contact at an actor.
CALLED_CONTACT_PERSON = {"lss-kontaktperson", "sol-kontaktperson-kontaktfamilj"}


def _load(path: str) -> dict[str, Any]:
    with (data_folder() / path).open("rb") as file:
        return tomllib.load(file)


ROWS: list[dict[str, Any]] = [row for name in FILES for row in _load(f"catalogue/{name}.toml")["service"]]
LAWS: list[dict[str, Any]] = _load("rules/laws.toml")["law"]
every_row = pytest.mark.parametrize("row", ROWS, ids=[row["id"] for row in ROWS])


def _printed(row: dict[str, Any], language: str) -> dict[str, str]:
    """What a guide may read aloud; search words are not."""
    return {key: row[key][language] for key in sorted(TEXTS | OPTIONAL_TEXTS) if key in row}


def _has_word(word: str, text: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(word)}(?!\w)", text, re.IGNORECASE) is not None


def _laws_named(row: dict[str, Any]) -> list[dict[str, Any]]:
    basis = row.get("legal_basis", "")
    return [law for law in LAWS if law["sfs"] in basis or _has_word(law["short"], basis)]


def test_the_folder_holds_these_files_and_no_other() -> None:
    assert sorted(path.stem for path in (data_folder() / "catalogue").glob("*.toml")) == list(FILES)


def test_ids_are_unique_slugs() -> None:
    ids = [row["id"] for row in ROWS]
    assert len(ids) == len(set(ids))
    assert [id_ for id_ in ids if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", id_)] == []


def test_all_seventy_four_supports_are_there() -> None:
    assert {row["number"] for row in ROWS} == set(range(1, 75))


@every_row
def test_a_row_is_complete_for_its_mark(row: dict[str, Any]) -> None:
    keys = set(row)
    if row["mark"] == "U":
        assert keys == ASKS_ONLY
    else:
        assert row["mark"] in {"L", "W", "S"}
        assert keys >= COMPLETE
        assert keys - COMPLETE <= OPTIONAL
    assert row["principal"] in PRINCIPALS


@every_row
def test_texts_stand_in_both_languages(row: dict[str, Any]) -> None:
    for key in (TEXTS | OPTIONAL_TEXTS) & set(row):
        assert set(row[key]) == LANGUAGES, key
        for text in row[key].values():
            assert text == text.strip() and text, key
            assert "  " not in text, key
        if key not in {"name", "responsible"}:
            assert all(text.endswith(".") for text in row[key].values()), key
    assert row["summary"]["sv"] != row["summary"]["en"]


@every_row
def test_a_summary_can_be_read_aloud(row: dict[str, Any]) -> None:
    for text in row["summary"].values():
        assert len(re.findall(r"[.!?](?=\s|$)", text)) <= 2
        assert not re.search(r"\d+ (kap\.|§)|[<>\[\]*_]", text)


@every_row
def test_what_callers_say_is_searchable(row: dict[str, Any]) -> None:
    assert set(row["also"]) == LANGUAGES
    for words in row["also"].values():
        assert words
        assert all(word == word.strip() and word for word in words)
        assert len({word.casefold() for word in words}) == len(words)


@every_row
def test_unverified_rows_only_say_where_to_ask(row: dict[str, Any]) -> None:
    asks = row["summary"]["sv"].startswith("Kontrollera ") and row["summary"]["en"].startswith("Check ")
    assert asks == (row["mark"] == "U")
    if row["mark"] == "U":
        assert not re.search(r"\d", row["summary"]["sv"].replace("1177", ""))


@every_row
def test_nothing_is_promised(row: dict[str, Any]) -> None:
    if row["mark"] != "U":
        assert row["who_may_apply"]["sv"].startswith("Kan ")
        assert row["who_may_apply"]["en"].startswith("Can ")
    for text in _printed(row, "sv").values():
        assert not re.search(r"\b(har|få|får) rätt till\b|\bberättigad", text)
    for text in _printed(row, "en").values():
        assert not re.search(r"\bentitled\b|\b(have|has|a) right to\b", text)


@every_row
def test_no_forbidden_word_is_printed(row: dict[str, Any]) -> None:
    allowed = {"kontaktperson"} if row["id"] in CALLED_CONTACT_PERSON else set()
    for key, text in _printed(row, "sv").items():
        found = [word for word in FORBIDDEN_WORDS if word not in allowed and _has_word(word, text)]
        assert found == [], key


@every_row
def test_dates_are_dates(row: dict[str, Any]) -> None:
    assert type(row["checked_on"]) is date
    if "legal_as_of" in row:
        assert type(row["legal_as_of"]) is date
        assert row["legal_as_of"] <= row["checked_on"]


@every_row
def test_ages_are_ages(row: dict[str, Any]) -> None:
    ages = [row[key] for key in ("age_from", "age_to") if key in row]
    assert all(0 <= age <= 25 for age in ages)
    assert ages == sorted(ages)


@every_row
def test_sources_are_addresses(row: dict[str, Any]) -> None:
    if row["mark"] != "U":
        assert re.fullmatch(r"https://[\w.-]+/\S+", row["source"])
    if row["mark"] == "L":
        assert row["source"] in {law["source"] for law in LAWS}


@every_row
def test_law_is_written_the_swedish_way_and_known(row: dict[str, Any]) -> None:
    for text in [row.get("legal_basis", ""), *_printed(row, "sv").values(), *_printed(row, "en").values()]:
        assert not re.search(r"\b(SoL|LSS|HSL|SFB|OSL|SkolL|FB) ?\d", text)
    if row["mark"] == "L":
        assert _laws_named(row)
    if laws := _laws_named(row):
        assert row["legal_as_of"] == min(law["as_of"] for law in laws)


@every_row
def test_amounts_carry_their_year(row: dict[str, Any]) -> None:
    for language in LANGUAGES:
        for key, text in _printed(row, language).items():
            if "kronor" in text:
                assert re.search(r"\b20\d\d\b", text), key


def _kinds(row: dict[str, Any]) -> tuple[str, str]:
    """Which way the answer opens, in Swedish and in English."""
    openings = {
        "appeal": ("Överklaga ", ("Appeal ", "Only those who applied ")),
        "reconsider": ("Begär omprövning ", ("Ask Försäkringskassan for a reconsideration ",)),
        "complain": ("Lämna klagomål ", ("Make a complaint ",)),
        "none": ("Inget beslut att överklaga", ("No decision to appeal",)),
    }
    swedish = [kind for kind, (start, _) in openings.items() if row["appeal"]["sv"].startswith(start)]
    english = [kind for kind, (_, starts) in openings.items() if row["appeal"]["en"].startswith(starts)]
    assert len(swedish) == len(english) == 1
    return swedish[0], english[0]


@pytest.mark.parametrize("row", [row for row in ROWS if "appeal" in row], ids=lambda row: row["id"])
def test_the_three_ways_after_a_no_are_never_mixed(row: dict[str, Any]) -> None:
    swedish, english = row["appeal"]["sv"].casefold(), row["appeal"]["en"].casefold()
    kind, same = _kinds(row)
    assert kind == same
    if kind == "appeal":
        assert "3 veckor" in swedish and "3 weeks" in english
        assert not re.search("omprövning|klagomål|2 månader", swedish)
        assert not re.search("reconsider|complain|2 months", english)
    elif kind == "reconsider":
        assert swedish.count("2 månader") == 2 and english.count("2 months") == 2
        assert swedish.index("omprövning") < swedish.index("överklaga")
        assert not re.search("klagomål|3 veckor", swedish)
        assert not re.search("complain|3 weeks", english)
    elif kind == "complain":
        assert swedish.index("först") < swedish.index("patientnämnden")
        assert swedish.find("ivo") in {-1, *range(swedish.index("patientnämnden"), len(swedish))}
        assert not re.search("överklag|omprövning|domstol|förvaltningsrätt", swedish)
        assert not re.search("appeal|reconsider|court", english)
    else:
        assert not re.search("omprövning|klagomål|veckor|månader", swedish)


@pytest.mark.parametrize(
    ("id_", "kind"),
    [
        ("lss-avlosarservice", "appeal"),
        ("sol-insatser", "appeal"),
        ("sarskilt-stod-atgardsprogram", "appeal"),
        ("omvardnadsbidrag", "reconsider"),
        ("habilitering", "complain"),
        ("hjalpmedel", "complain"),
        ("sip", "none"),
        ("extra-anpassningar", "none"),
    ],
)
def test_each_support_answers_a_no_in_its_own_way(id_: str, kind: str) -> None:
    row = next(row for row in ROWS if row["id"] == id_)
    assert _kinds(row) == (kind, kind)


def test_everything_at_the_social_insurance_agency_is_reconsidered_first() -> None:
    rows = _load("catalogue/social-insurance.toml")["service"]
    assert {_kinds(row) for row in rows} == {("reconsider", "reconsider")}


@pytest.mark.parametrize("number", range(1, 11))
def test_lss_measures_are_found_by_their_number(number: int) -> None:
    row = next(row for row in ROWS if row["number"] == number)
    assert {f"LSS 9 {number}", f"LSS 9:{number}"} <= set(row["also"]["sv"])
    assert row["legal_basis"].endswith("LSS") and "9 §" in row["legal_basis"]


def test_what_is_unverified_in_a_verified_row_is_left_out() -> None:
    rows = {row["id"]: row for row in ROWS}
    for id_ in (
        "sol-kontaktperson-kontaktfamilj",
        "anpassad-grundskola",
        "specialskola",
        "skolskjuts",
        "tillaggsbelopp",
    ):
        assert "appeal" not in rows[id_], id_
    for id_ in ("lss-avlosarservice", "sol-insatser"):
        assert "documents" not in rows[id_], id_


def test_laws_are_whole_and_named_once() -> None:
    assert len({law["short"] for law in LAWS}) == len({law["sfs"] for law in LAWS}) == len(LAWS)
    for law in LAWS:
        assert set(law) == {"short", "name", "sfs", "source", "as_of"}
        assert set(law["name"]) == LANGUAGES
        year, number = law["sfs"].split(":")
        assert law["source"] == f"https://data.riksdagen.se/dokument/sfs-{year}-{number}.html"
        assert type(law["as_of"]) is date
