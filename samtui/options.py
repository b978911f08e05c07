"""What the program is started with: where things lie, and in which language it speaks."""

import os
from dataclasses import dataclass, field
from pathlib import Path

from samtui import language, settings
from samtui.errors import ExitCode, SamtuiError
from samtui.language import _

LOCKED = "locked"
"""What the app ends with when it was locked; the launcher then starts it anew."""


class WrongUsage(SamtuiError):
    """Something on the command line or in the environment is not understood."""

    exit_code = ExitCode.WRONG_USAGE


@dataclass(frozen=True)
class Options:
    """What the app starts with. ``data_dir`` and ``config`` are whole paths; ``language`` is sv or en."""

    data_dir: Path
    config: Path
    language: str
    demo: bool = False
    demo_families: int | None = None
    seed: int = 1
    guide: bool = False
    secret: str | None = field(default=None, repr=False)


def config_path(given: Path | None = None) -> Path:
    """The settings file: what was given, else ``SAMTUI_CONFIG``, else the system's place for it."""
    named = given or os.environ.get("SAMTUI_CONFIG")
    return Path(named).expanduser().absolute() if named else settings.default_path()


def data_folder(chosen: settings.Settings, given: Path | None = None) -> Path:
    """The data folder: what was given, else ``SAMTUI_DATA_DIR``, the setting, or the system's place."""
    named = given or os.environ.get("SAMTUI_DATA_DIR") or chosen.data_dir
    return Path(named).expanduser().absolute() if named else settings.default_data_folder()


def spoken(chosen: settings.Settings, given: str | None = None) -> str:
    """The language: what was given, else ``SAMTUI_LANG``, else the setting, else the system's.

    Raises :class:`WrongUsage` where ``SAMTUI_LANG`` is neither sv nor en.
    """
    named = given or os.environ.get("SAMTUI_LANG") or chosen.language
    if named and named not in language.LANGUAGES:
        raise WrongUsage(_("The language is {named}; it can be sv or en.", named=named))
    return named or language.of_the_system()


def gather(
    *, lang: str | None = None, data_dir: Path | None = None, config: Path | None = None
) -> tuple[Options, settings.Settings]:
    """What to start with, from the command line, the environment and the settings, in that order.

    The language is in use afterwards. Raises SamtuiError where the settings file is broken.
    """
    language.use(spoken(settings.Settings(), lang))
    path = config_path(config)
    chosen = settings.load(path)
    speaking = spoken(chosen, lang)
    language.use(speaking)
    return Options(data_folder(chosen, data_dir), path, speaking), chosen
