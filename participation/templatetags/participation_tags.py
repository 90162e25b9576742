"""What the templates of the ground need: French dates and amounts, drawn territories."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django import template
from django.db.models import Q
from django.utils.safestring import SafeString
from django.utils.text import Truncator
from wagtail.images.shortcuts import get_rendition_or_not_found
from wagtail.models import Page

from participation import clock
from participation.amounts import euros
from participation.clock import local_day
from participation.french import clock_time, file_size, listing, long_date, week_date
from participation.models import Council, Mandate, Meeting, ProjectPage
from participation.models.site_page import address, pages_above
from participation.pieces import laid_out
from participation.plain_text import as_html
from participation.standing import standing
from participation.territory_svg import Drawing, draw, lines_of
from participation.written_once import WrittenOnce

register = template.Library()
register.filter(euros)
BAR_STEP = 17
CARD_PICTURE = "fill-640x360|format-webp"
# How many comptes rendus the page of a council names.
LAST_MINUTES = 3
LONGEST_ON_MAP = 36


@register.filter
def french_date(day: date) -> str:
    """« 2 avril 2026 »."""
    return long_date(day)


@register.filter
def size_in_words(octets: int) -> str:
    """« 340 Ko »."""
    return file_size(octets)


@register.filter
def bar_top(rank: int) -> str:
    """Where the bar of this rank begins, from the top of its picture."""
    return str(2 + rank * BAR_STEP)


@register.filter
def of_key(rows: Mapping[Any, Any], key: Any) -> Any:
    """What `rows` holds under this key, or None."""
    return rows.get(key)


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


def _meetings(council: int, at: datetime) -> Any:
    meetings = Meeting.objects.for_list().filter(council=council)
    coming = meetings.held().to_come(at).values("pk")[:1]
    told = meetings.past(at).filter(has_minutes=True).values("pk")[:LAST_MINUTES]
    return meetings.filter(Q(pk__in=coming) | Q(pk__in=told)).order_by("-starts_at", "-pk")


MEETINGS = WrittenOnce(_meetings)


@register.inclusion_tag("participation/council_meetings.html")
def council_meetings(council: Council) -> dict[str, Any]:
    """The next meeting of a council and its last comptes rendus (one query)."""
    at = clock.now()
    found = MEETINGS.objects(council.pk, at)
    return {
        "council": council,
        "coming": next((m for m in found if m.ends_at > at), None),
        "told": [m for m in found if m.ends_at <= at],
    }


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
def council_card(
    council: Council,
    level: int,
    figures: Mapping[int, Sequence[tuple[str, str]]] | None = None,
    photo: Any = None,
) -> dict[str, Any]:
    """One council in a list; needs its territory and quartiers to be loaded.

    `figures` are (number, words) by council; `photo` its image and its words.
    """
    quarters = [quarter.name for quarter in council.territory.quarters.all()]
    card = {
        "url": council.get_absolute_url(),
        "name": council.name,
        "accent": council.accent,
        "summary": "",
        "quartiers": listing(quarters),
        "facts": (figures or {}).get(council.pk, []),
        "image": card_picture(*photo) if photo else "",
    }
    return {"council_card": card, "level": level}


@register.inclusion_tag("components/project_card.html")
def project_card(project: ProjectPage, level: int, picture: bool) -> dict[str, Any]:
    """One project in a list, with its picture or not; loaded by `for_cards`."""
    where = standing(project.in_short)
    card = {
        "url": address(project),
        "title": project.title,
        "summary": project.intro,
        "stage": where.words,
        "council_name": project.council.name if project.council else "La Ville",
        "accent": project.council.accent if project.council else 0,
        "theme_icon": "step-done" if where.finished else "calendar",
        "image": card_picture(project.hero_image, project.hero_alt) if picture else "",
    }
    return {"project_card": card, "level": level}


def card_picture(image: Any, alternative: str) -> SafeString | str:
    """The image at the head of a card; nothing when there is none."""
    if not image:
        return ""
    rendition = get_rendition_or_not_found(image, CARD_PICTURE)
    attributes = {"class": "card__picture", "loading": "lazy", "alt": alternative}
    return SafeString(rendition.img_tag(attributes))


@register.simple_tag
def council_on_map(council: Council, town: Sequence[Mapping[str, Any]]) -> SafeString:
    """Where the council is in the town, the others around it; its own comes last.

    `town` are the rows of `council_facts`; a dissolved council is not among them.
    """
    others = [row for row in town if row["slug"] != council.slug]
    outlines = [row["outline"] for row in others] + [council.territory.geometry]
    drawing = draw(outlines, width=320)
    *around, here = drawing.areas
    return laid_out(
        "participation/council_on_map.html",
        {
            "sheet": _sheet(drawing),
            "others": [
                (row["accent"], row["slug"], row["name"], area.path)
                for row, area in zip(others, around, strict=True)
            ],
            "here": (council.accent, here.path),
            "indicative": council.territory.indicative,
        },
    )


def _sheet(drawing: Drawing) -> tuple[str, str, str]:
    return drawing.view_box, str(drawing.width), str(drawing.height)


@register.simple_tag
def councils_map(councils: Sequence[Council], chosen: Council | None = None) -> SafeString:
    """All councils on one drawing; each area is a link. Needs `territory` loaded.

    `chosen` stands out from the others. The numbers are those of the list beside it.
    """
    if not councils:
        return SafeString("")
    drawing = draw([c.territory.geometry for c in councils], width=720)
    return laid_out(
        "participation/councils_map.html",
        {
            "sheet": _sheet(drawing),
            "regions": [
                {
                    "url": council.get_absolute_url(),
                    "name": council.name,
                    "accent": council.accent,
                    "chosen": chosen is not None and council.pk == chosen.pk,
                    "path": area.path,
                    "x": str(area.label_x),
                    "y": str(area.label_y),
                    "lines": lines_of(Truncator(council.name).chars(LONGEST_ON_MAP)),
                }
                for council, area in zip(councils, drawing.areas, strict=True)
            ],
            "indicative": any(c.territory.indicative for c in councils),
        },
    )


@register.inclusion_tag("participation/next_meeting.html")
def next_meeting(council: Council) -> dict[str, Any]:
    """The next meeting of a council that is held, large (one query)."""
    coming = Meeting.objects.for_list().filter(council=council).held()
    return {"council": council, "meeting": coming.to_come(clock.now()).first()}
