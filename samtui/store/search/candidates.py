"""Which rows may be meant: from exact to guessed, each step only where the earlier gave too little."""

import math
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from samtui.store.fold import stem
from samtui.store.search.compounds import as_two_words, halves
from samtui.store.search.question import Question
from samtui.store.search.spelling import alternatives

if TYPE_CHECKING:
    from sqlalchemy import Connection

_MANY = 1500
"""From so many matches on they are not ranked by SQLite: the first ones are looked at."""
_TAKE = 140
_ALSO = 40
"""Of the many, the first in the order of the rows are looked at as well: the services of the catalogue."""
_FEW = 5
_STEM, _TOGETHER = 0.97, 0.9
"""How near a word's stem, and words run together, are to what was typed."""

_WEIGHTS = {
    "find_words": "bm25(find_words, 8, 7, 4, 1, 6, 6)",
    "find_parts": "bm25(find_parts, 8, 7, 4, 1, 6)",
}


@dataclass
class Candidates:
    """Rows of ``find`` in the order they were found, and how."""

    rows: dict[int, None] = field(default_factory=dict)
    whole: set[int] = field(default_factory=set)
    """Rows that hold every word as it was typed."""
    direct: set[int] = field(default_factory=set)
    """Rows that hold every word, or a word that begins with it or contains it."""
    other_words: dict[str, list[tuple[str, float]]] = field(default_factory=dict)
    """Words that may be meant by a typed one, with how near they are (0 to 1)."""
    compounds: dict[str, tuple[str, str]] = field(default_factory=dict)
    """Typed words that are known only as two: ``autismutredning`` as ``autism`` and ``utredning``."""
    weights: dict[str, float] = field(default_factory=dict)
    """How much each typed word says where a row need not hold them all."""


def gather(connection: "Connection", question: Question, *, spell: bool) -> Candidates:
    """The rows to be ranked for a question; with ``spell`` also those of other spellings and inflections."""
    return _Gathering(connection, question).run(spell=spell)


