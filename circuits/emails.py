"""The notices of the circuits: what each says, in text and HTML with the same facts.

Actions call `notify` inside their transaction; the sweep calls the duty letters. Each
mail offers only acts that exist in the dossier's circuit version (circuits.md 10).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import Any

from circuits import explanations, mail_links, sentences
from circuits.circuit_words import delay
from circuits.letters import (
    Message,
    Telling,
    absolute,
    because_of,
    page_button,
    prefixed,
    render,
    thread_of,
)
from circuits.models import (
    Announcement,
    Answer,
    Dossier,
    Event,
    Obligation,
    OfferThread,
    Told,
)
from circuits.offer_emails import OFFER_NOTICES
from circuits.pause_emails import MORE_NOTICE_TO, MORE_NOTICES
from circuits.recipients import Recipient, resolve
from participation import outbox
from participation.clock import local_day
from participation.french import by_the, long_date, month_year
from participation.models import Mail

COUNCIL = ("referent", "referent_deputy")
# What those who follow the council or the dossier also read at once (circuits.md 10).
TO_FOLLOWERS = ("M1", "M9", "N4")


def notify(code: str, case: Any, event: Event) -> list[Mail]:
    """Queue the notice `code` to whom it concerns, in the transaction of `case`."""
    telling = Telling(case.dossier, event, case.town, case.calendar)
    if code in TO_FOLLOWERS:
        announce(case, event)
    return _queue(code, case, telling, NOTICE_TO[code])


def notify_councils(
    code: str, case: Any, event: Event, threads: Iterable[OfferThread]
) -> list[Mail]:
    """Queue the notice `code` to each of these councils, each about its own thread."""
    mails = []
    if code in TO_FOLLOWERS:
        announce(case, event)
    for thread in threads:
        telling = Telling(case.dossier, event, case.town, case.calendar, thread)
        mails += _queue(code, case, telling, COUNCIL)
    return mails


def announce(case: Any, event: Event) -> None:
    """Leave to the engine the mails of those who follow; nothing for what is not public."""
    public = event.audience == Event.Audience.PUBLIC
    if public and case.dossier.visibility == Dossier.Visibility.PUBLIC:
        Announcement.objects.create(event=event)


def _queue(code: str, case: Any, telling: Telling, roles: Sequence[str]) -> list[Mail]:
    message = NOTICES[code](telling)
    message.reference = case.dossier.reference or ""
    thread, on = telling.thread, local_day(case.at)
    message.thread = thread_of(case.dossier, thread)
    identity: tuple[object, ...] = ("event", telling.event.pk)
    if thread is not None:
        identity += (thread.pk,)
    mails = []
    for recipient in resolve(roles, case.dossier, on, case.town, thread):
        message.because = because_of(recipient.role, case.town, recipient.replaces)
        mail = outbox.queue(
            render(_as_read_by(recipient, message, case, on), case.town),
            recipient.address,
            kind=Mail.Kind.NOTICE,
            identity=identity,
            at=case.at,
            user=recipient.user,
        )
        told_by_notice(telling.event, mail)
        mails.append(mail)
    return mails


def _as_read_by(who: Recipient, message: Message, case: Any, on: date) -> Message:
    """The notice that asks for something, M7, with the links of its reader."""
    asks = Obligation.Kind.COMPLEMENT if message.code == "M7" else None
    owed = case.dossier.obligations.open().filter(kind=asks).first() if asks else None
    if owed is None:
        return message
    owed.dossier = case.dossier
    return mail_links.with_links(
        message, owed, user=who.user, address=who.address, on=on, town=case.town
    )


def told_by_notice(event: Event, mail: Mail) -> None:
    """Keep that this address has read the event: no weekly mail tells it again (P33)."""
    if event.audience == Event.Audience.PUBLIC:
        told = Told(event=event, address=mail.address, mail=mail)
        # Who speaks for two councils gets two mails about one event.
        Told.objects.bulk_create([told], ignore_conflicts=True)


def _receipt(t: Telling) -> Message:
    dossier = t.dossier
    assert dossier.deposited_at and dossier.promised_on and dossier.circuit
    received = local_day(dossier.deposited_at)
    promise = explanations.of_months(
        received, dossier.circuit.rules.promise_months, dossier.promised_on, t.calendar
    )
    town = t.town
    todo = "trouve" if dossier.is_confidential else "relit le texte, puis trouve"
    return Message(
        code="M1",
        subject=prefixed(dossier, f"Reçue le {long_date(received)}"),
        lead=(
            f"La Ville a reçu la demande « {dossier.title} ». Elle doit répondre "
            f"{by_the(dossier.promised_on)}."
        ),
        paragraphs=[
            f"Comment cette date est calculée : {promise}",
            f"Et maintenant : l’Agence {todo} le service compétent. Vous serez prévenus "
            "quand la demande lui sera confiée.",
            town.receipt_caution,
        ],
        facts=[
            ("Numéro", dossier.label),
            ("Reçue le", sentences.on_day(dossier.deposited_at)),
            ("Réponse promise", f"{by_the(dossier.promised_on)}"),
            ("Service chargé de la demande", town.agency_name),
            ("Adresse postale", town.agency_address),
            ("Adresse électronique", town.agency_email),
            ("Téléphone", town.agency_phone),
        ],
        buttons=[page_button(dossier)],
    )


def _entrusted(t: Telling) -> Message:
    dossier, service = t.dossier, t.event.service
    assert service and dossier.promised_on
    return Message(
        code="M2",
        subject=prefixed(dossier, f"Confiée au service {service}"),
        lead=(
            f"La demande « {dossier.title} » est confiée au service {service}. "
            f"La Ville doit vous répondre {by_the(dossier.promised_on)}."
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
        buttons=[page_button(dossier)],
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
        assert dossier.circuit is not None
        rule = dossier.circuit.rules.steps["A6"]
        paragraphs.append(
            "Le conseil peut prendre acte de la réponse depuis son espace. Sans retour "
            f"de sa part, le dossier est clos au bout de {delay(rule.delay, rule.unit)} ; "
            "il reste lisible."
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
    reason = t.words
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


def _extended(t: Telling) -> Message:
    dossier = t.dossier
    assert dossier.promised_on
    return Message(
        code="M11",
        subject=prefixed(dossier, f"Prolongée jusqu’au {long_date(dossier.promised_on)}"),
        lead=(
            f"La Ville prolonge son délai pour « {dossier.title} » : elle doit répondre "
            f"{by_the(dossier.promised_on)}."
        ),
        paragraphs=[
            f"Motif : {sentences.extension_label(dossier)}.",
            t.words,
            "Un délai ne se prolonge qu’une fois.",
        ],
        buttons=[page_button(dossier)],
    )


def _achieved(t: Telling) -> Message:
    dossier = t.dossier
    return Message(
        code="E1",
        subject=prefixed(dossier, "Réalisée"),
        lead=f"L’engagement pris pour « {dossier.title} » est réalisé : l’Agence l’a constaté.",
        paragraphs=[t.words, "Le dossier est clos."],
        buttons=[page_button(dossier)],
    )


def _abandoned(t: Telling) -> Message:
    dossier, event = t.dossier, t.event
    assert dossier.circuit is not None
    labels = {r.code: r.label for r in dossier.circuit.rules.abandon_reasons}
    return Message(
        code="E2",
        subject=prefixed(dossier, "Engagement abandonné"),
        lead=f"La Ville abandonne l’engagement pris pour « {dossier.title} ».",
        paragraphs=[
            f"Motif : {labels[event.data['reason']]}.",
            t.words,
            "Le dossier est clos ; sa page reste publique et complète.",
        ],
        buttons=[page_button(dossier)],
    )


def _not_done(t: Telling) -> Message:
    dossier = t.dossier
    return Message(
        code="M15",
        subject=prefixed(dossier, "Pas encore réalisé"),
        lead=f"Pour l’Agence, l’engagement « {dossier.title} » n’est pas encore réalisé.",
        paragraphs=[
            f"Ce qui manque : {t.words}",
            "L’engagement continue, avec la date de son point d’étape.",
        ],
        buttons=[("Ouvrir le dossier", absolute(dossier.private_url))],
    )


NOTICES: dict[str, Callable[[Telling], Message]] = {
    "M1": _receipt,
    "M2": _entrusted,
    "M9": _answered,
    "M15": _declined,
    "M11": _extended,
    "M15d": _not_done,
    "E1": _achieved,
    "E2": _abandoned,
    **OFFER_NOTICES,
    **MORE_NOTICES,
}
NOTICE_TO: dict[str, Sequence[str]] = {
    "M1": COUNCIL,
    "M2": COUNCIL,
    "M9": COUNCIL,
    "M15": ("agency",),
    "M11": COUNCIL,
    "M15d": ("holder", "deputy"),
    "E1": COUNCIL,
    "E2": COUNCIL,
    "N3": ("mailbox", "holder", "agency"),
    "N6": ("mailbox", "holder"),
    **MORE_NOTICE_TO,
}
