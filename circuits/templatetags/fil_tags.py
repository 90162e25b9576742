"""« Le fil » in templates: the tags only wrap `circuits.fil`."""

from collections.abc import Callable

from django import template
from django.utils.safestring import SafeString

from circuits.fil import FilData, LanesData, Picture, draw, draw_lanes, draw_line
from participation.pieces import laid_out

register = template.Library()


@register.simple_tag
def fil(
    data: FilData,
    council_label: str = "Le conseil",
    city_label: str = "La Ville",
    accent: int | None = None,
) -> SafeString:
    """The picture in two lanes, in the accent of a council, with its facts in words."""
    names = {"council_label": council_label, "city_label": city_label}
    return _with_facts(data, lambda: draw(data, **names), accent=accent, **names)


@register.simple_tag
def fil_lanes(data: LanesData, city_label: str = "La Ville") -> SafeString:
    """The picture of an offer, one lane a council, with its facts in words."""
    return _with_facts(data, lambda: draw_lanes(data, city_label=city_label), city=city_label)


def _with_facts(
    data: FilData | LanesData, drawn: Callable[[], Picture], **values: str | int | None
) -> SafeString:
    """A picture of three hundred reminders is drawn once, not at each page."""
    made_of = {"data": data, **values}
    return laid_out("components/fil.html", made_of, lambda: {"picture": drawn()})


@register.simple_tag
def fil_line(
    data: FilData, council_label: str = "Conseil", city_label: str = "Ville"
) -> SafeString:
    """The thin line of a card or of a table."""
    return draw_line(data, council_label=council_label, city_label=city_label).svg
