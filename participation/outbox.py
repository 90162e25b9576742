"""The way out of every mail: claim → sending → SMTP → sent, each committed.

PostgreSQL's rows are the truth and Huey only rings (circuits.md 12). An expired claim
goes back to the queue; an expired « sending » becomes unknown, is shown to the operator
and never re-sent by itself. Nothing here knows what a dossier is.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from email.utils import parseaddr
from typing import NotRequired, TypedDict, Unpack

import css_inline
from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction
from django.db.models import QuerySet
from django.template.loader import render_to_string
from django.utils import timezone

from participation import clock, failing
from participation.breaker import Breaker
from participation.instance import owns_the_database
from participation.models import FailingAddress, Mail, MailAttempt, User
from participation.smtp import (
    PERMANENT,
    ServerDown,
    Transport,
    own_domain,
    refusal_code,
    refuses_the_address,
)

CLAIM = timedelta(minutes=5)
BATCH = 50
# So many refusals in an hour are those of addresses, whatever else the server takes.
FEW = 3
# A server that says « later » is asked again after these minutes, then daily.
RETRY_MINUTES = (1, 5, 30, 120, 360)


@dataclass
class Letter:
    """A message as it was rendered, before it has an addressee's row."""

    code: str
    subject: str
    text: str
    html: str = ""
    # « dossier » of the register, and the root of the reader's thread unless it has one.
    reference: str = ""
    # Of a mail about what its reader follows: where one click stops it (RFC 8058).
    unsubscribe_url: str = ""
    thread: str = ""


@dataclass
class Outcome:
    """What one delivery pass did."""

    sent: int = 0
    failed: int = 0
    unknown: int = 0
    retried: int = 0
    errors: list[str] = field(default_factory=list)


def message_id(*parts: object) -> str:
    """A stable Message-ID: the same parts give the same id, and no address is in it."""
    digest = hashlib.sha256("|".join(str(part) for part in parts).encode()).hexdigest()
    return f"<{digest[:32]}@{own_domain()}>"


class Posting(TypedDict):
    """What a mail is besides its words and its address.

    `identity` makes it unique (rung or event, and person): a second one with the same is
    refused by the database. `duty_day` is the local day of a duty mail, one per address.
    """

    kind: str
    identity: Sequence[object]
    at: datetime
    user: NotRequired[User | None]
    duty_day: NotRequired[date | None]


def queue(letter: Letter, address: str, **posting: Unpack[Posting]) -> Mail:
    """Write one mail to the outbox, in the transaction of what causes it."""
    mail = mail_of(letter, address, **posting)
    mail.save(force_insert=True)
    return mail


def mail_of(letter: Letter, address: str, **posting: Unpack[Posting]) -> Mail:
    """The row of one mail, as `queue` writes it; several are written together."""
    at = posting["at"]
    root = letter.thread or letter.reference
    thread = f"<{root}@{own_domain()}>" if root else ""
    return Mail(
        code=letter.code,
        kind=posting["kind"],
        user=posting.get("user"),
        address=address.lower(),
        subject=" ".join(letter.subject.split())[:300],
        text=letter.text,
        html=letter.html,
        message_id=message_id(letter.code, *posting["identity"], address.lower()),
        thread_id=thread,
        reference=letter.reference,
        unsubscribe_url=letter.unsubscribe_url,
        duty_day=posting.get("duty_day"),
        created_at=at,
        not_before=at,
    )


def html_of(subject: str, text: str) -> str:
    """An account mail's text in our layout: the same words, the same facts (P32)."""
    paragraphs = [part.strip() for part in text.strip().split("\n\n")]
    page = render_to_string(
        "emails/account.html", {"message": {"subject": subject, "paragraphs": paragraphs}}
    )
    inlined: str = css_inline.inline(page, load_remote_stylesheets=False)
    return inlined


