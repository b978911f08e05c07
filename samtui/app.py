"""The app: sections, lock, keys, themes. What it shows stands in ``screens``; what it knows in ``desk``."""

import time
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from textual import events, work
from textual.app import App
from textual.binding import BindingType
from textual.screen import Screen

from samtui import language, reports
from samtui.commands import Place, bindings_of
from samtui.desk import Desk
from samtui.driver import driver_class
from samtui.errors import SamtuiError
from samtui.language import _
from samtui.options import LOCKED, Options
from samtui.screens.opening import Opening
from samtui.settings import Settings, load
from samtui.themes import THEMES, VARIABLE_DEFAULTS

if TYPE_CHECKING:
    from samtui.store.store import Change

IDLE_CHECK_SECONDS = 5.0
LEAST_COLUMNS, LEAST_ROWS = 80, 24


class Samtui(App[str]):
    """The desk of a coordinator and the switchboard of a guide."""

    TITLE = "samtui"
    CSS_PATH: ClassVar[list[str | Path]] = ["app.tcss", "screens/lock.tcss"]
    ENABLE_COMMAND_PALETTE = False
    DEFAULT_MODE = "start"
    HORIZONTAL_BREAKPOINTS: ClassVar[list[tuple[int, str]] | None] = [
        (0, "-too-small"),
        (LEAST_COLUMNS, "-narrow"),
        (110, "-wide"),
    ]
    VERTICAL_BREAKPOINTS: ClassVar[list[tuple[int, str]] | None] = [(0, "-too-low"), (LEAST_ROWS, "-high")]
    BINDINGS: ClassVar[list[BindingType]] = [*bindings_of(Place.EVERYWHERE)]

    def __init__(self, options: Options, demo_folder: Path | None = None) -> None:
        super().__init__(driver_class=driver_class())
        self.options = options
        self.demo_folder = demo_folder
        self.settings = load(options.config) if not options.demo else Settings()
        here = demo_folder if options.demo and demo_folder else options.data_dir
        self.desk = Desk(here, options.config, self.settings, demo=options.demo)
        self.desk.told.append(self._store_changed)
        self.locked_at_start = self._begins_locked()
        self.last_key = time.monotonic()
        self.idle_minutes: float = self.settings.idle_minutes
        self._leaving = False
        self._goodbye = ""
        language.use(options.language)
        for theme in THEMES:
            self.register_theme(theme)
        self.theme = self.settings.theme
        self.animation_level = "full" if self.settings.animation else "none"
        self.add_mode(self.DEFAULT_MODE, self.first_screen)
        self.set_keymap(dict(self.settings.keymap))

    def get_theme_variable_defaults(self) -> dict[str, str]:
        return dict(VARIABLE_DEFAULTS)

    # What is shown first

    def first_screen(self) -> Screen[object]:
        """The first frame: the lock where there is something to unlock, otherwise an empty section."""
        if self.locked_at_start:
            from samtui.screens.lock import Lock

            return Lock()
        return Opening()

    def on_mount(self) -> None:
        self.set_interval(IDLE_CHECK_SECONDS, self._lock_when_idle)
        self.call_after_refresh(self._warm_up)

    def _begins_locked(self) -> bool:
        if self.options.demo and self.demo_folder is None:
            return False
        return any((self.desk.path / name).exists() for name in ("caseload.db", "caseload.key.json"))

    @work(thread=True, group="start")
    def _warm_up(self) -> None:
        """Imports what is slow, and opens what needs no passphrase, while the first frame stands."""
        from samtui.screens import starting

        starting.begin(self)

    def open_section(self, name: str) -> None:
        """Shows a section: caseload, lookup, consents, meetings or todo. Not any more once the app is leaving:
        what began in a thread may come too late."""
        from samtui.screens import sections

        if not self.leaving:
            sections.show(self, name)

    @property
    def leaving(self) -> bool:
        """Whether the app is about to end, or has ended."""
        return self._leaving or not self.is_running

    # Commands that can be given everywhere

    def action_section(self, name: str) -> None:
        if self.may_open(name):
            self.open_section(name)

    def action_look_up(self) -> None:
        if self.may_open("lookup"):
            from samtui.screens import sections

            sections.look_up(self)

    def action_help(self) -> None:
        from samtui.screens.help import Help

        if not isinstance(self.screen, Help):
            self.push_screen(Help(self.screen))

    def action_palette(self) -> None:
        from samtui.screens.palette import Palette

        if not isinstance(self.screen, Palette) and self.desk.directory is not None:
            self.push_screen(Palette(self.screen))

    def action_theme(self) -> None:
        names = [theme.name for theme in THEMES]
        self.theme = names[(names.index(self.theme) + 1) % len(names)]
        self.keep_setting("theme", self.theme)
        self.say(_("Theme: {name}", name=self.theme))

    def action_language(self) -> None:
        other = "en" if language.code() == "sv" else "sv"
        language.use(other)
        self.keep_setting("language", other)
        from samtui.screens import sections

        sections.speak_anew(self)

    def action_lock(self) -> None:
        """Keeps what is typed, closes the stores, and ends this process; a fresh one shows the lock."""
        if self.desk.caseload is not None:
            self.run_worker(self._keep_and_exit(LOCKED), exclusive=True, group="leave")

    async def action_quit(self) -> None:
        self.run_worker(self._keep_and_exit(None), exclusive=True, group="leave")

    async def _keep_and_exit(self, result: str | None) -> None:
        forms = [screen for screen in self._all_screens() if hasattr(screen, "keep_typed")]
        kept = [await form.keep_typed() for form in forms]
        if result is None and False in kept:  # a lock falls in any case
            return
        self._leaving = True
        self.workers.cancel_group(self, "start")
        self.desk.close()
        self.exit(result)

    # What is allowed

    def may_open(self, section: str) -> bool:
        """Who does what is open as soon as the directory is; the other sections while the caseload is."""
        return (self.desk.directory if section == "lookup" else self.desk.caseload) is not None

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action == "section":
            return self.may_open(str(parameters[0]))
        if action == "look_up":
            return self.may_open("lookup")
        if action == "lock":
            return self.desk.caseload is not None
        return True

    # Small services for screens

    def say(self, sentence: str, *, severity: str = "information") -> None:
        """A toast: what happened, in a sentence."""
        self.notify(sentence, severity=severity, markup=False, timeout=6)  # type: ignore[arg-type]

    def keep_setting(self, key: str, value: Any) -> None:
        """Changes a setting and keeps it, except in the demo."""
        self.settings = self.desk.settings = replace(self.settings, **{key: value})
        if not self.options.demo:
            from samtui.settings import save

            try:
                save(self.options.config, self.settings)
            except SamtuiError as error:
                self.say(str(error), severity="error")

    def _store_changed(self, change: "Change") -> None:
        """Called in the thread that made the change; screens that show it read it again."""
        self.call_later(self._tell_screens, change)

    def _tell_screens(self, change: "Change") -> None:
        for screen in self._all_screens():
            hear = getattr(screen, "store_changed", None)
            if hear is not None:
                hear(change)

    def _all_screens(self) -> list[Screen[Any]]:
        """The screens of every section, also of those one is not in."""
        return [screen for stack in self._screen_stacks.values() for screen in stack]

    # Idleness

    async def on_event(self, event: events.Event) -> None:
        if isinstance(event, (events.Key, events.MouseDown, events.MouseScrollDown, events.Paste)):
            self.last_key = time.monotonic()
        await super().on_event(event)

    def _lock_when_idle(self) -> None:
        if self.idle_minutes and time.monotonic() - self.last_key > self.idle_minutes * 60:
            self.action_lock()

    # Errors nobody foresaw

    def _fatal_error(self) -> None:
        """One sentence and a report without any value, where Textual would print all local variables."""
        if self._exception is not None and not self._goodbye:
            self._leaving = True
            self._goodbye = reports.sentence(self._exception, kept=self._keep_at_the_last())
            self.desk.close()
        self._close_messages_no_wait()

    def _keep_at_the_last(self) -> bool:
        """Keeps what is typed anywhere; False where something could not be. The program is broken already, so
        nothing that goes wrong here may stop the rest."""
        kept = True
        for screen in self._all_screens():
            keep_now = getattr(screen, "keep_typed_now", None)
            try:
                if keep_now is not None:
                    keep_now()
            except Exception:
                kept = False
        return kept

    def say_goodbye(self) -> None:
        """After the app has ended: the sentence about what went wrong, if something did."""
        if self._goodbye:
            import sys

            sys.stderr.write(self._goodbye + "\n")
