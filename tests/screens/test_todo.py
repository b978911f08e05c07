"""To do: what is overdue first, and one key for each thing that can happen to a promise."""

from datetime import timedelta
from pathlib import Path

import pytest
from builders import TODAY, FamilyBuilder, Told, a_family, days
from desks import PASSPHRASE, Desk, at, begun, in_one_line, seen, unlocked, until, until_on, until_seen
from looking import card_of
from textual.widgets import Input

from samtui.models.caseload import ActionState, FamilyStatus, Protection
from samtui.models.records import ActionRow
from samtui.practice import actions
from samtui.practice.routine import routine
from samtui.screens.todo import ToDo
from samtui.store.folder import DataFolder
from samtui.widgets.list_table import ListTable, Row

HOSTILE = "[/] [b]x[/b] :smile: \u202eomvänt 👩‍👩‍👧 " + "ö" * 400


@pytest.fixture
def folder(tmp_path: Path) -> DataFolder:
    """A coordinator's folder; no family yet."""
    return begun(tmp_path / "data")


def told(folder: DataFolder, *families: FamilyBuilder) -> list[Told]:
    """Writes families into the folder's caseload."""
    store = folder.unlock(PASSPHRASE)
    try:
        return [family.in_(store) for family in families]
    finally:
        store.close()


def wren() -> FamilyBuilder:
    """A family with people, actors, and a promise of each sort."""
    return (
        a_family("Gärdsmyg")
        .with_child("Robin")
        .with_adult("Sara")
        .and_actor("Björkskolan", contact="Ylva Kummin")
        .with_promise("Utan dag", by="jag")
        .with_promise("Nästa vecka", by="Sara", due=days(7))
        .with_promise("Lugn ingång", by="Björkskolan", due=days(-9))
        .with_promise("Svar om lördagar", due=days(-20))
        .with_promise("I dag", by="jag", due=TODAY)
    )


def promises(folder: DataFolder, family: Told) -> dict[str, ActionRow]:
    """The family's promises as they stand in the store, by text."""
    store = folder.unlock(PASSPHRASE)
    try:
        return {row.text: row for row in card_of(store, family.id).actions}
    finally:
        store.close()


def table(desk: Desk) -> ListTable:
    return desk.app.screen.query_one("#promises", ListTable)


def texts(desk: Desk) -> list[str]:
    return [_text(row, 0) for row in table(desk).rows]


def here(desk: Desk) -> str:
    """What the promise at the cursor says."""
    return texts(desk)[table(desk).cursor]


def _text(row: Row, place: int) -> str:
    cell = row.cells[place]
    return cell if isinstance(cell, str) else cell[0]


async def to_do(desk: Desk) -> None:
    """Goes to the section."""
    await until_on(desk, "Caseload")
    await desk.press("5")
    await until_on(desk, "ToDo")
    await until(desk, lambda: "Opening" not in seen(desk.app) and "Öppnar" not in seen(desk.app), "the list")


async def changed(desk: Desk, said: str) -> None:
    """Waits until a toast says it and the list is read again."""
    await until_seen(desk, said)
    await until_on(desk, "ToDo")


async def test_overdue_first_then_by_day_and_undated_last(folder: DataFolder) -> None:
    told(folder, wren())
    async with at(unlocked(folder), 150, 45) as desk:
        await to_do(desk)
        assert texts(desk) == ["Svar om lördagar", "Lugn ingång", "I dag", "Nästa vecka", "Utan dag"]
        await until_seen(desk, "20 days overdue", "9 days overdue", "5 open, 2 overdue")
        who = [_text(row, 1) for row in table(desk).rows]
        assert who == ["nobody has taken it on", "Björkskolan", "me", "Sara", "me"]


