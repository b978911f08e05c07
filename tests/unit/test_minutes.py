"""The minutes: what they say, how they leave, and that what is locked stays."""

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from sqlalchemy.exc import IntegrityError

from samtui import clock
from samtui.errors import Changed, Damaged, Refused, TooNew
from samtui.exchange.minutes import file_name, markdown
from samtui.language import speaking
from samtui.models.caseload import (
    AbsenceReason,
    ActionState,
    AgendaItem,
    Attendance,
    Call,
    Family,
    Meeting,
    MeetingKind,
    MeetingStatus,
    Minutes,
    ParticipationWay,
    Protection,
)
from samtui.models.records import (
    ActionRow,
    DecisionRecord,
    ItemRecord,
    LockedMinutes,
    MeetingCard,
    ParticipantRecord,
    ParticipationRecord,
)
from samtui.practice import minutes
from samtui.practice.minutes import Document
from samtui.store.meetings import meeting_card
from samtui.store.schema import CASELOAD
from samtui.store.store import Store

GOLDEN = Path(__file__).parent / "golden_minutes"
NOW = datetime(2026, 11, 27, 8, 12, tzinfo=UTC)
OWN = "Anhörigstödet, Lingonköpings kommun"
BY = "Malin Körvel"
FORBIDDEN = ("beslut", "protokoll", "försenat", "åtgärd", "uppgift", "decision", "overdue")


@pytest.fixture(autouse=True)
def _the_day_is_known() -> Iterator[None]:
    with clock.stopped(NOW):
        yield


def somebody(number: int, name: str = "", part: str = "", **values: Any) -> ParticipantRecord:
    told: dict[str, Any] = {
        "involvement_id": None,
        "adult_id": None,
        "child_id": None,
        "principal": None,
        "call": Call.INVITED,
        "attendance": Attendance.UNKNOWN,
        "reason": None,
    }
    return ParticipantRecord(id=number, version=1, name=name, part=part, **{**told, **values})


def a_promise(number: int, text: str, **values: Any) -> ActionRow:
    told: dict[str, Any] = {
        "state": ActionState.ACCEPTED,
        "mine": False,
        "owner": "",
        "owner_kind": "",
        "owner_id": None,
        "contact": "",
        "due": None,
        "evaluation_due": None,
        "waiting_on": "",
        "done_on": None,
        "dropped_because": "",
        "resting": False,
    }
    return ActionRow(
        id=number,
        version=1,
        family_id=1,
        family="Pilfink",
        protection=Protection.NONE,
        text=text,
        meeting_id=17,
        item_id=None,
        **{**told, **values},
    )


def an_item(number: int, title: str, text: str = "", *agreed: str) -> ItemRecord:
    said = tuple(DecisionRecord(place, 1, what) for place, what in enumerate(agreed))
    return ItemRecord(number, 1, number, title, text, said)


def sparse(**values: Any) -> MeetingCard:
    """A meeting of which nothing is noted but its day and its kind."""
    told: dict[str, Any] = {
        "family": "Pilfink",
        "protection": Protection.NONE,
        "kind": MeetingKind.FOLLOW_UP,
        "title": "",
        "starts_at": datetime(2026, 11, 25, 13, 0, tzinfo=UTC),
        "place": "",
        "status": MeetingStatus.DRAFT,
        "questions": "",
        "follow_up_on": None,
        "next_meeting_at": None,
        "participants": (),
        "participations": (),
        "items": (),
        "actions": (),
        "minutes": (),
    }
    return MeetingCard(id=17, version=1, family_id=1, **{**told, **values})


