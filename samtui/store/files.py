"""Files and folders that are written whole or not at all, and that only their owner may read."""

import errno
import os
import secrets
from pathlib import Path

from samtui import errors
from samtui.language import _

_NEW_BINARY = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
_FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
_FORBIDDEN = frozenset({errno.EACCES, errno.EPERM, errno.EROFS})
_FOLDER_CANNOT_SYNC = frozenset({errno.EINVAL, errno.ENOTSUP, errno.EBADF, errno.EACCES})
_NO_HARD_LINKS = frozenset({errno.EPERM, errno.ENOTSUP, errno.ENOSYS, errno.EMLINK, errno.EACCES})
_WINDOWS_HELD_BY_ANOTHER = frozenset({32, 33})


class Missing(errors.SamtuiError):
    """The file that was to be read is not there."""


def make_private_folder(path: Path) -> None:
    """Makes ``path`` and what is missing above it, for the owner only (0700), whatever the umask.

    A folder that is already there keeps its mode: it may be somebody's home, or shared on purpose.
    Raises :class:`~samtui.errors.Refused` where a file stands in the way, ``ReadOnly`` where the folder
    above may not be written, ``NoRoom`` where the disk is full.
    """
    if path.is_dir():
        return
    if path.parent != path:
        make_private_folder(path.parent)
    try:
        path.mkdir(mode=0o700)
        path.chmod(0o700)
    except FileExistsError as error:
        if not path.is_dir():
            raise errors.Refused(
                _("{path} is a file and not a folder; choose another place.", path=path)
            ) from error
    except OSError as error:
        raise _not_written(error, path) from error


def write_whole(path: Path, data: bytes, *, keep_previous: bool = False, new: bool = False) -> None:
    """Writes ``data`` to ``path``, readable by its owner only (0600): all of it or nothing at all.

    The bytes go to a file beside it, reach the disk, and take the name in one step. ``keep_previous``
    leaves the former contents in ``path`` + ``.bak``; ``new`` refuses to write over anything.
    Raises :class:`~samtui.errors.NoRoom`, ``ReadOnly``, ``Busy`` (Windows, held by another program),
    ``Refused`` (``new``, and something is there), otherwise ``SamtuiError``. After an error the former
    contents stand, and nothing half-written remains.
    """
    if new and path.exists():
        raise _already_there(path)
    if keep_previous and path.exists():
        write_whole(path.with_name(path.name + ".bak"), read_whole(path))
    try:
        temporary = _write_beside(path, data)
        try:
            _take_the_name(temporary, path, new=new)
        finally:
            temporary.unlink(missing_ok=True)
    except FileExistsError as error:
        raise _already_there(path) from error
    except OSError as error:
        raise _not_written(error, path) from error
    _sync_folder(path)


def read_whole(path: Path) -> bytes:
    """All bytes of ``path``. Raises :class:`Missing`, or ``SamtuiError`` where it cannot be read."""
    try:
        return path.read_bytes()
    except FileNotFoundError as error:
        raise Missing(_("There is no file {path}; see that the name is right.", path=path)) from error
    except OSError as error:
        raise errors.SamtuiError(
            _(
                "{path} cannot be read ({reason}); see that it is a file and that you may read it.",
                path=path,
                reason=error.strerror,
            )
        ) from error


def _write_beside(path: Path, data: bytes) -> Path:
    """A new file 0600 in the folder of ``path`` that holds ``data`` and has reached the disk."""
    temporary = path.with_name(f".samtui-{secrets.token_hex(8)}.tmp")
    descriptor = os.open(temporary, _NEW_BINARY, 0o600)
    try:
        try:
            rest = memoryview(data)
            while rest:
                rest = rest[os.write(descriptor, rest) :]
            temporary.chmod(0o600)
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    return temporary


def _take_the_name(temporary: Path, path: Path, *, new: bool) -> None:
    """Gives the finished file its name; with ``new``, FileExistsError where the name is taken."""
    if not new:
        temporary.replace(path)
    elif os.name == "nt":
        temporary.rename(path)
    else:
        try:
            path.hardlink_to(temporary)
        except OSError as error:
            if error.errno not in _NO_HARD_LINKS:
                raise
            if path.exists():
                raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST)) from error
            temporary.replace(path)


def _sync_folder(path: Path) -> None:
    """Sees to it that the new name survives a loss of power, where the system can promise that."""
    if os.name == "nt":
        return
    try:
        descriptor = os.open(path.parent, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
    except OSError as error:
        if error.errno in _FOLDER_CANNOT_SYNC:
            return
        raise errors.SamtuiError(
            _(
                "The file {path} is written, but the disk did not confirm it ({reason}); check the disk.",
                path=path,
                reason=error.strerror,
            )
        ) from error


def _already_there(path: Path) -> errors.Refused:
    return errors.Refused(_("There is already a file {path}; it has not been touched.", path=path))


def _not_written(error: OSError, path: Path) -> errors.SamtuiError:
    """The sentence for what the operating system said when ``path`` was to be written."""
    if error.errno in _FULL:
        return errors.NoRoom(
            _(
                "The disk is full, so {path} was not written and is as it was; make room and try again.",
                path=path,
            )
        )
    if getattr(error, "winerror", None) in _WINDOWS_HELD_BY_ANOTHER:
        return errors.Busy(
            _(
                "Another program holds {path}, so it was not written; close that program and try again.",
                path=path,
            )
        )
    if error.errno in _FORBIDDEN:
        return errors.ReadOnly(
            _(
                "{path} may not be written; see that the folder is yours and is not write-protected.",
                path=path,
            )
        )
    return errors.SamtuiError(
        _(
            "{path} could not be written ({reason}); see that the folder is there and try again.",
            path=path,
            reason=error.strerror,
        )
    )
