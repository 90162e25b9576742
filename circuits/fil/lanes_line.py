"""The thin line of one council, for a row of a table; rows share the scale of the offer."""

from datetime import date
from typing import NamedTuple

from django.utils.html import escape
from django.utils.safestring import mark_safe

from circuits.fil.data import Picture
from circuits.fil.lanes_data import Lane, LanesData, beyond, days_of, is_open, last_day
from circuits.fil.lanes_marks import disc, due_mark, end_mark
from circuits.fil.lanes_words import facts_of_lane, sum_up_lane
from circuits.fil.loom import number

MIDDLE, HEIGHT = 16, 32


class Ruler(NamedTuple):
    """The common scale: days as shares of the width, whatever the width."""

    first: date
    last: date

    def at(self, day: date) -> str:
        """Where a day stands, in per cent."""
        spread = (self.last - self.first).days or 1
        return f"{number(100 * (day - self.first).days / spread)}%"

    def bar(self, kind: str, start: date, end: date) -> str:
        """A stroke along the lane."""
        ends = f'x1="{self.at(start)}" y1="{MIDDLE}" x2="{self.at(end)}" y2="{MIDDLE}"'
        return f'<line class="fil-{kind}" {ends}/>'

    def upright(self, kind: str, day: date, half: int) -> str:
        """A stroke across the lane."""
        place = f'x1="{self.at(day)}" y1="{MIDDLE - half}" x2="{self.at(day)}"'
        return f'<line class="fil-{kind}" {place} y2="{MIDDLE + half}"/>'

    def spot(self, day: date, mark: str) -> str:
        """A mark on the lane."""
        return f'<svg x="{self.at(day)}" y="{MIDDLE}" overflow="visible">{mark}</svg>'


def _strokes(ruler: Ruler, lane: Lane, data: LanesData) -> list[str]:
    last, after = last_day(lane, data.today), beyond(lane, data.today)
    strokes = [ruler.upright("leader", lane.due, MIDDLE)]
    if is_open(data):
        strokes.append(ruler.upright("today", data.today, MIDDLE))
    if not lane.end and data.today < lane.due:
        strokes.append(ruler.bar("ahead", data.today, lane.due))
    strokes.append(ruler.bar("plain fil-council", lane.sent, after[0] if after else last))
    if after:
        strokes.append(ruler.bar("beyond fil-council", *after))
    return strokes


def _marks(ruler: Ruler, lane: Lane, today: date) -> list[str]:
    marks = [ruler.upright("tick", tick.on, 5) for tick in lane.ticks]
    if lane.acknowledged:
        marks.append(ruler.spot(lane.acknowledged, disc("council", 3.5)))
    if not lane.end or beyond(lane, today):
        marks.append(ruler.spot(lane.due, due_mark(today < lane.due, 5.5)))
    return [*marks, ruler.spot(last_day(lane, today), end_mark(lane.end, 5.5))]


def draw_lane_line(lane: Lane, data: LanesData) -> Picture:
    """The line of one council, and its facts."""
    days, words = days_of(data), sum_up_lane(lane, data.today)
    ruler = Ruler(days[0], days[-1])
    body = [*_strokes(ruler, lane, data), *_marks(ruler, lane, data.today)]
    svg = (
        f'<svg class="fil-line accent-{lane.accent}" role="img" width="100%" '
        f'height="{HEIGHT}"><title>{escape(words)}</title>{"".join(body)}</svg>'
    )
    return Picture(mark_safe(svg), facts_of_lane(lane, data.today))
