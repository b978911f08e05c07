"""What each store is made of: its tables, its triggers, its search tables, its version."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlalchemy import Connection, MetaData


@dataclass(frozen=True)
class Schema:
    """One kind of store. ``head`` is the newest version; ``application_id`` tells our files from others."""

    name: str
    application_id: int
    head: int
    metadata: Callable[[], "MetaData"]
    extras: Sequence[str]
    """Triggers and search tables: statements that may be run again at any time."""


def _caseload_metadata() -> "MetaData":
    from samtui.models import caseload

    return caseload.metadata


def _directory_metadata() -> "MetaData":
    from samtui.models import directory

    return directory.metadata


_LOCKED_MINUTES_STAY = tuple(
    f"CREATE TRIGGER IF NOT EXISTS minutes_no_{deed} BEFORE {deed.upper()} ON minutes "
    f"{when} BEGIN SELECT RAISE(ABORT, 'locked minutes stay as they are'); END"
    for deed, when in (
        ("update", ""),
        ("delete", "WHEN EXISTS (SELECT 1 FROM meeting WHERE id = old.meeting_id)"),
    )
)

SEARCH_TABLES = (
    "CREATE TABLE IF NOT EXISTS find (id INTEGER PRIMARY KEY, kind TEXT NOT NULL, ref INTEGER NOT NULL, "
    "language TEXT NOT NULL, title TEXT NOT NULL, sub TEXT NOT NULL, also TEXT NOT NULL, "
    "phone TEXT NOT NULL, folded_title TEXT NOT NULL, folded_sub TEXT NOT NULL, folded_also TEXT NOT NULL, "
    "numbers TEXT NOT NULL, UNIQUE (kind, ref, language))",
    "CREATE VIRTUAL TABLE IF NOT EXISTS find_words USING fts5(title, also, sub, body, num, ini, content='', "
    "contentless_delete=1, tokenize='unicode61', prefix='1 2 3')",
    "CREATE VIRTUAL TABLE IF NOT EXISTS find_parts USING fts5(title, also, sub, body, num, content='', "
    "contentless_delete=1, tokenize='trigram')",
    "CREATE VIRTUAL TABLE IF NOT EXISTS find_vocabulary USING fts5vocab(find_words, 'col')",
    "CREATE TABLE IF NOT EXISTS find_word (id INTEGER PRIMARY KEY, word TEXT NOT NULL UNIQUE, "
    "length INTEGER NOT NULL, n INTEGER NOT NULL)",
    "CREATE INDEX IF NOT EXISTS find_word_length ON find_word (length)",
    "CREATE VIRTUAL TABLE IF NOT EXISTS find_spelling USING fts5(word, content='', contentless_delete=1, "
    "tokenize='trigram')",
)

CASELOAD = Schema("caseload", 0x53414D43, 1, _caseload_metadata, _LOCKED_MINUTES_STAY)
DIRECTORY = Schema("directory", 0x53414D44, 1, _directory_metadata, SEARCH_TABLES)


def create(connection: "Connection", schema: Schema) -> None:
    """Makes a new store: tables, then triggers and search tables, then the stamp."""
    schema.metadata().create_all(connection)
    run_extras(connection, schema)
    stamp(connection, schema)


def run_extras(connection: "Connection", schema: Schema) -> None:
    """Triggers and search tables. A migration that makes a table anew drops its triggers: they come again."""
    for statement in schema.extras:
        connection.exec_driver_sql(statement)


def stamp(connection: "Connection", schema: Schema) -> None:
    """Writes the version and the mark of our files."""
    connection.exec_driver_sql(f"PRAGMA user_version={schema.head}")
    connection.exec_driver_sql(f"PRAGMA application_id={schema.application_id}")
