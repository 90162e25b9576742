"""Huey's entry points: a doorbell every three minutes; the tables decide."""

from huey import crontab
from huey.contrib.djhuey import db_periodic_task, db_task

from circuits.actions.night_audit import audit_the_night
from circuits.sweep import sweep
from participation import clock


@db_periodic_task(crontab(minute="*/3"))
def sweep_now_and_then() -> None:
    """The regular ring; a missed tick does not matter (P18)."""
    sweep(clock.now())


@db_task()
def sweep_soon() -> None:
    """The second doorbell, after an act."""
    sweep(clock.now())


@db_periodic_task(crontab(minute="*/5"))
def audit_at_night() -> None:
    """The audit of the day, at the first tick after three in the morning."""
    audit_the_night(clock.now())
