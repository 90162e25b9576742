"""What came back, kept: at most a mail and an address are marked, nothing is answered.

A return never touches a dossier, never writes a mail, and the same one twice is one row
(circuits.md 13, P31). Who stands in for a failing address is found by the next pass.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction

from participation import failing
from participation.delivery_reports import Report, read
from participation.models import Mail, MailAttempt, MailReturn

Kind = MailReturn.Kind
# A mailbox that refuses so many different mails in a month is not full for a day.
SOFT_WINDOW, MOST_SOFT = timedelta(days=30), 3
# A mail that left, or that may have.
LEFT = (Mail.State.SENT, Mail.State.UNKNOWN)


def record(raw: bytes, *, at: datetime) -> MailReturn | None:
    """Keep what one message of the bounce mailbox says; None when it is not a return.

    Args:
        raw: the message as the mailbox holds it.
        at: when it is read, aware.

    """
    report = read(raw)
    if report is None:
        return None
    with transaction.atomic():
        known = Mail.objects.filter(message_id__in=report.candidates)
        mail = known.select_for_update(of=("self",)).first()
        kept, new = MailReturn.objects.get_or_create(
            report_id=report.report_id,
            defaults={
                "mail": mail,
                "kind": report.kind,
                "address": mail.address if mail else "",
                "status": report.status,
                "detail": report.detail,
                "at": at,
            },
        )
        if new and mail is not None:
            _follow(mail, report, at)
    return kept


def _follow(mail: Mail, report: Report, at: datetime) -> None:
    if report.kind not in (Kind.HARD, Kind.SOFT):
        return
    if mail.state in LEFT:
        mail.state, mail.sent_at, mail.settled_at = Mail.State.FAILED, None, None
        mail.save(update_fields=["state", "sent_at", "settled_at"])
        MailAttempt.objects.create(mail=mail, at=at, outcome="returned", detail=report.detail)
    if report.kind == Kind.HARD or _refused_again_and_again(mail, at):
        failing.mark(mail, at=at, detail=report.detail or report.status)


def _refused_again_and_again(mail: Mail, at: datetime) -> bool:
    refusals = MailReturn.objects.filter(
        address=mail.address, kind=Kind.SOFT, at__gt=at - SOFT_WINDOW
    )
    return refusals.values("mail").distinct().count() >= MOST_SOFT
