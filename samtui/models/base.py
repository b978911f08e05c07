"""What every table has in common."""

from enum import StrEnum
from typing import Any, ClassVar

from sqlalchemy import Enum
from sqlalchemy.orm import registry
from sqlmodel import Field, SQLModel


def choice(kind: type[StrEnum]) -> Enum:
    """A column type that takes only the values of ``kind``, kept as their text, checked by the store."""
    return Enum(
        kind,
        native_enum=False,
        create_constraint=True,
        length=30,
        name=kind.__name__.lower(),
        values_callable=lambda members: [member.value for member in members],
    )


class CaseloadRow(SQLModel, registry=registry()):
    """A row of the caseload store. Ids are never used again."""

    __table_args__: ClassVar[Any] = {"sqlite_autoincrement": True}

    id: int | None = Field(default=None, primary_key=True)


class DirectoryRow(SQLModel, registry=registry()):
    """A row of the directory store. Ids are never used again."""

    __table_args__: ClassVar[Any] = {"sqlite_autoincrement": True}

    id: int | None = Field(default=None, primary_key=True)


class Edited(SQLModel):
    """A row that people edit. The door counts the version up with every change."""

    version: int = 1


def to_family() -> Any:
    """The column that ties a row to its family; the row goes when the family goes."""
    return Field(foreign_key="family.id", ondelete="CASCADE", index=True)