class OutboxBackend(BaseEmailBackend):
    """Django's e-mail backend: account mails become rows too; no SMTP in a request."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Queue each message for each of its addressees."""
        from participation.tasks import deliver_soon

        at = clock.now()
        for message in email_messages:
            subject, text = str(message.subject), str(message.body)
            letter = Letter("compte", subject, text, html_of(subject, text))
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
        duty: whether duty and weekly mails may leave now (office hours).
        register_only: ignore `EMAIL_URL` (the demonstration writes to nobody).

    """
    outcome = Outcome()
    outcome.unknown += release_expired()
    if register_only or not settings.EMAIL_URL:
        transport = breaker = None
    elif not owns_the_database(at):
        # A copy sends nothing, account mails included (P34).
        return outcome
    else:
        transport, breaker = Transport(), Breaker(at)
    try:
        while batch := _claim(at, duty=duty, breaker=breaker):
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


def _claim(at: datetime, *, duty: bool, breaker: Breaker | None) -> list[Mail]:
    until = timezone.now() + CLAIM
    with transaction.atomic():
        waiting = Mail.objects.filter(state=Mail.State.QUEUED, not_before__lte=at)
        if not duty:
            waiting = waiting.exclude(kind__in=Mail.IN_OFFICE_HOURS)
        if breaker is not None and breaker.is_open():
            waiting = waiting.filter(kind=Mail.Kind.ACCOUNT)
        mails = list(
            waiting.select_related("user__relay")
            .order_by("not_before", "pk")
            .select_for_update(skip_locked=True, of=("self",))[:BATCH]
        )
        if breaker is not None:
            mails = breaker.within_limit(mails)
        # Their rows are locked: nobody else has taken one.
        claimed = Mail.objects.filter(pk__in=[mail.pk for mail in mails])
        claimed.update(state=Mail.State.CLAIMED, claimed_until=until)
        for mail in mails:
            mail.state, mail.claimed_until = Mail.State.CLAIMED, until
    return mails


def _ours(mail: Mail) -> QuerySet[Mail]:
    """The row, as long as this worker's claim on it stands.

    A slow worker may find that its claim expired and that another one took the mail:
    the moment of the claim tells whose it is.
    """
    return Mail.objects.filter(pk=mail.pk, state=mail.state, claimed_until=mail.claimed_until)


def _take(mail: Mail, state: Mail.State, until: datetime) -> bool:
    changed = _ours(mail).update(state=state, claimed_until=until)
    mail.state, mail.claimed_until = state, until
    return bool(changed)


def _send_batch(
    mails: list[Mail], at: datetime, transport: Transport | None, outcome: Outcome
) -> bool:
    """Send each claimed mail; False when the server is out of reach."""
    for index, mail in enumerate(mails):
        if reason := _has_no_reader(mail):
            _finish(mail, Mail.State.FAILED, at, reason)
            outcome.failed += 1
            continue
        # Committed before SMTP: from here a crash can only be « unknown ».
        if not _take(mail, Mail.State.SENDING, timezone.now() + CLAIM):
            continue
        if transport is None:
            _finish(mail, Mail.State.KEPT, at, "")
            outcome.sent += 1
            continue
        try:
            transport.send(mail)
        except ServerDown as error:
            outcome.errors.append(str(error))
            for waiting in mails[index:]:
                outcome.retried += _postpone(waiting, at, str(error))
            return False
        except Exception as error:  # noqa: BLE001 - every end of SMTP has its row
            _settle(mail, at, error, outcome)
        else:
            _finish(mail, Mail.State.SENT, at, "")
            outcome.sent += 1
    return True


def _has_no_reader(mail: Mail) -> str:
    """Why nobody would read it: a closed account, a failing address (P22); else empty.

    A notice still tries a failing address; a duty mail or a digest goes to whoever
    stands in, whom the next pass finds.
    """
    if mail.kind == Mail.Kind.ACCOUNT:
        return ""
    if mail.user and mail.user.mail_address() is None:
        return "Le compte est fermé."
    if mail.kind == Mail.Kind.NOTICE:
        return ""
    current = FailingAddress.objects.current().filter(address=mail.address)
    return "L’adresse est en échec." if current.exists() else ""


def _finish(mail: Mail, state: Mail.State, at: datetime, detail: str) -> None:
    done = state in (Mail.State.SENT, Mail.State.KEPT)
    with transaction.atomic():
        _ours(mail).update(state=state, sent_at=at if done else None, claimed_until=None)
        MailAttempt.objects.create(mail=mail, at=at, outcome=state, detail=detail[:500])


def _settle(mail: Mail, at: datetime, error: Exception, outcome: Outcome) -> None:
    """A refused mail: failed for good, tried again later, or of unknown fate."""
    code = refusal_code(error)
    if code is None:
        # No answer after the text was handed over: nobody knows (circuits.md 12).
        _finish(mail, Mail.State.UNKNOWN, at, repr(error))
        outcome.unknown += 1
    elif code >= PERMANENT:
        _finish(mail, Mail.State.FAILED, at, str(error))
        if refuses_the_address(error) and not _refuses_everybody(at):
            failing.mark(mail, at=at, detail=str(error))
        outcome.failed += 1
    else:
        outcome.retried += _postpone(mail, at, str(error))


def _refuses_everybody(at: datetime) -> bool:
    """Whether a server refuses more than it takes: it is then its own fault, or ours.

    A relay that knows no mailbox any more would else silence the whole town.
    """
    lately = MailAttempt.objects.filter(at__gt=at - timedelta(hours=1), at__lte=at)
    refused = lately.filter(outcome=Mail.State.FAILED).count()
    return refused > FEW and refused > lately.filter(outcome=Mail.State.SENT).count()


def _postpone(mail: Mail, at: datetime, detail: str) -> int:
    """Back to the queue for later, when it is still ours; how many went back."""
    with transaction.atomic():
        tries = mail.attempts.count()
        minutes = (*RETRY_MINUTES, 24 * 60)[min(tries, len(RETRY_MINUTES))]
        changed = _ours(mail).update(
            state=Mail.State.QUEUED,
            claimed_until=None,
            not_before=at + timedelta(minutes=minutes),
        )
        if changed:
            MailAttempt.objects.create(mail=mail, at=at, outcome="later", detail=detail[:500])
    return changed
