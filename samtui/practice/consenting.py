"""Noting consents, and keeping each recipient's facts true whenever something changes."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import TYPE_CHECKING

from samtui import clock
from samtui.errors import Refused
from samtui.language import _
from samtui.models.caseload import (
    Answer,
    Consent,
    ConsentForm,
    ConsentGiver,
    ConsentKind,
    ConsentScope,
    CustodyKind,
    Information,
    Involvement,
)
from samtui.models.records import AdultRecord, ChildRecord, Person
from samtui.practice.consent import HAS_CUSTODY, Household, recipient_facts
from samtui.practice.routine import routine
from samtui.store.store import for_edit

if TYPE_CHECKING:
    from sqlmodel import Session


def note(
    session: "Session",
    family_id: int,
    *,
    kind: ConsentKind,
    givers: Mapping[Person, Answer],
    scope: Mapping[int, Iterable[Information]],
    child_id: int | None = None,
    form: ConsentForm | None = None,
    asked_on: date | None = None,
    starts_on: date | None = None,
    expires_on: date | None = None,
    exceptions: str = "",
) -> int:
    """Notes one consent: who answered what, to which recipients (involvement ids), about what.

    What is left out is filled in from the routine: asked and starting today, in its usual form, for as long
    as it lets a consent hold. Raises Refused where a giver or a recipient is wanting, or the days clash.
    """
    recipients = {involvement_id: frozenset(kinds) for involvement_id, kinds in scope.items()}
    starts = starts_on or clock.today()
    expires = expires_on or routine().consent_expires(starts)
    asked = asked_on or min(starts, clock.today())
    _refuse_unfit(kind, givers, recipients, starts, expires)
    consent = Consent(
        family_id=family_id,
        child_id=child_id,
        kind=kind,
        form=form or routine().consent_form,
        asked_on=asked,
        starts_on=starts,
        expires_on=expires,
        exceptions=exceptions.strip(),
    )
    session.add(consent)
    session.flush()
    consent_id = consent.id or 0
    for (whose, person_id), answer in givers.items():
        session.add(
            ConsentGiver(
                consent_id=consent_id,
                adult_id=person_id if whose == "adult" else None,
                child_id=person_id if whose == "child" else None,
                answer=answer,
                answered_on=None if answer is Answer.PENDING else asked,
            )
        )
    if kind is ConsentKind.INFORMATION:
        for involvement_id, kinds in recipients.items():
            for information in sorted(kinds):
                session.add(
                    ConsentScope(
                        consent_id=consent_id, involvement_id=involvement_id, information=information
                    )
                )
    session.flush()
    refresh(session, family_id)
    return consent_id


def answer(session: "Session", consent_id: int, person: Person, given: Answer) -> None:
    """Notes the answer of somebody who had not answered yet, or who answers anew."""
    giver = _giver(session, consent_id, person)
    giver.answer = given
    giver.answered_on = None if given is Answer.PENDING else clock.today()
    giver.withdrawn_on = None
    _refresh_of(session, consent_id)


def withdraw(session: "Session", consent_id: int, person: Person) -> None:
    """Notes that somebody has taken the consent back (återkallat); from then on nothing may pass on it.

    It is that person's newest word about every recipient whom the consent names. Noted twice, the first day
    stands.
    """
    giver = _giver(session, consent_id, person)
    giver.withdrawn_on = giver.withdrawn_on or clock.today()
    _refresh_of(session, consent_id)


def refresh(session: "Session", family_id: int) -> None:
    """Computes anew what is recorded for each of the family's recipients."""
    from sqlmodel import select

    from samtui.store.consents import consents_of
    from samtui.store.families import adults_of, children_of

    session.flush()
    connection = session.connection()
    home = household(children_of(connection, family_id), adults_of(connection, family_id))
    consents = consents_of(connection, family_id)
    for involvement in session.exec(select(Involvement).where(Involvement.family_id == family_id)):
        state, until = recipient_facts(involvement.id or 0, consents, home)
        if (involvement.consent_state, involvement.consent_until) != (state, until):
            involvement.consent_state, involvement.consent_until = state, until
    session.flush()


def household(children: Iterable[ChildRecord], adults: Iterable[AdultRecord]) -> Household:
    """Whom the support concerns and who has custody, as the rules of consent take it."""
    supported = {child.id: child.born for child in children if child.supported}
    noted: dict[int, dict[int, CustodyKind]] = {child_id: {} for child_id in supported}
    for adult in adults:
        for child_id, kind in adult.custody:
            if child_id in noted and kind in HAS_CUSTODY:
                noted[child_id][adult.id] = kind
    return Household(
        born=supported,
        custody={child_id: frozenset(kinds) for child_id, kinds in noted.items()},
        half_noted=frozenset(
            child_id for child_id, kinds in noted.items() if list(kinds.values()) == [CustodyKind.JOINT]
        ),
    )


def _refuse_unfit(
    kind: ConsentKind,
    givers: Mapping[Person, Answer],
    scope: Mapping[int, frozenset[Information]],
    starts: date,
    expires: date,
) -> None:
    if not givers:
        raise Refused(_("Mark who has answered."), "givers")
    if kind is ConsentKind.INFORMATION and not scope:
        raise Refused(_("Mark to whom information may pass; a consent is never general."), "recipients")
    if kind is ConsentKind.INFORMATION and not all(scope.values()):
        raise Refused(_("Mark what kind of information may pass."), "information")
    if starts > clock.today():
        raise Refused(
            _("A consent holds from the day it is given. Write today or an earlier day."), "starts_on"
        )
    if expires < starts:
        raise Refused(_("The consent ends before it begins. Change one of the days."), "expires_on")


def _giver(session: "Session", consent_id: int, person: Person) -> ConsentGiver:
    from sqlmodel import select

    whose, person_id = person
    column = ConsentGiver.adult_id if whose == "adult" else ConsentGiver.child_id
    row = session.exec(
        select(ConsentGiver).where(ConsentGiver.consent_id == consent_id, column == person_id)
    ).first()
    if row is None:
        raise Refused(_("This person is not among those who were asked. Note a new consent instead."))
    return row


def _refresh_of(session: "Session", consent_id: int) -> None:
    consent = for_edit(session, Consent, consent_id)
    refresh(session, consent.family_id)
