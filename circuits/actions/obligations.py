"""Opening, moving and closing what is owed, with the rungs that chase it."""

from __future__ import annotations

from datetime import date, datetime

from django.db.models import Model

from circuits import deadlines
from circuits.actions.record import Case, record
from circuits.definition import RungRule, StepRule
from circuits.models import DateChange, Delivery, Obligation, OfferThread, Rung
from circuits.steps import Moment
from participation.clock import local_day
from participation.models import ClosureDay
from participation.working_days import WorkingCalendar

PROOFREADING_DELAY = 2
CALL_DELAY = 5
CANCELLATION_DELAY = 5


def open_principal(rule: StepRule, moment: Moment) -> Obligation:
    """The step's own obligation; its date never passes the promise (circuits.md 1.2)."""
    obligation = Obligation(
        dossier=moment.dossier,
        thread=moment.thread,
        kind=Obligation.Kind.STEP,
        principal=True,
        step=rule.code,
        party=rule.owner,
        duty=rule.duty,
        ladder=rule.ladder,
        started_on=moment.start or _day_zero(rule.unit, moment),
        delay=rule.delay,
        unit=rule.unit,
        kept_due=moment.kept_due,
        floor=moment.floor,
        clock=_next_clock(rule.code, moment),
        opened_at=moment.at,
        checked_on=local_day(moment.at),
    )
    return _open(obligation, moment.calendar)


def _day_zero(unit: str, moment: Moment) -> date:
    """Worked days count from the reception, which is a worked day; others from the day."""
    if unit == "wd":
        return deadlines.day_zero(moment.at, moment.calendar)
    return local_day(moment.at)


def _next_clock(step: str, moment: Moment) -> int:
    """A step that is entered again runs on a new clock: its rungs are new ones (P1)."""
    passages = moment.dossier.obligations.filter(
        principal=True, step=step, thread=moment.thread
    )
    return int(passages.count()) + 1


def open_side(
    case: Case, kind: Obligation.Kind, *, party: str, delay: int, ladder: str = "side"
) -> Obligation:
    """A side obligation in worked days, unique by (thread, kind, party)."""
    obligation = Obligation(
        dossier=case.dossier,
        kind=kind,
        step=case.dossier.step,
        party=party,
        duty=kind.label,
        ladder=ladder,
        started_on=deadlines.day_zero(case.at, case.calendar),
        delay=delay,
        unit="wd",
        # Owed again (a second call, a second declaration): its rungs are new ones (P1).
        clock=case.dossier.obligations.filter(kind=kind).count() + 1,
        opened_at=case.at,
        checked_on=local_day(case.at),
    )
    return _open(obligation, case.calendar)


def open_answer_date(case: Case, thread: OfferThread) -> Obligation:
    """The council's answer by the date of the offer, beside its steps (circuits.md 4)."""
    obligation = Obligation(
        dossier=case.dossier,
        thread=thread,
        kind=Obligation.Kind.ANSWER,
        step=thread.step,
        party="referent",
        duty=Obligation.Kind.ANSWER.label,
        ladder="answer",
        started_on=local_day(case.at),
        delay=0,
        unit="date",
        kept_due=thread.answer_by,
        opened_at=case.at,
        checked_on=local_day(case.at),
    )
    return _open(obligation, case.calendar)


def open_promise(case: Case) -> Obligation:
    """The town's answer by the promised date: the second, public clock."""
    dossier = case.dossier
    assert dossier.circuit is not None
    obligation = Obligation(
        dossier=dossier,
        kind=Obligation.Kind.PROMISE,
        step=dossier.step,
        party="city",
        duty=Obligation.Kind.PROMISE.label,
        ladder="promise",
        started_on=local_day(case.at),
        delay=dossier.circuit.rules.promise_months,
        unit="months",
        opened_at=case.at,
        checked_on=local_day(case.at),
    )
    return _open(obligation, case.calendar)


def due_of(obligation: Obligation, calendar: WorkingCalendar) -> date:
    """The one computation of a due date, at opening and at every check."""
    dossier = obligation.dossier
    circuit = dossier.circuit
    under_promise = circuit is not None and circuit.rules.has_promise()
    before_answer = obligation.kind == Obligation.Kind.STEP and not dossier.answered_at
    cap = dossier.promised_on if under_promise and before_answer else None
    if obligation.unit == "date":
        assert obligation.kept_due is not None
        return calendar.next_working(obligation.kept_due)
    if obligation.kept_due is not None:
        return deadlines.floored(
            obligation.kept_due,
            obligation.started_on,
            obligation.floor,
            calendar,
            cap,
        )
    return deadlines.step_due(
        obligation.started_on, obligation.delay, obligation.unit, calendar, cap
    )


def ladder_of(obligation: Obligation) -> list[RungRule]:
    """The rungs' rules, in the version under which the dossier was deposited."""
    circuit = obligation.dossier.circuit
    assert circuit is not None
    return circuit.rules.ladders.get(obligation.ladder, [])


def rule_of(rung: Rung, obligation: Obligation) -> RungRule:
    """What the version says of this rung: to whom, and how it counts."""
    return next(rule for rule in ladder_of(obligation) if rule.code == rung.code)


def _open(obligation: Obligation, calendar: WorkingCalendar) -> Obligation:
    obligation.due_on = due_of(obligation, calendar)
    obligation.save(force_insert=True)
    _arm(obligation, ladder_of(obligation), obligation.started_on, calendar)
    return obligation


