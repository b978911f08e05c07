"""The key file: the random key of a store, wrapped once for the passphrase and once for the recovery key.

A changed passphrase rewrites this kilobyte and never the database. A checksum, which is no secret, tells a
damaged file from a wrong passphrase. No former key file is kept beside it: it would open with the passphrase
that was just replaced.
"""

import hashlib
import json
import re
import secrets
import unicodedata
from pathlib import Path
from typing import Any, Self

from samtui import errors
from samtui.language import _
from samtui.store import files, recovery
from samtui.store.keyslot import FORMAT, KEY_BYTES, Cost, Kind, Slot

__all__ = ["Cost", "KeyFile", "load_or_make_plain_key"]

_MOST_SLOTS = 8
_LONGEST_FILE = 64 * 1024


class KeyFile:
    """A key file as it stood when it was read. ``vault`` is the id of the store that its key opens."""

    def __init__(self, path: Path, vault: str, slots: list[Slot], *, intact: bool) -> None:
        self.path = path
        self.vault = vault
        self.intact = intact  # False where a byte of the file is not what was written
        self._slots = slots

    @classmethod
    def create(cls, path: Path, passphrase: str, recovery_key: str, cost: Cost = Cost.STANDARD) -> bytes:
        """Writes a new key file and returns its new data key.

        Raises :class:`~samtui.errors.Refused` where there is one already, and what ``write_whole`` and
        ``parse_recovery_key`` raise. :mod:`samtui.practice.passphrase` says whether a passphrase will do.
        """
        vault, data_key = secrets.token_hex(16), secrets.token_bytes(KEY_BYTES)
        slots = [
            Slot.wrap(vault, data_key, recovery.parse_recovery_key(recovery_key), "recovery", None),
            Slot.wrap(vault, data_key, _folded(passphrase), "passphrase", cost),
        ]
        files.write_whole(path, _written(vault, slots), new=True)
        return data_key

    @classmethod
    def load(cls, path: Path) -> Self:
        """Reads a key file; nothing is unlocked yet.

        Raises :class:`~samtui.errors.Damaged` where it is missing, empty, foreign or unreadable,
        ``TooNew`` where a newer samtui wrote it. One whole slot is enough.
        """
        try:
            text = files.read_whole(path)
        except files.Missing as error:
            raise errors.Damaged(
                _(
                    "The key file {path} is missing, and nothing opens the caseload without it; the newest "
                    "backup holds a copy.",
                    path=path,
                )
            ) from error
        content = _as_object(text)
        written_as, vault, listed = (content.get(name) for name in ("format", "id", "slots"))
        if isinstance(written_as, int) and written_as > FORMAT:
            raise errors.TooNew(
                _(
                    "The key file {path} was written by a newer samtui; update samtui on this computer.",
                    path=path,
                )
            )
        if written_as != FORMAT or not isinstance(vault, str) or not isinstance(listed, list):
            raise _damaged(path)
        slots = [slot for slot in map(_read_slot, listed[:_MOST_SLOTS]) if slot]
        if not slots:
            raise _damaged(path)
        return cls(path, vault, slots, intact=content == json.loads(_written(vault, slots)))

    def unlock(self, secret: str) -> bytes:
        """The data key, from the passphrase or the recovery key: both are typed in the same field.

        Raises :class:`~samtui.errors.WrongSecret` where no slot opens, ``Damaged`` where none opens and
        the file is not as it was written, so that the secret may well be right.
        """
        return self._open(secret)[1]

    def slot_kinds(self) -> list[str]:
        """What the file can be opened with: ``passphrase``, ``recovery``."""
        return sorted({slot.kind for slot in self._slots})

    def change_passphrase(self, secret: str, passphrase: str, cost: Cost = Cost.STANDARD) -> None:
        """Puts a new passphrase in place of the former. ``secret`` is what opens the file now.

        Raises what :meth:`unlock` and ``write_whole`` raise. Older copies still open with the former.
        """
        self._replace(secret, "passphrase", _folded(passphrase), cost)

    def change_recovery_key(self, secret: str, recovery_key: str) -> None:
        """Puts a new recovery key in place of the former; otherwise as :meth:`change_passphrase`."""
        self._replace(secret, "recovery", recovery.parse_recovery_key(recovery_key), None)

    def _replace(self, secret: str, kind: Kind, new_secret: bytes, cost: Cost | None) -> None:
        opened, data_key = self._open(secret)
        if opened == kind and not self.intact:  # the slot that would be kept may be the damaged one
            raise _damaged(self.path)
        kept = [slot for slot in self._slots if slot.kind != kind]
        slots = [*kept, Slot.wrap(self.vault, data_key, new_secret, kind, cost)]
        files.write_whole(self.path, _written(self.vault, slots))
        self._slots, self.intact = slots, True

    def _open(self, secret: str) -> tuple[Kind, bytes]:
        """The kind of the slot that opens with ``secret``, the cheap one first, and the data key."""
        for kind, read in _secrets_in(secret):
            for slot in self._slots:
                data_key = slot.open(self.vault, read) if slot.kind == kind else None
                if data_key:
                    return kind, data_key
        if not self.intact:
            raise _damaged(self.path)
        if recovery.looks_like_recovery_key(secret):
            raise errors.WrongSecret(
                _("This recovery key does not open the caseload; compare it with the paper, group by group.")
            )
        raise errors.WrongSecret(
            _("The passphrase does not open the caseload; type it again, or type the recovery key instead.")
        )


