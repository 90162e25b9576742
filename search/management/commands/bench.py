"""`manage.py bench`: what pages and passes cost, as ratios to what they cost bare."""

from __future__ import annotations

import json
import signal
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NoReturn

from django.conf import settings
from django.core.cache import caches
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext, override_settings

from participation import clock
from search.bench import content, database, engine, load, report, sending, server

# What the issue counts in: 150 councils, 5,000 members, 20,000 dossiers.
BASE, SMALL = 20_000, 1_000
# How many send mails at once.
WORKERS = (1, 4)
# Of the pages that were kept: each reader with a cookie of the site has one made anew.
KEPT_ROUNDS = 3
NOT_KEPT = f"{settings.CSRF_COOKIE_NAME}=banc"


class Command(BaseCommand):
    """Seeds a scratch database, serves it, measures, drops it."""

    help = "Mesure les pages publiques, sur une base d’essai créée puis supprimée."

    def add_arguments(self, parser: CommandParser) -> None:
        """How much content, and how long to measure."""
        parser.add_argument("--scale", type=int, default=1, help="1, 10 ou 100 fois la base")
        parser.add_argument("--dossiers", type=int, help="au lieu de 20\u00a0000 fois --scale")
        parser.add_argument("--small", type=int, default=SMALL, help="à quoi l’on compare")
        parser.add_argument(
            "--due", type=int, nargs="*", default=[1000, 10_000], help="rappels échus"
        )
        parser.add_argument("--mails", type=int, default=400, help="courriels à envoyer")
        parser.add_argument("--report", type=Path, help="page où écrire les mesures")
        parser.add_argument("--rounds", type=int, default=5, help="tours de mesure")
        parser.add_argument("--requests", type=int, default=100, help="par page et par tour")
        parser.add_argument("--seconds", type=float, default=3.0, help="au plus, de même")

    def handle(self, *args: Any, **options: Any) -> None:
        """Measure, and write the figures as JSON on the last line."""
        if not settings.IS_DEMO:
            raise CommandError("Le banc d’essai ne tourne qu’avec les réglages locaux.")
        dossiers = options["dossiers"]
        if dossiers is None:
            dossiers = BASE * options["scale"]
        if min(dossiers, options["rounds"], options["requests"]) < 1:
            raise CommandError("Il faut au moins un dossier, un tour et une requête.")
        plan = load.Plan(options["rounds"], options["requests"], options["seconds"])
        before = signal.signal(signal.SIGTERM, _interrupt)
        try:
            sizes = min(options["small"], dossiers), dossiers
            # The demonstration's pictures are made again, beside those of the site.
            with TemporaryDirectory() as media, override_settings(MEDIA_ROOT=media):
                figures = self._measure(sizes, plan, tuple(options["due"]), options["mails"])
        except sending.MailsLost as error:
            raise CommandError(f"Courriels perdus ou doublés : {error}.") from error
        except (load.BadAnswer, server.ServerDown) as error:
            raise CommandError(
                f"Mesure impossible\u00a0: {error} (voir {server.log_file()})."
            ) from error
        finally:
            signal.signal(signal.SIGTERM, before)
        if options["report"]:
            report.write(options["report"], dossiers, figures, clock.today())
        self.stdout.write(json.dumps(figures))

    def _measure(
        self, sizes: tuple[int, int], plan: load.Plan, due: tuple[int, ...], mails: int
    ) -> dict[str, dict[str, float]]:
        say = self.stdout.write
        say("Base d’essai\u00a0: création et migrations")
        with database.scratch_database() as url:
            database.migrate()
            small = self._pages(url, sizes[0], plan)
            large = self._pages(url, sizes[1], plan) if sizes[1] > sizes[0] else small
            for name, page in large.items():
                page["growth"] = round(page["p95_ms"] / small[name]["p95_ms"], 2)
            passes = engine.measure(clock.now(), due, say)
            sent = {f"send_{count}": self._sending(count, mails) for count in WORKERS}
        return large | {f"sweep_{name}": found for name, found in passes.items()} | sent

    def _sending(self, workers: int, mails: int) -> dict[str, float]:
        found = sending.measure(clock.now(), workers, mails)
        who = "un ouvrier" if workers == 1 else f"{workers} ouvriers"
        self.stdout.write(f"Envoi par {who} : {found['per_second']:.0f} courriels par seconde")
        return found

    def _pages(self, url: str, dossiers: int, plan: load.Plan) -> dict[str, dict[str, float]]:
        say = self.stdout.write
        say(f"Base d’essai\u00a0: {dossiers} dossiers")
        pages = content.fill(dossiers, say)
        database.analyse()
        queries = {name: _queries(path) for name, path in pages.items()}
        say("Serveur\u00a0: démarrage de gunicorn, deux processus")
        with server.gunicorn(url) as port:
            found = load.measure(port, pages, plan, say, cookie=NOT_KEPT)
            say("Les mêmes, gardées tant que rien n’est écrit")
            kept = load.measure(port, pages, replace(plan, rounds=KEPT_ROUNDS), say)
        return {
            name: {**vars(one), "queries": queries[name], "kept": kept[name].ratio}
            for name, one in found.items()
        }


def _queries(path: str) -> int:
    """How many queries the page takes once the process is warm, when it was not kept."""
    if path == "/__yardstick/":
        return 0
    client = Client(headers={"host": "localhost"})
    client.get(path)
    caches["pages"].clear()
    with CaptureQueriesContext(connection) as captured:
        client.get(path)
    return len(captured)


def _interrupt(signum: int, frame: Any) -> NoReturn:
    """End as Ctrl-C does: the scratch database is dropped on the way out."""
    raise KeyboardInterrupt
