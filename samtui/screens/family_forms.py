"""The forms of the family card about the family itself: its people, its needs, and notes of contacts."""

from typing import TYPE_CHECKING, Any

from samtui import clock
from samtui.language import _
from samtui.models.caseload import Channel, CustodyKind, FamilyStatus, NoteKind, Protection
from samtui.models.records import AdultRecord, ChildRecord, FamilyCard, FamilyFacts, NeedRecord, NoteRecord
from samtui.practice import families, fields, notes
from samtui.practice.words import word
from samtui.screens.form import Field, FormPlan, Kind
from samtui.widgets.suggest import Picked, Suggester, Suggestion, matching

if TYPE_CHECKING:
    from samtui.screens.room import Room

Options = list[tuple[str, Any]]


def family_plan(room: "Room[Any]", facts: FamilyFacts) -> FormPlan:
    """What is noted about the family itself."""

    async def save(values: dict[str, Any]) -> None:
        resting = values["status"] is FamilyStatus.RESTING
        until = fields.day(values["resting_until"], "resting_until") if resting else None
        await room.changed(
            "family changed",
            lambda session: families.change(
                session,
                facts.id,
                facts.version,
                name=values["name"],
                status=values["status"],
                resting_until=until,
                municipality=values["municipality"],
                protection=values["protection"],
            ),
        )

    until = facts.resting_until.isoformat() if facts.resting_until else ""
    return FormPlan(
        title=_("The family"),
        fields=[
            Field("name", _("Name or alias"), value=facts.name),
            Field(
                "status", _("Status"), Kind.CHOICE, facts.status, [(word(one), one) for one in FamilyStatus]
            ),
            Field(
                "resting_until",
                _("Rests until"),
                value=until,
                hint=_("2026-03-09, 9/3, +14 or fri"),
                only_when=lambda values: values["status"] is FamilyStatus.RESTING,
            ),
            Field("municipality", _("Municipality"), value=facts.municipality, hint=_("the child's")),
            Field(
                "protection",
                _("Protection"),
                Kind.CHOICE,
                facts.protection,
                [(word(one), one) for one in Protection],
            ),
        ],
        save=save,
        draft=f"family/{facts.id}",
        said=_("The family is saved."),
        intro=_("Where personal data are protected, write an alias: the name stands in lists."),
    )


def child_plan(room: "Room[Any]", card: FamilyCard, child: ChildRecord | None = None) -> FormPlan:
    """A new child, or a change of one."""
    family_id = card.facts.id

    async def save(values: dict[str, Any]) -> int:
        born = fields.birth_day(values["born"])
        return await room.changed(
            "child saved",
            lambda session: families.save_child(
                session,
                family_id,
                name=values["name"],
                born=born,
                supported=values["supported"],
                child_id=child.id if child else None,
                version=child.version if child else None,
            ),
        )

    return FormPlan(
        title=_("Child") if child else _("New child"),
        fields=[
            Field("name", _("Name"), value=child.name if child else ""),
            Field(
                "born",
                _("Born"),
                value=child.born.isoformat() if child and child.born else "",
                hint=_("2017-05-21; may be left out"),
            ),
            Field(
                "supported",
                _("The support"),
                Kind.CHOICE,
                child.supported if child else True,
                [(_("concerns this child"), True), (_("a sibling"), False)],
            ),
        ],
        save=save,
        draft=f"child/{child.id}" if child else f"child/new/{family_id}",
        said=_("The child is saved."),
    )


def adult_plan(room: "Room[Any]", card: FamilyCard, adult: AdultRecord | None = None) -> FormPlan:
    """A new adult, or a change of one. Custody is asked child by child and never assumed."""
    family_id = card.facts.id
    noted = dict(adult.custody) if adult else {}

    async def save(values: dict[str, Any]) -> int:
        return await room.changed(
            "adult saved",
            lambda session: families.save_adult(
                session,
                family_id,
                name=values["name"],
                relation=values["relation"],
                phone=values["phone"],
                remark=values["remark"],
                custody={child.id: values[f"custody-{child.id}"] for child in card.children},
                adult_id=adult.id if adult else None,
                version=adult.version if adult else None,
            ),
        )

    kinds = [CustodyKind.UNKNOWN, *(kind for kind in CustodyKind if kind is not CustodyKind.UNKNOWN)]
    custody = [
        Field(
            f"custody-{child.id}",
            _("Custody of {name}", name=child.name),
            Kind.CHOICE,
            noted.get(child.id, CustodyKind.UNKNOWN),
            [(word(kind), kind) for kind in kinds],
        )
        for child in card.children
    ]
    return FormPlan(
        title=_("Adult") if adult else _("New adult"),
        fields=[
            Field("name", _("Name"), value=adult.name if adult else ""),
            Field(
                "relation",
                _("Relation"),
                value=adult.relation if adult else "",
                hint=_("mother, father, grandmother …"),
            ),
            *custody,
            Field("phone", _("Phone"), value=adult.phone if adult else ""),
            Field(
                "remark",
                _("Best reached"),
                value=adult.remark if adult else "",
                hint=_("when and how; interpreter, which language"),
            ),
        ],
        save=save,
        draft=f"adult/{adult.id}" if adult else f"adult/new/{family_id}",
        said=_("The adult is saved."),
        intro="" if card.children else _("Custody is noted child by child, once a child is on the card."),
    )


