"""P8: the working-day calendar of Mulhouse, against a table checked by hand.

The oracle of `tests.properties.oracle` counts day by day without any library; the
table was read on paper calendars (circuits.md 1.4–1.6).
"""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from participation.models import ClosureDay
from participation.working_days import WorkingCalendar
from tests.properties import oracle

CALENDAR = WorkingCalendar()
DAYS = st.dates(date(2024, 1, 1), date(2040, 12, 31))
NEARBY = st.sets(st.integers(0, 90), max_size=15)

# start, count of worked days, due: what stands between is in the comment.
WORKED = [
    ("2026-04-02", 0, "2026-04-02"),  # a worked day stays
    ("2026-04-02", 1, "2026-04-07"),  # Good Friday, week-end, Easter Monday
    ("2026-04-02", 5, "2026-04-13"),  # the qualification of circuits.md 1
    ("2026-04-13", 3, "2026-04-16"),  # the attribution
    ("2026-04-16", 17, "2026-05-13"),  # the instruction: 1 and 8 May
    ("2026-05-13", 5, "2026-05-21"),  # the head of service: Ascension
    ("2026-05-21", 5, "2026-05-29"),  # the élu: Whit Monday
    ("2026-04-02", 35, "2026-05-29"),  # the five together
    ("2026-05-13", 1, "2026-05-15"),  # Ascension alone
    ("2026-04-03", 0, "2026-04-07"),  # from Good Friday
    ("2026-04-03", 1, "2026-04-07"),
    ("2026-04-30", 1, "2026-05-04"),  # 1 May is a Friday
    ("2026-05-07", 1, "2026-05-11"),  # 8 May is a Friday
    ("2026-07-13", 1, "2026-07-15"),  # 14 July
    ("2026-08-14", 1, "2026-08-17"),  # 15 August on a Saturday takes nothing more
    ("2026-10-30", 1, "2026-11-02"),  # 1 November on a Sunday
    ("2026-11-10", 1, "2026-11-12"),
    ("2026-12-24", 1, "2026-12-28"),  # Christmas, and 26 December on a Saturday
    ("2026-12-24", 2, "2026-12-29"),
    ("2026-12-31", 0, "2026-12-31"),
    ("2026-12-31", 1, "2027-01-04"),
    ("2026-01-01", 0, "2026-01-02"),
    ("2025-04-17", 1, "2025-04-22"),  # Easter 2025
    ("2025-05-28", 1, "2025-05-30"),
    ("2025-06-06", 1, "2025-06-10"),
    ("2024-12-24", 1, "2024-12-27"),  # 26 December on a Thursday: Alsace-Moselle
    ("2024-02-28", 2, "2024-03-01"),  # a leap year
    ("2028-02-28", 2, "2028-03-01"),
    ("2027-03-25", 1, "2027-03-30"),  # Good Friday 26 March 2027
    ("2026-03-27", 1, "2026-03-30"),  # over the change to summer time
    ("2026-10-23", 1, "2026-10-26"),  # over the change to winter time
    ("2026-05-13", -5, "2026-05-05"),  # the rung r1 of circuits.md 5
    ("2026-05-13", 20, "2026-06-12"),  # its r6
]
MONTHS = [
    ("2026-04-02", 2, "2026-06-02"),  # the promise of circuits.md 1
    ("2026-12-31", 2, "2027-03-01"),  # 28 February 2027 is a Sunday
    ("2026-01-31", 1, "2026-03-02"),  # 28 February 2026 is a Saturday
    ("2024-01-31", 1, "2024-02-29"),
    ("2027-12-29", 2, "2028-02-29"),
    ("2028-12-29", 2, "2029-02-28"),
    ("2026-08-31", 1, "2026-09-30"),
    ("2026-06-30", 2, "2026-08-31"),  # 30 August is a Sunday
    ("2026-02-03", 2, "2026-04-07"),  # on Good Friday
    ("2026-03-14", 2, "2026-05-15"),  # on Ascension
    ("2026-10-26", 2, "2026-12-28"),  # on 26 December
]


def iso(text: str) -> date:
    return date.fromisoformat(text)


@pytest.mark.parametrize(("start", "count", "due"), WORKED)
def test_p08_worked_days_checked_by_hand(start: str, count: int, due: str) -> None:
    assert CALENDAR.add_working_days(iso(start), count) == iso(due)


