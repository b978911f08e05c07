"""The reasons at the head of the family card, in the lines there are; the parts as a list and as tabs."""

import pytest
from builders import TODAY, a_family, days
from hypothesis import given
from hypothesis import strategies as st
from looking import card_of
from rich.cells import cell_len
from textual.content import Content

from samtui.models.caseload import FamilyStatus, Protection
from samtui.screens.family_head import because, heading, trimmed
from samtui.store.store import Store

LONG = (
    "Björkskolan: lugn ingång genom slöjdsalen; LSS-enheten: svar om lördagar på korttids; Ingen: ringa runt"
)


def test_what_fits_is_broken_into_lines_and_nothing_is_cut() -> None:
    assert trimmed([LONG, "Kort"], 60, 6) == [
        [
            "Björkskolan: lugn ingång genom slöjdsalen; LSS-enheten: svar",
            "om lördagar på korttids; Ingen: ringa runt",
        ],
        ["Kort"],
    ]


def test_the_longest_gives_way_first_and_says_so() -> None:
    assert trimmed([LONG, "Kort"], 60, 2) == [
        ["Björkskolan: lugn ingång genom slöjdsalen; LSS-enheten: sva…"],
        ["Kort"],
    ]


def test_reasons_that_have_no_line_are_counted() -> None:
    assert trimmed(["a", "b", "c", "d"], 20, 3) == [["a"], ["b"], ["… and 2 more"]]


@given(
    st.lists(st.text(max_size=300), min_size=1, max_size=7),
    st.integers(min_value=4, max_value=150),
    st.integers(min_value=2, max_value=6),
)
def test_reasons_never_take_more_lines_or_cells_than_there_are(
    texts: list[str], width: int, most: int
) -> None:
    found = trimmed(texts, width, most)
    assert sum(map(len, found)) <= most
    assert len(found) == min(len(texts), most)
    counted = found[-1:] if len(texts) > most else []
    assert all(cell_len(line) <= width for lines in found if lines not in counted for line in lines)


def test_the_head_says_who_and_how_old_and_where(caseload: Store) -> None:
    told = a_family("Pilfink").with_child("Elsa").with_sibling("Milo", days(-900))
    told = told.being(FamilyStatus.ACTIVE, municipality="Lingonköping")
    shown = heading(card_of(caseload, told.in_(caseload).id), TODAY).plain
    assert shown == "Pilfink  ·  active  ·  Lingonköping  ·  Elsa 9 years"


def test_a_protected_family_has_a_sign_and_no_municipality(caseload: Store) -> None:
    told = a_family("Familj S3").being(
        FamilyStatus.ACTIVE, municipality="Havrevik", protection=Protection.PROTECTED
    )
    shown = heading(card_of(caseload, told.in_(caseload).id), TODAY).plain
    assert "Havrevik" not in shown
    assert "▲ protected registration" in shown


def test_a_resting_family_says_until_when_and_a_long_name_leaves_room_for_it(caseload: Store) -> None:
    told = a_family("N" * 200).being(FamilyStatus.RESTING, until=days(30))
    card = card_of(caseload, told.in_(caseload).id)
    assert heading(card, TODAY).plain == f"{'N' * 39}…  ·  resting until 2026-12-25"
    assert because(card, TODAY) == (("The support rests", "quiet"),)


@pytest.mark.parametrize(
    ("builder", "said"),
    [
        (a_family(), "Nothing needs you just now"),
        (a_family().being(FamilyStatus.ENDED), "The support has ended"),
        (a_family().and_actor("BUP").with_promise("Svara", by="BUP", due=days(-3)), "BUP: Svara (3 days)"),
    ],
)
def test_the_reasons_stand_in_the_familys_own_texts(caseload: Store, builder: object, said: str) -> None:
    told = builder.in_(caseload)  # type: ignore[attr-defined]
    assert [text for text, _role in because(card_of(caseload, told.id), TODAY)] == [said]


def test_what_people_typed_is_never_markup_in_the_head(caseload: Store) -> None:
    told = a_family("[b]Anna[/] :smile:").with_child("[/]").in_(caseload)
    shown = heading(card_of(caseload, told.id), TODAY)
    assert isinstance(shown, Content)
    assert shown.plain.startswith("[b]Anna[/] :smile:")
    assert "[/] 9 years" in shown.plain
