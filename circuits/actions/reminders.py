"""Where a reminder is decided for one dossier: dates checked, rungs fired.

Each function works on one dossier in one short transaction; locks taken by others are
skipped, never waited for (circuits.md 12). `duty_mails` then writes to each address.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Min

from circuits import deadlines, duty_letters, letters
from circuits.actions import obligations, suspend
from circuits.actions.follow import lapse
from circuits.actions.record import Case, record, system_user
from circuits.actions.threads import fall_silent
from circuits.duties import Duty
from circuits.emails import told_by_notice
from circuits.models import Delivery, Dossier, Obligation, Rung
from circuits.recipients import PEOPLE, Reach, Recipient, of_obligation
from participation import outbox
from participation.clock import local_day
from participation.models import Mail, TownSettings, User
from participation.working_days import ONE_DAY, WorkingCalendar

# An end that the platform makes by itself is announced by a rung, and comes seven days
# after that notice was really sent at the earliest (circuits.md 1.7).
NOTICE = timedelta(days=7)
ANNOUNCED_BY = {"lapse": "n7", "silence": "d+1"}
# At the term of a pause, or long after it: nothing ends, and nothing is announced.
PAUSES = {"term": suspend.term, "asleep": suspend.fall_asleep}
# Of one step, whatever its clocks (circuits.md 5).
MOST_RELANCES = 6
# Kinds that compete on one ladder: only the highest one reached leaves.
LADDER_KINDS = ("avis", "relance")


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


def lock_if_free(dossier_pk: int) -> Dossier | None:
    """The dossier with its row locked, or None while somebody acts on it.

    Locked first and read afterwards, as in `gate.lock`.
    """
    free = Dossier.objects.select_for_update(of=("self",), skip_locked=True)
    if free.only("pk").filter(pk=dossier_pk).first() is None:
        return None
    found: Dossier = Dossier.objects.select_related(*PEOPLE).get(pk=dossier_pk)
    return found


@transaction.atomic
def check_dates(dossier_pk: int, now: Pass) -> int:
    """Compute again the dates of a dossier's open obligations; how many moved.

    The promise first: step dates stop at it.
    """
    dossier = lock_if_free(dossier_pk)
    if dossier is None:
        return 0
    moved = 0
    stale = dossier.obligations.running().exclude(checked_on=now.today)
    for obligation in sorted(stale, key=lambda o: o.kind != Obligation.Kind.PROMISE):
        obligation.dossier = dossier
        moved += obligations.recompute(obligation, now.case(dossier))
    return moved


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
        dossier.obligations.open()
        .filter(rungs__state=Rung.State.ARMED, rungs__fire_on__lte=now.today)
        .exclude(pk__in=handled)
        .select_related("thread__council__successor")
        .order_by("principal", "pk")
        .first()
    )
    return found


def _fire_obligation(obligation: Obligation, now: Pass, fired: Fired) -> None:
    reached = list(
        obligation.rungs.reached(now.today).filter(clock=obligation.clock).order_by("position")
    )
    fired.due += len(reached)
    ladder = [rung for rung in reached if rung.kind in LADDER_KINDS]
    if ladder and ladder[-1].kind == "relance" and _exhausted(obligation):
        ladder[-1].state = Rung.State.SUPERSEDED
        ladder[-1].save(update_fields=["state"])
    for rung in ladder[:-1]:
        rung.state = Rung.State.SUPERSEDED
        rung.save(update_fields=["state"])
    fired.superseded += len(ladder[:-1])
    for rung in reached:
        if rung.kind == "auto":
            _by_itself(rung, obligation, now)
        elif rung.state == Rung.State.ARMED:
            _fire_rung(rung, obligation, now)


def _exhausted(obligation: Obligation) -> bool:
    """Whether it has had all its relances: an extension begins no second ladder of six."""
    return _count_reminders(obligation) >= MOST_RELANCES


def _done(rung: Rung, now: Pass) -> None:
    rung.state = Rung.State.DONE
    rung.fired_at = now.at
    rung.save(update_fields=["state", "fired_at"])


def _fire_rung(rung: Rung, obligation: Obligation, now: Pass) -> None:
    dossier = obligation.dossier
    rule = obligations.rule_of(rung, obligation)
    reach = now.reach if rung.kind != "notice" else now.reach.tried()
    recipients = of_obligation(obligation, rule.to, now.today, now.town, reach=reach)
    _done(rung, now)
    if rung.kind == "notice":
        _tell_missed_promise(rung, obligation, recipients, now)
        return
    Delivery.objects.bulk_create(
        Delivery(
            rung=rung,
            user=recipient.user,
            address=recipient.address.lower(),
            because=recipient.role,
            state=Delivery.State.WEEKLY if rule.weekly else Delivery.State.PENDING,
        )
        for recipient in recipients
    )
    counted = rung.kind == "relance"
    record(
        now.case(dossier),
        "reminded" if counted else "advised",
        "public" if counted and _is_shown(obligation) else "city",
        step=obligation.step,
        thread=obligation.thread,
        data={
            "rung": rung.code,
            "kind": obligation.kind,
            "due_on": str(obligation.due_on),
            "recipients": len(recipients),
            "count": _count_reminders(obligation),
        },
    )


def _is_shown(obligation: Obligation) -> bool:
    """Relances of a step, and those about a council's answer, are counted in public.

    What happens before an offre is sent is the town's own.
    """
    if obligation.dossier.sent_at is None:
        return False
    return obligation.principal or obligation.kind == Obligation.Kind.ANSWER


def _count_reminders(obligation: Obligation) -> int:
    """How many relances this obligation has had, this one included."""
    return obligation.rungs.filter(kind="relance", state=Rung.State.DONE).count()


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
