"""Every sentence that the product says about a dossier, written once.

Lists, pages, mails and the record use these; none of them asks the database for more
than the rows it is given (circuits.md 3, 9 and 10).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from circuits import deadlines
from circuits.guide.words import name as step_name
from circuits.offer_sentences import OFFER_EVENTS, offer_state
from circuits.pause_sentences import (
    ENDS,
    MORE_EVENTS,
    WHY,
    closed_elsewhere,
    end_label,
    paused_state,
)
from participation.clock import local_day
from participation.french import (
    by_the,
    inside,
    long_date,
    month_year,
    plural,
    short_date,
    week_date,
    working_days,
)
from participation.working_days import WorkingCalendar

if TYPE_CHECKING:
    from circuits.models import (
        Dossier,
        Event,
        Milestone,
        Obligation,
        OfferThread,
        Suspension,
    )

OUTCOMES = {
    "accepted": "acceptée",
    "partial": "acceptée en partie",
    "refused": "refusée",
    "deferred": "à l’étude jusqu’à une date",
}
# The names under which the public reads the steps (circuits.md 3, « On screen »).
STAGES = (
    ("Prise en compte", ("A1", "A2")),
    ("À l’étude", ("A3", "A4", "A5")),
    ("Répondue", ("A6",)),
    ("Engagement en cours", ("A7",)),
)


@dataclass(frozen=True)
class Badge:
    """The one badge of a dossier: a tone of the design system and its words."""

    tone: str
    label: str


def badge(
    dossier: Dossier,
    today: date,
    calendar: WorkingCalendar,
    public_from: date,
    plan: Milestone | None = None,
) -> Badge:
    """Dans les temps, en retard, répondue: the same on list, page, mail and export.

    `plan` is the last milestone of a commitment: past its month, it is the one late.
    """
    if dossier.is_draft:
        return Badge("neutral", "Brouillon")
    if known := _settled_badge(dossier):
        return known
    if plan is not None and is_commitment_late(dossier, plan, today, public_from):
        month = month_year(plan.planned_on)
        return Badge("late", f"Engagement en retard : prévu en {month}")
    if dossier.answered_at:
        return _answered_badge(dossier)
    if is_late(dossier, today, public_from):
        assert dossier.promised_on is not None
        late = deadlines.days_late(dossier.promised_on, today, calendar)
        return Badge("late", f"En retard depuis {working_days(late)}" if late else "En retard")
    if dossier.suspended:
        return _paused_badge(dossier)
    if dossier.extended_months:
        return Badge("extended", f"Prolongée : {inside(extension_label(dossier))}")
    return Badge("on_time", "Dans les temps")


def _settled_badge(dossier: Dossier) -> Badge | None:
    """What no date changes any more: an end elsewhere, an offre with its councils."""
    if dossier.end_code in ENDS:
        return Badge("neutral", ENDS[dossier.end_code])
    return _offer_badge(dossier) if dossier.is_offer else None


def _paused_badge(dossier: Dossier) -> Badge:
    if dossier.dormant_on:
        return Badge("paused", "En sommeil")
    return Badge("paused", f"Délai suspendu : {WHY[dossier.suspended]}")


def _answered_badge(dossier: Dossier) -> Badge:
    assert dossier.answered_at is not None and dossier.deposited_at is not None
    days = (local_day(dossier.answered_at) - local_day(dossier.deposited_at)).days
    words = f"Répondue en {plural(days, 'jour')}"
    # The green of an answer would praise a promise that was given up.
    tone = "neutral" if dossier.end_code == "E2" else "answered"
    return Badge(tone, KEPT.get(dossier.end_code, words))


# What a commitment became, in the words of a badge.
KEPT = {"E1": "Réalisée", "E2": "Engagement abandonné"}


def extension_label(dossier: Dossier) -> str:
    """The coded reason of the extension, in the words of the circuit version."""
    assert dossier.circuit is not None
    labels = {r.code: r.label for r in dossier.circuit.rules.extension_reasons}
    return labels.get(dossier.extension_reason, "")


def _offer_badge(dossier: Dossier) -> Badge | None:
    """What an offre's badge says besides being in time or late with its suites."""
    if dossier.sent_at is None:
        return Badge("neutral", "Annulée" if dossier.is_closed else "En relecture")
    if dossier.end_code == "F4":
        return Badge("neutral", "Annulée")
    if dossier.is_closed:
        return Badge("answered", "Close")
    if dossier.answered_at:
        return Badge("answered", "Suites publiées")
    return Badge("on_time", "Ouverte aux conseils") if dossier.step == "BC" else None


