"""The sections, each a mode with screens of its own on top, so that one comes back to where one was."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from textual.screen import Screen

from samtui.errors import SamtuiError

if TYPE_CHECKING:
    from samtui.app import Samtui


def _caseload() -> Screen[Any]:
    from samtui.screens.caseload import Caseload

    return Caseload()


def _lookup() -> Screen[Any]:
    from samtui.screens.lookup import Lookup

    return Lookup()


def _consents() -> Screen[Any]:
    from samtui.screens.consents import Consents

    return Consents()


def _meetings() -> Screen[Any]:
    from samtui.screens.meetings import Meetings

    return Meetings()


def _todo() -> Screen[Any]:
    from samtui.screens.todo import ToDo

    return ToDo()


SECTIONS: dict[str, Callable[[], Screen[Any]]] = {
    "caseload": _caseload,
    "lookup": _lookup,
    "consents": _consents,
    "meetings": _meetings,
    "todo": _todo,
}


def show(app: "Samtui", name: str) -> None:
    """Goes to a section; the second time to its first screen."""
    if name not in app._modes:
        app.add_mode(name, SECTIONS[name])
    if app.current_mode == name:
        _keep_typed(app, app.screen_stack)
        while len(app.screen_stack) > 1:
            app.pop_screen()
        return
    app.switch_mode(name)


def look_up(app: "Samtui") -> None:
    """The look-up over whatever one was doing; Esc leads back there."""
    from samtui.screens.lookup import Lookup

    if not isinstance(app.screen, Lookup):
        app.push_screen(Lookup(over=True))


def speak_anew(app: "Samtui") -> None:
    """After the language has changed: the sections are made anew, and the one in use is shown."""
    here = app.current_mode
    if here not in SECTIONS:
        app.refresh(recompose=True)
        return
    for stack in app._screen_stacks.values():
        _keep_typed(app, stack)
    app.switch_mode(app.DEFAULT_MODE)
    for name in list(SECTIONS):
        if name in app._modes:
            app.remove_mode(name)
    show(app, here)


def _keep_typed(app: "Samtui", screens: "Sequence[Screen[Any]]") -> None:
    """Keeps what is typed in forms that are about to go."""
    try:
        for screen in screens:
            keep_now = getattr(screen, "keep_typed_now", None)
            if keep_now is not None:
                keep_now()
    except SamtuiError as error:
        app.say(str(error), severity="error")
