"""What the wide and the tall pictures share: the scale of time, thread and marks."""

from collections.abc import Iterable, Sequence
from datetime import date
from itertools import pairwise
from typing import NamedTuple

from django.utils.html import escape

from circuits.fil.data import FilData, Point, Side, holder, strands_of
from participation.french import long_date, short_date

CROSS = 24.0  # how long the thread takes to change lanes, in units of the drawing
GAP = 32.0  # the least room between two dates


class Scale:
    """Places of dates along an axis.

    Each gap has a least length, `room` is shared out in proportion to the days.
    """

    def __init__(self, days: Sequence[date], least: Sequence[float], room: float) -> None:
        """Days in order, and the least length of each gap between two of them."""
        spread = (days[-1] - days[0]).days or 1
        self.places = {days[0]: 0.0}
        at = 0.0
        for (before, after), gap in zip(pairwise(days), least, strict=True):
            at += gap + room * (after - before).days / spread
            self.places[after] = at
        self.last, self.length = days[-1], at

    def __call__(self, day: date) -> float:
        """The distance from the first day."""
        return self.places[day]


def number(value: float) -> str:
    """A coordinate with one decimal at most."""
    return f"{value:.1f}".removesuffix(".0")


def text(x: float, y: float, words: str, kind: str) -> str:
    """Words on the picture, escaped."""
    at = f'x="{number(x)}" y="{number(y)}"'
    return f'<text class="fil-{kind}" {at}>{escape(words)}</text>'


def path(kind: str, d: str) -> str:
    """A stroke; the style sheet says what each kind looks like."""
    return f'<path class="fil-{kind}" d="{d}"/>'


def band(side: Side, x: float, y: float, width: float, height: float) -> str:
    """The ground of one lane."""
    place = f'x="{number(x)}" y="{number(y)}"'
    size = f'width="{number(width)}" height="{number(height)}"'
    return f'<rect class="fil-band fil-band-{side}" {place} {size} rx="12"/>'


def frame(width: float, height: float, shape: str, title: str, body: Iterable[str]) -> str:
    """The whole picture, named for those who do not see it."""
    return (
        f'<svg class="fil__picture fil__picture--{shape}" role="img" '
        f'viewBox="0 0 {number(width)} {number(height)}" width="{number(width)}" '
        f'height="{number(height)}"><title>{escape(title)}</title>{"".join(body)}</svg>'
    )


def fit(words: str, room: float) -> str:
    """The words, cut after one of them where `room` ends; nothing when too few stay."""
    most = int(room / 7.4)
    if len(words) <= most:
        return words
    kept = words[:most].rpartition(" ")[0].rstrip(" ,:;")
    return f"{kept}…" if len(kept) > 9 else ""


def whole(words: str, room: float) -> str:
    """The words, or nothing where `room` is too short: the knots beside them say it too."""
    return words if fit(words, room) == words else ""


def wrapped(words: str, wide: int, most: int) -> list[str]:
    """The words on at most `most` lines of about `wide` signs."""
    lines = [""]
    for word in words.split(" "):  # a no-break space holds
        if lines[-1] and len(lines[-1]) + len(word) + 1 > wide:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    if len(lines) > most:
        lines[most - 1 :] = [lines[most - 1].rstrip(" ,:;") + "…"]
    return [fit(line, (wide + 2) * 7.4) for line in lines]


class Loom(NamedTuple):
    """Where things stand: time runs along, to the right or down; lanes lie across."""

    scale: Scale
    origin: float
    lanes: dict[Side, float]
    upright: bool = False

    def along(self, day: date) -> float:
        """Where a date stands along the thread."""
        return self.origin + self.scale(day)

    def xy(self, along: float, across: float) -> str:
        """« x y », whichever way time runs."""
        x, y = (across, along) if self.upright else (along, across)
        return f"{number(x)} {number(y)}"

    def line(self, lane: float, start: float, end: float) -> str:
        """A straight stroke along one lane."""
        return f"M{self.xy(start, lane)}L{self.xy(end, lane)}"

    def crossing(self, at: float, before: float, after: float) -> str:
        """The ball changes sides: the thread reaches the other lane at `at`."""
        return (
            f"M{self.xy(at - CROSS, before)}C{self.xy(at - CROSS / 3, before)} "
            f"{self.xy(at - CROSS * 2 / 3, after)} {self.xy(at, after)}"
        )


def _thread(loom: Loom, data: FilData) -> list[str]:
    """What has been: each piece with its look, and the crossings between the lanes."""
    pieces, shapes, reached = strands_of(data), [], loom.origin
    for piece, after in zip(pieces, [*pieces[1:], None], strict=True):
        start, end = max(reached, loom.along(piece.start)), loom.along(piece.end)
        lane = loom.lanes[piece.side]
        if after and after.side != piece.side:
            # A side that held it for less than the crossing lets go from its own knot.
            end = max(start, end - CROSS)
            reached = end + CROSS
            shapes.append(path("cross", loom.crossing(reached, lane, loom.lanes[after.side])))
        if end > start:
            line = loom.line(lane, start, end)
            shapes.append(path(f"{piece.look} fil-{piece.side}", line))
            if piece.look == "late":
                shapes.append(path("teeth", line))
    return shapes


def _future(loom: Loom, data: FilData) -> list[str]:
    """What is still to come: a thin line to each date owed, crossing where it must."""
    shapes = []
    at, side = data.today, holder(data, data.today)
    for ahead in sorted(data.ahead, key=lambda item: item.due):
        if ahead.due <= at:
            continue
        start, end = loom.along(at), loom.along(ahead.due)
        lane = loom.lanes[ahead.side]
        if ahead.side != side:
            shapes.append(path("ahead", loom.crossing(start + CROSS, loom.lanes[side], lane)))
            start += CROSS
        shapes.append(path("ahead", loom.line(lane, start, end)))
        at, side = ahead.due, ahead.side
    return shapes


def _marker(loom: Loom, point: Point) -> str:
    at, lane = loom.along(point.on), loom.lanes[point.side]
    if point.kind == "tick":
        return path("tick", f"M{loom.xy(at, lane - 12)}L{loom.xy(at, lane + 12)}")
    if point.kind == "due":
        corners = ((at - 9, lane), (at, lane - 9), (at + 9, lane), (at, lane + 9))
        return path("due", "M" + "L".join(loom.xy(*corner) for corner in corners) + "Z")
    x, y = loom.xy(at, lane).split()
    radius = 7 if point.kind == "knot" else 8
    side = point.side if point.kind == "knot" else "ring"
    return f'<circle class="fil-knot fil-{side}" cx="{x}" cy="{y}" r="{radius}"/>'


def drawn(loom: Loom, data: FilData) -> list[str]:
    """The future under the thread, the thread under its marks."""
    marks = [_marker(loom, point) for point in data.points]
    return [*_future(loom, data), *_thread(loom, data), *marks]


def said(data: FilData) -> list[tuple[Point, str]]:
    """Each mark that has words, and its date; with the year where it changes."""
    points = [point for point in data.points if point.label]
    several = len({point.on.year for point in points} | {data.today.year}) > 1
    dated, year = [], 0
    for point in points:
        write = long_date if several and point.on.year != year else short_date
        lead = "" if point.kind in ("knot", "tick") else f"{point.lead} "
        dated.append((point, lead + write(point.on)))
        year = point.on.year
    return dated
