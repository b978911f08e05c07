"""Which families need the coordinator now, and why. Reasons stand in words, in classes; never a score.

Each reason has two texts: the one for lists names no actor, care or service (7 a § SoLPuL); the one for the
family's own card names everything.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import cache

from samtui import clock
from samtui.language import _, ngettext
from samtui.models.caseload import ConsentState, FamilyStatus
from samtui.models.records import ActionRow, ActorRecord, FamilyCard, FamilyFacts
from samtui.practice import consent
from samtui.practice.routine import routine
from samtui.resources import load_toml


class Attention(StrEnum):
    """The classes: i dag, den här veckan, snart, inget."""

    TODAY = "today"
    THIS_WEEK = "this_week"
    SOON = "soon"
    NONE = "none"


class ReasonKind(StrEnum):
    """Why a family needs the coordinator."""

    MEETING_TODAY = "meeting_today"
    OVERDUE = "overdue"
    UNOWNED = "unowned"
    CONSENT_RUNNING_OUT = "consent_running_out"
    CONSENT_RUN_OUT = "consent_run_out"
    CONSENT_MISSING = "consent_missing"


@dataclass(frozen=True)
class Reason:
    """One reason: its class, the day it is about, and the text for lists."""

    kind: ReasonKind
    attention: Attention
    due: date
    text: str


@dataclass(frozen=True)
class Strip:
    """What the strip above the list counts, over all families that are awake."""

    meetings_today: int
    due_today: int
    to_evaluate_today: int
    overdue: int
    unowned: int
    waiting: int
    consents_running_out: int


_CLASSES = tuple(Attention)


def asleep(facts: FamilyFacts, today: date) -> bool:
    """Whether nothing of this family counts today: it rests, or its support has ended."""
    if facts.status is FamilyStatus.RESTING:
        return facts.resting_until is None or facts.resting_until >= today
    return facts.status is FamilyStatus.ENDED


def reasons(facts: FamilyFacts, today: date) -> tuple[Reason, ...]:
    """Why this family needs the coordinator, the most urgent reason first."""
    if asleep(facts, today):
        return ()
    found = [
        *_meeting_today(facts, today),
        *_overdue(facts, today),
        *_unowned(facts, today),
        *_consent_running_out(facts, today),
        *_consent_run_out(facts, today),
        *_consent_missing(facts, today),
    ]
    shown = [reason for reason in found if reason.attention is not Attention.NONE]
    return tuple(sorted(shown, key=lambda reason: (_CLASSES.index(reason.attention), reason.due)))


def attention(found: Sequence[Reason]) -> Attention:
    """The class of a family: that of its most urgent reason."""
    return found[0].attention if found else Attention.NONE


def urgency(facts: FamilyFacts, found: Sequence[Reason]) -> tuple[object, ...]:
    """Sorts families: by class; within a class the earliest date, the number of reasons, the name."""
    level = attention(found)
    earliest = min((reason.due for reason in found if reason.attention is level), default=date.max)
    ended = facts.status is FamilyStatus.ENDED
    return ended, _CLASSES.index(level), earliest, -len(found), facts.sort_name, facts.id


def strip(all_facts: Iterable[FamilyFacts], today: date) -> Strip:
    """The counts over all families that are awake."""
    awake = [facts for facts in all_facts if not asleep(facts, today)]
    return Strip(
        meetings_today=sum(_meeting_day(facts) == today for facts in awake),
        due_today=sum(facts.due_today for facts in awake),
        to_evaluate_today=sum(facts.to_evaluate_today for facts in awake),
        overdue=sum(facts.actions_overdue for facts in awake),
        unowned=sum(facts.unowned for facts in awake),
        waiting=sum(facts.waiting for facts in awake),
        consents_running_out=sum(facts.expiring for facts in awake),
    )


def consent_state(facts: FamilyFacts, today: date) -> tuple[ConsentState | None, int | None]:
    """The state that most wants attention among the family's recipients, and the days left of those noted.

    (None, None) where there is no actor to ask about.
    """
    if not facts.actors:
        return None, None
    counted = {
        ConsentState.WITHDRAWN: facts.withdrawn,
        ConsentState.REFUSED: facts.refused,
        ConsentState.EXPIRED: facts.expired,
        ConsentState.MISSING: facts.missing,
        ConsentState.ASKED: facts.asked,
        ConsentState.PARTIAL: facts.partial,
        ConsentState.EXPIRING: facts.expiring,
        ConsentState.NOTED: facts.actors,
    }
    state = consent.worst(state for state, number in counted.items() if number)
    return state, (facts.consent_until - today).days if facts.consent_until else None


def on_the_card(reason: Reason, card: FamilyCard, today: date) -> str:
    """The reason as it stands on the family's own card, with names."""
    if reason.kind is ReasonKind.OVERDUE:
        late = [
            action for action in card.actions if _is_late(action.due, today) and not _closed(action.state)
        ]
        return _join(_late(action, today) for action in late)
    if reason.kind is ReasonKind.UNOWNED:
        free = [action.text for action in card.actions if action.unowned and not _closed(action.state)]
        return _("Nobody has taken on: {texts}", texts=_join(free))
    if reason.kind is ReasonKind.CONSENT_RUNNING_OUT:
        going = [actor.actor for actor in _asked_about(card) if actor.consent_until == reason.due]
        return _(
            "The consent to {actors} runs out {when}", actors=_join(going), when=_when(reason.due, today)
        )
    if reason.kind is ReasonKind.CONSENT_RUN_OUT:
        gone = [a.actor for a in _asked_about(card) if a.consent_until and a.consent_until < today]
        return _("Consents that have run out: {actors}", actors=_join(gone))
    return reason.text


