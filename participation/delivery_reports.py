"""What a mail that came back says: a delivery report (RFC 3464) or an automatic reply.

Pure: bytes in, facts out; no database, no clock. What a person wrote is none of ours.
"""

from __future__ import annotations

import email
import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from email.message import Message

HARD, SOFT, DELAYED, AUTO = "hard", "soft", "delayed", "auto"
# The address does not exist, or is closed: RFC 3463, 5.1.x and 5.2.1. A mailbox that is
# full, a mail judged too large or unwelcome, say nothing of the address.
OF_THE_ADDRESS = re.compile(r"^5\.(1\.\d{1,3}|2\.1)$")
STATUS = re.compile(r"\b([245]\.\d{1,3}\.\d{1,3})\b")
IDENTIFIER = re.compile(r"<[^<>@\s]+@[^<>@\s]+>")
ROBOT = re.compile(r"mailer-daemon|postmaster", re.IGNORECASE)
MOST_BYTES = 5_000_000


@dataclass(frozen=True)
class Report:
    """One report: its own identity, what it says, and the mails that it may be about.

    `candidates` are Message-IDs in the order of likelihood; the caller knows its own.
    """

    report_id: str
    kind: str
    candidates: tuple[str, ...]
    status: str = ""
    detail: str = ""


def read(raw: bytes) -> Report | None:
    """What this message says of one of ours; None when a person wrote it, or nobody can."""
    if len(raw) > MOST_BYTES:
        return None
    try:
        message = email.message_from_bytes(raw)
        return _read(message, raw)
    except (LookupError, TypeError, ValueError):
        # Malformed beyond what the standard library reads: it says nothing.
        return None


def _read(message: Message, raw: bytes) -> Report | None:
    blocks = list(_recipients(message))
    if blocks:
        kind, status, detail = _of_delivery(blocks[0])
    elif _is_automatic(message):
        kind, status, detail = AUTO, "", _header(message, "Subject")
    elif ROBOT.search(_header(message, "From")):
        kind, status, detail = _of_words(_text(message))
    else:
        return None
    return Report(_identity(message, raw), kind, _candidates(message), status, detail[:500])


def _recipients(message: Message) -> Iterator[Message]:
    """The blocks of a delivery report that speak of a recipient."""
    for part in message.walk():
        if part.get_content_type() != "message/delivery-status":
            continue
        payload = part.get_payload()
        blocks = payload if isinstance(payload, list) else []
        yield from (b for b in blocks if isinstance(b, Message) and b["Action"])


def _of_delivery(block: Message) -> tuple[str, str, str]:
    action = _header(block, "Action").lower()
    found = STATUS.search(_header(block, "Status"))
    status = found[1] if found else ""
    detail = _header(block, "Diagnostic-Code") or _header(block, "Status")
    if action == "failed":
        return (HARD if OF_THE_ADDRESS.match(status) else SOFT), status, detail
    return (DELAYED if action == "delayed" else AUTO), status, detail


def _of_words(text: str) -> tuple[str, str, str]:
    """A server that writes its refusal in prose: only a code of its own is believed."""
    found = STATUS.search(text)
    status = found[1] if found else ""
    line = next((one for one in text.splitlines() if status and status in one), "")
    return (HARD if OF_THE_ADDRESS.match(status) else SOFT), status, line.strip()


def _is_automatic(message: Message) -> bool:
    """An answer that nobody wrote: RFC 3834, its older cousins, a read receipt."""
    submitted = _header(message, "Auto-Submitted").lower()
    if submitted and not submitted.startswith("no"):
        return True
    if any(message[name] for name in ("X-Autoreply", "X-Autorespond", "X-Auto-Reply-From")):
        return True
    if _header(message, "Precedence").lower() == "auto_reply":
        return True
    return str(message.get_param("report-type")) == "disposition-notification"


def _candidates(message: Message) -> tuple[str, ...]:
    """First the original that the report holds, then what it answers, then its words."""
    original = [
        _header(part, name)
        for part in message.walk()
        for name in ("Message-ID", "Original-Message-ID")
        if part is not message
    ]
    answered = [_header(message, name) for name in ("In-Reply-To", "References")]
    words = [*original, *answered, *_attached_headers(message), _text(message)]
    return tuple(dict.fromkeys(IDENTIFIER.findall("\n".join(words))))


def _attached_headers(message: Message) -> Iterator[str]:
    for part in message.walk():
        if part.get_content_type() in ("text/rfc822-headers", "message/rfc822-headers"):
            yield _body(part)


def _text(message: Message) -> str:
    """The words of the message: its text parts, short."""
    parts = [p for p in message.walk() if p.get_content_maintype() == "text"]
    return "\n".join(_body(part) for part in parts)[:20_000]


def _body(part: Message) -> str:
    payload = part.get_payload(decode=True)
    return payload.decode("utf-8", "replace") if isinstance(payload, bytes) else ""


def _header(message: Message, name: str) -> str:
    return str(message[name] or "").strip()


def _identity(message: Message, raw: bytes) -> str:
    """Its own Message-ID; a robot that gives none is known by what it wrote."""
    known = IDENTIFIER.search(_header(message, "Message-ID"))
    return known[0][:255] if known else f"sha256:{hashlib.sha256(raw).hexdigest()}"
