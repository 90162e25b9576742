"""P11: what a pause does to a date, by the pure functions alone (circuits.md 6)."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from circuits import deadlines
from participation.working_days import WorkingCalendar
from tests.properties import oracle

DAYS = st.dates(date(2024, 1, 1), date(2039, 12, 31))
LENGTHS = st.integers(0, 90)
CLOSURES = st.frozensets(DAYS, max_size=6)


def worked_between(start: date, end: date, closures: frozenset[date]) -> int:
    """By hand, a day at a time: those after the start, the last one included."""
    days = (start + timedelta(days=n) for n in range(1, (end - start).days + 1))
    return sum(1 for day in days if oracle.worked(day, set(closures)))


@given(start=DAYS, length=LENGTHS, delay=st.integers(1, 40), closures=CLOSURES)
def test_p11_a_pause_of_so_many_worked_days_moves_the_step_by_as_many(
    start: date, length: int, delay: int, closures: frozenset[date]
) -> None:
    calendar = WorkingCalendar(closures=closures)
    due = calendar.add_working_days(start, delay)
    end = start + timedelta(days=length)
    worked, days = deadlines.pause_days(start, end, calendar)
    assert (worked, days) == (worked_between(start, end, closures), length)
    moved = deadlines.step_resumed(due, worked, calendar, None)
    assert worked_between(due, moved, closures) == worked


@given(start=DAYS, delay=st.integers(1, 40), gaps=st.tuples(LENGTHS, LENGTHS, LENGTHS))
def test_p11_two_pauses_commute(start: date, delay: int, gaps: tuple[int, int, int]) -> None:
    calendar = WorkingCalendar()
    first, between, second = (timedelta(days=n) for n in gaps)
    due = calendar.add_working_days(start, delay)
    one, _ = deadlines.pause_days(start, start + first, calendar)
    other_from = start + first + between
    other, _ = deadlines.pause_days(other_from, other_from + second, calendar)
    either = [
        deadlines.step_resumed(
            deadlines.step_resumed(due, before, calendar, None), after, calendar, None
        )
        for before, after in ((one, other), (other, one))
    ]
    assert either[0] == either[1] == deadlines.step_resumed(due, one + other, calendar, None)


@given(start=DAYS, due=DAYS)
def test_p11_closed_the_same_day_it_moves_nothing(start: date, due: date) -> None:
    calendar = WorkingCalendar()
    assert deadlines.pause_days(start, start, calendar) == (0, 0)
    assert deadlines.step_resumed(due, 0, calendar, None) == due


@given(start=DAYS, length=LENGTHS, delay=st.integers(1, 35), room=st.integers(0, 90))
def test_p10_p11_a_pause_never_moves_a_step_past_its_promise(
    start: date, length: int, delay: int, room: int
) -> None:
    calendar = WorkingCalendar()
    due = calendar.add_working_days(start, delay)
    cap = calendar.next_working(due + timedelta(days=room))
    worked, _ = deadlines.pause_days(start, start + timedelta(days=length), calendar)
    moved = deadlines.step_resumed(due, worked, calendar, cap)
    assert due <= moved <= cap


@given(promised=DAYS, stopped=DAYS, today=DAYS)
def test_p14_a_promise_that_stands_still_is_judged_as_of_that_day(
    promised: date, stopped: date, today: date
) -> None:
    def missed(day: date, stopped_on: date | None = None) -> bool:
        return deadlines.promise_missed(
            promised,
            day,
            answered=False,
            public_from=date(2018, 1, 1),
            stopped_on=stopped_on,
        )

    assert missed(today, stopped) == missed(min(today, stopped))
    assert missed(today, stopped) <= missed(today)
