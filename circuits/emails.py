"""The mails of the circuits: what each says, in text and HTML with the same facts.

Actions call `notify` inside their transaction; the sweep calls the duty letters. Each
mail offers only acts that exist in the dossier's circuit version (circuits.md 10).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import css_inline
from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse

from circuits import explanations, sentences
from circuits.acts import ACTS
from circuits.models import Answer, Dossier, Event, Obligation
from circuits.recipients import resolve
from participation import outbox
from participation.clock import local_day
from participation.french import long_date, month_year, short_date
from participation.models import Mail, TownSettings
from participation.working_days import WorkingCalendar

COUNCIL = ("referent", "referent_deputy")


@dataclass
class Message:
    """What a mail says, before it is laid out: the first line asks or tells."""

    code: str
    subject: str
    lead: str
    paragraphs: list[str] = field(default_factory=list)
    facts: list[tuple[str, str]] = field(default_factory=list)
    buttons: list[tuple[str, str]] = field(default_factory=list)
    rows: list[dict[str, str]] = field(default_factory=list)
    because: str = ""
    reference: str = ""


@dataclass(frozen=True)
class Telling:
    """What a notice is about: a dossier, the event, and with which words."""

    dossier: Dossier
    event: Event
    town: TownSettings
    calendar: WorkingCalendar


def absolute(path: str) -> str:
    """An address that works from a mail."""
    return f"{settings.SITE_URL}{path}"


def title_line(dossier: Dossier) -> str:
    """Number and title, for people who may read the dossier inside."""
    return f"{dossier.label} : {dossier.title}"


def prefixed(dossier: Dossier, subject: str) -> str:
    """`[Demande 2026-041] …`, constant so that mails stay in one thread."""
    return f"[{dossier.label}] {subject}"


def render(message: Message, town: TownSettings) -> outbox.Letter:
    """Both parts of a mail from the one message."""
    context = {"message": message, "town": town, "site_url": settings.SITE_URL}
    html = render_to_string("emails/message.html", context)
    return outbox.Letter(
        code=message.code,
        subject=message.subject,
        text=render_to_string("emails/message.txt", context),
        html=css_inline.inline(html, load_remote_stylesheets=False),
        reference=message.reference,
    )


def because_of(role: str, town: TownSettings) -> str:
    """Why this person receives this mail."""
    return f"Vous recevez ce message en tant que {ROLES_AS[role]} – {town.name}."


ROLES_AS = {
    "agency": "membre de l’Agence",
    "head": "responsable du service",
    "holder": "titulaire du dossier",
    "deputy": "suppléante ou suppléant du dossier",
    "mailbox": "service pilote",
    "elected": "élue ou élu référent",
    "referent": "référente ou référent du conseil",
    "referent_deputy": "suppléante ou suppléant du conseil",
    "directorate": "direction du service",
    "agency_direction": "direction de l’Agence",
    "general_direction": "direction générale",
}


def notify(code: str, case: Any, event: Event) -> list[Mail]:
    """Queue the notice `code` to whom it concerns, in the transaction of `case`."""
    telling = Telling(case.dossier, event, case.town, case.calendar)
    message = NOTICES[code](telling)
    message.reference = case.dossier.reference or ""
    on = local_day(case.at)
    mails = []
    for recipient in resolve(NOTICE_TO[code], case.dossier, on, case.town):
        message.because = because_of(recipient.role, case.town)
        mails.append(
            outbox.queue(
                render(message, case.town),
                recipient.address,
                kind=Mail.Kind.NOTICE,
                identity=("event", event.pk),
                at=case.at,
                user=recipient.user,
            )
        )
    return mails


def _page_button(dossier: Dossier) -> tuple[str, str]:
    return ("Voir le dossier", absolute(dossier.get_absolute_url()))


def _receipt(t: Telling) -> Message:
    dossier = t.dossier
    assert dossier.deposited_at and dossier.promised_on and dossier.circuit
    received = local_day(dossier.deposited_at)
    promise = explanations.of_months(
        received, dossier.circuit.rules.promise_months, dossier.promised_on, t.calendar
    )
    town = t.town
    return Message(
        code="M1",
        subject=prefixed(dossier, f"Reçue le {long_date(received)}"),
        lead=(
            f"La Ville a reçu la demande « {dossier.title} ». Elle doit répondre "
            f"{sentences.by_the(dossier.promised_on)}."
        ),
        paragraphs=[
            f"Comment cette date est calculée : {promise}",
            "Et maintenant : l’Agence relit le texte, puis trouve le service "
            "compétent. Vous serez prévenus quand la demande lui sera confiée.",
            town.receipt_caution,
        ],
        facts=[
            ("Numéro", dossier.label),
            ("Reçue le", sentences.on_day(dossier.deposited_at)),
            ("Réponse promise", f"{sentences.by_the(dossier.promised_on)}"),
            ("Service chargé de la demande", town.agency_name),
            ("Adresse postale", town.agency_address),
            ("Adresse électronique", town.agency_email),
            ("Téléphone", town.agency_phone),
        ],
        buttons=[_page_button(dossier)],
    )


def _entrusted(t: Telling) -> Message:
    dossier, service = t.dossier, t.event.service
    assert service and dossier.promised_on
    return Message(
        code="M2",
        subject=prefixed(dossier, f"Confiée au service {service}"),
        lead=(
            f"La demande « {dossier.title} » est confiée au service {service}. "
            f"La Ville doit vous répondre {sentences.by_the(dossier.promised_on)}."
        ),
        paragraphs=[
            "Le service peut vous appeler pour mieux comprendre la demande. "
            "Vous n’avez rien à faire d’ici là."
        ],
        facts=[
            ("Service", str(service)),
            ("Téléphone", service.phone),
            ("Adresse électronique", service.mailbox),
        ],
        buttons=[_page_button(dossier)],
    )


def _answered(t: Telling) -> Message:
    dossier, answer = t.dossier, t.event.answer
    assert isinstance(answer, Answer)
    outcome = sentences.OUTCOMES[answer.outcome]
    facts = [("Réponse", outcome), ("Signée par", answer.signatory)]
    if answer.commits and answer.milestone_on:
        month = month_year(answer.milestone_on)
        facts.append(("Engagement", f"{answer.milestone_label}, prévu pour {month}"))
    paragraphs = [answer.summary]
    if not answer.commits:
        paragraphs.append(
            "Le conseil peut prendre acte de la réponse depuis son espace. Sans retour "
            "de sa part, le dossier est clos au bout de trente jours ; il reste lisible."
        )
    return Message(
        code="M9",
        subject=prefixed(dossier, f"Réponse de la Ville : {outcome}"),
        lead=f"La Ville a répondu à la demande « {dossier.title} » : {outcome}.",
        paragraphs=paragraphs,
        facts=facts,
        buttons=[("Lire la réponse complète", absolute(dossier.get_absolute_url()))],
    )


def _declined(t: Telling) -> Message:
    dossier, event = t.dossier, t.event
    reason = event.text.body if event.text else ""
    return Message(
        code="M15",
        subject=prefixed(dossier, f"Réattribuée au service {event.service}"),
        lead=(
            f"Un service a refusé l’attribution de la demande « {dossier.title} » : "
            f"elle passe au service {event.service}."
        ),
        paragraphs=[
            f"Motif : {reason}",
            "Un second refus ramènerait le dossier à l’Agence, qui choisirait "
            "elle-même. La date promise au conseil ne change pas.",
        ],
        buttons=[("Ouvrir le dossier", absolute(dossier.private_url))],
    )


NOTICES: dict[str, Callable[[Telling], Message]] = {
    "M1": _receipt,
    "M2": _entrusted,
    "M9": _answered,
    "M15": _declined,
}
NOTICE_TO: dict[str, Sequence[str]] = {
    "M1": COUNCIL,
    "M2": COUNCIL,
    "M9": COUNCIL,
    "M15": ("agency",),
}


def act_buttons(obligation: Obligation) -> list[tuple[str, str]]:
    """At most three buttons: the page, and acts that the circuit really has here."""
    dossier = obligation.dossier
    buttons = [("Ouvrir le dossier", absolute(dossier.private_url))]
    if not obligation.principal or dossier.circuit is None:
        return buttons
    for code in dossier.circuit.rules.acts_from(obligation.step):
        if "system" in ACTS[code].roles:
            continue
        path = reverse("space_act", args=[dossier.uuid, ACTS[code].slug])
        buttons.append((ACTS[code].label, absolute(path)))
    return buttons[:3]


def due_line(due_on: date) -> str:
    """« au plus tard le 13 mai » for subjects."""
    return f"au plus tard le {short_date(due_on)}"
