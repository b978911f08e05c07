"""The caseload on the command line: families, what needs attention, promises."""

import csv
import io
import sys
from pathlib import Path

import pytest
from outside import Samtui, at_a_terminal

from samtui.practice import beginning, families
from samtui.store.folder import DataFolder

ROW = [
    "id", "name", "status", "municipality", "next_meeting", "actions_open", "actions_overdue", "consent_state",
    "consent_days_left", "last_contact", "attention", "reasons",
]  # fmt: skip
WHOLE = ["children", "guardians", "actors", "needs", "consents", "meetings", "actions", "notes", "episodes"]
ACTION = [
    "id", "text", "owner", "family", "due", "evaluation_due", "state", "waiting_on", "funding", "meeting", "item",
]  # fmt: skip
CLASSES = ["today", "this_week", "soon", "none"]


def test_the_list_has_the_agreed_shape_and_the_swedish_order(samtui: Samtui) -> None:
    rows = samtui("family", "list", "--json").json
    assert {tuple(row) for row in rows} == {tuple(ROW)}
    names = [row["name"] for row in rows]
    assert len(names) == 12
    assert names[0] == "Entita"
    assert names[-1] == "Ärtsångare"
    assert {row["attention"] for row in rows} <= set(CLASSES)
    assert all(bool(row["reasons"]) == (row["attention"] != "none") for row in rows)
    pilfink = next(row for row in rows if row["name"] == "Pilfink")
    assert (pilfink["status"], pilfink["municipality"]) == ("active", "Lingonköping")
    assert pilfink["actions_overdue"] == 2


def test_reasons_follow_the_language_and_enumerations_do_not(samtui: Samtui) -> None:
    swedish = samtui("--lang", "sv", "family", "list", "--json").json
    english = samtui("--lang", "en", "family", "list", "--json").json
    plain = [name for name in ROW if name != "reasons"]
    assert [[row[key] for key in plain] for row in swedish] == [
        [row[key] for key in plain] for row in english
    ]
    assert [row["reasons"] for row in swedish] != [row["reasons"] for row in english]


def test_today_names_no_actor_beside_a_family_and_begins_with_the_most_urgent(samtui: Samtui) -> None:
    lines = samtui("today", "--json").json
    assert {tuple(line) for line in lines} == {("family", "reason", "due", "class", "place")}
    order = [(CLASSES.index(line["class"]), line["due"]) for line in lines]
    assert order == sorted(order)
    card = samtui("family", "show", "Pilfink", "--json").json
    actors = {actor["name"] for actor in card["actors"]} | {actor["role"] for actor in card["actors"]}
    said = " ".join(line["reason"] for line in lines if line["family"] == "Pilfink")
    assert said
    assert [actor for actor in actors if actor in said] == []


def test_one_family_whole(samtui: Samtui) -> None:
    card = samtui("family", "show", "pilfink", "--json").json
    assert list(card) == [*ROW, *WHOLE]
    assert {child["name"]: child["supported"] for child in card["children"]} == {"Elsa": True, "Milo": False}
    jonna = card["guardians"][0]
    assert jonna["custody"] == [{"child": "Elsa", "kind": "joint"}, {"child": "Milo", "kind": "joint"}]
    assert jonna["phone"]
    assert list(card["meetings"][0]) == ["id", "title", "kind", "starts", "status"]
    assert {meeting["status"] for meeting in card["meetings"]} == {"planned", "locked"}
    assert list(card["actions"][0]) == ACTION
    bup = next(actor for actor in card["actors"] if actor["name"].startswith("BUP"))
    assert bup["consent_state"] == "expiring"
    assert card["episodes"] == []
    assert card["consents"][0]["recipients"][0]["information"]


def test_an_id_and_words_find_the_same_family(samtui: Samtui) -> None:
    by_name = samtui("family", "show", "grasis", "--json").json
    assert by_name["name"] == "Gråsiska"
    assert samtui("family", "show", str(by_name["id"]), "--json").json == by_name


def test_several_families_are_listed_and_none_is_said(samtui: Samtui) -> None:
    ended = samtui("family", "show", "or", code=1)
    assert ended.stdout == b""
    assert len(ended.stderr.splitlines()) > 2
    assert "Rördrom" in ended.stderr
    assert "“nobody”" in samtui("family", "show", "nobody", code=1).stderr
    assert samtui("family", "show", "999", code=1).stderr