@pytest.mark.parametrize("size", [(80, 24), (110, 30), (150, 45)])
async def test_what_who_family_day_and_state_are_there_at_every_size(
    folder: DataFolder, size: tuple[int, int]
) -> None:
    told(folder, wren())
    async with at(unlocked(folder, "sv"), *size) as desk:
        await to_do(desk)
        await until_seen(
            desk, "Vad", "Ansvarar", "Familj", "Klart senast", "försenat 20 dagar", "5 öppna, 2 försenade"
        )
        assert ("har tagit på sig" in in_one_line(seen(desk.app))) or size[0] < 150
        beside = desk.app.screen.query_one("#card").display
        assert beside is (size[0] >= 110)


async def test_a_family_that_rests_stands_last_quietly_and_is_never_overdue(folder: DataFolder) -> None:
    resting = a_family("Strömstare").with_promise("Får vänta", by="jag", due=days(-30))
    told(folder, resting.being(FamilyStatus.RESTING, until=days(30)), wren())
    async with at(unlocked(folder), 150, 45) as desk:
        await to_do(desk)
        assert texts(desk)[-1] == "Får vänta"
        assert table(desk).rows[-1].style == "quiet"
        await until_seen(desk, "resting", "5 open, 2 overdue")
        assert "30 days overdue" not in seen(desk.app)


@pytest.mark.parametrize("key", ["d", "space"])
async def test_done_leaves_the_list_and_the_cursor_stands_on_the_next_row(
    folder: DataFolder, key: str
) -> None:
    (family,) = told(folder, wren())
    async with at(unlocked(folder)) as desk:
        await to_do(desk)
        await desk.press("down", key)
        await changed(desk, "Done.")
        await until(desk, lambda: len(texts(desk)) == 4, "one less")
        assert here(desk) == "I dag"
    assert promises(folder, family)["Lugn ingång"].state is ActionState.DONE


async def test_closed_ones_can_be_taken_up_again(folder: DataFolder) -> None:
    (family,) = told(folder, wren())
    async with at(unlocked(folder)) as desk:
        await to_do(desk)
        await desk.press("d")
        await changed(desk, "Done.")
        await desk.press("o")
        await until(desk, lambda: texts(desk) == ["Svar om lördagar"], "the closed ones")
        await until_seen(desk, "1 closed", "2026-11-25", "d Take up again")
        assert "+ Postpone" not in seen(desk.app)
        await desk.press("d")
        await changed(desk, "It is open again.")
        await until_seen(desk, "Nothing is done or dropped yet.")
        await desk.press("o")
        await until(desk, lambda: len(texts(desk)) == 5, "all of them open")
    assert promises(folder, family)["Svar om lördagar"].state is ActionState.GOING_ON


async def test_postponing_says_the_new_day(folder: DataFolder) -> None:
    (family,) = told(folder, wren())
    later = TODAY + timedelta(days=routine().postpone_days)
    async with at(unlocked(folder)) as desk:
        await to_do(desk)
        await desk.press("plus")
        await changed(desk, later.isoformat())
        await until_seen(desk, "5 open, 1 overdue")
    assert promises(folder, family)["Svar om lördagar"].due == later


@pytest.mark.parametrize(
    ("picked", "owner", "contact"),
    [
        ("ylva", "Björkskolan", "Ylva Kummin"),
        ("sara", "Sara", ""),
        ("robin", "Robin", ""),
        ("me", "", ""),
        ("nobody", "", ""),
    ],
)
async def test_a_promise_is_given_to_somebody_around_the_family(
    folder: DataFolder, picked: str, owner: str, contact: str
) -> None:
    (family,) = told(folder, wren())
    async with at(unlocked(folder)) as desk:
        await to_do(desk)
        await desk.press("g")
        await until_on(desk, "Pick")
        await desk.press(*picked, "enter")
        await changed(desk, "Nobody has it now." if picked == "nobody" else "It has been given on.")
    row = promises(folder, family)["Svar om lördagar"]
    assert (row.owner, row.contact) == (owner, contact)
    assert row.mine is (picked == "me")
    assert row.unowned is (picked == "nobody")


