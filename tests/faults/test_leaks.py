"""A name that somebody typed stands in the encrypted store and nowhere else on the disk.

Everything the program may write to lies under one folder in these tests: data, settings, state, cache, temporary
files. It is searched while the stores are open, when they are closed, when the program was killed, while a backup
or a file for somebody is half written, and after a fault.
"""

import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from builders import NOW, TODAY, Told, a_family
from desks import (
    PASSPHRASE,
    RECOVERY_KEY,
    at,
    begun,
    environment,
    kept_drafts,
    program,
    unlocked,
    until,
    until_ended,
    until_on,
    until_seen,
    write,
)
from sqlmodel import Session

from samtui.app import Samtui
from samtui.models.caseload import Information, NoteKind, ParticipationWay
from samtui.options import LOCKED
from samtui.practice import consenting, drafts, families, meetings, network, notes
from samtui.screens.minutes import MinutesRoom
from samtui.store import backup, files
from samtui.store.folder import DataFolder
from samtui.store.store import Store

NAME = "Zxqvölund-Planterad"
PIECES = ("Zxqvöl", "zxqvol", "Zxqv\\u00f6", "xqvölund", "Planter", "lanterad")
"""Parts of it, folded for searching, and as JSON may write it; each long enough never to come up by chance."""

NEEDLES = tuple(
    {
        piece.casefold().encode(encoding)
        for piece in PIECES
        for encoding in ("utf-8", "latin-1", "utf-16-le", "utf-16-be", "utf-32-le")
    }
)


def holds_the_name(data: bytes) -> bool:
    """Whether the name, or a piece of it in any encoding, stands in the bytes."""
    lowered = data.lower().replace("Ö".encode(), "ö".encode()).replace(b"\xd6", b"\xf6")
    return any(needle in lowered for needle in NEEDLES)


def found_in(home: Path) -> set[Path]:
    """The files under a folder that hold the name, or are named by it."""
    every = [path for path in home.rglob("*") if path.is_file()]
    return {path.relative_to(home) for path in every if holds_the_name(path.read_bytes()) or _is_named(path)}


