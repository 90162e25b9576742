"""The one extension of a promise: by the Agence, at most two months, said in public.

Before or after the date (circuits.md 3). The promise counts its months from the real
day of reception; the open step gains as many worked days as the promise.
"""

from __future__ import annotations

from datetime import date
from typing import Unpack

from circuits import emails
from circuits.actions import obligations
from circuits.actions.gate import acting
from circuits.actions.instruct import Door
from circuits.actions.record import Case, record, write_text
from circuits.errors import ActRefused
from circuits.models import DateChange, Dossier, Obligation
from participation.clock import local_day

MOST_MONTHS = 2


def extend(
    dossier_pk: int, *, months: int, reason_code: str, text: str, **door: Unpack[Door]
) -> Dossier:
    """Give the town one or two more months, once, with a coded and written reason.

    Raises:
        ActRefused: another number of months, no reason, or an extension that would
            already be past.

    """
    with acting(dossier_pk, "extend", **door) as case:
        dossier = case.dossier
        assert dossier.circuit is not None and dossier.promised_on is not None
        if months not in range(1, MOST_MONTHS + 1):
            raise ActRefused("Une prolongation est d’un ou de deux mois.")
        if reason_code not in {r.code for r in dossier.circuit.rules.extension_reasons}:
            raise ActRefused("Choisissez le motif de la prolongation.")
        if not text.strip():
            raise ActRefused("Expliquez la prolongation au conseil.")
        old, new = dossier.promised_on, _extended(case, months)
        if new <= local_day(case.at):
            raise ActRefused("Cette prolongation serait déjà passée : elle n’aide personne.")
        dossier.extended_months, dossier.extension_reason = months, reason_code
        dossier.promised_on = new
        dossier.save(update_fields=["extended_months", "extension_reason", "promised_on"])
        event = record(
            case,
            "extended",
            "public",
            text=write_text(case, "extension", text),
            data={**case.said, "old": str(old), "new": str(new), "reason": reason_code},
        )
        _move(case, old, new)
        emails.notify("M11", case, event)
    return dossier


def _extended(case: Case, months: int) -> date:
    """The promise with these months more, its pauses counted again."""
    promise = case.dossier.obligations.open().get(kind=Obligation.Kind.PROMISE)
    promise.dossier = case.dossier
    obligations.lengthen(promise, months, case.calendar)
    return obligations.due_of(promise, case.calendar)


def _move(case: Case, old: date, new: date) -> None:
    """The promise, then the step: as many worked days as the promise gains."""
    cause = DateChange.Cause.EXTENSION
    gained = case.calendar.count(old, new)
    for owed in case.dossier.obligations.open():
        owed.dossier = case.dossier
        if owed.kind == Obligation.Kind.PROMISE:
            obligations.lengthen(owed, case.dossier.extended_months, case.calendar)
            owed.save(update_fields=["delay", "kept_due"])
            obligations.restart(owed, case, new, cause)
        elif owed.principal:
            moved = case.calendar.add_working_days(owed.due_on, gained)
            obligations.restart(owed, case, min(moved, new), cause)
