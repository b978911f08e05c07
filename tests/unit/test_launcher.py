"""The launcher: one run after another for as long as the app ends by being locked, and nothing left behind."""

import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from samtui import launcher
from samtui.launcher import LOCKED_STATUS, command_line, run, run_once
from samtui.options import LOCKED, Options

AnApp = Callable[[Options, Path | None], tuple[str | None, int, Path | None]]


def options(tmp_path: Path, *, demo: bool = False, secret: str | None = None) -> Options:
    return Options(tmp_path / "data", tmp_path / "settings.toml", "en", demo=demo, secret=secret)


def an_app_that_ends(result: str | None, status: int = 0, folder: Path | None = None) -> AnApp:
    """An app that nobody sees."""
    return lambda _options, _folder: (result, status, folder)


@dataclass
class Begun:
    """What was started anew, and with which demo folder."""

    folders: list[Path | None] = field(default_factory=list)

    def __call__(self, folder: Path | None) -> int:
        self.folders.append(folder)
        return 42


@pytest.fixture
def demo_folder(tmp_path: Path) -> Path:
    folder = tmp_path / "samtui-demo"
    folder.mkdir()
    (folder / "caseload.db").write_bytes(b"fiction")
    return folder


def test_a_lock_starts_anew_and_the_demo_stays(tmp_path: Path, demo_folder: Path) -> None:
    anew = Begun()
    status = run_once(
        options(tmp_path, demo=True),
        None,
        run_app=an_app_that_ends(LOCKED, folder=demo_folder),
        start_anew=anew,
    )
    assert (status, anew.folders) == (42, [demo_folder])
    assert (demo_folder / "caseload.db").exists()


@pytest.mark.parametrize("status", [0, 1])
def test_the_demo_is_gone_at_the_real_end_however_it_ended(
    tmp_path: Path, demo_folder: Path, status: int
) -> None:
    anew = Begun()
    app = an_app_that_ends(None, status, demo_folder)
    assert run_once(options(tmp_path, demo=True), demo_folder, run_app=app, start_anew=anew) == status
    assert not demo_folder.exists()
    assert anew.folders == []


def test_a_folder_that_is_no_demo_is_never_removed(tmp_path: Path, demo_folder: Path) -> None:
    app = an_app_that_ends(None, 0, demo_folder)
    assert run_once(options(tmp_path), demo_folder, run_app=app, start_anew=Begun()) == 0
    assert (demo_folder / "caseload.db").exists()


@dataclass
class Runs:
    """With what the app was run."""

    options: list[Options] = field(default_factory=list)
    folders: list[Path | None] = field(default_factory=list)

    def __call__(self, given: Options, folder: Path | None) -> int:
        self.options.append(given)
        self.folders.append(folder)
        return 0


@pytest.fixture
def runs(monkeypatch: pytest.MonkeyPatch) -> Runs:
    """Nothing is run; a process of a parent that keeps starting it."""
    noted = Runs()
    monkeypatch.setattr(launcher, "run_once", noted)
    monkeypatch.setenv("SAMTUI_CHILD", "1")
    monkeypatch.delenv("SAMTUI_LOCKED", raising=False)
    monkeypatch.delenv("SAMTUI_DEMO_FOLDER", raising=False)
    return noted


def test_a_first_start_uses_the_passphrase_that_was_given(tmp_path: Path, runs: Runs) -> None:
    run(options(tmp_path, secret="Fyra vilda hästar springer"))
    assert runs.options[0].secret == "Fyra vilda hästar springer"
    assert runs.folders == [None]


def test_after_a_lock_the_passphrase_is_forgotten_and_the_demo_found_again(
    tmp_path: Path, runs: Runs, monkeypatch: pytest.MonkeyPatch, demo_folder: Path
) -> None:
    monkeypatch.setenv("SAMTUI_LOCKED", "1")
    monkeypatch.setenv("SAMTUI_DEMO_FOLDER", str(demo_folder))
    run(options(tmp_path, secret="Fyra vilda hästar springer"))
    assert runs.options[0].secret is None
    assert runs.folders == [demo_folder]
    assert "SAMTUI_LOCKED" not in os.environ


@pytest.mark.parametrize(
    ("typed", "anew"),
    [
        (["--data-dir", "D"], ["--data-dir", "D"]),
        (["--passphrase-file", "hemlig.txt", "--lang", "en"], ["--lang", "en"]),
        (["--lang", "en", "--passphrase-file=hemlig.txt"], ["--lang", "en"]),
        (["--passphrase-file", "/dev/fd/63"], []),
        (["demo", "--families", "3"], ["demo", "--families", "3"]),
    ],
)
def test_the_passphrase_file_is_not_read_again_after_a_lock(
    monkeypatch: pytest.MonkeyPatch, typed: list[str], anew: list[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["samtui", *typed])
    program = [sys.executable, "-m", "samtui"]
    assert command_line(without_passphrase=True) == [*program, *anew]
    assert command_line(without_passphrase=False) == [*program, *typed]


def test_where_a_process_cannot_be_replaced_a_parent_starts_it_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ends = iter([LOCKED_STATUS, LOCKED_STATUS, 3])
    started: list[tuple[list[str], dict[str, str]]] = []

    def start(line: list[str], *, env: dict[str, str], check: bool) -> subprocess.CompletedProcess[bytes]:
        started.append((line[3:], dict(env)))
        assert Path(env["SAMTUI_DEMO_FOLDER"]).is_dir()
        return subprocess.CompletedProcess(line, next(ends))

    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setattr(sys, "argv", ["samtui", "--passphrase-file", "hemlig.txt"])
    monkeypatch.setattr(subprocess, "run", start)
    monkeypatch.delenv("SAMTUI_CHILD", raising=False)
    monkeypatch.delenv("SAMTUI_LOCKED", raising=False)

    assert run(options(tmp_path)) == 3
    assert [line for line, _env in started] == [["--passphrase-file", "hemlig.txt"], [], []]
    assert [env.get("SAMTUI_LOCKED") for _line, env in started] == [None, "1", "1"]
    assert all(env["SAMTUI_CHILD"] == "1" for _line, env in started)
    assert not Path(started[0][1]["SAMTUI_DEMO_FOLDER"]).exists()


def test_a_child_that_was_locked_says_so_to_its_parent(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setattr(launcher.os, "environ", {})
    assert launcher._start_anew(None) == LOCKED_STATUS
