"""After the answer, and beside the steps: prise d'acte, appel au conseil."""

from __future__ import annotations

from datetime import datetime
from typing import Unpack

from circuits import emails
from circuits.actions import obligations
from circuits.actions.circuit import advance, end
from circuits.actions.gate import acting, system_acting
from circuits.actions.instruct import Door
from circuits.actions.record import Case, record, write_text
from circuits.errors import ActRefused
from circuits.models import Dossier, End, Obligation, Outcome


def acknowledge_answer(dossier_pk: int, *, comment: str = "", **door: Unpack[Door]) -> Dossier:
    """The council takes note: E3 when the town refused, E4 otherwise."""
    with acting(dossier_pk, "acknowledge_answer", **door) as case:
        record(
            case,
            "acknowledged",
            "public",
            text=write_text(case, "comment", comment),
            data={"act": case.act, "end": _end_of(case)},
        )
        _close(case)
    return case.dossier


def ask_precision(dossier_pk: int, *, question: str, **door: Unpack[Door]) -> Dossier:
    """The council asks what the answer means, once: the service has ten worked days."""
    return _ask_again(dossier_pk, "ask_precision", question, door)


def ask_reasons(dossier_pk: int, *, question: str, **door: Unpack[Door]) -> Dossier:
    """The council asks why it was refused, once: the service has one month."""
    return _ask_again(dossier_pk, "ask_reasons", question, door)


def _ask_again(dossier_pk: int, act: str, question: str, door: Door) -> Dossier:
    """Back to the service on a delay of its own; what it says is validated as an answer.

    The first answer stays published and keeps its date: the town has answered.
    """
    with acting(dossier_pk, act, **door) as case:
        dossier = case.dossier
        if not question.strip():
            raise ActRefused("Écrivez votre question.")
        dossier.asked_again_at = case.at
        dossier.save(update_fields=["asked_again_at"])
        code, delay, unit = AGAIN[act]
        text = write_text(case, "precision", question)
        event = record(case, code, "public", text=text, data=case.said)
        advance(case, delay=(delay, unit))
        emails.notify("M15q", case, event)
    return dossier


# What the record says, and the delay of the step that begins again (circuits.md 3).
AGAIN = {
    "ask_precision": ("precision_asked", 10, "wd"),
    "ask_reasons": ("reasons_asked", 1, "months"),
}


def lapse(dossier: Dossier, *, at: datetime) -> None:
    """Thirty days of silence, announced seven days before: the one end by the system.

    The caller holds the dossier's row locked (circuits.md 1.7).
    """
    with system_acting(dossier, "lapse", at=at) as case:
        record(case, "lapsed", "public", data={"act": "lapse", "end": _end_of(case)})
        _close(case)


def report_call(dossier_pk: int, *, note: str = "", **door: Unpack[Door]) -> Dossier:
    """The Agence has called the council about a missed promise (circuits.md 5)."""
    with acting(dossier_pk, "report_call", **door) as case:
        obligations.close_side(case, Obligation.Kind.CALL, Obligation.Closing.DONE)
        record(
            case,
            "council_called",
            "public",
            text=write_text(case, "note", note),
            data={"act": case.act},
        )
    return case.dossier


def _end_of(case: Case) -> str:
    refused = case.dossier.outcome == Outcome.REFUSED
    return End.REFUSED if refused else End.NOTED


def _close(case: Case) -> None:
    answer = case.dossier.answers.filter(published_at__isnull=False).latest("version")
    end(case, code=_end_of(case), reason=answer.reason_code)
