"""The way out of every mail: claim → sending → SMTP → sent, each committed.

PostgreSQL's rows are the truth and Huey only rings (circuits.md 12). An expired claim
goes back to the queue; an expired « sending » becomes unknown, is shown to the operator
and never re-sent by itself. Nothing here knows what a dossier is.
"""

from __future__ import annotations

import hashlib
import smtplib
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from email.utils import parseaddr
from urllib.parse import urlsplit

import dj_email_url
from django.conf import settings
from django.core.mail import EmailMessage, EmailMultiAlternatives, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction
from django.utils import timezone

from participation import clock
from participation.models import Mail, MailAttempt, User

CLAIM = timedelta(minutes=5)
BATCH = 50
SMTP_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
SMTP_TIMEOUT = 20
# A server that says « later » is asked again after these minutes, then daily.
RETRY_MINUTES = (1, 5, 30, 120, 360)
PERMANENT = 500


@dataclass
class Letter:
    """A message as it was rendered, before it has an addressee's row."""

    code: str
    subject: str
    text: str
    html: str = ""
    # « dossier » of the register, and the root of the reader's thread.
    reference: str = ""


@dataclass
class Outcome:
    """What one delivery pass did."""

    sent: int = 0
    failed: int = 0
    unknown: int = 0
    retried: int = 0
    errors: list[str] = field(default_factory=list)


def message_domain() -> str:
    """The domain of our Message-IDs: the site's host."""
    return urlsplit(settings.SITE_URL).hostname or "localhost"


def message_id(*parts: object) -> str:
    """A stable Message-ID: the same parts give the same id, and no address is in it."""
    digest = hashlib.sha256("|".join(str(part) for part in parts).encode()).hexdigest()
    return f"<{digest[:32]}@{message_domain()}>"


def queue(
    letter: Letter,
    address: str,
    *,
    kind: str,
    identity: Sequence[object],
    at: datetime,
    user: User | None = None,
    duty_day: date | None = None,
) -> Mail:
    """Write one mail to the outbox, in the transaction of what causes it.

    Args:
        identity: what makes this mail unique (rung or event, and person): a second
            call with the same identity is refused by the database.
        duty_day: the local day of a duty mail, one per address.

    """
    thread = f"<{letter.reference}@{message_domain()}>" if letter.reference else ""
    return Mail.objects.create(
        code=letter.code,
        kind=kind,
        user=user,
        address=address.lower(),
        subject=" ".join(letter.subject.split())[:300],
        text=letter.text,
        html=letter.html,
        message_id=message_id(letter.code, *identity, address.lower()),
        thread_id=thread,
        reference=letter.reference,
        duty_day=duty_day,
        created_at=at,
        not_before=at,
    )


class OutboxBackend(BaseEmailBackend):
    """Django's e-mail backend: account mails become rows too; no SMTP in a request."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Queue each message for each of its addressees."""
        from participation.tasks import deliver_soon

        at = clock.now()
        for message in email_messages:
            letter = Letter("compte", message.subject, str(message.body))
            for raw in message.recipients():
                address = parseaddr(raw)[1]
                queue(
                    letter,
                    address,
                    kind=Mail.Kind.ACCOUNT,
                    identity=(at.isoformat(), message.subject, message.body),
                    at=at,
                    user=User.objects.filter(email__iexact=address).first(),
                )
        transaction.on_commit(deliver_soon)
        return len(email_messages)


def deliver(at: datetime, *, duty: bool, register_only: bool = False) -> Outcome:
    """Hand the queued mails to the server, or keep them in the register without one.

    Args:
        at: the platform's moment: mails whose time has come leave.
        duty: whether duty mails may leave now (office hours).
        register_only: ignore `EMAIL_URL` (the demonstration writes to nobody).

    """
    outcome = Outcome()
    outcome.unknown += release_expired()
    transport = None if register_only or not settings.EMAIL_URL else _Transport()
    try:
        while batch := _claim(at, duty=duty):
            if not _send_batch(batch, at, transport, outcome):
                break
    finally:
        if transport is not None:
            transport.close()
    return outcome


def release_expired() -> int:
    """What a killed worker left: claims return to the queue, « sending » is unknown.

    Returns how many became unknown. Claims live in real time: a worker's life does
    not follow the platform's simulated clock.
    """
    expired = Mail.objects.filter(claimed_until__lt=timezone.now())
    expired.filter(state=Mail.State.CLAIMED).update(state=Mail.State.QUEUED, claimed_until=None)
    return expired.filter(state=Mail.State.SENDING).update(
        state=Mail.State.UNKNOWN, claimed_until=None
    )


def _claim(at: datetime, *, duty: bool) -> list[Mail]:
    with transaction.atomic():
        waiting = Mail.objects.filter(state=Mail.State.QUEUED, not_before__lte=at)
        if not duty:
            waiting = waiting.exclude(kind=Mail.Kind.DUTY)
        mails = list(
            waiting.order_by("not_before", "pk").select_for_update(
                skip_locked=True, of=("self",)
            )[:BATCH]
        )
        Mail.objects.filter(pk__in=[mail.pk for mail in mails]).update(
            state=Mail.State.CLAIMED, claimed_until=timezone.now() + CLAIM
        )
    return mails


