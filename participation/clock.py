"""The platform's « now », read once at each edge (page, sweep, mail) and passed on.

`CLOCK_OFFSET_DAYS` (local settings only) moves it to try what happens in ten days.
"""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils import timezone

PARIS = ZoneInfo("Europe/Paris")


def now() -> datetime:
    """The platform's present moment, aware, in UTC."""
    return timezone.now() + timedelta(days=settings.CLOCK_OFFSET_DAYS)


def local_day(at: datetime) -> date:
    """The day of Europe/Paris in which the moment `at` falls (circuits.md 1.3)."""
    return at.astimezone(PARIS).date()


def midnight(day: date) -> datetime:
    """The first moment of a day of Europe/Paris."""
    return datetime.combine(day, time(), tzinfo=PARIS)


def today() -> date:
    """The platform's present day in Europe/Paris."""
    return local_day(now())
