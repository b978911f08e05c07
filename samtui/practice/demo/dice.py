"""Chance that falls the same way every time, so that generated families are the same for the same seed."""

import random
from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import TypeVar

from samtui import clock

Thing = TypeVar("Thing")


class Dice(random.Random):
    """Dice for one family. Nothing secret depends on them."""

    def happens(self, of_a_hundred: int) -> bool:
        """True that many times of a hundred."""
        return self.random() * 100 < of_a_hundred

    def weighed(self, weights: Mapping[Thing, int]) -> Thing:
        """One of the keys, as often as its weight says."""
        return self.choices(list(weights), list(weights.values()))[0]

    def some(self, things: Sequence[Thing], least: int, most: int) -> list[Thing]:
        """Between ``least`` and ``most`` different ones, as many as there are, in their order."""
        count = min(len(things), self.randint(least, most))
        return [things[place] for place in sorted(self.sample(range(len(things)), count))]

    def day(self, today: date, first: int, last: int) -> date:
        """A day between ``first`` and ``last`` days from today (negative: ago)."""
        return today + timedelta(days=self.randint(first, last))

    def hour(self, day: date) -> datetime:
        """An instant of that day in office hours, on the half hour."""
        return clock.at(day, f"{self.randint(8, 15):02d}:{self.choice(('00', '30'))}")
