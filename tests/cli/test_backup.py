"""``samtui backup`` and ``samtui check``."""

import io
import os
import sys
import zipfile
from pathlib import Path, PurePosixPath

import pytest
from outside import Samtui

from samtui.store import health
from samtui.store.folder import DataFolder
from samtui.store.health import Severity, examine

MEMBERS = {"manifest.json", "directory.db", "directory.key", "caseload.db", "caseload.key.json"}


def test_a_backup_of_everything_and_nothing_written_over(samtui: Samtui, own_demo: Path, home: Path) -> None:
    at = ("--data-dir", own_demo)
    file = home / "kopia.samtui"
    assert str(file) in samtui(*at, "backup", "-o", file).text
    assert set(zipfile.ZipFile(file).namelist()) == MEMBERS
    before = file.read_bytes()
    assert "--force" in samtui(*at, "backup", "-o", file, code=1).stderr
    assert file.read_bytes() == before
    samtui(*at, "backup")
    (kept,) = (own_demo / "backups").iterdir()
    assert kept.suffix == ".samtui"
    assert samtui(*at, "check", "--json").json == {"ok": True, "findings": []}
    piped = samtui(*at, "backup", "-o", "-").stdout
    assert set(zipfile.ZipFile(io.BytesIO(piped)).namelist()) == MEMBERS
    assert samtui(*at, "backup", "-o", file, code=3, SAMTUI_PASSPHRASE="wrong").stdout == b""


def test_check_names_what_is_damaged_and_exits_5(samtui: Samtui, own_demo: Path) -> None:
    store = own_demo / "caseload.db"
    content = bytearray(store.read_bytes())
    content[20_000] ^= 1
    store.write_bytes(content)
    found = samtui("--data-dir", own_demo, "check", "--json", code=5).json
    assert found["ok"] is False
    (finding,) = found["findings"]
    assert list(finding) == ["what", "where", "severity", "advice"]
    assert (finding["where"], finding["severity"]) == ("caseload.db", "damaged")
    assert "skadat" in samtui("--lang", "sv", "--data-dir", own_demo, "check", code=5).text


def test_a_missing_key_file_is_damage_and_nobody_is_asked_for_a_passphrase(
    samtui: Samtui, own_demo: Path
) -> None:
    (own_demo / "caseload.key.json").unlink()
    samtui("--data-dir", own_demo, "today", code=5, SAMTUI_PASSPHRASE="")
    (own_demo / "directory.db").write_bytes(b"")
    assert "directory.db" in samtui("--data-dir", own_demo, "who", "skola", code=5).stderr


def test_without_a_passphrase_it_checks_what_it_can_and_says_so(samtui: Samtui) -> None:
    found = samtui("check", "--json", SAMTUI_PASSPHRASE="").json
    assert found["ok"] is True
    assert [(one["where"], one["severity"]) for one in found["findings"]] == [("caseload.db", "note")]
    samtui("check", code=3, SAMTUI_PASSPHRASE="wrong")


def test_everything_as_it_should_be(samtui: Samtui) -> None:
    assert samtui("--lang", "sv", "check").text == "Allt är som det ska.\n"


def test_an_empty_folder_cannot_be_checked(fresh: Samtui, home: Path) -> None:
    assert "samtui init" in fresh("--data-dir", home / "none", "check", code=1).stderr


def harmed(folder: Path) -> dict[str, Severity]:
    """Where something is not as it should be, and how bad it is."""
    return {finding.where: finding.severity for finding in examine(DataFolder(folder), "demo")}


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("directory.key", None),
        ("directory.key", b"not a key"),
        ("directory.db", None),
        ("directory.db", b""),
        ("directory.db", b"SQLite format 3\0" + bytes(8000)),
        ("caseload.key.json", b"{}"),
        ("caseload.db", None),
        ("caseload.db", b"x" * 100),
    ],
)
def test_every_file_that_is_damaged_is_found(own_demo: Path, name: str, content: bytes | None) -> None:
    if content is None:
        (own_demo / name).unlink()
    else:
        (own_demo / name).write_bytes(content)
    found = harmed(own_demo)
    assert Severity.DAMAGED in found.values()
    assert all(where.split(".")[0] == name.split(".", maxsplit=1)[0] for where in found)


def test_a_key_file_with_a_flipped_bit_is_found_even_where_it_still_opens(own_demo: Path) -> None:
    file = own_demo / "caseload.key.json"
    file.write_text(file.read_text().replace('"checksum": "', '"checksum": "0'))
    assert harmed(own_demo) == {"caseload.key.json": Severity.DAMAGED}


def test_a_backup_that_cannot_be_read_back_is_found(own_demo: Path) -> None:
    (own_demo / "backups").mkdir(mode=0o700)
    cut = own_demo / "backups" / "old.samtui"
    cut.touch(mode=0o600)
    cut.write_bytes(b"PK\x03\x04 cut")
    assert harmed(own_demo) == {"backups/old.samtui": Severity.DAMAGED}


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such modes")
def test_files_that_others_may_read_are_a_warning(own_demo: Path) -> None:
    (own_demo / "directory.key").chmod(0o644)
    own_demo.chmod(0o755)
    assert harmed(own_demo) == {"directory.key": Severity.WARNING, str(own_demo): Severity.WARNING}


def test_an_old_database_library_is_a_warning(own_demo: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sqlcipher3.dbapi2.sqlite_version", "3.51.2")
    assert harmed(own_demo) == {"sqlite": Severity.WARNING}


@pytest.mark.parametrize(
    "name",
    [
        "OneDrive",
        "OneDrive - Lingonköpings kommun",
        "Dropbox (Work)",
        "iCloudDrive",
        "Google Drive",
        "Nextcloud",
    ],
)
def test_a_folder_that_is_copied_elsewhere_is_a_warning(own_demo: Path, tmp_path: Path, name: str) -> None:
    moved = tmp_path / name / "samtui"
    moved.parent.mkdir()
    own_demo.rename(moved)
    assert harmed(moved) == {str(moved): Severity.WARNING}


@pytest.mark.skipif(sys.platform != "linux", reason="reads the mounts as Linux lists them")
@pytest.mark.parametrize(
    ("kind", "remote"), [("cifs", True), ("nfs4", True), ("fuse.sshfs", True), ("ext4", False)]
)
def test_a_folder_on_the_network_is_a_warning(
    own_demo: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str, remote: bool
) -> None:
    mounts = tmp_path / "mounts"
    place = PurePosixPath(own_demo.parent.resolve())
    mounts.write_text(f"/dev/sda1 / ext4 rw 0 0\nserver:/share {place} {kind} rw 0 0\n")
    monkeypatch.setattr(health, "_MOUNTS", mounts)
    assert harmed(own_demo) == ({str(own_demo): Severity.WARNING} if remote else {})
