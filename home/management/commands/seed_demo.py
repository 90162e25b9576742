"""`manage.py seed_demo`: the demonstration content (architecture.md 4 and 5)."""

import logging
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser

from circuits.demo import multiply, seed
from circuits.demo.seed_accounts import ensure_accounts
from circuits.demo.seed_acts import Defect
from home.demo import make_pages, results_unit
from home.demo_stories import make_stories, stories_found
from home.models import HomePage
from participation import clock


def units(town: str, today: date) -> list[seed.Unit]:
    """The parts of the demonstration, in the order in which they need each other."""
    pages = seed.Unit(
        "Les pages et leurs images",
        HomePage.objects.exists,
        lambda _say: make_pages(today),
    )
    return [
        seed.town_unit(town, today),
        seed.streets_unit(),
        seed.circuits_unit(today),
        pages,
        seed.dossiers_unit(today),
        seed.meetings_unit(today),
        results_unit(),
        seed.works_unit(today),
        seed.Unit(
            "Les histoires « de l’idée au banc »",
            stories_found,
            lambda _say: make_stories(today),
        ),
    ]


@contextmanager
def quiet(logger: logging.Logger) -> Iterator[None]:
    """Keep back what this logger tells of each page: it would drown our own lines."""
    before = logger.level
    logger.setLevel(logging.WARNING)
    try:
        yield
    finally:
        logger.setLevel(before)


class Command(BaseCommand):
    """Makes what is missing of the demonstration; a second run adds nothing."""

    help = "Crée le contenu de démonstration, une seule fois."

    def add_arguments(self, parser: CommandParser) -> None:
        """The options of the public interface."""
        parser.add_argument("--town", default="Mulhouse", help="nom de la ville")
        parser.add_argument(
            "--dossiers",
            type=int,
            default=0,
            help="agrandit la base à ce nombre de dossiers au moins, pour les mesures",
        )

    def handle(self, *_args: Any, **options: Any) -> None:
        """Make each unit; mails stay in the register whatever `EMAIL_URL` says."""
        if not settings.IS_DEMO:
            raise CommandError(
                "Le contenu de démonstration ne s’installe pas avec ces réglages : "
                "il est réservé à « make run » et aux essais."
            )
        try:
            with quiet(logging.getLogger("wagtail")):
                parts = units(options["town"], clock.today())
                made = [self._ensure(unit) for unit in parts]
        except Defect as error:
            raise CommandError(str(error)) from error
        opened = ensure_accounts()
        if opened:
            self._say("Comptes de l’Agence : mot de passe et second facteur en place.")
        grown = self._grow(options["dossiers"])
        if not any([*made, opened, grown]):
            self._say("Le contenu de démonstration est déjà là : rien n’a été ajouté.")

    def _ensure(self, unit: seed.Unit) -> bool:
        start = time.monotonic()
        made = unit.ensure(self._say)
        if made:
            self._say(f"  fait en {time.monotonic() - start:.0f}\u00a0s")
        return made

    def _grow(self, dossiers: int) -> int:
        """Multiply the dossiers, then let the search know them; how many were added."""
        start = time.monotonic()
        added = multiply.grow(dossiers, clock.now(), self._say)
        if added:
            seconds = max(1, round(time.monotonic() - start))
            self._say(f"  {added} dossiers de plus en {seconds}\u00a0s")
            call_command("rebuild_search", stdout=self.stdout)
        return added

    def _say(self, line: str) -> None:
        self.stdout.write(line)
        self.stdout.flush()
