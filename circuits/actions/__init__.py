"""All writes of the circuits: verbs, keyword-only, `by=` and `at=`, one transaction.

Each locks the dossier, checks again, changes, records and queues its mails; nothing is
sent here. `ACTIONS` is the table that forms and Wagtail's tasks look up.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from circuits.actions.deposit import deposit, proofread, save_draft, start_draft
from circuits.actions.follow import (
    acknowledge_answer,
    lapse,
    report_call,
    report_milestone,
)
from circuits.actions.instruct import (
    Draft,
    accept_attribution,
    approve_elected,
    approve_service,
    decline_attribution,
    qualify,
    request_changes_elected,
    request_changes_service,
    transmit_answer,
)
from circuits.actions.record import OnBehalf

ACTIONS: dict[str, Callable[..., Any]] = {
    action.__name__: action
    for action in (
        deposit,
        proofread,
        qualify,
        accept_attribution,
        decline_attribution,
        transmit_answer,
        approve_service,
        request_changes_service,
        approve_elected,
        request_changes_elected,
        acknowledge_answer,
        report_milestone,
        report_call,
    )
}

__all__ = [
    "ACTIONS",
    "Draft",
    "OnBehalf",
    "accept_attribution",
    "acknowledge_answer",
    "approve_elected",
    "approve_service",
    "decline_attribution",
    "deposit",
    "lapse",
    "proofread",
    "qualify",
    "report_call",
    "report_milestone",
    "request_changes_elected",
    "request_changes_service",
    "save_draft",
    "start_draft",
    "transmit_answer",
]
