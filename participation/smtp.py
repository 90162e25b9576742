"""One mail handed to the town's server, and what its answer means.

Knows the words of SMTP and the headers of a message; knows nothing of the queue, whose
rows are the truth (`participation.outbox`).
"""

from __future__ import annotations

import re
import smtplib
from email.utils import formataddr
from typing import Any
from urllib.parse import urlsplit

import dj_email_url
from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.core.mail.backends.smtp import EmailBackend

from participation.delivery_reports import OF_THE_ADDRESS, STATUS
from participation.models import Mail

TIMEOUT_SECONDS = 20
PERMANENT = 500
# RFC 5321, where a server gives no finer code: the number alone may mean that it is we
# who are unwelcome.
NO_SUCH_MAILBOX = (550, 551, 553)
UNKNOWN_USER = re.compile(
    r"user unknown|unknown user|no such (user|mailbox|recipient|address)|does not exist|"
    r"mailbox (unavailable|not found|disabled)|utilisateur inconnu",
    re.IGNORECASE,
)
# The ways in which SMTP says no in so many words, or is never asked.
ANSWERED = (
    smtplib.SMTPResponseException,
    smtplib.SMTPRecipientsRefused,
    smtplib.SMTPNotSupportedError,
)


class ServerDown(Exception):
    """No conversation: nothing of this mail was handed over."""


def refusal_code(error: Exception) -> int | None:
    """The code of a refusal; None when nobody knows what became of the mail.

    What never left, because no server can take such an address or header, is permanent.
    """
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return max(code for code, _ in error.recipients.values())
    if isinstance(error, smtplib.SMTPResponseException):
        return int(error.smtp_code)
    if isinstance(error, (ValueError, smtplib.SMTPNotSupportedError)):
        return PERMANENT
    return None


def refuses_the_address(error: Exception) -> bool:
    """Whether a permanent refusal is about the address, not about the mail or about us.

    A server that calls us unwelcome (5.7.1) would else silence the whole town.
    """
    said: bytes | str
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        code, said = max(error.recipients.values())
    elif isinstance(error, smtplib.SMTPResponseException):
        code, said = error.smtp_code, error.smtp_error
    else:
        return False
    words = said.decode("utf-8", "replace") if isinstance(said, bytes) else str(said)
    if found := STATUS.search(words):
        return bool(OF_THE_ADDRESS.match(found[1]))
    at_recipient = isinstance(error, smtplib.SMTPRecipientsRefused)
    return bool(at_recipient and code in NO_SUCH_MAILBOX and UNKNOWN_USER.search(words))


class _Conversation:
    """What smtplib does not tell: whether it began to hand the text over."""

    begun = False

    def data(self, msg: Any) -> tuple[int, bytes]:
        """Send the text of a mail; from here a silence is « unknown »."""
        self.begun = True
        answer: tuple[int, bytes] = super().data(msg)  # type: ignore[misc]
        return answer


class _Smtp(_Conversation, smtplib.SMTP):
    pass


class _SmtpSsl(_Conversation, smtplib.SMTP_SSL):
    pass


class _Server(EmailBackend):
    @property
    def connection_class(self) -> type[smtplib.SMTP]:
        return _SmtpSsl if self.use_ssl else _Smtp


class Transport:
    """One SMTP connection for a whole pass, opened at the first mail."""

    def __init__(self) -> None:
        """Read `EMAIL_URL`; nothing is opened yet."""
        config = dj_email_url.parse(settings.EMAIL_URL)
        self._server = _Server(
            host=config["EMAIL_HOST"],
            port=config["EMAIL_PORT"],
            username=config["EMAIL_HOST_USER"],
            password=config["EMAIL_HOST_PASSWORD"],
            use_tls=config["EMAIL_USE_TLS"],
            use_ssl=config["EMAIL_USE_SSL"],
            timeout=TIMEOUT_SECONDS,
        )

    def send(self, mail: Mail) -> None:
        """Hand one mail over.

        Raises:
            ServerDown: nothing was handed over; the mail can wait.
            Exception: what `refusal_code` reads.

        """
        reused = self._server.connection is not None
        try:
            self._hand_over(mail)
        except ServerDown:
            if not reused:
                raise
            # Servers end a conversation between two mails: once more, on a new one.
            self._hand_over(mail)

    def _hand_over(self, mail: Mail) -> None:
        try:
            self._server.open()
        except OSError as error:
            self.close()
            raise ServerDown(repr(error)) from error
        conversation: Any = self._server.connection
        conversation.begun = False
        try:
            self._server.send_messages([as_message(mail)])
        except ANSWERED:
            self.close()
            raise
        except OSError as error:
            # Hung up or timed out: no good-bye can be said.
            conversation.close()
            self._server.connection = None
            if conversation.begun:
                raise
            raise ServerDown(repr(error)) from error

    def close(self) -> None:
        """End the connection; a server that is gone is no error."""
        try:
            self._server.close()
        except OSError:
            self._server.connection = None


def own_domain() -> str:
    """The domain of our Message-IDs and lists: the site's host."""
    return urlsplit(settings.SITE_URL).hostname or "localhost"


def sender() -> str:
    """`DEFAULT_FROM_EMAIL` with its name quoted: « Aux actes, Citoyens ! » has a comma."""
    name, _, address = settings.DEFAULT_FROM_EMAIL.rpartition("<")
    return formataddr((name.strip(' "'), address.strip(" >")))


def as_message(mail: Mail) -> EmailMultiAlternatives:
    """The mail as SMTP sends it: text first, HTML beside (circuits.md 10)."""
    headers = {
        "Message-ID": mail.message_id,
        "Auto-Submitted": "auto-generated",
        "X-Auto-Response-Suppress": "OOF, AutoReply",
        "Content-Language": "fr",
        "From": sender(),
    }
    if mail.thread_id:
        headers |= {"In-Reply-To": mail.thread_id, "References": mail.thread_id}
        # Lets people file a dossier's mails apart.
        headers["List-Id"] = f"<{mail.reference}.{own_domain()}>"
    if mail.unsubscribe_url:
        # One click in the reader's program, without page or session (RFC 8058).
        headers["List-Unsubscribe"] = f"<{mail.unsubscribe_url}>"
        headers["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    message = EmailMultiAlternatives(
        subject=mail.subject,
        body=mail.text,
        # Of the envelope: where a server returns what it refuses.
        from_email=settings.BOUNCE_ADDRESS or sender(),
        to=[mail.address],
        headers=headers,
    )
    if mail.html:
        message.attach_alternative(mail.html, "text/html")
    return message
