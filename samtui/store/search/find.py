"""Search as you type: one question, the answers best first."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from samtui.language import sort_key
from samtui.store.search.candidates import gather
from samtui.store.search.question import understand
from samtui.store.search.ranking import COLUMNS, Row, Scored, row_of, score

if TYPE_CHECKING:
    from sqlalchemy import Connection


@dataclass(frozen=True)
class Hit:
    """One answer. ``kind`` is service, organisation or contact and ``ref`` the row's id.

    ``title`` and ``sub`` are to be shown. ``why`` is the text that matched where it is not shown already:
    another name, a telephone number, the name in the other language; otherwise "".
    """

    kind: str
    ref: int
    title: str
    sub: str
    score: float
    why: str


def find(
    connection: "Connection", query: str, *, language: str, limit: int = 20, spell: bool = True
) -> list[Hit]:
    """What may be meant by ``query``, best first, one hit a service whatever language matched.

    Any text may be typed: beginnings, parts of compounds, å ä ö or not, inflected, misspelt, a telephone
    number, a law reference. ``spell=False`` is the cheap half, for every key; the rest may follow after a
    pause.
    """
    question = understand(query)
    if not question.words:
        return []
    found = gather(connection, question, spell=spell)
    rows = _rows(connection, f"id IN ({', '.join(map(str, found.rows))})")
    places = {row_id: place for place, row_id in enumerate(found.rows)}
    best = _one_a_thing((score(row, question, found, places[row.id]) for row in rows), language)
    best.sort(key=_order)
    return _shown(connection, best[:limit], language)


def _rows(connection: "Connection", where: str) -> list[Row]:
    return [row_of(row) for row in connection.exec_driver_sql(f"SELECT {COLUMNS} FROM find WHERE {where}")]


def _one_a_thing(scored: Iterable[Scored], language: str) -> list[Scored]:
    """The best of a service's languages; the language in use where both are as good."""
    best: dict[tuple[str, int], Scored] = {}
    for one in scored:
        key = (one.row.kind, one.row.ref)
        other = best.get(key)
        if other is None or _preference(one, language) > _preference(other, language):
            best[key] = one
    return list(best.values())


def _preference(one: Scored, language: str) -> tuple[float, bool]:
    here = one.row.language == language
    return one.score + (2.0 if here else 0.0), here


def _order(one: Scored) -> tuple[float, int, str, int]:
    """Best first; services that answer as well in the order of the catalogue, others by name."""
    in_catalogue = one.row.ref if one.row.kind == "service" else 0
    return -round(one.score, 1), in_catalogue, sort_key(one.row.title), one.row.ref


def _shown(connection: "Connection", best: list[Scored], language: str) -> list[Hit]:
    elsewhere = [one.row.ref for one in best if one.row.language not in ("", language)]
    refs = ", ".join(map(str, elsewhere))
    where = f"kind = 'service' AND ref IN ({refs}) AND language = '{'en' if language == 'en' else 'sv'}'"
    here = {row.ref: row for row in _rows(connection, where)} if elsewhere else {}
    hits = []
    for one in best:
        row = here.get(one.row.ref, one.row) if one.row.language not in ("", language) else one.row
        why = "" if one.why == row.title else one.why
        hits.append(Hit(row.kind, row.ref, row.title, row.sub, round(one.score, 1), why))
    return hits
