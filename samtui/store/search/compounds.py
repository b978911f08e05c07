"""Compounds (sammansättningar) that nobody has written: what their parts say."""

from typing import TYPE_CHECKING

from samtui.store.fold import stem

if TYPE_CHECKING:
    from sqlalchemy import Connection

_SHORTEST = 3
_TELLING = 5
_TAIL, _HEAD, _BEGINNING = 0.72, 0.7, 0.66


def as_two_words(connection: "Connection", word: str) -> tuple[str, str] | None:
    """A compound as two words, the first known, the second the beginning of a known one; otherwise None.

    ``autismutredning`` is ``autism`` and ``utredning``; an ``s`` may stand between them.
    """
    heads = {word[:middle]: word[middle:] for middle in range(_SHORTEST, len(word) - _SHORTEST)}
    known = _known(connection, [*heads, *(head[:-1] for head in heads if head.endswith("s"))])
    for head, tail in reversed(heads.items()):
        bare = head.removesuffix("s") if len(head) > _SHORTEST else head
        if (head in known or bare in known) and _begins_a_word(connection, stem(tail)):
            return bare, stem(tail)
    return None


def halves(connection: "Connection", word: str) -> list[tuple[str, float]]:
    """What is known of a word that is not: its last part, its first part, or else how it begins.

    Each with how near it is to the whole: ``sommarläger`` is first of all a ``läger``.
    """
    tails = [word[start:] for start in range(1, len(word) - _TELLING + 1)]
    heads = [word[:end] for end in range(len(word) - 1, _TELLING - 1, -1)]
    known = _known(connection, [*tails, *heads, *(head.removesuffix("s") for head in heads)])
    found = [(tail, _TAIL) for tail in tails if tail in known][:1]
    found += [(head, _HEAD) for head in heads if head in known or head.removesuffix("s") in known][:1]
    if not found:
        beginnings = [word[:end] for end in range(len(word) - 1, max(_TELLING, len(word) // 2 - 1), -1)]
        found = [(start, _BEGINNING) for start in beginnings if _begins_a_word(connection, start)][:1]
    return found


def _known(connection: "Connection", candidates: list[str]) -> set[str]:
    places = ", ".join("?" * len(candidates))
    rows = connection.exec_driver_sql(
        f"SELECT word FROM find_word WHERE word IN ({places})", tuple(candidates)
    )
    return {row[0] for row in rows}


def _begins_a_word(connection: "Connection", start: str) -> bool:
    found = connection.exec_driver_sql(
        "SELECT 1 FROM find_word WHERE word BETWEEN ? AND ? LIMIT 1", (start, f"{start}\U0010ffff")
    )
    return found.first() is not None
