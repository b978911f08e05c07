"""A fault nobody foresaw: one sentence, nothing typed is lost, and a report that holds places and no value."""

import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from desks import Desk, at, begun, kept_drafts, unlocked, until_on, write

from samtui import reports
from samtui.app import Samtui
from samtui.errors import NoRoom
from samtui.screens import form
from samtui.screens.caseload import Caseload
from samtui.screens.form import Form
from samtui.store.folder import DataFolder
from samtui.widgets.key_line import KeyLine

NAME = "Zxqvölund-Planterad"

Planted = Callable[[Samtui, pytest.MonkeyPatch], None]


class Breaks(Exception):
    """What nobody foresaw; its text holds a name."""


def boom(*_anything: object) -> object:
    """Where it breaks: a local value and the error's text hold a name."""
    hemligt = NAME
    raise Breaks(f"{hemligt} could not be shown")


def in_a_handler(app: Samtui, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Samtui, "action_theme", boom)
    app.simulate_key("f8")


def in_a_thread(app: Samtui, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Caseload, "read", boom)
    next(screen for screen in app.screen_stack if isinstance(screen, Caseload)).reload()


def in_a_render(app: Samtui, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(KeyLine, "render", boom)
    app.screen.query_one(KeyLine).refresh(layout=True)


def in_a_timer(app: Samtui, monkeypatch: pytest.MonkeyPatch) -> None:
    app.set_timer(0.01, boom)


def in_a_save(app: Samtui, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("samtui.practice.families.begin", boom)
    app.simulate_key("ctrl+s")


PLACES = [in_a_handler, in_a_thread, in_a_render, in_a_timer, in_a_save]


@pytest.fixture
def folder(tmp_path: Path) -> DataFolder:
    return begun(tmp_path / "data")


@pytest.fixture(autouse=True)
def logs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Reports go here, wherever the system would have them."""
    folder = tmp_path / "logs" / "samtui"
    monkeypatch.setattr("platformdirs.user_log_path", lambda *_names, **_options: folder)
    return folder


async def broken(folder: DataFolder, plant: Planted, monkeypatch: pytest.MonkeyPatch) -> Samtui:
    """The app after it broke down while somebody was typing the name of a new family."""
    monkeypatch.setattr(form, "DRAFT_AFTER_SECONDS", 3600.0)
    app = unlocked(folder)
    with pytest.raises(Exception, match=NAME):
        async with at(app) as desk:
            await type_a_name(desk)
            plant(app, monkeypatch)
            while not app._exit and app._exception is None:
                await desk.pause(0.01)
            await desk.pause(0.05)
    return app


async def type_a_name(desk: Desk) -> None:
    await until_on(desk, "Caseload")
    await desk.press("n")
    await until_on(desk, "Form")
    await write(desk, NAME)


def the_report(logs: Path) -> Path:
    """The one report there is."""
    (report,) = logs.glob("report-*.txt")
    return report


def mode(path: Path) -> int:
    return path.stat().st_mode & 0o777


@pytest.mark.parametrize("plant", PLACES, ids=lambda plant: plant.__name__)
async def test_what_was_typed_is_kept_and_the_report_holds_places_alone(
    folder: DataFolder,
    plant: Planted,
    monkeypatch: pytest.MonkeyPatch,
    logs: Path,
    capfd: pytest.CaptureFixture[str],
) -> None:
    app = await broken(folder, plant, monkeypatch)
    assert app.return_code == 1
    assert app.desk.caseload is None
    assert NAME in kept_drafts(folder)["family/new"]

    report = the_report(logs)
    text = report.read_text(encoding="utf-8")
    assert f"{__name__}.Breaks" in text
    assert f"  {Path(__file__).name}:{boom.__code__.co_firstlineno + 3} boom\n" in text
    assert "Zxqv" not in text
    assert "Planterad" not in text
    assert "hemligt" not in text

    app.say_goodbye()
    out, err = capfd.readouterr()
    assert out == ""
    assert err.count("\n") == 1
    assert err.startswith("Something went wrong in the program. What you had typed is kept. ")
    assert str(report) in err
    assert "Zxqv" not in err


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has other rights")
async def test_the_report_is_for_its_owner_alone(
    folder: DataFolder, monkeypatch: pytest.MonkeyPatch, logs: Path
) -> None:
    await broken(folder, in_a_handler, monkeypatch)
    assert mode(the_report(logs)) == 0o600
    assert mode(logs) == 0o700


async def test_the_sentence_does_not_say_that_all_is_kept_where_it_is_not(
    folder: DataFolder, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    def refuse(*_anything: object) -> None:
        raise NoRoom("The disk is full.")

    monkeypatch.setattr(form, "through_the_door", refuse)
    app = await broken(folder, in_a_handler, monkeypatch)
    assert app.return_code == 1
    app.say_goodbye()
    _out, err = capfd.readouterr()
    assert err.startswith("Something went wrong in the program, and the last that you typed may be lost. ")
    assert err.count("\n") == 1


async def test_a_fault_while_keeping_does_not_hide_the_first_one(
    folder: DataFolder, monkeypatch: pytest.MonkeyPatch, logs: Path
) -> None:
    monkeypatch.setattr(Form, "values", boom)
    app = unlocked(folder)
    with pytest.raises(Breaks):
        async with at(app) as desk:
            await until_on(desk, "Caseload")
            await desk.press("n")
            await desk.pause(0.1)
    assert app.return_code == 1
    assert app.desk.caseload is None
    assert the_report(logs).exists()


def test_where_no_report_can_be_written_the_sentence_names_none(logs: Path) -> None:
    logs.parent.mkdir()
    logs.write_text("a file stands in the way", encoding="utf-8")
    assert (
        reports.sentence(Breaks(NAME)) == "Something went wrong in the program. What you had typed is kept."
    )


def test_a_report_follows_what_an_error_came_from() -> None:
    try:
        try:
            boom()
        except Breaks as error:
            raise KeyError(NAME) from error
    except KeyError as error:
        lines = reports.places(error).splitlines()
    assert lines[1] == "builtins.KeyError"
    assert lines[lines.index("after") + 1] == f"{__name__}.Breaks"
    assert lines[-1].endswith(" boom")
    assert not any("Zxqv" in line for line in lines)
