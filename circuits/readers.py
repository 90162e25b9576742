"""Who is reading or acting: the posts and mandates of one person on one day.

Computed anew for each request, never stored or memoised across councils (design.md 3).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Q

from participation.models import ElectedOfficial, Mandate, Service, TownSettings
from participation.permissions import is_agency


@dataclass(frozen=True)
class Viewer:
    """One person's mandates and posts on one local day; anonymous when `user_id` is 0."""

    user_id: int = 0
    agency: bool = False
    mandates: frozenset[tuple[int, str]] = field(default_factory=frozenset)
    services: frozenset[int] = field(default_factory=frozenset)
    headed: frozenset[int] = field(default_factory=frozenset)
    directed: frozenset[int] = field(default_factory=frozenset)
    elected_id: int = 0
    directs: bool = False

    @property
    def councils(self) -> frozenset[int]:
        """The councils in which the person has a mandate."""
        return frozenset(council for council, _ in self.mandates)

    @property
    def speaks_for(self) -> frozenset[int]:
        """The councils for which the person may deposit and answer."""
        return frozenset(c for c, role in self.mandates if role != Mandate.Role.MEMBER)

    @property
    def of_the_city(self) -> bool:
        """Agence, service, direction or élu."""
        return bool(
            self.agency
            or self.services
            or self.headed
            or self.directed
            or self.elected_id
            or self.directs
        )

    @property
    def signed_in(self) -> bool:
        """Whether someone is known at all."""
        return bool(self.user_id)

    @property
    def inside(self) -> bool:
        """Whether the members' space is open to this person."""
        return self.of_the_city or bool(self.mandates)


ANONYMOUS = Viewer()


def viewer(user: Any, on: date) -> Viewer:
    """The viewer that `user` is on the local day `on` (four queries, none if anonymous).

    An inactive account is nobody.
    """
    if not user.is_authenticated or not user.is_active:
        return ANONYMOUS
    mandates = Mandate.objects.active_on(on).of(user)
    services: set[int] = set()
    headed: set[int] = set()
    directed: set[int] = set()
    posts = (
        Service.objects.filter(active=True)
        .filter(
            Q(holder=user)
            | Q(deputy=user)
            | Q(head=user)
            | Q(agents=user)
            | Q(directorate__head=user)
        )
        .distinct()
        .values_list("pk", "head_id", "directorate__head_id", "holder_id", "deputy_id")
    )
    for pk, head, director, holder, deputy in posts:
        if head == user.pk:
            headed.add(pk)
        if director == user.pk:
            directed.add(pk)
        if user.pk in (holder, deputy) or user.pk not in (head, director):
            services.add(pk)
    official = ElectedOfficial.objects.filter(user=user, active=True).values_list(
        "pk", flat=True
    )
    directs = TownSettings.objects.filter(
        Q(agency_direction=user) | Q(general_direction=user)
    ).exists()
    return Viewer(
        user_id=user.pk,
        agency=is_agency(user),
        mandates=frozenset(mandates.values_list("council_id", "role")),
        services=frozenset(services),
        headed=frozenset(headed),
        directed=frozenset(directed),
        elected_id=official.first() or 0,
        directs=directs,
    )
