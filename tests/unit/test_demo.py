"""The fictional caseload: every reference resolves, the counts are those told, and nobody in it exists."""

import re
import tomllib
from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import create_engine, insert

from samtui import clock
from samtui.models import caseload, directory
from samtui.models.caseload import (
    Action,
    ActionState,
    Adult,
    Child,
    Consent,
    ConsentGiver,
    ConsentKind,
    ConsentState,
    Contact,
    Custody,
    Family,
    FamilyStatus,
    Involvement,
    Meeting,
    MeetingKind,
    MeetingStatus,
    Minutes,
    Need,
    Note,
    NoteKind,
    Participant,
    Protection,
)
from samtui.models.directory import DirectoryContact, Organisation, Provision, Service, ServiceText
from samtui.practice.consent import birthday
from samtui.practice.demo import demo_caseload, demo_directory, generated_caseload, told
from samtui.practice.demo.dates import Calendar, nearest, working_day
from samtui.practice.demo.directory import units
from samtui.practice.demo.families import family_files
from samtui.practice.demo.household import note_consent_facts
from samtui.practice.demo.names import BIRDS, HERBS, fictional_number
from samtui.practice.minutes import Document
from samtui.resources import data_folder, load_toml

D = date(2026, 11, 25)  # a Wednesday
ROWS = demo_caseload(D)
DIRECTORY = demo_directory(D)
CLOSED = (ActionState.DONE, ActionState.DROPPED)
FAMILIES = {
    path.removeprefix("families/").removesuffix(".toml").split("-")[1]: number
    for number, path in enumerate(family_files(), start=1)
}
FICTIONAL = re.compile(r"070-174 06 (0[5-9]|[1-9]\d)|031-390 06 \d\d|040-628 04 \d\d|08-465 004 \d\d")
FORBIDDEN = re.compile(
    r"\b(ärende\w*|klient\w*|brukare\w*|personakt|riskpoäng|jagar?|delad vårdnad|kontaktperson\w*|handikapp\w*"
    r"|särskola\w*|biståndsbedömd\w*|resurssvag\w*|tung familj|uteblev|vägrar|samarbetsvillig|hemmasittare"
    r"|utvecklingsstör\w*|giltigt samtycke|protokoll\w*|skyddad identitet|målsman)\b",
    re.IGNORECASE,
)


def of(table: Any, family: str) -> list[dict[str, Any]]:
    return [row for row in ROWS[table] if row["family_id"] == FAMILIES[family]]


def in_meetings(table: Any, family: str) -> list[dict[str, Any]]:
    meetings = {row["id"] for row in of(Meeting, family)}
    return [row for row in ROWS[table] if row["meeting_id"] in meetings]


def unowned(action: dict[str, Any]) -> bool:
    owner = action["mine"] or action["involvement_id"] or action["adult_id"] or action["child_id"]
    return action["state"] not in CLOSED and not owner


def kind_of(action: dict[str, Any], today: date = D) -> str:
    """An action as the caseload's page counts it: each in one kind."""
    if action["state"] in CLOSED:
        return str(action["state"].value)
    if unowned(action):
        return "unowned"
    return "overdue" if action["due"] and action["due"] < today else str(action["state"].value)


def actions_by_kind(family: str) -> dict[str, int]:
    return dict(Counter(kind_of(action) for action in of(Action, family)))


def awake(rows: Any = ROWS) -> set[int]:
    asleep = (FamilyStatus.RESTING, FamilyStatus.ENDED)
    return {row["id"] for row in rows[Family] if row["status"] not in asleep}


def open_actions() -> list[dict[str, Any]]:
    awake_families = awake()
    return [row for row in ROWS[Action] if row["state"] not in CLOSED and row["family_id"] in awake_families]


def texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for each in value.values():
            yield from texts(each)
    elif isinstance(value, list):
        for each in value:
            yield from texts(each)


def files() -> list[str]:
    return ["directory.toml", *family_files()]


# What the page about the twelve families says


