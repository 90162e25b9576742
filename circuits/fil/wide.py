"""The wide picture: time runs to the right, the council above, the city below."""

from collections.abc import Sequence

from circuits.fil.data import (
    FilData,
    Point,
    Side,
    dates_of,
    end_of,
    is_open,
    ordered,
    points_of,
)
from circuits.fil.loom import (
    CROSS,
    GAP,
    Loom,
    Scale,
    band,
    drawn,
    fit,
    frame,
    number,
    path,
    said,
    text,
    wrapped,
)
from participation.french import short_date

WIDTH, LEFT, RIGHT, BAND, ROW, BETWEEN = 980.0, 172.0, 235.0, 76.0, 44.0, 44.0


def _rows(
    places: Sequence[float], widths: Sequence[float], limit: float
) -> list[tuple[int, float]]:
    """The row and the room of each label, so that no leader crosses another's words.

    Labels that touch form a stair of at most three rows, the first one farthest.
    """
    rows: list[tuple[int, float]] = []
    while len(rows) < len(places):
        first, size, stop = len(rows), 1, limit
        for size in (1, 2, 3):
            last = min(first + size, len(places))
            stop = places[last] if last < len(places) else limit
            ends = (places[k] + widths[k] for k in range(first, last))
            if max(ends) <= stop - 14:
                break
        last = min(first + size, len(places))
        rows += [(last - 1 - k, stop - 14 - places[k]) for k in range(first, last)]
    return rows


def _flags(
    loom: Loom, points: Sequence[Point], edge: float, away: int
) -> tuple[list[str], int]:
    """The words of one lane, outside its band, and how many rows they take."""
    places = [loom.along(point.on) for point in points]
    words = [said(point) for point in points]
    widths = [max(len(day) * 8.2, len(label) * 7.4) for day, label in words]
    shapes, most = [], 0
    rows = _rows(places, widths, loom.along(loom.scale.last) + RIGHT + 14)
    for x, (day, label), (row, room) in zip(places, words, rows, strict=True):
        far = edge + away * (ROW * (row + 1))
        top = min(far, far - away * ROW) + (6 if away > 0 else 0)
        shapes.append(path("leader", f"M{number(x)} {number(edge)}L{number(x)} {number(far)}"))
        shapes.append(text(x + 7, top + 14, fit(day, room, 8.2), "date"))
        shapes.append(text(x + 7, top + 31, fit(label, room), "words"))
        most = max(most, row + 1)
    return shapes, most


def _bands(loom: Loom, names: dict[Side, str], width: float) -> list[str]:
    shapes = []
    for side, lane in loom.lanes.items():
        shapes.append(band(side, 0, lane - BAND / 2, width, BAND))
        lines = wrapped(names[side], 17, 3)
        top = lane - 9 * (len(lines) - 1) + 5
        shapes += [text(16, top + 18 * k, w, "lane") for k, w in enumerate(lines)]
    return shapes


def draw_wide(data: FilData, names: dict[Side, str], title: str) -> str:
    """The SVG, about 980 units wide, more when there are many dates."""
    days = dates_of(data)
    gaps = [GAP] * (len(days) - 1)
    scale = Scale(days, gaps, max(160.0, WIDTH - LEFT - RIGHT - sum(gaps)))
    width = LEFT + scale.length + RIGHT
    spoken = [point for point in points_of(data) if point.kind != "tick" and point.label]
    top = [point for point in spoken if point.side == "council"]
    low = [point for point in spoken if point.side == "city"]
    rough = Loom(scale, LEFT, {"council": 0.0, "city": 0.0})
    above, below = (_flags(rough, points, 0, 1)[1] for points in (top, low))
    first = 6 + above * ROW + BAND / 2
    loom = rough._replace(lanes={"council": first, "city": first + BAND + BETWEEN})
    edges = first - BAND / 2, loom.lanes["city"] + BAND / 2
    body = _bands(loom, names, width)
    for span in ordered(data):
        start = loom.along(span.start)
        room = loom.along(end_of(span, data.today)) - start - CROSS - 16
        words = fit(span.label, room)
        body.append(text(start + 14, loom.lanes[span.side] - 18, words, "span"))
    if is_open(data):
        x = loom.along(data.today)
        body.append(
            path(
                "today",
                f"M{number(x)} {number(edges[0])}L{number(x)} {number(edges[1])}",
            )
        )
        words = f"aujourd’hui, {short_date(data.today)}"
        body.append(text(x + 8, edges[0] + BAND + BETWEEN / 2 + 5, words, "now"))
    body += _flags(loom, top, edges[0], -1)[0] + _flags(loom, low, edges[1], 1)[0]
    body += drawn(loom, data)
    return frame(width, edges[1] + below * ROW + 8, "wide", title, body)