def _is_named(path: Path) -> bool:
    return holds_the_name(path.name.encode("utf-8", "surrogateescape"))


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A home of its own; temporary files of Python and of SQLite go there too."""
    for name, value in environment(tmp_path).items():
        if name != "PATH":
            monkeypatch.setenv(name, value)
    monkeypatch.setattr(tempfile, "tempdir", None)
    yield tmp_path
    assert tempfile.gettempdir() == str(tmp_path / "tmp")


@pytest.fixture
def folder(home: Path) -> DataFolder:
    return begun(home / "data")


def type_everywhere(store: Store) -> Told:
    """The name in everything that can be typed about a family."""
    told = (
        a_family(NAME)
        .with_joint_custody(f"Sara {NAME}", f"Anders {NAME}")
        .with_child(f"Robin {NAME}")
        .and_actor(f"Skolan {NAME}", role=NAME, contact=f"Ylva {NAME}")
        .with_need(f"{NAME} vill sova")
        .with_promise(f"ringa {NAME}", by="jag", due=TODAY)
        .with_contact_on(NOW - timedelta(days=1), text=f"Talade med {NAME}.")
        .with_meeting(asked=[f"Skolan {NAME}"])
        .in_(store)
    )
    with store.change("typed everywhere") as session:
        _type_the_rest(session, told)
    return told


def _type_the_rest(session: Session, told: Told) -> None:
    notes.save(session, told.id, text=NAME * 2_000, kind=NoteKind.NOTE, with_whom=NAME)
    consenting.note(
        session,
        told.id,
        kind=consenting.ConsentKind.INFORMATION,
        givers={("adult", adult): consenting.Answer.YES for adult in told.adults.values()},
        scope={actor: [Information.SCHOOL] for actor in told.actors.values()},
        exceptions=f"inget om {NAME}",
    )
    item = meetings.add_item(session, told.meetings[0], f"Om {NAME}")
    meetings.write(session, item, f"{NAME} berättar. " * 500)
    meetings.agree(session, item, f"Vi ringer {NAME}")
    child = next(iter(told.children.values()))
    meetings.note_participation(session, told.meetings[0], child, ParticipationWay.WHOLE_MEETING, NAME)
    drafts.keep(session, "note/new", {"text": f"{NAME} ringde", "with_whom": NAME}, "in-text")
    gone = families.begin(session, f"{NAME} som togs bort")
    network.save_actor(session, gone, actor=NAME)


def wal(folder: DataFolder) -> Path:
    return folder.caseload_db.with_name("caseload.db-wal")


# The search itself


@pytest.mark.parametrize("encoding", ["utf-8", "latin-1", "utf-16-le", "utf-16-be", "utf-32-le"])
@pytest.mark.parametrize("text", [NAME, NAME.upper(), "zxqvolund", "…Planterad…"[1:-1], '"Zxqv\\u00f6lund"'])
def test_the_search_finds_the_name_however_it_is_written(home: Path, encoding: str, text: str) -> None:
    (home / "data").mkdir()
    (home / "data" / "leak.bin").write_bytes(os.urandom(2000) + text.encode(encoding) + os.urandom(2000))
    assert found_in(home) == {Path("data/leak.bin")}


def test_the_search_finds_a_file_that_is_named_by_it(home: Path) -> None:
    (home / f"{NAME}.txt").touch()
    assert found_in(home) == {Path(f"{NAME}.txt")}


# Open, closed, changed


def test_nothing_stands_in_plain_text_while_the_stores_are_open_or_after(
    folder: DataFolder, home: Path
) -> None:
    caseload = folder.unlock(PASSPHRASE)
    type_everywhere(caseload)
    with caseload.read() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM note").scalar() == 2
        assert wal(folder).stat().st_size > 100_000, "what was typed lies in the log now"
        assert found_in(home) == set()
    caseload.close()
    assert not wal(folder).exists()
    assert found_in(home) == set()


def test_a_large_sort_makes_no_temporary_file_with_it(folder: DataFolder, home: Path) -> None:
    caseload = folder.unlock(PASSPHRASE)
    with caseload.change("many") as session:
        family = families.begin(session, NAME)
        for number in range(60):
            notes.save(session, family, text=f"{number} {NAME} " * 200, kind=NoteKind.NOTE)
    connection = caseload.separate_connection(cache_kib=512)
    ordered = connection.execute("SELECT n.text || m.text FROM note n, note m ORDER BY 1 DESC")
    assert NAME in ordered.fetchone()[0]
    assert found_in(home) == set()
    assert open_files_with_the_name() == set()
    connection.close()
    caseload.close()
    assert found_in(home) == set()


def open_files_with_the_name() -> set[str]:
    """Files that this process has open and that hold the name; also those that have no name any more."""
    descriptors = Path("/proc/self/fd")
    found = set()
    for descriptor in descriptors.iterdir() if descriptors.exists() else ():
        try:
            if descriptor.is_file() and holds_the_name(descriptor.read_bytes()):
                found.add(str(descriptor.readlink()))
        except OSError:
            continue
    return found


# The app


async def test_nothing_typed_into_the_app_stands_anywhere(folder: DataFolder, home: Path) -> None:
    app = unlocked(folder)
    async with at(app) as desk:
        await until_on(desk, "Caseload")
        await desk.press("slash")
        await write(desk, NAME)
        await desk.press("escape", "escape", "n")
        await until_on(desk, "Form")
        await write(desk, NAME)
        await desk.press("ctrl+s")
        await until_seen(desk, NAME)
        await desk.press("t")
        await until_on(desk, "Form")
        await write(desk, f"{NAME} ringde")
        await desk.press("f2")
        await until_on(desk, "Lookup")
        await write(desk, NAME)
        await desk.pause(0.2)
        assert found_in(home) == set()
        await desk.press("ctrl+l")
        await until_ended(desk)
    assert app.return_value == LOCKED
    assert any(NAME in kept for kept in kept_drafts(folder).values())
    assert found_in(home) == set()


async def test_a_fault_leaves_nothing_in_plain_text(
    folder: DataFolder, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def boom(_app: object) -> None:
        raise ValueError(NAME)

    monkeypatch.setattr(Samtui, "action_theme", boom)
    app = unlocked(folder)
    with pytest.raises(ValueError, match=NAME):
        async with at(app) as desk:
            await until_on(desk, "Caseload")
            await desk.press("n")
            await until_on(desk, "Form")
            await write(desk, NAME)
            await desk.press("f8")
            await until(desk, lambda: app._exit)
    assert reports(home)
    assert found_in(home) == set()


def reports(home: Path) -> list[Path]:
    return list(home.rglob("report-*.txt"))


# Killed


WRITER = """
import sys
from pathlib import Path
from builders import NOW
from desks import PASSPHRASE
from samtui import clock
from samtui.practice import drafts
from samtui.store.folder import DataFolder
from test_leaks import NAME, type_everywhere
with clock.stopped(NOW):
    store = DataFolder(Path(sys.argv[1])).unlock(PASSPHRASE)
    for number in range(10_000):
        type_everywhere(store)
        with store.change("draft kept") as session:
            drafts.keep(session, f"note/new/{number}", {"text": NAME * 50})
        print(number, flush=True)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGKILL")
def test_a_program_that_is_killed_while_it_writes_leaves_nothing_in_plain_text(
    folder: DataFolder, home: Path
) -> None:
    env = environment(home)
    env["PYTHONPATH"] += os.pathsep + str(Path(__file__).parent)
    writer = subprocess.Popen(
        [sys.executable, "-c", WRITER, str(folder.path)], env=env, stdout=subprocess.PIPE, text=True
    )
    assert writer.stdout is not None
    written = -1
    while written < 5:
        line = writer.stdout.readline()
        assert line, "the writer ended by itself"
        written = int(line)
    writer.send_signal(signal.SIGKILL)
    assert writer.wait(timeout=10) == -signal.SIGKILL
    writer.stdout.close()
    assert wal(folder).stat().st_size > 0
    assert found_in(home) == set()

    assert len(kept_drafts(folder)) >= written + 1, "what was said to be written is there"
    assert found_in(home) == set()


