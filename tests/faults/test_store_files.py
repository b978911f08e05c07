"""Files that are cut, foreign, locked, full or lost: a sentence, the right exit code, and nothing lost."""

import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from builders import NOW, Told, a_family
from conftest import KEY
from looking import everything
from sqlcipher3 import dbapi2

import samtui
from samtui.errors import (
    Busy,
    Damaged,
    ExitCode,
    NoRoom,
    ReadOnly,
    SamtuiError,
    TooNew,
    WrongSecret,
)
from samtui.models.caseload import Note
from samtui.store import backup, connection
from samtui.store.folder import DataFolder
from samtui.store.keyfile import Cost
from samtui.store.recovery import new_recovery_key
from samtui.store.schema import CASELOAD, DIRECTORY
from samtui.store.store import Store, looks_whole

SECRET = "Planterad Hemlighet"
OTHER_KEY = bytes(32)


@pytest.fixture
def file(caseload: Store) -> Path:
    """The closed file of a caseload with one family."""
    tell(caseload)
    caseload.close()
    return caseload.path


def tell(store: Store) -> Told:
    return a_family(SECRET).with_contact_on(NOW, text=SECRET * 500).in_(store)


@contextmanager
def said(kind: type[SamtuiError], code: ExitCode, *words: str) -> Iterator[None]:
    """A sentence of that kind, with these words and nothing that somebody wrote."""
    with pytest.raises(kind) as raised:
        yield
    sentence = str(raised.value)
    assert raised.type is kind
    assert raised.value.exit_code is code
    assert sentence.endswith(".")
    assert all(word in sentence for word in words), sentence
    assert SECRET not in sentence
    assert "SQL" not in sentence
    assert KEY.hex() not in sentence


def look_through(path: Path, key: bytes = KEY) -> list[tuple[object, ...]]:
    """Opens the store and reads every row."""
    store = Store.open(path, key, CASELOAD)
    try:
        return everything(store)
    finally:
        store.close()


def names(folder: Path) -> set[str]:
    return {entry.name for entry in folder.iterdir()}


def test_a_file_that_is_not_there_is_not_made(tmp_path: Path) -> None:
    with said(Damaged, ExitCode.DAMAGED, "caseload.db", "missing", "backup"):
        look_through(tmp_path / "caseload.db")
    assert names(tmp_path) == set()


def test_an_empty_file_is_damage_and_no_new_store(tmp_path: Path) -> None:
    path = tmp_path / "caseload.db"
    path.touch()
    with said(Damaged, ExitCode.DAMAGED, "caseload.db", "empty"):
        look_through(path)
    assert path.read_bytes() == b""


def write_text(path: Path) -> None:
    path.write_text("Inköpslista: mjölk, havregryn\n" * 200)


def write_plain_database(path: Path) -> None:
    plain = sqlite3.connect(path)
    plain.execute("CREATE TABLE family (name)")
    plain.execute("INSERT INTO family VALUES ('Lom')")
    plain.commit()
    plain.close()


def write_another_encrypted_database(path: Path) -> None:
    connection.make_file(path)
    other = connection.make_encrypted(path, KEY)
    other.execute("CREATE TABLE family (name)")
    other.close()


@pytest.mark.parametrize("write", [write_text, write_plain_database, write_another_encrypted_database])
def test_a_foreign_file_is_refused_and_not_touched(tmp_path: Path, write: Callable[[Path], None]) -> None:
    path = tmp_path / "caseload.db"
    write(path)
    before = path.read_bytes()
    with said(Damaged, ExitCode.DAMAGED, "caseload.db", "backup"):
        look_through(path)
    assert path.read_bytes() == before


def test_the_other_store_is_foreign_too(directory: Store) -> None:
    directory.close()
    with said(Damaged, ExitCode.DAMAGED, "directory.db"):
        look_through(directory.path)
    Store.open(directory.path, KEY, DIRECTORY).close()


def test_another_key_opens_nothing(file: Path) -> None:
    before = file.read_bytes()
    with said(Damaged, ExitCode.DAMAGED, "caseload.db", "key"):
        look_through(file, OTHER_KEY)
    assert file.read_bytes() == before
    look_through(file)


def flip(path: Path, place: int) -> None:
    content = bytearray(path.read_bytes())
    content[place] ^= 1
    path.write_bytes(content)


def test_one_flipped_bit_anywhere_is_noticed(file: Path) -> None:
    whole, pages = file.read_bytes(), file.stat().st_size // 4096
    looks_whole(file, KEY, CASELOAD)
    for page in range(pages):
        flip(file, page * 4096 + 1234)
        with said(Damaged, ExitCode.DAMAGED, "caseload.db"):
            looks_whole(file, KEY, CASELOAD)
        file.write_bytes(whole)
    look_through(file)


