"""Opening, moving and closing what is owed, with the rungs that chase it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Max, Model

from circuits import deadlines
from circuits.actions.record import Case, record
from circuits.definition import RungRule, StepRule
from circuits.models import DateChange, Delivery, Obligation, OfferThread, Rung
from circuits.querysets import ObligationQuerySet
from circuits.steps import Moment
from participation.clock import local_day
from participation.models import ClosureDay, Service
from participation.working_days import WorkingCalendar
from participation.written_once import WrittenOnce

PROOFREADING_DELAY = 2
CALL_DELAY = 5
CANCELLATION_DELAY = 5


def open_principal(rule: StepRule, moment: Moment) -> Obligation:
    """The step's own obligation; its date never passes the promise (circuits.md 1.2)."""
    delay, unit = moment.delay or (rule.delay, rule.unit)
    obligation = Obligation(
        dossier=moment.dossier,
        thread=moment.thread,
        kind=Obligation.Kind.STEP,
        principal=True,
        step=rule.code,
        party=rule.owner,
        duty=rule.duty,
        ladder=rule.ladder,
        started_on=moment.start or _day_zero(unit, moment),
        delay=delay,
        unit=unit,
        kept_due=moment.kept_due,
        floor=moment.floor,
        clock=_next_clock(
            moment.dossier.obligations.filter(
                principal=True, step=rule.code, thread=moment.thread
            )
        ),
        opened_at=moment.at,
        checked_on=local_day(moment.at),
    )
    return _open(obligation, moment.calendar)


def _day_zero(unit: str, moment: Moment) -> date:
    """Worked days count from the reception, which is a worked day; others from the day."""
    if unit == "wd":
        return deadlines.day_zero(moment.at, moment.calendar)
    return local_day(moment.at)


def _next_clock(owed: ObligationQuerySet) -> int:
    """What is owed again, a step or beside one, runs on a new clock: new rungs (P1)."""
    last = owed.aggregate(last=Max("clock"))["last"] or 0
    return int(last) + 1


def open_side(
    case: Case,
    kind: Obligation.Kind,
    *,
    party: str,
    delay: int,
    ladder: str = "side",
    service: Service | None = None,
    start: date | None = None,
) -> Obligation:
    """A side obligation in worked days, unique by (thread, kind, party, service).

    It counts from the moment of the act, or from `start`, a worked day.
    """
    return _open_beside(
        case,
        kind,
        party=party,
        ladder=ladder,
        started_on=start or deadlines.day_zero(case.at, case.calendar),
        delay=delay,
        unit="wd",
        service=service,
    )


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


def open_dated(
    case: Case, kind: Obligation.Kind, *, party: str, due: date, ladder: str
) -> Obligation:
    """A side obligation on a day that somebody chose: an answer, a meeting, a check."""
    return _open_beside(
        case,
        kind,
        party=party,
        ladder=ladder,
        started_on=min(local_day(case.at), due),
        delay=0,
        unit="date",
        kept_due=due,
    )


def _open_beside(case: Case, kind: Obligation.Kind, **fields: Any) -> Obligation:
    """Open it on its own next clock; `fields` say who owes it and how its date is found."""
    obligation = Obligation(
        dossier=case.dossier,
        kind=kind,
        step=case.dossier.step,
        duty=kind.label,
        clock=_next_clock(case.dossier.obligations.filter(kind=kind)),
        opened_at=case.at,
        checked_on=local_day(case.at),
        **fields,
    )
    return _open(obligation, case.calendar)


