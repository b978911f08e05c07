"""A card of who does what: answers within one screen, a number to copy, an actor for a family."""

from datetime import date
from pathlib import Path

import pytest
from builders import TODAY, Told, a_family
from desks import (
    PASSPHRASE,
    Desk,
    app_on,
    at,
    begun,
    in_one_line,
    seen,
    unlocked,
    until,
    until_on,
    until_seen,
)
from looking import card_of

from samtui import language
from samtui.app import Samtui
from samtui.models.directory import Provision
from samtui.models.principal import Principal
from samtui.models.records import ActorRecord
from samtui.practice import lookup
from samtui.practice.beginning import write_demo
from samtui.screens.card import CardRoom
from samtui.screens.card_text import leaf_of
from samtui.store.directory import card, keep_index
from samtui.store.folder import DataFolder
from samtui.widgets.sheet import Sheet, laid_out

RELIEF = "lss-avlosarservice"
PLAIN = dict.fromkeys(Sheet.PARTS, "")


class Around:
    """A folder with one unit that gives relief, a contact there, and a family with one child."""

    def __init__(self, folder: DataFolder, *, guide: bool) -> None:
        self.folder = folder
        store = folder.open_directory()
        store.before_commit.append(keep_index)
        with store.change("units for a test") as session:
            self.unit = lookup.add_organisation(
                session, "LSS-enheten", principal=Principal.MUNICIPALITY, phone="08-465 004 40, 08-465 004 41"
            )
            self.lonely = lookup.add_organisation(session, "Lekoteket", phone="08-465 004 90")
            self.contact = lookup.add_contact(
                session, self.unit, "Hampus Gräslök", title="LSS-handläggare", phone="08-465 004 42"
            )
            session.connection().exec_driver_sql(
                "UPDATE organisation SET checked_on = '2026-10-01' WHERE id = 1"
            )
            self.relief: int = (
                session.connection()
                .exec_driver_sql("SELECT id FROM service WHERE slug = ?", (RELIEF,))
                .scalar_one()
            )
            session.add(Provision(service_id=self.relief, organisation_id=self.unit))
        store.close()
        self.family = Told(0)
        if not guide:
            caseload = folder.unlock(PASSPHRASE)
            self.family = a_family("Gärdsmyg").with_child("Robin").in_(caseload)
            caseload.close()

    def actors(self) -> tuple[ActorRecord, ...]:
        """The family's actors as they stand in the store."""
        store = self.folder.unlock(PASSPHRASE)
        try:
            return card_of(store, self.family.id).actors
        finally:
            store.close()


@pytest.fixture
def around(tmp_path: Path) -> Around:
    """A coordinator's desk."""
    return Around(begun(tmp_path / "data"), guide=False)


@pytest.fixture
def guide(tmp_path: Path) -> Around:
    """A guide's desk."""
    return Around(begun(tmp_path / "data", guide=True), guide=True)


async def open_card(desk: Desk, kind: str, ref: int) -> None:
    """Opens a card over what is there."""
    assert isinstance(desk.app, Samtui)
    await until_on(desk, "Caseload" if desk.app.options.secret else "Lookup")
    await desk.app.push_screen(CardRoom(kind, ref))
    await until_on(desk, "CardRoom")
    await until(desk, lambda: desk.app.screen.query_one(Sheet).leaf.title, "the card")
    await desk.pause()


async def test_a_service_is_told_in_the_order_of_a_conversation(guide: Around) -> None:
    async with at(app_on(guide.folder), 80, 24) as desk:
        await open_card(desk, "service", guide.relief)
        text = in_one_line(seen(desk.app))
        wanted = ("Relief service", "Somebody comes home", "Answers for it", "Who may apply", "How to apply",
                  "Time", "Cost", "If no", "Here", "LSS-enheten 08-465 004 40", "9 § 5", "as of", "checked on",
                  "data.riksdagen.se")  # fmt: skip
        places = [text.find(part) for part in wanted]
        assert -1 not in places
        assert places == sorted(places)


def test_every_service_of_the_catalogue_is_told_within_80x24_in_both_languages(tmp_path: Path) -> None:
    folder = DataFolder(tmp_path / "data")
    write_demo(folder, TODAY, caseload=False)
    store = folder.open_directory()
    too_long = []
    with store.read() as connection:
        refs = [row[0] for row in connection.exec_driver_sql("SELECT id FROM service")]
        for code in ("sv", "en"):
            with language.speaking(code):
                for ref in refs:
                    told = card(connection, "service", ref, code)
                    if len(laid_out(leaf_of(told), 78, 22, PLAIN)) > 22:
                        too_long.append((code, ref))
    store.close()
    assert len(refs) == 84
    assert too_long == []


async def test_a_service_that_nobody_here_gives_says_so(guide: Around) -> None:
    async with at(app_on(guide.folder, "sv")) as desk:
        await open_card(desk, "service", guide.relief + 1)
        await until_seen(desk, "lokal kontakt saknas", "Så gör ni")


async def test_an_organisation_and_a_contact_have_cards_that_lead_to_each_other(guide: Around) -> None:
    async with at(app_on(guide.folder)) as desk:
        await open_card(desk, "contact", guide.contact)
        await until_seen(
            desk, "Hampus Gräslök LSS-handläggare", "Telephone 08-465 004 42", "Switchboard 08-465 004 40"
        )
        await desk.press("enter")
        await until_seen(
            desk, "Contacts Hampus Gräslök · LSS-handläggare", "Gives Relief service in the home"
        )
        await desk.press("enter", *"relief", "enter")
        await until_seen(desk, "Who may apply")
        await desk.press("q", "q", "q")
        await until_on(desk, "Lookup")