@pytest.mark.parametrize(("start", "count", "due"), MONTHS)
def test_p08_months_checked_by_hand(start: str, count: int, due: str) -> None:
    assert CALENDAR.add_months(iso(start), count) == iso(due)


def test_p08_every_day_of_seventeen_years_is_worked_or_not_as_on_paper() -> None:
    day = date(2024, 1, 1)
    while day.year <= 2040:
        assert CALENDAR.is_working(day) == oracle.worked(day), day
        day += timedelta(days=1)


def test_good_friday_and_saint_stephen_are_off_in_alsace_only() -> None:
    elsewhere = WorkingCalendar(subdivision="")
    for day in (date(2026, 4, 3), date(2025, 12, 26)):
        assert elsewhere.is_working(day)
        assert not CALENDAR.is_working(day)


@given(start=DAYS, count=st.integers(0, 60), offsets=NEARBY)
def test_p08_worked_days_are_those_counted_one_by_one(
    start: date, count: int, offsets: set[int]
) -> None:
    closures = {start + timedelta(days=n) for n in offsets}
    calendar = WorkingCalendar.of("6AE", closures)
    due = calendar.add_working_days(start, count)
    assert due == oracle.working_days_after(start, count, closures)
    assert calendar.is_working(due)
    assert due >= start
    assert calendar.add_working_days(start, count + 1) >= due


@given(start=DAYS, count=st.integers(0, 24), offsets=NEARBY)
def test_p08_months_are_those_of_the_wall_calendar(
    start: date, count: int, offsets: set[int]
) -> None:
    around = oracle.months_after(start, count)
    closures = {around + timedelta(days=n) for n in offsets}
    calendar = WorkingCalendar.of("6AE", closures)
    due = calendar.add_months(start, count)
    assert due == oracle.months_after(start, count, closures)
    assert calendar.is_working(due)
    assert due >= start
    assert calendar.add_months(start, count + 1) >= due


@given(
    start=DAYS,
    count=st.integers(0, 60),
    months=st.integers(0, 6),
    offsets=NEARBY,
    one_more=st.integers(0, 120),
)
def test_p08_a_day_off_more_never_makes_a_date_earlier(
    start: date, count: int, months: int, offsets: set[int], one_more: int
) -> None:
    closures = {start + timedelta(days=n) for n in offsets}
    before = WorkingCalendar.of("6AE", closures)
    after = WorkingCalendar.of("6AE", closures | {start + timedelta(days=one_more)})
    assert after.add_working_days(start, count) >= before.add_working_days(start, count)
    assert after.add_months(start, months) >= before.add_months(start, months)


@given(start=DAYS, count=st.integers(1, 60), offsets=NEARBY)
def test_p08_counting_back_undoes_counting_forward(
    start: date, count: int, offsets: set[int]
) -> None:
    closures = {start + timedelta(days=n) for n in offsets}
    calendar = WorkingCalendar.of("6AE", closures)
    day = calendar.next_working(start)
    assert calendar.add_working_days(calendar.add_working_days(day, count), -count) == day


@given(start=DAYS, span=st.integers(0, 120), offsets=NEARBY)
def test_p08_the_count_of_a_span_is_its_worked_days(
    start: date, span: int, offsets: set[int]
) -> None:
    closures = {start + timedelta(days=n) for n in offsets}
    calendar = WorkingCalendar.of("6AE", closures)
    days = [start + timedelta(days=n) for n in range(1, span + 1)]
    until = start + timedelta(days=span)
    assert calendar.count(start, until) == sum(oracle.worked(d, closures) for d in days)
    off = [d for d in days if d.weekday() < 5 and not oracle.worked(d, closures)]
    assert calendar.days_off(start, until) == off
    assert all(calendar.why_off(day) for day in off)


def test_a_closure_day_of_the_town_hall_counts_like_a_holiday(db: None) -> None:
    ClosureDay.objects.create(day=date(2026, 5, 15), label="pont de l’Ascension")
    calendar = ClosureDay.objects.calendar()
    assert calendar.add_working_days(date(2026, 5, 13), 1) == date(2026, 5, 18)
    assert calendar.why_off(date(2026, 5, 15)) == "fermeture de la mairie"
    assert calendar.why_off(date(2026, 5, 14)) == "Ascension"
