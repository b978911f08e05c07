"""Who does what: an answer from the first letter on, with or without a caseload, and nothing typed is kept."""

from pathlib import Path

import pytest
from builders import a_family
from desks import (
    PASSPHRASE,
    Desk,
    app_on,
    at,
    begun,
    in_one_line,
    seen,
    unlocked,
    until,
    until_on,
    until_seen,
)
from looking import everything
from textual.widgets import Input

from samtui.app import Samtui
from samtui.models.principal import Principal
from samtui.practice import lookup
from samtui.screens.lookup import Lookup
from samtui.store.directory import keep_index, organisations
from samtui.store.folder import DataFolder
from samtui.store.search import Hit
from samtui.widgets.list_table import ListTable
from samtui.widgets.sheet import Sheet

HOSTILE = "[/] [b]x[/b] :smile: \u202eomvänt 👩‍👩‍👧 " + "ö" * 140


@pytest.fixture
def guide(tmp_path: Path) -> DataFolder:
    """A guide's folder: the national catalogue, a unit and a contact, and no caseload."""
    return with_units(begun(tmp_path / "data", guide=True))


@pytest.fixture
def folder(tmp_path: Path) -> DataFolder:
    """A coordinator's folder with the same directory."""
    return with_units(begun(tmp_path / "data"))


def with_units(folder: DataFolder) -> DataFolder:
    store = folder.open_directory()
    store.before_commit.append(keep_index)
    with store.change("units for a test") as session:
        unit = lookup.add_organisation(
            session,
            "Habiliteringen Lingonköping",
            principal=Principal.REGION,
            municipality="Lingonköping",
            phone="08-465 004 20",
            also="hab\nBUH",
        )
        lookup.add_contact(session, unit, "Disa Rölleka", title="arbetsterapeut", phone="08-465 004 21")
    store.close()
    return folder


def answers(desk: Desk) -> ListTable:
    return desk.app.screen.query_one("#answers", ListTable)


def names(desk: Desk) -> list[object]:
    return [row.cells[1] for row in answers(desk).rows]


def box(desk: Desk) -> Input:
    return desk.app.screen.query_one("#words", Input)


async def ask(desk: Desk, words: str) -> None:
    """Types, and waits for the answer to all that was typed."""
    await desk.press(*("space" if letter == " " else letter for letter in words))
    screen = desk.app.screen
    assert isinstance(screen, Lookup)
    await until(desk, lambda: screen._shown_words == box(desk).value and screen._spell, "the whole answer")
    await desk.app.workers.wait_for_complete()
    await desk.pause()


@pytest.mark.parametrize("size", [(80, 24), (110, 30), (150, 45)])
async def test_a_guide_without_a_caseload_is_answered_from_the_first_letter(
    guide: DataFolder, size: tuple[int, int]
) -> None:
    async with at(app_on(guide), *size) as desk:
        await until_on(desk, "Lookup")
        assert box(desk).has_focus
        await until_seen(desk, "84 kinds of support", "1 organisation", "1 contact")
        await ask(desk, "h")
        assert answers(desk).row_count > 5
        await ask(desk, "ab")
        assert names(desk)[0] == "Habiliteringen Lingonköping"
        assert "“hab”" in seen(desk.app)


@pytest.mark.parametrize(
    ("words", "first"),
    [
        ("avlastning", "Avlösarservice i hemmet"),
        ("9 § 5 LSS", "Avlösarservice i hemmet"),
        ("0846500420", "Habiliteringen Lingonköping"),
        ("rolleka", "Disa Rölleka"),
        ("habilliteringen ling", "Habiliteringen Lingonköping"),
    ],
)
async def test_a_need_a_law_a_number_a_name_and_a_slip_of_the_finger_are_all_understood(
    guide: DataFolder, words: str, first: str
) -> None:
    async with at(app_on(guide, "sv")) as desk:
        await until_on(desk, "Lookup")
        await ask(desk, words)
        assert names(desk)[0] == first


async def test_the_best_answer_is_chosen_and_the_arrows_move_while_the_box_keeps_the_focus(
    guide: DataFolder,
) -> None:
    async with at(app_on(guide)) as desk:
        await until_on(desk, "Lookup")
        await ask(desk, "stöd")
        assert answers(desk).cursor == 0
        await desk.press("down", "down", "up", "down")
        assert answers(desk).cursor == 2
        assert box(desk).has_focus
        await ask(desk, "x")
        assert box(desk).value == "stödx"
        assert answers(desk).cursor == 0


async def test_enter_opens_the_card_and_esc_leads_back_to_the_same_answers(guide: DataFolder) -> None:
    async with at(app_on(guide)) as desk:
        await until_on(desk, "Lookup")
        await ask(desk, "hab")
        await desk.press("enter")
        await until_on(desk, "CardRoom")
        await until_seen(desk, "08-465 004 20")
        await desk.press("escape")
        await until_on(desk, "Lookup")
        assert box(desk).value == "hab"
        assert names(desk)[0] == "Habiliteringen Lingonköping"


async def test_the_card_of_the_answer_stands_beside_the_list_where_there_is_room(guide: DataFolder) -> None:
    async with at(app_on(guide), 110, 30) as desk:
        await until_on(desk, "Lookup")
        await ask(desk, "hab")
        await until_seen(desk, "Telephone 08-465 004 20")
        await ask(desk, "xyzzy")
        assert desk.app.screen.query_one("#card", Sheet).leaf.title == ""


