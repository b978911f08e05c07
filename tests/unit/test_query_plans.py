"""Every statement finds its rows by an index: a caseload grows, and no list may grow slow with it."""

import importlib
import pkgutil
import re

import pytest
from builders import NOW, a_family, days

import samtui.store
from samtui.models.records import ActionRow, FamilyFacts, MeetingRow
from samtui.store.reading import Reading
from samtui.store.store import Store

GROWING = re.compile(r"action|note|meeting|consent|consentgiver|consentscope|participant|involvement")
TABLES = re.compile(r"\b(?:FROM|JOIN) (\w+)(?: (?!WHERE|JOIN|LEFT|ORDER|GROUP)(\w+))?")
WHOLE = re.compile(r"(?:SCAN (?=\w+(?!.* INDEX ))|SEARCH (?=\w+ USING AUTOMATIC))(\w+)")
PLACES = {"today": "2026-11-25", "since": "2026-11-25 00:00:00.000000", "warn_until": "2026-12-25"}


def readings() -> dict[str, Reading]:
    """Every statement of the store, by its module and name."""
    modules = [
        importlib.import_module(module.name)
        for module in pkgutil.walk_packages(samtui.store.__path__, "samtui.store.")
        if ".migrations" not in module.name
    ]
    return {
        f"{module.__name__}.{name}": value
        for module in modules
        for name, value in vars(module).items()
        if isinstance(value, Reading)
    }


READINGS = readings()


@pytest.fixture
def lived_in(caseload: Store) -> Store:
    """A caseload in which something stands in every table."""
    for name in ("Lom", "Ripa"):
        (
            a_family(name)
            .with_joint_custody()
            .and_actor("BUP", contact="Maj")
            .with_consent()
            .with_need("Sova")
            .with_promise("Boka tolk", by="BUP", due=days(1))
            .with_meeting(asked=["BUP"])
            .with_contact_on(NOW)
            .in_(caseload)
        )
    return caseload


def scanned(store: Store, reading: Reading) -> list[str]:
    """The steps in which a statement reads a growing table from end to end, or makes an index of its own."""
    places = {name: PLACES.get(name, 1) for name in re.findall(r":(\w+)", reading.statement)}
    called = {alias or table: table for table, alias in TABLES.findall(reading.statement)}
    with store.read() as connection:
        plan = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {reading.statement}", places).fetchall()
    steps = [row[-1] for row in plan]
    return [
        step
        for step in steps
        if (found := WHOLE.match(step)) and GROWING.fullmatch(called.get(found[1], found[1]))
    ]


def test_every_statement_is_looked_at() -> None:
    assert len(READINGS) >= 15
    assert {FamilyFacts, ActionRow, MeetingRow} <= {reading.record for reading in READINGS.values()}


@pytest.mark.parametrize("name", READINGS)
def test_no_statement_reads_a_growing_table_from_end_to_end(lived_in: Store, name: str) -> None:
    assert scanned(lived_in, READINGS[name]) == []


def test_a_statement_without_an_index_would_be_seen(lived_in: Store) -> None:
    for statement in (
        "SELECT n.id FROM note n WHERE n.text = 'x'",
        "SELECT i.id FROM family f JOIN involvement i ON i.role = f.name",
        "SELECT id FROM consentgiver WHERE answer = 'no'",
    ):
        assert scanned(lived_in, Reading(ActionRow, statement))
    by_index = "SELECT n.id FROM note n WHERE n.family_id = :family"
    assert scanned(lived_in, Reading(ActionRow, by_index)) == []
