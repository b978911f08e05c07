"""Files that are written whole or not at all, and that only their owner may read."""

import errno
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from samtui import errors
from samtui.store import files

posix = pytest.mark.skipif(os.name == "nt", reason="modes and umask are POSIX")


@contextmanager
def umask(mask: int) -> Iterator[None]:
    before = os.umask(mask)
    try:
        yield
    finally:
        os.umask(before)


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def failing(number: int):
    def fail(*arguments: object, **options: object) -> None:
        raise OSError(number, os.strerror(number))

    return fail


def names(folder: Path) -> list[str]:
    return sorted(entry.name for entry in folder.iterdir())


@posix
@pytest.mark.parametrize("mask", [0, 0o022, 0o777])
def test_a_private_folder_is_the_owners_whatever_the_umask(tmp_path: Path, mask: int) -> None:
    with umask(mask):
        files.make_private_folder(tmp_path / "samtui" / "caseload" / "backups")
    assert mode(tmp_path / "samtui") == 0o700
    assert mode(tmp_path / "samtui" / "caseload") == 0o700
    assert mode(tmp_path / "samtui" / "caseload" / "backups") == 0o700


@posix
def test_a_folder_that_is_there_keeps_its_mode_and_its_files(tmp_path: Path) -> None:
    shared = tmp_path / "shared"
    shared.mkdir()
    shared.chmod(0o750)
    (shared / "letter.txt").write_text("kept")
    files.make_private_folder(shared)
    assert mode(shared) == 0o750
    assert names(shared) == ["letter.txt"]


def test_a_file_in_the_way_of_a_folder_is_refused_and_kept(tmp_path: Path) -> None:
    (tmp_path / "samtui").write_text("a file")
    with pytest.raises(errors.Refused, match="not a folder"):
        files.make_private_folder(tmp_path / "samtui")
    assert (tmp_path / "samtui").read_text() == "a file"


def test_a_folder_where_one_may_not_write_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Path, "mkdir", failing(errno.EACCES))
    with pytest.raises(errors.ReadOnly, match="may not be written"):
        files.make_private_folder(tmp_path / "samtui")


@posix
@pytest.mark.parametrize("mask", [0, 0o022, 0o777])
def test_a_written_file_is_the_owners_whatever_the_umask(tmp_path: Path, mask: int) -> None:
    path = tmp_path / "caseload.key.json"
    with umask(mask):
        files.write_whole(path, b"first")
        files.write_whole(path, b"second", keep_previous=True)
    assert mode(path) == 0o600
    assert mode(tmp_path / "caseload.key.json.bak") == 0o600


def test_what_is_written_is_what_is_read(tmp_path: Path) -> None:
    data = bytes(range(256)) * 5000 + b"\r\n\x1a\n"
    files.write_whole(tmp_path / "copy", data)
    assert files.read_whole(tmp_path / "copy") == data
    assert names(tmp_path) == ["copy"]


def test_an_empty_file_can_be_written(tmp_path: Path) -> None:
    files.write_whole(tmp_path / "empty", b"")
    assert files.read_whole(tmp_path / "empty") == b""


def test_the_disk_may_take_a_little_at_a_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write = os.write
    monkeypatch.setattr(os, "write", lambda descriptor, data: write(descriptor, data[:3]))
    files.write_whole(tmp_path / "copy", b"0123456789")
    assert files.read_whole(tmp_path / "copy") == b"0123456789"


def test_the_previous_contents_are_kept_on_request_only(tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    files.write_whole(path, b"one")
    files.write_whole(path, b"two")
    assert names(tmp_path) == ["settings.toml"]
    files.write_whole(path, b"three", keep_previous=True)
    assert names(tmp_path) == ["settings.toml", "settings.toml.bak"]
    assert (tmp_path / "settings.toml.bak").read_bytes() == b"two"
    files.write_whole(path, b"four", keep_previous=True)
    assert (tmp_path / "settings.toml.bak").read_bytes() == b"three"
    assert path.read_bytes() == b"four"


@pytest.mark.parametrize("call", ["write", "fsync"])
@pytest.mark.parametrize(
    ("number", "kind"),
    [
        (errno.ENOSPC, errors.NoRoom),
        (errno.EDQUOT, errors.NoRoom),
        (errno.EROFS, errors.ReadOnly),
        (errno.EACCES, errors.ReadOnly),
        (errno.EIO, errors.SamtuiError),
    ],
)
def test_a_failed_write_leaves_what_was_there_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: str, number: int, kind: type[errors.SamtuiError]
) -> None:
    path = tmp_path / "caseload.key.json"
    files.write_whole(path, b"the former key file")
    with monkeypatch.context() as patch:
        patch.setattr(os, call, failing(number))
        with pytest.raises(errors.SamtuiError) as caught:
            files.write_whole(path, b"a new key file", keep_previous=True)
    assert type(caught.value) is kind
    assert str(caught.value).endswith(".")
    assert path.read_bytes() == b"the former key file"
    assert names(tmp_path) == ["caseload.key.json"]


