"""A field one types in, with a short list of what may be meant under it.

Where the list is all there is (``options``), Enter takes what stands first; where it only helps (``suggester``),
arrow down goes into it and what was typed may stand as it is.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, ClassVar, NamedTuple, Self

from textual import events, on, work
from textual.app import ComposeResult
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget
from textual.widgets import Input
from textual.worker import get_current_worker

from samtui.errors import SamtuiError
from samtui.language import _
from samtui.store.fold import fold
from samtui.widgets.plain import content, one_line

LINES = 6
"""How many suggestions are seen at once."""


class Picked(NamedTuple):
    """What stands in the field, and the key of the suggestion it is; no key where it was only typed."""

    text: str = ""
    key: str = ""


@dataclass(frozen=True)
class Suggestion:
    """One suggestion. ``beside`` stands after it; ``fills`` are values for other fields of the form, by name."""

    key: str
    text: str
    beside: str = ""
    fills: Mapping[str, Any] = field(default_factory=dict)


Suggester = Callable[[str], Sequence[Suggestion]]
"""What may be meant by a text. Called in a thread; must touch no widget."""


def matching(options: Sequence[Suggestion], text: str) -> tuple[Suggestion, ...]:
    """Those of the options in which every word of ``text`` occurs; those that begin with it come first."""
    wanted = fold(text)
    found = [
        one for one in options if all(part in fold(f"{one.text} {one.beside}") for part in wanted.split())
    ]
    return tuple(sorted(found, key=lambda one: not fold(one.text).startswith(wanted)))


class Suggestions(Widget):
    """The list itself. It never has the focus; the field moves its cursor (-1: on none of them)."""

    DEFAULT_CSS = """
    Suggestions {
        display: none; overlay: screen; constrain: none inside; width: 1fr; height: auto;
        background: $surface; color: $foreground; padding: 0 1;
        border: round $border; border-subtitle-color: $quiet; border-subtitle-align: left;
    }
    Suggestions > .suggestions--cursor { color: $block-cursor-foreground; background: $block-cursor-background; }
    Suggestions > .suggestions--beside { color: $quiet; }
    Suggestions > .suggestions--cursor-beside { color: $cursor-quiet; background: $block-cursor-background; }
    """
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "suggestions--cursor",
        "suggestions--beside",
        "suggestions--cursor-beside",
    }

    cursor: reactive[int] = reactive(-1)

    class Clicked(Message):
        """A click on the suggestion at this place."""

        def __init__(self, place: int) -> None:
            super().__init__()
            self.place = place

    def __init__(self) -> None:
        super().__init__()
        self.found: tuple[Suggestion, ...] = ()

    def offer(self, found: Sequence[Suggestion], cursor: int) -> None:
        """Shows these; nothing where there are none."""
        self.found = tuple(found)
        self.display = bool(self.found)
        self.cursor = cursor if self.found else -1
        hint = _("↓ and Enter take it") if cursor < 0 else _("Enter takes it")
        more = len(self.found)
        self.border_subtitle = content(f"{hint}  ·  {more}" if more > LINES else hint)
        self.refresh(layout=True)

    @property
    def _top(self) -> int:
        return max(0, min(self.cursor - LINES + 1, len(self.found) - LINES))

    def on_click(self, event: events.Click) -> None:
        offset = event.get_content_offset(self)
        if offset is not None:
            self.post_message(self.Clicked(self._top + offset.y))

    def get_content_height(self, container: object, viewport: object, width: int) -> int:
        return min(len(self.found), LINES)

    def render(self) -> Content:
        width = self.size.width
        lines = []
        for place, one in enumerate(self.found[self._top : self._top + LINES], self._top):
            here = "cursor-" if place == self.cursor else ""
            beside = self.get_visual_style(f"suggestions--{here}beside")
            line = Content.assemble(one_line(one.text), "  ", (one_line(one.beside), beside))
            line = line.truncate(width, ellipsis=True, pad=True)
            lines.append(line.stylize_before(self.get_visual_style("suggestions--cursor")) if here else line)
        return Content("\n").join(lines)


class Suggest(Widget):
    """The field with its list. ``value`` is a :class:`Picked`."""

    DEFAULT_CSS = "Suggest { height: auto; width: 1fr; }"

    class Taken(Message):
        """A suggestion was taken."""

        def __init__(self, suggest: "Suggest", suggestion: Suggestion) -> None:
            super().__init__()
            self.suggest = suggest
            self.suggestion = suggestion

        @property
        def control(self) -> "Suggest":
            return self.suggest

    def __init__(
        self,
        value: Picked | str = "",
        *,
        suggester: Suggester | None = None,
        options: Sequence[Suggestion] = (),
        hint: str = "",
        id: str | None = None,  # noqa: A002
    ) -> None:
        super().__init__(id=id)
        self._suggester = suggester
        self._options = tuple(options)
        self._hint = hint
        self._taken = Picked(value) if isinstance(value, str) else Picked(*value)
        self._asked = 0

    def compose(self) -> ComposeResult:
        box_id = f"{self.id}-box" if self.id else None
        box = Input(self._taken.text, id=box_id, compact=True, placeholder=self._hint, select_on_focus=False)
        box.cursor_blink = False
        yield box
        yield Suggestions()

    @property
    def box(self) -> Input:
        """The field one types in."""
        return self.query_one(Input)

    @property
    def listed(self) -> Suggestions:
        """The list under it."""
        return self.query_one(Suggestions)

    @property
    def value(self) -> Picked:
        """What stands here, with its key where it is one of the suggestions."""
        text = self.box.value if self.is_mounted else self._taken.text
        if text == self._taken.text:
            return self._taken
        same = next((one for one in self._options if fold(one.text) == fold(text)), None)
        return Picked(text, same.key if same else "")

    def choose(self, value: Picked | Sequence[str] | str) -> None:
        """Puts this into the field, as if it had been taken."""
        self._taken = Picked(value) if isinstance(value, str) else Picked(*value)
        self._close()
        self.box.value = self._taken.text

    def focus(self, scroll_visible: bool = True) -> Self:
        """The field one types in takes the focus."""
        self.box.focus(scroll_visible)
        return self

    # While one types

    @on(Input.Changed)
    def look(self, event: Input.Changed) -> None:
        if event.value == self._taken.text or not self.box.has_focus:
            self._close()
        elif self._options:
            self.listed.offer(matching(self._options, event.value), 0 if event.value.strip() else -1)
        elif self._suggester is not None:
            self._asked += 1
            self._ask(self._asked, event.value)

    @work(thread=True, exclusive=True, group="suggest")
    def _ask(self, number: int, text: str) -> None:
        if self._suggester is None:
            return
        try:
            found = tuple(self._suggester(text))
        except SamtuiError:
            found = ()
        if not get_current_worker().is_cancelled:
            self.app.call_from_thread(self._answered, number, found)

    def _answered(self, number: int, found: tuple[Suggestion, ...]) -> None:
        if number == self._asked and self.is_attached and self.box.has_focus:
            self.listed.offer(found, -1)

    def on_key(self, event: events.Key) -> None:
        """Arrows go through the list, Enter takes, Esc puts it away; without a list they are the form's."""
        listed = self.listed
        if not listed.display:
            if event.key == "down" and self._options:
                event.stop()
                listed.offer(self._options, self._place_of_taken())
            return
        if event.key in ("down", "up"):
            event.stop()
            step = 1 if event.key == "down" else -1
            listed.cursor = max(-1, min(listed.cursor + step, len(listed.found) - 1))
            listed.refresh()
        elif event.key == "enter" and listed.cursor >= 0:
            event.stop()
            self._take(listed.found[listed.cursor])
        elif event.key == "escape":
            event.stop()
            self._close()

    def _place_of_taken(self) -> int:
        keys = [one.key for one in self._options]
        return keys.index(self._taken.key) if self._taken.key in keys else 0

    @on(Suggestions.Clicked)
    def clicked(self, event: Suggestions.Clicked) -> None:
        event.stop()
        if 0 <= event.place < len(self.listed.found):
            self._take(self.listed.found[event.place])

    def on_descendant_blur(self) -> None:
        """On the way out, what can only mean one of the options becomes it."""
        text = self.box.value
        if self._options and text.strip() and not self.value.key:
            found = matching(self._options, text)
            if len(found) == 1:
                self.choose(Picked(found[0].text, found[0].key))
        self._close()

    def _take(self, suggestion: Suggestion) -> None:
        self.choose(Picked(suggestion.text, suggestion.key))
        self.box.cursor_position = len(suggestion.text)
        self.post_message(self.Taken(self, suggestion))

    def _close(self) -> None:
        self._asked += 1
        self.listed.offer((), -1)
