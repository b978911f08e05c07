"""The minutes as they read: nudges, locking, a new version, a file, a copy."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from builders import NOW, FamilyBuilder, a_family
from desks import PASSPHRASE, Desk, at, begun, in_one_line, seen, unlocked, until, until_on, until_seen
from looking import meeting_of

from samtui.models.caseload import FamilyStatus, MeetingStatus, Principal, Protection
from samtui.models.records import MeetingCard
from samtui.practice import meetings
from samtui.screens.minutes import MinutesRoom
from samtui.store.folder import DataFolder
from samtui.widgets.reading import laid_out

SIZES = [(80, 24), (110, 30), (150, 45)]
HOSTILE = ["[/]", "[b]x[/b] [red]", ":smile:", "\u202eomvänd", "| a | b |", "# rubrik \\", "ä" * 500]

Keep = Callable[..., None]


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
    """Writes a family into the stores, and what stands under the first item of its meeting."""

    def write(family: FamilyBuilder, text: str = "", place: str = "") -> None:
        store = folder.unlock(PASSPHRASE)
        meeting_id = family.in_(store).meetings[0]
        with store.change("for a test") as session:
            meetings.write(session, 1, text)
            meetings.change(
                session, meeting_id, 1, title="", starts_at=NOW, place=place, questions="", follow_up_on=None,
                next_meeting_at=None,
            )  # fmt: skip
        store.close()

    return write


@pytest.fixture
def out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder that is offered for files."""
    place = tmp_path / "out"
    place.mkdir()
    monkeypatch.setattr(MinutesRoom, "last_folder", place)
    return place


def a_wren() -> FamilyBuilder:
    """A family with a meeting today."""
    return (
        a_family("Gärdsmyg")
        .with_joint_custody()
        .and_actor("Björkskolan", principal=Principal.MUNICIPALITY, contact="Ylva Kummin")
        .with_meeting(NOW, asked=["Robin", "Sara", "Björkskolan"])
    )


def meeting(desk: Desk) -> MeetingCard:
    return meeting_of(desk.app.desk.caseload, 1)


async def to_the_minutes(desk: Desk) -> None:
    await until_on(desk, "Caseload")
    await desk.press("4")
    await until_on(desk, "Meetings")
    await desk.press("enter")
    await until_on(desk, "MeetingRoom")
    await desk.press("f9")
    await until_on(desk, "MinutesRoom")


async def lock(desk: Desk, name: str = "Malin") -> None:
    await desk.press("l")
    await until_on(desk, "Form")
    await desk.press(*name, "enter")
    await until(desk, lambda: meeting(desk).status is MeetingStatus.LOCKED, "the lock")
    await until_on(desk, "MinutesRoom")


def files_in(folder: Path) -> dict[str, str]:
    return {file.name: file.read_text(encoding="utf-8") for file in folder.iterdir()}


@pytest.mark.parametrize(("size", "language"), [*zip(SIZES, ("sv", "en", "sv"), strict=True)])
async def test_the_minutes_read_as_they_will_with_what_is_empty_above(
    folder: DataFolder, keep: Keep, size: tuple[int, int], language: str
) -> None:
    keep(a_wren(), "Lunch räcker inte.", "Rum 3")
    async with at(unlocked(folder, language), *size) as desk:
        await to_the_minutes(desk)
        said = {"en": ("It is not noted who was there.", "DRAFT"), "sv": ("Det är inte noterat", "UTKAST")}
        await until_seen(desk, *said[language], "Gärdsmyg", "Rum 3")
        assert "**" not in seen(desk.app)
        assert "| ---" not in seen(desk.app)
        await desk.press("end")
        await until(desk, lambda: desk.app.screen.query_one("#document").scroll_offset.y > 0
                    or size[1] == 45, "the end")  # fmt: skip


async def test_it_is_asked_once_before_the_minutes_are_locked(folder: DataFolder, keep: Keep) -> None:
    keep(a_wren(), "Lunch räcker inte.")
    async with at(unlocked(folder)) as desk:
        await to_the_minutes(desk)
        await desk.press("l")
        await until_on(desk, "Form")
        await until_seen(desk, "Locked minutes stay as they are", "It is not noted who was there.")
        await desk.press("escape")
        await until_on(desk, "MinutesRoom")
        assert meeting(desk).status is MeetingStatus.PLANNED
        await lock(desk, "Malin")
        await until_seen(desk, "Locked 2026-11-25 by Malin.")
        assert "DRAFT" not in seen(desk.app)
        assert "l" not in desk.app.screen.active_bindings


async def test_a_correction_is_a_new_version_and_the_first_stays(folder: DataFolder, keep: Keep) -> None:
    keep(a_wren(), "Lunch räcker inte.")
    async with at(unlocked(folder)) as desk:
        await to_the_minutes(desk)
        assert "v" not in desk.app.screen.active_bindings
        await lock(desk)
        first = meeting(desk).minutes[0].document
        await desk.press("v")
        await until_seen(desk, "Minutes, version 2", "DRAFT")
        await lock(desk)
        await until_seen(desk, "Minutes, version 2", "Locked 2026-11-25")
        assert [one.number for one in meeting(desk).minutes] == [1, 2]
        assert meeting(desk).minutes[0].document == first


async def test_a_meeting_that_has_not_begun_is_not_locked(folder: DataFolder, keep: Keep) -> None:
    keep(a_wren())
    async with at(unlocked(folder)) as desk:
        await to_the_minutes(desk)
        with desk.app.desk.caseload.change("later") as session:
            meetings.change(
                session, 1, meeting(desk).version, title="", starts_at=NOW.replace(day=30), place="",
                questions="", follow_up_on=None, next_meeting_at=None,
            )  # fmt: skip
        await until_seen(desk, "2026-11-30")
        await desk.press("l", "enter")
        await until_seen(desk, "This meeting has not begun.")


