"""Addresses that refuse what is sent to them: marked, told, repaired (P22, P31).

Duty mails and digests keep away from a failing address; notices and codes still try it.
Who is told instead is found above, where dossiers are known.
"""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from participation.models import FailingAddress, Mail, User
from participation.permissions import Refused, is_agency


def mark(mail: Mail, *, at: datetime, detail: str) -> FailingAddress:
    """Its address refuses: failing from now, or failing once more.

    Only the address that we wrote to is ever marked, never one that a report names.
    """
    failing, _ = FailingAddress.objects.update_or_create(
        address=mail.address.lower(),
        defaults={
            "last_at": at,
            "detail": detail[:500],
            "mail": mail,
            "repaired_at": None,
            "repaired_by": None,
        },
        create_defaults={
            "since": at,
            "last_at": at,
            "detail": detail[:500],
            "mail": mail,
        },
    )
    return failing


@transaction.atomic
def repair(pk: int, *, by: User, at: datetime) -> FailingAddress:
    """Somebody saw to it that the address works; a second click changes nothing.

    Raises:
        Refused: not the Agence.

    """
    if not is_agency(by):
        raise Refused("Seule l’Agence déclare une adresse réparée.")
    failing = FailingAddress.objects.select_for_update(of=("self",)).get(pk=pk)
    if failing.repaired_at is None:
        failing.repaired_at, failing.repaired_by = at, by
        failing.save(update_fields=["repaired_at", "repaired_by"])
    return failing
