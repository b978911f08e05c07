"""Which rows may be meant: from the exact to the guessed, each step only where the earlier gave too little."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from samtui.store.fold import stem
from samtui.store.search.question import Question
from samtui.store.search.spelling import alternatives

if TYPE_CHECKING:
    from sqlalchemy import Connection

_MANY = 1500
"""From so many matches on they are not ranked by SQLite: the first ones are looked at."""
_TAKE = 140
_FEW = 5

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
            if not self.found.rows:
                self._by_any_word()
        return self.found

    def _by_law(self) -> bool:
        law = self.question.law
        if law is None:
            return False
        rest = "".join(f' AND "{word}" *' for word in law.rest)
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
            near = [(stem(word), 0.97)] if stem(word) != word else []
            if len(word) >= 4 and (nothing or not self._is_known(word)):
                near += [
                    (other, nearness)
                    for other, nearness in alternatives(self.connection, word)
                    if other != word
                ]
            self.found.other_words[word] = near
        self._add(self._match("find_words", " AND ".join(f"({self._either(word)})" for word in telling)))
        stems = [stem(word) for word in telling if len(stem(word)) >= 3]
        if self._few() and stems:
            self._add(self._match("find_parts", " AND ".join(f'"{part}"' for part in stems)))
        if len(telling) > 1:
            together = "".join(telling)
            for word in telling:
                self.found.other_words[word].append((together, 0.9))
            self._add(self._match("find_words", f'"{together}" *'))

    def _by_any_word(self) -> None:
        telling = self.question.telling
        self._add(self._match("find_words", " OR ".join(self._either(word) for word in telling)))
        stems = {stem(word) for word in telling if len(stem(word)) >= 4}
        if stems:
            self._add(self._match("find_parts", " OR ".join(f'"{part}"' for part in sorted(stems))))

    def _either(self, word: str) -> str:
        spellings = [word, *(other for other, _nearness in self.found.other_words[word])]
        return " OR ".join(f'"{spelling}" *' for spelling in spellings)

    def _is_known(self, word: str) -> bool:
        match = f'"{word}" *'
        row = self.connection.exec_driver_sql(
            "SELECT 1 FROM find_words WHERE find_words MATCH ? LIMIT 1", (match,)
        ).first()
        return row is not None

    def _match(self, table: str, match: str) -> list[int]:
        run = self.connection.exec_driver_sql
        n = run(
            f"SELECT count(*) FROM (SELECT 1 FROM {table} WHERE {table} MATCH ? LIMIT {_MANY})", (match,)
        ).scalar_one()
        if n == 0:
            return []
        best_first = f"ORDER BY {_WEIGHTS[table]}" if n < _MANY else ""
        rows = run(f"SELECT rowid FROM {table} WHERE {table} MATCH ? {best_first} LIMIT {_TAKE}", (match,))
        return [row[0] for row in rows]

    def _add(self, rows: Iterable[int]) -> None:
        self.found.rows.update(dict.fromkeys(rows))

    def _few(self) -> bool:
        return len(self.found.rows) < _FEW
