"""``samtui init`` and ``samtui demo --to``: how stores come to be, and that nothing half-made remains."""

import os
from pathlib import Path

import pytest
from outside import Samtui

from samtui import clock
from samtui.errors import Refused
from samtui.practice import beginning, demo
from samtui.store.folder import DataFolder
from samtui.store.keyfile import Cost

PASSPHRASE = "fyra gröna hästar simmar"
STORES = {"directory.db", "directory.key", "caseload.db", "caseload.key.json"}


def names(folder: Path) -> set[str]:
    """What lies in a folder, if there is one."""
    return {path.name for path in folder.iterdir()} if folder.exists() else set()


def test_a_coordinator_begins_and_gets_a_recovery_key_that_opens(fresh: Samtui, home: Path) -> None:
    folder, settings = home / "stores", home / "settings.toml"
    begun = fresh("--data-dir", folder, "init", "--name", "Malin Körvel", SAMTUI_PASSPHRASE=PASSPHRASE)
    (recovery_key,) = begun.lines
    assert names(folder) == STORES
    if os.name != "nt":
        assert {path.stat().st_mode & 0o777 for path in folder.iterdir()} == {0o600}
        assert folder.stat().st_mode & 0o777 == 0o700
    assert 'name = "Malin Körvel"' in settings.read_text("utf-8")
    assert 'role = "coordinator"' in settings.read_text("utf-8")
    opened = fresh("--data-dir", folder, "family", "list", "--json", SAMTUI_PASSPHRASE=recovery_key)
    assert opened.json == []
    assert fresh("--data-dir", folder, "who", "avlösarservice", "--json").json
    again = fresh("--data-dir", folder, "init", SAMTUI_PASSPHRASE=PASSPHRASE, code=1)
    assert again.stdout == b""
    assert names(folder) == STORES


def test_a_guide_begins_without_a_passphrase_and_may_become_a_coordinator(fresh: Samtui, home: Path) -> None:
    folder = home / "stores"
    assert fresh("--data-dir", folder, "init", "--role", "guide").stdout == b""
    assert names(folder) == {"directory.db", "directory.key"}
    missing = fresh("--data-dir", folder, "today", code=1)
    assert "samtui init --role coordinator" in missing.stderr
    fresh("--data-dir", folder, "init", "--role", "coordinator", SAMTUI_PASSPHRASE=PASSPHRASE)
    assert names(folder) == STORES


def test_a_weak_passphrase_makes_nothing(fresh: Samtui, home: Path) -> None:
    ended = fresh("--lang", "sv", "--data-dir", home / "stores", "init", SAMTUI_PASSPHRASE="kort", code=1)
    assert "lösenfras" in ended.stderr.lower()
    assert names(home) == set()


def test_without_a_passphrase_and_nobody_to_ask_nothing_is_made(fresh: Samtui, home: Path) -> None:
    fresh("--data-dir", home / "stores", "init", code=1)
    assert names(home) == set()


@pytest.mark.parametrize("step", ["make_caseload", "make_directory"])
def test_what_was_half_made_goes_when_a_step_fails(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    folder = DataFolder(tmp_path / "stores")

    def fails(*_arguments: object, **_named: object) -> None:
        raise OSError("the disk is gone")

    monkeypatch.setattr(DataFolder, step, fails)
    with pytest.raises(OSError, match="gone"):
        beginning.begin(folder, passphrase=PASSPHRASE, cost=Cost.CHEAPEST)
    assert not folder.path.exists()


def test_an_older_directory_stays_when_the_caseload_cannot_be_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = DataFolder(tmp_path / "stores")
    beginning.begin(folder)
    before = folder.directory_db.read_bytes()
    monkeypatch.setattr("samtui.store.folder.CASELOAD", None)
    with pytest.raises(AttributeError):
        beginning.begin(folder, passphrase=PASSPHRASE, cost=Cost.CHEAPEST)
    assert names(folder.path) == {"directory.db", "directory.key"}
    assert folder.directory_db.read_bytes() == before
    with pytest.raises(Refused):
        beginning.begin(folder)


def test_a_folder_in_use_is_left_alone(samtui: Samtui, demo_folder: Path) -> None:
    before = {path.name: path.read_bytes() for path in demo_folder.iterdir() if path.is_file()}
    assert str(demo_folder) in samtui("demo", "--to", demo_folder, code=1).stderr
    assert {path.name: path.read_bytes() for path in demo_folder.iterdir() if path.is_file()} == before


def test_generated_families_are_as_many_as_asked_for_and_the_same_for_a_seed(tmp_path: Path) -> None:
    lists = []
    for number, seed in enumerate((7, 7, 8)):
        folder = DataFolder(tmp_path / str(number))
        told: list[tuple[int, int]] = []
        beginning.write_demo(folder, clock.today(), 120, seed, lambda *so_far, told=told: told.append(so_far))
        assert told == [(100, 120), (120, 120)]
        store = folder.unlock(beginning.DEMO_PASSPHRASE)
        with store.read() as connection:
            lists.append(connection.exec_driver_sql("SELECT name, status, begun_on FROM family").fetchall())
        store.close()
    assert len(lists[0]) == 120
    assert lists[0] == lists[1]
    assert lists[0] != lists[2]


def test_the_demo_of_a_guide_has_no_families(fresh: Samtui, home: Path) -> None:
    fresh("demo", "--to", home / "stores", "--guide")
    assert names(home / "stores") == {"directory.db", "directory.key"}


def test_a_demo_that_cannot_be_told_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(_today: object) -> None:
        raise ValueError("no such bird")

    monkeypatch.setattr(demo, "demo_caseload", fails)
    with pytest.raises(ValueError, match="bird"):
        beginning.write_demo(DataFolder(tmp_path / "stores"), clock.today())
    assert not (tmp_path / "stores").exists()
