"""Two at once, with real commits: P1, P2, P16, P17 and « exactly one wins »."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime
from typing import Any

import pytest
from django.db import transaction

from circuits import actions, emails
from circuits.actions import duty_mails, reminders
from circuits.actions.gate import lock
from circuits.actions.record import OnBehalf
from circuits.errors import ActRefused, Stale
from circuits.models import Actor, Delivery, Dossier, Event, Obligation, Rung
from circuits.sweep import sweep
from participation import outbox
from participation.models import ClosureDay, Mail, TownSettings, User
from tests.circuits.snapshot import snapshot
from tests.circuits.threads import Parallel
from tests.factories import World, paris
from tests.factories.world import ACCEPTED

START = paris(2026, 4, 2)
LATE = paris(2026, 5, 21)


@pytest.fixture
def town(committed_db: str) -> World:
    return World()


@contextmanager
def held(work: Callable[[], Any], parallel: Parallel) -> Iterator[Callable[[], None]]:
    """An act done in another connection and not committed until the block says so."""
    done, finish = threading.Event(), threading.Event()

    def act() -> None:
        with transaction.atomic():
            work()
            done.set()
            assert finish.wait(30)

    running = parallel.start(act)
    assert done.wait(30), running.exception(0)

    def commit() -> None:
        finish.set()
        running.result(30)

    try:
        yield commit
    finally:
        finish.set()


def now(at: datetime) -> reminders.Pass:
    return reminders.Pass.at_moment(at, ClosureDay.objects.calendar(), TownSettings.load())


def at_a3(town: World, at: datetime = START) -> Dossier:
    dossier = town.deposit(at)
    town.qualify(dossier, at)
    town.accept(dossier, at)
    dossier.refresh_from_db()
    return dossier


# --- Two people ---


def test_two_people_decide_at_once_and_exactly_one_wins(town: World) -> None:
    """The head in person, and the Agence for the head who said it by telephone."""
    for turn in range(6):
        dossier = at_a3(town)
        town.transmit(dossier, START)
        dossier.refresh_from_db()
        seen, at = dossier.version, paris(2026, 4, 9, 9, turn)
        behalf = OnBehalf(town.head, "voice", date(2026, 4, 9))

        def approve(pk: int = dossier.pk, at: datetime = at, seen: int = seen) -> str:
            actions.approve_service(pk, by=town.head, at=at, seen=seen)
            return "approved"

        def send_back(
            pk: int = dossier.pk,
            at: datetime = at,
            seen: int = seen,
            behalf: OnBehalf = behalf,
        ) -> str:
            actions.request_changes_service(
                pk, by=town.agency, at=at, seen=seen, behalf=behalf, changes="Plus court."
            )
            return "sent back"

        with Parallel() as parallel:
            results = parallel.together(approve, send_back)
        winners = [result for result in results if isinstance(result, str)]
        (loser,) = [result for result in results if not isinstance(result, str)]
        assert len(winners) == 1
        assert isinstance(loser, Stale), loser
        who = town.head if winners == ["approved"] else town.agency
        assert (loser.who, loser.at, loser.mine) == (str(who), at, False)
        assert str(loser)
        dossier.refresh_from_db()
        assert dossier.step == ("A5" if winners == ["approved"] else "A3")
        decisions = dossier.events.filter(code__in=["service_approved", "changes_requested"])
        assert decisions.count() == 1
        assert dossier.version == seen + 1


def test_a_double_click_on_deposit_is_one_demande(town: World) -> None:
    draft = town.draft(START)

    def deposit() -> Any:
        return actions.deposit(draft.pk, by=town.referent, at=START, seen=draft.version)

    with Parallel() as parallel:
        results = parallel.together(deposit, deposit)
    (stale,) = [result for result in results if isinstance(result, Exception)]
    assert isinstance(stale, Stale)
    assert stale.mine
    dossier = Dossier.objects.get(pk=draft.pk)
    assert dossier.reference == "demande-2026-001"
    assert dossier.events.filter(code="deposited").count() == 1
    receipts = Mail.objects.filter(code="M1").values_list("address", flat=True)
    assert sorted(receipts) == sorted([town.referent.email, town.referent_deputy.email])


@pytest.mark.parametrize("act", ["qualify", "transmit_answer", "acknowledge_answer"])
def test_a_double_click_is_one_act_with_one_mail(town: World, act: str) -> None:
    if act == "acknowledge_answer":
        dossier = town.answered(START)
    elif act == "qualify":
        dossier = town.deposit(START)
    else:
        dossier = at_a3(town)
    dossier.refresh_from_db()
    fields: dict[str, Any] = {
        "qualify": {"service": town.service, "elected": town.official, "by": town.agency},
        "transmit_answer": {"draft": ACCEPTED, "by": town.holder},
        "acknowledge_answer": {"by": town.referent},
    }[act]
    before = dossier.events.count(), Mail.objects.count()

    def click() -> Any:
        return actions.ACTIONS[act](dossier.pk, at=START, seen=dossier.version, **fields)

    with Parallel() as parallel:
        results = parallel.together(click, click, click)
    losers = [result for result in results if isinstance(result, Exception)]
    assert len(losers) == 2
    assert all(isinstance(loser, Stale) and loser.mine for loser in losers), losers
    mails = 2 if act == "qualify" else 0
    assert (dossier.events.count(), Mail.objects.count()) == (before[0] + 1, before[1] + mails)


def test_twenty_deposits_at_once_are_numbered_without_gap(town: World) -> None:
    drafts = [town.draft(START) for _ in range(20)]
    people = [town.referent, town.referent_deputy]

    def deposit(index: int) -> Callable[[], Any]:
        return lambda: actions.deposit(drafts[index].pk, by=people[index % 2], at=START)

    with Parallel() as parallel:
        results = parallel.together(*[deposit(index) for index in range(20)])
    assert not [result for result in results if isinstance(result, Exception)]
    numbers = Dossier.objects.order_by("number").values_list("number", flat=True)
    assert list(numbers) == list(range(1, 21))
    assert Actor.objects.filter(user__in=people).count() == 2


def test_a_deposit_that_fails_leaves_no_hole_in_the_numbers(
    town: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    drafts = [town.draft(START) for _ in range(8)]
    notify, turn = emails.notify, Counter[str]()

    def fails_every_other_time(*args: Any) -> Any:
        turn["n"] += 1
        if turn["n"] % 2:
            raise RuntimeError("panne")
        return notify(*args)

    monkeypatch.setattr(emails, "notify", fails_every_other_time)
    with Parallel() as parallel:
        parallel.together(
            *[
                lambda pk=draft.pk: actions.deposit(pk, by=town.referent, at=START)
                for draft in drafts
            ]
        )
    numbers = sorted(
        Dossier.objects.filter(number__isnull=False).values_list("number", flat=True)
    )
    assert 0 < len(numbers) < 8
    assert numbers == list(range(1, len(numbers) + 1))


def test_who_waited_for_the_lock_reads_what_the_other_one_wrote(town: World) -> None:
    """A row that changes while one waits for it comes back with its new relations."""
    dossier = town.deposit(START)

    def qualify() -> None:
        town.qualify(dossier, START)

    def read() -> Any:
        with transaction.atomic():
            locked = lock(dossier.pk)
            return locked.step, locked.service, locked.elected

    with Parallel() as parallel, held(qualify, parallel) as commit:
        reading = parallel.start(read)
        assert not threading.Event().wait(0.3)
        assert not reading.done(), "the lock is waited for"
        commit()
        assert reading.result(30) == ("A2", town.service, town.official)


def test_many_people_and_sweeps_at_once_never_block_each_other_for_good(
    town: World,
) -> None:
    dossiers = [at_a3(town) for _ in range(4)]

    def answer(dossier: Dossier) -> Callable[[], Any]:
        return lambda: town.transmit(dossier, LATE)

    def call(dossier: Dossier) -> Callable[[], Any]:
        return lambda: actions.proofread(dossier.pk, by=town.agency, at=LATE)

    works = [answer(d) for d in dossiers] + [call(d) for d in dossiers]
    works += [lambda: sweep(LATE, register_only=True)] * 3
    with Parallel() as parallel:
        results = parallel.together(*works)
    failures = [result for result in results if isinstance(result, Exception)]
    assert not failures
    assert {d.step for d in Dossier.objects.all()} == {"A4"}
    assert not Obligation.objects.open().filter(kind="proofreading").exists()


# --- P2: a transition and a sweep ---


def test_p02_no_reminder_of_a_step_whose_end_is_being_written(town: World) -> None:
    dossier = at_a3(town)
    town.sweep(START)
    step = dossier.obligations.get(principal=True, closed_at__isnull=True)
    with Parallel() as parallel:
        with held(lambda: town.transmit(dossier, LATE), parallel) as commit:
            counts = parallel.start(lambda: sweep(LATE, register_only=True)).result(30)
            assert counts.due == 0, "the sweep skips a dossier on which someone acts"
            commit()
        sweep(paris(2026, 5, 21, 11), register_only=True)
    told = Rung.objects.filter(obligation=step, state="done")
    assert list(told.values_list("code", flat=True)) == ["r0"]
    assert set(step.rungs.exclude(code="r0").values_list("state", flat=True)) == {"void"}
    assert not Mail.objects.filter(code="M6", subject__contains="projet de réponse").exists()


def test_p02_a_reminder_decided_but_not_written_falls_with_its_step(town: World) -> None:
    """Fired in one transaction, written in another: the step ended in between."""
    dossier = at_a3(town)
    moment = now(LATE)
    reminders.fire(dossier.pk, moment)
    pending = Delivery.objects.filter(state="pending", rung__obligation__step="A3")
    addresses = set(pending.values_list("address", flat=True))
    assert town.holder.email in addresses
    with Parallel() as parallel, held(lambda: town.transmit(dossier, LATE), parallel) as commit:
        for address in addresses:
            work = parallel.start(lambda a=address: duty_mails.write_duty_mails([a], moment))
            assert work.result(30) == (0, 0)
        commit()
    for address in addresses:
        duty_mails.write_duty_mails([address], moment)
    assert not pending.exists()
    duty = Mail.objects.filter(kind="duty", subject__contains="projet de réponse")
    assert not duty.exists()


def test_p02_a_reminder_of_an_earlier_clock_is_not_written(town: World) -> None:
    dossier = at_a3(town)
    reminders.fire(dossier.pk, now(LATE))
    Obligation.objects.filter(dossier=dossier, step="A3").update(clock=2)
    address = town.deputy.email
    assert duty_mails.write_duty_mails([address], now(LATE)) == (0, 1)
    assert not Mail.objects.filter(address=address).exists()


def test_p02_an_act_waits_for_the_reminder_being_written_and_then_wins(
    town: World,
) -> None:
    dossier = at_a3(town)
    moment = now(LATE)

    def fire() -> None:
        reminders.fire(dossier.pk, moment)

    with Parallel() as parallel, held(fire, parallel) as commit:
        acting = parallel.start(lambda: town.transmit(dossier, LATE))
        assert not threading.Event().wait(0.3)
        assert not acting.done()
        commit()
        acting.result(30)
    step = Obligation.objects.filter(dossier=dossier, step="A3").get()
    assert not step.is_open
    assert not Delivery.objects.filter(rung__obligation=step, state="pending").exists()


# --- P17, P16: several sweeps ---


def busy_town(town: World) -> None:
    """Dossiers at several steps, some late, some with their promise broken."""
    for at in (START, paris(2026, 4, 20)):
        town.deposit(at)
        dossier = town.deposit(at)
        town.qualify(dossier, at)
        at_a3(town, at)
        answered = town.answered(at)
        assert answered.step == "A6"


@pytest.mark.parametrize(
    "at", [START, paris(2026, 5, 12), paris(2026, 6, 18)], ids=lambda at: f"{at:%d %B}"
)
def test_p17_three_sweeps_at_once_do_what_one_does(town: World, at: datetime) -> None:
    busy_town(town)
    with transaction.atomic():
        sweep(at, register_only=True)
        alone = snapshot()
        transaction.set_rollback(True)
    assert snapshot() != alone
    with Parallel() as parallel:
        results = parallel.together(*[lambda: sweep(at, register_only=True)] * 3)
    assert not [result for result in results if isinstance(result, Exception)]
    # Whatever one skipped because another one held it is left for the next tick.
    sweep(at, register_only=True)
    assert snapshot() == alone
    assert Actor.objects.filter(is_system=True).count() == 1
    assert User.objects.filter(last_name="La plateforme").count() == 1


def test_p16_two_workers_write_one_duty_mail_to_an_address(town: World) -> None:
    for _ in range(3):
        dossier = at_a3(town)
        reminders.fire(dossier.pk, now(LATE))
    address = town.holder.email
    moment = now(LATE)
    with Parallel() as parallel:
        results = parallel.together(
            *[lambda: duty_mails.write_duty_mails([address], moment)] * 4
        )
    assert sorted(written for written, _ in results) == [0, 0, 0, 1]
    (mail,) = Mail.objects.filter(address=address, kind="duty")
    assert mail.duty_day == date(2026, 5, 21)
    told = mail.deliveries.values_list("rung__obligation__dossier", flat=True)
    assert set(told) == set(Dossier.objects.values_list("pk", flat=True))
    assert not Delivery.objects.filter(address=address, state="pending").exists()


def test_p16_a_second_worker_that_comes_too_late_waits_for_tomorrow(town: World) -> None:
    """It saw no mail of today, and the other one wrote it meanwhile."""
    moment = now(LATE)
    first, second = at_a3(town), at_a3(town)
    address = town.holder.email
    reminders.fire(first.pk, moment)

    def write() -> tuple[int, int]:
        return duty_mails.write_duty_mails([address], moment)

    with Parallel() as parallel, held(write, parallel) as commit:
        reminders.fire(second.pk, moment)
        assert parallel.start(write).result(30)[0] == 0
        commit()
    assert Mail.objects.filter(address=address, kind="duty").count() == 1
    left = Delivery.objects.filter(address=address, state="pending")
    assert {one.rung.obligation.dossier for one in left} == {second}
    outbox.deliver(LATE, duty=True, register_only=True)
    assert duty_mails.write_duty_mails([address], now(paris(2026, 5, 22)))[0] == 1


def test_p26_events_have_no_gap_when_many_act_at_once(town: World) -> None:
    dossier = at_a3(town)

    def act(n: int) -> Callable[[], Any]:
        if n % 2:
            return lambda: sweep(LATE, register_only=True)
        return lambda: town.transmit(dossier, LATE)

    with Parallel() as parallel:
        results = parallel.together(*[act(n) for n in range(8)])
    refused = [result for result in results if isinstance(result, Exception)]
    assert all(isinstance(error, ActRefused) for error in refused), refused
    positions = Event.objects.filter(dossier=dossier).values_list("position", flat=True)
    assert sorted(positions) == list(range(1, len(positions) + 1))
