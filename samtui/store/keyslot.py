"""One slot of a key file: the data key of a store under one secret.

AES-256-GCM under a key derived from the secret: Argon2id (RFC 9106) for a passphrase, HKDF-SHA256 for the
recovery key, which holds 160 random bits and cannot be guessed. The slot's own parameters and the vault's id
are associated data, so that a slot whose cost somebody lowered does not open.
"""

import base64
import json
import secrets
from dataclasses import asdict, dataclass
from typing import Any, ClassVar, Literal, Self

from samtui import errors
from samtui.language import _

FORMAT = 1
KEY_BYTES = 32
Kind = Literal["passphrase", "recovery"]
_LENGTHS = {"salt": 16, "nonce": 12, "wrapped": KEY_BYTES + 16}
_PURPOSE = b"samtui recovery key"


@dataclass(frozen=True)
class Cost:
    """What one guess at a passphrase costs: Argon2id's passes, memory in KiB and lanes (RFC 9106)."""

    t: int
    m: int
    p: int

    STANDARD: ClassVar["Cost"]
    CHEAPEST: ClassVar["Cost"]

    def is_sane(self) -> bool:
        """Whether a key file may ask for this: a foreign file must not fill the memory."""
        whole = all(type(value) is int for value in (self.t, self.m, self.p))
        return whole and 1 <= self.t <= 10 and 1 <= self.p <= 16 and 8 * self.p <= self.m <= 1024 * 1024


Cost.STANDARD = Cost(t=3, m=256 * 1024, p=4)
Cost.CHEAPEST = Cost(t=1, m=64, p=1)


@dataclass(frozen=True)
class Slot:
    """The data key under one secret. ``cost`` is None for the recovery key, which nobody can guess."""

    kind: Kind
    cost: Cost | None
    salt: bytes
    nonce: bytes
    wrapped: bytes

    @classmethod
    def read(cls, raw: Any) -> Self:
        """A slot from its JSON. Raises ValueError, KeyError or TypeError where it is none."""
        kind, kdf = raw["kind"], dict(raw["kdf"])
        cost = None
        if (kind, kdf.pop("name")) == ("passphrase", "argon2id"):
            cost = Cost(**kdf)
            if not cost.is_sane():
                raise ValueError("cost out of bounds")
        elif raw["kdf"] != {"name": "hkdf-sha256"} or kind != "recovery":
            raise ValueError("unknown kind of slot")
        parts = {name: base64.b64decode(raw[name], validate=True) for name in _LENGTHS}
        if any(len(parts[name]) != length for name, length in _LENGTHS.items()):
            raise ValueError("wrong length")
        return cls(kind, cost, **parts)

    @classmethod
    def wrap(cls, vault: str, data_key: bytes, secret: bytes, kind: Kind, cost: Cost | None) -> Self:
        """A new slot that opens with ``secret``."""
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM

        bare = cls(kind, cost, secrets.token_bytes(16), secrets.token_bytes(12), b"")
        sealed = AESGCM(bare._wrapping_key(secret)).encrypt(bare.nonce, data_key, bare._bound(vault))
        return cls(kind, cost, bare.salt, bare.nonce, sealed)

    def open(self, vault: str, secret: bytes) -> bytes | None:
        """The data key, or None where ``secret`` is not the one or the slot has been changed."""
        from cryptography.exceptions import InvalidTag
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM

        try:
            return AESGCM(self._wrapping_key(secret)).decrypt(self.nonce, self.wrapped, self._bound(vault))
        except InvalidTag:
            return None

    def to_json(self) -> dict[str, object]:
        """The slot as :meth:`read` takes it."""
        parts = {name: base64.b64encode(getattr(self, name)).decode() for name in _LENGTHS}
        return {"kind": self.kind, "kdf": self._kdf(), **parts}

    def _kdf(self) -> dict[str, object]:
        return {"name": "argon2id", **asdict(self.cost)} if self.cost else {"name": "hkdf-sha256"}

    def _bound(self, vault: str) -> bytes:
        """The associated data: everything that decides how the wrapping key is made, and for which vault."""
        salt = base64.b64encode(self.salt).decode()
        return json.dumps([FORMAT, vault, self.kind, self._kdf(), salt], sort_keys=True).encode()

    def _wrapping_key(self, secret: bytes) -> bytes:
        from cryptography.hazmat.primitives import hashes
        from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
        from cryptography.hazmat.primitives.kdf.hkdf import HKDF

        if self.cost is None:
            return HKDF(hashes.SHA256(), KEY_BYTES, self.salt, _PURPOSE).derive(secret)
        cost = self.cost
        derivation = Argon2id(
            salt=self.salt, length=KEY_BYTES, iterations=cost.t, lanes=cost.p, memory_cost=cost.m
        )
        try:
            return derivation.derive(secret)
        except MemoryError as error:
            raise errors.SamtuiError(
                _(
                    "To try a passphrase takes {n} MiB of memory; close other programs and try again.",
                    n=cost.m // 1024,
                )
            ) from error
