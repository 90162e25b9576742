"""P1 and P19 with the real Huey consumer, killed -9 while it writes reminders.

Huey only rings: whatever it loses with its worker, the tables know what is left, and
the next ring does it (circuits.md 12).
"""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from django.utils import timezone

from circuits.actions.night_audit import audit_now
from circuits.models import Delivery, Digest, Rung, SweepRun
from circuits.sweep import sweep
from participation.models import Mail
from tests.circuits.smtp_sink import Sink, Stall
from tests.circuits.snapshot import snapshot
from tests.circuits.test_kills import (
    late_requests,
    nothing_doubled_nothing_lost,
    settled,
    states,
    without_states,
)
from tests.circuits.workers import ROOT, environment, wait_for
from tests.factories import paris

LATE = paris(2026, 6, 17)
CONSUMER = [sys.executable, "manage.py", "run_huey", "-w", "2", "-k", "process", "-f"]
RING = """
import sys
sys.path.insert(0, "site")
import config, django
django.setup()
from circuits.tasks import sweep_soon
sweep_soon()
"""


@contextmanager
def consumer(env: dict[str, str]) -> Iterator[subprocess.Popen[bytes]]:
    """The consumer as `make run` starts it, in a group of its own."""
    process = subprocess.Popen(
        CONSUMER,
        cwd=ROOT,
        env=env,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        yield process
    finally:
        kill(process)


def kill(process: subprocess.Popen[bytes]) -> None:
    """-9 to the consumer and its workers, once: afterwards the pid is not ours."""
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait(10)


def ring(env: dict[str, str]) -> None:
    """What the periodic tick does every three minutes."""
    subprocess.run([sys.executable, "-c", RING], cwd=ROOT, env=env, check=True)


def settings_of(database: str, sink: Sink, at: datetime) -> dict[str, str]:
    """The same clock for every consumer of a test: it is now `at`, and time goes on."""
    return environment(
        database,
        sink,
        "tests.circuits.consumer_settings",
        ENGINE_OFFSET_DAYS=str((at - timezone.now()) / timedelta(days=1)),
        PYTHONPATH=f"{ROOT}:{ROOT / 'site'}",
    )


def five_minutes_pass() -> None:
    """What the dead had claimed expires."""
    past = timezone.now() - timedelta(seconds=1)
    Mail.objects.filter(claimed_until__isnull=False).update(claimed_until=past)


def done() -> bool:
    armed = Rung.objects.filter(state="armed", fire_on__lte=LATE.date())
    pending = Delivery.objects.filter(state="pending")
    # Last of all: what was still to write becomes a mail that is still to send.
    return not armed.exists() and not pending.exists() and settled()


def ended_as(alone: dict[str, list[Any]]) -> Callable[[], bool]:
    """When the weekly mails, the last thing that a pass writes, are there too."""
    return lambda: Digest.objects.count() == len(alone["weeks"]) and done()


def test_p19_a_consumer_killed_during_a_sweep_and_started_again_ends_the_work(
    committed_db: str,
) -> None:
    late_requests(4)
    audit_now(LATE)  # a tick of the five minutes would add the mail of the night
    with transaction.atomic():
        sweep(LATE, register_only=True)
        alone = without_states(snapshot())
        transaction.set_rollback(True)
    with Sink.running() as sink:
        env = settings_of(committed_db, sink, LATE)
        stall = sink.rules.stalls["*"] = Stall()
        with consumer(env) as victim:
            ring(env)
            wait_for(stall.reached.is_set)
            kill(victim)
        stall.release.set()
        assert states()["sending"] == 1
        assert SweepRun.objects.filter(finished_at=None).exists(), "killed half-way"
        five_minutes_pass()
        with consumer(env):
            ring(env)
            wait_for(ended_as(alone))
        nothing_doubled_nothing_lost(sink)
    assert states()["unknown"] == 1
    assert without_states(snapshot()) == alone


@pytest.mark.faults
@pytest.mark.timeout(600)
@pytest.mark.parametrize("whole", [True, False], ids=["consumer", "one worker"])
def test_p19_a_consumer_killed_again_and_again(committed_db: str, whole: bool) -> None:
    """The whole consumer, or one of its workers as the system's memory killer does."""
    late_requests(20)
    audit_now(LATE)  # a tick of the five minutes would add the mail of the night
    with transaction.atomic():
        sweep(LATE, register_only=True)
        alone = without_states(snapshot())
        transaction.set_rollback(True)
    chance = random.Random(8)
    with Sink.running() as sink:
        env = settings_of(committed_db, sink, LATE)
        for _ in range(8):
            with consumer(env) as victim:
                ring(env)
                time.sleep(chance.uniform(0.5, 3))
                if whole:
                    kill(victim)
                    continue
                kill_a_worker_of(victim)
                time.sleep(1)
            five_minutes_pass()
        with consumer(env):
            five_minutes_pass()
            ring(env)
            wait_for(ended_as(alone))
        nothing_doubled_nothing_lost(sink)
    assert without_states(snapshot()) == alone


@pytest.mark.faults
@pytest.mark.timeout(600)
def test_p19_the_periodic_tick_needs_nobody_to_ring(committed_db: str) -> None:
    """Left alone, the consumer sweeps within three minutes."""
    late_requests(2)
    with Sink.running() as sink, consumer(settings_of(committed_db, sink, LATE)):
        finished = SweepRun.objects.filter(finished_at__isnull=False)
        # Two ticks at the most: what is locked at the first one leaves at the second.
        wait_for(lambda: finished.exists() and done(), seconds=420)
        nothing_doubled_nothing_lost(sink)


def kill_a_worker_of(process: subprocess.Popen[bytes]) -> None:
    """-9 to one child, as long as the kernel says that it is one."""
    found = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()
    for child in found[:1]:
        # The consumer does not reap its workers at once: the pid cannot be another's.
        os.kill(int(child), signal.SIGKILL)
