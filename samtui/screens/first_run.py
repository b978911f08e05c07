"""The first run: language, role, name, a passphrase, the recovery key, and whose desk this is."""

import asyncio
import secrets
from typing import TYPE_CHECKING, Any, ClassVar, cast

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.screen import Screen
from textual.widgets import Input, Static

from samtui import language
from samtui.commands import Place, bindings_of
from samtui.errors import Refused, SamtuiError
from samtui.language import _
from samtui.practice import fields, passphrase
from samtui.practice.beginning import begin
from samtui.screens.form import Field, Form, FormPlan, Kind
from samtui.screens.room import Over
from samtui.store.folder import DataFolder
from samtui.store.recovery import groups, new_recovery_key
from samtui.widgets.key_line import KeyLine
from samtui.widgets.top_line import TopLine

if TYPE_CHECKING:
    from samtui.app import Samtui

COORDINATOR = "coordinator"
GUIDE = "guide"


class FirstRun(Screen[None]):
    """Leads through the first run, a form at a time. Nothing is made before all of it is answered."""

    def compose(self) -> ComposeResult:
        yield TopLine("", families=False)
        yield Static("", id="welcome", markup=False)
        yield KeyLine()

    def on_mount(self) -> None:
        self._lead()

    @work(exclusive=True)
    async def _lead(self) -> None:
        app = cast("Samtui", self.app)
        who = None
        while who is None:
            who = await app.push_screen_wait(Form(_who_plan()))
        folder = DataFolder(app.desk.path)
        chosen, recovery_key = None, None
        if who["role"] == COORDINATOR:
            recovery_key = new_recovery_key()
            while chosen is None:
                chosen = await app.push_screen_wait(Form(_passphrase_plan()))
            while not await app.push_screen_wait(RecoveryKey(recovery_key)):
                pass
        self.query_one("#welcome", Static).update(_("Making your stores …"))
        try:
            await asyncio.to_thread(begin, folder, passphrase=chosen, recovery_key=recovery_key)
        except SamtuiError as error:
            app.say(str(error), severity="error")
            self._lead()
            return
        for key, value in who.items():
            app.keep_setting(key, value)
        desk = await app.push_screen_wait(Form(_desk_plan()))
        for key, value in (desk or {}).items():
            app.keep_setting(key, value)
        await asyncio.to_thread(app.desk.open_directory)
        if chosen is not None:
            await asyncio.to_thread(app.desk.unlock, chosen)
        app.open_section("caseload" if chosen is not None else "lookup")


class RecoveryKey(Over[bool]):
    """Shows the recovery key once; one group of it is typed back."""

    CSS_PATH = "first_run.tcss"
    AUTO_FOCUS = "#back"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings_of(Place.FORM)]

    def __init__(self, key: str) -> None:
        super().__init__()
        self._groups = groups(key)
        self._asked = secrets.randbelow(len(self._groups))

    def compose(self) -> ComposeResult:
        with Vertical(id="sheet") as sheet:
            sheet.border_title = _("Your recovery key")
            yield Static("  ".join(self._groups), id="key", markup=False)
            yield Static(
                _(
                    "It opens the caseload when the passphrase is forgotten, and nobody can make it again. Write it "
                    "down on paper, put it in a sealed envelope, and leave it with your manager."
                ),
                markup=False,
            )
            yield Static(_("Type group {n} back:", n=self._asked + 1), id="ask", markup=False)
            box = Input(id="back", compact=True)
            box.cursor_blink = False
            yield box
            yield Static("", id="refusal", markup=False)
        yield KeyLine()

    @on(Input.Submitted)
    def action_save(self) -> None:
        typed = self.query_one("#back", Input).value.strip().upper().translate(str.maketrans("OIL", "011"))
        if typed == self._groups[self._asked]:
            self.dismiss(True)
        else:
            self.query_one("#refusal", Static).update(
                _("That is not group {n}. Look at the key above and type it again.", n=self._asked + 1)
            )

    def action_leave(self) -> None:
        self.query_one("#refusal", Static).update(
            _("The key is needed: without it a forgotten passphrase is the end.")
        )


def _who_plan() -> FormPlan:
    async def save(values: dict[str, Any]) -> dict[str, str]:
        name = fields.name(values["name"])
        language.use(values["language"])
        return {"language": values["language"], "role": values["role"], "name": name}

    return FormPlan(
        title="samtui",
        intro=_("Welcome. Everything you write stays on this computer, encrypted."),
        fields=[
            Field(
                "language",
                "Språk · Language",
                Kind.CHOICE,
                language.code(),
                [("Svenska", "sv"), ("English", "en")],
            ),
            Field(
                "role",
                _("You work as"),
                Kind.CHOICE,
                COORDINATOR,
                [(_("coordinator"), COORDINATOR), (_("guide"), GUIDE)],
            ),
            Field("name", _("Your name"), hint=_("as it stands in minutes")),
        ],
        save=save,
    )


def _passphrase_plan() -> FormPlan:
    async def save(values: dict[str, Any]) -> str:
        passphrase.check(values["passphrase"])
        if values["passphrase"] != values["again"]:
            raise Refused(_("The two are not the same. Type it again."), "again")
        return str(values["passphrase"])

    return FormPlan(
        title=_("A passphrase"),
        intro=_(
            "It locks the caseload. At least 12 characters, or four words that do not belong together: what is long "
            "is better than what is odd. Keep to it alone; nobody can look it up."
        ),
        fields=[
            Field("passphrase", _("Passphrase"), Kind.SECRET),
            Field("again", _("Once more"), Kind.SECRET),
        ],
        save=save,
    )


def _desk_plan() -> FormPlan:
    async def save(values: dict[str, Any]) -> dict[str, str]:
        return {key: fields.title(value, key) for key, value in values.items()}

    return FormPlan(
        title=_("Your desk"),
        intro=_("Stands in minutes and invitations. All of it may wait: Esc goes on without."),
        fields=[
            Field("organisation", _("Organisation"), hint=_("for example Anhörigstödet, Lingonköping")),
            Field("board", _("Board"), hint=_("for example Socialnämnden")),
            Field("secrecy_sphere", _("Secrecy"), hint=_("for example 26 kap. OSL")),
            Field("record_system", _("The record is kept in"), hint=_("the name of the system")),
        ],
        save=save,
    )
