"""The first version of the caseload store."""

from datetime import date, datetime

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

_PRINCIPALS = ("municipality", "region", "state", "private", "civil_society")
_CHANNELS = ("phone", "visit", "meeting", "text_message", "email", "letter")
_INFORMATION = ("school", "health", "support", "family", "economy", "contact", "other")
_MEETING_KINDS = ("pre_meeting", "sip", "joint_planning", "internal", "follow_up", "network", "elsewhere")
_MEETING_STATUSES = ("planned", "live", "draft", "adjusting", "locked", "cancelled")
_ABSENCE_REASONS = ("prevented", "ill", "no_time_given", "not_concerned", "no_answer", "no_consent")
_ACTION_STATES = ("asked", "accepted", "going_on", "waiting", "done", "dropped")
_CONSENT_STATES = (
    "missing", "asked", "partial", "noted", "expiring", "expired", "refused", "withdrawn", "ended_at_18",
)  # fmt: skip
_WAYS = (
    "whole_meeting", "part_of_it", "remotely", "letter", "drawing_or_film", "through_somebody", "afterwards",
    "not_wanted",
)  # fmt: skip
_COMING = "status IN ('planned', 'live')"
_CLOSED = "state IN ('done', 'dropped')"
_OPEN = "state NOT IN ('done', 'dropped')"
_ONE_OWNER = "mine + (involvement_id IS NOT NULL) + (adult_id IS NOT NULL) + (child_id IS NOT NULL) <= 1"


def upgrade() -> None:
    _family()
    _people()
    _network()
    _needs_and_notes()
    _consents()
    _meetings()
    _minutes()
    _actions()
    _drafts()


def _family() -> None:
    _table(
        "family",
        _text("name", 200),
        _text("sort_name"),
        _choice("status", "familystatus", "asked", "active", "resting", "ended"),
        _day("resting_until"),
        _text("municipality"),
        _choice("protection", "protection", "none", "marked", "protected", "assumed"),
        _day("begun_on", needed=True),
    )
    _index("family", "sort_name")


def _people() -> None:
    _table("child", _goes_with("family"), _text("name", 200), _day("born"), _flag("supported"))
    _index("child", "family_id")
    _table(
        "adult", _goes_with("family"), _text("name", 200), _text("relation"), _text("phone"), _text("remark")
    )
    _index("adult", "family_id")
    _table(
        "custody",
        _goes_with("child"),
        _goes_with("adult"),
        _choice("kind", "custodykind", "joint", "sole", "appointed", "none", "unknown"),
        edited=False,
    )
    _index("custody", "child_id")
    _index("custody", "adult_id")


def _network() -> None:
    _table(
        "involvement",
        _goes_with("family"),
        _points_to("child"),
        _text("actor", 200),
        _number("organisation_ref", needed=False),
        _choice("principal", "principal", *_PRINCIPALS, needed=False),
        _text("role"),
        _day("since"),
        _day("until"),
        _choice("consent_state", "consentstate", *_CONSENT_STATES),
        _day("consent_until"),
    )
    _index("involvement", "family_id")
    _index("involvement", "organisation_ref")
    op.create_index(
        "ix_involvement_current",
        "involvement",
        ["family_id", "consent_state", "consent_until", "until"],
        sqlite_where=sa.text("until IS NULL"),
    )
    _table(
        "contact",
        _goes_with("involvement"),
        _text("name", 200),
        _text("title"),
        _text("phone"),
        _text("email"),
        _number("contact_ref", needed=False),
        _day("left_on"),
    )
    _index("contact", "involvement_id")


def _needs_and_notes() -> None:
    _table(
        "need",
        _goes_with("family"),
        _text("text"),
        _number("place"),
        _flag("works"),
        _points_to("adult"),
        _points_to("child"),
    )
    _index("need", "family_id")
    _table(
        "note",
        _goes_with("family"),
        _instant("at"),
        _choice("kind", "notekind", "contact", "attempt", "note"),
        _choice("channel", "channel", *_CHANNELS, needed=False),
        _text("with_whom"),
        _text("text"),
    )
    _index("note", "family_id")
    op.create_index("ix_note_contact", "note", ["family_id", "at"], sqlite_where=sa.text("kind = 'contact'"))


def _consents() -> None:
    _table(
        "consent",
        _goes_with("family"),
        _goes_with("child", needed=False),
        _choice("kind", "consentkind", "planning", "information"),
        _choice("form", "consentform", "oral", "written", "digital"),
        _day("asked_on", needed=True),
        _day("starts_on", needed=True),
        _day("expires_on", needed=True),
        _text("exceptions"),
    )
    _index("consent", "family_id")
    _table(
        "consentgiver",
        _goes_with("consent"),
        _goes_with("adult", needed=False),
        _goes_with("child", needed=False),
        _choice("answer", "answer", "yes", "no", "pending"),
        _day("answered_on"),
        _day("withdrawn_on"),
        edited=False,
    )
    _index("consentgiver", "consent_id")
    _table(
        "consentscope",
        _goes_with("consent"),
        _goes_with("involvement"),
        _choice("information", "information", *_INFORMATION),
        edited=False,
    )
    _index("consentscope", "consent_id")
    _index("consentscope", "involvement_id")


