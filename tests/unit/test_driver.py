"""A lone Esc acts at once, sequences stay whole, and the end of the program waits for nobody."""

import asyncio
import os
import pty
import selectors
import signal
import threading
import tty
from collections import deque
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest
from textual import constants, events
from textual.app import App
from textual.driver import Driver

from samtui import driver

pytestmark = pytest.mark.skipif(os.name != "posix", reason="the driver is for POSIX terminals")


@pytest.fixture(autouse=True)
def signals_as_before() -> Iterator[None]:
    """Textual's driver sets handlers for the whole process."""
    names = (signal.SIGTSTP, signal.SIGCONT, signal.SIGWINCH)
    before = {name: signal.getsignal(name) for name in names}
    yield
    for name, handler in before.items():
        signal.signal(name, handler)


class ScriptedSelector:
    """Stands for the operating system: gives what the script says, and notes how long it was to wait."""

    def __init__(self, script: list[bytes | None], when_done: threading.Event) -> None:
        self.script, self.when_done = deque(script), when_done
        self.waits: list[float] = []
        self.files: dict[int, SimpleNamespace] = {}

    def __enter__(self) -> "ScriptedSelector":
        return self

    def __exit__(self, *_: object) -> None:
        self.files.clear()

    def register(self, fd: int, _events: int) -> None:
        self.files[fd] = SimpleNamespace(fd=fd)

    def unregister(self, fd: int) -> None:
        del self.files[fd]

    def get_map(self) -> dict[int, SimpleNamespace]:
        return self.files

    def select(self, seconds: float) -> list[tuple[SimpleNamespace, int]]:
        self.waits.append(seconds)
        if not self.script:
            self.when_done.set()
            return []
        data = self.script.popleft()
        if data is None:
            return []
        os.write(self.terminal, data)
        return [(self.files[self.keyboard], selectors.EVENT_READ)]


async def typed(script: list[bytes | None], monkeypatch: pytest.MonkeyPatch) -> tuple[list[str], list[float]]:
    """The keys the program saw, and the waits it asked for, when the terminal sends ``script``.

    ``None`` in the script is a silence as long as the wait.
    """
    terminal, keyboard = pty.openpty()
    seen: list[str] = []
    try:
        subject = driver.FastEscapeDriver(App())
        subject.fileno = keyboard
        tty.setraw(keyboard)
        selector = ScriptedSelector(script, subject.exit_event)
        selector.terminal, selector.keyboard = terminal, keyboard
        monkeypatch.setattr(driver.selectors, "SelectSelector", lambda: selector)
        monkeypatch.setattr(
            subject,
            "send_message",
            lambda message: seen.append(message.key) if isinstance(message, events.Key) else None,
        )
        await asyncio.to_thread(subject.run_input_thread)
        subject.close()
    finally:
        os.close(terminal)
        os.close(keyboard)
    return seen, selector.waits


async def test_a_lone_escape_waits_only_its_own_delay(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("ESCDELAY", raising=False)
    keys, waits = await typed([b"a", b"\x1b", None], monkeypatch)
    assert keys == ["a", "escape"]
    assert waits[:4] == [driver.IDLE_SECONDS, driver.IDLE_SECONDS, 0.025, driver.IDLE_SECONDS]


async def test_a_person_with_a_slow_line_keeps_the_delay_they_set(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ESCDELAY", "300")
    monkeypatch.setattr(constants, "ESCAPE_DELAY", 0.3)
    keys, waits = await typed([b"\x1b", None], monkeypatch)
    assert keys == ["escape"]
    assert waits[1] == 0.3


@pytest.mark.parametrize(
    ("script", "keys"),
    [
        ([b"\x1b[A"], ["up"]),
        ([b"\x1b", b"[A"], ["up"]),  # torn in two on its way
        ([b"\x1b", None, b"["], ["escape", "left_square_bracket"]),
        ([b"\x1b\x1b", None], ["escape", "escape"]),
        ([b"\x1bx"], ["alt+x"]),
        ([b"\xc3", b"\xa5", "ö".encode()], ["å", "ö"]),  # å torn between its bytes
        ([b"\xff", b"a"], ["replacement_character", "a"]),  # no terminal should, one did
        ([None, None, b"q"], ["q"]),
    ],
)
async def test_keys_arrive_whole(
    script: list[bytes | None], keys: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    seen, _ = await typed(script, monkeypatch)
    assert seen == keys


async def test_the_end_wakes_the_sleeping_thread(monkeypatch: pytest.MonkeyPatch) -> None:
    """With a sleep of an hour the thread ends all the same: it is woken, not waited for."""
    monkeypatch.setattr(driver, "IDLE_SECONDS", 3600.0)
    terminal, keyboard = pty.openpty()
    subject = driver.FastEscapeDriver(App())
    subject.fileno = keyboard
    monkeypatch.setattr(subject, "write", lambda _data: None)
    monkeypatch.setattr(subject, "flush", lambda: None)
    subject._key_thread = threading.Thread(target=subject.run_input_thread, daemon=True)
    subject._key_thread.start()
    ended = asyncio.to_thread(_ends, subject)
    # the signal handlers of Textual may be set in the main thread only
    monkeypatch.setattr("textual.drivers.linux_driver.signal.signal", lambda *_: None)
    assert await asyncio.wait_for(ended, 30)
    subject.disable_input()  # a second time, as Textual does at the end, leaves nothing behind
    assert not is_ready(subject._bell)
    subject.close()
    subject.close()
    os.close(terminal)
    os.close(keyboard)


def _ends(subject: Driver) -> bool:
    subject.disable_input()
    return not subject._key_thread.is_alive()


def is_ready(fd: int) -> bool:
    with selectors.SelectSelector() as selector:
        selector.register(fd, selectors.EVENT_READ)
        return bool(selector.select(0))


async def test_a_closed_terminal_does_not_keep_the_processor_busy(monkeypatch: pytest.MonkeyPatch) -> None:
    reading, writing = os.pipe()
    os.close(writing)  # at once "ready", with nothing to read, for ever
    subject = driver.FastEscapeDriver(App())
    subject.fileno = reading
    reads, read_once = 0, threading.Event()

    def counted(fd: int, length: int) -> bytes:
        nonlocal reads
        if fd == reading:
            reads += 1
            read_once.set()
        return real(fd, length)

    real = os.read
    monkeypatch.setattr(driver.os, "read", counted)
    thread = threading.Thread(target=subject.run_input_thread, daemon=True)
    thread.start()
    await asyncio.to_thread(read_once.wait, 30)
    await asyncio.sleep(0.02)
    subject.exit_event.set()
    os.write(subject._bell_push, b"!")
    await asyncio.to_thread(thread.join, 30)
    assert (thread.is_alive(), reads) == (False, 1)
    subject.close()
    os.close(reading)


def test_it_is_used_with_the_textual_it_was_written_for(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(constants, "DRIVER", None)
    assert driver.driver_class() is driver.FastEscapeDriver
    for version in ("8.3.0", "9.0.0", "8.20.1"):
        package = tmp_path / version / "textual"
        package.mkdir(parents=True)
        (package.parent / f"textual-{version}.dist-info").mkdir()
        monkeypatch.setattr(driver.textual, "__file__", str(package / "__init__.py"))
        assert driver.driver_class() is None


def test_it_stands_back_where_another_driver_is_named_or_none_can_be(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(constants, "DRIVER", "my.own:Driver")
    assert driver.driver_class() is None
    monkeypatch.setattr(constants, "DRIVER", None)
    monkeypatch.setattr(driver, "_CAN_BE_FAST", False)  # as on Windows
    assert driver.driver_class() is None