def open_promise(
    case: Case,
    *,
    started_on: date | None = None,
    delay: int | None = None,
    paused_days: int = 0,
    clock: int = 1,
    kept_due: date | None = None,
) -> Obligation:
    """The town's answer by the promised date: the second, public clock.

    A dossier that is reopened goes on with the start, months and pauses it had, or with
    the day that the town had chosen (`kept_due`, « à l’étude jusqu’au »).
    """
    dossier = case.dossier
    assert dossier.circuit is not None
    obligation = Obligation(
        dossier=dossier,
        kind=Obligation.Kind.PROMISE,
        step=dossier.step,
        party="city",
        duty=Obligation.Kind.PROMISE.label,
        ladder="promise",
        started_on=started_on or local_day(case.at),
        delay=delay or dossier.circuit.rules.promise_months,
        paused_days=paused_days,
        clock=clock,
        unit="months" if kept_due is None else "date",
        kept_due=kept_due,
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
        paused = timedelta(days=obligation.paused_days)
        return calendar.next_working(obligation.kept_due + paused)
    if obligation.kept_due is not None:
        return deadlines.floored(
            obligation.kept_due,
            obligation.started_on,
            obligation.floor,
            calendar,
            cap,
        )
    due = deadlines.step_due(
        obligation.started_on, obligation.delay, obligation.unit, calendar, cap
    )
    if obligation.paused_days:
        due = calendar.next_working(due + timedelta(days=obligation.paused_days))
    return due


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


ARMED = WrittenOnce(
    lambda owed: Rung.objects.filter(obligation__any_of=owed, state=Rung.State.ARMED)
)


def armed_rungs(owed: Iterable[Obligation]) -> dict[int, dict[str, Rung]]:
    """What each of these obligations would still send, by key then code (one query)."""
    armed: dict[int, dict[str, Rung]] = {obligation.pk: {} for obligation in owed}
    for rung in ARMED.objects(list(armed)):
        armed[rung.obligation_id][rung.code] = rung
    return armed


def is_settled(
    obligation: Obligation, armed: Mapping[str, Rung], calendar: WorkingCalendar
) -> bool:
    """Whether a check would find the date and every rung where they are."""
    due = due_of(obligation, calendar)
    return due == obligation.due_on and not _moving(obligation, armed, calendar)


def _announce(obligation: Obligation, case: Case) -> None:
    """Put a date that moved where everybody reads it: on the dossier, on the council's lane."""
    if is_public(obligation):
        case.dossier.promised_on = obligation.due_on
        case.dossier.save(update_fields=["promised_on"])
    if obligation.kind == Obligation.Kind.ANSWER:
        OfferThread.objects.filter(obligations=obligation).update(answer_by=obligation.due_on)
    if obligation.step == "B3q" and obligation.principal:
        OfferThread.objects.filter(obligations=obligation).update(reply_by=obligation.due_on)


def lengthen(promise: Obligation, months: int, calendar: WorkingCalendar) -> None:
    """Give a promise so many months more, in memory: by its months, or by its day."""
    if promise.unit == "date":
        assert promise.kept_due is not None
        promise.kept_due = calendar.add_months(promise.kept_due, months)
    else:
        promise.delay += months


def pause(obligation: Obligation, on: date) -> None:
    """Stop its clock: what it would still have sent is void, and no date is checked."""
    obligation.paused_on = on
    obligation.save(update_fields=["paused_on"])
    _void(obligation)


def resume(obligation: Obligation, case: Case, on: date) -> None:
    """Start its clock again on the local day `on`, its date moved by the pause.

    A promise moves by calendar days, a step by worked days (circuits.md 6). The promise
    comes first: a step stops at it.
    """
    assert obligation.paused_on is not None
    worked, days = deadlines.pause_days(obligation.paused_on, on, case.calendar)
    obligation.paused_on = None
    if obligation.kind == Obligation.Kind.PROMISE:
        obligation.paused_days += days
        due = due_of(obligation, case.calendar)
    else:
        cap = case.dossier.promised_on if case.dossier.answered_at is None else None
        due = deadlines.step_resumed(obligation.due_on, worked, case.calendar, cap)
    obligation.save(update_fields=["paused_on", "paused_days"])
    restart(obligation, case, due, DateChange.Cause.SUSPENSION, start=on)
    if obligation.kind == Obligation.Kind.PROMISE:
        _announce(obligation, case)


def restart(
    obligation: Obligation,
    case: Case,
    due: date,
    cause: DateChange.Cause,
    *,
    start: date | None = None,
    assigned: bool = False,
) -> None:
    """Move a date by an act: a new clock, whose rungs replace those not gone yet (P1).

    What the old clock still had is void; a rung whose day has passed (by `start`, else
    by the day of the act) is skipped. The assignment is told again only if `assigned`.
    """
    old, today = obligation.due_on, local_day(case.at)
    obligation.clock += 1
    obligation.due_on = due
    if obligation.kind != Obligation.Kind.PROMISE:
        # The promise counts its months again; a step has no delay that gives this day.
        obligation.kept_due = due
    obligation.checked_on = today
    changed = ["clock", "due_on", "kept_due", "checked_on", "started_on", "floor"]
    obligation.save(update_fields=changed)
    _void(obligation)
    if obligation.paused_on is None:
        rules = [r for r in ladder_of(obligation) if assigned or r.unit != "start"]
        _arm(obligation, rules, start or today, case.calendar)
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
    armed = armed_rungs([obligation])[obligation.pk]
    for rung, fire_on in _moving(obligation, armed, calendar):
        rung.fire_on = fire_on
        rung.save(update_fields=["fire_on"])


def _moving(
    obligation: Obligation, armed: Mapping[str, Rung], calendar: WorkingCalendar
) -> list[tuple[Rung, date]]:
    """The rungs that have not left and whose day is another one now."""
    plan = deadlines.plan_rungs(
        ladder_of(obligation), obligation.started_on, obligation.due_on, calendar
    )
    moving = []
    for planned in plan:
        rung = armed.get(planned.rule.code)
        if rung is None or rung.fire_on == planned.fire_on:
            continue
        # An end that was announced never comes earlier.
        if rung.kind != "auto" or rung.fire_on < planned.fire_on:
            moving.append((rung, planned.fire_on))
    return moving
