"""Both stores are read by another library than ours: SQLite3 Multiple Ciphers, set to SQLCipher's format 4.

With the right key it finds the same rows; with another key, without one, and as plain SQLite nothing.
"""

import secrets
import sqlite3
from pathlib import Path

import apsw
import pytest
from builders import NOW, a_family
from desks import PASSPHRASE, begun

from samtui import clock
from samtui.models.caseload import Information
from samtui.store.folder import DataFolder
from samtui.store.store import Store

Rows = dict[str, list[tuple[object, ...]]]

NAMES = ("caseload", "directory")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> DataFolder:
    """Both stores, with a family in the one and the national catalogue in the other."""
    wren = (
        a_family("Gärdsmyg")
        .with_joint_custody()
        .and_actor("BUP", contact="Körvel")
        .with_consent(about=[Information.SCHOOL, Information.HEALTH])
        .with_need("Någon som ringer tillbaka")
        .with_promise("ringa skolan", by="jag")
        .with_meeting(asked=["BUP"])
    )
    with clock.stopped(NOW):
        stores = begun(tmp_path_factory.mktemp("second-reader") / "data")
        caseload = stores.unlock(PASSPHRASE)
        wren.in_(caseload)
        caseload.close()
    return stores


def opened(folder: DataFolder, name: str) -> Store:
    return folder.unlock(PASSPHRASE) if name == "caseload" else folder.open_directory()


def ours(folder: DataFolder, name: str) -> tuple[bytes, Rows]:
    """The key, and every row of every table as samtui reads it."""
    store = opened(folder, name)
    try:
        with store.read() as connection:
            tables = connection.exec_driver_sql(TABLES).scalars().all()
            rows = {
                table: [
                    tuple(row) for row in connection.exec_driver_sql(f'SELECT * FROM "{table}" ORDER BY 1')
                ]
                for table in tables
            }
        return store.key, rows
    finally:
        store.close()


TABLES = "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name"


def second_reader(path: Path, key: bytes | None) -> apsw.Connection:
    """The same file in SQLite3 Multiple Ciphers."""
    connection = apsw.Connection(str(path), flags=apsw.SQLITE_OPEN_READONLY)
    connection.execute("PRAGMA cipher = 'sqlcipher'")
    connection.execute("PRAGMA legacy = 4")
    if key is not None:
        connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
    return connection


@pytest.mark.parametrize("name", NAMES)
def test_the_second_reader_finds_the_same_rows(folder: DataFolder, name: str) -> None:
    key, rows = ours(folder, name)
    reader = second_reader(folder.path / f"{name}.db", key)
    try:
        tables = [table for (table,) in reader.execute(TABLES)]
        theirs = {table: list(reader.execute(f'SELECT * FROM "{table}" ORDER BY 1')) for table in tables}
        assert list(reader.execute("PRAGMA integrity_check")) == [("ok",)]
    finally:
        reader.close()
    assert theirs == rows
    assert sum(map(len, rows.values())) > 10


def test_the_second_reader_finds_the_family_by_name(folder: DataFolder) -> None:
    key, _rows = ours(folder, "caseload")
    reader = second_reader(folder.caseload_db, key)
    try:
        assert list(reader.execute("SELECT name FROM family")) == [("Gärdsmyg",)]
    finally:
        reader.close()


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("key", [secrets.token_bytes(32), bytes(32), None], ids=["another", "zeros", "none"])
def test_without_the_right_key_there_is_no_database(folder: DataFolder, name: str, key: bytes | None) -> None:
    reader = second_reader(folder.path / f"{name}.db", key)
    try:
        with pytest.raises(apsw.NotADBError):
            reader.execute(TABLES).fetchall()
    finally:
        reader.close()


def test_one_bit_of_the_key_is_enough_to_be_wrong(folder: DataFolder) -> None:
    key, _rows = ours(folder, "caseload")
    reader = second_reader(folder.caseload_db, bytes([key[0] ^ 1]) + key[1:])
    try:
        with pytest.raises(apsw.NotADBError):
            reader.execute(TABLES).fetchall()
    finally:
        reader.close()


def test_the_key_of_one_store_does_not_open_the_other(folder: DataFolder) -> None:
    key, _rows = ours(folder, "directory")
    reader = second_reader(folder.caseload_db, key)
    try:
        with pytest.raises(apsw.NotADBError):
            reader.execute(TABLES).fetchall()
    finally:
        reader.close()


@pytest.mark.parametrize("name", NAMES)
def test_plain_sqlite_sees_no_database(folder: DataFolder, name: str) -> None:
    path = folder.path / f"{name}.db"
    reader = sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)
    try:
        with pytest.raises(sqlite3.DatabaseError, match="not a database"):
            reader.execute(TABLES).fetchall()
    finally:
        reader.close()
    assert not path.read_bytes().startswith(b"SQLite format 3")
