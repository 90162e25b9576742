"""A demande told again from its record alone: what the public page says of it (P25).

Reads events and the table of the circuit under which it was deposited; never the dossier.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields
from datetime import date
from typing import Any

from circuits.definition import Definition
from circuits.models import Dossier, Event
from participation.clock import PARIS

# The end that each closing event writes; two of them say it themselves.
ENDS = {
    "withdrawn": "E8",
    "transferred": "E5",
    "merged": "E7",
    "barred": "E6",
    "lapsed_dormant": "E9",
    "done_confirmed": "E1",
    "commitment_abandoned": "E2",
    "acknowledged": "",
    "lapsed": "",
}
# Acts that lead from a step to the next one and say nothing more.
PLAIN = (
    "qualified",
    "attribution_accepted",
    "changes_requested",
    "milestone_reported",
    "precision_asked",
    "reasons_asked",
)
# Which events say whose dossier it is from now on.
WITH_SERVICE = ("qualified", "attribution_declined", "reassigned", "answer_transmitted")


@dataclass
class Told:
    """What the page says of a demande, under the names of the dossier's columns."""

    step: str = ""
    service_id: int | None = None
    promised_on: date | None = None
    suspended: str = ""
    dormant_on: date | None = None
    outcome: str = ""
    end_code: str = ""
    deposited_at: Any = None
    text_published_at: Any = None
    hidden_at: Any = None
    answered_at: Any = None
    closed_at: Any = None


def shown(dossier: Dossier) -> Told:
    """The same, as the columns of the dossier have it."""
    return Told(**{field.name: getattr(dossier, field.name) for field in fields(Told)})


def replay(events: Iterable[Event], rules: Definition) -> Told:
    """The demande as its record tells it, event by event."""
    told = Told()
    for event in events:
        _moves(told, event, rules)
        _dates(told, event)
        _ends(told, event)
    return told


def _moves(told: Told, event: Event, rules: Definition) -> None:
    code, data = event.code, event.data
    if code in WITH_SERVICE:
        told.service_id = event.service_id
    if code == "deposited":
        told.step, told.deposited_at = "A1", event.at
    elif code in PLAIN:
        told.step = rules.next_step(told.step, data["act"])
    elif code == "attribution_declined":
        when = "second_refusal" if data["to_agency"] else ""
        told.step = rules.next_step(told.step, data["act"], when)
    elif code in ("answer_transmitted", "service_approved"):
        answer = event.answer
        assert answer is not None
        when = "commitment" if answer.milestone_label else ""
        target = rules.next_step(told.step, data["act"], when)
        # Where nobody is left to validate, the event of the publication follows.
        told.step = told.step if target in ("A6", "A7") else target
    elif code == "answer_published":
        when = "commitment" if data["commits"] else ""
        told.step = rules.next_step(told.step, data["act"], when)
        told.answered_at = told.answered_at or event.at
        told.outcome = data["outcome"]
    elif code == "answer_deferred":
        told.step = rules.next_step(told.step, data["act"], "deferred")
    elif code == "reopened":
        told.step, told.closed_at, told.end_code = event.step, None, ""


# Which events give another promise, and under which name.
PROMISED = {
    "deposited": "promised_on",
    "reopened": "promised_on",
    "resumed": "promised_on",
    "extended": "new",
    "date_moved": "new",
    "answer_deferred": "until",
}


def _dates(told: Told, event: Event) -> None:
    code, data = event.code, event.data
    of_the_promise = data.get("kind", "promise") == "promise" or code == "resumed"
    if PROMISED.get(code) in data and of_the_promise:
        told.promised_on = date.fromisoformat(data[PROMISED[code]])
    if code == "suspended":
        told.suspended = data["kind"]
    elif code == "fell_asleep":
        told.dormant_on = event.at.astimezone(PARIS).date()
    elif code == "resumed":
        told.suspended, told.dormant_on = "", None
    elif code == "text_published":
        told.text_published_at = event.at
    elif code in ("text_hidden", "text_shown"):
        told.hidden_at = event.at if code == "text_hidden" else None


def _ends(told: Told, event: Event) -> None:
    if event.code in ENDS:
        told.step, told.closed_at = "end", event.at
        told.end_code = ENDS[event.code] or event.data["end"]
        told.suspended, told.dormant_on = "", None
