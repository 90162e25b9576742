"""What somebody asked of somebody else: found again, or refused with a reason.

A wait, a transfer, an irrecevabilité, a réalisation, an annulation: one person asks, a
side obligation waits, another settles it (circuits.md 3, 4, 6, 7 and 8).
"""

from __future__ import annotations

from circuits import emails
from circuits.actions import obligations
from circuits.actions.record import Case, record, write_text
from circuits.errors import ActRefused
from circuits.models import Dossier, Event, Obligation, TextVersion


def latest(dossier: Dossier, code: str) -> Event:
    """The last event by which it was asked, with its text."""
    asked: Event = dossier.events.filter(code=code).select_related("text").latest("position")
    return asked


def refuse(
    case: Case,
    kind: Obligation.Kind,
    reason: str,
    *,
    code: str,
    notice: str,
    unsaid: str,
    audience: str = "city",
) -> None:
    """Say no: what was asked waits no more, and who asked reads why.

    Raises:
        ActRefused: no reason; `unsaid` says what is missing.

    """
    if not reason.strip():
        raise ActRefused(unsaid)
    obligations.close_side(case, kind, Obligation.Closing.DONE)
    text = write_text(case, TextVersion.Kind.NOTE, reason)
    event = record(case, code, audience, text=text, data=case.said)
    emails.notify(notice, case, event)
