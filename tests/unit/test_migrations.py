"""An older store comes up to date whole, or stays as it was; and what is migrated is what is made anew."""

import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from builders import NOW, Told, a_family, days
from conftest import KEY
from looking import everything
from sqlalchemy.exc import IntegrityError

import samtui
from samtui.errors import Damaged, Refused, TooNew
from samtui.models.caseload import Family, Minutes, Note
from samtui.models.directory import Organisation
from samtui.store import connection as file
from samtui.store import migrate
from samtui.store.directory import keep_index
from samtui.store.schema import CASELOAD, DIRECTORY, Schema
from samtui.store.store import Store, looks_whole

BOTH = pytest.mark.parametrize("kind", [CASELOAD, DIRECTORY], ids=lambda kind: kind.name)


def masters(path: Path) -> dict[tuple[str, str], str]:
    """What the file is made of: the statement of every table, index and trigger, white space apart."""
    raw = file.connect(path, KEY)
    rows = raw.execute("SELECT type, name, coalesce(sql, '') FROM sqlite_master").fetchall()
    raw.close()
    return {(kind, name): re.sub(r"\s+", " ", sql).replace('"', "") for kind, name, sql in rows}


def stamp(path: Path) -> tuple[int, int]:
    raw = file.connect(path, KEY)
    found = tuple(raw.execute(f"PRAGMA {name}").fetchone()[0] for name in ("user_version", "application_id"))
    raw.close()
    return found


@pytest.fixture
def migrated(tmp_path: Path) -> Callable[[Schema], Path]:
    """Makes a store out of an empty encrypted file, by the steps alone."""

    def make(kind: Schema) -> Path:
        path = tmp_path / f"migrated-{kind.name}.db"
        file.make_file(path)
        file.make_encrypted(path, KEY).close()
        migrate._upgrade(path, KEY, kind)
        return path

    return make


@BOTH
def test_what_the_steps_make_is_what_is_made_anew(
    tmp_path: Path, migrated: Callable[[Schema], Path], kind: Schema
) -> None:
    new = tmp_path / "new.db"
    Store.create(new, KEY, kind).close()
    old = migrated(kind)
    assert masters(old) == masters(new)
    assert stamp(old) == stamp(new) == (kind.head, kind.application_id)
    Store.open(old, KEY, kind).close()


@BOTH
def test_alembic_sees_no_difference_from_the_tables(migrated: Callable[[Schema], Path], kind: Schema) -> None:
    store = Store.open(migrated(kind), KEY, kind)

    def is_ours(_object: object, name: str | None, type_: str, *_rest: object) -> bool:
        return type_ != "table" or not str(name).startswith("find")

    with store.read() as connection:
        options = {"include_object": is_ours, "compare_type": True}
        context = MigrationContext.configure(connection, opts=options)
        assert compare_metadata(context, kind.metadata()) == []
    store.close()


@BOTH
def test_the_head_is_the_newest_step(kind: Schema) -> None:
    scripts = ScriptDirectory.from_config(migrate.configuration(kind))
    assert scripts.get_current_head() == f"{kind.head:04d}"
    steps = [step.revision for step in scripts.walk_revisions()]
    assert steps == [f"{number:04d}" for number in range(kind.head, 0, -1)]


def test_alembic_is_imported_only_when_a_step_is_due(caseload: Store) -> None:
    caseload.close()
    script = (
        "import sys; from pathlib import Path; from samtui.store.schema import CASELOAD; "
        "from samtui.store.store import Store; "
        f"Store.open(Path(sys.argv[1]), bytes.fromhex('{KEY.hex()}'), CASELOAD).close(); "
        "print('alembic' in sys.modules)"
    )
    command = [sys.executable, "-c", script, str(caseload.path)]
    folder = Path(samtui.__file__).parents[1]
    assert subprocess.run(command, capture_output=True, text=True, check=True, cwd=folder).stdout == "False\n"


