"""What a thread is made of: spans, knots, reminders, dates owed; and how it is read.

Pure: whole local days (circuits.md 1.3), no model, no drawing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Literal, NamedTuple

from django.utils.safestring import SafeString

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
    """An act that one side owes by a date, or on that day itself (`fixed`)."""

    due: date
    side: Side
    label: str
    fixed: bool = False


@dataclass(frozen=True, kw_only=True)
class FilData:
    """One dossier, or one council's thread of an offer, as of `today`."""

    spans: Sequence[Span]
    knots: Sequence[Knot]
    ticks: Sequence[Tick]
    ahead: Sequence[Ahead]
    today: date

    @cached_property
    def in_order(self) -> Sequence[Span]:
        """The spans in the order of time."""
        return sorted(self.spans, key=lambda span: (span.start, end_of(span, self.today)))

    @cached_property
    def points(self) -> Sequence[Point]:
        """Every knot, reminder and date owed, in the order of time."""
        points = [Point(knot.on, knot.side, "knot", knot.label) for knot in self.knots]
        points += [Point(t.on, holder(self, t.on), "tick", t.label) for t in self.ticks]
        owed = {(ahead.due, ahead.side) for ahead in self.ahead}
        for ahead in self.ahead:
            kind: Literal["ahead", "due"] = "ahead" if ahead.due > self.today else "due"
            points.append(Point(ahead.due, ahead.side, kind, ahead.label, ahead.fixed))
        points += [
            Point(span.due, span.side, "due", "")
            for span in self.spans
            if span.due
            and span.due < end_of(span, self.today)
            and (span.due, span.side) not in owed
        ]
        return sorted(points, key=lambda point: point.on)


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
    fixed: bool = False

    @property
    def lead(self) -> str:
        """What stands before its date: nothing owed « by » a day that is fixed."""
        exact = self.fixed or self.kind in ("knot", "tick")
        return "le" if exact else "au plus tard le"


def end_of(span: Span, today: date) -> date:
    """The last day of a span; today while it lasts."""
    return max(span.start, span.end or today)


def pieces_of(data: FilData) -> list[Piece]:
    """The thread, cut where its look changes. Only the city can be late."""
    pieces = []
    for span in data.in_order:
        end = end_of(span, data.today)
        look: Literal["plain", "paused"] = "paused" if span.paused else "plain"
        late = end if span.side == "council" else max(span.start, span.late_from or end)
        late = min(late, end)
        if span.start < late or late == end:
            pieces.append(Piece(span.side, span.start, late, look))
        if late < end:
            pieces.append(Piece(span.side, late, end, "late"))
    return pieces


def strands_of(data: FilData) -> list[Piece]:
    """The pieces, those that go on in the same way joined: one stroke, no seam."""
    strands: list[Piece] = []
    for piece in pieces_of(data):
        last = strands[-1] if strands else None
        if last and (last.side, last.look, last.end) == (piece.side, piece.look, piece.start):
            strands[-1] = last._replace(end=piece.end)
        else:
            strands.append(piece)
    return strands


def holder(data: FilData, day: date) -> Side:
    """The side that holds the dossier that day."""
    held = [span.side for span in data.in_order if span.start <= day]
    return held[-1] if held else data.spans[0].side


def dates_of(data: FilData) -> list[date]:
    """Every date that has its own place, the days between them being squeezed."""
    days = {data.today} if is_open(data) else set()
    for piece in pieces_of(data):
        days |= {piece.start, piece.end}
    return sorted(days | {point.on for point in data.points})


def is_open(data: FilData) -> bool:
    """Whether somebody still holds the dossier or owes something on it."""
    return bool(data.ahead) or any(span.end is None for span in data.spans)