def full(**values: Any) -> MeetingCard:
    """The fictional family Pilfink's follow-up meeting, with something of everything."""
    told: dict[str, Any] = {
        "title": "Lugn ingång till skolan",
        "place": "Björkskolan, rum 3",
        "questions": "Hur kommer Elsa in utan trängseln?\n\nVem ringer runt när Elsa inte kommer iväg?",
        "follow_up_on": date(2027, 1, 20),
        "next_meeting_at": datetime(2027, 1, 20, 12, 30, tzinfo=UTC),
        "participants": PARTICIPANTS,
        "participations": (
            ParticipationRecord(
                1, "Elsa", ParticipationWay.PART_OF_IT, "Jag vill att det ska vara tyst när jag kommer."
            ),
            ParticipationRecord(2, "Milo", None, ""),
        ),
        "items": (
            an_item(
                1,
                "Hur har det gått?",
                "Elsa har varit på skolgården.\nBåda gångerna med mormor.\n\nSimningen fungerar.",
            ),
            an_item(
                2,
                "Lugn ingång",
                "",
                "Elsa går in genom slöjdsalen.",
                "Ylva möter klockan 8.20.\nInte i kapprummet.",
            ),
            an_item(3, "Övrigt"),
        ),
        "actions": ACTIONS,
    }
    return sparse(**{**told, **values})


PARTICIPANTS = (
    somebody(1, "Elsa", child_id=1, attendance=Attendance.PRESENT),
    somebody(2, "Jonna Pilfink", "mamma", adult_id=1, attendance=Attendance.PRESENT),
    somebody(
        3,
        "Ylva Kummin",
        "Björkskolan",
        involvement_id=1,
        call=Call.CALLED,
        attendance=Attendance.PRESENT,
    ),
    somebody(
        4,
        "Dag Libbsticka",
        "BUP öppenvård",
        involvement_id=2,
        call=Call.CALLED,
        attendance=Attendance.ABSENT,
        reason=AbsenceReason.NO_TIME_GIVEN,
    ),
    somebody(5, "", "Försäkringskassan", involvement_id=3, attendance=Attendance.SUBSTITUTE),
    somebody(6, "Tolk", call=Call.INVITED),
)
ACTIONS = (
    a_promise(
        1,
        "Öppna ingången genom slöjdsalen",
        owner="Björkskolan",
        owner_kind="involvement",
        owner_id=1,
        contact="Ylva Kummin",
        due=date(2026, 11, 26),
        state=ActionState.GOING_ON,
    ),
    a_promise(2, "Skicka kallelse till nästa möte", mine=True, due=date(2026, 12, 18)),
    a_promise(3, "Ringa runt när Elsa inte kommer iväg"),
    a_promise(
        4,
        "Remiss till logoped",
        owner="BUH",
        owner_kind="involvement",
        owner_id=4,
        state=ActionState.WAITING,
        waiting_on="svar från regionen",
        evaluation_due=date(2026, 12, 1),
    ),
    a_promise(
        5,
        "Berätta för mormor",
        owner="Jonna Pilfink",
        owner_kind="adult",
        owner_id=1,
        due=date(2026, 11, 26),
        done_on=date(2026, 11, 26),
        state=ActionState.DONE,
    ),
)


def locked(card: MeetingCard, number: int = 1) -> Document:
    return replace(minutes.document(card, OWN), number=number, locked_at="2026-11-27T09:12", locked_by=BY)


def written(document: Document, language: str = "sv", *, draft: bool = False) -> str:
    with speaking(language):
        return markdown(document, draft=draft)


# What leaves


@pytest.mark.parametrize("language", ["sv", "en"])
def test_locked_minutes_are_these_bytes(language: str) -> None:
    golden = (GOLDEN / f"locked.{language}.md").read_bytes()
    assert written(locked(full(), 2), language).encode() == golden


@pytest.mark.parametrize("language", ["sv", "en"])
def test_a_draft_with_next_to_nothing_in_it_is_these_bytes(language: str) -> None:
    golden = (GOLDEN / f"draft.{language}.md").read_bytes()
    assert written(minutes.document(sparse(), ""), language, draft=True).encode() == golden


def test_the_same_minutes_are_the_same_bytes_on_another_day() -> None:
    kept = locked(full()).to_json()
    before = written(Document.from_json(kept))
    with clock.stopped(datetime(2027, 6, 1, 22, 30, tzinfo=UTC)):
        assert written(Document.from_json(kept)) == before