async def test_y_copies_the_number_or_asks_which(guide: Around) -> None:
    async with at(app_on(guide.folder)) as desk:
        await open_card(desk, "organisation", guide.lonely)
        await desk.press("y")
        await until_seen(desk, "08-465 004 90 is copied.")
        assert desk.app.clipboard == "08-465 004 90"
        await desk.press("escape")
        await open_card(desk, "organisation", guide.unit)
        await desk.press("y")
        await until_on(desk, "Pick")
        await desk.press(*"41", "enter")
        await until(desk, lambda: desk.app.clipboard == "08-465 004 41", "the second number")


async def test_a_new_contact_stands_on_the_card_at_once(guide: Around) -> None:
    async with at(app_on(guide.folder)) as desk:
        await open_card(desk, "organisation", guide.lonely)
        await desk.press("n")
        await until_on(desk, "Form")
        await desk.press(*"Siv", "enter", *"lekotekarie", "enter", *"08-465", "ctrl+s")
        await until_on(desk, "CardRoom")
        await until_seen(desk, "Siv · lekotekarie")


async def test_a_guide_is_offered_no_family_and_a_service_no_contact(guide: Around) -> None:
    async with at(app_on(guide.folder)) as desk:
        await open_card(desk, "service", guide.relief)
        assert "Add to family" not in seen(desk.app)
        assert "New contact" not in seen(desk.app)
        await desk.press("a", "n")
        await until_on(desk, "CardRoom")


async def test_an_organisation_becomes_an_actor_of_the_family_that_is_picked(around: Around) -> None:
    async with at(unlocked(around.folder)) as desk:
        await open_card(desk, "organisation", around.unit)
        await desk.press("a")
        await until_on(desk, "Pick")
        await desk.press(*"gärd", "enter")
        await until_on(desk, "Form")
        await desk.press("enter", *"utreder", "ctrl+s")
        await until_on(desk, "CardRoom")
        await until_seen(desk, "The actor is on the family's card.")
        assert "Gärdsmyg" not in seen(desk.app)
    (actor,) = around.actors()
    assert (actor.actor, actor.organisation_ref, actor.role) == ("LSS-enheten", around.unit, "utreder")
    assert actor.principal is Principal.MUNICIPALITY
    assert actor.child_id == around.family.children["Robin"]


async def test_a_contact_brings_its_organisation_and_itself(around: Around) -> None:
    async with at(unlocked(around.folder)) as desk:
        await open_card(desk, "contact", around.contact)
        await desk.press("a")
        await until_on(desk, "Pick")
        await desk.press("enter")
        await until_on(desk, "Form")
        await desk.press("ctrl+s")
        await until_on(desk, "CardRoom")
    (actor,) = around.actors()
    assert (actor.actor, actor.organisation_ref) == ("LSS-enheten", around.unit)
    assert [(one.name, one.title, one.phone) for one in actor.contacts] == [
        ("Hampus Gräslök", "LSS-handläggare", "08-465 004 42")
    ]


@pytest.mark.parametrize(
    ("picked", "actor", "known"),
    [
        ("lss", "LSS-enheten", True),
        ("officer", "The municipality: the LSS officer (LSS-handläggaren)", False),
    ],
)
async def test_for_a_service_one_of_its_units_or_the_responsible_body_joins(
    around: Around, picked: str, actor: str, known: bool
) -> None:
    async with at(unlocked(around.folder)) as desk:
        await open_card(desk, "service", around.relief)
        await desk.press("a")
        await until_on(desk, "Pick")
        await desk.press(*picked, "enter")
        await until_seen(desk, "To which family?")
        await desk.press("enter")
        await until_on(desk, "Form")
        await desk.press("ctrl+s")
        await until_on(desk, "CardRoom")
    (joined,) = around.actors()
    assert joined.actor == actor
    assert joined.organisation_ref == (around.unit if known else None)
    assert joined.principal is Principal.MUNICIPALITY


async def test_leaving_the_pick_changes_nothing(around: Around) -> None:
    async with at(unlocked(around.folder)) as desk:
        await open_card(desk, "service", around.relief)
        await desk.press("a")
        await until_on(desk, "Pick")
        await desk.press("escape")
        await until_on(desk, "CardRoom")
        await desk.press("a", "enter")
        await until_seen(desk, "To which family?")
        await desk.press("escape")
        await until_on(desk, "CardRoom")
    assert around.actors() == ()


async def test_a_card_that_is_gone_says_so_and_offers_nothing(guide: Around) -> None:
    async with at(app_on(guide.folder)) as desk:
        await open_card(desk, "organisation", 4711)
        await until_seen(desk, "This is no longer there.")
        await desk.press("y", "n", "enter", "a")
        await until_on(desk, "CardRoom")
        await desk.press("escape")
        await until_on(desk, "Lookup")


@pytest.mark.parametrize("day", [None, date(2026, 10, 1)])
async def test_a_unit_says_when_it_was_checked_or_that_it_needs_to_be(
    guide: Around, day: date | None
) -> None:
    async with at(app_on(guide.folder)) as desk:
        await open_card(desk, "organisation", guide.unit if day else guide.lonely)
        await until_seen(desk, "checked on 2026-10-01" if day else "needs to be checked")
