"""The one door for changes, and what a store keeps to whatever is done to it."""

import stat
import threading
import traceback
from collections.abc import Callable
from pathlib import Path

import pytest
from builders import NOW, TODAY, a_family, days
from conftest import KEY
from looking import card_of, everything, meeting_of
from sqlalchemy.exc import IntegrityError, StatementError
from sqlmodel import Session, select

from samtui.errors import Refused, SamtuiError
from samtui.models.caseload import (
    Action,
    Answer,
    Child,
    ConsentScope,
    Draft,
    Family,
    Information,
    Involvement,
    Meeting,
    Minutes,
    Note,
)
from samtui.models.directory import Organisation
from samtui.practice import consenting, families, meetings, network, notes
from samtui.store import schema
from samtui.store.schema import CASELOAD
from samtui.store.store import Change, Store, for_edit

SECRET = "Planterad Hemlighet"


def told_by(store: Store) -> list[Change]:
    heard: list[Change] = []
    store.listeners.append(heard.append)
    return heard


def the_only_note(store: Store) -> Note:
    with store.change("looking") as session:
        return session.exec(select(Note)).one()


def test_a_change_counts_the_version_up_and_a_look_does_not(caseload: Store) -> None:
    told = a_family().with_contact_on(NOW, text="ett").in_(caseload)
    assert the_only_note(caseload).version == 1
    with caseload.change("changed") as session:
        session.get_one(Note, told.notes[0]).text = "två"
    assert the_only_note(caseload).version == 2
    with caseload.change("the same again") as session:
        session.get_one(Note, told.notes[0]).text = "två"
    assert the_only_note(caseload).version == 2


def test_for_edit_says_whether_somebody_was_first(caseload: Store) -> None:
    told = a_family().in_(caseload)
    with caseload.change("looking") as session:
        assert for_edit(session, Family, told.id).id == told.id
        assert for_edit(session, Family, told.id, 1).id == told.id
        with pytest.raises(Refused):
            for_edit(session, Family, told.id + 1, 1)


def test_listeners_are_told_what_changed_and_whose_it_is(caseload: Store) -> None:
    heard = told_by(caseload)
    told = a_family().with_joint_custody().and_actor("BUP").in_(caseload)
    assert heard[-1].what == "a family for a test"
    assert heard[-1].tables == {"family", "child", "adult", "custody", "involvement"}
    assert heard[-1].families == {told.id}
    with caseload.change("nothing") as session:
        session.get_one(Family, told.id)
    assert (heard[-1].tables, heard[-1].families) == (frozenset(), frozenset())
    with caseload.change("removed") as session:
        session.delete(session.get_one(Family, told.id))
    assert (heard[-1].tables, heard[-1].families) == ({"family"}, {told.id})


def test_a_change_deep_in_a_family_names_the_family(caseload: Store) -> None:
    a_family("Lom").in_(caseload)
    told = (
        a_family()
        .with_joint_custody()
        .and_actor("BUP")
        .with_consent(answers={"Sara": Answer.PENDING})
        .with_meeting(asked=["BUP"])
        .in_(caseload)
    )
    card = meeting_of(caseload, told.meetings[0])
    item, guest, robin = card.items[0].id, card.participants[0].id, told.children["Robin"]
    deep: dict[str, Callable[[Session], object]] = {
        "agendaitem": lambda session: meetings.write(session, item, "Det går bra."),
        "decision": lambda session: meetings.agree(session, item, "Vi hörs i maj"),
        "participation": lambda session: meetings.note_participation(session, card.id, robin, None, ""),
        "participant": lambda session: meetings.uninvite(session, guest),
        "contact": lambda session: network.save_contact(session, told.actors["BUP"], name="Maj"),
        "consentgiver": lambda session: consenting.withdraw(session, told.consents[0], told.person("Sara")),
        "consentscope": lambda session: session.add(
            ConsentScope(
                consent_id=told.consents[0],
                involvement_id=told.actors["BUP"],
                information=Information.HEALTH,
            )
        ),
    }
    heard = told_by(caseload)
    for table, deed in deep.items():
        with caseload.change(table) as session:
            deed(session)
        assert table in heard[-1].tables
        assert heard[-1].families == {told.id}


def test_the_directory_has_no_families(directory: Store) -> None:
    heard = told_by(directory)
    with directory.change("a unit") as session:
        session.add(Organisation(name="Björkskolan"))
    assert (heard[-1].tables, heard[-1].families) == ({"organisation"}, frozenset())


def test_what_is_loaded_is_told_as_everything(caseload: Store) -> None:
    heard = told_by(caseload)
    with caseload.load("many rows") as connection:
        connection.exec_driver_sql("DELETE FROM note")
    assert heard == [Change("many rows", frozenset({"*"}), frozenset())]


