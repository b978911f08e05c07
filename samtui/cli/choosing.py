"""FAMILY, MEETING and ACTOR on the command line: an id, or words that match exactly one."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from samtui.cli.output import shown
from samtui.errors import Refused
from samtui.language import _

Thing = TypeVar("Thing")


@dataclass(frozen=True)
class Candidate(Generic[Thing]):
    """One that may be meant: its id, the words it is found by, and the line that shows it in a list."""

    id: int
    words: str
    line: str
    thing: Thing


def choose(wanted: str, candidates: Sequence[Candidate[Thing]]) -> Thing:
    """The one that is meant. A whole name goes before names that only hold the words.

    Raises Refused where nothing matches, and where several do: then its text lists them.
    """
    from samtui.store.fold import fold, words

    typed = words(wanted)
    if wanted.strip().isdecimal():
        found = [one for one in candidates if one.id == int(wanted)]
    else:
        whole = [one for one in candidates if fold(one.words) == fold(wanted.strip())]
        found = whole or [one for one in candidates if typed and _holds(words(one.words), typed)]
    if not found:
        raise Refused(_("Nothing here matches “{words}”. See that it is spelt right.", words=shown(wanted)))
    if len(found) > 1:
        lines = "\n".join(f"  {one.id}  {shown(one.line)}" for one in found)
        raise Refused(
            _("Several match “{words}”. Give the number of one of them:", words=shown(wanted)) + f"\n{lines}"
        )
    return found[0].thing


def _holds(words: Sequence[str], typed: Sequence[str]) -> bool:
    return all(any(part in word for word in words) for part in typed)