@pytest.mark.parametrize(
    ("family", "actors", "actions", "consents", "meetings"),
    [
        (
            "pilfink",
            17,
            {"done": 6, "going_on": 3, "dropped": 1, "waiting": 1, "overdue": 2, "unowned": 1},
            2,
            4,
        ),
        ("kornknarr", 13, {"done": 3, "going_on": 2, "asked": 1, "waiting": 2, "unowned": 1}, 4, 3),
        ("sidensvans", 8, {"done": 3, "going_on": 1, "waiting": 1}, 1, 2),
        ("grasiska", 11, {"done": 2, "asked": 1, "accepted": 2, "waiting": 1}, 1, 1),
        ("entita", 14, {"done": 5, "going_on": 2, "waiting": 1, "overdue": 1, "unowned": 1}, 1, 3),
        ("rordrom", 12, {"done": 3, "going_on": 2, "accepted": 2, "waiting": 1}, 8, 2),
        ("lavskrika", 9, {"done": 2, "going_on": 1, "overdue": 3, "dropped": 1}, 2, 1),
        ("tofsvipa", 15, {"done": 2, "going_on": 2, "accepted": 4, "waiting": 1}, 3, 5),
        ("artsangare", 7, {"done": 9, "going_on": 2}, 1, 3),
        ("stromstare", 10, {"done": 3, "going_on": 1, "accepted": 1, "dropped": 1}, 2, 2),
        ("notskrika", 6, {"done": 1, "accepted": 1}, 0, 0),
        ("tornseglare", 9, {"done": 5}, 2, 6),
    ],
)
def test_each_family_is_counted_as_told(
    family: str, actors: int, actions: dict[str, int], consents: int, meetings: int
) -> None:
    assert len(of(Involvement, family)) == actors
    assert actions_by_kind(family) == actions
    information = [row for row in of(Consent, family) if row["kind"] is ConsentKind.INFORMATION]
    assert len(information) == consents
    assert len(of(Meeting, family)) == meetings


def test_the_strip_says_what_the_page_says() -> None:
    actions = open_actions()
    assert sum(row["due"] == D for row in actions) == 1
    assert sum(row["evaluation_due"] == D for row in actions) == 1
    assert sum(row["due"] is not None and row["due"] < D for row in actions) == 6
    assert sum(unowned(row) for row in actions) == 3
    assert sum(row["state"] is ActionState.WAITING for row in actions) == 8
    meetings_today = [row for row in ROWS[Meeting] if clock.local(row["starts_at"]).date() == D]
    assert [clock.local(row["starts_at"]).strftime("%H.%M") for row in meetings_today] == ["13.00"]
    assert meetings_today[0]["family_id"] == FAMILIES["rordrom"]


@pytest.mark.parametrize(
    ("kind", "families"),
    [
        ("overdue", {"pilfink": 2, "entita": 1, "lavskrika": 3}),
        ("unowned", {"pilfink": 1, "kornknarr": 1, "entita": 1}),
        (
            "waiting",
            {
                "pilfink": 1, "kornknarr": 2, "sidensvans": 1, "grasiska": 1, "entita": 1, "rordrom": 1,
                "tofsvipa": 1,
            },
        ),
    ],
)  # fmt: skip
def test_overdue_unowned_and_waiting_are_those_told_and_no_others(
    kind: str, families: dict[str, int]
) -> None:
    names = {number: name for name, number in FAMILIES.items()}
    assert Counter(names[row["family_id"]] for row in ROWS[Action] if kind_of(row) == kind) == families


def test_days_late_are_those_told() -> None:
    late = {
        family: sorted((D - row["due"]).days for row in of(Action, family) if kind_of(row) == "overdue")
        for family in ("pilfink", "entita", "lavskrika")
    }
    assert late == {"pilfink": [3, 9], "entita": [6], "lavskrika": [11, 16, 20]}


def test_one_consent_runs_out_within_thirty_days_and_that_before_the_meeting() -> None:
    awake_families = awake()
    soon = [
        row
        for row in ROWS[Involvement]
        if row["family_id"] in awake_families
        and row["consent_state"] is ConsentState.NOTED
        and D <= row["consent_until"] <= D + timedelta(days=30)
    ]
    assert [(row["actor"], row["consent_until"] - D) for row in soon] == [
        ("BUP öppenvård", timedelta(days=5))
    ]
    coming = [row for row in of(Meeting, "pilfink") if row["status"] is MeetingStatus.PLANNED]
    assert [clock.local(row["starts_at"]).date() - D for row in coming] == [timedelta(days=6)]


