"""The work of the night: the audit, kept and told to whoever can repair; what is forgotten.

Knows `audit`, which only reads; writes its result and at most one mail (circuits.md 12).
"""

from __future__ import annotations

from datetime import datetime, time

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from circuits.actions.subscribe import forget_unconfirmed
from circuits.audit import audit
from circuits.letters import Message, because_of, render
from circuits.models import AuditRun
from participation import outbox
from participation.clock import PARIS, local_day
from participation.french import long_date, plural
from participation.models import Mail, TownSettings

# When the night's work begins; a tick that was missed is made up for by the next one.
FROM = time(3)
# A mail names so many breaches; the command says them all.
NAMED = 40


@transaction.atomic
def audit_the_night(at: datetime) -> AuditRun | None:
    """The audit of the local day of `at` (aware), unless it was done or is too early.

    Any breach is one mail to the operator. The addresses that nobody confirmed are
    forgotten. Two workers at once: the second waits for
    the row of the day, then finds it.
    """
    if at.astimezone(PARIS).time() < FROM:
        return None
    run, ours = AuditRun.objects.get_or_create(
        day=local_day(at), defaults={"started_at": timezone.now()}
    )
    if not ours:
        return None
    run.breaches = [str(breach) for breach in audit()]
    run.save(update_fields=["breaches"])
    if run.breaches:
        _tell(run, at)
    forget_unconfirmed(at)
    return run


def audit_now(at: datetime) -> AuditRun:
    """The audit that the operator asks for: kept as that of the day, told to nobody."""
    found = {
        "started_at": timezone.now(),
        "breaches": [str(breach) for breach in audit()],
    }
    run, _ = AuditRun.objects.update_or_create(day=local_day(at), defaults=found)
    return run


def _tell(run: AuditRun, at: datetime) -> None:
    town = TownSettings.load()
    count = len(run.breaches)
    named = run.breaches[:NAMED]
    if count > NAMED:
        named = [*named, f"et {plural(count - NAMED, 'autre')}"]
    message = Message(
        code="S2",
        subject=f"Contrôle de nuit : {plural(count, 'manquement')}",
        lead=(
            f"Le contrôle du {long_date(run.day)} a trouvé {plural(count, 'manquement')} "
            "aux promesses des circuits. La plateforme ne répare rien d’elle-même."
        ),
        paragraphs=[
            *named,
            "Transmettez ce message à la personne qui administre la plateforme. Elle "
            "relance le contrôle avec « manage.py audit_circuits ».",
        ],
        because=because_of("agency", town),
    )
    outbox.queue(
        render(message, town),
        settings.OPERATOR_EMAIL or town.agency_email,
        kind=Mail.Kind.NOTICE,
        identity=("audit", run.pk),
        at=at,
    )
