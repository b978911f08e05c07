"""Help and Go to: every command with the key in use, every name a few letters away, nothing that cannot be."""

from dataclasses import replace
from pathlib import Path

import pytest
from builders import FamilyBuilder, Told, a_family
from desks import PASSPHRASE, Desk, app_on, at, begun, seen, unlocked, until, until_on, until_seen
from looking import everything

from samtui.commands import Place, commands_of
from samtui.models.caseload import FamilyStatus, Protection
from samtui.practice import lookup
from samtui.store.directory import keep_index
from samtui.store.folder import DataFolder
from samtui.store.names import family_names
from samtui.store.store import Store
from samtui.widgets.list_table import ListTable, Row

HOSTILE = "[/] [b]x[/b] :smile: \u202eomvänt 👩‍👩‍👧 " + "ö" * 140


@pytest.fixture
def folder(tmp_path: Path) -> DataFolder:
    """A coordinator's folder, with one unit in the directory."""
    folder = begun(tmp_path / "data")
    store = folder.open_directory()
    store.before_commit.append(keep_index)
    with store.change("a unit for a test") as session:
        lookup.add_organisation(session, "Habiliteringen Lingonköping", phone="08-465 004 20", also="hab")
    store.close()
    return folder


def told(folder: DataFolder, *families: FamilyBuilder) -> list[Told]:
    """Writes families into the folder's caseload."""
    store = folder.unlock(PASSPHRASE)
    try:
        return [family.in_(store) for family in families]
    finally:
        store.close()


def wren() -> FamilyBuilder:
    return (
        a_family("Gärdsmyg")
        .with_child("Robin")
        .with_adult("Sara")
        .and_actor("Björkskolan", contact="Ylva Kummin")
        .with_promise("Ring", by="jag")
        .with_meeting(asked=["Björkskolan"])
    )


def table(desk: Desk) -> ListTable:
    return desk.app.screen.query_one(ListTable)


def cells(row: Row) -> list[str]:
    return [cell if isinstance(cell, str) else cell[0] for cell in row.cells]


def listed(desk: Desk) -> dict[object, list[str]]:
    return {row.key: cells(row) for row in table(desk).rows}


async def home(desk: Desk) -> None:
    """Waits until the families are there."""
    await until_on(desk, "Caseload")


async def go_to(desk: Desk, words: str = "") -> None:
    """Opens the palette, types, and waits for all answers."""
    await desk.press("ctrl+p")
    await until_on(desk, "Palette")
    await desk.press(*("space" if letter == " " else letter for letter in words))
    await desk.app.workers.wait_for_complete()
    await desk.pause()


# Help


async def test_help_has_the_commands_of_the_place_then_those_everywhere(folder: DataFolder) -> None:
    told(folder, wren())
    async with at(unlocked(folder), 80, 24) as desk:
        await home(desk)
        await desk.press("5")
        await until_on(desk, "ToDo")
        await desk.press("f1")
        await until_on(desk, "Help")
        keys = list(listed(desk))
        wanted = [command.id for command in commands_of(Place.TODO)]
        assert "Take up again" not in seen(desk.app)
        assert keys[: len(wanted)] == wanted
        assert keys[-1] == commands_of(Place.EVERYWHERE)[-1].id
        assert not [key for key in keys if str(key).startswith(("caseload.", "meeting."))]
        assert listed(desk)["todo.done"][:2] == ["d  Space", "Done"]
        assert listed(desk)["todo.open"][0] == "Enter"
        await until_seen(desk, "Keys: To do")


async def test_help_speaks_swedish_and_shows_the_keys_that_were_chosen(folder: DataFolder) -> None:
    told(folder, wren())
    app = unlocked(folder, "sv")
    app.settings = replace(app.settings, keymap={"todo.done": "ä", "caseload.open": "ö"})
    app.set_keymap(dict(app.settings.keymap))
    async with at(app) as desk:
        await home(desk)
        await desk.press("5")
        await until_on(desk, "ToDo")
        await desk.press("question_mark")
        await until_on(desk, "Help")
        assert listed(desk)["todo.done"][:2] == ["ä", "Klart"]
        await until_seen(desk, "Tangenter: Att göra", "Skjut upp", "Överallt")


