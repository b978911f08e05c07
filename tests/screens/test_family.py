"""The family card by its keys: the parts, the forms, what is missing, what stands when the card is closed."""

import shutil
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from builders import NOW, FamilyBuilder, Told, a_family, days
from desks import PASSPHRASE, Desk, at, begun, in_one_line, seen, unlocked, until, until_on, until_seen
from looking import card_of
from textual.widgets import Input

from samtui.models.caseload import (
    ActionState,
    Channel,
    CustodyKind,
    FamilyStatus,
    NoteKind,
    Principal,
    Protection,
)
from samtui.models.records import FamilyCard
from samtui.practice import lookup
from samtui.screens.family import FamilyRoom
from samtui.screens.form import Form
from samtui.store.directory import keep_index
from samtui.store.folder import DataFolder
from samtui.widgets.list_table import ListTable
from samtui.widgets.suggest import Suggest

SIZES = [(80, 24), (110, 30), (150, 45)]
HOSTILE = ["[/]", "[b]fet[/b]", ":smile:", "[skyddad] Anna", "\u202eנעה", "👩‍👧‍👦 familj", "x" * 500]


@pytest.fixture(scope="module")
def made_once(tmp_path_factory: pytest.TempPathFactory) -> DataFolder:
    """Stores that somebody has begun, with a school and its mentor in the directory; to be copied."""
    made = begun(tmp_path_factory.mktemp("made") / "data")
    directory = made.open_directory()
    directory.before_commit.append(keep_index)
    with directory.change("a school") as session:
        school = lookup.add_organisation(
            session, "Björkskolan", principal=Principal.MUNICIPALITY, municipality="Lingonköping"
        )
        lookup.add_contact(session, school, "Ylva Kummin", title="mentor", phone="08-465 004 01")
    directory.close()
    return made


@pytest.fixture
def folder(made_once: DataFolder, tmp_path: Path) -> DataFolder:
    """The same stores for one test alone."""
    return DataFolder(shutil.copytree(made_once.path, tmp_path / "data"))


@pytest.fixture
def keep(folder: DataFolder) -> Callable[[FamilyBuilder], Told]:
    """Writes a family into the stores before anybody sits down."""

    def write(builder: FamilyBuilder) -> Told:
        store = folder.unlock(PASSPHRASE)
        told = builder.in_(store)
        store.close()
        return told

    return write


Keep = Callable[[FamilyBuilder], Told]


async def open_card(desk: Desk, family_id: int) -> FamilyRoom:
    """Opens the family's card over the list."""
    await until_on(desk, "Caseload")
    desk.app.push_screen(FamilyRoom(family_id))
    await until_on(desk, "FamilyRoom")
    return room(desk)


def room(desk: Desk) -> FamilyRoom:
    return next(screen for screen in desk.app.screen_stack if isinstance(screen, FamilyRoom))


def card(desk: Desk) -> FamilyCard:
    """What stands in the store now."""
    store = room(desk).samtui.desk.caseload
    assert store is not None
    return card_of(store, room(desk).family_id)


def listed(desk: Desk) -> list[str]:
    """The rows of the list, as text."""
    table = room(desk).query_one("#rows", ListTable)
    return [" | ".join(c if isinstance(c, str) else c[0] for c in row.cells) for row in table.rows]


async def to_part(desk: Desk, title: str) -> None:
    """Goes on to the next part until it is the one."""
    for _part in range(8):
        if title in str(room(desk).query_one("#rows", ListTable).border_title):
            return
        await desk.press("right")
        await desk.pause()
    raise AssertionError(title)


async def save(desk: Desk, said: str) -> None:
    """Ctrl+S, and what the toast says."""
    await desk.press("ctrl+s")
    await until_on(desk, "FamilyRoom")
    await until_seen(desk, said)


# The card


