"""What a dossier is tied to: the message it comes from, and the way to a new one.

From a demande to an offre and back (circuits.md 4): each page leads to the other.
"""

from __future__ import annotations

from typing import Any

from django.db.models import Q
from django.urls import reverse

from circuits.models import Dossier
from circuits.readers import ANONYMOUS, Viewer
from circuits.views.frame import Frame
from participation.written_once import WrittenOnce


def linked_to(found: Dossier, frame: Frame) -> list[dict[str, str]]:
    """The message that it comes from, those that came of it, those of its merging."""
    # No dossier has the key 0.
    named = (found.pk, found.origin_id or 0, found.merged_into_id or 0)
    if frame.reads_as_everybody:
        others = EVERYBODYS.objects(*named)
    else:
        others = list(_near(frame.viewer, *named))
    rows = []
    for other in others:
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


def _near(viewer: Viewer, pk: int, origin: int, merged_into: int) -> Any:
    # By keys alone, each with its index: a join would read every dossier of the town.
    near = Q(pk=origin) | Q(pk=merged_into) | Q(origin=pk) | Q(merged_into=pk)
    sent = Dossier.objects.visible_to(viewer).filter(sent_at__isnull=False)
    return sent.filter(near).order_by("sent_at", "pk")


EVERYBODYS = WrittenOnce(lambda *named: _near(ANONYMOUS, *named))


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
