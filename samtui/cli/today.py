"""``samtui today``: what needs attention now."""

from typing import Annotated

import typer

from samtui import clock
from samtui.cli import output, speech
from samtui.cli.opening import Invocation
from samtui.language import N_, _

CLASSES = {"today": N_("today"), "this_week": N_("this week"), "soon": N_("soon")}


def add_to(app: typer.Typer) -> None:
    """Adds the command."""
    app.command(
        "today", cls=speech.Command, help=N_("Which families need you, and why. The most urgent stand first.")
    )(today)


def today(
    ctx: typer.Context,
    as_json: Annotated[bool, typer.Option("--json", help=N_("Answer in JSON."))] = False,
) -> None:
    """The reasons as lists have them: no actor, care or service stands beside a family."""
    from samtui.cli.caseload import all_facts
    from samtui.exchange import shapes
    from samtui.practice.attention import reasons

    called: Invocation = ctx.obj
    with called.caseload() as store, store.read() as connection:
        facts = all_facts(connection)
    day = clock.today()
    lines = shapes.today((one, reasons(one, day)) for one in facts)
    if as_json:
        output.write_json(lines)
    elif lines:
        output.table(
            (_("When"), _("Family"), _("Therefore"), _("Date")),
            [(said(one["class"]), one["family"], one["reason"], one["due"]) for one in lines],
        )
    else:
        output.line(_("Nothing needs you right now."))


def said(name: str) -> str:
    """What a class of attention is called; nothing where nothing is needed."""
    return _(CLASSES[name]) if name in CLASSES else ""
