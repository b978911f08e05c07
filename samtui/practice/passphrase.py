"""What makes a passphrase (lösenfras) too weak to keep the caseload.

Length over composition and a list of what everybody uses, as NIST SP 800-63B advises: at least twelve
characters or four words, no demand for capitals, digits or signs. Twelve is the program's own number: whoever
has a copy of the files can guess for as long as they like. Nothing here is stored, sent or logged.
"""

import re
import unicodedata
from functools import cache

from samtui import errors, resources
from samtui.language import _

LEAST_CHARACTERS = 12
LEAST_WORDS = 4
_FEWEST_DIFFERENT = 5
_SHORTEST_RUN = 3
_MOST_DIGITS_THAT_ARE_DECORATION = 9
_ROWS = (
    "1234567890",
    "qwertyuiopa",
    "asdfghjkloa",
    "zxcvbnm",
    "1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik9ol",
    "abcdefghijklmnopqrstuvwxyzaao",
)
_RUNS = _ROWS + tuple(row[::-1] for row in _ROWS)
_LOOKALIKES = str.maketrans("013457@$!", "oleastasi")
_CALENDAR_WORDS = (
    "januari februari mars april maj juni juli augusti september oktober november december "
    "january february march may june july august october "
    "mandag tisdag onsdag torsdag fredag lordag sondag "
    "monday tuesday wednesday thursday friday saturday sunday "
    "var varen sommar sommaren host hosten vinter vintern spring summer autumn winter"
)
_CALENDAR = frozenset(_CALENDAR_WORDS.split())
_PROGRAM = frozenset(
    {"samtui", "samordnare", "samordning", "lots", "coordinator", "guide", "kommun", "region"}
)


def check(passphrase: str) -> None:
    """Raises :class:`~samtui.errors.Refused` (field ``passphrase``) with the first weakness, if any."""
    for sentence in weaknesses(passphrase):
        raise errors.Refused(sentence, field="passphrase")


def weaknesses(passphrase: str) -> list[str]:
    """Whole sentences in the language in use, one for each reason why the passphrase will not do."""
    text = _folded(passphrase)
    found = []
    if _is_too_short(passphrase):
        found.append(_("The passphrase is too short; use at least twelve characters or four words."))
    if _repeats_itself(text):
        found.append(
            _("The passphrase repeats the same characters; use four words that do not belong together.")
        )
    if _is_only_digits(text):
        found.append(_("The passphrase is only digits, which are quickly guessed; add words."))
    elif _is_keyboard_run(text):
        found.append(_("The passphrase follows the keys of the keyboard or the alphabet; use words instead."))
    if _is_names_and_numbers(text):
        found.append(
            _("The passphrase is only a season, a day, a month or the program's name; add other words.")
        )
    elif _is_common(text):
        found.append(
            _("The passphrase is one that many people use; choose words that only you would put together.")
        )
    return found


def _folded(passphrase: str) -> str:
    """Small letters without rings and dots, however å was typed; "Lösenord" and "losenord" are one."""
    letters = unicodedata.normalize("NFKD", passphrase.casefold())
    return "".join(sign for sign in letters if not unicodedata.combining(sign))


def _compact(text: str) -> str:
    """Letters and digits only."""
    return "".join(sign for sign in text if sign.isalnum())


def _is_too_short(passphrase: str) -> bool:
    text = " ".join(unicodedata.normalize("NFKC", passphrase).split())
    words = {word for word in re.findall(r"[^\W\d_]+", text.casefold()) if len(word) >= 2}
    return len(text) < LEAST_CHARACTERS and len(words) < LEAST_WORDS


def _repeats_itself(text: str) -> bool:
    """``aaaaaaaaaaaa``, ``abababababab``, ``hejhejhejhej``."""
    different = len(set(text))
    if different < _FEWEST_DIFFERENT and len(text) > 2 * different > 0:
        return True
    bare = _compact(text)
    unit = (bare + bare).find(bare, 1)
    return 0 < unit < len(bare) and unit < LEAST_CHARACTERS


def _is_only_digits(text: str) -> bool:
    return _compact(text).isdigit()


def _is_keyboard_run(text: str) -> bool:
    """Whether three characters in four lie side by side on the keyboard or in the alphabet."""
    bare = _compact(text)
    position = outside = 0
    while position < len(bare):
        length = _run_length(bare, position)
        outside += 0 if length >= _SHORTEST_RUN else 1
        position += length if length >= _SHORTEST_RUN else 1
    return len(text) > _SHORTEST_RUN and outside * 4 <= len(bare)


def _run_length(bare: str, start: int) -> int:
    end = start + 1
    while end < len(bare) and any(bare[start : end + 1] in row for row in _RUNS):
        end += 1
    return end - start


def _is_names_and_numbers(text: str) -> bool:
    letters = "".join(sign for sign in text if sign.isalpha())
    return bool(letters) and _fewest_pieces(letters, _CALENDAR | _PROGRAM) is not None


def _is_common(text: str) -> bool:
    """Whether the text is one or two entries of the list, also backwards, dressed up or with digits."""
    known = _common() | _CALENDAR | _PROGRAM
    return any((_fewest_pieces(reading, known) or 3) <= 2 for reading in _readings(text))


def _readings(text: str) -> set[str]:
    """The ways to read the text that a guessing program tries first."""
    readings = {text, text.translate(_LOOKALIKES)}
    if sum(sign.isdigit() for sign in text) <= _MOST_DIGITS_THAT_ARE_DECORATION:
        bare = re.sub(r"^[\W\d_]+|[\W\d_]+$", "", text)
        readings |= {bare, bare.translate(_LOOKALIKES), re.sub(r"\d", "", text)}
    readings = {_compact(reading) for reading in readings} - {""}
    return readings | {reading[::-1] for reading in readings}


def _fewest_pieces(text: str, known: frozenset[str]) -> int | None:
    """The least number of known pieces that make up the whole text, or None where they do not."""
    longest = max(map(len, known))
    fewest: list[int | None] = [0] + [None] * len(text)
    for end in range(1, len(text) + 1):
        starts = range(max(0, end - longest), end)
        counts = [fewest[start] for start in starts if text[start:end] in known]
        fewest[end] = min((count + 1 for count in counts if count is not None), default=None)
    return fewest[len(text)]


@cache
def _common() -> frozenset[str]:
    """The shipped list, folded; an entry with digits also without them: ``trustno1`` with a year after it."""
    file = resources.data_folder() / "rules" / "common-passphrases.txt"
    lines = file.read_text("utf-8").splitlines()
    entries = {_compact(_folded(line)) for line in lines if line.strip() and not line.startswith("#")}
    without_digits = {re.sub(r"\d", "", entry) for entry in entries}
    return frozenset(entries | {entry for entry in without_digits if len(entry) >= 3})
