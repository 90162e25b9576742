"""After the answer, and beside the steps: prise d'acte, point d'étape, appel."""

from __future__ import annotations

from datetime import date, datetime
from typing import Unpack

from circuits.actions import obligations
from circuits.actions.circuit import advance, end
from circuits.actions.gate import acting, system_acting
from circuits.actions.instruct import Door
from circuits.actions.record import Case, record, write_text
from circuits.errors import ActRefused
from circuits.models import Dossier, End, Milestone, Obligation, Outcome


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


def lapse(dossier: Dossier, *, at: datetime) -> None:
    """Thirty days of silence, announced seven days before: the one end by the system.

    The caller holds the dossier's row locked (circuits.md 1.7).
    """
    with system_acting(dossier, "lapse", at=at) as case:
        record(case, "lapsed", "public", data={"act": "lapse", "end": _end_of(case)})
        _close(case)


def report_milestone(
    dossier_pk: int,
    *,
    report: str,
    planned_on: date | None = None,
    **door: Unpack[Door],
) -> Dossier:
    """Every three months the service says in public where the commitment stands."""
    with acting(dossier_pk, "report_milestone", **door) as case:
        if not report.strip():
            raise ActRefused("Écrivez où en est l’engagement.")
        dossier = case.dossier
        data = {"act": case.act}
        current = dossier.milestones.order_by("set_at", "pk").last()
        if planned_on is not None and current and planned_on != current.planned_on:
            Milestone.objects.create(
                dossier=dossier,
                label=current.label,
                planned_on=planned_on,
                set_at=case.at,
            )
            data |= {"old": str(current.planned_on), "new": str(planned_on)}
        record(
            case,
            "milestone_reported",
            "public",
            text=write_text(case, "milestone", report),
            data=data,
        )
        advance(case)
    return dossier


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
    answer = case.dossier.answers.filter(published_at__isnull=False).get()
    end(case, code=_end_of(case), reason=answer.reason_code)
