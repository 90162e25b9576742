"""« Sans responsable »: what is owed by a role that nobody holds any more.

Somebody always stands in (`recipients`), and the Agence is asked for a successor: an
account was closed, a post is empty, a mandate has ended (circuits.md 7, P35). Reads only.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from circuits.followers import living_councils
from circuits.models import Obligation
from circuits.querysets import ObligationQuerySet
from circuits.recipients import Reach, of_obligation
from participation.models import Mandate, TownSettings

# What is missing, for each role that a person holds.
MISSING = {
    "service": "personne titulaire",
    "head": "chef de service",
    "elected": "élue ou élu en fonction",
    "referent": "référente ou référent",
}


@dataclass(frozen=True)
class Vacancy:
    """Something owed, the post that is empty, and who is told meanwhile."""

    obligation: Obligation
    missing: str
    stand_in: str


def without_owner(today: date, reach: Reach | None = None) -> ObligationQuerySet:
    """The open obligations whose own role nobody holds on this local day.

    Nobody: no person, a closed account, or one who is away and whom nobody replaces.
    """
    reach = reach or Reach.on(today)
    away = reach.unreplaced()

    def there(path: str) -> Q:
        return Q(**{f"{path}__is_active": True}) & ~Q(**{f"{path}__in": away})

    holder = there("dossier__holder")
    holder |= Q(dossier__holder=None) & there("dossier__service__holder")
    empty = Q(party="service") & ~holder
    empty |= Q(party="head") & ~there("dossier__service__head")
    official = Q(dossier__elected__active=True) & there("dossier__elected__user")
    empty |= Q(party="elected") & ~official
    mute = _mute_councils(today, reach)
    empty |= Q(party="referent", thread=None, dossier__council__in=mute)
    empty |= Q(party="referent", thread__council__in=mute)
    return Obligation.objects.running().exclude(kind="promise").filter(empty)


def vacancies(today: date, town: TownSettings, most: int) -> list[Vacancy]:
    """The first of them, with who stands in, in a fixed number of queries a row."""
    reach = Reach.on(today)
    owed = (
        without_owner(today, reach)
        .with_dossier()
        .select_related("service", "thread__council__successor")
    )
    return [
        Vacancy(one, MISSING[one.party], _stand_in(one, today, town, reach))
        for one in owed.order_by("due_on", "pk")[:most]
    ]


def _stand_in(obligation: Obligation, today: date, town: TownSettings, reach: Reach) -> str:
    role = "holder" if obligation.party == "service" else obligation.party
    told = of_obligation(obligation, (role,), today, town, reach=reach)
    return str(told[0].user or told[0].address) if told else ""


def _mute_councils(today: date, reach: Reach) -> list[int]:
    """The councils for which nobody speaks on this day, or that became one of these."""
    speaking = Mandate.objects.active_on(today).speaking()
    heard = set(
        speaking.exclude(user__in=list(reach.absences)).values_list("council", flat=True)
    )
    return [pk for pk, one in living_councils(today).items() if one.pk not in heard]
