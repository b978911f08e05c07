"""What every screen that shows the stores has in common: reading in a thread, changing through the door."""

import asyncio
from abc import abstractmethod
from collections.abc import Callable
from typing import TYPE_CHECKING, ClassVar, Generic, TypeVar, cast

from textual import work
from textual.binding import BindingType
from textual.screen import ModalScreen, Screen
from textual.worker import get_current_worker

from samtui.commands import bindings_over_a_screen
from samtui.errors import SamtuiError
from samtui.language import _
from samtui.widgets.key_line import KeyLine
from samtui.widgets.top_line import TopLine

if TYPE_CHECKING:
    from sqlmodel import Session

    from samtui.app import Samtui
    from samtui.store.store import Change, Store

Shown = TypeVar("Shown")
Given = TypeVar("Given")


class Room(Screen[None], Generic[Shown]):
    """A screen that reads something, shows it, and reads it again when the stores change.

    A room says what it reads in :meth:`read` (called in a thread, must touch no widget), and draws it in
    :meth:`show`. ``tables`` are those it shows; it is read again when one of them changes.
    """

    BINDINGS: ClassVar[list[BindingType]] = []
    tables: ClassVar[frozenset[str]] = frozenset({"*"})
    section: ClassVar[str] = ""
    of_families: ClassVar[bool] = True
    """Whether it waits for the caseload to be unlocked before it reads anything."""

    def __init__(self) -> None:
        super().__init__()
        self._asked = 0
        self._stale = False

    @property
    def samtui(self) -> "Samtui":
        """The app, by its own type."""
        return cast("Samtui", self.app)

    def top_line(self) -> TopLine:
        """The line of sections, for ``compose``."""
        app = self.samtui
        return TopLine(self.section, demo=app.desk.demo, families=app.desk.caseload is not None)

    def key_line(self) -> KeyLine:
        """The line of keys, for ``compose``."""
        return KeyLine()

    # Reading

    @abstractmethod
    def read(self) -> Shown:
        """Reads what is to be shown. Runs in a thread."""

    @abstractmethod
    def show(self, shown: Shown) -> None:
        """Draws what was read."""

    def on_mount(self) -> None:
        if self.samtui.desk.caseload is not None or not self.of_families:
            self.reload()

    def reload(self) -> None:
        """Reads anew and shows it; of several calls at once only the last is shown."""
        self._stale = False
        self._asked += 1
        self._read(self._asked)

    @work(thread=True, exclusive=True, group="read")
    def _read(self, number: int) -> None:
        worker = get_current_worker()
        try:
            shown = self.read()
        except SamtuiError as error:
            if not worker.is_cancelled:
                self.app.call_from_thread(self.samtui.say, str(error), severity="error")
            return
        if not worker.is_cancelled and number == self._asked:
            self.app.call_from_thread(self._show_if_here, number, shown)

    def _show_if_here(self, number: int, shown: Shown) -> None:
        if number == self._asked and self.is_attached:
            self.show(shown)
            self.refresh_bindings()

    def store_changed(self, change: "Change") -> None:
        """The stores changed: read again now if this is on top, otherwise when it comes back."""
        if change.tables <= {"draft"} or not ("*" in self.tables or self.tables & change.tables):
            return
        if self.is_current or not self._asked:
            self.reload()
        else:
            self._stale = True

    def on_screen_resume(self) -> None:
        if self._stale:
            self.reload()

    # Changing

    async def change(
        self, what: str, deed: "Callable[[Session], Given]", said: str = "", *, directory: bool = False
    ) -> Given | None:
        """Does ``deed`` through the door, in a thread, and says what happened. None where it was refused."""
        try:
            given = await self.changed(what, deed, directory=directory)
        except SamtuiError as error:
            self.samtui.say(str(error), severity="error")
            return None
        if said:
            self.samtui.say(said)
        return given

    async def changed(
        self, what: str, deed: "Callable[[Session], Given]", *, directory: bool = False
    ) -> Given:
        """As :meth:`change`, but what is refused is raised (SamtuiError)."""
        desk = self.samtui.desk
        return await asyncio.to_thread(
            through_the_door, desk.directory if directory else desk.caseload, what, deed
        )


class Over(ModalScreen[Given]):
    """A sheet that lies over a screen. It hides the bindings of the app, so it has those that hold here too."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings_over_a_screen()]


def through_the_door(store: "Store | None", what: str, deed: "Callable[[Session], Given]") -> Given:
    """Runs ``deed`` inside ``store.change(what)``."""
    if store is None:
        raise SamtuiError(_("The caseload is locked. Unlock it first."))
    with store.change(what) as session:
        return deed(session)
