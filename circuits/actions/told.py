"""Keeping which events an address has read, so that no weekly mail tells them again.

Written with the mail, in the transaction of what causes it (circuits.md 13, P33).
"""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Q

from circuits.models import Delivery, Event, Told
from participation.models import Mail


def told_by_rungs(deliveries: Iterable[Delivery], mail: Mail) -> None:
    """Keep what a duty mail told of the record: the act that made it due, the relance.

    An event that a weekly mail told first keeps that mail: it was read once.
    """
    asked = Q(pk__in=[])
    for delivery in deliveries:
        rung, obligation = delivery.rung, delivery.rung.obligation
        here = Q(dossier=obligation.dossier_id) & (
            Q(thread=obligation.thread_id) | Q(thread__isnull=True)
        )
        asked |= here & Q(code="reminded", at=rung.fired_at, data__rung=rung.code)
        if rung.code == "r0":
            asked |= here & Q(at=obligation.opened_at)
    events = Event.objects.filter(asked, audience=Event.Audience.PUBLIC).values_list("pk")
    Told.objects.bulk_create(
        [Told(event_id=pk, address=mail.address, mail=mail) for (pk,) in events],
        ignore_conflicts=True,
    )