async def test_enter_gives_the_command_and_closes_the_help(folder: DataFolder) -> None:
    told(folder, wren())
    async with at(unlocked(folder)) as desk:
        await home(desk)
        await desk.press("f1")
        await until_on(desk, "Help")
        table(desk).move_to("caseload.new")
        await desk.press("enter")
        await until_on(desk, "Form")
        await until_seen(desk, "New family")
        await desk.press("escape")
        await until_on(desk, "Caseload")


async def test_what_is_not_possible_now_stays_quiet_and_enter_leaves_it_alone(folder: DataFolder) -> None:
    async with at(unlocked(folder)) as desk:
        await home(desk)
        await desk.press("5")
        await until_on(desk, "ToDo")
        await desk.press("f1")
        await until_on(desk, "Help")
        assert next(row for row in table(desk).rows if row.key == "todo.postpone").style == "quiet"
        table(desk).move_to("todo.postpone")
        await desk.press("enter")
        await desk.pause()
        await until_on(desk, "Help")


@pytest.mark.parametrize("key", ["escape", "q", "f1"])
async def test_help_closes(folder: DataFolder, key: str) -> None:
    async with at(unlocked(folder)) as desk:
        await home(desk)
        await desk.press("f1")
        await until_on(desk, "Help")
        await desk.press(key)
        await until_on(desk, "Caseload")


async def test_help_over_a_form_is_about_the_form(folder: DataFolder) -> None:
    async with at(unlocked(folder)) as desk:
        await home(desk)
        await desk.press("n")
        await until_on(desk, "Form")
        await desk.press(*"Mås", "f1")
        await until_on(desk, "Help")
        assert "form.save" in listed(desk)
        assert "caseload.new" not in listed(desk)
        table(desk).move_to("form.save")
        await desk.press("enter")
        await until_on(desk, "FamilyRoom")
        await until_seen(desk, "Mås")


# Go to


@pytest.mark.parametrize(
    ("words", "screen"),
    [
        ("gard", "FamilyRoom"),
        ("robin", "FamilyRoom"),
        ("ylva", "FamilyRoom"),
        ("bjorkskolan", "FamilyRoom"),
        ("habiliteringen ling", "CardRoom"),
        ("gardsmyg, tue", "MeetingRoom"),
        ("new fam", "Form"),
        ("go to to do", "ToDo"),
    ],
)
async def test_a_few_letters_lead_anywhere(folder: DataFolder, words: str, screen: str) -> None:
    told(folder, wren(), a_family("Nötskrika"))
    async with at(unlocked(folder)) as desk:
        await home(desk)
        await go_to(desk, words)
        await desk.press("enter")
        await until_on(desk, screen)


async def test_nobody_around_a_family_is_named_beside_it(folder: DataFolder) -> None:
    told(folder, wren())
    async with at(unlocked(folder), 110, 30) as desk:
        await home(desk)
        await go_to(desk, "kummin")
        await until_seen(desk, "Gärdsmyg", "through an actor")
        text = seen(desk.app)
        assert "Ylva" not in text
        assert "Björkskolan" not in text


async def test_protected_personal_data_are_not_found_through_an_actor(folder: DataFolder) -> None:
    hidden = a_family("Familj S3").and_actor("Tranmyra skola")
    told(folder, hidden.being(FamilyStatus.ACTIVE, protection=Protection.PROTECTED))
    async with at(unlocked(folder)) as desk:
        await home(desk)
        await go_to(desk, "tranmyra")
        assert "Familj S3" not in [row[1] for row in listed(desk).values()]
        await desk.press("escape")
        await until_on(desk, "Caseload")
        await go_to(desk, "s3")
        assert listed(desk)[next(iter(listed(desk)))][1] == "Familj S3"


async def test_only_what_is_possible_is_offered_with_its_key(folder: DataFolder) -> None:
    async with at(unlocked(folder)) as desk:
        await home(desk)
        await desk.press("5")
        await until_on(desk, "ToDo")
        await go_to(desk)
        offered = listed(desk)
        assert ("command", "todo.postpone", 0) not in offered
        assert offered[("command", "todo.closed", 0)][3] == "o"
        assert offered[("command", "look_up", 0)][3] == "F2"


