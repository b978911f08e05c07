"""Swedish and English, by gettext. The message in the code is the English one."""

import gettext
import locale
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

LANGUAGES = ("sv", "en")
_FOLDER = Path(__file__).parent / "locale"

_catalogue: gettext.NullTranslations = gettext.NullTranslations()
_code = "en"


def of_the_system() -> str:
    """``sv`` where the system speaks Swedish, otherwise ``en``."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if value := os.environ.get(name):
            return "sv" if value.lower().startswith("sv") else "en"
    return "sv" if (locale.getlocale()[0] or "").lower().startswith(("sv", "swedish")) else "en"


def use(code: str) -> None:
    """Speak this language from now on (``sv`` or ``en``)."""
    global _catalogue, _code
    _catalogue = gettext.translation("samtui", _FOLDER, languages=[code], fallback=True)
    _code = code


def code() -> str:
    """The language in use: ``sv`` or ``en``."""
    return _code


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Another language for the length of a ``with`` block."""
    before = _code
    use(language)
    try:
        yield
    finally:
        use(before)


def _(message: str, /, **values: object) -> str:
    """The message in the language in use, its ``{named}`` places filled."""
    text = _catalogue.gettext(message)
    return text.format(**values) if values else text


def ngettext(one: str, many: str, number: int, /, **values: object) -> str:
    """As :func:`_`, for a number of things; ``{n}`` is the number."""
    return _catalogue.ngettext(one, many, number).format(n=number, **values)


def N_(message: str) -> str:  # noqa: N802
    """Marks a message for the catalogue; it is translated where it is shown."""
    return message


def pick(texts: Mapping[str, str]) -> str:
    """The text for the language in use from a table ``{sv = "…", en = "…"}`` of a data file."""
    return texts.get(_code) or texts["sv"]


_ALPHABET = str.maketrans({"å": "{", "ä": "|", "æ": "|", "ö": "}", "ø": "}", "é": "e", "ü": "y"})


def sort_key(text: str) -> str:
    """A key that sorts the Swedish way: å, ä, ö after z, upper and lower case alike."""
    return text.casefold().translate(_ALPHABET)
