"""What somebody typed, understood: its words, a telephone number, a law reference.

Nothing of it is ever taken as a sign of the search language: only words of letters and digits are kept.
"""

from dataclasses import dataclass

from samtui.store.fold import digits, fold, words
from samtui.store.search.law import LawQuery, law_query

_LONGEST = 200
_MOST_WORDS = 10
_FEWEST_DIGITS = 3

# Words that callers' questions are full of and that tell nothing apart (folded).
_STOP_WORDS = """
och i pa att en ett for till med av om ar som den det de hur kan man jag vi far fa ha har vad var vem vart
vilka vilken nar min mitt mina vara ska skall vill behover soker soka ansoka ansoker ringa ringer hos
mig oss sig han hon hans hennes inte under vid nagon nagot sin sitt sina gor gora ga gar finns blir
the a an of for to in on with how can we my our is are do does get need who what where when at and or
want me us he she his her apply
"""
_STOP = frozenset(_STOP_WORDS.split())


@dataclass(frozen=True)
class Question:
    """``words``: all that was typed, folded; ``phrase``: the same as one text, to be compared with names.

    ``telling``: the words that a text must hold. ``phone`` is "" where no telephone number was typed.
    """

    text: str
    phrase: str
    words: tuple[str, ...]
    telling: tuple[str, ...]
    phone: str
    law: LawQuery | None


def understand(text: str) -> Question:
    """What was typed, as a question; no words where nothing is left to search for."""
    text = text[:_LONGEST]
    typed = tuple(words(text)[:_MOST_WORDS])
    telling = tuple(dict.fromkeys(word for word in typed if word not in _STOP)) or typed
    return Question(text, " ".join(typed), typed, telling, _phone(text), law_query(text))


def _phone(text: str) -> str:
    number = digits(fold(text) if not text.isascii() else text)
    letters = sum(sign.isalpha() for sign in text)
    return number if len(number) >= _FEWEST_DIGITS and letters <= 1 else ""
