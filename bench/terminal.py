"""A program under a pseudo-terminal: keys go in, stamped output comes out.

A reader thread only reads, stamps and answers the queries a modern terminal answers; nothing is
parsed while the program paints. Afterwards the chunks are replayed, and a text was painted with
the first chunk after which it stands on the screen. For Linux and macOS.
"""

import fcntl
import os
import re
import signal
import struct
import termios
import threading
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple, Self

from bench.replay import Replay

_KEYS = {
    "enter": "\r",
    "esc": "\x1b",
    "tab": "\t",
    "shift+tab": "\x1b[Z",
    "space": " ",
    "backspace": "\x7f",
    "up": "\x1b[A",
    "down": "\x1b[B",
    "right": "\x1b[C",
    "left": "\x1b[D",
    "home": "\x1b[H",
    "end": "\x1b[F",
    "insert": "\x1b[2~",
    "delete": "\x1b[3~",
    "pageup": "\x1b[5~",
    "pagedown": "\x1b[6~",
    "f1": "\x1bOP",
    "f2": "\x1bOQ",
    "f3": "\x1bOR",
    "f4": "\x1bOS",
    "f5": "\x1b[15~",
    "f6": "\x1b[17~",
    "f7": "\x1b[18~",
    "f8": "\x1b[19~",
    "f9": "\x1b[20~",
    "f10": "\x1b[21~",
    "f11": "\x1b[23~",
    "f12": "\x1b[24~",
}
_ANSWERS = {
    b"\x1b[?2026$p": b"\x1b[?2026;2$y",  # synchronised output: known, off
    b"\x1b[?2048$p": b"\x1b[?2048;0$y",  # resize reports: unknown
    b"\x1b[c": b"\x1b[?62;22c",  # device attributes: a VT220 with colours
    b"\x1b[6n": b"\x1b[1;1R",  # cursor position: top left
}
_QUERIES = re.compile(b"|".join(re.escape(query) for query in _ANSWERS))
_LONGEST_QUERY = max(len(query) for query in _ANSWERS)
_PATIENCE = 0.02  # how long output rests before it is parsed


class Chunk(NamedTuple):
    """What one read gave, and when."""

    at: float
    data: bytes


class Mark(NamedTuple):
    """A moment in a program's output: when it was, and how many chunks had come."""

    at: float
    chunks: int


def key_bytes(key: str) -> bytes:
    """The bytes a terminal sends for a key: ``enter``, ``f1``, ``ctrl+x``, ``alt+x``, or the text itself."""
    if key in _KEYS:
        return _KEYS[key].encode()
    if re.fullmatch(r"ctrl\+[a-z]", key):
        return bytes([ord(key[-1]) & 0x1F])
    if re.fullmatch(r"alt\+.", key):
        return b"\x1b" + key[-1].encode()
    return key.encode()


