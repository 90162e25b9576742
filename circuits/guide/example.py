"""The dates of a demande that would be deposited at one moment, if each step took its time."""

from __future__ import annotations

from datetime import date, datetime

from circuits import deadlines
from circuits.definition import Definition
from circuits.guide.data import Guide
from participation.working_days import WorkingCalendar


def example_dates(
    guide: Guide, rules: Definition, at: datetime, calendar: WorkingCalendar
) -> dict[str, date]:
    """Until when each step may last, by its code, and the promise under "".

    Empty where the circuit has no promise: its dates are chosen, not counted.
    """
    if not rules.has_promise():
        return {}
    promise = deadlines.promise_due(at, rules.promise_months, calendar)
    dates = {"": promise}
    start = deadlines.day_zero(at, calendar)
    for stop in guide.way[: guide.answered_after]:
        step = rules.steps[stop.code]
        dates[stop.code] = start = deadlines.step_due(
            start, step.delay, step.unit, calendar, promise
        )
    return dates
