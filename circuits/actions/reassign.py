"""Another service, or another person, takes the dossier (circuits.md 7).

The promise does not move. The step keeps its date, with at least five worked days left,
unless that would pass the promise: then the promise wins and the Agence is warned.
"""

from __future__ import annotations

from typing import Unpack

from circuits import emails
from circuits.actions import asked, obligations
from circuits.actions.gate import acting
from circuits.actions.instruct import Door
from circuits.actions.record import Case, record, write_text
from circuits.errors import ActRefused
from circuits.models import DateChange, Dossier, Obligation, TextVersion
from participation.clock import local_day
from participation.models import Service, User

FLOOR = 5
PROPOSAL_DELAY = 3


def reassign(
    dossier_pk: int, *, service: Service, reason: str, **door: Unpack[Door]
) -> Dossier:
    """Give the dossier to another service: the Agence anywhere, a head in its directorate.

    Raises:
        ActRefused: the same service, one that is closed or of another directorate, no
            reason.

    """
    with acting(dossier_pk, "reassign", **door) as case:
        dossier = case.dossier
        if not reason.strip():
            raise ActRefused("Dites pourquoi le dossier change de service.")
        if service.pk == dossier.service_id:
            raise ActRefused("Le dossier est déjà à ce service.")
        if not service.active:
            raise ActRefused("Ce service n’est plus en activité.")
        old = dossier.service
        if case.role == "head" and old and service.directorate_id != old.directorate_id:
            raise ActRefused("Hors de votre direction, c’est l’Agence qui réattribue.")
        dossier.service = service
        if dossier.step != "A2":
            dossier.holder, dossier.deputy = service.holder, service.deputy
        dossier.save(update_fields=["service", "holder", "deputy"])
        for kind in (Obligation.Kind.TRANSFER, Obligation.Kind.WAIT):
            obligations.close_side(case, kind, Obligation.Closing.DONE)
        event = record(
            case,
            "reassigned",
            "public",
            service=service,
            text=write_text(case, TextVersion.Kind.REASON, reason),
            data={**case.said, "from": old.pk if old else None},
        )
        _pass_on(case)
        emails.notify("M15s", case, event)
    return dossier


def hand_over(
    dossier_pk: int,
    *,
    holder: User,
    deputy: User | None = None,
    reason: str = "",
    **door: Unpack[Door],
) -> Dossier:
    """Inside the service, another person holds the dossier: the public reads nothing.

    Raises:
        ActRefused: the same person, one of another service, or deputy and holder alike.

    """
    with acting(dossier_pk, "hand_over", **door) as case:
        dossier = case.dossier
        if holder.pk == dossier.holder_id and (deputy and deputy.pk) == dossier.deputy_id:
            raise ActRefused("Ces personnes ont déjà le dossier.")
        if deputy is not None and deputy.pk == holder.pk:
            raise ActRefused("La suppléance revient à une autre personne.")
        for person in (holder, deputy):
            if person is not None and not _of_the_service(person, dossier.service):
                raise ActRefused("Choisissez une personne en poste dans ce service.")
        changes = holder.pk != dossier.holder_id
        dossier.holder, dossier.deputy = holder, deputy
        dossier.save(update_fields=["holder", "deputy"])
        record(
            case,
            "handed_over",
            "city",
            text=write_text(case, TextVersion.Kind.NOTE, reason),
            data=case.said,
        )
        if changes:
            _pass_on(case)
    return dossier


def propose_transfer(
    dossier_pk: int, *, service: Service, reason: str, **door: Unpack[Door]
) -> Dossier:
    """The service says that another one is competent: the Agence decides."""
    with acting(dossier_pk, "propose_transfer", **door) as case:
        if not reason.strip():
            raise ActRefused("Dites pourquoi ce dossier n’est pas le vôtre.")
        if service.pk == case.dossier.service_id or not service.active:
            raise ActRefused("Proposez un autre service.")
        record(
            case,
            "transfer_proposed",
            "city",
            service=service,
            text=write_text(case, TextVersion.Kind.REASON, reason),
            data=case.said,
        )
        obligations.open_side(
            case, Obligation.Kind.TRANSFER, party="agency", delay=PROPOSAL_DELAY
        )
    return case.dossier


def keep_service(dossier_pk: int, *, reason: str, **door: Unpack[Door]) -> Dossier:
    """The Agence leaves the dossier where it is, and says why to the service."""
    with acting(dossier_pk, "keep_service", **door) as case:
        asked.refuse(
            case,
            Obligation.Kind.TRANSFER,
            reason,
            code="service_kept",
            notice="M15k",
            unsaid="Dites au service pourquoi il garde le dossier.",
        )
    return case.dossier


def _pass_on(case: Case) -> None:
    """A new clock for whoever has the step now; the old owner's reminders are void."""
    dossier = case.dossier
    step = dossier.obligations.open().get(principal=True)
    step.dossier = dossier
    today = local_day(case.at)
    # It begins again today for whoever has it now, with the date that it had.
    step.kept_due, step.floor, step.started_on = step.due_on, FLOOR, today
    due = obligations.due_of(step, case.calendar)
    if case.calendar.count(today, due) < FLOOR:
        event = record(case, "room_too_short", "city", data={"due_on": str(due)})
        emails.notify("M15a", case, event)
    obligations.restart(step, case, due, DateChange.Cause.REASSIGNMENT, assigned=True)


def _of_the_service(person: User, service: Service | None) -> bool:
    if service is None or not person.is_active:
        return False
    posts = (service.holder_id, service.deputy_id, service.head_id)
    return person.pk in posts or service.agents.filter(pk=person.pk).exists()
