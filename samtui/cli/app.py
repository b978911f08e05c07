"""The command line as a whole: what stands before a command, and which commands there are."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from samtui import __version__, language, options, settings
from samtui.cli import actions, backup, config, demo, family, minutes, setup, speech, today, who
from samtui.cli.opening import Invocation
from samtui.cli.output import ReaderGone, write
from samtui.errors import ExitCode, SamtuiError
from samtui.language import N_

_WITH_VALUE = ("--lang", "--data-dir", "--config", "--passphrase-file")


def run(arguments: list[str]) -> int:
    """Runs one command line and gives its exit code.

    Raises SamtuiError where it could not be done, BrokenPipeError where nobody reads the answer any more.
    """
    language.use(_language_before(arguments))
    speech.lend_to_gettext(language.code())
    command = speech.translated(typer.main.get_command(build()))
    try:
        result = command.main(arguments, prog_name="samtui", standalone_mode=False)
    except ReaderGone:
        raise BrokenPipeError from None
    except typer.TyperException as error:
        sys.stderr.write(speech.explained(error))
        return int(ExitCode.WRONG_USAGE)
    return result if isinstance(result, int) else int(ExitCode.DONE)


def build() -> typer.Typer:
    """The commands and what stands before them; its texts are messages still to be translated."""
    app = typer.Typer(
        cls=speech.Group, rich_markup_mode=None, add_completion=True, pretty_exceptions_enable=False
    )
    app.callback(
        invoke_without_command=True,
        help=N_("The desk of a coordinator and the switchboard of a guide. Without a command the app opens."),
    )(before)
    for group in (demo, setup, who, today, family, minutes, actions, config, backup):
        group.add_to(app)
    return app


def before(
    ctx: typer.Context,
    *,
    lang: Annotated[str | None, typer.Option(metavar="sv|en", help=N_("The language."))] = None,
    data_dir: Annotated[
        Path | None, typer.Option(metavar=N_("DIR"), help=N_("The folder of the two stores."))
    ] = None,
    config: Annotated[Path | None, typer.Option(metavar=N_("FILE"), help=N_("The settings file."))] = None,
    passphrase_file: Annotated[
        str | None,
        typer.Option(
            metavar=N_("FILE"), help=N_("Reads the passphrase from a file; “-” reads it from standard input.")
        ),
    ] = None,
    version: Annotated[
        bool, typer.Option("--version", help=N_("Show the version and exit."), is_eager=True)
    ] = False,
) -> int | None:
    """What holds for every command; without a command the app opens."""
    if version:
        write(f"samtui {__version__}\n")
        raise typer.Exit
    if lang is not None and lang not in language.LANGUAGES:
        options.spoken(settings.DEFAULTS, lang)
    ctx.obj = Invocation(lang, data_dir, config, passphrase_file)
    if ctx.invoked_subcommand is None:
        from samtui import launcher

        return launcher.run(ctx.obj.for_the_app())
    return None


def _language_before(arguments: list[str]) -> str:
    """The language to explain in, before anything is read strictly: broken settings stop no help text."""
    given = _values_before_the_command(arguments)
    lang = given.get("--lang")
    try:
        chosen = settings.load(options.config_path(Path(given["--config"]) if "--config" in given else None))
    except SamtuiError:
        chosen = settings.DEFAULTS
    try:
        return options.spoken(chosen, lang if lang in language.LANGUAGES else None)
    except SamtuiError:
        return options.spoken(chosen, chosen.language or language.of_the_system())


def _values_before_the_command(arguments: list[str]) -> dict[str, str]:
    found: dict[str, str] = {}
    rest = iter(arguments)
    for word in rest:
        name, equals, value = word.partition("=")
        if not word.startswith("-"):
            break
        if name in _WITH_VALUE:
            found[name] = value if equals else next(rest, "")
    return {name: value for name, value in found.items() if value}
