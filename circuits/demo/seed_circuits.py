"""The circuits of the demonstration, activated before its first dossier."""

from __future__ import annotations

from datetime import date, time

from circuits.actions.circuit import activate_circuit
from circuits.catalogue import request_definition
from circuits.catalogue_offers import offer_definition
from circuits.demo.seed_moments import local, months_after
from circuits.models import CircuitVersion, Kind
from participation.models import Theme

ORDINARY = "Circuit ordinaire"
SHORT = "Circuit court"
OFFERS = "Circuit des offres"
SHORT_WITHOUT = frozenset({"A2", "A4", "A5"})
SHORT_THEMES = ("proprete",)
MONTHS_BEFORE = 24


def make_circuits(today: date) -> None:
    """One for every theme, a small town's for « Propreté et déchets », one for offers."""
    at = local(months_after(today, -MONTHS_BEFORE), time(9))
    ordinary = CircuitVersion.objects.create(
        kind=Kind.REQUEST, name=ORDINARY, number=1, definition=request_definition()
    )
    short = CircuitVersion.objects.create(
        kind=Kind.REQUEST,
        name=SHORT,
        number=1,
        definition=request_definition(without=SHORT_WITHOUT),
    )
    short.themes.set(Theme.objects.filter(slug__in=SHORT_THEMES))
    offers = CircuitVersion.objects.create(
        kind=Kind.OFFER, name=OFFERS, number=1, definition=offer_definition()
    )
    for version in (ordinary, short, offers):
        activate_circuit(version, at=at)
