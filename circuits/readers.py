"""Who is reading or acting: the posts and mandates of one person on one day.

Computed anew for each request, never stored or memoised across councils (architecture.md 3).
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import CharField, Q, Value

from participation.models import Absence, ElectedOfficial, Mandate, Service, TownSettings
from participation.permissions import is_agency
from participation.written_once import WrittenOnce


@dataclass(frozen=True)
class Viewer:
    """One person's mandates and posts on one local day; anonymous when `user_id` is 0."""

    user_id: int = 0
    agency: bool = False
    mandates: frozenset[tuple[int, str]] = field(default_factory=frozenset)
    services: frozenset[int] = field(default_factory=frozenset)
    headed: frozenset[int] = field(default_factory=frozenset)
    directed: frozenset[int] = field(default_factory=frozenset)
    elected: frozenset[int] = field(default_factory=frozenset)
    directs: bool = False
    # The people whom this one replaces today: their posts in the town are in the above.
    replaces: frozenset[int] = field(default_factory=frozenset)

    @property
    def people(self) -> frozenset[int]:
        """The person, and those whom he or she replaces today."""
        return self.replaces | {self.user_id} if self.user_id else frozenset()

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
            or self.elected
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


def viewer(user: Any, on: date, town: TownSettings | None = None) -> Viewer:
    """The viewer that `user` is on the local day `on` (one query, none if anonymous).

    An inactive account is nobody. `town` spares the reading of the settings.
    """
    if not user.is_authenticated or not user.is_active:
        return ANONYMOUS
    town = town or TownSettings.load()
    found: dict[str, set[Any]] = defaultdict(set)
    for what, pk, role in _POSTS.rows(user.pk, on):
        found[what].add((pk, role) if what == "mandate" else pk)
    return Viewer(
        user_id=user.pk,
        agency=is_agency(user),
        mandates=frozenset(found["mandate"]),
        services=frozenset(found["service"]),
        headed=frozenset(found["headed"]),
        directed=frozenset(found["directed"]),
        elected=frozenset(found["elected"]),
        directs=bool(
            {town.agency_direction_id, town.general_direction_id}
            & {user.pk, *found["replaces"]}
        ),
        replaces=frozenset(found["replaces"]),
    )


# The councils that a council comes from, nearest first.
_OLDER = [f"council{'__predecessors' * n}" for n in (1, 2, 3)]


def _dissolved(path: list[str], on: date) -> dict[str, date]:
    """A council speaks for an older one only if each of those between is dissolved."""
    return {f"{older}__dissolved_on__lte": on for older in path}


def _posts(user: int, on: date) -> Any:
    """Every post and mandate of a person, as rows (what, id, role), in one query."""
    services = Service.objects.filter(active=True)

    def rows(queryset: Any, what: str, pk: str = "pk", role: str = "") -> Any:
        return queryset.order_by().values_list(
            Value(what), pk, role or Value("", output_field=CharField())
        )

    # Of whoever is away, the substitute has the posts on these days (circuits.md 7).
    absences = Absence.objects.running_on(on).filter(substitute=user)
    away = absences.order_by().values("person")

    def held(path: str) -> Q:
        return Q(**{path: user}) | Q(**{f"{path}__in": away})

    team = held("holder") | held("deputy") | Q(agents=user)
    mandates = Mandate.objects.active_on(on).of(user)
    # A council that was renamed or merged lives on in its successor: whoever speaks for
    # the successor speaks for it. Twice in Mulhouse, so three generations are read.
    inherited = [
        rows(mandates.filter(**_dissolved(path, on)), "mandate", path[-1], "role")
        for path in (_OLDER[:n] for n in (1, 2, 3))
    ]
    return rows(mandates, "mandate", "council_id", "role").union(
        *inherited,
        rows(services.filter(team), "service"),
        rows(services.filter(held("head")), "headed"),
        rows(services.filter(held("directorate__head")), "directed"),
        rows(ElectedOfficial.objects.filter(held("user"), active=True), "elected"),
        rows(absences, "replaces", "person_id"),
    )


_POSTS = WrittenOnce(_posts)
