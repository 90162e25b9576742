"""P32, as a law that any mail of the outbox must keep (circuits.md 10 and 13)."""

from __future__ import annotations

import html
import re
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any, cast

from participation.models import Mail
from participation.smtp import as_message, own_domain

MOST_BYTES = 102 * 1024
ID = re.compile(r"<[0-9a-f]{32}@[\w.-]+>")
URL = re.compile(r"https?://[^\s\"<>]+")
NUMBER = re.compile(r"\d+")
TAG = re.compile(r"<[^>]*>")


def sent(mail: Mail) -> EmailMessage:
    """The mail as a server receives it, parsed again."""
    raw = as_message(mail).message().as_bytes()
    assert len(raw) <= MOST_BYTES, (str(mail), len(raw))
    return cast("EmailMessage", message_from_bytes(raw, policy=policy.default))


def check(mail: Mail) -> None:
    """Fail on a mail that would not thread, that invites an answer, or that says two things."""
    message = sent(mail)
    assert ID.fullmatch(message["Message-ID"]), message["Message-ID"]
    assert message["Auto-Submitted"] == "auto-generated"
    assert "OOF" in message["X-Auto-Response-Suppress"]
    assert message["Content-Language"] == "fr"
    assert message["To"] == mail.address
    assert "\n" not in message["Subject"]
    _threads(mail, message)
    _same_facts(mail, message)


def _threads(mail: Mail, message: EmailMessage) -> None:
    if not mail.reference:
        assert "References" not in message
        return
    kind, year, number = mail.reference.split("-")
    assert f"{kind.capitalize()} {year}-{number}" in mail.subject, mail.subject
    assert message["In-Reply-To"] == message["References"] == mail.thread_id
    root = re.escape(mail.reference)
    assert re.fullmatch(rf"<{root}(\.[\w-]+)?@{re.escape(own_domain())}>", mail.thread_id)
    assert message["List-Id"] == f"<{mail.reference}.{own_domain()}>"


def _same_facts(mail: Mail, message: EmailMessage) -> None:
    text_part, html_part = cast("Any", message.iter_parts())
    assert text_part.get_content_type() == "text/plain"
    assert html_part.get_content_type() == "text/html"
    text, page = text_part.get_content(), html_part.get_content()
    body = page[page.index("<body") :]
    assert "<img" not in body
    assert "<script" not in body
    links = {html.unescape(url) for url in re.findall(r'href="(https?://[^"]*)"', body)}
    assert {url.rstrip(".,") for url in URL.findall(text)} == links, str(mail)
    shown = html.unescape(TAG.sub(" ", body))
    assert _numbers(text) == _numbers(shown), str(mail)


def _numbers(words: str) -> set[str]:
    """Dates, delays, telephone numbers: what a reader acts upon."""
    return set(NUMBER.findall(URL.sub(" ", words)))