async def test_esc_clears_the_box_and_then_leaves_only_what_lies_over_something(folder: DataFolder) -> None:
    async with at(unlocked(folder)) as desk:
        await until_on(desk, "Caseload")
        await desk.press("f2")
        await until_on(desk, "Lookup")
        await ask(desk, "hab")
        await desk.press("escape")
        assert box(desk).value == ""
        await desk.press("escape")
        await until_on(desk, "Caseload")
        await desk.press("2")
        await until_on(desk, "Lookup")
        await desk.press("escape")
        await until_on(desk, "Lookup")


async def test_an_older_answer_never_replaces_a_newer_one(guide: DataFolder) -> None:
    async with at(app_on(guide)) as desk:
        await until_on(desk, "Lookup")
        await ask(desk, "hab")
        screen = desk.app.screen
        assert isinstance(screen, Lookup)
        late = Hit("service", 1, "An older answer", "", 1.0, "")
        older = screen.read()
        screen._show_if_here(screen._asked - 1, type(older)("ha", True, (late,), older.sizes))
        assert "An older answer" not in names(desk)


async def test_what_is_typed_is_kept_nowhere(folder: DataFolder) -> None:
    typed = "kvittblomma"
    async with at(unlocked(folder)) as desk:
        await until_on(desk, "Caseload")
        await desk.press("f2")
        await until_on(desk, "Lookup")
        await ask(desk, typed)
        await until_seen(desk, "Nothing found.")
        await desk.press("escape", "escape", "f2")
        await until_on(desk, "Lookup")
        assert box(desk).value == ""
    for store in (folder.open_directory(), folder.unlock(PASSPHRASE)):
        assert typed not in repr(everything(store))
        store.close()


async def test_a_new_organisation_is_found_at_once_by_its_other_name(guide: DataFolder) -> None:
    async with at(app_on(guide)) as desk:
        await until_on(desk, "Lookup")
        await desk.press("ctrl+n")
        await until_on(desk, "Form")
        await desk.press(*"Lekoteket", "enter", "right", "enter", *"Granvik", "enter", *"08-465", "enter")
        await desk.press("enter", *"Storgatan", "enter", *"Leksaker", "enter", *"lekis", "ctrl+s")
        await until_on(desk, "CardRoom")
        await until_seen(desk, "Lekoteket", "municipality · Granvik", "08-465", "Storgatan", "lekis")
        await desk.press("escape")
        await until_on(desk, "Lookup")
        await ask(desk, "lekis")
        assert names(desk)[0] == "Lekoteket"


async def test_n_in_the_list_asks_for_an_organisation_and_n_in_the_box_is_a_letter(guide: DataFolder) -> None:
    async with at(app_on(guide)) as desk:
        await until_on(desk, "Lookup")
        await ask(desk, "n")
        assert box(desk).value == "n"
        await desk.press("tab", "n")
        await until_on(desk, "Form")
        await desk.press("escape")
        await until_on(desk, "Lookup")
        await desk.press("slash")
        assert box(desk).has_focus


async def test_it_speaks_swedish_where_that_is_the_language(guide: DataFolder) -> None:
    async with at(app_on(guide, "sv")) as desk:
        await until_on(desk, "Lookup")
        await until_seen(desk, "84 slags stöd", "Vem gör vad?")
        await ask(desk, "xyzzyq")
        await until_seen(desk, "Inget hittades.")


async def test_names_from_outside_are_shown_as_they_stand(guide: DataFolder) -> None:
    store = guide.open_directory()
    store.before_commit.append(keep_index)
    with store.change("a hostile name") as session:
        lookup.add_organisation(session, HOSTILE, does=HOSTILE * 3, also=HOSTILE)
    store.close()
    for size in ((80, 24), (110, 30)):
        async with at(app_on(guide), *size) as desk:
            await until_on(desk, "Lookup")
            await ask(desk, "omvänt")
            await until_seen(desk, "[/] [b]x[/b] :smile:")
            await desk.press("enter")
            await until_on(desk, "CardRoom")
            await until_seen(desk, "[/] [b]x[/b] :smile: omvänt")


async def test_it_is_open_while_the_caseload_is_locked(folder: DataFolder) -> None:
    store = folder.unlock(PASSPHRASE)
    a_family("Gärdsmyg").in_(store)
    store.close()
    app: Samtui = app_on(folder)
    async with at(app) as desk:
        await until(desk, lambda: app.desk.directory is not None, "the directory")
        await desk.press("f2")
        await until_on(desk, "Lookup")
        await ask(desk, "hab")
        assert names(desk)[0] == "Habiliteringen Lingonköping"
        assert "1 Families" not in in_one_line(seen(app))
        await desk.press("escape", "escape")
        await until_on(desk, "Lock")


async def test_the_directory_is_as_it_was_after_a_form_that_was_left(guide: DataFolder) -> None:
    async with at(app_on(guide)) as desk:
        await until_on(desk, "Lookup")
        await desk.press("ctrl+n")
        await until_on(desk, "Form")
        await desk.press("ctrl+s")
        await until_seen(desk, "Type a name.")
        await desk.press("escape")
        await until_on(desk, "Lookup")
    store = guide.open_directory()
    with store.read() as connection:
        assert [one.name for one in organisations(connection)] == ["Habiliteringen Lingonköping"]
    store.close()
