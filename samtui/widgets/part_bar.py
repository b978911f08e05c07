"""The parts of something larger, and which of them is shown: a list beside it, or a line of tabs above it."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import ClassVar

from textual import events
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from samtui.widgets.columns import fit
from samtui.widgets.plain import one_line

_GAP = "  "


@dataclass(frozen=True)
class Tab:
    """One part: its key, its title, and how much it holds (nothing where that says nothing)."""

    key: str
    title: str
    count: int | None = None


class PartBar(Widget):
    """Given one line it is a line of tabs; given more, a list. The part in use has a sign as well as a colour.

    Where the counts do not fit in the line, only that of the part in use is shown.
    """

    DEFAULT_CSS = """
    PartBar { height: auto; color: $foreground; }
    PartBar > .part-bar--here { color: $accent; text-style: bold; }
    PartBar > .part-bar--count { color: $quiet; }
    """
    COMPONENT_CLASSES: ClassVar[set[str]] = {"part-bar--here", "part-bar--count"}

    tabs: reactive[tuple[Tab, ...]] = reactive((), layout=True)
    here: reactive[str] = reactive("")

    class Chosen(Message):
        """A click on the part with this key."""

        def __init__(self, key: str) -> None:
            super().__init__()
            self.key = key

    def __init__(self, tabs: Sequence[Tab] = (), here: str = "", *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self.set_reactive(PartBar.tabs, tuple(tabs))
        self.set_reactive(PartBar.here, here)

    def get_content_height(self, container: object, viewport: object, width: int) -> int:
        return len(self.tabs)

    def render(self) -> Content:
        if self.size.height > 1:
            return Content("\n").join(self._line(tab) for tab in self.tabs)
        return Content(_GAP).join(self._labels())

    def on_click(self, event: events.Click) -> None:
        offset = event.get_content_offset(self)
        if offset is None:
            return
        if self.size.height > 1:
            place = offset.y
        else:
            ends = accumulate(label.cell_length + len(_GAP) for label in self._labels())
            place = next((place for place, end in enumerate(ends) if offset.x < end), len(self.tabs))
        if place < len(self.tabs):
            self.post_message(self.Chosen(self.tabs[place].key))

    def _line(self, tab: Tab) -> Content:
        count = "" if tab.count is None else str(tab.count)
        here = tab.key == self.here
        title = ("▸" if here else " ") + fit(tab.title, max(1, self.size.width - len(count) - 2)) + " "
        return Content.assemble(
            (title, self.get_visual_style("part-bar--here") if here else ""),
            (count, self.get_visual_style("part-bar--count")),
        )

    def _labels(self) -> list[Content]:
        """With all counts; where they do not fit with that of the part in use; else without any."""
        for counted in (lambda tab: True, lambda tab: tab.key == self.here, lambda tab: False):
            labels = [self._label(tab, counted(tab)) for tab in self.tabs]
            width = sum(label.cell_length for label in labels) + len(_GAP) * (len(labels) - 1)
            if width <= self.size.width:
                break
        return labels

    def _label(self, tab: Tab, counted: bool) -> Content:
        title = one_line(tab.title)
        count = f" {tab.count}" if counted and tab.count is not None else ""
        if tab.key == self.here:
            return Content.assemble((f"▸{title}", self.get_visual_style("part-bar--here")), count)
        return Content.assemble(title, (count, self.get_visual_style("part-bar--count")))
