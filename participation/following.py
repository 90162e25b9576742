"""Following one thing from its page: by an account at once, by an address once confirmed.

An address is not known to be that of whoever typed it: nothing is sent to it but the
mail that asks, until its link was opened and its button pressed (circuits.md 10). Knows
no dossier but by its number.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.core import signing
from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.urls import reverse

from participation.clock import local_day
from participation.models import Council, Mandate, Subscriber, Subscription, User
from participation.subscriptions import LinkRefused, ensure_subscriber

SALT = "participation.follow"
# How long a request waits for its confirmation; then it is forgotten, address included.
CONFIRM_DAYS = 7
CONFIRM_WITHIN = timedelta(days=CONFIRM_DAYS)


@dataclass(frozen=True)
class Thing:
    """What is followed: one council, or one dossier by its number."""

    council: Council | None = None
    reference: str = ""

    @property
    def key(self) -> dict[str, Any]:
        """The columns that say what is followed."""
        scope = Subscription.Scope.COUNCIL if self.council else Subscription.Scope.DOSSIER
        return {"scope": scope, "council": self.council, "reference": self.reference}


def is_followed(user: User, thing: Thing) -> bool:
    """Whether this person chose it and receives the mails of what is followed."""
    return _heard_by(user).filter(**thing.key).exists()


def follows_its_dossier(user: User) -> Exists:
    """The same of each row of a query that has a `reference`, as a column of it."""
    return Exists(_heard_by(user).filter(reference=OuterRef("reference")))


def _heard_by(user: User) -> QuerySet[Subscription]:
    return Subscription.objects.filter(
        subscriber__user=user,
        subscriber__follows_since__isnull=False,
        confirmed_at__isnull=False,
    )


def sits_in(user: User, council: Council, at: datetime) -> bool:
    """Whether a mandate of the day makes this person a follower already."""
    mandates = Mandate.objects.active_on(local_day(at)).of(user)
    return bool(mandates.filter(council=council).exists())


@transaction.atomic
def follow_one(user: User, thing: Thing, *, at: datetime) -> Subscription:
    """Follow it from now on; the address of an account is known to be the person's."""
    subscriber = ensure_subscriber(user, at=at)
    asked, _ = Subscription.objects.get_or_create(
        **thing.key, subscriber=subscriber, defaults={"created_at": at}
    )
    return confirm(asked, at=at)


def stop_one(user: User, thing: Thing) -> None:
    """Follow it no longer; the rest of what the person follows stays."""
    Subscription.objects.filter(**thing.key, subscriber__user=user).delete()


@transaction.atomic
def ask(address: str, thing: Thing, *, at: datetime) -> Subscription:
    """Keep that this address asks to follow it; confirmed only if it was already.

    Args:
        address: in lower case, valid; that of an account is asked for the account.

    """
    user = User.objects.filter(email=address, is_active=True).first()
    if user is not None:
        subscriber = ensure_subscriber(user, at=at)
    else:
        subscriber, _ = Subscriber.objects.get_or_create(
            address=address, defaults={"created_at": at}
        )
    asked, _ = Subscription.objects.get_or_create(
        **thing.key, subscriber=subscriber, defaults={"created_at": at}
    )
    if asked.confirmed_at is None and asked.created_at != at:
        # Asked again: the wait begins again with this mail.
        asked.created_at = at
        asked.save(update_fields=["created_at"])
    return asked


def hears(subscription: Subscription) -> bool:
    """Whether it is confirmed and its person did not stop these mails since."""
    stopped = subscription.subscriber.follows_since is None
    return subscription.confirmed_at is not None and not stopped


def confirm_url(subscription: Subscription) -> str:
    """The address of the page whose button confirms; it says nothing of the person."""
    signed = signing.dumps([subscription.pk, subscription.subscriber.token], salt=SALT)
    return f"{settings.SITE_URL}{reverse('follow_confirm', args=[signed])}"


def asked_by_link(signed: str) -> Subscription:
    """What a link of `confirm_url` confirms.

    Raises:
        LinkRefused: forged, too old, or about what is no longer asked.

    """
    try:
        pk, token = signing.loads(signed, salt=SALT, max_age=CONFIRM_WITHIN)
    except signing.SignatureExpired as error:
        raise LinkRefused(f"Ce lien a plus de {CONFIRM_DAYS} jours.") from error
    except signing.BadSignature as error:
        raise LinkRefused("Ce lien n’est pas complet, ou n’est pas de nous.") from error
    asked = Subscription.objects.select_related("subscriber__user", "council")
    found = asked.filter(pk=pk, subscriber__token=token).first()
    if found is None:
        raise LinkRefused("Cette demande n’existe plus.")
    return found


@transaction.atomic
def confirm(subscription: Subscription, *, at: datetime) -> Subscription:
    """From now on its mails go to the person; idempotent, nothing older is told.

    A bare address that had stopped everything begins again with this alone. An account
    sees what it follows on `/compte/courriels/`.
    """
    found = Subscriber.objects.select_for_update(of=("self",))
    subscriber = found.get(pk=subscription.subscriber_id)
    if subscriber.follows_since is None:
        if subscriber.user_id is None:
            subscriber.subscriptions.exclude(pk=subscription.pk).delete()
        subscription.confirmed_at = None
        subscriber.follows_since = at
        subscriber.save(update_fields=["follows_since"])
    if subscription.confirmed_at is None:
        subscription.confirmed_at = at
        subscription.save(update_fields=["confirmed_at"])
    subscription.subscriber = subscriber
    return subscription
