"""Keeping the search tables: which texts of the directory a search looks into.

A row of ``find`` is one service in one language, one organisation or one contact. Rows lie in the order
services, organisations, contacts: where very many match, the first ones are looked at.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from samtui.store.fold import digits, initials, words
from samtui.store.search.law import law_words

if TYPE_CHECKING:
    from sqlalchemy import Connection

Key = tuple[str, int]
"""A kind ("service", "organisation", "contact") and the id of the row."""

BESIDE = " · "
"""Stands between the texts beside a title: who is responsible · the law; a contact's title · workplace."""

_ROWS = {
    "service": (
        "SELECT s.id AS ref, t.language, t.name AS title, t.responsible AS first, s.legal_basis AS second, "
        "t.also, t.summary || ' ' || t.who_may_apply AS body, '' AS phone, s.legal_basis AS law "
        "FROM service s JOIN servicetext t ON t.service_id = s.id {where} ORDER BY s.id, t.language DESC"
    ),
    "organisation": (
        "SELECT s.id AS ref, '' AS language, s.name AS title, s.municipality AS first, '' AS second, "
        "s.also, s.does || ' ' || s.address || ' ' || s.email AS body, s.phone, '' AS law "
        "FROM organisation s {where} ORDER BY s.id"
    ),
    "contact": (
        "SELECT s.id AS ref, '' AS language, s.name AS title, s.title AS first, o.name AS second, "
        "'' AS also, s.email AS body, s.phone, '' AS law "
        "FROM contact s JOIN organisation o ON o.id = s.organisation_id {where} ORDER BY s.id"
    ),
}
_VOCABULARY = (
    "INSERT INTO find_word (word, length, n) SELECT term, length(term), sum(doc) FROM find_vocabulary "
    "WHERE length(term) BETWEEN 3 AND 40 AND term NOT GLOB '*[0-9]*' "
    "AND col IN ('title', 'also', 'sub', 'body') GROUP BY term"
)
_SEVERAL_PHONES = re.compile(r"[,;/\n]|\beller\b|\bor\b")


@dataclass(frozen=True)
class Entry:
    """What a search knows of one row; ``numbers`` are those of its telephones or of its legal basis."""

    kind: str
    ref: int
    language: str
    title: str
    sub: str
    also: str
    body: str
    phone: str
    numbers: str
    initials: str


def index_all(connection: "Connection") -> None:
    """Makes all search tables anew from the directory, the vocabulary for misspellings as well."""
    run = connection.exec_driver_sql
    run("DELETE FROM find")
    run("DELETE FROM find_word")
    for table in ("find_words", "find_parts", "find_spelling"):
        run(f"INSERT INTO {table}({table}) VALUES ('delete-all')")
    entries = (entry for kind in _ROWS for entry in _entries(connection, kind))
    _put(connection, enumerate(entries, start=1))
    run(_VOCABULARY)
    run("INSERT INTO find_spelling(rowid, word) SELECT id, word FROM find_word")
    _optimize(connection)


def index_some(connection: "Connection", keys: Iterable[Key]) -> None:
    """Brings the search tables up to date for these rows: new, changed or gone.

    The contacts of an organisation go with it, since they are found by its name.
    """
    wanted = set(keys)
    for ref in [ref for kind, ref in wanted if kind == "organisation"]:
        rows = connection.exec_driver_sql("SELECT id FROM contact WHERE organisation_id = ?", (ref,))
        wanted.update(("contact", row[0]) for row in rows)
    if any(kind == "organisation" for kind, _ref in wanted):
        gone = connection.exec_driver_sql(
            "SELECT ref FROM find WHERE kind = 'contact' AND ref NOT IN (SELECT id FROM contact)"
        )
        wanted.update(("contact", row[0]) for row in gone)
    places: dict[tuple[str, int, str], int] = {}
    old_words: set[str] = set()
    for kind, ref in wanted:
        _take_out(connection, kind, ref, places, old_words)
    entries = [entry for kind, ref in sorted(wanted) for entry in _entries(connection, kind, ref)]
    free = max(connection.exec_driver_sql("SELECT max(id) FROM find").scalar() or 0, *places.values(), 0) + 1
    _put(
        connection,
        [
            (places.get((entry.kind, entry.ref, entry.language), free + n), entry)
            for n, entry in enumerate(entries)
        ],
    )
    _learn(connection, entries)
    _forget(connection, old_words)


