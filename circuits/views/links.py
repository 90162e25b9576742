"""What a dossier is tied to: the message it comes from, and the way to a new one.

From a demande to an offre and back (circuits.md 4): each page leads to the other.
"""

from __future__ import annotations

from typing import Any

from django.db.models import Q
from django.urls import reverse

from circuits.models import Dossier
from circuits.querysets import DossierQuerySet
from circuits.views.frame import Frame
from circuits.written import AsRead


def linked_to(found: Dossier, frame: Frame) -> list[dict[str, str]]:
    """The message that it comes from, those that came of it, those of its merging."""
    # No dossier has the key 0.
    named = (found.pk, found.origin_id or 0, found.merged_into_id or 0)
    rows = []
    for other in NEAR.objects(frame.viewer, *named):
        if other.pk == found.origin_id:
            why = "À son origine"
        elif other.origin_id == found.pk:
            why = "Née de ce dossier"
        elif other.pk == found.merged_into_id:
            why = "La demande continue dans celle-ci"
        else:
            why = "Fusionnée avec la demande de cette page"
        rows.append(
            {
                "url": other.get_absolute_url(),
                "label": f"{other.label} – {other.public_title}",
                "note": why,
            }
        )
    return rows


def _near(readable: DossierQuerySet, pk: int, origin: int, merged_into: int) -> Any:
    # By keys alone, each with its index: a join would read every dossier of the town.
    near = Q(pk=origin) | Q(pk=merged_into) | Q(origin=pk) | Q(merged_into=pk)
    return readable.filter(near, sent_at__isnull=False).order_by("sent_at", "pk")


NEAR = AsRead(_near)


def onward(found: Dossier, frame: Frame) -> list[dict[str, str]]:
    """The other message that this person may start from this one."""
    viewer = frame.viewer
    if found.sent_at is None or found.is_confidential:
        return []
    if found.is_offer and viewer.mandates:
        label, name = "Écrire une demande à partir de cette offre", "space_new"
    elif not found.is_offer and viewer.services | viewer.headed:
        label, name = "Proposer une offre à partir de cette demande", "space_offer_new"
    else:
        return []
    return [{"label": label, "url": f"{reverse(name)}?depuis={found.reference}"}]