def test_reading_over_a_damaged_page_says_so_and_never_gives_something_else(file: Path) -> None:
    whole, noticed = file.read_bytes(), 0
    rows = look_through(file)
    for page in range(file.stat().st_size // 4096):
        flip(file, page * 4096 + 99)
        try:
            assert look_through(file) == rows  # nobody looked at that page
        except SamtuiError as error:
            assert type(error) is Damaged
            noticed += 1
        file.write_bytes(whole)
    assert noticed > len(CASELOAD.metadata().tables)


@pytest.mark.parametrize("left", [1, 15, 4095, 4096, 8192, -1])
def test_a_file_that_was_cut_is_noticed(file: Path, left: int) -> None:
    content = file.read_bytes()
    file.write_bytes(content[:left])
    with said(Damaged, ExitCode.DAMAGED, "caseload.db"):
        looks_whole(file, KEY, CASELOAD)


def test_a_store_of_a_newer_program_is_left_alone(file: Path) -> None:
    raw = connection.connect(file, KEY)
    raw.execute(f"PRAGMA user_version={CASELOAD.head + 1}")
    raw.close()
    before = file.read_bytes()
    with said(TooNew, ExitCode.NOT_DONE, "caseload.db", "newer", "Update"):
        look_through(file)
    assert file.read_bytes() == before
    assert "backups" not in names(file.parent)


def test_a_write_to_what_may_not_be_written_changes_nothing(caseload: Store) -> None:
    told = tell(caseload)
    before = everything(caseload)
    with said(ReadOnly, ExitCode.NOT_DONE, "caseload.db"), caseload.change("x") as session:
        session.connection().exec_driver_sql("PRAGMA query_only=ON")  # what a read-only disk answers
        session.get_one(Note, told.notes[0]).text = "annat"
    assert everything(caseload) == before


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="modes do not bind root")
def test_a_file_without_the_right_to_write_or_read(file: Path) -> None:
    file.chmod(0o400)
    with said(ReadOnly, ExitCode.NOT_DONE, "caseload.db"):
        store = Store.open(file, KEY, CASELOAD)
        with store.change("x") as session:
            session.get_one(Note, 1).text = "annat"
    file.chmod(0o000)
    with said(ReadOnly, ExitCode.NOT_DONE, "caseload.db"):
        look_through(file)


@pytest.mark.parametrize("number", [13, 30])
def test_a_folder_that_may_not_be_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    def forbid(*_arguments: object) -> int:
        raise OSError(number, os.strerror(number), SECRET)

    monkeypatch.setattr(os, "open", forbid)
    with said(ReadOnly, ExitCode.NOT_DONE, "caseload.db"):
        Store.create(tmp_path / "caseload.db", KEY, CASELOAD)


HOLD_THE_LOCK = """
import sys
from pathlib import Path
from samtui.store import connection
held = connection.connect(Path(sys.argv[1]), bytes.fromhex(sys.argv[2]))
held.executescript(sys.argv[3])
print("held", flush=True)
sys.stdin.read()
"""


@contextmanager
def held_by_another_process(path: Path, statement: str) -> Iterator[None]:
    command = [sys.executable, "-c", HOLD_THE_LOCK, str(path), KEY.hex(), statement]
    folder = Path(samtui.__file__).parents[1]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=folder
    ) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "held\n"
        yield
        other.communicate("")


def test_another_process_that_writes_is_waited_for_and_then_named(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connection, "WAIT_SECONDS", 0.05)
    store = Store.open(file, KEY, CASELOAD)
    before = everything(store)
    with held_by_another_process(file, "BEGIN IMMEDIATE"):
        with said(Busy, ExitCode.NOT_DONE, "caseload.db", "Another program"), store.change("x") as session:
            session.get_one(Note, 1).text = "annat"
        with said(Busy, ExitCode.NOT_DONE, "caseload.db"), store.load("x") as raw:
            raw.exec_driver_sql("DELETE FROM note")
        assert everything(store) == before
    with store.change("x") as session:
        session.get_one(Note, 1).text = "annat"
    assert everything(store) != before
    store.close()


def test_a_file_that_another_process_keeps_to_itself(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connection, "WAIT_SECONDS", 0.05)
    alone = "PRAGMA locking_mode=EXCLUSIVE; BEGIN IMMEDIATE; UPDATE family SET version = version"
    with held_by_another_process(file, alone), said(Busy, ExitCode.NOT_DONE, "caseload.db"):
        look_through(file)
    look_through(file)


def test_a_full_disk_keeps_what_was_there(caseload: Store) -> None:
    told = tell(caseload)
    before = everything(caseload)
    with said(NoRoom, ExitCode.NOT_DONE, "caseload.db", "full"), caseload.change("x") as session:
        pages = session.connection().exec_driver_sql("PRAGMA page_count").scalar_one()
        session.connection().exec_driver_sql(f"PRAGMA max_page_count={pages}")
        session.get_one(Note, told.notes[0]).text = SECRET * 50_000
    assert everything(caseload) == before
    caseload.close()
    looks_whole(caseload.path, KEY, CASELOAD)


