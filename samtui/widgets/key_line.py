"""The key line at the bottom: what one can press here, in the language in use, with the keys in use."""

from textual.content import Content
from textual.screen import Screen
from textual.widget import Widget

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
    """One line made from the bindings that are active. A click gives the command."""

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
        room = self.size.width
        parts: list[Content] = []
        used = 0
        for key, title, action in self._offers():
            part = Content.assemble(
                (key, self.get_visual_style("key-line--key")), " " + title
            )
            width = part.cell_length + (len(GAP) if parts else 0)
            if used + width > room:
                break
            used += width
            parts.append(part.stylize(f"@click=screen.press({action!r})") if action else part)
        return Content(GAP).join(parts)

    def _offers(self) -> list[tuple[str, str, str]]:
        """Key, title and action of what is offered; the screen's own before what holds everywhere."""
        seen: dict[str, tuple[str, str, str]] = {}
        for active in self.screen.active_bindings.values():
            binding = active.binding
            if binding.show and active.enabled and binding.id and binding.id not in seen:
                own = 0 if active.node is not self.app else 1
                seen[binding.id] = (shown_key(binding.key), _(binding.description), str(own))
        ordered = sorted(seen.values(), key=lambda offer: offer[2])
        return [(key, title, "") for key, title, _own in ordered]
