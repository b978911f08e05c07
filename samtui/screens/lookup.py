"""Who does what (vem gör vad): one box, and the answers from the first letter on.

What is typed here is kept nowhere: it may be what a caller says about somebody.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.widgets import Input
from textual.worker import get_current_worker

from samtui import language
from samtui.commands import Place, bindings_of
from samtui.errors import SamtuiError
from samtui.language import N_, _, ngettext
from samtui.screens.card_forms import organisation_plan
from samtui.screens.card_text import brief_of, leaf_of
from samtui.screens.form import Form
from samtui.screens.room import Room
from samtui.store.directory import Card, card, sizes
from samtui.store.search import Hit, find
from samtui.widgets.list_table import Cell, Column, ListTable, Row
from samtui.widgets.sheet import Leaf, Sheet

if TYPE_CHECKING:
    from textual.timer import Timer

MOST = 60
SPELL_AFTER_SECONDS = 0.15
KINDS = {"service": N_("support"), "organisation": N_("unit"), "contact": N_("contact")}
SIGNS = {"service": "◆", "organisation": "■", "contact": "●"}
_BESIDE = " · "


@dataclass(frozen=True)
class Answers:
    """What was asked, what was found, and how much there is to find in."""

    words: str
    spelled: bool
    hits: tuple[Hit, ...]
    sizes: tuple[int, int, int]


class Lookup(Room[Answers]):
    """The look-up, as a section or ``over`` what one was doing. Needs no caseload."""

    CSS_PATH = "lookup.tcss"
    section = "lookup"
    of_families = False
    tables = frozenset({"*", "service", "servicetext", "organisation", "contact"})
    BINDINGS: ClassVar[list[BindingType]] = [*bindings_of(Place.LOOKUP)]
    AUTO_FOCUS = "#words"

    def __init__(self, over: bool = False) -> None:
        super().__init__()
        self.over = over
        self._words = ""
        self._spell = False
        self._shown_words: str | None = None
        self._hits: dict[tuple[str, int], Hit] = {}
        self._pause: Timer | None = None

    def compose(self) -> ComposeResult:
        yield self.top_line()
        with Vertical(id="ask") as ask:
            ask.border_title = _("Who does what?")
            box = Input(
                placeholder=_("A need, a name, a law or a phone number"),
                id="words",
                compact=True,
                select_on_focus=False,
            )
            box.cursor_blink = False
            yield box
        with Horizontal():
            yield ListTable(_columns(), id="answers", empty=_("Opening …"))
            with VerticalScroll(id="beside", classes="-nothing-asked", can_focus=False):
                yield Sheet(id="card")
        yield self.key_line()

    # Asking

    @on(Input.Changed, "#words")
    def typed(self, event: Input.Changed) -> None:
        """The cheap half of the search at once, other spellings after a short pause."""
        if self._pause is not None:
            self._pause.stop()
        self._words, self._spell = event.value, False
        self.reload()
        self._pause = self.set_timer(SPELL_AFTER_SECONDS, self._with_spelling)

    def _with_spelling(self) -> None:
        self._spell = True
        self.reload()

    def read(self) -> Answers:
        words, spell = self._words, self._spell
        store = self.samtui.desk.directory
        if store is None:
            return Answers(words, True, (), (0, 0, 0))
        with store.read() as connection:
            hits = find(connection, words, language=language.code(), limit=MOST, spell=spell)
            return Answers(words, spell, tuple(hits), sizes(connection))

    def show(self, shown: Answers) -> None:
        self._hits = {(hit.kind, hit.ref): hit for hit in shown.hits}
        self.query_one("#beside").set_class(not shown.words.strip(), "-nothing-asked")
        table = self.query_one("#answers", ListTable)
        table.empty = _empty(shown)
        table.set_rows([_row(hit) for hit in shown.hits])
        if shown.words != self._shown_words:
            table.action_first()
        self._shown_words = shown.words
        table.border_subtitle = _found(len(shown.hits)) if shown.words.strip() else ""

    # The card beside the list

    @on(ListTable.Moved, "#answers")
    def highlighted(self, event: ListTable.Moved) -> None:
        if isinstance(event.key, tuple):
            self._read_card(*event.key)
        else:
            self.query_one("#card", Sheet).put(Leaf(""))

    @work(thread=True, exclusive=True, group="card")
    def _read_card(self, kind: str, ref: int) -> None:
        worker, store = get_current_worker(), self.samtui.desk.directory
        if store is None:
            return
        try:
            with store.read() as connection:
                found = card(connection, kind, ref, language.code())
        except SamtuiError as error:
            self.app.call_from_thread(self.samtui.say, str(error), severity="error")
            return
        if not worker.is_cancelled:
            self.app.call_from_thread(self._show_card, (kind, ref), found)

    def _show_card(self, key: tuple[str, int], found: Card | None) -> None:
        if self.is_attached and self.query_one("#answers", ListTable).cursor_key == key:
            self.query_one("#card", Sheet).put(leaf_of(found), brief_of(found))
            self.query_one("#beside").scroll_home(animate=False)

    # Commands

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action == "filter":
            return not self.query_one("#words").has_focus
        if action == "back":
            return self.over or bool(self._words)
        if action == "new":
            return self.samtui.desk.directory is not None
        return True

    def action_move(self, by: int) -> None:
        self.query_one("#answers", ListTable).action_move(by)

    def action_page(self, by: int) -> None:
        self.query_one("#answers", ListTable).action_page(by)

    @on(ListTable.Opened)
    @on(Input.Submitted)
    def action_open(self) -> None:
        """The card of the answer that is highlighted."""
        key: Any = self.query_one("#answers", ListTable).cursor_key
        if key is not None and self._shown_words == self._words:
            from samtui.screens.card import CardRoom

            self.app.push_screen(CardRoom(*key))

    def action_filter(self) -> None:
        self.query_one("#words", Input).focus()

    def action_back(self) -> None:
        """First an empty box, then back to what one was doing."""
        box = self.query_one("#words", Input)
        if box.value:
            box.value = ""
            box.focus()
        elif self.over:
            self.app.pop_screen()

    def action_new(self) -> None:
        self.app.push_screen(Form(organisation_plan(self)), self._open_new)

    def _open_new(self, organisation_id: int | None) -> None:
        if organisation_id:
            from samtui.screens.card import CardRoom

            self.app.push_screen(CardRoom("organisation", organisation_id))


def _columns() -> list[Column]:
    return [
        Column("kind", "", 9, minimum=9),
        Column("name", _("Name"), None, flex=5, minimum=22),
        Column("responsible", _("Answers for it"), None, flex=4, minimum=12),
        Column("law", _("Law"), 14, drop=1),
    ]


def _row(hit: Hit) -> Row:
    beside, law = hit.sub, ""
    if hit.kind == "service":
        before, dot, after = hit.sub.rpartition(_BESIDE)
        beside, law = (before, after) if dot else (hit.sub, "")
    because = _("“{words}”", words=hit.why) if hit.why else ""
    cells: tuple[Cell, ...] = (
        (f"{SIGNS[hit.kind]} {_(KINDS[hit.kind])}", "quiet"),
        hit.title,
        (_BESIDE.join(filter(None, (because, beside))), "quiet"),
        (law, "quiet"),
    )
    return Row((hit.kind, hit.ref), cells)


def _empty(shown: Answers) -> str:
    if shown.words.strip():
        if not shown.spelled:
            return ""
        lines = (
            _("Nothing found."),
            _("Try another word for it, or fewer letters."),
            _("Ctrl+N adds an organisation."),
        )
    else:
        lines = (
            _("relief · school nurse · 9 § 5 LSS · 08-465"),
            "",
            _counted(shown),
        )
    return "\n".join(lines)


def _found(number: int) -> str:
    if number == MOST:
        return _("the {n} best answers", n=number)
    return ngettext("{n} answer", "{n} answers", number)


def _counted(shown: Answers) -> str:
    services, units, contacts = shown.sizes
    return _BESIDE.join(
        (
            ngettext("{n} kind of support", "{n} kinds of support", services),
            ngettext("{n} organisation", "{n} organisations", units),
            ngettext("{n} contact", "{n} contacts", contacts),
        )
    )
