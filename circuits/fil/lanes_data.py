"""What the thread of an offer is made of: one lane a council; and how it is read.

Pure: whole local days, no model, no drawing. Each council's lane is independent of the
others (circuits.md 4).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Literal, NamedTuple

from circuits.fil.data import Ahead, FilData, Knot, Span, Tick, dates_of
from circuits.fil.loom import Scale
from participation.french import NBSP

End = Literal["", "answered", "late", "declined", "silent", "withdrawn"]

# What is said when a lane has no words of its own.
STATES: dict[End, str] = {
    "": "En discussion",
    "answered": "Réponse",
    "late": "Réponse après la date",
    "declined": "Ne participe pas",
    "silent": "Sans réponse à la date",
    "withdrawn": "Offre retirée",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Lane:
    """One council's own way through an offer; `end` is empty while it discusses."""

    name: str
    accent: int
    sent: date
    acknowledged: date | None
    ended: date | None
    end: End
    due: date
    ticks: Sequence[Tick]
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LanesData:
    """One offer as of `today`: the City's own spans and acts, and its councils' lanes."""

    city: Sequence[Span]
    lanes: Sequence[Lane]
    knots: Sequence[Knot]
    ahead: Sequence[Ahead]
    today: date
    closed: date | None


class Moment(NamedTuple):
    """Something to say: an act, the state of today, or a date owed."""

    on: date
    kind: Literal["act", "now", "due"]
    words: str


def is_open(data: LanesData) -> bool:
    """Whether somebody still holds the offer or owes something on it."""
    held = any(span.end is None for span in data.city)
    return not data.closed and (held or bool(data.ahead) or not all(x.end for x in data.lanes))


def last_day(lane: Lane, today: date) -> date:
    """The last day of a lane; today while the council discusses."""
    return max(lane.sent, (lane.ended if lane.end else None) or today)


def comes_back(lane: Lane) -> bool:
    """Whether the council has said something to the City."""
    return lane.end in ("answered", "late", "declined")


def beyond(lane: Lane, today: date) -> tuple[date, date] | None:
    """The days that a lane lasts after its date. They are never lateness."""
    start, end = max(lane.sent, lane.due), last_day(lane, today)
    return (start, end) if start < end else None


def state_of(lane: Lane) -> str:
    """The words for the state of a lane."""
    return (lane.label or STATES[lane.end]).rstrip(".")


def thread_of(lane: Lane, today: date) -> FilData:
    """One lane as a thread, up to its date; what comes after it is drawn apart."""
    due = max(lane.sent, lane.due)
    end = min(due, last_day(lane, today))
    owed = bool(beyond(lane, today)) or not lane.end
    return FilData(
        spans=[Span(side="council", start=lane.sent, end=end, label=lane.label)],
        knots=[],
        ticks=lane.ticks,
        ahead=[Ahead(due=due, side="council", label="")] if owed else [],
        today=today,
    )


def city_of(data: LanesData) -> FilData:
    """The City's own thread, from the day it sent the offer."""
    first = min(lane.sent for lane in data.lanes)
    return FilData(
        spans=[Span(side="city", start=first, end=first, label=""), *data.city],
        knots=[Knot(on=act.on, side="city", label=act.words) for act in acts_of(data)],
        ticks=[],
        ahead=[Ahead(due=a.due, side="city", label=a.label) for a in owed_by_city(data)],
        today=data.today,
    )


def acts_of(data: LanesData) -> list[Moment]:
    """The acts of the City in order; a sending and a closing are never left out."""
    acts = [Moment(knot.on, "act", knot.label) for knot in data.knots]
    known = {act.on for act in acts}
    days = {lane.sent for lane in data.lanes}
    for day in sorted(days - known):
        names = [lane.name for lane in data.lanes if lane.sent == day]
        whom = names[0] if len(names) == 1 else f"{len(names)}{NBSP}conseils"
        acts.append(Moment(day, "act", f"Envoi, {whom}" if len(days) > 1 else "Envoi"))
    if data.closed and data.closed not in known:
        acts.append(Moment(data.closed, "act", "Clôture"))
    return sorted(acts, key=lambda act: act.on)


def owed_by_city(data: LanesData) -> list[Ahead]:
    """The dates owed that stand on no council's lane."""
    if data.closed:
        return []
    dues = {lane.due for lane in data.lanes if not lane.end}
    return [item for item in data.ahead if item.side == "city" or item.due not in dues]


def owed_by_councils(data: LanesData, day: date) -> str:
    """The words for the date by which councils answer; their lanes say which ones."""
    waiting = sum(1 for lane in data.lanes if lane.due == day and not lane.end)
    if waiting > 1:
        return f"{waiting}{NBSP}réponses attendues"
    return "Réponse attendue" if waiting else "Réponse des conseils"


def moments_of(lane: Lane, today: date) -> list[Moment]:
    """What a council received, said and owes, in order; the first one is the sending."""
    moments = [Moment(tick.on, "act", tick.label.rstrip(".")) for tick in lane.ticks]
    if lane.acknowledged:
        moments.append(Moment(lane.acknowledged, "act", "Bien reçu"))
    if beyond(lane, today) or not lane.end:
        moments.append(Moment(lane.due, "due", "Réponse attendue"))
    words = state_of(lane)
    if lane.end == "late" and "après" not in words:
        words += ", après la date"
    moments.append(Moment(last_day(lane, today), "act" if lane.end else "now", words))
    moments.sort(key=lambda moment: moment.on)
    return [Moment(lane.sent, "act", "Offre reçue"), *moments]


def _rows(data: LanesData) -> list[set[date]]:
    """The dates that have a mark, lane by lane; the City's own come last."""
    rows = [
        {lane.sent, lane.acknowledged or lane.sent, last_day(lane, data.today)}
        | {point.on for point in thread_of(lane, data.today).points}
        for lane in data.lanes
    ]
    now = {data.today} if is_open(data) else set()
    return [*rows, now.union(dates_of(city_of(data)))]


def days_of(data: LanesData) -> list[date]:
    """Every date that has its own place in the picture."""
    dues = {lane.due for lane in data.lanes}
    return sorted(dues.union(*_rows(data)))


def axis_of(data: LanesData, length: float, apart: float) -> Scale:
    """The common scale of time, stretched where two marks of one lane would touch."""
    days = days_of(data)
    least = dict.fromkeys(days[:-1], 0.0)
    pairs = [pair for row in _rows(data) for pair in pairwise(sorted(row))]
    for _ in range(8):
        share = min(1.0, length / 2 / (sum(least.values()) or 1.0))
        gaps = [gap * share for gap in least.values()]
        scale = Scale(days, gaps, length - sum(gaps))
        for start, end in pairs:
            least[start] += max(0.0, apart - scale(end) + scale(start))
    return scale
