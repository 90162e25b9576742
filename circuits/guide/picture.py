"""The way of a circuit in two lanes, the council's and the town's, as « le fil » is drawn.

Each numbered knot is a step, on the lane of who acts; the stroke after it is as long as
the step may last. The same facts are the list beside it (assets/scss/components/_fil.scss).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from django.utils.html import escape
from django.utils.safestring import mark_safe

from circuits.fil import Picture, Side
from circuits.fil.loom import CROSS, band, fit, frame, number, path, text, wrapped
from circuits.guide.data import Guide, Stop

WIDTH, LEFT, RIGHT, BAND, BETWEEN, LABEL = 1000.0, 138.0, 132.0, 68.0, 48.0, 78.0
LEAST, RADIUS, LINE = 116.0, 14.0, 19.0
# The width of a sign in the widest of the system's fonts, bold and plain.
BOLD, PLAIN = 9.4, 7.7
TALL, TEXT, STEP = 300.0, 116.0, 88.0
NAMES: dict[Side, str] = {"council": "Le conseil", "city": "La Ville"}


class Track(NamedTuple):
    """Where things stand: the way runs along (right or down), the lanes lie across."""

    lanes: dict[Side, float]
    upright: bool

    def xy(self, along: float, across: float) -> tuple[float, float]:
        """The place on the drawing, whichever way it runs."""
        return (across, along) if self.upright else (along, across)

    def point(self, along: float, across: float) -> str:
        """« x y », for a path."""
        x, y = self.xy(along, across)
        return f"{number(x)} {number(y)}"

    def line(self, lane: float, start: float, end: float) -> str:
        """A straight stroke along one lane."""
        return f"M{self.point(start, lane)}L{self.point(end, lane)}"

    def crossing(self, end: float, before: float, after: float) -> str:
        """The ball changes sides: the other lane is reached at `end`."""
        near, far = end - CROSS, end - CROSS / 2
        return (
            f"M{self.point(near - CROSS, before)}C{self.point(far - CROSS / 4, before)} "
            f"{self.point(near, after)} {self.point(end, after)}"
        )


def draw(guide: Guide) -> Picture:
    """The picture, wide and tall; nothing for a circuit without a way."""
    if not guide.way:
        return Picture(mark_safe(""), [])
    steps = ", ".join(f"{s.rank} {s.name}" for s in guide.way)
    title = f"Le chemin, du début à la fin\u00a0: {guide.start}, {steps}."
    return Picture(mark_safe(_wide(guide, title) + _tall(guide, title)), list(guide.facts))


def _places(stops: Sequence[Stop], start: float, least: float, room: float) -> list[float]:
    """Where each step begins, then where the last one ends: longer steps, longer strokes."""
    spare = max(0.0, room - least * len(stops))
    days = sum(stop.days for stop in stops) or 1
    places = [start]
    for stop in stops:
        places.append(places[-1] + least + spare * stop.days / days)
    return places


def _thread(guide: Guide, places: Sequence[float], track: Track, origin: float) -> list[str]:
    """From the start to the last step: strokes, and a crossing where sides change."""
    shapes, side, at = [], guide.start_side, origin
    for stop, begin in zip(guide.way, places, strict=False):
        lane = track.lanes[side]
        bend = begin if stop.side == side else max(at, begin - 2 * CROSS)
        if bend > at:
            shapes.append(path(f"plain fil-{side}", track.line(lane, at, bend)))
        if stop.side != side:
            shapes.append(path("cross", track.crossing(begin, lane, track.lanes[stop.side])))
        side, at = stop.side, begin
    shapes.append(path(f"plain fil-{side}", track.line(track.lanes[side], at, places[-1])))
    return shapes


def _after(guide: Guide, end: float, track: Track) -> list[str]:
    """What some dossiers have after the last step: pale, to a ring on its lane."""
    last = guide.way[-1]
    shapes = []
    for stop in _detours_at_the_end(guide):
        lane = track.lanes[stop.side]
        if stop.side != last.side:
            from_lane = track.lanes[last.side]
            shapes.append(path("ahead", track.crossing(end, from_lane, lane)))
        x, y = track.xy(end, lane)
        shapes.append(_circle(x, y, 8, "ring"))
    x, y = track.xy(end, track.lanes[last.side])
    return [*shapes, _circle(x, y, 8, last.side)]


def _detours_at_the_end(guide: Guide) -> list[Stop]:
    stops = list(guide.stops)
    last = stops.index(guide.way[-1])
    return stops[last + 1 :]


def _circle(x: float, y: float, radius: float, kind: str) -> str:
    at = f'cx="{number(x)}" cy="{number(y)}"'
    return f'<circle class="fil-knot fil-{kind}" {at} r="{number(radius)}"/>'


def _knots(guide: Guide, places: Sequence[float], track: Track) -> Iterable[str]:
    for stop, begin in zip(guide.way, places, strict=False):
        x, y = track.xy(begin, track.lanes[stop.side])
        yield _circle(x, y, RADIUS, stop.side)
        at = f'x="{number(x)}" y="{number(y + 5)}"'
        yield f'<text class="fil-rank" {at}>{escape(str(stop.rank))}</text>'


def _wide(guide: Guide, title: str) -> str:
    stops = guide.way
    above = LABEL if any(s.side == "council" for s in stops) else 8
    council = above + BAND / 2
    lanes: dict[Side, float] = {"council": council, "city": council + BAND + BETWEEN}
    track = Track(lanes, upright=False)
    origin = LEFT + 12
    first = origin + (3 * CROSS if stops[0].side != guide.start_side else LEAST / 2)
    room = max(WIDTH - first - RIGHT, LEAST * len(stops))
    places = _places(stops, first, LEAST, room)
    width = places[-1] + RIGHT
    body = [
        band(side, 0, lane - BAND / 2, width, BAND) + text(14, lane + 5, NAMES[side], "lane")
        for side, lane in lanes.items()
    ]
    body += _promised(guide, places, lanes)
    body += _thread(guide, places, track, origin)
    body += _after(guide, places[-1], track)
    body += [_circle(origin, lanes[guide.start_side], 7, guide.start_side)]
    body += _knots(guide, places, track)
    edge = {"council": above - LABEL, "city": lanes["city"] + BAND / 2}
    for stop, begin, end in zip(stops, places, places[1:], strict=False):
        lines = _lines(stop, end - begin)
        top = edge["city"] + 22 if stop.side == "city" else above - 10 - LINE * (len(lines) - 1)
        body += [
            text(begin - RADIUS, top + LINE * k, line, kind)
            for k, (kind, line) in enumerate(lines)
        ]
    start_y = lanes[guide.start_side] - 16
    body.append(text(origin - 6, start_y, guide.start, "words"))
    body += _words_after(guide, places[-1], lanes)
    return frame(width, edge["city"] + LABEL + 8, "wide", title, body)


def _lines(stop: Stop, room: float) -> list[tuple[str, str]]:
    """The name of a step on two lines at most, then how long it may last."""
    named = [("date", line) for line in wrapped(stop.name, int(room / BOLD), 2)]
    return [*named, *(("words", line) for line in wrapped(stop.short, int(room / PLAIN), 2))]


def _words_after(guide: Guide, end: float, lanes: dict[Side, float]) -> Iterable[str]:
    last = guide.way[-1]
    yield text(end + 16, lanes[last.side] + 5, "Clos", "words")
    for stop in _detours_at_the_end(guide)[:1]:
        lines = wrapped(stop.name, 12, 3)
        top = lanes[stop.side] + 5 - LINE * (len(lines) - 1) / 2
        for k, line in enumerate(lines):
            yield text(end + 16, top + LINE * k, line, "words")


def _promised(guide: Guide, places: Sequence[float], lanes: dict[Side, float]) -> list[str]:
    """Between the lanes, how long the town may take in all."""
    if not guide.promise or not guide.answered_after:
        return []
    start, end = places[0], places[guide.answered_after] - 2 * CROSS
    y = (lanes["council"] + lanes["city"]) / 2
    words = fit(f"réponse promise : {guide.promise} au plus", end - start - 60)
    left, right = start + 36, start + 52 + len(words) * PLAIN
    ends = "".join(f"M{number(x)} {number(y - 6)}v12" for x in (start, end))
    line = (
        f"M{number(start)} {number(y)}H{number(left)}M{number(right)} {number(y)}H{number(end)}"
    )
    return [path("today", ends + line), text(left + 8, y + 5, words, "now")]


def _tall(guide: Guide, title: str) -> str:
    stops = guide.way
    lanes: dict[Side, float] = {"council": 28.0, "city": 82.0}
    track = Track(lanes, upright=True)
    origin = 70.0
    places = _places(stops, origin + STEP * 0.75, STEP, STEP * (len(stops) + 1.2))
    bottom = places[-1] + 56
    body = []
    for (side, lane), top in zip(lanes.items(), (26.0, 50.0), strict=True):
        body.append(band(side, lane - 22, top, 44, bottom - top))
    body.append(text(6, 17, NAMES["council"], "lane"))
    body.append(text(60, 42, NAMES["city"], "lane"))
    body += _thread(guide, places, track, origin)
    body += _after(guide, places[-1], track)
    body.append(_circle(lanes[guide.start_side], origin, 7, guide.start_side))
    body += _knots(guide, places, track)
    body.append(text(TEXT, origin + 5, guide.start, "words"))
    for stop, begin in zip(stops, places, strict=False):
        body += [
            text(TEXT, begin + 5 + LINE * k, line, kind)
            for k, (kind, line) in enumerate(_lines(stop, TALL - TEXT))
        ]
    body.append(text(TEXT, places[-1] + 5, "Clos", "words"))
    for stop in _detours_at_the_end(guide)[:1]:
        words = f"ou « {stop.name} »"
        body += [
            text(TEXT, places[-1] + 5 + LINE * k, line, "words")
            for k, line in enumerate(wrapped(words, int((TALL - TEXT) / PLAIN), 2), 1)
        ]
    return frame(TALL, bottom, "tall", title, body)
