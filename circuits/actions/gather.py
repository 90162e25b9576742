"""A project gathers the messages that it comes from or that it answers (circuits.md 4).

The Agence says so, message by message; the record of each keeps it, in public.
"""

from __future__ import annotations

import re
from datetime import datetime

from django.db import transaction

from circuits.actions.gate import agency_acting, lock
from circuits.actions.record import record
from circuits.errors import ActRefused
from circuits.models import Dossier, Kind
from participation.models import ProjectPage, User
from participation.permissions import is_agency

NUMBER = re.compile(r"(demande|offre)?\D*(\d{4})\D+(\d{1,6})", re.IGNORECASE)


def gather(project: ProjectPage, number: str, *, by: User, at: datetime) -> Dossier:
    """Put a message behind a project; `number` as people write it, « Demande 2026-041 ».

    Raises:
        ActRefused: not the Agence, no such message, not sent yet, or there already.

    """
    _refuse_others(by)
    found = numbered(number)
    if found.is_confidential:
        raise ActRefused("Une demande confidentielle ne se rattache pas à un projet public.")
    with agency_acting(found.pk, "gather", by=by, at=at) as case:
        if case.dossier.projects.filter(pk=project.pk).exists():
            raise ActRefused("Ce dossier est déjà rattaché à ce projet.")
        case.dossier.projects.add(project)
        record(case, "gathered", "public", data={"project": project.pk, "title": project.title})
    return case.dossier


def part(project: ProjectPage, dossier_pk: int, *, by: User, at: datetime) -> Dossier | None:
    """Take a message away from a project; None when it was not there any more.

    Raises:
        ActRefused: not the Agence.

    """
    _refuse_others(by)
    with transaction.atomic():
        # A second click waits for the first, and finds nothing left to do.
        if not lock(dossier_pk).projects.filter(pk=project.pk).exists():
            return None
        return _part(project, dossier_pk, by, at)


def _part(project: ProjectPage, dossier_pk: int, by: User, at: datetime) -> Dossier:
    with agency_acting(dossier_pk, "part", by=by, at=at) as case:
        case.dossier.projects.remove(project)
        record(case, "parted", "public", data={"project": project.pk, "title": project.title})
    return case.dossier


def _refuse_others(by: User) -> None:
    if not is_agency(by):
        raise ActRefused("Seule l’Agence rattache un dossier à un projet.")


def numbered(number: str) -> Dossier:
    """The one message that this number names.

    Raises:
        ActRefused: none, or a demande and an offre of the same number.

    """
    written = NUMBER.search(number)
    if written is None:
        raise ActRefused("Écrivez un numéro comme « Demande 2026-041 ».")
    kind, year, rank = written.groups()
    kinds = [kind.lower()] if kind else list(Kind.values)
    found = list(
        Dossier.objects.filter(
            kind__in=kinds, year=int(year), number=int(rank), sent_at__isnull=False
        )
    )
    if not found:
        raise ActRefused("Aucun dossier public n’a ce numéro.")
    if len(found) > 1:
        raise ActRefused("Dites « demande » ou « offre » : les deux ont ce numéro.")
    return found[0]
