"""All writes of the circuits: verbs, keyword-only, `by=` and `at=`, one transaction.

Each locks the dossier, checks again, changes, records and queues its mails; nothing is
sent here. `ACTIONS` is the table that forms and Wagtail's tasks look up.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from circuits.actions.commitment import (
    abandon_commitment,
    confirm_done,
    declare_done,
    refuse_done,
    report_milestone,
)
from circuits.actions.conclude import (
    Said,
    ask_cancellation,
    confirm_cancellation,
    publish_assessment,
    publish_follow_up,
    refuse_cancellation,
)
from circuits.actions.deposit import deposit, proofread, save_draft, start_draft
from circuits.actions.extend import extend
from circuits.actions.follow import (
    acknowledge_answer,
    lapse,
    report_call,
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
from circuits.actions.offers import (
    add_council,
    approve_offer,
    attach,
    detach,
    request_offer_changes,
    return_offer,
    save_offer,
    send_offer,
    start_offer,
    submit_offer,
)
from circuits.actions.record import OnBehalf
from circuits.actions.threads import (
    acknowledge_offer,
    answer_offer,
    decline_offer,
    fall_silent,
    withdraw_council,
)

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
        extend,
        declare_done,
        confirm_done,
        refuse_done,
        abandon_commitment,
        submit_offer,
        approve_offer,
        request_offer_changes,
        send_offer,
        return_offer,
        add_council,
        acknowledge_offer,
        answer_offer,
        decline_offer,
        withdraw_council,
        publish_follow_up,
        publish_assessment,
        ask_cancellation,
        confirm_cancellation,
        refuse_cancellation,
    )
}

__all__ = [
    "ACTIONS",
    "Draft",
    "OnBehalf",
    "Said",
    "abandon_commitment",
    "accept_attribution",
    "acknowledge_answer",
    "acknowledge_offer",
    "add_council",
    "answer_offer",
    "approve_elected",
    "approve_offer",
    "approve_service",
    "ask_cancellation",
    "attach",
    "confirm_cancellation",
    "confirm_done",
    "declare_done",
    "decline_attribution",
    "decline_offer",
    "deposit",
    "detach",
    "extend",
    "fall_silent",
    "lapse",
    "proofread",
    "publish_assessment",
    "publish_follow_up",
    "qualify",
    "refuse_cancellation",
    "refuse_done",
    "report_call",
    "report_milestone",
    "request_changes_elected",
    "request_changes_service",
    "request_offer_changes",
    "return_offer",
    "save_draft",
    "save_offer",
    "send_offer",
    "start_draft",
    "start_offer",
    "submit_offer",
    "transmit_answer",
    "withdraw_council",
]