def test_a_change_that_fails_leaves_nothing_and_tells_nobody(caseload: Store) -> None:
    told = a_family().in_(caseload)
    before, heard = everything(caseload), told_by(caseload)
    with pytest.raises(ZeroDivisionError), caseload.change("fails late") as session:
        session.get_one(Family, told.id).name = "Annan"
        families.save_need(session, told.id, text="Sova")
        session.flush()
        raise ZeroDivisionError
    with pytest.raises(IntegrityError), caseload.change("a family that is not there") as session:
        notes.save(session, told.id, text="ett")
        notes.save(session, told.id + 1, text="två")
    with pytest.raises(ZeroDivisionError), caseload.load("fails") as connection:
        connection.exec_driver_sql("DELETE FROM family")
        raise ZeroDivisionError
    assert everything(caseload) == before
    assert heard == []


def test_a_last_step_sees_what_was_touched_belongs_to_the_change_and_may_stop_it(caseload: Store) -> None:
    seen: list[str] = []

    def step(session: Session, touched: list[object]) -> None:
        seen.extend(type(row).__name__ for row in touched)
        session.add(Draft(place=f"step {len(seen)}", fields="{}", saved_at=NOW))
        session.flush()
        if len(seen) > 1:
            raise Refused("Not this time.")

    caseload.before_commit.append(step)
    a_family("Lom").in_(caseload)
    with pytest.raises(Refused):
        a_family("Ripa").in_(caseload)
    caseload.before_commit.clear()
    assert seen == ["Family", "Family"]
    with caseload.read() as connection:
        assert connection.exec_driver_sql("SELECT name FROM family").scalars().all() == ["Lom"]
        assert connection.exec_driver_sql("SELECT count(*) FROM draft").scalar_one() == 1


