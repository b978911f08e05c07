"""Families for tests, told in the words of the field and written through the door::

wren = a_family("Gärdsmyg").with_joint_custody().and_actor("BUP").in_(caseload)
wren.actors["BUP"]    # the id of the involvement
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any, Self

from samtui.models.caseload import (
    Answer,
    ConsentKind,
    CustodyKind,
    Family,
    FamilyStatus,
    Information,
    NoteKind,
    Principal,
    Protection,
)
from samtui.models.records import ConsentRecord, FamilyFacts, GiverRecord, Person
from samtui.practice import actions, consenting, families, meetings, network, notes
from samtui.practice.actions import NOBODY, Owner
from samtui.practice.consent import Household
from samtui.practice.meetings import Guest

if TYPE_CHECKING:
    from sqlmodel import Session

    from samtui.store.store import Store

NOW = datetime(2026, 11, 25, 9, 0, tzinfo=UTC)
"""Wednesday 25 November 2026, 10.00 in Sweden: when every test takes place."""

TODAY = date(2026, 11, 25)
BORN = date(2017, 5, 21)
"""The birthday of a child of nine, where a test names none."""


def days(number: int) -> date:
    """The day that lies so many days from today."""
    return TODAY + timedelta(days=number)


@dataclass
class Told:
    """The ids of one family and of everything around it, by name or in the order of telling."""

    id: int
    children: dict[str, int] = field(default_factory=dict)
    adults: dict[str, int] = field(default_factory=dict)
    actors: dict[str, int] = field(default_factory=dict)
    contacts: dict[str, int] = field(default_factory=dict)
    consents: list[int] = field(default_factory=list)
    meetings: list[int] = field(default_factory=list)
    promises: list[int] = field(default_factory=list)
    notes: list[int] = field(default_factory=list)
    needs: list[int] = field(default_factory=list)

    def person(self, name: str) -> Person:
        """Somebody in the family, as the rules name people."""
        return ("adult", self.adults[name]) if name in self.adults else ("child", self.children[name])

    def owner(self, name: str) -> Owner:
        """Somebody who takes on a promise: nobody, the coordinator ("jag"), an actor, a contact, a relative."""
        if name in ("", "jag"):
            return Owner(mine=name == "jag")
        if name in self.actors:
            return Owner(involvement_id=self.actors[name])
        whose, person_id = self.person(name)
        return Owner(adult_id=person_id) if whose == "adult" else Owner(child_id=person_id)


Step = Callable[["Session", Told], None]


class FamilyBuilder:
    """A family that is being told. Nothing is written until :meth:`in_`."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._steps: list[Step] = []

    def in_(self, store: "Store") -> Told:
        """Writes the family through the door, in one change; gives its ids."""
        with store.change("a family for a test") as session:
            told = Told(families.begin(session, self._name))
            for step in self._steps:
                step(session, told)
        return told

    def with_child(self, name: str = "Robin", born: date | None = BORN, *, supported: bool = True) -> Self:
        """A child whom the support concerns."""

        def step(session: "Session", told: Told) -> None:
            told.children[name] = families.save_child(
                session, told.id, name=name, born=born, supported=supported
            )

        return self._then(step)

    def with_sibling(self, name: str, born: date | None = None) -> Self:
        """A child whom the support does not concern."""
        return self.with_child(name, born, supported=False)

    def with_joint_custody(self, *names: str) -> Self:
        """Guardians together (gemensam vårdnad), Sara and Anders where nobody is named, of every child told so
        far; of Robin, nine, where there is none."""
        return self._with_custody(CustodyKind.JOINT, names or ("Sara", "Anders"))

    def with_sole_custody(self, name: str = "Sara") -> Self:
        """One guardian (ensam vårdnad) of every child told so far; of Robin, nine, where there is none."""
        return self._with_custody(CustodyKind.SOLE, (name,))

    def with_adult(self, name: str, relation: str = "", phone: str = "") -> Self:
        """An adult about whose custody nothing is noted."""

        def step(session: "Session", told: Told) -> None:
            told.adults[name] = families.save_adult(
                session, told.id, name=name, relation=relation, phone=phone
            )

        return self._then(step)

    def and_actor(
        self, name: str, *, role: str = "", principal: Principal | None = None, contact: str = ""
    ) -> Self:
        """An actor in the family's network, with a contact where one is named."""

        def step(session: "Session", told: Told) -> None:
            told.actors[name] = network.save_actor(
                session, told.id, actor=name, role=role, principal=principal
            )
            if contact:
                told.contacts[contact] = network.save_contact(session, told.actors[name], name=contact)

        return self._then(step)

    def with_consent(
        self,
        *,
        to: Iterable[str] = (),
        about: Iterable[Information] = (Information.SCHOOL,),
        answers: Mapping[str, Answer] | None = None,
        child: str | None = None,
        kind: ConsentKind = ConsentKind.INFORMATION,
        starts: date | None = None,
        expires: date | None = None,
    ) -> Self:
        """A consent to every actor told so far, or to those named. Every adult says yes where none is named."""
        recipients, kinds = tuple(to), tuple(about)

        def step(session: "Session", told: Told) -> None:
            said = answers or dict.fromkeys(told.adults, Answer.YES)
            consent_id = consenting.note(
                session,
                told.id,
                kind=kind,
                givers={told.person(name): answer for name, answer in said.items()},
                scope={told.actors[name]: kinds for name in recipients or told.actors},
                child_id=told.children[child] if child else None,
                starts_on=starts,
                expires_on=expires,
            )
            told.consents.append(consent_id)

        return self._then(step)

    def with_need(self, text: str, *, works: bool = False) -> Self:
        """A need in the family's words."""
        return self._then(
            lambda session, told: told.needs.append(
                families.save_need(session, told.id, text=text, works=works)
            )
        )

    def with_promise(self, text: str, *, by: str = "", due: date | None = None) -> Self:
        """A promise: by nobody, by "jag", by an actor or by somebody in the family."""
        return self._then(
            lambda session, told: told.promises.append(
                actions.promise(session, told.id, text=text, owner=told.owner(by), due=due)
            )
        )

    def with_meeting(
        self,
        starts_at: datetime = NOW + timedelta(days=6),
        *,
        agenda: str = "planning",
        asked: Iterable[str] = (),
    ) -> Self:
        """A planned meeting with the actors and people who are asked to it."""
        names = tuple(asked)

        def step(session: "Session", told: Told) -> None:
            guests = [_guest(told, name) for name in names]
            told.meetings.append(
                meetings.plan(session, told.id, agenda=agenda, starts_at=starts_at, guests=guests)
            )

        return self._then(step)

    def with_contact_on(self, at: datetime, *, kind: NoteKind = NoteKind.CONTACT, text: str = "") -> Self:
        """A note of a contact, or of an attempt."""
        return self._then(
            lambda session, told: told.notes.append(notes.save(session, told.id, text=text, kind=kind, at=at))
        )

    def being(
        self,
        status: FamilyStatus,
        *,
        until: date | None = None,
        municipality: str = "",
        protection: Protection = Protection.NONE,
    ) -> Self:
        """Where the support stands; until when it rests."""

        def step(session: "Session", told: Told) -> None:
            version = session.get_one(Family, told.id).version
            families.change(
                session,
                told.id,
                version,
                name=self._name,
                status=status,
                resting_until=until,
                municipality=municipality,
                protection=protection,
            )

        return self._then(step)

    def _with_custody(self, kind: CustodyKind, names: tuple[str, ...]) -> Self:
        def step(session: "Session", told: Told) -> None:
            if not told.children:
                told.children["Robin"] = families.save_child(
                    session, told.id, name="Robin", born=BORN, supported=True
                )
            custody = dict.fromkeys(told.children.values(), kind)
            for name in names:
                told.adults[name] = families.save_adult(
                    session, told.id, name=name, custody=custody, adult_id=told.adults.get(name)
                )

        return self._then(step)

    def _then(self, step: Step) -> Self:
        self._steps.append(step)
        return self


