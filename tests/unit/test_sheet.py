"""A sheet of answers: as much air as there is room for, and every word of it at any size."""

from hypothesis import given
from hypothesis import strategies as st

from samtui.widgets.sheet import Entry, Leaf, Sheet, fits, laid_out, laid_out_in_part

PLAIN = dict.fromkeys(Sheet.PARTS, "")
LEAF = Leaf(
    "Avlösarservice i hemmet",
    beside="9 § 5 LSS",
    lead="Någon kommer hem och tar över omvårdnaden en stund.",
    entries=(
        Entry("Så gör ni", "Kontakta handläggaren och ansök. " * 3),
        Entry("Kostar", "Inget."),
        Entry("Här", "LSS-enheten  08-465 004 40\nAndrum  031-390 06 24", "strong", apart=True),
    ),
)


def lines(width: int, height: int, leaf: Leaf = LEAF) -> list[str]:
    return [line.plain.rstrip() for line in laid_out(leaf, width, height, PLAIN)]


def words(text: str) -> list[str]:
    return text.replace("·", " ").split()


def test_where_there_is_room_every_answer_has_air_around_it() -> None:
    told = lines(70, 40)
    assert told[:3] == [
        "Avlösarservice i hemmet  9 § 5 LSS",
        "Någon kommer hem och tar över omvårdnaden en stund.",
        "",
    ]
    assert told[told.index("Kostar     Inget.") - 1] == ""
    assert told[-2:] == ["Här        LSS-enheten  08-465 004 40", "           Andrum  031-390 06 24"]


def test_with_less_room_only_the_groups_are_apart_and_with_less_yet_nothing_is() -> None:
    roomy, grouped = lines(70, 40), lines(70, 9)
    assert len(grouped) == len(roomy) - 1
    assert grouped[grouped.index("Kostar     Inget.") - 1] != ""
    assert "" not in lines(70, 7)


def test_with_least_room_labels_run_into_their_texts_and_short_answers_share_a_line() -> None:
    told = lines(70, 5)
    assert told[0].startswith("Avlösarservice i hemmet  9 § 5 LSS  Någon kommer hem")
    assert any("Kostar  Inget." in line and not line.startswith("Kostar") for line in told)
    assert told[-1].endswith("LSS-enheten  08-465 004 40 · Andrum  031-390 06 24")


def test_a_narrow_sheet_has_no_column_of_labels() -> None:
    assert not fits(LEAF, 30, 100)
    assert fits(LEAF, 60, 100)
    assert all(len(line) <= 30 for line in lines(30, 100))


def test_what_is_the_first_of_more_is_cut_with_a_sign() -> None:
    whole = laid_out_in_part(LEAF, 60, 40, PLAIN)
    cut = laid_out_in_part(LEAF, 60, 4, PLAIN)
    assert "…" not in [line.plain for line in whole]
    assert [line.plain for line in cut][-1] == "…"
    assert len(cut) == 4


def test_what_people_wrote_is_neither_markup_nor_able_to_break_out() -> None:
    leaf = Leaf("[/]", lead="[b]x[/b] :smile:", entries=(Entry("[", "\x1b[2J\u202ex"),))
    told = "\n".join(lines(60, 20, leaf))
    assert "[b]x[/b] :smile:" in told
    assert "\x1b" not in told
    assert "\u202e" not in told


@given(
    st.text(st.characters(codec="utf-8", categories=("L", "N")), max_size=80),
    st.lists(st.text(st.sampled_from("abc åäö\n"), max_size=120), max_size=6),
    st.integers(20, 120),
    st.integers(1, 60),
)
def test_nothing_is_lost_and_nothing_is_too_wide(
    title: str, texts: list[str], width: int, height: int
) -> None:
    leaf = Leaf(title, entries=[Entry("x", text) for text in texts])
    laid = laid_out(leaf, width, height, PLAIN)
    assert all(line.cell_length <= width for line in laid)
    told = "".join(words(" ".join(line.plain for line in laid)))
    for text in texts:
        assert "".join(words(text)) in told
