"""What one can do here, and with which keys."""

from typing import Any, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.screen import Screen

from samtui.commands import Place, bindings_of
from samtui.language import _
from samtui.screens.giving import Offer, give, offers
from samtui.screens.room import Over
from samtui.widgets.key_line import KeyLine
from samtui.widgets.list_table import Column, ListTable, Row
from samtui.widgets.plain import content


class Help(Over[None]):
    """The commands of a screen, then those that hold everywhere. Enter gives the one at the cursor."""

    CSS_PATH = "help.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings_of(Place.HELP)]
    AUTO_FOCUS = "#commands"

    def __init__(self, screen: Screen[Any]) -> None:
        """``screen``: the one the help is about; what is possible on it is seen now, before this is on top."""
        super().__init__()
        self._offers = {offer.command.id: offer for offer in offers(screen)}

    def compose(self) -> ComposeResult:
        columns = [
            Column("keys", _("Key"), 16),
            Column("what", _("What"), None, flex=3, minimum=28),
            Column("where", _("Where"), None, flex=1, minimum=14),
        ]
        table = ListTable(columns, self._rows(), id="commands")
        table.border_title = content(self._title())
        table.border_subtitle = content(_("What is quiet is not possible just now"))
        yield table
        yield KeyLine()

    def _title(self) -> str:
        first = next(iter(self._offers.values()), None)
        return _("Keys: {place}", place=first.place) if first else _("Keys")

    def _rows(self) -> list[Row]:
        rows = []
        before = ""
        for offer in self._offers.values():
            where = offer.place if offer.place != before else ""
            before = offer.place
            keys = "  ".join(offer.keys)
            rows.append(_row(offer, keys, where))
        return rows

    @on(ListTable.Opened)
    def action_give(self) -> None:
        """Closes, and gives the command; what is not possible just now is left alone."""
        offer = self._offers.get(str(self.query_one("#commands", ListTable).cursor_key))
        if offer is not None and offer.possible:
            self.dismiss(None)
            give(offer)

    def action_leave(self) -> None:
        self.dismiss(None)


def _row(offer: Offer, keys: str, where: str) -> Row:
    if not offer.possible:
        return Row(offer.command.id, (keys, offer.title, where), "quiet")
    return Row(offer.command.id, ((keys, "strong"), offer.title, (where, "quiet")))
