"""Where a public event is told to those who follow, each once (circuits.md 10: M1, M9, N4).

An act leaves a row; the sweep writes the mails in office hours, in batches. A row is
locked with its batch: passes, processes and kills change nothing (P17, P23, P33).
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

from django.db import transaction
from django.db.models import Q, QuerySet

from circuits import follow_letters
from circuits.actions.reminders import Pass
from circuits.followers import living_councils
from circuits.letters import render
from circuits.models import Announcement, Event, Told
from participation import outbox, subscriptions
from participation.models import Mail, Mandate, Subscriber

BATCH = 50
# After an outage of more than this, the mail of the week tells what is left.
NEWS = timedelta(days=7)


def write_announcements(now: Pass) -> int:
    """Every announcement that waits, batch by batch; how many mails were written."""
    written = 0
    waiting = Announcement.objects.filter(done_at__isnull=True)
    for pk in list(waiting.order_by("pk").values_list("pk", flat=True)):
        while (batch := write_batch(pk, now)) is not None:
            written += batch
    return written


@transaction.atomic
def write_batch(pk: int, now: Pass) -> int | None:
    """The mails of the next followers of one announcement; None when none is left.

    Read again at each batch: what was hidden meanwhile is told to nobody else.
    """
    waiting = Announcement.objects.filter(pk=pk, done_at__isnull=True)
    announcement = waiting.select_for_update(skip_locked=True).first()
    if announcement is None:
        return None
    event = Event.objects.told().get(pk=announcement.event_id)
    people = (
        list(_next_followers(event, announcement.reached, now)) if _is_news(event, now) else []
    )
    if not people:
        announcement.done_at = now.at
        announcement.save(update_fields=["done_at"])
        return None
    announcement.reached = people[-1].pk
    announcement.save(update_fields=["reached"])
    return _tell(event, people, now)


def _is_news(event: Event, now: Pass) -> bool:
    public = Event.objects.public_between(now.at - NEWS, now.at)
    return public.filter(pk=event.pk, dossier__hidden_at__isnull=True).exists()


def _next_followers(event: Event, reached: int, now: Pass) -> QuerySet[Subscriber]:
    """Who follows its dossier or one of its councils, by choice or by mandate."""
    councils = _councils(event, now)
    chosen = Q(subscriptions__council__in=councils)
    if event.dossier.reference:
        chosen |= Q(subscriptions__reference=event.dossier.reference)
    chosen &= Q(subscriptions__confirmed_at__lt=event.at)
    mandates = Mandate.objects.active_on(now.today).filter(council__in=councils)
    by_mandate = Q(user__in=mandates.order_by().values("user"))
    by_mandate |= Q(user__in=mandates.filter(user__email=None).order_by().values("user__relay"))
    return (
        Subscriber.objects.filter(chosen | by_mandate)
        .filter(pk__gt=reached, follows_since__lt=event.at)
        .select_related("user__relay")
        .distinct()
        .order_by("pk")[:BATCH]
    )


def _councils(event: Event, now: Pass) -> list[int]:
    """The councils that it concerns, under every name that they have had."""
    if event.dossier.council_id is not None:
        named = [event.dossier.council_id]
    else:
        named = [thread.council_id for thread in event.dossier.threads.all()]
    living = living_councils(now.today)
    alive = {living[pk].pk for pk in named}
    return [pk for pk, council in living.items() if council.pk in alive]


def _tell(event: Event, people: Iterable[Subscriber], now: Pass) -> int:
    told = Told.objects.filter(event=event)
    known = set(told.values_list("address", flat=True))
    users = set(told.values_list("mail__user", flat=True)) - {None}
    message = follow_letters.of_event(event, now.calendar)
    written = 0
    for person in people:
        address = person.mail_address()
        unread = address is None or address in now.failing or address in known
        if unread or person.user_id in users:
            continue
        assert address is not None
        known.add(address)
        message.because = follow_letters.because(person, event, now.town)
        message.unsubscribe_url = subscriptions.unsubscribe_url(person)
        mail = outbox.queue(
            render(message, now.town),
            address,
            kind=Mail.Kind.FOLLOW,
            identity=("announced", event.pk),
            at=now.at,
            user=person.user,
        )
        Told.objects.create(event=event, address=address, mail=mail)
        written += 1
    return written
