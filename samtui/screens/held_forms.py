"""The forms of a meeting that is being held: who is there, the child's part, what was agreed, one more item."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from samtui.language import _
from samtui.models.caseload import AbsenceReason, Attendance, MeetingStatus, ParticipationWay, Protection
from samtui.models.records import ChildRecord, ItemRecord, MeetingCard, ParticipantRecord
from samtui.practice import meetings
from samtui.practice.words import word
from samtui.screens.form import Field, FormPlan, Kind
from samtui.store.families import FamilyPeople
from samtui.widgets.plain import one_line

if TYPE_CHECKING:
    from samtui.screens.room import Room

LABEL_LENGTH = 60


def attendance_plan(room: "Room[Any]", card: MeetingCard) -> FormPlan:
    """Who is there. There must be somebody on the list."""
    attendances = [(word(one), one) for one in Attendance]
    reasons: list[tuple[str, AbsenceReason | None]] = [(_("not noted"), None)]
    reasons += [(word(one), one) for one in AbsenceReason]
    what = []
    for one in card.participants:
        what.append(
            Field(f"who-{one.id}", who(one, card.protection), Kind.CHOICE, one.attendance, attendances)
        )
        what.append(
            Field(
                f"why-{one.id}",
                _("Reason"),
                Kind.CHOICE,
                one.reason,
                reasons,
                only_when=_is_absent(f"who-{one.id}"),
            )
        )

    async def save(values: dict[str, Any]) -> None:
        def note_all(session: Any) -> None:
            for one in card.participants:
                said = (values[f"who-{one.id}"], values[f"why-{one.id}"])
                if said != (one.attendance, one.reason):
                    meetings.note_attendance(session, one.id, *said)

        await room.changed("attendance noted", note_all)

    return FormPlan(
        title=_("Who is there"),
        intro=_("A letter goes to the option that begins with it; the arrows go on."),
        fields=what,
        save=save,
        draft=f"meeting/{card.id}/attendance",
        said=_("Noted who is there."),
    )


def _is_absent(field: str) -> Callable[[Mapping[str, Any]], bool]:
    return lambda values: values[field] is Attendance.ABSENT


def participation_plan(room: "Room[Any]", card: MeetingCard, people: FamilyPeople) -> FormPlan:
    """How each child takes part, and the child's own words. There must be a child whom the support concerns."""
    children = concerned(people)
    ways: list[tuple[str, ParticipationWay | None]] = [(_("not noted"), None)]
    ways += [(word(one), one) for one in ParticipationWay]
    noted = {row.child_id: row for row in card.participations}
    what = []
    for child in children:
        row = noted.get(child.id)
        name = one_line(child.name)[:LABEL_LENGTH]
        what.append(Field(f"way-{child.id}", name, Kind.CHOICE, row.way if row else None, ways))
        label = _("In their own words")
        what.append(Field(f"words-{child.id}", label, Kind.LONG, row.words if row else ""))

    async def save(values: dict[str, Any]) -> None:
        def note_all(session: Any) -> None:
            for child in children:
                way, words = values[f"way-{child.id}"], values[f"words-{child.id}"]
                if child.id in noted or way is not None or words.strip():
                    meetings.note_participation(session, card.id, child.id, way, words)

        await room.changed("the child's part noted", note_all)

    planned = card.status is MeetingStatus.PLANNED
    return FormPlan(
        title=_("How the child wants to take part") if planned else _("How the child took part"),
        fields=what,
        save=save,
        draft=f"meeting/{card.id}/child",
        said=_("Noted how the child takes part.") if planned else _("Noted how the child took part."),
    )


def agree_plan(room: "Room[Any]", item: ItemRecord) -> FormPlan:
    """What the meeting agreed on under an item."""

    async def save(values: dict[str, Any]) -> int:
        return await room.changed(
            "agreed on", lambda session: meetings.agree(session, item.id, values["text"])
        )

    return FormPlan(
        title=_("We agreed on"),
        intro=one_line(item.title),
        fields=[Field("text", _("We agreed on"), Kind.LONG)],
        save=save,
        draft=f"meeting/agree/{item.id}",
    )


def item_plan(room: "Room[Any]", card: MeetingCard) -> FormPlan:
    """One more item, last on the agenda. ``save`` gives its id."""

    async def save(values: dict[str, Any]) -> int:
        return await room.changed(
            "item added", lambda session: meetings.add_item(session, card.id, values["title"])
        )

    return FormPlan(
        title=_("One more item on the agenda"),
        fields=[Field("title", _("What it is about"))],
        save=save,
        draft=f"meeting/{card.id}/item",
    )


def concerned(people: FamilyPeople) -> list[ChildRecord]:
    """The children whom the support concerns."""
    return [child for child in people.children if child.supported]


def who(one: ParticipantRecord, protection: Protection) -> str:
    """Somebody on the list, shortly: the name, or whom they come for where there is none.

    With protected personal data (skyddade personuppgifter) an actor stands by its part.
    """
    by_part = protection is not Protection.NONE and one.involvement_id is not None
    said = (one.part, one.name) if by_part else (one.name, one.part)
    return one_line(next((part for part in said if part.strip()), ""))[:LABEL_LENGTH] or _("name not noted")
