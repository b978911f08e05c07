"""Whether the stores, their keys, the backups and the folder are as they should be."""

import hashlib
import json
import os
import re
import sys
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from samtui.errors import Damaged, SamtuiError
from samtui.language import N_, _
from samtui.store.connection import refuse_missing_or_empty
from samtui.store.folder import DataFolder
from samtui.store.keyfile import KeyFile, load_or_make_plain_key
from samtui.store.schema import CASELOAD, DIRECTORY
from samtui.store.store import looks_whole

LEAST_SQLITE = (3, 51, 3)
"""The first version without the fault that can damage a store which two programs write to (WAL reset)."""

_MOUNTS = Path("/proc/mounts")
_NETWORK = re.compile(r"(?:nfs\d?|cifs|smb\d?|smbfs|9p|afs|ceph|fuse\.(?:sshfs|rclone|davfs2?|glusterfs))$")
_SYNCHRONISED = (
    ("OneDrive", re.compile(r"onedrive\b.*", re.IGNORECASE)),
    ("Dropbox", re.compile(r"dropbox\b.*", re.IGNORECASE)),
    ("iCloud", re.compile(r"iclouddrive|mobile documents|com~apple~clouddocs|icloud\b.*", re.IGNORECASE)),
    ("Google Drive", re.compile(r"google ?drive\b.*|my drive|min enhet", re.IGNORECASE)),
    ("Nextcloud", re.compile(r"nextcloud|owncloud", re.IGNORECASE)),
)


class Severity(StrEnum):
    """How bad a finding is. Only what is damaged makes the check fail."""

    DAMAGED = "damaged"
    WARNING = "warning"
    NOTE = "note"

    @property
    def said(self) -> str:
        """The message for people, to be translated where it is shown."""
        return _SAID[self]


_SAID = {
    Severity.DAMAGED: N_("damaged"),
    Severity.WARNING: N_("warning"),
    Severity.NOTE: N_("good to know"),
}


@dataclass(frozen=True)
class Finding:
    """One thing that is not as it should be: what and where it is, how bad, and what to do about it."""

    what: str
    where: str
    severity: Severity
    advice: str


def examine(folder: DataFolder, secret: str | None) -> list[Finding]:
    """Everything that is not as it should be, the worst first.

    Without ``secret`` the caseload itself stays closed, and a note says so. Raises WrongSecret where nothing
    opens with it, SamtuiError where the folder is empty.
    """
    if not folder.begun:
        raise SamtuiError(_("There is nothing in {folder} yet. Begin with samtui init.", folder=folder.path))
    found = [
        *_program(),
        *_directory(folder),
        *_caseload(folder, secret),
        *_backups(folder),
        *_permissions(folder),
        *_place(folder.path),
    ]
    order = tuple(Severity)
    return sorted(found, key=lambda finding: order.index(finding.severity))


def _program() -> Iterator[Finding]:
    from sqlcipher3 import dbapi2

    if tuple(int(part) for part in dbapi2.sqlite_version.split(".")) < LEAST_SQLITE:
        yield Finding(
            _("The database library is {version}, which is too old.", version=dbapi2.sqlite_version),
            "sqlite",
            Severity.WARNING,
            _("Install samtui again with its own packages."),
        )


def _directory(folder: DataFolder) -> Iterator[Finding]:
    if not folder.directory_key.exists():
        yield _damaged(folder.directory_key, _("The directory's key is missing."))
        return
    yield from _whole(
        folder.directory_db,
        lambda: looks_whole(
            folder.directory_db, load_or_make_plain_key(folder.directory_key), DIRECTORY, in_use=True
        ),
    )


