"""The field for running text: plain, without a blinking cursor, with the function keys left to its screen."""

from dataclasses import replace
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.widgets import TextArea

from samtui.widgets.plain import clean

_LEFT_TO_THE_SCREEN = frozenset({"f6", "f7", "ctrl+e"})


def _bindings() -> list[BindingType]:
    """Those of a text area, without the keys that are commands here."""
    kept: list[BindingType] = []
    for binding in TextArea.BINDINGS:
        if not isinstance(binding, Binding):
            continue
        keys = [key for key in binding.key.split(",") if key not in _LEFT_TO_THE_SCREEN]
        if keys:
            kept.append(replace(binding, key=",".join(keys), show=False))
    return kept


class Writing(TextArea, inherit_bindings=False):
    """Text that is written as one talks. What is pasted comes in without what a terminal would obey."""

    DEFAULT_CSS = """
    Writing, Writing:focus { background: $surface; color: $foreground; padding: 0 1; }
    """
    BINDINGS: ClassVar[list[BindingType]] = _bindings()

    def __init__(self, *, id: str | None = None, placeholder: str = "") -> None:  # noqa: A002
        super().__init__(id=id, compact=True, tab_behavior="focus", placeholder=placeholder)
        self.cursor_blink = False
        self.highlight_cursor_line = False

    def put(self, text: str) -> None:
        """Another text, with the cursor after it; what was typed before cannot be undone into it."""
        self.load_text(clean(text))
        self.move_cursor(self.document.end)

    async def _on_paste(self, event: events.Paste) -> None:
        event.prevent_default()
        event.stop()
        if not self.read_only:
            self.move_cursor(self.replace(clean(event.text), *self.selection).end_location)
