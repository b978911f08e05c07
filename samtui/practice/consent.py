"""What a family's consents say, and until when.

The program never says that a consent is valid or complete: it says what is recorded for each named
recipient. Who must have answered follows 6 kap. 11 and 13 §§ FB and 12 kap. 3 § OSL: those with custody,
together; the child as well where it has been asked; from 18 the young person alone.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from samtui.models.caseload import Answer, ConsentKind, ConsentState, CustodyKind
from samtui.models.records import ConsentRecord, Person

HAS_CUSTODY = frozenset({CustodyKind.JOINT, CustodyKind.SOLE, CustodyKind.APPOINTED})

WORST_FIRST = (
    ConsentState.WITHDRAWN,
    ConsentState.REFUSED,
    ConsentState.ENDED_AT_18,
    ConsentState.EXPIRED,
    ConsentState.MISSING,
    ConsentState.ASKED,
    ConsentState.PARTIAL,
    ConsentState.EXPIRING,
    ConsentState.NOTED,
)


@dataclass(frozen=True)
class Household:
    """Whom the support concerns, when they were born, and who has custody of whom.

    ``half_noted``: the children of whom joint custody is noted for one adult only, so that somebody who
    decides together with that adult is not known here.
    """

    born: Mapping[int, date | None]
    custody: Mapping[int, frozenset[int]]
    half_noted: frozenset[int] = frozenset()

    def guardians(self, child_id: int | None) -> frozenset[Person]:
        """Those with custody of this child, or of any supported child where no child is named."""
        children = self.born if child_id is None else (child_id,)
        return frozenset(("adult", adult) for child in children for adult in self.custody.get(child, ()))

    def ends(self, child_id: int | None) -> date | None:
        """The last day of the guardians' say: the day before the 18th birthday (6 kap. 2 § FB)."""
        children = self.born if child_id is None else (child_id,)
        days = [eighteen(born) for child in children if (born := self.born.get(child))]
        return min(days) - timedelta(days=1) if days else None


@dataclass(frozen=True)
class _Word:
    """The newest word of one person about one recipient."""

    answer: Answer
    withdrawn: bool
    until: date


_Facts = tuple[ConsentState, date | None]


def eighteen(born: date) -> date:
    """The 18th birthday; one born on 29 February has it on 1 March."""
    return birthday(born, 18)


def birthday(born: date, age: int) -> date:
    """The day on which somebody turns ``age`` years."""
    try:
        return born.replace(year=born.year + age)
    except ValueError:
        return date(born.year + age, 3, 1)


def recipient_facts(involvement_id: int, consents: Iterable[ConsentRecord], household: Household) -> _Facts:
    """What is recorded for one recipient, and the last day on which it holds.

    The day is given only where the state is NOTED. The state never depends on the present day; see
    :func:`on_day` for that.
    """
    naming = [
        consent
        for consent in consents
        if consent.kind is ConsentKind.INFORMATION and any(who == involvement_id for who, _ in consent.scope)
    ]
    return _facts(naming, household)


def planning_facts(consents: Iterable[ConsentRecord], household: Household) -> _Facts:
    """What is recorded about joint planning (10 kap. 8 § SoL, 16 kap. 4 § HSL)."""
    return _facts([consent for consent in consents if consent.kind is ConsentKind.PLANNING], household)


def _facts(consents: Sequence[ConsentRecord], household: Household) -> _Facts:
    """Each child by itself, since a yes about one is none about another; then the worst of them.

    What had run out for one child before the newest consent began is the past, and says nothing any more.
    """
    if not consents:
        return ConsentState.MISSING, None
    newest = max(consent.starts_on for consent in consents)
    found = [_facts_of_child(child, consents, household) for child in _children(consents, household)]
    standing = [facts for facts in found if facts[1] is None or facts[1] >= newest] or found
    state = worst(state for state, _until in standing)
    last_days = [until for _state, until in standing if until is not None]
    return state, min(last_days) if state is ConsentState.NOTED else None


def _children(consents: Iterable[ConsentRecord], household: Household) -> set[int | None]:
    """The children whom the consents are about; one about the family is about every supported child."""
    named = {consent.child_id for consent in consents}
    if None in named and household.born:
        return (named - {None}) | household.born.keys()
    return named


def _facts_of_child(child_id: int | None, consents: Sequence[ConsentRecord], household: Household) -> _Facts:
    about = [consent for consent in consents if consent.child_id in (child_id, None)]
    required, ends = household.guardians(child_id), household.ends(child_id)
    wanting = child_id in household.half_noted
    since_18 = [consent for consent in about if ends is not None and consent.starts_on > ends]
    if since_18 and child_id is not None:
        about, required, ends, wanting = since_18, frozenset({("child", child_id)}), None, False
    words = _newest_words(about, ends)
    if any(word.withdrawn for word in words.values()):
        return ConsentState.WITHDRAWN, None
    if any(word.answer is Answer.NO for word in words.values()):
        return ConsentState.REFUSED, None
    if not words:
        return ConsentState.ASKED, None
    asked = {giver.person for consent in about for giver in consent.givers}
    if wanting or not required or not required | asked <= words.keys():
        return ConsentState.PARTIAL, None
    return ConsentState.NOTED, min(word.until for word in words.values())


def _newest_words(consents: Iterable[ConsentRecord], ends: date | None) -> dict[Person, _Word]:
    """Each person's newest yes, no or withdrawal, by the day on which it was said.

    A question that waits for its answer is no word: what was said before it stands. On one and the same
    day the consent that begins later, or was noted later, decides.
    """
    said = [
        (giver.answered_on or consent.asked_on or consent.starts_on, consent.starts_on, consent.id, giver)
        for consent in consents
        for giver in consent.givers
        if giver.withdrawn or giver.answer is not Answer.PENDING
    ]
    last_day = {consent.id: consent.expires_on for consent in consents}
    words: dict[Person, _Word] = {}
    for _said_on, _starts_on, consent_id, giver in sorted(said, key=lambda row: row[:3]):
        until = last_day[consent_id]
        if giver.person[0] == "adult" and ends is not None:
            until = min(until, ends)
        words[giver.person] = _Word(giver.answer, giver.withdrawn, until)
    return words


def on_day(
    state: ConsentState, until: date | None, day: date, warn_days: int, eighteen_on: date | None = None
) -> ConsentState:
    """The state on a day: a noted consent may run out soon, have run out, or have ended at 18."""
    if state is not ConsentState.NOTED or until is None:
        return state
    if until < day:
        ended = eighteen_on is not None and until == eighteen_on - timedelta(days=1)
        return ConsentState.ENDED_AT_18 if ended else ConsentState.EXPIRED
    return ConsentState.EXPIRING if (until - day).days <= warn_days else ConsentState.NOTED


def worst(states: Iterable[ConsentState]) -> ConsentState:
    """The state that most wants attention; MISSING where there is no recipient at all."""
    found = set(states)
    return next((state for state in WORST_FIRST if state in found), ConsentState.MISSING)
