"""Meeting templates (dagordningar), from ``data/agendas``."""

from dataclasses import dataclass
from functools import cache
from typing import Any

from samtui.errors import Refused
from samtui.language import _, pick
from samtui.models.caseload import MeetingKind
from samtui.resources import data_folder, load_toml


@dataclass(frozen=True)
class Agenda:
    """One template, in the language in use."""

    name: str
    title: str
    kind: MeetingKind
    items: tuple[str, ...]


@cache
def names() -> tuple[str, ...]:
    """The templates there are, in the order in which they are offered."""
    found = sorted((data_folder() / "agendas").glob("*.toml"))
    return tuple(sorted((f.stem for f in found), key=lambda name: int(_table(name)["place"])))


def agenda(name: str) -> Agenda:
    """The template of that name. Raises Refused where there is none."""
    if name not in names():
        raise Refused(
            _("There is no agenda “{name}”. There are: {names}.", name=name, names=", ".join(names())),
            "agenda",
        )
    table = _table(name)
    return Agenda(
        name, pick(table["title"]), MeetingKind(table["kind"]), tuple(pick(item) for item in table["items"])
    )


def _table(name: str) -> dict[str, Any]:
    return load_toml(f"agendas/{name}.toml")
