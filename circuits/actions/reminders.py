"""Where a reminder is decided for one dossier: dates checked, rungs fired.

Each function works on one dossier, or on one batch, in one short transaction; locks taken
by others are skipped, never waited for (circuits.md 12). `duty_mails` then writes to each
address.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Exists, Max, Min, OuterRef

from circuits import deadlines, duty_letters, letters
from circuits.actions import obligations, suspend
from circuits.actions.climb import Climb
from circuits.actions.follow import lapse
from circuits.actions.record import Case, actor_of, event_of, record, system_user
from circuits.actions.threads import fall_silent
from circuits.duties import Duty
from circuits.emails import told_by_notice
from circuits.models import Delivery, Dossier, Event, Obligation, Rung
from circuits.recipients import Reach, Recipient, of_obligation, with_people
from participation import outbox
from participation.clock import local_day
from participation.models import Mail, TownSettings, User
from participation.working_days import ONE_DAY, WorkingCalendar
from participation.written_once import WrittenOnce

# An end that the platform makes by itself is announced by a rung, and comes seven days
# after that notice was really sent at the earliest (circuits.md 1.7).
NOTICE = timedelta(days=7)
ANNOUNCED_BY = {"lapse": "n7", "silence": "d+1"}
# At the term of a pause, or long after it: nothing ends, and nothing is announced.
PAUSES = {"term": suspend.term, "asleep": suspend.fall_asleep}


@dataclass(frozen=True)
class Pass:
    """One pass of the engine: its moment and what every dossier of it shares."""

    at: datetime
    calendar: WorkingCalendar
    town: TownSettings
    system: User
    # Who is away and replaced, and addresses that nobody reads (P22, P35).
    reach: Reach = field(default_factory=Reach)

    @classmethod
    def at_moment(cls, at: datetime, calendar: WorkingCalendar, town: TownSettings) -> Pass:
        """A pass as of `at` (aware)."""
        reach = Reach.on(local_day(at), failing=True)
        return cls(at, calendar, town, system_user(), reach)

    @property
    def failing(self) -> frozenset[str]:
        """Addresses that nobody reads."""
        return self.reach.failing

    @property
    def today(self) -> date:
        """The local day of the pass."""
        return local_day(self.at)

    def case(self, dossier: Dossier) -> Case:
        """The platform acting on a dossier that is locked."""
        return Case(
            dossier=dossier,
            act="sweep",
            at=self.at,
            by=self.system,
            role="system",
            calendar=self.calendar,
            town=self.town,
        )


@dataclass
class Fired:
    """What firing one dossier's rungs did."""

    due: int = 0
    superseded: int = 0


# One table: of a row that changed since the query began, PostgreSQL brings what it is now.
FREE = WrittenOnce(
    lambda keys: (
        Dossier.objects.select_for_update(of=("self",), skip_locked=True)
        .filter(pk__any_of=keys)
        .order_by("pk")
    )
)


def lock_if_free(dossier_pk: int) -> Dossier | None:
    """The dossier with its row locked, or None while somebody acts on it."""
    return lock_free([dossier_pk]).get(dossier_pk)


def lock_free(dossier_pks: Iterable[int]) -> dict[int, Dossier]:
    """Those of these dossiers on which nobody acts, their rows locked, by key.

    Who is in charge of them is read once they are locked, as in `gate.lock`; as many queries
    whatever their number.
    """
    rows: list[Dossier] = FREE.objects(list(dossier_pks))
    with_people(rows)
    return {dossier.pk: dossier for dossier in rows}


STALE = WrittenOnce(
    lambda dossiers, today: (
        Obligation.objects.running()
        .filter(dossier__any_of=dossiers)
        .exclude(checked_on=today)
        .select_related("thread")
    )
)


@transaction.atomic
def check_dates(dossier_pks: Iterable[int], now: Pass) -> int:
    """Compute again the dates of a batch's open obligations; how many moved.

    The calendar has hardly ever changed: dossiers of which no date and no rung moves are
    marked in one statement. In the others the promise comes first: step dates stop at it.
    """
    dossiers = lock_free(dossier_pks)
    owed: dict[int, list[Obligation]] = {pk: [] for pk in dossiers}
    for obligation in STALE.objects(list(dossiers), now.today):
        obligation.dossier = dossiers[obligation.dossier_id]
        owed[obligation.dossier_id].append(obligation)
    armed = obligations.armed_rungs(one for found in owed.values() for one in found)
    settled: list[int] = []
    moved = 0
    for found in owed.values():
        if all(obligations.is_settled(one, armed[one.pk], now.calendar) for one in found):
            settled += [one.pk for one in found]
            continue
        for obligation in sorted(found, key=lambda o: o.kind != Obligation.Kind.PROMISE):
            moved += obligations.recompute(obligation, now.case(obligation.dossier))
    Obligation.objects.filter(pk__any_of=settled).update(checked_on=now.today)
    return moved


