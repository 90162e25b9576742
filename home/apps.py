"""The app's entry in Django."""

from django.apps import AppConfig


class HomeConfig(AppConfig):
    """Home page, editorial and legal pages, navigation, errors and probes."""

    name = "home"
    verbose_name = "Site"
    default_auto_field = "django.db.models.BigAutoField"
