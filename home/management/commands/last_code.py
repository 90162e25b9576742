"""`manage.py last_code EMAIL`: the last one-time code sent to an address."""

import re
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from participation.accounts import CODE_DIGITS
from participation.models import Mail


class Command(BaseCommand):
    """Read the code in the outbox instead of in a mailbox that does not exist."""

    help = "Affiche le dernier code de connexion envoyé à une adresse (démonstration)."

    def add_arguments(self, parser: CommandParser) -> None:
        """One address."""
        parser.add_argument("email", metavar="ADRESSE")

    def handle(self, *args: Any, **options: Any) -> None:
        """Print the code alone, so that a script can use it.

        Raises:
            CommandError: not a demonstration, or no code was sent to this address.

        """
        if not settings.IS_DEMO:
            raise CommandError("Cette commande n’existe que dans la démonstration.")
        address = str(options["email"]).strip().lower()
        mails = Mail.objects.filter(address__iexact=address, kind=Mail.Kind.ACCOUNT)
        for text in mails.order_by("-created_at", "-pk").values_list("text", flat=True):
            found = re.search(rf"^\s*(\d{{{CODE_DIGITS}}})\s*$", text, re.MULTILINE)
            if found:
                self.stdout.write(found[1])
                return
        raise CommandError(f"Aucun code n’a été envoyé à {address}.")
