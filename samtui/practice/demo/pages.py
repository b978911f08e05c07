"""Rows that are told one by one, with ids that run on."""

from collections import Counter
from functools import cache
from typing import Any

from pydantic_core import PydanticUndefined
from sqlmodel import SQLModel

from samtui.practice.catalogue import Rows

Row = dict[str, Any]
Page = dict[type[SQLModel], list[Row]]


class Book:
    """Counts ids table by table, and keeps the rows of the page that is being written."""

    def __init__(self) -> None:
        self.page: Page = {}
        self._last: Counter[type[SQLModel]] = Counter()

    def add(self, table: type[SQLModel], **values: object) -> Row:
        """A new row with the next id, and the table's defaults for what is not said."""
        self._last[table] += 1
        row = {**_defaults(table), **values, "id": self._last[table]}
        self.page.setdefault(table, []).append(row)
        return row

    def turn(self) -> Page:
        """The page as it stands; a new one begins, and the ids run on."""
        page, self.page = self.page, {}
        return page


def rows_of(page: Page, table: type[SQLModel]) -> list[Row]:
    """The page's rows of one table."""
    return page.get(table, [])


def together(pages: list[Page]) -> Rows:
    """Several pages as one, in their order."""
    whole: Rows = {}
    for page in pages:
        for table, rows in page.items():
            whole.setdefault(table, []).extend(rows)
    return whole


@cache
def _defaults(table: type[SQLModel]) -> Row:
    return {
        name: None if field.default is PydanticUndefined else field.default
        for name, field in table.model_fields.items()
    }
