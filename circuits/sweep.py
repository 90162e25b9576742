"""The reminder engine's one pass: where a reminder is decided (circuits.md 12).

Huey, an operator or the seed ring; this function looks at the rows and does what is due
as of a moment. It is idempotent: a second pass at the same moment does nothing.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from django.db import connection, transaction
from django.db.models import Q
from django.utils import timezone

from circuits import deadlines
from circuits.actions import announce, digests, duty_mails, failing, reminders
from circuits.actions.reminders import Pass
from circuits.models import Obligation, Rung, SweepRun
from participation import outbox
from participation.connections import DATABASE_GONE
from participation.models import FailingAddress, Mail, TownSettings
from participation.written_once import WrittenOnce

logger = logging.getLogger(__name__)

BATCH = 100
# So many mails at once: a mail may tell of dozens of dossiers, locked meanwhile.
MAILS = 40
# The key of PostgreSQL's advisory lock of the engine: any number of ours.
ONE_PASS = 2_143_118


def sweep(
    at: datetime,
    *,
    dry_run: bool = False,
    register_only: bool = False,
    weekly: bool = True,
) -> SweepRun:
    """One pass as of `at` (aware).

    Dates are checked once a local day; rungs leave in office hours only; queued mails
    are then handed to the server, outside any transaction of ours.

    Args:
        at: the platform's moment.
        dry_run: count and undo: nothing is written, nothing leaves.
        register_only: keep the mails in the register whatever `EMAIL_URL` says.
        weekly: whether the weekly mails are written (the demonstration's past has none).

    """
    run = SweepRun(at=at, started_at=timezone.now())
    if dry_run:
        with transaction.atomic():
            write_due(run, at, weekly=weekly)
            run.sent = Mail.objects.filter(state=Mail.State.QUEUED, not_before__lte=at).count()
            transaction.set_rollback(True)
        return run
    run.save()
    known: frozenset[str] = frozenset()
    in_office = deadlines.in_office_hours(at, TownSettings.load().calendar())
    while True:
        with _alone() as alone:
            if alone:
                known = write_due(run, at, weekly=weekly)
                run.whole = in_office
        outcome = outbox.deliver(at, duty=in_office, register_only=register_only)
        run.sent += outcome.sent
        run.unknown += outcome.unknown
        run.failed += outcome.failed
        # Whoever the server has just refused is stood in for by the same pass (P17, P22).
        if not alone or FailingAddress.objects.addresses() <= known:
            break
    run.finished_at = timezone.now()
    run.save()
    return run


@contextmanager
def _alone() -> Iterator[bool]:
    """Whether no other pass is writing reminders; then none will until the block ends.

    Two at once would write a person's one mail of the day with half of what is due
    (P17). The lock belongs to a transaction of its own connection: a killed worker lets
    it go, and it holds through a pooler.
    """
    guard = connection.copy()
    try:
        guard.set_autocommit(False)
        with guard.cursor() as cursor:
            cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [ONE_PASS])
            yield bool(cursor.fetchone()[0])
        # Before the connection ends: the server notices that only some time later.
        guard.rollback()
    finally:
        guard.close()


def write_due(run: SweepRun, at: datetime, *, weekly: bool) -> frozenset[str]:
    """Write what is due as of `at`; returns the failing addresses that it kept away from.

    Dates, reminders, duty mails, then what is weekly; nothing is handed to the server.
    """
    town = TownSettings.load()
    now = Pass.at_moment(at, town.calendar(), town)
    _each(run, TO_CHECK.column(now.today), lambda keys: reminders.check_dates(keys, now))
    if now.failing:
        unheard = failing.dossiers_unheard(now)
        _each(run, unheard, lambda keys: failing.tell_somebody_else(keys[0], now), size=1)
        _each(run, ["Agence"], lambda _: failing.tell_the_agency(now))
    if not deadlines.in_office_hours(at, now.calendar):
        return now.failing
    left_over = duty_mails.dossiers_left_over(now)
    _each(run, left_over, lambda keys: _readdress(run, keys, now), size=1)
    _each(run, TO_FIRE.column(now.today), lambda keys: _fire(run, keys, now))
    waiting = duty_mails.addresses_to_write(now)
    _each(run, waiting, lambda keys: _write_duty_mails(run, keys, now), size=MAILS)
    if weekly:
        _each(run, ["annonces"], lambda _: announce.write_announcements(now))
        _each(run, ["semaine"], lambda _: digests.write_weekly_mails(now))
    return now.failing


def _readdress(run: SweepRun, keys: list[int], now: Pass) -> None:
    run.skipped += sum(duty_mails.readdress(key, now) for key in keys)


def _fire(run: SweepRun, keys: list[int], now: Pass) -> None:
    fired, alone = reminders.fire_together(keys, now)
    _count(run, fired)
    _each(run, alone, lambda one: _count(run, reminders.fire(one[0], now)), size=1)


def _count(run: SweepRun, fired: reminders.Fired) -> None:
    run.due += fired.due
    run.superseded += fired.superseded


def _write_duty_mails(run: SweepRun, addresses: list[str], now: Pass) -> None:
    _, dropped = duty_mails.write_duty_mails(addresses, now)
    run.skipped += dropped


def _each(
    run: SweepRun, keys: Sequence[Any], do: Callable[[Any], Any], *, size: int = BATCH
) -> None:
    """Do batch after batch; of a batch that fails, each key alone.

    What cannot be done is left aside and told to the operator (`health`): a dossier with
    a defect of ours does not keep a town from its reminders. `do` does all of its keys or
    nothing. A server that is gone stops the pass: the next one goes on.
    """
    for batch in _in_batches(keys, size):
        try:
            do(batch)
        except DATABASE_GONE:
            raise
        except Exception:
            if len(batch) > 1:
                _each(run, batch, do, size=1)
                continue
            logger.exception("Le passage laisse de côté %s", batch[0])
            run.left_aside += 1


TO_CHECK = WrittenOnce(
    lambda today: (
        Obligation.objects.running()
        .filter(Q(checked_on__lt=today) | Q(checked_on__isnull=True))
        .order_by("dossier")
        .values_list("dossier")
        .distinct()
    )
)
TO_FIRE = WrittenOnce(
    lambda today: (
        Rung.objects.reached(today)
        .filter(obligation__closed_at__isnull=True)
        .order_by("obligation__dossier")
        .values_list("obligation__dossier")
        .distinct()
    )
)


def _in_batches(keys: Sequence[Any], size: int) -> Iterator[Sequence[Any]]:
    """Each key once; a key that is locked by somebody waits for the next pass."""
    for start in range(0, len(keys), size):
        yield keys[start : start + size]
