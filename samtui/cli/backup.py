"""``samtui backup`` and ``samtui check``."""

import sys
import tempfile
from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from samtui.cli import output, speech
from samtui.cli.opening import Invocation, can_ask
from samtui.errors import ExitCode, Refused
from samtui.language import N_, _

if TYPE_CHECKING:
    from samtui.store.health import Finding
    from samtui.store.store import Store


def add_to(app: typer.Typer) -> None:
    """Adds the commands."""
    app.command(
        "backup", cls=speech.Command, help=N_("Put both stores and their keys into one file, encrypted.")
    )(backup)
    app.command(
        "check", cls=speech.Command, help=N_("Whether stores, keys and folders are as they should be.")
    )(check)


def backup(
    ctx: typer.Context,
    target: Annotated[
        str | None,
        typer.Option(
            "-o",
            "--output",
            metavar=N_("FILE"),
            help=N_("The file; “-” is standard output. Otherwise a new one among the backups."),
        ),
    ] = None,
    force: Annotated[bool, typer.Option("--force", help=N_("Write over a file that is there."))] = False,
) -> None:
    """The file is verified before it gets its name."""
    called: Invocation = ctx.obj
    with called.directory():
        pass  # whether it opens at all, before anybody is asked for a passphrase
    with called.caseload() if called.folder.has_caseload else nullcontext() as store:
        if target == "-":
            _pipe(called, store)
            return
        path = called.folder.pack(store, _file(target), force=force)
    output.line(_("{file} is written.", file=path))


def _file(target: str | None) -> Path | None:
    return Path(target).expanduser().absolute() if target else None


def _pipe(called: Invocation, store: "Store | None") -> None:
    if output.for_a_person():
        raise Refused(_("A backup cannot be shown on a terminal. Give a file with -o."))
    with tempfile.TemporaryDirectory(prefix="samtui-") as folder:
        packed = called.folder.pack(store, Path(folder) / "backup.samtui", force=False)
        output.write_bytes(packed.read_bytes())


def check(
    ctx: typer.Context,
    as_json: Annotated[bool, typer.Option("--json", help=N_("Answer in JSON."))] = False,
) -> int:
    """Gives 0, or 5 where something is damaged; warnings leave it 0."""
    from samtui.store.health import Severity, examine

    called: Invocation = ctx.obj
    findings = examine(called.folder, _secret(called))
    ok = all(finding.severity is not Severity.DAMAGED for finding in findings)
    if as_json:
        output.write_json({"ok": ok, "findings": [_shape(finding) for finding in findings]})
    elif findings:
        headings = (_("How bad"), _("Where"), _("What"), _("What to do"))
        output.table(headings, [(_(one.severity.said), one.where, one.what, one.advice) for one in findings])
    else:
        output.line(_("Everything is as it should be."))
    return int(ExitCode.DONE if ok else ExitCode.DAMAGED)


def _secret(called: Invocation) -> str | None:
    """The passphrase where one is given or somebody can be asked; without it less is examined."""
    given = called.given_secret()
    if given is not None or not called.folder.has_caseload or not can_ask():
        return given
    from getpass import getpass

    return getpass(_("Passphrase (Enter to check without it): "), stream=sys.stderr) or None


def _shape(finding: "Finding") -> dict[str, str]:
    return {
        "what": finding.what,
        "where": finding.where,
        "severity": finding.severity.value,
        "advice": finding.advice,
    }