def is_late(dossier: Dossier, today: date, public_from: date) -> bool:
    """Whether the promise is missed, in public."""
    return not dossier.is_closed and deadlines.promise_missed(
        dossier.promised_on,
        today,
        answered=dossier.answered_at is not None,
        public_from=public_from,
        stopped_on=dossier.stopped_on,
    )


def is_commitment_late(
    dossier: Dossier, plan: Milestone, today: date, public_from: date
) -> bool:
    """Whether the month of a commitment is over and it is neither done nor given up."""
    return dossier.step == "A7" and deadlines.commitment_late(
        plan.planned_on, today, done=plan.done_at is not None, public_from=public_from
    )


def state_sentence(
    dossier: Dossier,
    obligation: Obligation | None,
    *,
    summary: str = "",
    milestone: Milestone | None = None,
    threads: Sequence[OfferThread] = (),
    pause: Suspension | None = None,
    today: date | None = None,
) -> str:
    """The one sentence of state: who has the ball, and by which date."""
    if dossier.is_offer:
        return offer_state(dossier, obligation, threads, today)
    if dossier.is_draft:
        return "Brouillon : le conseil ne l’a pas encore déposée."
    if dossier.is_closed:
        return _closed_sentence(dossier)
    if pause is not None and dossier.suspended:
        return paused_state(dossier, pause, today)
    if dossier.answered_at and dossier.step in ("A3", "A4", "A5"):
        return _asked_again(dossier, obligation, today)
    if today and obligation and obligation.due_on < today and dossier.answered_at is None:
        # The lateness of a step is not public: what is promised is (circuits.md 1.8).
        return _after_step_date(dossier, obligation, today)
    if today and milestone and dossier.step == "A7":
        return _committed(obligation, milestone, today)
    return _STATES[dossier.step](dossier, obligation, summary, milestone)


def confidential_state(dossier: Dossier, today: date) -> str:
    """The state of a confidential demande, and nothing of what it is about (circuits.md 9)."""
    if dossier.is_closed:
        return f"Close le {long_date(local_day(_moment(dossier.closed_at)))}."
    if dossier.answered_at:
        return f"La Ville a répondu le {long_date(local_day(dossier.answered_at))}."
    assert dossier.promised_on is not None
    stage = next(name for name, steps in STAGES if dossier.step in steps)
    if dossier.suspended:
        return f"{stage}, délai suspendu."
    verb = "devait" if dossier.promised_on < today else "doit"
    return f"{stage}. La Ville {verb} répondre {by_the(dossier.promised_on)}."


def _asked_again(dossier: Any, owed: Any, today: date | None) -> str:
    """The town has answered, and says more: a precision, or the reasons of a refusal."""
    day = long_date(local_day(dossier.answered_at))
    text = (
        f"Réponse de la Ville le {day} : {OUTCOMES[dossier.outcome]}. Le conseil a demandé "
        "à en savoir plus"
    )
    if owed is None or (today and owed.due_on < today):
        return f"{text} : le service {dossier.service} prépare sa réponse."
    return f"{text} : le service {dossier.service} répond {by_the(owed.due_on)}."


def _after_step_date(dossier: Any, owed: Any, today: date) -> str:
    if owed.step == "A1":
        where = f"Reçue le {long_date(local_day(dossier.deposited_at))}, chez l’Agence."
    elif owed.step == "A2":
        where = f"En cours d’attribution au service {dossier.service}."
    elif owed.step == "A3":
        where = f"À l’étude par le service {dossier.service}."
    else:
        where = f"Réponse en préparation, chez {owner_label(owed)}."
    promise = dossier.promised_on
    if today > promise:
        return f"{where} La réponse était promise pour le {long_date(promise)}."
    return f"{where} La Ville doit répondre {by_the(promise)}."


def _received(dossier: Any, owed: Any, _summary: str, _milestone: Any) -> str:
    return (
        f"Reçue le {long_date(local_day(dossier.deposited_at))}. "
        f"La Ville doit répondre {by_the(dossier.promised_on)}. "
        "L’Agence vérifie le sujet et cherche le service compétent "
        f"({by_the(owed.due_on)})."
    )


def _attributed(dossier: Dossier, owed: Any, _summary: str, _milestone: Any) -> str:
    return (
        f"En cours d’attribution au service {dossier.service}, qui doit la prendre en "
        f"charge {by_the(owed.due_on)}."
    )