def a_family(name: str = "Gärdsmyg") -> FamilyBuilder:
    """A family with nothing but a name."""
    return FamilyBuilder(name)


def facts(**known: Any) -> FamilyFacts:
    """The facts of an active family around which nothing has happened, but for what is ``known``."""
    return FamilyFacts(**{**_QUIET, **known})


def a_household(
    *guardians: int, born: date | None = BORN, child: int = 1, half_noted: bool = False
) -> Household:
    """A household of one supported child with these guardians."""
    return Household(
        born={child: born},
        custody={child: frozenset(guardians)},
        half_noted=frozenset({child} if half_noted else ()),
    )


def a_consent(
    answers: Mapping[Person, Answer],
    *,
    number: int = 1,
    to: int = 1,
    child: int | None = 1,
    starts: date = TODAY,
    expires: date = date(2027, 11, 24),
    kind: ConsentKind = ConsentKind.INFORMATION,
    withdrawn: Iterable[Person] = (),
    said_on: Mapping[Person, date] | None = None,
) -> ConsentRecord:
    """A consent as a record: who answered what to one recipient about the school."""
    gone = frozenset(withdrawn)
    said = said_on or {}
    return ConsentRecord(
        id=number,
        kind=kind,
        child_id=child,
        starts_on=starts,
        expires_on=expires,
        givers=tuple(
            GiverRecord(person, answer, person in gone, answered_on=said.get(person))
            for person, answer in answers.items()
        ),
        scope=frozenset({(to, Information.SCHOOL)} if kind is ConsentKind.INFORMATION else ()),
        asked_on=starts,
    )


def _guest(told: Told, name: str) -> Guest:
    owner = told.owner(name)
    return Guest(involvement_id=owner.involvement_id, adult_id=owner.adult_id, child_id=owner.child_id)


_QUIET: dict[str, Any] = {
    "id": 1,
    "version": 1,
    "name": "Gärdsmyg",
    "sort_name": "g|rdsmyg",
    "status": FamilyStatus.ACTIVE,
    "resting_until": None,
    "municipality": "Lingonköping",
    "protection": Protection.NONE,
    "begun_on": date(2026, 8, 1),
    "next_meeting_id": None,
    "next_meeting": None,
    "uncovered": 0,
    "actions_open": 0,
    "actions_overdue": 0,
    "oldest_due": None,
    "unowned": 0,
    "waiting": 0,
    "due_today": 0,
    "to_evaluate_today": 0,
    "next_due": None,
    "actors": 0,
    "withdrawn": 0,
    "refused": 0,
    "missing": 0,
    "asked": 0,
    "partial": 0,
    "expired": 0,
    "latest_expired": None,
    "expiring": 0,
    "consent_until": None,
    "last_contact": None,
}

__all__ = [
    "BORN",
    "NOBODY",
    "NOW",
    "TODAY",
    "FamilyBuilder",
    "Told",
    "a_consent",
    "a_family",
    "a_household",
    "days",
    "facts",
]
