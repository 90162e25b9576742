"""The tall picture of an offer, for narrow screens: one block a council, on one scale."""

from collections.abc import Sequence
from typing import NamedTuple

from django.utils.html import escape

from circuits.fil.data import Side, pieces_of
from circuits.fil.lanes_data import (
    LanesData,
    Moment,
    acts_of,
    axis_of,
    city_of,
    is_open,
    moments_of,
    owed_by_city,
)
from circuits.fil.lanes_marks import BOLD, SMALL, gathered, group, lane_shapes, lines
from circuits.fil.lanes_words import near_date
from circuits.fil.loom import Loom, Scale, band, drawn, frame, number, path, text
from participation.french import plural

TALL, EDGE, LEFT, LINE, LANE = 300.0, 12.0, 20.0, 19.0, 38.0
# The width of a sign of « aujourd’hui » in the widest of the system’s fonts.
ITALIC = 7.6

Written = list[tuple[str, str]]  # (date, words) a line


def _written(moments: Sequence[Moment], data: LanesData) -> Written:
    """The lines under a lane: the date and its words, on one line where they fit."""
    written: Written = []
    for moment in moments:
        day, room = near_date(moment.on, data), TALL - 2 * EDGE
        if moment.kind != "act":
            day = "aujourd’hui" if moment.kind == "now" else f"au plus tard le {day}"
        if len(day) * BOLD + (len(moment.words) + 1) * SMALL <= room:
            written.append((day, moment.words))
        else:
            written += [(day, ""), *(("", line) for line in lines(moment.words, room, 3))]
    return written


def _line(x: float, y: float, day: str, words: str) -> str:
    bold = f'<tspan class="fil-date">{escape(day)}</tspan> ' if day else ""
    return (
        f'<text class="fil-words" x="{number(x)}" y="{number(y)}">{bold}{escape(words)}</text>'
    )


class Block(NamedTuple):
    """A lane with its name above and its dates below."""

    side: Side
    top: float
    name: list[str]
    written: Written

    @property
    def lane(self) -> float:
        """Where its thread lies."""
        return self.top + 8 + LINE * len(self.name) + LANE / 2

    @property
    def bottom(self) -> float:
        """Where it ends."""
        return self.lane + LANE / 2 + LINE * len(self.written) + 8

    def ground(self) -> str:
        """Its band and the line of its lane."""
        return band(self.side, 0, self.top, TALL, self.bottom - self.top)

    def words(self) -> list[str]:
        """Its name and its dates."""
        under = self.lane + LANE / 2 + 12
        return [
            *(text(EDGE, self.top + 22 + LINE * k, w, "lane") for k, w in enumerate(self.name)),
            *(_line(EDGE, under + LINE * k, *w) for k, w in enumerate(self.written)),
        ]


def _today(scale: Scale, data: LanesData, lane: float) -> list[str]:
    """Today, through one lane."""
    if not is_open(data):
        return []
    x = number(LEFT + scale(data.today))
    return [path("today", f"M{x} {number(lane - 17)}V{number(lane + 17)}")]


def _city_moments(data: LanesData) -> list[Moment]:
    """The City's acts, the times it holds the offer, its lateness and what it owes."""
    acts = acts_of(data)
    known = {act.on for act in acts}
    spans = [Moment(s.start, "act", s.label) for s in data.city if s.start not in known]
    late = [
        Moment(p.start, "act", f"En retard, {plural((p.end - p.start).days + 1, 'jour')}")
        for p in pieces_of(city_of(data))
        if p.look == "late"
    ]
    owed = [Moment(item.due, "due", item.label) for item in owed_by_city(data)]
    moments = [moment for moment in (*acts, *spans, *late, *owed) if moment.words]
    return sorted(moments, key=lambda moment: moment.on)


def _head(scale: Scale, data: LanesData) -> list[str]:
    """The date of today, above the line that marks it, and never past the edge."""
    if not is_open(data):
        return []
    at = LEFT + scale(data.today)
    words = f"aujourd’hui, {near_date(data.today, data)}"
    return [text(min(at, TALL - len(words) * ITALIC), 15, words, "now")]


def draw_blocks(data: LanesData, city_label: str, title: str) -> str:
    """The SVG, 300 units wide, as high as its words need."""
    scale, room = axis_of(data, TALL - 2 * LEFT, 16.0), TALL - 2 * EDGE
    head = _head(scale, data)
    sent = min(lane.sent for lane in data.lanes)
    city = Block(
        "city",
        24.0 if head else 0.0,
        lines(city_label, room, 2, BOLD),
        _written(_city_moments(data), data),
    )
    loom = Loom(scale, LEFT, {"city": city.lane})
    body = [*head, city.ground(), *_today(scale, data, city.lane)]
    body += [*gathered(loom, data, 0), *drawn(loom, city_of(data)), *city.words()]
    y = city.bottom + 14
    for lane in data.lanes:
        received, *moments = moments_of(lane, data.today)
        told = moments if lane.sent == sent else [received, *moments]
        block = Block("council", y, lines(lane.name, room, 3, BOLD), _written(told, data))
        loom = Loom(scale, LEFT, {"council": block.lane})
        shapes = [block.ground(), *_today(scale, data, block.lane)]
        shapes += [*lane_shapes(loom, lane, data.today), *block.words()]
        body.append(group(lane.accent, shapes))
        y = block.bottom + 8
    return frame(TALL, y, "blocks", title, body)
