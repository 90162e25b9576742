"""The thin line of a card: how long each side has held the dossier."""

from datetime import date

from django.utils.html import escape
from django.utils.safestring import mark_safe

from circuits.fil.data import FilData, Picture, Side, strands_of
from circuits.fil.loom import number
from circuits.fil.words import sum_up


def draw_line(
    data: FilData,
    *,
    council_label: str = "Conseil",
    city_label: str = "Ville",
    window: tuple[date, date] | None = None,
) -> Picture:
    """The thin line of a card: the council above, the city below, lengths to scale.

    Lines drawn in the same `window` (first and last day) can lie above one another.
    """
    if not data.spans:
        return Picture(mark_safe(""), [])
    names: dict[Side, str] = {"council": council_label, "city": city_label}
    pieces = strands_of(data)
    first, last = window or (pieces[0].start, max(piece.end for piece in pieces))
    spread = (last - first).days or 1
    height = {"council": 8, "city": 24}
    body: list[str] = []
    before = None
    for piece in pieces:
        start, end = (_share(day, first, spread) for day in (piece.start, piece.end))
        y = height[piece.side]
        if before and before != piece.side:
            body.append(_bar("cross", start, start, 8, 24))
        # What began today has no length yet: its end is seen, or nothing would be.
        if end > start or (not body and piece is pieces[-1]):
            body.append(_bar(f"{piece.look} fil-{piece.side}", start, end, y, y))
            if piece.look == "late":
                body.append(_bar("teeth", start, end, y, y))
        before = piece.side
    words = sum_up(data, names)
    svg = (
        '<svg class="fil-line" role="img" width="100%" height="32">'
        f"<title>{escape(words)}</title>{''.join(body)}</svg>"
    )
    return Picture(mark_safe(svg), [words])


def _bar(kind: str, start: float, end: float, top: float, low: float) -> str:
    return (
        f'<line class="fil-{kind}" x1="{number(start)}%" y1="{number(top)}" '
        f'x2="{number(end)}%" y2="{number(low)}"/>'
    )


def _share(day: date, first: date, spread: int) -> float:
    """Where a day stands, from 0 to 100."""
    return min(100.0, max(0.0, 100 * (day - first).days / spread))
