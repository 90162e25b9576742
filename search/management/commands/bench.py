"""`manage.py bench`: what the pages cost, as ratios to a bare view of the same server."""

from __future__ import annotations

import json
import signal
from typing import Any, NoReturn

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from participation import clock
from search.bench import database, load, seed, server


class Command(BaseCommand):
    """Seeds a scratch database, serves it, measures, drops it."""

    help = "Mesure les pages publiques, sur une base d’essai créée puis supprimée."

    def add_arguments(self, parser: CommandParser) -> None:
        """How much content, and how long to measure."""
        parser.add_argument("--dossiers", type=int, default=1000, help="1000 par défaut")
        parser.add_argument("--rounds", type=int, default=5, help="tours de mesure")
        parser.add_argument("--requests", type=int, default=100, help="par page et par tour")
        parser.add_argument("--seconds", type=float, default=3.0, help="au plus, de même")

    def handle(self, *args: Any, **options: Any) -> None:
        """Measure, and write the figures as JSON on the last line."""
        if not settings.IS_DEMO:
            raise CommandError("Le banc d’essai ne tourne qu’avec les réglages locaux.")
        if min(options["dossiers"], options["rounds"], options["requests"]) < 1:
            raise CommandError("Il faut au moins un dossier, un tour et une requête.")
        plan = load.Plan(options["rounds"], options["requests"], options["seconds"])
        before = signal.signal(signal.SIGTERM, _interrupt)
        try:
            figures = self._measure(options["dossiers"], plan)
        except (load.BadAnswer, server.ServerDown) as error:
            raise CommandError(
                f"Mesure impossible\u00a0: {error} (voir {server.log_file()})."
            ) from error
        finally:
            signal.signal(signal.SIGTERM, before)
        self.stdout.write(json.dumps(figures))

    def _measure(self, dossiers: int, plan: load.Plan) -> dict[str, dict[str, float]]:
        self.stdout.write("Base d’essai\u00a0: création et migrations")
        with database.scratch_database() as url:
            database.migrate()
            self.stdout.write(f"Base d’essai\u00a0: {dossiers} dossiers")
            shown = seed.fill(dossiers, clock.now())
            database.analyse()
            pages = {
                load.YARDSTICK: "/__yardstick/",
                "home": "/",
                "council": f"/conseils/{seed.COUNCILS[0].lower()}/",
                "demandes": "/demandes/",
                "dossier": shown.get_absolute_url(),
                "search": "/recherche/?q=banc",
            }
            queries = {name: _queries(path) for name, path in pages.items()}
            self.stdout.write("Serveur\u00a0: démarrage de gunicorn, deux processus")
            with server.gunicorn(url) as port:
                found = load.measure(port, pages, plan, self.stdout.write)
        return {
            name: {**vars(measure), "queries": queries[name]} for name, measure in found.items()
        }


def _queries(path: str) -> int:
    """How many queries the page takes once the process is warm."""
    if path == "/__yardstick/":
        return 0
    client = Client(headers={"host": "localhost"})
    client.get(path)
    with CaptureQueriesContext(connection) as captured:
        client.get(path)
    return len(captured)


def _interrupt(signum: int, frame: Any) -> NoReturn:
    """End as Ctrl-C does: the scratch database is dropped on the way out."""
    raise KeyboardInterrupt
