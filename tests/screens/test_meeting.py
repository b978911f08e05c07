"""One meeting: prepared, held, written under; what is typed is never lost."""

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from builders import NOW, FamilyBuilder, Told, a_family, days
from desks import (
    PASSPHRASE,
    Desk,
    at,
    begun,
    in_one_line,
    kept_drafts,
    seen,
    unlocked,
    until,
    until_ended,
    until_on,
    until_seen,
)
from looking import meeting_of

from samtui.models.caseload import (
    AbsenceReason,
    Attendance,
    FamilyStatus,
    MeetingStatus,
    ParticipationWay,
    Principal,
    Protection,
)
from samtui.models.records import MeetingCard
from samtui.practice import meetings, minutes
from samtui.screens.meeting import IDLE_MINUTES_LIVE, MeetingRoom
from samtui.screens.minutes import MinutesRoom
from samtui.store.folder import DataFolder
from samtui.store.store import Store
from samtui.widgets.writing import Writing

SIZES = [(80, 24), (110, 30), (150, 45)]
HOSTILE = ["[/]", "[b]x[/b] [red]", ":smile:", "\u202eomvänd", "עברית", "👩‍👧 fam", "ä" * 500]

Keep = Callable[..., Told]


@pytest.fixture(scope="module")
def made_once(tmp_path_factory: pytest.TempPathFactory) -> DataFolder:
    """Stores that somebody has begun; to be copied."""
    return begun(tmp_path_factory.mktemp("made") / "data")


@pytest.fixture
def folder(made_once: DataFolder, tmp_path: Path) -> DataFolder:
    """The same stores for one test alone."""
    return DataFolder(shutil.copytree(made_once.path, tmp_path / "data"))


@pytest.fixture
def keep(folder: DataFolder) -> Keep:
    """Writes a family into the stores before anybody sits down, and what happened to its meeting."""

    def write(family: FamilyBuilder, *deeds: Callable[..., object]) -> Told:
        store = folder.unlock(PASSPHRASE)
        told = family.in_(store)
        for deed in deeds:
            with store.change("for a test") as session:
                deed(session, told.meetings[0])
        store.close()
        return told

    return write


def a_wren() -> FamilyBuilder:
    """A family with a meeting today: a child, two guardians, a school with a contact and a consent, a clinic."""
    return (
        a_family("Gärdsmyg")
        .with_joint_custody()
        .and_actor("Björkskolan", principal=Principal.MUNICIPALITY, contact="Ylva Kummin")
        .with_consent(to=["Björkskolan"])
        .and_actor("BUP", principal=Principal.REGION)
        .with_meeting(NOW, asked=["Robin", "Sara", "Björkskolan", "BUP"])
    )


def store_of(desk: Desk) -> Store:
    store = desk.app.desk.caseload
    assert store is not None
    return store


def meeting(desk: Desk) -> MeetingCard:
    """The meeting as it stands in the store."""
    return meeting_of(store_of(desk), 1)


def texts(folder: DataFolder) -> list[str]:
    """What stands under the items, in a caseload that nobody has open."""
    store = folder.unlock(PASSPHRASE)
    found = [item.text for item in meeting_of(store, 1).items]
    store.close()
    return found


def the_file_in(folder: Path) -> tuple[str, str]:
    """The only file there: its name and what stands in it."""
    (file,) = folder.glob("*.md")
    return file.name, file.read_text(encoding="utf-8")


def typed(desk: Desk) -> str:
    return desk.app.screen.query_one(Writing).text


async def to_the_meeting(desk: Desk) -> None:
    """From the caseload to the only coming meeting."""
    await until_on(desk, "Caseload")
    await desk.press("4")
    await until_on(desk, "Meetings")
    await desk.press("enter")
    await until_on(desk, "MeetingRoom")


async def form(desk: Desk, *keys: str) -> None:
    """Opens a form with the first key, fills it in with the others, saves it."""
    await desk.press(keys[0])
    await until_on(desk, "Form")
    await desk.press(*keys[1:], "ctrl+s")
    await until_on(desk, "MeetingRoom")


