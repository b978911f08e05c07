"""The rows of the family card, part by part. The key of a row says what it is and which: ("child", 3)."""

from collections.abc import Iterable
from datetime import date, datetime

from samtui import clock
from samtui.language import _, ngettext
from samtui.models.caseload import ConsentState, CustodyKind, MeetingStatus, NoteKind, Protection
from samtui.models.records import (
    ActionRow,
    ActorRecord,
    AdultRecord,
    ChildRecord,
    ConsentRecord,
    FamilyCard,
    MeetingRow,
)
from samtui.practice import actions, dates
from samtui.practice import card as cards
from samtui.practice.routine import routine
from samtui.practice.words import word
from samtui.screens.family_parts import Part
from samtui.screens.roles import CONSENT_ROLE
from samtui.widgets.list_table import Cell, Row

Key = tuple[str, int | str]


def rows(part: Part, card: FamilyCard, today: date) -> list[Row]:
    """The rows of a part, as they stand today."""
    return list(_MAKERS[part](card, today))


def when(instant: datetime, today: date) -> str:
    """A day and hour as a list shows them."""
    here = clock.local(instant)
    return f"{dates.near(here.date(), today)} {here:%H.%M}"


def hidden(card: FamilyCard) -> bool:
    """Whether places and phones stay out of the lists, since the family's personal data are protected."""
    return card.facts.protection is not Protection.NONE


# Now


def _now(card: FamilyCard, today: date) -> Iterable[Row]:
    yield _last_contact(card, today)
    yield from _next_meeting(card, today)
    yield from _open_promises(card, today)
    for one in cards.missing(card, today):
        yield Row(("missing", one.key), ((_("Missing"), "soon"), one.text))


def _last_contact(card: FamilyCard, today: date) -> Row:
    note = cards.last_contact(card)
    label = (_("Last time"), "quiet")
    if note is None:
        return Row(("missing", "note"), (label, (_("No contact noted yet"), "quiet")))
    with_whom = ", ".join(filter(None, (note.with_whom, word(note.channel) if note.channel else "")))
    said = ": ".join(filter(None, (with_whom, note.text)))
    return Row(("note", note.id), (label, _apart(when(note.at, today), said)))


def _next_meeting(card: FamilyCard, today: date) -> Iterable[Row]:
    meeting = cards.next_meeting(card)
    if meeting is not None:
        role = "now" if clock.local(meeting.starts_at).date() == today else ""
        place = "" if hidden(card) else meeting.place
        title = ", ".join(filter(None, (meeting_name(meeting), place)))
        text = _apart(when(meeting.starts_at, today), title)
        yield Row(("meeting", meeting.id), ((_("Next meeting"), "quiet"), (text, role)))


def _open_promises(card: FamilyCard, today: date) -> Iterable[Row]:
    """What is late or has nobody, what the coordinator has promised, and what comes next; each once."""
    coming = cards.next_due(card, today)
    for action in cards.open_promises(card):
        late = actions.is_overdue(action, today)
        if action.mine:
            yield _promised(
                (_("I have promised"), "trouble" if late else "quiet"), action, action.text, today
            )
        elif late:
            yield _promised((_("Late"), "trouble"), action, f"{owner(action)}: {action.text}", today)
        elif action.unowned:
            yield _promised((_("Nobody yet"), "trouble"), action, action.text, today)
        elif action == coming:
            yield _promised((_("Next due"), "quiet"), action, f"{owner(action)}: {action.text}", today)


def _promised(label: Cell, action: ActionRow, text: str, today: date) -> Row:
    due = dates.near(action.due, today) if action.due else ""
    return Row(("action", action.id), (label, _apart(due, text)))


def _apart(*parts: str) -> str:
    return "  ".join(part for part in parts if part)


# People


def _people(card: FamilyCard, today: date) -> Iterable[Row]:
    for child in card.children:
        name: Cell = (child.name, "strong") if child.supported else child.name
        yield Row(("child", child.id), (name, child_who(child, today), "", ""))
    for adult in card.adults:
        phone: Cell = (_("not shown"), "quiet") if adult.phone and hidden(card) else adult.phone
        cells = (adult.name, adult.relation, custody(adult, card.children), phone)
        yield Row(("adult", adult.id), cells)


def child_who(child: ChildRecord, today: date) -> str:
    """What a child is to the card, and how old."""
    who = _("child") if child.supported else _("sibling")
    if child.born is None:
        return who
    return _("{who}, {age} years", who=who, age=dates.age(child.born, today))


def custody(adult: AdultRecord, children: Iterable[ChildRecord]) -> str:
    """What is noted about custody: in a word where it is the same for all children, otherwise child by child."""
    noted = dict(adult.custody)
    kinds = {child.name: noted.get(child.id, CustodyKind.UNKNOWN) for child in children}
    if len(set(kinds.values())) == 1:
        return word(next(iter(kinds.values())))
    return ", ".join(f"{name}: {word(kind)}" for name, kind in kinds.items())


# Actors


