"""What happens behind the first frame: the slow imports, the demo's stores, the first section."""

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from samtui import clock
from samtui.errors import SamtuiError
from samtui.language import _, ngettext
from samtui.screens.opening import Opening

if TYPE_CHECKING:
    from samtui.app import Samtui
    from samtui.practice.beginning import Progress


def begin(app: "Samtui") -> None:
    """Runs in a thread, after the first frame."""
    try:
        if app.options.demo:
            _begin_demo(app)
        elif not (app.desk.path / "directory.db").exists() and not app.locked_at_start:
            app.call_from_thread(_first_run, app)
            return
        else:
            app.desk.open_directory()
    except SamtuiError as error:
        app.call_from_thread(app.say, str(error), severity="error")
    _import_sections()
    app.call_from_thread(app.refresh_bindings)
    if app.locked_at_start and app.desk.caseload is None:
        app.call_from_thread(_lay_out_behind_the_lock, app)
    if app.options.demo and not app.locked_at_start:
        from samtui.practice.beginning import DEMO_PASSPHRASE

        app.desk.unlock(DEMO_PASSPHRASE)
        app.call_from_thread(app.open_section, "lookup" if app.options.guide else "caseload")
    elif not app.locked_at_start:
        app.call_from_thread(app.open_section, "lookup")


def after_unlocking(app: "Samtui") -> None:
    """Runs in the thread that unlocked the caseload."""
    if app.desk.directory is None:
        try:
            app.desk.open_directory()
        except SamtuiError as error:
            app.call_from_thread(app.say, str(error), severity="error")
    app.call_from_thread(app.open_section, "caseload")
    _tell_of_drafts(app)
    if not app.settings.idle_minutes:
        app.call_from_thread(
            app.say,
            _("The lock never falls by itself: idle_minutes is 0 in the settings."),
            severity="warning",
        )


def _begin_demo(app: "Samtui") -> None:
    from samtui.practice.beginning import write_demo
    from samtui.store.folder import DataFolder

    folder = app.demo_folder or Path(tempfile.mkdtemp(prefix="samtui-"))
    app.demo_folder = app.desk.path = folder
    if not app.locked_at_start:
        options = app.options
        told = _progress(app) if options.demo_families else None
        write_demo(DataFolder(folder), clock.today(), options.demo_families, options.seed, told)
    app.desk.open_directory()


def _progress(app: "Samtui") -> "Progress":
    """Says in the empty list how far the writing has come, at most once for every hundredth."""
    last = -1

    def told(done: int, total: int) -> None:
        nonlocal last
        percent = done * 100 // max(total, 1)
        if percent != last:
            last = percent
            app.call_from_thread(_say_progress, app, percent)

    return told


def _say_progress(app: "Samtui", percent: int) -> None:
    if isinstance(app.screen, Opening):
        app.screen.tell(_("Writing made-up families … {percent} %", percent=percent))


def _import_sections() -> None:
    """So that the first opening of a section is as quick as the second."""
    from samtui.screens import caseload, sections  # noqa: F401
    from samtui.store import families, overview  # noqa: F401


def _lay_out_behind_the_lock(app: "Samtui") -> None:
    """Makes the first section while the passphrase is typed, so that unlocking only has to fill it."""
    from samtui.screens import sections

    if app.desk.caseload is None and not app.leaving:
        lock = app.current_mode
        with app.batch_update():
            sections.show(app, "caseload")
            app.switch_mode(lock)


def _first_run(app: "Samtui") -> None:
    from samtui.screens.first_run import FirstRun

    if not app.leaving:
        app.push_screen(FirstRun())


def _tell_of_drafts(app: "Samtui") -> None:
    from samtui.store.drafts import drafts

    if app.desk.caseload is None:
        return
    with app.desk.caseload.read() as connection:
        kept = len(drafts(connection))
    if kept:
        said = ngettext(
            "{n} draft waits; it is there when you open its form.",
            "{n} drafts wait; they are there when you open their forms.",
            kept,
        )
        app.call_from_thread(app.say, said)