def test_statuses_are_nine_one_one_one() -> None:
    assert Counter(row["status"] for row in ROWS[Family]) == {
        FamilyStatus.ACTIVE: 9,
        FamilyStatus.ASKED: 1,
        FamilyStatus.RESTING: 1,
        FamilyStatus.ENDED: 1,
    }


def uncovered(meeting: dict[str, Any]) -> set[str]:
    actors = {row["id"]: row for row in ROWS[Involvement]}
    day = clock.local(meeting["starts_at"]).date()
    invited = {
        row["involvement_id"]
        for row in ROWS[Participant]
        if row["meeting_id"] == meeting["id"] and row["involvement_id"]
    }
    return {
        actors[each]["actor"]
        for each in invited
        if actors[each]["consent_state"] is not ConsentState.NOTED or actors[each]["consent_until"] < day
    }


def test_nobody_is_invited_without_consent_but_those_told() -> None:
    without = {
        family: uncovered(meeting)
        for family in FAMILIES
        for meeting in of(Meeting, family)
        if meeting["status"] is MeetingStatus.PLANNED and uncovered(meeting)
    }
    assert without.pop("pilfink") == {"BUP öppenvård"}  # runs out the day before
    assert without.pop("kornknarr") == {"BUP öppenvård"}  # Anders has said no
    assert len(without.pop("tofsvipa")) == 9  # all have run out
    assert without == {}


def test_the_first_meeting_of_grasiska_is_for_the_family_and_an_interpreter() -> None:
    guests = in_meetings(Participant, "grasiska")
    assert all(row["involvement_id"] is None for row in guests)
    assert [row["part"].split(",")[0] for row in guests if row["name"] == "Tolk"] == ["språktolk"]


def test_consent_is_as_told_for_each_recipient() -> None:
    states = {family: Counter(row["consent_state"] for row in of(Involvement, family)) for family in FAMILIES}
    assert states["entita"] == {ConsentState.NOTED: 14}
    assert states["artsangare"] == {ConsentState.NOTED: 7}
    assert states["notskrika"] == {ConsentState.MISSING: 6}
    assert states["stromstare"] == {ConsentState.NOTED: 9, ConsentState.WITHDRAWN: 1}
    assert states["kornknarr"][ConsentState.REFUSED] == 1
    assert states["kornknarr"][ConsentState.PARTIAL] == 1
    assert states["grasiska"][ConsentState.PARTIAL] == 3
    assert states["lavskrika"][ConsentState.ASKED] == 1
    assert states["rordrom"][ConsentState.ASKED] == 2
    eighteen = D + timedelta(days=38)
    ends = [row["consent_until"] for row in of(Involvement, "rordrom") if row["consent_until"]]
    assert ends == [eighteen - timedelta(days=1)] * 6
    expired = [row for row in of(Involvement, "tofsvipa") if (row["consent_until"] or D) < D]
    assert len(expired) == 9 and all(row["until"] is None for row in expired)


def test_answers_are_pending_since_the_days_told() -> None:
    asked = {row["id"]: row for row in ROWS[Consent]}
    pending = Counter(
        (asked[row["consent_id"]]["family_id"], (D - asked[row["consent_id"]]["asked_on"]).days)
        for row in ROWS[ConsentGiver]
        if row["answer"] == "pending"
    )
    assert pending[FAMILIES["kornknarr"], 19] == 1
    assert pending[FAMILIES["grasiska"], 18] == 1


def test_only_lavskrika_has_gone_quiet() -> None:
    last = {
        row["id"]: max(
            note["at"]
            for note in ROWS[Note]
            if note["family_id"] == row["id"] and note["kind"] is NoteKind.CONTACT
        )
        for row in ROWS[Family]
    }
    active = (row["id"] for row in ROWS[Family] if row["status"] is FamilyStatus.ACTIVE)
    quiet = {family: (D - clock.local(last[family]).date()).days for family in active}
    assert {family: days for family, days in quiet.items() if days > 21} == {FAMILIES["lavskrika"]: 52}


