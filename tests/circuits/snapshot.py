"""Everything that a sweep may change, as plain values that two runs can compare."""

from __future__ import annotations

from typing import Any

from circuits.models import (
    DateChange,
    Delivery,
    Digest,
    Dossier,
    Event,
    Obligation,
    Rung,
    Told,
)
from participation.models import Mail


def snapshot() -> dict[str, list[Any]]:
    """The rows without their keys, dates of real life left out."""
    return {
        "dossiers": sorted(
            Dossier.objects.values_list(
                "pk", "version", "step", "promised_on", "closed_at", "end_code"
            )
        ),
        "obligations": sorted(
            Obligation.objects.values_list(
                "dossier", "kind", "step", "party", "due_on", "closing", "clock"
            )
        ),
        "rungs": sorted(
            Rung.objects.values_list(
                "obligation__dossier",
                "obligation__kind",
                "obligation__step",
                "obligation__clock",
                "code",
                "state",
                "fire_on",
            ),
            key=str,
        ),
        "deliveries": sorted(
            Delivery.objects.values_list(
                "rung__obligation__dossier",
                "rung__code",
                "address",
                "because",
                "state",
                "mail__code",
            ),
            key=str,
        ),
        "mails": sorted(
            Mail.objects.values_list("code", "kind", "address", "subject", "duty_day", "state"),
            key=str,
        ),
        "events": sorted(
            (*row[:-1], str(row[-1]))
            for row in Event.objects.values_list("dossier", "position", "code", "step", "data")
        ),
        "weeks": sorted(
            Digest.objects.values_list(
                "subscriber__user", "subscriber__address", "kind", "week", "mail__subject"
            ),
            key=str,
        ),
        "told": sorted(
            Told.objects.values_list(
                "event__dossier", "event__position", "address", "mail__code"
            )
        ),
        "moves": sorted(DateChange.objects.values_list("obligation__dossier", "old", "new")),
    }
