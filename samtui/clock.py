"""The one clock. Rules never ask the operating system for the time; tests stop this clock instead."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

STOCKHOLM = ZoneInfo("Europe/Stockholm")

_stopped: datetime | None = None


def now() -> datetime:
    """The present instant, aware, in UTC."""
    return _stopped or datetime.now(UTC)


def local_now() -> datetime:
    """The present instant in Swedish time: what a wall clock at the desk shows."""
    return now().astimezone(STOCKHOLM)


def today() -> date:
    """The present day in Swedish time."""
    return local_now().date()


def local(instant: datetime) -> datetime:
    """An aware instant in Swedish time."""
    return instant.astimezone(STOCKHOLM)


def at(day: date, clock: str) -> datetime:
    """The instant when the wall clock shows ``clock`` ("13:00") on ``day``; aware, in UTC."""
    hour, minute = (int(part) for part in clock.split(":"))
    wall = datetime(day.year, day.month, day.day, hour, minute, tzinfo=STOCKHOLM)
    return wall.astimezone(UTC)


@contextmanager
def stopped(instant: datetime) -> Iterator[None]:
    """Holds the clock at ``instant`` (aware) for the length of a ``with`` block. For tests and pictures."""
    global _stopped
    before, _stopped = _stopped, instant
    try:
        yield
    finally:
        _stopped = before
