"""The one table of commands: every key can be pressed on a Swedish keyboard, means one thing, and does something."""

import importlib
import pkgutil
import re
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest
from desks import app_on, at, begun, in_one_line, seen, unlocked, until, until_on
from textual.app import App
from textual.binding import Binding
from textual.screen import ModalScreen, Screen
from textual.widget import Widget
from textual.widgets import Input, TextArea

import samtui.screens
from samtui.app import Samtui
from samtui.commands import COMMANDS, PLACE_NAMES, WHILE_TYPING, Command, Place, bindings_of, commands_of
from samtui.settings import Settings, save
from samtui.widgets.list_table import ListTable
from samtui.widgets.writing import Writing

NEEDS_ALTGR_OR_A_DEAD_KEY = frozenset(
    {
        "left_square_bracket", "right_square_bracket", "left_curly_bracket", "right_curly_bracket", "backslash",
        "vertical_line", "at", "dollar_sign", "tilde", "circumflex_accent", "grave_accent", "acute_accent",
        "[", "]", "{", "}", "\\", "|", "@", "$", "~", "^", "`", "´", "¨",
    }
)  # fmt: skip
SOMETHING_ELSE_IN_A_TERMINAL = frozenset(
    {"ctrl+i", "ctrl+m", "ctrl+j", "ctrl+h", "ctrl+b", "ctrl+a", "ctrl+c", "ctrl+z", "f10", "f11"}
)
"""Tab, Enter, a line, Backspace; what starts every command of tmux and screen; what copies or stops a program;
the menu and the whole screen of a terminal's window."""

LIST_PLACES = (
    Place.CASELOAD, Place.FAMILY, Place.LOOKUP, Place.CONSENTS, Place.CONSENT, Place.MEETINGS, Place.TODO,
)  # fmt: skip
"""Places whose screens hold a list that has the focus."""

TAKE_TURNS = {("todo.done", "todo.reopen")}
"""Two commands on one key, of which only one is possible at a time."""

INTENDED = {("list.first", "todo.give"), ("list.first", "consent.planning")}
"""Letters of a list that a screen means otherwise; nobody has pressed g there for the first row."""


def keys(command: Command) -> list[str]:
    return command.keys.split(",")


def ids(commands: list[Command]) -> list[str]:
    return [command.id for command in commands]


def screens() -> list[type[Screen[object]]]:
    """Every class of screen the program has."""
    found = []
    for module in pkgutil.iter_modules(samtui.screens.__path__, "samtui.screens."):
        for thing in vars(importlib.import_module(module.name)).values():
            if isinstance(thing, type) and issubclass(thing, Screen) and thing.__module__ == module.name:
                found.append(thing)
    return found


def bound(kind: type[Widget] | type[App[object]]) -> dict[str, Binding]:
    """The commands that a screen or a widget binds, by id."""
    merged = kind._merge_bindings()
    return {one.id: one for several in merged.key_to_bindings.values() for one in several if one.id}


# The table itself


def test_an_id_names_one_command() -> None:
    assert [name for name, number in Counter(command.id for command in COMMANDS).items() if number > 1] == []


def test_an_id_says_where_its_command_is_given() -> None:
    for command in COMMANDS:
        if command.place is not Place.EVERYWHERE:
            assert command.id.startswith(f"{command.place}."), command.id
        assert re.fullmatch(r"[a-z_]+(\.[a-z_]+)?", command.id)


def test_every_command_has_a_title_and_every_place_a_name() -> None:
    assert [command.id for command in COMMANDS if not command.title.strip()] == []
    assert set(PLACE_NAMES) == set(Place)


@pytest.mark.parametrize("place", Place)
def test_a_key_means_one_thing_in_a_place(place: Place) -> None:
    shared = [
        (one.id, other.id)
        for number, one in enumerate(commands_of(place))
        for other in commands_of(place)[number + 1 :]
        if set(keys(one)) & set(keys(other))
    ]
    assert set(shared) <= TAKE_TURNS


MEANT_OTHERWISE = {("help.leave", "help", "f1")}
"""The key that opened a sheet closes it."""


@pytest.mark.parametrize("place", [place for place in Place if place is not Place.EVERYWHERE])
def test_no_place_hides_a_key_that_holds_everywhere(place: Place) -> None:
    hidden = {
        (here.id, everywhere.id, key)
        for here in commands_of(place)
        for everywhere in commands_of(Place.EVERYWHERE)
        for key in set(keys(here)) & set(keys(everywhere))
    }
    assert hidden <= MEANT_OTHERWISE


@pytest.mark.parametrize("place", LIST_PLACES)
def test_the_letters_of_a_list_do_nothing_else_beside_it(place: Place) -> None:
    clashes = {
        (of_list.id, here.id)
        for here in commands_of(place)
        for of_list in commands_of(Place.LIST)
        for key in set(keys(here)) & set(keys(of_list))
        if key != "enter" and of_list.action != here.action
    }
    assert clashes <= INTENDED