@pytest.mark.parametrize(("size", "language"), [*zip(SIZES, ("sv", "en", "sv"), strict=True)])
async def test_a_meeting_is_held_written_up_locked_and_handed_out(
    folder: DataFolder, keep: Keep, tmp_path: Path, size: tuple[int, int], language: str
) -> None:
    keep(a_wren())
    async with at(unlocked(folder, language), *size) as desk:
        await to_the_meeting(desk)
        await desk.press("f5")
        await until(desk, lambda: meeting(desk).status is MeetingStatus.LIVE, "the meeting")
        await desk.press(*"Alla har presenterat sig.", "ctrl+down", *"Lunch räcker inte.")
        await form(desk, "f6", *"Robin äter i biblioteket.")
        await form(desk, "f4", *"Öppna biblioteket", "enter", *"ylva", "enter", "enter")
        await form(
            desk, "f7", "right", "down", "right", "down", "right", "down", "right", "right", "down", "right"
        )
        await form(desk, "f3", "right", "right", "enter", *"Jag vill ha tyst.")
        await desk.press("f5")
        await until(desk, lambda: meeting(desk).status is MeetingStatus.DRAFT, "the draft")
        await desk.press("f9")
        await until_on(desk, "MinutesRoom")
        await desk.press("l")
        await until_on(desk, "Form")
        await desk.press(*"Malin Körvel", "enter")
        await until(desk, lambda: meeting(desk).status is MeetingStatus.LOCKED, "the lock")
        await until_on(desk, "MinutesRoom")
        MinutesRoom.last_folder = tmp_path
        await desk.press("e")
        await until_on(desk, "Form")
        await desk.press("ctrl+s")
        await until_on(desk, "MinutesRoom")
        card = meeting(desk)
    assert [item.text for item in card.items[:2]] == ["Alla har presenterat sig.", "Lunch räcker inte."]
    assert [decision.text for decision in card.items[1].decisions] == ["Robin äter i biblioteket."]
    (promise,) = card.actions
    assert (promise.text, promise.contact, promise.item_id) == (
        "Öppna biblioteket", "Ylva Kummin", card.items[1].id
    )  # fmt: skip
    assert [one.attendance for one in card.participants] == [
        Attendance.PRESENT, Attendance.PRESENT, Attendance.PRESENT, Attendance.ABSENT
    ]  # fmt: skip
    assert card.participants[3].reason is AbsenceReason.PREVENTED
    (part,) = card.participations
    assert (part.way, part.words) == (ParticipationWay.PART_OF_IT, "Jag vill ha tyst.")
    assert card.minutes[0].locked_by == "Malin Körvel"
    name, text = the_file_in(tmp_path)
    assert "Lunch räcker inte." in text
    assert "Robin äter i biblioteket." in text
    assert "Gärdsmyg" not in name


@pytest.mark.parametrize("size", SIZES)
async def test_everything_about_the_meeting_stands_on_one_screen(
    folder: DataFolder, keep: Keep, size: tuple[int, int]
) -> None:
    keep(a_wren())
    async with at(unlocked(folder), *size) as desk:
        await to_the_meeting(desk)
        await until_seen(
            desk, "Gärdsmyg", "planned", "4 invited", "4 things left", "Welcome and introductions"
        )
        await until_seen(desk, "About the meeting", "Left to prepare", "Agreed and promised")
        assert desk.app.screen.focused is desk.app.screen.query_one(Writing)
        lines = seen(desk.app).splitlines()
        assert len(lines) == size[1]
        assert lines[-1].strip().startswith("F5")


async def test_one_writes_where_nothing_is_written_yet(folder: DataFolder, keep: Keep) -> None:
    def first_written(session: Any, meeting_id: int) -> None:
        meetings.write(session, 1, "Redan skrivet.")

    keep(a_wren(), first_written)
    async with at(unlocked(folder)) as desk:
        await to_the_meeting(desk)
        await desk.press(*"Ny.", "escape")
        await until(desk, lambda: meeting(desk).items[1].text == "Ny.", "the second item")
        assert meeting(desk).items[0].text == "Redan skrivet."


@pytest.mark.parametrize("leaving", ["ctrl+l", "ctrl+q"])
async def test_what_is_typed_just_before_leaving_is_there_afterwards(
    folder: DataFolder, keep: Keep, leaving: str
) -> None:
    keep(a_wren())
    async with at(unlocked(folder)) as desk:
        await to_the_meeting(desk)
        await desk.press(*"Sista ordet", leaving)
        await until_ended(desk)
    assert texts(folder)[0] == "Sista ordet"


async def test_what_is_typed_survives_when_the_program_breaks(folder: DataFolder, keep: Keep) -> None:
    keep(a_wren())
    async with at(unlocked(folder)) as desk:
        await to_the_meeting(desk)
        await desk.press(*"Mitt i")
        room = desk.app.screen
        assert isinstance(room, MeetingRoom)
        room.keep_typed_now()
        assert meeting(desk).items[0].text == "Mitt i"


