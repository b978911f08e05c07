"""The settings: one small TOML file, written whole or not at all.

Keys that this version does not know are kept and written back, so that an older samtui takes nothing from a
newer one. A file that is not there means defaults.
"""

import os
import re
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from types import MappingProxyType
from typing import Any

from samtui.errors import NoRoom, ReadOnly, Refused, SamtuiError
from samtui.language import N_, _

MOST_IDLE_MINUTES = 240
_PROGRAM = "samtui"
_NAME_LENGTH = 200


@dataclass(frozen=True)
class Settings:
    """What a person has chosen. ``unknown`` holds what the file says and this version does not know."""

    language: str = ""
    role: str = ""
    name: str = ""
    organisation: str = ""
    board: str = ""
    secrecy_sphere: str = ""
    record_system: str = ""
    theme: str = "samtui-dark"
    idle_minutes: int = 10
    animation: bool = False
    keymap: Mapping[str, str] = field(default_factory=dict)
    data_dir: str = ""
    unknown: Mapping[str, Any] = field(default_factory=dict)


DEFAULTS = Settings()
KEYS = tuple(one.name for one in fields(Settings) if one.name != "unknown")

DESCRIPTIONS: Mapping[str, str] = MappingProxyType(
    {
        "language": N_("The language of the program: sv, en, or empty for that of the computer."),
        "role": N_("What you work as: coordinator, guide, or empty until the first run has asked."),
        "name": N_("Your name, as it stands in minutes and invitations."),
        "organisation": N_("Your organisation, as it stands in minutes and invitations."),
        "board": N_("The board that answers for your work."),
        "secrecy_sphere": N_("The area of secrecy that your work belongs to."),
        "record_system": N_("The name of the system where the records are kept."),
        "theme": N_("The colours: the name of a theme."),
        "idle_minutes": N_("After how many minutes without a key the caseload locks itself; 0 is never."),
        "animation": N_("Whether the screen may move: true or false."),
        "keymap": N_('Keys of your own, as keymap.COMMAND = "KEY".'),
        "data_dir": N_("The folder of the two stores; empty for that of the computer."),
    }
)


def _is_one_line(value: object) -> bool:
    return isinstance(value, str) and value.isprintable() and len(value) <= _NAME_LENGTH


def _is_path(value: object) -> bool:
    return isinstance(value, str) and "\0" not in value


def _is_theme(value: object) -> bool:
    return isinstance(value, str) and re.fullmatch(r"[a-z0-9][a-z0-9-]{0,40}", value) is not None


def _is_minutes(value: object) -> bool:
    return type(value) is int and 0 <= value <= MOST_IDLE_MINUTES


def _is_keymap(value: object) -> bool:
    return isinstance(value, dict) and all(isinstance(pressed, str) for pressed in value.values())


_A_TEXT = (_is_one_line, N_("one line of text, at most 200 characters"))
_TAKES: Mapping[str, tuple[Callable[[object], bool], str]] = {
    "language": (lambda value: value in ("", "sv", "en"), N_("sv, en or nothing")),
    "role": (lambda value: value in ("", "coordinator", "guide"), N_("coordinator, guide or nothing")),
    "theme": (_is_theme, N_("the name of a theme, in small letters")),
    "idle_minutes": (_is_minutes, N_("a whole number from 0 to 240")),
    "animation": (lambda value: isinstance(value, bool), N_("true or false")),
    "keymap": (_is_keymap, N_("keys as texts, one for each command")),
    "data_dir": (_is_path, N_("the path of a folder, or nothing")),
}


def default_path() -> Path:
    """Where the settings lie unless told otherwise: the system's place for them."""
    from platformdirs import user_config_path

    return user_config_path(_PROGRAM, appauthor=False) / "settings.toml"


def default_data_folder() -> Path:
    """Where the stores lie unless told otherwise: the system's place for a person's data."""
    from platformdirs import user_data_path

    return user_data_path(_PROGRAM, appauthor=False)


