"""The first run, by keys alone, in both languages, for a coordinator and for a guide."""

import re
from pathlib import Path

import pytest
from desks import Desk, at, in_one_line, seen, until, until_ended, until_on, until_seen, write
from textual.widgets import Input

from samtui import language, settings
from samtui.app import Samtui
from samtui.language import _
from samtui.options import LOCKED, Options
from samtui.practice import beginning
from samtui.screens.first_run import RecoveryKey
from samtui.store.folder import DataFolder
from samtui.store.keyfile import Cost

PASSPHRASE = "åska lingon sjustjärna tröskel"

MESSAGES = {
    "welcome": "Welcome. Everything you write stays on this computer, encrypted.",
    "role": "You work as",
    "weak": "The passphrase is too short; use at least twelve characters or four words.",
    "not the same": "The two are not the same. Type it again.",
    "recovery": "Your recovery key",
    "type back": "Type group {n} back:",
    "key needed": "The key is needed: without it a forgotten passphrase is the end.",
    "desk": "Your desk",
    "empty": "No family yet.",
    "lookup": "Who does what",
    "families": "Families",
    "no name": "Type a name.",
}


def spoken(code: str) -> dict[str, str]:
    """What stands on the screens in this language."""
    with language.speaking(code):
        return {name: _(message) for name, message in MESSAGES.items()}


@pytest.fixture(autouse=True)
def cheap(monkeypatch: pytest.MonkeyPatch) -> None:
    """The passphrase's cost, which is for attackers, is paid elsewhere."""
    begin = beginning.begin
    monkeypatch.setattr(
        "samtui.screens.first_run.begin",
        lambda folder, **options: begin(folder, **options, cost=Cost.CHEAPEST),
    )


def app_in(tmp_path: Path, code: str) -> Samtui:
    """The app as it starts on a computer that speaks this language."""
    return Samtui(Options(tmp_path / "data", tmp_path / "settings.toml", code))


async def say_who(desk: Desk, code: str, role: str, name: str) -> None:
    """The first form: language, role and name."""
    await until_on(desk, "Form")
    await desk.press({"sv": "s", "en": "e"}[code], "enter")
    await desk.press({"coordinator": "k" if desk.app.options.language == "sv" else "c", "guide": "g"}[role])
    await desk.press("enter")
    await write(desk, name)
    await desk.press("enter")


async def choose_passphrase(desk: Desk, first: str, again: str) -> None:
    """The second form, whose fields are empty or hold what was typed before."""
    await until(desk, lambda: desk.app.screen.query("#in-again"), "the passphrase's form")
    for field, text in (("passphrase", first), ("again", again)):
        box = desk.app.screen.query_one(f"#in-{field}", Input)
        box.focus()
        box.value = ""
        await write(desk, text)
    await desk.press("enter")


async def give_the_group_back(desk: Desk, words: dict[str, str]) -> str:
    """Reads the recovery key from the screen, types the group that is asked for, and gives the key."""
    await until_on(desk, "RecoveryKey")
    await until_seen(desk, words["recovery"])
    text = in_one_line(seen(desk.app))
    groups = re.search(r"(?:[0-9A-Z]{5} ){6}[0-9A-Z]{4}\b", text)
    asked = re.search(words["type back"].replace("{n}", r"(\d)"), text)
    assert groups is not None, text
    assert asked is not None, text
    await write(desk, groups[0].split()[int(asked[1]) - 1].lower())
    await desk.press("enter")
    await until(desk, lambda: not isinstance(desk.app.screen, RecoveryKey), "the key typed back")
    return groups[0]


@pytest.mark.parametrize(("begins_in", "code"), [("sv", "sv"), ("sv", "en"), ("en", "en")])
async def test_a_coordinator_begins(tmp_path: Path, begins_in: str, code: str) -> None:
    words, folder = spoken(code), DataFolder(tmp_path / "data")
    app = app_in(tmp_path, begins_in)
    async with at(app) as desk:
        await until_seen(desk, spoken(begins_in)["welcome"], spoken(begins_in)["role"])
        await say_who(desk, code, "coordinator", "Rut Salvia")
        await choose_passphrase(desk, "hej", "hej")
        await until_seen(desk, words["weak"])
        assert app.focused is not None
        assert app.focused.id == "in-passphrase"
        await choose_passphrase(desk, PASSPHRASE, PASSPHRASE + "n")
        await until_seen(desk, words["not the same"])
        assert app.focused.id == "in-again"
        assert "lingon" not in seen(app)
        assert not folder.begun
        await choose_passphrase(desk, PASSPHRASE, PASSPHRASE)
        recovery_key = await give_the_group_back(desk, words)
        await until_seen(desk, words["desk"])
        await write(desk, "Socialnämnden")
        await desk.press("escape")
        await until_on(desk, "Caseload")
        await until_seen(desk, words["empty"])
        await desk.press("ctrl+q")
        await until_ended(desk)

    assert begun_files(folder) == {"caseload.db", "caseload.key.json", "directory.db", "directory.key"}
    for secret in (PASSPHRASE, recovery_key):
        folder.unlock(secret).close()
    kept = settings.load(tmp_path / "settings.toml")
    assert (kept.language, kept.role, kept.name) == (code, "coordinator", "Rut Salvia")


def begun_files(folder: DataFolder) -> set[str]:
    """What lies in the data folder when nobody has it open; one who only read may leave an empty log behind."""
    beside = {path for path in folder.path.iterdir() if path.name.endswith(("-wal", "-shm"))}
    assert [path.name for path in beside if path.name.endswith("-wal") and path.stat().st_size] == []
    return {path.name for path in folder.path.iterdir()} - {path.name for path in beside}


