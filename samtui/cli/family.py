"""``samtui family``: the families, and one of them."""

from collections.abc import Iterable, Sequence
from enum import StrEnum
from typing import Annotated, Any

import typer

from samtui import clock
from samtui.cli import output, speech
from samtui.cli.opening import Invocation
from samtui.cli.today import said as class_said
from samtui.language import N_, _, ngettext

Shape = dict[str, Any]


def add_to(app: typer.Typer) -> None:
    """Adds the group and its commands."""
    group = typer.Typer(cls=speech.Group, rich_markup_mode=None, help=N_("The families."))
    group.command("list", cls=speech.Command, help=N_("All families."))(list_families)
    group.command("show", cls=speech.Command, help=N_("One family with everything around it."))(show)
    app.add_typer(group, name="family")


def list_families(
    ctx: typer.Context,
    as_json: Annotated[bool, typer.Option("--json", help=N_("Answer in JSON."))] = False,
) -> None:
    """All families in Swedish order of names."""
    from samtui.cli.caseload import all_facts
    from samtui.exchange.shapes import family_row
    from samtui.practice.attention import reasons

    called: Invocation = ctx.obj
    with called.caseload() as store, store.read() as connection:
        facts = all_facts(connection)
    day = clock.today()
    rows = [family_row(one, reasons(one, day), day) for one in facts]
    if as_json:
        output.write_json(rows)
    else:
        _draw_list(rows)


def show(
    ctx: typer.Context,
    family: Annotated[
        str, typer.Argument(metavar=N_("FAMILY"), help=N_("Its number, or words of its name."))
    ],
    as_json: Annotated[bool, typer.Option("--json", help=N_("Answer in JSON."))] = False,
) -> None:
    """The family's card. With protected identity actors stand by role, and there is no place or number."""
    from samtui.cli.caseload import one_family
    from samtui.exchange import shapes
    from samtui.practice.attention import reasons
    from samtui.store.families import family_card

    called: Invocation = ctx.obj
    with called.caseload() as store, store.read() as connection:
        card = family_card(connection, one_family(connection, family))
    day = clock.today()
    shape = shapes.family(card, reasons(card.facts, day), day)
    if as_json:
        output.write_json(shape)
    else:
        _draw(shape)


def _draw_list(rows: Sequence[Shape]) -> None:
    output.table(
        (
            _("Id"),
            _("Family"),
            _("Status"),
            _("Municipality"),
            _("Next meeting"),
            _("Overdue"),
            _("Consent"),
            _("Needs you"),
            _("Therefore"),
        ),
        [
            (
                row["id"],
                row["name"],
                _said(row["status"]),
                row["municipality"],
                _when(row["next_meeting"]),
                row["actions_overdue"] or None,
                _consent(row),
                class_said(row["attention"]),
                "; ".join(row["reasons"]),
            )
            for row in rows
        ],
    )


def _draw(shape: Shape) -> None:
    output.heading(shape["name"])
    output.line(", ".join(filter(None, (_said(shape["status"]), shape["municipality"], _consent(shape)))))
    for text in shape["reasons"]:
        output.line(text)
    _draw_people(shape)
    _draw_agreed(shape)
    _draw_happened(shape)


def _draw_people(shape: Shape) -> None:
    _part(
        _("Children"),
        (_("Name"), _("Born"), _("Support")),
        ((c["name"], c["born"], _("yes") if c["supported"] else _("sibling")) for c in shape["children"]),
    )
    _part(
        _("Adults"),
        (_("Name"), _("Relation"), _("Custody"), _("Telephone"), _("Remark")),
        ((a["name"], a["relation"], _custody(a), a["phone"], a["remark"]) for a in shape["guardians"]),
    )
    _part(
        _("Actors"),
        (_("Actor"), _("Role"), _("Contacts"), _("Consent"), _("Until")),
        (
            (a["name"], a["role"], _contacts(a), _said(a["consent_state"]), a["consent_until"])
            for a in shape["actors"]
        ),
    )


def _draw_agreed(shape: Shape) -> None:
    _part(
        _("Needs"),
        (_("In the family's own words"), _("Said by")),
        ((n["text"], n["said_by"]) for n in shape["needs"]),
    )
    _part(
        _("Consents"),
        (_("Kind"), _("From"), _("Until"), _("Given by"), _("Recipients")),
        (
            (_said(c["kind"]), c["starts_on"], c["expires_on"], _givers(c), _recipients(c))
            for c in shape["consents"]
        ),
    )


def _draw_happened(shape: Shape) -> None:
    _part(
        _("Meetings"),
        (_("Id"), _("When"), _("Title"), _("Status")),
        ((m["id"], _when(m["starts"]), m["title"], _said(m["status"])) for m in shape["meetings"]),
    )
    _part(
        _("Promises"),
        (_("Id"), _("Due"), _("Who"), _("What"), _("Status")),
        ((a["id"], a["due"], a["owner"], a["text"], _said(a["state"])) for a in shape["actions"]),
    )
    _part(
        _("Notes"),
        (_("When"), _("Kind"), _("With"), _("Text")),
        (
            (_when(n["at"]), _said(n["channel"] or n["kind"]), n["with_whom"], n["text"])
            for n in shape["notes"]
        ),
    )


def _part(name: str, headings: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    found = list(rows)
    if found:
        output.heading(name)
        output.table(headings, found)


def _said(choice: StrEnum | None) -> str:
    from samtui.practice.words import word

    return word(choice) if choice is not None else ""


def _consent(row: Shape) -> str:
    """The state that most wants attention; the days left where it is one that runs out."""
    state, days = row["consent_state"], row["consent_days_left"]
    if days is None or state not in ("noted", "expiring"):
        return _said(state)
    return ", ".join((_said(state), ngettext("{n} day", "{n} days", days)))


def _custody(adult: Shape) -> str:
    return "; ".join(f"{one['child']}: {_said(one['kind'])}" for one in adult["custody"])


def _contacts(actor: Shape) -> str:
    return "; ".join(", ".join(filter(None, (one["name"], one["phone"]))) for one in actor["contacts"])


def _givers(consent: Shape) -> str:
    withdrawn = _("withdrawn")
    return "; ".join(
        f"{one['name']}: {withdrawn if one['withdrawn'] else _said(one['answer'])}"
        for one in consent["givers"]
    )


def _recipients(consent: Shape) -> str:
    return "; ".join(one["actor"] for one in consent["recipients"] if one["actor"])


def _when(instant: str | None) -> str:
    return instant[:16].replace("T", " ") if instant else ""
