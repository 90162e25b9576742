"""How long a request may take to arrive: who sends a byte a minute holds no thread (T57).

A proxy that waits for whole requests does the same; nothing here relies on one.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable
from contextlib import suppress
from socket import SHUT_RD, socket
from typing import Any

# Twelve megabytes (the largest body) at three megabits a second.
SECONDS = 30.0

Application = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]


class Body:
    """The body of a request, readable until its time is over.

    When it is over the connection is no longer read, and every read fails: half a form
    is never taken for a whole one.
    """

    def __init__(self, body: Any, connection: socket, seconds: float) -> None:
        self._body = body
        self._connection = connection
        self._seconds = seconds
        # Most requests have no body: no clock before it is read.
        self._clock: threading.Timer | None = None
        self._over = False

    def read(self, size: int = -1) -> bytes:
        """As of a file.

        Raises:
            TimeoutError: the time is over.

        """
        return self._in_time(self._body.read, size)

    def readline(self, size: int = -1) -> bytes:
        """As of a file; raises as `read` does."""
        return self._in_time(self._body.readline, size)

    def close(self) -> None:
        """Stop the clock: the request was answered."""
        if self._clock:
            self._clock.cancel()

    def _in_time(self, read: Callable[[int], bytes], size: int) -> bytes:
        if self._clock is None:
            self._clock = threading.Timer(self._seconds, self._end)
            self._clock.daemon = True
            self._clock.start()
        found = read(size)
        if self._over:
            raise TimeoutError("the body of the request took too long")
        return found

    def _end(self) -> None:
        self._over = True
        with suppress(OSError):
            self._connection.shutdown(SHUT_RD)


class Patience:
    """An application whose requests have `seconds` to send their body."""

    def __init__(self, application: Application, seconds: float = SECONDS) -> None:
        self._application = application
        self._seconds = seconds

    def __call__(
        self, environ: dict[str, Any], start_response: Callable[..., Any]
    ) -> Iterable[bytes]:
        """Answer the request; only gunicorn gives the connection."""
        connection = environ.get("gunicorn.socket")
        if connection is None:
            return self._application(environ, start_response)
        body = Body(environ["wsgi.input"], connection, self._seconds)
        environ["wsgi.input"] = body
        try:
            # Django reads a body before it answers, never while it does.
            return self._application(environ, start_response)
        finally:
            body.close()