def test_a_follow_up_has_passed_for_lavskrika_alone() -> None:
    passed = [row for row in ROWS[Meeting] if row["follow_up_on"] and row["follow_up_on"] < D]
    assert [(row["family_id"], (D - row["follow_up_on"]).days) for row in passed] == [
        (FAMILIES["lavskrika"], 14)
    ]


def test_sleeping_and_old_promises_are_not_late() -> None:
    resting = [row["due"] for row in of(Action, "stromstare") if row["state"] not in CLOSED]
    assert all(due is None or due > D + timedelta(days=21) for due in resting)
    old = [row for row in of(Action, "tofsvipa") if row["text"].endswith("(från förra perioden)")]
    assert len(old) == 3
    assert all(row["due"] is None and row["state"] not in CLOSED for row in old)


def test_ages_are_those_told() -> None:
    ages: dict[str, set[int]] = {}
    for row in ROWS[Child]:
        if row["born"]:
            family = next(name for name, number in FAMILIES.items() if number == row["family_id"])
            age = D.year - row["born"].year - ((D.month, D.day) < (row["born"].month, row["born"].day))
            ages.setdefault(family, set()).add(age)
    assert ages == {
        "pilfink": {9, 5}, "kornknarr": {12, 16}, "sidensvans": {6, 3}, "grasiska": {1, 4, 7, 11},
        "entita": {1}, "rordrom": {17}, "lavskrika": {14}, "tofsvipa": {10, 13}, "artsangare": {8},
        "stromstare": {11, 15}, "tornseglare": {19},
    }  # fmt: skip


@pytest.mark.parametrize(
    ("family", "child", "age", "days"),
    [("kornknarr", "Teo", 12, -11), ("rordrom", "Linus", 18, 38), ("lavskrika", "Nils", 15, 25)],
)
@pytest.mark.parametrize("today", [D, date(2028, 2, 29), date(2027, 1, 1)])
def test_birthdays_fall_on_the_days_told(family: str, child: str, age: int, days: int, today: date) -> None:
    (born,) = (
        row["born"]
        for row in demo_caseload(today)[Child]
        if row["family_id"] == FAMILIES[family] and row["name"] == child
    )
    assert birthday(born, age) == today + timedelta(days=days)


def test_maja_was_born_on_a_fifteenth() -> None:
    assert [row["born"].day for row in of(Child, "tornseglare")] == [15]
    assert nearest(date(2026, 3, 1), 15) == date(2026, 2, 15)


@pytest.mark.parametrize(
    ("organisation", "families"),
    [
        ("forsakringskassan", {1, 2, 4, 5, 6, 7, 8, 9, 10, 12}),
        ("bup", {1, 2, 7, 8}),
        ("buh", {1, 2, 4, 5, 6, 7, 8, 9, 10}),
        ("lss-lingonkoping", {1, 2, 4, 5, 6, 8, 9}),
    ],
)
def test_actors_are_shared_by_the_families_told(organisation: str, families: set[int]) -> None:
    ref = units(D)[organisation].row["id"]
    assert {row["family_id"] for row in ROWS[Involvement] if row["organisation_ref"] == ref} == families


def test_siv_timjan_is_central_contact_in_five_families_and_has_left_none() -> None:
    actors = {row["id"]: row for row in ROWS[Involvement]}
    central = {
        actors[row["involvement_id"]]["family_id"]
        for row in ROWS[Contact]
        if row["name"] == "Siv Timjan" and "central kontakt" in actors[row["involvement_id"]]["role"]
    }
    assert central == {
        FAMILIES[name] for name in ("pilfink", "kornknarr", "rordrom", "lavskrika", "artsangare")
    }
    assert all(row["left_on"] is None for row in ROWS[Contact] if row["name"] == "Siv Timjan")


def test_four_contacts_of_tofsvipa_have_left_and_two_actors_have_ended() -> None:
    actors = {row["id"]: row for row in of(Involvement, "tofsvipa")}
    left = [row for row in ROWS[Contact] if row["involvement_id"] in actors and row["left_on"]]
    assert len(left) == 4
    assert sum(row["until"] is not None for row in actors.values()) == 2


