"""What the town says in the end: suites, bilan, or an annulation that two people make.

No offre is closed without its published follow-up, unless it is cancelled, by the
service and the élu together (circuits.md 4 and 8).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Unpack

from circuits import emails
from circuits.actions import asked, obligations
from circuits.actions.circuit import advance, end
from circuits.actions.gate import acting
from circuits.actions.instruct import Door
from circuits.actions.record import Case, record, write_text
from circuits.errors import ActRefused
from circuits.models import Contribution, Dossier, End, FollowUp, Obligation
from participation.clock import local_day


@dataclass(frozen=True)
class Said:
    """What the town made of one contribution: its outcome, and why."""

    contribution: int
    outcome: str
    reason: str


def publish_follow_up(
    dossier_pk: int, *, text: str, follow_ups: list[Said], **door: Unpack[Door]
) -> Dossier:
    """What the town made of each contribution, made public (CRPA L131-1).

    Raises:
        ActRefused: a contribution without its follow-up, or a follow-up without reason.

    """
    with acting(dossier_pk, "publish_follow_up", **door) as case:
        dossier = case.dossier
        if not text.strip():
            raise ActRefused("Écrivez ce que la Ville retient de la consultation.")
        _keep(case, follow_ups)
        obligations.close_side(case, Obligation.Kind.CANCELLATION, Obligation.Closing.DROPPED)
        dossier.answered_at = case.at
        dossier.save(update_fields=["answered_at"])
        event = record(
            case,
            "follow_up_published",
            "public",
            text=write_text(case, "suites", text),
            data=case.said,
        )
        advance(case, start=_assessed_from(case))
        emails.notify_councils("N4", case, event, _told(case))
    return case.dossier


def _keep(case: Case, follow_ups: list[Said]) -> None:
    contributions = Contribution.objects.filter(thread__offer=case.dossier)
    given = {said.contribution: said for said in follow_ups}
    if set(given) != set(contributions.values_list("pk", flat=True)):
        raise ActRefused("Chaque réponse d’un conseil doit avoir sa suite.")
    for said in given.values():
        if said.outcome not in FollowUp.Outcome.values or not said.reason.strip():
            raise ActRefused("Dites pour chaque conseil ce qui est retenu, et pourquoi.")
        FollowUp.objects.create(
            contribution_id=said.contribution,
            outcome=said.outcome,
            reason=said.reason.strip(),
            published_at=case.at,
        )


def _assessed_from(case: Case) -> date | None:
    """The bilan's delay counts from the event when it is still to come."""
    event_on = case.dossier.offer.event_on
    if event_on is None or event_on <= local_day(case.at):
        return None
    return case.calendar.next_working(event_on)


def publish_assessment(dossier_pk: int, *, text: str, **door: Unpack[Door]) -> Dossier:
    """What came of it; the offre ends (F1, or F2 and F3 when nobody took part)."""
    with acting(dossier_pk, "publish_assessment", **door) as case:
        if not text.strip():
            raise ActRefused("Écrivez le bilan de l’offre.")
        code = _end_of(case)
        event = record(
            case,
            "assessment_published",
            "public",
            text=write_text(case, "bilan", text),
            data={**case.said, "end": code},
        )
        end(case, code=code)
        emails.notify_councils("N4b", case, event, _told(case))
    return case.dossier


def _end_of(case: Case) -> str:
    codes = set(case.dossier.threads.values_list("end_code", flat=True))
    for code in (End.HELD, End.SILENT, End.DECLINED):
        if code in codes:
            return code
    return End.SILENT


def ask_cancellation(
    dossier_pk: int, *, reason_code: str, text: str, fate: str = "", **door: Unpack[Door]
) -> Dossier:
    """The service asks to give the offre up; the élu decides (circuits.md 8, F4).

    Raises:
        ActRefused: an unknown code, no text, or answers whose fate is not said.

    """
    with acting(dossier_pk, "ask_cancellation", **door) as case:
        dossier = case.dossier
        assert dossier.circuit is not None
        if reason_code not in {r.code for r in dossier.circuit.rules.refusal_reasons}:
            raise ActRefused("Choisissez le motif de l’annulation.")
        if not text.strip():
            raise ActRefused("Expliquez l’annulation aux conseils.")
        if dossier.elected_id is None:
            raise ActRefused("L’Agence doit d’abord désigner l’élue ou l’élu qui signe.")
        answered = _answers(dossier)
        if answered and not fate.strip():
            raise ActRefused("Dites ce que deviennent les réponses déjà reçues.")
        words = f"{text.strip()}\n\n{fate.strip()}" if answered else text
        record(
            case,
            "cancellation_asked",
            "city",
            text=write_text(case, "cancel", words),
            data={**case.said, "reason": reason_code, "answers": answered},
        )
        obligations.open_side(
            case,
            Obligation.Kind.CANCELLATION,
            party="elected",
            delay=obligations.CANCELLATION_DELAY,
            ladder="elected",
        )
    return case.dossier


def confirm_cancellation(dossier_pk: int, **door: Unpack[Door]) -> Dossier:
    """The élu agrees: the offre ends, and every council is told at once (F4, N5)."""
    with acting(dossier_pk, "confirm_cancellation", **door) as case:
        dossier = case.dossier
        request = asked.latest(dossier, "cancellation_asked")
        if _answers(dossier) != request.data["answers"]:
            raise ActRefused(
                "Un conseil a répondu depuis la demande d’annulation. Maintenez l’offre : le "
                "service dira ce que devient sa réponse s’il demande de nouveau l’annulation."
            )
        obligations.close_side(case, Obligation.Kind.CANCELLATION, Obligation.Closing.DONE)
        event = record(
            case,
            "offer_cancelled",
            "public" if dossier.sent_at else "city",
            text=request.text,
            data={**case.said, "reason": request.data["reason"]},
        )
        told = _told(case)
        for thread in dossier.threads.open().select_related("council"):
            thread.offer = dossier
            end(replace(case, thread=thread), code=End.CANCELLED)
        end(case, code=End.CANCELLED, reason=request.data["reason"])
        emails.notify_councils("N5", case, event, told)
        emails.notify("N6", case, event)
    return case.dossier


def refuse_cancellation(dossier_pk: int, *, reason: str, **door: Unpack[Door]) -> Dossier:
    """The élu keeps the offre: it goes on where it was."""
    with acting(dossier_pk, "refuse_cancellation", **door) as case:
        asked.refuse(
            case,
            Obligation.Kind.CANCELLATION,
            reason,
            code="cancellation_refused",
            notice="N6",
            unsaid="Dites pourquoi l’offre est maintenue.",
        )
    return case.dossier


def _answers(dossier: Dossier) -> int:
    return Contribution.objects.filter(thread__offer=dossier).count()


def _told(case: Case) -> list[Any]:
    """The councils that are told, in a stable order, each on its thread."""
    threads = case.dossier.threads.exclude(end_code=End.CANCELLED)
    return list(
        threads.select_related("council__successor", "contribution__follow_up").order_by("pk")
    )
