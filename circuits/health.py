"""Whether the engine passes and the mails leave: what `/readyz` asks of the circuits."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db.models import Count, Max, Min, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from circuits import deadlines
from circuits.models import AuditRun, SweepRun
from participation import clock
from participation.breaker import open_stop, waiting
from participation.clock import PARIS
from participation.french import clock_time, long_date, plural
from participation.models import ClosureDay, Mail, SendingStop

Check = tuple[str, bool, str]

# The engine passes every three minutes (circuits.md 12).
TOO_LONG = timedelta(minutes=15)
# The audit passes once a night.
AUDIT_TOO_LONG = timedelta(hours=36)
ON_ITS_WAY = (Mail.State.QUEUED, Mail.State.CLAIMED, Mail.State.SENDING)


def checks() -> list[Check]:
    """(name, whether it is well, why) for the probe; eight queries at most."""
    return [
        last_sweep(),
        oldest_mail(clock.now()),
        troubled_mails(),
        sending(),
        last_audit(),
    ]


def last_sweep() -> Check:
    """The age of the last whole pass, and what it left aside.

    It is real time: a simulated clock does not count. A pass that was cut short is none.
    What was left aside is so until a pass tries everything again: at night, or beside
    another pass, one that leaves nothing aside proves nothing.
    """
    ended = SweepRun.objects.filter(finished_at__isnull=False).order_by("-pk")
    last = ended.first()
    if last is None or last.finished_at is None:
        return "sweep", False, "le moteur de relances n’est jamais passé"
    whole = ended.filter(whole=True).values("pk")[:1]
    since = ended.filter(pk__gte=Coalesce(Subquery(whole), last.pk))
    left_aside = since.aggregate(most=Max("left_aside"))["most"]
    age = timezone.now() - last.finished_at
    detail = f"dernier passage il y a {_span(age)}"
    if left_aside:
        aside = plural(left_aside, "rappel ou courriel laissé", "rappels ou courriels laissés")
        detail += f", {aside} de côté : le journal du serveur dit pourquoi"
    return "sweep", age <= TOO_LONG and not left_aside, detail


def oldest_mail(at: datetime) -> Check:
    """The age of the oldest mail that should have left as of `at`.

    A mail that the server postponed still waits: its age is that of its writing, or of
    the click that sent it again. A duty mail waits for office hours, and the night does
    not make it late.
    """
    waiting = Mail.objects.filter(state__in=ON_ITS_WAY, created_at__lte=at)
    since_when = Coalesce("resent_at", "created_at")
    notices = waiting.exclude(kind__in=Mail.IN_OFFICE_HOURS).aggregate(oldest=Min(since_when))
    since = [notices["oldest"]]
    calendar = ClosureDay.objects.calendar()
    if deadlines.in_office_hours(at, calendar):
        timed = waiting.filter(kind__in=Mail.IN_OFFICE_HOURS)
        duties = timed.aggregate(oldest=Min("created_at"))
        opened = datetime.combine(
            at.astimezone(PARIS).date(), deadlines.OFFICE_OPENS, tzinfo=PARIS
        )
        since.append(max(duties["oldest"], opened) if duties["oldest"] else None)
    known = [moment for moment in since if moment is not None]
    if not known:
        return "mails", True, "aucun courriel ne devrait déjà être parti"
    age = at - min(known)
    detail = f"le plus ancien attend depuis {_span(age)}"
    return "mails", age <= TOO_LONG, detail


def troubled_mails() -> Check:
    """How many mails failed or have an unknown fate: told, never a reason to stop.

    An operator settles them in the register; the site goes on serving.
    """
    counts = mails_in_trouble()
    failed = plural(counts.get(Mail.State.FAILED, 0), "courriel")
    unknown = plural(counts.get(Mail.State.UNKNOWN, 0), "courriel")
    return "mails_in_trouble", True, f"{failed} en échec, {unknown} de sort inconnu"


def sending() -> Check:
    """Whether mails may leave at all: neither a breaker that tripped, nor a copy."""
    stop = open_stop()
    if stop is None:
        return "sending", True, "les courriels peuvent partir"
    waits = f"{plural(waiting(), 'courriel')} en attente, rien n’est perdu"
    if stop.cause == SendingStop.Cause.COPY:
        why = (
            "rien ne part : cette base de données vient d’une autre installation, ou celle-ci "
            "n’a pas d’identité (INSTANCE_ID, manage.py adopt_database)"
        )
        return "sending", False, f"{why} ; {waits}"
    since = stop.at.astimezone(PARIS)
    why = (
        f"l’envoi est arrêté depuis le {long_date(since.date())} à "
        f"{clock_time(since)} : {plural(stop.count, 'courriel')} en une heure, pour une "
        f"limite de {stop.limit}"
    )
    return "sending", False, f"{why} ; {waits}"


def last_audit() -> Check:
    """What the audit of the night found; before the first night nothing is known."""
    last = AuditRun.objects.order_by("-started_at").first()
    if last is None:
        return "audit", True, "le contrôle de nuit n’est pas encore passé"
    if last.breaches:
        count = plural(len(last.breaches), "manquement")
        first = ", le premier" if len(last.breaches) > 1 else ""
        return "audit", False, f"{count} aux promesses{first} : {last.breaches[0]}"
    age = timezone.now() - last.started_at
    return "audit", age <= AUDIT_TOO_LONG, f"aucun manquement, il y a {_span(age)}"


def mails_in_trouble() -> dict[str, int]:
    """How many mails failed or have an unknown fate, unsettled, by state."""
    troubled = Mail.objects.in_trouble()
    return dict(troubled.order_by().values_list("state").annotate(count=Count("pk")))


def _span(age: timedelta) -> str:
    """« 12 minutes », « 5 heures », « 3 jours »."""
    minutes = max(0, int(age.total_seconds() // 60))
    if minutes < 120:
        return plural(minutes, "minute")
    return plural(minutes // 60, "heure") if minutes < 2880 else plural(age.days, "jour")
