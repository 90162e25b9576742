"""Where a reminder is written to people: one duty mail a day for each address.

What was decided in `reminders` waits as deliveries; here each address gets its single
mail or its morning table, after everything was checked again (circuits.md 5 and 12).
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any, NamedTuple

from django.db import connection, transaction
from django.db.models import F, Min, OuterRef, Q, Subquery

from circuits import duty_letters, letters, mail_links
from circuits.actions import obligations
from circuits.actions.reminders import ANNOUNCED_BY, NOTICE, Pass, lock_free, lock_if_free
from circuits.actions.told import told_by_rungs
from circuits.duties import Duty
from circuits.models import Delivery, Event, Obligation, Rung
from circuits.recipients import of_obligation
from participation import outbox
from participation.clock import local_day, midnight
from participation.models import Mail, MailAttempt, User
from participation.working_days import ONE_DAY
from participation.written_once import WrittenOnce, by_key, join

# With an address, the key of PostgreSQL's advisory lock of its mail of the day.
DUTY_MAILS = 214_311


def addresses_to_write(now: Pass) -> list[str]:
    """The addresses that wait for the duty mail of the day, in a stable order.

    Those that are told of the same dossiers follow each other: a batch reads them once.
    """
    waiting = [address for address, _ in WAITING.rows()]
    served = _served_today(waiting, now)
    return [address for address in waiting if address not in served]


def dossiers_left_over(now: Pass) -> list[int]:
    """The dossiers of what those addresses wait for, in a stable order."""
    return LEFT_OVER.column(addresses_to_write(now))


def _served_today(addresses: Sequence[str], now: Pass) -> set[str]:
    """Those of these addresses that have had their duty mail of the day, or will."""
    morning, evening = midnight(now.today), midnight(now.today + ONE_DAY)
    return set(SERVED.column(addresses, now.today, morning, evening))


def _served(addresses: Sequence[str], today: date, morning: datetime, evening: datetime) -> Any:
    """Which of these addresses have a duty mail that counts for today.

    Written today, tried today, or waiting for the server: a mail that it refused yesterday
    leaves today, so it is the mail of today. So is one that was tried today without an end:
    it may have arrived.
    """
    duty: Any = Mail.objects.filter(kind=Mail.Kind.DUTY, address__any_of=addresses)
    duty = duty.order_by().values_list("address")
    tried = MailAttempt.objects.filter(at__gte=morning, at__lt=evening)
    # Each by its own index: the outbox keeps the mails of years.
    return duty.filter(duty_day=today).union(
        duty.filter(state=Mail.State.QUEUED),
        duty.filter(state__in=(Mail.State.CLAIMED, Mail.State.SENDING)),
        duty.filter(pk__in=tried.values("mail")),
    )


PENDING = Delivery.objects.filter(state=Delivery.State.PENDING)
# Asked at each pass, when there is hardly ever anything to write.
WAITING = WrittenOnce(
    lambda: PENDING.values_list("address").annotate(first=Min("pk")).order_by("first")
)
LEFT_OVER = WrittenOnce(
    lambda addresses: (
        PENDING.filter(address__any_of=addresses)
        .order_by("rung__obligation__dossier")
        .values_list("rung__obligation__dossier")
        .distinct()
    )
)
SERVED = WrittenOnce(_served)


@transaction.atomic
def readdress(dossier_pk: int, now: Pass) -> int:
    """Find again who the waiting deliveries of a dossier are for; how many fell.

    Since they were decided an account may have been closed, a mandate have ended, a
    service have changed hands: who has left is not written to, and who stands in is
    told the same day (P22, P23).
    """
    dossier = lock_if_free(dossier_pk)
    if dossier is None:
        return 0
    waiting = Rung.objects.filter(
        obligation__dossier=dossier, deliveries__state=Delivery.State.PENDING
    )
    dropped = 0
    waiting = waiting.select_related(
        "obligation__service", "obligation__thread__council__successor"
    )
    for rung in waiting.distinct().order_by("pk"):
        rung.obligation.dossier = dossier
        rule = obligations.rule_of(rung, rung.obligation)
        entitled = {
            recipient.address.lower(): recipient
            for recipient in of_obligation(
                rung.obligation, rule.to, now.today, now.town, reach=now.reach
            )
        }
        gone = rung.deliveries.filter(state=Delivery.State.PENDING).exclude(
            address__in=list(entitled)
        )
        fell = gone.update(state=Delivery.State.DROPPED)
        if not fell:
            continue
        dropped += fell
        told = set(rung.deliveries.values_list("address", flat=True))
        Delivery.objects.bulk_create(
            Delivery(rung=rung, user=who.user, address=address, because=who.role)
            for address, who in entitled.items()
            if address not in told
        )
    return dropped


TO_WRITE = WrittenOnce(
    lambda addresses: (
        PENDING.select_for_update(skip_locked=True)
        .filter(address__any_of=addresses)
        .order_by("pk")
    )
)
# One instance of each person and of each rung of a batch, however many deliveries wait.
READERS = by_key(User._base_manager.select_related("relay"))
DUE = by_key(Rung.objects.annotate(dossier_key=F("obligation__dossier")))


@transaction.atomic
def write_duty_mails(addresses: Collection[str], now: Pass) -> tuple[int, int]:
    """The one duty mail of each address for today: single, or the morning table.

    Returns how many mails were written and how many deliveries were dropped because
    their obligation ended or changed clock meanwhile (P2). They are read and written
    together, in as many queries whatever their number; links cost some of their own.
    """
    # One worker an address: two would each take a part of what is due, and the mail of
    # the day would say half of it.
    alone = _alone_with(addresses)
    served = _served_today(list(alone), now)
    pending: list[Any] = TO_WRITE.objects(sorted(alone - served))
    join(pending, "user", READERS)
    join(pending, "rung", DUE)
    live, dropped = _still_true(pending)
    now = _reaching(live, now)
    rungs = _rungs_of(live)
    told: dict[str, list[Delivery]] = {}
    for delivery in live:
        told.setdefault(delivery.address, []).append(delivery)
    mails = [_duty_mail(address, rows, rungs, now) for address, rows in told.items()]
    for mail, rows in zip(Mail.objects.bulk_create(mails), told.values(), strict=True):
        for delivery in rows:
            delivery.state, delivery.mail = Delivery.State.WRITTEN, mail
    # Each delivery's own, in one statement: of a day an address has one.
    own = Mail.objects.filter(
        kind=Mail.Kind.DUTY, duty_day=now.today, address=OuterRef("address")
    )
    Delivery.objects.filter(pk__any_of=[delivery.pk for delivery in live]).update(
        state=Delivery.State.WRITTEN, mail=Subquery(own.values("pk"))
    )
    told_by_rungs(live)
    return len(mails), dropped


def _duty_mail(
    address: str, live: list[Delivery], rungs: dict[int, list[Other]], now: Pass
) -> Mail:
    """The mail of one address, not written yet; `rungs`: those told of each obligation."""
    several = len(live) > 1
    duties = [_duty(one, rungs[one.rung.obligation_id], now, alone=not several) for one in live]
    message = duty_letters.table(duties) if several else duty_letters.single(duties[0])
    message.because = letters.because_of(
        live[0].because, now.town, _replaced_by_reader(live[0], now)
    )
    if not several:
        message = mail_links.with_links(
            message,
            duties[0].obligation,
            user=live[0].user,
            address=address,
            on=now.today,
            town=now.town,
        )
    return outbox.mail_of(
        letters.render(message, now.town),
        address,
        kind=Mail.Kind.DUTY,
        identity=("rungs", *(delivery.rung_id for delivery in live)),
        at=now.at,
        user=live[0].user,
        duty_day=now.today,
    )


def _reaching(live: list[Delivery], now: Pass) -> Pass:
    """The pass with who speaks for the councils of these mails, read together."""
    councils = [one.rung.obligation.council for one in live]
    living = [council.living_on(now.today) for council in councils if council is not None]
    return replace(now, reach=now.reach.speaking_for(living, now.today))


def _replaced_by_reader(delivery: Delivery, now: Pass) -> User | None:
    """Who is away, when the reader has this mail as a substitute."""
    obligation, role = delivery.rung.obligation, delivery.because
    for recipient in of_obligation(obligation, (role,), now.today, now.town, reach=now.reach):
        if recipient.user == delivery.user and recipient.role == role:
            return recipient.replaces
    return None


def _alone_with(addresses: Collection[str]) -> set[str]:
    """Those of these addresses to which nobody else writes until the transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT address FROM unnest(%s::text[]) AS address "
            "WHERE pg_try_advisory_xact_lock(%s, hashtext(address))",
            [list(addresses), DUTY_MAILS],
        )
        return {address for (address,) in cursor.fetchall()}