@pytest.mark.parametrize(
    "keys",
    [
        ("ctrl+down",),
        ("ctrl+up",),
        ("escape", "down"),
        ("escape", "escape"),
        ("escape", "4"),
        ("f2",),
        ("f9",),
        ("f7",),
        ("f10",),
        ("escape", "1"),
        ("tab",),
    ],
)
async def test_wherever_one_goes_what_was_typed_is_saved(
    folder: DataFolder, keep: Keep, keys: tuple[str, ...]
) -> None:
    keep(a_wren())
    async with at(unlocked(folder)) as desk:
        await to_the_meeting(desk)
        await desk.press(*"Lunch räcker inte.", *keys)
        await until(desk, lambda: meeting(desk).items[0].text == "Lunch räcker inte.", "the text")


async def test_a_letter_that_comes_while_the_meeting_is_read_anew_stays(
    folder: DataFolder, keep: Keep
) -> None:
    keep(a_wren())
    async with at(unlocked(folder)) as desk:
        await to_the_meeting(desk)
        room = desk.app.screen
        assert isinstance(room, MeetingRoom)
        assert room._shown is not None
        room.query_one(Writing).insert("Vi")  # its message has not been heard yet
        room.show(room._shown)
        assert typed(desk) == "Vi"
        await room.keep_typed()
        assert meeting(desk).items[0].text == "Vi"


async def test_it_is_saved_by_itself_and_says_so(folder: DataFolder, keep: Keep) -> None:
    keep(a_wren())
    async with at(unlocked(folder)) as desk:
        await to_the_meeting(desk)
        await desk.press(*"Lunch.")
        assert " saved " not in seen(desk.app)
        await until_seen(desk, "saved", "1 of 6 written")
        assert meeting(desk).items[0].text == "Lunch."
        assert typed(desk) == "Lunch."


async def test_keys_that_follow_a_step_at_once_go_to_the_next_item(folder: DataFolder, keep: Keep) -> None:
    keep(a_wren())
    async with at(unlocked(folder)) as desk:
        await to_the_meeting(desk)
        await desk.press("a", "ctrl+down", "b", "ctrl+down", "c", "ctrl+up", "ctrl+up", "d", "escape")
        await until(
            desk, lambda: [i.text for i in meeting(desk).items[:3]] == ["ad", "b", "c"], "three texts"
        )


async def test_esc_leads_from_the_text_to_the_agenda_and_out(folder: DataFolder, keep: Keep) -> None:
    keep(a_wren())
    async with at(unlocked(folder)) as desk:
        await to_the_meeting(desk)
        await desk.press("escape")
        assert desk.app.screen.focused.id == "agenda"
        await desk.press("down", "enter", *"x")
        await until(desk, lambda: meeting(desk).items[1].text == "x", "the second item")
        await desk.press("escape", "escape")
        await until_on(desk, "Meetings")


async def test_two_texts_stand_side_by_side_until_they_are_put_together(
    folder: DataFolder, keep: Keep
) -> None:
    keep(a_wren())
    async with at(unlocked(folder)) as desk:
        await to_the_meeting(desk)
        await desk.press(*"mitt")
        with store_of(desk).change("elsewhere") as session:
            meetings.write(session, 1, "deras")
        await until_seen(
            desk, "Somebody else saved this item meanwhile.", "a draft, not saved", "deras", "mitt"
        )
        assert meeting(desk).items[0].text == "deras"
        await desk.press("ctrl+r")
        await until(desk, lambda: meeting(desk).items[0].text == "deras\n\nmitt", "both")
        assert "ctrl+r" not in desk.app.screen.active_bindings
    assert kept_drafts(folder) == {}


async def test_a_draft_is_there_when_one_comes_back(folder: DataFolder, keep: Keep) -> None:
    keep(a_wren())
    async with at(unlocked(folder)) as desk:
        await to_the_meeting(desk)
        await desk.press(*"mitt")
        with store_of(desk).change("elsewhere") as session:
            meetings.write(session, 1, "deras")
        await until_seen(desk, "a draft, not saved")
        await desk.press("ctrl+l")
        await until_ended(desk)
    assert list(kept_drafts(folder)) == ["agendaitem/1"]
    async with at(unlocked(folder)) as desk:
        await to_the_meeting(desk)
        await desk.press("escape", "home")
        await until_seen(desk, "a draft, not saved", "deras", "mitt")


async def test_what_somebody_else_writes_is_seen_at_once(folder: DataFolder, keep: Keep) -> None:
    keep(a_wren())
    async with at(unlocked(folder)) as desk:
        await to_the_meeting(desk)
        with store_of(desk).change("elsewhere") as session:
            meetings.write(session, 1, "deras")
        await until_seen(desk, "deras")
        await desk.press(*" och mitt", "escape")
        await until(desk, lambda: meeting(desk).items[0].text == "deras och mitt", "the text")