def test_what_is_not_locked_says_so_whoever_asks() -> None:
    document = minutes.document(full(), OWN)
    assert "**UTKAST**" in written(document, draft=True)
    assert "**UTKAST**" in written(document, draft=False)
    assert "UTKAST" not in written(locked(full()))


@pytest.mark.parametrize("language", ["sv", "en"])
def test_no_word_of_authorities_stands_in_the_minutes(language: str) -> None:
    text = written(locked(full()), language).casefold()
    assert [word for word in FORBIDDEN if word in text] == []


def test_a_promise_past_its_date_is_told_without_a_mark() -> None:
    text = written(locked(full()))
    assert "| Björkskolan, Ylva Kummin | 2026-11-26 | pågår, datum har passerat |" in text
    assert text.count("datum har passerat") == 1


def test_a_resting_family_has_no_date_that_has_passed() -> None:
    resting = tuple(replace(row, resting=True) for row in ACTIONS)
    assert "datum har passerat" not in written(locked(full(actions=resting)))


def test_why_a_promise_was_dropped_stays_inside() -> None:
    dropped = a_promise(1, "Söka pengar", state=ActionState.DROPPED, dropped_because="pappas arbete")
    text = written(locked(full(actions=(dropped,))))
    assert "utgår" in text
    assert "pappas arbete" not in text


def test_a_reason_is_told_only_of_somebody_who_was_not_there() -> None:
    came_after_all = somebody(1, "Dag", attendance=Attendance.PRESENT, reason=AbsenceReason.ILL)
    assert "sjuk" not in written(locked(full(participants=(came_after_all,))))


PIECES: dict[str, tuple[Any, Any]] = {
    "title": ("", "Lugn ingång"),
    "place": ("  ", "Björkskolan"),
    "questions": ("\n", "Vem ringer?"),
    "follow_up_on": (None, date(2027, 1, 20)),
    "next_meeting_at": (None, datetime(2027, 1, 20, 12, 30, tzinfo=UTC)),
    "participants": ((), PARTICIPANTS, (somebody(1),)),
    "participations": (
        (),
        (ParticipationRecord(1, "Elsa", None, ""),),
        (ParticipationRecord(1, "Elsa", None, "Tyst."), ParticipationRecord(2, "Milo", None, " ")),
        (ParticipationRecord(1, "", ParticipationWay.LETTER, "\u200b\x07"),),
    ),
    "items": ((), (an_item(1, ""),), (an_item(1, "Övrigt", "Ja"),), (an_item(1, "A", "", " "),)),
    "actions": ((), ACTIONS, (a_promise(1, "Ringa", owner_kind="adult", owner_id=1),)),
}


@given(st.fixed_dictionaries({name: st.sampled_from(choices) for name, choices in PIECES.items()}))
def test_nothing_empty_stands_in_the_minutes(values: dict[str, Any]) -> None:
    for language in ("sv", "en"):
        text = written(minutes.document(sparse(**values), ""), language, draft=True)
        assert text.endswith("\n") and not text.endswith("\n\n")
        assert "\r" not in text
        assert "\n\n\n" not in text
        assert "None" not in text
        assert [line for line in text.splitlines() if line != line.rstrip()] == []
        assert empty_fields(text) == []


def empty_fields(text: str) -> list[str]:
    """Headings and labels with nothing under them, items with nothing after their label, empty cells."""
    blocks = text.strip().split("\n\n")
    bare = [block for block, after in pairwise([*blocks, "# end"]) if is_bare(block, after)]
    items = [line for line in text.splitlines() if re.fullmatch(r"- (\*\*.*:\*\*)?|[->]", line)]
    rows = [line for line in text.splitlines() if line.startswith("|") and re.search(r"\|\s*\|", line)]
    return bare + items + rows


def is_bare(block: str, after: str) -> bool:
    if re.fullmatch(r"\*\*[^*]*:\*\*", block):
        return after.startswith(("#", "**"))
    level = len(block) - len(block.lstrip("#"))
    return level > 1 and after.startswith("#") and len(after) - len(after.lstrip("#")) <= level


