"""One folding for everything that is searched, on both sides: å ä ö may be typed as a a o, or not at all.

SQLite's own tokenizers leave æ, ø, ß, ł and ı as they are; folding here makes the answer the same everywhere.
"""

import re
import unicodedata

_LETTERS = str.maketrans(
    {"æ": "ae", "ø": "o", "œ": "oe", "ß": "ss", "ð": "d", "þ": "th", "ł": "l", "đ": "d", "ı": "i", "ħ": "h"}
)
_WORD = re.compile(r"[^\W_]+")
_ENDINGS = """
heternas heterna hetens heten het arnas arna ernas erna ornas orna aren ern erns ers ens ets
or ar er en et as es at a e s n t anden andes ande ende ades ast are
"""
_SUFFIXES = sorted(_ENDINGS.split(), key=len, reverse=True)
_SHORTEST_STEM = 4


def fold(text: str) -> str:
    """The text in lower case without dots, rings, accents and ligatures: ``Rådgivning`` is ``radgivning``."""
    if text.isascii():
        return text.lower()
    parts = unicodedata.normalize("NFKD", text).lower().translate(_LETTERS)
    return "".join(sign for sign in parts if not unicodedata.combining(sign))


def words(text: str) -> list[str]:
    """The folded words of a text: letters and digits, so no sign of it means anything to a search."""
    return _WORD.findall(fold(text))


def digits(text: str) -> str:
    """The digits of one telephone number the way it is dialled in Sweden: ``+46 8-465`` is ``08465``."""
    found = "".join(str(unicodedata.digit(sign)) for sign in text if sign.isdigit())
    if text.strip().startswith("+46"):
        return "0" + found[2:].removeprefix("0")
    if found.startswith("0046"):
        return "0" + found[4:].removeprefix("0")
    return found


def initials(name: str) -> str:
    """The first letters of a name's words: ``Ylva Kummin`` is ``yk``."""
    return "".join(word[0] for word in words(name))


def stem(word: str) -> str:
    """A folded word without its commonest Swedish ending: ``avlosaren`` is ``avlos``.

    Only for what is typed, to widen a search; never for what is indexed. At least four letters stay.
    """
    for suffix in _SUFFIXES:
        if word.endswith(suffix) and len(word) - len(suffix) >= _SHORTEST_STEM:
            shorter = word[: -len(suffix)]
            return shorter[:-1] if shorter.endswith(("mm", "nn")) else shorter  # badrummet, badrum
    return word
