"""The first frame of the app where there is nothing to unlock: a section without its rows yet."""

from textual.app import ComposeResult
from textual.screen import Screen

from samtui.language import _
from samtui.widgets.list_table import ListTable
from samtui.widgets.top_line import TopLine


class Opening(Screen[None]):
    """An empty list in its frame. It imports nothing that is slow."""

    def compose(self) -> ComposeResult:
        app = self.app
        yield TopLine("caseload", demo=getattr(app, "options").demo)  # noqa: B009
        table = ListTable(empty=_("Opening …"))
        table.border_title = _("My families")
        yield table

    def tell(self, sentence: str) -> None:
        """What is going on meanwhile."""
        self.query_one(ListTable).empty = sentence
