"""The circuit of an offre, as data (circuits.md 4 and 5).

The same engine as a demande's: only this table differs. B2 and B3 are steps of each
council's own thread; the others are the offer's.
"""

from typing import Any

from circuits.catalogue import LADDERS, Row, go, rung

# Fewest days between the sending and the answer date (circuits.md 4, B0).
SHORTEST_ANSWER = 30


def _step(
    code: str, task: str, name: str, owner: str, delay: int, unit: str, duty: str, **more: Any
) -> Row:
    return {
        "code": code,
        "task": task,
        "name": name,
        "owner": owner,
        "delay": delay,
        "unit": unit,
        "ladder": more.pop("ladder", owner),
        "duty": duty,
        **more,
    }


STEPS: list[Row] = [
    _step("B0", "offer_writing", "Reprise du texte", "service", 10, "wd", "texte à reprendre"),
    _step("B1", "offer_reading", "Relecture", "agency", 3, "wd", "relecture de l’offre"),
    _step("B1e", "offer_signature", "Signature", "elected", 3, "wd", "signature de l’offre"),
    _step("BC", "consultation", "Consultation", "councils", 0, "days", "", ladder=""),
    _step(
        "B2", "acknowledgement", "Accusé du conseil", "referent", 10, "wd",
        "accusé de réception", scope="thread", ladder="council",
    ),
    _step(
        "B3", "discussion", "En discussion", "referent", 0, "date", "réponse à l’offre",
        scope="thread", ladder="",
    ),
    _step(
        "B3q", "council_question", "Question à la Ville", "service", 5, "wd",
        "réponse à la question du conseil", scope="thread",
    ),
    _step(
        "B4", "follow_up", "Suites données", "service", 1, "months", "suites données aux "
        "contributions", public=True,
    ),
    _step("B5", "assessment", "Bilan", "service", 10, "wd", "bilan de l’offre"),
]  # fmt: skip

TRANSITIONS: list[Row] = [
    go("B0", "submit_offer", "B1"),
    go("B0", "ask_cancellation", "stay"),
    go("B0", "confirm_cancellation", "end"),
    go("B1", "approve_offer", "B1e"),
    go("B1", "request_offer_changes", "B0"),
    go("B1", "ask_cancellation", "stay"),
    go("B1", "confirm_cancellation", "end"),
    go("B1e", "send_offer", "BC"),
    go("B1e", "return_offer", "B0"),
    go("B1e", "ask_cancellation", "stay"),
    go("B1e", "confirm_cancellation", "end"),
    go("BC", "add_council", "stay"),
    # The last thread that ends leads on, whichever act or silence ended it.
    go("BC", "close_consultation", "B4"),
    go("BC", "ask_cancellation", "stay"),
    go("BC", "confirm_cancellation", "end"),
    go("B2", "acknowledge_offer", "B3"),
    go("B2", "answer_offer", "end"),
    go("B2", "decline_offer", "end"),
    go("B2", "fall_silent", "end"),
    go("B2", "withdraw_council", "end"),
    go("B2", "ask_question", "B3q"),
    go("B3", "answer_offer", "end"),
    go("B3", "ask_question", "B3q"),
    go("B3q", "answer_question", "B3"),
    # The council need not wait for what it asked.
    go("B3q", "answer_offer", "end"),
    go("B3q", "withdraw_council", "end"),
    go("B3", "fall_silent", "end"),
    go("B3", "withdraw_council", "end"),
    go("B4", "publish_follow_up", "B5"),
    go("B4", "ask_cancellation", "stay"),
    go("B4", "confirm_cancellation", "end"),
    go("B5", "publish_assessment", "end"),
]

FORWARD = {
    "B1": "approve_offer",
    "B1e": "send_offer",
    "BC": "close_consultation",
    "B2": "acknowledge_offer",
    "B3": "answer_offer",
    "B3q": "answer_question",
    "B4": "publish_follow_up",
    "B5": "publish_assessment",
}

OFFER_LADDERS: dict[str, list[Row]] = {
    **{name: LADDERS[name] for name in ("service", "agency", "elected", "side")},
    # Volunteers: two avis, one relance, then the Agence alone is told, to help.
    "council": [
        rung("r0", 0, "avis", "referent", "referent_deputy", unit="start"),
        rung("r1", -5, "avis", "referent", min_delay=8),
        rung("r2", 0, "avis", "referent"),
        rung("r3", 1, "relance", "referent", "agency"),
        *(rung(f"r{4 + i}", after, "avis", "agency") for i, after in enumerate((5, 10, 20))),
    ],
    # The date of the answer, whatever the step: it is the thread's own promise.
    "answer": [
        rung("d-15", -15, "avis", "referent", unit="days"),
        rung("d-5", -5, "avis", "referent", unit="days"),
        rung("d+1", 1, "relance", "referent", "agency", unit="days"),
        rung("silence", 10, "auto"),
    ],
}

CANCELLATION_REASONS: list[Row] = [
    {"code": "budget", "label": "Le budget n’est plus disponible"},
    {"code": "project_changed", "label": "Le projet a changé"},
    {"code": "calendar", "label": "Le calendrier ne permet plus de tenir compte des avis"},
    {"code": "law", "label": "Le droit ne le permet pas"},
    {"code": "other", "label": "Autre raison, dite dans le texte"},
]


def offer_definition() -> dict[str, Any]:
    """Circuit B « Offre de participation »."""
    return {
        "first": "B1",
        "steps": STEPS,
        "transitions": TRANSITIONS,
        "forward": FORWARD,
        "ladders": OFFER_LADDERS,
        "refusal_reasons": CANCELLATION_REASONS,
    }