def load_or_make_plain_key(path: Path) -> bytes:
    """The directory's key, which lies open beside it; made where there is none yet.

    Raises :class:`~samtui.errors.Damaged` where the file holds no key, and what ``write_whole`` raises.
    Whoever has a directory but no key file must not ask: a new key does not open it.
    """
    try:
        text = files.read_whole(path)
    except files.Missing:
        key = secrets.token_bytes(KEY_BYTES)
        files.write_whole(path, key.hex().encode() + b"\n", new=True)
        return key
    if not re.fullmatch(rb"[0-9a-f]{64}\s*", text):
        raise errors.Damaged(
            _(
                "The directory's key {path} is damaged; the newest backup holds a copy.",
                path=path,
            )
        )
    return bytes.fromhex(text.decode())


def _folded(passphrase: str) -> bytes:
    """The passphrase's bytes, the same whether the keyboard gives å as one sign or as two (NFKC)."""
    return unicodedata.normalize("NFKC", passphrase).encode("utf-8", "surrogatepass")


def _secrets_in(typed: str) -> list[tuple[Kind, bytes]]:
    """What was typed, read as a recovery key where it is one, and as a passphrase."""
    passphrase: tuple[Kind, bytes] = ("passphrase", _folded(typed))
    try:
        return [("recovery", recovery.parse_recovery_key(typed)), passphrase]
    except errors.WrongSecret:
        return [passphrase]


def _written(vault: str, slots: list[Slot]) -> bytes:
    content: dict[str, object] = {"format": FORMAT, "id": vault, "slots": [slot.to_json() for slot in slots]}
    content["checksum"] = hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()
    return json.dumps(content, indent=1).encode() + b"\n"


def _as_object(text: bytes) -> dict[str, Any]:
    """The JSON object in ``text``, or an empty one where there is none."""
    try:
        content = json.loads(text) if len(text) <= _LONGEST_FILE else None
    except (ValueError, RecursionError):
        return {}
    return content if isinstance(content, dict) else {}


def _read_slot(raw: object) -> Slot | None:
    try:
        return Slot.read(raw)
    except (ValueError, KeyError, TypeError):
        return None


def _damaged(path: Path) -> errors.Damaged:
    return errors.Damaged(
        _(
            "The key file {path} is damaged or is none; the newest backup holds a copy.",
            path=path,
        )
    )
