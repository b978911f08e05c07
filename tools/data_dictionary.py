"""The tables of a store as Markdown, from the models: docstrings, columns, choices and their Swedish words."""

import inspect
import tomllib
from pathlib import Path
from types import ModuleType
from typing import Any

from sqlalchemy import Column, Enum
from sqlmodel import SQLModel

from samtui.language import speaking
from samtui.practice.words import word

COLUMNS = Path(__file__).with_name("columns.toml")
GOES = {"CASCADE": "goes with it", "SET NULL": "emptied when it goes"}


class Undescribed(Exception):
    """A column that neither the model nor ``columns.toml`` says anything about."""


def dictionary(models: ModuleType) -> str:
    """Every table of a store. Raises Undescribed, naming the columns that nobody has described."""
    tables = [table for table in models.metadata.sorted_tables if table.name != "draft"]
    tables += [table for table in models.metadata.sorted_tables if table.name == "draft"]
    said = tomllib.loads(COLUMNS.read_text("utf-8"))
    kinds = {kind.__tablename__: kind for kind in _tables_of(models)}
    silent = [
        f"{table.name}.{column.name}"
        for table in tables
        for column in table.columns
        if not _what(column, kinds[table.name], said)
    ]
    if silent:
        raise Undescribed(f"{COLUMNS.name} lacks: {', '.join(silent)}")
    return "\n\n".join(_table(kinds[table.name], list(table.columns), said) for table in tables)


def _tables_of(models: ModuleType) -> list[type[SQLModel]]:
    return [one for one in vars(models).values() if inspect.isclass(one) and hasattr(one, "__table__")]


def _table(kind: type[SQLModel], columns: list[Column[Any]], said: dict[str, Any]) -> str:
    lines = [f"### {kind.__tablename__}", "", inspect.cleandoc(kind.__doc__ or ""), ""]
    lines += ["| column | type | what it is |", "| --- | --- | --- |"]
    first = ("id", "family_id")
    ordered = sorted(columns, key=lambda one: (one.name not in first, one.name == "version"))
    lines += [f"| {one.name} | {_type(one)} | {_what(one, kind, said)} |" for one in ordered]
    return "\n".join(lines)


def _type(column: Column[Any]) -> str:
    if isinstance(column.type, Enum):
        name = "choice"
    else:
        known = {"UTCDateTime": "instant", "Date": "date", "Integer": "number", "Boolean": "yes or no"}
        name = known.get(type(column.type).__name__, "text")
    length = getattr(column.type, "length", None)
    if name == "text" and length:
        name += f", at most {length}"
    return name + (", or empty" if column.nullable else "")


def _what(column: Column[Any], kind: type[SQLModel], said: dict[str, Any]) -> str:
    described = kind.model_fields[column.name].description
    parts = [described or said.get(kind.__tablename__, {}).get(column.name) or ""]
    parts += [f"→ {key.target_fullname}, {GOES[key.ondelete]}" for key in column.foreign_keys if key.ondelete]
    if isinstance(column.type, Enum):
        parts.append(_choices(column.type))
    if not any(parts):
        parts.append(said["any"].get(column.name, ""))
    return "; ".join(filter(None, parts)).replace("|", "\\|")


def _choices(kind: Enum) -> str:
    with speaking("sv"):
        return ", ".join(f"`{one.value}` {word(one)}" for one in kind.enum_class)