REMAKE = """
import sqlalchemy as sa
from alembic import op

revision, down_revision = "0002", "0001"

def upgrade():
    for table in {tables}:
        with op.batch_alter_table(
            table, recreate="always", table_kwargs={{"sqlite_autoincrement": True}}
        ) as batch:
            batch.add_column(sa.Column("weather", sa.String, nullable=False, server_default="sol"))
    {then}
"""


@pytest.fixture
def next_step(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Schema]:
    """A schema one step further, which makes these tables anew and then does something."""

    def make(kind: Schema, tables: list[str], then: str = "pass") -> Schema:
        scripts = tmp_path / "scripts"
        shutil.copytree(migrate._SCRIPTS, scripts, dirs_exist_ok=True)
        (scripts / kind.name / "versions" / "0002_next.py").write_text(
            REMAKE.format(tables=tables, then=then)
        )
        monkeypatch.setattr(migrate, "_SCRIPTS", scripts)
        return replace(kind, head=kind.head + 1)

    return make


@pytest.fixture
def lived_in(caseload: Store) -> tuple[Path, Told]:
    """The closed file of a caseload in which something stands in every table, and something is gone."""
    told = (
        a_family()
        .with_joint_custody()
        .and_actor("BUP", contact="Maj")
        .with_consent()
        .with_need("Sova")
        .with_promise("Boka tolk", by="BUP", due=days(1))
        .with_meeting(asked=["BUP", "Sara"])
        .with_contact_on(NOW)
        .in_(caseload)
    )
    gone = a_family("Lom").with_contact_on(NOW).with_meeting().in_(caseload)
    with caseload.change("the minutes are locked") as session:
        session.add(Minutes(meeting_id=told.meetings[0], locked_at=NOW, locked_by="Malin", document="{}"))
        session.delete(session.get_one(Family, gone.id))
    caseload.close()
    return caseload.path, told


def rows_of(path: Path, kind: Schema = CASELOAD) -> list[tuple[object, ...]]:
    store = Store(path, KEY, kind)
    rows = everything(store)
    store.close()
    return rows


ALL_TABLES = [table.name for table in CASELOAD.metadata().sorted_tables]


@pytest.mark.parametrize("tables", [["family"], ["meeting"], ["minutes"], ALL_TABLES], ids=len)
def test_a_table_is_made_anew_and_nothing_around_it_is_lost(
    lived_in: tuple[Path, Told], next_step: Callable[..., Schema], tables: list[str]
) -> None:
    path, told = lived_in
    rows, made = rows_of(path), masters(path)
    newer = next_step(CASELOAD, tables)
    store = Store.open(path, KEY, newer)
    assert stamp(path) == (newer.head, newer.application_id)
    assert masters(path).keys() == made.keys()
    triggers = {name: sql for name, sql in made.items() if name[0] in ("trigger", "index")}
    assert triggers.items() <= masters(path).items()
    expected = {(*row, "sol") if row[0] in tables else row for row in rows}
    counted_none = {("sqlite_sequence", table, 0) for table in tables}
    assert set(everything(store)) - counted_none == expected
    for table in tables:
        before, after = made[("table", table)], masters(path)[("table", table)]
        for promise in (
            "AUTOINCREMENT",
            "CHECK",
            "UNIQUE",
            "ON DELETE CASCADE",
            "ON DELETE SET NULL",
            "NOT NULL",
        ):
            assert after.count(promise) == before.count(promise) + (promise == "NOT NULL")
    with pytest.raises(IntegrityError), store.load("x") as connection:
        connection.exec_driver_sql("UPDATE minutes SET number = 2")
    with pytest.raises(IntegrityError), store.load("x") as connection:
        connection.exec_driver_sql("UPDATE note SET family_id = 999")
    with store.change("all gone") as session:
        session.delete(session.get_one(Family, told.id))
    assert {str(row[0]) for row in everything(store)} == {"sqlite_sequence"}
    store.close()


