"""Which of the found rows stands first: a guide should find what was meant without scrolling.

A whole name first, then names that begin so, names that hold it, then what stands beside (who is responsible,
which law, which organisation), then running text, then guesses.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from samtui.store.search.candidates import Candidates
from samtui.store.search.index import BESIDE
from samtui.store.search.question import Question

COLUMNS = "id, kind, ref, language, title, sub, also, phone, folded_title, folded_sub, folded_also, numbers"

_WHOLE_NAME = 30.0
_NAME_BEGINS = 12.0
_NAME_HOLDS = 6.0
_OTHER_NAME = 0.97
_LOCAL = 3.0
_TITLE_AT_WORK = 20.0
_RUN_TOGETHER = 6


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
    """How well a row answers, and by which of its names or telephone numbers ("" where by other text)."""

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
        names=names,
        beside=beside,
        numbers=tuple(numbers.split()),
    )


def score(row: Row, question: Question, found: Candidates, place: int) -> Scored:
    """The score of one row; ``place`` is where it stood among the found ones."""
    points, why = _by_numbers(row, question)
    if points and row.kind == "service":
        return Scored(row, points, why)  # all services of a law stand in the order of its sections
    by_name, which, is_whole = _by_names(row, question, found)
    if by_name > points:
        points, why = by_name, (row.title, *row.also)[which] if which >= 0 else ""
    if is_whole:
        return Scored(row, points, why)  # what bears one name stands in the order of the catalogue
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


def _by_names(row: Row, question: Question, found: Candidates) -> tuple[float, int, bool]:
    """Points for the words, which name gave most (0 the title, -1 none), and whether it is all of it."""
    votes = [0.0] * len(row.names)
    total = weights = 0.0
    for word in question.telling:
        points = _word_points(word, row, found, votes)
        if points < 30 and word in found.compounds:
            halves = [_word_points(half, row, found, votes) for half in found.compounds[word]]
            points = max(points, 0.8 * sum(halves) / 2)
        if points < 30:
            points = max(points, _guessed(word, row, found.other_words.get(word, ())))
        weight = found.weights.get(word, 1.0)
        total, weights = total + weight * points, weights + weight
    points = total / weights + (9 if row.id in found.whole else 0)
    bonus, which = _name_bonus(row, question)
    if which < 0 and max(votes) > 0:
        which = votes.index(max(votes))
    return points + bonus, which, bonus >= _WHOLE_NAME * _OTHER_NAME


def _word_points(word: str, row: Row, found: Candidates, votes: list[float]) -> float:
    """The best that one word finds in the row; each name that holds it gets its vote."""
    best = 0.0
    for n, name in enumerate(row.names):
        points = _in_name(word, name) * (_OTHER_NAME if n else 1.0)
        votes[n] += points
        best = max(best, points)
    return best if best >= 60 else max(best, _elsewhere(word, row, found))


def _in_name(word: str, name: str) -> float:
    if word not in name:
        return 62.0 if len(word) >= _RUN_TOGETHER and word in name.replace(" ", "") else 0.0
    padded = f" {name} "
    if f" {word} " in padded:
        return 100.0
    start = padded.find(f" {word}")
    if start >= 0:
        rest = padded.index(" ", start + 1) - start - 1 - len(word)
        return 82.0 - min(rest, 20) * 0.3
    return 62.0 if len(word) >= 3 else 0.0


def _elsewhere(word: str, row: Row, found: Candidates) -> float:
    at_work = row.kind == "contact"
    if at_work and 1 < len(word) <= 3:
        initials = "".join(part[0] for part in row.names[0].split())
        if initials.startswith(word):
            return 92.0 if initials == word else 75.0
    if f" {word}" in f" {row.beside}":
        return 66.0 if at_work else 52.0  # a contact's title and workplace are half its name
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


def _name_bonus(row: Row, question: Question) -> tuple[float, int]:
    """More for a name that is, begins with, or holds all that was typed; and which name that was."""
    best, which = 0.0, -1
    local = _LOCAL if row.kind != "service" else 0.0
    for n, name in enumerate(row.names):
        if question.phrase not in name:
            continue
        if name == question.phrase:
            points = _WHOLE_NAME + local
        elif name.startswith(question.phrase):
            points = _NAME_BEGINS + local
        else:
            points = _NAME_HOLDS
        points *= _OTHER_NAME if n else 1.0
        if points > best:
            best, which = points, n
    if row.kind == "contact" and question.phrase in row.beside.split(BESIDE):
        best = max(best, _TITLE_AT_WORK)
    return best, which