REACHED = WrittenOnce(
    lambda dossiers, today: (
        _with_reached(Obligation.objects.filter(dossier__any_of=dossiers), today)
        .select_related("thread__council__successor", "service")
        .order_by("dossier_id", "principal", "pk")
    )
)
RUNGS = WrittenOnce(
    lambda owed, today: Rung.objects.filter(obligation__any_of=owed).climbed(today)
)


@transaction.atomic
def fire_together(dossier_pks: Iterable[int], now: Pass) -> tuple[Fired, list[int]]:
    """Fire the reminders of a batch of dossiers, in as many queries whatever its size.

    Returns what was done, and the dossiers that it left to `fire`: those in which a
    promise is missed or something ends by itself, one after the other.
    """
    fired = Fired()
    dossiers = lock_free(dossier_pks)
    owed: list[Obligation] = REACHED.objects(list(dossiers), now.today)
    rungs: dict[int, list[Rung]] = {one.pk: [] for one in owed}
    for rung in RUNGS.objects(list(rungs), now.today):
        rungs[rung.obligation_id].append(rung)
    climbs = []
    for one in owed:
        one.dossier = dossiers[one.dossier_id]
        climbs.append(Climb(one, rungs[one.pk], now.today))
    alone = {climb.obligation.dossier_id for climb in climbs if not climb.is_ladder}
    together = [climb for climb in climbs if climb.obligation.dossier_id not in alone]
    _write_together(together, now, fired)
    return fired, sorted(alone)


LAST = WrittenOnce(
    lambda dossiers: (
        Event.objects.filter(dossier__any_of=dossiers)
        .order_by()
        .values_list("dossier")
        .annotate(last=Max("position"))
    )
)


def _write_together(climbs: list[Climb], now: Pass, fired: Fired) -> None:
    owed = [climb.obligation for climb in climbs]
    councils = [c.living_on(now.today) for one in owed if (c := one.council) is not None]
    reach = now.reach.speaking_for(councils, now.today)
    last: dict[int, int] = dict(LAST.rows(sorted({one.dossier_id for one in owed})))
    actor = actor_of(now.system)
    deliveries, events, overtaken, done = [], [], [], []
    for climb in climbs:
        fired.due += len(climb.reached)
        fired.superseded += len(climb.overtaken)
        overtaken += climb.supersede()
        top = climb.top
        if top is None:
            continue
        top.state, top.fired_at = Rung.State.DONE, now.at
        done.append(top)
        addressed = _addressed(top, climb.obligation, now, reach)
        deliveries += addressed
        key = climb.obligation.dossier_id
        last[key] = last.get(key, 0) + 1
        words = _told(top, climb.obligation, len(addressed), climb.relances)
        case = now.case(climb.obligation.dossier)
        events.append(event_of(case, position=last[key], actor=actor, **words))
    _mark(overtaken, Rung.State.SUPERSEDED)
    _mark(done, Rung.State.DONE, fired_at=now.at)
    Delivery.objects.bulk_create(deliveries)
    Event.objects.bulk_create(events)


def _mark(rungs: Iterable[Rung], state: Rung.State, **more: Any) -> None:
    Rung.objects.filter(pk__any_of=[rung.pk for rung in rungs]).update(state=state, **more)


@transaction.atomic
def fire(dossier_pk: int, now: Pass) -> Fired:
    """Fire what is due on one dossier: per obligation, the highest rung reached."""
    fired = Fired()
    dossier = lock_if_free(dossier_pk)
    if dossier is None:
        return fired
    handled: set[int] = set()
    while (obligation := _next_reached(dossier, now, handled)) is not None:
        handled.add(obligation.pk)
        obligation.dossier = dossier
        _fire_obligation(obligation, now, fired)
    return fired


def _next_reached(dossier: Dossier, now: Pass, handled: set[int]) -> Obligation | None:
    """The next obligation with something due, those opened by this pass included.

    A missed promise opens the Agence's call: its own r0 leaves in the same pass, so
    that a second pass has nothing to do (P17).
    """
    found: Obligation | None = (
        _with_reached(dossier.obligations, now.today)
        .exclude(pk__in=handled)
        .select_related("thread__council__successor")
        .order_by("principal", "pk")
        .first()
    )
    return found


def _with_reached(owed: Any, today: date) -> Any:
    """What is still owed and has something due, each once."""
    reached = Rung.objects.reached(today).filter(obligation=OuterRef("pk"))
    return owed.filter(Exists(reached), closed_at__isnull=True)


def _fire_obligation(obligation: Obligation, now: Pass, fired: Fired) -> None:
    climb = Climb(obligation, obligation.rungs.climbed(now.today), now.today)
    fired.due += len(climb.reached)
    fired.superseded += len(climb.overtaken)
    _mark(climb.supersede(), Rung.State.SUPERSEDED)
    for rung in climb.reached:
        if rung.kind == "auto":
            _by_itself(rung, obligation, now)
        elif rung.kind == "notice":
            _notify(rung, obligation, now)
        elif rung is climb.top:
            _remind(rung, climb, now)


def _done(rung: Rung, now: Pass) -> None:
    rung.state, rung.fired_at = Rung.State.DONE, now.at
    _mark([rung], Rung.State.DONE, fired_at=now.at)


