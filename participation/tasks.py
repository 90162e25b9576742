"""Huey's entry points of the ground: a doorbell, never the truth."""

from huey.contrib.djhuey import db_task

from participation import clock, outbox


@db_task()
def deliver_now() -> None:
    """Send what may leave at once: account mails and notices, at any hour."""
    outbox.deliver(clock.now(), duty=False)


def deliver_soon() -> None:
    """Ring, after commit; if nobody hears, the next sweep sends within minutes."""
    deliver_now()
