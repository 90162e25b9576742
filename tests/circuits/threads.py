"""Several people or workers at once: threads with their own database connections."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from types import TracebackType
from typing import Any, Self

from django.db import connections


class Parallel:
    """Runs callables in threads; each closes its connection when it is done."""

    def __init__(self, workers: int = 24) -> None:
        self._pool = ThreadPoolExecutor(workers)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._pool.shutdown(wait=True, cancel_futures=True)

    def start(self, work: Callable[[], Any]) -> Future[Any]:
        """Begin at once."""
        return self._pool.submit(_with_own_connection, work)

    def together(self, *works: Callable[[], Any]) -> list[Any]:
        """All begin at the same instant; their results, an exception being one."""
        barrier = threading.Barrier(len(works))

        def waiting(work: Callable[[], Any]) -> Callable[[], Any]:
            def run() -> Any:
                barrier.wait(30)
                try:
                    return work()
                except Exception as error:  # noqa: BLE001 - the result of a loser
                    return error

            return run

        running = [self.start(waiting(work)) for work in works]
        return [one.result(60) for one in running]


def _with_own_connection(work: Callable[[], Any]) -> Any:
    try:
        return work()
    finally:
        connections.close_all()
