"""The number of a dossier as people type it: « Demande n° 2026-41 », « offre-2026-007 »."""

from __future__ import annotations

import re

from circuits.models import Dossier

REFERENCE = re.compile(r"(demande|offre)\D{0,5}(\d{4})\D(\d{1,5})", re.IGNORECASE)


def typed_reference(typed: str) -> str:
    """The reference of the public dossier that was typed, else nothing (one query)."""
    found = REFERENCE.search(typed)
    if not found:
        return ""
    reference = f"{found[1].lower()}-{found[2]}-{int(found[3]):03d}"
    return reference if Dossier.objects.public().filter(reference=reference).exists() else ""
