"""P8, P9, P10 and P21 on the pure functions of dates (circuits.md 1, 3 and 5)."""

from __future__ import annotations

import copy
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from circuits import catalogue, deadlines
from circuits.actions.circuit import activate_circuit
from circuits.definition import Definition, RungRule
from circuits.models import CircuitVersion, Kind
from participation.clock import PARIS, local_day
from participation.working_days import WorkingCalendar
from tests.factories import paris
from tests.properties import oracle

CALENDAR = WorkingCalendar()
FIRST, LAST = date(2024, 1, 1), date(2040, 12, 31)
DAYS = st.dates(FIRST, LAST)
MOMENTS = st.datetimes(
    datetime.fromisoformat("2024-01-01"),
    datetime.fromisoformat("2040-12-31"),
    timezones=st.just(UTC),
)
NEARBY = st.sets(st.integers(-5, 90), max_size=15)
BEFORE_ANSWER = ("A1", "A2", "A3", "A4", "A5")
OPTIONAL = [
    frozenset(code for code, off in zip(("A2", "A4", "A5"), bits, strict=True) if off)
    for bits in [(a, b, c) for a in (0, 1) for b in (0, 1) for c in (0, 1)]
]


def shifted(start: date, offsets: set[int]) -> tuple[WorkingCalendar, set[date]]:
    closures = {start + timedelta(days=n) for n in offsets}
    return WorkingCalendar.of("6AE", closures), closures


# --- P8: due dates ---


@given(
    start=DAYS,
    delay=st.integers(0, 60),
    unit=st.sampled_from(["wd", "days", "months"]),
    cap=st.none() | st.integers(0, 80),
    offsets=NEARBY,
)
def test_p08_a_step_ends_on_a_worked_day_not_before_it_began(
    start: date, delay: int, unit: str, cap: int | None, offsets: set[int]
) -> None:
    calendar, closures = shifted(start, offsets)
    start = calendar.next_working(start)
    limit = None if cap is None else calendar.next_working(start + timedelta(days=cap))
    due = deadlines.step_due(start, delay, unit, calendar, limit)
    own = {
        "wd": oracle.working_days_after(start, delay, closures),
        "days": oracle.next_worked(start + timedelta(days=delay), closures),
        "months": oracle.months_after(start, delay, closures),
    }[unit]
    assert due == (own if limit is None else min(own, limit))
    assert calendar.is_working(due)
    assert due >= start
    assert deadlines.step_due(start, delay + 1, unit, calendar, limit) >= due


@given(
    kept=st.integers(-10, 40),
    start=DAYS,
    floor=st.integers(1, 5),
    cap=st.none() | st.integers(-20, 60),
    offsets=NEARBY,
)
def test_p08_a_step_begun_again_keeps_its_date_and_at_least_its_floor(
    kept: int, start: date, floor: int, cap: int | None, offsets: set[int]
) -> None:
    calendar, closures = shifted(start, offsets)
    start = calendar.next_working(start)
    # The date was a worked day when it was given: a closure may have come since.
    kept_due = start + timedelta(days=kept)
    limit = None if cap is None else calendar.next_working(start + timedelta(days=cap))
    due = deadlines.floored(kept_due, start, floor, calendar, limit)
    assert calendar.is_working(due)
    assert due >= start
    least = oracle.working_days_after(start, floor, closures)
    if limit is None or limit < start:
        # A promise that was already broken is no limit to what begins after it.
        assert due == max(least, oracle.next_worked(kept_due, closures))
    else:
        assert due <= limit
        assert due >= min(least, limit)


@given(start=DAYS, floor=st.integers(1, 5), kept=st.integers(0, 40), offsets=NEARBY,
       one_more=st.integers(-5, 60))  # fmt: skip
def test_p08_a_day_off_more_never_makes_a_kept_date_earlier(
    start: date, floor: int, kept: int, offsets: set[int], one_more: int
) -> None:
    before, closures = shifted(start, offsets)
    after = WorkingCalendar.of("6AE", closures | {start + timedelta(days=one_more)})
    kept_due = before.next_working(start + timedelta(days=kept))
    assert deadlines.floored(kept_due, start, floor, after, None) >= (
        deadlines.floored(kept_due, start, floor, before, None)
    )