def test_locked_minutes_say_what_was_said_in_as_many_versions_as_told() -> None:
    meetings = {row["id"]: row for row in ROWS[Meeting]}
    locked = Counter(row["meeting_id"] for row in ROWS[Minutes])
    assert set(locked) == {
        number for number, row in meetings.items() if row["status"] is MeetingStatus.LOCKED
    }
    twice = [meetings[number] for number, count in locked.items() if count == 2]
    assert [(row["family_id"], row["kind"]) for row in twice] == [(FAMILIES["pilfink"], MeetingKind.SIP)]
    for row in ROWS[Minutes]:
        said = Document.from_json(row["document"])
        assert said.number == row["number"] and said.locked_by == row["locked_by"]
        assert said.items and said.participants
        assert row["locked_at"] > meetings[row["meeting_id"]]["starts_at"]
        assert not any(promise.passed for promise in said.actions)


def test_minutes_before_the_hand_over_were_locked_by_the_coordinator_of_that_time() -> None:
    by = [row["locked_by"] for row in in_meetings(Minutes, "tornseglare")]
    assert by == ["Tomas Dragon"] * 4 + ["Malin Körvel"] * 2


def test_protected_families_name_no_place() -> None:
    (family,) = (row for row in ROWS[Family] if row["protection"] is not Protection.NONE)
    assert family["name"] == "Familj S3"
    assert all(row["organisation_ref"] is None for row in of(Involvement, "sidensvans"))
    places = [row["name"] for row in DIRECTORY[Organisation] if row["name"] not in ("Försäkringskassan",)]
    places += ["Lingonköping", "Havrevik", "Tranmyra", "Storhamn", "Mellansjö"]
    said = load_toml("demo/families/03-sidensvans.toml")
    for text in texts({key: value for key, value in said.items() if key != "family"}):
        assert not [place for place in places if place in text]
    for row in in_meetings(Minutes, "sidensvans"):
        assert "Strandmynta" not in row["document"]


# Nobody exists


def test_families_are_birds_and_professionals_herbs() -> None:
    assert {row["name"] for row in ROWS[Family]} - {"Familj S3"} <= set(BIRDS)
    professionals = [row["name"] for row in (*DIRECTORY[DirectoryContact], *ROWS[Contact])]
    assert [name for name in professionals if name.split()[-1] not in HERBS] == []


def test_every_telephone_number_is_fictional_and_stands_once() -> None:
    numbers = [
        text
        for file in files()
        for text in texts(load_toml(f"demo/{file}"))
        if re.search(r"\d\d.*\d\d.*\d", text) and re.match(r"[\d+]", text)
    ]
    assert len(numbers) > 150
    assert [number for number in numbers if not FICTIONAL.fullmatch(number)] == []
    assert [number for number, count in Counter(numbers).items() if count > 1] == []


def test_no_number_like_a_telephone_or_a_personnummer_hides_in_a_text() -> None:
    for file in files():
        for text in texts(load_toml(f"demo/{file}")):
            if not FICTIONAL.fullmatch(text):
                assert not re.search(r"\d{3}|\d[\d -]{6,}\d", text) or re.fullmatch(
                    r"D-\d+( \d\d:\d\d)?|D\+\d+( \d\d:\d\d)?|.*\b120 dagar.*", text
                ), text


def test_addresses_end_in_example() -> None:
    found = [text for file in files() for text in texts(load_toml(f"demo/{file}")) if "@" in text]
    assert len(found) > 100
    assert [text for text in found if not text.endswith(".example")] == []


def test_no_word_that_stands_on_no_screen_and_no_diagnosis() -> None:
    diagnosis = re.compile(r"\b([A-TV-Z]\d{2}(\.\d+)?|autism\w*|adhd|epilepsi\w*|down\w*|cp-skada)\b", re.I)
    for file in files():
        said = load_toml(f"demo/{file}")
        searched = {
            word
            for row in said.get("organisation", ())
            for word in (*row.get("also", ()), *row.get("services", ()))
        }
        for text in texts(said):
            if text not in searched and "@" not in text:
                assert not FORBIDDEN.search(text), text
                assert not diagnosis.search(text), text
    for table in (Action, Note, Need, Meeting):
        for row in GENERATED[table]:
            assert not [text for text in texts(row) if FORBIDDEN.search(text)], table


# Days


