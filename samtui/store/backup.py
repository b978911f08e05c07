"""Backups (säkerhetskopior): whole, encrypted, verified when made."""

import hashlib
import json
import os
import zipfile
from datetime import datetime
from pathlib import Path

from samtui import __version__, clock
from samtui.errors import Refused
from samtui.language import _
from samtui.store import connection as file
from samtui.store.files import make_private_folder
from samtui.store.schema import Schema
from samtui.store.store import looks_whole

FORMAT = 1


def stamp(instant: datetime) -> str:
    """An instant as it stands in a file's name: 20261122T131500Z."""
    return instant.strftime("%Y%m%dT%H%M%SZ")


def before_migration(path: Path, key: bytes, kind: Schema) -> Path:
    """A copy of a store as it is before a migration, with its key file, in the folder ``backups``."""
    folder = path.parent / "backups"
    make_private_folder(folder)
    target = folder / f"{kind.name}-{stamp(clock.now())}-before-v{kind.head}.db"
    copy_store(path, key, kind, target)
    for name in (f"{kind.name}.key.json", f"{kind.name}.key"):
        if (path.parent / name).exists():
            _write_private(folder / f"{target.stem}.{name}", (path.parent / name).read_bytes())
    return target


def copy_store(path: Path, key: bytes, kind: Schema, target: Path) -> None:
    """One consistent encrypted copy with the same key, verified before it gets its name."""
    part = target.with_name(target.name + ".part")
    part.unlink(missing_ok=True)
    source = file.connect(path, key, cache_kib=file.SMALL_CACHE_KIB)
    try:
        with file.translated(target.name):
            file.make_file(part)
            source.execute("VACUUM INTO ?", (str(part),))
        looks_whole(part, key, kind)
        with file.translated(target.name):
            _flush(part)
            part.replace(target)
    finally:
        source.close()
        part.unlink(missing_ok=True)


def pack(
    stores: list[tuple[Path, bytes, Schema]], key_files: list[Path], target: Path, *, force: bool
) -> None:
    """One file with the stores, their key files and a manifest. Written whole or not at all.

    ``stores`` are paths with their keys and kinds. Raises Refused where ``target`` exists and not ``force``.
    """
    if target.exists() and not force:
        raise Refused(_("{file} is already there. Choose another name, or use --force.", file=target.name))
    make_private_folder(target.parent)
    part = target.with_name(target.name + ".part")
    copies = [(path, part.with_name(f"{part.name}-{path.name}")) for path, _key, _kind in stores]
    try:
        for (path, key, kind), (_path, copy) in zip(stores, copies, strict=True):
            copy_store(path, key, kind, copy)
        with file.translated(target.name):
            _zip(part, [*((path.name, copy) for path, copy in copies), *((f.name, f) for f in key_files)])
            _verify_zip(part)
            part.replace(target)
    finally:
        for left_over in (part, *(copy for _path, copy in copies)):
            left_over.unlink(missing_ok=True)


def _zip(part: Path, members: list[tuple[str, Path]]) -> None:
    part.unlink(missing_ok=True)
    file.make_file(part)
    manifest = {
        "format": FORMAT,
        "samtui": __version__,
        "made": clock.now().isoformat(timespec="seconds"),
        "files": {name: hashlib.sha256(path.read_bytes()).hexdigest() for name, path in members},
    }
    with zipfile.ZipFile(part, "w", zipfile.ZIP_STORED) as archive:
        archive.writestr("manifest.json", json.dumps(manifest, indent=1, sort_keys=True))
        for name, path in members:
            archive.write(path, name)
    _flush(part)


def _verify_zip(part: Path) -> None:
    with zipfile.ZipFile(part) as archive:
        manifest = json.loads(archive.read("manifest.json"))
        for name, digest in manifest["files"].items():
            if hashlib.sha256(archive.read(name)).hexdigest() != digest:
                raise OSError(f"{name} could not be read back")


def _write_private(path: Path, content: bytes) -> None:
    descriptor = os.open(path, os.O_CREAT | os.O_TRUNC | os.O_WRONLY, 0o600)
    with os.fdopen(descriptor, "wb") as out:
        out.write(content)


def _flush(path: Path) -> None:
    with path.open("rb+") as written:
        os.fsync(written.fileno())
