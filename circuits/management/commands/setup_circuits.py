"""`manage.py setup_circuits`: the circuits of both messages, when the town has none yet."""

from typing import Any

from django.core.management.base import BaseCommand
from django.db import transaction

from circuits.actions.circuit import activate_circuit
from circuits.catalogue import request_definition
from circuits.catalogue_offers import offer_definition
from circuits.models import CircuitVersion, Kind
from participation import clock

ORDINARY = (
    (Kind.REQUEST, "Circuit ordinaire", request_definition),
    (Kind.OFFER, "Circuit des offres", offer_definition),
)


class Command(BaseCommand):
    """Without a circuit in use nothing can be deposited; idempotent."""

    help = "Active les circuits ordinaires des demandes et des offres, si aucun ne l’est."

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Create and activate each once."""
        for kind, name, definition in ORDINARY:
            with transaction.atomic():
                in_use = CircuitVersion.objects.filter(
                    kind=kind, activated_at__isnull=False, retired_at__isnull=True
                )
                if in_use.exists():
                    self.stdout.write(f"Un circuit est déjà en service pour : {kind.label}.")
                    continue
                version, _ = CircuitVersion.objects.get_or_create(
                    kind=kind, name=name, number=1, defaults={"definition": definition()}
                )
                activate_circuit(version, at=clock.now())
            self.stdout.write(f"« {name} » est en service.")