def need_plan(room: "Room[Any]", card: FamilyCard, need: NeedRecord | None = None) -> FormPlan:
    """A need in the family's own words, or something that works."""
    family_id = card.facts.id

    async def save(values: dict[str, Any]) -> int:
        whose, person_id = values["said_by"] or ("", None)
        return await room.changed(
            "need saved",
            lambda session: families.save_need(
                session,
                family_id,
                text=values["text"],
                works=values["works"],
                adult_id=person_id if whose == "adult" else None,
                child_id=person_id if whose == "child" else None,
                need_id=need.id if need else None,
                version=need.version if need else None,
            ),
        )

    return FormPlan(
        title=_("Need") if need else _("New need"),
        fields=[
            Field("text", _("In their own words"), Kind.LONG, need.text if need else ""),
            Field("said_by", _("Said by"), Kind.CHOICE, _who_said(need), _people(card)),
            Field(
                "works",
                _("It is"),
                Kind.CHOICE,
                need.works if need else False,
                [(_("a need"), False), (_("what works"), True)],
            ),
        ],
        save=save,
        draft=f"need/{need.id}" if need else f"need/new/{family_id}",
        said=_("Noted, in the family's words."),
    )


def _who_said(need: NeedRecord | None) -> tuple[str, int] | None:
    if need and need.adult_id:
        return "adult", need.adult_id
    return ("child", need.child_id) if need and need.child_id else None


def _people(card: FamilyCard) -> Options:
    children: Options = [(child.name, ("child", child.id)) for child in card.children]
    adults: Options = [(adult.name, ("adult", adult.id)) for adult in card.adults]
    return [(_("not noted"), None), *children, *adults]


def note_plan(room: "Room[Any]", card: FamilyCard, note: NoteRecord | None = None) -> FormPlan:
    """A note of a contact, of an attempt, or a note alone."""
    family_id = card.facts.id
    at = clock.local(note.at) if note else clock.local_now()

    async def save(values: dict[str, Any]) -> int:
        day = fields.needed_day(values["day"])
        moment = clock.at(day, fields.hour(values["hour"]))
        return await room.changed(
            "note saved",
            lambda session: notes.save(
                session,
                family_id,
                text=values["text"],
                kind=values["kind"],
                channel=values["channel"],
                with_whom=values["with_whom"].text,
                at=moment,
                note_id=note.id if note else None,
                version=note.version if note else None,
            ),
        )

    channels = [*((word(one), one) for one in Channel), (_("not noted"), None)]
    return FormPlan(
        title=_("Note") if note else _("New note"),
        fields=[
            Field("text", _("What was said"), Kind.LONG, note.text if note else ""),
            Field(
                "with_whom",
                _("With"),
                Kind.SUGGEST,
                Picked(note.with_whom if note else ""),
                suggester=_whom(card),
            ),
            Field("channel", _("How"), Kind.CHOICE, note.channel if note else Channel.PHONE, channels),
            Field(
                "kind",
                _("Kind"),
                Kind.CHOICE,
                note.kind if note else NoteKind.CONTACT,
                [(word(one), one) for one in NoteKind],
            ),
            Field("day", _("Day"), value=at.date().isoformat(), proposed=True),
            Field("hour", _("Hour"), value=f"{at:%H.%M}", proposed=True),
        ],
        save=save,
        draft=f"note/{note.id}" if note else f"note/new/{family_id}",
        said=_("The note is saved."),
    )


def _whom(card: FamilyCard) -> Suggester:
    people = [Suggestion(f"adult:{one.id}", one.name, one.relation) for one in card.adults]
    people += [Suggestion(f"child:{one.id}", one.name) for one in card.children]
    people += [
        Suggestion(f"contact:{one.id}", one.name, actor.actor)
        for actor in card.actors
        for one in actor.contacts
        if not one.left_on
    ]
    return lambda text: matching(people, text)[:20] if text.strip() else ()
