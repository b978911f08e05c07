"""What is known of one told family while its file is read."""

from dataclasses import dataclass, field

from samtui.practice.demo.directory import Unit
from samtui.practice.demo.pages import Book, Row
from samtui.practice.demo.told import Table


@dataclass
class Actor:
    """An actor of one family: its row, and its contacts' ids by key, or by name where there is no key."""

    row: Row
    contacts: dict[str, int] = field(default_factory=dict)


@dataclass
class Teller:
    """Tells one family into the book, and remembers what its file calls everybody."""

    book: Book
    told: Table
    units: dict[str, Unit]
    family: Row = field(default_factory=dict)
    children: dict[str, int] = field(default_factory=dict)
    adults: dict[str, int] = field(default_factory=dict)
    actors: dict[str, Actor] = field(default_factory=dict)

    @property
    def people(self) -> dict[str, dict[str, int]]:
        """Everybody in the family by key, as the column and the id that point to them."""
        adults = {key: {"adult_id": adult} for key, adult in self.adults.items()}
        return adults | {key: {"child_id": child} for key, child in self.children.items()}

    def child_of(self, row: Table) -> int | None:
        """The child that a table is about, if it names one."""
        return row.known("child", self.children) if row.has("child") else None
