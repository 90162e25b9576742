"""The story of an ended dossier, from its public record alone: chapters, facts, « le fil ».

The same for every reader, signed in or not: it starts from what anybody reads.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby
from typing import Any

from django.http import HttpRequest

from circuits import cards
from circuits.models import Dossier, Event
from circuits.story import tellable
from circuits.views import offer_presenters, presenters
from circuits.views.frame import Frame, frame_of
from circuits.views.offers import ASKED
from circuits.views.public import PUBLIC_TEXTS, published_answers
from participation.clock import local_day
from participation.french import long_date, nearby_date, plural

# What the machine or the Agence does beside the story.
BESIDE = frozenset({"text_published", "advised", "date_moved", "gathered", "parted"})
OFFER_TEXTS = ASKED | {"suites", "bilan", "cancel"}
# The Agence gives it to those who study it, or has the answer itself.
HANDED_OVER = frozenset({"qualified", "answer_transmitted"})
ANSWERS = frozenset({"answer_published", "answer_deferred"})
REQUEST_CHAPTERS = {
    "asked": "Le conseil demande",
    "studied": "La Ville étudie",
    "answered": "La Ville répond",
    "after": "Et ensuite",
}
# What follows the answer, by the way it ended (circuits.md 8).
AFTER = {"E1": "La promesse tenue", "E2": "La promesse abandonnée"}
OFFER_CHAPTERS = {
    "written": "La Ville propose",
    "discussed": "Les conseils en parlent",
    "followed": "Ce que la Ville en a fait",
    "told": "Le bilan",
}
OFFER_STEPS = {"BC": "discussed", "B2": "discussed", "B3": "discussed", "B3q": "discussed"}
OFFER_STEPS |= {"B4": "followed", "B5": "told"}


@dataclass
class Chapter:
    """A part of the story: when, how long, and what happened."""

    title: str
    when: str
    lasted: str
    entries: list[dict[str, Any]]
    summary: str = ""


@dataclass
class Story:
    """Everything that the page tells besides what the Agence wrote."""

    dossier: Dossier
    title: str
    sentence: str
    origin: str
    need: str
    wish: str
    rows: list[dict[str, str]]
    fil: Any
    lanes: Any
    reopened: bool
    chapters: list[Chapter] = field(default_factory=list)


def story_of(pk: int, request: HttpRequest) -> Story | None:
    """The story of this dossier; None when the public does not read it."""
    frame = frame_of(request)
    joined = ("participationrequest__commission", "participationoffer")
    found = cards.one(tellable().filter(pk=pk), reminders=False, threads=True, more=joined)
    return _told(found, frame) if found is not None else None


def _told(found: Dossier, frame: Frame) -> Story:
    events = presenters.public_record(found)
    answers = published_answers(events)
    asked = None if found.is_offer else found.request
    return Story(
        dossier=found,
        title=found.public_title,
        sentence=presenters.state_of(found, frame),
        origin=_origin(found),
        need=asked.need if asked else "",
        wish=asked.wish if asked else found.offer.proposal,
        rows=list(_rows(found, events, frame)),
        fil=None if found.is_offer else presenters.thread(found, frame),
        lanes=_lanes(found, frame) if found.is_offer else None,
        reopened=not found.is_closed,
        chapters=list(_chapters(found, events, [a.summary for a in reversed(answers)])),
    )


def _lanes(found: Dossier, frame: Frame) -> Any:
    return offer_presenters.lanes_of(found, offer_presenters.ways_of(found), frame)


def _origin(found: Dossier) -> str:
    """Where the idea comes from, before the first act of the record."""
    if found.is_offer:
        return f"L’idée vient du service {found.service}." if found.service else ""
    asked = found.request
    where = f" dans la commission «\u00a0{asked.commission}\u00a0»" if asked.commission else ""
    if asked.adopted_on:
        day = long_date(asked.adopted_on)
        return f"{found.council} a parlé de l’idée{where} et l’a adoptée en réunion le {day}."
    return f"{found.council} a décidé la demande{where} entre deux réunions."


def _rows(found: Dossier, events: Sequence[Event], frame: Frame) -> Iterable[dict[str, str]]:
    """The facts in short, by name."""
    yield {"key": "Dossier", "value": found.label}
    if found.council:
        yield {"key": "Qui demande", "value": str(found.council)}
    if found.service:
        yield {"key": "Service de la Ville", "value": str(found.service)}
    if found.theme:
        yield {"key": "Thème", "value": str(found.theme)}
    if found.deposited_at:
        yield {"key": "Début", "value": long_date(local_day(found.deposited_at))}
    if found.answered_at and not found.is_offer:
        yield {"key": "Réponse de la Ville", "value": _kept(found)}
    yield {"key": "Relances", "value": _reminders(events)}
    if found.closed_at:
        yield {"key": "Fin", "value": long_date(local_day(found.closed_at))}
    yield {"key": "Issue", "value": presenters.badge_of(found, frame)["label"]}


def _kept(found: Dossier) -> str:
    """The day of the answer, and whether it was the promised one."""
    assert found.answered_at is not None and found.deposited_at is not None
    day = local_day(found.answered_at)
    days = plural((day - local_day(found.deposited_at)).days, "jour")
    text = f"{long_date(day)}, soit {days} après le dépôt"
    if found.promised_on is None:
        return text
    promised = long_date(found.promised_on)
    verb = "promise au plus tard le" if day <= found.promised_on else "promise pour le"
    late = "" if day <= found.promised_on else ", donc en retard"
    return f"{text} ({verb} {promised}{late})"


def _reminders(events: Sequence[Event]) -> str:
    count = sum(1 for event in events if event.code == "reminded")
    return plural(count, "relance") if count else "Aucune : chacun a agi à temps"


def _chapters(
    found: Dossier, events: Sequence[Event], summaries: Sequence[str]
) -> Iterable[Chapter]:
    """The record cut where the dossier enters a new part of its way."""
    titles = _titles(found)
    order = list(titles)
    told = [event for event in events if event.code not in BESIDE]
    reached, answered = 0, False
    placed = []
    for event in told:
        # A story does not go back: what is asked again belongs to the chapter it is in.
        reached = max(reached, order.index(_part(event, found, answered=answered)))
        placed.append((order[reached], event))
        answered = answered or event.code in ANSWERS
    shown = OFFER_TEXTS if found.is_offer else PUBLIC_TEXTS
    parts = [(key, [e for _, e in group]) for key, group in groupby(placed, lambda p: p[0])]
    answered_on = None
    for number, (key, part) in enumerate(parts):
        start, end = local_day(part[0].at), local_day(part[-1].at)
        if key == "answered":
            answered_on = end
        elif number + 1 < len(parts):
            # It is held until the next chapter begins.
            end = local_day(parts[number + 1][1][0].at)
        if key == "after" and answered_on is not None:
            # A promise runs from the answer that made it.
            start = answered_on
        yield Chapter(
            title=titles[key],
            when=_when(start, end),
            lasted=_lasted(start, end),
            entries=presenters.record_of(part, inside=False, shown_texts=shown),
            summary=" ".join(summaries) if key == "answered" else "",
        )


def _titles(found: Dossier) -> dict[str, str]:
    if found.is_offer:
        return OFFER_CHAPTERS
    after = AFTER.get(found.end_code, REQUEST_CHAPTERS["after"])
    return {**REQUEST_CHAPTERS, "after": after}


def _part(event: Event, found: Dossier, *, answered: bool) -> str:
    """Which chapter an event belongs to; `answered`: an answer stands before it."""
    if found.is_offer:
        return OFFER_STEPS.get(event.step, "written")
    if answered:
        return "after"
    if event.code in ANSWERS:
        return "answered"
    asked = event.code == "deposited" or event.step in ("", "A1")
    return "asked" if asked and event.code not in HANDED_OVER else "studied"


def _when(start: date, end: date) -> str:
    if start == end:
        return f"Le {long_date(start)}"
    return f"Du {nearby_date(start, end)} au {long_date(end)}"


def _lasted(start: date, end: date) -> str:
    days = (end - start).days
    return plural(days, "jour") if days else ""
