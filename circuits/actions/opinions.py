"""What an associated service thinks: asked inside A3, owed in ten worked days.

Beside the step, which goes on; the answer never waits for it (circuits.md 3).
"""

from __future__ import annotations

from typing import Unpack

from circuits import emails
from circuits.actions import obligations
from circuits.actions.gate import acting
from circuits.actions.instruct import Door
from circuits.actions.record import record, write_text
from circuits.errors import ActRefused
from circuits.models import Dossier, Obligation, TextVersion
from participation.models import Service

OPINION_DELAY = 10


def ask_opinion(
    dossier_pk: int, *, service: Service, question: str, **door: Unpack[Door]
) -> Dossier:
    """Ask another service; it reads the dossier and answers the service in charge.

    Raises:
        ActRefused: no question, one's own service, or one that is asked already.

    """
    with acting(dossier_pk, "ask_opinion", **door) as case:
        dossier = case.dossier
        if not question.strip():
            raise ActRefused("Écrivez ce que vous demandez à ce service.")
        if service.pk == dossier.service_id or not service.active:
            raise ActRefused("Choisissez un autre service.")
        owed = dossier.obligations.open().filter(kind=Obligation.Kind.OPINION)
        if owed.filter(service=service).exists():
            raise ActRefused("L’avis de ce service est déjà demandé.")
        record(
            case,
            "opinion_asked",
            "city",
            service=service,
            text=write_text(case, TextVersion.Kind.OPINION, question),
            data=case.said,
        )
        obligations.open_side(
            case,
            Obligation.Kind.OPINION,
            party="associate",
            delay=OPINION_DELAY,
            ladder="associate",
            service=service,
        )
    return case.dossier


def give_opinion(
    dossier_pk: int, *, opinion: str, service: Service, **door: Unpack[Door]
) -> Dossier:
    """The associated service answers; the town reads it, the public does not."""
    with acting(dossier_pk, "give_opinion", **door) as case:
        if not opinion.strip():
            raise ActRefused("Écrivez l’avis de votre service.")
        owed = case.dossier.obligations.open().filter(
            kind=Obligation.Kind.OPINION, service=service
        )
        found = owed.first()
        if found is None or not _speaks_for(
            case.behalf.user if case.behalf else case.by, service
        ):
            raise ActRefused("Cet avis n’est pas demandé à votre service.")
        obligations.close(found, at=case.at, closing=Obligation.Closing.DONE)
        event = record(
            case,
            "opinion_given",
            "city",
            service=service,
            text=write_text(case, TextVersion.Kind.OPINION, opinion),
            data=case.said,
        )
        emails.notify("M15i", case, event)
    return case.dossier


def _speaks_for(person: object, service: Service) -> bool:
    people = {service.holder, service.deputy, service.head, *service.agents.all()}
    return person in people
