"""What the blocks of the home page read."""

from typing import Any

from django import template

from participation import clock
from participation.models import Council, ProjectPage

register = template.Library()
FEW = 3


@register.inclusion_tag("home/councils.html")
def home_councils() -> dict[str, Any]:
    """The councils of today, with their territories (one query)."""
    councils = Council.objects.open_on(clock.today()).select_related("territory")
    return {"councils": list(councils)}


@register.inclusion_tag("home/projects.html")
def home_projects() -> dict[str, Any]:
    """The projects published last, with their pictures."""
    projects = ProjectPage.objects.readable().for_cards().with_pictures()
    latest = projects.order_by("-last_published_at", "-pk")[:FEW]
    return {"projects": list(latest)}
