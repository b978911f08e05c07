"""The whole thread by keys alone: from the first call to the exported minutes, in both languages, at three sizes."""

from pathlib import Path

import pytest
from builders import TODAY
from desks import PASSPHRASE, Desk, at, begun, seen, unlocked, until, until_on, until_seen

from samtui.models.caseload import ActionState, ConsentState, MeetingStatus
from samtui.screens.form import Form
from samtui.store.folder import DataFolder
from samtui.widgets.choices import Choice, Marks

SIZES = [(80, 24), (110, 30), (150, 45)]


@pytest.mark.parametrize("language", ["sv", "en"])
@pytest.mark.parametrize("size", SIZES)
async def test_from_a_name_to_exported_minutes(tmp_path: Path, language: str, size: tuple[int, int]) -> None:
    folder = begun(tmp_path / "data")
    out = tmp_path / "out"
    out.mkdir()
    async with at(unlocked(folder, language), *size) as desk:
        await until_on(desk, "Caseload")
        await a_family_begins(desk)
        await who_does_what(desk)
        await consent_is_noted(desk)
        await a_meeting_is_held(desk, out)
        await what_was_promised_is_done(desk)
        await desk.press("ctrl+q")
    stands_in_the_store(folder)
    reads_as_it_was_written(out, language)


async def a_family_begins(desk: Desk) -> None:
    """A name is enough; then a child, a guardian, a need, a note of the contact."""
    await desk.press("n")
    await fill(desk, name="Gulsparv")
    await until_on(desk, "FamilyRoom")
    await desk.press("b")
    await fill(desk, name="Ebba", born="2017-05-21")
    await until_seen(desk, "Ebba")
    await desk.press("v")
    await fill(desk, name="Maja", relation="mamma", custody_1="sole")
    await desk.press("e")
    await fill(desk, text="En hel natts sömn i veckan.")
    await desk.press("t")
    await fill(desk, with_whom="Maja", text="Vill ha hjälp att hålla ihop allt.")
    await desk.press("escape")
    await until_on(desk, "Caseload")
    await until_seen(desk, "Gulsparv")


async def who_does_what(desk: Desk) -> None:
    """Type, see, open the card, add the actor to the family; a second one is typed in."""
    await desk.press("2")
    await until_on(desk, "Lookup")
    await type_text(desk, "avlastning")
    await until_seen(desk, "Avlösarservice" if desk.app.options.language == "sv" else "Relief")
    await desk.press("enter")
    await until_on(desk, "CardRoom")
    await desk.press("a")
    await until_on(desk, "Pick")
    await desk.press("enter")
    await until_on(desk, "Form")
    await fill(desk)
    await until_on(desk, "CardRoom")
    await desk.press("1")
    await until_on(desk, "Caseload")
    await desk.press("enter")
    await until_on(desk, "FamilyRoom")
    await desk.press("a")
    await fill(desk, actor="Björkskolan", contact="Ylva Kummin")


async def consent_is_noted(desk: Desk) -> None:
    """Three answers on one screen: who said yes, to whom, what."""
    await desk.press("s")
    await until_on(desk, "ConsentRoom")
    await until_seen(desk, "Björkskolan")
    await desk.press("s")
    await until_on(desk, "Form")
    await fill(desk, **{"giver-adult-1": "yes"}, recipients=2, information=["school"])
    await until_on(desk, "ConsentRoom")
    await desk.press("p")
    await fill(desk, **{"giver-adult-1": "yes"})
    await until_on(desk, "ConsentRoom")
    await desk.press("escape")
    await until_on(desk, "FamilyRoom")


