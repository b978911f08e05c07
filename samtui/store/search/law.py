"""Law references (lagrum) as people type them and as the catalogue writes them.

``9 § 5 LSS``, ``LSS 9:5`` and ``lss 9 5`` are the same reference: the law ``lss`` and the numbers 9 and 5.
In the search tables it is the words ``lss9``, ``lss9x5``, and without the law ``9``, ``9x5``.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from samtui.resources import load_toml
from samtui.store.fold import fold, words

_FILLERS = "kap kapitel kapitlet p pkt punkt punkten par paragraf st stycket ch chapter section point och and"
_FILLING = frozenset(_FILLERS.split())
_OWN_NUMBER = re.compile(r"\d{4}:\d+")  # a law's own number (1993:387) is no section
_PART = re.compile(r"\d+|[^\W\d_]+")
_WORD = re.compile(r"[^\W\d_]+")
_RANGE = re.compile(r"(\d+)\s*[–-]\s*(\d+)")
_SEPARATOR = re.compile(r"[,;]|\b(?:och|samt|eller|and|or)\b")
_NUMBER = re.compile(r"(\d+)(?:\s?([a-h])\b)?\s*(kap|§)?")
_SECTION_LETTERS = frozenset("abcdefgh")
_LONG = 6


@dataclass(frozen=True)
class LawQuery:
    """What was typed of a law reference: the law ("" where left out), its numbers, the words beside it."""

    law: str
    numbers: tuple[str, ...]
    rest: tuple[str, ...]

    @property
    def word(self) -> str:
        """The word to look for in the search tables."""
        return self.law + "x".join(self.numbers)


def law_words(legal_basis: str) -> list[str]:
    """The search words of a service's legal basis, most exact first in each reference, none twice."""
    found: dict[str, None] = {}
    for law, numbers in _references(legal_basis):
        for length in range(len(numbers), 0, -1):
            word = "x".join(numbers[:length])
            found.setdefault(law + word)
            found.setdefault(word)
    return list(found)


def law_query(text: str) -> LawQuery | None:
    """The law reference in what somebody typed, or None where it holds none.

    Numbers without a law count where nothing else than ``kap``, ``§`` and the like is typed with them.
    """
    law, numbers, rest = "", [], []
    for part in _parts(text):
        if part.isdigit():
            numbers.append(part)
        elif numbers and part in _SECTION_LETTERS and numbers[-1].isdigit():
            numbers[-1] += part
        elif not law and _law(part):
            law = _law(part)
        elif part not in _FILLING:
            rest.append(part)
    few = 0 < len(numbers) <= 3 and all(len(number) <= 3 for number in numbers)
    if not few or not (law or (not rest and ("§" in text or len(numbers) > 1 or len(_parts(text)) > 1))):
        return None
    return LawQuery(law, tuple(numbers), tuple(rest))


def _law(part: str) -> str:
    """The law that a folded word names, or "": by its short name, or as ``skollagen`` names its own."""
    named = _laws().get(part, "")
    if not named and len(part) > _LONG and part.endswith(("lagen", "balken", "forordningen")):
        return part
    return named


@cache
def _laws() -> dict[str, str]:
    """What laws are called, folded, by the words that name them: ``sol``, ``socialtjanstlag``, ``-lagen``."""
    called: dict[str, str] = {}
    for law in load_toml("rules/laws.toml")["law"]:
        short = words(law["short"])
        if len(short) > 1:  # LSS-f: its first word is another law's name
            continue
        called[short[0]] = short[0]
        last = words(law["name"]["sv"])[-1]
        if last.endswith(("lag", "balk", "forordning")) and last != "lag":
            called[last] = called[f"{last}en"] = short[0]
    return called


def _parts(text: str) -> list[str]:
    return _PART.findall(_OWN_NUMBER.sub(" ", fold(text)))


def _references(text: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Each reference of a text that names the law after its numbers, the Swedish way."""
    since = 0
    text = _RANGE.sub(r"\1, \2", _OWN_NUMBER.sub(" ", fold(text)))
    for word in _WORD.finditer(text):
        if law := _law(word.group()):
            yield from ((law, numbers) for numbers in _numbers(text[since : word.start()]))
            since = word.end()


def _numbers(text: str) -> Iterator[tuple[str, ...]]:
    """``9 § 5 och 6`` is 9 5 and 9 6; ``10 kap. 8 och 9 §§`` is 10 8 and 10 9."""
    chapter: tuple[str, ...] = ()
    section: tuple[str, ...] = ()
    for clause in _SEPARATOR.split(text):
        numbers = [(number + letter, mark) for number, letter, mark in _NUMBER.findall(clause)]
        if not numbers:
            continue
        marks = [mark for _number, mark in numbers]
        if "kap" in marks:
            chapter, section = (), ()
        if "§" in marks:
            section = ()
        plain = tuple(number for number, mark in numbers)
        yield (*chapter, *section, *plain)
        if "kap" in marks:
            chapter = plain[: marks.index("kap") + 1]
        if "§" in marks:
            section = plain[len(chapter) if "kap" in marks else 0 : marks.index("§") + 1]
