"""The working-day calendar: pure arithmetic on local days, no clock, no database.

Monday to Friday, minus the holidays of the town's subdivision (Alsace-Moselle adds
Good Friday and 26 December), minus the closure days of the town hall
(circuits.md 1.6). `ClosureDay.objects.calendar()` loads the closures.
"""

import calendar as months
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache

import holidays

ONE_DAY = timedelta(days=1)


def months_later(day: date, count: int) -> date:
    """Same day number `count` months later, or that month's last day, worked or not."""
    year, month = divmod(day.month - 1 + count, 12)
    year, month = day.year + year, month + 1
    return date(year, month, min(day.day, months.monthrange(year, month)[1]))


@cache
def _holidays(subdivision: str, year: int) -> dict[date, str]:
    return dict(holidays.country_holidays("FR", subdiv=subdivision, years=year, language="fr"))


@dataclass(frozen=True)
class WorkingCalendar:
    """Which days count. `closures` are whole local days without working hours."""

    subdivision: str = "6AE"
    closures: frozenset[date] = field(default_factory=frozenset)

    @classmethod
    def of(cls, subdivision: str, closures: Iterable[date]) -> "WorkingCalendar":
        """Build a calendar from any iterable of closure days."""
        return cls(subdivision, frozenset(closures))

    def is_working(self, day: date) -> bool:
        """Whether the town hall works on this local day."""
        return (
            day.weekday() < 5
            and day not in self.closures
            and day not in _holidays(self.subdivision, day.year)
        )

    def why_off(self, day: date) -> str:
        """The name of the holiday, in French, or that the town hall is closed."""
        name = _holidays(self.subdivision, day.year).get(day)
        return name or "fermeture de la mairie"

    def next_working(self, day: date) -> date:
        """The day itself when it is worked, else the first worked day after it."""
        while not self.is_working(day):
            day += ONE_DAY
        return day

    def add_working_days(self, day: date, count: int) -> date:
        """The `count`-th worked day after `day` (before it when `count` < 0).

        Counting starts the next day; `count` 0 gives the day, moved to a worked one.
        """
        if count == 0:
            return self.next_working(day)
        step = ONE_DAY if count > 0 else -ONE_DAY
        left = abs(count)
        while left:
            day += step
            if self.is_working(day):
                left -= 1
        return day

    def add_months(self, day: date, count: int) -> date:
        """Same day number `count` months later, or that month's last day, then worked.

        circuits.md 1.5.
        """
        return self.next_working(months_later(day, count))

    def working_days(self, after: date, until: date) -> Iterator[date]:
        """The worked days after `after` up to and including `until`."""
        day = after + ONE_DAY
        while day <= until:
            if self.is_working(day):
                yield day
            day += ONE_DAY

    def count(self, after: date, until: date) -> int:
        """How many worked days lie after `after`, up to and including `until`."""
        return sum(1 for _ in self.working_days(after, until))

    def days_off(self, after: date, until: date) -> list[date]:
        """Weekdays in the same span that are not worked: what an explanation names."""
        days = []
        day = after + ONE_DAY
        while day <= until:
            if day.weekday() < 5 and not self.is_working(day):
                days.append(day)
            day += ONE_DAY
        return days
