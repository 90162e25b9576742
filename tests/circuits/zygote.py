"""Worker processes that start at once, so that a test can kill many of them.

Run as a program: loads Django, opens no connection, then does as it is told, one order a
line. « fill » forks workers until there are so many, « kill » ends one with -9 (only their
parent can be sure that a pid is still theirs); each answers how many were killed. A worker
does its work over and over until nothing is left.
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
    brood = Brood()
    print("ready", flush=True)  # noqa: T201
    for line in sys.stdin:
        order, *words = line.split()
        if order == "fill":
            size, work, at = words
            brood.fill(int(size), works[work], datetime.fromisoformat(at))
        else:
            brood.kill(int(words[0]))
        print(brood.killed, flush=True)  # noqa: T201


class Brood:
    """The workers, children of this very process."""

    def __init__(self) -> None:
        self.pids: list[int] = []
        self.killed = 0

    def fill(self, size: int, work: Callable[[datetime], object], at: datetime) -> None:
        """Fork until there are `size` of them."""
        self.bury()
        while len(self.pids) < size:
            pid = os.fork()
            if not pid:
                until_nothing_is_left(work, at)
                os._exit(0)
            self.pids.append(pid)

    def kill(self, which: int) -> None:
        """-9 to one of those that live: no handler, no good-bye."""
        self.bury()
        if self.pids:
            pid = self.pids[which % len(self.pids)]
            os.kill(pid, signal.SIGKILL)
            os.waitpid(pid, 0)
            self.pids.remove(pid)
            self.killed += 1

    def bury(self) -> None:
        """Forget those that ended by themselves."""
        self.pids = [pid for pid in self.pids if os.waitpid(pid, os.WNOHANG)[0] == 0]


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