async def test_a_missing_consent_is_shown_before_the_meeting_and_not_while_it_is_held(
    folder: DataFolder, keep: Keep
) -> None:
    keep(a_wren(), lambda session, _id: meetings.change(
        session, 1, 1, title="Hos Kaprifol", starts_at=NOW, place="", questions="", follow_up_on=None,
        next_meeting_at=None))  # fmt: skip
    async with at(unlocked(folder), 150, 45) as desk:
        await to_the_meeting(desk)
        await until_seen(desk, "BUP · invited · ! no consent holds on that day", "Björkskolan · invited")
        await desk.press("f5")
        await until_seen(desk, "in meeting mode")
        assert "consent" not in in_one_line(seen(desk.app)).replace("3 Consent", "")


async def test_in_a_meeting_only_this_family_is_on_screen_and_the_lock_waits(
    folder: DataFolder, keep: Keep
) -> None:
    keep(a_wren())
    keep(a_family("Pilfink").with_meeting(NOW, asked=[]))
    async with at(unlocked(folder)) as desk:
        await to_the_meeting(desk)
        own = desk.app.idle_minutes
        assert own < IDLE_MINUTES_LIVE
        await desk.press("f5")
        await until_seen(desk, "in meeting mode")
        assert "Pilfink" not in seen(desk.app)
        assert desk.app.idle_minutes == IDLE_MINUTES_LIVE
        await desk.press("escape", "escape")
        await until_on(desk, "Meetings")
        assert desk.app.idle_minutes == own


async def test_a_meeting_begun_before_its_day_is_planned_again(folder: DataFolder, keep: Keep) -> None:
    keep(a_family().with_meeting(NOW.replace(day=30)))
    async with at(unlocked(folder)) as desk:
        await to_the_meeting(desk)
        await desk.press("f5")
        await until(desk, lambda: meeting(desk).status is MeetingStatus.LIVE, "begun")
        await until_seen(desk, "in meeting mode")
        await desk.press("f5")
        await until(desk, lambda: meeting(desk).status is MeetingStatus.PLANNED, "planned")


async def test_a_meeting_is_cancelled_and_taken_up_with_the_same_key(folder: DataFolder, keep: Keep) -> None:
    keep(a_wren())
    async with at(unlocked(folder)) as desk:
        await to_the_meeting(desk)
        await desk.press("ctrl+t")
        await until_seen(desk, "cancelled")
        assert not {"f4", "f5", "f6", "f7", "f9"} & desk.app.screen.active_bindings.keys()
        await desk.press("ctrl+t")
        await until_seen(desk, "planned")
        assert meeting(desk).status is MeetingStatus.PLANNED


async def test_locked_minutes_are_read_and_not_written_in(folder: DataFolder, keep: Keep) -> None:
    def locked(session: Any, meeting_id: int) -> None:
        minutes.lock(session, meeting_id, 1, "Malin", "")

    keep(a_wren(), locked)
    async with at(unlocked(folder)) as desk:
        await until_on(desk, "Caseload")
        await desk.press("4")
        await until_on(desk, "Meetings")
        await desk.press("o")
        await until_seen(desk, "minutes locked")
        await desk.press("enter")
        await until_on(desk, "MeetingRoom")
        await until_seen(desk, "cannot be changed")
        await desk.press("enter", *"abc", "escape")
        assert typed(desk) == ""
        shown = desk.app.screen.active_bindings.keys()
        assert "f9" in shown
        assert not {"f4", "f5", "f6", "f7", "f3"} & shown


async def test_the_meeting_itself_is_changed_in_one_form(folder: DataFolder, keep: Keep) -> None:
    keep(a_wren())
    async with at(unlocked(folder)) as desk:
        await to_the_meeting(desk)
        await desk.press("ctrl+e")
        await until_on(desk, "Form")
        await desk.press(
            "down", "down", "down", *"Rum 3", "tab", *"Lunch?", "tab", *"+30", "enter", "enter", *"9"
        )
        await desk.press("ctrl+s")
        await until_seen(desk, "✗ Write the day of the next meeting as well.")
        await desk.press(*"+31", "ctrl+s")
        await until_on(desk, "MeetingRoom")
        card = meeting(desk)
        assert (card.place, card.questions, card.follow_up_on) == ("Rum 3", "Lunch?", days(30))
        assert card.next_meeting_at == NOW.replace(month=12, day=26, hour=8)


