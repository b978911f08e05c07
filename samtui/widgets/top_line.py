"""The line at the top: the sections, which of them one is in, and whose desk this is."""

from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from samtui.language import N_, _

SECTIONS = (
    ("caseload", N_("Families")),
    ("lookup", N_("Who does what")),
    ("consents", N_("Consent")),
    ("meetings", N_("Meetings")),
    ("todo", N_("To do")),
)


class TopLine(Widget):
    """``1 Families  2 Who does what …``; the section in use stands out by weight and a sign, not by colour alone."""

    DEFAULT_CSS = """
    TopLine { dock: top; height: 1; background: $panel; color: $quiet; padding: 0 1; }
    TopLine > .top-line--here { color: $accent; text-style: bold; }
    TopLine > .top-line--demo { color: $soon; }
    """
    COMPONENT_CLASSES = {"top-line--here", "top-line--demo"}  # noqa: RUF012

    here: reactive[str] = reactive("")

    def __init__(self, here: str = "", *, demo: bool = False, families: bool = True) -> None:
        super().__init__()
        self.demo = demo
        self.families = families
        self.set_reactive(TopLine.here, here)

    def render(self) -> Content:
        """The sections, closer together where there is little room; the mark of fiction is always whole."""
        mark = _("made-up data") if self.demo else "samtui"
        lines = [self._sections(gap) for gap in ("  ", " ", "")]
        fitting = (line for line in lines if line.cell_length + len(mark) < self.size.width)
        line = next(fitting, lines[-1])
        space = max(1, self.size.width - line.cell_length - len(mark))
        sign = (mark, self.get_visual_style("top-line--demo")) if self.demo else mark
        return Content.assemble(line, " " * space, sign)

    def _sections(self, gap: str) -> Content:
        here = self.get_visual_style("top-line--here")
        parts: list[Content] = []
        for number, (name, title) in enumerate(SECTIONS, start=1):
            if name != "lookup" and not self.families:
                continue
            text = f"{number} {_(title)}"
            parts.append(Content.assemble(("▸" + text, here)) if name == self.here else Content(" " + text))
        return Content(gap).join(parts)
