"""Huey's entry points of the ground: a doorbell, never the truth."""

import logging

from django.conf import settings
from huey import crontab
from huey.contrib.djhuey import db_periodic_task, db_task

from participation import clock, outbox
from participation.mailbox import MailboxUnreachable, read_mailbox

logger = logging.getLogger(__name__)


@db_task()
def deliver_now() -> None:
    """Send what may leave at once: account mails and notices, at any hour."""
    outbox.deliver(clock.now(), duty=False)


def deliver_soon() -> None:
    """Ring, after commit; if nobody hears, the next sweep sends within minutes."""
    deliver_now()


@db_periodic_task(crontab(minute="*/10"))
def read_what_came_back() -> None:
    """Refusals and automatic replies, when the town has a mailbox for them."""
    if not settings.BOUNCE_MAILBOX_URL:
        return
    try:
        read_mailbox(settings.BOUNCE_MAILBOX_URL, clock.now())
    except MailboxUnreachable as error:
        logger.warning("La boîte des retours ne répond pas : %s", error)
