"""Which of the found rows stands first: a guide should find what was meant without scrolling.

A whole name first, then names that begin so, names that hold it, then what stands beside (who is responsible,
which law, which organisation), then running text, then guesses.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from samtui.store.search.candidates import Candidates
from samtui.store.search.question import Question

COLUMNS = "id, kind, ref, language, title, sub, also, phone, folded_title, folded_sub, folded_also, numbers"

_WHOLE_NAME = 30.0
_NAME_BEGINS = 12.0
_NAME_HOLDS = 6.0
_OTHER_NAME = 0.97
_LOCAL = 3.0


@dataclass(frozen=True)
class Row:
    """A row of ``find``, taken apart."""

    id: int
    kind: str
    ref: int
    language: str
    title: str
    sub: str
    also: tuple[str, ...]
    phone: str
    names: tuple[str, ...]
    """The title and the other names, folded, words parted by one blank."""
    beside: str
    numbers: tuple[str, ...]


@dataclass(frozen=True)
class Scored:
    """How well a row answers, and by which of its texts ("" where that was the title or what stands beside)."""

    row: Row
    score: float
    why: str


def row_of(values: Sequence[Any]) -> Row:
    """A row as it was read with ``COLUMNS``."""
    place, kind, ref, language, title, sub, also, phone, folded, beside, folded_also, numbers = values
    names = (folded, *folded_also.split("\n")) if folded_also else (folded,)
    return Row(
        id=place,
        kind=kind,
        ref=ref,
        language=language,
        title=title,
        sub=sub,
        also=tuple(also.split("\n")) if also else (),
        phone=phone,
        names=tuple(name.replace("-", " ") for name in names),
        beside=beside,
        numbers=tuple(numbers.split()),
    )


def score(row: Row, question: Question, found: Candidates, place: int) -> Scored:
    """The score of one row; ``place`` is where it stood among the found ones."""
    points, why = _by_numbers(row, question)
    by_name, name = _by_names(row, question, found)
    if by_name > points:
        points, why = by_name, row.also[name - 1] if name > 0 else ""
    if not question.text.isascii() and question.text.strip().lower() in row.title.lower():
        points += 5
    return Scored(row, points - min(len(row.title), 60) * 0.02 - place * 0.003, why)


def _by_numbers(row: Row, question: Question) -> tuple[float, str]:
    if question.law is not None and row.kind == "service":
        if question.law.word in row.numbers:
            return 120.0, ""
        if any(number.startswith(question.law.word) for number in row.numbers):
            return 90.0, ""
    if question.phone and row.kind != "service":
        for number in row.numbers:
            if number == question.phone:
                return 120.0, row.phone
            if number.startswith(question.phone):
                return 80.0, row.phone
        if any(question.phone.lstrip("0") in number for number in row.numbers):
            return 40.0, row.phone
    return 0.0, ""


def _by_names(row: Row, question: Question, found: Candidates) -> tuple[float, int]:
    """Points for the words, and which name gave most of them: 0 the title, -1 none."""
    parted = [name.split() for name in row.names]
    total, votes = 0.0, [0.0] * len(row.names)
    for word in question.telling:
        best, best_name = 0.0, -1
        for n, name in enumerate(row.names):
            points = _in_name(word, name, parted[n]) * (_OTHER_NAME if n else 1.0)
            votes[n] += points
            if points > best:
                best, best_name = points, n
        if best < 60:
            best = max(best, _elsewhere(word, row, parted[0], found))
        if best_name < 0:
            best = max(best, _guessed(word, row, found.other_words.get(word, ())))
        total += best
    name = max(range(len(votes)), key=lambda n: votes[n])
    points = total / len(question.telling)
    if row.id in found.whole:
        points += 9
    extra, named = _name_bonus(row, question, parted)
    if named >= 0:
        name = named
    elif votes[name] == 0:
        name = -1
    return points + extra, name


def _in_name(word: str, name: str, parts: list[str]) -> float:
    if word in parts:
        return 100.0
    begun = [len(part) for part in parts if part.startswith(word)]
    if begun:
        return 82.0 - min(min(begun) - len(word), 20) * 0.3
    if len(word) >= 3 and (word in name or word in "".join(parts)):
        return 62.0
    return 0.0


def _elsewhere(word: str, row: Row, title: list[str], found: Candidates) -> float:
    if row.kind == "contact" and 1 < len(word) <= 3 and "".join(part[0] for part in title).startswith(word):
        return 75.0
    if f" {word}" in f" {row.beside}":
        return 52.0
    if len(word) >= 3 and word in row.beside:
        return 38.0
    if row.id in found.whole:
        return 36.0
    return 24.0 if row.id in found.direct else 0.0


def _guessed(word: str, row: Row, other_words: Sequence[tuple[str, float]]) -> float:
    best = 0.0
    for other, nearness in other_words:
        in_a_name = any(other in name for name in row.names)
        best = max(best, (70.0 if in_a_name else 40.0 if other in row.beside else 15.0) * nearness)
    return best


def _name_bonus(row: Row, question: Question, parted: list[list[str]]) -> tuple[float, int]:
    """More for a name that is, begins with, or holds all that was typed; and which name that was."""
    best, which = 0.0, -1
    local = _LOCAL if row.kind != "service" else 0.0
    for n, parts in enumerate(parted):
        name = " ".join(parts)
        if name == question.phrase:
            points = _WHOLE_NAME + local
        elif name.startswith(question.phrase):
            points = _NAME_BEGINS + local
        elif question.phrase in name:
            points = _NAME_HOLDS
        else:
            continue
        points *= _OTHER_NAME if n else 1.0
        if points > best:
            best, which = points, n
    return best, which