@given(
    at=MOMENTS,
    months=st.integers(1, 6),
    delay=st.integers(0, 40),
    offsets=NEARBY,
    one_more=st.integers(-5, 90),
)
def test_p08_a_day_off_more_never_makes_a_capped_step_earlier(
    at: datetime, months: int, delay: int, offsets: set[int], one_more: int
) -> None:
    before, closures = shifted(local_day(at), offsets)
    more = local_day(at) + timedelta(days=one_more)
    after = WorkingCalendar.of("6AE", closures | {more})
    start = deadlines.day_zero(at, before)
    dues = [
        deadlines.step_due(
            start, delay, "wd", calendar, deadlines.promise_due(at, months, calendar)
        )
        for calendar in (before, after)
    ]
    assert dues[0] <= dues[1]


@given(at=MOMENTS, offsets=NEARBY)
def test_p08_day_zero_is_the_day_of_reception_or_the_next_worked_one(
    at: datetime, offsets: set[int]
) -> None:
    calendar, closures = shifted(local_day(at), offsets)
    zero = deadlines.day_zero(at, calendar)
    assert zero == oracle.day_zero(at, closures)
    assert calendar.is_working(zero)
    assert zero >= local_day(at)


@given(at=MOMENTS, months=st.integers(1, 6), offsets=NEARBY)
def test_p08_the_promise_counts_months_from_the_real_day(
    at: datetime, months: int, offsets: set[int]
) -> None:
    calendar, closures = shifted(local_day(at), offsets)
    due = deadlines.promise_due(at, months, calendar)
    assert due == oracle.months_after(local_day(at), months, closures)


@pytest.mark.parametrize(
    ("at", "zero"),
    [
        (paris(2026, 4, 2, 17, 59), date(2026, 4, 2)),
        (paris(2026, 4, 2, 18, 0), date(2026, 4, 7)),
        (paris(2026, 4, 1, 18, 0), date(2026, 4, 2)),
        (paris(2026, 4, 4, 9, 0), date(2026, 4, 7)),
        (paris(2026, 12, 31, 23, 59), date(2027, 1, 4)),
        (paris(2026, 12, 24, 20, 0), date(2026, 12, 28)),
    ],
)
def test_p08_after_six_in_the_evening_the_day_is_over(at: datetime, zero: date) -> None:
    assert deadlines.day_zero(at, CALENDAR) == zero


# --- P9: the sum of the delays fits in the promise ---


def every_day(first: date, last: date) -> list[date]:
    return [first + timedelta(days=n) for n in range((last - first).days + 1)]


@pytest.mark.parametrize("without", OPTIONAL, ids=lambda off: "+".join(sorted(off)) or "whole")
def test_p09_the_delays_before_the_answer_never_overrun_the_promise(
    without: frozenset[str],
) -> None:
    circuit = Definition(catalogue.request_definition(without=without))
    delays = [s.delay for s in circuit.steps.values() if s.code in BEFORE_ANSWER]
    assert circuit.working_delay() == sum(delays)
    for start in every_day(FIRST, LAST):
        promise = CALENDAR.add_months(start, circuit.promise_months)
        evening = CALENDAR.next_working(start + timedelta(days=1))
        for zero in (CALENDAR.next_working(start), evening):
            due = zero
            for delay in delays:
                due = CALENDAR.add_working_days(due, delay)
            assert due <= promise, start


def test_p09_the_specification_measured_the_same() -> None:
    starts = every_day(date(2026, 1, 1), date(2030, 12, 31))
    assert len(starts) == 1826
    room = [CALENDAR.count(day, CALENDAR.add_months(day, 2)) for day in starts]
    assert (min(room), max(room)) == (37, 46)
    assert sum(days < 35 for days in room) == 0
    assert sum(days < 40 for days in room) == 140


def test_p09_the_shortest_promise_of_two_months_has_37_worked_days() -> None:
    assert deadlines.shortest_promise(2, "6AE", 2026) == 37


def longer(code: str, more: int) -> dict[str, Any]:
    definition = copy.deepcopy(catalogue.request_definition())
    step = next(step for step in definition["steps"] if step["code"] == code)
    step["delay"] += more
    return definition


