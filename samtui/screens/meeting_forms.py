"""The forms before a meeting: planning it, changing what is noted about it, asking one more."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from samtui import clock
from samtui.errors import Refused
from samtui.language import _, ngettext
from samtui.models.caseload import CustodyKind
from samtui.models.records import ActorRecord, FamilyCard, MeetingCard, ParticipantRecord
from samtui.practice import agendas, dates, fields, meetings, preparing
from samtui.practice.meetings import Guest
from samtui.practice.routine import routine
from samtui.practice.words import word
from samtui.screens.form import Field, FormPlan, Kind
from samtui.store.families import FamilyPeople

if TYPE_CHECKING:
    from samtui.screens.room import Room

NO_CONSENT = "!"
"""Stands before an actor for whom no consent is noted that holds."""


def meeting_plan(room: "Room[Any]", card: FamilyCard) -> FormPlan:
    """A new meeting with this family: from which agenda, when, where, who is asked, about what.

    ``save`` gives the meeting's id.
    """
    people = asked_about(card)
    templates = [(agendas.agenda(name).title, name) for name in agendas.names()]
    first = agendas.names()[0] if not card.meetings else "planning"
    what = [
        Field("agenda", _("Agenda"), Kind.CHOICE, first, templates),
        Field("day", _("Day"), hint=_("2026-12-09, 9/12, +14 or fri")),
        Field("hour", _("Hour"), value=routine().meeting_hour, proposed=True),
        Field("place", _("Place")),
        *_who_fields(people, _of_the_household(card)),
        Field("questions", _("Questions"), Kind.LONG, hint=_("what they want to talk about, one a line")),
    ]

    async def save(values: dict[str, Any]) -> int:
        day = fields.needed_day(values["day"], "day")
        starts_at = clock.at(day, fields.hour(values["hour"], "hour"))
        guests = [*values["who"], *preparing.guests_from(values["guests"])]
        meeting_id = await room.changed(
            "meeting planned",
            lambda session: meetings.plan(
                session,
                card.facts.id,
                agenda=values["agenda"],
                starts_at=starts_at,
                place=values["place"],
                questions=values["questions"],
                guests=guests,
            ),
        )
        room.samtui.say(_said_of_the_plan(card, guests, day))
        return meeting_id

    return FormPlan(
        title=_("New meeting: {family}", family=card.facts.name),
        intro=_intro(card),
        fields=what,
        save=save,
        draft=f"meeting/new/{card.facts.id}",
    )


def edit_plan(room: "Room[Any]", card: MeetingCard) -> FormPlan:
    """What is noted about the meeting itself, and when it is followed up."""
    at = clock.local(card.starts_at)
    following = clock.local(card.next_meeting_at) if card.next_meeting_at else None
    days = routine().follow_up_days
    what = [
        Field("title", _("Title"), value=card.title),
        Field("day", _("Day"), value=at.date().isoformat()),
        Field("hour", _("Hour"), value=f"{at:%H:%M}"),
        Field("place", _("Place"), value=card.place),
        Field("questions", _("Questions"), Kind.LONG, card.questions, hint=_("one a line")),
        Field("follow_up_on", _("Followed up"), value=_iso(card.follow_up_on), hint=_("+{n}", n=days)),
        Field("next_day", _("Next meeting"), value=following.date().isoformat() if following else "",
              hint=_("2026-12-09, 9/12, +14 or fri")),
        Field("next_hour", _("at"), value=f"{following:%H:%M}" if following else "", hint=routine().meeting_hour),
    ]  # fmt: skip

    async def save(values: dict[str, Any]) -> None:
        starts_at = clock.at(fields.needed_day(values["day"], "day"), fields.hour(values["hour"], "hour"))
        next_day = fields.day(values["next_day"], "next_day")
        if next_day is None and values["next_hour"].strip():
            raise Refused(_("Write the day of the next meeting as well."), "next_day")
        next_hour = fields.hour(values["next_hour"] or routine().meeting_hour, "next_hour")
        follow_up_on = fields.day(values["follow_up_on"], "follow_up_on")
        await room.changed(
            "meeting changed",
            lambda session: meetings.change(
                session,
                card.id,
                card.version,
                title=values["title"],
                starts_at=starts_at,
                place=values["place"],
                questions=values["questions"],
                follow_up_on=follow_up_on,
                next_meeting_at=clock.at(next_day, next_hour) if next_day else None,
            ),
        )

    return FormPlan(
        title=_("About the meeting"), fields=what, save=save, draft=f"meeting/{card.id}", said=_("Saved.")
    )


def invite_plan(room: "Room[Any]", card: MeetingCard, family: FamilyPeople) -> FormPlan:
    """Somebody who was not asked from the start."""
    there = {_whom(one) for one in card.participants}
    people = [(label, guest) for label, guest in asked_about(family) if _whom(guest) not in there]

    async def save(values: dict[str, Any]) -> None:
        guests = [*values["who"], *preparing.guests_from(values["guests"])]
        if not guests:
            raise Refused(_("Mark somebody, or write a name."), "guests")

        def invite_all(session: Any) -> None:
            for guest in guests:
                meetings.invite(session, card.id, guest)

        await room.changed("asked to the meeting", invite_all)

    return FormPlan(
        title=_("One more to the meeting"),
        intro=_intro(family) if any(label.startswith(NO_CONSENT) for label, _guest in people) else "",
        fields=_who_fields(people, ()),
        save=save,
        draft=f"meeting/{card.id}/invite",
        said=_("They are on the list."),
    )


def asked_about(card: FamilyCard | FamilyPeople) -> list[tuple[str, Guest]]:
    """Everybody around the family who may be asked to a meeting, and how they stand in the list."""
    children = [(child.name, Guest(child_id=child.id)) for child in card.children if child.supported]
    adults = [
        (f"{adult.name} ({adult.relation})" if adult.relation else adult.name, Guest(adult_id=adult.id))
        for adult in card.adults
    ]
    actors = [_actor(actor) for actor in card.actors if actor.until is None]
    return [*children, *adults, *actors]


def _actor(actor: ActorRecord) -> tuple[str, Guest]:
    """An actor with the contact one has there, and whether it is called or invited."""
    contact = next((one for one in actor.contacts if one.left_on is None), None)
    call = routine().call_for(actor.principal)
    guest = Guest(involvement_id=actor.id, contact_id=contact.id if contact else None, call=call)
    today = clock.today()
    soon = today + timedelta(days=2 * routine().consent_warn_days)
    said = [word(call), actor.actor + (f", {contact.name}" if contact else "")]
    if actor.consent_until and preparing.covered(actor, today) and actor.consent_until <= soon:
        said.insert(1, _("consent until {day}", day=actor.consent_until.isoformat()))
    sign = "" if preparing.covered(actor, today) else NO_CONSENT + " "
    return sign + " · ".join(said), guest


def _who_fields(people: Sequence[tuple[str, Guest]], marked: Sequence[Guest]) -> list[Field]:
    hint = _("Rut Salvia, interpreter; one more")
    others = Field("guests", _("Others"), hint=hint)
    return [Field("who", _("Who to ask"), Kind.MARKS, list(marked), people), others] if people else [others]


def _of_the_household(card: FamilyCard) -> list[Guest]:
    """Those whom one always asks: the children it is about, and the guardians."""
    guardians = [
        adult
        for adult in card.adults
        if any(kind not in (CustodyKind.NONE, CustodyKind.UNKNOWN) for _child, kind in adult.custody)
    ]
    children = [Guest(child_id=child.id) for child in card.children if child.supported]
    return [*children, *(Guest(adult_id=adult.id) for adult in guardians or card.adults)]


def _intro(card: FamilyCard | FamilyPeople) -> str:
    """What the list needs to be understood."""
    today = clock.today()
    said = [_("Who is called is to come; who is invited may. Space marks.")]
    if any(actor.until is None and not preparing.covered(actor, today) for actor in card.actors):
        said.append(_("! means that no consent is noted that holds today."))
    return " ".join(said)


def _said_of_the_plan(card: FamilyCard, guests: Sequence[Guest], day: date) -> str:
    asked = {guest.involvement_id for guest in guests} - {None}
    without = sum(actor.id in asked and not preparing.covered(actor, day) for actor in card.actors)
    said = _("The meeting is planned: {day}.", day=dates.near(day, clock.today()))
    if without:
        said += " " + ngettext(
            "For {n} who is asked no consent is noted that holds on that day.",
            "For {n} who are asked no consent is noted that holds on that day.",
            without,
        )
    return said


def _whom(one: Guest | ParticipantRecord) -> tuple[int | None, int | None, int | None]:
    return one.involvement_id, one.adult_id, one.child_id


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""
