"""The list of all families' meetings, the short list to pick from, and the form that plans a meeting."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from builders import NOW, FamilyBuilder, Told, a_family
from desks import PASSPHRASE, at, begun, seen, unlocked, until, until_on, until_seen
from looking import meeting_of

from samtui.models.caseload import Call, FamilyStatus, MeetingKind, MeetingStatus, Principal, Protection
from samtui.practice import meetings
from samtui.store.folder import DataFolder
from samtui.store.meetings import coming_meetings
from samtui.store.store import Store

HOSTILE = ["[/]", "[b]x[/b] [red]", ":smile:", "\u202eomvänd", "עברית", "👩‍👧 fam", "ä" * 200]
SIZES = [(80, 24), (110, 30), (150, 45)]
SOON = NOW + timedelta(days=6)


@pytest.fixture
def folder(tmp_path: Path) -> DataFolder:
    return begun(tmp_path / "data")


def told(
    folder: DataFolder, *families: FamilyBuilder, then: Callable[[Store, list[Told]], None] | None = None
) -> None:
    """Writes the families before anybody sits down."""
    store = folder.unlock(PASSPHRASE)
    written = [family.in_(store) for family in families]
    if then is not None:
        then(store, written)
    store.close()


def a_wren(name: str = "Gärdsmyg") -> FamilyBuilder:
    return (
        a_family(name)
        .with_joint_custody()
        .and_actor("Björkskolan", principal=Principal.MUNICIPALITY, contact="Ylva Kummin")
        .and_actor("Avlösning AB", principal=Principal.PRIVATE)
        .with_consent(to=["Björkskolan"])
    )


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("language", ["sv", "en"])
async def test_the_coming_meetings_of_all_families_stand_in_the_order_of_their_days(
    folder: DataFolder, size: tuple[int, int], language: str
) -> None:
    told(folder, a_wren().with_meeting(SOON, asked=["Avlösning AB"]), a_wren("Entita").with_meeting(NOW))
    async with at(unlocked(folder, language), *size) as desk:
        await until_on(desk, "Caseload")
        await desk.press("4")
        await until_on(desk, "Meetings")
        await until_seen(desk, "Gärdsmyg", "Entita")
        lines = seen(desk.app)
        assert lines.index("Entita") < lines.index("Gärdsmyg")
        assert "Avlösning" not in lines
        assert {"sv": "4 saker kvar", "en": "4 things left"}[language] in lines


async def test_a_place_is_shown_unless_personal_data_are_protected(folder: DataFolder) -> None:
    def with_places(store: Store, families: list[Told]) -> None:
        for one in families:
            card = meeting_of(store, one.meetings[0])
            with store.change("place") as session:
                meetings.change(
                    session, card.id, card.version, title="Hos Boklunden", starts_at=card.starts_at,
                    place="Lokal Kaprifol", questions="", follow_up_on=None, next_meeting_at=None,
                )  # fmt: skip

    open_one = a_wren("Öppen").with_meeting(SOON)
    hidden = a_wren("Dold").with_meeting(SOON).being(FamilyStatus.ACTIVE, protection=Protection.MARKED)
    told(folder, open_one, hidden, then=with_places)
    async with at(unlocked(folder), 150, 45) as desk:
        await until_on(desk, "Caseload")
        await desk.press("4")
        await until_seen(desk, "Öppen", "Dold")
        (line,) = [line for line in seen(desk.app).splitlines() if "Dold" in line]
        assert "Kaprifol" not in line
        assert seen(desk.app).count("Lokal Kaprifol") == 1


async def test_earlier_meetings_are_a_key_away_and_esc_leads_back(folder: DataFolder) -> None:
    def cancelled(store: Store, families: list[Told]) -> None:
        with store.change("cancelled") as session:
            meetings.cancel(session, families[0].meetings[0])

    told(folder, a_wren("Entita").with_meeting(SOON), a_wren("Gärdsmyg").with_meeting(SOON), then=cancelled)
    async with at(unlocked(folder)) as desk:
        await until_on(desk, "Caseload")
        await desk.press("4")
        await until_seen(desk, "Coming meetings", "Gärdsmyg")
        assert "Entita" not in seen(desk.app)
        await desk.press("o")
        await until_seen(desk, "Earlier meetings", "Entita", "cancelled")
        await desk.press("escape")
        await until_seen(desk, "Coming meetings", "Gärdsmyg")


async def test_the_list_is_filtered_as_one_types(folder: DataFolder) -> None:
    told(folder, a_wren("Entita").with_meeting(SOON), a_wren("Ärtsångare").with_meeting(SOON))
    async with at(unlocked(folder)) as desk:
        await until_on(desk, "Caseload")
        await desk.press("4")
        await until_seen(desk, "2 meetings")
        await desk.press("slash", *"arts")
        await until_seen(desk, "1 of 2", "Ärtsångare")
        await desk.press("enter", "escape")
        await until_seen(desk, "2 meetings", "Entita")
        await desk.press("slash", *"zzz")
        await until_seen(desk, "No meeting matches.")


async def test_without_a_meeting_the_next_key_is_named(folder: DataFolder) -> None:
    async with at(unlocked(folder)) as desk:
        await until_on(desk, "Caseload")
        await desk.press("4")
        await until_seen(desk, "No meeting is coming.", "Press n to plan one")
        await desk.press("n")
        await until_seen(desk, "There is no family yet.")


async def test_a_family_is_picked_by_typing_a_part_of_its_name(folder: DataFolder) -> None:
    told(folder, a_wren("Entita"), a_wren("Ärtsångare"), a_wren("Sidensvans").being(FamilyStatus.ENDED))
    async with at(unlocked(folder), 80, 24) as desk:
        await until_on(desk, "Caseload")
        await desk.press("4")
        await until_on(desk, "Meetings")
        await desk.press("n")
        await until_on(desk, "Pick")
        await until_seen(desk, "Entita", "Ärtsångare", "2 to choose from")
        assert "Sidensvans" not in seen(desk.app)
        await desk.press(*"xy")
        await until_seen(desk, "Nothing matches.")
        await desk.press("enter")
        await until_on(desk, "Pick")
        await desk.press("backspace", "backspace", "down", "enter")
        await until_seen(desk, "New meeting: Ärtsångare")


async def test_esc_leaves_the_short_list_and_nothing_happens(folder: DataFolder) -> None:
    told(folder, a_wren())
    async with at(unlocked(folder)) as desk:
        await until_on(desk, "Caseload")
        await desk.press("4")
        await until_on(desk, "Meetings")
        await desk.press("n")
        await until_on(desk, "Pick")
        await desk.press("escape")
        await until_on(desk, "Meetings")


@pytest.mark.parametrize(("size", "language"), [*zip(SIZES, ("sv", "en", "sv"), strict=True)])
async def test_a_meeting_is_planned_with_keys_alone(
    folder: DataFolder, size: tuple[int, int], language: str
) -> None:
    told(folder, a_wren())
    async with at(unlocked(folder, language), *size) as desk:
        await until_on(desk, "Caseload")
        await desk.press("4")
        await until_on(desk, "Meetings")
        await desk.press("n")
        await until_on(desk, "Pick")
        await desk.press("enter")
        await until_on(desk, "Form")
        await desk.press(
            "right", "enter", *"+6", "enter", *"1430", "enter", *"Rum 3", "enter", "asterisk", "enter"
        )
        await desk.press(*"Rut Salvia, tolk", "enter", *"Lunch?", "enter", *"Natten", "ctrl+s")
        await until_on(desk, "MeetingRoom")
        store = desk.app.desk.caseload
        with store.read() as connection:
            (row,) = coming_meetings(connection, NOW)
        card = meeting_of(store, row.id)
        assert (card.kind, card.status) == (MeetingKind.SIP, MeetingStatus.PLANNED)
        assert card.starts_at == (SOON.replace(hour=13, minute=30))
        assert (card.place, card.questions) == ("Rum 3", "Lunch?\nNatten")
        calls = {(one.name or one.part): one.call for one in card.participants}
        assert calls == {
            "Robin": Call.INVITED,
            "Sara": Call.INVITED,
            "Anders": Call.INVITED,
            "Ylva Kummin": Call.CALLED,
            "Avlösning AB": Call.INVITED,
            "Rut Salvia": Call.INVITED,
        }
        said = {"en": "For 1 who is asked no consent", "sv": "För 1 som är kallad eller inbjuden"}
        await until_seen(desk, said[language])


async def test_the_plan_says_who_is_called_and_where_no_consent_is_noted(folder: DataFolder) -> None:
    told(folder, a_wren())
    async with at(unlocked(folder)) as desk:
        await until_on(desk, "Caseload")
        await desk.press("4")
        await until_on(desk, "Meetings")
        await desk.press("n", "enter")
        await until_on(desk, "Form")
        await until_seen(desk, "[ ] called · Björkskolan, Ylva Kummin", "[ ] ! invited · Avlösning AB")
        await until_seen(desk, "[x] Robin", "[x] Sara", "! means that no consent is noted")


async def test_a_meeting_without_a_day_is_refused_at_the_day(folder: DataFolder) -> None:
    told(folder, a_wren())
    async with at(unlocked(folder)) as desk:
        await until_on(desk, "Caseload")
        await desk.press("4")
        await until_on(desk, "Meetings")
        await desk.press("n", "enter")
        await until_on(desk, "Form")
        await desk.press("ctrl+s")
        await until_seen(desk, "✗ Write a day")
        await desk.press(*"fri", "ctrl+s")
        await until_on(desk, "MeetingRoom")


@pytest.mark.parametrize("text", HOSTILE)
async def test_whatever_a_family_and_its_actors_are_called_is_shown_and_never_obeyed(
    folder: DataFolder, text: str
) -> None:
    one = a_family(text).with_child(text).with_adult(text).and_actor(text, contact=text).with_meeting(SOON)
    told(folder, one)
    async with at(unlocked(folder), 80, 24) as desk:
        await until_on(desk, "Caseload")
        await desk.press("4")
        await until_on(desk, "Meetings")
        await desk.press("slash", *text[:3])
        await desk.press("enter", "n")
        await until_on(desk, "Pick")
        await desk.press("enter")
        await until_on(desk, "Form")
        shown = seen(desk.app)
        await until(desk, lambda: shown.count("[ ]") >= 1, "the actors")
        await desk.press("enter", *"+6", "ctrl+s")
        await until_on(desk, "MeetingRoom")
        assert "\u202e" not in seen(desk.app)


async def test_the_list_follows_when_a_meeting_comes(folder: DataFolder) -> None:
    told(folder, a_wren())
    async with at(unlocked(folder)) as desk:
        await until_on(desk, "Caseload")
        await desk.press("4")
        await until_seen(desk, "No meeting is coming.")
        store = desk.app.desk.caseload
        with store.change("planned elsewhere") as session:
            meetings.plan(session, 1, agenda="planning", starts_at=SOON)
        await until_seen(desk, "1 meeting")
