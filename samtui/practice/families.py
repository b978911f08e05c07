"""Beginning a family, and the people in it."""

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING

from samtui import clock
from samtui.errors import Refused
from samtui.language import _, sort_key
from samtui.models.caseload import Adult, Child, Custody, CustodyKind, Family, FamilyStatus, Need, Protection
from samtui.practice import consenting, fields
from samtui.store.store import for_edit

if TYPE_CHECKING:
    from sqlmodel import Session


def begin(session: "Session", name: str) -> int:
    """A new family from a name alone (status förfrågan); gives its id."""
    tidy = fields.name(name)
    family = Family(name=tidy, sort_name=sort_key(tidy), begun_on=clock.today())
    session.add(family)
    session.flush()
    return _id(family.id)


def change(
    session: "Session",
    family_id: int,
    version: int,
    *,
    name: str,
    status: FamilyStatus,
    resting_until: date | None,
    municipality: str,
    protection: Protection,
) -> None:
    """Changes what is noted about the family itself. With protected identity the name is an alias."""
    family = for_edit(session, Family, family_id, version)
    family.name = fields.name(name)
    family.sort_name = sort_key(family.name)
    if status is FamilyStatus.RESTING and resting_until is None:
        raise Refused(_("Write until when the support rests."), "resting_until")
    family.status = status
    family.resting_until = resting_until if status is FamilyStatus.RESTING else None
    family.municipality = fields.title(municipality, "municipality")
    family.protection = protection


def save_child(
    session: "Session",
    family_id: int,
    *,
    name: str,
    born: date | None,
    supported: bool,
    child_id: int | None = None,
    version: int | None = None,
) -> int:
    """A new child of the family, or a change of one; gives the child's id."""
    tidy = fields.name(name)
    if child_id is None:
        child = Child(family_id=family_id, name=tidy, born=born, supported=supported)
        session.add(child)
    else:
        child = for_edit(session, Child, child_id, version)
        child.name, child.born, child.supported = tidy, born, supported
    session.flush()
    consenting.refresh(session, family_id)
    return _id(child.id)


def save_adult(
    session: "Session",
    family_id: int,
    *,
    name: str,
    relation: str = "",
    phone: str = "",
    remark: str = "",
    custody: Mapping[int, CustodyKind] | None = None,
    adult_id: int | None = None,
    version: int | None = None,
) -> int:
    """A new adult of the family, or a change of one; gives the adult's id.

    ``custody`` says per child id what is noted; a child that is left out keeps what it has. Custody is never
    assumed: UNKNOWN takes the note away.
    """
    tidy = fields.name(name)
    if adult_id is None:
        adult = Adult(family_id=family_id, name=tidy)
        session.add(adult)
    else:
        adult = for_edit(session, Adult, adult_id, version)
    adult.name, adult.relation = tidy, fields.title(relation, "relation")
    adult.phone, adult.remark = fields.title(phone, "phone"), remark.strip()
    session.flush()
    _note_custody(session, _id(adult.id), custody or {})
    consenting.refresh(session, family_id)
    return _id(adult.id)


def _note_custody(session: "Session", adult_id: int, custody: Mapping[int, CustodyKind]) -> None:
    from sqlmodel import select

    noted = {row.child_id: row for row in session.exec(select(Custody).where(Custody.adult_id == adult_id))}
    for child_id, kind in custody.items():
        row = noted.get(child_id)
        if kind is CustodyKind.UNKNOWN:
            if row:
                session.delete(row)
        elif row:
            row.kind = kind
        else:
            session.add(Custody(child_id=child_id, adult_id=adult_id, kind=kind))
    session.flush()


def save_need(
    session: "Session",
    family_id: int,
    *,
    text: str,
    works: bool = False,
    adult_id: int | None = None,
    child_id: int | None = None,
    need_id: int | None = None,
    version: int | None = None,
) -> int:
    """A need in the family's own words, or something that works; new ones stand last."""
    from sqlmodel import func, select

    said = fields.words(text)
    if need_id is None:
        last = session.exec(select(func.max(Need.place)).where(Need.family_id == family_id)).one()
        need = Need(family_id=family_id, text=said, place=(last or 0) + 1)
        session.add(need)
    else:
        need = for_edit(session, Need, need_id, version)
    need.text, need.works, need.adult_id, need.child_id = said, works, adult_id, child_id
    session.flush()
    return _id(need.id)


def move_need(session: "Session", need_id: int, step: int) -> None:
    """Moves a need up (-1) or down (+1) in the family's order."""
    from sqlmodel import col, select

    need = for_edit(session, Need, need_id)
    order = list(
        session.exec(
            select(Need)
            .where(Need.family_id == need.family_id, col(Need.works).is_(need.works))
            .order_by(col(Need.place), col(Need.id))
        )
    )
    old = order.index(need)
    new = min(max(old + step, 0), len(order) - 1)
    order.insert(new, order.pop(old))
    for place, row in enumerate(order, start=1):
        row.place = place


def _id(value: int | None) -> int:
    if value is None:
        raise ValueError("the row has not been flushed")
    return value
