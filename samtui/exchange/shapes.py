"""The shapes of ``--json``: plain values made from records. An interface, so keys are never renamed.

Enumerations are English in both languages, dates ISO 8601, instants in Swedish time with their offset. A key
whose part is not there yet is None or empty. With protected identity (skyddade personuppgifter) there is an
alias, actors stand by role, and there is no municipality, unit or telephone number.
"""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any

from samtui import clock
from samtui.language import _
from samtui.models.caseload import ConsentState, Protection
from samtui.models.records import (
    ActionRow,
    ActorRecord,
    AdultRecord,
    ChildRecord,
    ConsentRecord,
    ContactRecord,
    FamilyCard,
    FamilyFacts,
    MeetingRow,
    NeedRecord,
    NoteRecord,
)
from samtui.practice import attention, consent
from samtui.practice.attention import Attention, Reason, ReasonKind
from samtui.practice.routine import routine
from samtui.practice.words import word

Shape = dict[str, Any]

PLACES = {
    ReasonKind.MEETING_TODAY: "meetings",
    ReasonKind.OVERDUE: "actions",
    ReasonKind.UNOWNED: "actions",
    ReasonKind.CONSENT_RUNNING_OUT: "consent",
    ReasonKind.CONSENT_RUN_OUT: "consent",
    ReasonKind.CONSENT_MISSING: "consent",
}
"""The section of the program where something can be done about a reason."""


def family_row(facts: FamilyFacts, found: Sequence[Reason], today: date) -> Shape:
    """One family in a list, with the texts for lists of why it needs the coordinator."""
    state, days_left = attention.consent_state(facts, today)
    return {
        "id": facts.id,
        "name": facts.name,
        "status": facts.status,
        "municipality": None if _is_protected(facts) else facts.municipality or None,
        "next_meeting": _instant(facts.next_meeting),
        "actions_open": facts.actions_open,
        "actions_overdue": facts.actions_overdue,
        "consent_state": state,
        "consent_days_left": days_left,
        "last_contact": _instant(facts.last_contact),
        "attention": attention.attention(found),
        "reasons": [reason.text for reason in found],
    }


def family(card: FamilyCard, found: Sequence[Reason], today: date) -> Shape:
    """One family whole."""
    protected = _is_protected(card.facts)
    actors = {actor.id: _actor_name(actor, protected) for actor in card.actors}
    states = {actor.id: _state(actor, card, today) for actor in card.actors}
    children = {child.id: child.name for child in card.children}
    return {
        **family_row(card.facts, found, today),
        "children": [_child(child) for child in card.children],
        "guardians": [_adult(adult, children, protected) for adult in card.adults],
        "actors": [_actor(actor, states, children, protected) for actor in card.actors],
        "needs": [_need(need) for need in card.needs],
        "consents": [_consent(given, children, actors) for given in card.consents],
        "meetings": [meeting(row) for row in card.meetings],
        "actions": [_of_card(row, actors) for row in card.actions],
        "notes": [_note(note) for note in card.notes],
        "episodes": [],
    }


def today(families: Iterable[tuple[FamilyFacts, Sequence[Reason]]]) -> list[Shape]:
    """Why families need the coordinator, the most urgent class first; in a class the earliest day first."""
    order = tuple(Attention)
    lines = [(facts, reason) for facts, found in families for reason in found]
    lines.sort(key=lambda line: (order.index(line[1].attention), line[1].due, line[0].sort_name, line[0].id))
    return [
        {
            "family": facts.name,
            "reason": reason.text,
            "due": reason.due.isoformat(),
            "class": reason.attention,
            "place": PLACES[reason.kind],
        }
        for facts, reason in lines
    ]


def action(row: ActionRow) -> Shape:
    """One promise. ``owner`` is None where nobody has taken it on."""
    return {
        "id": row.id,
        "text": row.text,
        "owner": owner(row),
        "family": row.family,
        "due": _day(row.due),
        "evaluation_due": _day(row.evaluation_due),
        "state": row.state,
        "waiting_on": row.waiting_on or None,
        "funding": None,
        "meeting": row.meeting_id,
        "item": row.item_id,
    }


