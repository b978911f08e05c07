"""A desk in tests: stores that somebody has begun, the app on them, and what stands on its screen."""

import asyncio
import atexit
import os
import shutil
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from functools import cache
from pathlib import Path

from textual import events
from textual.pilot import Pilot

from samtui.app import Samtui
from samtui.options import Options
from samtui.practice.beginning import begin
from samtui.store.drafts import drafts
from samtui.store.folder import DataFolder
from samtui.store.keyfile import Cost

PASSPHRASE = "Fyra vilda hästar springer"
RECOVERY_KEY = "00000-00000-00000-00000-00000-00000-0000"
ROOT = Path(__file__).parent.parent
PATIENCE = 20.0

_BORDERS = str.maketrans(dict.fromkeys("│╱▌╭╮╰╯─", " "))

Desk = Pilot[str]
"""Somebody at the keys of the app."""


def begun(path: Path, *, guide: bool = False) -> DataFolder:
    """The stores of somebody who has been through the first run; a guide has no caseload."""
    return DataFolder(shutil.copytree(_begun_once(guide), path))


@cache
def _begun_once(guide: bool) -> Path:
    """Such stores, made once in each process that tests, to be copied."""
    path = Path(tempfile.mkdtemp(prefix="samtui-tests-"))
    atexit.register(shutil.rmtree, path, ignore_errors=True)
    begin(
        DataFolder(path / "data"),
        passphrase=None if guide else PASSPHRASE,
        recovery_key=None if guide else RECOVERY_KEY,
        cost=Cost.CHEAPEST,
    )
    return path / "data"


def app_on(folder: DataFolder, language: str = "en", *, secret: str | None = None) -> Samtui:
    """The app as ``samtui --data-dir`` starts it."""
    return Samtui(Options(folder.path, folder.path.parent / "settings.toml", language, secret=secret))


def unlocked(folder: DataFolder, language: str = "en") -> Samtui:
    """The app that unlocks the caseload by itself, as with ``--passphrase-file``."""
    return app_on(folder, language, secret=PASSPHRASE)


def at(app: Samtui, columns: int = 100, rows: int = 30) -> AbstractAsyncContextManager[Desk]:
    """Somebody sits down at the app; toasts are shown."""
    return app.run_test(size=(columns, rows), notifications=True)


async def until(desk: Desk, holds: Callable[[], object], what: str = "") -> None:
    """Lets the app work until something holds; fails, and shows the screen, where it never does."""
    deadline = time.monotonic() + PATIENCE
    while not holds():
        if desk.app._exception is not None:
            raise desk.app._exception
        assert time.monotonic() < deadline, f"never came: {what}\n{seen(desk.app)}"
        await asyncio.sleep(0.01)


async def write(desk: Desk, text: str) -> None:
    """Writes into the field that has the focus, as pasting does: a key at a time would take its time."""
    desk.app.post_message(events.Paste(text))
    await desk.pause()


async def until_seen(desk: Desk, *texts: str) -> None:
    """Waits until all of the texts stand on the screen, be they broken over lines."""
    await until(desk, lambda: all(text in in_one_line(seen(desk.app)) for text in texts), repr(texts))


async def until_on(desk: Desk, screen: str) -> None:
    """Waits until the screen of that name is on top and shows what it has read."""
    await until(desk, lambda: type(desk.app.screen).__name__ == screen, screen)
    await until(desk, lambda: not _reading(desk.app), f"{screen}, read")
    await desk.pause()


async def until_ended(desk: Desk) -> None:
    """Waits until the app has ended."""
    await until(desk, lambda: desk.app._exit, "the end")


def _reading(app: Samtui) -> bool:
    return any(worker.group in ("read", "start") and not worker.is_finished for worker in app.workers)


def seen(app: Samtui) -> str:
    """What stands on the screen, line by line."""
    return "\n".join(strip.text.rstrip() for strip in app.screen._compositor.render_strips())


def in_one_line(text: str) -> str:
    """What stands on a screen as one line: without borders and breaks."""
    return " ".join(text.translate(_BORDERS).split())


def kept_drafts(folder: DataFolder) -> dict[str, str]:
    """The drafts in a caseload that nobody has open: place and fields."""
    store = folder.unlock(PASSPHRASE)
    try:
        with store.read() as connection:
            return {draft.place: draft.fields for draft in drafts(connection)}
    finally:
        store.close()


def environment(home: Path, **more: str) -> dict[str, str]:
    """For a process of its own that reads and writes nothing outside ``home``; its temporary folder is there too."""
    kept = {name: os.environ[name] for name in ("PATH", "SYSTEMROOT", "TZDIR") if name in os.environ}
    for name in ("tmp", "local"):
        (home / name).mkdir(parents=True, exist_ok=True)
    return {
        **kept,
        "HOME": str(home),
        "USERPROFILE": str(home),
        "LOCALAPPDATA": str(home / "local"),
        "XDG_CONFIG_HOME": str(home / "config"),
        "XDG_DATA_HOME": str(home / "data"),
        "XDG_STATE_HOME": str(home / "state"),
        "XDG_CACHE_HOME": str(home / "cache"),
        "TMPDIR": str(home / "tmp"),
        "TEMP": str(home / "tmp"),
        "SQLITE_TMPDIR": str(home / "tmp"),
        "PYTHONPATH": os.pathsep.join([str(ROOT), str(ROOT / "tests")]),
        "SAMTUI_LANG": "en",
        "TERM": "xterm-256color",
        **more,
    }


def program(*arguments: str | Path) -> list[str]:
    """The command line of ``python -m samtui``."""
    return [sys.executable, "-m", "samtui", *map(str, arguments)]
