"""What the blocks of the home page read."""

from typing import Any

from django import template
from django.utils.safestring import SafeString, mark_safe
from wagtail.models import Page

from home import legal_facts
from home.first_words import link_first
from home.legal_groups import GROUPS
from home.models import GlossaryPage, StoryPage
from home.now import of
from participation.models import ProjectPage, TownSettings
from participation.models.site_page import address
from participation.templatetags.participation_tags import card_picture

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


@register.simple_tag
def split_pair(pair: str) -> list[str]:
    """« demande:refusal_reasons » in its two parts."""
    kind, _, key = pair.partition(":")
    return [kind, key]


@register.simple_tag(takes_context=True)
def legal_facts_of(context: template.Context, group: str) -> dict[str, Any]:
    """What is known of a group of facts: `title`, `rows` and `sentences`."""
    request = context.get("request")
    facts = legal_facts.load(request)
    town = context.get("town") or TownSettings.load(request_or_site=request)
    return {
        "title": GROUPS[group].title,
        "rows": legal_facts.rows(group, facts, town),
        "sentences": legal_facts.sentences(group, facts),
    }


@register.inclusion_tag("home/story_card.html")
def story_card(story: StoryPage) -> dict[str, Any]:
    """One story in a list, with its picture when it has one."""
    council = story.dossier.council
    image = card_picture(story.photo, story.photo_alt)
    return {"story": story, "accent": council.accent if council else 0, "image": image}


@register.simple_block_tag
def first_words(content: str) -> SafeString:
    """What stands inside, each word of the glossary linked where it first appears."""
    page = GlossaryPage.objects.readable().prefetch_related("terms").first()
    if page is None:
        return mark_safe(content)
    words = [
        (spelling, term.anchor) for term in page.terms.all() for spelling in term.spellings
    ]
    return mark_safe(link_first(content, words, address(page)))
