"""One of a few, and any of a few: by keys, by mouse, and what stands there in a narrow place."""

from collections.abc import Sequence

import pytest
from textual import on
from textual.app import App, ComposeResult
from textual.containers import VerticalScroll
from textual.widgets import Input

from samtui.themes import THEMES, VARIABLE_DEFAULTS
from samtui.widgets.choices import Choice, Marks

ANSWERS = [("not asked", None), ("yes", "yes"), ("no answer", "pending"), ("no", "no")]
RECIPIENTS = [("Björkskolan", 3), ("BUP", 7), ("Habiliteringen", 9)]
HOSTILE = ["[/]", "[red]x", "[b]", ":smile:", "a[@click=app.quit]b", "two\nlines", "tab\there", "\x1b[31mred"]


class Sheet(App[None]):
    """A choice, marks and a field, and what they told."""

    def __init__(
        self,
        answers: Sequence[tuple[str, object]] = ANSWERS,
        value: object = None,
        recipients: Sequence[tuple[str, object]] = RECIPIENTS,
        marked: Sequence[object] = (),
    ) -> None:
        super().__init__()
        for known in THEMES:
            self.register_theme(known)
        self.theme = "samtui-dark"
        self.choice = Choice(answers, value, id="choice")
        self.marks = Marks(recipients, marked, id="marks")
        self.told: list[object] = []

    def get_theme_variable_defaults(self) -> dict[str, str]:
        return dict(VARIABLE_DEFAULTS)

    def compose(self) -> ComposeResult:
        with VerticalScroll(can_focus=False):
            yield self.choice
            yield self.marks
            yield Input(id="after")

    @on(Choice.Changed, "#choice")
    def choice_changed(self, event: Choice.Changed) -> None:
        self.told.append(event.choice.value)

    @on(Marks.Changed, "#marks")
    def marks_changed(self, event: Marks.Changed) -> None:
        self.told.append(event.marks.value)

    def lines(self) -> list[str]:
        """The lines of the screen, without the field's."""
        return [strip.text.rstrip() for strip in self.screen._compositor.render_strips()]


# One of a few


@pytest.mark.parametrize(
    ("keys", "value"),
    [
        ((), None),
        (("right",), "yes"),
        (("space", "space"), "pending"),
        (("left",), "no"),
        (("right", "left"), None),
        (("right",) * 4, None),
        (("y",), "yes"),
        (("Y",), "yes"),
        (("n",), "pending"),
        (("n", "n"), "no"),
        (("n", "n", "n"), None),
        (("q",), None),
    ],
)
async def test_keys_choose_one(keys: tuple[str, ...], value: object) -> None:
    app = Sheet()
    async with app.run_test() as pilot:
        app.choice.focus()
        await pilot.press(*keys)
        assert app.choice.value == value
        if value is not None:
            assert app.told[-1] == value


async def test_a_letter_that_begins_no_option_goes_on_to_whoever_wants_it() -> None:
    app = Sheet()
    heard: list[str] = []
    async with app.run_test() as pilot:
        app.bind("q", "heard")
        app.action_heard = lambda: heard.append("q")  # type: ignore[attr-defined]
        app.choice.focus()
        await pilot.press("q", "y")
    assert heard == ["q"]
    assert app.choice.value == "yes"


async def test_the_chosen_one_is_marked_by_a_sign_and_not_by_colour_alone() -> None:
    app = Sheet(value="pending")
    async with app.run_test(size=(80, 24)) as pilot:
        assert app.lines()[0].strip() == "○ not asked  ○ yes  ● no answer  ○ no"
        app.choice.focus()
        await pilot.press("right")
        assert app.lines()[0].strip() == "○ not asked  ○ yes  ○ no answer  ● no"


async def test_in_a_narrow_place_the_chosen_one_stands_with_its_number() -> None:
    app = Sheet(value="yes")
    async with app.run_test(size=(24, 10)):
        assert app.lines()[0].strip() == "◂ yes ▸  2/4"


async def test_a_label_that_is_far_too_long_is_cut() -> None:
    app = Sheet(answers=[("x" * 500, 1), ("y" * 500, 2)])
    async with app.run_test(size=(24, 10)):
        assert app.lines()[0].rstrip().endswith("…")
        assert app.choice.size.height == 1


