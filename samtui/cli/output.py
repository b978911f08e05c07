"""How a command answers: JSON, aligned plain text for a pipe, or Rich for a person at a terminal.

What people typed is never markup, and no control character of it reaches a terminal.
"""

import json
import sys
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from samtui.errors import Refused
from samtui.language import _

Step = Callable[[int, int], None]


class ReaderGone(Exception):
    """Nobody reads standard output any more. No OSError, since Typer would take that into its own hands."""


def write(text: str) -> None:
    """Writes to standard output at once. Raises ReaderGone where the other end of a pipe is closed."""
    try:
        sys.stdout.write(text)
        sys.stdout.flush()
    except BrokenPipeError:
        raise ReaderGone from None


def write_json(value: object) -> None:
    """One object or one array, in the order of its keys as they were put in."""
    write(json.dumps(value, ensure_ascii=False, indent=2) + "\n")


def line(text: str) -> None:
    """One line of running text."""
    write(shown(text) + "\n")


def heading(text: str) -> None:
    """A heading over what follows."""
    if for_a_person():
        from rich.text import Text

        _console().print(Text(f"\n{shown(text)}", style="bold"))
    else:
        write(f"\n{shown(text)}\n")


def table(headings: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
    """A table under its headings; None is an empty cell."""
    cells = [["" if cell is None else shown(str(cell)) for cell in row] for row in rows]
    if for_a_person():
        _rich_table(headings, cells)
    else:
        write("".join(f"{text}\n" for text in _aligned([list(headings), *cells])))


def for_a_person() -> bool:
    """Whether somebody reads this at a terminal."""
    return sys.stdout.isatty()


def shown(text: str) -> str:
    """The text on one line, without anything that would command a terminal."""
    return " ".join("".join(sign if sign.isprintable() else " " for sign in text).split())


def write_file(target: str, data: bytes, *, force: bool) -> Path | None:
    """Writes a file whole or not at all; "-" is standard output. Gives the path that was written.

    Raises Refused where the file is there and not ``force``, and what ``store.files.write_whole`` raises.
    """
    if target == "-":
        write_bytes(data)
        return None
    from samtui.store.files import write_whole

    path = Path(target)
    if path.exists() and not force:
        raise Refused(_("{file} is already there. Choose another name, or use --force.", file=path))
    write_whole(path, data, new=not force)
    return path


def write_bytes(data: bytes) -> None:
    """Writes bytes to standard output as they are, on every system. Raises ReaderGone as :func:`write`."""
    try:
        sys.stdout.flush()
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        raise ReaderGone from None


@contextmanager
def progress(label: str) -> Iterator[Step | None]:
    """A bar on standard error for long work; nothing where nobody looks."""
    if not (sys.stderr.isatty() and for_a_person()):
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn

    columns = (
        TextColumn("{task.description}", markup=False),
        BarColumn(),
        TextColumn("{task.percentage:.0f} %"),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(label)
        yield lambda done, total: bar.update(task, completed=done, total=total)


def _rich_table(headings: Sequence[str], cells: Sequence[Sequence[str]]) -> None:
    from rich.box import SIMPLE_HEAD
    from rich.table import Table
    from rich.text import Text

    drawn = Table(box=SIMPLE_HEAD, pad_edge=False)
    for name in headings:
        drawn.add_column(Text(name), overflow="fold")
    for row in cells:
        drawn.add_row(*(Text(cell) for cell in row))
    _console().print(drawn)


def _console() -> Any:
    from rich.console import Console

    return Console(highlight=False, markup=False, emoji=False)


def _aligned(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    widths = [max(map(_width, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        padded = (cell + " " * (width - _width(cell)) for cell, width in zip(row, widths, strict=True))
        yield "  ".join(padded).rstrip()


def _width(text: str) -> int:
    """How many columns of a terminal the text takes."""
    return sum(
        0 if unicodedata.combining(sign) else 2 if unicodedata.east_asian_width(sign) in "WF" else 1
        for sign in text
    )