async def test_enter_in_the_list_opens_the_card_and_esc_leads_back(folder: DataFolder, keep: Keep) -> None:
    keep(a_family("Gärdsmyg"))
    async with at(unlocked(folder)) as desk:
        await until_on(desk, "Caseload")
        await desk.press("enter")
        await until_on(desk, "FamilyRoom")
        await until_seen(desk, "Gärdsmyg", "asked for support", "Because", "Nothing needs you just now")
        await desk.press("escape")
        await until_on(desk, "Caseload")


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("language", ["sv", "en"])
async def test_every_part_is_whole_at_every_size(
    folder: DataFolder, keep: Keep, size: tuple[int, int], language: str
) -> None:
    told = keep(
        a_family("Pilfink")
        .with_joint_custody("Jonna", "Erik")
        .and_actor("Björkskolan", role="skola", contact="Ylva")
        .with_need("Sova en hel natt.")
        .with_consent()
        .with_meeting(asked=["Björkskolan"])
        .with_promise("Svara om lördagar", by="Björkskolan", due=days(-3))
        .with_contact_on(NOW - timedelta(days=2), text="Vi talades vid.")
    )
    async with at(unlocked(folder, language), *size) as desk:
        shown = await open_card(desk, told.id)
        for _part in range(8):
            table = shown.query_one("#rows", ListTable)
            assert table.row_count
            assert table.size.height >= 6
            for name in ("#head", "Why", "#parts", "#rows", "#detail", "KeyLine"):
                region = shown.query_one(name).region
                assert region.area
                assert shown.region.contains_region(region), name
            titles = [title for title in str(table.border_title).split() if title.isalpha()]
            assert all(title in seen(desk.app) for title in titles)
            await desk.press("tab")
            await desk.pause()
        assert shown.part == "now"
        await desk.press("left")
        assert shown.part == "notes"


async def test_now_says_where_we_are_and_what_is_next(folder: DataFolder, keep: Keep) -> None:
    told = keep(
        a_family()
        .with_joint_custody()
        .and_actor("BUP")
        .with_contact_on(NOW - timedelta(days=2), text="Teo sov hela natten.")
        .with_meeting(NOW + timedelta(days=1))
        .with_promise("Ring skolan", by="jag", due=days(2))
        .with_promise("Skriv intyg", by="BUP", due=days(1))
        .with_promise("Svara", by="BUP", due=days(-3))
        .with_promise("Ringa runt")
        .with_promise("Sedan", by="BUP", due=days(9))
    )
    async with at(unlocked(folder)) as desk:
        await open_card(desk, told.id)
        labels = [row.split(" | ")[0] for row in listed(desk)]
        assert labels == [
            "Last time",
            "Next meeting",
            "Late",
            "Next due",
            "I have promised",
            "Nobody yet",
            "Missing",
            "Missing",
        ]
        await until_seen(
            desk, "Teo sov hela natten.", "tomorrow 10.00", "Fri 27/11 Ring skolan", "BUP: Skriv intyg"
        )
        await until_seen(desk, "Consent to joint planning: missing")


async def test_what_is_missing_is_met_by_enter(folder: DataFolder, keep: Keep) -> None:
    told = keep(a_family())
    async with at(unlocked(folder)) as desk:
        await open_card(desk, told.id)
        assert "No child is noted whom the support concerns" in listed(desk)[1]
        await desk.press("down", "enter")
        await until_on(desk, "Form")
        await desk.press(*"Teo", "tab", *"2017-05-21")
        await save(desk, "The child is saved.")
        await until_seen(desk, "Teo 9 years")
        assert room(desk).part == "people"
        await to_part(desk, "Now")
        assert any("Who has custody of Teo is not noted" in row for row in listed(desk))


async def test_an_empty_part_names_the_next_key(folder: DataFolder, keep: Keep) -> None:
    told = keep(a_family())
    async with at(unlocked(folder)) as desk:
        await open_card(desk, told.id)
        for key in "baesmpt":
            await desk.press("right")
            await desk.pause()
            assert f"Press {key} to" in in_one_line(seen(desk.app)), key


async def test_a_protected_family_shows_no_place_and_no_phone_in_its_lists(
    folder: DataFolder, keep: Keep
) -> None:
    told = keep(
        a_family("Familj S3")
        .with_adult("Mamman", phone="070-174 06 05")
        .being(FamilyStatus.ACTIVE, municipality="Havrevik", protection=Protection.PROTECTED)
    )
    async with at(unlocked(folder)) as desk:
        await open_card(desk, told.id)
        await to_part(desk, "People")
        await until_seen(desk, "▲ protected registration", "not shown")
        assert "Havrevik" not in seen(desk.app)
        assert "070" not in seen(desk.app)
        await desk.press("enter")
        await until_on(desk, "Form")
        await until_seen(desk, "070-174 06 05")


# Its people