def owner(row: ActionRow) -> str | None:
    """Who has taken it on, in the language in use; an actor around a protected family is not named."""
    if row.mine:
        return _("I")
    if row.owner_kind == "involvement" and row.protection is not Protection.NONE:
        return _("an actor")
    return row.owner or None


def meeting(row: MeetingRow) -> Shape:
    """One meeting in a list; with protected identity its title says only what kind of meeting it is."""
    plain = row.protection is Protection.NONE and bool(row.title)
    return {
        "id": row.id,
        "title": row.title if plain else word(row.kind),
        "kind": row.kind,
        "starts": _instant(row.starts_at),
        "status": row.status,
    }


def _child(child: ChildRecord) -> Shape:
    return {"id": child.id, "name": child.name, "born": _day(child.born), "supported": child.supported}


def _adult(adult: AdultRecord, children: dict[int, str], protected: bool) -> Shape:
    return {
        "id": adult.id,
        "name": adult.name,
        "relation": adult.relation or None,
        "phone": None if protected else adult.phone or None,
        "remark": None if protected else adult.remark or None,
        "custody": [{"child": children.get(child), "kind": kind} for child, kind in adult.custody],
    }


def _actor(
    actor: ActorRecord, states: dict[int, ConsentState], children: dict[int, str], protected: bool
) -> Shape:
    return {
        "id": actor.id,
        "name": _actor_name(actor, protected),
        "role": actor.role or None,
        "principal": actor.principal,
        "child": children.get(actor.child_id) if actor.child_id else None,
        "since": _day(actor.since),
        "until": _day(actor.until),
        "consent_state": states[actor.id],
        "consent_until": _day(actor.consent_until),
        "contacts": [] if protected else [_contact(contact) for contact in actor.contacts],
    }


def _contact(contact: ContactRecord) -> Shape:
    return {
        "id": contact.id,
        "name": contact.name,
        "title": contact.title or None,
        "phone": contact.phone or None,
        "email": contact.email or None,
        "left_on": _day(contact.left_on),
    }


def _state(actor: ActorRecord, card: FamilyCard, today: date) -> ConsentState:
    """What is recorded for a recipient, as it stands today."""
    births = [child.born for child in card.children if child.supported and child.born]
    eighteen = min(map(consent.eighteen, births), default=None)
    return consent.on_day(
        actor.consent_state, actor.consent_until, today, routine().consent_warn_days, eighteen
    )


def _actor_name(actor: ActorRecord, protected: bool) -> str:
    return (actor.role or _("an actor")) if protected else actor.actor


def _need(need: NeedRecord) -> Shape:
    return {"id": need.id, "text": need.text, "said_by": need.said_by or None, "works": need.works}


def _consent(given: ConsentRecord, children: dict[int, str], actors: dict[int, str]) -> Shape:
    recipients = sorted({recipient for recipient, _kind in given.scope})
    return {
        "id": given.id,
        "kind": given.kind,
        "form": given.form,
        "child": children.get(given.child_id) if given.child_id else None,
        "asked_on": _day(given.asked_on),
        "starts_on": _day(given.starts_on),
        "expires_on": _day(given.expires_on),
        "exceptions": given.exceptions or None,
        "givers": [
            {
                "name": giver.name,
                "answer": giver.answer,
                "answered_on": _day(giver.answered_on),
                "withdrawn": giver.withdrawn,
            }
            for giver in given.givers
        ],
        "recipients": [
            {
                "actor": actors.get(recipient),
                "information": sorted(kind for who, kind in given.scope if who == recipient),
            }
            for recipient in recipients
        ],
    }


def _of_card(row: ActionRow, actors: dict[int, str]) -> Shape:
    """A promise on the family's own card, where an actor around a protected family stands by its role."""
    shape = action(row)
    if row.owner_kind == "involvement" and row.owner_id in actors:
        shape["owner"] = actors[row.owner_id]
    return shape


def _note(note: NoteRecord) -> Shape:
    return {
        "id": note.id,
        "at": _instant(note.at),
        "kind": note.kind,
        "channel": note.channel,
        "with_whom": note.with_whom or None,
        "text": note.text,
    }


def _is_protected(facts: FamilyFacts) -> bool:
    return facts.protection is not Protection.NONE


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _instant(instant: datetime | None) -> str | None:
    return clock.local(instant).isoformat(timespec="minutes") if instant else None
