"""The wide picture: time runs to the right, the council above, the city below."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from circuits.fil.data import (
    FilData,
    Side,
    dates_of,
    end_of,
    is_open,
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
    whole,
    wrapped,
)
from circuits.fil.words import lower
from participation.french import short_date

# The width of a sign in the widest of the system's fonts: of a date, which is bold, and of
# words; the words that are never cut.
BOLD, PLAIN, SHORT = 9.4, 8.4, 16
WIDTH, LEFT, RIGHT, BAND, ROW, BETWEEN = 1000.0, 172.0, 318.0, 76.0, 44.0, 44.0


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


class Flag(NamedTuple):
    """The words beside a mark, outside the band of its lane."""

    on: date
    day: str
    words: str

    @property
    def least(self) -> float:
        """The width of the date, that must always be read, and of words as short."""
        words = len(self.words) * PLAIN if len(self.words) <= SHORT else 0.0
        return max(len(self.day) * BOLD, words)

    @property
    def width(self) -> float:
        """The width of all its words."""
        return max(self.least, len(self.words) * PLAIN)


def _flags(data: FilData, side: Side) -> list[Flag]:
    """The flags of one lane, one a date; reminders have none."""
    flags: dict[date, Flag] = {}
    for point, day in said(data):
        if point.side == side and point.kind != "tick":
            known = flags.get(point.on)
            words = f"{known.words}, {lower(point.label)}" if known else point.label
            flags[point.on] = Flag(point.on, known.day if known else day, words)
    return list(flags.values())


def _placed(scale: Scale, flags: Sequence[Flag]) -> list[tuple[int, float]]:
    return _rows(
        [scale(flag.on) for flag in flags],
        [flag.width for flag in flags],
        scale.length + RIGHT,
    )


def _stretched(days: Sequence[date], lanes: Sequence[Sequence[Flag]]) -> Scale:
    """The scale of time, stretched where a date could not be read."""
    least = dict.fromkeys(days, GAP)
    for _ in range(4 * len(days)):
        gaps = [least[day] for day in days[:-1]]
        scale = Scale(days, gaps, max(160.0, WIDTH - LEFT - RIGHT - sum(gaps)))
        tight = [
            (flag.on, flag.least - room)
            for flags in lanes
            for flag, (_, room) in zip(flags, _placed(scale, flags), strict=True)
            if flag.least > room
        ]
        if not tight:
            break
        for day, missing in tight:
            least[day] += missing
    return scale


def _hoist(loom: Loom, flags: Sequence[Flag], edge: float, away: int) -> list[str]:
    """Draw the flags of one lane, on its outer side (`away`: -1 above, 1 below)."""
    shapes = []
    for flag, (row, room) in zip(flags, _placed(loom.scale, flags), strict=True):
        x = loom.along(flag.on)
        far = edge + away * (ROW * (row + 1))
        top = min(far, far - away * ROW) + (6 if away > 0 else 0)
        mast = f"M{number(x)} {number(edge)}L{number(x)} {number(far)}"
        shapes.append(path("leader", mast))
        shapes.append(text(x + 7, top + 14, flag.day, "date"))
        shapes.append(text(x + 7, top + 31, fit(flag.words, room), "words"))
    return shapes


def _high(scale: Scale, flags: Sequence[Flag]) -> float:
    """The height that the flags of one lane take."""
    return ROW * max((row + 1 for row, _ in _placed(scale, flags)), default=0)


def _bands(loom: Loom, names: dict[Side, str], width: float) -> list[str]:
    shapes = []
    for side, lane in loom.lanes.items():
        shapes.append(band(side, 0, lane - BAND / 2, width, BAND))
        lines = wrapped(names[side], 17, 3)
        top = lane - 9 * (len(lines) - 1) + 5
        shapes += [text(16, top + 18 * k, w, "lane") for k, w in enumerate(lines)]
    return shapes


def _inside(loom: Loom, data: FilData) -> list[str]:
    """What is written in the bands: each span; and between them, today."""
    shapes = []
    spans = data.in_order
    for before, span in zip([None, *spans], spans, strict=False):
        start = loom.along(span.start)
        if before and before.side != span.side:
            # The thread may still be on its way: what was held for less than that.
            start = max(start, loom.along(before.start) + CROSS)
        room = loom.along(end_of(span, data.today)) - start - CROSS - 16
        room += RIGHT if span.end is None and not data.ahead else 0
        words = whole(span.label, room)
        if words:
            shapes.append(text(start + 14, loom.lanes[span.side] - 21, words, "span"))
    if is_open(data):
        x, half = loom.along(data.today), BAND / 2
        top, low = loom.lanes["council"] - half, loom.lanes["city"] + half
        line = f"M{number(x)} {number(top)}L{number(x)} {number(low)}"
        words = f"aujourd’hui, {short_date(data.today)}"
        shapes.append(path("today", line))
        shapes.append(text(x + 8, (top + low) / 2 + 5, words, "now"))
    return shapes


def draw_wide(data: FilData, names: dict[Side, str], title: str) -> str:
    """The SVG, about 1000 units wide, more when there are many dates."""
    above, below = _flags(data, "council"), _flags(data, "city")
    scale = _stretched(dates_of(data), (above, below))
    width = LEFT + scale.length + RIGHT
    top = 6 + _high(scale, above)
    council = top + BAND / 2
    lanes: dict[Side, float] = {"council": council, "city": council + BAND + BETWEEN}
    loom = Loom(scale, LEFT, lanes)
    bottom = lanes["city"] + BAND / 2
    body = [
        *_bands(loom, names, width),
        *drawn(loom, data),
        *_inside(loom, data),
        *_hoist(loom, above, top, -1),
        *_hoist(loom, below, bottom, 1),
    ]
    return frame(width, bottom + _high(scale, below) + 8, "wide", title, body)
