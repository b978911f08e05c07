"""A sheet of answers: a title, what it is in a sentence, then labels with their texts.

It is laid out with as much air as the height allows, so that a card is read without scrolling where it can be.
Pure but for the widget at the end.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import ClassVar

from textual.content import Content
from textual.geometry import Size
from textual.reactive import reactive
from textual.style import Style
from textual.widget import Widget

from samtui.widgets.plain import clean

WIDEST = 100
"""Cells a line has at most: longer ones are hard to read."""

ELLIPSIS = "…"
_BETWEEN = " · "
_BROADEST_LABEL = 20
_LEAST_TEXT = 28
_SHORT = 60

Styles = Mapping[str, Style | str]


@dataclass(frozen=True)
class Entry:
    """One answer: a label, a text (several lines: several things), and what it means.

    ``role`` is "", "strong", "quiet" or "missing"; ``apart`` gives it air before it where there is room.
    """

    label: str
    text: str
    role: str = ""
    apart: bool = False


@dataclass(frozen=True)
class Leaf:
    """What a sheet shows. ``beside`` stands after the title, quietly."""

    title: str
    beside: str = ""
    lead: str = ""
    entries: Sequence[Entry] = ()


def fits(leaf: Leaf, width: int, height: int) -> bool:
    """Whether the whole leaf can be shown with its labels in a column and air between its groups."""
    width = min(width, WIDEST)
    wide_enough = width - _label_width(leaf) >= _LEAST_TEXT
    return wide_enough and len(_in_columns(leaf, width, 1, dict.fromkeys(Sheet.PARTS, ""))) <= height


def laid_out(leaf: Leaf, width: int, height: int, styles: Styles) -> list[Content]:
    """The lines of the leaf: the airiest way that fits into ``height``, otherwise the densest.

    ``styles`` name how "title", "label", "strong", "quiet" and "missing" look.
    """
    width = max(1, min(width, WIDEST))
    lines: list[Content] = []
    for lines in _ways(leaf, width, styles):
        if len(lines) <= height:
            break
    return lines


def _ways(leaf: Leaf, width: int, styles: Styles) -> Iterator[list[Content]]:
    """The ways of laying it out, the airiest first."""
    if width - _label_width(leaf) >= _LEAST_TEXT:
        for air in (2, 1, 0, -1):
            yield _in_columns(leaf, width, air, styles)
    yield _run_in(leaf, width, styles)
    yield _run_in(leaf, width, styles, together=True)


def laid_out_in_part(brief: Leaf, width: int, height: int, styles: Styles) -> list[Content]:
    """The lines of a leaf that is the first of a longer one: with air, and cut where the room ends."""
    lines = _run_in(brief, min(width, WIDEST), styles, air=True)
    return lines if len(lines) <= height else [*lines[: max(0, height - 1)], Content(ELLIPSIS)]


def _in_columns(leaf: Leaf, width: int, air: int, styles: Styles) -> list[Content]:
    """Labels in a column of their own. ``air``: 2 between all answers, 1 between groups, 0 none, -1 less yet."""
    label_width = _label_width(leaf)
    lines = [*_head(leaf, width, styles)]
    if leaf.entries and air > 0:
        lines.append(Content(""))
    for number, entry in enumerate(leaf.entries):
        if number and (air == 2 or (air == 1 and entry.apart)):
            lines.append(Content(""))
        text = Content.styled(_text(entry, joined=air < 0), styles.get(entry.role, ""))
        for place, line in enumerate(text.wrap(width - label_width)):
            label = Content.styled(clean(entry.label), styles["label"]) if not place else Content("")
            lines.append(
                label.truncate(label_width - 1).pad_right(
                    label_width - min(label.cell_length, label_width - 1)
                )
                + line
            )
    return lines


def _run_in(
    leaf: Leaf, width: int, styles: Styles, *, air: bool = False, together: bool = False
) -> list[Content]:
    """Each label before its text, all in few lines; ``air``: a line between answers; ``together``: short ones
    follow on the line of the one before."""
    paragraphs: list[Content] = []
    for entry in leaf.entries:
        paragraph = Content.assemble(
            Content.styled(clean(entry.label), styles["label"]),
            "  " if entry.label else "",
            Content.styled(_text(entry, joined=not air), styles.get(entry.role, "")),
        )
        if together and paragraphs and paragraph.cell_length <= _SHORT:
            paragraphs[-1] = Content("   ").join([paragraphs[-1], paragraph])
        else:
            paragraphs.append(paragraph)
    if air:
        wrapped = [[*_head(leaf, width, styles)], *(one.wrap(width) for one in paragraphs)]
        return list(chain.from_iterable([*lines, Content("")] for lines in wrapped))[:-1]
    head = Content("  ").join([_title(leaf, styles), Content(clean(leaf.lead))])
    return list(chain.from_iterable(one.wrap(width) for one in (head, *paragraphs)))


def _head(leaf: Leaf, width: int, styles: Styles) -> Iterator[Content]:
    yield from _title(leaf, styles).wrap(width)
    if leaf.lead:
        yield from Content(clean(leaf.lead)).wrap(width)


def _title(leaf: Leaf, styles: Styles) -> Content:
    beside = f"  {clean(leaf.beside)}" if leaf.beside else ""
    return Content.assemble(
        Content.styled(clean(leaf.title), styles["title"]), Content.styled(beside, styles["quiet"])
    )


def _text(entry: Entry, *, joined: bool) -> str:
    text = clean(entry.text)
    return _BETWEEN.join(text.splitlines()) if joined else text


def _label_width(leaf: Leaf) -> int:
    longest = max((Content(clean(entry.label)).cell_length for entry in leaf.entries), default=0)
    return min(longest, _BROADEST_LABEL) + 2 if longest else 0


class Sheet(Widget):
    """Shows a :class:`Leaf`. In a scrolling container it takes the lines it needs."""

    DEFAULT_CSS = """
    Sheet { height: auto; width: 1fr; color: $foreground; }
    Sheet > .sheet--title { text-style: bold; color: $accent; }
    Sheet > .sheet--label { color: $quiet; }
    Sheet > .sheet--strong { text-style: bold; }
    Sheet > .sheet--quiet { color: $quiet; }
    Sheet > .sheet--missing { color: $soon; }
    """
    PARTS: ClassVar[tuple[str, ...]] = ("title", "label", "strong", "quiet", "missing")
    COMPONENT_CLASSES: ClassVar[set[str]] = {f"sheet--{part}" for part in PARTS}

    leaf: reactive[Leaf] = reactive(Leaf(""), layout=True)

    def __init__(self, leaf: Leaf | None = None, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._room = 0
        self._brief: Leaf | None = None
        self._asked: tuple[object, ...] = ()
        self._laid: list[Content] = []
        self.set_reactive(Sheet.leaf, leaf or Leaf(""))

    def put(self, leaf: Leaf, brief: Leaf | None = None) -> None:
        """Shows ``leaf``, or ``brief`` where the whole does not fit into the container."""
        self._brief = brief
        self.leaf = leaf

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """As many lines as the layout takes that suits the container."""
        self._room = container.height
        return max(1, len(self._lines(width)))

    def render(self) -> Content:
        return Content("\n").join(self._lines(self.size.width))

    def _lines(self, width: int) -> list[Content]:
        asked = (self.leaf, self._brief, width, self._room, self.app.theme)
        if asked != self._asked:
            self._asked, self._laid = asked, self._lay_out(width)
        return self._laid

    def _lay_out(self, width: int) -> list[Content]:
        styles = {part: self.get_visual_style(f"sheet--{part}") for part in self.PARTS}
        if self._brief is not None and not fits(self.leaf, width, self._room):
            return laid_out_in_part(self._brief, width, self._room, styles)
        return laid_out(self.leaf, width, self._room, styles)