async def a_meeting_is_held(desk: Desk, out: Path) -> None:
    """Planned from a template, opened live, written in, a promise made, locked and exported."""
    await desk.press("m")
    await until_on(desk, "Form")
    await fill(desk, day=TODAY.isoformat(), place="Björkskolan", questions="Hur blir mornarna lugnare?")
    await until_on(desk, "MeetingRoom")
    await desk.press("f5")
    await type_text(desk, "Vi berättade om veckan.")
    await desk.press("f4")
    await until_on(desk, "Form")
    await fill(desk, text="Ringa rektorn", who="Ylva", due="+7")
    await until_on(desk, "MeetingRoom")
    await until_seen(desk, "Ringa rektorn")
    await desk.press("f6")
    await fill(desk, text="Ebba kommer in genom slöjdsalen.")
    await until_on(desk, "MeetingRoom")
    await desk.press("f3")
    await fill(desk)
    await until_on(desk, "MeetingRoom")
    await desk.press("f5")
    await desk.press("f9")
    await until_on(desk, "MinutesRoom")
    await desk.press("l")
    await fill(desk, by="Malin Körvel")
    await until_on(desk, "MinutesRoom")
    await desk.press("e")
    await until_on(desk, "Form")
    await fill(desk, folder=str(out))
    await until(desk, lambda: list(out.iterdir()), "the exported file")


async def what_was_promised_is_done(desk: Desk) -> None:
    """The list over all families: postponed, and done, with a key each."""
    await desk.press("5")
    await until_on(desk, "ToDo")
    await until_seen(desk, "Ringa rektorn")
    await desk.press("plus")
    await until_seen(desk, "2026-12-09")
    await desk.press("d")
    await until(desk, lambda: "Ringa rektorn" not in seen(desk.app).split("╭", 1)[1].split("2026")[0], "done")


def stands_in_the_store(folder: DataFolder) -> None:
    store = folder.unlock(PASSPHRASE)
    try:
        with store.read() as connection:
            assert connection.exec_driver_sql("SELECT name FROM family").scalars().all() == ["Gulsparv"]
            assert connection.exec_driver_sql("SELECT state FROM action").scalars().all() == [
                ActionState.DONE
            ]
            assert connection.exec_driver_sql("SELECT status FROM meeting").scalars().all() == [
                MeetingStatus.LOCKED
            ]
            states = dict(connection.exec_driver_sql("SELECT actor, consent_state FROM involvement").all())
            assert states["Björkskolan"] == ConsentState.NOTED
            assert connection.exec_driver_sql("SELECT count(*) FROM draft").scalar_one() == 0
    finally:
        store.close()


def reads_as_it_was_written(out: Path, language: str) -> None:
    (file,) = out.iterdir()
    text = file.read_text("utf-8")
    assert "Gulsparv" not in file.name
    assert "Ebba" not in file.name
    for words in (
        "Vi berättade om veckan.",
        "Ringa rektorn",
        "Ebba kommer in genom slöjdsalen.",
        "Ylva Kummin",
    ):
        assert words in text, text
    assert ("Vi kom överens om" if language == "sv" else "agreed") in text


async def fill(desk: Desk, **wanted: object) -> None:
    """Fills the fields of the form on top by keys, and saves."""
    await until_on(desk, "Form")
    form = desk.app.screen
    assert isinstance(form, Form)
    for name, value in wanted.items():
        await to_field(desk, f"in-{name.replace('custody_', 'custody-')}")
        field = desk.app.focused
        if isinstance(field, Choice):
            await choose(desk, field, str(value))
        elif isinstance(field, Marks):
            await mark(desk, field, value)
        else:
            await desk.press("ctrl+e", "ctrl+u")
            await type_text(desk, str(value))
    await desk.press("ctrl+s")
    await until(desk, lambda: desk.app.screen is not form, f"{form.plan.title} saved")
    await desk.pause()


async def to_field(desk: Desk, field: str) -> None:
    for _step in range(60):
        if desk.app.focused is not None and desk.app.focused.id in (field, f"{field}-box"):
            return
        await desk.press("tab")
    raise AssertionError(
        f"no field {field}: {[one.id for one in desk.app.screen.focus_chain]}\n{seen(desk.app)}"
    )


async def choose(desk: Desk, field: Choice[object], value: str) -> None:
    for _step in field.options:
        if str(field.value) == value or value in field.options[field.place][0]:
            return
        await desk.press("right")
    raise AssertionError(f"{value} is not among {field.options}")


async def mark(desk: Desk, field: Marks[object], wanted: object) -> None:
    values = wanted if isinstance(wanted, list) else [wanted]
    for place, (_label, option) in enumerate(field.options):
        if (option in values) != (option in field.value):
            while field.place < place:
                await desk.press("down")
            await desk.press("space")


async def type_text(desk: Desk, text: str) -> None:
    await desk.press(*("space" if sign == " " else sign for sign in text))
