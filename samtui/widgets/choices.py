"""Two small fields for forms: one of a few, and any of a few. One widget each, so that a form opens at once."""

from collections.abc import Sequence
from typing import ClassVar, Generic, TypeVar

from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from samtui.language import N_
from samtui.widgets.plain import one_line

Value = TypeVar("Value")


class Choice(Widget, Generic[Value], can_focus=True):
    """One of a few: ``● Yes  ○ No``; where they do not fit in the width, ``◂ Yes ▸``."""

    DEFAULT_CSS = """
    Choice { height: 1; width: 1fr; color: $foreground; background: $surface; padding: 0 1; }
    Choice > .choice--chosen { text-style: bold; color: $accent; }
    Choice:focus { background: $boost; }
    Choice:focus > .choice--chosen {
        color: $block-cursor-foreground; background: $block-cursor-background; text-style: bold;
    }
    """
    COMPONENT_CLASSES: ClassVar[set[str]] = {"choice--chosen"}
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("right,space", "step(1)", N_("Next"), show=False),
        Binding("left", "step(-1)", N_("Previous"), show=False),
    ]

    place: reactive[int] = reactive(0)

    class Changed(Message):
        """Another option was chosen."""

        def __init__(self, choice: "Choice[object]") -> None:
            super().__init__()
            self.choice = choice

        @property
        def control(self) -> "Choice[object]":
            return self.choice

    def __init__(
        self,
        options: Sequence[tuple[str, Value]],
        value: Value | None = None,
        *,
        id: str | None = None,  # noqa: A002
    ) -> None:
        super().__init__(id=id)
        self.options = [(one_line(label), option) for label, option in options]
        values = [option for _label, option in self.options]
        self.set_reactive(Choice.place, values.index(value) if value in values else 0)

    @property
    def value(self) -> Value | None:
        """What is chosen; None where there is nothing to choose from."""
        return self.options[self.place][1] if self.options else None

    def choose(self, value: Value) -> None:
        """Chooses ``value``, where it is one of the options."""
        values = [option for _label, option in self.options]
        if value in values:
            self.place = values.index(value)

    def action_step(self, step: int) -> None:
        if self.options:
            self.place = (self.place + step) % len(self.options)
            self.post_message(self.Changed(self))

    def on_key(self, event: events.Key) -> None:
        """A letter goes to the next option that begins with it."""
        if not self.options or not event.is_printable or not event.character or event.character == " ":
            return
        letter = event.character.casefold()
        order = [*range(self.place + 1, len(self.options)), *range(self.place + 1)]
        for place in order:
            if self.options[place][0].casefold().startswith(letter):
                event.stop()
                self.place = place
                self.post_message(self.Changed(self))
                return

    def on_click(self) -> None:
        self.action_step(1)

    def render(self) -> Content:
        if not self.options:
            return Content("–")
        chosen = self.get_visual_style("choice--chosen")
        parts = [
            Content.assemble((f"● {label}", chosen)) if place == self.place else Content(f"○ {label}")
            for place, (label, _value) in enumerate(self.options)
        ]
        line = Content("  ").join(parts)
        if line.cell_length <= self.size.width:
            return line
        return Content.assemble(
            "◂ ", (self.options[self.place][0], chosen), f" ▸  {self.place + 1}/{len(self.options)}"
        ).truncate(self.size.width, ellipsis=True)


class Marks(Widget, Generic[Value], can_focus=True):
    """Any of a few, one a line: ``[x] Björkskolan``. Space marks; ``*`` marks all or none."""

    DEFAULT_CSS = """
    Marks { height: auto; width: 1fr; color: $foreground; background: $surface; padding: 0 1; }
    Marks > .marks--marked { color: $accent; text-style: bold; }
    Marks:focus { background: $boost; }
    Marks:focus > .marks--cursor { color: $block-cursor-foreground; background: $block-cursor-background; }
    """
    COMPONENT_CLASSES: ClassVar[set[str]] = {"marks--marked", "marks--cursor"}
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "step(-1)", N_("Up"), show=False),
        Binding("down", "step(1)", N_("Down"), show=False),
        Binding("space,x", "mark", N_("Mark"), show=False),
        Binding("asterisk", "mark_all", N_("Mark all or none"), show=False),
    ]

    place: reactive[int] = reactive(0)

    class Changed(Message):
        """Something was marked or unmarked."""

        def __init__(self, marks: "Marks[object]") -> None:
            super().__init__()
            self.marks = marks

        @property
        def control(self) -> "Marks[object]":
            return self.marks

    def __init__(
        self,
        options: Sequence[tuple[str, Value]],
        marked: Sequence[Value] = (),
        *,
        id: str | None = None,  # noqa: A002
    ) -> None:
        super().__init__(id=id)
        self.options = [(one_line(label), option) for label, option in options]
        self._marked = [option in marked for _label, option in self.options]

    @property
    def value(self) -> list[Value]:
        """What is marked, in the order of the options."""
        return [option for (_label, option), on in zip(self.options, self._marked, strict=True) if on]

    def choose(self, values: Sequence[Value]) -> None:
        """Marks these and no others."""
        self._marked = [option in values for _label, option in self.options]
        self.refresh()

    def action_step(self, step: int) -> None:
        target = self.place + step
        if 0 <= target < len(self.options):
            self.place = target
            self.scroll_to_region_of_cursor()
        elif step > 0:
            self.screen.focus_next()
        else:
            self.screen.focus_previous()

    def scroll_to_region_of_cursor(self) -> None:
        """Keeps the line of the cursor in sight where the form scrolls."""
        from textual.geometry import Region

        parent = self.parent
        if isinstance(parent, Widget):
            parent.scroll_to_region(Region(0, self.virtual_region.y + self.place, 1, 1), animate=False)

    def action_mark(self) -> None:
        if self.options:
            self._marked[self.place] = not self._marked[self.place]
            self._tell()

    def action_mark_all(self) -> None:
        self._marked = [not all(self._marked)] * len(self._marked)
        self._tell()

    def on_click(self, event: events.Click) -> None:
        if 0 <= event.y < len(self.options):
            self.place = event.y
            self.action_mark()

    def _tell(self) -> None:
        self.refresh()
        self.post_message(self.Changed(self))

    def get_content_height(self, container: object, viewport: object, width: int) -> int:
        return max(1, len(self.options))

    def render(self) -> Content:
        if not self.options:
            return Content("–")
        marked = self.get_visual_style("marks--marked")
        cursor = self.get_visual_style("marks--cursor")
        lines = []
        for place, (label, _value) in enumerate(self.options):
            sign = "[x] " if self._marked[place] else "[ ] "
            line = Content.assemble((sign + label, marked)) if self._marked[place] else Content(sign + label)
            line = line.truncate(self.size.width, ellipsis=True)
            lines.append(line.stylize(cursor) if place == self.place and self.has_focus else line)
        return Content("\n").join(lines)