async def test_custody_is_asked_child_by_child_and_never_assumed(folder: DataFolder, keep: Keep) -> None:
    told = keep(a_family().with_child("Elsa").with_sibling("Milo"))
    async with at(unlocked(folder)) as desk:
        await open_card(desk, told.id)
        await desk.press("v")
        await until_on(desk, "Form")
        await desk.press(*"Jonna", "tab", *"mamma", "tab", "right", "tab", "tab", *"070-174 06 05")
        await save(desk, "The adult is saved.")
        (adult,) = card(desk).adults
        assert (adult.name, adult.relation, adult.phone) == ("Jonna", "mamma", "070-174 06 05")
        assert adult.custody == ((told.children["Elsa"], CustodyKind.JOINT),)
        await until_seen(desk, "Elsa: joint custody, Milo: not noted")


async def test_a_birth_date_that_cannot_be_is_refused_at_its_field(folder: DataFolder, keep: Keep) -> None:
    told = keep(a_family())
    async with at(unlocked(folder)) as desk:
        await open_card(desk, told.id)
        await desk.press("b")
        await until_on(desk, "Form")
        await desk.press(*"Teo", "tab", *"2031-01-01", "ctrl+s")
        await until_seen(desk, "✗ The birth date lies in the future.")
        assert desk.app.focused is not None
        assert desk.app.focused.id == "in-born"
        assert not card(desk).children


async def test_what_was_typed_is_there_when_one_comes_back(folder: DataFolder, keep: Keep) -> None:
    told = keep(a_family())
    async with at(unlocked(folder)) as desk:
        await open_card(desk, told.id)
        await desk.press("t")
        await until_on(desk, "Form")
        await desk.press(*"Hon ringde", "escape")
        await until_on(desk, "FamilyRoom")
        await until_seen(desk, "kept as a draft")
        await desk.press("t")
        await until_on(desk, "Form")
        await until_seen(desk, "Hon ringde", "is back")


async def test_the_family_itself_is_changed_with_f4(folder: DataFolder, keep: Keep) -> None:
    told = keep(a_family("Kaja"))
    async with at(unlocked(folder)) as desk:
        await open_card(desk, told.id)
        await desk.press("f4")
        await until_on(desk, "Form")
        await desk.press("end", "2", "tab", "right", "right", "ctrl+s")
        await until_seen(desk, "✗ Write until when the support rests.")
        await desk.press(*"+14")
        await save(desk, "The family is saved.")
        await until_seen(desk, "Kaja2", "resting until 2026-12-09", "The support rests")


# Its needs


async def test_needs_stand_in_the_familys_order_and_can_be_moved(folder: DataFolder, keep: Keep) -> None:
    told = keep(a_family().with_need("Sova").with_need("Skola").with_need("Simma", works=True))
    async with at(unlocked(folder)) as desk:
        await open_card(desk, told.id)
        await to_part(desk, "Needs")
        assert listed(desk) == ["1 | Sova | ", "2 | Skola | ", "works | Simma | "]
        await desk.press("plus")
        await until(desk, lambda: listed(desk)[:2] == ["1 | Skola | ", "2 | Sova | "], "moved")
        await desk.press("minus")
        await until(desk, lambda: listed(desk)[:2] == ["1 | Sova | ", "2 | Skola | "], "moved back")


async def test_a_need_keeps_its_words_and_who_said_them(folder: DataFolder, keep: Keep) -> None:
    told = keep(a_family().with_child("Elsa").with_adult("Jonna"))
    async with at(unlocked(folder)) as desk:
        await open_card(desk, told.id)
        await desk.press("e")
        await until_on(desk, "Form")
        await desk.press(*"Det ska vara tyst", "tab", "right")
        await save(desk, "Noted, in the family's words.")
        (need,) = card(desk).needs
        assert (need.text, need.said_by, need.child_id) == (
            "Det ska vara tyst",
            "Elsa",
            told.children["Elsa"],
        )
        await until_on(desk, "FamilyRoom")
        await desk.press("enter")
        await until_on(desk, "Form")
        await desk.press("tab", "right")
        await save(desk, "Noted, in the family's words.")
        assert card(desk).needs[0].said_by == "Jonna"


# Its network


