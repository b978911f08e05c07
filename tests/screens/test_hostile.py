"""What people type is never markup and never moves the cursor: through every screen, shown as it was typed."""

import re
from dataclasses import dataclass
from datetime import timedelta

import pytest
from builders import NOW, TODAY, Told, a_family
from desks import PASSPHRASE, Desk, at, begun, in_one_line, seen, unlocked, until, until_on, until_seen, write
from sqlmodel import Session
from textual.screen import Screen

from samtui import clock
from samtui.models.caseload import Information, NoteKind
from samtui.practice import actions, consenting, families, lookup, meetings, network, notes
from samtui.screens.card import CardRoom
from samtui.screens.consent import ConsentRoom
from samtui.screens.family import FamilyRoom
from samtui.screens.meeting import MeetingRoom
from samtui.screens.minutes import MinutesRoom
from samtui.store.directory import keep_index
from samtui.store.folder import DataFolder
from samtui.widgets.plain import one_line

HOSTILE = (
    "[/]",
    "[red]x",
    "[b]",
    "[link=x]hej",
    "a[@click=app.quit]b",
    "$accent %s {0} {n}",
    ":smile:",
    "\u202eנעה\u202c",
    "👩‍👧‍👦 é",
    "bort\x1b[2Jta",
    "klocka\x07 och\x9b31m",
    "två\u2028rader",
)
LONG = "lång" * 125
_UNSAFE = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")


@dataclass(frozen=True)
class Full:
    """Stores in which every field that takes text holds something hostile."""

    folder: DataFolder
    told: Told
    organisation: int


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory) -> Full:
    with clock.stopped(NOW):
        folder = begun(tmp_path_factory.mktemp("hostile") / "data")
        caseload = folder.unlock(PASSPHRASE)
        with caseload.change("hostile names") as session:
            for text in HOSTILE:
                families.begin(session, text)
            families.begin(session, LONG[:200])
        told = a_family("[/b]").with_joint_custody(*HOSTILE[:2]).with_child("[/i]").in_(caseload)
        with caseload.change("everything hostile") as session:
            _fill(session, told)
        caseload.close()
        return Full(folder, told, _fill_directory(folder))


def _fill(session: Session, told: Told) -> None:
    """Each hostile text as an actor, a contact, a need, a promise, a note; all of them in one meeting."""
    everything = "\n".join((*HOSTILE, LONG))
    for text in HOSTILE:
        told.actors[text] = network.save_actor(session, told.id, actor=text, role=text)
        network.save_contact(session, told.actors[text], name=text, title=text, phone=text, email=text)
        families.save_need(session, told.id, text=text)
        actions.promise(session, told.id, text=text, owner=told.owner(text), due=TODAY - timedelta(days=1))
        notes.save(session, told.id, text=text, kind=NoteKind.NOTE, with_whom=text)
    notes.save(session, told.id, text=everything)
    families.save_need(session, told.id, text=LONG)
    consenting.note(
        session,
        told.id,
        kind=consenting.ConsentKind.INFORMATION,
        givers={("adult", adult): consenting.Answer.YES for adult in told.adults.values()},
        scope={actor: [Information.SCHOOL] for actor in told.actors.values()},
        exceptions=HOSTILE[1],
    )
    meeting = meetings.plan(
        session,
        told.id,
        agenda="planning",
        starts_at=NOW,
        title="[red]Möte[/]",
        place="[/]",
        questions=everything,
    )
    for text in HOSTILE:
        item = meetings.add_item(session, meeting, text)
        meetings.write(session, item, everything)
        meetings.agree(session, item, text)
    told.meetings.append(meeting)


def _fill_directory(folder: DataFolder) -> int:
    directory = folder.open_directory()
    directory.before_commit.append(keep_index)
    with directory.change("hostile names") as session:
        for text in HOSTILE:
            organisation = lookup.add_organisation(
                session, f"Gamayun {text}", phone=text, address=text, does=LONG
            )
            lookup.add_contact(session, organisation, f"Gamayun {text}", title=text, phone=text)
    directory.close()
    return organisation


def assert_clean(desk: Desk) -> None:
    """Nothing that a terminal would obey stands on the screen."""
    assert _UNSAFE.search(seen(desk.app)) is None


def shown(*texts: str) -> list[str]:
    """The texts as one line shows them."""
    return [" ".join(one_line(text).split()) for text in texts]


SECTIONS = [
    ("caseload", "Caseload", (*HOSTILE, "långlånglång")),
    ("consents", "Consents", ("[/b]",)),
    ("meetings", "Meetings", ("[/b]", "[/]")),
    ("todo", "ToDo", HOSTILE),
]


