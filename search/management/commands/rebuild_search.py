"""`manage.py rebuild_search`: write the whole search again from the public texts."""

from typing import Any

from django.core.management.base import BaseCommand

from search import actions
from search.models import Document


class Command(BaseCommand):
    """Rebuilds the search while it goes on answering."""

    help = "Reconstruit la recherche à partir des textes publics."

    def handle(self, *args: Any, **options: Any) -> None:
        """Rebuild, then say how many of each kind can be found."""
        counts = actions.rebuild()
        for kind, label in Document.Kind.choices:
            self.stdout.write(f"{label} : {counts[kind]}")