def test_every_command_has_a_key_that_a_swedish_keyboard_gives_in_any_terminal() -> None:
    bad = NEEDS_ALTGR_OR_A_DEAD_KEY | SOMETHING_ELSE_IN_A_TERMINAL
    assert [command.id for command in COMMANDS if not set(keys(command)) - bad] == []


def test_no_key_needs_ctrl_and_shift_or_ctrl_and_a_sign() -> None:
    wrong = [
        (command.id, key)
        for command in COMMANDS
        for key in keys(command)
        if key.startswith(("ctrl+shift+", "alt+")) or re.fullmatch(r"ctrl\+[^a-z].*", key)
    ]
    assert wrong == []


# The table and the screens


def test_every_command_is_bound_by_something() -> None:
    somewhere = {id_ for kind in (*screens(), Samtui, ListTable) for id_ in bound(kind)}
    assert sorted({command.id for command in COMMANDS} - somewhere) == []


@pytest.mark.parametrize("screen", screens(), ids=lambda screen: screen.__name__)
def test_every_command_of_a_screen_does_something(screen: type[Screen[object]]) -> None:
    for command_id, binding in bound(screen).items():
        namespace, _dot, action = binding.action.rpartition("app.")
        doer = Samtui if binding.action.startswith("app.") else screen
        name = action.partition("(")[0]
        assert callable(getattr(doer, f"action_{name}", None)), (
            f"{command_id}: {screen.__name__}.action_{name}"
        )
        assert not namespace


@pytest.mark.parametrize("kind", [Samtui, ListTable])
def test_every_command_of_the_app_and_of_a_list_does_something(kind: type) -> None:
    for command_id, binding in bound(kind).items():
        assert callable(getattr(kind, f"action_{binding.action.partition('(')[0]}")), command_id


@pytest.mark.parametrize(
    "sheet", [one for one in screens() if issubclass(one, ModalScreen)], ids=lambda screen: screen.__name__
)
def test_one_can_lock_and_quit_from_every_sheet(sheet: type[Screen[object]]) -> None:
    """A modal screen hides the bindings of the app, so it must have them itself."""
    assert set(bound(sheet)) >= WHILE_TYPING


def keys_of(*kinds: type[Widget]) -> set[str]:
    """What fields keep for themselves; they have the first word on a key."""
    return {key for kind in kinds for key in kind._merge_bindings().key_to_bindings}


def test_what_can_be_given_while_one_types_has_a_key_that_no_field_keeps() -> None:
    kept = keys_of(Input, TextArea)
    given = [one for one in COMMANDS if one.place is Place.FORM or one.id in WHILE_TYPING]
    assert [one.id for one in given if not {key for key in keys(one) if len(key) > 1} - kept] == []


def test_what_is_given_in_a_meeting_has_a_key_that_the_text_does_not_keep() -> None:
    kept = keys_of(Writing)
    assert [one.id for one in commands_of(Place.MEETING) if not set(keys(one)) - kept] == []


def test_bindings_are_made_from_the_table() -> None:
    for command, binding in zip(commands_of(Place.CASELOAD), bindings_of(Place.CASELOAD), strict=True):
        assert (binding.key, binding.action, binding.id) == (command.keys, command.action, command.id)
        assert binding.show == bool(command.short)


# Keys of one's own


async def test_a_key_of_ones_own_works_and_the_key_line_shows_it(tmp_path: Path) -> None:
    folder = begun(tmp_path / "data")
    save(tmp_path / "settings.toml", replace(Settings(), keymap={"caseload.new": "ctrl+n", "lock": "f9"}))
    app = unlocked(folder)
    async with at(app, 140, 30) as desk:
        await until_on(desk, "Caseload")
        await until(
            desk, lambda: "Ctrl+N New family" in in_one_line(seen(app)), "the new key in the key line"
        )
        assert "n New family" not in seen(app).replace("Ctrl+N New family", "")
        assert "F9 Lock" in in_one_line(seen(app))
        await desk.press("n")
        await desk.pause()
        assert type(app.screen).__name__ == "Caseload"
        await desk.press("ctrl+n")
        await until_on(desk, "Form")


async def test_the_key_line_offers_what_is_possible_and_nothing_else(tmp_path: Path) -> None:
    app = app_on(begun(tmp_path / "data"))
    async with at(app, 140, 30) as desk:
        await until(desk, lambda: "F2" in in_one_line(seen(app)), "the directory")
        line = in_one_line(seen(app).splitlines()[-1])
        assert "Ctrl+Q Quit" in line
        assert "Lock" not in line
        assert "New family" not in line