async def test_an_actor_is_taken_from_the_directory_as_it_is_typed(folder: DataFolder, keep: Keep) -> None:
    told = keep(a_family().with_child("Elsa"))
    async with at(unlocked(folder)) as desk:
        await open_card(desk, told.id)
        await desk.press("a")
        await until_on(desk, "Form")
        await desk.press(*"kummin")
        await until_seen(desk, "Ylva Kummin, mentor", "↓ and Enter take it")
        await desk.press("down", "enter")
        await until_seen(desk, "Björkskolan", "08-465 004 01")
        await desk.press(*"skola")
        await save(desk, "The actor is saved.")
        (actor,) = card(desk).actors
        assert (actor.actor, actor.role, actor.principal) == ("Björkskolan", "skola", Principal.MUNICIPALITY)
        assert actor.organisation_ref is not None
        assert actor.child_id == told.children["Elsa"]
        assert [(one.name, one.title) for one in actor.contacts] == [("Ylva Kummin", "mentor")]
        await until(desk, lambda: listed(desk)[0].startswith("Björkskolan | skola"), "the actor")


async def test_an_actor_that_is_not_in_the_directory_is_fine(folder: DataFolder, keep: Keep) -> None:
    told = keep(a_family())
    async with at(unlocked(folder)) as desk:
        await open_card(desk, told.id)
        await desk.press("a")
        await until_on(desk, "Form")
        await desk.press(*"Simklubben", "enter")
        await save(desk, "The actor is saved.")
        (actor,) = card(desk).actors
        assert (actor.actor, actor.organisation_ref, actor.contacts) == ("Simklubben", None, ())


async def test_esc_puts_the_suggestions_away_before_it_leaves_the_form(
    folder: DataFolder, keep: Keep
) -> None:
    told = keep(a_family())
    async with at(unlocked(folder)) as desk:
        await open_card(desk, told.id)
        await desk.press("a")
        await until_on(desk, "Form")
        await desk.press(*"björk")
        suggest = desk.app.screen.query_one(Suggest)
        await until(desk, lambda: suggest.listed.display, "suggestions")
        await desk.press("escape")
        assert not suggest.listed.display
        assert isinstance(desk.app.screen, Form)
        await desk.press("down")  # leads on, as in every other field
        assert desk.app.focused is not None
        assert desk.app.focused.id == "in-role"


async def test_another_contact_is_noted_at_the_actor(folder: DataFolder, keep: Keep) -> None:
    told = keep(a_family().and_actor("BUP", contact="Dag"))
    async with at(unlocked(folder)) as desk:
        await open_card(desk, told.id)
        await to_part(desk, "Actors")
        await desk.press("down", "c")
        await until_on(desk, "Form")
        await desk.press(*"Siv", "tab", *"kurator")
        await save(desk, "The contact is saved.")
        assert [one.name for one in card(desk).actors[0].contacts] == ["Dag", "Siv"]


async def test_l_ends_an_actors_part_and_takes_it_up_again(folder: DataFolder, keep: Keep) -> None:
    told = keep(a_family().and_actor("BUP", contact="Dag"))
    async with at(unlocked(folder)) as desk:
        await open_card(desk, told.id)
        await desk.press("l")  # nothing to end in this part
        await to_part(desk, "Actors")
        await desk.press("l")
        await until_seen(desk, "The actor's part ends today", "until today")
        await desk.press("l")
        await until_seen(desk, "The actor's part goes on.")
        assert card(desk).actors[0].until is None
        await desk.press("down", "l")
        await until_seen(desk, "The contact has left.", "has left")
        assert card(desk).actors[0].contacts[0].left_on is not None


# Its promises


async def test_a_promise_has_somebody_and_a_day(folder: DataFolder, keep: Keep) -> None:
    told = keep(a_family().and_actor("Björkskolan", contact="Ylva Kummin"))
    async with at(unlocked(folder)) as desk:
        await open_card(desk, told.id)
        await desk.press("p")
        await until_on(desk, "Form")
        await desk.press(*"Lugn", "tab", *"ylva", "enter", *"+14")
        await save(desk, "The promise is saved.")
        (action,) = card(desk).actions
        assert (action.text, action.contact, action.owner) == ("Lugn", "Ylva Kummin", "Björkskolan")
        assert action.due == days(14)
        assert room(desk).part == "promises"


async def test_a_promise_that_nobody_has_taken_on_says_so(folder: DataFolder, keep: Keep) -> None:
    told = keep(a_family())
    async with at(unlocked(folder)) as desk:
        await open_card(desk, told.id)
        await desk.press("å")
        await until_on(desk, "Form")
        await desk.press(*"Ringa", "tab", "tab")
        await save(desk, "The promise is saved.")
        assert card(desk).actions[0].unowned
        assert card(desk).actions[0].due == days(21)
        await until_seen(desk, "nobody has taken it on")


