"""The local routine (lokal rutin): what is agreed on here, from ``data/rules/routine.toml``."""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from samtui.models.caseload import Call, ConsentForm
from samtui.models.principal import Principal
from samtui.resources import load_toml


@dataclass(frozen=True)
class Routine:
    """Days and habits that forms propose and rules ask for."""

    consent_months: int
    consent_warn_days: int
    consent_form: ConsentForm
    ask_child_from: int
    meeting_hour: str
    called: frozenset[Principal]
    follow_up_days: int
    action_days: int
    postpone_days: int

    def consent_expires(self, starts: date) -> date:
        """The last day of a consent that starts on this day and holds as long as the routine lets it."""
        months = starts.year * 12 + starts.month - 1 + self.consent_months
        year, month = divmod(months, 12)
        return _day_of_month(year, month + 1, starts.day) - timedelta(days=1)

    def call_for(self, principal: Principal | None) -> Call:
        """Whether somebody from this principal is called or invited."""
        return Call.CALLED if principal in self.called else Call.INVITED


@cache
def routine() -> Routine:
    """The routine as it stands in the data."""
    rules = load_toml("rules/routine.toml")
    consent, meeting, action = rules["consent"], rules["meeting"], rules["action"]
    return Routine(
        consent_months=consent["months"],
        consent_warn_days=consent["warn_days"],
        consent_form=ConsentForm(consent["form"]),
        ask_child_from=consent["ask_child_from"],
        meeting_hour=meeting["hour"],
        called=frozenset(map(Principal, meeting["called"])),
        follow_up_days=meeting["follow_up_days"],
        action_days=action["days"],
        postpone_days=action["postpone_days"],
    )


def _day_of_month(year: int, month: int, day: int) -> date:
    """That day of the month, or the last one where the month is shorter."""
    after = date(year + month // 12, month % 12 + 1, 1)
    return min(date(year, month, 1) + timedelta(days=day - 1), after - timedelta(days=1))
