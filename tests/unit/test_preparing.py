"""What a meeting still wants before it is held, and who is asked to it."""

from dataclasses import replace
from datetime import date

import pytest
from builders import TODAY, a_family, days
from looking import card_of, meeting_of, refused

from samtui.models.caseload import Call, ConsentState, MeetingKind, MeetingStatus, ParticipationWay
from samtui.models.records import MeetingRow
from samtui.practice import meetings
from samtui.practice.meetings import Guest
from samtui.practice.preparing import covered, guests_from, left_to_prepare
from samtui.store.meetings import coming_meetings, meeting_row
from samtui.store.store import Store


def row_of(store: Store, meeting_id: int) -> MeetingRow:
    with store.read() as connection:
        found = meeting_row(connection, meeting_id)
    assert found is not None
    return found


def test_a_meeting_of_which_nothing_is_known_wants_everything(caseload: Store) -> None:
    wren = a_family().with_child("Robin").with_meeting().in_(caseload)
    assert left_to_prepare(row_of(caseload, wren.meetings[0])) == [
        "The questions are not noted.",
        "Nobody is asked yet.",
        "There is no place yet.",
        "It is not noted how the child wants to take part.",
    ]


def test_a_missing_consent_is_counted_and_its_actor_not_named(caseload: Store) -> None:
    wren = a_family().with_joint_custody().and_actor("BUP").with_meeting(asked=["BUP", "Sara"]).in_(caseload)
    left = left_to_prepare(row_of(caseload, wren.meetings[0]))
    assert "No consent holds on the day for 1 who is asked." in left
    assert "BUP" not in "".join(left)


def test_a_meeting_that_is_prepared_wants_nothing(caseload: Store) -> None:
    wren = (a_family().with_joint_custody().and_actor("BUP").with_consent().with_meeting(asked=["BUP"])).in_(
        caseload
    )
    meeting_id = wren.meetings[0]
    card = meeting_of(caseload, meeting_id)
    with caseload.change("prepared") as session:
        meetings.change(
            session, meeting_id, card.version, title="", starts_at=card.starts_at, place="Rum 3",
            questions="Hur kommer Robin in?", follow_up_on=None, next_meeting_at=None,
        )  # fmt: skip
        meetings.note_participation(
            session, meeting_id, wren.children["Robin"], ParticipationWay.PART_OF_IT, ""
        )
    assert left_to_prepare(row_of(caseload, meeting_id)) == []


def test_the_child_is_not_waited_for_at_a_meeting_of_professionals(caseload: Store) -> None:
    wren = a_family().with_child("Robin").with_meeting().in_(caseload)
    row = replace(row_of(caseload, wren.meetings[0]), kind=MeetingKind.INTERNAL)
    assert not any("child" in sentence for sentence in left_to_prepare(row))


@pytest.mark.parametrize(
    "status", [status for status in MeetingStatus if status is not MeetingStatus.PLANNED]
)
def test_a_meeting_that_has_begun_wants_nothing(caseload: Store, status: MeetingStatus) -> None:
    wren = a_family().with_meeting().in_(caseload)
    assert left_to_prepare(replace(row_of(caseload, wren.meetings[0]), status=status)) == []


def test_one_meeting_is_read_as_the_list_reads_it(caseload: Store) -> None:
    wren = a_family().with_child("Robin").with_meeting().in_(caseload)
    with caseload.read() as connection:
        listed = coming_meetings(connection, since=meeting_of(caseload, wren.meetings[0]).starts_at)
    assert listed == [row_of(caseload, wren.meetings[0])]


def test_a_consent_covers_an_actor_until_its_last_day(caseload: Store) -> None:
    wren = a_family().with_joint_custody().and_actor("BUP").with_consent(expires=days(6)).in_(caseload)
    actor = card_of(caseload, wren.id).actors[0]
    assert covered(actor, days(6))
    assert not covered(actor, days(7))
    assert not covered(replace(actor, consent_state=ConsentState.WITHDRAWN), TODAY)
    assert not covered(replace(actor, consent_until=None), date(2026, 1, 1))


@pytest.mark.parametrize(
    ("typed", "guests"),
    [
        ("", []),
        (" ; \n ;", []),
        ("Rut Salvia, interpreter; Maja", [("Rut Salvia", "interpreter"), ("Maja", "")]),
        ("Eva\nMaja, aunt, godmother", [("Eva", ""), ("Maja", "aunt, godmother")]),
        (", tolk", [("tolk", "")]),
        ("[b]Eva[/]", [("[b]Eva[/]", "")]),
    ],
)
def test_guests_are_typed_by_name(typed: str, guests: list[tuple[str, str]]) -> None:
    assert guests_from(typed) == [Guest(name=name, part=part, call=Call.INVITED) for name, part in guests]


def test_a_meeting_begun_by_mistake_is_planned_again(caseload: Store) -> None:
    wren = a_family().with_meeting().in_(caseload)
    with caseload.change("begun") as session:
        meetings.open_live(session, wren.meetings[0])
    with caseload.change("not yet") as session:
        meetings.not_yet(session, wren.meetings[0])
    assert meeting_of(caseload, wren.meetings[0]).status is MeetingStatus.PLANNED


def test_a_cancelled_meeting_may_take_place_after_all(caseload: Store) -> None:
    wren = a_family().with_meeting().in_(caseload)
    refused(caseload, None, meetings.resume, wren.meetings[0])
    with caseload.change("cancelled") as session:
        meetings.cancel(session, wren.meetings[0])
    with caseload.change("resumed") as session:
        meetings.resume(session, wren.meetings[0])
    assert meeting_of(caseload, wren.meetings[0]).status is MeetingStatus.PLANNED
