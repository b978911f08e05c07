"""``samtui who``: who does what. Needs no passphrase."""

from typing import TYPE_CHECKING, Annotated

import typer

from samtui import language
from samtui.cli import output, speech
from samtui.cli.opening import Invocation
from samtui.language import N_, _

if TYPE_CHECKING:
    from samtui.practice.lookup import Answer

_KINDS = {
    "service": N_("support"),
    "organisation": N_("organisation or unit"),
    "contact": N_("contact"),
}


def add_to(app: typer.Typer) -> None:
    """Adds the command."""
    app.command("who", cls=speech.Command, help=N_("Look up who does what; needs no passphrase."))(who)


def who(
    ctx: typer.Context,
    words: Annotated[list[str], typer.Argument(metavar=N_("WORDS..."), help=N_("What a caller says."))],
    *,
    limit: Annotated[
        int,
        typer.Option(metavar="N", min=1, max=1000, show_default=False, help=N_("At most so many answers.")),
    ] = 20,
    municipality: Annotated[
        str,
        typer.Option(
            metavar=N_("MUNICIPALITY"), show_default=False, help=N_("Leave out what belongs to another.")
        ),
    ] = "",
    age: Annotated[
        int | None,
        typer.Option(metavar=N_("AGE"), min=0, max=120, help=N_("Leave out support for other ages.")),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help=N_("Answer in JSON."))] = False,
) -> None:
    """The answers, best first. No answer is an answer as well."""
    from samtui.practice.lookup import look_up

    called: Invocation = ctx.obj
    with called.directory() as store, store.read() as connection:
        answers = look_up(
            connection,
            " ".join(words),
            limit=limit,
            language=language.code(),
            municipality=municipality,
            age=age,
        )
    if as_json:
        output.write_json([answer.as_json() for answer in answers])
    elif answers:
        output.table(
            (_("Name"), _("What"), _("Telephone"), _("Checked")), [_row(answer) for answer in answers]
        )
    else:
        output.line(_("Nothing found. Try another word, or fewer."))


def _row(answer: "Answer") -> tuple[object, ...]:
    what = answer.sub or _(_KINDS[answer.kind])
    return answer.name, what, ", ".join(answer.phones), answer.checked_on
