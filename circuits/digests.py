"""When the weekly mails are due: pure arithmetic on local days (circuits.md 10).

`actions.digests` writes them, `digest_letters` words them, `followers` and `lateness`
read what goes into them.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from participation.working_days import WorkingCalendar

MONDAY = 0
ONE_WEEK = timedelta(days=7)


@dataclass(frozen=True)
class Slot:
    """The weekly mail of a week: the Monday that names it, the day from which it leaves."""

    week: date
    day: date


def last_slot(weekday: int, today: date, calendar: WorkingCalendar) -> Slot:
    """The latest weekly mail whose day has come: one after an outage, not several.

    On a day off it waits for the next worked day. `weekday` counts from Monday, 0.
    """
    week = today - timedelta(days=today.weekday())
    while True:
        day = calendar.next_working(week + timedelta(days=weekday))
        if day <= today:
            return Slot(week, day)
        week -= ONE_WEEK
