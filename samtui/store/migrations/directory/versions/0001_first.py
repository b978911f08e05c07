"""The first version of the directory store."""

from datetime import date

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

_PRINCIPALS = ("municipality", "region", "state", "private", "civil_society")


def upgrade() -> None:
    _organisations()
    _services()


def _organisations() -> None:
    _table(
        "organisation",
        _text("name", 200),
        _choice("principal", "principal", *_PRINCIPALS, needed=False),
        _text("municipality"),
        _text("phone"),
        _text("email"),
        _text("address"),
        _text("does"),
        _text("also"),
        _day("checked_on"),
    )
    _index("organisation", "name")
    _table(
        "contact",
        _goes_with("organisation"),
        _text("name", 200),
        _text("title"),
        _text("phone"),
        _text("email"),
        _day("checked_on"),
    )
    _index("contact", "organisation_id")


def _services() -> None:
    _table(
        "service",
        _text("slug", unique=True),
        _choice("principal", "principal", *_PRINCIPALS),
        _text("legal_basis"),
        _day("legal_as_of"),
        _number("age_from", needed=False),
        _number("age_to", needed=False),
        _text("source"),
        _day("checked_on"),
    )
    texts = (
        "name",
        "also",
        "summary",
        "responsible",
        "who_may_apply",
        "how_to_apply",
        "documents",
        "decision_time",
        "cost",
        "appeal",
    )
    _table(
        "servicetext",
        _goes_with("service"),
        _text("language", 2),
        *(_text(name) for name in texts),
        sa.UniqueConstraint("service_id", "language"),
    )
    _table(
        "provision",
        _goes_with("service"),
        _goes_with("organisation"),
        sa.UniqueConstraint("service_id", "organisation_id"),
        edited=False,
    )
    _index("provision", "organisation_id")


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