async def test_a_guide_is_offered_commands_and_cards_alone(tmp_path: Path) -> None:
    folder = begun(tmp_path / "data", guide=True)
    async with at(app_on(folder, "sv")) as desk:
        await until_on(desk, "Lookup")
        await go_to(desk)
        assert {key[0] for key in listed(desk) if isinstance(key, tuple)} == {"command"}
        assert ("command", "section.caseload", 0) not in listed(desk)
        await desk.press(*"avlosarservice")
        await desk.app.workers.wait_for_complete()
        await desk.pause()
        await desk.press("enter")
        await until_on(desk, "CardRoom")
        await until_seen(desk, "Avlösarservice i hemmet")


async def test_the_arrows_choose_while_one_types_and_more_letters_begin_from_the_best(
    folder: DataFolder,
) -> None:
    told(folder, a_family("Gråsiska"), a_family("Gråspett"), a_family("Gråtrut"))
    async with at(unlocked(folder)) as desk:
        await home(desk)
        await go_to(desk, "grå")
        await desk.press("down", "down")
        assert cells(table(desk).rows[table(desk).cursor])[1] == "Gråtrut"
        await desk.press("s")
        assert table(desk).cursor == 0
        await desk.press("down", "enter")
        await until_on(desk, "FamilyRoom")
        await until_seen(desk, "Gråspett")


async def test_nothing_found_stays_where_one_is(folder: DataFolder) -> None:
    async with at(unlocked(folder)) as desk:
        await home(desk)
        await go_to(desk, "xyzzyq")
        await until_seen(desk, "Nothing found.")
        await desk.press("enter")
        await until_on(desk, "Palette")
        await desk.press("escape")
        await until_on(desk, "Caseload")


async def test_a_command_of_the_palette_is_given_on_the_screen_below(folder: DataFolder) -> None:
    told(folder, wren())
    async with at(unlocked(folder)) as desk:
        await home(desk)
        await desk.press("5")
        await until_on(desk, "ToDo")
        await go_to(desk, "done")
        await desk.press("enter")
        await until_on(desk, "ToDo")
        await until_seen(desk, "No open promise.")


async def test_hostile_names_are_shown_as_they_stand(folder: DataFolder) -> None:
    told(folder, a_family(HOSTILE).with_child(HOSTILE))
    for size in ((80, 24), (110, 30)):
        async with at(unlocked(folder), *size) as desk:
            await home(desk)
            await go_to(desk, "[/")
            await until_seen(desk, "[/] [b]x[/b] :smile:")


async def test_what_is_typed_and_read_is_kept_nowhere(folder: DataFolder) -> None:
    told(folder, wren())
    async with at(unlocked(folder)) as desk:
        await home(desk)
        await go_to(desk, "kvittblomma")
        palette = desk.app.screen
        await desk.press("escape")
        await until_on(desk, "Caseload")
        await until(desk, lambda: not getattr(palette, "_targets"), "the names forgotten")  # noqa: B009
    for store in (folder.open_directory(), folder.unlock(PASSPHRASE)):
        assert "kvittblomma" not in repr(everything(store))
        store.close()


# The names


def test_names_are_those_who_are_still_there_and_ended_families_come_last(caseload: Store) -> None:
    ended = a_family("Alfågel").being(FamilyStatus.ENDED).in_(caseload)
    here = wren().in_(caseload)
    alone = a_family("Ängshök").in_(caseload)
    with caseload.change("somebody leaves") as session:
        from samtui.practice import network

        gone = network.save_actor(session, here.id, actor="BUP")
        network.end_actor(session, gone)
        network.has_left(session, here.contacts["Ylva Kummin"])
    with caseload.read() as connection:
        names = family_names(connection)
    assert [one.id for one in names] == [here.id, alone.id, ended.id]
    assert (names[0].people, names[0].actors) == ("Robin\nSara", "Björkskolan")
    assert (names[1].people, names[1].actors) == ("", "")
