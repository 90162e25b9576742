"""The app's entry in Django."""

from django.apps import AppConfig


class SearchConfig(AppConfig):
    """One search over pages and dossiers, with facets."""

    name = "search"
    verbose_name = "Recherche"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Follow what changes in public."""
        from search import listeners

        listeners.connect()
