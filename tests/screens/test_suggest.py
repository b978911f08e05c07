"""A field with a list of what may be meant, and the parts of a card as a list or as tabs."""

from collections.abc import Sequence

import pytest
from textual.app import App, ComposeResult
from textual.pilot import Pilot
from textual.widgets import Input

from samtui.themes import VARIABLE_DEFAULTS
from samtui.widgets.part_bar import PartBar, Tab
from samtui.widgets.suggest import LINES, Picked, Suggest, Suggestion, matching

PEOPLE = [
    Suggestion("me", "me"),
    Suggestion("adult:1", "Åsa", "mamma"),
    Suggestion("actor:1", "Björkskolan"),
    Suggestion("actor:1:2", "Ylva Kummin, Björkskolan"),
    Suggestion("actor:3", "[/] Skolan"),
]
MANY = [Suggestion(str(number), f"Skola {number}") for number in range(20)]


class Themed(App[None]):
    """An app with samtui's colours."""

    def get_theme_variable_defaults(self) -> dict[str, str]:
        return dict(VARIABLE_DEFAULTS)


class Page(Themed):
    """A suggest field before another one."""

    AUTO_FOCUS = "Suggest Input"

    def __init__(self, suggest: Suggest) -> None:
        super().__init__()
        self.suggest = suggest
        self.taken: list[str] = []

    def compose(self) -> ComposeResult:
        yield self.suggest
        yield Input(id="after")

    def on_suggest_taken(self, event: Suggest.Taken) -> None:
        self.taken.append(event.suggestion.key)


def offered(suggest: Suggest) -> list[str]:
    return [one.key for one in suggest.listed.found] if suggest.listed.display else []


async def settled(pilot: Pilot[None]) -> None:
    await pilot.app.workers.wait_for_complete()
    await pilot.pause()


def looked_up(text: str) -> Sequence[Suggestion]:
    return matching(PEOPLE[1:], text) if len(text) > 1 else ()


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("asa", ["adult:1"]),
        ("mamma", ["adult:1"]),
        ("björk", ["actor:1", "actor:1:2"]),
        ("skolan y", ["actor:1:2"]),
        ("xyz", []),
        ("", [one.key for one in PEOPLE]),
    ],
)
def test_every_word_must_occur_and_what_begins_with_it_stands_first(typed: str, found: list[str]) -> None:
    assert [one.key for one in matching(PEOPLE, typed)] == found


# Where the list is all there is


async def test_enter_takes_what_stands_first() -> None:
    suggest = Suggest(options=PEOPLE)
    async with Page(suggest).run_test(size=(60, 20)) as pilot:
        await pilot.press(*"ylv")
        assert offered(suggest) == ["actor:1:2"]
        await pilot.press("enter")
        assert suggest.value == Picked("Ylva Kummin, Björkskolan", "actor:1:2")
        assert offered(suggest) == []


async def test_arrow_down_opens_the_whole_list_on_what_stands_there() -> None:
    suggest = Suggest(Picked("Björkskolan", "actor:1"), options=PEOPLE)
    async with Page(suggest).run_test(size=(60, 20)) as pilot:
        await pilot.press("down")
        assert offered(suggest) == [one.key for one in PEOPLE]
        await pilot.press("down", "enter")
        assert suggest.value.key == "actor:1:2"


async def test_what_can_only_mean_one_becomes_it_on_the_way_out() -> None:
    suggest = Suggest(options=PEOPLE)
    async with Page(suggest).run_test(size=(60, 20)) as pilot:
        await pilot.press(*"kummin", "tab")
        await pilot.pause()
        assert suggest.value.key == "actor:1:2"


async def test_what_may_mean_several_stays_as_it_was_typed() -> None:
    suggest = Suggest(options=PEOPLE)
    async with Page(suggest).run_test(size=(60, 20)) as pilot:
        await pilot.press(*"björk", "escape", "tab")
        await pilot.pause()
        assert suggest.value == Picked("björk", "")


async def test_a_whole_name_that_was_typed_is_the_one_of_that_name() -> None:
    suggest = Suggest(options=PEOPLE)
    async with Page(suggest).run_test(size=(60, 20)) as pilot:
        await pilot.press(*"bjorkskolan")
        assert suggest.value == Picked("bjorkskolan", "actor:1")


