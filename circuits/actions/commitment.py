"""A7: what the town announced, told every three months, then done or given up.

« Réalisée » is said by the service and confirmed by the Agence (E1); « abandonnée » is
signed by whoever signs the answers, with a coded reason (E2; circuits.md 3 and 8).
"""

from __future__ import annotations

from datetime import date
from typing import Unpack

from circuits import emails
from circuits.actions import asked, obligations
from circuits.actions.circuit import advance, end
from circuits.actions.gate import acting
from circuits.actions.instruct import Door
from circuits.actions.record import record, write_text
from circuits.errors import ActRefused
from circuits.models import Dossier, End, Milestone, Obligation
from participation.clock import local_day

CONFIRMATION_DELAY = 5
# A council that was promised something is owed more than a line (circuits.md 8, E2).
SHORTEST_ABANDON = 200


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
        data = case.said
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


def declare_done(
    dossier_pk: int, *, report: str, done_on: date, **door: Unpack[Door]
) -> Dossier:
    """The service says what was done, where and when; the Agence goes and sees.

    Raises:
        ActRefused: no text, a day to come, or a declaration that waits already.

    """
    with acting(dossier_pk, "declare_done", **door) as case:
        if not report.strip():
            raise ActRefused("Dites ce qui a été réalisé, où et quand.")
        if done_on > local_day(case.at):
            raise ActRefused("La réalisation ne peut pas être datée du futur.")
        record(
            case,
            "done_declared",
            "both",
            text=write_text(case, "done", report),
            data={**case.said, "done_on": str(done_on)},
        )
        obligations.open_side(
            case, Obligation.Kind.COMPLETION, party="agency", delay=CONFIRMATION_DELAY
        )
    return case.dossier


def confirm_done(dossier_pk: int, **door: Unpack[Door]) -> Dossier:
    """The Agence has seen it: the commitment is kept, and the dossier ends (E1)."""
    with acting(dossier_pk, "confirm_done", **door) as case:
        declared = asked.latest(case.dossier, "done_declared")
        case.dossier.milestones.filter(done_at__isnull=True).update(done_at=case.at)
        event = record(
            case,
            "done_confirmed",
            "public",
            text=declared.text,
            data={**case.said, "done_on": declared.data["done_on"]},
        )
        end(case, code=End.ACHIEVED)
        emails.notify("E1", case, event)
    return case.dossier


def refuse_done(dossier_pk: int, *, reason: str, **door: Unpack[Door]) -> Dossier:
    """It is not done yet: the commitment goes on, and the service is told why."""
    with acting(dossier_pk, "refuse_done", **door) as case:
        asked.refuse(
            case,
            Obligation.Kind.COMPLETION,
            reason,
            code="done_refused",
            notice="M15d",
            unsaid="Dites ce qui manque encore.",
            audience="both",
        )
    return case.dossier


def abandon_commitment(
    dossier_pk: int, *, reason_code: str, text: str, **door: Unpack[Door]
) -> Dossier:
    """Whoever signed gives the commitment up, and says why to the council (E2).

    Raises:
        ActRefused: an unknown code, or an explanation under two hundred signs.

    """
    with acting(dossier_pk, "abandon_commitment", **door) as case:
        assert case.dossier.circuit is not None
        if reason_code not in {r.code for r in case.dossier.circuit.rules.abandon_reasons}:
            raise ActRefused("Choisissez le motif de l’abandon.")
        if len(text.strip()) < SHORTEST_ABANDON:
            raise ActRefused("Expliquez l’abandon au conseil en deux cents signes au moins.")
        event = record(
            case,
            "commitment_abandoned",
            "public",
            text=write_text(case, "abandon", text),
            data={**case.said, "reason": reason_code},
        )
        end(case, code=End.ABANDONED, reason=reason_code)
        emails.notify("E2", case, event)
    return case.dossier
