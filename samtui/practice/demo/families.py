"""The twelve fictional families of ``data/demo/families``, as rows of the caseload."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from samtui.language import sort_key
from samtui.models.caseload import (
    Adult,
    Answer,
    Channel,
    Child,
    Consent,
    ConsentForm,
    ConsentGiver,
    ConsentKind,
    ConsentScope,
    Contact,
    Custody,
    CustodyKind,
    Family,
    FamilyStatus,
    Information,
    Involvement,
    Need,
    Note,
    NoteKind,
    Principal,
    Protection,
)
from samtui.practice.catalogue import Rows
from samtui.practice.demo.dates import nearest, years_before
from samtui.practice.demo.directory import Unit, units
from samtui.practice.demo.household import note_consent_facts
from samtui.practice.demo.meetings import tell_actions, tell_meetings
from samtui.practice.demo.pages import Book, Page, Row, together
from samtui.practice.demo.teller import Actor, Teller
from samtui.practice.demo.told import Table, read
from samtui.resources import data_folder

_TOP = ("family", "child", "adult", "actor", "need", "consent", "note", "meeting", "action")


def demo_caseload(today: date) -> Rows:
    """The twelve families, told as of ``today``; ids run from 1. Raises Mistold where a file is wrong."""
    return together(list(_pages(today)))


def family_files() -> list[str]:
    """The families' files, by their path in ``data/demo``, in their order."""
    folder = data_folder() / "demo" / "families"
    return sorted(f"families/{path.name}" for path in folder.glob("*.toml"))


def _pages(today: date) -> Iterator[Page]:
    book, directory = Book(), units(today)
    for file in family_files():
        teller = Teller(book, read(file, today).only(*_TOP), directory)
        _tell_family(teller)
        _tell_children(teller)
        _tell_adults(teller)
        _tell_actors(teller)
        _tell_needs(teller)
        _tell_consents(teller)
        note_consent_facts(book.page)
        _tell_notes(teller)
        meetings = tell_meetings(teller)
        tell_actions(teller, meetings)
        for meeting in meetings.values():
            meeting.lock(book)
        yield book.turn()


def _tell_family(teller: Teller) -> None:
    told = teller.told.table("family").only(
        "name", "status", "municipality", "protection", "begun", "resting_until"
    )
    name = told.text("name")
    teller.family = teller.book.add(
        Family,
        name=name,
        sort_name=sort_key(name),
        status=told.choice("status", FamilyStatus),
        resting_until=told.day_or_none("resting_until"),
        municipality=told.text("municipality", ""),
        protection=told.choice("protection", Protection, Protection.NONE),
        begun_on=told.day("begun"),
    )


def _tell_children(teller: Teller) -> None:
    for told in teller.told.tables("child"):
        told.only("key", "name", "age", "birthday", "supported")
        row = teller.book.add(
            Child,
            family_id=teller.family["id"],
            name=told.text("name"),
            born=_born(told),
            supported=told.flag("supported", True),
        )
        _remember(told, teller.children, row["id"])


def _born(told: Table) -> date | None:
    """The day of birth, from an age alone (then the birthday is half a year off) or from a birthday."""
    if told.has("birthday"):
        birthday = told.table("birthday").only("age", "on", "day")
        on = birthday.day("on")
        if birthday.has("day"):
            on = nearest(on, birthday.number("day"))
        return years_before(on, birthday.number("age"))
    if told.has("age"):
        return years_before(told.calendar.today - timedelta(days=182), told.number("age"))
    return None


def _tell_adults(teller: Teller) -> None:
    for told in teller.told.tables("adult"):
        told.only("key", "name", "relation", "phone", "remark", "custody")
        row = teller.book.add(
            Adult,
            family_id=teller.family["id"],
            name=told.text("name"),
            relation=told.text("relation", ""),
            phone=told.text("phone", ""),
            remark=told.text("remark", ""),
        )
        _remember(told, teller.adults, row["id"])
        custody = told.table("custody")
        for key in custody.values:
            if key not in teller.children:
                raise custody.mistake(key)
            kind = custody.choice(key, CustodyKind)
            teller.book.add(Custody, child_id=teller.children[key], adult_id=row["id"], kind=kind)