def _arm(
    obligation: Obligation, rules: list[RungRule], start: date, calendar: WorkingCalendar
) -> None:
    plan = deadlines.plan_rungs(rules, start, obligation.due_on, calendar)
    order = {rule.code: position for position, rule in enumerate(ladder_of(obligation))}
    Rung.objects.bulk_create(
        Rung(
            obligation=obligation,
            clock=obligation.clock,
            code=planned.rule.code,
            role=obligation.party,
            position=order[planned.rule.code],
            kind=planned.rule.kind,
            fire_on=planned.fire_on,
            state=Rung.State.SKIPPED if planned.skipped else Rung.State.ARMED,
        )
        for planned in plan
    )


def close(obligation: Obligation, *, at: datetime, closing: Obligation.Closing) -> None:
    """End an obligation; what it would still have sent is void from this moment."""
    obligation.closed_at = at
    obligation.closing = closing
    obligation.save(update_fields=["closed_at", "closing"])
    _void(obligation)


def _void(obligation: Obligation) -> None:
    obligation.rungs.filter(state=Rung.State.ARMED).update(state=Rung.State.VOID)
    waiting = (Delivery.State.PENDING, Delivery.State.WEEKLY)
    Delivery.objects.filter(rung__obligation=obligation, state__in=waiting).update(
        state=Delivery.State.DROPPED
    )


def close_side(case: Case, kind: Obligation.Kind, closing: Obligation.Closing) -> None:
    """End the open side obligation of this kind, when there is one."""
    owed = case.dossier.obligations.open().filter(kind=kind)
    if case.thread is not None:
        owed = owed.filter(thread=case.thread)
    for obligation in owed:
        close(obligation, at=case.at, closing=closing)


def is_public(obligation: Obligation) -> bool:
    """Whether its date is promised in public: a demande's answer, an offre's suites."""
    if obligation.kind == Obligation.Kind.STEP:
        circuit = obligation.dossier.circuit
        assert circuit is not None
        return circuit.rules.steps[obligation.step].public
    return obligation.kind == Obligation.Kind.PROMISE


def recompute(obligation: Obligation, case: Case) -> bool:
    """Check an open obligation against the calendar of today (circuits.md 12).

    Writes a `DateChange` and its event only if the date moved; rungs that have not
    left follow. Returns whether it moved.
    """
    calendar = case.calendar
    old, new = obligation.due_on, due_of(obligation, calendar)
    obligation.due_on = new
    obligation.checked_on = local_day(case.at)
    obligation.save(update_fields=["due_on", "checked_on"])
    public = is_public(obligation)
    if new != old:
        _announce(obligation, case)
    _move_rungs(obligation, calendar)
    if new == old:
        return False
    DateChange.objects.create(
        obligation=obligation,
        at=case.at,
        old=old,
        new=new,
        cause=DateChange.Cause.CALENDAR,
    )
    record(
        case,
        "date_moved",
        "public" if public else "both",
        thread=obligation.thread,
        data={"old": str(old), "new": str(new), "kind": obligation.kind},
    )
    return True


def _announce(obligation: Obligation, case: Case) -> None:
    """Put a date that moved where everybody reads it: on the dossier, on the council's lane."""
    if is_public(obligation):
        case.dossier.promised_on = obligation.due_on
        case.dossier.save(update_fields=["promised_on"])
    if obligation.kind == Obligation.Kind.ANSWER:
        OfferThread.objects.filter(obligations=obligation).update(answer_by=obligation.due_on)


def restart(obligation: Obligation, case: Case, due: date, cause: DateChange.Cause) -> None:
    """Move a date by an act: a new clock, whose rungs replace those not gone yet (P1).

    What the old clock still had is void; a rung whose day has passed is skipped, and the
    assignment is not told again.
    """
    old, today = obligation.due_on, local_day(case.at)
    obligation.clock += 1
    obligation.due_on = due
    if obligation.kind != Obligation.Kind.PROMISE:
        # The promise counts its months again; a step has no delay that gives this day.
        obligation.kept_due = due
    obligation.checked_on = today
    obligation.save(update_fields=["clock", "due_on", "kept_due", "checked_on"])
    _void(obligation)
    rules = [rule for rule in ladder_of(obligation) if rule.unit != "start"]
    _arm(obligation, rules, today, case.calendar)
    if due != old:
        DateChange.objects.create(
            obligation=obligation, at=case.at, old=old, new=due, cause=cause
        )


def check_again(instance: Model) -> None:
    """A closure day changed: every open date is checked by the next pass.

    Otherwise dates are checked once a local day (circuits.md 12).
    """
    if isinstance(instance, ClosureDay):
        Obligation.objects.open().update(checked_on=None)


def _move_rungs(obligation: Obligation, calendar: WorkingCalendar) -> None:
    armed = {rung.code: rung for rung in obligation.rungs.filter(state="armed")}
    plan = deadlines.plan_rungs(
        ladder_of(obligation), obligation.started_on, obligation.due_on, calendar
    )
    for planned in plan:
        rung = armed.get(planned.rule.code)
        if rung is None or rung.fire_on == planned.fire_on:
            continue
        # An end that was announced never comes earlier.
        if rung.kind != "auto" or rung.fire_on < planned.fire_on:
            rung.fire_on = planned.fire_on
            rung.save(update_fields=["fire_on"])
