"""The key line at the bottom: what one can press here, in the language in use, with the keys in use."""

from textual.content import Content
from textual.screen import Screen
from textual.widget import Widget

from samtui.commands import COMMANDS, Place
from samtui.language import _

_SHOWN = {
    "question_mark": "?", "slash": "/", "plus": "+", "minus": "-", "colon": ":", "escape": "Esc", "enter": "Enter",
    "space": "Space", "tab": "Tab", "left": "←", "right": "→", "up": "↑", "down": "↓", "shift+tab": "Shift+Tab",
    "pageup": "PgUp", "pagedown": "PgDn", "home": "Home", "end": "End",
}  # fmt: skip
GAP = "   "


def shown_key(key: str) -> str:
    """A key as a person knows it: ``ctrl+s`` is Ctrl+S, ``f1`` is F1, ``slash`` is /."""
    if key in _SHOWN:
        return _SHOWN[key]
    if key.startswith("ctrl+"):
        return "Ctrl+" + shown_key(key.removeprefix("ctrl+")).upper()
    return key.upper() if key[:1] == "f" and key[1:].isdigit() else key


class KeyLine(Widget):
    """One line made from the table of commands and the bindings that are active."""

    DEFAULT_CSS = """
    KeyLine { dock: bottom; height: 1; background: $panel; color: $quiet; padding: 0 1; }
    KeyLine > .key-line--key { color: $accent; text-style: bold; }
    """
    COMPONENT_CLASSES = {"key-line--key"}  # noqa: RUF012

    def on_mount(self) -> None:
        self.screen.bindings_updated_signal.subscribe(self, self._changed)

    def _changed(self, _screen: Screen[object]) -> None:
        self.refresh()

    def render(self) -> Content:
        if self.screen.has_class("-too-small") or self.screen.has_class("-too-low"):
            return Content(_("The window is too small. samtui needs 80 columns and 24 lines."))
        room = self.size.width
        parts: list[Content] = []
        used = 0
        for key, title in self._offers():
            part = Content.assemble((key, self.get_visual_style("key-line--key")), " " + title)
            width = part.cell_length + (len(GAP) if parts else 0)
            if used + width > room:
                break
            used += width
            parts.append(part)
        return Content(GAP).join(parts)

    def _offers(self) -> list[tuple[str, str]]:
        """Key and title of what can be done now: this place's commands first, then those that hold everywhere."""
        active: dict[str, list[str]] = {}
        for key, found in self.screen.active_bindings.items():
            if found.enabled and found.binding.id:
                active.setdefault(found.binding.id, []).append(key)
        here = {command.place for command in COMMANDS if command.id in active} - {
            Place.EVERYWHERE,
            Place.LIST,
        }
        offers = []
        for command in sorted(COMMANDS, key=lambda command: command.place is Place.EVERYWHERE):
            if not command.short or command.place not in {*here, Place.EVERYWHERE}:
                continue
            if command.id in active:
                first, keys = command.keys.split(",")[0], active[command.id]
                offers.append((shown_key(first if first in keys else keys[0]), _(command.short)))
            elif command.keys.startswith("enter") and "enter" in self.screen.active_bindings:
                offers.append((shown_key("enter"), _(command.short)))
        return offers
