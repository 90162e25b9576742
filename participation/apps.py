"""The app's entry in Django."""

from django.apps import AppConfig


class ParticipationConfig(AppConfig):
    """Users, councils, territories, mandates, services, projects, working days."""

    name = "participation"
    verbose_name = "Participation"
    default_auto_field = "django.db.models.BigAutoField"