class Terminal:
    """A running program, its keyboard and its screen. Made by :meth:`start`; a context that stops it."""

    def __init__(self, pid: int, keyboard: int, columns: int, rows: int, beginning: float) -> None:
        self.pid = pid
        self.beginning = Mark(beginning, 0)
        self._keyboard = keyboard
        self._columns = columns
        self._rows = rows
        self._chunks: list[Chunk] = []
        self._ended = False
        self._status: int | None = None
        self._news = threading.Condition()
        self._live = Replay(columns, rows)
        self._played = 0
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    @classmethod
    def start(
        cls, argv: Sequence[str], columns: int = 120, rows: int = 40, env: dict[str, str] | None = None
    ) -> Self:
        """Starts a program in a new session whose terminal this is.

        ``env`` is its whole environment (this program's own where None). OSError: it cannot be started.
        """
        keyboard, screen = os.openpty()
        fcntl.ioctl(screen, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        # The first terminal that a session's leader opens becomes the one that controls it.
        files = [
            (os.POSIX_SPAWN_OPEN, 0, os.ttyname(screen), os.O_RDWR, 0),
            (os.POSIX_SPAWN_DUP2, 0, 1),
            (os.POSIX_SPAWN_DUP2, 0, 2),
        ]
        beginning = time.perf_counter()
        try:
            environment = os.environ if env is None else env
            pid = os.posix_spawnp(argv[0], list(argv), environment, file_actions=files, setsid=True)
        except OSError:
            os.close(keyboard)
            raise
        finally:
            os.close(screen)
        return cls(pid, keyboard, columns, rows, beginning)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self.stop()

    # -- what goes in

    def press(self, *keys: str) -> Mark:
        """Sends keys by name, or plain text; gives the mark of the moment before the first.

        A key after ``esc`` in the same call may be read together with it: let the screen rest between.
        """
        mark = self.mark()
        for key in keys:
            os.write(self._keyboard, key_bytes(key))
        return mark

    # -- what comes out

    def mark(self) -> Mark:
        """This moment."""
        return Mark(time.perf_counter(), len(self._chunks))

    def wait_for(self, *texts: str, timeout: float = 10.0) -> bool:
        """Waits until one of the texts (without any: anything) is on the screen; False where it never is."""
        deadline = time.perf_counter() + timeout
        while True:
            self._play()
            if self._live.shows(*texts):
                return True
            if not self._wait_beyond(self._played, deadline - time.perf_counter()):
                return False
            self.quiet(_PATIENCE * 1000, timeout=10 * _PATIENCE)

    def wait_for_output(self, since: Mark, timeout: float = 1.0) -> bool:
        """Waits until the program has sent anything at all since the mark."""
        return self._wait_beyond(since.chunks, timeout)

    def quiet(self, ms: float, timeout: float = 10.0) -> bool:
        """Waits until nothing has come for so many milliseconds; False where it never rests."""
        deadline = time.perf_counter() + timeout
        while (left := deadline - time.perf_counter()) > 0:
            if not self._wait_beyond(len(self._chunks), min(ms / 1000, left)):
                return left >= ms / 1000 or self._ended
        return False

    def screen(self) -> list[str]:
        """The rows of the screen as they are now."""
        self._play()
        return self._live.lines()

    def bytes_since(self, mark: Mark) -> int:
        """How many bytes the program has sent since the mark."""
        return sum(len(chunk.data) for chunk in self._chunks[mark.chunks :])

    # -- when it came, in seconds

    def first_paint(self, *texts: str, since: Mark | None = None) -> float | None:
        """From the mark (the start where None) until one of the texts (or anything) was on the screen."""
        return self._first(lambda replay: replay.shows(*texts), since or self.beginning)

    def first_change(self, since: Mark) -> float | None:
        """From the mark until the text on the screen was another."""
        replay = Replay(self._columns, self._rows)
        for chunk in self._chunks[: since.chunks]:
            replay.feed(chunk.data)
        before = replay.lines()
        return self._first(lambda later: later.lines() != before, since)

    def last_output(self, since: Mark) -> float | None:
        """From the mark until the last byte that has come after it; None where none has."""
        later = self._chunks[since.chunks :]
        return later[-1].at - since.at if later else None

    # -- the process

    def rss_mb(self) -> float:
        """Resident memory of the process itself in MiB. OSError where there is no /proc."""
        status = Path(f"/proc/{self.pid}/status").read_text(encoding="utf-8")
        row = next((row for row in status.splitlines() if row.startswith("VmRSS:")), None)
        return int(row.split()[1]) / 1024 if row else 0.0

    def exit_status(self, timeout: float = 10.0) -> int | None:
        """Waits for the program to end; minus the signal where one ended it, None where it runs on."""
        deadline = time.perf_counter() + timeout
        while self._status is None:
            pid, status = os.waitpid(self.pid, os.WNOHANG)
            if pid:
                self._status = os.waitstatus_to_exitcode(status)
            elif time.perf_counter() > deadline:
                return None
            else:
                time.sleep(0.005)
        return self._status

    def stop(self) -> int | None:
        """Ends the program where it still runs, closes the terminal, gives the exit status."""
        for way in (signal.SIGTERM, signal.SIGKILL):
            if self.exit_status(timeout=0) is None:
                os.killpg(self.pid, way)
                self.exit_status(timeout=2)
        self._reader.join(timeout=2)
        if self._keyboard >= 0:
            os.close(self._keyboard)
            self._keyboard = -1
        return self._status

    # -- inside

    def _first(self, holds: Callable[[Replay], bool], since: Mark) -> float | None:
        """From the mark until the first chunk after it with which ``holds`` became true."""
        replay = Replay(self._columns, self._rows)
        for number, chunk in enumerate(list(self._chunks)):
            replay.feed(chunk.data)
            if number >= since.chunks and holds(replay):
                return chunk.at - since.at
        return None

    def _play(self) -> None:
        """Brings the live screen up to date."""
        for chunk in self._chunks[self._played :]:
            self._live.feed(chunk.data)
            self._played += 1

    def _wait_beyond(self, number: int, timeout: float) -> bool:
        """Waits until there are more chunks than a number; the program's end ends the wait too."""
        with self._news:
            self._news.wait_for(lambda: len(self._chunks) > number or self._ended, max(0.0, timeout))
            return len(self._chunks) > number

    def _read(self) -> None:
        """The reader thread: reads until the terminal is closed at the other end."""
        tail = b""
        while data := self._read_once():
            chunk = Chunk(time.perf_counter(), data)
            with self._news:
                self._chunks.append(chunk)
                self._news.notify_all()
            tail = self._answer(tail + data)
        with self._news:
            self._ended = True
            self._news.notify_all()

    def _read_once(self) -> bytes:
        """One read; nothing once the program has gone, which Linux calls an error."""
        try:
            return os.read(self._keyboard, 65536)
        except OSError:
            return b""

    def _answer(self, data: bytes) -> bytes:
        """Answers the queries in the output; gives the end of it, where one may have begun."""
        end = 0
        for query in _QUERIES.finditer(data):
            end = query.end()
            os.write(self._keyboard, _ANSWERS[query.group()])
        return data[end:][-_LONGEST_QUERY + 1 :]
