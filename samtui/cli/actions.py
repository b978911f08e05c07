"""``samtui actions``: who promised what, until when."""

import csv
import io
from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated, Any

import typer

from samtui import clock
from samtui.cli import output, speech
from samtui.cli.opening import Invocation
from samtui.errors import Refused
from samtui.language import N_, _

if TYPE_CHECKING:
    from samtui.models.records import ActionRow

_BEGINS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def add_to(app: typer.Typer) -> None:
    """Adds the command."""
    app.command("actions", cls=speech.Command, help=N_("Open promises: who does what, until when."))(actions)


def actions(
    ctx: typer.Context,
    *,
    overdue: Annotated[bool, typer.Option("--overdue", help=N_("Only those whose day has passed."))] = False,
    waiting: Annotated[
        bool, typer.Option("--waiting", help=N_("Only those that wait for something."))
    ] = False,
    actor: Annotated[
        str | None,
        typer.Option(
            metavar=N_("ACTOR"), help=N_("Only those of one actor, for all families: words of its name.")
        ),
    ] = None,
    family: Annotated[
        str | None,
        typer.Option(
            metavar=N_("FAMILY"), help=N_("Only those of one family: its number, or words of its name.")
        ),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help=N_("Answer in JSON."))] = False,
    as_csv: Annotated[bool, typer.Option("--csv", help=N_("Answer in CSV."))] = False,
) -> None:
    """The oldest date first, the undated last."""
    from samtui.cli.caseload import one_family
    from samtui.exchange import shapes
    from samtui.models.caseload import ActionState
    from samtui.practice.actions import is_overdue
    from samtui.store.actions import open_actions

    if as_json and as_csv:
        raise typer.BadParameter(_("--json and --csv do not go together."), ctx=ctx)
    called: Invocation = ctx.obj
    with called.caseload() as store, store.read() as connection:
        rows = open_actions(connection)
        family_id = one_family(connection, family).id if family is not None else None
    if family_id is not None:
        rows = [row for row in rows if row.family_id == family_id]
    if actor is not None:
        rows = _of_actor(rows, actor)
    if overdue:
        rows = [row for row in rows if is_overdue(row, clock.today())]
    if waiting:
        rows = [row for row in rows if row.state is ActionState.WAITING]
    if as_json:
        output.write_json([shapes.action(row) for row in rows])
    elif as_csv:
        output.write_bytes(_csv([shapes.action(row) for row in rows]))
    else:
        _draw(rows)


def _of_actor(rows: "Sequence[ActionRow]", wanted: str) -> "list[ActionRow]":
    """Those of one actor over all families; an actor around a protected family is never found by name."""
    from samtui.cli.choosing import Candidate, choose
    from samtui.models.caseload import Protection

    named = [row for row in rows if row.owner_kind == "involvement" and row.protection is Protection.NONE]
    ids = {row.owner_id or 0: row.owner for row in named}
    if wanted.strip().isdecimal():
        if int(wanted) not in ids:
            raise Refused(_("No actor with the number {id} has promised anything.", id=wanted.strip()))
        name = ids[int(wanted)]
    else:
        first_ids = {owner: owner_id for owner_id, owner in reversed(ids.items())}
        name = choose(
            wanted, [Candidate(owner_id, owner, owner, owner) for owner, owner_id in first_ids.items()]
        )
    return [row for row in named if row.owner == name]


def _csv(shapes: Sequence[dict[str, Any]]) -> bytes:
    """CSV as RFC 4180 has it, in UTF-8. A text that a spreadsheet would take for a formula gets an apostrophe."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(_COLUMNS)
    for shape in shapes:
        writer.writerow(_harmless(shape[key]) for key in _COLUMNS)
    return out.getvalue().encode("utf-8", "backslashreplace")


_COLUMNS = (
    "id",
    "text",
    "owner",
    "family",
    "due",
    "evaluation_due",
    "state",
    "waiting_on",
    "funding",
    "meeting",
    "item",
)


def _harmless(value: object) -> object:
    if isinstance(value, str):
        text = str(value)
        return f"'{text}" if text.startswith(_BEGINS_A_FORMULA) else text
    return value


def _draw(rows: "Sequence[ActionRow]") -> None:
    from samtui.exchange.shapes import owner
    from samtui.practice.actions import days_late
    from samtui.practice.words import word

    if not rows:
        output.line(_("There are no such promises."))
        return
    today = clock.today()
    output.table(
        (_("Id"), _("Due"), _("Days late"), _("Family"), _("What"), _("Who"), _("Status")),
        [
            (
                row.id,
                row.due,
                days_late(row, today) or None,
                row.family,
                row.text,
                owner(row) or _("nobody has taken it on"),
                word(row.state),
            )
            for row in rows
        ],
    )
