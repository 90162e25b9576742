"""`manage.py demo_accounts`: one account for each role of the demonstration."""

import time
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.utils import decrypt
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from circuits.demo.people import ACCOUNTS, PEOPLE
from circuits.demo.seed_accounts import demo_password
from participation.accounts import totp_code
from participation.models import User

HOW_TO_READ_CODES = (
    "Les autres se connectent sur {site}/connexion/ avec un code reçu par courriel.\n"
    "Ce code se lit dans le registre des courriels du back-office, ou avec :\n"
    "  .venv/bin/python manage.py last_code ADRESSE"
)


class Command(BaseCommand):
    """Print who can sign in, and how, right now."""

    help = "Affiche les comptes de démonstration et le code actuel de l’Agence."

    def handle(self, *args: Any, **options: Any) -> None:
        """Print the table.

        Raises:
            CommandError: these settings are not those of a demonstration.

        """
        if not settings.IS_DEMO:
            raise CommandError("Les comptes de démonstration n’existent pas ici.")
        emails = {person.key: person.email for person in PEOPLE}
        rows = [("Rôle", "Personne", "Adresse", "Connexion")]
        for role, key in ACCOUNTS.items():
            user = User.objects.filter(email=emails[key]).first()
            if user:
                rows.append((role, user.get_full_name(), str(user.email), _way(user)))
        if len(rows) == 1:
            raise CommandError("Aucun compte : lancez « python manage.py seed_demo ».")
        for line in _table(rows):
            self.stdout.write(line)
        self.stdout.write("")
        self.stdout.write(f"L’Agence entre par {settings.SITE_URL}/connexion/agence/.")
        self.stdout.write(HOW_TO_READ_CODES.format(site=settings.SITE_URL))


def _way(user: User) -> str:
    if not user.is_staff:
        return "code par courriel"
    return f"mot de passe {demo_password()}, puis {_current_code(user)}"


def _current_code(user: User) -> str:
    found = Authenticator.objects.filter(user=user, type=Authenticator.Type.TOTP).first()
    if found is None:
        return "mise en place du second facteur"
    left = 30 - int(time.time()) % 30
    return f"code {totp_code(decrypt(found.data['secret']))} (encore {left} s)"


def _table(rows: list[tuple[str, str, str, str]]) -> list[str]:
    widths = [max(len(row[i]) for row in rows) for i in range(4)]
    lines = [
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True))
        for row in rows
    ]
    return [line.rstrip() for line in [lines[0], "-" * sum(widths), *lines[1:]]]