@pytest.mark.parametrize(("section", "screen", "texts"), SECTIONS, ids=[name for name, *_rest in SECTIONS])
async def test_every_list_shows_what_was_typed(
    full: Full, section: str, screen: str, texts: tuple[str, ...]
) -> None:
    app = unlocked(full.folder)
    async with at(app, 200, 36) as desk:
        await until_on(desk, "Caseload")
        app.open_section(section)
        await until_on(desk, screen)
        await until_seen(desk, *shown(*texts))
        assert_clean(desk)
        for _row in range(len(HOSTILE) + 2):  # what stands beside the list follows the cursor
            await desk.press("down")
        assert_clean(desk)


def rooms(full: Full) -> dict[str, tuple[Screen[None], tuple[str, ...]]]:
    """The screens of one family, and of one organisation, with texts that must be seen there."""
    meeting = full.told.meetings[0]
    return {
        "family": (FamilyRoom(full.told.id), ("[/b]",)),
        "consent": (ConsentRoom(full.told.id), HOSTILE),
        "meeting": (MeetingRoom(meeting), ("[red]Möte[/]",)),
        "minutes": (MinutesRoom(meeting), ("[/]",)),
        "card": (CardRoom("organisation", full.organisation), ("Gamayun två rader",)),
    }


@pytest.mark.parametrize("name", ["family", "consent", "meeting", "minutes", "card"])
async def test_every_room_shows_what_was_typed(full: Full, name: str) -> None:
    app = unlocked(full.folder)
    async with at(app, 200, 36) as desk:
        await until_on(desk, "Caseload")
        room, texts = rooms(full)[name]
        app.push_screen(room)
        await until_on(desk, type(room).__name__)
        await until_seen(desk, *shown(*texts))
        assert_clean(desk)
        for key in ("down", "down", "tab", "down", "tab", "down", "end", "pageup"):
            await desk.press(key)
            assert_clean(desk)
        assert app.screen is room


async def test_every_part_of_the_family_card(full: Full) -> None:
    app = unlocked(full.folder)
    async with at(app, 200, 36) as desk:
        await until_on(desk, "Caseload")
        room = FamilyRoom(full.told.id)
        app.push_screen(room)
        await until_on(desk, "FamilyRoom")
        parts = set()
        for _part in range(9):
            await desk.press("right")
            assert_clean(desk)
            parts.add(in_one_line(seen(app)))
            await desk.press("down", "end")
            assert_clean(desk)
        assert len(parts) > 4
        assert app.screen is room


async def test_the_look_up_finds_and_shows_it(full: Full) -> None:
    app = unlocked(full.folder)
    async with at(app, 200, 36) as desk:
        await until_on(desk, "Caseload")
        app.open_section("lookup")
        await until_on(desk, "Lookup")
        await desk.press(*"gamayun")
        await until_seen(desk, "Gamayun [/]", "Gamayun [red]x")
        for _answer in range(4):
            await desk.press("down")
            assert_clean(desk)


@pytest.mark.parametrize("typed", ["[/]", "\\%_", 'a AND ("*', LONG])
async def test_any_search_is_only_a_search(full: Full, typed: str) -> None:
    app = unlocked(full.folder)
    async with at(app) as desk:
        await until_on(desk, "Caseload")
        app.open_section("lookup")
        await until_on(desk, "Lookup")
        await write_and_wait(desk, typed)
        app.open_section("caseload")
        await until_on(desk, "Caseload")
        await desk.press("slash")
        await write_and_wait(desk, typed)
        assert type(app.screen).__name__ == "Caseload"


async def write_and_wait(desk: Desk, text: str) -> None:
    await write(desk, text)
    await until(desk, lambda: not any(not worker.is_finished for worker in desk.app.workers), "the answers")
    await desk.pause()


async def test_the_forms_offer_and_give_back_what_was_typed(full: Full) -> None:
    app = unlocked(full.folder)
    async with at(app, 200, 60) as desk:
        await until_on(desk, "Caseload")
        app.push_screen(ConsentRoom(full.told.id))
        await until_on(desk, "ConsentRoom")
        await desk.press("s")
        await until_on(desk, "Form")
        await until_seen(desk, *shown(*HOSTILE))
        assert_clean(desk)


async def test_a_toast_says_a_sentence_with_what_was_typed(full: Full) -> None:
    app = unlocked(full.folder)
    async with at(app) as desk:
        await until_on(desk, "Caseload")
        app.say("“[/] [red]x” is not a day.", severity="error")
        await until_seen(desk, "“[/] [red]x” is not a day.")


def test_what_is_typed_is_kept_whole(full: Full) -> None:
    """The store keeps every sign, also those a terminal is not shown."""
    caseload = full.folder.unlock(PASSPHRASE)
    try:
        with caseload.read() as connection:
            texts = connection.exec_driver_sql("SELECT text FROM agendaitem WHERE text <> ''").scalars().all()
            names = connection.exec_driver_sql("SELECT name FROM family").scalars().all()
    finally:
        caseload.close()
    assert set(texts) == {"\n".join((*HOSTILE, LONG))}
    assert {" ".join(text.split()) for text in HOSTILE} <= set(names)