def _studied(dossier: Dossier, owed: Any, _summary: str, _milestone: Any) -> str:
    return (
        f"À l’étude par le service {dossier.service}. Prochaine étape : projet de "
        f"réponse {by_the(owed.due_on)}."
    )


def _in_validation(dossier: Any, owed: Any, _summary: str, _milestone: Any) -> str:
    who = "l’élue ou l’élu référent" if owed.party == "elected" else "le service"
    return (
        f"Réponse en préparation : {who} la valide {by_the(owed.due_on)}. "
        f"La Ville doit répondre {by_the(dossier.promised_on)}."
    )


def _answered(dossier: Any, owed: Any, summary: str, _milestone: Any) -> str:
    text = (
        f"Réponse de la Ville le {long_date(local_day(dossier.answered_at))} : "
        f"{OUTCOMES[dossier.outcome]}."
    )
    if summary:
        text += f" {summary}"
    return f"{text} Le conseil peut réagir jusqu’au {long_date(owed.due_on)}."


def _committed(owed: Any, plan: Milestone, today: date) -> str:
    late = deadlines.commitment_late(plan.planned_on, today, done=False, public_from=date.min)
    name = "Engagement en retard" if late else "Engagement en cours"
    text = f"{name} : {plan.label}, prévu pour {month_year(plan.planned_on)}."
    if owed.due_on < today:
        return f"{text} Un point d’étape est attendu depuis le {long_date(owed.due_on)}."
    return f"{text} Prochain point d’étape {by_the(owed.due_on)}."


_STATES: dict[str, Callable[[Any, Any, str, Any], str]] = {
    "A1": _received,
    "A2": _attributed,
    "A3": _studied,
    "A4": _in_validation,
    "A5": _in_validation,
    "A6": _answered,
}


def _closed_sentence(dossier: Dossier) -> str:
    day = long_date(local_day(_moment(dossier.closed_at)))
    if dossier.end_code in ENDS:
        return closed_elsewhere(dossier)
    answered = long_date(local_day(_moment(dossier.answered_at)))
    if dossier.end_code == "E1":
        return f"Réalisée, et constatée par l’Agence : close le {day}."
    if dossier.end_code == "E2":
        why = inside(end_label(dossier, "abandon_reasons"))
        return f"Engagement abandonné par la Ville le {day} : {why}."
    if dossier.end_code == "E3":
        return f"Refusée par la Ville le {answered}, avec ses motifs. Close le {day}."
    return f"Répondue par la Ville le {answered} ({OUTCOMES[dossier.outcome]}). Close le {day}."


def _moment(at: datetime | None) -> datetime:
    assert at is not None
    return at


def owner_label(obligation: Obligation) -> str:
    """Who has the ball, as everybody may read it: a role at a service or a council."""
    dossier = obligation.dossier
    if obligation.party == "agency":
        return "l’Agence"
    if obligation.party in ("service", "head", "city") and dossier.service_id:
        return f"le service {dossier.service}"
    if obligation.party == "elected":
        return "l’élue ou l’élu référent"
    if obligation.party == "associate":
        return f"le service {obligation.service}"
    if obligation.party == "referent":
        return f"{obligation.council}"
    return "la Ville"


def due_words(due_on: date, today: date, calendar: WorkingCalendar) -> str:
    """« aujourd’hui », « dans 3 jours ouvrés », « en retard de 2 jours ouvrés »."""
    if due_on == today:
        return "aujourd’hui"
    if due_on > today:
        left = calendar.count(today, due_on)
        return f"dans {working_days(left)}"
    late = deadlines.days_late(due_on, today, calendar)
    return f"en retard de {working_days(late)}" if late else "en retard depuis hier"


# One sentence per event code; the tests walk this table (P26).
def _deposited(event: Event) -> str:
    day = date.fromisoformat(event.data["promised_on"])
    return f"{event.dossier.council} dépose la demande. La Ville doit répondre {by_the(day)}."


def _declined(event: Event) -> str:
    if event.data.get("to_agency"):
        return "Le service ne se reconnaît pas compétent non plus : l’Agence choisit elle-même."
    return f"Demande réattribuée au service {event.service}."


def _published(event: Event) -> str:
    if event.data.get("again"):
        return "La Ville complète sa réponse."
    return f"Réponse de la Ville : {OUTCOMES[event.data['outcome']]}."


def _reported(event: Event) -> str:
    if "new" in event.data:
        new = month_year(date.fromisoformat(event.data["new"]))
        old = month_year(date.fromisoformat(event.data["old"]))
        return f"Point d’étape : l’engagement est reporté de {old} à {new}."
    return "Point d’étape publié par le service."


