"""The notices of an offre: to the service what a council said, to the councils the rest.

N3 to N6 of circuits.md 10; N1 and N2 are duty mails and live in `offer_letters`.
"""

from __future__ import annotations

from collections.abc import Callable

from circuits.addresses import private_path
from circuits.letters import Message, Telling, absolute, page_button, prefixed
from circuits.models import Contribution, OfferThread
from circuits.offer_sentences import ANSWERS, FOLLOW_UPS, thread_state
from participation.clock import local_day
from participation.french import by_the, long_date

NEXT = (
    "Quand plus aucun conseil n’est attendu, le service a un mois pour publier ce qu’il "
    "a fait de chaque réponse."
)


def _heard(t: Telling) -> Message:
    """N3: a council answered, declined, or said nothing."""
    dossier, event = t.dossier, t.event
    thread = event.thread
    assert thread is not None
    if event.code == "offer_silent":
        return _silent(t, thread)
    if event.code == "offer_declined":
        return _declined(t, thread)
    said = Contribution.objects.get(thread=thread)
    facts = [("Conseil", str(thread.council)), ("Réponse", ANSWERS[said.kind])]
    if said.delegates:
        facts += [("Qui participe", said.delegates), ("Quand", said.available)]
    if said.late:
        facts.append(("Reçue après la date", long_date(thread.answer_by)))
    return Message(
        code="N3",
        subject=prefixed(dossier, f"Réponse du conseil {thread.council}"),
        lead=f"{thread.council} a répondu à l’offre « {dossier.title} ».",
        paragraphs=[*([said.body] if said.body else []), NEXT],
        facts=facts,
        buttons=[("Ouvrir le dossier", absolute(dossier.private_url))],
    )


def _declined(t: Telling, thread: OfferThread) -> Message:
    reason = t.words
    return Message(
        code="N3",
        subject=prefixed(t.dossier, f"Déclinée par {thread.council}"),
        lead=f"{thread.council} décline l’offre « {t.dossier.title} ».",
        paragraphs=[*([f"Ce que dit le conseil : {reason}"] if reason else []), NEXT],
        buttons=[("Ouvrir le dossier", absolute(t.dossier.private_url))],
    )


def _silent(t: Telling, thread: OfferThread) -> Message:
    return Message(
        code="N3",
        subject=prefixed(t.dossier, f"Sans réponse de {thread.council}"),
        lead=(
            f"{thread.council} n’a pas répondu à l’offre « {t.dossier.title} », attendue "
            f"au plus tard le {long_date(thread.answer_by)}."
        ),
        paragraphs=[
            "Vous pouvez continuer. Le conseil peut encore répondre jusqu’à la publication "
            "des suites ; sa réponse sera marquée « reçue après la date ».",
        ],
        buttons=[("Ouvrir le dossier", absolute(t.dossier.private_url))],
    )


def _follow_up(t: Telling) -> Message:
    """N4: what the town made of this council's contribution."""
    dossier, thread = t.dossier, t.thread
    assert thread is not None
    general = t.words
    said = thread.said()
    given = getattr(said, "follow_up", None)
    facts = [("Votre conseil", str(thread.council)), ("Sa place", thread_state(thread))]
    paragraphs = [general]
    if given is not None:
        facts.append(("Suite donnée", FOLLOW_UPS[given.outcome]))
        paragraphs.insert(0, f"{FOLLOW_UPS[given.outcome]} : {given.reason}")
    return Message(
        code="N4",
        subject=prefixed(dossier, "Ce que la Ville a fait de vos contributions", thread),
        lead=f"La Ville a publié les suites données à l’offre « {dossier.title} ».",
        paragraphs=[*paragraphs, f"Ce qui était annoncé : {dossier.offer.publication_plan}"],
        facts=facts,
        buttons=[("Lire les suites", page_button(dossier)[1])],
    )


def _assessment(t: Telling) -> Message:
    """The end of an offre: the bilan, to every council that was asked."""
    dossier = t.dossier
    return Message(
        code="N4b",
        subject=prefixed(dossier, "Bilan publié : l’offre est close", t.thread),
        lead=f"La Ville a publié le bilan de l’offre « {dossier.title} », qui est close.",
        paragraphs=[t.words],
        buttons=[page_button(dossier)],
    )


def _no_longer(t: Telling) -> Message:
    """N5: the offre is cancelled, or this council is no longer asked."""
    dossier, thread = t.dossier, t.thread
    assert thread is not None
    reason = t.words
    if t.event.code == "council_withdrawn":
        lead = f"{thread.council} n’a plus à répondre à l’offre « {dossier.title} »."
        subject = "Votre réponse n’est plus attendue"
    else:
        lead = f"La Ville annule l’offre « {dossier.title} »."
        subject = "Annulée"
    return Message(
        code="N5",
        subject=prefixed(dossier, subject, thread),
        lead=lead,
        paragraphs=[f"Pourquoi : {reason}", "La page de l’offre reste lisible."],
        buttons=[page_button(dossier)],
    )


def _decided(t: Telling) -> Message:
    """N6: to the service that asked, what the élu decided of the cancellation."""
    dossier, event = t.dossier, t.event
    when = long_date(local_day(event.at))
    if event.code == "offer_cancelled":
        told = "Les conseils sont prévenus." if dossier.sent_at else ""
        return Message(
            code="N6",
            subject=prefixed(dossier, "Annulation confirmée"),
            lead=f"L’annulation de l’offre « {dossier.title} » est confirmée le {when}.",
            paragraphs=[told] if told else [],
            buttons=[("Ouvrir le dossier", absolute(dossier.private_url))],
        )
    reason = t.words
    return Message(
        code="N6",
        subject=prefixed(dossier, "Offre maintenue"),
        lead=f"L’offre « {dossier.title} » est maintenue : elle continue là où elle était.",
        paragraphs=[f"Motif : {reason}"],
        buttons=[("Ouvrir le dossier", absolute(dossier.private_url))],
    )


def _replied(t: Telling) -> Message:
    """N7: what the town answers to a council, and its new date."""
    dossier, thread = t.dossier, t.thread
    assert thread is not None
    by = by_the(thread.answer_by)
    return Message(
        code="N7",
        subject=prefixed(dossier, "La Ville répond à votre question", thread),
        lead=f"La Ville a répondu à votre question sur « {dossier.title} ».",
        paragraphs=[
            t.words,
            f"Le temps d’attente vous est rendu : réponse à l’offre attendue {by}.",
        ],
        buttons=[("Ouvrir le dossier", absolute(private_path(dossier, thread)))],
    )


OFFER_NOTICES: dict[str, Callable[[Telling], Message]] = {
    "N3": _heard,
    "N4": _follow_up,
    "N4b": _assessment,
    "N5": _no_longer,
    "N6": _decided,
    "N7": _replied,
}
