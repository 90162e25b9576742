"""What moves a date, on any day: P12, P13; what no rhythm of the engine changes: P15, P18, P21.

Each example is played on the same town and undone; the dates are counted by the oracle.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest
from django.db import transaction
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from circuits import actions
from circuits.errors import ActRefused
from circuits.models import Delivery, Dossier, Obligation, Rung
from participation.clock import PARIS
from participation.models import ClosureDay, Mail
from tests.circuits.snapshot import snapshot
from tests.factories import World, paris
from tests.properties import oracle

DEEP = hypothesis_settings.default.max_examples > 1000
SOME = hypothesis_settings(max_examples=1000 if DEEP else 20, derandomize=not DEEP)
STUDIED = date(2026, 4, 16)
DEPOSITED = date(2026, 4, 2)
PROMISED = date(2026, 6, 2)
WHY: dict[str, Any] = {"reason_code": "study", "text": "Un comptage."}
AFTER = st.integers(0, 75)


@pytest.fixture
def studied(world: World) -> Dossier:
    """A demande at A3 since 16 April 2026: due on 13 May, promised for 2 June."""
    return world.studied()


@contextmanager
def undone() -> Iterator[None]:
    """Whatever is done inside never was."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def moment(days: int, hour: int = 10) -> datetime:
    return datetime.combine(STUDIED + timedelta(days=days), time(hour), tzinfo=PARIS)


def step_of(dossier: Dossier) -> Obligation:
    return Obligation.objects.get(dossier=dossier, principal=True, closed_at=None)


@given(after=AFTER, months=st.integers(1, 2), again=AFTER, closures=st.sets(AFTER, max_size=4))
@SOME
def test_p12_an_extension_happens_once_and_never_shortens(
    world: World, studied: Dossier, after: int, months: int, again: int, closures: set[int]
) -> None:
    with undone():
        for day in closures:
            ClosureDay.objects.create(day=STUDIED + timedelta(days=day), label="pont")
        closed = set(ClosureDay.objects.values_list("day", flat=True))
        at, before = moment(after), step_of(studied).due_on
        actions.extend(studied.pk, by=world.agency, at=at, months=months, **WHY)
        found = Dossier.objects.get(pk=studied.pk)
        assert found.promised_on == oracle.months_after(DEPOSITED, 2 + months, closed)
        assert found.promised_on > PROMISED
        assert before <= step_of(found).due_on <= found.promised_on
        for other in (1, 2):
            with pytest.raises(ActRefused, match="une seule fois"):
                actions.extend(
                    found.pk,
                    by=world.agency,
                    at=at + timedelta(days=again),
                    months=other,
                    **WHY,
                )


@given(after=AFTER, second=st.integers(0, 40))
@SOME
def test_p13_a_reassignment_leaves_the_promise_and_five_days(
    world: World, studied: Dossier, after: int, second: int
) -> None:
    with undone():
        day = STUDIED + timedelta(days=after)
        for service in (world.other_service, world.service):
            before = step_of(studied).due_on
            at = datetime.combine(day, time(10), tzinfo=PARIS)
            actions.reassign(
                studied.pk, by=world.agency, at=at, service=service, reason="C’est eux."
            )
            found = Dossier.objects.get(pk=studied.pk)
            assert (found.promised_on, found.service) == (PROMISED, service)
            expected = max(before, oracle.working_days_after(day, 5))
            # A promise that is already broken stops nothing any more.
            expected = min(expected, PROMISED) if day <= PROMISED else expected
            assert step_of(found).due_on == expected
            day += timedelta(days=second)


@given(outage=st.integers(1, 60), begun=st.integers(0, 40))
@hypothesis_settings(max_examples=1000 if DEEP else 12, derandomize=not DEEP)
def test_p15_after_an_outage_of_any_length_each_thing_is_said_once(
    world: World, studied: Dossier, outage: int, begun: int
) -> None:
    """Stopped for 1 to 60 days: one rung an obligation, one mail a person, then silence."""
    with undone():
        world.sweep(moment(0))
        world.sweep(moment(begun))
        before = set(Rung.objects.filter(state="done").values_list("pk", flat=True))
        back = oracle.next_worked(STUDIED + timedelta(days=begun + outage))
        at = datetime.combine(back, time(9), tzinfo=PARIS)
        world.sweep(at)
        new = Rung.objects.filter(state="done", kind__in=["avis", "relance"])
        fired = Counter(new.exclude(pk__in=before).values_list("obligation", flat=True))
        assert all(count == 1 for count in fired.values()), fired
        mails = Mail.objects.filter(kind="duty", duty_day=back)
        written = Counter(mails.values_list("address", flat=True))
        assert all(count == 1 for count in written.values()), written
        left = Rung.objects.filter(state="armed", fire_on__lte=back, obligation__closed_at=None)
        assert not left.exists(), "nothing due is left behind"
        seen = snapshot()
        world.sweep(at + timedelta(hours=2))
        assert snapshot() == seen, "nothing is said again"


