"""The minutes as a file: Markdown that a parent can read, the same bytes for the same document."""

from samtui.exchange.markdown import bullets, escape, indented, inline, table
from samtui.language import _, pick
from samtui.models.caseload import (
    AbsenceReason,
    ActionState,
    Attendance,
    Call,
    MeetingKind,
    ParticipationWay,
)
from samtui.practice.minutes import COORDINATOR, NOBODY, Attendee, ChildsPart, Document, ItemText, Promise
from samtui.practice.words import word


def markdown(document: Document, *, draft: bool) -> str:
    """The minutes in the language in use, with LF line ends and one at the end.

    Says UTKAST where ``draft`` asks for it, and wherever the document is not locked.
    """
    is_draft = draft or not document.locked_at
    blocks = (
        _heading(document),
        _notice(is_draft),
        _metadata(document, is_draft),
        _section(_("Participants"), _participants(document.participants)),
        _section(_("Questions for the meeting"), bullets(filter(None, map(inline, document.questions)))),
        _section(_("Agenda"), _items(document.items)),
        _section(_("What was taken on"), _actions(document.actions)),
        _section(_("How the child took part"), _children(document.children)),
        _section(_("Follow-up"), _follow_up(document)),
    )
    return "\n\n".join(filter(None, blocks)) + "\n"


def file_name(document: Document) -> str:
    """A neutral name for the file: day, number of the meeting, version. No person, family, actor or place."""
    stem = pick({"sv": "motesanteckningar", "en": "minutes"})
    ending = "" if document.locked_at else "-" + pick({"sv": "utkast", "en": "draft"})
    return f"{stem}-{document.starts_at[:10]}-{document.meeting_id}-{document.number}{ending}.md"


def _heading(document: Document) -> str:
    return "# " + ": ".join(filter(None, (_("Minutes"), inline(document.title))))


def _notice(is_draft: bool) -> str:
    return _("**DRAFT**: these minutes are not locked yet.") if is_draft else ""


def _metadata(document: Document, is_draft: bool) -> str:
    locked = "" if is_draft else _joined(document.locked_at[:10], document.locked_by)
    return _fields(
        (_("Meeting"), word(MeetingKind(document.kind))),
        (_("Family"), inline(document.family)),
        (_("Date"), document.starts_at[:10]),
        (_("Time"), _clock(document.starts_at)),
        (_("Place"), inline(document.place)),
        (_("Written by"), inline(document.own_organisation)),
        (_("Version"), str(document.number)),
        (_("Minutes locked"), inline(locked)),
    )


def _participants(participants: tuple[Attendee, ...]) -> str:
    rows = [(_who(row), word(Call(row.call)), _attendance(row)) for row in participants]
    return table((_("Participant"), _("Called or invited"), _("Attendance")), rows) if rows else ""


def _who(row: Attendee) -> str:
    return _joined(row.name, row.part) or _("name not noted")


def _attendance(row: Attendee) -> str:
    said = word(Attendance(row.attendance))
    return f"{said}: {word(AbsenceReason(row.reason))}" if row.reason else said


def _items(items: tuple[ItemText, ...]) -> str:
    return "\n\n".join(filter(None, map(_item, items)))


def _item(item: ItemText) -> str:
    title = inline(item.title)
    text = escape(item.text)
    agreed = bullets(filter(None, map(escape, item.agreed)))
    if not (title or text or agreed):
        return ""
    blocks = ["### " + (title or _("Item")), text or ("" if agreed else _("Nothing noted."))]
    if agreed:
        blocks += [_label(_("We agreed on")), agreed]
    return "\n\n".join(filter(None, blocks))


def _actions(actions: tuple[Promise, ...]) -> str:
    headings = (_("Action"), _("Who"), _("Done at the latest"), _("Where it stands"))
    rows = [(row.text, _owner(row), row.due or _("no date"), _state(row)) for row in actions]
    return table(headings, rows) if rows else ""


def _owner(row: Promise) -> str:
    if row.side == COORDINATOR:
        return _("the coordinator")
    if row.side == NOBODY:
        return _("nobody has taken it on")
    return _joined(row.owner, row.contact) or _("name not noted")


def _state(row: Promise) -> str:
    stages = (
        _stage(row),
        _("its date has passed") if row.passed else "",
        _("to be looked at on {date}", date=row.evaluation_due) if row.evaluation_due else "",
    )
    return ", ".join(filter(None, stages))


def _stage(row: Promise) -> str:
    state = ActionState(row.state)
    if state is ActionState.WAITING and row.waiting_on:
        return _("waiting for {what}", what=row.waiting_on)
    if state is ActionState.DONE and row.done_on:
        return _("done {date}", date=row.done_on)
    if row.side == NOBODY and state is ActionState.ACCEPTED:
        return _("still to be taken on")
    return word(state)


def _children(children: tuple[ChildsPart, ...]) -> str:
    return "\n\n".join(filter(None, map(_child, children)))


def _child(row: ChildsPart) -> str:
    way = word(ParticipationWay(row.way)) if row.way else ""
    words = escape(row.words)
    if not way and not words:
        return ""
    blocks = ["### " + (inline(row.child) or _("The child"))]
    if way:
        blocks.append(_label(_("Way of taking part")) + f" {way}")
    if words:
        blocks += [_label(_("In their own words")), indented(words, "> ")]
    return "\n\n".join(blocks)


def _follow_up(document: Document) -> str:
    instant = document.next_meeting_at
    at = _("{date} at {time}", date=instant[:10], time=_clock(instant)) if instant else ""
    return _fields((_("Followed up"), document.follow_up_on), (_("Next meeting"), at))


def _fields(*fields: tuple[str, str]) -> str:
    return "\n".join(f"- {_label(label)} {value}" for label, value in fields if value)


def _label(text: str) -> str:
    return f"**{text}:**"


def _section(heading: str, body: str) -> str:
    return f"## {heading}\n\n{body}" if body else ""


def _joined(*texts: str) -> str:
    return ", ".join(text for text in texts if inline(text))


def _clock(instant: str) -> str:
    """The time of day as it is written: 14.00 in Swedish, 14:00 in English."""
    return instant[11:16].replace(":", pick({"sv": ".", "en": ":"}))
