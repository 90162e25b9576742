"""P39: what a pass costs follows what is due, and a batch costs the same at any size."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from circuits import actions
from circuits.actions import reminders
from circuits.actions.reminders import Fired, Pass
from circuits.models import Dossier, Obligation
from circuits.sweep import sweep
from participation.models import ClosureDay, TownSettings
from tests.circuits.snapshot import snapshot
from tests.factories import World, paris

START = paris(2026, 4, 2)
MAY = paris(2026, 5, 18, 10)
# The most that P39 allows a batch.
MOST = 50


def studied(world: World, count: int) -> list[int]:
    """So many demandes « À l’étude », none of which has had any reminder."""
    found = []
    for _ in range(count):
        dossier = world.deposit(START)
        actions.proofread(dossier.pk, by=world.agency, at=START)
        world.qualify(dossier, START)
        world.accept(dossier, START)
        found.append(dossier.pk)
    return found


def passing(at: datetime) -> Pass:
    return Pass.at_moment(at, ClosureDay.objects.calendar(), TownSettings.load())


def queries(work: Callable[[], Any]) -> int:
    """How many it takes; what it writes is undone."""
    with transaction.atomic():
        with CaptureQueriesContext(connection) as captured:
            work()
        transaction.set_rollback(True)
    return len(captured)


@pytest.mark.parametrize("at", [MAY, paris(2026, 4, 28, 10)])
def test_p39_a_batch_takes_as_many_queries_at_any_size(world: World, at: datetime) -> None:
    keys = studied(world, 8)
    now = passing(at)
    for work in (reminders.check_dates, reminders.fire_together):
        # What the town's settings name is read once a pass.
        queries(lambda w=work: w(keys, now))
        small, large = (queries(lambda w=work, k=some: w(k, now)) for some in (keys[:2], keys))
        assert 0 < large == small < MOST, work.__name__


def test_p39_a_pass_with_nothing_due_costs_the_same_whatever_exists(world: World) -> None:
    studied(world, 2)
    world.sweep(MAY)
    world.sweep(MAY)
    few = queries(lambda: sweep(MAY))
    studied(world, 6)
    world.sweep(MAY)
    world.sweep(MAY)
    assert queries(lambda: sweep(MAY)) == few


def test_a_batch_does_what_one_after_the_other_does(world: World) -> None:
    keys = studied(world, 5)
    now = passing(MAY)
    found = []

    def together() -> list[Fired]:
        fired, alone = reminders.fire_together(keys, now)
        return [fired, *(reminders.fire(pk, now) for pk in alone)]

    for work in (together, lambda: [reminders.fire(pk, now) for pk in keys]):
        with transaction.atomic():
            done = work()
            counts = (sum(one.due for one in done), sum(one.superseded for one in done))
            found.append((counts, snapshot()))
            transaction.set_rollback(True)
    assert found[0] == found[1]
    assert found[0][0][0] >= len(keys)


def test_a_closure_day_moves_the_dates_of_a_batch(world: World) -> None:
    keys = studied(world, 4)
    steps = Obligation.objects.open().filter(principal=True, dossier__in=keys)
    before = dict(steps.values_list("pk", "due_on"))
    settled = world.deposit(paris(2026, 4, 27))
    ClosureDay.objects.create(day=date(2026, 4, 9), label="Travaux")
    now = passing(paris(2026, 4, 28, 10))
    moved = reminders.check_dates([*keys, settled.pk], now)
    assert moved >= len(keys)
    assert all(step.due_on > before[step.pk] for step in steps)
    checked = Obligation.objects.running().values_list("checked_on", flat=True)
    assert set(checked) == {date(2026, 4, 28)}
    assert not Dossier.objects.get(pk=settled.pk).events.filter(code="date_moved").exists()