def test_two_who_write_at_the_same_time_lose_nothing(caseload: Store) -> None:
    told = a_family().with_contact_on(NOW, text="").in_(caseload)
    start, failures = threading.Barrier(2), []

    def add_words(word: str) -> None:
        try:
            start.wait()
            for _ in range(20):
                with caseload.change("a word more") as session:
                    note = session.get_one(Note, told.notes[0])
                    note.text = f"{note.text}{word}"
        except Exception as error:  # what a thread raises would be lost
            failures.append(error)

    threads = [threading.Thread(target=add_words, args=(word,)) for word in "ab"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    note = the_only_note(caseload)
    assert (note.text.count("a"), note.text.count("b"), note.version) == (20, 20, 41)


def test_the_write_lock_is_taken_at_once_and_readers_go_on(caseload: Store) -> None:
    told = a_family().in_(caseload)
    with caseload.change("begun") as session:
        other = caseload.separate_connection()
        other.execute("PRAGMA busy_timeout=0")
        with pytest.raises(Exception, match="locked"):
            other.execute("BEGIN IMMEDIATE")
        assert other.execute("SELECT name FROM family").fetchall() == [("Gärdsmyg",)]
        other.close()
        session.get_one(Family, told.id).name = "Lom"


def test_a_read_sees_one_view_from_its_first_statement_to_its_last(caseload: Store) -> None:
    told = a_family().in_(caseload)
    with caseload.read() as connection:
        before = connection.exec_driver_sql("SELECT name FROM family").scalar_one()
        with caseload.change("renamed meanwhile") as session:
            session.get_one(Family, told.id).name = "Lom"
        assert connection.exec_driver_sql("SELECT name FROM family").scalar_one() == before
    with caseload.read() as connection:
        assert connection.exec_driver_sql("SELECT name FROM family").scalar_one() == "Lom"


FAULTS: dict[str, Callable[[Session, int], object]] = {
    "a second draft of the same place": lambda session, _family: [
        session.add(Draft(place=SECRET, fields=SECRET, saved_at=NOW)) or session.flush() for _ in range(2)
    ],
    "a family that is not there": lambda session, family: notes.save(session, family + 1, text=SECRET),
    "a child without a name": lambda session, family: session.add(Child(family_id=family, name=None)),
    "two owners": lambda session, family: session.add(
        Action(family_id=family, text=SECRET, mine=True, adult_id=1)
    ),
    "a status that is none": lambda session, family: session.connection().exec_driver_sql(
        "UPDATE family SET name = ?, status = ? WHERE id = ?", (SECRET, SECRET, family)
    ),
    "a table that is not there": lambda session, _family: session.connection().exec_driver_sql(
        "INSERT INTO nowhere VALUES (?)", (SECRET,)
    ),
    "a choice that is none": lambda session, family: session.add(
        Involvement(family_id=family, actor="BUP", principal=SECRET)
    ),
    "a day that is none": lambda session, family: session.add(
        Involvement(family_id=family, actor=SECRET, since=SECRET)
    ),
    "a value that cannot be kept": lambda session, family: session.add(
        Note(family_id=family, at=NOW, text=[SECRET])
    ),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_no_error_repeats_what_somebody_wrote(caseload: Store, fault: str) -> None:
    told = a_family(SECRET).in_(caseload)
    with pytest.raises((SamtuiError, StatementError)) as raised, caseload.change("x") as session:
        FAULTS[fault](session, told.id)
    assert SECRET not in "".join(
        line for line in traceback.format_exception(raised.value) if not line.lstrip().startswith("File")
    )


def locked_minutes(store: Store) -> tuple[int, int]:
    told = a_family().with_meeting().in_(store)
    with store.change("locked") as session:
        row = Minutes(meeting_id=told.meetings[0], locked_at=NOW, locked_by="Malin", document="{}")
        session.add(row)
        session.flush()
        return told.meetings[0], row.id


def test_locked_minutes_can_be_neither_changed_nor_removed(caseload: Store) -> None:
    _meeting, minutes = locked_minutes(caseload)
    for deed in (
        "UPDATE minutes SET document = '{1}'",
        "UPDATE minutes SET number = 2",
        "DELETE FROM minutes",
        f"INSERT OR REPLACE INTO minutes SELECT id, meeting_id, number, locked_at, 'X', document "
        f"FROM minutes WHERE id = {minutes}",
    ):
        before = everything(caseload)
        with pytest.raises(IntegrityError, match="stay as they are"), caseload.load("x") as connection:
            connection.exec_driver_sql(deed)
        assert everything(caseload) == before
    with pytest.raises(IntegrityError), caseload.change("x") as session:
        session.delete(session.get_one(Minutes, minutes))


@pytest.mark.parametrize("gone", [Meeting, Family])
def test_locked_minutes_go_with_their_meeting_and_their_family(caseload: Store, gone: type) -> None:
    locked_minutes(caseload)
    with caseload.change("gone") as session:
        session.delete(session.exec(select(gone)).one())
    with caseload.read() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM minutes").scalar_one() == 0


def test_an_id_is_never_given_again(caseload: Store) -> None:
    first = a_family("Lom").with_contact_on(NOW).in_(caseload)
    with caseload.change("gone") as session:
        session.delete(session.get_one(Family, first.id))
    second = a_family("Ripa").with_contact_on(NOW).in_(caseload)
    assert (second.id, second.notes[0]) == (first.id + 1, first.notes[0] + 1)


def test_everything_of_a_family_goes_with_it_and_nothing_of_another(caseload: Store) -> None:
    def tell(name: str) -> int:
        return (
            a_family(name)
            .with_joint_custody()
            .and_actor("BUP", contact="Maj")
            .with_consent()
            .with_need("Sova")
            .with_promise("Boka tolk", by="BUP", due=days(1))
            .with_meeting(asked=["BUP", "Sara"])
            .with_contact_on(NOW)
            .in_(caseload)
            .id
        )

    kept = tell("Lom")
    before = everything(caseload)
    gone = tell("Ripa")
    with caseload.change("gone") as session:
        session.delete(session.get_one(Family, gone))
    rows = [row for row in everything(caseload) if row[0] != "sqlite_sequence"]
    assert rows == [row for row in before if row[0] != "sqlite_sequence"]
    assert card_of(caseload, kept).facts.actions_open == 1


def test_every_connection_keeps_foreign_keys_and_leaves_no_plain_text(caseload: Store) -> None:
    def kept(connection) -> list[int]:
        names = (
            "foreign_keys",
            "recursive_triggers",
            "secure_delete",
            "temp_store",
            "trusted_schema",
            "synchronous",
        )
        return [connection.execute(f"PRAGMA {name}").fetchone()[0] for name in names]

    with caseload.read() as one, caseload.read() as two, caseload.change("x") as session:
        pooled = [each.connection.dbapi_connection for each in (one, two, session.connection())]
        separate = caseload.separate_connection()
        assert [kept(each) for each in [*pooled, separate]] == [[1, 1, 1, 2, 0, 2]] * 4
        separate.close()
    a_family(SECRET).with_contact_on(NOW, text=SECRET).in_(caseload)
    for file in caseload.path.parent.iterdir():
        assert SECRET.encode() not in file.read_bytes()


def test_a_new_store_is_its_owners_and_is_never_made_over_another(tmp_path: Path) -> None:
    path = tmp_path / "caseload.db"
    store = Store.create(path, KEY, CASELOAD)
    a_family().in_(store)
    before = everything(store)
    assert all(stat.S_IMODE(file.stat().st_mode) == 0o600 for file in tmp_path.iterdir())
    with pytest.raises(Refused, match="not been touched"):
        Store.create(path, KEY, CASELOAD)
    assert everything(store) == before
    store.close()
    assert [file.name for file in tmp_path.iterdir()] == ["caseload.db"]


def test_a_store_that_cannot_be_made_leaves_nothing_half_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_arguments: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(schema, "stamp", fail)
    with pytest.raises(OSError, match="No space"):
        Store.create(tmp_path / "caseload.db", KEY, CASELOAD)
    assert list(tmp_path.iterdir()) == []


def test_a_closed_store_keeps_no_key(caseload: Store) -> None:
    assert caseload.key == KEY
    caseload.close()
    assert caseload.key == b""


def test_dates_and_instants_come_back_as_they_went_in(caseload: Store) -> None:
    told = a_family().with_contact_on(NOW).with_promise("Boka tolk", due=TODAY).in_(caseload)
    card = card_of(caseload, told.id)
    assert (card.notes[0].at, card.notes[0].at.utcoffset(), card.actions[0].due) == (
        NOW,
        NOW.utcoffset(),
        TODAY,
    )
