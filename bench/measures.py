"""The measures: what a person at the keys waits for, each beside its yardstick from the same round."""

import sys
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import cycle, islice, repeat
from pathlib import Path

from bench.folders import DEMO_FAMILIES, PASSPHRASE, ROOT, Caseload, NotMeasured, run, samtui, surroundings
from bench.terminal import Terminal

MANY_FAMILIES = 2000
PASSPHRASE_TYPED = 1.0  # seconds a person needs at the least; the app may prepare meanwhile
REST = 300  # milliseconds without output: the app has settled
KEY_REST = 60  # the same, after one key
ESCAPES = 5
AFTER_UNLOCKING = 10.0  # seconds until memory is read
IDLE = 5.0
ROWS_IN_VIEW = 15  # fewer than a list shows on 40 rows
ROWS_TO_THE_EDGE = 40  # more than a list shows


@dataclass
class Bench:
    """What all rounds share, and what they gave: samples by measure and, where one failed, why."""

    home: Path
    keys: int = 60
    samples: dict[str, list[float]] = field(default_factory=dict)
    problems: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.env = surroundings(self.home)
        self.few = Caseload(self.home / "few", self.env)
        self.many = Caseload(self.home / "many", self.env, MANY_FAMILIES)

    def note(self, name: str, value: float | None) -> None:
        """Keeps a sample. NotMeasured: there is none."""
        if value is None:
            raise NotMeasured(f"{name}: not seen on the screen")
        self.samples.setdefault(name, []).append(value)

    def forget(self) -> None:
        """Throws away what has been measured so far."""
        self.samples.clear()
        self.problems.clear()

    @contextmanager
    def attempt(self, *names: str) -> Iterator[None]:
        """Measures that may fail without the rest of the round; the reason is kept under their names."""
        from samtui.errors import SamtuiError

        try:
            yield
        except (NotMeasured, SamtuiError, ImportError, OSError, ValueError, KeyError) as error:
            for name in names:
                self.problems.setdefault(name, str(error) or type(error).__name__)

    @contextmanager
    def terminal(self, command: list[str]) -> Iterator[Terminal]:
        """The command under a pseudo-terminal of 120 columns and 40 rows, with something painted."""
        with Terminal.start(command, env=self.env) as terminal:
            if not terminal.wait_for(timeout=30):
                raise NotMeasured("nothing was painted")
            yield terminal


def first_frame_of_the_smallest_app(bench: Bench) -> None:
    """smallest: from the start of the process to the first frame of Header, Static and Footer."""
    with bench.terminal([sys.executable, str(ROOT / "bench" / "smallest.py")]) as terminal:
        settle(terminal)
        expect(terminal, "Nothing to see here", timeout=5)
        bench.note("smallest", terminal.first_paint())


def demonstration(bench: Bench) -> None:
    """demo, demo filled: to the first frame, and to the first family in the list."""
    with bench.terminal(samtui("demo")) as terminal:
        expect(terminal, *DEMO_FAMILIES)
        settle(terminal)
        bench.note("demo", terminal.first_paint())
        bench.note("demo filled", terminal.first_paint(*DEMO_FAMILIES))


def yardstick_of_commands(bench: Bench) -> None:
    """typer: the whole time of a process that imports it."""
    bench.note("typer", whole_time(bench, [sys.executable, "-c", "import typer"]))


def commands_that_end(bench: Bench) -> None:
    """help, version: the whole time of the process."""
    for name in ("help", "version"):
        with bench.attempt(name):
            bench.note(name, whole_time(bench, samtui(f"--{name}")))


def small_caseload(bench: Bench) -> None:
    """lock, derivation, unlock, Esc, memory and idle with the twelve families."""
    command = bench.few.command
    bench.note("derivation", bench.few.derive())
    with bench.terminal(command) as terminal:
        settle(terminal)
        bench.note("lock", terminal.first_paint())
        opened = unlock(bench, terminal, DEMO_FAMILIES, "unlock")
        with bench.attempt("escape"):
            lone_escape(bench, terminal)
        time.sleep(max(0.0, opened + AFTER_UNLOCKING - time.perf_counter()))
        bench.note("memory", terminal.rss_mb())
        quiet_since = terminal.mark()
        time.sleep(IDLE)
        bench.note("idle", terminal.bytes_since(quiet_since))


