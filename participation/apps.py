"""The app's entry in Django."""

from django.apps import AppConfig


class ParticipationConfig(AppConfig):
    """Users, councils, territories, mandates, services, projects, working days."""

    name = "participation"
    verbose_name = "Participation"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Lookups; connections plan quickly; « 62000,50 » is an amount, as one types it."""
        from django.db.backends.signals import connection_created
        from django.db.models import DecimalField
        from wagtail.admin.forms.models import register_form_field_override

        from participation import lookups  # noqa: F401  (it registers them)
        from participation.connections import plan_quickly

        connection_created.connect(plan_quickly)
        register_form_field_override(DecimalField, override={"localize": True})