def test_no_meeting_falls_on_a_weekend_or_a_holiday_whatever_day_it_is() -> None:
    told_at = [
        meeting[key]
        for file in family_files()
        for meeting in load_toml(f"demo/{file}").get("meeting", ())
        for key in ("at", "next")
        if key in meeting
    ]
    closed = {(1, 1), (1, 6), (5, 1), (6, 6), (12, 24), (12, 25), (12, 26), (12, 31)}
    for passed in range(400):
        calendar = Calendar(D + timedelta(days=passed))
        days = [clock.local(calendar.meeting(at)).date() for at in told_at]
        assert [day for day in days if day.weekday() >= 5 or (day.month, day.day) in closed] == []


@pytest.mark.parametrize(
    ("day", "moved"),
    [
        (date(2026, 4, 3), date(2026, 4, 7)),  # Good Friday to the day after Easter Monday
        (date(2026, 5, 14), date(2026, 5, 15)),  # Ascension Day
        (date(2026, 6, 19), date(2026, 6, 22)),  # midsummer's eve
        (date(2026, 12, 24), date(2026, 12, 28)),
        (date(2026, 12, 31), date(2027, 1, 4)),
        (D, D),
    ],
)
def test_a_meeting_moves_to_the_next_working_day(day: date, moved: date) -> None:
    assert working_day(day) == moved


def test_an_hour_is_swedish_wall_time_in_summer_and_winter() -> None:
    for today in (date(2026, 7, 1), D):
        assert clock.local(Calendar(today).instant("D 13:00")).strftime("%H:%M") == "13:00"


@pytest.mark.parametrize("today", [date(2026, 1, 1) + timedelta(days=29 * step) for step in range(14)])
def test_minutes_are_locked_after_the_meeting_wherever_it_moved(today: date) -> None:
    rows = demo_caseload(today)
    starts = {row["id"]: row["starts_at"] for row in rows[Meeting]}
    assert all(row["locked_at"] > starts[row["meeting_id"]] for row in rows[Minutes])
    late = [row for row in rows[Action] if kind_of(row, today) == "overdue"]
    assert len(late) == 6


# Slips in the files


SLIPS = [
    ("[family]\nname = 'Kaja'\nstatus = 'active'\nbegun = 'D-1'\ncolour = 'grey'", "family: colour"),
    ("[family]\nname = 'Kaja'\nstatus = 'flown'\nbegun = 'D-1'", "family: status"),
    ("[family]\nname = 'Kaja'\nstatus = 'active'\nbegun = 'yesterday'", "family: begun"),
    ("[[actor]]\nkey = 'bup'\norganisation = 'bup-nowhere'", "actor 1: organisation = bup-nowhere"),
    ("[[actor]]\nkey = 'bup'\norganisation = 'bup'\ncontacts = ['siv-timjan']", "contacts = siv-timjan"),
    ("[[need]]\ntext = 'Sova.'\nby = 'nobody'", "need 1: by = nobody"),
    (
        "[[consent]]\nkind='information'\nasked='D'\nstarts='D'\nexpires='D'\nscope={bup=['school']}",
        "consent 1: scope: bup",
    ),
    ("[[action]]\ntext = 'Ring'\nstate = 'asked'\nowner = 'actor:bup'", "action 1: owner = actor:bup"),
    ("[[action]]\ntext = 'Ring'\nstate = 'asked'\nmeeting = 'sip'", "action 1: meeting = sip"),
    ("[[meeting]]\nkey='m'\nkind='sip'\ntitle='SIP'\nat='D+6'", "meeting 1: at"),
    ("[[meeting]]\nkey='m'\nkind='sip'\ntitle='SIP'\nat='D 13:00'\nparticipants=[{adult='x'}]", "adult = x"),
    ("[[surprise]]\nx = 1", "surprise"),
]