def test_an_id_is_never_given_again_after_a_step_either(
    lived_in: tuple[Path, Told], next_step: Callable[..., Schema]
) -> None:
    path, told = lived_in
    store = Store.open(path, KEY, next_step(CASELOAD, ["family", "note"]))
    with store.change("a new family") as session:
        family = Family(name="Ripa", sort_name="ripa", begun_on=days(0))
        session.add(family)
        session.flush()
        note = Note(family_id=family.id, at=NOW)
        session.add(note)
    assert (family.id, note.id) == (told.id + 2, told.notes[0] + 2)
    store.close()


def test_the_search_survives_a_step(directory: Store, next_step: Callable[..., Schema]) -> None:
    directory.before_commit.append(keep_index)
    with directory.change("a unit") as session:
        session.add(Organisation(name="Björkskolan", also="björkis"))
    directory.close()
    store = Store.open(directory.path, KEY, next_step(DIRECTORY, ["organisation", "service"]))
    with store.read() as connection:
        found = connection.exec_driver_sql("SELECT title FROM find").scalars().all()
        words = connection.exec_driver_sql(
            "SELECT rowid FROM find_words WHERE find_words MATCH 'björkis'"
        ).all()
    assert (found, len(words)) == (["Björkskolan"], 1)
    store.before_commit.append(keep_index)
    with store.change("renamed") as session:
        session.get_one(Organisation, 1).name = "Granskolan"
    with store.read() as connection:
        assert connection.exec_driver_sql("SELECT title FROM find").scalars().all() == ["Granskolan"]
    store.close()


BREAKS = {
    "a mistake in SQL": "op.execute('UPDATE nowhere SET x = 1')",
    "a row that may not be": "op.execute(\"UPDATE family SET status = 'none'\")",
    "a broken tie": 'op.execute("UPDATE note SET family_id = 999")',
    "a mistake in Python": "raise ZeroDivisionError",
}


@pytest.mark.parametrize("fault", BREAKS)
def test_a_step_that_fails_leaves_the_store_as_it_was(
    lived_in: tuple[Path, Told], next_step: Callable[..., Schema], fault: str
) -> None:
    path, _told = lived_in
    rows, made = rows_of(path), masters(path)
    newer = next_step(CASELOAD, ["family", "meeting"], BREAKS[fault])
    with pytest.raises((Damaged, ZeroDivisionError)) as raised:
        Store.open(path, KEY, newer)
    if raised.type is Damaged:
        assert str(raised.value) == "caseload.db could not be updated; it is as it was."
    assert (rows_of(path), masters(path)) == (rows, made)
    assert stamp(path) == (CASELOAD.head, CASELOAD.application_id)
    looks_whole(path, KEY, CASELOAD)


def test_a_backup_is_made_before_a_step(
    lived_in: tuple[Path, Told], next_step: Callable[..., Schema]
) -> None:
    path, _told = lived_in
    (path.parent / "caseload.key.json").write_text("{}")
    rows, made = rows_of(path), masters(path)
    Store.open(path, KEY, next_step(CASELOAD, ["family"])).close()
    backups = path.parent / "backups"
    stem = "caseload-20261125T090000Z-before-v2"
    assert {found.name for found in backups.iterdir()} == {f"{stem}.db", f"{stem}.caseload.key.json"}
    assert (rows_of(backups / f"{stem}.db"), masters(backups / f"{stem}.db")) == (rows, made)
    assert stamp(backups / f"{stem}.db") == (CASELOAD.head, CASELOAD.application_id)


def test_no_step_without_a_backup(lived_in: tuple[Path, Told], next_step: Callable[..., Schema]) -> None:
    path, _told = lived_in
    rows = rows_of(path)
    (path.parent / "backups").write_text("in the way")
    newer = next_step(CASELOAD, ["family"])
    with pytest.raises(Refused):
        Store.open(path, KEY, newer)
    assert rows_of(path) == rows
    assert stamp(path)[0] == CASELOAD.head


def test_what_a_newer_program_wrote_no_older_one_opens(
    lived_in: tuple[Path, Told], next_step: Callable[..., Schema]
) -> None:
    path, _told = lived_in
    Store.open(path, KEY, next_step(CASELOAD, ["family"])).close()
    with pytest.raises(TooNew):
        Store.open(path, KEY, CASELOAD)