def load(path: Path) -> Settings:
    """The settings in ``path``; the defaults where there is no file.

    Raises SamtuiError, naming the file and the line, where it is not TOML or cannot be read, and Refused,
    naming the key and what it takes, where a value will not do. Nothing is written.
    """
    try:
        table = tomllib.loads(path.read_bytes().decode("utf-8"))
    except FileNotFoundError:
        return DEFAULTS
    except UnicodeDecodeError as error:
        raise _broken(path, error.object[: error.start].count(b"\n") + 1) from None
    except tomllib.TOMLDecodeError as error:
        found = re.search(r"at line (\d+)", str(error))
        raise _broken(path, int(found[1]) if found else _last_line(path)) from None
    except OSError as error:
        raise _not_reached(path, error) from None
    known = {key: _checked(key, table[key], path) for key in KEYS if key in table}
    return Settings(**known, unknown={key: value for key, value in table.items() if key not in KEYS})


def save(path: Path, settings: Settings) -> None:
    """Writes the settings: what differs from the defaults, and what was in the file and is not known here.

    All of it or nothing; its owner alone may read it. Raises NoRoom, ReadOnly, otherwise SamtuiError.
    """
    import tomli_w

    said: dict[str, Any] = {
        key: getattr(settings, key) for key in KEYS if getattr(settings, key) != getattr(DEFAULTS, key)
    }
    table = {**said, **settings.unknown}
    tables_last = sorted(table, key=lambda key: isinstance(table[key], dict))
    data = tomli_w.dumps({key: table[key] for key in tables_last}).encode("utf-8")
    temporary = path.with_name(f".samtui-{os.urandom(8).hex()}.tmp")
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        try:
            descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(descriptor, "wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            temporary.replace(path)
        finally:
            temporary.unlink(missing_ok=True)
    except OSError as error:
        raise _not_written(path, error) from None


def changed(settings: Settings, key: str, text: str) -> Settings:
    """The settings with one key as somebody typed it; ``keymap.COMMAND`` sets one key of the keyboard.

    Raises Refused where there is no such key, or the value will not do.
    """
    if key.startswith("keymap."):
        command = key.removeprefix("keymap.")
        rest = {name: pressed for name, pressed in settings.keymap.items() if name != command}
        return replace(settings, keymap={**rest, command: text} if text else rest)
    if key not in KEYS or key == "keymap":
        offered = ", ".join("keymap.COMMAND" if name == "keymap" else name for name in KEYS)
        raise Refused(_("There is no setting {key}. There are: {keys}.", key=key, keys=offered), key)
    value = _READ[key](text) if key in _READ else text
    return replace(settings, **{key: _checked(key, value, None)})


def _as_number(text: str) -> object:
    return int(text) if re.fullmatch(r"[0-9]{1,4}", text.strip()) else text


def _as_truth(text: str) -> object:
    return {"true": True, "false": False}.get(text.strip().lower(), text)


_READ: dict[str, Callable[[str], object]] = {"idle_minutes": _as_number, "animation": _as_truth}


def _checked(key: str, value: Any, path: Path | None) -> Any:
    """The value, where the key takes it; otherwise Refused."""
    fits, what = _TAKES.get(key, _A_TEXT)
    if fits(value):
        return value
    takes = _(what)
    if path is None:
        raise Refused(_("The setting {key} takes {takes}.", key=key, takes=takes), key)
    raise Refused(
        _(
            "In {file} the setting {key} will not do; it takes {takes}. Change it there.",
            file=path,
            key=key,
            takes=takes,
        ),
        key,
    )


def _last_line(path: Path) -> int:
    return max(len(path.read_bytes().splitlines()), 1)


def _broken(path: Path, line: int) -> SamtuiError:
    return SamtuiError(
        _(
            "The settings in {file} cannot be read: line {line} is not TOML. Mend it, or move the file away "
            "to start from the defaults.",
            file=path,
            line=line,
        )
    )


def _not_reached(path: Path, error: OSError) -> SamtuiError:
    return SamtuiError(
        _(
            "The settings in {file} cannot be read ({reason}). See that it is a file which you may read.",
            file=path,
            reason=error.strerror,
        )
    )


def _not_written(path: Path, error: OSError) -> SamtuiError:
    import errno

    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return NoRoom(
            _("The disk is full, so {file} was not written and is as it was. Make room first.", file=path)
        )
    return ReadOnly(
        _(
            "The settings in {file} could not be written ({reason}). See that the folder is yours.",
            file=path,
            reason=error.strerror,
        )
    )