@pytest.mark.parametrize(("slip", "where"), SLIPS, ids=[where for _slip, where in SLIPS])
def test_a_slip_is_named_by_file_and_key(slip: str, where: str, monkeypatch: pytest.MonkeyPatch) -> None:
    family = "[family]\nname = 'Kaja'\nstatus = 'active'\nbegun = 'D-1'\n"
    text = slip if slip.startswith("[family]") else family + slip
    real = told.load_toml

    def load(name: str) -> dict[str, Any]:
        return tomllib.loads(text) if name.endswith("05-entita.toml") else real(name)

    monkeypatch.setattr(told, "load_toml", load)
    with pytest.raises(told.Mistold) as mistake:
        demo_caseload(D)
    assert "families/05-entita.toml" in str(mistake.value)
    assert where in str(mistake.value)


# Rows that a store takes


def write(metadata: Any, rows: Any) -> None:
    engine = create_engine("sqlite://")
    with engine.begin() as connection:
        connection.exec_driver_sql("PRAGMA foreign_keys = ON")
        metadata.create_all(connection)
        for table in metadata.sorted_tables:
            model = next((each for each in rows if each.__table__ is table), None)
            if model and rows[model]:
                connection.execute(insert(table), rows[model])
                count = connection.exec_driver_sql(f"SELECT count(*) FROM {table.name}").scalar_one()
                assert count == len(rows[model])
        assert connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall() == []


def test_the_rows_can_be_written_many_at_once() -> None:
    write(caseload.metadata, ROWS)
    write(directory.metadata, DIRECTORY)


def test_every_row_has_every_column() -> None:
    for rows in (ROWS, DIRECTORY):
        for table, told_rows in rows.items():
            columns = set(table.model_fields)
            assert all(set(row) == columns for row in told_rows), table


def test_the_caseload_and_the_directory_agree() -> None:
    organisations = {row["id"]: row for row in DIRECTORY[Organisation]}
    people = {row["id"]: row for row in DIRECTORY[DirectoryContact]}
    for row in ROWS[Involvement]:
        if row["organisation_ref"]:
            assert organisations[row["organisation_ref"]]["name"] == row["actor"]
            assert organisations[row["organisation_ref"]]["principal"] == row["principal"]
    actors = {row["id"]: row for row in ROWS[Involvement]}
    for row in ROWS[Contact]:
        if row["contact_ref"]:
            person = people[row["contact_ref"]]
            assert person["name"] == row["name"]
            assert person["organisation_id"] == actors[row["involvement_id"]]["organisation_ref"]


def test_the_catalogue_is_in_the_directory_in_both_languages() -> None:
    catalogue = [
        row
        for path in (data_folder() / "catalogue").glob("*.toml")
        for row in load_toml(f"catalogue/{path.name}")["service"]
    ]
    assert {row["slug"] for row in DIRECTORY[Service]} == {row["id"] for row in catalogue}
    assert Counter(row["language"] for row in DIRECTORY[ServiceText]) == {
        "sv": len(catalogue),
        "en": len(catalogue),
    }


@pytest.mark.parametrize(
    ("organisation", "slug"),
    [
        ("LSS-enheten Lingonköping", "lss-avlosarservice"),
        ("Barn- och ungdomshabiliteringen", "habilitering"),
        ("BUP öppenvård", "bup"),
        ("Försäkringskassan", "omvardnadsbidrag"),
        ("BVC Linden", "bvc"),
        ("Hjälpmedelscentralen", "hjalpmedel"),
        ("Färdtjänst Lingonköping", "fardtjanst"),
        ("Bostadsanpassning Havrevik", "bostadsanpassningsbidrag"),
        ("Överförmyndaren", "god-man-forvaltare"),
        ("Bäckens anpassade grundskola", "anpassad-grundskola"),
    ],
)
def test_one_finds_out_where_a_service_is_given(organisation: str, slug: str) -> None:
    (service,) = (row["id"] for row in DIRECTORY[Service] if row["slug"] == slug)
    (unit,) = (row["id"] for row in DIRECTORY[Organisation] if row["name"] == organisation)
    assert any(
        row["service_id"] == service and row["organisation_id"] == unit for row in DIRECTORY[Provision]
    )


# Generated families


def whole(pages: Any) -> dict[Any, list[dict[str, Any]]]:
    rows: dict[Any, list[dict[str, Any]]] = {}
    for page in pages:
        for table, told_rows in page.items():
            rows.setdefault(table, []).extend(told_rows)
    return rows


GENERATED = whole(generated_caseload(400, 7, D))


