"""A dossier that stops being public takes its story with it, in the same transaction."""

from __future__ import annotations

from django.db.models import Model

from circuits.models import Dossier
from circuits.story import why_untold
from home.models import StoryPage


def withdraw_stories(instance: Model) -> None:
    """Unpublish the stories of a dossier that the public may not read any more.

    So the search, the plan of the site and every list forget them at once. Nobody but the
    Agence publishes them again.
    """
    if not isinstance(instance, Dossier) or not why_untold(instance):
        return
    for page in StoryPage.objects.filter(dossier_id=instance.pk, live=True):
        page.unpublish(log_action=False)
