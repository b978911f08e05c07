"""The form that notes a consent: three answers, the rest filled in from the routine."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from samtui import clock
from samtui.language import _
from samtui.models.caseload import Answer, ConsentForm, ConsentKind, Information
from samtui.models.records import ConsentRecord, FamilyCard, GiverRecord, Person
from samtui.practice import consenting, dates, fields
from samtui.practice.routine import routine
from samtui.practice.words import word
from samtui.screens.form import Field, FormPlan, Kind

if TYPE_CHECKING:
    from samtui.screens.room import Room

ANSWERS = (Answer.YES, Answer.PENDING, Answer.NO)


def consent_plan(room: "Room[Any]", card: FamilyCard, kind: ConsentKind, marked: Sequence[int]) -> FormPlan:
    """Who said yes, to which named recipients, what. ``marked`` are the recipients marked from the start."""
    today = clock.today()
    givers = _givers(card)
    people = [
        Field(f"giver-{whose}-{person_id}", name, Kind.CHOICE, None, _answers())
        for (whose, person_id), name in givers
    ]
    what = [
        Field("recipients", _("To whom"), Kind.MARKS, list(marked), _recipients(card)),
        Field("information", _("What"), Kind.MARKS, [], [(word(one), one) for one in Information]),
    ]
    until = routine().consent_expires(today).isoformat()
    rest = [
        Field("child", _("About"), Kind.CHOICE, _only_child(card), _children(card)),
        Field("starts_on", _("From"), value=today.isoformat()),
        Field("expires_on", _("Until and including"), value=until),
        Field(
            "form", _("How"), Kind.CHOICE, routine().consent_form, [(word(one), one) for one in ConsentForm]
        ),
        Field("exceptions", _("Exceptions"), hint=_("what must not pass, in the family's words")),
    ]
    passing = kind is ConsentKind.INFORMATION

    async def save(values: dict[str, Any]) -> int:
        starts = fields.needed_day(values["starts_on"], "starts_on")
        expires = fields.needed_day(values["expires_on"], "expires_on")
        answers: dict[Person, Answer] = {
            person: values[f"giver-{person[0]}-{person[1]}"]
            for person, _name in givers
            if values[f"giver-{person[0]}-{person[1]}"] is not None
        }
        scope = dict.fromkeys(values["recipients"], values["information"]) if passing else {}
        return await room.changed(
            "consent noted",
            lambda session: consenting.note(
                session,
                card.facts.id,
                kind=kind,
                givers=answers,
                scope=scope,
                child_id=values["child"],
                form=values["form"],
                starts_on=starts,
                expires_on=expires,
                exceptions=values["exceptions"],
            ),
        )

    return FormPlan(
        title=word(kind).capitalize(),
        intro=_(
            "Who answered what, to whom, about what. Space marks, * marks all; the rest follows the routine."
        )
        if givers
        else _("Nobody is noted in the family yet: add a guardian or a child first."),
        fields=[*people, *(what if passing else []), *rest],
        save=save,
        draft=f"consent/{kind}/{card.facts.id}",
        said=_("The consent is noted."),
    )


def answer_plan(room: "Room[Any]", record: ConsentRecord, giver: GiverRecord) -> FormPlan:
    """What somebody has answered now."""

    async def save(values: dict[str, Any]) -> None:
        await room.changed(
            "consent answered",
            lambda session: consenting.answer(session, record.id, giver.person, values["answer"]),
        )

    return FormPlan(
        title=giver.name,
        fields=[Field("answer", _("Answer"), Kind.CHOICE, giver.answer, _answers()[1:])],
        save=save,
        said=_("The answer is noted."),
    )


def _givers(card: FamilyCard) -> list[tuple[Person, str]]:
    """Who may be asked: those with custody first, then the children, then other adults."""
    guardians = consenting.household(card.children, card.adults).guardians(None)
    today = clock.today()
    adults: list[tuple[Person, str]] = [(("adult", adult.id), adult.name) for adult in card.adults]
    children: list[tuple[Person, str]] = [
        (("child", child.id), _child_name(child.name, child.born, today)) for child in card.children
    ]
    return sorted([*adults, *children], key=lambda one: (one[0] not in guardians, one[0][0] == "adult"))


def _child_name(name: str, born: date | None, today: date) -> str:
    if born is None:
        return name
    age = dates.age(born, today)
    if age >= routine().ask_child_from:
        return _("{name}, {age} years: ask too", name=name, age=age)
    return _("{name}, {age} years", name=name, age=age)


def _answers() -> list[tuple[str, Answer | None]]:
    return [(_("not asked"), None), *((word(one), one) for one in ANSWERS)]


def _recipients(card: FamilyCard) -> list[tuple[str, int]]:
    return [(actor.actor, actor.id) for actor in card.actors if actor.until is None]


def _children(card: FamilyCard) -> list[tuple[str, int | None]]:
    supported = [(child.name, child.id) for child in card.children if child.supported]
    return [*supported, (_("the whole family"), None)]


def _only_child(card: FamilyCard) -> int | None:
    supported = [child.id for child in card.children if child.supported]
    return supported[0] if len(supported) == 1 else None