def _caseload(folder: DataFolder, secret: str | None) -> Iterator[Finding]:
    if not folder.has_caseload:
        return
    try:
        keys = KeyFile.load(folder.caseload_key)
    except Damaged as error:
        yield _damaged(folder.caseload_key, str(error))
        return
    if not keys.intact:
        yield _damaged(folder.caseload_key, _("The key file is not as it was written."))
    yield from _slots(keys)
    if secret is None:
        yield from _whole(folder.caseload_db, lambda: refuse_missing_or_empty(folder.caseload_db))
        yield Finding(
            _("The caseload was not opened, so what is in it was not checked."),
            folder.caseload_db.name,
            Severity.NOTE,
            _("Check again with the passphrase."),
        )
        return
    try:
        key = keys.unlock(secret)
    except Damaged as error:
        yield _damaged(folder.caseload_key, str(error))
        return
    yield from _whole(folder.caseload_db, lambda: looks_whole(folder.caseload_db, key, CASELOAD, in_use=True))


def _slots(keys: KeyFile) -> Iterator[Finding]:
    for kind, said in (
        ("passphrase", _("No passphrase opens the caseload.")),
        ("recovery", _("No recovery key opens the caseload.")),
    ):
        if kind not in keys.slot_kinds():
            yield _damaged(keys.path, said)


def _whole(path: Path, look: Callable[[], None]) -> Iterator[Finding]:
    try:
        look()
    except Damaged as error:
        yield _damaged(path, str(error))
    except SamtuiError as error:
        yield Finding(str(error), path.name, Severity.WARNING, _("See to that, and check again."))


def _backups(folder: DataFolder) -> Iterator[Finding]:
    for path in sorted(folder.backups.glob("*.samtui")):
        if not _reads_back(path):
            yield Finding(
                _("This backup cannot be read back."),
                f"{folder.backups.name}/{path.name}",
                Severity.DAMAGED,
                _("Make a new backup, and remove this one."),
            )


def _reads_back(path: Path) -> bool:
    try:
        with zipfile.ZipFile(path) as archive:
            files: dict[str, str] = json.loads(archive.read("manifest.json"))["files"]
            return all(
                hashlib.sha256(archive.read(name)).hexdigest() == digest for name, digest in files.items()
            )
    except (OSError, zipfile.BadZipFile, ValueError, KeyError, TypeError, AttributeError):
        return False


def _permissions(folder: DataFolder) -> Iterator[Finding]:
    if os.name == "nt":
        return
    files = (folder.directory_db, folder.directory_key, folder.caseload_db, folder.caseload_key)
    for path in (folder.path, folder.backups, *files, *sorted(folder.backups.glob("*"))):
        if path.exists() and path.stat().st_mode & 0o077:
            wanted = "700" if path.is_dir() else "600"
            yield Finding(
                _("Others on this computer may read or open it."),
                str(path.relative_to(folder.path)) if path != folder.path else str(path),
                Severity.WARNING,
                _("Give it to its owner alone: chmod {mode}.", mode=wanted),
            )


def _place(path: Path) -> Iterator[Finding]:
    for part in {*path.parts, *path.resolve().parts}:
        for service, pattern in _SYNCHRONISED:
            if pattern.fullmatch(part):
                yield _badly_placed(path, _("The folder is copied elsewhere by {service}.", service=service))
                return
    if _on_the_network(path.resolve()):
        yield _badly_placed(path, _("The folder lies on another computer, reached over the network."))


def _badly_placed(path: Path, what: str) -> Finding:
    return Finding(
        what,
        str(path),
        Severity.WARNING,
        _("Move it to a folder on this computer alone; stores that are copied while in use get damaged."),
    )


def _on_the_network(path: Path) -> bool:
    if sys.platform == "win32":
        import ctypes

        remote = 4
        return path.drive.startswith("\\\\") or ctypes.windll.kernel32.GetDriveTypeW(path.anchor) == remote
    try:
        lines = _MOUNTS.read_text("utf-8", "replace").splitlines()
    except OSError:
        return False
    mounts = [line.split(" ")[1:3] for line in lines if line.count(" ") >= 2]
    above = [(place, kind) for place, kind in mounts if path.is_relative_to(place.replace("\\040", " "))]
    return bool(above) and _NETWORK.match(max(above, key=lambda mount: len(mount[0]))[1]) is not None


def _damaged(path: Path, what: str) -> Finding:
    return Finding(what, path.name, Severity.DAMAGED, _("Restore it from the newest backup."))