def _notify(rung: Rung, obligation: Obligation, now: Pass) -> None:
    to = obligations.rule_of(rung, obligation).to
    reach = now.reach.tried()
    recipients = of_obligation(obligation, to, now.today, now.town, reach=reach)
    _done(rung, now)
    _tell_missed_promise(rung, obligation, recipients, now)


def _remind(rung: Rung, climb: Climb, now: Pass) -> None:
    _done(rung, now)
    obligation = climb.obligation
    addressed = Delivery.objects.bulk_create(_addressed(rung, obligation, now, now.reach))
    words = _told(rung, obligation, len(addressed), climb.relances)
    record(now.case(obligation.dossier), **words)


def _addressed(rung: Rung, obligation: Obligation, now: Pass, reach: Reach) -> list[Delivery]:
    """The rung for each of its people, found now."""
    rule = obligations.rule_of(rung, obligation)
    recipients = of_obligation(obligation, rule.to, now.today, now.town, reach=reach)
    state = Delivery.State.WEEKLY if rule.weekly else Delivery.State.PENDING
    return [
        Delivery(
            rung=rung,
            user=recipient.user,
            address=recipient.address.lower(),
            because=recipient.role,
            state=state,
        )
        for recipient in recipients
    ]


def _told(rung: Rung, obligation: Obligation, recipients: int, relances: int) -> dict[str, Any]:
    """What the record keeps of a reminder; relances only are counted in public."""
    counted = rung.kind == "relance"
    return {
        "code": "reminded" if counted else "advised",
        "audience": "public" if counted and _is_shown(obligation) else "city",
        "step": obligation.step,
        "thread": obligation.thread,
        "data": {
            "rung": rung.code,
            "kind": obligation.kind,
            "due_on": str(obligation.due_on),
            "recipients": recipients,
            "count": relances,
        },
    }


def _is_shown(obligation: Obligation) -> bool:
    """Relances of a step, and those about a council's answer, are counted in public.

    What happens before an offre is sent is the town's own.
    """
    if obligation.dossier.sent_at is None:
        return False
    return obligation.principal or obligation.kind == Obligation.Kind.ANSWER


def _tell_missed_promise(
    rung: Rung, obligation: Obligation, recipients: Iterable[Recipient], now: Pass
) -> None:
    """The day after the promise: badge (computed), call of the Agence, M10."""
    dossier = obligation.dossier
    case = now.case(dossier)
    # An extension that is missed too finds the first call still owed, sometimes.
    call = dossier.obligations.open().filter(kind=Obligation.Kind.CALL).first()
    if call is None:
        call = obligations.open_side(
            case, Obligation.Kind.CALL, party="agency", delay=obligations.CALL_DELAY
        )
    shown = deadlines.promise_missed(
        obligation.due_on,
        now.today,
        answered=False,
        public_from=now.town.lateness_public_from,
    )
    event = record(
        case,
        "promise_missed",
        "public" if shown else "both",
        data={"due_on": str(obligation.due_on), "call_by": str(call.due_on)},
    )
    duty = Duty(rung, obligation, now.today, now.calendar)
    message = duty_letters.missed_promise(duty, call.due_on)
    for recipient in recipients:
        message.because = letters.because_of(recipient.role, now.town)
        mail = outbox.queue(
            letters.render(message, now.town),
            recipient.address,
            kind=Mail.Kind.NOTICE,
            identity=("rung", rung.pk),
            at=now.at,
            user=recipient.user,
        )
        Delivery.objects.create(
            rung=rung,
            user=recipient.user,
            address=recipient.address.lower(),
            because=recipient.role,
            state=Delivery.State.WRITTEN,
            mail=mail,
        )
        told_by_notice(event, mail)


def _by_itself(rung: Rung, obligation: Obligation, now: Pass) -> None:
    """What the platform does by itself: a clock that runs again, or an announced end."""
    if rung.code in PAUSES:
        _done(rung, now)
        PAUSES[rung.code](obligation.dossier, at=now.at)
    else:
        _end_or_wait(rung, obligation, now)


def _end_or_wait(rung: Rung, obligation: Obligation, now: Pass) -> None:
    """Close for want of reaction, but only seven days after it was announced (P37).

    Announced is when the notice left, not when it was decided: it may have waited for
    the day's one mail, or for the server.
    """
    told = Delivery.objects.filter(
        rung__obligation=obligation,
        rung__code=ANNOUNCED_BY[rung.code],
        rung__clock=obligation.clock,
    )
    # The Agence's copy announces nothing to a council that has somebody to write to.
    own = told.exclude(because="agency")
    heard = own if own.exists() else told
    told_at = heard.aggregate(first=Min("mail__sent_at"))["first"]
    earliest = local_day(told_at) + NOTICE if told_at else now.today + ONE_DAY
    if now.today < earliest:
        rung.fire_on = earliest
        rung.save(update_fields=["fire_on"])
        return
    _done(rung, now)
    if obligation.thread is not None:
        fall_silent(obligation.dossier, obligation.thread, at=now.at)
    else:
        lapse(obligation.dossier, at=now.at)