async def test_enter_changes_the_promise_and_f_opens_the_family(folder: DataFolder) -> None:
    (family,) = told(folder, wren())
    async with at(unlocked(folder)) as desk:
        await to_do(desk)
        await desk.press("enter")
        await until_on(desk, "Form")
        await desk.press("end", *" igen", "ctrl+s")
        await until_on(desk, "ToDo")
        await until(desk, lambda: here(desk) == "Svar om lördagar igen", "the new text")
        await desk.press("f")
        await until_on(desk, "FamilyRoom")
        await desk.press("escape")
        await until_on(desk, "ToDo")
    assert "Svar om lördagar igen" in promises(folder, family)


async def test_the_filter_looks_into_every_column_and_esc_takes_it_away(folder: DataFolder) -> None:
    told(folder, wren(), a_family("Nötskrika").with_promise("Ring", by="jag", due=days(3)))
    async with at(unlocked(folder)) as desk:
        await to_do(desk)
        for words, found in (
            ("notskr", ["Ring"]),
            ("bjork", ["Lugn ingång"]),
            ("nobody", ["Svar om lördagar"]),
            ("overdue gärd", ["Svar om lördagar", "Lugn ingång"]),
            ("lugn", ["Lugn ingång"]),
            ("accepted sara", ["Nästa vecka"]),
        ):
            await desk.press("slash", *("space" if letter == " " else letter for letter in words))
            await until(desk, lambda wanted=found: texts(desk) == wanted, words)
            await until_seen(desk, f"{len(found)} of 6")
            await desk.press("enter", "escape")
            await until(desk, lambda: len(texts(desk)) == 6, "everything")
        assert not desk.app.screen.query_one("#filter", Input).display


async def test_with_protected_personal_data_no_actor_is_named(folder: DataFolder) -> None:
    hidden = a_family("Familj S3").and_actor("Tranmyra skola", contact="Siw")
    hidden.with_promise("Samtal", by="Tranmyra skola", due=days(2)).being(
        FamilyStatus.ACTIVE, protection=Protection.PROTECTED
    )
    told(folder, hidden)
    async with at(unlocked(folder), 150, 45) as desk:
        await to_do(desk)
        await until_seen(desk, "an actor")
        assert "Tranmyra" not in seen(desk.app)
        await desk.press("slash", *"tranmyra")
        await until_seen(desk, "No promise matches.")


async def test_an_empty_list_names_the_next_key_and_offers_none_in_vain(folder: DataFolder) -> None:
    async with at(unlocked(folder, "sv"), 80, 24) as desk:
        await to_do(desk)
        await until_seen(desk, "Inget öppet åtagande.", "noterar p ett nytt")
        assert "Skjut upp" not in seen(desk.app)
        await desk.press("d", "plus", "g", "f", "enter")
        await until_on(desk, "ToDo")


async def test_what_people_wrote_is_shown_as_it_stands(folder: DataFolder) -> None:
    told(folder, a_family("[/] Mås").with_adult("[b]Sara").with_promise(HOSTILE, by="[b]Sara", due=days(-1)))
    for size in ((80, 24), (150, 45)):
        async with at(unlocked(folder), *size) as desk:
            await to_do(desk)
            await until_seen(desk, "[/] [b]x[/b]", "[b]Sara", "[/] Mås")
            await desk.press("g")
            await until_on(desk, "Pick")
            await until_seen(desk, "[b]Sara")


async def test_a_change_elsewhere_is_read_at_once_and_the_cursor_stays(folder: DataFolder) -> None:
    (family,) = told(folder, wren())
    app = unlocked(folder)
    async with at(app) as desk:
        await to_do(desk)
        await desk.press("down", "down")
        assert here(desk) == "I dag"
        screen = app.screen
        assert isinstance(screen, ToDo)
        await screen.changed("elsewhere", lambda session: actions.done(session, family.promises[3]))
        await until(desk, lambda: len(texts(desk)) == 4, "one less")
        assert here(desk) == "I dag"