@pytest.mark.parametrize("code", ["sv", "en"])
async def test_a_guide_begins_with_the_look_up_and_no_families(tmp_path: Path, code: str) -> None:
    words, folder = spoken(code), DataFolder(tmp_path / "data")
    app = app_in(tmp_path, code)
    async with at(app) as desk:
        await until_seen(desk, words["welcome"])
        await say_who(desk, code, "guide", "Maja Berg")
        await until_seen(desk, words["desk"])
        await desk.press("escape")
        await until_on(desk, "Lookup")
        await until(desk, lambda: words["lookup"] in seen(app).splitlines()[0], "the sections")
        assert words["families"] not in seen(app).splitlines()[0]
        for name in ("caseload", "consents", "meetings", "todo"):
            app.action_section(name)
            await desk.pause()
            assert type(app.screen).__name__ == "Lookup"
        await desk.press("ctrl+l")
        await desk.pause()
        assert not app._exit, "there is nothing to lock"
        await desk.press("ctrl+q")
        await until_ended(desk)

    assert begun_files(folder) == {"directory.db", "directory.key"}
    assert settings.load(tmp_path / "settings.toml").role == "guide"

    again = app_in(tmp_path, code)
    async with at(again) as desk:
        await until_on(desk, "Lookup")


async def test_the_next_start_shows_the_lock(tmp_path: Path) -> None:
    await begin_in_english(tmp_path)
    again = app_in(tmp_path, "en")
    async with at(again) as desk:
        await until_on(desk, "Lock")
        await write(desk, PASSPHRASE)
        await desk.press("enter")
        await until_on(desk, "Caseload")


async def begin_in_english(tmp_path: Path) -> None:
    app = app_in(tmp_path, "en")
    async with at(app) as desk:
        await until_seen(desk, spoken("en")["welcome"])
        await say_who(desk, "en", "coordinator", "Rut Salvia")
        await choose_passphrase(desk, PASSPHRASE, PASSPHRASE)
        await give_the_group_back(desk, spoken("en"))
        await until_seen(desk, spoken("en")["desk"])
        await desk.press("escape")
        await until_on(desk, "Caseload")
        await desk.press("ctrl+l")
        await until_ended(desk)
    assert app.return_value == LOCKED


async def test_what_stands_in_minutes_may_be_typed_at_once(tmp_path: Path) -> None:
    app = app_in(tmp_path, "en")
    async with at(app) as desk:
        await until_seen(desk, spoken("en")["welcome"])
        await say_who(desk, "en", "guide", "Maja Berg")
        await until_seen(desk, spoken("en")["desk"])
        await write(desk, "Lotsen")
        await desk.press("enter")
        await write(desk, "Socialnämnden")
        await desk.press("ctrl+s")
        await until_on(desk, "Lookup")
    kept = settings.load(tmp_path / "settings.toml")
    assert (kept.organisation, kept.board) == ("Lotsen", "Socialnämnden")


async def test_a_name_is_needed(tmp_path: Path) -> None:
    app = app_in(tmp_path, "en")
    async with at(app) as desk:
        await until_seen(desk, spoken("en")["welcome"])
        await say_who(desk, "en", "guide", "  ")
        await until_seen(desk, spoken("en")["no name"])
        assert app.focused is not None
        assert app.focused.id == "in-name"


async def test_the_recovery_key_is_not_left_before_a_group_is_typed_back(tmp_path: Path) -> None:
    app = app_in(tmp_path, "en")
    async with at(app) as desk:
        await until_seen(desk, spoken("en")["welcome"])
        await say_who(desk, "en", "coordinator", "Rut Salvia")
        await choose_passphrase(desk, PASSPHRASE, PASSPHRASE)
        await until_on(desk, "RecoveryKey")
        await write(desk, "UUUUU")
        await desk.press("enter")
        await until_seen(desk, "That is not group")
        await desk.press("escape")
        await until_seen(desk, spoken("en")["key needed"])
        assert isinstance(app.screen, RecoveryKey)
        app.screen.query_one("#back", Input).value = ""
        await give_the_group_back(desk, spoken("en"))
        await until_seen(desk, spoken("en")["desk"])


@pytest.mark.parametrize("step", ["who", "passphrase", "recovery key"])
async def test_quitting_on_the_way_leaves_nothing_half_made(tmp_path: Path, step: str) -> None:
    app = app_in(tmp_path, "en")
    async with at(app) as desk:
        await until_seen(desk, spoken("en")["welcome"])
        if step != "who":
            await say_who(desk, "en", "coordinator", "Rut Salvia")
            await until(desk, lambda: app.screen.query("#in-again"), "the passphrase's form")
        if step == "recovery key":
            await choose_passphrase(desk, PASSPHRASE, PASSPHRASE)
            await until_on(desk, "RecoveryKey")
        await desk.press("ctrl+q")
        await until_ended(desk)
    assert not DataFolder(tmp_path / "data").begun
    assert not (tmp_path / "settings.toml").exists()


async def test_leaving_a_form_asks_it_again(tmp_path: Path) -> None:
    app = app_in(tmp_path, "en")
    async with at(app) as desk:
        await until_seen(desk, spoken("en")["welcome"])
        before = app.screen
        await desk.press("escape")
        await until(desk, lambda: app.screen is not before, "another form")
        await until_seen(desk, spoken("en")["welcome"])
