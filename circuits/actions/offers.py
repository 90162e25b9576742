"""From a service's draft to the sending: the text, the Agence's reading, the élu's name.

What the councils then do is in `threads`, what the town says at the end in `conclude`
(circuits.md 4).
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime, timedelta
from functools import partial
from typing import Any, Unpack

from django.db import transaction

from circuits.actions import obligations
from circuits.actions.circuit import advance, circuit_for, open_circuit
from circuits.actions.deposit import give_number, of_kind, refuse_taken_key
from circuits.actions.gate import acting, lock, open_sides, refuse_stale
from circuits.actions.instruct import Door
from circuits.actions.record import Case, record, write_text
from circuits.catalogue_offers import SHORTEST_ANSWER
from circuits.errors import ActRefused
from circuits.models import (
    Attachment,
    Dossier,
    Kind,
    OfferThread,
    ParticipationOffer,
)
from circuits.permissions import may
from circuits.readers import viewer
from participation.clock import local_day
from participation.french import long_date
from participation.models import Council, ElectedOfficial, Service, User

OFFER_FIELDS = (
    "title",
    "theme",
    "visibility",
    "proposal",
    "open_points",
    "decided_points",
    "form",
    "place",
    "answer_by",
    "event_on",
    "publication_plan",
    "contact",
)
NEEDED = {
    "title": "un titre",
    "theme_id": "un thème",
    "proposal": "ce que la Ville propose",
    "open_points": "ce qui peut encore changer",
    "decided_points": "ce qui est déjà décidé",
    "publication_plan": "ce que la Ville publiera ensuite",
    "contact_id": "une personne à contacter",
    "answer_by": "la date de la réponse attendue",
}


def start_offer(
    service: Service,
    *,
    by: User,
    at: datetime,
    key: uuid.UUID,
    councils: Iterable[Council] = (),
    origin: Dossier | None = None,
    **fields: Any,
) -> ParticipationOffer:
    """Keep a first version of an offre; `key` makes a double click one draft.

    `origin` is the demande that it comes from, when it comes from one.

    Raises:
        ActRefused: the person is not of this service, or it is no longer active.

    """
    who = viewer(by, local_day(at))
    if service.pk not in who.services | who.headed or not service.active:
        raise ActRefused("Vous n’êtes pas de ce service.")
    refuse_taken_key(key, Kind.OFFER)
    with transaction.atomic():
        draft, made = ParticipationOffer.objects.get_or_create(
            uuid=key,
            defaults={
                "kind": Kind.OFFER,
                "service": service,
                "holder": service.holder,
                "deputy": service.deputy,
                "created_by": by,
                "created_at": at,
                "updated_at": at,
                "live": False,
                "origin": of_kind(origin, Kind.REQUEST),
                **{name: fields[name] for name in OFFER_FIELDS if name in fields},
            },
        )
        if draft.created_by_id != by.pk:
            raise ActRefused("Ce brouillon est celui d’une autre personne.")
        if made:
            draft.councils.set(councils)
    return draft


def save_offer(
    dossier_pk: int,
    *,
    by: User,
    at: datetime,
    seen: int | None = None,
    councils: Iterable[Council] | None = None,
    **fields: Any,
) -> ParticipationOffer:
    """Write the text again: of a draft, or of an offre that was sent back.

    Raises:
        Stale: somebody else saved it meanwhile.
        ActRefused: it is submitted, or it is another service's.

    """
    with transaction.atomic():
        draft = writable(dossier_pk, by=by, at=at)
        refuse_stale(draft, "edit_offer", by, seen)
        for name in OFFER_FIELDS:
            if name in fields:
                setattr(draft, name, fields[name])
        draft.version += 1
        draft.updated_at = at
        draft.save()
        if councils is not None:
            draft.councils.set(councils)
    return draft


def writable(dossier_pk: int, *, by: User, at: datetime) -> ParticipationOffer:
    """The offre, locked, when this person may write its text now.

    Raises:
        ActRefused: it is submitted, or it is another service's.

    """
    # The dossier's row, which every act locks: the child's alone would exclude nobody.
    lock(dossier_pk)
    draft: ParticipationOffer = ParticipationOffer.objects.select_related(
        "service", "circuit"
    ).get(pk=dossier_pk)
    decision = may("edit_offer", viewer(by, local_day(at)), draft, open_sides(draft))
    if not decision:
        raise ActRefused(decision.reason)
    return draft


def attach(
    dossier_pk: int, *, by: User, at: datetime, title: str, file: Any, content_type: str
) -> Attachment:
    """Join a document, already checked by the form, to an offre that is being written."""
    with transaction.atomic():
        draft = writable(dossier_pk, by=by, at=at)
        return Attachment.objects.create(
            dossier=draft,
            title=title,
            file=file,
            content_type=content_type,
            size=file.size,
            added_at=at,
        )


def detach(dossier_pk: int, attachments: Iterable[int], *, by: User, at: datetime) -> None:
    """Take documents away from an offre that is being written; their files go too."""
    with transaction.atomic():
        draft = writable(dossier_pk, by=by, at=at)
        for attachment in draft.attachments.filter(pk__in=list(attachments)):
            stored = attachment.file
            attachment.delete()
            transaction.on_commit(partial(stored.delete, save=False))


def submit_offer(dossier_pk: int, **door: Unpack[Door]) -> Dossier:
    """The service submits: number and circuit the first time, then the Agence reads.

    Raises:
        ActRefused: an incomplete text, no council, or an answer date that is too near.

    """
    with acting(dossier_pk, "submit_offer", **door) as case:
        dossier = case.dossier
        offer = dossier.offer
        _refuse_incomplete(offer)
        _refuse_date(offer, case)
        if not dossier.elected_id:
            dossier.elected = ElectedOfficial.objects.filter(
                themes=dossier.theme_id, active=True
            ).first()
        again = not dossier.is_draft
        if not again:
            dossier.circuit = circuit_for(dossier)
            give_number(dossier, case.at)
            dossier.step = dossier.circuit.rules.first.code
        dossier.save()
        record(case, "offer_submitted", "city", service=dossier.service, data=case.said)
        if again:
            advance(case)
        else:
            open_circuit(case)
    return dossier


def approve_offer(
    dossier_pk: int, *, elected: ElectedOfficial, **door: Unpack[Door]
) -> Dossier:
    """The Agence has read the offre, and names the élu who signs it."""
    with acting(dossier_pk, "approve_offer", **door) as case:
        if not elected.active:
            raise ActRefused("Cette personne n’est plus élue.")
        case.dossier.elected = elected
        case.dossier.save(update_fields=["elected"])
        record(case, "offer_approved", "city", data=case.said)
        advance(case)
    return case.dossier


def request_offer_changes(dossier_pk: int, *, changes: str, **door: Unpack[Door]) -> Dossier:
    """The Agence sends the text back to the service."""
    return _send_back(dossier_pk, "request_offer_changes", changes, door)


def return_offer(dossier_pk: int, *, changes: str, **door: Unpack[Door]) -> Dossier:
    """The élu sends the text back to the service."""
    return _send_back(dossier_pk, "return_offer", changes, door)


def _send_back(dossier_pk: int, act: str, changes: str, door: Door) -> Dossier:
    with acting(dossier_pk, act, **door) as case:
        if not changes.strip():
            raise ActRefused("Dites ce qui doit changer dans l’offre.")
        text = write_text(case, "changes", changes)
        # The r0 of the text to take up again carries the request: one mail, not two.
        record(case, "offer_returned", "city", text=text, data=case.said)
        advance(case)
    return case.dossier


def send_offer(dossier_pk: int, **door: Unpack[Door]) -> Dossier:
    """The élu signs: from here the offre is public, and each council has its own clock.

    Raises:
        ActRefused: none of the chosen councils exists any more.

    """
    with acting(dossier_pk, "send_offer", **door) as case:
        dossier = case.dossier
        offer = dossier.offer
        today = local_day(case.at)
        living = {council.living_on(today) for council in offer.councils.all()}
        councils = [council for council in living if not council.is_over(today)]
        if not councils:
            raise ActRefused("Aucun des conseils choisis n’existe plus : reprenez la liste.")
        answer_by = answer_date(offer, case)
        if answer_by != offer.answer_by:
            ParticipationOffer.objects.filter(pk=offer.pk).update(answer_by=answer_by)
        dossier.sent_at = dossier.text_published_at = case.at
        dossier.save(update_fields=["sent_at", "text_published_at"])
        data = {**case.said, "answer_by": str(answer_by), "councils": len(councils)}
        record(case, "offer_sent", "public", service=dossier.service, data=data)
        advance(case)
        for council in sorted(councils, key=lambda c: c.sort_key):
            open_thread(case, council, answer_by)
    return case.dossier


def add_council(
    dossier_pk: int, *, councils: Iterable[Council], **door: Unpack[Door]
) -> Dossier:
    """One more council is asked while the others discuss, with its own full delay."""
    with acting(dossier_pk, "add_council", **door) as case:
        today = local_day(case.at)
        threads = case.dossier.threads.select_related("council__successor")
        known = {thread.council.living_on(today).pk for thread in threads}
        chosen = list(councils)
        if not chosen:
            raise ActRefused("Choisissez au moins un conseil.")
        for council in chosen:
            if council.pk in known or council.is_over(today):
                raise ActRefused(f"{council} a déjà reçu cette offre, ou n’existe plus.")
            answer_by = answer_date(case.dossier.offer, case)
            thread = open_thread(case, council, answer_by)
            record(
                case,
                "council_added",
                "public",
                thread=thread,
                data={**case.said, "answer_by": str(answer_by)},
            )
    return case.dossier


def open_thread(case: Case, council: Council, answer_by: date) -> OfferThread:
    """The offre reaches a council: its step, its clock, its date (circuits.md 4, B2)."""
    thread = OfferThread.objects.create(
        offer=case.dossier,
        council=council,
        sent_at=case.at,
        answer_by=answer_by,
        live=False,
    )
    thread.offer = case.dossier
    on_thread = replace(case, thread=thread)
    open_circuit(on_thread)
    obligations.open_answer_date(on_thread, thread)
    return thread


def answer_date(offer: ParticipationOffer, case: Case) -> date:
    """The date of the offre, or thirty days from now when it has come too near."""
    earliest = local_day(case.at) + timedelta(days=SHORTEST_ANSWER)
    wanted = offer.answer_by or earliest
    return case.calendar.next_working(max(wanted, earliest))


def _refuse_incomplete(offer: ParticipationOffer) -> None:
    for name, words in NEEDED.items():
        if not getattr(offer, name):
            raise ActRefused(f"Il manque {words}.")
    if not offer.councils.exists():
        raise ActRefused("Choisissez au moins un conseil.")


def _refuse_date(offer: ParticipationOffer, case: Case) -> None:
    earliest = local_day(case.at) + timedelta(days=SHORTEST_ANSWER)
    assert offer.answer_by is not None
    if offer.answer_by < earliest:
        raise ActRefused(
            "Les conseils ont besoin d’au moins trente jours : choisissez une date à "
            f"partir du {long_date(case.calendar.next_working(earliest))}."
        )
    if not case.calendar.is_working(offer.answer_by):
        raise ActRefused(
            f"Le {long_date(offer.answer_by)} n’est pas un jour travaillé : choisissez "
            f"le {long_date(case.calendar.next_working(offer.answer_by))}."
        )
