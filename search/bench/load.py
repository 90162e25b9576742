"""Requests in numbers: interleaved bursts from a few connections, medians, ratios.

Plain Python on purpose: the client's own cost is the same for every page, and every
figure is a ratio to the yardstick of the same round. Knows no Django.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException
from statistics import median

YARDSTICK = "yardstick"
CONNECTIONS = 4
PATIENCE = 20


class BadAnswer(Exception):
    """A page did not answer 200: measuring it would mean nothing."""


@dataclass(frozen=True)
class Plan:
    """How much to ask: every burst ends at the first of the two limits."""

    rounds: int = 5
    requests: int = 100
    seconds: float = 3.0


@dataclass
class Burst:
    """What the connections of one burst saw, in seconds."""

    latencies: list[float] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    lasted: float = 0.0

    @property
    def rps(self) -> float:
        """Requests answered in a second."""
        return len(self.latencies) / self.lasted if self.lasted else 0.0


@dataclass
class Measure:
    """One page: requests a second, ratio to the yardstick, 95th percentile."""

    rps: float
    ratio: float
    p95_ms: float


def measure(
    port: int,
    pages: Mapping[str, str],
    plan: Plan,
    say: Callable[[str], None],
    cookie: str = "",
) -> dict[str, Measure]:
    """Measure each page of `pages` (name → path); `yardstick` must be one of them.

    A reader with a `cookie` of the site is given no page that was kept.

    Raises:
        BadAnswer: a page that does not answer 200.

    """
    warm = Plan(rounds=1, requests=8 * CONNECTIONS, seconds=plan.seconds)
    for path in pages.values():
        burst(port, path, warm, cookie)
    bursts: dict[str, list[Burst]] = {name: [] for name in pages}
    for number in range(1, plan.rounds + 1):
        for name, path in pages.items():
            bursts[name].append(burst(port, path, plan, cookie))
        rates = ", ".join(f"{name} {found[-1].rps:.0f}" for name, found in bursts.items())
        say(f"Tour {number} sur {plan.rounds}, pages par seconde : {rates}")
    yards = bursts[YARDSTICK]
    return {name: _sum_up(found, yards) for name, found in bursts.items()}


def _sum_up(found: list[Burst], yards: list[Burst]) -> Measure:
    ratios = [one.rps / yard.rps for one, yard in zip(found, yards, strict=True)]
    latencies = sorted(seconds for one in found for seconds in one.latencies)
    return Measure(
        rps=round(median(one.rps for one in found), 1),
        ratio=round(median(ratios), 3),
        p95_ms=round(1000 * latencies[int(0.95 * (len(latencies) - 1))], 1),
    )


def burst(port: int, path: str, plan: Plan, cookie: str = "") -> Burst:
    """Ask one page from all connections at once, within the limits of the plan.

    Raises:
        BadAnswer: another status than 200, or no answer.

    """
    seen = Burst()
    tickets = iter(range(plan.requests))
    lock = threading.Lock()
    start = time.perf_counter()
    deadline = start + plan.seconds
    threads = [
        threading.Thread(target=_ask, args=(port, path, cookie, seen, tickets, lock, deadline))
        for _ in range(CONNECTIONS)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    seen.lasted = time.perf_counter() - start
    if seen.errors or not seen.latencies:
        raise BadAnswer(seen.errors[0] if seen.errors else f"{path} : aucune réponse")
    return seen


def _ask(
    port: int,
    path: str,
    cookie: str,
    seen: Burst,
    tickets: object,
    lock: threading.Lock,
    deadline: float,
) -> None:
    connection = HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
    headers = {"Accept": "text/html"} | ({"Cookie": cookie} if cookie else {})
    try:
        while time.perf_counter() < deadline and not seen.errors:
            with lock:
                if next(tickets, None) is None:  # type: ignore[call-overload]
                    return
            sent = time.perf_counter()
            connection.request("GET", path, headers=headers)
            answer = connection.getresponse()
            answer.read()
            seen.latencies.append(time.perf_counter() - sent)
            if answer.status != 200:
                seen.errors.append(f"{path} : réponse {answer.status}")
    except (OSError, HTTPException) as error:
        seen.errors.append(f"{path} : {error!r}")
    finally:
        connection.close()
