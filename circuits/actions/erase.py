"""A person is erased (RGPD, article 17): the record stays whole, and names nobody.

The account and the actor keep their rows, emptied: what was done stays readable, by « Une
personne ». What was written to the person loses its address and its words; of what others
wrote, only the name, the address and the telephone go. Texts that SQL froze are never
changed: where one of them still names the person is said, for people to judge (P38).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from html import escape
from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.db import transaction
from django.db.models import F, Model, Q, QuerySet, Value
from django.db.models.fields import CharField
from django.db.models.functions import Cast, Concat, Replace
from wagtail.log_actions import log
from wagtail.models import ModelLogEntry
from wagtail.users.models import UserProfile

from circuits.errors import ActRefused
from circuits.models import (
    ERASED,
    Actor,
    Answer,
    Contribution,
    Delivery,
    FollowUp,
    ParticipationOffer,
    ParticipationRequest,
    TextVersion,
    Told,
)
from participation.clock import local_day
from participation.models import (
    Absence,
    Council,
    FailingAddress,
    Mail,
    MailAttempt,
    MailReturn,
    Mandate,
    Subscriber,
    User,
)
from participation.registry import public_change
from participation.working_days import ONE_DAY

# No mail can ever be delivered there (RFC 2606).
NOWHERE = "@personne.invalid"
GONE = "Ce courriel a été vidé : la personne à qui il était écrit a été effacée."
# What SQL froze, or what is the author's own words of a dossier: read, never changed.
FROZEN: dict[type[Model], tuple[str, tuple[str, ...]]] = {
    ParticipationRequest: ("", ("title", "need", "wish", "place")),
    ParticipationOffer: (
        "",
        ("title", "proposal", "open_points", "decided_points", "publication_plan"),
    ),
    Answer: ("dossier", ("summary", "body", "next_steps", "reason", "signatory")),
    Contribution: ("thread__offer", ("body", "delegates", "available")),
    FollowUp: ("contribution__thread__offer", ("reason",)),
}


@dataclass(frozen=True)
class Erased:
    """What was done: how many mails were emptied, and where the name still stands."""

    mails: int
    left: list[str] = field(default_factory=list)


@transaction.atomic
def erase_person(user_pk: int, *, by: User, at: datetime) -> Erased:
    """Make a person anonymous for ever; a second call changes nothing more.

    Posts stay with the closed account: they show as « sans responsable » until somebody
    takes over, as with any account that is closed (circuits.md 7).

    Args:
        user_pk: whose account.
        by: who asks for it, kept in Wagtail's log.
        at: when, aware; the mandates end the day before (Europe/Paris).

    Raises:
        ActRefused: the account is the platform's own.

    """
    person = User.objects.select_for_update().get(pk=user_pk)
    if Actor.objects.filter(user=person, is_system=True).exists():
        raise ActRefused("Ce compte est celui de la plateforme : il ne s’efface pas.")
    names, address = _told_apart(person), person.email
    mails = _empty_mails(person, address, at)
    _forget_in_words(names)
    _end_mandates(person, at)
    _empty_account(person)
    Actor.objects.filter(user=person).update(user=None, name=ERASED)
    log(person, "wagtail.edit", user=by)
    return Erased(mails, list(_still_named(names)))


def _told_apart(person: User) -> list[str]:
    """The words that mean this person and nobody else: full name, address, telephone.

    A name that another account bears too, or of a single word, would take others' words
    away: it is left.
    """
    found = [word for word in (person.email, person.phone) if word]
    name = person.get_full_name()
    others = User.objects.exclude(pk=person.pk).filter(
        first_name=person.first_name, last_name=person.last_name
    )
    if person.first_name and person.last_name and not others.exists():
        found.append(name)
    return found


def _empty_mails(person: User, address: str | None, at: datetime) -> int:
    """The register keeps that a mail left and when; neither to whom nor its words."""
    own = Q(user=person) | (Q(address=address) if address else Q(pk__in=[]))
    theirs = list(Mail.objects.filter(own).values_list("pk", flat=True))
    mails = Mail.objects.filter(pk__in=theirs)
    waiting = mails.filter(state__in=(Mail.State.QUEUED, Mail.State.CLAIMED))
    MailAttempt.objects.filter(mail__in=theirs).update(detail="")
    MailAttempt.objects.bulk_create(
        MailAttempt(mail_id=pk, at=at, outcome=Mail.State.DROPPED, detail="")
        for pk in waiting.values_list("pk", flat=True)
    )
    waiting.update(state=Mail.State.DROPPED, claimed_until=None)
    mails.update(user=None, text=GONE, html="", unsubscribe_url="", address=_nowhere())
    returned = Q(mail__in=theirs) | (Q(address=address) if address else Q(pk__in=[]))
    MailReturn.objects.filter(returned).update(address="", detail="")
    FailingAddress.objects.filter(address=address).delete()
    deliveries = Delivery.objects.filter(own)
    deliveries.filter(state__in=(Delivery.State.PENDING, Delivery.State.WEEKLY)).update(
        state=Delivery.State.DROPPED
    )
    deliveries.update(user=None, address=_nowhere())
    told = Q(mail__in=theirs) | (Q(address=address) if address else Q(pk__in=[]))
    Told.objects.filter(told).update(address=_nowhere())
    Subscriber.objects.filter(Q(user=person) | Q(address=address)).delete()
    return len(theirs)


def _nowhere() -> Concat:
    """An address of nobody, another one on each row: the keys that say « once » hold."""
    return Concat(Value("efface-"), Cast(F("pk"), CharField()), Value(NOWHERE))


def _forget_in_words(names: Iterable[str]) -> None:
    """Take the person out of what others wrote, where it may be changed."""
    for name in names:
        for rows, column in _changeable():
            for spelling in {name, escape(name)}:
                found: Any = rows.filter(**{f"{column}__contains": spelling})
                found.update(**{column: Replace(column, Value(spelling), Value(ERASED))})


def _changeable() -> Iterator[tuple[QuerySet[Any], str]]:
    for column in ("subject", "text", "html"):
        yield Mail.objects.all(), column
    yield TextVersion.objects.all(), "body"
    yield ModelLogEntry.objects.all(), "label"


def _end_mandates(person: User, at: datetime) -> None:
    """They ended yesterday; none will begin, and no page shows a name any more."""
    today = local_day(at)
    mandates = Mandate.objects.filter(user=person)
    councils = list(Council.objects.filter(mandates__in=mandates).distinct())
    mandates.filter(starts_on__gte=today).delete()
    mandates.filter(Q(ends_on=None) | Q(ends_on__gte=today)).update(ends_on=today - ONE_DAY)
    mandates.update(show_name=False)
    for council in councils:
        public_change(council)


def _empty_account(person: User) -> None:
    """Close the account and leave nothing in it; its sessions end with its password."""
    EmailAddress.objects.filter(user=person).delete()
    Authenticator.objects.filter(user=person).delete()
    UserProfile.objects.filter(user=person).delete()
    Absence.objects.filter(person=person).delete()
    Absence.objects.filter(substitute=person).update(substitute=None)
    User.objects.filter(relay=person).update(relay=None)
    person.groups.clear()
    person.user_permissions.clear()
    person.is_active = person.is_staff = person.is_superuser = False
    person.email, person.phone, person.relay = None, "", None
    person.first_name, person.last_name = "", ERASED
    person.set_unusable_password()
    person.save()


def _still_named(names: Iterable[str]) -> Iterator[str]:
    """Where a frozen text still names the person: « Demande 2026-041 (réponse) »."""
    for model, (path, columns) in FROZEN.items():
        wanted = Q(pk__in=[])
        for name in names:
            for column in columns:
                wanted |= Q(**{f"{column}__contains": name})
        for row in model._default_manager.filter(wanted).order_by("pk"):
            dossier: Any = row
            for step in filter(None, path.split("__")):
                dossier = getattr(dossier, step)
            yield f"{dossier.label} ({model._meta.verbose_name})"
