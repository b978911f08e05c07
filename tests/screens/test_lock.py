"""The lock: it falls by hand and by itself, keeps what is typed, and opens for what is right and nothing else."""

import time
from pathlib import Path

import pytest
from builders import TODAY, a_family
from desks import (
    PASSPHRASE,
    RECOVERY_KEY,
    Desk,
    app_on,
    at,
    begun,
    kept_drafts,
    seen,
    unlocked,
    until,
    until_ended,
    until_on,
    until_seen,
    write,
)
from textual.widgets import Input

import samtui.app
from samtui.app import Samtui
from samtui.errors import NoRoom
from samtui.options import LOCKED, Options
from samtui.practice.beginning import DEMO_PASSPHRASE, write_demo
from samtui.screens import form, lock
from samtui.screens.form import Form
from samtui.screens.lock import wait_after
from samtui.store.folder import DataFolder

WRONG = "The passphrase does not open the caseload"


@pytest.fixture
def folder(tmp_path: Path) -> DataFolder:
    """Stores that somebody has begun; no family yet."""
    return begun(tmp_path / "data")


async def begin_a_family(desk: Desk, name: str) -> None:
    """Opens the form of a new family and types a name into it."""
    await until_on(desk, "Caseload")
    await desk.press("n")
    await until_on(desk, "Form")
    await write(desk, name)


async def try_secret(desk: Desk, secret: str) -> None:
    """Types into the one field of the lock."""
    await until(desk, lambda: not desk.app.screen.query_one("#secret", Input).disabled, "the field")
    await write(desk, secret)
    await desk.press("enter")


def field(desk: Desk) -> Input:
    return desk.app.screen.query_one("#secret", Input)


# What is typed is kept


async def test_a_lock_from_an_open_form_ends_the_app_and_the_draft_is_there_after_unlocking(
    folder: DataFolder,
) -> None:
    app = unlocked(folder)
    async with at(app) as desk:
        await begin_a_family(desk, "Gärdsmyg")
        await desk.press("ctrl+l")
        await until_ended(desk)
        assert app.desk.caseload is None
        assert app.desk.directory is None
    assert app.return_value == LOCKED

    again = app_on(folder)
    async with at(again) as desk:
        await try_secret(desk, PASSPHRASE)
        await until_seen(desk, "1 draft waits")
        await desk.press("n")
        await until_on(desk, "Form")
        await until_seen(desk, "Your draft from 10:00 is back.", "Gärdsmyg")


async def test_the_cursor_is_in_the_field_one_was_in_and_every_field_is_as_it_was(folder: DataFolder) -> None:
    store = folder.unlock(PASSPHRASE)
    a_family("Gärdsmyg").with_joint_custody().and_actor("BUP").in_(store)
    store.close()
    app = unlocked(folder)
    async with at(app, 120, 40) as desk:
        await open_the_consent_form(desk)
        await desk.press("down", "y")  # somebody else in the family says yes
        app.screen.query_one("#in-exceptions", Input).focus()
        await write(desk, "inte om skilsmässan")
        await desk.press("ctrl+l")
        values = app.screen.values()
        await until_ended(desk)

    again = unlocked(folder)
    async with at(again, 120, 40) as desk:
        await open_the_consent_form(desk)
        await until_seen(desk, "inte om skilsmässan")
        assert isinstance(again.screen, Form)
        assert again.screen.values() == values
        assert again.focused is not None
        assert again.focused.id == "in-exceptions"


async def open_the_consent_form(desk: Desk) -> None:
    await until_on(desk, "Caseload")
    await desk.press("3")
    await until_on(desk, "Consents")
    await until_seen(desk, "Gärdsmyg")
    await desk.press("enter")
    await until_on(desk, "ConsentRoom")
    await until_seen(desk, "BUP")
    await desk.press("s")
    await until_on(desk, "Form")


async def test_a_form_left_open_in_another_section_is_kept_too(folder: DataFolder) -> None:
    app = unlocked(folder)
    async with at(app) as desk:
        await begin_a_family(desk, "Entita")
        app.open_section("consents")
        await until_on(desk, "Consents")
        await desk.press("ctrl+l")
        await until_ended(desk)
    assert "Entita" in kept_drafts(folder)["family/new"]