def _send_batch(
    mails: list[Mail], at: datetime, transport: _Transport | None, outcome: Outcome
) -> bool:
    """Send each claimed mail; False when the server is out of reach."""
    for index, mail in enumerate(mails):
        if not _start_sending(mail):
            continue
        if transport is None:
            _finish(mail, Mail.State.KEPT, at, "")
            outcome.sent += 1
            continue
        try:
            transport.send(mail)
        except _ServerDown as error:
            rest = [m.pk for m in mails[index:]]
            _postpone(rest, at, str(error))
            outcome.retried += len(rest)
            outcome.errors.append(str(error))
            return False
        except Exception as error:  # noqa: BLE001 - every end of SMTP has its row
            _settle(mail, at, error, outcome)
        else:
            _finish(mail, Mail.State.SENT, at, "")
            outcome.sent += 1
    return True


def _start_sending(mail: Mail) -> bool:
    """Commit « sending » before SMTP: from here a crash can only be « unknown »."""
    changed = Mail.objects.filter(pk=mail.pk, state=Mail.State.CLAIMED).update(
        state=Mail.State.SENDING, claimed_until=timezone.now() + CLAIM
    )
    return changed == 1


def _finish(mail: Mail, state: Mail.State, at: datetime, detail: str) -> None:
    done = state in (Mail.State.SENT, Mail.State.KEPT)
    with transaction.atomic():
        Mail.objects.filter(pk=mail.pk, state=Mail.State.SENDING).update(
            state=state, sent_at=at if done else None, claimed_until=None
        )
        MailAttempt.objects.create(mail=mail, at=at, outcome=state, detail=detail[:500])


def _settle(mail: Mail, at: datetime, error: Exception, outcome: Outcome) -> None:
    """A refused mail: failed for good, tried again later, or of unknown fate."""
    code = _smtp_code(error)
    if code is None:
        # No answer after the text was handed over: nobody knows (circuits.md 12).
        _finish(mail, Mail.State.UNKNOWN, at, repr(error))
        outcome.unknown += 1
    elif code >= PERMANENT:
        _finish(mail, Mail.State.FAILED, at, str(error))
        outcome.failed += 1
    else:
        _postpone([mail.pk], at, str(error))
        outcome.retried += 1


def _smtp_code(error: Exception) -> int | None:
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return max(code for code, _ in error.recipients.values())
    if isinstance(error, smtplib.SMTPResponseException):
        return int(error.smtp_code)
    if isinstance(error, ValueError):
        return PERMANENT
    return None


def _postpone(pks: list[int], at: datetime, detail: str) -> None:
    for pk in pks:
        with transaction.atomic():
            mail = Mail.objects.select_for_update().get(pk=pk)
            tries = mail.attempts.count()
            minutes = (*RETRY_MINUTES, 24 * 60)[min(tries, len(RETRY_MINUTES))]
            mail.state = Mail.State.QUEUED
            mail.claimed_until = None
            mail.not_before = at + timedelta(minutes=minutes)
            mail.save(update_fields=["state", "claimed_until", "not_before"])
            MailAttempt.objects.create(mail=mail, at=at, outcome="later", detail=detail[:500])


class _ServerDown(Exception):
    """No connection: nothing of this mail was handed over."""


class _Transport:
    """One SMTP connection for a whole pass, opened at the first mail."""

    def __init__(self) -> None:
        config = dj_email_url.parse(settings.EMAIL_URL)
        self._connection = get_connection(
            SMTP_BACKEND,
            host=config["EMAIL_HOST"],
            port=config["EMAIL_PORT"],
            username=config["EMAIL_HOST_USER"],
            password=config["EMAIL_HOST_PASSWORD"],
            use_tls=config["EMAIL_USE_TLS"],
            use_ssl=config["EMAIL_USE_SSL"],
            timeout=SMTP_TIMEOUT,
        )

    def send(self, mail: Mail) -> None:
        """Hand one mail over; raises what SMTP said."""
        try:
            self._connection.open()
        except (OSError, smtplib.SMTPException) as error:
            raise _ServerDown(repr(error)) from error
        try:
            self._connection.send_messages([as_message(mail)])
        except smtplib.SMTPException:
            self.close()
            raise
        except OSError:
            self._connection.connection = None
            raise

    def close(self) -> None:
        """End the connection; a server that is gone is no error."""
        try:
            self._connection.close()
        except (OSError, smtplib.SMTPException):
            self._connection.connection = None


def as_message(mail: Mail) -> EmailMultiAlternatives:
    """The mail as SMTP sends it: text first, HTML beside, headers of 5.1."""
    headers = {
        "Message-ID": mail.message_id,
        "Auto-Submitted": "auto-generated",
        "X-Auto-Response-Suppress": "OOF, AutoReply",
        "Content-Language": "fr",
    }
    if mail.thread_id:
        headers |= {"In-Reply-To": mail.thread_id, "References": mail.thread_id}
    message = EmailMultiAlternatives(
        subject=mail.subject,
        body=mail.text,
        from_email=settings.DEFAULT_FROM_EMAIL,
        to=[mail.address],
        headers=headers,
    )
    if mail.html:
        message.attach_alternative(mail.html, "text/html")
    return message
