"""The demonstration's scenarios lead where they say, on whatever day it is made.

A small, independent reading of the circuits foretells where each scenario stands; it is
compared with what the content declares, over years with every kind of holiday.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta

import pytest

from circuits import deadlines
from circuits.catalogue import request_definition
from circuits.definition import Definition
from circuits.demo.requests import REQUESTS
from circuits.demo.seed_circuits import SHORT_WITHOUT
from circuits.demo.seed_moments import act_moments, closures, turns
from circuits.demo.shapes import DemoRequest, Step
from participation.working_days import ONE_DAY, WorkingCalendar

RULES = {
    "ordinary": Definition(request_definition()),
    "short": Definition(request_definition(without=SHORT_WITHOUT)),
}
ACTS = {"milestone_report": "report_milestone"}
# January 2030 follows the Christmas with the fewest worked days.
YEARS = (2026, 2027, 2030)


class Foreseen:
    """Where a scenario stands on a day: its step, its date, its promise."""

    def __init__(self, request: DemoRequest, today: date, calendar: WorkingCalendar) -> None:
        self.today, self.calendar = today, calendar
        self.rules = RULES[request.circuit]
        self.step, self.answered, self.answer = "", False, None
        self.kept: dict[str, date] = {}
        for at, step in zip(act_moments(request, today, calendar), request.steps, strict=True):
            if step.act == "deposit":
                self.promised = deadlines.promise_due(at, 2, calendar)
                self._enter("A1", at)
            elif step.act != "proofread":
                self._act(step, at)

    def _act(self, step: Step, at: datetime) -> None:
        self.answer = step.answer or self.answer
        commits = bool(self.answer and self.answer.milestone)
        signs = step.act in ("transmit_answer", "approve_service", "approve_elected")
        target = self.rules.next_step(
            self.step, ACTS.get(step.act, step.act), "commitment" if commits and signs else ""
        )
        self.answered = self.answered or target in ("A6", "A7")
        self._enter(target, at, floor=3 if "request_changes" in step.act else 0)

    def _enter(self, step: str, at: datetime, floor: int = 0) -> None:
        self.step = step
        if step == "end":
            return
        rule, calendar = self.rules.steps[step], self.calendar
        start = deadlines.day_zero(at, calendar)
        cap = None if self.answered else self.promised
        if floor:
            self.due = deadlines.floored(self.kept[step], start, floor, calendar, cap)
        else:
            self.due = deadlines.step_due(start, rule.delay, rule.unit, calendar, cap)
        self.kept[step] = self.due

    def state(self) -> str:
        if self.step == "end" or (self.step == "A6" and self._lapsed()):
            return "E3" if self.answer and self.answer.outcome == "refused" else "E4"
        if not self.answered and self.today > self.promised:
            return f"{self.step}_promise_missed"
        if self.today > self.due:
            return f"{self.step}_late"
        soon = self.calendar.count(self.today, self.due) <= 5
        return "A3_due_soon" if self.step == "A3" and soon else self.step

    def _lapsed(self) -> bool:
        """Silence ends it seven days after its notice, on a pass of a worked day."""
        notice = self.calendar.next_working(self.due - timedelta(days=7))
        after = max(self.due + ONE_DAY, notice + timedelta(days=7))
        return self.calendar.next_working(after) < self.today


def days(year: int) -> Iterator[tuple[date, WorkingCalendar]]:
    """Each day of the year with the demonstration's calendar on that day."""
    today = date(year, 1, 1)
    while today.year == year:
        yield today, WorkingCalendar.of("6AE", closures(today))
        today += ONE_DAY


@pytest.mark.parametrize("year", YEARS)
def test_no_holiday_changes_the_state_of_a_scenario(year: int) -> None:
    for today, calendar in days(year):
        for request in REQUESTS:
            if request.steps:
                state = Foreseen(request, today, calendar).state()
                assert (today, request.key, state) == (today, request.key, request.state)


@pytest.mark.parametrize("year", YEARS)
def test_acts_are_in_order_on_worked_days_of_the_past(year: int) -> None:
    for today, calendar in days(year):
        for request in REQUESTS:
            acts = list(turns(request, today, calendar))
            moments = [turn.at for turn in acts]
            assert moments == sorted(set(moments))
            assert moments[-1].date() < today
            assert all(calendar.is_working(at.date()) for at in moments[1:])


def test_the_closures_leave_the_worked_examples_as_they_are() -> None:
    calendar = WorkingCalendar.of("6AE", closures(date(2026, 11, 22)))
    assert calendar.add_working_days(date(2026, 4, 16), 17) == date(2026, 5, 13)
    assert calendar.add_working_days(date(2026, 5, 21), 5) == date(2026, 5, 29)
    assert calendar.add_months(date(2026, 12, 31), 2) == date(2027, 3, 1)
