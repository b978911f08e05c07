"""Opening an encrypted file. The one place that knows about SQLCipher."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from samtui.errors import Busy, Damaged, NoRoom, ReadOnly, Refused, SamtuiError
from samtui.language import _

CACHE_KIB = 65_536
SMALL_CACHE_KIB = 2_048
WAIT_SECONDS = 5.0

_PRAGMAS = (
    "temp_store=MEMORY",  # without it SQLCipher writes plain text to temporary files
    "foreign_keys=ON",
    "recursive_triggers=ON",  # without it REPLACE would get past the triggers that refuse a deletion
    "secure_delete=ON",
    "trusted_schema=OFF",
)
_WRITER_PRAGMAS = ("journal_mode=WAL", "synchronous=FULL", "journal_size_limit=8388608")


def connect(path: Path, key: bytes, *, read_only: bool = False, cache_kib: int = CACHE_KIB) -> Any:
    """A DB-API connection to an encrypted file that exists.

    Raises Damaged where the file is missing, empty, foreign, or does not open with ``key`` (32 bytes);
    Busy, ReadOnly or NoRoom where the system says so.
    """
    from sqlcipher3 import dbapi2

    refuse_missing_or_empty(path)
    mode = "ro" if read_only else "rw"
    with translated(path.name):
        connection = dbapi2.connect(
            f"{path.absolute().as_uri()}?mode={mode}",
            uri=True,
            timeout=WAIT_SECONDS,
            isolation_level=None,
            check_same_thread=False,
        )
        try:
            _prepare(connection, key, read_only=read_only, cache_kib=cache_kib)
        except BaseException:
            connection.close()
            raise
    return connection


def _prepare(connection: Any, key: bytes, *, read_only: bool, cache_kib: int) -> None:
    run = connection.execute
    run("PRAGMA cipher_log_level=NONE")  # otherwise the library writes over the screen
    run(f"PRAGMA key=\"x'{key.hex()}'\"")
    if not run("PRAGMA cipher_version").fetchone():
        raise Damaged(_("This SQLite cannot encrypt. Install samtui again with its own packages."))
    run("SELECT count(*) FROM sqlite_master").fetchone()  # a wrong key shows here, before any other pragma
    for pragma in (f"cache_size=-{cache_kib}", *_PRAGMAS, *(() if read_only else _WRITER_PRAGMAS)):
        run(f"PRAGMA {pragma}")


def make_file(path: Path) -> None:
    """A new empty file that its owner alone may read; the -wal and -shm beside it inherit that.

    Raises Refused where a file of that name is there.
    """
    with translated(path.name):
        try:
            os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
        except FileExistsError:
            raise Refused(
                _("There is already a file {path}; it has not been touched.", path=path.name)
            ) from None


def make_encrypted(path: Path, key: bytes) -> Any:
    """A connection to the empty file that :func:`make_file` made; from then on it is encrypted."""
    from sqlcipher3 import dbapi2

    with translated(path.name):
        connection = dbapi2.connect(str(path), isolation_level=None, check_same_thread=False)
        try:
            _prepare(connection, key, read_only=False, cache_kib=CACHE_KIB)
        except BaseException:
            connection.close()
            raise
    return connection


def refuse_missing_or_empty(path: Path) -> None:
    """SQLite would take an empty file for a new database; here it is damage."""
    try:
        size = path.stat().st_size
    except FileNotFoundError:
        raise Damaged(_("{file} is missing. Restore it from the newest backup.", file=path.name)) from None
    except OSError as error:
        raise translation(error, path.name) from None
    if size == 0:
        raise Damaged(_("{file} is empty. Restore it from the newest backup.", file=path.name))


@contextmanager
def translated(file: str) -> Iterator[None]:
    """Turns errors of SQLite and the system into sentences that name the file and nothing else."""
    from sqlcipher3 import dbapi2

    try:
        yield
    except (dbapi2.Error, sqlite3.Error, OSError) as error:
        raise translation(error, file) from None


def translation(error: BaseException, file: str) -> SamtuiError:
    """The sentence for an error of SQLite or of the system."""
    said = str(error).lower()
    if "full" in said or "no space" in said:
        return NoRoom(
            _("The disk is full, so {file} could not be written. Make room and try again.", file=file)
        )
    if "readonly" in said or "read-only" in said:
        return ReadOnly(_("{file} may not be written. Check who owns it and its folder.", file=file))
    if "locked" in said or "busy" in said:
        return Busy(_("Another program is using {file}. Wait a moment and try again.", file=file))
    if "unable to open" in said or "permission" in said:
        return ReadOnly(_("{file} cannot be opened. Check who owns it and its folder.", file=file))
    return Damaged(
        _("{file} is damaged or does not belong to its key. Restore it from the newest backup.", file=file)
    )
