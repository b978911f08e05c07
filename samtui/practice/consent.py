"""What a family's consents say, and until when.

The program never says that a consent is valid or complete: it says what is recorded for each named
recipient. Who must have answered follows 6 kap. 11 and 13 §§ FB and 12 kap. 3 § OSL: those with custody,
together; the child as well where it has been asked; from 18 the young person alone.
"""

from collections import Counter
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
    """Whom the support concerns, when they were born, and who has custody of whom."""

    born: Mapping[int, date | None]
    custody: Mapping[int, frozenset[int]]

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


def eighteen(born: date) -> date:
    """The 18th birthday; one born on 29 February has it on 1 March."""
    return birthday(born, 18)


def birthday(born: date, age: int) -> date:
    """The day on which somebody turns ``age`` years."""
    try:
        return born.replace(year=born.year + age)
    except ValueError:
        return date(born.year + age, 3, 1)


def recipient_facts(
    involvement_id: int, consents: Iterable[ConsentRecord], household: Household
) -> tuple[ConsentState, date | None]:
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


def planning_facts(
    consents: Iterable[ConsentRecord], household: Household
) -> tuple[ConsentState, date | None]:
    """What is recorded about joint planning (10 kap. 8 § SoL, 16 kap. 4 § HSL)."""
    return _facts([consent for consent in consents if consent.kind is ConsentKind.PLANNING], household)


def _facts(consents: Sequence[ConsentRecord], household: Household) -> tuple[ConsentState, date | None]:
    if not consents:
        return ConsentState.MISSING, None
    words = _newest_words(consents, household)
    required = frozenset[Person]().union(*(household.guardians(consent.child_id) for consent in consents))
    spoken = words.values()
    if any(word.withdrawn for word in spoken):
        return ConsentState.WITHDRAWN, None
    if any(word.answer is Answer.NO for word in spoken):
        return ConsentState.REFUSED, None
    said_yes = {person for person, word in words.items() if word.answer is Answer.YES}
    if not said_yes:
        return ConsentState.ASKED, None
    if said_yes < words.keys() or not required <= said_yes or not (required or _of_age_alone(words)):
        return ConsentState.PARTIAL, None
    return ConsentState.NOTED, min(words[person].until for person in said_yes)


def _of_age_alone(words: Mapping[Person, _Word]) -> bool:
    """Without a guardian only a young person's own yes can stand by itself."""
    return any(kind == "child" for kind, _ in words)


def _newest_words(consents: Iterable[ConsentRecord], household: Household) -> dict[Person, _Word]:
    words: dict[Person, _Word] = {}
    for consent in sorted(consents, key=lambda consent: (consent.starts_on, consent.id)):
        ends = household.ends(consent.child_id)
        for giver in consent.givers:
            until = consent.expires_on
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
    found = Counter(states)
    return next((state for state in WORST_FIRST if found[state]), ConsentState.MISSING)
