"""The wide picture of an offer: time runs to the right, the City above its councils."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from circuits.fil.data import FilData, Piece, end_of, pieces_of
from circuits.fil.lanes_data import (
    Lane,
    LanesData,
    Moment,
    acts_of,
    axis_of,
    city_of,
    comes_back,
    is_open,
    last_day,
    owed_by_city,
    owed_by_councils,
    state_of,
)
from circuits.fil.lanes_marks import BOLD, SMALL, gathered, group, lane_shapes, lines
from circuits.fil.lanes_words import near_date
from circuits.fil.loom import CROSS, Loom, Scale, band, drawn, frame, number, path, text, whole
from circuits.fil.words import lower
from participation.french import plural

WIDTH, LEFT, NAMES, CITY, ROW, BETWEEN, LINE = 800.0, 212.0, 188.0, 68.0, 66.0, 34.0, 18.0


class Flag(NamedTuple):
    """The words beside a date, outside the bands: (kind, words) a line."""

    on: date
    lines: list[tuple[str, str]]

    @property
    def width(self) -> float:
        """The room that its longest line takes."""
        return 8 + max(
            len(words) * (BOLD if kind == "date" else SMALL) for kind, words in self.lines
        )

    @property
    def height(self) -> float:
        """The room that its lines take, one under the other."""
        return LINE * len(self.lines) + 8


def _flag(data: LanesData, on: date, words: str, owed: bool) -> Flag:
    lead = [("words", "au plus tard le")] if owed else []
    said = [("words", line) for line in lines(words, 140, 3)]
    return Flag(on, [*lead, ("date", near_date(on, data)), *said])


def _above(data: LanesData) -> list[Flag]:
    """The acts of the City and what it owes, one flag a date."""
    owed = [Moment(item.due, "due", item.label) for item in owed_by_city(data)]
    flags: dict[date, Moment] = {}
    for act in sorted([*acts_of(data), *owed], key=lambda moment: moment.on):
        known = flags.get(act.on)
        words = f"{known.words}, {lower(act.words)}" if known else act.words
        flags[act.on] = Moment(act.on, known.kind if known else act.kind, words)
    return [_flag(data, act.on, act.words, act.kind == "due") for act in flags.values()]


def _below(data: LanesData) -> list[Flag]:
    """The dates by which councils answer."""
    dues = sorted({lane.due for lane in data.lanes})
    return [_flag(data, due, owed_by_councils(data, due), True) for due in dues]


def _masts(loom: Loom, flags: Sequence[Flag]) -> list[tuple[float, float]]:
    """Where the words of each flag begin and end, away from the band.

    A flag whose words reach the next one's mast goes farther than that one.
    """
    masts: list[tuple[float, float]] = []
    for place in range(len(flags) - 1, -1, -1):
        flag, after = flags[place], flags[place + 1 :]
        reach = loom.along(flag.on) + flag.width + 12
        near = [
            far
            for (_, far), other in zip(masts, after, strict=True)
            if loom.along(other.on) < reach
        ]
        start = max(near, default=0.0)
        masts.insert(0, (start, start + flag.height))
    return masts


def _hoist(loom: Loom, flags: Sequence[Flag], edge: float, away: int) -> list[str]:
    """Draw the flags on one side of the bands (`away`: -1 above, 1 below)."""
    shapes = []
    for flag, (near, far) in zip(flags, _masts(loom, flags), strict=True):
        x = loom.along(flag.on)
        top = edge - far if away < 0 else edge + near + 4
        if flag.lines[0][0] != "now":
            shapes.append(
                path("leader", f"M{number(x)} {number(edge)}V{number(edge + away * far)}")
            )
        shapes += [
            text(x + 8, top + 14 + LINE * k, words, kind)
            for k, (kind, words) in enumerate(flag.lines)
        ]
    return shapes


def _high(loom: Loom, flags: Sequence[Flag]) -> float:
    return max((far for _, far in _masts(loom, flags)), default=0.0)


def _named(lane: Lane) -> list[tuple[str, str]]:
    name = [("lane", line) for line in lines(lane.name, NAMES, 5, BOLD)]
    return name + [("words", line) for line in lines(state_of(lane), NAMES, 2)]


def _column(y: float, named: Sequence[tuple[str, str]]) -> list[str]:
    """The name of a lane and its state, about the middle of its band."""
    top = y - LINE * (len(named) - 1) / 2 + 5
    return [text(14, top + LINE * k, words, kind) for k, (kind, words) in enumerate(named)]


def _beside(x: float, y: float, words: str, kind: str, end: float | None = None) -> str:
    """Words on the right of a line; where there is no room, on the left of its `end`."""
    if x + 8 + len(words) * SMALL < WIDTH - 4:
        return text(x + 8, y, words, kind)
    return text((x if end is None else end) - 8, y, words, f"{kind} fil-back")


def _dated(loom: Loom, lane: Lane, data: LanesData) -> list[str]:
    """The dates on a lane: « bien reçu » under it, its end above it."""
    y, shapes, kind = loom.lanes["council"], [], "words fil-halo"
    if lane.acknowledged:
        words = f"bien reçu, {near_date(lane.acknowledged, data)}"
        shapes.append(_beside(loom.along(lane.acknowledged) - 12, y + 26, words, kind))
    if lane.end:
        day = last_day(lane, data.today)
        shapes.append(_beside(loom.along(day), y - 12, near_date(day, data), kind))
    return shapes


def _threads(loom: Loom, lane: Lane, data: LanesData, turn: float) -> list[str]:
    """The thread leaves the City when the offer is sent, and comes back with an answer."""
    city, y, x = loom.lanes["city"], loom.lanes["council"], loom.along(lane.sent)
    shapes = [path("out", f"M{loom.xy(x, city)}L{loom.xy(x, y)}")]
    if comes_back(lane):
        back = loom.along(last_day(lane, data.today))
        bend = f"C{loom.xy(back, city + 12)} {loom.xy(back + 6, city)}"
        line = f"M{loom.xy(back, y)}L{loom.xy(back, turn)}{bend} {loom.xy(back + CROSS, city)}"
        shapes.append(path("thin fil-council", line))
    return shapes


def _late(loom: Loom, piece: Piece) -> str:
    """How long the City is late, under the thread."""
    words = f"en retard, {plural((piece.end - piece.start).days + 1, 'jour')}"
    start, end = loom.along(piece.start) - 8, loom.along(piece.end) + 4
    return _beside(start, loom.lanes["city"] + 26, words, "words fil-halo", end)


def _city(loom: Loom, data: LanesData, city: FilData) -> list[str]:
    """The City's thread, and what is written beside it."""
    shapes, y = [*gathered(loom, data, CROSS), *drawn(loom, city)], loom.lanes["city"]
    for span in sorted(data.city, key=lambda span: span.start):
        start = loom.along(span.start)
        end = WIDTH - 8 if span.end is None else loom.along(end_of(span, data.today))
        label = whole(span.label, end - start - 10)
        shapes += [text(start + 10, y - 16, label, "span fil-halo")] if label else []
    return shapes + [_late(loom, piece) for piece in pieces_of(city) if piece.look == "late"]


