"""`manage.py setup_circuits`: the ordinary circuit, when the town has none yet."""

from typing import Any

from django.core.management.base import BaseCommand
from django.db import transaction

from circuits.actions.circuit import activate_circuit
from circuits.catalogue import request_definition
from circuits.models import CircuitVersion, Kind
from participation import clock


class Command(BaseCommand):
    """Without a circuit in use no demande can be deposited; idempotent."""

    help = "Active le circuit ordinaire des demandes si aucun circuit ne l’est."

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Create and activate it once."""
        with transaction.atomic():
            in_use = CircuitVersion.objects.filter(
                kind=Kind.REQUEST, activated_at__isnull=False, retired_at__isnull=True
            )
            if in_use.exists():
                self.stdout.write("Un circuit est déjà en service.")
                return
            version, _ = CircuitVersion.objects.get_or_create(
                kind=Kind.REQUEST,
                name="Circuit ordinaire",
                number=1,
                defaults={"definition": request_definition()},
            )
            activate_circuit(version, at=clock.now())
        self.stdout.write("Le circuit ordinaire est en service.")
