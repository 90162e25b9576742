"""What the templates of the ground need: French dates and amounts, drawn territories."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django import template
from django.utils.safestring import SafeString
from wagtail.images.shortcuts import get_rendition_or_not_found
from wagtail.models import Page

from participation import clock
from participation.clock import local_day
from participation.french import NBSP, THIN, clock_time, listing, long_date, week_date
from participation.models import Council, Mandate, Meeting, ProjectPage, ProjectStage
from participation.models.site_page import address, pages_above
from participation.plain_text import as_html
from participation.territory_svg import draw, lines_of

register = template.Library()
CARD_PICTURE = "fill-640x360|format-webp"
# How many comptes rendus the page of a council names, and meetings the home page.
LAST_MINUTES = 3
NEXT_MEETINGS = 3


@register.filter
def french_date(day: date) -> str:
    """« 2 avril 2026 »."""
    return long_date(day)


@register.filter
def french_day(at: datetime) -> str:
    """The day of Europe/Paris of a moment, in words."""
    return long_date(local_day(at))


@register.filter
def plain_text(text: str) -> SafeString:
    """What somebody typed, escaped, as paragraphs and lists."""
    return as_html(text)


@register.filter
def meeting_day(meeting: Meeting) -> str:
    """« jeudi 2 avril 2026 »."""
    return week_date(meeting.day)


@register.filter
def meeting_hours(meeting: Meeting) -> str:
    """« de 18 h 30 à 20 h »."""
    return f"de {clock_time(meeting.starts)} à {clock_time(meeting.ends)}"


@register.filter
def meeting_hour(meeting: Meeting) -> str:
    """« 18 h 30 »: when it begins."""
    return clock_time(meeting.starts)


@register.inclusion_tag("participation/council_meetings.html")
def council_meetings(council: Council) -> dict[str, Any]:
    """The next meeting of a council and its last comptes rendus (two queries)."""
    meetings = Meeting.objects.for_list().filter(council=council)
    at = clock.now()
    return {
        "council": council,
        "coming": meetings.held().to_come(at).first(),
        "told": list(meetings.past(at).filter(has_minutes=True)[:LAST_MINUTES]),
    }


@register.inclusion_tag("participation/next_meetings.html")
def next_meetings() -> dict[str, Any]:
    """The meetings of all councils that come next (one query)."""
    coming = Meeting.objects.for_list().held().to_come(clock.now())
    return {"meetings": list(coming[:NEXT_MEETINGS])}


@register.filter
def euros(amount: Decimal) -> str:
    """« 125 000 € », « 1 250,50 € »: cents only when there are some."""
    whole = amount == amount.to_integral_value()
    number = f"{amount:,.0f}" if whole else f"{amount:,.2f}"
    return f"{number.replace(',', THIN).replace('.', ',')}{NBSP}€"


@register.simple_tag
def crumbs(page: Page) -> list[tuple[str, str]]:
    """The pages above this one, from the home page down, for the breadcrumbs."""
    trail = [(p.title, address(p)) for p in pages_above(page)]
    return [("Accueil", "/"), *trail[1:]] if trail else []


@register.filter
def role_in_words(role: str) -> str:
    """« référente ou référent », from the code of a mandate."""
    return str(Mandate.Role(role).label)


@register.inclusion_tag("components/council_card.html")
def council_card(council: Council, level: int) -> dict[str, Any]:
    """One council in a list; needs its territory and quartiers to be loaded."""
    quarters = [quarter.name for quarter in council.territory.quarters.all()]
    card = {
        "url": council.get_absolute_url(),
        "name": council.name,
        "accent": council.accent,
        "summary": "",
        "quartiers": listing(quarters),
        "facts": [],
        "image": "",
    }
    return {"council_card": card, "level": level}


@register.inclusion_tag("components/project_card.html")
def project_card(project: ProjectPage, level: int, picture: bool) -> dict[str, Any]:
    """One project in a list, with its picture or not; loaded by `for_cards`."""
    stage, finished = standing(project.in_short)
    card = {
        "url": address(project),
        "title": project.title,
        "summary": project.intro,
        "stage": stage,
        "council_name": project.council.name if project.council else "",
        "accent": project.council.accent if project.council else 0,
        "theme_icon": "step-done" if finished else "calendar",
        "image": card_picture(project.hero_image, project.hero_alt) if picture else "",
    }
    return {"project_card": card, "level": level}


def standing(stages: Sequence[Mapping[str, str]]) -> tuple[str, bool]:
    """Where a project stands, in words, and whether it is finished.

    The stage of the day, else the last one that is done; nothing before the first.
    """
    state = ProjectStage.State
    here = [s["name"] for s in stages if s["state"] == state.HERE]
    done = [s["name"] for s in stages if s["state"] == state.DONE]
    if here:
        return f"{here[0]} ({state.HERE.label})", False
    if done:
        return f"{done[-1]} ({state.DONE.label})", len(done) == len(stages)
    return "", False


def card_picture(image: Any, alternative: str) -> SafeString | str:
    """The image at the head of a card; nothing when there is none."""
    if not image:
        return ""
    rendition = get_rendition_or_not_found(image, CARD_PICTURE)
    attributes = {"class": "card__picture", "loading": "lazy", "alt": alternative}
    return SafeString(rendition.img_tag(attributes))


@register.inclusion_tag("participation/territory_outline.html")
def territory_outline(council: Council) -> dict[str, Any]:
    """The outline of one council's territory; needs `territory` to be loaded."""
    drawing = draw([council.territory.geometry], width=320)
    return {"council": council, "drawing": drawing, "area": drawing.areas[0]}


@register.inclusion_tag("participation/councils_map.html")
def councils_map(councils: Sequence[Council]) -> dict[str, Any]:
    """All councils on one drawing; each area is a link. Needs `territory` loaded."""
    if not councils:
        return {"regions": []}
    drawing = draw([c.territory.geometry for c in councils], width=720)
    regions = [
        (council, area, lines_of(council.name))
        for council, area in zip(councils, drawing.areas, strict=True)
    ]
    indicative = any(c.territory.indicative for c in councils)
    return {"drawing": drawing, "regions": regions, "indicative": indicative}
