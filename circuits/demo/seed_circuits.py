"""The circuits of the demonstration, activated before its first dossier; one draft."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from circuits.actions import circuit_editing as editing
from circuits.actions.circuit import activate_circuit
from circuits.catalogue import request_definition
from circuits.catalogue_offers import offer_definition
from circuits.circuit_edit import Changes
from circuits.demo.seed_moments import local, months_after
from circuits.models import CircuitVersion, Kind
from participation.models import Theme, User

ORDINARY = "Circuit ordinaire"
SHORT = "Circuit court"
OFFERS = "Circuit des offres"
SHORT_WITHOUT = frozenset({"A2", "A4", "A5"})
SHORT_THEMES = ("proprete",)
MONTHS_BEFORE = 24


def make_circuits(today: date) -> None:
    """One for every theme, a small town's for « Propreté et déchets », one for offers; a draft."""
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
    _begin_draft(ordinary, local(today - timedelta(days=3), time(10)))


def _begin_draft(version: CircuitVersion, at: datetime) -> None:
    """What the Agence is thinking of: a longer instruction, one day too long as yet."""
    agency = User.objects.filter(is_staff=True, is_active=True).order_by("pk").first()
    if agency is None:
        return
    draft = editing.start_draft(version.pk, by=agency, at=at)
    rows = [(row["code"], row["label"]) for row in draft.definition["extension_reasons"]]
    editing.save_draft(
        draft.pk,
        by=agency,
        at=at,
        seen=draft.edition,
        draft=editing.Draft(name=draft.name, themes=[], replaces=version.pk),
        changes=Changes(
            delays={"A3": 20},
            offsets={("service", "r4"): 4},
            reasons={"extension_reasons": [*rows, ("", "Les intempéries retardent l’étude")]},
        ),
    )
