"""How a test looks at a store: a family's card, everything that stands in it, what a use case refuses."""

from collections.abc import Callable
from typing import Any

import pytest
from builders import NOW, TODAY

from samtui.errors import Refused
from samtui.models.records import FamilyCard, MeetingCard
from samtui.practice.attention import warn_until
from samtui.store.families import family_card
from samtui.store.meetings import meeting_card
from samtui.store.overview import family_facts
from samtui.store.store import Store


def card_of(store: Store, family_id: int) -> FamilyCard:
    """The family's card as it stands today."""
    with store.read() as connection:
        facts = family_facts(connection, family_id, TODAY, NOW.replace(hour=0), warn_until(TODAY))
        assert facts is not None
        return family_card(connection, facts)


def meeting_of(store: Store, meeting_id: int) -> MeetingCard:
    """The meeting whole."""
    with store.read() as connection:
        card = meeting_card(connection, meeting_id)
        assert card is not None
        return card


def everything(store: Store) -> list[tuple[object, ...]]:
    """Every row of every table, for saying that nothing has changed."""
    with store.read() as connection:
        tables = connection.exec_driver_sql(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND sql NOT LIKE '%VIRTUAL%' ORDER BY name"
        )
        return [
            (name, *row)
            for name in tables.scalars().all()
            for row in connection.exec_driver_sql(f'SELECT * FROM "{name}"')
        ]


def refused(
    store: Store, field: str | None, use_case: Callable[..., Any], *arguments: Any, **fields: Any
) -> None:
    """The use case is refused with a sentence at that field, and the store is as it was."""
    before = everything(store)
    with pytest.raises(Refused) as refusal, store.change("x") as session:
        use_case(session, *arguments, **fields)
    assert refusal.value.field == field
    assert str(refusal.value).endswith(".")
    assert everything(store) == before