def test_a_full_disk_halfway_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write, taken = os.write, []

    def fills_up(descriptor: int, data: bytes) -> int:
        if taken:
            raise OSError(errno.ENOSPC, "No space left on device")
        taken.append(write(descriptor, data[:4]))
        return taken[0]

    monkeypatch.setattr(os, "write", fills_up)
    with pytest.raises(errors.NoRoom, match="disk is full"):
        files.write_whole(tmp_path / "export.zip", b"0123456789")
    assert names(tmp_path) == []


def test_an_interrupted_write_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(descriptor: int) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", interrupt)
    with pytest.raises(KeyboardInterrupt):
        files.write_whole(tmp_path / "export.zip", b"data")
    assert names(tmp_path) == []


def test_a_name_that_cannot_be_taken_leaves_nothing(tmp_path: Path) -> None:
    (tmp_path / "export").mkdir()
    with pytest.raises(errors.SamtuiError):
        files.write_whole(tmp_path / "export", b"data")
    assert names(tmp_path) == ["export"]


def test_a_missing_folder_is_told(tmp_path: Path) -> None:
    with pytest.raises(errors.SamtuiError, match="folder is there"):
        files.write_whole(tmp_path / "nowhere" / "export", b"data")


@posix
@pytest.mark.parametrize("number", [errno.EINVAL, errno.ENOTSUP])
def test_a_folder_that_cannot_be_synced_is_no_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    monkeypatch.setattr(os, "fsync", _only_files_sync(number))
    files.write_whole(tmp_path / "export", b"data")
    assert files.read_whole(tmp_path / "export") == b"data"


@posix
def test_a_disk_that_does_not_confirm_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "fsync", _only_files_sync(errno.EIO))
    with pytest.raises(errors.SamtuiError, match="did not confirm"):
        files.write_whole(tmp_path / "export", b"data")
    assert names(tmp_path) == ["export"]


def _only_files_sync(number: int):
    def sync(descriptor: int) -> None:
        if stat.S_ISDIR(os.fstat(descriptor).st_mode):
            raise OSError(number, os.strerror(number))

    return sync


def test_a_new_file_never_writes_over_another(tmp_path: Path) -> None:
    path = tmp_path / "minutes.md"
    files.write_whole(path, b"first", new=True)
    with pytest.raises(errors.Refused, match="already a file"):
        files.write_whole(path, b"second", new=True)
    assert path.read_bytes() == b"first"
    assert names(tmp_path) == ["minutes.md"]


@posix
def test_a_file_that_another_wrote_meanwhile_is_not_written_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "directory.key"
    write = os.write

    def another_is_faster(descriptor: int, data: bytes) -> int:
        path.write_bytes(b"theirs")
        return write(descriptor, data)

    monkeypatch.setattr(os, "write", another_is_faster)
    with pytest.raises(errors.Refused):
        files.write_whole(path, b"ours", new=True)
    assert path.read_bytes() == b"theirs"
    assert names(tmp_path) == ["directory.key"]


@posix
def test_a_file_system_without_hard_links_will_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Path, "hardlink_to", failing(errno.EPERM))
    files.write_whole(tmp_path / "directory.key", b"ours", new=True)
    assert files.read_whole(tmp_path / "directory.key") == b"ours"
    with pytest.raises(errors.Refused):
        files.write_whole(tmp_path / "directory.key", b"again", new=True)
    assert names(tmp_path) == ["directory.key"]


def test_a_file_held_by_another_program_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def held(self: Path, target: Path) -> None:
        error = PermissionError(errno.EACCES, "in use")
        error.winerror = 32
        raise error

    monkeypatch.setattr(Path, "replace", held)
    with pytest.raises(errors.Busy, match="Another program"):
        files.write_whole(tmp_path / "export", b"data")
    assert names(tmp_path) == []


def test_a_file_that_is_not_there_or_not_readable_is_told(tmp_path: Path) -> None:
    with pytest.raises(files.Missing, match="no file"):
        files.read_whole(tmp_path / "nothing")
    with pytest.raises(errors.SamtuiError, match="cannot be read"):
        files.read_whole(tmp_path)
