"""What a field takes: each function gives the value to keep, or raises Refused with a sentence for it."""

from datetime import date

from samtui import clock
from samtui.errors import Refused
from samtui.language import _
from samtui.practice import dates

NAME_LENGTH = 200


def name(text: str, field: str = "name") -> str:
    """A name or title: something, and at most 200 characters."""
    tidy = " ".join(text.split())
    if not tidy:
        raise Refused(_("Type a name."), field)
    return _not_too_long(tidy, field)


def title(text: str, field: str = "title") -> str:
    """A title that may be left out."""
    return _not_too_long(" ".join(text.split()), field)


def words(text: str, field: str = "text") -> str:
    """Text that must say something."""
    tidy = text.strip()
    if not tidy:
        raise Refused(_("Write something first."), field)
    return tidy


def day(text: str, field: str = "day") -> date | None:
    """A day, or None where the field is empty. See :func:`samtui.practice.dates.parse_day`."""
    if not text.strip():
        return None
    found = dates.parse_day(text, clock.today())
    if found is None:
        raise Refused(
            _(
                "“{text}” is not a day. Write for example 2026-03-09, 9/3, +14 or fri.",
                text=text.strip()[:40],
            ),
            field,
        )
    return found


def needed_day(text: str, field: str = "day") -> date:
    """A day that must be there."""
    found = day(text, field)
    if found is None:
        raise Refused(_("Write a day, for example 2026-03-09, 9/3, +14 or fri."), field)
    return found


def birth_day(text: str, field: str = "born") -> date | None:
    """A birth date: not in the future, not more than 120 years ago. May be left out."""
    found = day(text, field)
    if found and found > clock.today():
        raise Refused(_("The birth date lies in the future. Write it as 2017-05-21."), field)
    if found and found.year < clock.today().year - 120:
        raise Refused(_("The birth date is more than 120 years ago. Write it as 2017-05-21."), field)
    return found


def hour(text: str, field: str = "hour") -> str:
    """A time of day as ``HH:MM``; "13", "13.30", "1330" and "13:30" are all understood."""
    found = dates.parse_hour(text)
    if found is None:
        raise Refused(
            _("“{text}” is not a time of day. Write for example 13:30.", text=text.strip()[:40]), field
        )
    return found


def _not_too_long(tidy: str, field: str) -> str:
    if len(tidy) > NAME_LENGTH:
        raise Refused(
            _("This is {n} characters long; at most {most} fit. Shorten it.", n=len(tidy), most=NAME_LENGTH),
            field,
        )
    return tidy
