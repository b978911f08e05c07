"""The fictional directory: ``data/demo/directory.toml`` and the national catalogue, as rows."""

from dataclasses import dataclass
from datetime import date

from samtui.models.directory import DirectoryContact, Organisation, Provision, Service
from samtui.models.principal import Principal
from samtui.practice.catalogue import Rows, catalogue_rows
from samtui.practice.demo.pages import Book, Row, together
from samtui.practice.demo.told import Table, read

FILE = "directory.toml"


@dataclass(frozen=True)
class Unit:
    """An organisation as the families' files refer to it: its row, and its contacts' rows by key."""

    row: Row
    contacts: dict[str, Row]

    @property
    def name(self) -> str:
        """What it is called."""
        return str(self.row["name"])

    @property
    def principal(self) -> Principal | None:
        """Whose responsibility it is."""
        principal: Principal | None = self.row["principal"]
        return principal


def demo_directory(today: date) -> Rows:
    """The catalogue, the organisations around the twelve families, and which of them gives what.

    ``today`` is the day from which days are counted. Raises Mistold where the file is wrong.
    """
    book, _units = _told(today)
    catalogue = catalogue_rows()
    services = {str(row["slug"]): row["id"] for row in catalogue[Service]}
    for told in read(FILE, today).tables("organisation"):
        for slug in told.texts("services"):
            if slug not in services:
                raise told.mistake(f"services = {slug}")
            organisation = _units[told.text("key")]
            book.add(Provision, service_id=services[slug], organisation_id=organisation.row["id"])
    return {**catalogue, **together([book.page])}


def units(today: date) -> dict[str, Unit]:
    """The organisations by key, with the ids they have in :func:`demo_directory`."""
    return _told(today)[1]


def _told(today: date) -> tuple[Book, dict[str, Unit]]:
    book = Book()
    found: dict[str, Unit] = {}
    for told in read(FILE, today).only("organisation").tables("organisation"):
        key = told.text("key")
        if key in found:
            raise told.mistake(f"key = {key}")
        found[key] = _unit(book, told)
    return book, found


def _unit(book: Book, told: Table) -> Unit:
    told.only(
        "key", "name", "principal", "municipality", "phone", "email", "does", "also", "services", "checked",
        "contact",
    )  # fmt: skip
    row = book.add(
        Organisation,
        name=told.text("name"),
        principal=told.choice("principal", Principal),
        municipality=told.text("municipality", ""),
        phone=told.text("phone", ""),
        email=told.text("email", ""),
        does=told.text("does", ""),
        also="\n".join(told.texts("also")),
        checked_on=told.day_or_none("checked"),
    )
    contacts: dict[str, Row] = {}
    for person in told.tables("contact"):
        key = person.only("key", "name", "title", "phone", "email").text("key")
        if key in contacts:
            raise person.mistake(f"key = {key}")
        contacts[key] = book.add(
            DirectoryContact,
            organisation_id=row["id"],
            name=person.text("name"),
            title=person.text("title", ""),
            phone=person.text("phone", ""),
            email=person.text("email", ""),
            checked_on=row["checked_on"],
        )
    return Unit(row, contacts)