async def test_one_more_is_asked_and_one_more_item_is_gone_to(folder: DataFolder, keep: Keep) -> None:
    keep(a_wren())
    async with at(unlocked(folder)) as desk:
        await to_the_meeting(desk)
        await form(desk, "ctrl+n", "space", "enter", *"Rut Salvia, tolk")
        names = [(one.name, one.part) for one in meeting(desk).participants[4:]]
        assert names == [("Anders", ""), ("Rut Salvia", "tolk")]
        await form(desk, "ctrl+o", *"Fritiden")
        await until(
            desk, lambda: desk.app.screen.query_one(Writing).border_title == "7  Fritiden", "the item"
        )
        await desk.press(*"Simning.", "escape")
        await until(desk, lambda: meeting(desk).items[6].text == "Simning.", "its text")


async def test_somebody_is_taken_off_the_list(folder: DataFolder, keep: Keep) -> None:
    keep(a_wren())
    async with at(unlocked(folder)) as desk:
        await to_the_meeting(desk)
        before = len(meeting(desk).participants)
        await desk.press("ctrl+g")
        await until_on(desk, "Pick")
        await desk.press("enter")
        await until_on(desk, "MeetingRoom")
        await until(desk, lambda: len(meeting(desk).participants) == before - 1, "one less")


async def test_a_meeting_of_the_family_alone_asks_nobody_who_is_there(folder: DataFolder, keep: Keep) -> None:
    keep(a_family().with_meeting(NOW))
    async with at(unlocked(folder)) as desk:
        await to_the_meeting(desk)
        await until_seen(desk, "nobody is asked yet")
        assert not {"f7", "f3"} & desk.app.screen.active_bindings.keys()


async def test_with_protected_personal_data_nothing_tells_where_the_family_is(
    folder: DataFolder, keep: Keep
) -> None:
    def placed(session: Any, meeting_id: int) -> None:
        meetings.change(
            session, meeting_id, 1, title="På Kaprifolgatan", starts_at=NOW, place="Kaprifol 3", questions="",
            follow_up_on=None, next_meeting_at=None,
        )  # fmt: skip

    keep(a_wren().being(FamilyStatus.ACTIVE, protection=Protection.PROTECTED), placed)
    async with at(unlocked(folder), 150, 45) as desk:
        await to_the_meeting(desk)
        await until_seen(desk, "Björkskolan")
        assert "Kaprifol" not in seen(desk.app)
        assert "Ylva" not in seen(desk.app)
        await desk.press("f7")
        await until_on(desk, "Form")
        assert "Ylva" not in seen(desk.app)


@pytest.mark.parametrize("text", HOSTILE)
async def test_whatever_is_typed_is_shown_and_never_obeyed(folder: DataFolder, keep: Keep, text: str) -> None:
    family = (
        a_family(text)
        .with_child(text)
        .with_adult(text, relation=text[:150])
        .and_actor(text, contact=text)
        .with_meeting(NOW)
    )

    def written(session: Any, meeting_id: int) -> None:
        meetings.change(
            session, meeting_id, 1, title=text[:150], starts_at=NOW, place=text[:150], questions=text,
            follow_up_on=None, next_meeting_at=None,
        )  # fmt: skip
        meetings.add_item(session, meeting_id, text[:150])
        meetings.write(session, 1, text)
        meetings.agree(session, 1, text)
        meetings.invite(session, meeting_id, meetings.Guest(involvement_id=1, contact_id=1))
        meetings.invite(session, meeting_id, meetings.Guest(name=text[:150], part=text[:150]))
        meetings.note_participation(session, meeting_id, 1, ParticipationWay.LETTER, text)

    keep(family if len(text) < 200 else shortened(), written)
    async with at(unlocked(folder), 80, 24) as desk:
        await to_the_meeting(desk)
        await desk.press("escape", "home")
        await until_seen(desk, "Agreed and promised")
        for key in ("f7", "f3", "ctrl+e", "ctrl+n", "f9"):
            await desk.press(key)
            await until(desk, lambda: not isinstance(desk.app.screen, MeetingRoom), key)
            await desk.pause()
            await desk.press("escape")
            await until_on(desk, "MeetingRoom")
        assert "\u202e" not in seen(desk.app)
        assert meeting(desk).items[0].text == text


def shortened() -> FamilyBuilder:
    """Names may be 200 characters long; texts have no end."""
    long = "ä" * 200
    return a_family(long).with_child(long).with_adult(long).and_actor(long, contact=long).with_meeting(NOW)
