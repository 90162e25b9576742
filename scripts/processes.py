"""The processes of a running site: started together, revived, stopped together."""

import ctypes
import os
import signal
import subprocess
import sys
import time
from collections import deque
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from console import ROOT, fail, say

MOST_RESTARTS = 5
RESTART_WINDOW_SECONDS = 60
STOP_SECONDS = 15
PR_SET_PDEATHSIG = 1


@dataclass
class Child:
    """One process and the way it likes to be asked to stop."""

    title: str
    command: Sequence[str]
    env: Mapping[str, str]
    polite: signal.Signals = signal.SIGTERM
    process: subprocess.Popen[bytes] | None = None
    restarts: deque[float] = field(default_factory=deque)

    def start(self) -> None:
        """Start it, out of reach of the terminal's Ctrl-C: we say how it stops."""
        self.process = subprocess.Popen(
            self.command,
            cwd=ROOT,
            env={**os.environ, **self.env},
            stdin=subprocess.DEVNULL,
            start_new_session=True,
            preexec_fn=_die_with_parent,  # noqa: PLW1509 (we have one thread)
        )

    def has_ended(self) -> bool:
        """Tell whether it ended although nobody asked."""
        return self.process is not None and self.process.poll() is not None

    def revive(self) -> None:
        """Start it again, or give up when it keeps on dying."""
        now = time.monotonic()
        while self.restarts and now - self.restarts[0] > RESTART_WINDOW_SECONDS:
            self.restarts.popleft()
        if len(self.restarts) >= MOST_RESTARTS:
            fail(f"{self.title} s’arrête sans cesse (voir les messages ci-dessus).")
        self.restarts.append(now)
        say(f"{self.title} s’est arrêté : nouveau démarrage")
        self.kill_group()
        self.start()

    def kill_group(self) -> None:
        """Kill what remains of its session: the workers of a parent that was killed."""
        try:
            os.killpg(self.process.pid, signal.SIGKILL)
        except ProcessLookupError:
            return


def stop(children: Sequence[Child]) -> None:
    """Ask all to stop, wait, and kill what remains."""
    started = [child for child in children if child.process]
    for child in started:
        child.process.send_signal(child.polite)
    deadline = time.monotonic() + STOP_SECONDS
    for child in started:
        try:
            child.process.wait(max(0, deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            say(f"{child.title} tarde : arrêt forcé")
        child.kill_group()
        child.process.wait()


def _die_with_parent() -> None:
    """Have the kernel end the child when this script is killed: no orphans."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
