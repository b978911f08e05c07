"""What the screen of a meeting says: the lines at the top, what is noted about it, what came out of an item."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date

from textual.content import Content

from samtui import clock
from samtui.language import _, ngettext
from samtui.models.caseload import Attendance, Call, MeetingStatus, Protection
from samtui.models.records import ActionRow, ItemRecord, MeetingCard, MeetingRow, ParticipantRecord
from samtui.practice import actions, dates, preparing
from samtui.practice.words import word
from samtui.screens.roles import MEETING_ROLE
from samtui.store.families import FamilyPeople
from samtui.widgets.plain import clean, content, one_line
from samtui.widgets.signed import Signed

_APART = Content("  ·  ")

SIGNS = {
    Attendance.UNKNOWN: "○",
    Attendance.PRESENT: "●",
    Attendance.ABSENT: "–",
    Attendance.SUBSTITUTE: "●",
}


def which(card: MeetingCard, today: date) -> Content:
    """Which meeting it is: the family, what, when, where."""
    at = clock.local(card.starts_at)
    when = f"{dates.near(at.date(), today)} {at:%H.%M}"
    plain = card.protection is Protection.NONE
    title = card.title if card.title.strip() and plain else word(card.kind)
    said = _plain((title, when, card.place if plain else ""))
    return _APART.join([content(one_line(card.family)).stylize("bold"), *said])


def how_far(card: MeetingCard, row: MeetingRow) -> Content:
    """How far it has come, and how many it concerns."""
    role = MEETING_ROLE.get(card.status, "")
    status = Content.styled(word(card.status), f"${role} bold" if role else "bold")
    return _APART.join([status, *_plain(_counts(card)), *_left(row)])


def _plain(texts: Iterable[str]) -> list[Content]:
    return [content(one_line(text)) for text in texts if text.strip()]


def _counts(card: MeetingCard) -> list[str]:
    calls = Counter(one.call for one in card.participants)
    there = sum(one.attendance in (Attendance.PRESENT, Attendance.SUBSTITUTE) for one in card.participants)
    said = [
        ngettext("{n} called", "{n} called", calls[Call.CALLED]) if calls[Call.CALLED] else "",
        ngettext("{n} invited", "{n} invited", calls[Call.INVITED]) if calls[Call.INVITED] else "",
        ngettext("{n} present", "{n} present", there) if there else "",
    ]
    return said if card.participants else [_("nobody is asked yet")]


def _left(row: MeetingRow) -> list[Content]:
    left = len(preparing.left_to_prepare(row))
    if left:
        return [Content.styled(ngettext("{n} thing left", "{n} things left", left), "$soon")]
    if row.status is MeetingStatus.PLANNED:
        return [Content.styled("✓ " + _("prepared"), "$calm")]
    return []


def about(card: MeetingCard, row: MeetingRow, people: FamilyPeople) -> list[Signed]:
    """What is noted about the meeting. While it is held nothing stands here that is not for everybody's eyes."""
    questions = [("–", one.strip()) for one in card.questions.splitlines() if one.strip()]
    blocks: list[list[Signed]] = [
        _block(_("Left to prepare"), [("○", said) for said in preparing.left_to_prepare(row)]),
        _block(_("What we want to talk about"), questions),
        _block(_("Called and invited"), _asked(card, people)),
        _block(_("How the child takes part"), _children(card)),
        _block(_("Follow-up"), [("", line) for line in _follow_up(card)]),
    ]
    lines = [line for block in blocks if block for line in [*block, ("", "")]]
    return lines[:-1]


def _block(heading: str, lines: Sequence[Signed]) -> list[Signed]:
    return [("", Content.styled(heading, "$quiet")), *lines] if lines else []


def _asked(card: MeetingCard, people: FamilyPeople) -> list[Signed]:
    """Who is called or invited, and who was there; before the meeting also where no consent holds on its day."""
    day = clock.local(card.starts_at).date()
    held = {actor.id for actor in people.actors if preparing.covered(actor, day)}
    lines: list[Signed] = []
    for one in card.participants:
        line = content(participant(one, card.protection))
        if one.attendance is Attendance.ABSENT and one.reason is not None:
            line += content(": " + word(one.reason))
        elif one.attendance is Attendance.SUBSTITUTE:
            line += content(": " + word(one.attendance))
        elif one.attendance is Attendance.UNKNOWN:
            line += Content.styled(" · " + word(one.call), "$quiet")
        unseen = one.involvement_id is not None and one.involvement_id not in held
        if unseen and card.status is MeetingStatus.PLANNED:
            line += Content.styled(" · ! " + _("no consent holds on that day"), "$trouble")
        lines.append((SIGNS[one.attendance], line))
    return lines


def participant(one: ParticipantRecord, protection: Protection) -> str:
    """Somebody on the list. With protected personal data an actor stands by its part alone."""
    name = "" if protection is not Protection.NONE and one.involvement_id and one.part else one.name
    return one_line(", ".join(part for part in (name, one.part) if part.strip())) or _("name not noted")


def _children(card: MeetingCard) -> list[Signed]:
    lines: list[Signed] = []
    for one in card.participations:
        lines.append(("", f"{one_line(one.child)}: {word(one.way) if one.way else _('not noted')}"))
        if one.words.strip():
            lines.append(("▏", one.words.strip()))
    return lines


def _follow_up(card: MeetingCard) -> list[str]:
    lines = [_("Followed up {day}", day=card.follow_up_on.isoformat())] if card.follow_up_on else []
    if card.next_meeting_at:
        lines.append(_("Next meeting {day}", day=f"{clock.local(card.next_meeting_at):%Y-%m-%d %H.%M}"))
    without = [action for action in card.actions if action.item_id is None]
    if without:
        lines.append(ngettext("{n} promise without an item", "{n} promises without an item", len(without)))
    return lines


def outcome(item: ItemRecord, card: MeetingCard, today: date, *, writable: bool) -> list[Signed]:
    """What was agreed on under the item, and the promises it gave."""
    lines: list[Signed] = [("✓", decision.text) for decision in item.decisions]
    lines += [
        ("→", _promise(action, card.protection, today))
        for action in card.actions
        if action.item_id == item.id
    ]
    if lines:
        return lines
    said = (
        _("F6 notes what you agreed on, F4 a promise.") if writable else _("Nothing was agreed or promised.")
    )
    return [("", Content.styled(said, "$quiet"))]


def _promise(action: ActionRow, protection: Protection, today: date) -> Content:
    contact = action.contact if protection is Protection.NONE else ""
    owner = clean(_("I") if action.mine else ", ".join(filter(None, (contact, action.owner))))
    who = Content.styled(owner, "bold") if owner else Content.styled(_("nobody has taken it on"), "$trouble")
    said = who + Content(": ") + content(action.text)
    if action.state in actions.CLOSED:
        return said + Content.styled(" · " + word(action.state), "$quiet")
    if action.due is None:
        return said
    late = actions.is_overdue(action, today)
    return said + Content.styled(" · " + dates.near(action.due, today), "$trouble" if late else "$quiet")