def _guides(loom: Loom, data: LanesData, edges: tuple[float, float, float]) -> list[str]:
    """The dates of answer and today, through the lanes."""
    city, top, low = (number(edge) for edge in edges)
    shapes = [
        path("leader", f"M{number(loom.along(due))} {top}V{low}")
        for due in sorted({lane.due for lane in data.lanes})
    ]
    if is_open(data):
        shapes.append(path("today", f"M{number(loom.along(data.today))} {city}V{low}"))
    return shapes


def _now(loom: Loom, data: LanesData, y: float) -> list[str]:
    """The words of today, between the City and its councils."""
    if not is_open(data):
        return []
    words = f"aujourd’hui, {near_date(data.today, data)}"
    return [_beside(loom.along(data.today), y, words, "now")]


def _scale(data: LanesData, flags: Sequence[Flag]) -> Scale:
    """The scale of time, as long as the words of the last flags allow."""
    right = 40.0
    for _ in range(4):
        scale = axis_of(data, WIDTH - LEFT - right, 16.0)
        right = max(40.0, *(scale(flag.on) - scale.length + flag.width for flag in flags))
    return scale


def draw_rows(data: LanesData, city_label: str, title: str) -> str:
    """The SVG, 800 units wide, as high as its councils need."""
    above, below = _above(data), _below(data)
    scale = _scale(data, [*above, *below])
    top = 4 + _high(Loom(scale, LEFT, {}), above)
    city = top + CITY / 2
    grounds = [band("city", 0, top, WIDTH, CITY)]
    threads, rows, y = [], [], top + CITY + BETWEEN
    first = y
    for lane in data.lanes:
        named = _named(lane)
        high = max(ROW, LINE * len(named) + 16)
        loom = Loom(scale, LEFT, {"city": city, "council": y + high / 2})
        grounds.append(group(lane.accent, [band("council", 0, y, WIDTH, high)]))
        threads.append(group(lane.accent, _threads(loom, lane, data, first - 6)))
        shapes = [*lane_shapes(loom, lane, data.today), *_dated(loom, lane, data)]
        rows.append(group(lane.accent, [*_column(y + high / 2, named), *shapes]))
        y += high + 6
    loom = Loom(scale, LEFT, {"city": city})
    body = [
        *grounds,
        *_guides(loom, data, (top, first, y)),
        *threads,
        *_column(city, [("lane", line) for line in lines(city_label, NAMES, 2, BOLD)]),
        *_city(loom, data, city_of(data)),
        *rows,
        *_now(loom, data, first - BETWEEN / 2 + 5),
        *_hoist(loom, above, top, -1),
        *_hoist(loom, below, y, 1),
    ]
    return frame(WIDTH, y + _high(loom, below) + 8, "rows", title, body)