def test_the_same_seed_gives_the_same_families_and_another_seed_others() -> None:
    assert whole(generated_caseload(400, 7, D)) == GENERATED
    assert whole(generated_caseload(400, 8, D))[Family] != GENERATED[Family]


def test_fewer_families_are_the_first_of_more() -> None:
    few = whole(generated_caseload(5, 7, D))
    assert few[Family] == GENERATED[Family][:5]
    assert few[Action] == GENERATED[Action][: len(few[Action])]


def test_generated_rows_can_be_written_and_their_ids_run_on() -> None:
    write(caseload.metadata, GENERATED)
    for table, rows in GENERATED.items():
        assert [row["id"] for row in rows] == list(range(1, len(rows) + 1)), table


def test_generated_families_are_birds_with_a_number_or_an_alias() -> None:
    for row in GENERATED[Family]:
        name, number = row["name"].rsplit(" ", 1)
        if row["protection"] is Protection.NONE:
            assert name in BIRDS and int(number) == row["id"]
        else:
            assert row["name"] == f"Familj S{row['id']}"
    assert [row["name"] for row in GENERATED[Contact] if row["name"].split()[-1] not in HERBS] == []
    phones = {row["phone"] for row in (*GENERATED[Adult], *GENERATED[Contact])} - {""}
    assert all(FICTIONAL.fullmatch(phone) for phone in phones)


def test_generated_families_are_spread_as_the_twelve() -> None:
    size = sum(map(len, GENERATED.values())) / 400
    assert 60 <= size <= 120
    assert set(Counter(row["status"] for row in GENERATED[Family])) == set(FamilyStatus)
    assert 250 <= sum(row["status"] is FamilyStatus.ACTIVE for row in GENERATED[Family]) <= 340
    assert {kind_of(row) for row in GENERATED[Action]} == {
        "asked", "accepted", "going_on", "waiting", "done", "dropped", "overdue", "unowned",
    }  # fmt: skip
    assert {row["consent_state"] for row in GENERATED[Involvement]} == {
        ConsentState.MISSING,
        ConsentState.ASKED,
        ConsentState.PARTIAL,
        ConsentState.NOTED,
        ConsentState.REFUSED,
        ConsentState.WITHDRAWN,
    }
    assert len({row["kind"] for row in GENERATED[Custody]}) == 5


def test_generated_meetings_and_days_make_sense() -> None:
    family = {row["id"]: row for row in GENERATED[Family]}
    starts = {row["id"]: row["starts_at"] for row in GENERATED[Meeting]}
    for row in GENERATED[Meeting]:
        day = clock.local(row["starts_at"]).date()
        assert day.weekday() < 5
        assert day >= family[row["family_id"]]["begun_on"]
        assert (day >= D) == (row["status"] is MeetingStatus.PLANNED)
    for row in GENERATED[Minutes]:
        assert row["locked_at"] > starts[row["meeting_id"]]
        assert clock.local(row["locked_at"]).date() < D
    for row in GENERATED[Involvement]:
        assert row["until"] is None or row["since"] is None or row["since"] < row["until"]
    for row in GENERATED[Note]:
        assert clock.local(row["at"]).date() <= D


def test_consent_facts_are_those_of_the_rules() -> None:
    page = {table: [dict(row) for row in rows] for table, rows in generated_page().items()}
    facts = [(row["consent_state"], row["consent_until"]) for row in page[Involvement]]
    for row in page[Involvement]:
        row["consent_state"], row["consent_until"] = ConsentState.MISSING, None
    note_consent_facts(page)
    assert [(row["consent_state"], row["consent_until"]) for row in page[Involvement]] == facts


def generated_page() -> Any:
    return next(page for page in generated_caseload(50, 7, D) if len(page.get(ConsentGiver, [])) > 1)


def test_the_fictional_numbers_are_395() -> None:
    numbers = {fictional_number(place) for place in range(395)}
    assert len(numbers) == 395 and all(FICTIONAL.fullmatch(number) for number in numbers)
    assert fictional_number(395) == fictional_number(0)


def test_needs_stand_in_the_familys_order() -> None:
    for family in FAMILIES:
        assert [row["place"] for row in of(Need, family)] == list(range(1, len(of(Need, family)) + 1))
