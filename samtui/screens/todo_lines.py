"""The promises (åtaganden) as the tracker lists them: order, columns, words. Knows no screen."""

from dataclasses import dataclass
from datetime import date

from samtui.language import _, ngettext
from samtui.models.caseload import ActionState, FamilyStatus, Protection
from samtui.models.records import ActionRow
from samtui.practice import actions, dates
from samtui.practice.words import word
from samtui.store.fold import fold
from samtui.widgets.list_table import Cell, Column, Row
from samtui.widgets.side_card import Line

_STATE_ROLE = {ActionState.WAITING: "soon", ActionState.DONE: "calm", ActionState.DROPPED: "quiet"}


@dataclass(frozen=True)
class Promise:
    """One promise as the list holds it."""

    row: ActionRow
    late: int
    folded: str


def promise_of(row: ActionRow, today: date) -> Promise:
    """A promise with how late it is, and what a filter looks into: all that its columns show."""
    late = actions.days_late(row, today)
    shown = (row.text, who(row), row.family, when(row, late, today), state(row))
    return Promise(row, late, fold(" ".join(shown)))


def in_order(promise: Promise) -> tuple[object, ...]:
    """Overdue first, the oldest of them first; then by day; then those without; families that rest last."""
    row = promise.row
    return row.resting, not promise.late, row.due is None, row.due or date.max, row.id


def who(row: ActionRow) -> str:
    """Who has taken it on. With protected personal data no actor is named in a list."""
    if row.mine:
        return _("me")
    if row.unowned:
        return _("nobody has taken it on")
    if row.owner_kind == "involvement":
        if row.protection is not Protection.NONE:
            return _("an actor")
        return _("{name} at {actor}", name=row.contact, actor=row.owner) if row.contact else row.owner
    return row.owner


def when(row: ActionRow, late: int, today: date) -> str:
    """Until when; for what is overdue, since how many days it is."""
    if row.state in actions.CLOSED:
        return row.done_on.isoformat() if row.done_on else ""
    if late:
        return ngettext("{n} day overdue", "{n} days overdue", late)
    return dates.near(row.due, today) if row.due else ""


def state(row: ActionRow) -> str:
    """The state in a word, and for whom or what it waits."""
    if row.resting and row.state not in actions.CLOSED:
        return word(FamilyStatus.RESTING)
    if row.state is ActionState.WAITING and row.waiting_on:
        return _("waiting for {what}", what=row.waiting_on)
    return word(row.state)


def columns(*, closed: bool) -> list[Column]:
    """The columns of the list."""
    return [
        Column("text", _("What"), None, flex=5, minimum=20),
        Column("who", _("Who"), None, flex=3, minimum=12),
        Column("family", _("Family"), None, flex=2, minimum=9),
        Column("due", _("Closed on") if closed else _("Due"), 17, minimum=17),
        Column("state", _("State"), 16, minimum=9),
    ]


def list_row(promise: Promise, today: date) -> Row:
    """One row of the list."""
    row = promise.row
    closed = row.state in actions.CLOSED
    due_today = row.due == today and not closed
    due_role = "trouble" if promise.late else "now" if due_today else ""
    cells: tuple[Cell, ...] = (
        row.text,
        (who(row), "now") if row.unowned and not closed else who(row),
        row.family,
        (when(row, promise.late, today), due_role),
        (state(row), _STATE_ROLE.get(row.state, "quiet")),
    )
    if row.resting and not closed:
        return Row(row.id, tuple(cell if isinstance(cell, str) else cell[0] for cell in cells), "quiet")
    return Row(row.id, cells)


def beside(promise: Promise | None, today: date) -> list[Line]:
    """What stands beside the list about the promise at the cursor."""
    if promise is None:
        return []
    row = promise.row
    lines: list[Line] = [(row.text, "title"), ("", "")]
    lines.append((who(row), "now" if row.unowned else ""))
    lines.append((row.family, ""))
    lines.append(("", ""))
    if row.due:
        lines.append((_("Due {day}", day=dates.near(row.due, today)), ""))
    if promise.late:
        lines.append((when(row, promise.late, today), "trouble"))
    if row.evaluation_due:
        lines.append((_("To ask about {day}", day=dates.near(row.evaluation_due, today)), ""))
    lines.append((state(row), _STATE_ROLE.get(row.state, "quiet")))
    if row.done_on:
        lines.append((_("Closed on {day}", day=row.done_on.isoformat()), "quiet"))
    if row.dropped_because:
        lines.append((_("Dropped because: {reason}", reason=row.dropped_because), "quiet"))
    return lines
