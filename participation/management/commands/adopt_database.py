"""`manage.py adopt_database`: this database is a copy, and mails may leave from here."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from participation import breaker, clock, instance
from participation.french import plural


class Command(BaseCommand):
    """Says what would leave; with `--yes`, makes the database this machine's own (P34)."""

    help = "Adopte une base copiée : les courriels repartent d’ici."

    def add_arguments(self, parser: CommandParser) -> None:
        """Nothing is adopted without the word."""
        parser.add_argument("--yes", action="store_true", help="adopter pour de bon")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Adopt, or only say."""
        waiting = plural(breaker.waiting(), "courriel")
        if not options["yes"]:
            self.stdout.write(
                f"{waiting} en attente dans cette base. Ils partiraient d’ici, même si "
                "l’installation d’origine les envoie aussi. Pour l’adopter : --yes."
            )
            return
        try:
            instance.adopt(clock.now())
        except OSError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"Base adoptée. {waiting} en attente partiront d’ici.")
