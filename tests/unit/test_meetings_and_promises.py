"""Planning and holding a meeting, and what was promised: every use case through the door."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from builders import NOW, TODAY, Told, a_family, days
from looking import card_of, everything, meeting_of, refused
from sqlalchemy.exc import IntegrityError

from samtui import clock
from samtui.errors import Changed
from samtui.models.caseload import (
    AbsenceReason,
    Action,
    ActionState,
    Attendance,
    Call,
    FamilyStatus,
    Meeting,
    MeetingKind,
    MeetingStatus,
    ParticipationWay,
)
from samtui.models.records import ActionRow
from samtui.practice import actions, agendas, meetings, minutes
from samtui.practice.actions import ME, NOBODY, Owner, days_late, is_overdue
from samtui.practice.attention import warn_until
from samtui.practice.meetings import Guest
from samtui.store.actions import open_actions
from samtui.store.overview import overview
from samtui.store.store import Store

STARTS = NOW + timedelta(days=6)


def with_a_meeting(store: Store) -> Told:
    return (
        a_family()
        .with_joint_custody()
        .and_actor("BUP")
        .with_meeting(STARTS, asked=["BUP", "Robin"])
        .in_(store)
    )


def through_the_door(store: Store, use_case, *arguments, **fields):
    with store.change("x") as session:
        return use_case(session, *arguments, **fields)


def test_planning_a_meeting_from_a_template(caseload: Store) -> None:
    told = a_family().with_sole_custody().and_actor("BUP").in_(caseload)
    meeting_id = through_the_door(
        caseload,
        meetings.plan,
        told.id,
        agenda="planning",
        starts_at=STARTS,
        title=" ",
        place=" Biblioteket ",
        questions=" Vem bokar tolk? \n",
        guests=[
            Guest(involvement_id=told.actors["BUP"], call=Call.CALLED),
            Guest(name=" Tolk ", part="tolk"),
        ],
    )
    card, template = meeting_of(caseload, meeting_id), agendas.agenda("planning")
    assert (card.title, card.place, card.questions) == (template.title, "Biblioteket", "Vem bokar tolk?")
    assert (card.status, card.starts_at, card.kind) == (MeetingStatus.PLANNED, STARTS, template.kind)
    assert tuple(item.title for item in card.items) == template.items
    assert [(row.name, row.part, row.call) for row in card.participants] == [
        ("", "BUP", Call.CALLED),
        ("Tolk", "tolk", Call.INVITED),
    ]
    refused(caseload, "agenda", meetings.plan, told.id, agenda="party", starts_at=STARTS)
    refused(caseload, "title", meetings.plan, told.id, agenda="planning", starts_at=STARTS, title="x" * 201)
    refused(
        caseload,
        "guest",
        meetings.plan,
        told.id,
        agenda="planning",
        starts_at=STARTS,
        guests=[Guest("x" * 201)],
    )


@pytest.mark.parametrize("language", ["sv", "en"])
def test_every_template_has_items_and_a_kind(language: str) -> None:
    from samtui.language import speaking

    with speaking(language):
        found = [agendas.agenda(name) for name in agendas.names()]
    assert {each.kind for each in found} >= {MeetingKind.PRE_MEETING, MeetingKind.SIP, MeetingKind.FOLLOW_UP}
    assert all(each.title and each.items and all(each.items) for each in found)
    assert len({each.title for each in found}) == len(found)


def test_changing_a_meeting(caseload: Store) -> None:
    told = with_a_meeting(caseload)
    form = {
        "title": "Inför våren",
        "starts_at": STARTS + timedelta(days=1),
        "place": "",
        "questions": "",
        "follow_up_on": days(90),
        "next_meeting_at": None,
    }
    through_the_door(caseload, meetings.change, told.meetings[0], 1, **form)
    card = meeting_of(caseload, told.meetings[0])
    assert (card.title, card.starts_at, card.follow_up_on, card.version) == (
        "Inför våren",
        form["starts_at"],
        days(90),
        2,
    )
    before = everything(caseload)
    with pytest.raises(Changed):
        through_the_door(caseload, meetings.change, told.meetings[0], 1, **{**form, "title": "Gammal"})
    assert everything(caseload) == before


def test_from_planned_over_live_to_draft(caseload: Store) -> None:
    meeting = with_a_meeting(caseload).meetings[0]

    def after(use_case) -> MeetingStatus:
        through_the_door(caseload, use_case, meeting)
        return meeting_of(caseload, meeting).status

    assert after(meetings.close_live) is MeetingStatus.PLANNED
    assert after(meetings.open_live) is MeetingStatus.LIVE
    assert after(meetings.open_live) is MeetingStatus.LIVE
    assert after(meetings.close_live) is MeetingStatus.DRAFT
    assert after(meetings.open_live) is MeetingStatus.DRAFT
    assert after(meetings.cancel) is MeetingStatus.CANCELLED
    refused(caseload, None, meetings.open_live, meeting)


def test_only_a_meeting_that_is_still_to_be_held_is_the_next_one(caseload: Store) -> None:
    told = with_a_meeting(caseload)
    for minutes_ago in (1440, 61):  # yesterday, and earlier today
        starts_at = NOW - timedelta(minutes=minutes_ago)
        through_the_door(caseload, meetings.plan, told.id, agenda="planning", starts_at=starts_at)
    facts = card_of(caseload, told.id).facts
    assert (facts.next_meeting, facts.uncovered) == (NOW - timedelta(minutes=61), 0)
    through_the_door(caseload, meetings.cancel, facts.next_meeting_id)
    facts = card_of(caseload, told.id).facts
    assert (facts.next_meeting, facts.uncovered) == (STARTS, 1)
    for use_case in (meetings.open_live, meetings.close_live):
        assert card_of(caseload, told.id).facts.next_meeting_id == told.meetings[0]
        through_the_door(caseload, use_case, told.meetings[0])
    assert card_of(caseload, told.id).facts.next_meeting_id is None


def test_what_is_said_agreed_and_noted_in_a_meeting(caseload: Store) -> None:
    told = with_a_meeting(caseload)
    meeting, robin = told.meetings[0], told.children["Robin"]
    card = meeting_of(caseload, meeting)
    item, actor = card.items[0], card.participants[0]
    assert through_the_door(caseload, meetings.write, item.id, " Det går bra. ", item.version) == 2
    through_the_door(caseload, meetings.agree, item.id, " Vi hörs i maj ")
    through_the_door(caseload, meetings.add_item, meeting, "Övrigt")
    through_the_door(
        caseload, meetings.note_attendance, actor.id, Attendance.ABSENT, AbsenceReason.NO_TIME_GIVEN
    )
    for words in ("Hej", " Hästen heter Bosse "):
        through_the_door(
            caseload, meetings.note_participation, meeting, robin, ParticipationWay.LETTER, words
        )
    card = meeting_of(caseload, meeting)
    assert (card.items[0].text, card.items[0].decisions[0].text) == ("Det går bra.", "Vi hörs i maj")
    assert card.items[-1].title == "Övrigt"
    assert (card.participants[0].attendance, card.participants[0].reason) == (
        Attendance.ABSENT,
        AbsenceReason.NO_TIME_GIVEN,
    )
    assert [(row.child, row.words) for row in card.participations] == [("Robin", "Hästen heter Bosse")]
    through_the_door(caseload, meetings.note_attendance, actor.id, Attendance.PRESENT, AbsenceReason.ILL)
    assert meeting_of(caseload, meeting).participants[0].reason is None
    with pytest.raises(Changed):
        through_the_door(caseload, meetings.write, item.id, "En gammal text", item.version)
    assert meeting_of(caseload, meeting).items[0].text == "Det går bra."
    refused(caseload, "text", meetings.agree, item.id, " ")
    refused(caseload, "title", meetings.add_item, meeting, "")


@pytest.mark.parametrize("closed", ["locked", "cancelled"])
def test_a_meeting_that_is_locked_or_cancelled_refuses_writing(caseload: Store, closed: str) -> None:
    told = with_a_meeting(caseload)
    meeting, robin = told.meetings[0], told.children["Robin"]
    card = meeting_of(caseload, meeting)
    item, participant = card.items[0].id, card.participants[0].id
    if closed == "locked":
        with clock.stopped(STARTS):
            through_the_door(caseload, minutes.lock, meeting, card.version, "Malin", "Anhörigstödet")
    else:
        through_the_door(caseload, meetings.cancel, meeting)
    form = dict.fromkeys(("title", "place", "questions"), "x") | dict.fromkeys(
        ("follow_up_on", "next_meeting_at")
    )
    version = meeting_of(caseload, meeting).version
    for use_case, *arguments in (
        (meetings.write, item, "x"),
        (meetings.agree, item, "x"),
        (meetings.add_item, meeting, "x"),
        (meetings.invite, meeting, Guest("Tolk")),
        (meetings.uninvite, participant),
        (meetings.note_attendance, participant, Attendance.PRESENT),
        (meetings.note_participation, meeting, robin, None, "x"),
        (meetings.open_live, meeting),
        (meetings.close_live, meeting),
        (meetings.cancel, meeting),
    ):
        refused(caseload, None, use_case, *arguments)
    refused(caseload, None, meetings.change, meeting, version, starts_at=NOW, **form)


def test_inviting_and_taking_off_the_list(caseload: Store) -> None:
    meeting = with_a_meeting(caseload).meetings[0]
    tolk = through_the_door(caseload, meetings.invite, meeting, Guest("Tolk"))
    assert len(meeting_of(caseload, meeting).participants) == 3
    through_the_door(caseload, meetings.uninvite, tolk)
    assert [row.part or row.name for row in meeting_of(caseload, meeting).participants] == ["BUP", "Robin"]


def promise_of(store: Store, told: Told, number: int = 0) -> ActionRow:
    rows = {action.id: action for action in card_of(store, told.id).actions}
    return rows[told.promises[number]]


@pytest.mark.parametrize(
    ("by", "owner", "state"),
    [
        ("", "", ActionState.ASKED),  # ingen har tagit på sig
        ("jag", "", ActionState.ACCEPTED),
        ("BUP", "BUP", ActionState.ACCEPTED),
        ("Sara", "Sara", ActionState.ACCEPTED),
        ("Robin", "Robin", ActionState.ACCEPTED),
    ],
)
def test_a_promise_has_somebody_or_is_shown_to_have_nobody(
    caseload: Store, by: str, owner: str, state: ActionState
) -> None:
    told = a_family().with_joint_custody().and_actor("BUP").with_promise(" Boka tolk ", by=by).in_(caseload)
    action = promise_of(caseload, told)
    assert (action.text, action.owner, action.state) == ("Boka tolk", owner, state)
    assert (action.mine, action.unowned) == (by == "jag", by == "")
    refused(caseload, "text", actions.promise, told.id, text=" ", owner=ME, due=None)


def test_nobody_can_owe_one_promise_twice(caseload: Store) -> None:
    told = a_family("Planterad Person").with_joint_custody().and_actor("BUP").in_(caseload)
    before = everything(caseload)
    both = Owner(mine=True, involvement_id=told.actors["BUP"])
    with pytest.raises(IntegrityError) as refusal:
        through_the_door(caseload, actions.promise, told.id, text="Planterad text", owner=both, due=None)
    assert "one_owner" in str(refusal.value)
    assert "Planterad" not in str(refusal.value)
    assert everything(caseload) == before


def test_giving_a_promise_to_somebody_and_taking_it_from_them(caseload: Store) -> None:
    told = a_family().and_actor("BUP").with_promise("Boka tolk").in_(caseload)
    bup = told.owner("BUP")

    def after(owner: Owner) -> tuple[str, ActionState]:
        through_the_door(caseload, actions.give, told.promises[0], owner)
        action = promise_of(caseload, told)
        return action.owner, action.state

    assert after(bup) == ("BUP", ActionState.ACCEPTED)
    assert after(NOBODY) == ("", ActionState.ASKED)
    assert after(ME) == ("", ActionState.ACCEPTED)


FORM = {
    "text": "Boka tolk",
    "owner": NOBODY,
    "due": None,
    "state": ActionState.ASKED,
    "evaluation_due": None,
    "waiting_on": "",
}


def test_changing_a_promise(caseload: Store) -> None:
    told = a_family().and_actor("BUP").with_promise("Boka tolk", by="BUP").in_(caseload)
    promise, bup = told.promises[0], told.owner("BUP")

    def change(**fields) -> ActionRow:
        version = promise_of(caseload, told).version
        through_the_door(caseload, actions.change, promise, version, **{**FORM, "owner": bup, **fields})
        return promise_of(caseload, told)

    assert change(state=ActionState.ASKED).state is ActionState.ASKED  # asked, and has not taken it on
    assert change(state=ActionState.WAITING, waiting_on=" svar ").waiting_on == "svar"
    assert change(state=ActionState.DONE).done_on == TODAY
    dropped = change(state=ActionState.DROPPED, because=" Behövs inte ")
    assert (dropped.dropped_because, dropped.done_on) == ("Behövs inte", TODAY)
    again = change(state=ActionState.ACCEPTED)
    assert (again.dropped_because, again.done_on) == ("", None)
    nobody = change(state=ActionState.ACCEPTED, owner=NOBODY)
    assert nobody.state is ActionState.ASKED  # nobody has accepted what nobody owns
    version = nobody.version
    refused(caseload, "because", actions.change, promise, version, **{**FORM, "state": ActionState.DROPPED})
    refused(caseload, "text", actions.change, promise, version, **{**FORM, "text": ""})
    refused(caseload, "waiting_on", actions.change, promise, version, **{**FORM, "waiting_on": "x" * 201})
    with pytest.raises(Changed):
        through_the_door(caseload, actions.change, promise, version - 1, **FORM)


def test_done_and_not_done_after_all(caseload: Store) -> None:
    told = a_family().with_promise("Boka tolk", by="jag", due=days(-3)).in_(caseload)
    promise = told.promises[0]
    through_the_door(caseload, actions.done, promise)
    assert (promise_of(caseload, told).state, promise_of(caseload, told).done_on) == (ActionState.DONE, TODAY)
    for use_case, *arguments in ((actions.done,), (actions.postpone,), (actions.give, ME)):
        refused(caseload, None, use_case, promise, *arguments)
    through_the_door(caseload, actions.reopen, promise)
    action = promise_of(caseload, told)
    assert (action.state, action.done_on, days_late(action, TODAY)) == (ActionState.GOING_ON, None, 3)


@pytest.mark.parametrize(
    ("due", "until", "new"),
    [
        (days(3), None, days(10)),
        (days(-30), None, days(7)),
        (None, None, days(7)),
        (days(3), days(1), days(1)),
    ],
)
def test_postponing(caseload: Store, due: date | None, until: date | None, new: date) -> None:
    told = a_family().with_promise("Boka tolk", by="jag", due=due).in_(caseload)
    assert through_the_door(caseload, actions.postpone, told.promises[0], until) == new
    assert promise_of(caseload, told).due == new


@pytest.mark.parametrize(
    ("status", "until", "late"),
    [
        (FamilyStatus.ACTIVE, None, True),
        (FamilyStatus.RESTING, days(0), False),
        (FamilyStatus.RESTING, days(-1), True),  # it rested until yesterday
        (FamilyStatus.ENDED, None, False),
    ],
)
def test_overdue_means_the_same_in_every_list(
    caseload: Store, status: FamilyStatus, until: date | None, late: bool
) -> None:
    told = (
        a_family()
        .being(FamilyStatus.RESTING if until else status, until=until)
        .with_promise("Boka tolk", by="jag", due=days(-2))
        .with_promise("I dag", by="jag", due=days(0))
        .in_(caseload)
    )
    with caseload.read() as connection:
        listed = [is_overdue(action, TODAY) for action in open_actions(connection)]
        (facts,) = overview(connection, TODAY, NOW, warn_until(TODAY))
    on_the_card = [is_overdue(action, TODAY) for action in card_of(caseload, told.id).actions]
    assert on_the_card == [late, False]
    assert listed == ([] if status is FamilyStatus.ENDED else [late, False])
    from samtui.practice.attention import strip

    assert strip([facts], TODAY).overdue == late


def test_only_what_is_open_is_late(caseload: Store) -> None:
    told = a_family().with_promise("Boka tolk", due=days(-2)).in_(caseload)
    action = promise_of(caseload, told)
    assert [days_late(action, day) for day in (days(-3), days(-2), days(-1), TODAY)] == [0, 0, 1, 2]
    assert not is_overdue(replace(action, state=ActionState.DROPPED), TODAY)
    assert not is_overdue(replace(action, due=None), TODAY)


def test_a_promise_stays_when_its_meeting_and_its_owner_go(caseload: Store) -> None:
    told = with_a_meeting(caseload)
    item = meeting_of(caseload, told.meetings[0]).items[0].id
    owner = Owner(involvement_id=told.actors["BUP"])
    promise = through_the_door(
        caseload,
        actions.promise,
        told.id,
        text="Boka tolk",
        owner=owner,
        due=None,
        meeting_id=told.meetings[0],
        item_id=item,
    )
    with caseload.change("gone") as session:
        session.delete(session.get_one(Meeting, told.meetings[0]))
    with caseload.change("version") as session:
        action = session.get_one(Action, promise)
        assert (action.meeting_id, action.item_id, action.text) == (None, None, "Boka tolk")