async def test_quitting_keeps_the_draft_and_ends_for_good(folder: DataFolder) -> None:
    app = unlocked(folder)
    async with at(app) as desk:
        await begin_a_family(desk, "Entita")
        await desk.press("ctrl+q")
        await until_ended(desk)
    assert app.return_value is None
    assert "Entita" in kept_drafts(folder)["family/new"]


async def test_what_was_begun_in_a_thread_lays_out_no_section_once_the_app_is_leaving(
    folder: DataFolder,
) -> None:
    app = unlocked(folder)
    async with at(app) as desk:
        await until_on(desk, "Caseload")
        await desk.press("ctrl+q")
        await until_ended(desk)
        app.open_section("consents")
        assert "consents" not in app._screen_stacks


async def test_what_is_saved_leaves_no_draft(folder: DataFolder) -> None:
    app = unlocked(folder)
    async with at(app) as desk:
        await begin_a_family(desk, "Entita")
        await desk.press("ctrl+s")
        await until(desk, lambda: not isinstance(app.screen, Form))
        await desk.press("ctrl+l")
        await until_ended(desk)
    assert kept_drafts(folder) == {}


@pytest.fixture
def full_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing can be kept."""

    def refuse(*_anything: object) -> None:
        raise NoRoom("The disk is full.")

    monkeypatch.setattr(form, "through_the_door", refuse)


async def test_a_lock_falls_even_where_nothing_can_be_kept(folder: DataFolder, full_disk: None) -> None:
    app = unlocked(folder)
    async with at(app) as desk:
        await begin_a_family(desk, "Entita")
        await desk.press("ctrl+l")
        await until_ended(desk)
    assert app.return_value == LOCKED


@pytest.mark.parametrize("key", ["ctrl+q", "escape"])
async def test_what_cannot_be_kept_is_not_left_without_a_word(
    folder: DataFolder, full_disk: None, key: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(form, "DRAFT_AFTER_SECONDS", 3600.0)
    app = unlocked(folder)
    async with at(app) as desk:
        await begin_a_family(desk, "Entita")
        await desk.press(key)
        await until_seen(desk, "The disk is full.", "Entita")
        assert isinstance(app.screen, Form)
        await desk.press(key)
        await until(desk, lambda: app._exit or not isinstance(app.screen, Form), "leaving all the same")


# The lock falls by itself


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Idleness is looked for all the time."""
    monkeypatch.setattr(samtui.app, "IDLE_CHECK_SECONDS", 0.01)


async def test_the_lock_falls_after_the_idle_minutes_and_keeps_what_is_typed(
    folder: DataFolder, impatient: None
) -> None:
    app = unlocked(folder)
    async with at(app) as desk:
        await begin_a_family(desk, "Entita")
        app.idle_minutes = 5
        app.last_key = time.monotonic() - 5 * 60 + 30
        for _turn in range(5):
            await desk.pause(0.02)
        assert not app._exit
        app.last_key = time.monotonic() - 5 * 60 - 1
        await until_ended(desk)
    assert app.return_value == LOCKED
    assert "Entita" in kept_drafts(folder)["family/new"]


async def test_zero_minutes_is_never(folder: DataFolder, impatient: None) -> None:
    app = unlocked(folder)
    async with at(app) as desk:
        await until_on(desk, "Caseload")
        app.idle_minutes = 0
        app.last_key = time.monotonic() - 1_000_000
        for _turn in range(5):
            await desk.pause(0.02)
        assert not app._exit
        app.idle_minutes = 240
        await until_ended(desk)


async def test_a_key_puts_the_lock_off(folder: DataFolder) -> None:
    app = unlocked(folder)
    async with at(app) as desk:
        await until_on(desk, "Caseload")
        app.last_key = long_ago = time.monotonic() - 1_000
        await desk.press("down")
        assert app.last_key > long_ago + 900


async def test_the_settings_say_after_how_many_minutes(folder: DataFolder) -> None:
    (folder.path.parent / "settings.toml").write_text("idle_minutes = 3\n", encoding="utf-8")
    assert app_on(folder).idle_minutes == 3


# Unlocking


async def test_a_wrong_passphrase_is_said_and_the_field_is_empty_again(folder: DataFolder) -> None:
    app = app_on(folder)
    async with at(app) as desk:
        await try_secret(desk, "Fyra tama hästar springer")
        await until_seen(desk, WRONG)
        assert field(desk).value == ""
        assert field(desk).has_focus
        assert "hästar" not in seen(app)
        assert app.desk.caseload is None