def test_an_empty_field_would_be_found() -> None:
    text = "# A\n\n- **Plats:**\n\n## B\n\n## C\n\n**D:**\n\n## E\n\n| a |  |\n"
    assert empty_fields(text) == ["## B", "**D:**", "- **Plats:**", "| a |  |"]


# Names that would be something else


class Elements(HTMLParser):
    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.seen = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append(tag)

    def handle_data(self, data: str) -> None:
        self.seen += data


HOSTILE = (
    "<script>alert(1)</script>",
    "| x | y |",
    "# Rubrik",
    "[länk](https://x.example)",
    "**fet** _kursiv_ `kod`",
    "&amp; &#60;b&#62;",
    "- lista",
    "1. lista",
    "<!-- dold",
    "</td></table>",
    "[skyddad]",
)


def full_of(text: str) -> MeetingCard:
    return full(
        family=text,
        title=text,
        place=text,
        questions=text,
        participants=(somebody(1, text, text, attendance=Attendance.PRESENT),),
        participations=(ParticipationRecord(1, text, ParticipationWay.LETTER, text),),
        items=(an_item(1, text, text, text), an_item(2, text)),
        actions=(a_promise(1, text, owner=text, contact=text, owner_kind="adult", owner_id=1),),
    )


@pytest.mark.parametrize("text", HOSTILE)
def test_markup_in_any_field_is_shown_as_it_was_typed(text: str) -> None:
    reader = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    document = replace(locked(full_of(text)), locked_by=text, own_organisation=text)
    harmless = replace(locked(full_of("Gräshoppa")), locked_by="Gräshoppa", own_organisation="Gräshoppa")
    shown = Elements(reader.render(written(document)))
    expected = Elements(reader.render(written(harmless)))
    assert shown.found == expected.found
    assert shown.seen == expected.seen.replace("Gräshoppa", text)


@pytest.mark.parametrize("language", ["sv", "en"])
def test_the_file_name_tells_nothing_but_day_number_and_version(language: str) -> None:
    with speaking(language):
        assert (
            file_name(locked(full_of("Elsa Pilfink"), 2))
            == {
                "sv": "motesanteckningar-2026-11-25-17-2.md",
                "en": "minutes-2026-11-25-17-2.md",
            }[language]
        )
        assert (
            file_name(minutes.document(full(), OWN))
            == {
                "sv": "motesanteckningar-2026-11-25-17-1-utkast.md",
                "en": "minutes-2026-11-25-17-1-draft.md",
            }[language]
        )


def test_the_day_in_the_file_name_is_the_one_on_the_wall() -> None:
    late = sparse(starts_at=datetime(2026, 11, 25, 23, 30, tzinfo=UTC))
    with speaking("en"):
        assert file_name(minutes.document(late, "")).startswith("minutes-2026-11-26-")


# Protected personal data


@pytest.mark.parametrize("level", [level for level in Protection if level is not Protection.NONE])
def test_nothing_tells_where_a_protected_family_is(level: Protection) -> None:
    card = full(
        protection=level,
        family="Familj S3",
        place="Björkskolan, rum 3",
        participants=(somebody(1, "Ylva Kummin", "förskollärare", involvement_id=1), *PARTICIPANTS[:2]),
        actions=(replace(ACTIONS[0], owner="förskolan"),),
        items=(),
    )
    document = replace(minutes.document(card, OWN), locked_at="2026-11-27T09:12")
    text = written(document) + document.to_json()
    assert [name for name in ("Björkskolan", "rum 3", "Lingonköping", "Ylva", "Kummin") if name in text] == []
    assert "förskollärare" in text


def test_a_family_that_became_protected_after_the_lock_is_protected_in_old_minutes() -> None:
    kept = LockedMinutes(1, NOW, BY, locked(full()).to_json())
    card = full(status=MeetingStatus.LOCKED, minutes=(kept,), protection=Protection.MARKED)
    assert "rum 3" not in written(minutes.document(card, OWN))


# The kept text


