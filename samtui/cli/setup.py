"""``samtui init``: what the first run of the app does, without its questions."""

import sys
from dataclasses import replace
from enum import StrEnum
from typing import Annotated

import typer

from samtui.cli import output, speech
from samtui.cli.opening import TRIES, Invocation, ask_secret
from samtui.errors import Refused, SamtuiError
from samtui.language import N_, _


class Role(StrEnum):
    """Koordinator, guide."""

    COORDINATOR = "coordinator"
    GUIDE = "guide"


def add_to(app: typer.Typer) -> None:
    """Adds the command."""
    app.command(
        "init",
        cls=speech.Command,
        help=N_("Begin: make the stores and the settings. Prints the recovery key, once."),
    )(init)


def init(
    ctx: typer.Context,
    role: Annotated[
        Role | None,
        typer.Option(
            metavar="coordinator|guide",
            help=N_("What you work as; a guide needs no passphrase. Otherwise coordinator."),
        ),
    ] = None,
    name: Annotated[
        str | None,
        typer.Option(metavar=N_("NAME"), help=N_("Your name, as it stands in minutes and invitations.")),
    ] = None,
) -> None:
    """Makes the stores, then keeps role and name in the settings."""
    from samtui.practice.beginning import begin
    from samtui.settings import changed, save

    called: Invocation = ctx.obj
    chosen_role = role or Role(called.settings.role or Role.COORDINATOR)
    settings = replace(called.settings, role=chosen_role.value)
    if name is not None:
        settings = changed(settings, "name", name)
    passphrase = _passphrase(called, chosen_role)
    key = begin(called.folder, passphrase=passphrase)
    save(called.options.config, settings)
    sys.stderr.write(_("{folder} is ready.", folder=called.folder.path) + "\n")
    if key is not None:
        sys.stderr.write(
            _(
                "This is the recovery key. It opens the caseload when the passphrase is forgotten, and it is "
                "shown only now. Print it, or write it down, and keep it under lock."
            )
            + "\n"
        )
        output.line(key)


def _passphrase(called: Invocation, role: Role) -> str | None:
    given = called.given_secret()
    if given is not None or role is Role.GUIDE:
        return given
    from samtui.practice.passphrase import check

    for attempt in range(1, TRIES + 1):
        typed = ask_secret(_("A new passphrase, at least twelve characters or four words: "))
        try:
            check(typed)
            if ask_secret(_("The same once more: ")) != typed:
                raise Refused(_("The two are not the same. Type the passphrase again."))
        except Refused as error:
            if attempt == TRIES:
                raise
            sys.stderr.write(f"{error}\n")
        else:
            return typed
    raise SamtuiError(_("No passphrase was chosen, so nothing was made. Run the command again."))