def _asked_about(card: FamilyCard) -> list[ActorRecord]:
    """The actors whose part has not ended."""
    return [actor for actor in card.actors if actor.until is None]


def _meeting_today(facts: FamilyFacts, today: date) -> Iterable[Reason]:
    if facts.next_meeting and _meeting_day(facts) == today:
        hour = clock.local(facts.next_meeting).strftime("%H.%M")
        yield _reason(ReasonKind.MEETING_TODAY, today, today, _("Meeting today {hour}", hour=hour))


def _overdue(facts: FamilyFacts, today: date) -> Iterable[Reason]:
    if facts.actions_overdue and facts.oldest_due:
        text = ngettext("{n} overdue", "{n} overdue", facts.actions_overdue)
        yield _reason(ReasonKind.OVERDUE, facts.oldest_due, today, text)


def _unowned(facts: FamilyFacts, today: date) -> Iterable[Reason]:
    if facts.unowned:
        text = ngettext("{n} that nobody has taken on", "{n} that nobody has taken on", facts.unowned)
        yield _reason(ReasonKind.UNOWNED, today, today, text)


def _consent_running_out(facts: FamilyFacts, today: date) -> Iterable[Reason]:
    meeting = _meeting_day(facts)
    if facts.expiring and facts.consent_until:
        what = ngettext(
            "A consent runs out {when}",
            "{n} consents run out, the first {when}",
            facts.expiring,
            when=_when(facts.consent_until, today),
        )
        if meeting and meeting > facts.consent_until:
            what = _("{what}, before the next meeting", what=what)
        yield _reason(ReasonKind.CONSENT_RUNNING_OUT, facts.consent_until, today, what)


def _consent_run_out(facts: FamilyFacts, today: date) -> Iterable[Reason]:
    """As urgent as the next meeting; without a meeting in sight it is still to be asked about."""
    if not facts.expired or not facts.latest_expired:
        return
    text = ngettext("{n} consent has run out", "{n} consents have run out", facts.expired)
    meeting = _meeting_day(facts)
    level = _by_days(meeting, today) if meeting else Attention.NONE
    if meeting is None or level is Attention.NONE:
        yield Reason(ReasonKind.CONSENT_RUN_OUT, Attention.SOON, facts.latest_expired, text)
        return
    days = (meeting - today).days
    before = (
        ngettext("Meeting in {n} day: {what}", "Meeting in {n} days: {what}", days, what=text)
        if days
        else _("Meeting today: {what}", what=text)
    )
    yield Reason(ReasonKind.CONSENT_RUN_OUT, level, meeting, before)


def _when(day: date, today: date) -> str:
    days = (day - today).days
    return ngettext("in {n} day", "in {n} days", days) if days else _("today")


def _consent_missing(facts: FamilyFacts, today: date) -> Iterable[Reason]:
    meeting = _meeting_day(facts)
    if facts.uncovered and meeting:
        who = ngettext("Consent missing for {n} invited", "Consent missing for {n} invited", facts.uncovered)
        days = (meeting - today).days
        when = _("meeting today") if not days else ngettext("meeting in {n} day", "meeting in {n} days", days)
        yield _reason(ReasonKind.CONSENT_MISSING, meeting, today, f"{who}, {when}")


def _reason(kind: ReasonKind, due: date, today: date, text: str) -> Reason:
    named = _rules()[1][kind]
    return Reason(kind, _by_days(due, today) if named == "by_days" else Attention(named), due, text)


def _by_days(due: date, today: date) -> Attention:
    """The class of a day that is coming: the nearer, the more urgent."""
    days = (due - today).days
    return next((level for level, most in _rules()[0] if days <= most), Attention.NONE)


@cache
def _rules() -> tuple[tuple[tuple[Attention, int], ...], dict[str, str]]:
    rules = load_toml("rules/attention.toml")
    limits = tuple((Attention(name), days) for name, days in rules["classes"].items())
    return limits, dict(rules["reason"])


def _meeting_day(facts: FamilyFacts) -> date | None:
    return clock.local(facts.next_meeting).date() if facts.next_meeting else None


def _is_late(due: date | None, today: date) -> bool:
    return due is not None and due < today


def _closed(state: str) -> bool:
    return state in ("done", "dropped")


def _late(action: ActionRow, today: date) -> str:
    owner = action.owner or (_("I") if action.mine else _("nobody has taken it on"))
    days = (today - (action.due or today)).days
    return ngettext(
        "{owner}: {text} ({n} day)", "{owner}: {text} ({n} days)", days, owner=owner, text=action.text
    )


def _join(parts: Iterable[str]) -> str:
    return "; ".join(parts)


def warn_until(today: date) -> date:
    """The last day of which is said that a consent runs out."""
    return today + timedelta(days=routine().consent_warn_days)
