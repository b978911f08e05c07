"""The lock: one field that takes the passphrase or the recovery key."""

from typing import TYPE_CHECKING, ClassVar, cast

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.screen import Screen
from textual.widgets import Input, Static

from samtui.commands import Place, bindings_of
from samtui.errors import SamtuiError, WrongSecret
from samtui.language import _, ngettext
from samtui.widgets.key_line import KeyLine
from samtui.widgets.top_line import TopLine

if TYPE_CHECKING:
    from samtui.app import Samtui

LONGEST_WAIT_SECONDS = 30


def wait_after(failures: int) -> int:
    """Seconds to wait after so many wrong passphrases in a row: none at first, then longer each time."""
    return min(2 ** (failures - 1) - 1, LONGEST_WAIT_SECONDS) if failures else 0


class Lock(Screen[None]):
    """Shown before the caseload is open. Paints without any of what the stores need."""

    AUTO_FOCUS = "#secret"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings_of(Place.LOCK)]

    def __init__(self) -> None:
        super().__init__()
        self._failures = 0

    def compose(self) -> ComposeResult:
        app = cast("Samtui", self.app)
        yield TopLine("", demo=app.options.demo, families=False)
        with Vertical(id="lock") as lock:
            lock.border_title = _("samtui is locked")
            yield Static(_("Passphrase or recovery key"), markup=False)
            box = Input(password=True, id="secret", compact=True)
            box.cursor_blink = False
            yield box
            said = _("The demo's passphrase is: demo") if app.options.demo else ""
            yield Static(said, id="said", markup=False)
        yield KeyLine()

    def on_mount(self) -> None:
        app = cast("Samtui", self.app)
        if app.options.secret:
            self._begin(app.options.secret)

    @on(Input.Submitted)
    def unlock(self, event: Input.Submitted) -> None:
        secret, event.input.value = event.value, ""
        if secret:
            self._begin(secret)

    def _begin(self, secret: str) -> None:
        self.query_one("#secret", Input).disabled = True
        self._say(_("Unlocking …"))
        self._unlock(secret)

    @work(thread=True, exclusive=True, group="unlock")
    def _unlock(self, secret: str) -> None:
        app = cast("Samtui", self.app)
        try:
            app.desk.unlock(secret)
        except SamtuiError as error:
            app.call_from_thread(self._refuse, error)
            return
        from samtui.screens import starting

        starting.after_unlocking(app)

    def _refuse(self, error: SamtuiError) -> None:
        if not isinstance(error, WrongSecret):
            self._say(str(error), trouble=True)
            self._let_type()
            return
        self._failures += 1
        wait = wait_after(self._failures)
        if not wait:
            self._say(str(error), trouble=True)
            self._let_type()
            return
        said = ngettext(
            "{sentence} Wait {n} second.", "{sentence} Wait {n} seconds.", wait, sentence=str(error)
        )
        self._say(said, trouble=True)
        self.set_timer(wait, self._let_type)

    def _let_type(self) -> None:
        box = self.query_one("#secret", Input)
        box.disabled = False
        box.focus()

    def _say(self, sentence: str, *, trouble: bool = False) -> None:
        said = self.query_one("#said", Static)
        said.set_class(trouble, "trouble")
        said.update(sentence)