def _entries(connection: "Connection", kind: str, ref: int | None = None) -> Iterator[Entry]:
    where = "" if ref is None else "WHERE s.id = ?"
    bound: tuple[int, ...] = () if ref is None else (ref,)
    for row in connection.exec_driver_sql(_ROWS[kind].format(where=where), bound):
        yield Entry(
            kind=kind,
            ref=row.ref,
            language=row.language,
            title=row.title,
            sub=_joined(row.first, row.second),
            also=row.also,
            body=row.body,
            phone=row.phone,
            numbers=" ".join(law_words(row.law)) or _phone_numbers(row.phone),
            initials=initials(row.title) if kind == "contact" else "",
        )


def _joined(*texts: str) -> str:
    return BESIDE.join(text for text in texts if text)


def _phone_numbers(phone: str) -> str:
    return " ".join(filter(None, (digits(number) for number in _SEVERAL_PHONES.split(phone))))


def _put(connection: "Connection", entries: Iterable[tuple[int, Entry]]) -> None:
    rows: list[tuple[Any, ...]] = []
    in_words: list[tuple[Any, ...]] = []
    in_parts: list[tuple[Any, ...]] = []
    for place, entry in entries:
        names = [line.strip() for line in entry.also.splitlines() if line.strip()]
        title, body = _plain(entry.title), _plain(entry.body)
        sub = BESIDE.join(_plain(part) for part in entry.sub.split(BESIDE))
        also = "\n".join(_plain(name) for name in names)
        shown = (entry.kind, entry.ref, entry.language, entry.title, entry.sub, "\n".join(names), entry.phone)
        rows.append((place, *shown, title, sub, also, entry.numbers))
        in_words.append((place, title, also, sub, body, entry.numbers, entry.initials))
        in_parts.append((place, _run_together(title), _run_together(also), sub, body, entry.numbers))
    if not rows:
        return
    run = connection.exec_driver_sql
    run(f"INSERT INTO find VALUES ({', '.join('?' * 12)})", rows)
    run(
        "INSERT INTO find_words(rowid, title, also, sub, body, num, ini) VALUES (?, ?, ?, ?, ?, ?, ?)",
        in_words,
    )
    run("INSERT INTO find_parts(rowid, title, also, sub, body, num) VALUES (?, ?, ?, ?, ?, ?)", in_parts)


def _plain(text: str) -> str:
    return " ".join(words(text))


def _run_together(names: str) -> str:
    """Names, and once more without blanks: ``personligassistans`` finds ``personlig assistans``."""
    together = [line.replace(" ", "") for line in names.split("\n")]
    return "\n".join([names, *together])


def _take_out(
    connection: "Connection",
    kind: str,
    ref: int,
    places: dict[tuple[str, int, str], int],
    old_words: set[str],
) -> None:
    run = connection.exec_driver_sql
    rows = run(
        "SELECT id, language, folded_title, folded_sub, folded_also FROM find WHERE kind = ? AND ref = ?",
        (kind, ref),
    ).fetchall()
    for place, language, *texts in rows:
        places[(kind, ref, language)] = place
        old_words.update(word for text in texts for word in words(text))
        for table, key in (("find_words", "rowid"), ("find_parts", "rowid"), ("find", "id")):
            run(f"DELETE FROM {table} WHERE {key} = ?", (place,))


def _learn(connection: "Connection", entries: Iterable[Entry]) -> None:
    """Adds the words of these rows to the vocabulary that misspellings are compared with."""
    new = {
        word
        for entry in entries
        for text in (entry.title, entry.sub, entry.also, entry.body)
        for word in words(text)
        if 3 <= len(word) <= 40 and not any(sign.isdigit() for sign in word)
    }
    run = connection.exec_driver_sql
    for word in sorted(new):
        if run("SELECT 1 FROM find_word WHERE word = ?", (word,)).first() is None:
            place = run(
                "INSERT INTO find_word (word, length, n) VALUES (?, ?, 1)", (word, len(word))
            ).lastrowid
            run("INSERT INTO find_spelling(rowid, word) VALUES (?, ?)", (place, word))


def _forget(connection: "Connection", old_words: set[str]) -> None:
    """Takes words out of the vocabulary that no row holds any more: a name that left is not suggested."""
    run = connection.exec_driver_sql
    for word in old_words:
        held = run("SELECT 1 FROM find_words WHERE find_words MATCH ? LIMIT 1", (f'"{word}"',)).first()
        row = None if held else run("SELECT id FROM find_word WHERE word = ?", (word,)).first()
        if row is not None:
            run("DELETE FROM find_spelling WHERE rowid = ?", (row[0],))
            run("DELETE FROM find_word WHERE id = ?", (row[0],))


def _optimize(connection: "Connection") -> None:
    for table in ("find_words", "find_parts", "find_spelling"):
        connection.exec_driver_sql(f"INSERT INTO {table}({table}) VALUES ('optimize')")
