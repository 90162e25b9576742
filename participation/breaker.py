"""The breaker: so many mails an hour, then nothing leaves until a person looks (P16).

A loop that writes to everybody is stopped before it has written long. Nothing is lost:
what waits goes on waiting. Codes of sign-in are let through, they are throttled where
they are asked, and people must be able to come and look.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import connection, transaction
from django.db.models import Max, QuerySet

from participation.models import Mail, MailAttempt, SendingStop, TownSettings, User
from participation.permissions import Refused, is_agency

WINDOW = timedelta(hours=1)
# What a town of any size may write in an hour.
AT_LEAST = 200
# A duty mail, a digest, a notice and one more, to everybody in the same hour.
MAILS_EACH = 4
RECENT = timedelta(days=30)
# What a server was handed, whatever it answered.
LEFT = (Mail.State.SENT, Mail.State.UNKNOWN, Mail.State.FAILED)
# The key of PostgreSQL's advisory lock of the count: any number of ours.
COUNTING = 2_143_119


def default_limit(at: datetime) -> int:
    """What the town's size allows: mails an hour, from the addresses that it knows."""
    accounts = User.objects.filter(is_active=True, email__isnull=False).order_by()
    written = Mail.objects.filter(created_at__gt=at - RECENT).order_by()
    known = accounts.values_list("email").union(written.values_list("address"))
    return max(AT_LEAST, MAILS_EACH * known.count())


def limit(at: datetime) -> int:
    """How many mails may leave in an hour: the Agence's setting, else the default."""
    return TownSettings.load().mails_per_hour or default_limit(at)


def open_stop() -> SendingStop | None:
    """Why nothing leaves now, if something stopped it; the most serious first."""
    stops = SendingStop.objects.filter(resumed_at__isnull=True)
    return stops.order_by("-cause", "pk").first()


class Breaker:
    """One pass's watch over what leaves; its methods run inside the claim's transaction."""

    def __init__(self, at: datetime) -> None:
        """`at`: the platform's moment of the pass, aware."""
        self.at = at
        self._limit: int | None = None

    def is_open(self) -> bool:
        """Whether it has tripped; waits its turn to count, until the transaction ends."""
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [COUNTING])
        return _tripped().exists()

    def within_limit(self, mails: list[Mail]) -> list[Mail]:
        """Those of `mails` that may still leave this hour; trips when one may not."""
        counted = [mail for mail in mails if mail.kind != Mail.Kind.ACCOUNT]
        if not counted:
            return mails
        if self._limit is None:
            self._limit = limit(self.at)
        left = self._left()
        kept = set(counted[: max(0, self._limit - left)])
        if len(kept) < len(counted):
            self._trip(left + len(kept))
        return [mail for mail in mails if mail.kind == Mail.Kind.ACCOUNT or mail in kept]

    def _left(self) -> int:
        """What left this hour since the last decision, and what is on its way."""
        since = self.at - WINDOW
        decisions = SendingStop.objects.filter(cause=SendingStop.Cause.BREAKER)
        decided = decisions.aggregate(last=Max("resumed_at"))["last"]
        since = max(since, decided or since)
        gone = MailAttempt.objects.filter(at__gt=since, outcome__in=LEFT)
        going = Mail.objects.filter(state__in=(Mail.State.CLAIMED, Mail.State.SENDING))
        return (
            gone.exclude(mail__kind=Mail.Kind.ACCOUNT).count()
            + going.exclude(kind=Mail.Kind.ACCOUNT).count()
        )

    def _trip(self, count: int) -> None:
        SendingStop.objects.get_or_create(
            cause=SendingStop.Cause.BREAKER,
            resumed_at=None,
            defaults={"at": self.at, "count": count, "limit": self._limit or 0},
        )


@transaction.atomic
def resume(stop_pk: int, *, by: User, at: datetime) -> SendingStop:
    """A person has looked: mails leave again, and an hour is counted from now.

    A second click changes nothing.

    Raises:
        Refused: not the Agence, or a database that was copied.

    """
    if not is_agency(by):
        raise Refused("Seule l’Agence fait repartir les courriels.")
    stop = SendingStop.objects.select_for_update(of=("self",)).get(pk=stop_pk)
    if stop.cause == SendingStop.Cause.COPY:
        raise Refused(
            "Cette base est une copie : seule la personne qui administre la plateforme "
            "peut l’adopter, avec « manage.py adopt_database »."
        )
    if stop.resumed_at is None:
        stop.resumed_at, stop.resumed_by = at, by
        stop.save(update_fields=["resumed_at", "resumed_by"])
    return stop


def _tripped() -> QuerySet[SendingStop]:
    return SendingStop.objects.filter(cause=SendingStop.Cause.BREAKER, resumed_at__isnull=True)


def waiting() -> int:
    """How many mails wait to leave."""
    return Mail.objects.filter(state=Mail.State.QUEUED).count()
