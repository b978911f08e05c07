"""Lines that begin with a sign, wrapped beside it: who is asked, what was agreed, what is left to do."""

from collections.abc import Sequence

from textual.content import Content
from textual.geometry import Size
from textual.reactive import reactive
from textual.widget import Widget

from samtui.widgets.plain import clean

Signed = tuple[str, Content | str]
"""A sign (may be empty) and what it stands before. A plain text is from people and is cleaned here."""

_LEAST = 8


def hanging(sign: Content, text: Content, width: int) -> list[Content]:
    """The text in lines of at most ``width`` cells, all of them beside the sign."""
    indent = sign.cell_length
    pieces = text.wrap(max(_LEAST, width - indent)) or [Content("")]
    return [(Content(" " * indent) if place else sign) + piece for place, piece in enumerate(pieces)]


class SignedLines(Widget):
    """Shows such lines; in a scrolling container it takes the height it needs."""

    DEFAULT_CSS = "SignedLines { height: auto; width: 1fr; color: $foreground; }"

    lines: reactive[tuple[Signed, ...]] = reactive((), layout=True)

    def put(self, lines: Sequence[Signed]) -> None:
        """Shows these lines."""
        self.lines = tuple(lines)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """As many lines as the texts take in this width; none where there is nothing to say."""
        return len(self._laid_out(width))

    def render(self) -> Content:
        return Content("\n").join(self._laid_out(self.size.width))

    def _laid_out(self, width: int) -> list[Content]:
        found: list[Content] = []
        for sign, text in self.lines:
            said = Content(clean(text)) if isinstance(text, str) else text
            for place, part in enumerate(said.split("\n", allow_blank=True)):
                before = (" " * len(sign) if place else sign) + (" " if sign else "")
                found += hanging(Content(before), part, width)
        return found
