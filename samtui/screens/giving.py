"""The commands that can be given on a screen: with the keys in use, and whether they are possible now."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from textual import actions
from textual.dom import DOMNode
from textual.screen import Screen

from samtui.commands import COMMANDS, PLACE_NAMES, Command, Place
from samtui.language import _
from samtui.widgets.key_line import shown_key
from samtui.widgets.list_table import ListTable


@dataclass(frozen=True)
class Offer:
    """A command, the keys that give it here, and the node whose action it is."""

    command: Command
    keys: tuple[str, ...]
    node: DOMNode
    possible: bool

    @property
    def title(self) -> str:
        """What it does, in the language in use."""
        return _(self.command.title)

    @property
    def place(self) -> str:
        """Where it can be given, in the language in use."""
        return _(PLACE_NAMES[self.command.place])


def offers(screen: Screen[Any]) -> list[Offer]:
    """Every command that belongs on the screen: its own first, then those of its list, then everywhere."""
    active: dict[str, list[str]] = defaultdict(list)
    for key, found in screen.active_bindings.items():
        if found.binding.id:
            active[found.binding.id].append(key)
    here = {command.place for command in COMMANDS if command.id in active}
    order = {place: 1 + (place is Place.EVERYWHERE) for place in (Place.LIST, Place.EVERYWHERE)}
    belonging = [command for command in COMMANDS if command.place in here]
    belonging.sort(key=lambda command: order.get(command.place, 0))
    return [offer for command in belonging for offer in _offer(screen, command, active.get(command.id, []))]


def give(offer: Offer) -> None:
    """Gives the command, as soon as the app comes to it: what was on top may close first."""
    offer.node.app.call_later(offer.node.app.run_action, offer.command.action, offer.node)


def _offer(screen: Screen[Any], command: Command, active: list[str]) -> Iterator[Offer]:
    node = _node(screen, command.place)
    if node is not None:
        _to, name, parameters = actions.parse(command.action)
        possible = node.check_action(name, parameters) is True
        yield Offer(command, tuple(map(shown_key, active or _keys(screen, command))), node, possible)


def _node(screen: Screen[Any], place: Place) -> DOMNode | None:
    if place is Place.EVERYWHERE:
        return screen.app
    if place is Place.LIST:
        return screen.focused if isinstance(screen.focused, ListTable) else None
    return screen


def _keys(screen: Screen[Any], command: Command) -> list[str]:
    """The keys of a command that a field or a list takes for the same deed, as Enter in a list."""
    keymap: dict[str, str] = getattr(screen.app, "settings").keymap  # noqa: B009
    return [key.strip() for key in keymap.get(command.id, command.keys).split(",")]
