"""Days and times as people type them, in Swedish and English, and as they are shown."""

import re
from calendar import monthrange
from datetime import date, timedelta

from samtui.language import _, code

_WEEKDAYS = (
    ("måndag", "monday"), ("tisdag", "tuesday"), ("onsdag", "wednesday"), ("torsdag", "thursday"),
    ("fredag", "friday"), ("lördag", "saturday"), ("söndag", "sunday"),
)  # fmt: skip
_WORDS = {"idag": 0, "today": 0, "imorgon": 1, "tomorrow": 1, "igår": -1, "yesterday": -1, "i dag": 0,
          "i morgon": 1, "i går": -1, "övermorgon": 2, "i övermorgon": 2}  # fmt: skip
_STEP = re.compile(r"([+-])\s*(\d{1,4})\s*([dvwmåy]?)$")
_ISO = re.compile(r"(\d{4})-?(\d{2})-?(\d{2})$")
_SWEDISH = re.compile(r"(\d{1,2})[/.](\d{1,2})(?:[-/. ](\d{4}|\d{2}))?$")
_HOUR = re.compile(r"(\d{1,2})(?:[:.]?(\d{2}))?$")


def parse_day(text: str, today: date) -> date | None:
    """The day that is meant, or None.

    Understands 2026-03-09, 20260309, 9/3, 9/3-2026, +14, +2v (weeks), +1m, +1å, -3, weekdays ("fre": the next
    one), and "i dag", "i morgon". A day and month alone are the nearest coming one.
    """
    said = text.strip().casefold()
    if said in _WORDS:
        return today + timedelta(days=_WORDS[said])
    try:
        return _weekday(said, today) or _step(said, today) or _iso(said) or _swedish(said, today)
    except (ValueError, OverflowError):
        return None


def parse_hour(text: str) -> str | None:
    """A time of day as ``HH:MM``, or None."""
    found = _HOUR.match(text.strip())
    if not found:
        return None
    hour, minute = int(found[1]), int(found[2] or 0)
    return f"{hour:02d}:{minute:02d}" if hour < 24 and minute < 60 else None


def _weekday(said: str, today: date) -> date | None:
    for number, names in enumerate(_WEEKDAYS):
        if len(said) >= 3 and any(name.startswith(said) for name in names):
            return today + timedelta(days=(number - today.weekday() - 1) % 7 + 1)
    return None


def _step(said: str, today: date) -> date | None:
    found = _STEP.match(said)
    if not found:
        return None
    number = int(found[1] + found[2])
    if found[3] in ("m", "å", "y"):
        return _months_on(today, number if found[3] == "m" else 12 * number)
    return today + timedelta(days=number * (7 if found[3] in ("v", "w") else 1))


def _months_on(today: date, number: int) -> date:
    """The same day of another month, or that month's last day where it is shorter."""
    year, month = divmod(today.year * 12 + today.month - 1 + number, 12)
    return date(year, month + 1, min(today.day, monthrange(year, month + 1)[1]))


def _iso(said: str) -> date | None:
    found = _ISO.match(said)
    return date(int(found[1]), int(found[2]), int(found[3])) if found else None


def _swedish(said: str, today: date) -> date | None:
    found = _SWEDISH.match(said)
    if not found:
        return None
    day, month = int(found[1]), int(found[2])
    if found[3]:
        year = int(found[3])
        return date(year if year > 99 else 2000 + year, month, day)
    this_year = date(today.year, month, day)
    return this_year if this_year >= today else date(today.year + 1, month, day)


def near(day: date, today: date) -> str:
    """A day as a list shows it: in words where it is near, otherwise as 2026-03-09."""
    days = (day - today).days
    if days in (-1, 0, 1):
        return (_("yesterday"), _("today"), _("tomorrow"))[days + 1]
    if 1 < days < 7:
        return f"{weekday(day)} {day.day}/{day.month}"
    return day.isoformat()


def weekday(day: date) -> str:
    """The short name of the day's weekday: mån, tis … or Mon, Tue …"""
    swedish, english = _WEEKDAYS[day.weekday()]
    return swedish[:3] if code() == "sv" else english[:3].capitalize()


def age(born: date, today: date) -> int:
    """Whole years of age."""
    return today.year - born.year - ((today.month, today.day) < (born.month, born.day))