def _meetings() -> None:
    _table(
        "meeting",
        _goes_with("family"),
        _choice("kind", "meetingkind", *_MEETING_KINDS),
        _text("title", 200),
        _instant("starts_at"),
        _text("place"),
        _choice("status", "meetingstatus", *_MEETING_STATUSES),
        _text("questions"),
        _day("follow_up_on"),
        _instant("next_meeting_at", needed=False),
    )
    _index("meeting", "family_id")
    op.create_index(
        "ix_meeting_planned", "meeting", ["family_id", "starts_at"], sqlite_where=sa.text(_COMING)
    )
    op.create_index("ix_meeting_starts", "meeting", ["starts_at", "id"])
    _table(
        "participant",
        _goes_with("meeting"),
        _points_to("involvement"),
        _points_to("contact"),
        _points_to("adult"),
        _points_to("child"),
        _text("name"),
        _text("part"),
        _choice("call", "call", "called", "invited"),
        _choice("attendance", "attendance", "unknown", "present", "absent", "substitute"),
        _choice("reason", "absencereason", *_ABSENCE_REASONS, needed=False),
    )
    _index("participant", "meeting_id")


def _minutes() -> None:
    _table("agendaitem", _goes_with("meeting"), _number("place"), _text("title", 200), _text("text"))
    _index("agendaitem", "meeting_id")
    _table("decision", _goes_with("agendaitem", "item_id"), _number("place"), _text("text"))
    _index("decision", "item_id")
    _table(
        "participation",
        _goes_with("meeting"),
        _goes_with("child"),
        _choice("way", "participationway", *_WAYS, needed=False),
        _text("words"),
        sa.UniqueConstraint("meeting_id", "child_id"),
    )
    _index("participation", "meeting_id")
    _table(
        "minutes",
        _goes_with("meeting"),
        _number("number"),
        _instant("locked_at"),
        _text("locked_by"),
        _text("document"),
        sa.UniqueConstraint("meeting_id", "number"),
        edited=False,
    )


def _actions() -> None:
    _table(
        "action",
        _goes_with("family"),
        _text("text"),
        _choice("state", "actionstate", *_ACTION_STATES),
        _flag("mine"),
        _points_to("involvement"),
        _points_to("contact"),
        _points_to("adult"),
        _points_to("child"),
        _day("due"),
        _day("evaluation_due"),
        _text("waiting_on"),
        _day("done_on"),
        _text("dropped_because"),
        _points_to("meeting"),
        _points_to("agendaitem", "item_id"),
        sa.CheckConstraint(_ONE_OWNER, name="one_owner"),
    )
    _index("action", "family_id")
    _index("action", "meeting_id")
    facts = ["family_id", "due", "state", "evaluation_due", "mine", "involvement_id", "adult_id", "child_id"]
    op.create_index("ix_action_open", "action", facts, sqlite_where=sa.text(_OPEN))
    op.create_index("ix_action_open_due", "action", ["due"], sqlite_where=sa.text(_OPEN))
    op.create_index("ix_action_closed", "action", ["done_on", "id"], sqlite_where=sa.text(_CLOSED))


def _drafts() -> None:
    _table("draft", _text("place", unique=True), _text("fields"), _instant("saved_at"), edited=False)


def _table(name: str, *parts: sa.schema.SchemaItem, edited: bool = True) -> None:
    version = [sa.Column("version", sa.Integer, nullable=False)] if edited else []
    number = sa.Column("id", sa.Integer, primary_key=True)
    op.create_table(name, *version, number, *parts, sqlite_autoincrement=True)


def _index(table: str, *columns: str) -> None:
    op.create_index(f"ix_{table}_{'_'.join(columns)}", table, list(columns))


def _text(name: str, length: int | None = None, *, unique: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.String(length), nullable=False, unique=unique or None)


def _number(name: str, *, needed: bool = True) -> sa.Column[int]:
    return sa.Column(name, sa.Integer, nullable=not needed)


def _day(name: str, *, needed: bool = False) -> sa.Column[date]:
    return sa.Column(name, sa.Date, nullable=not needed)


def _choice(name: str, kind: str, *values: str, needed: bool = True) -> sa.Column[str]:
    taken = sa.Enum(*values, name=kind, native_enum=False, create_constraint=True, length=30)
    return sa.Column(name, taken, nullable=not needed)


def _goes_with(parent: str, column: str = "", *, needed: bool = True) -> sa.Column[int]:
    """The row goes when the parent goes."""
    key = sa.ForeignKey(f"{parent}.id", ondelete="CASCADE")
    return sa.Column(column or f"{parent}_id", sa.Integer, key, nullable=not needed)


def _instant(name: str, *, needed: bool = True) -> sa.Column[datetime]:
    return sa.Column(name, sa.DateTime, nullable=not needed)


def _flag(name: str) -> sa.Column[bool]:
    return sa.Column(name, sa.Boolean, nullable=False)


def _points_to(parent: str, column: str = "") -> sa.Column[int]:
    """The row stays when the parent goes."""
    key = sa.ForeignKey(f"{parent}.id", ondelete="SET NULL")
    return sa.Column(column or f"{parent}_id", sa.Integer, key, nullable=True)
