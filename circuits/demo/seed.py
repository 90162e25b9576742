"""How the demonstration is made: in units, each all or nothing, each once.

A killed run leaves whole units; the next one goes on after them. `home` adds the unit of
the pages, which stand above this app.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django.db import connection, transaction

from circuits.demo.offers import OFFERS
from circuits.demo.places import COUNCILS
from circuits.demo.requests import REQUESTS
from circuits.demo.seed_acts import Defect, uuid_of
from circuits.demo.seed_circuits import ORDINARY, make_circuits
from circuits.demo.seed_dossiers import Say, make_dossiers
from circuits.demo.seed_meetings import MEETINGS, make_meetings, meetings_found
from circuits.demo.seed_town import make_town
from circuits.demo.seed_works import make_works, works_found
from circuits.demo.streets import make_streets
from circuits.models import CircuitVersion, Dossier
from participation.models import Council, Street

# Two runs at once: the second waits, then finds everything there.
LOCK = 5_140_789_001
FOREIGN = (
    "Cette base contient déjà {what} qui ne viennent pas de la démonstration. Elle ne "
    "s’ajoute qu’à une base neuve : changez DATABASE_URL, ou lancez « make clean » puis "
    "« make run »."
)


@dataclass(frozen=True)
class Unit:
    """One part of the demonstration, made in one transaction.

    `found` says whether it is there; it raises `Defect` when something else is.
    """

    name: str
    found: Callable[[], bool]
    make: Callable[[Say], None]

    def ensure(self, say: Say) -> bool:
        """Make it unless it is there; whether it was made."""
        with transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
            if self.found():
                return False
            say(f"{self.name}…")
            self.make(say)
        return True


def town_unit(name: str, today: date) -> Unit:
    """People and places."""
    return Unit(
        "La ville, ses services, ses conseils et leurs membres",
        _town_found,
        lambda _say: make_town(name, today),
    )


def streets_unit() -> Unit:
    """The streets of the town, for « Mon quartier »."""
    return Unit("Les rues de la ville", Street.objects.exists, lambda _say: make_streets())


def circuits_unit(today: date) -> Unit:
    """The circuits of both messages."""
    return Unit(
        "Les circuits",
        CircuitVersion.objects.filter(name=ORDINARY).exists,
        lambda _say: make_circuits(today),
    )


def dossiers_unit(today: date) -> Unit:
    """The demandes and the offers with all that happened to them."""
    return Unit(
        f"{len(REQUESTS)} demandes et {len(OFFERS)} offres, rejouées jour par jour avec leurs "
        "relances",
        _dossiers_found,
        lambda say: make_dossiers(today, say),
    )


def meetings_unit(today: date) -> Unit:
    """The meetings of the councils, after the dossiers that they name."""
    return Unit(
        f"{len(MEETINGS)} réunions, leurs ordres du jour et leurs comptes rendus",
        meetings_found,
        lambda _say: make_meetings(today),
    )


def works_unit(today: date) -> Unit:
    """The works budgets of the councils, after the dossiers that they name."""
    return Unit(
        "Les budgets de travaux des conseils", works_found, lambda _say: make_works(today)
    )


def _town_found() -> bool:
    known = set(Council.objects.values_list("slug", flat=True))
    if known and known.isdisjoint(council.key for council in COUNCILS):
        raise Defect(FOREIGN.format(what="des conseils"))
    return bool(known)


def _dossiers_found() -> bool:
    ours = [uuid_of(one) for one in REQUESTS] + [uuid_of(one) for one in OFFERS]
    if Dossier.objects.filter(uuid__in=ours).exists():
        return True
    if Dossier.objects.exists():
        raise Defect(FOREIGN.format(what="des dossiers"))
    return False
