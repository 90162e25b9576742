"""« Le fil »: who has held a dossier, when, and what is owed next, as a drawing (SVG).

Knows no model and no database. The council's lane never takes the colour of lateness
(circuits.md 1.8); lateness is also thick and toothed, a pause dashed, the future thin:
nothing is said by colour alone, and every fact is also given in words. The colours are
in the style sheet (assets/scss/components/_fil.scss).
"""

from django.utils.safestring import mark_safe

from circuits.fil.data import Ahead, FilData, Knot, Picture, Side, Span, Tick
from circuits.fil.lanes import Lane, LanesData, draw_lane_line, draw_lanes
from circuits.fil.line import draw_line
from circuits.fil.tall import draw_tall
from circuits.fil.wide import draw_wide
from circuits.fil.words import facts_of, sum_up

__all__ = [
    "Ahead",
    "FilData",
    "Knot",
    "Lane",
    "LanesData",
    "Picture",
    "Side",
    "Span",
    "Tick",
    "draw",
    "draw_lane_line",
    "draw_lanes",
    "draw_line",
]


def draw(data: FilData, *, council_label: str, city_label: str) -> Picture:
    """The picture in two lanes, wide and tall (the style sheet shows one of them)."""
    if not data.spans:
        return Picture(mark_safe(""), [])
    names: dict[Side, str] = {"council": council_label, "city": city_label}
    title = f"Le fil du dossier. {sum_up(data, names)}."
    svg = draw_wide(data, names, title) + draw_tall(data, names, title)
    return Picture(mark_safe(svg), facts_of(data, names))
