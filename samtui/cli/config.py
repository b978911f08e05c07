"""``samtui config``: the settings."""

from pathlib import Path
from typing import Annotated

import typer

from samtui import settings
from samtui.cli import output, speech
from samtui.cli.opening import Invocation
from samtui.language import N_, _
from samtui.options import config_path


def add_to(app: typer.Typer) -> None:
    """Adds the group and its commands."""
    group = typer.Typer(cls=speech.Group, rich_markup_mode=None, help=N_("The settings."))
    group.command("show", cls=speech.Command, help=N_("All settings, and what each is for."))(show)
    group.command("path", cls=speech.Command, help=N_("Where the settings file lies."))(path)
    group.command("set", cls=speech.Command, help=N_("Change one setting."))(set_key)
    app.add_typer(group, name="config")


def show(ctx: typer.Context) -> None:
    """Each key with its value, as the file would have it."""
    called: Invocation = ctx.obj
    rows = []
    for key in settings.KEYS:
        value = getattr(called.settings, key)
        said = _(settings.DESCRIPTIONS[key])
        if key == "keymap":
            rows += [(f"keymap.{command}", pressed, said) for command, pressed in sorted(value.items())]
        else:
            rows.append((key, _written(value), said))
    output.table((_("Setting"), _("Value"), _("What it is for")), rows)


def path(ctx: typer.Context) -> None:
    """The path alone, also where the file is broken or not there."""
    called: Invocation = ctx.obj
    output.write(f"{config_path(called.config)}\n")


def set_key(
    ctx: typer.Context,
    key: Annotated[str, typer.Argument(metavar=N_("KEY"), help=N_("Which setting."))],
    value: Annotated[str, typer.Argument(metavar=N_("VALUE"), help=N_("Its new value; “” is none."))],
) -> None:
    """Keeps everything else that the file says."""
    called: Invocation = ctx.obj
    if key == "data_dir" and value:
        value = str(Path(value).expanduser().absolute())
    settings.save(called.options.config, settings.changed(called.settings, key, value))


def _written(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)
