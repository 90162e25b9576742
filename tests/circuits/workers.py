"""Real processes over a database clone: four workers and a hand that kills them."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import quote

from django.conf import settings

from tests.circuits.smtp_sink import Sink

ROOT = Path(__file__).resolve().parents[2]


def environment(database: str, sink: Sink, module: str, **more: str) -> dict[str, str]:
    """What a process of this very database and mail server needs."""
    config = settings.DATABASES["default"]
    password = f":{quote(config['PASSWORD'])}" if config.get("PASSWORD") else ""
    host = quote(config.get("HOST") or "localhost", safe="")
    port = f":{config['PORT']}" if config.get("PORT") else ""
    return {
        **{key: value for key, value in os.environ.items() if key != "CLOCK_OFFSET_DAYS"},
        "DJANGO_SETTINGS_MODULE": module,
        "DATABASE_URL": f"postgresql://{config['USER']}{password}@{host}{port}/{database}",
        "HUEY_DATABASE_URL": "",
        "EMAIL_URL": sink.url,
        "SECRET_KEY": "x" * 60,
        **more,
    }


def wait_for(what: Callable[[], Any], seconds: float = 60) -> None:
    """Wait until something is true; fail when it never becomes so."""
    end = time.monotonic() + seconds
    while not what():
        assert time.monotonic() < end, "the workers did not end their work"
        time.sleep(0.02)


class Gang:
    """Four workers at the same work, replaced when they die."""

    def __init__(self, zygote: subprocess.Popen[str], work: str, at: datetime) -> None:
        self._zygote = zygote
        self._work = f"{work} {at.isoformat()}"
        self.kills = 0

    def _order(self, order: str) -> None:
        assert self._zygote.stdin and self._zygote.stdout
        self._zygote.stdin.write(f"{order}\n")
        self._zygote.stdin.flush()
        self.kills = int(self._zygote.stdout.readline())

    def fill(self, size: int = 4) -> None:
        """Bring the gang back to its size."""
        self._order(f"fill {size} {self._work}")

    def kill_one(self, which: int) -> None:
        """-9; when this returns the worker is gone."""
        self._order(f"kill {which}")

    def under_fire(
        self, settled: Callable[[], bool], *, kills: int, seed: int, every: float
    ) -> None:
        """Kill one of them at random every now and then, until the work is done."""
        chance = random.Random(seed)
        while not settled():
            self.fill()
            time.sleep(chance.uniform(0, every))
            if self.kills < kills:
                self.kill_one(chance.randrange(99))


@contextmanager
def gang(database: str, sink: Sink, work: str, at: datetime) -> Iterator[Gang]:
    """A gang that is gone at the end, whatever happens."""
    zygote = subprocess.Popen(
        [sys.executable, "-m", "tests.circuits.zygote"],
        cwd=ROOT,
        env=environment(database, sink, "config.settings.test"),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    assert zygote.stdout is not None
    assert zygote.stdout.readline() == "ready\n"
    workers = Gang(zygote, work, at)
    try:
        yield workers
    finally:
        # Not reaped yet: the group is still its own. Its workers are of that group.
        os.killpg(zygote.pid, signal.SIGKILL)
        zygote.wait(10)
