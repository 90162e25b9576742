"""`manage.py audit_circuits`: whether the rows keep their promises (architecture.md 4)."""

import sys
from typing import Any

from django.core.management.base import BaseCommand

from circuits.actions.night_audit import audit_now
from participation import clock
from participation.french import plural


class Command(BaseCommand):
    """P3–P5 in SQL and P6 on each circuit in use: one line a breach, exit 1 if any."""

    help = "Vérifie en base les promesses P3 à P6 des circuits."

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Print each breach, then leave with 1; one line when there is none."""
        breaches = audit_now(clock.now()).breaches
        for breach in breaches:
            self.stdout.write(breach)
        if breaches:
            count = plural(len(breaches), "manquement")
            self.stderr.write(f"{count} aux promesses des circuits.")
            sys.exit(1)
        self.stdout.write("Aucun manquement aux promesses des circuits.")
