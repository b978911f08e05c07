"""``samtui minutes``: the minutes of a meeting as a file."""

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from samtui import clock
from samtui.cli import output, speech
from samtui.cli.opening import Invocation
from samtui.language import N_, _

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from samtui.models.records import MeetingCard


class Format(StrEnum):
    """What minutes can be written as."""

    MARKDOWN = "md"


def add_to(app: typer.Typer) -> None:
    """Adds the command."""
    app.command("minutes", cls=speech.Command, help=N_("The minutes of a meeting, the own whole copy."))(
        minutes
    )


def minutes(
    ctx: typer.Context,
    meeting: Annotated[
        str,
        typer.Argument(metavar=N_("MEETING"), help=N_("Its number, or words of family, title and date.")),
    ],
    form: Annotated[
        Format, typer.Option("--format", metavar="md", show_default=False, help=N_("Markdown."))
    ] = Format.MARKDOWN,
    target: Annotated[
        str,
        typer.Option(
            "-o",
            "--output",
            metavar=N_("FILE"),
            show_default=False,
            help=N_("The file, or the folder that it is to lie in; “-” is standard output."),
        ),
    ] = "-",
    force: Annotated[bool, typer.Option("--force", help=N_("Write over a file that is there."))] = False,
) -> None:
    """What is not locked yet says so (UTKAST)."""
    from samtui.exchange import minutes as exchange
    from samtui.practice.minutes import document

    called: Invocation = ctx.obj
    with called.caseload() as store, store.read() as connection:
        card = _one_meeting(connection, meeting)
    whole = document(card, called.settings.organisation)
    text = {Format.MARKDOWN: exchange.markdown}[form](whole, draft=False)
    if target != "-" and Path(target).is_dir():
        target = str(Path(target) / exchange.file_name(whole))
    written = output.write_file(target, text.encode("utf-8"), force=force)
    if written is not None:
        output.line(_("{file} is written.", file=written))


def _one_meeting(connection: "Connection", wanted: str) -> "MeetingCard":
    from samtui.cli.choosing import Candidate, choose
    from samtui.errors import Refused
    from samtui.exchange.shapes import meeting as shape
    from samtui.practice.words import word
    from samtui.store.meetings import coming_meetings, earlier_meetings, meeting_card

    since = clock.at(clock.today(), "00:00")
    everything = 1_000_000
    candidates = []
    for row in (*coming_meetings(connection, since), *earlier_meetings(connection, since, everything)):
        title, day = shape(row)["title"], clock.local(row.starts_at).date().isoformat()
        words = f"{row.family} {title} {word(row.kind)} {day}"
        candidates.append(Candidate(row.id, words, f"{day}  {row.family}  {title}", row.id))
    card = meeting_card(connection, choose(wanted, candidates))
    if card is None:
        raise Refused(_("This is no longer there. Somebody removed it meanwhile."))
    return card