def large_caseload(bench: Bench) -> None:
    """derivation and unlock with 2,000 families; cursor keys within the list's view and beyond it."""
    names = bench.many.family_names
    bench.note("derivation many", bench.many.derive())
    with bench.terminal(bench.many.command) as terminal:
        settle(terminal)
        unlock(bench, terminal, names, "unlock many")
        there_and_back = ["down"] * ROWS_IN_VIEW + ["up"] * ROWS_IN_VIEW
        with bench.attempt("cursor", "cursor bytes"):
            cursor_keys(bench, terminal, "cursor", islice(cycle(there_and_back), bench.keys))
        with bench.attempt("scroll", "scroll bytes"):
            terminal.press(*["down"] * ROWS_TO_THE_EDGE)
            settle(terminal)
            cursor_keys(bench, terminal, "scroll", repeat("down", bench.keys))


PROBES: dict[Callable[[Bench], None], tuple[str, ...]] = {
    first_frame_of_the_smallest_app: ("smallest",),
    demonstration: ("demo", "demo filled"),
    yardstick_of_commands: ("typer",),
    commands_that_end: ("help", "version"),
    small_caseload: ("lock", "derivation", "unlock", "escape", "memory", "idle"),
    large_caseload: (
        "derivation many",
        "unlock many",
        "cursor",
        "cursor bytes",
        "scroll",
        "scroll bytes",
    ),
}


def take_all(bench: Bench) -> None:
    """One round: every measure and its yardstick, close in time to each other."""
    for probe, names in PROBES.items():
        with bench.attempt(*names):
            probe(bench)


def whole_time(bench: Bench, command: list[str]) -> float:
    """Seconds from the start of a process to its end."""
    start = time.perf_counter()
    run(command, bench.env)
    return time.perf_counter() - start


def settle(terminal: Terminal) -> None:
    """Waits until the program rests. NotMeasured: it never does, or has ended."""
    if not terminal.quiet(REST, timeout=15):
        raise NotMeasured("the screen never came to rest")
    if terminal.exit_status(timeout=0) is not None:
        raise NotMeasured(last_words(terminal))


def expect(terminal: Terminal, *texts: str, timeout: float = 30) -> None:
    """Waits for one of the texts. NotMeasured: the program ended, or shows none of them."""
    if not terminal.wait_for(*texts, timeout=timeout):
        raise NotMeasured(f"{texts[0]!r} never came; {last_words(terminal)}")


def last_words(terminal: Terminal) -> str:
    """Whether the program still runs, and the last line on its screen."""
    status = terminal.exit_status(timeout=0)
    lines = [line.strip() for line in terminal.screen() if line.strip()]
    state = "the program runs on" if status is None else f"the program ended with {status}"
    return f"{state}, its last line: {lines[-1] if lines else '(none)'}"


def unlock(bench: Bench, terminal: Terminal, names: tuple[str, ...], measure: str) -> float:
    """Types the passphrase; notes the time from Enter to the first name. Gives the moment it was there."""
    if terminal.wait_for(*names, timeout=0):
        raise NotMeasured("families are on the screen before the passphrase is typed")
    terminal.press(PASSPHRASE)
    time.sleep(PASSPHRASE_TYPED)
    entered = terminal.press("enter")
    expect(terminal, *names)
    opened = time.perf_counter()
    settle(terminal)
    bench.note(measure, terminal.first_paint(*names, since=entered))
    return opened


def lone_escape(bench: Bench, terminal: Terminal) -> None:
    """Opens the help and leaves it with Esc, on a terminal that sends it as one byte."""
    for _ in range(ESCAPES):
        asked = terminal.press("f1")
        settle(terminal)
        if terminal.first_change(asked) is None:
            raise NotMeasured("F1 opened no help")
        escaped = terminal.press("esc")
        settle(terminal)
        bench.note("escape", terminal.first_change(escaped))


def cursor_keys(bench: Bench, terminal: Terminal, measure: str, keys: Iterable[str]) -> None:
    """Presses one key at a time; notes when its last byte had come, and how many bytes there were."""
    for key in keys:
        pressed = terminal.press(key)
        if not terminal.wait_for_output(pressed):
            raise NotMeasured(f"the key {key} changed nothing")
        terminal.quiet(KEY_REST, timeout=2)
        bench.note(measure, terminal.last_output(pressed))
        bench.note(f"{measure} bytes", terminal.bytes_since(pressed))
