"""What the town does with a demande, from qualification to the signed answer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, TypedDict, Unpack

from circuits import emails
from circuits.actions import obligations
from circuits.actions.circuit import advance
from circuits.actions.gate import acting
from circuits.actions.record import Case, OnBehalf, actor_of, record, write_text
from circuits.errors import ActRefused
from circuits.models import Answer, DateChange, Dossier, Milestone, Obligation, Outcome
from participation.clock import local_day
from participation.french import by_the
from participation.models import ElectedOfficial, Service, User

CHANGES_FLOOR = 3
DEFERRED_MONTHS = 6
LAST_REFUSAL = 2


class Door(TypedDict, total=False):
    """What every act takes besides its own fields: see `gate.acting`."""

    by: User
    at: datetime
    seen: int | None
    behalf: OnBehalf | None


@dataclass(frozen=True)
class Draft:
    """An answer as it was typed; every field is checked by `transmit_answer`."""

    outcome: str
    summary: str
    body: str
    signatory: str
    next_steps: str = ""
    reason_code: str = ""
    reason: str = ""
    alternative: str = ""
    decided_by: str = ""
    decided_on: date | None = None
    decision_url: str = ""
    milestone_label: str = ""
    milestone_on: date | None = None
    deferred_to: date | None = None


def qualify(
    dossier_pk: int,
    *,
    service: Service,
    elected: ElectedOfficial | None = None,
    holder: User | None = None,
    deputy: User | None = None,
    **door: Unpack[Door],
) -> Dossier:
    """The Agence finds the service in charge; without step A2 it names the holder.

    Raises:
        ActRefused: no holder where the circuit needs one, no élu where one signs.

    """
    with acting(dossier_pk, "qualify", **door) as case:
        dossier = case.dossier
        assert dossier.circuit is not None
        rules = dossier.circuit.rules
        if not service.active:
            raise ActRefused("Ce service n’est plus en activité.")
        if rules.has("A5") and elected is None:
            raise ActRefused("Choisissez l’élue ou l’élu qui signera la réponse.")
        if not rules.has("A2"):
            holder = holder or service.holder
            deputy = deputy or service.deputy
            if holder is None:
                raise ActRefused("Nommez la personne titulaire du dossier.")
        dossier.service = service
        dossier.elected = elected
        dossier.holder = holder
        dossier.deputy = deputy
        dossier.save(update_fields=["service", "elected", "holder", "deputy"])
        event = record(case, "qualified", "public", service=service, data={"act": "qualify"})
        advance(case)
        emails.notify("M2", case, event)
    return dossier


def accept_attribution(
    dossier_pk: int, *, holder: User, deputy: User | None = None, **door: Unpack[Door]
) -> Dossier:
    """The head of the service takes the dossier and names who studies it."""
    with acting(dossier_pk, "accept_attribution", **door) as case:
        dossier = case.dossier
        if deputy is not None and deputy.pk == holder.pk:
            raise ActRefused("La suppléance revient à une autre personne.")
        dossier.holder = holder
        dossier.deputy = deputy
        dossier.save(update_fields=["holder", "deputy"])
        record(
            case,
            "attribution_accepted",
            "public",
            service=dossier.service,
            data={"act": case.act},
        )
        advance(case)
    return dossier


def decline_attribution(
    dossier_pk: int, *, reason: str, proposed: Service, **door: Unpack[Door]
) -> Dossier:
    """The head says whose dossier it is; after two refusals the Agence decides.

    circuits.md 3 (A2) and 7: public « Réattribuée de {S1} à {S2} », services only.
    """
    with acting(dossier_pk, "decline_attribution", **door) as case:
        dossier = case.dossier
        if not reason.strip():
            raise ActRefused("Dites pourquoi ce dossier n’est pas le vôtre.")
        if proposed.pk == dossier.service_id or not proposed.active:
            raise ActRefused("Proposez un autre service.")
        refusals = dossier.events.filter(code="attribution_declined").count() + 1
        last = refusals >= LAST_REFUSAL
        event = record(
            case,
            "attribution_declined",
            "public",
            service=proposed,
            text=write_text(case, "reason", reason),
            data={
                "act": case.act,
                "from": dossier.service_id,
                "refusals": refusals,
                "to_agency": last,
            },
        )
        dossier.service = proposed
        dossier.save(update_fields=["service"])
        advance(case, when="second_refusal" if last else "")
        if not last:
            # After the second one the Agence is the next owner: r0 tells it.
            emails.notify("M15", case, event)
    return dossier


def answer_directly(
    dossier_pk: int,
    *,
    draft: Draft,
    service: Service,
    elected: ElectedOfficial | None = None,
    **door: Unpack[Door],
) -> Dossier:
    """The Agence knows the answer: it goes to the signature at once (circuits.md 3, A1).

    The service concerned is named all the same: it keeps the commitment, and takes the
    answer up when the élu sends it back.
    """
    with acting(dossier_pk, "answer_directly", **door) as case:
        dossier = case.dossier
        assert dossier.circuit is not None
        if not service.active:
            raise ActRefused("Ce service n’est plus en activité.")
        if dossier.circuit.rules.has("A5") and elected is None:
            raise ActRefused("Choisissez l’élue ou l’élu qui signera la réponse.")
        dossier.service, dossier.elected = service, elected
        dossier.holder, dossier.deputy = service.holder, service.deputy
        dossier.save(update_fields=["service", "elected", "holder", "deputy"])
        _transmit(case, draft)
    return dossier


def transmit_answer(
    dossier_pk: int, *, draft: Draft, validate: bool = False, **door: Unpack[Door]
) -> Dossier:
    """The service gives its answer; this very version is what gets validated.

    With `validate`, whoever also owns the next step validates in the same move: « one
    form for consecutive steps of one owner » (circuits.md 2). Both events are written.
    """
    with acting(dossier_pk, "transmit_answer", **door) as case:
        _transmit(case, draft)
    if validate and case.dossier.step == "A4":
        door["seen"] = case.dossier.version
        return approve_service(dossier_pk, **door)
    return case.dossier


def _transmit(case: Case, draft: Draft) -> None:
    _refuse_unfounded(case, draft)
    author = case.behalf.user if case.behalf else case.by
    answer = Answer.objects.create(
        dossier=case.dossier,
        version=case.dossier.answers.count() + 1,
        written_by=actor_of(author),
        written_at=case.at,
        **_fields(draft),
    )
    # Answered at once by the Agence, it has found its service by this very act.
    service = case.dossier.service
    record(case, "answer_transmitted", "public", answer=answer, service=service, data=case.said)
    _carry(case, answer)


def approve_service(
    dossier_pk: int, *, read: int | None = None, **door: Unpack[Door]
) -> Dossier:
    """The head of the service validates the version `read`."""
    with acting(dossier_pk, "approve_service", **door) as case:
        answer = _read_version(case, read)
        record(case, "service_approved", "both", answer=answer, data=case.said)
        _carry(case, answer)
    return case.dossier


def approve_elected(
    dossier_pk: int, *, read: int | None = None, **door: Unpack[Door]
) -> Dossier:
    """The élu référent signs the version `read`, which is published at once."""
    with acting(dossier_pk, "approve_elected", **door) as case:
        _carry(case, _read_version(case, read))
    return case.dossier


def request_changes_service(dossier_pk: int, *, changes: str, **door: Unpack[Door]) -> Dossier:
    """The head sends the answer back: same clock, at least three worked days."""
    return _request_changes(dossier_pk, "request_changes_service", changes, door)


def request_changes_elected(dossier_pk: int, *, changes: str, **door: Unpack[Door]) -> Dossier:
    """The élu sends the answer back to the service: same clock, floor of three."""
    return _request_changes(dossier_pk, "request_changes_elected", changes, door)


def _request_changes(dossier_pk: int, act: str, changes: str, door: Door) -> Dossier:
    with acting(dossier_pk, act, **door) as case:
        if not changes.strip():
            raise ActRefused("Dites ce qui doit changer dans la réponse.")
        record(
            case,
            "changes_requested",
            "city",
            text=write_text(case, "changes", changes),
            answer=_latest(case.dossier),
            data=case.said,
        )
        # The r0 of the step begun again carries the request (M15): one mail, not two.
        advance(case, floor=CHANGES_FLOOR)
    return case.dossier


def _fields(draft: Draft) -> dict[str, Any]:
    fields = dict(vars(draft))
    if draft.outcome != Outcome.REFUSED:
        fields.update(reason_code="", reason="", alternative="")
    if draft.outcome in (Outcome.REFUSED, Outcome.DEFERRED):
        fields.update(milestone_label="", milestone_on=None)
    if draft.outcome != Outcome.DEFERRED:
        fields.update(deferred_to=None)
    return fields


def _refuse_unfounded(case: Case, draft: Draft) -> None:
    """A refusal without motive is impossible (circuits.md 8, E3)."""
    if draft.outcome not in Outcome.values:
        raise ActRefused("Choisissez la réponse : acceptée, en partie ou refusée.")
    if not (draft.summary.strip() and draft.body.strip() and draft.signatory.strip()):
        raise ActRefused("Le résumé, la réponse et la signature sont à remplir.")
    if draft.outcome == Outcome.DEFERRED:
        _refuse_deferred(case, draft)
        return
    if draft.outcome != Outcome.REFUSED:
        if bool(draft.milestone_label) != bool(draft.milestone_on):
            raise ActRefused("Un engagement a un intitulé et un mois prévu.")
        return
    assert case.dossier.circuit is not None
    codes = {reason.code for reason in case.dossier.circuit.rules.refusal_reasons}
    if draft.reason_code not in codes:
        raise ActRefused("Choisissez le motif du refus.")
    if not draft.reason.strip() or not draft.alternative.strip():
        raise ActRefused("Expliquez le refus et dites ce qui pourrait être fait.")


def _refuse_deferred(case: Case, draft: Draft) -> None:
    """« À l’étude jusqu’au »: once, six months at most, and never instead of a precision."""
    dossier, today = case.dossier, local_day(case.at)
    if (
        dossier.answered_at
        or dossier.answers.filter(outcome=Outcome.DEFERRED, published_at__isnull=False).exists()
    ):
        raise ActRefused("La Ville a déjà dit sa réponse, ou l’a déjà remise une fois.")
    day = draft.deferred_to
    if day is None or day <= today or (dossier.promised_on and day <= dossier.promised_on):
        raise ActRefused("Dites jusqu’à quand la Ville étudie, après la date promise.")
    limit = case.calendar.add_months(today, DEFERRED_MONTHS)
    if day > limit:
        raise ActRefused(f"La Ville étudie six mois au plus : {by_the(limit)}.")


def _latest(dossier: Dossier) -> Answer:
    answer = dossier.answers.order_by("version").last()
    if answer is None:
        raise ActRefused("Aucune réponse n’a encore été transmise.")
    return answer


def _read_version(case: Case, read: int | None) -> Answer:
    answer = _latest(case.dossier)
    if read is not None and read != answer.version:
        raise ActRefused("Une autre version de la réponse a été transmise entre-temps.")
    return answer


def _carry(case: Case, answer: Answer) -> None:
    """Move on with an answer; where nobody is left to validate it, publish it."""
    dossier = case.dossier
    assert dossier.circuit is not None
    when = "commitment" if answer.commits else ""
    target = dossier.circuit.rules.next_step(dossier.step, case.act, when)
    if target not in ("A6", "A7"):
        advance(case, when=when)
    elif answer.outcome == Outcome.DEFERRED:
        _defer(case, answer)
    else:
        _publish(case, answer)
        advance(case, when=when)


def _defer(case: Case, answer: Answer) -> None:
    """Said in public, answered later: the promise takes the day that was given.

    The town cannot stop its clock by saying that it studies: past that day, it is late.
    """
    dossier = case.dossier
    assert answer.deferred_to is not None
    due = case.calendar.next_working(answer.deferred_to)
    answer.published_at = case.at
    answer.save(update_fields=["published_at"])
    promise = dossier.obligations.open().get(kind=Obligation.Kind.PROMISE)
    promise.dossier = dossier
    promise.unit, promise.kept_due, promise.paused_days = "date", due, 0
    promise.save(update_fields=["unit", "kept_due", "paused_days"])
    dossier.promised_on = due
    dossier.save(update_fields=["promised_on"])
    obligations.restart(promise, case, due, DateChange.Cause.DEFERRAL)
    obligations.close_side(case, Obligation.Kind.CALL, Obligation.Closing.DONE)
    event = record(
        case,
        "answer_deferred",
        "public",
        answer=answer,
        data={**case.said, "until": str(due)},
    )
    advance(case, when="deferred", due=due)
    emails.notify("M9d", case, event)


def _publish(case: Case, answer: Answer) -> None:
    dossier = case.dossier
    answer.published_at = case.at
    answer.save(update_fields=["published_at"])
    again = dossier.answered_at is not None
    # The day of the first answer: a precision does not make the town slower.
    dossier.answered_at = dossier.answered_at or case.at
    dossier.outcome = answer.outcome
    dossier.save(update_fields=["answered_at", "outcome"])
    for kind in (Obligation.Kind.PROMISE, Obligation.Kind.CALL):
        obligations.close_side(case, kind, Obligation.Closing.DONE)
    if answer.milestone_on is not None:
        Milestone.objects.create(
            dossier=dossier,
            label=answer.milestone_label,
            planned_on=answer.milestone_on,
            set_at=case.at,
        )
    event = record(
        case,
        "answer_published",
        "public",
        answer=answer,
        data={
            **case.said,
            "outcome": answer.outcome,
            "commits": answer.commits,
            "again": again,
        },
    )
    emails.notify("M9", case, event)
