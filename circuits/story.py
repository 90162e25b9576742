"""Which dossiers may be told as a story: those whose text anybody reads (circuits.md 9)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q

from circuits.models import Dossier, Kind

if TYPE_CHECKING:
    from circuits.querysets import DossierQuerySet


def tellable() -> DossierQuerySet:
    """Public, proofread where it must be, and not hidden since."""
    read = Q(kind=Kind.OFFER) | Q(text_published_at__isnull=False)
    found: DossierQuerySet = Dossier.objects.public().filter(read, hidden_at__isnull=True)
    return found


def why_untold(dossier: Dossier) -> str:
    """Why the public may not read of it, in French; empty when it may."""
    if dossier.sent_at is None:
        return "Ce dossier n’est pas encore public."
    if dossier.visibility != Dossier.Visibility.PUBLIC:
        return f"{dossier.label} n’est pas lisible par tout le monde."
    if dossier.hidden_at is not None:
        return f"Le texte de {dossier.label} est masqué."
    if not dossier.is_offer and dossier.text_published_at is None:
        return f"Le texte de {dossier.label} n’a pas encore été relu."
    return ""
