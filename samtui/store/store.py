"""One store: rows behind one door. Both the caseload and the directory are made by this."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from samtui.errors import Changed, Damaged, Refused
from samtui.language import _
from samtui.store import connection as file
from samtui.store import migrate, schema
from samtui.store.schema import Schema
from samtui.store.touched import families_of

if TYPE_CHECKING:
    from sqlalchemy import Connection, Engine
    from sqlmodel import Session

    from samtui.models.base import Edited

    Row = TypeVar("Row", bound=Edited)


@dataclass(frozen=True)
class Change:
    """What one passage through the door changed: why, which tables, which families."""

    what: str
    tables: frozenset[str]
    families: frozenset[int]


class Store:
    """An open store. Reads and changes may come from any thread; each gets its own connection."""

    def __init__(self, path: Path, key: bytes, kind: Schema) -> None:
        self.path = path
        self.kind = kind
        self.listeners: list[Callable[[Change], None]] = []
        self.before_commit: list[Callable[[Session, list[Any]], None]] = []
        self._key = key
        self._engine = _engine(path, key)

    @classmethod
    def create(cls, path: Path, key: bytes, kind: Schema) -> "Store":
        """A new store at ``path``; what is half made is taken away if it fails.

        Raises Refused where a file of that name is there; it is not touched.
        """
        file.make_file(path)
        store = cls(path, key, kind)
        try:
            file.make_encrypted(path, key).close()
            with store._writing() as connection:
                schema.create(connection, kind)
        except BaseException:
            store._engine.dispose()
            for name in (path, *_beside(path)):
                name.unlink(missing_ok=True)
            raise
        return store

    @classmethod
    def open(cls, path: Path, key: bytes, kind: Schema) -> "Store":
        """An existing store, migrated if it is of an older version.

        Raises Damaged (missing, empty, foreign, another key), TooNew, ReadOnly, Busy, NoRoom.
        """
        migrate.bring_up_to_date(path, key, kind)
        return cls(path, key, kind)

    @contextmanager
    def read(self) -> Iterator["Connection"]:
        """A connection for reading: one view of the store from the first statement to the last."""
        with self._sentences(), self._engine.connect() as connection:
            yield connection

    @contextmanager
    def change(self, what: str) -> Iterator["Session"]:
        """The one door for changes. ``what`` says in a few words what is done ("minutes locked").

        Takes the write lock at once, commits at the end, and tells the listeners what changed. If anything
        fails, nothing has changed.
        """
        from sqlmodel import Session

        touched: list[Any] = []
        writer = self._engine.execution_options(write=True)
        with self._sentences(), Session(writer, expire_on_commit=False) as session:
            _count_versions(session, touched)
            session.connection()
            yield session
            session.flush()
            for step in self.before_commit:
                step(session, touched)
            change = Change(
                what,
                frozenset(row.__tablename__ for row in touched),
                families_of(session.connection(), touched),
            )
            session.commit()
        self._tell(change)

    @contextmanager
    def load(self, what: str) -> Iterator["Connection"]:
        """The door for many rows at once, without objects: for imports and the fictional caseload."""
        with self._writing() as connection:
            yield connection
        self._tell(Change(what, frozenset({"*"}), frozenset()))

    def close(self) -> None:
        """Closes every connection; the last one out takes the -wal with it."""
        self._engine.dispose()
        self._key = b""

    @property
    def key(self) -> bytes:
        """The store's key, for copies that are to open with it; gone once the store is closed."""
        return self._key

    def separate_connection(self, *, cache_kib: int = file.SMALL_CACHE_KIB) -> Any:
        """A DB-API connection of its own with a small cache, for backups and checks. The caller closes it."""
        return file.connect(self.path, self._key, cache_kib=cache_kib)

    @contextmanager
    def _writing(self) -> Iterator["Connection"]:
        with self._sentences(), self._engine.execution_options(write=True).begin() as connection:
            yield connection

    @contextmanager
    def _sentences(self) -> Iterator[None]:
        from sqlalchemy.exc import DatabaseError, IntegrityError

        try:
            yield
        except IntegrityError:
            raise
        except DatabaseError as error:
            raise file.translation(error.orig or error, self.path.name) from None

    def _tell(self, change: Change) -> None:
        for listener in self.listeners:
            listener(change)


def for_edit(session: "Session", kind: "type[Row]", row_id: int, version: int | None = None) -> "Row":
    """The row to be changed. Raises Refused where it is gone, Changed where somebody saved it meanwhile."""
    row = session.get(kind, row_id)
    if row is None:
        raise Refused(_("This is no longer there. Somebody removed it meanwhile."))
    if version is not None and row.version != version:
        raise Changed(_("Somebody saved this meanwhile. Your text is kept as a draft; look at both."))
    return row


def _count_versions(session: "Session", touched: list[Any]) -> None:
    from sqlalchemy import event

    from samtui.models.base import Edited

    def count(session: "Session", *_rest: object) -> None:
        for row in session.dirty:
            if session.is_modified(row):
                touched.append(row)
                if isinstance(row, Edited):
                    row.version += 1
        touched.extend(session.new)
        touched.extend(session.deleted)

    event.listen(session, "before_flush", count)


def _engine(path: Path, key: bytes) -> "Engine":
    from sqlalchemy import create_engine, event
    from sqlalchemy.pool import QueuePool
    from sqlcipher3 import dbapi2

    engine = create_engine(
        f"sqlite:///{path.name}",  # the real path and the key are known to the creator alone
        module=dbapi2,
        creator=lambda: file.connect(path, key),
        poolclass=QueuePool,
        pool_size=2,
        max_overflow=2,
        hide_parameters=True,  # no value of a row in an error's text
    )

    @event.listens_for(engine, "begin")
    def begin(connection: "Connection") -> None:
        writes = connection.get_execution_options().get("write")
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    return engine


def _beside(path: Path) -> tuple[Path, ...]:
    return tuple(path.with_name(path.name + ending) for ending in ("-wal", "-shm", "-journal"))


def looks_whole(path: Path, key: bytes, kind: Schema, *, in_use: bool = False) -> None:
    """Raises Damaged where the file is not one of ours or a page of it does not verify."""
    connection = file.connect(path, key, read_only=not in_use, cache_kib=file.SMALL_CACHE_KIB)
    try:
        with file.translated(path.name):
            mark = connection.execute("PRAGMA application_id").fetchone()[0]
            pages = connection.execute("PRAGMA cipher_integrity_check").fetchall()
            rows = connection.execute("PRAGMA quick_check(1)").fetchall()
    finally:
        connection.close()
    if mark != kind.application_id or pages or rows != [("ok",)]:
        raise Damaged(_("{file} is damaged. Restore it from the newest backup.", file=path.name))
