"""Asking to follow without an account: the request, its mail, what is forgotten.

The same mail register as everything else; the page that asked says the same whatever is
known of the address (circuits.md 10).
"""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from circuits import follow_letters
from circuits.letters import absolute, render
from participation import following, outbox
from participation.following import CONFIRM_WITHIN, Thing
from participation.models import Mail, Subscriber, Subscription, TownSettings
from participation.subscriptions import unsubscribe_url
from participation.tasks import deliver_soon


@transaction.atomic
def ask_to_follow(
    address: str, thing: Thing, *, what: str, page: str, at: datetime
) -> Subscription:
    """Keep the request and write to the address, at once and at any hour.

    Args:
        address: in lower case, valid.
        what: the dossier or the council, in words that the public may read.
        page: the path of its public page.

    """
    asked = following.ask(address, thing, at=at)
    town = TownSettings.load()
    if following.hears(asked):
        stop = unsubscribe_url(asked.subscriber)
        message = follow_letters.already(what, absolute(page), stop, town)
    else:
        message = follow_letters.to_confirm(what, following.confirm_url(asked), town)
    outbox.queue(
        render(message, town),
        address,
        kind=Mail.Kind.ACCOUNT,
        identity=("follow", asked.pk, at.isoformat()),
        at=at,
        user=asked.subscriber.user,
    )
    transaction.on_commit(deliver_soon)
    return asked


@transaction.atomic
def forget_unconfirmed(at: datetime) -> int:
    """Drop what nobody confirmed, and the addresses that came with it; how many requests."""
    old = Subscription.objects.filter(
        confirmed_at__isnull=True, created_at__lt=at - CONFIRM_WITHIN
    )
    owners = list(old.filter(subscriber__user=None).values_list("subscriber", flat=True))
    count, _ = old.delete()
    # A shared mailbox has its row for the weekly table, and keeps it with what it was sent.
    Subscriber.objects.filter(
        pk__in=owners, follows_since=None, subscriptions=None, digests=None
    ).delete()
    return count
