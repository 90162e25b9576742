"""« Le fil »: who has held a dossier, when, and what is owed next, as a drawing (SVG).

Owns the picture and the same facts in French; knows no model and no database. Dates are
whole local days (circuits.md 1.3). The council's lane never takes the colour of lateness
(circuits.md 1.8); lateness is also thick and toothed, a pause dashed, the future thin, so
that nothing is said by colour alone. Colours are in assets/scss/components/_fil.scss.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Literal, NamedTuple

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from participation.french import NBSP, long_date, plural, short_date

Side = Literal["council", "city"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """A time during which one side holds the dossier; `end` is None while it does."""

    side: Side
    start: date
    end: date | None
    label: str
    due: date | None = None
    late_from: date | None = None
    paused: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Knot:
    """An act, on the lane of the side that receives or does it."""

    on: date
    side: Side
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Tick:
    """A reminder."""

    on: date
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Ahead:
    """An act that one side owes by a date."""

    due: date
    side: Side
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FilData:
    spans: Sequence[Span]
    knots: Sequence[Knot]
    ticks: Sequence[Tick]
    ahead: Sequence[Ahead]
    today: date


class Picture(NamedTuple):
    """The drawing (empty when there is nothing to draw) and each of its facts."""

    svg: SafeString
    facts: list[str]


class Piece(NamedTuple):
    """A part of the thread with one look, in days."""

    side: Side
    start: date
    end: date
    look: Literal["plain", "paused", "late"]


class Point(NamedTuple):
    """Something at one date on one lane, with the words beside it."""

    on: date
    side: Side
    kind: Literal["knot", "tick", "due", "ahead"]
    label: str


# --- What is drawn ---------------------------------------------------------------------


def _end(span: Span, today: date) -> date:
    return max(span.start, span.end or today)


def _spans(data: FilData) -> list[Span]:
    return sorted(data.spans, key=lambda span: (span.start, _end(span, data.today)))


def _pieces(data: FilData) -> list[Piece]:
    """The thread, cut where its look changes. Only the city can be late."""
    pieces = []
    for span in _spans(data):
        end = _end(span, data.today)
        look: Literal["plain", "paused"] = "paused" if span.paused else "plain"
        late = end if span.side == "council" else max(span.start, span.late_from or end)
        late = min(late, end)
        if span.start < late or late == end:
            pieces.append(Piece(span.side, span.start, late, look))
        if late < end:
            pieces.append(Piece(span.side, late, end, "late"))
    return pieces


def _holder(data: FilData, day: date) -> Side:
    """The side that holds the dossier that day."""
    held = [span.side for span in _spans(data) if span.start <= day]
    return held[-1] if held else data.spans[0].side


def _points(data: FilData) -> list[Point]:
    points = [Point(knot.on, knot.side, "knot", knot.label) for knot in data.knots]
    points += [Point(t.on, _holder(data, t.on), "tick", t.label) for t in data.ticks]
    owed = {(ahead.due, ahead.side) for ahead in data.ahead}
    for ahead in data.ahead:
        kind: Literal["ahead", "due"] = "ahead" if ahead.due > data.today else "due"
        points.append(Point(ahead.due, ahead.side, kind, ahead.label))
    points += [
        Point(span.due, span.side, "due", "")
        for span in data.spans
        if span.due
        and span.due < _end(span, data.today)
        and (span.due, span.side) not in owed
    ]
    return sorted(points, key=lambda point: point.on)


def _dates(data: FilData) -> list[date]:
    """Every date that has its own place, the days between them being squeezed."""
    days = {data.today}
    for piece in _pieces(data):
        days |= {piece.start, piece.end}
    return sorted(days | {point.on for point in _points(data)})


class Scale:
    """Places of dates along an axis: each gap has a least length, the rest is to scale."""

    def __init__(self, days: Sequence[date], least: Sequence[float], room: float) -> None:
        spread = (days[-1] - days[0]).days or 1
        self.places = {days[0]: 0.0}
        at = 0.0
        for (before, after), gap in zip(pairwise(days), least, strict=True):
            at += gap + room * (after - before).days / spread
            self.places[after] = at
        self.last, self.length = days[-1], at

    def __call__(self, day: date) -> float:
        return self.places[day]


# --- In words --------------------------------------------------------------------------


def _lower(label: str) -> str:
    return label[:1].lower() + label[1:]


def _days(count: int) -> str:
    return plural(count, "jour") if count else "moins d’un jour"


def _period(start: date, end: date) -> str:
    if start == end:
        return f"Le {long_date(start)}"
    first = short_date(start) if start.year == end.year else long_date(start)
    return f"Du {first} au {long_date(end)}"


def _span_fact(span: Span, today: date, names: dict[Side, str]) -> str:
    end = _end(span, today)
    when = _period(span.start, end)
    if span.end is None:
        when = f"Depuis le {long_date(span.start)}"
    words = [_days((end - span.start).days)]
    if span.paused:
        words.append("délai suspendu")
    if span.due and span.side == "city":
        words.append(f"au plus tard le {long_date(span.due)}")
    if span.side == "city" and span.late_from and span.late_from <= end:
        late = _days((end - span.late_from).days + (span.end is None))
        words.append(f"en retard à partir du {long_date(span.late_from)}, {late}")
    label = f", {_lower(span.label)}" if span.label else ""
    return f"{when}{NBSP}: {_lower(names[span.side])}{label} ({' ; '.join(words)})."


def _facts(data: FilData, names: dict[Side, str]) -> list[str]:
    """Every span, act, reminder and date of the picture, one sentence each, in order."""
    dated = [(s.start, 0, _span_fact(s, data.today, names)) for s in _spans(data)]
    for point in _points(data):
        if not point.label:
            continue
        lead = "Le" if point.kind in ("knot", "tick") else "Attendue au plus tard le"
        dated.append((point.on, 1, f"{lead} {long_date(point.on)}{NBSP}: {point.label}."))
    dated.sort(key=lambda fact: (fact[0], fact[1]))
    return [sentence.replace(" ;", "\u202f;") for *_, sentence in dated]


def _held(data: FilData, side: Side) -> int:
    spans = [span for span in data.spans if span.side == side]
    return sum((_end(span, data.today) - span.start).days for span in spans)


def _sum_up(data: FilData, names: dict[Side, str]) -> str:
    """How long each side has held the dossier, and how long the city was late."""
    parts = [f"{names[side]}{NBSP}: {_days(_held(data, side))}" for side in names]
    late = sum((p.end - p.start).days for p in _pieces(data) if p.look == "late")
    if late:
        parts[-1] += f", dont {late} en retard"
    return ", ".join(parts)


# --- SVG -------------------------------------------------------------------------------


def _n(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")


def _text(x: float, y: float, words: str, kind: str) -> str:
    return f'<text class="fil-{kind}" x="{_n(x)}" y="{_n(y)}">{escape(words)}</text>'


def _path(kind: str, d: str) -> str:
    return f'<path class="fil-{kind}" d="{d}"/>'


def _frame(width: float, height: float, shape: str, title: str, body: Iterable[str]) -> str:
    return (
        f'<svg class="fil__picture fil__picture--{shape}" role="img" '
        f'viewBox="0 0 {_n(width)} {_n(height)}" width="{_n(width)}" '
        f'height="{_n(height)}"><title>{escape(title)}</title>{"".join(body)}</svg>'
    )


class Loom(NamedTuple):
    """Where things stand: time runs along (right, or down when upright), lanes across."""

    scale: Scale
    origin: float
    lanes: dict[Side, float]
    upright: bool = False

    def along(self, day: date) -> float:
        return self.origin + self.scale(day)

    def xy(self, along: float, across: float) -> str:
        x, y = (across, along) if self.upright else (along, across)
        return f"{_n(x)} {_n(y)}"

    def line(self, lane: float, start: float, end: float) -> str:
        return f"M{self.xy(start, lane)}L{self.xy(end, lane)}"

    def crossing(self, at: float, before: float, after: float) -> str:
        """The ball changes sides: the thread reaches the other lane at `at`."""
        return (
            f"M{self.xy(at - CROSS, before)}C{self.xy(at - CROSS / 3, before)} "
            f"{self.xy(at - CROSS * 2 / 3, after)} {self.xy(at, after)}"
        )


CROSS = 24.0
GAP = 32.0


def _thread(loom: Loom, data: FilData) -> list[str]:
    """What has been: each piece with its look, and the crossings between the lanes."""
    pieces, shapes = _pieces(data), []
    for piece, after in zip(pieces, [*pieces[1:], None], strict=True):
        start, end = loom.along(piece.start), loom.along(piece.end)
        lane = loom.lanes[piece.side]
        if after and after.side != piece.side:
            shapes.append(
                _path("cross", loom.crossing(end, lane, loom.lanes[after.side]))
            )
            end = max(start, end - CROSS)
        if end > start:
            line = loom.line(lane, start, end)
            shapes.append(_path(f"{piece.look} fil-{piece.side}", line))
            if piece.look == "late":
                shapes.append(_path("teeth", line))
    return shapes


def _future(loom: Loom, data: FilData) -> list[str]:
    """What is still to come: a thin line to each date owed, crossing where it must."""
    shapes = []
    at, side = data.today, _holder(data, data.today)
    for ahead in sorted(data.ahead, key=lambda item: item.due):
        if ahead.due <= at:
            continue
        start, end = loom.along(at), loom.along(ahead.due)
        lane = loom.lanes[ahead.side]
        if ahead.side != side:
            shapes.append(
                _path("ahead", loom.crossing(start + CROSS, loom.lanes[side], lane))
            )
            start += CROSS
        shapes.append(_path("ahead", loom.line(lane, start, end)))
        at, side = ahead.due, ahead.side
    return shapes


def _marker(loom: Loom, point: Point) -> str:
    at, lane = loom.along(point.on), loom.lanes[point.side]
    if point.kind == "tick":
        return _path("tick", f"M{loom.xy(at, lane - 12)}L{loom.xy(at, lane + 12)}")
    if point.kind == "due":
        corners = ((at - 9, lane), (at, lane - 9), (at + 9, lane), (at, lane + 9))
        return _path("due", "M" + "L".join(loom.xy(*corner) for corner in corners) + "Z")
    x, y = loom.xy(at, lane).split()
    radius = 7 if point.kind == "knot" else 8
    side = point.side if point.kind == "knot" else "ring"
    return f'<circle class="fil-knot fil-{side}" cx="{x}" cy="{y}" r="{radius}"/>'


def _drawn(loom: Loom, data: FilData) -> list[str]:
    marks = [_marker(loom, point) for point in _points(data)]
    return [*_future(loom, data), *_thread(loom, data), *marks]


def _is_open(data: FilData) -> bool:
    return bool(data.ahead) or any(span.end is None for span in data.spans)


def _fit(words: str, room: float, size: float = 7.4) -> str:
    """The words, cut after a word when they are wider than `room`; nothing if too few."""
    most = int(room / size)
    if len(words) <= most:
        return words
    kept = words[:most].rpartition(" ")[0].rstrip(" ,:;")
    return f"{kept}…" if len(kept) > 9 else ""


def _said(point: Point) -> tuple[str, str]:
    """The date and the words beside a marker."""
    day = short_date(point.on)
    return (day if point.kind in ("knot", "tick") else f"au plus tard le {day}"), point.label


# --- Wide: time runs to the right -------------------------------------------------------

WIDTH, LEFT, RIGHT, BAND, ROW, BETWEEN = 980.0, 172.0, 235.0, 76.0, 44.0, 44.0


def _rows(places: Sequence[float], widths: Sequence[float], limit: float) -> list[tuple[int, float]]:
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


def _flags(loom: Loom, points: Sequence[Point], edge: float, away: int) -> tuple[list[str], int]:
    """The words of one lane, outside its band, and how many rows they take."""
    places = [loom.along(point.on) for point in points]
    said = [_said(point) for point in points]
    widths = [max(len(day) * 8.2, len(label) * 7.4) for day, label in said]
    shapes, most = [], 0
    rows = _rows(places, widths, loom.along(loom.scale.last) + RIGHT + 14)
    for x, (day, label), (row, room) in zip(places, said, rows, strict=True):
        far = edge + away * (ROW * (row + 1))
        top = min(far, far - away * ROW) + (6 if away > 0 else 0)
        shapes.append(_path("leader", f"M{_n(x)} {_n(edge)}L{_n(x)} {_n(far)}"))
        shapes.append(_text(x + 7, top + 14, _fit(day, room, 8.2), "date"))
        shapes.append(_text(x + 7, top + 31, _fit(label, room), "words"))
        most = max(most, row + 1)
    return shapes, most


def _bands(loom: Loom, names: dict[Side, str], width: float) -> list[str]:
    shapes = []
    for side, lane in loom.lanes.items():
        shapes.append(
            f'<rect class="fil-band fil-band-{side}" x="0" y="{_n(lane - BAND / 2)}" '
            f'width="{_n(width)}" height="{_n(BAND)}" rx="12"/>'
        )
        lines = _wrapped(names[side], 17, 3)
        top = lane - 9 * (len(lines) - 1) + 5
        shapes += [_text(16, top + 18 * k, w, "lane") for k, w in enumerate(lines)]
    return shapes


def _wide(data: FilData, names: dict[Side, str], title: str) -> str:
    days = _dates(data)
    gaps = [GAP] * (len(days) - 1)
    scale = Scale(days, gaps, max(160.0, WIDTH - LEFT - RIGHT - sum(gaps)))
    width = LEFT + scale.length + RIGHT
    spoken = [point for point in _points(data) if point.kind != "tick" and point.label]
    top = [point for point in spoken if point.side == "council"]
    low = [point for point in spoken if point.side == "city"]
    rough = Loom(scale, LEFT, {"council": 0.0, "city": 0.0})
    above, below = (_flags(rough, points, 0, 1)[1] for points in (top, low))
    first = 6 + above * ROW + BAND / 2
    loom = rough._replace(lanes={"council": first, "city": first + BAND + BETWEEN})
    edges = first - BAND / 2, loom.lanes["city"] + BAND / 2
    body = _bands(loom, names, width)
    for span in _spans(data):
        start = loom.along(span.start)
        room = loom.along(_end(span, data.today)) - start - CROSS - 16
        words = _fit(span.label, room)
        body.append(_text(start + 14, loom.lanes[span.side] - 18, words, "span"))
    if _is_open(data):
        x = loom.along(data.today)
        body.append(_path("today", f"M{_n(x)} {_n(edges[0])}L{_n(x)} {_n(edges[1])}"))
        words = f"aujourd’hui, {short_date(data.today)}"
        body.append(_text(x + 8, edges[0] + BAND + BETWEEN / 2 + 5, words, "now"))
    body += _flags(loom, top, edges[0], -1)[0] + _flags(loom, low, edges[1], 1)[0]
    body += _drawn(loom, data)
    return _frame(width, edges[1] + below * ROW + 8, "wide", title, body)


# --- Tall: time runs down ---------------------------------------------------------------

TALL, TEXT, LINE = 340.0, 112.0, 19.0


def _wrapped(words: str, wide: int, most: int) -> list[str]:
    """The words on at most `most` lines of about `wide` signs."""
    lines = [""]
    for word in words.split():
        if lines[-1] and len(lines[-1]) + len(word) + 1 > wide:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    if len(lines) > most:
        lines[most - 1 :] = [lines[most - 1].rstrip(" ,:;") + "…"]
    return [_fit(line, (wide + 2) * 7.4) for line in lines]


def _beside(data: FilData) -> dict[date, list[tuple[str, str]]]:
    """The lines of words beside each date: (kind, words)."""
    lines: dict[date, list[tuple[str, str]]] = {}
    points = _points(data)
    known = {point.on for point in points if point.label}
    starts = [Point(s.start, s.side, "knot", s.label) for s in _spans(data)]
    points = sorted([*points, *(p for p in starts if p.on not in known)], key=lambda p: p.on)
    for point in points:
        if not point.label:
            continue
        day, label = _said(point)
        here = lines.setdefault(point.on, [])
        if ("date", day) not in here:
            here.append(("date", day))
        here += [("words", words) for words in _wrapped(label, 29, 3)]
    if _is_open(data):
        now = f"aujourd’hui, {short_date(data.today)}"
        lines.setdefault(data.today, []).append(("now", now))
    return lines


def _tall(data: FilData, names: dict[Side, str], title: str) -> str:
    days, beside = _dates(data), _beside(data)
    least = [max(GAP, len(beside.get(day, [])) * LINE + 14) for day in days[:-1]]
    scale = Scale(days, least, 120.0)
    loom = Loom(scale, 84.0, {"council": 26.0, "city": 78.0}, upright=True)
    bottom = loom.along(days[-1]) + max(2, len(beside.get(days[-1], []))) * LINE + 10
    body = []
    for side, lane, top in (("council", 26.0, 26.0), ("city", 78.0, 50.0)):
        body.append(
            f'<rect class="fil-band fil-band-{side}" x="{_n(lane - 20)}" y="{_n(top)}" '
            f'width="40" height="{_n(bottom - top)}" rx="12"/>'
        )
    body.append(_text(6, 17, _fit(names["council"], TALL), "lane"))
    body.append(_text(58, 42, _fit(names["city"], TALL - 60), "lane"))
    if _is_open(data):
        y = _n(loom.along(data.today))
        body.append(_path("today", f"M6 {y}L{_n(TEXT - 6)} {y}"))
    for day, lines in beside.items():
        y = loom.along(day) + 5
        body += [_text(TEXT, y + k * LINE, w, kind) for k, (kind, w) in enumerate(lines)]
    return _frame(TALL, bottom, "tall", title, [*body, *_drawn(loom, data)])


# --- What the pages call ----------------------------------------------------------------


def draw(data: FilData, *, council_label: str, city_label: str) -> Picture:
    """The picture in two lanes, wide and tall (the style sheet shows one), and its facts."""
    if not data.spans:
        return Picture(mark_safe(""), [])  # nosec: nothing
    names: dict[Side, str] = {"council": council_label, "city": city_label}
    title = f"Le fil du dossier. {_sum_up(data, names)}."
    svg = _wide(data, names, title) + _tall(data, names, title)
    return Picture(mark_safe(svg), _facts(data, names))  # noqa: S308 - every word is escaped


def draw_line(
    data: FilData, *, council_label: str = "Conseil", city_label: str = "Ville"
) -> Picture:
    """The thin line of a card: the council above, the city below, lengths to scale."""
    if not data.spans:
        return Picture(mark_safe(""), [])
    names: dict[Side, str] = {"council": council_label, "city": city_label}
    pieces = _pieces(data)
    first, last = pieces[0].start, max(piece.end for piece in pieces)
    spread = (last - first).days or 1
    height = {"council": 8, "city": 24}
    body, before = [], None
    for piece in pieces:
        start, end = (100 * (d - first).days / spread for d in (piece.start, piece.end))
        y = height[piece.side]
        if before and before != piece.side:
            body.append(_bar("cross", start, start, 8, 24))
        if end > start:
            body.append(_bar(f"{piece.look} fil-{piece.side}", start, end, y, y))
            if piece.look == "late":
                body.append(_bar("teeth", start, end, y, y))
        before = piece.side
    words = _sum_up(data, names)
    svg = (
        '<svg class="fil-line" role="img" width="100%" height="32">'
        f"<title>{escape(words)}</title>{''.join(body)}</svg>"
    )
    return Picture(mark_safe(svg), [words])  # noqa: S308 - every word is escaped


def _bar(kind: str, start: float, end: float, top: float, low: float) -> str:
    return (
        f'<line class="fil-{kind}" x1="{_n(start)}%" y1="{_n(top)}" '
        f'x2="{_n(end)}%" y2="{_n(low)}"/>'
    )
