"""What stands under the list of the family card: the whole of the row under the cursor."""

from collections.abc import Callable, Iterable
from datetime import date, datetime
from typing import Any

from samtui import clock
from samtui.language import _
from samtui.models.caseload import CustodyKind
from samtui.models.records import (
    ActionRow,
    ActorRecord,
    AdultRecord,
    ChildRecord,
    ConsentRecord,
    ContactRecord,
    FamilyCard,
    MeetingRow,
    NeedRecord,
    NoteRecord,
)
from samtui.practice import card as cards
from samtui.practice.words import word
from samtui.screens import family_rows as lists
from samtui.screens.family_parts import records
from samtui.widgets.sheet import Entry, Leaf

Pairs = Iterable[tuple[str, str]]


def leaf(card: FamilyCard, key: Any, today: date) -> Leaf:
    """The whole of one row; empty where there is none."""
    if not isinstance(key, tuple):
        return Leaf("")
    if key[0] == "missing":
        texts = {one.key: one.text for one in cards.missing(card, today)}
        return Leaf(texts.get(key[1], _("No contact noted yet")), "", _("Enter leads to where it is noted."))
    row = next((row for row in records(card, key[0]) if row.id == key[1]), None)
    return _MAKERS[key[0]](row, card, today) if row is not None else Leaf("")


def _leaf(title: str, beside: str, pairs: Pairs, lead: str = "") -> Leaf:
    return Leaf(title, beside, lead, [Entry(label, text) for label, text in pairs if text])


def _child(child: ChildRecord, card: FamilyCard, today: date) -> Leaf:
    born = child.born.isoformat() if child.born else _("not noted")
    needs = [need.text for need in card.needs if need.child_id == child.id]
    noted = [
        f"{adult.name}: {word(kind)}"
        for adult in card.adults
        for child_id, kind in adult.custody
        if child_id == child.id
    ]
    pairs = (
        (_("Born"), born),
        (_("Custody"), ", ".join(noted) or word(CustodyKind.UNKNOWN)),
        (_("Has said"), "\n".join(needs)),
    )
    return _leaf(child.name, lists.child_who(child, today), pairs)


def _adult(adult: AdultRecord, card: FamilyCard, _today: date) -> Leaf:
    phone = _hidden_or(card, adult.phone)
    pairs = (
        (_("Custody"), lists.custody(adult, card.children)),
        (_("Phone"), phone),
        (_("Best reached"), adult.remark),
        (_("Has said"), "\n".join(need.text for need in card.needs if need.adult_id == adult.id)),
    )
    return _leaf(adult.name, adult.relation, pairs)


def _hidden_or(card: FamilyCard, text: str) -> str:
    return _("Not shown in lists; Enter opens it.") if text and lists.hidden(card) else text


def _actor(actor: ActorRecord, card: FamilyCard, today: date) -> Leaf:
    child = next((child.name for child in card.children if child.id == actor.child_id), "")
    until = actor.consent_until
    noted = word(cards.consent_of(actor, card, today))
    since = actor.since.isoformat() if actor.since else ""
    pairs = (
        (_("What they do"), actor.role),
        (_("For"), child),
        (_("Consent"), _("{state}, until {day}", state=noted, day=until.isoformat()) if until else noted),
        (_("Since"), f"{since} – {actor.until.isoformat()}" if actor.until else since),
        (_("Promised"), "\n".join(_promised_by(card, "involvement", actor.id))),
    )
    return _leaf(actor.actor, word(actor.principal) if actor.principal else "", pairs)


def _promised_by(card: FamilyCard, kind: str, owner_id: int) -> list[str]:
    return [
        one.text for one in cards.open_promises(card) if one.owner_kind == kind and one.owner_id == owner_id
    ]


def _contact(contact: ContactRecord, card: FamilyCard, _today: date) -> Leaf:
    actor = next(actor for actor in card.actors if actor.id == contact.involvement_id)
    left = _("has left, {day}", day=contact.left_on.isoformat()) if contact.left_on else ""
    pairs = (
        (_("At"), actor.actor),
        (_("Phone"), _hidden_or(card, contact.phone)),
        (_("E-mail"), _hidden_or(card, contact.email)),
    )
    return _leaf(contact.name, ", ".join(part for part in (contact.title, left) if part), pairs)


def _need(need: NeedRecord, _card: FamilyCard, _today: date) -> Leaf:
    kind = _("what works") if need.works else _("need")
    return _leaf(need.said_by or _("Nobody noted"), kind, (), need.text)


def _consent(record: ConsentRecord, card: FamilyCard, _today: date) -> Leaf:
    child = next((child.name for child in card.children if child.id == record.child_id), "")
    kinds = sorted({word(kind) for _who, kind in record.scope})
    pairs = (
        (_("Given by"), lists.givers(record)),
        (_("Recipients"), lists.recipients(record, card)),
        (_("What"), ", ".join(kinds)),
        (_("For"), child),
        (_("Holds"), f"{record.starts_on.isoformat()} – {record.expires_on.isoformat()}"),
        (_("Exceptions"), record.exceptions),
    )
    return _leaf(word(record.kind), word(record.form), pairs)


def _meeting(meeting: MeetingRow, card: FamilyCard, today: date) -> Leaf:
    pairs = (
        (_("Kind"), word(meeting.kind)),
        (_("Place"), "" if lists.hidden(card) else meeting.place),
        (_("Asked"), str(meeting.participants or "")),
        (_("Without consent"), str(meeting.uncovered or "")),
    )
    beside = f"{lists.when(meeting.starts_at, today)}, {word(meeting.status)}"
    return _leaf(lists.meeting_name(meeting), beside, pairs)


def _action(action: ActionRow, card: FamilyCard, _today: date) -> Leaf:
    meeting = next((one for one in card.meetings if one.id == action.meeting_id), None)
    where = f"{lists.meeting_name(meeting)} {_day(meeting.starts_at)}" if meeting else ""
    pairs = (
        (_("Who"), lists.owner(action)),
        (_("By"), action.due.isoformat() if action.due else ""),
        (_("Waiting on"), action.waiting_on),
        (_("To ask about"), action.evaluation_due.isoformat() if action.evaluation_due else ""),
        (_("Dropped because"), action.dropped_because),
        (_("From the meeting"), where),
    )
    return _leaf(action.text, word(action.state), pairs)


def _day(instant: datetime) -> str:
    return clock.local(instant).date().isoformat()


def _note(note: NoteRecord, _card: FamilyCard, today: date) -> Leaf:
    kind = ", ".join([word(note.kind), *([word(note.channel)] if note.channel else [])])
    return _leaf(lists.when(note.at, today), ", ".join(filter(None, (note.with_whom, kind))), (), note.text)


_MAKERS: dict[str, Callable[[Any, FamilyCard, date], Leaf]] = {
    "child": _child,
    "adult": _adult,
    "actor": _actor,
    "contact": _contact,
    "need": _need,
    "consent": _consent,
    "meeting": _meeting,
    "action": _action,
    "note": _note,
}
