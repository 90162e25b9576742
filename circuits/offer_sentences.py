"""Every sentence about an offre and its councils, written once (circuits.md 4 and 9).

`sentences` calls these for what is an offre; none of them asks the database for more
than the rows it is given.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from circuits.pause_sentences import reason_label
from participation.clock import local_day
from participation.french import by_the, inside, long_date, plural

if TYPE_CHECKING:
    from circuits.models import Dossier, Event, Obligation, OfferThread

ANSWERS = {
    "participates": "participe",
    "opinion": "donne son avis",
    "no": "ne participe pas",
}
FOLLOW_UPS = {
    "kept": "Retenu",
    "partly": "Retenu en partie",
    "not_kept": "Non retenu",
}
OFFER_STAGES = (
    ("Relecture", ("B0", "B1", "B1e")),
    ("Chez les conseils", ("BC",)),
    ("Suites données", ("B4",)),
    ("Bilan", ("B5",)),
)


def day_of(at: datetime | None) -> str:
    """« 2 avril 2026 », the local day of a moment that is known."""
    assert at is not None
    return long_date(local_day(at))


def offer_state(
    dossier: Dossier,
    obligation: Obligation | None,
    threads: Sequence[OfferThread],
    today: date | None,
) -> str:
    """The one sentence of state of an offre: who has the ball, and by which date."""
    if dossier.is_draft:
        return "Brouillon : le service ne l’a pas encore soumise."
    if dossier.is_closed:
        return _closed(dossier)
    if dossier.step == "BC":
        return _consulting(dossier, threads, today)
    assert obligation is not None
    if dossier.step == "B4":
        return _follow_up(obligation, threads, today)
    if dossier.step == "B5":
        late = today is not None and today > obligation.due_on
        when = "attendu depuis le" if late else "au plus tard le"
        return (
            f"Suites publiées le {day_of(dossier.answered_at)}. "
            f"Bilan {when} {long_date(obligation.due_on)}."
        )
    return _WRITING[dossier.step](dossier, by_the(obligation.due_on))


_WRITING: dict[str, Callable[[Any, str], str]] = {
    "B0": lambda d, by: f"Texte à reprendre par le service {d.service}, {by}.",
    "B1": lambda d, by: f"En relecture à l’Agence, {by}.",
    "B1e": lambda d, by: f"À signer par l’élue ou l’élu référent, {by}.",
}


def _consulting(dossier: Dossier, threads: Sequence[OfferThread], today: date | None) -> str:
    asked = [thread for thread in threads if thread.end_code != "F4"]
    waiting = [thread for thread in asked if not thread.is_closed]
    questions = [thread for thread in waiting if thread.asked_on and thread.reply_by]
    # The date of a council that has asked something moves by the time that it waits.
    dates = sorted({thread.answer_by for thread in waiting if thread not in questions})
    heard = sum(1 for thread in asked if thread.is_closed)
    text = f"Proposée à {plural(len(asked), 'conseil')} le {day_of(dossier.sent_at)}."
    if len(asked) == 1:
        text = f"Proposée au conseil {_bare(asked[0])} le {day_of(dossier.sent_at)}."
    if dates:
        text += f" Réponse attendue {by_the(dates[-1])}."
    if heard and len(asked) > 1:
        text += f" {_heard(heard, len(asked))}"
    if questions:
        text += f" {_question(questions, today)}"
    return text


def _question(threads: Sequence[OfferThread], today: date | None) -> str:
    """Who waits for the town, and until when (circuits.md 4, B3q)."""
    waits = [(t.reply_by, t.asked_on, t.council) for t in threads if t.reply_by and t.asked_on]
    by, asked, council = min(waits, key=lambda wait: wait[:2])
    if len(waits) > 1:
        who = f"{len(waits)} conseils ont posé une question"
    else:
        who = f"{council} a posé une question le {long_date(asked)}"
    return f"{who} ; {_reply(by, today)}."


def _reply(by: date, today: date | None) -> str:
    verb = "devait répondre" if today and today > by else "répond"
    return f"la Ville {verb} {by_the(by)}"


def _heard(heard: int, asked: int) -> str:
    verb = "s’est déjà prononcé" if heard == 1 else "se sont déjà prononcés"
    return f"{heard} sur {asked} {verb}."


def _bare(thread: OfferThread) -> str:
    """The council's name, without the word that the sentence already has."""
    return f"« {thread.council} »"


def _follow_up(
    obligation: Obligation, threads: Sequence[OfferThread], today: date | None
) -> str:
    answered = sum(1 for thread in threads if thread.end_code == "F1")
    if answered == 0:
        text = "Aucun conseil n’a répondu."
    elif answered == 1:
        text = "Un conseil a répondu."
    else:
        text = f"{answered} conseils ont répondu."
    made = "ce qu’elle en a fait" if answered else "quelle suite elle donne à l’offre"
    late = today is not None and today > obligation.due_on
    verb = "devait dire" if late else "dira"
    return f"{text} La Ville {verb} {made} {by_the(obligation.due_on)}."


