"""`manage.py sweep`: one pass of the reminder engine (architecture.md 4)."""

import json
from datetime import datetime
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from circuits.sweep import sweep
from participation import clock


class Command(BaseCommand):
    """One pass as of now, or as of `--at`; a future moment needs `--dry-run`."""

    help = "Passe une fois le moteur des relances."

    def add_arguments(self, parser: CommandParser) -> None:
        """The options of the public interface."""
        parser.add_argument("--at", help="moment ISO, par exemple 2026-04-02T09:00")
        parser.add_argument("--dry-run", action="store_true", help="compte sans écrire")
        parser.add_argument("--json", action="store_true", help="résultat en JSON")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Run the pass and print its six figures."""
        at = _moment(options["at"])
        future_allowed = options["dry_run"] or settings.IS_DEMO
        if at > clock.now() and not future_allowed:
            raise CommandError("Un moment futur ne s’essaie qu’avec --dry-run.")
        counts = sweep(at, dry_run=options["dry_run"]).counts
        if options["json"]:
            self.stdout.write(json.dumps(counts))
            return
        names = {
            "due": "échues",
            "sent": "envoyées",
            "superseded": "remplacées",
            "skipped": "devenues sans objet",
            "unknown": "au sort inconnu",
            "failed": "en échec",
        }
        self.stdout.write(", ".join(f"{counts[k]} {names[k]}" for k in names))


def _moment(text: str | None) -> datetime:
    if text is None:
        return clock.now()
    try:
        moment = datetime.fromisoformat(text)
    except ValueError as error:
        raise CommandError(f"« {text} » n’est pas un moment ISO.") from error
    return moment if moment.tzinfo else moment.replace(tzinfo=clock.PARIS)
