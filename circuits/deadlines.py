"""Every date of the circuits, as pure functions (circuits.md 1, 3, 5).

Dates are whole local days of Europe/Paris; due means the end of that day, late begins
the next day. No database, no clock: the calendar and the moment are arguments.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cache

from circuits.definition import RungRule
from participation.clock import PARIS, local_day
from participation.working_days import ONE_DAY, WorkingCalendar, months_later

RECEPTION_ENDS = time(18, 0)
OFFICE_OPENS = time(8, 30)
OFFICE_CLOSES = time(17, 30)


def day_zero(at: datetime, calendar: WorkingCalendar) -> date:
    """The day from which worked days count: the next day is number one.

    After 18:00 or on a day off it is the next worked day (circuits.md 1.4).
    """
    local = at.astimezone(PARIS)
    day = local.date()
    if local.time() >= RECEPTION_ENDS:
        day += ONE_DAY
    return calendar.next_working(day)


def promise_due(received: datetime, months: int, calendar: WorkingCalendar) -> date:
    """The public promise: months from the real day of reception, then worked."""
    return calendar.add_months(local_day(received), months)


@cache
def shortest_promise(months: int, subdivision: str, year: int) -> int:
    """The fewest worked days that a promise holds, over five years from `year` on.

    Town-hall closures are left out: they come later, and steps then stop at the
    promise (circuits.md 1, P9).
    """
    calendar = WorkingCalendar(subdivision)
    first, after = date(year, 1, 1), date(year + 5, 1, 1)
    days = (first + timedelta(days=n) for n in range((after - first).days))
    return min(calendar.count(day, calendar.add_months(day, months)) for day in days)


def step_due(
    start: date, delay: int, unit: str, calendar: WorkingCalendar, cap: date | None
) -> date:
    """The end of a step begun on day zero `start`; never later than `cap`.

    The cap is the promise: until the answer, no step date passes it (P10). When the
    promise is already past, the step keeps its own date: it is not born late.
    """
    if unit == "wd":
        due = calendar.add_working_days(start, delay)
    elif unit == "days":
        due = calendar.next_working(start + timedelta(days=delay))
    else:
        due = calendar.add_months(start, delay)
    if cap is not None and cap >= start:
        due = min(due, cap)
    return due


def floored(
    kept: date, start: date, floor: int, calendar: WorkingCalendar, cap: date | None
) -> date:
    """A date kept from before, but never less than `floor` worked days from `start`.

    It was a worked day when it was given; a closure may have been declared since. A cap
    that was past at the start is none, as in `step_due`.
    """
    kept = calendar.next_working(kept)
    if cap is not None and cap < start:
        cap = None
    least = step_due(start, floor, "wd", calendar, cap)
    return max(kept, least) if cap is None else min(max(kept, least), max(cap, least))


@dataclass(frozen=True)
class PlannedRung:
    """A rung with the local day on which it is due, and whether it is born skipped."""

    rule: RungRule
    fire_on: date
    skipped: bool


def plan_rungs(
    rules: Iterable[RungRule],
    start: date,
    due: date,
    calendar: WorkingCalendar,
) -> list[PlannedRung]:
    """The ladder of an obligation that began on `start` and is due on `due`.

    A rung that would fall on or before the start is created as skipped, and r1 exists
    only for steps of at least eight worked days (circuits.md 5).
    """
    planned = []
    for rule in rules:
        if rule.unit == "start":
            planned.append(PlannedRung(rule, start, skipped=False))
            continue
        if rule.unit == "days":
            fire_on = due + timedelta(days=rule.offset)
        else:
            fire_on = calendar.add_working_days(due, rule.offset)
        too_short = rule.min_delay > 0 and (calendar.count(start, due) < rule.min_delay)
        planned.append(PlannedRung(rule, fire_on, too_short or fire_on <= start))
    return planned


def in_office_hours(at: datetime, calendar: WorkingCalendar) -> bool:
    """Whether duty mails may leave now: 8:30–17:30 local on a worked day."""
    local = at.astimezone(PARIS)
    return calendar.is_working(local.date()) and OFFICE_OPENS <= local.time() < OFFICE_CLOSES


def next_office_opening(at: datetime, calendar: WorkingCalendar) -> datetime:
    """The first moment from `at` on when duty mails may leave."""
    if in_office_hours(at, calendar):
        return at
    local = at.astimezone(PARIS)
    day = local.date()
    if local.time() >= OFFICE_OPENS or not calendar.is_working(day):
        day = calendar.next_working(day + ONE_DAY)
    return datetime.combine(day, OFFICE_OPENS, tzinfo=PARIS)


def step_late(due: date, today: date, *, closed: bool) -> bool:
    """Private lateness of one obligation: from the day after its date."""
    return not closed and today > due


def pause_days(start: date, end: date, calendar: WorkingCalendar) -> tuple[int, int]:
    """Worked days and calendar days of a pause whose clock runs again on `end`.

    A step moves by the first, a promise by the second (circuits.md 6).
    """
    return calendar.count(start, end), (end - start).days


def step_resumed(due: date, worked: int, calendar: WorkingCalendar, cap: date | None) -> date:
    """The date of a step after a pause of so many worked days; never later than `cap`.

    A step that was begun after a broken promise has its own date: that promise is no cap.
    """
    moved = calendar.add_working_days(due, worked) if worked else due
    return moved if cap is None or cap < due else min(moved, cap)


def promise_missed(
    promised_on: date | None,
    today: date,
    *,
    answered: bool,
    public_from: date,
    stopped_on: date | None = None,
) -> bool:
    """Public lateness of a dossier: its promise passed without an answer.

    Nothing that fell due before the town's `lateness_public_from` is shown as late
    (circuits.md 1.8). A promise that stands still since `stopped_on` is judged as of
    that day.
    """
    if stopped_on is not None:
        today = min(today, stopped_on)
    return (
        promised_on is not None
        and not answered
        and promised_on >= public_from
        and today > promised_on
    )


def commitment_late(planned_on: date, today: date, *, done: bool, public_from: date) -> bool:
    """Public lateness of a milestone: the planned month is over (circuits.md 1.8)."""
    next_month = (planned_on.replace(day=1) + timedelta(days=32)).replace(day=1)
    return not done and planned_on >= public_from and today >= next_month


def last_answer_day(start: date, paused: int, limit_months: int) -> date:
    """Until when questions to a council may stop a promise: so many months in all."""
    return months_later(start, limit_months) - timedelta(days=paused)


def days_late(due: date, today: date, calendar: WorkingCalendar) -> int:
    """How many worked days have passed since a date; 0 when it is not past."""
    return calendar.count(due, today) if today > due else 0