@pytest.mark.skipif(sys.platform == "win32", reason="there is no pseudo-terminal on Windows")
def test_an_app_that_is_killed_keeps_the_draft_and_leaves_nothing_in_plain_text(
    folder: DataFolder, home: Path
) -> None:
    from bench.terminal import Terminal

    with Terminal.start(program("--data-dir", folder.path), 120, 30, environment(home)) as terminal:
        assert terminal.wait_for("samtui is locked")
        terminal.press(PASSPHRASE, "enter")
        assert terminal.wait_for("No family yet")
        terminal.press("n")
        assert terminal.wait_for("A name is enough to begin")
        terminal.press(NAME)
        assert terminal.wait_for(NAME)
        size = wal(folder).stat().st_size
        assert _grows(wal(folder), size), "the draft is kept a moment after the last key"
        os.kill(terminal.pid, signal.SIGKILL)
        assert terminal.exit_status() == -signal.SIGKILL
    assert found_in(home) == set()
    assert NAME in kept_drafts(folder)["family/new"]


def _grows(path: Path, size: int) -> bool:
    for _wait in range(200):
        if path.stat().st_size > size:
            return True
        time.sleep(0.05)
    return False


# In the middle of writing a file


def test_a_backup_holds_nothing_in_plain_text_while_it_is_made_or_after(
    folder: DataFolder, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    caseload = folder.unlock(PASSPHRASE)
    type_everywhere(caseload)
    looked: list[set[Path]] = []
    _look_before(monkeypatch, backup, "_zip", home, looked)
    _look_before(monkeypatch, backup, "_verify_zip", home, looked)
    _look_before(monkeypatch, backup, "looks_whole", home, looked)
    target = folder.pack(caseload, None, force=False)
    caseload.close()
    assert len(looked) == 4
    assert set().union(*looked) == set()
    assert target.exists()
    assert found_in(home) == set()


def _look_before(
    monkeypatch: pytest.MonkeyPatch, module: object, name: str, home: Path, looked: list[set[Path]]
) -> None:
    """Searches the home each time that step of the program is about to be taken."""
    step: Callable[..., object] = getattr(module, name)

    def look(*arguments: object, **options: object) -> object:
        looked.append(found_in(home))
        return step(*arguments, **options)

    monkeypatch.setattr(module, name, look)


async def test_minutes_stand_in_plain_text_only_where_the_person_wants_them(
    folder: DataFolder, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    caseload = folder.unlock(PASSPHRASE)
    meeting = type_everywhere(caseload).meetings[0]
    caseload.close()
    chosen = home / "Skrivbord"
    chosen.mkdir()
    looked: list[set[Path]] = []
    _look_before(monkeypatch, files, "_take_the_name", home, looked)
    app = unlocked(folder)
    async with at(app, 120, 36) as desk:
        await until_on(desk, "Caseload")
        app.push_screen(MinutesRoom(meeting))
        await until_on(desk, "MinutesRoom")
        await until_seen(desk, NAME)
        await desk.press("e")
        await until_on(desk, "Form")
        app.screen.query_one("#in-folder").value = str(chosen)
        await desk.press("ctrl+s")
        await until_seen(desk, "is written.")
        assert {path.parent for path in found_in(home)} == {Path("Skrivbord")}
    assert len(looked) == 1
    assert {path.parent for path in looked[0]} == {Path("Skrivbord")}
    (written,) = found_in(home)
    assert "Zxqv" not in written.name


def test_minutes_of_the_command_line_stand_only_where_they_are_asked_for(
    folder: DataFolder, home: Path
) -> None:
    caseload = folder.unlock(PASSPHRASE)
    type_everywhere(caseload)
    caseload.close()
    target = home / "ut.md"
    line = program("--data-dir", folder.path, "minutes", "1", "-o", target)
    ended = subprocess.run(
        line,
        env=environment(home, SAMTUI_PASSPHRASE=PASSPHRASE),
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert ended.returncode == 0, ended.stderr
    assert found_in(home) == {Path("ut.md")}
    assert not holds_the_name((ended.stdout + ended.stderr).encode())


# Secrets


def test_neither_passphrase_nor_recovery_key_nor_data_key_stands_anywhere(
    folder: DataFolder, home: Path
) -> None:
    caseload = folder.unlock(PASSPHRASE)
    type_everywhere(caseload)
    key = caseload.key
    folder.pack(caseload, None, force=False)
    caseload.close()
    secrets = [PASSPHRASE.encode(), key, key.hex().encode(), RECOVERY_KEY.encode(), key[::-1]]
    for path in home.rglob("*"):
        if path.is_file():
            data = path.read_bytes()
            assert not any(secret in data for secret in secrets), path
