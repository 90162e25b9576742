"""What the calendar should answer, counted on one's fingers: day by day, no library.

Independent of `participation.working_days` on purpose: Easter by its own arithmetic,
the holidays of Alsace-Moselle as a list, and every count a loop over days.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo

ONE = timedelta(days=1)
FIXED = {
    (1, 1): "jour de l’an",
    (5, 1): "fête du travail",
    (5, 8): "victoire de 1945",
    (7, 14): "fête nationale",
    (8, 15): "assomption",
    (11, 1): "toussaint",
    (11, 11): "armistice",
    (12, 25): "noël",
    (12, 26): "saint-étienne (Alsace-Moselle)",
}


@cache
def easter(year: int) -> date:
    """Easter Sunday (Meeus, Jones and Butcher)."""
    a, b, c = year % 19, year // 100, year % 100
    d, e, f = b // 4, b % 4, (b + 8) // 25
    g = (b - f + 1) // 3
    h = (19 * a + b - d - g + 15) % 30
    i, k = c // 4, c % 4
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    month, day = divmod(h + m - 7 * n + 114, 31)
    return date(year, month, day + 1)


def worked(day: date, closures: Iterable[date] = ()) -> bool:
    """Whether the town hall of Mulhouse works on this day."""
    if day.weekday() in (5, 6) or (day.month, day.day) in FIXED or day in closures:
        return False
    after_easter = (day - easter(day.year)).days
    # Good Friday (Alsace-Moselle), Easter Monday, Ascension, Whit Monday.
    return after_easter not in (-2, 1, 39, 50)


def next_worked(day: date, closures: Iterable[date] = ()) -> date:
    """The day itself, or the first worked one after it."""
    while not worked(day, closures):
        day += ONE
    return day


def working_days_after(day: date, count: int, closures: Iterable[date] = ()) -> date:
    """Count worked days one by one, from the next day on."""
    if count == 0:
        return next_worked(day, closures)
    while count:
        day += ONE
        if worked(day, closures):
            count -= 1
    return day


def months_after(day: date, count: int, closures: Iterable[date] = ()) -> date:
    """Turn the pages of a calendar until the same day number, or the month's last."""
    wanted, page = day.day, day
    for _ in range(count):
        page = page.replace(day=1)
        month = page.month
        while page.month == month:
            page += ONE
    while page.day != wanted and (page + ONE).month == page.month:
        page += ONE
    return next_worked(page, closures)


def day_zero(at: datetime, closures: Iterable[date] = ()) -> date:
    """The local day of reception, or the next worked one after 18:00 or on a day off."""
    local = at.astimezone(ZoneInfo("Europe/Paris"))
    day = local.date() + (ONE if local.hour >= 18 else timedelta())
    return next_worked(day, closures)