@pytest.mark.parametrize(
    ("definition", "fits"),
    [
        (longer("A3", 2), True),
        (longer("A3", 3), False),
        ({**catalogue.request_definition(), "promise_months": 1}, False),
        ({**longer("A3", 10), "promise_months": 3}, True),
    ],
    ids=["37 in 2 months", "38 in 2 months", "35 in 1 month", "45 in 3 months"],
)
def test_p09_a_circuit_that_may_overrun_its_promise_cannot_be_activated(
    db: None, definition: dict[str, Any], fits: bool
) -> None:
    version = CircuitVersion.objects.create(
        kind=Kind.REQUEST, name="Essai", number=1, definition=definition
    )
    if fits:
        assert activate_circuit(version, at=paris(2026, 1, 5)).activated_at
        return
    with pytest.raises(ValidationError, match="jours ouvrés"):
        activate_circuit(version, at=paris(2026, 1, 5))


# --- P10: no step passes the promise ---


@given(
    at=MOMENTS,
    waits=st.lists(st.integers(0, 20 * 24 * 60), min_size=5, max_size=5),
    offsets=NEARBY,
)
def test_p10_no_step_date_passes_a_promise_that_still_runs(
    at: datetime, waits: list[int], offsets: set[int]
) -> None:
    calendar, _ = shifted(local_day(at), offsets)
    circuit = Definition(catalogue.request_definition())
    promise = deadlines.promise_due(at, circuit.promise_months, calendar)
    for code, wait in zip(BEFORE_ANSWER, waits, strict=True):
        rule = circuit.steps[code]
        start = deadlines.day_zero(at, calendar)
        due = deadlines.step_due(start, rule.delay, rule.unit, calendar, promise)
        own = calendar.add_working_days(start, rule.delay)
        if start <= promise:
            # Its own date, unless the promise comes first.
            assert due == min(own, promise)
        else:
            # The promise is already broken: the step is not born late.
            assert due == own
        at += timedelta(minutes=wait)


# --- The ladder ---

LADDERS = Definition(catalogue.request_definition()).ladders


def test_the_worked_ladder_of_the_specification() -> None:
    plan = deadlines.plan_rungs(
        LADDERS["service"], date(2026, 4, 16), date(2026, 5, 13), CALENDAR
    )
    assert {p.rule.code: p.fire_on.isoformat() for p in plan if not p.skipped} == {
        "r0": "2026-04-16",
        "r1": "2026-05-05",
        "r2": "2026-05-13",
        "r3": "2026-05-15",
        "r4": "2026-05-21",
        "r5": "2026-05-29",
        "r6": "2026-06-12",
        "r7": "2026-07-10",
        "r7b": "2026-08-10",
    }


@given(
    start=DAYS,
    delay=st.integers(0, 40),
    ladder=st.sampled_from(sorted(LADDERS)),
    offsets=NEARBY,
)
def test_p15_the_rungs_of_a_ladder_never_go_back_in_time(
    start: date, delay: int, ladder: str, offsets: set[int]
) -> None:
    calendar, _ = shifted(start, offsets)
    start = calendar.next_working(start)
    due = calendar.add_working_days(start, delay)
    plan = deadlines.plan_rungs(LADDERS[ladder], start, due, calendar)
    left = [p for p in plan if not p.skipped]
    assert all(a.fire_on <= b.fire_on for a, b in pairwise(left))
    for planned in plan:
        begins = planned.rule.unit == "start"
        assert planned.skipped or begins or planned.fire_on > start
        if planned.rule.unit == "wd":
            assert calendar.is_working(planned.fire_on)
        if planned.rule.min_delay and calendar.count(start, due) < 8:
            assert planned.skipped


def test_a_short_step_has_no_reminder_before_its_date() -> None:
    plan = deadlines.plan_rungs(LADDERS["head"], date(2026, 4, 13), date(2026, 4, 16), CALENDAR)
    assert [p.rule.code for p in plan if p.skipped] == ["r1"]


def test_a_step_that_ends_the_day_it_begins_is_not_reminded_on_that_day() -> None:
    day = date(2026, 6, 2)
    plan = deadlines.plan_rungs(LADDERS["head"], day, day, CALENDAR)
    assert [p.rule.code for p in plan if p.skipped] == ["r1", "r2"]


def relances(ladder: list[RungRule]) -> list[RungRule]:
    return [rule for rule in ladder if rule.kind == "relance"]


@pytest.mark.parametrize("name", sorted(LADDERS))
def test_p16_no_ladder_has_more_than_six_relances(name: str) -> None:
    assert len(relances(LADDERS[name])) <= 6


@pytest.mark.parametrize("name", ["service", "head", "agency", "elected", "side"])
def test_escalation_adds_people_and_never_removes_the_owner(name: str) -> None:
    told = [set(rule.to) for rule in relances(LADDERS[name])]
    assert all(a <= b for a, b in pairwise(told))