def _actors(card: FamilyCard, today: date) -> Iterable[Row]:
    names = {child.id: child.name for child in card.children}
    several = sum(child.supported for child in card.children) > 1
    for actor in card.actors:
        ended = "quiet" if actor.until else ""
        child = [names.get(actor.child_id or 0, "")] if several else []
        cells: tuple[Cell, ...] = (
            (actor.actor, ended or "strong"),
            actor.role,
            *child,
            _ended(actor, today) if actor.until else _consent(actor, card, today),
            "",
        )
        yield Row(("actor", actor.id), cells, ended)
        for contact in actor.contacts:
            gone = ended or ("quiet" if contact.left_on else "")
            about = _("has left") if contact.left_on else contact.title
            phone: Cell = (_("not shown"), "quiet") if contact.phone and hidden(card) else contact.phone
            empty = [""] if several else []
            yield Row(("contact", contact.id), ("  " + contact.name, about, *empty, "", phone), gone)


def _ended(actor: ActorRecord, today: date) -> Cell:
    return (_("until {day}", day=dates.near(actor.until or today, today)), "quiet")


def _consent(actor: ActorRecord, card: FamilyCard, today: date) -> Cell:
    state = cards.consent_of(actor, card, today)
    text = word(state)
    if state is ConsentState.EXPIRING and actor.consent_until:
        days = (actor.consent_until - today).days
        text = ngettext("runs out in {n} day", "runs out in {n} days", days)
    return text, CONSENT_ROLE.get(state, "")


# Needs


def _needs(card: FamilyCard, today: date) -> Iterable[Row]:
    place = 0
    for need in card.needs:
        place += not need.works
        order: Cell = (_("works"), "calm") if need.works else (str(place), "quiet")
        yield Row(("need", need.id), (order, need.text, (need.said_by, "quiet")))


# Consents


def _consents(card: FamilyCard, today: date) -> Iterable[Row]:
    for record in card.consents:
        over = record.expires_on < today
        cells = (consent_name(record), recipients(record, card), givers(record), _until(record, today))
        yield Row(("consent", record.id), cells, "quiet" if over else "")


def _until(record: ConsentRecord, today: date) -> Cell:
    days = (record.expires_on - today).days
    if days < 0:
        return (_("ran out {day}", day=record.expires_on.isoformat()), "quiet")
    if days <= routine().consent_warn_days:
        return (ngettext("runs out in {n} day", "runs out in {n} days", days), "soon")
    return record.expires_on.isoformat()


def consent_name(record: ConsentRecord) -> str:
    """What the consent is to, in a list."""
    return _("joint planning") if record.kind == "planning" else _("passing information")


def recipients(record: ConsentRecord, card: FamilyCard) -> str:
    """The actors it names, in the order of the card."""
    wanted = {who for who, _kind in record.scope}
    return ", ".join(actor.actor for actor in card.actors if actor.id in wanted)


def givers(record: ConsentRecord) -> str:
    """Who has answered what."""
    said = ((one.name, _("withdrawn") if one.withdrawn else word(one.answer)) for one in record.givers)
    return ", ".join(f"{name}: {answer}" for name, answer in said)


# Meetings


def _meetings(card: FamilyCard, today: date) -> Iterable[Row]:
    for meeting in card.meetings:
        coming = meeting.id == card.facts.next_meeting_id
        over = meeting.status in (MeetingStatus.CANCELLED, MeetingStatus.LOCKED)
        place = "" if hidden(card) else meeting.place
        cells: tuple[Cell, ...] = (
            when(meeting.starts_at, today),
            (meeting_name(meeting), "strong" if coming else ""),
            word(meeting.status),
            place,
        )
        yield Row(("meeting", meeting.id), cells, "quiet" if over else "")


def meeting_name(meeting: MeetingRow) -> str:
    """Its title, or its kind where it has none."""
    return meeting.title or word(meeting.kind)


# Promises


def _promises(card: FamilyCard, today: date) -> Iterable[Row]:
    still_open = cards.open_promises(card)
    for action in still_open:
        yield _promise(action, today)
    closed = [action for action in card.actions if action.state in actions.CLOSED]
    for action in sorted(closed, key=lambda one: (one.done_on or date.min, one.id), reverse=True):
        yield _promise(action, today)


def _promise(action: ActionRow, today: date) -> Row:
    closed = action.state in actions.CLOSED
    late = actions.days_late(action, today)
    day = action.done_on if closed else action.due
    who: Cell = (owner(action), "trouble") if action.unowned and not closed else owner(action)
    state: Cell = word(action.state)
    if late:
        state = (ngettext("{n} day late", "{n} days late", late), "trouble")
    elif closed:
        state = (word(action.state), "calm" if action.state == "done" else "quiet")
    cells = (action.text, who, dates.near(day, today) if day else "", state)
    return Row(("action", action.id), cells, "quiet" if closed else "")


def owner(action: ActionRow) -> str:
    """Who has taken it on, in a list."""
    if action.mine:
        return _("me")
    if action.unowned:
        return _("nobody has taken it on")
    return ", ".join(part for part in (action.contact, action.owner) if part)


# Notes


def _notes(card: FamilyCard, today: date) -> Iterable[Row]:
    for note in card.notes:
        kind = ", ".join([word(note.kind), *([word(note.channel)] if note.channel else [])])
        first = next(iter(note.text.splitlines()), "")
        role = "quiet" if note.kind is NoteKind.ATTEMPT else ""
        yield Row(("note", note.id), (when(note.at, today), (kind, "quiet"), note.with_whom, first), role)


_MAKERS = {
    Part.NOW: _now,
    Part.PEOPLE: _people,
    Part.ACTORS: _actors,
    Part.NEEDS: _needs,
    Part.CONSENTS: _consents,
    Part.MEETINGS: _meetings,
    Part.PROMISES: _promises,
    Part.NOTES: _notes,
}
