"""The app's entry in Django."""

from django.apps import AppConfig


class HomeConfig(AppConfig):
    """Home page, editorial and legal pages, navigation, errors and probes."""

    name = "home"
    verbose_name = "Site"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Withdraw the story of a dossier that is not public; read two settings as one."""
        from home.withdrawal import withdraw_stories
        from participation.models import TownSettings
        from participation.registry import on_public_change

        on_public_change(withdraw_stories)
        # The foot of every page says one of the facts of the law: no query more for it.
        TownSettings.select_related = ["legal"]