async def test_somebody_who_is_not_around_the_family_is_refused(folder: DataFolder, keep: Keep) -> None:
    told = keep(a_family())
    async with at(unlocked(folder)) as desk:
        await open_card(desk, told.id)
        await desk.press("p")
        await until_on(desk, "Form")
        await desk.press(*"Ringa", "tab", *"Okänd", "ctrl+s")
        await until_seen(desk, "“Okänd” is not one of those around the family.")
        assert not card(desk).actions


async def test_a_promise_is_dropped_only_with_a_reason(folder: DataFolder, keep: Keep) -> None:
    told = keep(a_family().with_promise("Ringa", by="jag", due=days(1)))
    async with at(unlocked(folder)) as desk:
        await open_card(desk, told.id)
        await to_part(desk, "Promises")
        await desk.press("enter")
        await until_on(desk, "Form")
        assert "Dropped because" not in seen(desk.app)
        await desk.press("tab", "tab", "tab", "d", "d")  # done, dropped
        await until_seen(desk, "Dropped because")
        await desk.press("ctrl+s")
        await until_seen(desk, "✗ Write something first.")
        await desk.press(*"Behövs inte")
        await save(desk, "The promise is saved.")
        (action,) = card(desk).actions
        assert (action.state, action.dropped_because, action.mine) == (
            ActionState.DROPPED,
            "Behövs inte",
            True,
        )
        await until_seen(desk, "0 open of 1")


# Its notes


async def test_a_contact_is_noted_with_whom_how_and_when(folder: DataFolder, keep: Keep) -> None:
    told = keep(a_family().with_adult("Jonna", "mamma"))
    async with at(unlocked(folder)) as desk:
        await open_card(desk, told.id)
        await desk.press("t")
        await until_on(desk, "Form")
        await desk.press(*"Hon sov", "tab", *"jon")
        await until_seen(desk, "Jonna mamma")
        await desk.press("down", "enter", "right", "tab", "tab", *"-1", "tab", *"9")
        await save(desk, "The note is saved.")
        (note,) = card(desk).notes
        assert (note.text, note.with_whom, note.channel) == ("Hon sov", "Jonna", Channel.VISIT)
        assert note.kind is NoteKind.CONTACT
        assert note.at == NOW - timedelta(days=1, hours=1)
        await to_part(desk, "Now")
        await until_seen(desk, "yesterday 09.00 Jonna, visit: Hon sov")


# From here to elsewhere


async def test_s_leads_to_the_consents_and_back(folder: DataFolder, keep: Keep) -> None:
    told = keep(a_family().with_joint_custody().and_actor("BUP").with_consent())
    async with at(unlocked(folder)) as desk:
        await open_card(desk, told.id)
        await desk.press("s")
        await until_on(desk, "ConsentRoom")
        await desk.press("escape")
        await until_on(desk, "FamilyRoom")
        await to_part(desk, "Consents")
        assert listed(desk) == ["passing information | BUP | Sara: yes, Anders: yes | 2027-11-24"]
        await desk.press("enter")
        await until_on(desk, "ConsentRoom")


# What people typed


async def test_what_people_typed_is_shown_and_never_obeyed(folder: DataFolder, keep: Keep) -> None:
    family = a_family(HOSTILE[0])
    for text in HOSTILE:
        name = text[:200]
        family = (
            family.with_child(name)
            .with_adult(name, name, name)
            .and_actor(name, role=name, contact=name)
            .with_need(text)
            .with_promise(text, by=name, due=days(-1))
            .with_contact_on(NOW - timedelta(days=1), text=text)
        )
    told = keep(family)
    async with at(unlocked(folder), 80, 24) as desk:
        shown = await open_card(desk, told.id)
        for _part in range(8):
            table = shown.query_one("#rows", ListTable)
            met = ""
            for _row in range(table.row_count):
                met += seen(desk.app)
                await desk.press("down")
            if shown.part not in ("now", "consents", "meetings"):
                assert all(text in met for text in HOSTILE[:4]), shown.part
            await desk.press("right")
        for key in ("a", "p", "t", "v"):
            await desk.press(key)
            await until_on(desk, "Form")
            assert desk.app.screen.query(Input)
            await desk.press("escape")
            await until_on(desk, "FamilyRoom")