async def test_a_long_list_follows_its_cursor() -> None:
    suggest = Suggest(options=MANY)
    async with Page(suggest).run_test(size=(60, 20)) as pilot:
        await pilot.press(*"sko", *["down"] * 9)
        assert suggest.listed.size.height == LINES
        assert "Skola 9" in str(suggest.listed.render())
        await pilot.press("enter")
        assert suggest.value.key == "9"


# Where the list only helps


async def test_what_is_typed_may_stand_as_it_is() -> None:
    suggest = Suggest(suggester=looked_up)
    async with Page(suggest).run_test(size=(60, 20)) as pilot:
        await pilot.press(*"björk")
        await settled(pilot)
        assert offered(suggest) == ["actor:1", "actor:1:2"]
        await pilot.press("enter", "tab")
        await pilot.pause()
        assert suggest.value == Picked("björk", "")


async def test_arrow_down_and_enter_take_one_and_what_is_typed_after_is_no_longer_it() -> None:
    suggest = Suggest(suggester=looked_up)
    page = Page(suggest)
    async with page.run_test(size=(60, 20)) as pilot:
        await pilot.press(*"skol")
        await settled(pilot)
        await pilot.press("down", "enter")
        assert page.taken == [suggest.value.key]
        await pilot.press("x")
        assert suggest.value.key == ""
        await pilot.press("backspace")
        assert suggest.value.key == page.taken[0]


async def test_an_answer_that_comes_too_late_is_not_shown() -> None:
    suggest = Suggest(suggester=looked_up)
    async with Page(suggest).run_test(size=(60, 20)) as pilot:
        await pilot.press(*"björk", "tab")
        await settled(pilot)
        assert offered(suggest) == []


async def test_a_kept_value_comes_back_with_its_key_and_without_a_list() -> None:
    suggest = Suggest(suggester=looked_up)
    async with Page(suggest).run_test(size=(60, 20)) as pilot:
        suggest.choose(["Björkskolan", "actor:1"])
        await settled(pilot)
        assert suggest.value == Picked("Björkskolan", "actor:1")
        assert offered(suggest) == []


async def test_suggestions_are_never_markup() -> None:
    suggest = Suggest(options=PEOPLE)
    async with Page(suggest).run_test(size=(60, 20)) as pilot:
        await pilot.press(*"[/]")
        assert "[/] Skolan" in suggest.listed.render().plain


async def test_a_click_takes_a_suggestion() -> None:
    suggest = Suggest(options=PEOPLE)
    async with Page(suggest).run_test(size=(60, 20)) as pilot:
        await pilot.press("down")
        await pilot.pause()
        await pilot.click(suggest.listed, offset=(4, 3))
        await pilot.pause()
        assert suggest.value.key == "actor:1"


# The parts


TABS = (Tab("now", "Nu"), Tab("people", "Personer", 5), Tab("notes", "[/]", 11))


class Parts(Themed):
    """A bar of parts and nothing else."""

    def __init__(self, bar: PartBar) -> None:
        super().__init__()
        self.bar = bar
        self.chosen: list[str] = []

    def compose(self) -> ComposeResult:
        yield self.bar

    def on_part_bar_chosen(self, event: PartBar.Chosen) -> None:
        self.chosen.append(event.key)


def lines(bar: PartBar) -> list[str]:
    return [line.rstrip() for line in bar.render().plain.split("\n")]


async def test_beside_a_list_the_parts_stand_under_each_other_with_their_counts() -> None:
    bar = PartBar(TABS, "people")
    app = Parts(bar)
    async with app.run_test(size=(14, 10)) as pilot:
        assert lines(bar) == [" Nu", "▸Personer    5", " [/]        11"]
        await pilot.click(bar, offset=(3, 2))
        assert app.chosen == ["notes"]


@pytest.mark.parametrize(
    ("width", "line"),
    [
        (40, "Nu  ▸Personer 5  [/] 11"),
        (21, "Nu  ▸Personer 5  [/]"),
        (19, "Nu  ▸Personer  [/]"),
    ],
)
async def test_in_one_line_counts_give_way_before_names(width: int, line: str) -> None:
    bar = PartBar(TABS, "people")
    bar.styles.height = 1
    app = Parts(bar)
    async with app.run_test(size=(width, 5)) as pilot:
        assert lines(bar) == [line]
        await pilot.click(bar, offset=(5, 0))
        assert app.chosen == ["people"]