async def test_a_file_is_written_whole_and_nothing_is_written_over(
    folder: DataFolder, keep: Keep, out: Path
) -> None:
    keep(a_wren(), "Lunch räcker inte.")
    async with at(unlocked(folder)) as desk:
        await to_the_minutes(desk)
        await desk.press("e")
        await until_on(desk, "Form")
        await desk.press("ctrl+s")
        await until_on(desk, "MinutesRoom")
        await until_seen(desk, "is written.")
        ((name, text),) = files_in(out).items()
        assert name == "minutes-2026-11-25-1-1-draft.md"
        assert "Lunch räcker inte." in text
        assert "**DRAFT**" in text
        await desk.press("e")
        await until_on(desk, "Form")
        await desk.press("ctrl+s")
        await until_seen(desk, "There is already a file")
        assert files_in(out) == {name: text}
        await desk.press("end", *"x", "enter")
        await until_on(desk, "MinutesRoom")
        assert set(files_in(out)) == {name, name + "x"}


@pytest.mark.parametrize(
    ("keys", "said"),
    [
        (("tab", "home", "slash"), "✗ Write a file name without / and without a folder."),
        (("tab", "ctrl+u"), "✗ Write a file name without / and without a folder."),
        (("x",), "✗ There is no such folder."),
        (("ctrl+u",), "✗ There is no such folder."),
    ],
)
async def test_a_place_that_is_not_there_is_refused_at_its_field(
    folder: DataFolder, keep: Keep, out: Path, keys: tuple[str, ...], said: str
) -> None:
    keep(a_wren())
    async with at(unlocked(folder)) as desk:
        await to_the_minutes(desk)
        await desk.press("e")
        await until_on(desk, "Form")
        await desk.press("end", *keys, "ctrl+s")
        await until_seen(desk, said)
        assert files_in(out) == {}


async def test_the_next_file_is_offered_the_same_folder(folder: DataFolder, keep: Keep, out: Path) -> None:
    keep(a_wren())
    async with at(unlocked(folder), 150, 45) as desk:
        await to_the_minutes(desk)
        other = out / "other"
        other.mkdir()
        await desk.press("e")
        await until_on(desk, "Form")
        await desk.press("end", *"/other", "ctrl+s")
        await until_on(desk, "MinutesRoom")
        assert MinutesRoom.last_folder == other


async def test_the_text_is_copied(folder: DataFolder, keep: Keep) -> None:
    keep(a_wren(), "Lunch räcker inte.")
    async with at(unlocked(folder)) as desk:
        await to_the_minutes(desk)
        await desk.press("y")
        await until_seen(desk, "The text is copied.")
        assert "Lunch räcker inte." in desk.app.clipboard
        assert desk.app.clipboard.startswith("# Minutes")


@pytest.mark.parametrize("key", ["escape", "q", "f9"])
async def test_one_comes_back_to_the_meeting(folder: DataFolder, keep: Keep, key: str) -> None:
    keep(a_wren())
    async with at(unlocked(folder)) as desk:
        await to_the_minutes(desk)
        await desk.press(key)
        await until_on(desk, "MeetingRoom")


async def test_with_protected_personal_data_the_minutes_are_neutral(
    folder: DataFolder, keep: Keep, out: Path
) -> None:
    keep(a_wren().being(FamilyStatus.ACTIVE, protection=Protection.ASSUMED), place="Kaprifolgatan 3")
    async with at(unlocked(folder), 150, 45) as desk:
        await to_the_minutes(desk)
        await until_seen(desk, "Björkskolan")
        assert "Kaprifol" not in seen(desk.app)
        assert "Ylva" not in seen(desk.app)
        await desk.press("e")
        await until_on(desk, "Form")
        await desk.press("ctrl+s")
        await until_on(desk, "MinutesRoom")
        (text,) = files_in(out).values()
        assert "Kaprifol" not in text
        assert "Ylva" not in text


@pytest.mark.parametrize("text", HOSTILE)
async def test_whatever_was_typed_is_read_as_it_was_typed(folder: DataFolder, keep: Keep, text: str) -> None:
    keep(a_wren(), text)
    async with at(unlocked(folder), 110, 45) as desk:
        await to_the_minutes(desk)
        shown = in_one_line(seen(desk.app)).replace(" ", "")
        assert text.replace("\u202e", "").replace(" ", "")[:40] in shown


def test_nothing_of_a_document_is_lost_when_it_is_laid_out() -> None:
    styles = dict.fromkeys(("title", "heading", "item", "label", "quote"), "")
    document = (
        "# Minutes: a\\*b\n\n- **Place:** Rum \\[3\\]\n\n## Participants\n\n| Who | Was there |\n| --- | --- |\n"
        "| Ylva\\|Kummin, Björkskolan som har ett långt namn | present |\n\n"
        "En rad\\\nen till\\\\\n\n- ett\n  två\n> tre\n"
    )
    for width in (40, 76, 100):
        lines = [line.plain for line in laid_out(document, width, styles)]
        assert all(len(line) <= width for line in lines)
        whole = " ".join(" ".join(lines).split())
        for said in ("a*b", "[3]", "present", "En rad", "en till\\", "• ett", "▏ tre"):
            assert said in whole, (width, said, lines)
    assert any("Ylva|Kummin" in line for line in lines)