def _reminded(event: Event) -> str:
    rank = event.data["count"]
    which = "Première relance" if rank == 1 else f"{rank}e relance"
    if event.thread is not None and event.step == "B3q":
        council = event.thread.council
        return f"{which} automatique au service, à qui {council} a posé une question."
    if event.thread is not None:
        # Two dates of a council run at once in B2, and each counts its own.
        receipt = event.step == "B2" and event.data["kind"] != "answer"
        about = "accusé de réception" if receipt else "réponse attendue"
        return f"{which} automatique à {event.thread.council} ({about})."
    # Each step counts its own: two first ones would seem to be of one stage.
    step = inside(step_name(event.step, "")).replace("à ", "à\u00a0")
    return f"{which} automatique ({step})."


def _about(event: Event) -> str:
    due = date.fromisoformat(event.data["due_on"])
    return f"pour une date fixée au {long_date(due)}"


def _advised(event: Event) -> str:
    return f"Avis envoyé, {_about(event)}."


def _missed(event: Event) -> str:
    due = date.fromisoformat(event.data["due_on"])
    return f"La Ville n’a pas tenu la date du {long_date(due)}. L’Agence recontacte le conseil."


def _date_moved(event: Event) -> str:
    old = long_date(date.fromisoformat(event.data["old"]))
    new = long_date(date.fromisoformat(event.data["new"]))
    subject = "La date de la réponse" if event.data["kind"] == "promise" else "La date"
    if event.data["kind"] == "answer" and event.thread is not None:
        subject = f"La date de la réponse de {event.thread.council}"
    return f"{subject} passe du {old} au {new} : le calendrier des jours ouvrés a changé."


def _qualified(event: Event) -> str:
    return f"Confiée au service {event.service}."


def _accepted(event: Event) -> str:
    return f"Prise en charge par le service {event.service}."


def _transmitted(event: Event) -> str:
    if event.data.get("act") == "answer_directly":
        return "L’Agence répond directement : sa réponse est à signer."
    return "Le service a transmis son projet de réponse."


def _acknowledged(event: Event) -> str:
    return f"{event.dossier.council} prend acte de la réponse."


def _extended(event: Event) -> str:
    new = date.fromisoformat(event.data["new"])
    return f"Le délai est prolongé : la Ville doit répondre {by_the(new)}."


def _declared(event: Event) -> str:
    day = date.fromisoformat(event.data["done_on"])
    return f"Le service déclare l’engagement réalisé le {long_date(day)}."


def _confirmed(event: Event) -> str:
    day = date.fromisoformat(event.data["done_on"])
    return f"Réalisé le {long_date(day)} : l’Agence l’a constaté."


EVENTS: dict[str, Callable[[Event], str]] = {
    "extended": _extended,
    "done_declared": _declared,
    "done_confirmed": _confirmed,
    "done_refused": lambda _: "Pour l’Agence, l’engagement n’est pas encore réalisé.",
    "commitment_abandoned": lambda _: "La Ville abandonne l’engagement.",
    "deposited": _deposited,
    "text_published": lambda _: "L’Agence a relu le texte : il est public.",
    "qualified": _qualified,
    "attribution_accepted": _accepted,
    "attribution_declined": _declined,
    "answer_transmitted": _transmitted,
    "service_approved": lambda _: "Le service a validé la réponse.",
    "changes_requested": lambda _: "Des modifications de la réponse sont demandées.",
    "answer_published": _published,
    "acknowledged": _acknowledged,
    "lapsed": lambda _: "Sans retour du conseil dans le délai, le dossier est clos.",
    "milestone_reported": _reported,
    "reminded": _reminded,
    "advised": _advised,
    "promise_missed": _missed,
    "council_called": lambda _: "L’Agence a appelé le conseil.",
    "date_moved": _date_moved,
    **OFFER_EVENTS,
    **MORE_EVENTS,
}


def event_sentence(event: Event) -> str:
    """What happened, for whoever may read the event (its audience is checked before)."""
    return EVENTS[event.code](event)


def behalf_words(event: Event) -> str:
    """« Saisi par l’Agence, recueilli de vive voix le 2 avril », or nothing."""
    if event.on_behalf_of_id is None:
        return ""
    said = f" le {short_date(event.said_on)}" if event.said_on else ""
    return f"Saisi par l’Agence, recueilli {event.get_channel_display()}{said}."


def on_day(at: datetime) -> str:
    """« jeudi 2 avril 2026 », the local day of a moment."""
    return week_date(local_day(at))
