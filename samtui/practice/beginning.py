"""The first run: the stores that somebody begins with, and those of the fictional caseload."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from samtui.errors import Refused
from samtui.language import _
from samtui.practice import passphrase as passphrases
from samtui.store.folder import DataFolder
from samtui.store.keyfile import Cost
from samtui.store.recovery import new_recovery_key
from samtui.store.store import Store

if TYPE_CHECKING:
    from samtui.store.loading import Rows

DEMO_PASSPHRASE = "demo"  # noqa: S105  (it opens nothing but fiction)
DEMO_RECOVERY_KEY = "00000-00000-00000-00000-00000-00000-0000"

Progress = Callable[[int, int], None]
"""Told how many rows are in, and how many there will be."""

Step = Callable[[int], None]


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
) -> None:
    """Writes the fictional caseload and its directory, as they would stand on ``today``.

    Without ``families`` the twelve hand-written ones; with it that many generated ones, the same for the same
    ``seed``. The passphrase is :data:`DEMO_PASSPHRASE`. Raises Refused where the folder holds stores already;
    after an error nothing half-made remains.
    """
    _refuse_if_there(folder, wants_caseload=False)
    with _nothing_half_made(folder):
        directory_rows, caseload_rows = _demo_rows(today, families, seed)
        counted = _counter([directory_rows, caseload_rows], progress)
        _make_directory(folder, directory_rows, counted)
        store = folder.make_caseload(DEMO_PASSPHRASE, DEMO_RECOVERY_KEY, Cost.CHEAPEST)
        _fill(store, caseload_rows, counted, searched=False)


def _demo_rows(today: date, families: int | None, seed: int) -> "tuple[Rows, Rows]":
    from samtui.practice import demo

    if families is None:
        return demo.demo_directory(today), demo.demo_caseload(today)
    return demo.demo_directory(today), demo.generated_caseload(today, families, seed)


def _make_directory(folder: DataFolder, rows: "Rows | None" = None, step: Step | None = None) -> None:
    """A new directory store, ready for a search: with these rows, otherwise with the national catalogue."""
    if rows is None:
        from samtui.practice.catalogue import catalogue_rows

        rows = catalogue_rows()
    _fill(folder.make_directory(), rows, step, searched=True)


def _fill(store: Store, rows: "Rows", step: Step | None, *, searched: bool) -> None:
    from samtui.store.loading import insert_rows
    from samtui.store.search import index_all

    try:
        with store.load("begun") as connection:
            insert_rows(connection, rows, step)
            if searched:
                index_all(connection)
    finally:
        store.close()


def _counter(all_rows: "list[Rows]", progress: Progress | None) -> Step | None:
    if progress is None:
        return None
    total = sum(len(some) for rows in all_rows for some in rows.values())
    so_far = 0

    def step(more: int) -> None:
        nonlocal so_far
        so_far += more
        progress(so_far, total)

    progress(0, total)
    return step


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
