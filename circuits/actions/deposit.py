"""From the draft to the accusé de réception, and the Agence's relecture."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Any

from django.db import transaction

from circuits import deadlines, emails
from circuits.actions import obligations
from circuits.actions.circuit import circuit_for, open_circuit
from circuits.actions.gate import acting, lock, refuse_stale
from circuits.actions.record import OnBehalf, record
from circuits.errors import ActRefused
from circuits.models import (
    Dossier,
    Kind,
    NumberSequence,
    Obligation,
    ParticipationRequest,
)
from circuits.readers import viewer
from participation.clock import local_day
from participation.models import Council, User

DRAFT_FIELDS = (
    "title",
    "theme",
    "visibility",
    "need",
    "wish",
    "quarter",
    "place",
    "commission",
    "adopted_on",
    "between_meetings",
    "contact",
)


def start_draft(
    council: Council,
    *,
    by: User,
    at: datetime,
    key: uuid.UUID,
    origin: Dossier | None = None,
    **fields: Any,
) -> ParticipationRequest:
    """Keep a first version of a demande; `key` makes a double click one draft.

    `origin` is the offre that it comes from, when it comes from one.

    Raises:
        ActRefused: the person has no mandate in this council and is not the Agence.

    """
    day = local_day(at)
    who = viewer(by, day)
    if council.pk not in who.councils and not who.agency:
        raise ActRefused("Vous n’avez pas de mandat dans ce conseil.")
    if council.is_over(day):
        raise ActRefused("Ce conseil n’existe plus : écrivez au nom de celui d’aujourd’hui.")
    refuse_taken_key(key, Kind.REQUEST)
    with transaction.atomic():
        draft, _ = ParticipationRequest.objects.get_or_create(
            uuid=key,
            defaults={
                "kind": Kind.REQUEST,
                "council": council,
                "created_by": by,
                "created_at": at,
                "updated_at": at,
                "live": False,
                "origin": of_kind(origin, Kind.OFFER),
                **{name: fields[name] for name in DRAFT_FIELDS if name in fields},
            },
        )
        if draft.created_by_id != by.pk:
            raise ActRefused("Ce brouillon est celui d’une autre personne.")
    return draft


def refuse_taken_key(key: uuid.UUID, kind: str) -> None:
    """A key that names the other message's draft is not this one's second click."""
    if Dossier.objects.filter(uuid=key).exclude(kind=kind).exists():
        raise ActRefused("Cette page n’est plus à jour : rouvrez-la depuis votre espace.")


def of_kind(origin: Dossier | None, kind: str) -> Dossier | None:
    """A demande comes from an offre that was sent, and the other way round."""
    if origin is not None and (
        origin.kind != kind or origin.sent_at is None or origin.is_confidential
    ):
        raise ActRefused("Ce dossier ne peut pas être à l’origine de celui-ci.")
    return origin


def save_draft(
    dossier_pk: int, *, by: User, at: datetime, seen: int | None = None, **fields: Any
) -> ParticipationRequest:
    """Write the text of a draft again.

    Raises:
        Stale: somebody else saved it meanwhile.
        ActRefused: it is deposited, or it is another council's.

    """
    with transaction.atomic():
        # The dossier's row, which every act locks: the child's alone would exclude nobody.
        lock(dossier_pk)
        draft: ParticipationRequest = ParticipationRequest.objects.select_related(
            "council"
        ).get(pk=dossier_pk)
        who = viewer(by, local_day(at))
        own = draft.council_id in who.councils
        entered = who.agency and draft.created_by.is_staff
        if not (own or entered):
            raise ActRefused("Vous n’avez pas de mandat dans ce conseil.")
        if not draft.is_draft:
            raise ActRefused("Cette demande est déjà déposée : son texte est figé.")
        refuse_stale(draft, "edit_draft", by, seen)
        for name in DRAFT_FIELDS:
            if name in fields:
                setattr(draft, name, fields[name])
        draft.version += 1
        draft.updated_at = at
        draft.save()
    return draft


def deposit(
    dossier_pk: int,
    *,
    by: User,
    at: datetime,
    seen: int | None = None,
    behalf: OnBehalf | None = None,
) -> Dossier:
    """A référent deposits: number, promise, circuit, relecture, accusé de réception.

    From here the text is frozen, and both clocks run (circuits.md 1 and 3).

    Raises:
        ActRefused: not a référent or suppléant of the council, or an incomplete text.
        Stale: already deposited, or edited meanwhile.

    """
    with acting(dossier_pk, "deposit", by=by, at=at, seen=seen, behalf=behalf) as case:
        dossier = case.dossier
        _refuse_incomplete(dossier)
        dossier.circuit = circuit_for(dossier)
        give_number(dossier, at)
        dossier.sent_at = at
        dossier.promised_on = deadlines.promise_due(
            at, dossier.circuit.rules.promise_months, case.calendar
        )
        dossier.step = dossier.circuit.rules.first.code
        # Nothing of a confidential demande is published: there is nothing to proofread.
        published = case.town.publish_at_once and not dossier.is_confidential
        if published:
            dossier.text_published_at = at
        dossier.save()
        event = record(
            case,
            "deposited",
            "public",
            data={"act": "deposit", "promised_on": str(dossier.promised_on)},
        )
        obligations.open_promise(case)
        open_circuit(case)
        if not published and not dossier.is_confidential:
            obligations.open_side(
                case,
                Obligation.Kind.PROOFREADING,
                party="agency",
                delay=obligations.PROOFREADING_DELAY,
            )
        emails.notify("M1", case, event)
    return dossier


def proofread(
    dossier_pk: int,
    *,
    by: User,
    at: datetime,
    seen: int | None = None,
    behalf: OnBehalf | None = None,
) -> Dossier:
    """The Agence has read the text: title and text become public."""
    with acting(dossier_pk, "proofread", by=by, at=at, seen=seen, behalf=behalf) as case:
        case.dossier.text_published_at = at
        case.dossier.save(update_fields=["text_published_at"])
        obligations.close_side(case, Obligation.Kind.PROOFREADING, Obligation.Closing.DONE)
        record(case, "text_published", "public", data={"act": "proofread"})
    return case.dossier


def _refuse_incomplete(dossier: Dossier) -> None:
    request = dossier.request
    if not (dossier.title and request.need and request.wish and request.place):
        raise ActRefused("Le titre, le constat, la demande et le lieu sont à remplir.")
    if dossier.theme_id is None:
        raise ActRefused("Choisissez un thème.")
    if request.contact_id is None:
        raise ActRefused("Indiquez une personne à contacter.")
    if request.adopted_on is None and not request.between_meetings:
        raise ActRefused(
            "Indiquez la réunion qui a adopté la demande, ou qu’elle a été décidée "
            "entre deux réunions."
        )


def give_number(dossier: Dossier, at: datetime) -> None:
    """The next number without gap: its row stays locked until the deposit commits."""
    year = local_day(at).year
    NumberSequence.objects.get_or_create(kind=dossier.kind, year=year)
    sequence = NumberSequence.objects.select_for_update().get(kind=dossier.kind, year=year)
    sequence.last += 1
    sequence.save(update_fields=["last"])
    dossier.deposited_at = at
    dossier.year, dossier.number = year, sequence.last
    dossier.reference = f"{dossier.kind}-{year}-{sequence.last:03d}"
