"""The app's entry in Django."""

from django.apps import AppConfig


class CircuitsConfig(AppConfig):
    """Dossiers, steps, obligations, reminders, record."""

    name = "circuits"
    verbose_name = "Circuits"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Keep Wagtail from doing on its own what our actions do (circuits.md 11)."""
        from circuits import guards
        from circuits.actions.obligations import check_again
        from participation.registry import on_public_change

        guards.install()
        on_public_change(check_again)
