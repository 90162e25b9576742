"""What the blocks of the home page read."""

from typing import Any

from django import template

from participation import clock
from participation.models import Council

register = template.Library()


@register.inclusion_tag("home/councils.html")
def home_councils() -> dict[str, Any]:
    """The councils of today, with their territories (one query)."""
    councils = Council.objects.open_on(clock.today()).select_related("territory")
    return {"councils": list(councils)}