OWED = by_key(Obligation.objects.select_related("thread__council__successor", "service"))


def _still_true(pending: list[Any]) -> tuple[list[Delivery], int]:
    """Lock the dossiers concerned, then keep what is still owed under the same clock.

    Of one obligation an address is told the highest rung only: the lower ones were
    overtaken.
    """
    live: dict[tuple[str, int], Delivery] = {}
    dropped = []
    dossiers = lock_free({delivery.rung.dossier_key for delivery in pending})
    # Read again under the locks.
    keys = {delivery.rung.obligation_id for delivery in pending}
    owed = {one.pk: one for one in OWED.objects(sorted(keys))}
    for delivery in sorted(pending, key=lambda d: d.rung.position):
        dossier = dossiers.get(delivery.rung.dossier_key)
        if dossier is None:
            continue
        obligation = owed[delivery.rung.obligation_id]
        obligation.dossier = dossier
        delivery.rung.obligation = obligation
        if not obligation.is_open or obligation.clock != delivery.rung.clock:
            dropped.append(delivery.pk)
            continue
        key = delivery.address, obligation.pk
        overtaken = live.get(key)
        if overtaken is not None:
            dropped.append(overtaken.pk)
        live[key] = delivery
    Delivery.objects.filter(pk__any_of=dropped).update(state=Delivery.State.DROPPED)
    return list(live.values()), len(dropped)


