"""The national catalogue (vem gör vad, nationellt) of ``data/catalogue``, as rows of the directory."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlmodel import SQLModel

from samtui.language import LANGUAGES
from samtui.models.directory import Service, ServiceText
from samtui.models.principal import Principal
from samtui.resources import data_folder, load_toml

Rows = dict[type[SQLModel], list[dict[str, object]]]
"""Plain rows by table, each with its id, ready to be written many at once."""

TEXTS = (
    "summary",
    "responsible",
    "who_may_apply",
    "how_to_apply",
    "documents",
    "decision_time",
    "cost",
    "appeal",
)
"""What is said about a service in each language, besides its name and what callers call it."""


def catalogue_rows() -> Rows:
    """Every service of the catalogue with its texts; ids run from 1, file by file in alphabetical order.

    A language in which a service has no name gets no text of it.
    """
    services: list[dict[str, object]] = []
    texts: list[dict[str, object]] = []
    for told in _told():
        service_id = len(services) + 1
        services.append(_service(service_id, told))
        for language in LANGUAGES:
            if language in told["name"]:
                texts.append(_text(len(texts) + 1, service_id, language, told))
    return {Service: services, ServiceText: texts}


def _told() -> list[Mapping[str, Any]]:
    files = sorted(path.name for path in (data_folder() / "catalogue").glob("*.toml"))
    return [told for name in files for told in load_toml(f"catalogue/{name}")["service"]]


def _service(service_id: int, told: Mapping[str, Any]) -> dict[str, object]:
    return {
        "id": service_id,
        "version": 1,
        "slug": told["id"],
        "principal": Principal(told["principal"]),
        "legal_basis": told.get("legal_basis", ""),
        "legal_as_of": told.get("legal_as_of"),
        "age_from": told.get("age_from"),
        "age_to": told.get("age_to"),
        "source": told.get("source", ""),
        "checked_on": told.get("checked_on"),
    }


def _text(text_id: int, service_id: int, language: str, told: Mapping[str, Any]) -> dict[str, object]:
    also: Sequence[str] = told.get("also", {}).get(language, ())
    return {
        "id": text_id,
        "version": 1,
        "service_id": service_id,
        "language": language,
        "name": told["name"][language],
        "also": "\n".join(also),
        **{name: told.get(name, {}).get(language, "") for name in TEXTS},
    }