async def test_the_wait_grows_with_each_wrong_passphrase(
    folder: DataFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    waits: list[float] = []
    set_timer = lock.Lock.set_timer

    def waiting(self: lock.Lock, delay: float, *rest: object, **more: object) -> object:
        waits.append(delay)
        return set_timer(self, 0.01, *rest, **more)

    monkeypatch.setattr(lock.Lock, "set_timer", waiting)
    app = app_on(folder)
    async with at(app) as desk:
        for wait in ("", "Wait 1 second.", "Wait 3 seconds.", "Wait 7 seconds."):
            await try_secret(desk, "fel")
            await until_seen(desk, WRONG, wait)
            await until(desk, lambda: not field(desk).disabled, "the end of the wait")
        await try_secret(desk, PASSPHRASE)
        await until_on(desk, "Caseload")
    assert waits == [1, 3, 7]


def test_the_first_slip_costs_nothing_and_no_wait_is_longer_than_half_a_minute() -> None:
    assert [wait_after(failures) for failures in range(9)] == [0, 0, 1, 3, 7, 15, 30, 30, 30]


async def test_nothing_can_be_typed_while_one_waits(folder: DataFolder) -> None:
    app = app_on(folder)
    async with at(app) as desk:
        for _slip in range(3):
            await try_secret(desk, "fel")
        await until_seen(desk, "Wait 3 seconds.")
        await write(desk, PASSPHRASE)
        await desk.press("enter")
        assert app.desk.caseload is None
        assert field(desk).value == ""


async def test_the_recovery_key_opens_in_the_same_field_however_it_is_typed(folder: DataFolder) -> None:
    app = app_on(folder)
    async with at(app) as desk:
        await try_secret(desk, RECOVERY_KEY.replace("-", " ").replace("0", "o"))
        await until_on(desk, "Caseload")


async def test_a_damaged_key_file_is_said_and_no_wait_is_imposed(folder: DataFolder) -> None:
    folder.caseload_key.write_bytes(folder.caseload_key.read_bytes()[:200])
    app = app_on(folder)
    async with at(app, 160, 40) as desk:
        for _try in range(2):
            await try_secret(desk, PASSPHRASE)
            await until_seen(desk, "is damaged", "backup")
            assert not field(desk).disabled
            assert "Wait" not in seen(app)


@pytest.mark.parametrize("missing", ["caseload.key.json", "caseload.db"])
async def test_half_a_caseload_is_not_taken_for_a_first_run(folder: DataFolder, missing: str) -> None:
    (folder.path / missing).unlink()
    app = app_on(folder)
    async with at(app, 160, 40) as desk:
        await try_secret(desk, PASSPHRASE)
        await until_seen(desk, missing, "backup")


async def test_a_given_passphrase_opens_by_itself(folder: DataFolder) -> None:
    app = unlocked(folder)
    async with at(app) as desk:
        await until_on(desk, "Caseload")
        assert app.desk.caseload is not None


async def test_a_call_is_answered_while_the_caseload_is_locked(folder: DataFolder) -> None:
    app = app_on(folder)
    async with at(app) as desk:
        await until(desk, lambda: app.desk.directory is not None, "the directory")
        await desk.press("f2")
        await until_on(desk, "Lookup")
        assert app.desk.caseload is None
        await desk.press("escape")
        await until_on(desk, "Lock")


async def test_no_section_with_families_opens_while_it_is_locked(folder: DataFolder) -> None:
    app = app_on(folder)
    async with at(app) as desk:
        await until(desk, lambda: app.desk.directory is not None, "the directory")
        for name in ("caseload", "consents", "meetings", "todo"):
            app.action_section(name)
            await desk.pause()
            assert isinstance(app.screen, lock.Lock)


async def test_the_demo_locks_all_the_same_and_names_its_passphrase(tmp_path: Path) -> None:
    stores = DataFolder(tmp_path / "demo")
    write_demo(stores, TODAY)
    app = Samtui(Options(tmp_path / "own", tmp_path / "settings.toml", "en", demo=True), stores.path)
    async with at(app) as desk:
        await until_seen(desk, "The demo's passphrase is: demo", "made-up")
        await try_secret(desk, DEMO_PASSPHRASE)
        await until_on(desk, "Caseload")
        await until_seen(desk, "Pilfink")
    assert not (tmp_path / "own").exists()
