"""What the blocks of the home page read."""

from typing import Any

from django import template
from wagtail.models import Page

from home.now import of
from participation.models import ProjectPage
from participation.models.site_page import address

register = template.Library()
FEW = 3


@register.simple_tag(takes_context=True)
def streets_known(context: template.Context) -> bool:
    """Whether the Agence has given the list of streets."""
    return of(context["request"]).streets_known


@register.inclusion_tag("home/activity.html", takes_context=True)
def home_activity(context: template.Context) -> dict[str, Any]:
    """Figures, what moved this week, the next meetings, what the town owes."""
    facts = of(context["request"])
    return {"now": facts.dossiers, "meetings": facts.meetings}


@register.inclusion_tag("home/councils.html", takes_context=True)
def home_councils(context: template.Context) -> dict[str, Any]:
    """The councils of today on their map, with what each waits for."""
    facts = of(context["request"])
    return {"councils": facts.councils, "facts": facts.facts()}


@register.inclusion_tag("home/results.html", takes_context=True)
def home_results(context: template.Context, value: Any) -> dict[str, Any]:
    """What was achieved last, with the pictures that the Agence gave (`value.pictures`)."""
    achieved = of(context["request"]).dossiers.achieved
    chosen = {row["number"]: row["image"] for row in value.get("pictures") or []}
    results = [{**a, "image": chosen.get(a["number"])} for a in achieved]
    return {"value": value, "results": results}


@register.filter
def page_address(page: Page) -> str:
    """The path of a page of this site; Wagtail's own tag asks the cache of sites for it."""
    return address(page)


@register.inclusion_tag("home/projects.html")
def home_projects() -> dict[str, Any]:
    """The projects published last, with their pictures."""
    projects = ProjectPage.objects.readable().for_cards().with_pictures()
    latest = projects.order_by("-last_published_at", "-pk")[:FEW]
    return {"projects": list(latest)}