def _closed(dossier: Dossier) -> str:
    day = day_of(dossier.closed_at)
    if dossier.end_code == "F4":
        return f"Annulée par la Ville le {day}, avec ses raisons."
    return f"Suites publiées le {day_of(dossier.answered_at)}. Bilan publié : close le {day}."


def thread_state(thread: OfferThread) -> str:
    """The one sentence of state of a council's way through an offre."""
    said = thread.said()
    if said is not None:
        late = ", après la date" if said.late else ""
        return f"A répondu le {day_of(said.written_at)}{late} : {ANSWERS[said.kind]}."
    if thread.end_code:
        return {
            "F2": f"A décliné le {day_of(thread.closed_at)}.",
            "F3": f"Sans réponse à la date du {long_date(thread.answer_by)}.",
            "F4": f"N’est plus attendu depuis le {day_of(thread.closed_at)}.",
        }[thread.end_code]
    by = by_the(thread.answer_by)
    if thread.asked_on and thread.reply_by:
        return (
            f"A posé une question le {long_date(thread.asked_on)} ; la Ville répond "
            f"{by_the(thread.reply_by)}."
        )
    if thread.step == "B3":
        return f"En discussion dans le conseil. Réponse attendue {by}."
    return f"Proposée le {day_of(thread.sent_at)}. Réponse attendue {by}."


def thread_label(thread: OfferThread) -> str:
    """The state of a council in two or three words, for a table and a lane."""
    said = thread.said()
    if said is not None:
        words = {"participates": "Participe", "opinion": "Avis rendu", "no": "Ne participe pas"}
        return words[said.kind] + (" (après la date)" if said.late else "")
    ended = {"F2": "A décliné", "F3": "Sans réponse à la date", "F4": "N’est plus attendu"}
    here = {"B3": "En discussion", "B3q": "Question à la Ville"}
    return ended.get(thread.end_code) or here.get(thread.step, "Proposée")


# One sentence per event code; the tests walk this table (P26).
def _sent(event: Event) -> str:
    day = date.fromisoformat(event.data["answer_by"])
    count = plural(event.data["councils"], "conseil")
    return f"La Ville propose l’offre à {count}. Réponse attendue {by_the(day)}."


def _added(event: Event) -> str:
    day = date.fromisoformat(event.data["answer_by"])
    return f"L’offre est aussi proposée à {_council(event)}. Réponse attendue {by_the(day)}."


def _council(event: Any) -> str:
    return str(event.thread.council)


def _answered(event: Event) -> str:
    late = ", après la date" if event.data.get("late") else ""
    return f"{_council(event)} répond{late} : {ANSWERS[event.data['kind']]}."


def _replied(event: Event) -> str:
    day = date.fromisoformat(event.data["answer_by"])
    return f"La Ville répond à {_council(event)}. Réponse du conseil attendue {by_the(day)}."


def _silent(event: Event) -> str:
    day = date.fromisoformat(event.data["answer_by"])
    return (
        f"Sans réponse de {_council(event)} à la date du {long_date(day)} : la Ville peut "
        "continuer. Le conseil est encore entendu jusqu’aux suites."
    )


def _cancellation(event: Event) -> str:
    text = "Le service demande l’annulation de l’offre"
    why = reason_label(event.dossier, "refusal_reasons", event.data["reason"])
    return f"{text} : {inside(why)}." if why else f"{text}."


def _closing(event: Event) -> str:
    day = date.fromisoformat(event.data["due_on"])
    return (
        "Plus aucun conseil n’est attendu. La Ville dira quelle suite elle donne à l’offre "
        f"{by_the(day)}."
    )


OFFER_EVENTS: dict[str, Callable[[Any], str]] = {
    "offer_submitted": lambda e: f"Le service {e.service} soumet l’offre à la relecture.",
    "offer_approved": lambda _: "L’Agence a relu l’offre.",
    "offer_returned": lambda _: "Des modifications de l’offre sont demandées.",
    "offer_sent": _sent,
    "council_added": _added,
    "offer_acknowledged": lambda e: f"{_council(e)} a bien reçu l’offre et en discute.",
    "offer_answered": _answered,
    "offer_declined": lambda e: f"{_council(e)} décline l’offre.",
    "question_asked": lambda e: f"{_council(e)} pose une question à la Ville.",
    "question_answered": _replied,
    "offer_silent": _silent,
    "council_withdrawn": lambda e: f"{_council(e)} n’est plus attendu.",
    "consultation_closed": _closing,
    "follow_up_published": lambda _: "La Ville publie les suites données aux réponses.",
    "assessment_published": lambda _: "La Ville publie le bilan : l’offre est close.",
    "cancellation_asked": _cancellation,
    "cancellation_refused": lambda _: "L’offre est maintenue.",
    "offer_cancelled": lambda _: "La Ville annule l’offre.",
}
