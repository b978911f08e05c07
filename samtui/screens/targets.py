"""What the palette jumps to: families, coming meetings, commands, and what the directory answers. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from samtui import clock
from samtui.language import _
from samtui.models.caseload import Protection
from samtui.models.records import MeetingRow
from samtui.practice import dates
from samtui.practice.words import word
from samtui.screens.giving import Offer
from samtui.store.fold import fold
from samtui.store.names import FamilyNames
from samtui.store.search import Hit

Goal = tuple[str, str, int]
"""What is gone to: ("family", "", id), ("meeting", "", id), ("service" …, "", id) or ("command", its id, 0)."""

_ORDER = {"family": 0, "meeting": 1, "command": 2}
_HELD, _AROUND, _GUESSED = 3, 4, 5


@dataclass(frozen=True)
class Target:
    """One place to go to. ``around`` holds what finds it too, each with what then stands beside it."""

    goal: Goal
    kind: str
    name: str
    beside: str = ""
    key: str = ""
    folded: str = ""
    around: tuple[tuple[tuple[str, ...], str], ...] = ()


def of_family(family: FamilyNames) -> Target:
    """A family. It is found by its people and its actors as well, but none of them is named beside it.

    With protected personal data its actors do not lead to it.
    """
    around = [(_folded(family.people), _("through somebody in it"))]
    if family.protection is Protection.NONE:
        around.append((_folded(family.actors), _("through an actor")))
    return Target(
        ("family", "", family.id),
        _("family"),
        family.name,
        word(family.status),
        "",
        fold(family.name),
        tuple(around),
    )


def of_meeting(meeting: MeetingRow, today: date) -> Target:
    """A coming meeting, by its family, its day and its kind."""
    begins = clock.local(meeting.starts_at)
    when = f"{dates.near(begins.date(), today)} {begins:%H.%M}"
    name = f"{meeting.family}, {when}"
    beside = word(meeting.kind)
    return Target(("meeting", "", meeting.id), _("meeting"), name, beside, "", fold(f"{name} {beside}"))


def of_command(offer: Offer) -> Target:
    """A command that is possible now, with its key."""
    name = offer.title
    folded = fold(f"{name} {_(offer.command.short)}") if offer.command.short else fold(name)
    key = offer.keys[0] if offer.keys else ""
    return Target(("command", offer.command.id, 0), _("command"), name, offer.place, key, folded)


def of_hit(hit: Hit) -> Target:
    """A card of the directory."""
    kinds = {"service": _("support"), "organisation": _("unit"), "contact": _("contact")}
    because = _("“{words}”", words=hit.why) + " · " if hit.why else ""
    return Target((hit.kind, "", hit.ref), kinds[hit.kind], hit.title, because + hit.sub, "", fold(hit.title))


def matching(words: str, targets: Iterable[Target], hits: Sequence[Hit]) -> list[Target]:
    """The targets that what was typed may mean, best first; everything in its order where nothing was."""
    parts = fold(words).split()
    if not parts:
        return list(targets)
    ranked = [(rank, target) for target in targets for rank, target in _ranked(parts, target)]
    ranked += [(_rank_of_hit(parts, hit), of_hit(hit)) for hit in hits]
    ranked.sort(key=lambda one: (one[0], _ORDER.get(one[1].goal[0], 3)))
    return [target for _rank, target in ranked]


def _ranked(parts: list[str], target: Target) -> list[tuple[int, Target]]:
    """The target with its rank, or nothing where it is not meant."""
    if all(part in target.folded for part in parts):
        return [(_rank(parts, target.folded), target)]
    for names, beside in target.around:
        if any(all(part in name for part in parts) for name in names):
            return [(_AROUND, replace(target, beside=beside))]
    return []


def _rank(parts: list[str], folded: str) -> int:
    """0 it begins with what was typed, 1 a word of it does, 2 its words begin with the parts, 3 it holds them."""
    phrase = " ".join(parts)
    if folded.startswith(phrase):
        return 0
    if f" {phrase}" in folded:
        return 1
    return 2 if all(f" {part}" in f" {folded}" for part in parts) else _HELD


def _rank_of_hit(parts: list[str], hit: Hit) -> int:
    title, why = fold(hit.title), fold(hit.why)
    if all(part in title for part in parts):
        return _rank(parts, title)
    return _HELD if all(part in why for part in parts) else _GUESSED


def _folded(names: str) -> tuple[str, ...]:
    return tuple(map(fold, names.splitlines()))