# --- P21: both changes of the clock ---

CHANGES = (date(2026, 3, 29), date(2026, 10, 25), date(2027, 3, 28), date(2028, 10, 29))


@given(
    change=st.sampled_from(CHANGES),
    minute=st.integers(-4 * 24 * 60, 4 * 24 * 60),
    delay=st.integers(0, 60),
)
def test_p21_dates_around_a_change_of_the_clock_are_those_of_the_days(
    change: date, minute: int, delay: int
) -> None:
    at = datetime.combine(change, time(1), tzinfo=UTC) + timedelta(minutes=minute)
    zero = deadlines.day_zero(at, CALENDAR)
    assert zero == oracle.day_zero(at)
    assert deadlines.step_due(zero, delay, "wd", CALENDAR, None) == (
        oracle.working_days_after(zero, delay)
    )
    assert deadlines.promise_due(at, 2, CALENDAR) == oracle.months_after(local_day(at), 2)


@given(change=st.sampled_from(CHANGES), minute=st.integers(-7 * 24 * 60, 7 * 24 * 60))
def test_p21_the_office_opens_at_half_past_eight_by_the_clock_on_the_wall(
    change: date, minute: int
) -> None:
    at = datetime.combine(change, time(1), tzinfo=UTC) + timedelta(minutes=minute)
    wall = at.astimezone(PARIS)
    open_now = oracle.worked(wall.date()) and (8, 30) <= (wall.hour, wall.minute) < (17, 30)
    assert deadlines.in_office_hours(at, CALENDAR) == open_now
    opening = deadlines.next_office_opening(at, CALENDAR)
    assert opening >= at
    assert deadlines.in_office_hours(opening, CALENDAR)
    if not open_now:
        assert opening.astimezone(PARIS).time() == time(8, 30)
        assert not deadlines.in_office_hours(opening - timedelta(minutes=1), CALENDAR)


@pytest.mark.parametrize(
    ("at", "allowed"),
    [
        (datetime(2026, 3, 27, 7, 30, tzinfo=UTC), True),  # 8:30 in winter
        (datetime(2026, 3, 27, 7, 29, tzinfo=UTC), False),
        (datetime(2026, 3, 30, 6, 30, tzinfo=UTC), True),  # 8:30 in summer
        (datetime(2026, 3, 30, 6, 29, tzinfo=UTC), False),
        (datetime(2026, 10, 23, 15, 29, tzinfo=UTC), True),  # 17:29 in summer
        (datetime(2026, 10, 23, 15, 30, tzinfo=UTC), False),
        (datetime(2026, 10, 26, 16, 29, tzinfo=UTC), True),  # 17:29 in winter
        (datetime(2026, 10, 26, 16, 30, tzinfo=UTC), False),
        (datetime(2026, 3, 29, 10, 0, tzinfo=UTC), False),  # the Sunday itself
        (datetime(2026, 4, 3, 10, 0, tzinfo=UTC), False),  # Good Friday
    ],
)
def test_p21_half_past_eight_is_not_the_same_in_utc_all_year(
    at: datetime, allowed: bool
) -> None:
    assert deadlines.in_office_hours(at, CALENDAR) is allowed


# --- P14: three kinds of lateness ---


@given(due=DAYS, today=DAYS, public_from=DAYS, closed=st.booleans(), answered=st.booleans())
def test_p14_lateness_begins_the_day_after_and_each_kind_has_its_own_rule(
    due: date, today: date, public_from: date, closed: bool, answered: bool
) -> None:
    assert deadlines.step_late(due, today, closed=closed) == (not closed and today > due)
    missed = deadlines.promise_missed(due, today, answered=answered, public_from=public_from)
    assert missed == (not answered and today > due >= public_from)
    late = deadlines.commitment_late(due, today, done=closed, public_from=public_from)
    month_is_over = (today.year, today.month) > (due.year, due.month)
    assert late == (not closed and due >= public_from and month_is_over)
    worked_since = [d for d in every_day(due, today)[1:] if oracle.worked(d)]
    assert deadlines.days_late(due, today, CALENDAR) == len(worked_since)


def test_p14_a_dossier_without_promise_is_not_late() -> None:
    late = deadlines.promise_missed(
        None, date(2026, 6, 3), answered=False, public_from=date(2020, 1, 1)
    )
    assert not late
