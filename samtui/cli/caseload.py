"""What several commands read from the caseload."""

from typing import TYPE_CHECKING

from samtui import clock
from samtui.cli.choosing import Candidate, choose

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from samtui.models.records import FamilyFacts


def all_facts(connection: "Connection") -> "list[FamilyFacts]":
    """Every family as today's overview has it."""
    from samtui.practice.attention import warn_until
    from samtui.store.overview import overview

    today = clock.today()
    return overview(connection, today, clock.at(today, "00:00"), warn_until(today))


def one_family(connection: "Connection", wanted: str) -> "FamilyFacts":
    """The family that is meant by an id or words. Raises Refused where it is none, or not one."""
    return choose(
        wanted,
        [Candidate(facts.id, facts.name, facts.name, facts) for facts in all_facts(connection)],
    )
