"""A guide finds what is meant while the caller still speaks."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from a_directory import a_directory
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection
from sqlmodel import col, select

from samtui.models.directory import Service, ServiceText
from samtui.store.search import Hit, find, index_all
from samtui.store.search.law import law_query, law_words
from samtui.store.store import Store

TYPED = [
    (query, {one.strip() for one in meant.split(",")})
    for query, _, meant in (
        line.partition(" = ")
        for line in (Path(__file__).parent / "typed_by_people.txt").read_text(encoding="utf-8").splitlines()
        if not line.startswith("#")
    )
]


@pytest.fixture(scope="module")
def directory(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    store = a_directory(tmp_path_factory.mktemp("directory"))
    yield store
    store.close()


@pytest.fixture
def connection(directory: Store) -> Iterator[Connection]:
    with directory.read() as connection:
        yield connection


def names(hits: list[Hit]) -> list[str]:
    return [hit.title for hit in hits]


def meant(connection: Connection, hits: list[Hit]) -> list[str]:
    """The hits as the table of queries names them: services by slug, others by name."""
    slugs = {row.id: row.slug for row in connection.execute(select(Service.id, Service.slug))}
    return [slugs[hit.ref] if hit.kind == "service" else hit.title for hit in hits]


def places(connection: Connection) -> dict[str, int | None]:
    found = {}
    for query, wanted in TYPED:
        hits = meant(connection, find(connection, query, language="sv", limit=10))
        found[query] = next((place for place, hit in enumerate(hits) if hit in wanted), None)
    return found


def test_what_people_type_is_found_among_the_first_ten(connection: Connection) -> None:
    assert len(TYPED) >= 60
    found = places(connection)
    missed = [query for query, place in found.items() if place is None]
    assert len(missed) <= 0.05 * len(found), missed
    not_soon = [query for query, place in found.items() if place is None or place > 2]
    assert len(not_soon) <= 0.1 * len(found), not_soon


def test_swedish_words_find_services_whatever_language_the_screen_speaks(connection: Connection) -> None:
    for language, title in (("sv", "Avlösarservice i hemmet"), ("en", "Relief service in the home")):
        hits = find(connection, "avlösarservice", language=language)
        assert names(hits)[0] == title
        assert len({(hit.kind, hit.ref) for hit in hits}) == len(hits), "one hit a service"


def test_what_matched_is_told_where_it_is_not_shown(connection: Connection) -> None:
    def why(query: str, language: str) -> str:
        return find(connection, query, language=language)[0].why

    assert why("avlastning", "sv") == "avlastning"
    assert why("särskola", "en") == "särskola"
    assert why("Personlig assistans", "sv") == ""
    assert why("08-465 004 06", "sv") == "08-465 004 06"


@pytest.mark.parametrize("typed", ["habilitering", "HABILITERING", "habilitering ", " - habilitering!"])
def test_capitals_blanks_and_signs_do_not_matter(connection: Connection, typed: str) -> None:
    assert names(find(connection, typed, language="sv")) == names(
        find(connection, "habilitering", language="sv")
    )


def test_the_whole_name_stands_first(connection: Connection) -> None:
    texts = connection.execute(
        select(ServiceText.service_id, ServiceText.name).where(ServiceText.language == "sv")
    ).all()
    for service_id, name in texts:
        assert find(connection, name, language="sv")[0].ref == service_id, name


def test_what_is_here_stands_before_the_nation_when_its_name_is_typed(connection: Connection) -> None:
    assert names(find(connection, "habiliteringen lin", language="sv"))[0] == "Habiliteringen Lingonköping"
    assert names(find(connection, "elevhälsan", language="sv"))[0] == "Elevhälsan Lingonköping"
    assert names(find(connection, "lss-handläggare", language="sv"))[0] == "Hampus Gräslök"


def test_measures_of_lss_stand_in_the_order_of_the_law(connection: Connection) -> None:
    hits = find(connection, "lss 9", language="sv", limit=10)
    sections = [hit.sub.partition(" · ")[2] for hit in hits]
    assert [section.split(" LSS")[0].split("9 § ")[1].split()[0] for section in sections] == [
        str(number) for number in range(1, 11)
    ]


@pytest.mark.parametrize(
    "typed", ["lss 9 5", "9 § 5 lss", "LSS 9:5", "lss 9 § 5 p", "9§5", "lss9.5", "9 § 5 ls", "vad är lss 9 5"]
)
def test_a_law_reference_is_found_however_it_is_written(connection: Connection, typed: str) -> None:
    assert names(find(connection, typed, language="sv"))[0] == "Avlösarservice i hemmet"


@pytest.mark.parametrize(
    ("written", "found"),
    [
        ("9 § 5 LSS", {"lss9x5", "lss9", "9x5", "9"}),
        ("9 § 2 och 9 a § LSS", {"lss9x2", "lss9", "lss9a", "9x2", "9", "9a"}),
        ("7 § och 9 § 10 LSS", {"lss7", "7", "lss9x10", "lss9", "9x10", "9"}),
        ("10 kap. 8–9 §§ SoL, 16 kap. 4 § HSL", {"sol10", "sol10x8", "sol10x9", "hsl16", "hsl16x4"}),
        ("9 § 5 och 6 LSS", {"lss9x5", "lss9x6"}),
        ("22 kap. SFB", {"sfb22", "22"}),
        ("13 kap. 8 § trafikförordningen (1998:1276)", {"trafikforordningen13x8"}),
        ("glasögonlagen (2016:35)", set()),
    ],
)
def test_a_legal_basis_is_read_the_swedish_way(written: str, found: set[str]) -> None:
    words = set(law_words(written))
    assert found <= words
    assert bool(words) == bool(found)


@pytest.mark.parametrize("typed", ["lss", "9", "08-465 004 00", "12 år", "skolan 3", "1177"])
def test_not_every_number_is_a_law_reference(typed: str) -> None:
    reference = law_query(typed)
    assert reference is None or not reference.law


@pytest.mark.parametrize("typed", ["0846500406", "+46 8 465 004 06", "00406", "08-465 00406"])
def test_a_telephone_number_finds_who_has_it(connection: Connection, typed: str) -> None:
    assert "Maj Pimpinell" in names(find(connection, typed, language="sv"))


def test_each_of_several_numbers_is_found(connection: Connection) -> None:
    for number in ("08-465 004 30", "08-465 004 31"):
        assert names(find(connection, number, language="sv"))[0] == "BUP Lingonköping"


def test_the_cheap_half_answers_what_is_spelt_right(connection: Connection) -> None:
    assert names(find(connection, "omvårdnads", language="sv", spell=False))[0] == "Omvårdnadsbidrag"
    assert find(connection, "omvårdnasbidrag", language="sv", spell=False) == []


def test_the_limit_holds(connection: Connection) -> None:
    assert len(find(connection, "barn", language="sv", limit=3)) == 3


HOSTILE = (
    '"',
    '""',
    "'",
    "*",
    "hab*",
    "^hab",
    "-hab",
    "+hab",
    "title:hab",
    "{title body} : hab",
    "NEAR(hab bup, 3)",
    "hab AND",
    "OR hab",
    "NOT",
    "AND OR NOT NEAR",
    '" OR 1=1 --',
    "'; DROP TABLE find; --",
    "find_words MATCH 'x'",
    "(((((",
    ")",
    "%",
    "_",
    "\\",
    "\x00hab\x00",
    "\ud800",
    "[b]hab[/b]",
    "🦔",
    "²³",
    "ﷺ",
    "漢字",
    "\u202ehab",
    "9" * 300,
    "å" * 10_000,
    "hab " * 1_000,
    "",
    "   ",
    "\n\t",
)


@pytest.mark.parametrize("typed", HOSTILE)
def test_what_is_typed_is_never_a_sign_of_the_search_language(connection: Connection, typed: str) -> None:
    before = connection.exec_driver_sql("SELECT count(*) FROM find").scalar_one()
    hits = find(connection, typed, language="sv")
    assert isinstance(hits, list)
    assert connection.exec_driver_sql("SELECT count(*) FROM find").scalar_one() == before


def test_operators_are_words_like_others(connection: Connection) -> None:
    plain = names(find(connection, "habilitering", language="sv"))
    for typed in ('"habilitering"', "habilitering*", "(habilitering)", "^habilitering", "-habilitering"):
        assert names(find(connection, typed, language="sv")) == plain


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=40))
def test_any_text_may_be_typed(connection: Connection, typed: str) -> None:
    find(connection, typed, language="sv")


def test_making_the_index_anew_changes_no_answer(tmp_path: Path) -> None:
    store = a_directory(tmp_path)
    queries = [query for query, _meant in TYPED[::10]]
    with store.read() as connection:
        before = [names(find(connection, query, language="sv")) for query in queries]
    with store.load("indexed") as connection:
        index_all(connection)
    with store.read() as connection:
        after = [names(find(connection, query, language="sv")) for query in queries]
    assert [set(hits[:3]) for hits in after] == [set(hits[:3]) for hits in before]
    store.close()


def test_every_other_name_in_the_catalogue_leads_to_its_service(connection: Connection) -> None:
    rows = connection.execute(
        select(ServiceText.service_id, ServiceText.also)
        .where(ServiceText.language == "sv")
        .order_by(col(ServiceText.service_id))
    ).all()
    missed = [
        name
        for service_id, also in rows
        for name in also.splitlines()
        if service_id
        not in [hit.ref for hit in find(connection, name, language="sv") if hit.kind == "service"]
    ]
    assert missed == []
