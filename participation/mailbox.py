"""The mailbox to which refusals and automatic replies come back, read over IMAP.

Off without `BOUNCE_MAILBOX_URL`. What is understood is marked as read; what a person
wrote is left there, flagged, for a person. Nothing is deleted, nothing is answered.
"""

from __future__ import annotations

import imaplib
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from urllib.parse import unquote, urlsplit

from participation.bounces import record

TIMEOUT_SECONDS = 20
IMAPS_PORT, IMAP_PORT = 993, 143
# So many in one pass: the rest waits for the next.
MOST = 200


class MailboxUnreachable(Exception):
    """The mailbox could not be read; the message says why."""


def read_mailbox(url: str, at: datetime) -> tuple[int, int]:
    """Read what is new; returns how many returns were kept and how many were not ours.

    Args:
        url: `imaps://user:password@host/folder` (folder: INBOX), or `imap://`.
        at: when, aware.

    Raises:
        MailboxUnreachable: no conversation, or a refusal.

    """
    kept = left = 0
    try:
        with _opened(url) as box:
            for number in _unseen(box):
                _, parts = box.fetch(number, "(BODY.PEEK[])")
                raw = next((part[1] for part in parts if isinstance(part, tuple)), b"")
                understood = record(raw, at=at) is not None
                kept, left = kept + understood, left + (not understood)
                box.store(number, "+FLAGS", "\\Seen" if understood else "(\\Seen \\Flagged)")
    except (OSError, imaplib.IMAP4.error) as error:
        raise MailboxUnreachable(str(error)) from error
    return kept, left


def _unseen(box: imaplib.IMAP4) -> list[str]:
    _, answer = box.search(None, "UNSEEN")
    return (answer[0] or b"").decode().split()[:MOST]


@contextmanager
def _opened(url: str) -> Iterator[imaplib.IMAP4]:
    parts = urlsplit(url)
    secure = parts.scheme == "imaps"
    kind = imaplib.IMAP4_SSL if secure else imaplib.IMAP4
    port = parts.port or (IMAPS_PORT if secure else IMAP_PORT)
    # Leaving says goodbye; a server that hung up already is no error.
    with kind(parts.hostname or "", port, timeout=TIMEOUT_SECONDS) as box:
        box.login(unquote(parts.username or ""), unquote(parts.password or ""))
        folder = unquote(parts.path.strip("/")) or "INBOX"
        status, said = box.select(f'"{folder}"')
        if status != "OK":
            raise MailboxUnreachable(str(said))
        yield box