async def test_a_click_takes_the_next_one() -> None:
    app = Sheet()
    async with app.run_test() as pilot:
        await pilot.click("#choice")
        assert app.choice.value == "yes"


async def test_what_is_chosen_for_the_person_is_not_told_as_their_deed() -> None:
    app = Sheet()
    async with app.run_test() as pilot:
        app.choice.choose("no")
        app.choice.choose("nobody has offered this")
        app.marks.choose([9, 12])
        await pilot.pause()
        assert (app.choice.value, app.marks.value) == ("no", [9])
        assert app.told == []


async def test_nothing_to_choose_from() -> None:
    app = Sheet(answers=[], recipients=[])
    async with app.run_test() as pilot:
        app.choice.focus()
        await pilot.press("right", "x", "space")
        assert app.choice.value is None
        app.marks.focus()
        await pilot.press("space", "asterisk")
        assert app.marks.value == []
        assert app.lines()[0].strip() == "–"


def test_a_value_that_is_no_option_gives_the_first() -> None:
    assert Choice(ANSWERS, "perhaps").value is None
    assert Choice(RECIPIENTS, 12).value == 3


# Any of a few


@pytest.mark.parametrize(
    ("keys", "marked"),
    [
        (("space",), [3]),
        (("x",), [3]),
        (("space", "space"), []),
        (("down", "down", "space"), [9]),
        (("down", "space", "up", "space"), [3, 7]),
        (("asterisk",), [3, 7, 9]),
        (("space", "asterisk"), [3, 7, 9]),
        (("asterisk", "asterisk"), []),
        (("asterisk", "down", "space"), [3, 9]),
    ],
)
async def test_keys_mark_any(keys: tuple[str, ...], marked: list[int]) -> None:
    app = Sheet()
    async with app.run_test() as pilot:
        app.marks.focus()
        await pilot.press(*keys)
        assert app.marks.value == marked
        assert app.told[-1] == marked


async def test_a_mark_stands_before_its_line() -> None:
    app = Sheet(marked=[7])
    async with app.run_test() as pilot:
        assert [line.strip() for line in app.lines()[1:4]] == [
            "[ ] Björkskolan",
            "[x] BUP",
            "[ ] Habiliteringen",
        ]
        app.marks.focus()
        await pilot.press("space")
        assert app.lines()[1].strip() == "[x] Björkskolan"


async def test_the_arrows_lead_out_at_both_ends() -> None:
    app = Sheet()
    async with app.run_test() as pilot:
        app.marks.focus()
        await pilot.press("up")
        assert app.focused is app.choice
        app.marks.focus()
        await pilot.press("down", "down", "down")
        assert app.focused is not None
        assert app.focused.id == "after"


async def test_a_click_marks_its_own_line() -> None:
    app = Sheet()
    async with app.run_test() as pilot:
        await pilot.click("#marks", offset=(3, 1))
        assert app.marks.value == [7]
        await pilot.click("#marks", offset=(3, 1))
        assert app.marks.value == []


async def test_the_line_of_the_cursor_is_kept_in_sight() -> None:
    app = Sheet(recipients=[(f"Aktör {number}", number) for number in range(40)])
    async with app.run_test(size=(40, 6)) as pilot:
        app.marks.focus()
        await pilot.press(*["down"] * 9, "space")
        await pilot.pause()
        assert "[x] Aktör 9" in "\n".join(app.lines())


# What people typed


async def test_labels_are_shown_as_they_are_typed() -> None:
    app = Sheet(
        answers=[("[red]x", 1)],
        recipients=[(text, number) for number, text in enumerate(HOSTILE)],
        marked=[1],
    )
    async with app.run_test(size=(80, 24)) as pilot:
        app.marks.focus()
        await pilot.press("down", "space")
        lines = [line.strip() for line in app.lines()]
    assert lines[0] == "● [red]x"
    assert lines[1 : 1 + len(HOSTILE)] == [
        "[ ] [/]", "[ ] [red]x", "[ ] [b]", "[ ] :smile:", "[ ] a[@click=app.quit]b",
        "[ ] two lines", "[ ] tab here", "[ ]  [31mred",
    ]  # fmt: skip
