"""What can go wrong, as sentences for people.

Every error that may reach a person is a :class:`SamtuiError`: its text says what was wrong, where,
and what to do about it, in the language in use, and never holds a name or a secret.
"""

from enum import IntEnum


class ExitCode(IntEnum):
    """Exit codes of the command line; an interface, so never renumbered."""

    DONE = 0
    NOT_DONE = 1
    WRONG_USAGE = 2
    WRONG_SECRET = 3
    NO_CONSENT = 4
    DAMAGED = 5


class SamtuiError(Exception):
    """Something could not be done. The text is one whole sentence for the person at the keys."""

    exit_code = ExitCode.NOT_DONE


class WrongSecret(SamtuiError):
    """No slot of the key file opens with what was given."""

    exit_code = ExitCode.WRONG_SECRET


class Damaged(SamtuiError):
    """A file is cut, foreign, empty, missing its key, or does not verify."""

    exit_code = ExitCode.DAMAGED


class TooNew(SamtuiError):
    """The store was written by a newer samtui than this one."""


class Busy(SamtuiError):
    """Another program holds the store for longer than one can wait."""


class NoRoom(SamtuiError):
    """The disk is full; nothing half-written remains."""


class ReadOnly(SamtuiError):
    """The store or its folder may not be written."""


class Refused(SamtuiError):
    """What was typed cannot be taken as it stands. ``field`` names the field, if it was one."""

    def __init__(self, sentence: str, field: str | None = None) -> None:
        super().__init__(sentence)
        self.field = field


class Changed(SamtuiError):
    """Somebody else saved the row first; nothing has been overwritten."""
