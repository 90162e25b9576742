"""Worker processes that start at once, so that a test can kill many of them.

Run as a program: loads Django, opens no connection, then forks one worker for each line
read, and prints its pid. A worker does its work over and over until nothing is left.
"""

from __future__ import annotations

import os
import signal
import sys
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

CLAIM = timedelta(seconds=2)


def main() -> None:
    sys.path[:0] = [str(Path(__file__).resolve().parents[2] / "site")]
    import django

    import config  # noqa: F401 - puts the root on the path

    django.setup()
    from circuits import sweep as engine
    from participation import outbox

    # A worker's life here is short: so are its claims and its batches.
    outbox.CLAIM = CLAIM
    outbox.BATCH = 5
    works: dict[str, Callable[[datetime], object]] = {
        "deliver": lambda at: outbox.deliver(at, duty=True),
        "sweep": engine.sweep,
    }
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    print("ready", flush=True)  # noqa: T201
    for line in sys.stdin:
        work, at = line.split()
        pid = os.fork()
        if not pid:
            until_nothing_is_left(works[work], datetime.fromisoformat(at))
            os._exit(0)
        print(pid, flush=True)  # noqa: T201


def until_nothing_is_left(work: Callable[[datetime], object], at: datetime) -> None:
    from participation.models import Mail

    moving = (Mail.State.QUEUED, Mail.State.CLAIMED, Mail.State.SENDING)
    while True:
        work(at)
        if not Mail.objects.filter(state__in=moving).exists():
            return
        time.sleep(0.02)


if __name__ == "__main__":
    main()
