"""Keeping which events an address has read, so that no weekly mail tells them again.

Written with the mail, in the transaction of what causes it (circuits.md 13, P33).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from django.db.models.fields.json import KeyTextTransform

from circuits.models import Delivery, Event, Told
from participation.written_once import WrittenOnce


class Said(NamedTuple):
    """What is looked at of a public event."""

    pk: int
    dossier: int
    thread: int | None
    code: str
    at: datetime
    rung: str | None


def _said(dossiers: Sequence[int], moments: Sequence[datetime]) -> Any:
    found = Event.objects.filter(
        dossier__any_of=dossiers, at__any_of=moments, audience=Event.Audience.PUBLIC
    )
    columns = found.annotate(rung=KeyTextTransform("rung", "data"))
    return columns.order_by("pk").values_list(*Said._fields)


SAID = WrittenOnce(_said)


def told_by_rungs(deliveries: Iterable[Delivery]) -> None:
    """Keep what duty mails told of the record: the act that made it due, the relance.

    Each delivery names its mail. An event that a weekly mail told first keeps that mail:
    it was read once.
    """
    told = list(deliveries)
    owed = [delivery.rung.obligation for delivery in told]
    moments = {one.opened_at for one in owed}
    moments |= {fired for delivery in told if (fired := delivery.rung.fired_at) is not None}
    by_dossier: dict[int, list[Delivery]] = {one.dossier_id: [] for one in owed}
    found = [Said(*row) for row in SAID.rows(list(by_dossier), list(moments))]
    for delivery in told:
        by_dossier[delivery.rung.obligation.dossier_id].append(delivery)
    # Once for each mail, though it tells of several rungs.
    read = {
        (event.pk, delivery.mail): delivery.address
        for event in found
        for delivery in by_dossier[event.dossier]
        if _tells(delivery, event)
    }
    Told.objects.bulk_create(
        [Told(event_id=pk, address=to, mail=mail) for (pk, mail), to in read.items()],
        ignore_conflicts=True,
    )


def _tells(delivery: Delivery, event: Said) -> bool:
    """Whether the mail of this rung says this event: the relance, or the act before r0."""
    rung, obligation = delivery.rung, delivery.rung.obligation
    if event.thread not in (None, obligation.thread_id):
        return False
    reminded = event.code == "reminded" and event.rung == rung.code
    assigned = rung.code == "r0" and event.at == obligation.opened_at
    return assigned or (reminded and event.at == rung.fired_at)
