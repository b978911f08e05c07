"""The recovery key (återställningsnyckel): what opens the caseload when the passphrase is forgotten.

160 random bits and 10 check bits as 34 symbols of Crockford's base32
(https://www.crockford.com/base32.html), in groups of five, to be printed and kept under lock.

The check is the 160-bit number modulo 1021, the largest prime below 2**10. A prime modulus in the manner of
ISO 7064 notices every single wrong symbol and every two symbols that changed places, and all but one in
a thousand of other slips.
"""

import secrets
import unicodedata

from samtui import errors
from samtui.language import _

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
SYMBOLS = 34
_GROUP = 5
_BYTES = 20
_CHECK_BITS = 10
_MODULUS = 1021
_READ_AS = str.maketrans("OIL", "011")


def new_recovery_key() -> str:
    """A new random recovery key, written in groups: ``VNJJ9-0JDW4-…``."""
    return _written(secrets.token_bytes(_BYTES))


def parse_recovery_key(text: str) -> bytes:
    """The 20 secret bytes of a recovery key as somebody typed it.

    Capitals or not, spaces and hyphens are ignored; O, I and L are read as 0, 1 and 1.
    Raises :class:`~samtui.errors.WrongSecret` where it is too short or long, holds a sign that is in no
    recovery key, or is mistyped.
    """
    symbols = _symbols(text)
    if any(symbol not in ALPHABET for symbol in symbols):
        raise errors.WrongSecret(
            _("A recovery key holds only digits and letters, and never the letter U; see what was mistyped.")
        )
    if len(symbols) != SYMBOLS:
        raise errors.WrongSecret(
            _(
                "A recovery key has {expected} symbols and this one has {n}; see what is missing or doubled.",
                expected=SYMBOLS,
                n=len(symbols),
            )
        )
    number = 0
    for symbol in symbols:
        number = number << 5 | ALPHABET.index(symbol)
    secret, check = divmod(number, 1 << _CHECK_BITS)
    if secret % _MODULUS != check:
        raise errors.WrongSecret(
            _("The recovery key is mistyped somewhere; compare it with the paper, group by group.")
        )
    return secret.to_bytes(_BYTES, "big")


def looks_like_recovery_key(text: str) -> bool:
    """Whether somebody who typed ``text`` meant a recovery key, be it mistyped."""
    symbols = _symbols(text)
    known = sum(symbol in ALPHABET for symbol in symbols)
    digits = sum(symbol.isdigit() for symbol in symbols)
    if not SYMBOLS - 2 <= len(symbols) <= SYMBOLS + 2 or len(symbols) - known > 2:
        return False
    return digits >= 3 or _is_valid(text)


def groups(key: str) -> list[str]:
    """The key's groups, to be shown one by one or to have one of them typed back."""
    symbols = _symbols(key)
    return [symbols[start : start + _GROUP] for start in range(0, len(symbols), _GROUP)]


def _written(secret: bytes) -> str:
    number = int.from_bytes(secret, "big")
    number = number << _CHECK_BITS | number % _MODULUS
    symbols = [ALPHABET[number >> 5 * place & 31] for place in reversed(range(SYMBOLS))]
    return "-".join(groups("".join(symbols)))


def _symbols(text: str) -> str:
    """What was typed, in the key's own alphabet as far as it can be read that way."""
    signs = unicodedata.normalize("NFKC", text)
    kept = (sign for sign in signs if not sign.isspace() and unicodedata.category(sign) != "Pd")
    return "".join(sign.upper() if sign.isascii() else sign for sign in kept).translate(_READ_AS)


def _is_valid(text: str) -> bool:
    try:
        parse_recovery_key(text)
    except errors.WrongSecret:
        return False
    return True
