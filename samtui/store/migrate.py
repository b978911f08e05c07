"""Bringing an older store up to date. Alembic is imported only when a step is due.

A step that makes a table anew says ``table_kwargs={"sqlite_autoincrement": True}``, or the table would give
the ids of removed rows again.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from samtui.errors import Damaged, TooNew
from samtui.language import _
from samtui.store import connection as file
from samtui.store import schema
from samtui.store.schema import Schema

if TYPE_CHECKING:
    from alembic.config import Config
    from sqlalchemy import Connection

_VERSION_TABLE = "alembic_version"
_SCRIPTS = Path(__file__).parent / "migrations"


def bring_up_to_date(path: Path, key: bytes, kind: Schema) -> None:
    """Migrates the store where its version is older than ``kind.head``; a backup is made first.

    Raises TooNew where a newer samtui wrote it, Damaged where the file is not one of ours.
    """
    version, mark = _stamp_of(path, key)
    if mark != kind.application_id:
        raise Damaged(_("{file} is not a samtui store. Restore it from the newest backup.", file=path.name))
    if version > kind.head:
        raise TooNew(
            _(
                "{file} was written by a newer samtui. Update the program; nothing was touched.",
                file=path.name,
            )
        )
    if version < kind.head:
        from samtui.store import backup

        backup.before_migration(path, key, kind)
        _upgrade(path, key, kind)


def _stamp_of(path: Path, key: bytes) -> tuple[int, int]:
    connection = file.connect(path, key, cache_kib=file.SMALL_CACHE_KIB)
    try:
        version = connection.execute("PRAGMA user_version").fetchone()[0]
        return version, connection.execute("PRAGMA application_id").fetchone()[0]
    finally:
        connection.close()


def configuration(kind: Schema, connection: "Connection | None" = None) -> "Config":
    """Alembic's configuration for one kind of store, working on ``connection``."""
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(_SCRIPTS / kind.name))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    config.attributes["metadata"] = kind.metadata()
    return config


@contextmanager
def known_to_alembic(connection: "Connection", kind: Schema) -> Iterator[None]:
    """Tells Alembic the store's version while it works; afterwards the store's own stamp is the truth."""
    version = connection.exec_driver_sql("PRAGMA user_version").scalar_one()
    connection.exec_driver_sql(f"CREATE TABLE {_VERSION_TABLE} (version_num VARCHAR(32) NOT NULL)")
    if version:
        connection.exec_driver_sql(f"INSERT INTO {_VERSION_TABLE} VALUES ('{version:04d}')")
    yield
    connection.exec_driver_sql(f"DROP TABLE {_VERSION_TABLE}")
    schema.stamp(connection, kind)


def _upgrade(path: Path, key: bytes, kind: Schema) -> None:
    """All steps in one transaction, with foreign keys off while tables are made anew.

    Triggers are away meanwhile: one that names a table keeps that table from being made anew. Raises Damaged
    where a step fails, or NoRoom, Busy, ReadOnly; the store is then as it was.
    """
    from alembic import command
    from sqlalchemy import create_engine
    from sqlalchemy.pool import StaticPool
    from sqlcipher3 import dbapi2

    raw = file.connect(path, key)
    raw.execute("PRAGMA foreign_keys=OFF")  # outside the transaction, or it does nothing
    engine = create_engine(
        "sqlite://", module=dbapi2, creator=lambda: raw, poolclass=StaticPool, hide_parameters=True
    )
    try:
        with file.translated(path.name), _as_it_was(path.name), engine.connect() as connection:
            connection.exec_driver_sql("BEGIN EXCLUSIVE")
            last_ids = _last_ids(connection)
            _drop_triggers(connection)
            with known_to_alembic(connection, kind):
                command.upgrade(configuration(kind, connection), "head")
            schema.run_extras(connection, kind)
            _keep_last_ids(connection, last_ids)
            if connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall():
                raise _not_updated(path.name)
            connection.exec_driver_sql("COMMIT")
    finally:
        raw.close()


def _drop_triggers(connection: "Connection") -> None:
    names = (
        connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'trigger'").scalars().all()
    )
    for name in names:
        connection.exec_driver_sql(f'DROP TRIGGER "{name}"')


def _last_ids(connection: "Connection") -> dict[str, int]:
    """The last id ever given in each table."""
    if not connection.exec_driver_sql("SELECT 1 FROM sqlite_master WHERE name = 'sqlite_sequence'").scalar():
        return {}
    rows = connection.exec_driver_sql("SELECT name, seq FROM sqlite_sequence")
    return {str(name): int(last) for name, last in rows}


def _keep_last_ids(connection: "Connection", last_ids: dict[str, int]) -> None:
    """A table that was made anew counts from its highest row, and would give a removed row's id again."""
    now = _last_ids(connection)
    for name, last in last_ids.items():
        if now.get(name, 0) < last and _counts_ids(connection, name):
            connection.exec_driver_sql("DELETE FROM sqlite_sequence WHERE name = ?", (name,))
            connection.exec_driver_sql("INSERT INTO sqlite_sequence (name, seq) VALUES (?, ?)", (name, last))


def _counts_ids(connection: "Connection", table: str) -> bool:
    made = connection.exec_driver_sql("SELECT sql FROM sqlite_master WHERE name = ?", (table,)).scalar()
    return made is not None and "AUTOINCREMENT" in made


@contextmanager
def _as_it_was(name: str) -> Iterator[None]:
    """Says in a sentence why a step failed."""
    from alembic.util import CommandError
    from sqlalchemy.exc import SQLAlchemyError

    try:
        yield
    except (SQLAlchemyError, CommandError) as error:
        reason = file.translation(getattr(error, "orig", None) or error, name)
        raise (_not_updated(name) if isinstance(reason, Damaged) else reason) from None


def _not_updated(name: str) -> Damaged:
    return Damaged(_("{file} could not be updated; it is as it was.", file=name))
