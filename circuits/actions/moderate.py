"""« Masquer »: a text leaves the public page at once, and the page says why.

Nothing disappears: number, title, council, state and record stay, and the text is still
read by those who may (circuits.md 3 and 8).
"""

from __future__ import annotations

from typing import Unpack

from circuits import emails
from circuits.actions.gate import acting
from circuits.actions.instruct import Door
from circuits.actions.record import record, write_text
from circuits.errors import ActRefused
from circuits.models import Dossier, TextVersion

LONGEST_REASON = 300


def hide_text(dossier_pk: int, *, reason: str, **door: Unpack[Door]) -> Dossier:
    """Take the text off the public page, with a public reason; the title was proofread.

    Raises:
        ActRefused: no reason, or one over three hundred signs.

    """
    with acting(dossier_pk, "hide_text", **door) as case:
        dossier = case.dossier
        if not reason.strip() or len(reason.strip()) > LONGEST_REASON:
            raise ActRefused("Dites au public pourquoi, en trois cents signes au plus.")
        dossier.hidden_at, dossier.hidden_because = case.at, reason.strip()
        dossier.save(update_fields=["hidden_at", "hidden_because"])
        event = record(
            case,
            "text_hidden",
            "public",
            text=write_text(case, TextVersion.Kind.HIDDEN, reason),
            data=case.said,
        )
        emails.notify("M15h", case, event)
    return dossier


def show_text(dossier_pk: int, **door: Unpack[Door]) -> Dossier:
    """The text is public again."""
    with acting(dossier_pk, "show_text", **door) as case:
        dossier = case.dossier
        dossier.hidden_at, dossier.hidden_because = None, ""
        dossier.save(update_fields=["hidden_at", "hidden_because"])
        record(case, "text_shown", "public", data=case.said)
    return dossier