def test_the_kept_text_gives_the_document_back() -> None:
    for card in (sparse(), full(), *map(full_of, HOSTILE)):
        document = locked(card)
        assert Document.from_json(document.to_json()) == document


@given(st.text(max_size=40).filter(lambda text: not re.search("[\ud800-\udfff]", text)))
def test_any_text_comes_back_from_the_kept_text(text: str) -> None:
    document = locked(full_of(text))
    assert Document.from_json(document.to_json()) == document


def test_the_kept_text_speaks_no_language() -> None:
    with speaking("sv"):
        swedish = locked(full()).to_json()
    with speaking("en"):
        assert locked(full()).to_json() == swedish
    assert json.loads(swedish)["participants"][3]["reason"] == "no_time_given"


@pytest.mark.parametrize("text", ["", "{", "[]", "{}", '{"form": 1}', '{"form": 1, "participants": [1]}'])
def test_a_text_that_is_no_minutes_is_refused_in_a_sentence(text: str) -> None:
    with speaking("en"), pytest.raises(Damaged, match="cannot be read"):
        Document.from_json(text)


def test_a_text_of_a_newer_samtui_is_not_guessed_at() -> None:
    with pytest.raises(TooNew):
        Document.from_json(json.dumps({"form": minutes.FORM + 1, "what": "ever"}))


# What is still empty


def test_empty_minutes_want_four_things() -> None:
    with speaking("sv"):
        assert minutes.wanting(sparse()) == [
            "Det är inte noterat vilka som var med.",
            "Ingenting är skrivet under någon punkt.",
            "Det är inte noterat hur barnet har varit delaktigt.",
            "Datum för uppföljning saknas.",
        ]


def test_an_internal_meeting_is_without_the_child() -> None:
    assert len(minutes.wanting(sparse(kind=MeetingKind.INTERNAL))) == 3


def test_one_child_of_two_is_not_both() -> None:
    with speaking("en"):
        assert minutes.wanting(full()) == ["It is not noted how the child took part."]
        assert minutes.wanting(full(participations=full().participations[:1])) == []


# Locking and correcting


@pytest.fixture
def caseload(tmp_path: Path) -> Iterator[Store]:
    store = Store.create(tmp_path / "caseload.db", bytes(32), CASELOAD)
    yield store
    store.close()


def a_meeting(store: Store, **values: Any) -> int:
    told: dict[str, Any] = {
        "kind": MeetingKind.SIP,
        "starts_at": datetime(2026, 11, 25, 13, 0, tzinfo=UTC),
        "status": MeetingStatus.DRAFT,
    }
    with store.change("a family and a meeting") as session:
        family = Family(name="Pilfink", sort_name="pilfink", begun_on=date(2026, 8, 1))
        session.add(family)
        session.flush()
        meeting = Meeting(family_id=family.id, **{**told, **values})
        session.add(meeting)
        session.flush()
        session.add(AgendaItem(meeting_id=meeting.id, title="Lugn ingång", text="Första texten."))
        assert meeting.id is not None
        return meeting.id


def lock(store: Store, meeting_id: int, version: int | None = None) -> int:
    now = card_of(store, meeting_id).version
    with store.change("minutes locked") as session:
        return minutes.lock(session, meeting_id, version or now, BY, OWN)


def card_of(store: Store, meeting_id: int) -> MeetingCard:
    with store.read() as connection:
        card = meeting_card(connection, meeting_id)
    assert card is not None
    return card


def rewrite(store: Store, meeting_id: int, text: str) -> None:
    item_id = card_of(store, meeting_id).items[0].id
    with store.change("item written") as session:
        item = session.get(AgendaItem, item_id)
        assert item is not None
        item.text = text


def test_locked_minutes_say_what_stood_there_and_who_locked_them(caseload: Store) -> None:
    meeting_id = a_meeting(caseload)
    assert lock(caseload, meeting_id) == 1
    card = card_of(caseload, meeting_id)
    document = minutes.document(card, "something else")
    assert card.status is MeetingStatus.LOCKED
    assert (document.number, document.locked_at, document.locked_by) == (1, "2026-11-27T09:12", BY)
    assert document.own_organisation == OWN
    assert "UTKAST" not in written(document)