class _Gathering:
    def __init__(self, connection: "Connection", question: Question) -> None:
        self.connection = connection
        self.question = question
        self.found = Candidates()

    def run(self, *, spell: bool) -> Candidates:
        if self._by_law():
            return self.found
        self._by_phone()
        self._by_words()
        self._by_parts()
        self.found.direct.update(self.found.rows)
        if spell and self._few() and max(map(len, self.question.telling)) >= 3:
            self._by_other_words()
            if not self.found.rows or (self._few() and len(self.question.telling) > 1):
                self._by_any_word()
        return self.found

    def _by_law(self) -> bool:
        law = self.question.law
        if law is None:
            return False
        rest = "".join(f' AND "{word}" *' for word in law.rest if word in self.question.telling)
        for end in ("", " *"):
            self._add(self._match("find_words", f'num : "{law.word}"{end}{rest}'))
        self.found.direct.update(self.found.rows)
        return bool(self.found.rows and law.law)

    def _by_phone(self) -> None:
        number = self.question.phone
        if not number:
            return
        self._add(self._match("find_words", f'num : "{number}" *'))
        for part in dict.fromkeys((number, number.lstrip("0"))):
            if len(part) >= 3:
                self._add(self._match("find_parts", f'num : "{part}"'))

    def _by_words(self) -> None:
        telling = self.question.telling
        if len(self.question.words) > len(telling):
            typed = " AND ".join(f'"{word}" *' for word in self.question.words)
            self._add(self._match("find_words", f"{{title also}} : ({typed})"))
        begun = " AND ".join(f'"{word}" *' for word in telling)
        self._add(self._match("find_words", f"{{title also ini}} : ({begun})"))
        if len(self.found.rows) >= _TAKE:
            return
        if len(telling[-1]) > 1 or self._few():
            self.found.whole.update(self._match("find_words", " AND ".join(f'"{word}"' for word in telling)))
            self._add(self.found.whole)
            self._add(self._match("find_words", begun))

    def _by_parts(self) -> None:
        long = [word for word in self.question.telling if len(word) >= 3]
        if (
            len(self.found.rows) >= _TAKE
            or not long
            or (len(long) < len(self.question.telling) and not self._few())
        ):
            return
        parts = " AND ".join(f'"{word}"' for word in long)
        self._add(self._match("find_parts", f"{{title also}} : ({parts})"))
        if len(self.found.rows) < _TAKE:
            self._add(self._match("find_parts", parts))

    def _by_other_words(self) -> None:
        telling, nothing = self.question.telling, not self.found.rows
        for word in telling:
            near = self.found.other_words[word] = [(stem(word), _STEM)] if stem(word) != word else []
            if len(word) >= 4 and (nothing or not self._count(f'"{word}" *', 1)):
                near += (other for other in alternatives(self.connection, word) if other[0] != word)
            if two := as_two_words(self.connection, word):
                self.found.compounds[word] = two
        self._add(self._match("find_words", self._all_words()))
        stems = [stem(word) for word in telling if len(stem(word)) >= 3]
        if self._few() and stems:
            self._add(self._match("find_parts", " AND ".join(f'"{part}"' for part in stems)))
        if len(telling) > 1:
            together = "".join(telling)
            for word in telling:
                self.found.other_words[word].append((together, _TOGETHER))
            self._add(self._match("find_words", f'"{together}" *'))
        if self._few():
            self._by_halves()

    def _by_halves(self) -> None:
        for word in self.question.telling:
            if not self._count(f'"{word}" *', 1):
                self.found.other_words[word] += halves(self.connection, word)
        self._add(self._match("find_words", self._all_words()))

    def _by_any_word(self) -> None:
        telling = self.question.telling
        for word in telling:  # what few rows hold says more than what many hold
            self.found.weights[word] = 1 / math.log2(2 + self._count(self._either(word), _TAKE))
        self._add(self._match("find_words", " OR ".join(self._either(word) for word in telling)))
        stems = {stem(part) for word in telling for part in (word, *self.found.compounds.get(word, ()))}
        stems = {part for part in stems if len(part) >= 4}
        if stems:
            self._add(self._match("find_parts", " OR ".join(f'"{part}"' for part in sorted(stems))))

    def _all_words(self) -> str:
        return " AND ".join(f"({self._either(word)})" for word in self.question.telling)

    def _either(self, word: str) -> str:
        spellings = [word, *(other for other, _nearness in self.found.other_words[word])]
        either = " OR ".join(f'"{spelling}" *' for spelling in spellings)
        if two := self.found.compounds.get(word):
            either += f' OR ("{two[0]}" * AND "{two[1]}" *)'
        return either

    def _match(self, table: str, match: str) -> list[int]:
        n = self._count(match, _MANY, table)
        if n == 0:
            return []
        best = self._first(table, match, f"ORDER BY {_WEIGHTS[table]} LIMIT {_TAKE}") if n < _MANY else []
        if n <= _TAKE:
            return best
        return list(dict.fromkeys(best + self._first(table, match, f"LIMIT {_TAKE if not best else _ALSO}")))

    def _first(self, table: str, match: str, order: str) -> list[int]:
        rows = self.connection.exec_driver_sql(
            f"SELECT rowid FROM {table} WHERE {table} MATCH ? {order}", (match,)
        )
        return [row[0] for row in rows]

    def _count(self, match: str, most: int, table: str = "find_words") -> int:
        n: int = self.connection.exec_driver_sql(
            f"SELECT count(*) FROM (SELECT 1 FROM {table} WHERE {table} MATCH ? LIMIT {most})", (match,)
        ).scalar_one()
        return n

    def _add(self, rows: Iterable[int]) -> None:
        self.found.rows.update(dict.fromkeys(rows))

    def _few(self) -> bool:
        return len(self.found.rows) < _FEW