def _tell_actors(teller: Teller) -> None:
    for told in teller.told.tables("actor"):
        told.only(
            "key", "organisation", "name", "principal", "child", "role", "since", "until", "contacts", "left"
        )
        unit = told.known("organisation", teller.units) if told.has("organisation") else None
        principal = told.choice("principal", Principal) if told.has("principal") else None
        row = teller.book.add(
            Involvement,
            family_id=teller.family["id"],
            child_id=teller.child_of(told),
            actor=unit.name if unit else told.text("name"),
            organisation_ref=unit.row["id"] if unit else None,
            principal=unit.principal if unit else principal,
            role=told.text("role", ""),
            since=told.day_or_none("since"),
            until=told.day_or_none("until"),
        )
        actor = Actor(row)
        _tell_contacts(teller.book, told, actor, unit)
        _remember(told, teller.actors, actor)


def _tell_contacts(book: Book, told: Table, actor: Actor, unit: Unit | None) -> None:
    """The actor's contacts; one who has left need not be named twice."""
    left = told.table("left")
    named: list[Any] = told.values.get("contacts", [])
    for contact in [*named, *(key for key in left.values if key not in _keys(named))]:
        if isinstance(contact, dict):
            person = Table(told.file, f"{told.place}: contacts", contact, told.calendar)
            person.only("name", "title", "phone", "email")
            key, ref = person.text("name"), None
            values: Row = {part: person.text(part, "") for part in ("name", "title", "phone", "email")}
        elif unit is None or contact not in unit.contacts:
            raise told.mistake(f"contacts = {contact}")
        else:
            key, row = contact, unit.contacts[contact]
            ref = row["id"]
            values = {part: row[part] for part in ("name", "title", "phone", "email")}
        new = book.add(
            Contact,
            involvement_id=actor.row["id"],
            contact_ref=ref,
            left_on=left.day_or_none(key),
            **values,
        )
        actor.contacts[key] = new["id"]


def _keys(contacts: list[Any]) -> list[str]:
    return [contact["name"] if isinstance(contact, dict) else contact for contact in contacts]


def _tell_needs(teller: Teller) -> None:
    for place, told in enumerate(teller.told.tables("need"), start=1):
        told.only("text", "by", "works")
        by = told.known("by", teller.people) if told.has("by") else {}
        text, works = told.text("text"), told.flag("works", False)
        teller.book.add(Need, family_id=teller.family["id"], text=text, place=place, works=works, **by)


def _tell_consents(teller: Teller) -> None:
    for told in teller.told.tables("consent"):
        told.only("kind", "form", "asked", "starts", "expires", "child", "exceptions", "givers", "scope")
        row = teller.book.add(
            Consent,
            family_id=teller.family["id"],
            child_id=teller.child_of(told),
            kind=told.choice("kind", ConsentKind),
            form=told.choice("form", ConsentForm, ConsentForm.ORAL),
            asked_on=told.day("asked"),
            starts_on=told.day("starts"),
            expires_on=told.day("expires"),
            exceptions=told.text("exceptions", ""),
        )
        for giver in told.tables("givers"):
            teller.book.add(
                ConsentGiver,
                consent_id=row["id"],
                answer=giver.only("who", "answer", "on", "withdrawn").choice("answer", Answer),
                answered_on=giver.day_or_none("on"),
                withdrawn_on=giver.day_or_none("withdrawn"),
                **giver.known("who", teller.people),
            )
        _tell_scope(teller, told.table("scope"), row["id"])


def _tell_scope(teller: Teller, told: Table, consent_id: int) -> None:
    for key in told.values:
        if key not in teller.actors:
            raise told.mistake(key)
        for information in told.texts(key):
            if information not in list(Information):
                raise told.mistake(f"{key} = {information}")
            teller.book.add(
                ConsentScope,
                consent_id=consent_id,
                involvement_id=teller.actors[key].row["id"],
                information=Information(information),
            )


def _tell_notes(teller: Teller) -> None:
    for told in teller.told.tables("note"):
        told.only("at", "kind", "channel", "with", "text")
        teller.book.add(
            Note,
            family_id=teller.family["id"],
            at=told.instant("at"),
            kind=told.choice("kind", NoteKind, NoteKind.CONTACT),
            channel=told.choice("channel", Channel) if told.has("channel") else None,
            with_whom=told.text("with", ""),
            text=told.text("text"),
        )


def _remember(told: Table, known: dict[str, Any], what: object) -> None:
    key = told.text("key")
    if key in known:
        raise told.mistake(f"key = {key}")
    known[key] = what
