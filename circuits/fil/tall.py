"""The tall picture, for narrow screens: time runs down, the words stand beside."""

from dataclasses import replace
from datetime import date

from circuits.fil.data import (
    FilData,
    Knot,
    Side,
    dates_of,
    is_open,
)
from circuits.fil.loom import (
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

TALL, TEXT, LINE = 300.0, 106.0, 19.0


def _beside(data: FilData) -> dict[date, list[tuple[str, str]]]:
    """The lines of words beside each date: (kind, words)."""
    known = {point.on for point in data.points if point.label}
    starts = [
        Knot(on=span.start, side=span.side, label=span.label)
        for span in data.in_order
        if span.start not in known
    ]
    lines: dict[date, list[tuple[str, str]]] = {}
    for point, day in said(replace(data, knots=[*data.knots, *starts])):
        here = lines.setdefault(point.on, [])
        here += [("date", line) for line in wrapped(day, 24, 2) if ("date", line) not in here]
        here += [("words", line) for line in wrapped(point.label, 25, 3)]
    if is_open(data):
        now = f"aujourd’hui, {short_date(data.today)}"
        lines.setdefault(data.today, []).append(("now", now))
    return lines


def draw_tall(data: FilData, names: dict[Side, str], title: str) -> str:
    """The SVG, 300 units wide, as high as its words need."""
    days, beside = dates_of(data), _beside(data)
    least = [max(GAP, len(beside.get(day, [])) * LINE + 14) for day in days[:-1]]
    scale = Scale(days, least, 120.0)
    loom = Loom(scale, 84.0, {"council": 26.0, "city": 78.0}, upright=True)
    bottom = loom.along(days[-1]) + max(2, len(beside.get(days[-1], []))) * LINE + 10
    body = []
    for (side, lane), top in zip(loom.lanes.items(), (26.0, 50.0), strict=True):
        body.append(band(side, lane - 20, top, 40, bottom - top))
    body.append(text(6, 17, fit(names["council"], TALL), "lane"))
    body.append(text(58, 42, fit(names["city"], TALL - 60), "lane"))
    if is_open(data):
        now = number(loom.along(data.today))
        body.append(path("today", f"M6 {now}L{number(TEXT - 6)} {now}"))
    for day, lines in beside.items():
        y = loom.along(day) + 5
        body += [text(TEXT, y + k * LINE, w, kind) for k, (kind, w) in enumerate(lines)]
    return frame(TALL, bottom, "tall", title, [*body, *drawn(loom, data)])
