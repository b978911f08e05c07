"""``samtui demo``: the app on a fictional caseload, or that caseload as files."""

from pathlib import Path
from typing import Annotated

import typer

from samtui import language, settings
from samtui.cli import output, speech
from samtui.language import N_, _
from samtui.options import Options

MOST_FAMILIES = 100_000


def add_to(app: typer.Typer) -> None:
    """Adds the command."""
    app.command(
        "demo",
        cls=speech.Command,
        help=N_("Open the app on fictional families. They lie in a folder that is gone afterwards."),
    )(demo)


def demo(
    families: Annotated[
        int | None,
        typer.Option(
            metavar="N",
            min=1,
            max=MOST_FAMILIES,
            help=N_("So many generated families; otherwise twelve that are told by hand."),
        ),
    ] = None,
    seed: Annotated[
        int,
        typer.Option(
            metavar="N", show_default=False, help=N_("The same number generates the same families.")
        ),
    ] = 1,
    guide: Annotated[
        bool, typer.Option("--guide", help=N_("As a guide has it: who does what, and no families."))
    ] = False,
    to: Annotated[
        Path | None,
        typer.Option(
            metavar=N_("DIR"), help=N_("Write the stores to this folder instead; their passphrase is “demo”.")
        ),
    ] = None,
) -> int | None:
    """Nothing to unlock and no questions; the person's own stores and passphrase are left alone."""
    if to is not None:
        _write(to.expanduser().absolute(), families, seed, guide)
        return None
    from samtui import launcher

    options = Options(
        data_dir=settings.default_data_folder(),
        config=settings.default_path(),
        language=language.code(),
        demo=True,
        demo_families=families,
        seed=seed,
        guide=guide,
    )
    return launcher.run(options)


def _write(path: Path, families: int | None, seed: int, guide: bool) -> None:
    from samtui import clock
    from samtui.practice.beginning import write_demo
    from samtui.store.folder import DataFolder

    with output.progress(_("Writing families")) as told:
        write_demo(DataFolder(path), clock.today(), families, seed, told, caseload=not guide)
    output.line(
        _("{folder} holds a fictional directory.", folder=path)
        if guide
        else _("{folder} holds fictional families; the passphrase is “demo”.", folder=path)
    )
