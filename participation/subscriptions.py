"""Who receives the weekly mails: rows made when needed, choices kept, one click.

Three classes of mails: account and duty never stop; what a person follows stops with
one click (RFC 8058) or on `/compte/`, where a table can be turned off too (circuits.md 10).
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime, timedelta

from django.conf import settings
from django.core import signing
from django.db import transaction
from django.db.models import Q
from django.urls import reverse

from participation.models import (
    Council,
    Directorate,
    ElectedOfficial,
    Mail,
    MailAttempt,
    Service,
    Subscriber,
    Subscription,
    TownSettings,
    User,
)
from participation.written_once import WrittenOnce

# A link is good for a year: mails are read late, and reading it does nothing.
LINK_DAYS = 366
SALT = "participation.unsubscribe"
# The first mail of a new follower tells the week that has just passed.
FIRST_WEEK = timedelta(days=7)


class LinkRefused(Exception):
    """A link that is forged, too old, or of nobody; the message says so in French."""


def unsubscribe_url(subscriber: Subscriber) -> str:
    """The address of the link, without anything that tells who it is for."""
    signed = signing.dumps(subscriber.token, salt=SALT)
    return f"{settings.SITE_URL}{reverse('unsubscribe', args=[signed])}"


def subscriber_of_link(signed: str) -> Subscriber:
    """The person of an unsubscribe link.

    Raises:
        LinkRefused: forged, too old, or nobody's.

    """
    try:
        age = timedelta(days=LINK_DAYS)
        token = signing.loads(signed, salt=SALT, max_age=age)
    except signing.SignatureExpired as error:
        raise LinkRefused("Ce lien a plus d’un an : il ne marche plus.") from error
    except signing.BadSignature as error:
        raise LinkRefused("Ce lien n’est pas complet, ou n’est pas de nous.") from error
    found = Subscriber.objects.select_related("user").filter(token=token).first()
    if found is None:
        raise LinkRefused("Ce lien n’est celui de personne.")
    return found


def reads_the_table(user: User) -> bool:
    """Whether this person's post of the day brings the weekly table of what is late."""
    town = TownSettings.load()
    return (
        user.pk in (town.agency_direction_id, town.general_direction_id)
        or Service.objects.filter(head=user, active=True).exists()
        or ElectedOfficial.objects.filter(user=user, active=True).exists()
        or Directorate.objects.filter(head=user).exists()
    )


def has_a_post(user: User) -> bool:
    """Whether this person is of a service, of a directorate, or an élu, today."""
    team = Q(holder=user) | Q(deputy=user) | Q(agents=user)
    return Service.objects.filter(team, active=True).exists() or reads_the_table(user)


@transaction.atomic
def stop_following(subscriber: Subscriber, *, at: datetime) -> None:
    """Stop the mails of what this person follows, those that wait included. Idempotent.

    Account and duty mails remain, and so does the table of the week (P30).
    """
    Subscriber.objects.filter(pk=subscriber.pk).update(follows_since=None)
    subscriber.follows_since = None
    waiting = Mail.objects.select_for_update().filter(
        kind=Mail.Kind.FOLLOW, state=Mail.State.QUEUED
    )
    if subscriber.user is not None:
        waiting = waiting.filter(user=subscriber.user)
    else:
        waiting = waiting.filter(address=subscriber.address)
    for mail in waiting:
        mail.state = Mail.State.DROPPED
        mail.save(update_fields=["state"])
        detail = "La personne s’est désabonnée."
        MailAttempt.objects.create(mail=mail, at=at, outcome=mail.state, detail=detail)


@transaction.atomic
def choose(subscriber: Subscriber, *, follow: bool, table: bool, at: datetime) -> None:
    """Keep what a person chose on `/compte/`; turned on again, nothing older is told."""
    Subscriber.objects.filter(pk=subscriber.pk).update(weekly_table=table)
    if not follow:
        stop_following(subscriber, at=at)
    else:
        stopped = Subscriber.objects.filter(pk=subscriber.pk, follows_since=None)
        stopped.update(follows_since=at)
    subscriber.refresh_from_db()


@transaction.atomic
def follow(
    subscriber: Subscriber, *, platform: bool, councils: Collection[Council], at: datetime
) -> None:
    """Follow exactly these councils, or all of them, beside those of one's mandates.

    The address of an account is already known to be the person's: confirmed at once.
    """
    wanted: dict[tuple[str, int | None], Subscription] = {
        (Subscription.Scope.COUNCIL, council.pk): Subscription(
            scope=Subscription.Scope.COUNCIL, council=council
        )
        for council in councils
    }
    if platform:
        whole = Subscription(scope=Subscription.Scope.PLATFORM)
        wanted[Subscription.Scope.PLATFORM, None] = whole
    chosen = subscriber.subscriptions.exclude(scope=Subscription.Scope.DOSSIER)
    for kept in chosen:
        if wanted.pop((kept.scope, kept.council_id), None) is None:
            kept.delete()
        elif kept.confirmed_at is None:
            # Asked by mail, chosen here before the mail was answered.
            kept.confirmed_at = at
            kept.save(update_fields=["confirmed_at"])
    for new in wanted.values():
        new.subscriber, new.created_at, new.confirmed_at = subscriber, at, at
        new.save()


def move_followers(reference: str, onto: str) -> int:
    """Whoever followed a dossier follows the one in which it goes on; how many moved.

    Who already follows that one follows it once. The caller's transaction is the merging.
    """
    there = Subscription.objects.filter(scope=Subscription.Scope.DOSSIER, reference=onto)
    moving = Subscription.objects.filter(scope=Subscription.Scope.DOSSIER, reference=reference)
    moving.filter(subscriber__in=there.values("subscriber")).delete()
    return moving.update(reference=onto)


def ensure_subscriber(user: User, *, at: datetime) -> Subscriber:
    """The subscriber of this account, made at need."""
    ensure_subscribers({user.pk: user}, {}, at=at)
    return Subscriber.objects.select_related("user__relay").get(user=user)


# Asked at each pass of the engine, when there is hardly ever anybody new.
KNOWN = WrittenOnce(
    lambda people: Subscriber.objects.filter(user__any_of=people).values_list("user")
)
BOXES = WrittenOnce(
    lambda boxes: Subscriber.objects.filter(address__any_of=boxes).values_list("address")
)


@transaction.atomic
def ensure_subscribers(
    people: Mapping[int, User], mailboxes: Collection[str], *, at: datetime
) -> int:
    """Give each of these people, and each shared mailbox, its row; how many were made.

    An account that opens under an address that already followed takes over what it
    followed. A mailbox has no choice to make and follows nothing.
    """
    known = set(KNOWN.column(list(people)))
    new = [user for pk, user in people.items() if pk not in known]
    boxes = {address.lower() for address in mailboxes}
    boxes -= set(BOXES.column(list(boxes)))
    if not new and not boxes:
        return 0
    rows = [
        Subscriber(user=user, created_at=at, follows_since=at - FIRST_WEEK)
        for user in new
        if not _take_over(user)
    ]
    rows += [Subscriber(address=address, created_at=at) for address in sorted(boxes)]
    # Another process may have made one meanwhile: the key keeps a single row.
    Subscriber.objects.bulk_create(rows, ignore_conflicts=True)
    return len(rows)


def _take_over(user: User) -> bool:
    """Make the row of a bare address that of the account which now has it."""
    bare = Subscriber.objects.filter(address=user.email, follows_since__isnull=False)
    return bool(user.email and bare.update(user=user, address=None))
