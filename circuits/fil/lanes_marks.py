"""What the wide and the tall pictures of an offer share: a lane's strokes and its end."""

from collections.abc import Iterable
from datetime import date
from textwrap import wrap

from circuits.fil.lanes_data import (
    End,
    Lane,
    LanesData,
    beyond,
    comes_back,
    last_day,
    thread_of,
)
from circuits.fil.loom import Loom, drawn, number, path

SMALL, BOLD = 8.3, 9.6  # the width of a sign, in ordinary words and in bold dates or names


def lines(words: str, room: float, most: int, sign: float = SMALL) -> list[str]:
    """The words on at most `most` lines; a long name also breaks at its hyphens."""
    return wrap(words, int(room / sign), max_lines=most, placeholder="…")


def group(accent: int, shapes: Iterable[str]) -> str:
    """Shapes in the accent of a council."""
    return f'<g class="accent-{accent}">{"".join(shapes)}</g>'


def disc(kind: str, radius: float) -> str:
    """A round mark, about the point where it is placed."""
    return f'<circle class="fil-knot fil-{kind}" r="{number(radius)}"/>'


def due_mark(coming: bool, radius: float) -> str:
    """A date owed: a ring while it is to come, a lozenge once it has passed."""
    if coming:
        return disc("ring", radius)
    r = number(radius)
    return path("due", f"M-{r} 0L0-{r}L{r} 0L0 {r}Z")


def placed(x: float, y: float, mark: str) -> str:
    """A mark at its point, if there is one."""
    if not mark:
        return ""
    return f'<g transform="translate({number(x)} {number(y)})">{mark}</g>'


def end_mark(end: End, radius: float) -> str:
    """How a lane ends: full, barred, open or cut; each in a shape of its own."""
    if end == "declined":
        bar = path("bar", f"M{number(-radius / 2)} 0H{number(radius / 2)}")
        return disc("hollow", radius) + bar
    if end == "silent":
        return disc("hollow fil-beyond", radius)
    if end == "withdrawn":
        arm = number(radius * 0.8)
        return path("bar", f"M-{arm}-{arm}L{arm} {arm}M-{arm} {arm}L{arm}-{arm}")
    return disc("council", radius) if end else ""


def lane_shapes(loom: Loom, lane: Lane, today: date) -> list[str]:
    """One lane: what is owed, what was, what lasts after the date, and its marks."""
    y, shapes = loom.lanes["council"], []
    after = beyond(lane, today)
    if after:
        line = loom.line(y, loom.along(after[0]), loom.along(after[1]))
        shapes.append(path("beyond fil-council", line))
    shapes += drawn(loom, thread_of(lane, today))
    if lane.acknowledged:
        shapes.append(placed(loom.along(lane.acknowledged), y, disc("council", 5)))
    end = loom.along(last_day(lane, today))
    shapes.append(placed(end, y, end_mark(lane.end, 7.5)))
    return shapes


def gathered(loom: Loom, data: LanesData, turn: float) -> list[str]:
    """The answers wait at the City until it takes them up; each needs `turn` to come in."""
    backs = [last_day(lane, data.today) for lane in data.lanes if comes_back(lane)]
    if not backs:
        return []
    start, end = loom.along(min(backs)) + turn, loom.along(max(backs)) + turn
    if data.city:
        end = loom.along(min(span.start for span in data.city))
    return [path("thin", loom.line(loom.lanes["city"], start, end))] if start < end else []
