"""The demonstration's scenarios lead where they say, on whatever day it is made.

A small, independent reading of the circuits foretells where each scenario stands; it is
compared with what the content declares, over years with every kind of holiday.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta

import pytest

from circuits import deadlines
from circuits.catalogue import request_definition
from circuits.definition import Definition
from circuits.demo.people import AGENCY_MEMBERS
from circuits.demo.requests import REQUESTS
from circuits.demo.seed_circuits import SHORT_WITHOUT
from circuits.demo.seed_moments import act_moments, closures, day_of, months_after, turns
from circuits.demo.shapes import DemoRequest, Step
from participation.clock import local_day
from participation.working_days import ONE_DAY, WorkingCalendar

RULES = {
    "ordinary": Definition(request_definition()),
    "short": Definition(request_definition(without=SHORT_WITHOUT)),
}
ACTS = {"milestone_report": "report_milestone"}
PAUSES = {
    "ask_complement": "question",
    "schedule_meeting": "meeting",
    "ask_wait": "asked",
    "confirm_wait": "waiting",
}
ENDS = {
    "confirm_done": "E1",
    "abandon_commitment": "E2",
    "transfer": "E5",
    "confirm_barring": "E6",
    "merge": "E7",
    "withdraw": "E8",
    "close_dormant": "E9",
}
NOTHING_MOVES = {
    "proofread",
    "report_meeting",
    "propose_transfer",
    "ask_opinion",
    "give_opinion",
    "declare_done",
    "ask_barring",
    "refuse_barring",
    "hide_text",
    "show_text",
    "keep_service",
    "refuse_done",
    "report_call",
}
# Where a demande begins again once it is reopened, by its end (circuits.md 8).
BEGINS_AGAIN = {"E1": "A7", "E8": "A1"}
# January 2030 follows the Christmas with the fewest worked days.
YEARS = (2026, 2027, 2030)


class Foreseen:
    """Where a scenario stands on a day: its step, its date, its promise, its pause."""

    def __init__(self, request: DemoRequest, today: date, calendar: WorkingCalendar) -> None:
        self.request, self.today, self.calendar = request, today, calendar
        self.rules = RULES[request.circuit]
        self.step, self.answered, self.answer = "", False, None
        self.ended, self.planned, self.refusals = "", None, 0
        self.kept: dict[str, date] = {}
        # What stands still: why, since when, until when.
        self.pause: tuple[str, date, date] | None = None
        for at, step in zip(act_moments(request, today, calendar), request.steps, strict=True):
            self._meet(local_day(at))
            if step.act == "deposit":
                self.received = local_day(at)
                self.promised = deadlines.promise_due(at, 2, calendar)
                self._enter("A1", at)
            elif step.act in PAUSES:
                self._stop(step, at)
            elif step.act in ("answer_complement", "resume"):
                self._go_on(local_day(at))
            elif step.act in BESIDE:
                BESIDE[step.act](self, step, at)
            elif step.act not in NOTHING_MOVES:
                self._act(step, at)
        self._meet(today)

    def _stop(self, step: Step, at: datetime) -> None:
        if step.act == "confirm_wait":
            assert self.pause is not None
            self.pause = ("waiting", *self.pause[1:])
            return
        assert step.on is not None
        until = day_of(self.request, step.on, self.today, self.calendar)
        agency = {member.person for member in AGENCY_MEMBERS}
        why = "waiting" if step.act == "ask_wait" and step.by in agency else PAUSES[step.act]
        self.pause = (why, local_day(at), until)

    def _meet(self, day: date) -> None:
        """A meeting or a check that was before this day has started the clock again."""
        if self.pause and self.pause[0] != "question" and self.pause[2] + ONE_DAY < day:
            self._go_on(self.pause[2] + ONE_DAY)

    def _go_on(self, day: date) -> None:
        assert self.pause is not None
        why, since, _ = self.pause
        self.pause = None
        if why == "question":
            moved = self.promised + (day - since)
            self.promised = self.calendar.next_working(moved)
        worked = self.calendar.count(since, day)
        self.due = min(self.calendar.add_working_days(self.due, worked), self.promised)

    def _act(self, step: Step, at: datetime) -> None:
        self.answer = step.answer or self.answer
        commits = bool(self.answer and self.answer.milestone)
        deferred = bool(self.answer and self.answer.outcome == "deferred")
        signs = step.act in ("transmit_answer", "approve_service", "approve_elected")
        when = "commitment" if commits else "deferred" if deferred else ""
        if step.act == "decline_attribution":
            self.refusals += 1
            when = "second_refusal" if self.refusals > 1 else ""
        target = self.rules.next_step(
            self.step,
            ACTS.get(step.act, step.act),
            when if signs or self.step == "A2" else "",
        )
        self.answered = self.answered or target in ("A6", "A7")
        if step.act == "approve_elected" and self.answer and self.answer.milestone:
            months = self.answer.milestone.planned_in_months
            self.planned = months_after(local_day(at), months)
        if step.milestone:
            self.planned = months_after(local_day(at), step.milestone.planned_in_months)
        self._enter(target, at, floor=3 if "request_changes" in step.act else 0)
        if step.act == "approve_elected" and deferred:
            assert self.answer and self.answer.deferred_to_day is not None
            self.due = self.promised = day_of(
                self.request, self.answer.deferred_to_day, self.today, self.calendar
            )

    def _refuse_wait(self, _step: Step, _at: datetime) -> None:
        """What the service asked never stopped the clock."""
        self.pause = None

    def _extend(self, step: Step, _at: datetime) -> None:
        assert step.months is not None
        old, self.promised = (
            self.promised,
            self.calendar.add_months(self.received, 2 + step.months),
        )
        gained = self.calendar.count(old, self.promised)
        self.due = min(self.calendar.add_working_days(self.due, gained), self.promised)

    def _reassign(self, _step: Step, at: datetime) -> None:
        least = self.calendar.add_working_days(local_day(at), 5)
        self.due = min(max(self.due, least), self.promised)

    def _ask_again(self, step: Step, at: datetime) -> None:
        self._enter("A3", at)
        if step.act == "ask_reasons":
            self.due = self.calendar.add_months(local_day(at), 1)
        else:
            self.due = self.calendar.add_working_days(deadlines.day_zero(at, self.calendar), 10)

    def _end(self, step: Step, at: datetime) -> None:
        self.ended, self.closed, self.pause = ENDS[step.act], local_day(at), None

    def _reopen(self, _step: Step, at: datetime) -> None:
        begins, self.ended = BEGINS_AGAIN[self.ended], ""
        if not self.answered:
            moved = self.promised + (local_day(at) - self.closed)
            self.promised = self.calendar.next_working(moved)
        self._enter(begins, at)

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
        if self.ended:
            return self.ended
        if self.step == "end" or (self.step == "A6" and self._lapsed()):
            return "E3" if self.answer and self.answer.outcome == "refused" else "E4"
        if self.pause:
            return f"{self.step}_{'dormant' if self._asleep() else self.pause[0]}"
        if not self.answered and self.today > self.promised:
            return f"{self.step}_promise_missed"
        if self.step == "A7" and self.planned and self.today >= months_after(self.planned, 1):
            return "A7_commitment_late"
        if self.today > self.due:
            return f"{self.step}_late"
        soon = self.calendar.count(self.today, self.due) <= 5
        return "A3_due_soon" if self.step == "A3" and soon else self.step

    def _asleep(self) -> bool:
        """Silence puts it to sleep ten worked days after the date of its question."""
        assert self.pause is not None
        why, _, until = self.pause
        return why == "question" and self.calendar.add_working_days(until, 10) < self.today

    def _lapsed(self) -> bool:
        """Silence ends it seven days after its notice, on a pass of a worked day."""
        notice = self.calendar.next_working(self.due - timedelta(days=7))
        after = max(self.due + ONE_DAY, notice + timedelta(days=7))
        return self.calendar.next_working(after) < self.today


BESIDE: dict[str, Callable[[Foreseen, Step, datetime], None]] = {
    "extend": Foreseen._extend,
    "refuse_wait": Foreseen._refuse_wait,
    "reassign": Foreseen._reassign,
    "hand_over": Foreseen._reassign,
    "ask_precision": Foreseen._ask_again,
    "ask_reasons": Foreseen._ask_again,
    "reopen": Foreseen._reopen,
    **dict.fromkeys(ENDS, Foreseen._end),
}


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
