"""What lies on the desk while the app runs: the open stores, the settings, and where it all is kept.

Light to import: the stores themselves are imported when they are opened.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from samtui.settings import Settings

if TYPE_CHECKING:
    from samtui.store.store import Change, Store


@dataclass
class Desk:
    """The open stores. ``caseload`` is None while it is locked, and always for a guide without one."""

    path: Path
    settings_file: Path
    settings: Settings
    demo: bool = False
    directory: "Store | None" = None
    caseload: "Store | None" = None
    told: list[Callable[["Change"], None]] = field(default_factory=list)

    def open_directory(self) -> None:
        """Opens the directory store. Slow the first time: it imports what stores need."""
        from samtui.store.directory import keep_index
        from samtui.store.folder import DataFolder

        store = DataFolder(self.path).open_directory()
        store.before_commit.append(keep_index)
        store.listeners.append(self._tell)
        self.directory = store

    def unlock(self, secret: str) -> None:
        """Opens the caseload with the passphrase or the recovery key. Raises what ``DataFolder.unlock`` does."""
        from samtui.store.folder import DataFolder
        from samtui.store.store import Change

        store = DataFolder(self.path).unlock(secret)
        store.listeners.append(self._tell)
        self.caseload = store
        self._tell(Change("unlocked", frozenset({"*"}), frozenset()))

    def close(self) -> None:
        """Closes both stores; the keys are gone with them."""
        for store in (self.caseload, self.directory):
            if store is not None:
                store.close()
        self.caseload = self.directory = None

    def _tell(self, change: "Change") -> None:
        for listener in self.told:
            listener(change)
