"""`manage.py setup_groups`: run after each migration."""

from typing import Any

from django.core.management.base import BaseCommand

from participation.groups import ensure_groups


class Command(BaseCommand):
    """Give the group « Agence » its rights."""

    help = "Donne au groupe « Agence » ses droits dans le back-office (idempotent)."

    def handle(self, *args: Any, **options: Any) -> None:
        """Say how many rights the group has."""
        group = ensure_groups()
        count = group.permissions.count()
        self.stdout.write(f"Groupe « {group.name} » : {count} droits en place.")
