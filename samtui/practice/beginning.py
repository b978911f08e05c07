"""The first run: the stores that somebody begins with, and those of the fictional caseload."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from samtui.errors import Refused
from samtui.language import _
from samtui.practice import passphrase as passphrases
from samtui.store.folder import DataFolder
from samtui.store.keyfile import Cost
from samtui.store.recovery import new_recovery_key
from samtui.store.store import Store

if TYPE_CHECKING:
    from sqlmodel import SQLModel

    from samtui.store.loading import Rows

DEMO_PASSPHRASE = "demo"
DEMO_RECOVERY_KEY = "00000-00000-00000-00000-00000-00000-0000"

Progress = Callable[[int, int], None]
"""Told how many families are in, and how many there will be."""

_PAGES_AT_ONCE = 100


def begin(
    folder: DataFolder,
    *,
    passphrase: str | None = None,
    recovery_key: str | None = None,
    cost: Cost = Cost.STANDARD,
) -> str | None:
    """Makes the stores of a first run, and gives the caseload's recovery key where there is a caseload.

    The directory gets the national catalogue. A guide without a passphrase has the directory alone, and may
    begin the caseload later, with a passphrase. Raises Refused where the passphrase will not do or what is
    asked for is there already; after an error nothing half-made remains.
    """
    _refuse_if_there(folder, wants_caseload=passphrase is not None)
    if passphrase is None:
        with _nothing_half_made(folder):
            _make_directory(folder)
        return None
    passphrases.check(passphrase)
    key = recovery_key or new_recovery_key()
    with _nothing_half_made(folder):
        if not folder.directory_db.exists():
            _make_directory(folder)
        folder.make_caseload(passphrase, key, cost).close()
    return key


def write_demo(
    folder: DataFolder,
    today: date,
    families: int | None = None,
    seed: int = 1,
    progress: Progress | None = None,
    *,
    caseload: bool = True,
) -> None:
    """Writes the fictional caseload and its directory, as they would stand on ``today``.

    Without ``families`` the twelve hand-written ones; with it that many generated ones, the same for the same
    ``seed``; without ``caseload`` the directory alone, as a guide has it. The passphrase is
    :data:`DEMO_PASSPHRASE`. Raises Refused where the folder holds stores already; after an error nothing
    half-made remains.
    """
    from samtui.practice import demo

    _refuse_if_there(folder, wants_caseload=False)
    with _nothing_half_made(folder):
        _make_directory(folder, demo.demo_directory(today))
        if not caseload:
            return
        pages = (
            iter([demo.demo_caseload(today)])
            if families is None
            else demo.generated_caseload(families, seed, today)
        )
        store = folder.make_caseload(DEMO_PASSPHRASE, DEMO_RECOVERY_KEY, Cost.CHEAPEST)
        try:
            _fill_caseload(store, pages, families or 1, progress)
        finally:
            store.close()


def _make_directory(folder: DataFolder, rows: "Rows | None" = None) -> None:
    """A new directory store, ready for a search: with these rows, otherwise with the national catalogue."""
    from samtui.practice.catalogue import catalogue_rows
    from samtui.store.loading import insert_rows
    from samtui.store.search import index_all

    store = folder.make_directory()
    try:
        with store.load("begun") as connection:
            insert_rows(connection, catalogue_rows() if rows is None else rows)
            index_all(connection)
    finally:
        store.close()


def _fill_caseload(store: Store, pages: "Iterator[Rows]", total: int, progress: Progress | None) -> None:
    from samtui.store.loading import insert_rows

    done = 0
    with store.load("begun") as connection:
        while some := list(islice(pages, _PAGES_AT_ONCE)):
            insert_rows(connection, _together(some))
            done += len(some)
            if progress:
                progress(done, total)


def _together(pages: "list[Rows]") -> "Rows":
    whole: dict[type[SQLModel], list[Mapping[str, Any]]] = {}
    for page in pages:
        for table, rows in page.items():
            whole.setdefault(table, []).extend(rows)
    return whole


def _refuse_if_there(folder: DataFolder, *, wants_caseload: bool) -> None:
    if folder.has_caseload if wants_caseload else folder.begun:
        raise Refused(
            _(
                "{folder} is in use already; nothing in it was touched. Choose another.",
                folder=folder.path,
            )
        )


@contextmanager
def _nothing_half_made(folder: DataFolder) -> Iterator[None]:
    """Takes away what was made inside the block, and no more than that, where the block fails."""
    ours = (folder.directory_db, folder.directory_key, folder.caseload_db, folder.caseload_key)
    before = {path: path.exists() for path in (folder.path, *ours)}
    try:
        yield
    except BaseException:
        for path in ours:
            if not before[path]:
                _take_away(path)
        if not before[folder.path] and folder.path.is_dir() and not any(folder.path.iterdir()):
            folder.path.rmdir()
        raise


def _take_away(path: Path) -> None:
    for ending in ("", "-wal", "-shm", "-journal"):
        path.with_name(path.name + ending).unlink(missing_ok=True)