# --- P18 ---


def hourly(day: date) -> list[int]:
    return [8, 11, 14, 17]


def daily(day: date) -> list[int]:
    return [9]


def on_fridays(day: date) -> list[int]:
    return [9] if day.weekday() == 4 else []


def lived(world: World, rhythm: Callable[[date], list[int]]) -> list[Any]:
    """Two months of acts, the engine at its rhythm; what happened but for the reminders."""
    life: dict[date, Callable[[datetime], Any]] = {
        date(2026, 4, 17): lambda at: actions.schedule_meeting(
            pk, by=world.holder, at=at, meeting_on=date(2026, 4, 28)
        ),
        date(2026, 5, 5): lambda at: actions.extend(
            pk, by=world.agency, at=at, months=1, **WHY
        ),
        date(2026, 5, 26): lambda at: actions.reassign(
            pk, by=world.agency, at=at, service=world.other_service, reason="C’est eux."
        ),
    }
    pk = world.studied().pk
    day, last = STUDIED, date(2026, 7, 17)
    while day <= last:
        for hour in rhythm(day):
            world.sweep(datetime.combine(day, time(hour, 40), tzinfo=PARIS))
        if day in life:
            life[day](datetime.combine(day, time(18, 30), tzinfo=PARIS))
        day += timedelta(days=1)
    world.sweep(paris(2026, 7, 17, 17))
    events = Dossier.objects.get(pk=pk).events.exclude(code__in=["advised", "reminded"])
    owed = Obligation.objects.filter(dossier=pk).order_by("kind", "step", "due_on")
    # The rungs that were passed over differ; what was reached in the end does not.
    highest = Counter(
        Rung.objects.filter(obligation__dossier=pk, state__in=["done", "superseded"])
        .exclude(clock=1, obligation__principal=True)
        .values_list("obligation__kind", "obligation__step", "clock", "code")
    )
    return [
        Counter(events.values_list("code", flat=True)),
        list(owed.values_list("kind", "step", "party", "due_on", "clock", "closing")),
        Dossier.objects.values_list("promised_on", "step", "service").get(pk=pk),
        highest,
    ]


def test_p18_hourly_daily_or_once_a_week_the_same_things_happen(world: World) -> None:
    told = []
    for rhythm in (hourly, daily, on_fridays):
        with undone():
            told.append(lived(world, rhythm))
    assert told[0] == told[1] == told[2]
    assert told[0][0]["resumed"] == told[0][0]["extended"] == told[0][0]["promise_missed"] == 1


# --- P21 ---


def around_the_changes() -> list[date]:
    """A week on each side of both changes of the clock; a whole year when deep."""
    if DEEP:
        return [date(2026, 3, 9) + timedelta(days=n) for n in range(400)]
    sundays = (date(2026, 3, 29), date(2026, 10, 25))
    return [sunday + timedelta(days=n) for sunday in sundays for n in range(-6, 8)]


def test_p21_all_year_round_each_rung_leaves_once_in_office_hours(world: World) -> None:
    """At two hours of UTC: one too early in winter, the other too late in summer."""
    days = around_the_changes()
    for day in days:
        if day.weekday() == 1:
            at = datetime.combine(day, time(10), tzinfo=PARIS)
            world.qualify(world.deposit(at), at)
        for wall in (time(6, 45), time(16, 15)):
            world.sweep(datetime.combine(day, wall, tzinfo=UTC))
    sent = [
        at.astimezone(PARIS)
        for at in Mail.objects.filter(kind="duty").values_list("sent_at", flat=True)
        if at is not None
    ]
    assert all(time(8, 30) <= at.time() < time(17, 30) for at in sent)
    assert all(oracle.worked(at.date()) for at in sent)
    assert {(at.hour, at.minute) for at in sent} == {(8, 45), (17, 15)}, "each season its own"
    told = Delivery.objects.filter(state="written").values_list("rung", "address")
    assert len(told) == len(set(told))
    missed = Rung.objects.filter(
        state="armed", fire_on__lt=days[-1], obligation__closed_at=None
    )
    assert not missed.exists()