def test_a_protected_family_has_an_alias_roles_and_no_place(samtui: Samtui) -> None:
    rows = samtui("family", "list", "--json").json
    hidden = next(row for row in rows if row["name"] == "Familj S3")
    assert hidden["municipality"] is None
    card = samtui("family", "show", str(hidden["id"]), "--json").json
    assert {adult["phone"] for adult in card["guardians"]} == {None}
    assert [actor["contacts"] for actor in card["actors"] if actor["contacts"]] == []
    assert all(actor["name"] in (actor["role"], "an actor") for actor in card["actors"])
    units = {answer["name"] for answer in samtui("who", "skola", "--json", "--limit", "100").json}
    told = {action["owner"] for action in card["actions"]} | {m["title"] for m in card["meetings"]}
    assert told.isdisjoint(units)
    others = [row for row in samtui("actions", "--json").json if row["family"] == "Familj S3"]
    assert others
    assert {row["owner"] for row in others} <= {
        "an actor",
        "I",
        None,
        *(a["name"] for a in card["guardians"]),
    }
    drawn = samtui("family", "show", str(hidden["id"])).text
    assert "Familj S3" in drawn
    assert "08-465" not in drawn


def test_the_card_can_be_read_without_json(samtui: Samtui) -> None:
    text = samtui("--lang", "sv", "family", "show", "pilfink").text
    for word in (
        "Pilfink",
        "Barn",
        "Aktörer",
        "Björkskolan",
        "Åtaganden",
        "gemensam vårdnad",
        "går ut snart",
    ):
        assert word in text
    assert "\x1b" not in text


def test_promises_the_oldest_first(samtui: Samtui) -> None:
    rows = samtui("actions", "--json").json
    assert {tuple(row) for row in rows} == {tuple(ACTION)}
    dated = [row["due"] for row in rows if row["due"]]
    assert dated == sorted(dated)
    assert {row["state"] for row in rows}.isdisjoint({"done", "dropped"})
    assert {row["funding"] for row in rows} == {None}
    assert None in {row["owner"] for row in rows}


def test_promises_narrowed(samtui: Samtui) -> None:
    every = samtui("actions", "--json").json
    late = samtui("actions", "--overdue", "--json").json
    assert 0 < len(late) < len(every)
    assert {row["state"] for row in samtui("actions", "--waiting", "--json").json} == {"waiting"}
    assert {row["family"] for row in samtui("actions", "--family", "pilfink", "--json").json} == {"Pilfink"}
    assert {row["owner"] for row in samtui("actions", "--actor", "BUP", "--json").json} == {"BUP öppenvård"}
    assert samtui("actions", "--actor", "skola", code=1).stderr.count("\n") > 2


def test_promises_as_csv_are_the_same_as_in_json(samtui: Samtui) -> None:
    answered = samtui("actions", "--csv").text
    rows = list(csv.DictReader(io.StringIO(answered, newline="")))
    expected = [
        {key: "" if value is None else str(value) for key, value in row.items()}
        for row in samtui("actions", "--json").json
    ]
    assert rows == expected
    assert "\r\n" in answered


@pytest.mark.parametrize("arguments", [["family", "list"], ["today"], ["actions"]])
def test_a_pipe_gets_no_colour_and_no_box(samtui: Samtui, arguments: list[str]) -> None:
    text = samtui(*arguments, FORCE_COLOR="1", TTY_COMPATIBLE="1").text
    assert not set(text) & set("\x1b\t│━─┃")


HOSTILE = "[/] [bold]Ärla[/bold] :smile: \x1b[31mröd\x07 =1+1"


@pytest.fixture
def hostile_folder(own_demo: Path) -> Path:
    """A caseload in which somebody typed what a terminal or a markup would take for a command."""
    store = DataFolder(own_demo).unlock(beginning.DEMO_PASSPHRASE)
    with store.change("family begun") as session:
        families.begin(session, HOSTILE)
    store.close()
    return own_demo


def test_what_people_typed_never_commands_a_terminal(
    samtui: Samtui, hostile_folder: Path, home: Path
) -> None:
    plain = samtui("--data-dir", hostile_folder, "family", "list").text
    assert "[/] [bold]Ärla[/bold] :smile: [31mröd =1+1" in plain
    assert not set(plain) & set("\x1b\x07")
    rows = samtui("--data-dir", hostile_folder, "family", "list", "--json").json
    assert HOSTILE in {row["name"] for row in rows}
    if sys.platform != "win32":
        arguments = ["family", "show", "bold ärla"]
        code, screen = at_a_terminal(home, hostile_folder, arguments, [], SAMTUI_PASSPHRASE="demo")
        assert code == 0
        assert "[/] [bold]Ärla[/bold] :smile: [31mröd =1+1" in screen
        assert "\x1b[31m" not in screen