class Other(NamedTuple):
    """What a mail tells of another rung of the obligation."""

    pk: int
    obligation: int
    code: str
    clock: int
    kind: str
    fire_on: date
    fired_at: datetime | None


TOLD = WrittenOnce(
    lambda owed: (
        Rung.objects.filter(
            Q(kind="relance", fired_at__isnull=False) | Q(code__in=ANNOUNCED_BY),
            obligation__any_of=owed,
        )
        .order_by("fire_on", "pk")
        .values_list(*Other._fields)
    )
)


def _rungs_of(live: list[Delivery]) -> dict[int, list[Other]]:
    """The rungs that mails tell of, by obligation (one query): relances that left, ends."""
    rungs: dict[int, list[Other]] = {one.rung.obligation_id: [] for one in live}
    for row in TOLD.rows(list(rungs)):
        other = Other(*row)
        rungs[other.obligation].append(other)
    return rungs


def _duty(delivery: Delivery, rungs: list[Other], now: Pass, *, alone: bool) -> Duty:
    """What a mail tells of one rung; `alone`: with why it is told now."""
    rung, obligation = delivery.rung, delivery.rung.obligation
    past = sorted(
        one.fired_at
        for one in rungs
        if one.kind == "relance" and one.fired_at is not None and one.pk != rung.pk
    )
    return Duty(
        rung=rung,
        obligation=obligation,
        today=now.today,
        calendar=now.calendar,
        roles=obligations.rule_of(rung, obligation).to,
        past=tuple(local_day(moment) for moment in past),
        lapse_on=_announced_end(rung, obligation, rungs, now),
        why=_why_assigned(obligation) if alone and rung.code == "r0" else None,
        phone=now.town.agency_phone,
        reader=delivery.because,
    )


def _announced_end(
    rung: Rung, obligation: Obligation, rungs: list[Other], now: Pass
) -> date | None:
    """The end that this mail announces: never within the seven days of the notice."""
    ends = [end for end, notice in ANNOUNCED_BY.items() if notice == rung.code]
    for planned in rungs:
        if planned.code in ends and planned.clock == obligation.clock:
            return max(planned.fire_on, now.today + NOTICE)
    return None


WHY_ASSIGNED = (
    "attribution_declined",
    "changes_requested",
    "offer_returned",
    "reassigned",
    "handed_over",
    "precision_asked",
    "reasons_asked",
    "reopened",
    "opinion_asked",
    "question_asked",
)


def _why_assigned(obligation: Obligation) -> Event | None:
    """The act for which it is told now: a refusal, changes asked, another service."""
    event: Event | None = (
        obligation.dossier.events.filter(at__gte=obligation.opened_at)
        .filter(code__in=WHY_ASSIGNED)
        .select_related("text", "service")
        .order_by("position")
        .last()
    )
    return event
