"""Any number of generated families, in the same spread as the twelve that are told by hand."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from samtui.language import sort_key
from samtui.models.caseload import (
    Adult,
    Channel,
    Child,
    Contact,
    Custody,
    CustodyKind,
    Family,
    FamilyStatus,
    Involvement,
    Need,
    Note,
    NoteKind,
    Principal,
    Protection,
)
from samtui.practice.catalogue import Rows
from samtui.practice.demo import phrases
from samtui.practice.demo.dates import years_before
from samtui.practice.demo.dice import Dice
from samtui.practice.demo.directory import Unit, units
from samtui.practice.demo.generate_meetings import generate_actions, generate_consents, generate_meetings
from samtui.practice.demo.growing import Growing
from samtui.practice.demo.household import note_consent_facts
from samtui.practice.demo.names import (
    BIRDS,
    CHILDREN,
    FIRST_NAMES,
    HERBS,
    TITLES,
    fictional_number,
)
from samtui.practice.demo.pages import Book, Row, together

STATUSES = {FamilyStatus.ACTIVE: 76, FamilyStatus.ASKED: 8, FamilyStatus.RESTING: 8, FamilyStatus.ENDED: 8}
PLACES = {"Lingonköping": 60, "Havrevik": 25, "Tranmyra": 15}
PROTECTIONS = {Protection.NONE: 92, Protection.MARKED: 3, Protection.PROTECTED: 3, Protection.ASSUMED: 2}
HOMES = {"together": 50, "apart": 28, "sole": 14, "appointed": 5, "unknown": 3}


def generated_caseload(families: int, seed: int, today: date) -> Iterator[Rows]:
    """So many families, one page of rows each; the same for the same seed and day.

    Ids run from 1 over all pages. The twelve told families are not among them.
    """
    book, directory = Book(), list(units(today).values())
    for number in range(1, families + 1):
        grown = _family(book, Dice(f"{seed}/{number}"), today, number)
        _people(grown)
        _actors(grown, directory)
        _needs(grown)
        generate_consents(grown)
        note_consent_facts(book.page)
        _notes(grown)
        meetings = generate_meetings(grown)
        generate_actions(grown, meetings)
        yield together([book.turn()])


def _family(book: Book, dice: Dice, today: date, number: int) -> Growing:
    status = dice.weighed(STATUSES)
    protection = dice.weighed(PROTECTIONS)
    name = f"{dice.choice(BIRDS)} {number}" if protection is Protection.NONE else f"Familj S{number}"
    resting = status is FamilyStatus.RESTING
    row = book.add(
        Family,
        name=name,
        sort_name=sort_key(name),
        status=status,
        resting_until=dice.day(today, 5, 60) if resting else None,
        municipality=dice.weighed(PLACES),
        protection=protection,
        begun_on=dice.day(today, *((-40, -1) if status is FamilyStatus.ASKED else (-900, -20))),
    )
    return Growing(book, dice, today, row)


def _people(grown: Growing) -> None:
    dice, home = grown.dice, grown.dice.weighed(HOMES)
    oldest = 19 if grown.status is FamilyStatus.ENDED else 17
    for place in range(dice.weighed({1: 45, 2: 38, 3: 17})):
        born = years_before(dice.day(grown.today, -364, -1), dice.randint(0, oldest))
        row = grown.book.add(
            Child,
            family_id=grown.family["id"],
            name=dice.choice(CHILDREN),
            born=born,
            supported=place == 0 or dice.happens(25),
        )
        grown.children.append(row)
    if home == "appointed":
        _adult(grown, "mormor", CustodyKind.APPOINTED)
        _adult(grown, "mamma", CustodyKind.NONE)
    elif home == "sole":
        _adult(grown, dice.choice(("mamma", "pappa")), CustodyKind.SOLE)
    elif home == "unknown":
        _adult(grown, "", CustodyKind.UNKNOWN)
    else:
        _adult(grown, "mamma", CustodyKind.JOINT)
        _adult(grown, "pappa, bor på annat håll" if home == "apart" else "pappa", CustodyKind.JOINT)
    if dice.happens(20):
        _adult(grown, dice.choice(("farmor", "morfar", "moster", "farbror")), None)


def _adult(grown: Growing, relation: str, custody: CustodyKind | None) -> None:
    dice = grown.dice
    row = grown.book.add(
        Adult,
        family_id=grown.family["id"],
        name=dice.choice(FIRST_NAMES),
        relation=relation,
        phone=fictional_number(dice.randrange(395)),
        remark=dice.choice(phrases.REMARKS),
    )
    if custody in (CustodyKind.JOINT, CustodyKind.SOLE, CustodyKind.APPOINTED):
        grown.guardians.append(row)
    for child in grown.children if custody else ():
        grown.book.add(Custody, child_id=child["id"], adult_id=row["id"], kind=custody)


def _actors(grown: Growing, directory: Sequence[Unit]) -> None:
    dice, asked = grown.dice, grown.status is FamilyStatus.ASKED
    if grown.family["protection"] is not Protection.NONE:
        for role, principal in dice.some(phrases.ROLES, 4, 8):
            _actor(grown, actor=role, principal=principal)
        return
    near = [
        unit
        for unit in directory
        if unit.principal is Principal.REGION
        or unit.row["municipality"] in ("", grown.family["municipality"])
    ]
    for unit in dice.some(near, *((2, 6) if asked else (6, 17))):
        row = _actor(
            grown,
            actor=unit.name,
            organisation_ref=unit.row["id"],
            principal=unit.principal,
            role="" if asked else str(unit.row["does"]).partition(",")[0].lower(),
        )
        _contacts(grown, row, unit)


def _actor(grown: Growing, **values: object) -> Row:
    dice, asked = grown.dice, grown.status is FamilyStatus.ASKED
    row = grown.book.add(
        Involvement,
        family_id=grown.family["id"],
        child_id=grown.children[0]["id"],
        since=None if asked else dice.day(grown.today, -grown.days - 300, -61),
        until=dice.day(grown.today, -60, -1) if dice.happens(4) else None,
        **values,
    )
    grown.actors.append(row)
    return row


def _contacts(grown: Growing, actor: Row, unit: Unit) -> None:
    dice = grown.dice
    if dice.happens(8):
        name = f"{dice.choice(FIRST_NAMES)} {dice.choice(HERBS)}"
        left_on = dice.day(grown.today, -grown.days, -1)
        title = dice.choice(TITLES)
        grown.book.add(Contact, involvement_id=actor["id"], name=name, title=title, left_on=left_on)
    if unit.contacts:
        person = dice.choice(list(unit.contacts.values()))
        row = grown.book.add(
            Contact,
            involvement_id=actor["id"],
            contact_ref=person["id"],
            **{part: person[part] for part in ("name", "title", "phone", "email")},
        )
        grown.contacts[actor["id"]] = row["id"]


def _needs(grown: Growing) -> None:
    dice = grown.dice
    said = [(text, False) for text in dice.some(phrases.NEEDS, 2, 4)]
    said += [(text, True) for text in dice.some(phrases.WORKS, 0, 1)]
    for place, (text, works) in enumerate(said, start=1):
        by = grown.guardians[0]["id"] if grown.guardians and dice.happens(80) else None
        grown.book.add(Need, family_id=grown.family["id"], text=text, place=place, works=works, adult_id=by)


def _notes(grown: Growing) -> None:
    """Contacts, attempts and notes from the beginning on; a few families have gone quiet of late."""
    dice = grown.dice
    asked = grown.status is FamilyStatus.ASKED
    quiet = dice.happens(12) or grown.status in (FamilyStatus.RESTING, FamilyStatus.ENDED)
    newest = min(grown.days, 30 if quiet else 1)
    told = sorted(dice.randint(newest, max(newest, grown.days - 1)) for _ in range(dice.randint(5, 12)))
    if not quiet:
        told[0] = min(grown.days, dice.randint(1, 14))
    for days_ago in [grown.days] if asked else [*reversed(told)]:
        kind, text = dice.choice(phrases.NOTES)
        first = days_ago in (grown.days, told[0])
        grown.book.add(
            Note,
            family_id=grown.family["id"],
            at=dice.hour(grown.today - timedelta(days=days_ago)),
            kind=NoteKind.CONTACT if first else kind,
            channel=dice.choice((Channel.PHONE, Channel.PHONE, Channel.VISIT, Channel.TEXT_MESSAGE)),
            with_whom=dice.choice(grown.guardians)["name"] if grown.guardians else "",
            text="Första samtalet." if days_ago == grown.days else text,
        )
