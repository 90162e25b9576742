"""`manage.py due`: the date that the calendar gives (architecture.md 4)."""

from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from circuits import explanations
from participation.models import ClosureDay


class Command(BaseCommand):
    """The ISO date `--working-days` or `--months` after `--from`."""

    help = "Donne la date d’échéance que le calendrier calcule."

    def add_arguments(self, parser: CommandParser) -> None:
        """The options of the public interface."""
        parser.add_argument("--from", dest="start", required=True, help="jour ISO")
        delay = parser.add_mutually_exclusive_group(required=True)
        delay.add_argument("--working-days", type=int)
        delay.add_argument("--months", type=int)
        parser.add_argument("--explain", action="store_true", help="dit le calcul")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Print the date, then how it was counted."""
        try:
            start = date.fromisoformat(options["start"])
        except ValueError as error:
            raise CommandError(f"« {options['start']} » n’est pas un jour ISO.") from error
        calendar = ClosureDay.objects.calendar()
        working_days, months = options["working_days"], options["months"]
        if working_days is not None:
            zero = calendar.next_working(start)
            due = calendar.add_working_days(zero, working_days)
            words = explanations.of_working_days(zero, working_days, due, calendar)
            words = f"{explanations.shifted(start, zero)} {words}".strip()
        else:
            due = calendar.add_months(start, months)
            words = explanations.of_months(start, months, due, calendar)
        self.stdout.write(due.isoformat())
        if options["explain"]:
            self.stdout.write(words)
