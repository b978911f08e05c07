"""The data folder: where the two stores, their keys and the backups lie."""

from pathlib import Path

from samtui import clock
from samtui.errors import Damaged, Refused
from samtui.language import _
from samtui.store import backup
from samtui.store.files import make_private_folder
from samtui.store.keyfile import Cost, KeyFile, load_or_make_plain_key
from samtui.store.schema import CASELOAD, DIRECTORY
from samtui.store.store import Store


class DataFolder:
    """One data folder. Holds no key and keeps nothing open."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.directory_db = path / "directory.db"
        self.directory_key = path / "directory.key"
        self.caseload_db = path / "caseload.db"
        self.caseload_key = path / "caseload.key.json"
        self.backups = path / "backups"

    @property
    def begun(self) -> bool:
        """Whether the first run has been: a directory, or a caseload, or the key of one, is there."""
        return any(f.exists() for f in (self.directory_db, self.caseload_db, self.caseload_key))

    @property
    def has_caseload(self) -> bool:
        """Whether there is a caseload to unlock (or what is left of one)."""
        return self.caseload_db.exists() or self.caseload_key.exists()

    def make_directory(self) -> Store:
        """A new directory store, its key beside it."""
        make_private_folder(self.path)
        return Store.create(self.directory_db, load_or_make_plain_key(self.directory_key), DIRECTORY)

    def make_caseload(self, passphrase: str, recovery_key: str, cost: Cost = Cost.STANDARD) -> Store:
        """A new caseload store behind a passphrase and a recovery key. Raises Refused where one is there."""
        if self.has_caseload:
            raise Refused(_("There is a caseload in this folder already. Choose another folder."))
        make_private_folder(self.path)
        key = KeyFile.create(self.caseload_key, passphrase, recovery_key, cost)
        try:
            return Store.create(self.caseload_db, key, CASELOAD)
        except BaseException:
            self.caseload_key.unlink(missing_ok=True)
            raise

    def open_directory(self) -> Store:
        """The directory store. Raises Damaged, TooNew, ReadOnly, Busy."""
        if not self.directory_key.exists():
            raise Damaged(
                _(
                    "The directory's key {file} is missing; the newest backup holds a copy.",
                    file=self.directory_key.name,
                )
            )
        return Store.open(self.directory_db, load_or_make_plain_key(self.directory_key), DIRECTORY)

    def unlock(self, secret: str) -> Store:
        """The caseload store, opened with the passphrase or the recovery key.

        Raises WrongSecret where neither fits, Damaged where a file is, TooNew, Busy, ReadOnly.
        """
        key = KeyFile.load(self.caseload_key).unlock(secret)
        return Store.open(self.caseload_db, key, CASELOAD)

    def pack(self, caseload: Store | None, target: Path | None, *, force: bool) -> Path:
        """One backup file of everything; in ``backups`` under the day's name where no target is given."""
        target = target or self.backups / f"samtui-{backup.stamp(clock.now())}.samtui"
        key = load_or_make_plain_key(self.directory_key)
        stores = [(self.directory_db, key, DIRECTORY)]
        key_files = [self.directory_key]
        if caseload is not None:
            stores.append((self.caseload_db, caseload.key, CASELOAD))
            key_files.append(self.caseload_key)
        backup.pack(stores, key_files, target, force=force)
        return target
