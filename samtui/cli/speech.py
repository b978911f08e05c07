"""Typer's own words in the language in use: headings of a help text, and what was wrong with a command line.

Typer takes the headings from :mod:`gettext`, which is lent our catalogue. What it has no translation for is
spoken here: the usage line, the help option, and the sentences about wrong usage, which are recognised by their
English text. A sentence that is not recognised is shown as Typer has it.
"""

import gettext
import os
import re
import sys
from pathlib import Path
from typing import Any

from typer import Exit, TyperException
from typer.core import TyperCommand, TyperGroup

import samtui
from samtui.language import N_, _

LENT = (
    N_("Arguments"),
    N_("Options"),
    N_("Commands"),
    N_("required"),
    N_("default: {default}"),
    N_("env var: {var}"),
)
"""What Typer looks up in gettext by itself."""

OF_TYPER = (
    N_("[OPTIONS]"),
    N_("COMMAND [ARGS]..."),
    N_("Show this message and exit."),
    N_("Install completion for the current shell."),
    N_("Show completion for the current shell, to copy it or customize the installation."),
)
"""What Typer writes into the commands that it makes."""

_SENTENCES = tuple(
    (re.compile(pattern, re.DOTALL), message)
    for pattern, message in (
        (r"Missing argument '(?P<what>.+?)'\..*", N_("{what} is missing.")),
        (r"Missing option '(?P<what>.+?)'\..*", N_("The option {what} is missing.")),
        (r"Missing command\.", N_("A command is missing.")),
        (
            r"No such command '(?P<what>.*?)'\. Did you mean (?P<near>.+)\?",
            N_("There is no command “{what}”. Did you mean {near}?"),
        ),
        (r"No such command '(?P<what>.*)'\.", N_("There is no command “{what}”.")),
        (
            r"No such option: (?P<what>\S+) \(Possible options: (?P<near>.+)\)",
            N_("There is no option {what}. Did you mean {near}?"),
        ),
        (r"No such option: (?P<what>.+)", N_("There is no option {what}.")),
        (r"Option '(?P<what>\S+)' requires an argument\.", N_("The option {what} needs a value.")),
        (r"Option '(?P<what>\S+)' does not take a value\.", N_("The option {what} takes no value.")),
        (r"Got unexpected extra argument\(s\) \((?P<what>.*)\)", N_("This is one word too many: {what}")),
        (
            r"Invalid value for '(?P<what>.+?)': '(?P<value>.*)' is not a valid int(?:eger)?(?: range)?\.",
            N_("{what} takes a whole number, and “{value}” is none."),
        ),
        (
            r"Invalid value for '(?P<what>.+?)': (?P<value>\S+) is not in the range (?P<range>.+)\.",
            N_("{what} takes a number within {range}, and {value} is outside it."),
        ),
        (
            r"Invalid value for '(?P<what>.+?)': '(?P<value>.*)' is not one of (?P<near>.+)\.",
            N_("{what} takes one of {near}, and “{value}” is none of them."),
        ),
    )
)


class _Spoken:
    """A command whose usage line and help option speak the language in use."""

    def format_usage(self, ctx: Any, formatter: Any) -> None:
        """``Usage: samtui who …``."""
        pieces = [piece.strip("{}") for piece in self.collect_usage_pieces(ctx)]  # type: ignore[attr-defined]
        formatter.write_usage(ctx.command_path, " ".join(pieces), prefix=_("Usage: "))

    def get_help_option(self, ctx: Any) -> Any:
        """The option ``--help``."""
        option = super().get_help_option(ctx)  # type: ignore[misc]
        if option is not None and option.help:
            option.help = _(option.help)
        return option


class Command(_Spoken, TyperCommand):
    """One command."""


class Group(_Spoken, TyperGroup):
    """A group of commands."""


def lend_to_gettext(code: str) -> None:
    """Lets what asks :mod:`gettext` by itself speak from our catalogue, in this language."""
    os.environ["LANGUAGE"] = code
    gettext.bindtextdomain("samtui", str(Path(samtui.__file__).parent / "locale"))
    gettext.textdomain("samtui")


def translated(command: Any) -> Any:
    """The command, and those under it, with help texts in the language in use."""
    for name in ("help", "short_help", "epilog", "options_metavar", "subcommand_metavar"):
        _translate(command, name)
    for parameter in command.params:
        _translate(parameter, "help")
        _translate(parameter, "metavar")
        if parameter.name == "install_completion":
            parameter.callback = _install_completion
    for below in getattr(command, "commands", {}).values():
        translated(below)
    return command


def explained(error: TyperException) -> str:
    """What was wrong with the command line, after how it is meant: lines for standard error."""
    sentence = _sentence(error.format_message())
    ctx = getattr(error, "ctx", None)
    if ctx is None:
        return f"{sentence}\n"
    hint = _("“{command} --help” says more.", command=ctx.command_path)
    return f"{ctx.get_usage()}\n{sentence} {hint}\n"


def _install_completion(ctx: Any, _parameter: Any, value: Any) -> Any:
    """In place of Typer's own, which says in English what it did."""
    if not value or ctx.resilient_parsing:
        return value
    from typer.completion import install

    shell, path = install(shell=value) if isinstance(value, str) else install()
    sys.stdout.write(
        _(
            "Completion for {shell} is installed in {path}; it works in a new terminal.",
            shell=shell,
            path=path,
        )
        + "\n"
    )
    raise Exit


def _translate(thing: Any, name: str) -> None:
    text = getattr(thing, name, None)
    if text:
        setattr(thing, name, _(text))


def _sentence(said: str) -> str:
    for pattern, message in _SENTENCES:
        found = pattern.fullmatch(said)
        if found:
            return _(message, **{name: text or "" for name, text in found.groupdict().items()})
    return said
