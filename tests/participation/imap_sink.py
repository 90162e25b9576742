"""A small IMAP server on the loopback: enough of RFC 3501 for one mailbox that is read."""

from __future__ import annotations

import re
import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any


class Mailbox(socketserver.ThreadingTCPServer):
    """Messages with their flags; `with Mailbox.running(raws) as box`."""

    allow_reuse_address = True
    daemon_threads = True

    def __init__(self, messages: list[bytes]) -> None:
        super().__init__(("127.0.0.1", 0), _Conversation)
        self.messages = messages
        self.flags: list[set[str]] = [set() for _ in messages]
        self.commands: list[str] = []

    @property
    def url(self) -> str:
        return f"imap://retours:mot%40passe@127.0.0.1:{self.server_address[1]}/INBOX"

    @classmethod
    @contextmanager
    def running(cls, messages: list[bytes]) -> Iterator[Mailbox]:
        box = cls(messages)
        thread = threading.Thread(target=box.serve_forever, daemon=True)
        thread.start()
        try:
            yield box
        finally:
            box.shutdown()
            box.server_close()


class _Conversation(socketserver.StreamRequestHandler):
    server: Mailbox

    def handle(self) -> None:
        self._say("* OK pret")
        for line in self.rfile:
            tag, _, rest = line.decode().strip().partition(" ")
            command, _, words = rest.partition(" ")
            self.server.commands.append(command.upper())
            answer: Any = getattr(self, f"_{command.lower()}", None)
            if answer is None:
                self._say(f"{tag} BAD inconnu")
                continue
            self._say(f"{tag} {answer(words)} fait")
            if command.upper() == "LOGOUT":
                return

    def _say(self, line: str) -> None:
        self.wfile.write(line.encode() + b"\r\n")

    def _capability(self, _words: str) -> str:
        self._say("* CAPABILITY IMAP4rev1")
        return "OK"

    def _login(self, words: str) -> str:
        return "OK" if words == 'retours "mot@passe"' else "NO refuse"

    def _select(self, words: str) -> str:
        self._say(f"* {len(self.server.messages)} EXISTS")
        return "OK" if words == '"INBOX"' else "NO inconnu"

    def _search(self, _words: str) -> str:
        unseen = [n for n, flags in enumerate(self.server.flags, 1) if "\\Seen" not in flags]
        self._say(f"* SEARCH {' '.join(map(str, unseen))}")
        return "OK"

    def _fetch(self, words: str) -> str:
        number = int(words.split()[0])
        raw = self.server.messages[number - 1]
        self.wfile.write(f"* {number} FETCH (BODY[] {{{len(raw)}}}\r\n".encode() + raw)
        self._say(")")
        return "OK"

    def _store(self, words: str) -> str:
        number, _, rest = words.partition(" ")
        self.server.flags[int(number) - 1] |= set(re.findall(r"\\\w+", rest))
        return "OK"

    def _logout(self, _words: str) -> str:
        self._say("* BYE")
        return "OK"
