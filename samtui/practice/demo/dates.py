"""Days told as days from today ("D-12"), and meetings that move to a working day."""

import re
from datetime import date, datetime, timedelta
from functools import cache

from samtui import clock

_DAY = re.compile(r"D(?:([+-])(\d{1,4}))?$")
_HOUR = re.compile(r"([01]\d|2[0-3]):[0-5]\d$")


class Calendar:
    """Turns told days into days of the calendar, counted from one day on."""

    def __init__(self, today: date) -> None:
        self.today = today

    def day(self, told: str) -> date:
        """``D``, ``D-12`` or ``D+6`` as a day. Raises ValueError for anything else."""
        found = _DAY.match(told)
        if not found:
            raise ValueError(told)
        days = int(found[2] or 0)
        return self.today + timedelta(days=-days if found[1] == "-" else days)

    def instant(self, told: str, later: int = 0) -> datetime:
        """``D+6 14:00``, Swedish wall time, as an instant, ``later`` days on. Raises ValueError."""
        day, _, hour = told.partition(" ")
        if not _HOUR.match(hour):
            raise ValueError(told)
        return clock.at(self.day(day) + timedelta(days=later), hour)

    def moved(self, told: str) -> int:
        """How many days a meeting told at this instant moves, so that it falls on a working day."""
        day = self.day(told.partition(" ")[0])
        return (working_day(day) - day).days

    def meeting(self, told: str) -> datetime:
        """The instant of a meeting; one on a weekend or a holiday moves to the next working day."""
        return self.instant(told, later=self.moved(told))


def working_day(day: date) -> date:
    """The day itself, or the first day after it that is neither a weekend nor a Swedish holiday."""
    while day.weekday() >= 5 or day in _holidays(day.year):
        day += timedelta(days=1)
    return day


def nearest(day: date, day_of_month: int) -> date:
    """The day nearest to ``day`` that bears this number in its month."""
    around = (day + timedelta(days=days) for days in range(-31, 32))
    return min((each for each in around if each.day == day_of_month), key=lambda each: abs(each - day))


def years_before(day: date, years: int) -> date:
    """The same day that many years before; 29 February becomes 1 March where there is none."""
    try:
        return day.replace(year=day.year - years)
    except ValueError:
        return date(day.year - years, 3, 1)


@cache
def _holidays(year: int) -> frozenset[date]:
    """Swedish public holidays (lag 1989:253), and the eves that are kept as such (2 § lag 1930:173)."""
    import holidays

    eves = {date(year, 12, 24), date(year, 12, 31)}
    public = holidays.country_holidays("SE", years=year, language="en_US")
    midsummer = {day - timedelta(days=1) for day, name in public.items() if name == "Midsummer Day"}
    return frozenset({*public, *eves, *midsummer})