def test_what_is_written_in_the_same_change_is_locked_with_it(caseload: Store) -> None:
    meeting_id = a_meeting(caseload)
    with caseload.change("item written, minutes locked") as session:
        meeting = session.get(Meeting, meeting_id)
        session.add(AgendaItem(meeting_id=meeting_id, title="Övrigt", text="I sista stund."))
        minutes.lock(session, meeting_id, 1, BY, OWN)
        assert meeting is not None and meeting.status is MeetingStatus.LOCKED
    assert "I sista stund." in written(minutes.document(card_of(caseload, meeting_id), OWN))


def test_a_correction_is_a_new_version_and_the_first_text_stays(caseload: Store) -> None:
    meeting_id = a_meeting(caseload)
    lock(caseload, meeting_id)
    with caseload.change("minutes opened again") as session:
        assert minutes.correct(session, meeting_id) == 2
    rewrite(caseload, meeting_id, "Rättad text.")
    draft = minutes.document(card_of(caseload, meeting_id), OWN)
    assert (draft.number, draft.locked_at) == (2, "")
    assert lock(caseload, meeting_id) == 2
    first, second = (Document.from_json(row.document) for row in card_of(caseload, meeting_id).minutes)
    assert "Första texten." in written(first) and "Rättad text." not in written(first)
    assert "Rättad text." in written(second)


def test_locked_minutes_cannot_be_written_over(caseload: Store) -> None:
    meeting_id = a_meeting(caseload)
    lock(caseload, meeting_id)
    with pytest.raises(IntegrityError, match="stay as they are"), caseload.change("x") as session:
        kept = session.get(Minutes, 1)
        assert kept is not None
        kept.document = "{}"


@pytest.mark.parametrize("status", [MeetingStatus.LIVE, MeetingStatus.DRAFT, MeetingStatus.ADJUSTING])
def test_minutes_of_a_meeting_that_has_begun_can_be_locked(caseload: Store, status: MeetingStatus) -> None:
    assert lock(caseload, a_meeting(caseload, status=status)) == 1


def test_a_planned_meeting_can_be_locked_once_its_hour_has_come(caseload: Store) -> None:
    hour = datetime(2026, 11, 27, 8, 12, tzinfo=UTC)
    begun = a_meeting(caseload, status=MeetingStatus.PLANNED, starts_at=hour)
    to_come = a_meeting(caseload, status=MeetingStatus.PLANNED, starts_at=hour.replace(minute=13))
    assert lock(caseload, begun) == 1
    with speaking("en"), pytest.raises(Refused, match="has not begun"):
        lock(caseload, to_come)


def test_a_cancelled_meeting_has_no_minutes(caseload: Store) -> None:
    meeting_id = a_meeting(caseload, status=MeetingStatus.CANCELLED)
    with speaking("en"), pytest.raises(Refused, match="was cancelled"):
        lock(caseload, meeting_id)
    assert card_of(caseload, meeting_id).minutes == ()


def test_minutes_are_not_locked_twice(caseload: Store) -> None:
    meeting_id = a_meeting(caseload)
    lock(caseload, meeting_id)
    with speaking("en"), pytest.raises(Refused, match="locked already"):
        lock(caseload, meeting_id)
    assert len(card_of(caseload, meeting_id).minutes) == 1


def test_a_meeting_that_somebody_saved_meanwhile_is_not_locked(caseload: Store) -> None:
    meeting_id = a_meeting(caseload)
    with pytest.raises(Changed):
        lock(caseload, meeting_id, version=7)
    assert card_of(caseload, meeting_id).status is MeetingStatus.DRAFT


def test_what_is_not_locked_needs_no_correction(caseload: Store) -> None:
    meeting_id = a_meeting(caseload)
    with (
        speaking("en"),
        pytest.raises(Refused, match="not locked"),
        caseload.change("minutes opened again") as session,
    ):
        minutes.correct(session, meeting_id)
