"""The posts of one person in the town, as somebody else can take them over (circuits.md 7).

Reads only: who holds what today, and which dossiers and mandates go with the account.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Q, QuerySet

from circuits.models import Dossier
from participation.models import (
    Directorate,
    ElectedOfficial,
    Mandate,
    Service,
    TownSettings,
    User,
)

SERVICE_POSTS = {"holder": "titulaire", "deputy": "suppléance", "head": "chef de service"}
TOWN_POSTS = {
    "agency_direction": "direction de l’Agence",
    "general_direction": "direction générale",
}


@dataclass(frozen=True)
class Post:
    """One seat: `key` names it in a form, `label` in words."""

    key: str
    label: str
    # The service whose people are proposed first; None outside a service.
    service: Service | None = None
    directorate: Directorate | None = None
    official: ElectedOfficial | None = None


@dataclass
class Held:
    """Everything that waits for a successor when an account is closed."""

    posts: list[Post] = field(default_factory=list)
    # Open dossiers that name the person, by service; those of a council's draft are not.
    dossiers: int = 0
    mandates: list[Mandate] = field(default_factory=list)

    def __bool__(self) -> bool:
        """Whether anything waits at all."""
        return bool(self.posts or self.mandates)


def held_by(user: User, today: date) -> Held:
    """The posts, the open dossiers and the mandates of a person on a local day.

    A service where the person has dossiers but no post counts as a post of holder:
    somebody must go on with them.
    """
    found = Held(posts=list(_posts(user)))
    named = open_dossiers(user)
    found.dossiers = named.count()
    known = {post.service.pk for post in found.posts if post.service}
    others = Service.objects.filter(dossiers__in=named).exclude(pk__in=known)
    for service in others.distinct().order_by("name"):
        label = f"{service} : dossiers suivis"
        found.posts.append(Post(f"dossiers-{service.pk}", label, service))
    running = Mandate.objects.filter(user=user, starts_on__lte=today).select_related("council")
    alive = Q(council__dissolved_on=None) | Q(council__dissolved_on__gt=today)
    found.mandates = list(running.filter(Q(ends_on=None) | Q(ends_on__gt=today)).filter(alive))
    return found


def open_dossiers(user: User) -> QuerySet[Dossier]:
    """The dossiers that are not closed and that name this person, whatever the service."""
    return Dossier.objects.filter(closed_at=None).filter(Q(holder=user) | Q(deputy=user))


def _posts(user: User) -> Iterable[Post]:
    mine = Q(holder=user) | Q(deputy=user) | Q(head=user)
    for service in Service.objects.filter(mine, active=True):
        for name, label in SERVICE_POSTS.items():
            if getattr(service, f"{name}_id") == user.pk:
                yield Post(f"{name}-{service.pk}", f"{service} : {label}", service)
    for directorate in user.headed_directorates.all():
        label = f"{directorate} : direction"
        yield Post(f"directorate-{directorate.pk}", label, directorate=directorate)
    for official in ElectedOfficial.objects.filter(user=user, active=True):
        label = f"Délégation : {official.delegation}"
        yield Post(f"elected-{official.pk}", label, official=official)
    town = TownSettings.load()
    for name, label in TOWN_POSTS.items():
        if getattr(town, f"{name}_id") == user.pk:
            yield Post(name, label[:1].upper() + label[1:])


def closed_accounts_in_post() -> QuerySet[User]:
    """The closed accounts that still hold a post or an open dossier (one query)."""
    open_ones = Dossier.objects.filter(closed_at=None, deposited_at__isnull=False)
    active = Service.objects.filter(active=True)
    town = TownSettings.load()
    seats = [town.agency_direction_id, town.general_direction_id]
    return User.objects.filter(is_active=False).filter(
        Q(pk__in=active.values("holder"))
        | Q(pk__in=active.values("deputy"))
        | Q(pk__in=active.values("head"))
        | Q(pk__in=Directorate.objects.values("head"))
        | Q(pk__in=ElectedOfficial.objects.filter(active=True).values("user"))
        | Q(pk__in=open_ones.values("holder"))
        | Q(pk__in=open_ones.values("deputy"))
        | Q(pk__in=[pk for pk in seats if pk])
    )
