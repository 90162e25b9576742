"""When each act of a scenario falls: pure arithmetic on the content, no database.

Delays of the town count worked days: five are counted for seven days of a scenario, so
that no act falls on a day off and holidays change the state of no dossier.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time

from circuits.demo.offer_shapes import DemoOffer, OfferStep
from circuits.demo.shapes import DemoRequest, Step
from participation.clock import PARIS
from participation.working_days import ONE_DAY, WorkingCalendar

Scenario = DemoRequest | DemoOffer
SWEEPS = (time(8, 35), time(14, 5))
EVENING = time(18, 40)


@dataclass(frozen=True)
class Turn:
    """One act of one scenario, at its moment; without `step`, the draft is begun."""

    at: datetime
    request: Scenario
    step: Step | OfferStep | None = None


def local(day: date, hour: time) -> datetime:
    """The moment of this hour of this day in Europe/Paris."""
    return datetime.combine(day, hour, tzinfo=PARIS)


def months_after(day: date, count: int) -> date:
    """The first day of the month that lies `count` months after (before) `day`'s."""
    year, month = divmod(day.year * 12 + day.month - 1 + count, 12)
    return date(year, month + 1, 1)


def deposit_day(request: Scenario, today: date, calendar: WorkingCalendar) -> date:
    """The day of the deposit; of a draft, today."""
    days = request.deposited_days_ago
    return today if days is None else _shifted(today, -days, calendar)


def meeting_day(request: Scenario, today: date, calendar: WorkingCalendar) -> date | None:
    """The meeting that adopted the text; None: « décidé entre deux réunions »."""
    if request.meeting_days_before is None:
        return None
    deposit = deposit_day(request, today, calendar)
    return _shifted(deposit, -request.meeting_days_before, calendar)


def act_moments(request: Scenario, today: date, calendar: WorkingCalendar) -> list[datetime]:
    """The moment of each step, in order."""
    moments: list[datetime] = []
    for step in request.steps:
        hour = time.fromisoformat(step.hour)
        day = day_of(request, step.day, today, calendar)
        if moments and local(day, hour) <= moments[-1]:
            day = calendar.add_working_days(moments[-1].date(), 1)
        moments.append(local(day, hour))
    return moments


def day_of(request: Scenario, count: int, today: date, calendar: WorkingCalendar) -> date:
    """The worked day that lies `count` days of the scenario after the deposit."""
    return _shifted(deposit_day(request, today, calendar), count, calendar)


def _shifted(day: date, days: int, calendar: WorkingCalendar) -> date:
    """`days` calendar days of ordinary weeks later (earlier), at least one worked day."""
    if not days:
        return day
    worked = max(1, round(abs(days) * 5 / 7))
    return calendar.add_working_days(day, worked if days > 0 else -worked)


def turns(request: Scenario, today: date, calendar: WorkingCalendar) -> Iterator[Turn]:
    """The draft, begun on the evening of its meeting, then each act."""
    moments = act_moments(request, today, calendar)
    first = moments[0].date() if moments else today
    day = meeting_day(request, today, calendar) or first - ONE_DAY
    yield Turn(local(min(day, first - ONE_DAY), EVENING), request)
    steps: tuple[Step | OfferStep, ...] = request.steps
    for moment, step in zip(moments, steps, strict=True):
        yield Turn(moment, request, step)


def sweep_moments(first: date, today: date, calendar: WorkingCalendar) -> Iterator[datetime]:
    """Twice on each worked day from `first` to yesterday."""
    for day in calendar.working_days(first - ONE_DAY, today - ONE_DAY):
        for hour in SWEEPS:
            yield local(day, hour)


def closures(today: date) -> dict[date, str]:
    """The days on which the town hall is closed, from two years ago to next year.

    Only days that would otherwise be worked. None in spring: the worked examples of
    circuits.md must come out the same on the demonstration's calendar.
    """
    calendar = WorkingCalendar()
    days: dict[date, str] = {}
    for year in range(today.year - 2, today.year + 2):
        bridge = {1: 13, 3: 15}.get(date(year, 7, 14).weekday())
        if bridge:
            days[date(year, 7, bridge)] = "Pont du 14\u00a0Juillet"
        days[date(year, 12, 24)] = "Veille de Noël"
        days[date(year, 12, 31)] = "Veille du jour de l’An"
    return {day: why for day, why in days.items() if calendar.is_working(day)}
