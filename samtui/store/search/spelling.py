"""Which known words a misspelt one may be: compared with the vocabulary, never with whole texts."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlalchemy import Connection

_LOOKED_AT = 150
_NEAR = 0.74
_SHORT = 5


def alternatives(connection: "Connection", word: str, most: int = 6) -> list[tuple[str, float]]:
    """Known words near a folded one, nearest first, each with its nearness (0 to 1).

    Near as a whole, to a beginning (the word is still being typed), or to a part of a compound.
    """
    from rapidfuzz import fuzz
    from rapidfuzz.distance import OSA

    scored = []
    for known, n in _look_alikes(connection, word):
        whole = OSA.normalized_similarity(word, known)
        lengths = (len(word) - 1, len(word), len(word) + 1)
        beginning = max(OSA.normalized_similarity(word, known[:length]) for length in lengths)
        inside = fuzz.partial_ratio(word, known) / 100 if len(known) > len(word) else 0.0
        nearness = max(whole, beginning - 0.02, inside - 0.06)
        if nearness >= _NEAR:
            scored.append((nearness, n, known))
    scored.sort(key=lambda score: (-score[0], -score[1], score[2]))
    return [(known, nearness) for nearness, _n, known in scored[:most]]


def _look_alikes(connection: "Connection", word: str) -> list[tuple[str, int]]:
    run = connection.exec_driver_sql
    pieces = sorted({word[start : start + 3] for start in range(len(word) - 2)})
    match = " OR ".join(f'"{piece}"' for piece in pieces)
    found = {
        row[0]
        for row in run(
            f"SELECT rowid FROM find_spelling WHERE find_spelling MATCH ? ORDER BY rank LIMIT {_LOOKED_AT}",
            (match,),
        )
    }
    if len(word) <= _SHORT:  # a slip in a short word leaves no three letters in a row
        between = (len(word) - 1, len(word) + 1)
        found.update(row[0] for row in run("SELECT id FROM find_word WHERE length BETWEEN ? AND ?", between))
    ids = ", ".join(str(row_id) for row_id in sorted(found))
    return [(row[0], row[1]) for row in run(f"SELECT word, n FROM find_word WHERE id IN ({ids})")]
