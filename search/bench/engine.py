"""The reminder engine in numbers: what a pass costs, beside what its rows cost bare.

Only for a scratch database: it moves the days of reminders. Every figure is taken on the
base as it is left by the ones before; mails stay in the register.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from statistics import median
from typing import Any

from django.db import connection, transaction
from django.db.models import Count, Min, Model
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from circuits import deadlines, letters
from circuits.actions import digests, reminders
from circuits.actions.climb import LADDER_KINDS
from circuits.actions.reminders import Pass
from circuits.letters import Message
from circuits.models import Delivery, Event, Obligation, Rung, SweepRun, Told
from circuits.sweep import BATCH, sweep, write_due
from participation import outbox
from participation.clock import local_day
from participation.models import ClosureDay, Mail, TownSettings
from participation.working_days import ONE_DAY

QUIET_PASSES = 5
# Of a morning of weekly mails: enough batches to know what one costs.
WEEKLY_BATCHES = 20

# What a pass with reminders writes, each after what it names.
WRITTEN: tuple[type[Model], ...] = (Mail, Event, Delivery, Told)

Figures = dict[str, float]
Say = Callable[[str], None]


def measure(at: datetime, due: tuple[int, ...], say: Say) -> dict[str, Figures]:
    """Measure passes from the next office hour on; figures by name, times in seconds."""
    calendar = ClosureDay.objects.calendar()
    morning = deadlines.next_office_opening(at, calendar)
    found: dict[str, Figures] = {}
    found["first"] = _pass(morning)
    found["nothing"] = _nothing(morning)
    say(f"Passage sans rien d’échu : {found['nothing']['seconds']:.2f} s")
    for count in due:
        morning = deadlines.next_office_opening(morning + timedelta(hours=12), calendar)
        found[f"check_{count}"] = _checks(morning)
        found[f"due_{count}"] = _reminders(morning, count)
        one = found[f"due_{count}"]
        say(
            f"Passage avec {one['due']:.0f} rappels échus : {one['seconds']:.1f} s, "
            f"{one['ratio']:.2f} fois les écritures et les rendus nus"
        )
    found["weekly"] = _weekly(morning)
    say(f"Courriels de la semaine : {found['weekly']['per_second']:.0f} par seconde")
    return found


@contextmanager
def _timed() -> Iterator[Figures]:
    figures: Figures = {}
    start = time.perf_counter()
    yield figures
    figures["seconds"] = round(time.perf_counter() - start, 3)


def _pass(at: datetime) -> Figures:
    """One whole pass, and what it did."""
    with _timed() as figures:
        run = sweep(at, register_only=True)
    return {**figures, "due": run.due, "mails": run.sent}


def _nothing(at: datetime) -> Figures:
    """The pass after: everything that could leave has left."""
    times = [_pass(at) for _ in range(QUIET_PASSES)]
    with CaptureQueriesContext(connection) as captured:
        sweep(at, register_only=True)
    return {
        "seconds": median(one["seconds"] for one in times),
        "mails": sum(one["mails"] for one in times),
        "queries": len(captured),
    }


def _checks(at: datetime) -> Figures:
    """The dates of everything open, once a day (P39: so many queries a batch)."""
    now = _now(at)
    owed = Obligation.objects.running().order_by("dossier")
    keys = list(owed.values_list("dossier", flat=True).distinct())
    with _timed() as figures:
        for start in range(BATCH, len(keys), BATCH):
            reminders.check_dates(keys[start : start + BATCH], now)
    with CaptureQueriesContext(connection) as captured:
        reminders.check_dates(keys[:BATCH], now)
    return {**figures, "dossiers": len(keys), "queries_a_batch": len(captured)}


def _reminders(at: datetime, count: int) -> Figures:
    """What is written when exactly so many obligations have a reminder due."""
    day = local_day(at)
    made = _make_due(count, day)
    marks = {model: _last(model) for model in WRITTEN}
    run = SweepRun(at=at, started_at=timezone.now())
    with _timed() as figures:
        write_due(run, at, weekly=False)
    bare = _bare(marks, made)
    mails = Mail.objects.filter(pk__gt=marks[Mail]).count()
    outbox.deliver(at, duty=True, register_only=True)
    ratio = round(figures["seconds"] / bare["seconds"], 2)
    return {
        **figures,
        "due": run.due,
        "deliveries": Delivery.objects.filter(pk__gt=marks[Delivery]).count(),
        "mails": mails,
        "bare_seconds": bare["seconds"],
        "ratio": ratio,
    }


def _make_due(count: int, day: date) -> list[int]:
    """Of so many open obligations the next rung is due on this day, and no other is."""
    later = day + timedelta(days=400)
    armed = Rung.objects.filter(state=Rung.State.ARMED)
    armed.filter(fire_on__lte=day).update(fire_on=later)
    ladder = armed.filter(
        kind__in=LADDER_KINDS,
        obligation__closed_at=None,
        obligation__paused_on=None,
    )
    first = ladder.values("obligation").annotate(first=Min("pk")).order_by("first")
    keys = list(first.values_list("first", flat=True)[:count])
    Rung.objects.filter(pk__in=keys).update(fire_on=day)
    return keys


def _last(model: type[Model]) -> int:
    return model._base_manager.order_by("-pk").values_list("pk", flat=True).first() or 0


def _bare(marks: dict[type[Model], int], rungs: list[int]) -> Figures:
    """The same rows written again, and as many mails laid out, without any thought.

    In the tables themselves, keys and constraints included, then undone.
    """
    rows = {
        model: list(model._base_manager.filter(pk__gt=last)) for model, last in marks.items()
    }
    told = (
        Delivery.objects.filter(pk__gt=marks[Delivery], mail__isnull=False)
        .values("mail")
        .annotate(count=Count("pk"))
    )
    sizes = [one["count"] for one in told]
    fired = list(Rung.objects.filter(pk__in=rungs))
    with transaction.atomic():
        _forget(rows)
        with _timed() as figures:
            _write(rows, fired)
            town = TownSettings.load()
            for size in sizes:
                letters.render(_letter(size), town)
        transaction.set_rollback(True)
    return figures


def _forget(rows: dict[type[Model], list[Any]]) -> None:
    """Give the rows other keys, so that they can stand beside themselves."""
    for model in WRITTEN:
        for row in rows[model]:
            row.pk = None
    for number, row in enumerate(rows[Event]):
        row.position += 1_000_000 + number
    for row in rows[Mail]:
        row.message_id += ".nu"
        row.address = f"nu.{row.address}"
    for row in (*rows[Delivery], *rows[Told]):
        row.address = f"nu.{row.address}"


def _write(rows: dict[type[Model], list[Any]], fired: list[Rung]) -> None:
    for model in WRITTEN:
        model._base_manager.bulk_create(rows[model], batch_size=BATCH)
    for start in range(0, len(fired), BATCH):
        Rung.objects.bulk_update(fired[start : start + BATCH], ["state", "fired_at"])


def _letter(rows: int) -> Message:
    """A mail of the morning with so many lines (at most forty are told)."""
    line = {
        "when": "Aujourd’hui",
        "what": "À instruire : Un banc à l’ombre devant l’école",
        "label": "Demande 2026-041",
        "due": "13 mai 2026",
        "url": "http://localhost/espace/dossiers/",
    }
    return Message(
        code="Dg1",
        subject="Des échéances attendent votre action",
        lead="Des échéances attendent votre action.",
        rows=[line] * min(rows, 40),
        because="Vous recevez ce message en tant que titulaire du dossier.",
    )


def _weekly(at: datetime) -> Figures:
    """The first batches of the next morning of « Cette semaine dans votre conseil »."""
    town = TownSettings.load()
    day = local_day(at) + ONE_DAY
    while day.weekday() != town.follow_weekday:
        day += ONE_DAY
    calendar = ClosureDay.objects.calendar()
    day_at = at + (day - local_day(at))
    now = _now(deadlines.next_office_opening(day_at, calendar))
    digests.ensure_readers(now, digests.table_readers(now))
    slot, batches = digests.batches_of_followers(now)
    written = people = 0
    with _timed() as figures:
        for pks, _ in zip(batches, range(WEEKLY_BATCHES), strict=False):
            people += len(pks)
            written += digests.write_news(pks, slot, now)
    rate = written / figures["seconds"]
    return {**figures, "people": people, "mails": written, "per_second": round(rate, 1)}


def _now(at: datetime) -> Pass:
    return Pass.at_moment(at, ClosureDay.objects.calendar(), TownSettings.load())
