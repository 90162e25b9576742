"""The way out of mails in numbers: one worker, then several at once, to one server.

The server is on this machine and takes its time over each mail, as a town's relay does:
what several workers gain is the waiting. Only for a scratch database.
"""

from __future__ import annotations

import socketserver
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import datetime
from typing import ClassVar

from django.db import connection
from django.test.utils import override_settings
from django.utils import timezone

from participation import outbox
from participation.models import Mail

# A hundred mails a second would be a good relay; this one is an ordinary one.
SECONDS_A_MAIL = 0.03

Figures = dict[str, float]


class MailsLost(Exception):
    """Several workers sent a mail twice, or not at all: nothing else matters then."""


class _Relay(socketserver.StreamRequestHandler):
    """As much of RFC 5321 as `smtplib` asks."""

    taken: ClassVar[list[str]] = []

    def handle(self) -> None:
        self._say("220 banc d’essai")
        for line in self.rfile:
            word = line[:4].upper().strip()
            if word == b"DATA":
                self._say("354 allez")
                self._take()
            elif word == b"QUIT":
                self._say("221 au revoir")
                return
            else:
                self._say("250 bien")

    def _take(self) -> None:
        for line in iter(self.rfile.readline, b".\r\n"):
            if line.lower().startswith(b"message-id:"):
                self.taken.append(line.decode().strip())
        time.sleep(SECONDS_A_MAIL)
        self._say("250 pris")

    def _say(self, words: str) -> None:
        self.wfile.write(f"{words}\r\n".encode("ascii", "replace"))


@contextmanager
def _relay() -> Iterator[str]:
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), _Relay) as server:
        server.daemon_threads = True
        threading.Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield f"smtp://127.0.0.1:{server.server_address[1]}"
        finally:
            server.shutdown()


def measure(at: datetime, workers: int, mails: int) -> Figures:
    """Send so many mails with so many workers; raises MailsLost unless each left once."""
    _Relay.taken.clear()
    waiting = Mail.objects.filter(state=Mail.State.QUEUED)
    waiting.update(state=Mail.State.KEPT, sent_at=at)
    made = Mail.objects.bulk_create(_mail(number, workers, at) for number in range(mails))
    with _relay() as url, override_settings(EMAIL_URL=url):
        start = time.perf_counter()
        with ThreadPoolExecutor(workers) as pool:
            list(pool.map(lambda _: _deliver(at), range(workers)))
        seconds = time.perf_counter() - start
    if sorted(_Relay.taken) != sorted(f"Message-ID: {mail.message_id}" for mail in made):
        raise MailsLost(f"{len(_Relay.taken)} courriels reçus sur {mails}")
    return {"seconds": round(seconds, 2), "per_second": round(mails / seconds, 1)}


def _deliver(at: datetime) -> None:
    try:
        outbox.deliver(at, duty=True)
    finally:
        connection.close()


def _mail(number: int, workers: int, at: datetime) -> Mail:
    # Account mails: the breaker of an hour lets them all leave.
    return Mail(
        code="BANC",
        kind=Mail.Kind.ACCOUNT,
        address=f"banc{number}@exemple.fr",
        subject="Un courriel du banc d’essai",
        text="Bonjour.",
        html="<p>Bonjour.</p>",
        message_id=f"<banc.{workers}.{number}.{at.timestamp()}@exemple.fr>",
        not_before=at,
        created_at=timezone.now(),
    )
