"""What is known of one generated family while it grows."""

from dataclasses import dataclass, field
from datetime import date

from samtui.models.caseload import FamilyStatus
from samtui.practice.demo.dice import Dice
from samtui.practice.demo.pages import Book, Row


@dataclass
class Growing:
    """One family while it is being generated."""

    book: Book
    dice: Dice
    today: date
    family: Row
    children: list[Row] = field(default_factory=list)
    guardians: list[Row] = field(default_factory=list)
    actors: list[Row] = field(default_factory=list)
    contacts: dict[int, int] = field(default_factory=dict)
    """The contact who is there now, by actor."""

    @property
    def status(self) -> FamilyStatus:
        """Where the support stands."""
        status: FamilyStatus = self.family["status"]
        return status

    @property
    def days(self) -> int:
        """For how many days there has been support."""
        begun: date = self.family["begun_on"]
        return (self.today - begun).days
