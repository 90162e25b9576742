"""P1, P19: real workers killed -9 over a real SMTP server: none doubled, none lost.

Every mail ends sent, queued, failed or unknown; an unknown one is never sent again by
itself (circuits.md 12).
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from django.conf import settings
from django.utils import timezone

from circuits.actions.night_audit import audit_now
from participation import outbox
from participation.models import Mail
from tests.circuits.smtp_sink import Sink, Stall
from tests.factories import World

ROOT = Path(__file__).resolve().parents[2]
MAILS = 40
SWEEP = [sys.executable, "manage.py", "sweep"]
RING = [
    sys.executable,
    "-c",
    "import sys; sys.path.insert(0, 'site'); import config, django; django.setup(); "
    "from circuits.tasks import sweep_soon; sweep_soon()",
]
CONSUMER = [sys.executable, "manage.py", "run_huey", "-w", "1", "-k", "process", "-f"]


def environment(database: str, sink: Sink) -> dict[str, str]:
    """What a worker of this very database and server needs."""
    config = settings.DATABASES["default"]
    password = f":{quote(config['PASSWORD'])}" if config.get("PASSWORD") else ""
    host = quote(config.get("HOST") or "localhost", safe="")
    port = f":{config['PORT']}" if config.get("PORT") else ""
    return {
        **{k: v for k, v in os.environ.items() if not k.startswith("DJANGO_")},
        "DJANGO_SETTINGS_MODULE": "config.settings.local",
        "DATABASE_URL": f"postgresql://{config['USER']}{password}@{host}{port}/{database}",
        "EMAIL_URL": sink.url,
        "SECRET_KEY": "x" * 60,
    }


@contextmanager
def running(command: list[str], env: dict[str, str]) -> Iterator[subprocess.Popen[bytes]]:
    """A worker in a group of its own, gone at the end whatever happens."""
    process = subprocess.Popen(
        command,
        cwd=ROOT,
        env=env,
        start_new_session=True,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        yield process
    finally:
        kill(process)


def kill(process: subprocess.Popen[bytes]) -> None:
    """-9 to the worker and its children."""
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait(10)


def wait_for(what: Callable[[], Any], seconds: float = 40) -> None:
    until = time.monotonic() + seconds
    while not what():
        assert time.monotonic() < until, "the worker did nothing"
        time.sleep(0.05)


def states() -> Counter[str]:
    return Counter(Mail.objects.values_list("state", flat=True))


def five_minutes_pass() -> None:
    """What a killed worker had claimed expires."""
    past = timezone.now() - timedelta(seconds=1)
    Mail.objects.filter(claimed_until__isnull=False).update(claimed_until=past)


def write_mails() -> None:
    at = timezone.now()
    for number in range(MAILS):
        outbox.queue(
            outbox.Letter("M9", f"Essai {number}", "Texte"),
            f"personne{number:02d}@exemple.fr",
            kind=Mail.Kind.NOTICE,
            identity=("essai", number),
            at=at,
        )


def settled(sink: Sink, unknown: int) -> None:
    """Nothing doubled; what is sent arrived; only the killed moment is in doubt."""
    assert max(sink.ids.values()) == 1, "a mail arrived twice"
    sent = set(Mail.objects.filter(state="sent").values_list("message_id", flat=True))
    assert sent <= set(sink.ids), "a mail is « sent » and never arrived"
    assert states()["unknown"] == unknown
    assert set(states()) <= {"sent", "unknown"}


@pytest.mark.parametrize("kept", [True, False], ids=["after DATA", "before the answer"])
def test_p19_workers_killed_in_the_middle_of_a_mail(committed_db: str, kept: bool) -> None:
    write_mails()
    with Sink.running() as sink:
        env = environment(committed_db, sink)
        for address in ("personne03@exemple.fr", "personne17@exemple.fr"):
            stall = Stall(kept=kept)
            sink.rules.stalls[address] = stall
            with running(SWEEP, env) as worker:
                wait_for(stall.reached.is_set)
                kill(worker)
            stall.release.set()
            five_minutes_pass()
        workers = [subprocess.Popen(SWEEP, cwd=ROOT, env=env) for _ in range(4)]
        for worker in workers:
            assert worker.wait(60) == 0
        settled(sink, unknown=2)
        assert states()["sent"] == MAILS - 2


def test_p1_p19_a_real_consumer_killed_and_started_again(committed_db: str) -> None:
    world = World()
    for _ in range(3):
        world.deposit(timezone.now())
    # A tick of the five minutes would add the mail of the night.
    audit_now(timezone.now())
    assert states() == {"queued": 6}
    with Sink.running() as sink:
        env = environment(committed_db, sink)
        stall = Stall()
        sink.rules.stalls["*"] = stall
        with running(CONSUMER, env) as consumer:
            subprocess.run(RING, cwd=ROOT, env=env, check=True)
            wait_for(stall.reached.is_set)
            kill(consumer)
        # In office hours the Agence has its mail of the day beside the six.
        written = states().total()
        assert written in (6, 7)
        stall.release.set()
        five_minutes_pass()
        with running(CONSUMER, env):
            subprocess.run(RING, cwd=ROOT, env=env, check=True)
            wait_for(lambda: states()["sent"] == written - 1)
        settled(sink, unknown=1)
