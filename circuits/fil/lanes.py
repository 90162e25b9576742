"""« Le fil » of an offer: the City sends it to several councils at the same time.

Each council answers at its own date, on its own lane. It is never late: after its date
its lane is dashed, and a council that stays silent has an open end (circuits.md 1.8).
"""

from django.utils.safestring import mark_safe

from circuits.fil.data import Picture
from circuits.fil.lanes_data import Lane, LanesData
from circuits.fil.lanes_line import draw_lane_line
from circuits.fil.lanes_tall import draw_blocks
from circuits.fil.lanes_wide import draw_rows
from circuits.fil.lanes_words import facts_of_lanes, sum_up_lanes

__all__ = ["Lane", "LanesData", "draw_lane_line", "draw_lanes"]


def draw_lanes(data: LanesData, *, city_label: str = "La Ville") -> Picture:
    """The picture in rows and in blocks (the style sheet shows one of them)."""
    if not data.lanes:
        return Picture(mark_safe(""), [])
    title = f"Le fil de l’offre. {sum_up_lanes(data, city_label)}."
    svg = draw_rows(data, city_label, title) + draw_blocks(data, city_label, title)
    return Picture(mark_safe(svg), facts_of_lanes(data, city_label))
