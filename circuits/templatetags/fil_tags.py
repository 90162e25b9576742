"""« Le fil » in templates: the tags only wrap `circuits.fil`."""

from django import template
from django.utils.safestring import SafeString

from circuits.fil import FilData, LanesData, Picture, draw, draw_lanes, draw_line

register = template.Library()


@register.inclusion_tag("components/fil.html")
def fil(
    data: FilData,
    council_label: str = "Le conseil",
    city_label: str = "La Ville",
    accent: int | None = None,
) -> dict[str, Picture | int | None]:
    """The picture in two lanes, in the accent of a council, with its facts in words."""
    picture = draw(data, council_label=council_label, city_label=city_label)
    return {"picture": picture, "accent": accent}


@register.inclusion_tag("components/fil.html")
def fil_lanes(data: LanesData, city_label: str = "La Ville") -> dict[str, Picture | int | None]:
    """The picture of an offer, one lane a council, with its facts in words."""
    return {"picture": draw_lanes(data, city_label=city_label), "accent": None}


@register.simple_tag
def fil_line(
    data: FilData, council_label: str = "Conseil", city_label: str = "Ville"
) -> SafeString:
    """The thin line of a card or of a table."""
    return draw_line(data, council_label=council_label, city_label=city_label).svg