def test_a_backup_that_finds_no_room_leaves_no_half_of_it(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = file.parent / "copy.db"

    def fail(*_arguments: object) -> None:
        raise OSError(28, os.strerror(28))

    monkeypatch.setattr(backup, "_flush", fail)
    with said(NoRoom, ExitCode.NOT_DONE, "copy.db"):
        backup.copy_store(file, KEY, CASELOAD, target)
    assert not [name for name in names(file.parent) if name.startswith("copy")]
    look_through(file)


def test_a_copy_opens_with_the_same_key_and_holds_everything(file: Path) -> None:
    target = file.parent / "copy.db"
    backup.copy_store(file, KEY, CASELOAD, target)
    one, two = (Store.open(path, KEY, CASELOAD) for path in (file, target))
    assert everything(one) == everything(two)
    one.close()
    two.close()
    assert SECRET.encode() not in target.read_bytes()


@pytest.mark.parametrize(
    ("error", "kind"),
    [
        (dbapi2.OperationalError("database or disk is full"), NoRoom),
        (OSError(28, "No space left on device"), NoRoom),
        (dbapi2.OperationalError("attempt to write a readonly database"), ReadOnly),
        (OSError(30, "Read-only file system"), ReadOnly),
        (PermissionError(13, "Permission denied"), ReadOnly),
        (dbapi2.OperationalError("unable to open database file"), ReadOnly),
        (dbapi2.OperationalError("database is locked"), Busy),
        (dbapi2.DatabaseError("file is not a database"), Damaged),
        (dbapi2.DatabaseError("database disk image is malformed"), Damaged),
    ],
)
def test_every_error_has_its_sentence(error: Exception, kind: type[SamtuiError]) -> None:
    sentence = connection.translation(error, "caseload.db")
    assert type(sentence) is kind
    assert "caseload.db" in str(sentence)
    assert str(error) not in str(sentence)


class TestFolder:
    """A data folder with a caseload behind a passphrase, and the directory beside it."""

    PASSPHRASE = "vinter grind kastanj spade"

    @pytest.fixture
    def folder(self, tmp_path: Path) -> DataFolder:
        folder = DataFolder(tmp_path / "samtui")
        folder.make_directory().close()
        caseload = folder.make_caseload(self.PASSPHRASE, new_recovery_key(), Cost.CHEAPEST)
        tell(caseload)
        caseload.close()
        return folder

    def test_a_wrong_passphrase_is_no_damage(self, folder: DataFolder) -> None:
        with said(WrongSecret, ExitCode.WRONG_SECRET, "passphrase"):
            folder.unlock("vinter grind kastanj hacka")
        folder.unlock(self.PASSPHRASE).close()

    def test_a_missing_key_file(self, folder: DataFolder) -> None:
        folder.caseload_key.unlink()
        with said(Damaged, ExitCode.DAMAGED, "caseload.key.json"):
            folder.unlock(self.PASSPHRASE)
        assert folder.has_caseload

    def test_a_missing_key_of_the_directory_is_not_made_anew(self, folder: DataFolder) -> None:
        folder.directory_key.unlink()
        with said(Damaged, ExitCode.DAMAGED, "directory.key"):
            folder.open_directory()
        assert not folder.directory_key.exists()

    def test_a_key_file_without_its_caseload(self, folder: DataFolder) -> None:
        folder.caseload_db.unlink()
        with said(Damaged, ExitCode.DAMAGED, "caseload.db", "missing"):
            folder.unlock(self.PASSPHRASE)
        assert not folder.caseload_db.exists()

    def test_the_key_file_of_another_caseload(self, folder: DataFolder, tmp_path: Path) -> None:
        other = DataFolder(tmp_path / "other")
        other.make_caseload(self.PASSPHRASE, new_recovery_key(), Cost.CHEAPEST).close()
        shutil.copy(other.caseload_key, folder.caseload_key)
        with said(Damaged, ExitCode.DAMAGED, "caseload.db", "key"):
            folder.unlock(self.PASSPHRASE)

    def test_a_second_caseload_is_never_made_over_the_first(self, folder: DataFolder) -> None:
        before = {path.name: path.read_bytes() for path in folder.path.iterdir()}
        with pytest.raises(SamtuiError):
            folder.make_caseload("annan fras helt och", new_recovery_key(), Cost.CHEAPEST)
        with pytest.raises(SamtuiError):
            folder.make_directory()
        assert {path.name: path.read_bytes() for path in folder.path.iterdir()} == before
