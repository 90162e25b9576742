"""A real SMTP server on the loopback, which does to a mail what a test asks.

It keeps what it was handed. A behaviour may be given for an address, or for all: a
refusal by code at RCPT or after DATA, a connection dropped before or after the text was
handed over, a stall until the test has done something (killed the sender, say).
"""

from __future__ import annotations

import asyncio
import email
import socket
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from email.message import EmailMessage
from email.policy import default as modern
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP


@dataclass
class Stall:
    """The server stops at a mail: `reached` says so, and `release` lets it go on.

    With `kept`, the mail counts as received: the server has it and has not said so yet.
    """

    kept: bool = True
    reached: threading.Event = field(default_factory=threading.Event)
    release: threading.Event = field(default_factory=threading.Event)


@dataclass
class Rules:
    """What happens to which address; « * » is everybody."""

    at_rcpt: dict[str, str] = field(default_factory=dict)
    after_data: dict[str, str] = field(default_factory=dict)
    drop_at_rcpt: Counter[str] = field(default_factory=Counter)
    drop_after_data: Counter[str] = field(default_factory=Counter)
    hang_up_after_each: bool = False
    stalls: dict[str, Stall] = field(default_factory=dict)


class Sink:
    """The server; `with Sink.running() as sink`."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.rules = Rules()
        self.raw: list[bytes] = []
        self.asked: Counter[str] = Counter()

    @property
    def url(self) -> str:
        return f"smtp://127.0.0.1:{self.port}"

    @property
    def received(self) -> list[EmailMessage]:
        return [email.message_from_bytes(raw, policy=modern) for raw in list(self.raw)]

    @property
    def ids(self) -> Counter[str]:
        """How often each Message-ID arrived."""
        return Counter(str(message["Message-ID"]) for message in self.received)

    # --- aiosmtpd's hooks ---

    async def handle_RCPT(
        self, server: SMTP, session: Any, envelope: Any, address: str, options: list[str]
    ) -> str:
        self.asked[address] += 1
        if self._takes(self.rules.drop_at_rcpt, address):
            server.transport.abort()
            return "250 OK"
        refusal = self._rule(self.rules.at_rcpt, address)
        if refusal:
            return refusal
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Any, envelope: Any) -> str:
        address = envelope.rcpt_tos[0]
        refusal = self._rule(self.rules.after_data, address)
        if refusal:
            return refusal
        stall = self.rules.stalls.pop(address, None) or self.rules.stalls.pop("*", None)
        if stall is None or stall.kept:
            self.raw.append(envelope.content)
        if stall is not None:
            stall.reached.set()
            while not stall.release.is_set():
                await asyncio.sleep(0.005)
        if self._takes(self.rules.drop_after_data, address):
            server.transport.abort()
        if self.rules.hang_up_after_each:
            asyncio.get_running_loop().call_later(0.01, server.transport.abort)
        return "250 OK"

    def _rule(self, rules: dict[str, str], address: str) -> str | None:
        return rules.get(address) or rules.get("*")

    def _takes(self, counter: Counter[str], address: str) -> bool:
        """Whether a rule that holds for a number of times applies once more."""
        for key in (address, "*"):
            if counter[key]:
                counter[key] -= 1
                return True
        return False

    @classmethod
    @contextmanager
    def running(cls, port: int | None = None) -> Iterator[Sink]:
        sink = cls(port or free_port())
        controller = Controller(sink, hostname="127.0.0.1", port=sink.port)
        controller.start()
        try:
            yield sink
        finally:
            for stall in sink.rules.stalls.values():
                stall.release.set()
            with suppress(AssertionError):
                controller.stop()


def free_port() -> int:
    """A port of the loopback that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
