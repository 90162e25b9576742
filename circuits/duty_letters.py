"""The mails of the ladder: avis, relances, the morning table, the missed promise.

Pure wording: the sweep decides what is due and to whom (circuits.md 5 and 10).
"""

from __future__ import annotations

from datetime import date

from django.utils.text import Truncator

from circuits import offer_letters, pause_letters, sentences
from circuits.acts import ROLES
from circuits.duties import Duty
from circuits.letters import Message, absolute, act_buttons, due_line, prefixed, thread_of
from circuits.models import Dossier, Obligation
from participation.clock import local_day
from participation.french import (
    by_the,
    listing,
    long_date,
    month_year,
    plural,
    sentence_case,
    short_date,
    working_days,
)

# Three lines of a mail: enough to know what it is about.
SUMMARY = 240
# What a morning table names: a mail stays under the weight at which readers cut it.
MOST_ROWS = 40


def single(duty: Duty) -> Message:
    """The mail of a person who has one thing due today."""
    code = duty.rung.code
    if offer_letters.is_about_a_council(duty):
        message = offer_letters.to_council(duty)
    elif duty.obligation.kind in pause_letters.KINDS:
        message = pause_letters.of_a_pause(duty)
    elif code == "n7":
        message = _before_lapse(duty)
    elif code == "r0":
        message = _assigned(duty)
    elif duty.obligation.principal and duty.obligation.step == "A7":
        message = _milestone(duty)
    elif duty.today > duty.obligation.due_on:
        message = _late(duty)
    else:
        message = _coming(duty)
    message.reference = duty.dossier.reference or ""
    message.thread = thread_of(duty.dossier, duty.obligation.thread)
    return message


def _duty(duty: Duty) -> str:
    return duty.obligation.duty


def _assigned(duty: Duty) -> Message:
    dossier, obligation = duty.dossier, duty.obligation
    code, opening, history = "M3", "", []
    why = duty.why
    if why is not None and why.code == "attribution_declined":
        code = "M12"
        history = ["Un service a déjà refusé l’attribution de ce dossier."]
        if why.text:
            history.append(f"Motif donné : {why.text.body}")
    if why is not None and why.code in ("reassigned", "handed_over"):
        code = "M12"
        was = {
            "reassigned": "Ce dossier vient d’un autre service.",
            "handed_over": "Ce dossier était à une autre personne de votre service.",
        }
        history = [was[why.code]]
        if why.text:
            history.append(f"Motif : {why.text.body}")
    if why is not None and why.code in CHANGES:
        code, opening = "M15", CHANGES[why.code]
        history = [f"Ce qui est demandé : {why.text.body}"] if why.text else []
    history.append(_about(dossier))
    return Message(
        code=code,
        subject=prefixed(dossier, f"{_verb(obligation)} {due_line(obligation.due_on)}"),
        lead=(
            f"{opening}{_verb(obligation)} {by_the(obligation.due_on)} : « {dossier.title} »."
        ),
        paragraphs=history,
        facts=_facts(duty),
        buttons=act_buttons(obligation),
    )


CHANGES = {
    "changes_requested": "Des modifications de la réponse sont demandées. ",
    "offer_returned": "Des modifications de l’offre sont demandées. ",
    "precision_asked": "Le conseil demande une précision. ",
    "reasons_asked": "Le conseil demande les motifs du refus. ",
    "reopened": "Le dossier est rouvert. ",
    "opinion_asked": "Votre avis est demandé. ",
    "question_asked": "Un conseil pose une question. ",
}


def _about(dossier: Dossier) -> str:
    """What the message itself says, in three lines."""
    if dossier.is_offer:
        return f"La Ville propose : {_shortened(dossier.offer.proposal)}"
    return f"Le conseil demande : {_shortened(dossier.request.wish)}"


def _shortened(text: str) -> str:
    return Truncator(" ".join(text.split())).chars(SUMMARY)


VERBS = {
    "B0": "Texte à reprendre",
    "B1": "Offre à relire",
    "B1e": "Offre à signer",
    "B2": "Offre à accuser",
    "B3": "Offre à discuter",
    "B3q": "Question d’un conseil",
    "B4": "Suites à publier",
    "B5": "Bilan à publier",
    "A1": "À qualifier",
    "A2": "À prendre en charge",
    "A3": "À instruire",
    "A4": "Réponse à valider",
    "A5": "Réponse à signer",
    "A7": "Point d’étape à publier",
}


# What is owed beside the steps.
SIDES = {
    Obligation.Kind.PROOFREADING: "À relire",
    Obligation.Kind.CALL: "Conseil à appeler",
    Obligation.Kind.CANCELLATION: "Annulation à confirmer",
    Obligation.Kind.COMPLETION: "Réalisation à confirmer",
    Obligation.Kind.ANSWER: "Offre à laquelle répondre",
    Obligation.Kind.COMPLEMENT: "Question de la Ville",
    Obligation.Kind.MEETING: "Rencontre",
    Obligation.Kind.THIRD_PARTY: "Point à faire",
    Obligation.Kind.WAIT: "Attente à valider",
    Obligation.Kind.MINUTES: "Compte rendu à publier",
    Obligation.Kind.TRANSFER: "Réattribution à décider",
    Obligation.Kind.BARRED: "Irrecevabilité à confirmer",
    Obligation.Kind.OPINION: "Avis à donner",
}


def _verb(obligation: Obligation) -> str:
    side = SIDES.get(Obligation.Kind(obligation.kind))
    return side or VERBS.get(obligation.step, "À faire")


def _coming(duty: Duty) -> Message:
    dossier, obligation = duty.dossier, duty.obligation
    left = duty.calendar.count(duty.today, obligation.due_on)
    if obligation.due_on <= duty.today or left == 0:
        code, when = "M5", "Aujourd’hui"
    else:
        code, when = "M4", f"Dans {working_days(left)}"
    return Message(
        code=code,
        subject=prefixed(dossier, f"{when} : {_duty(duty)}"),
        lead=(f"{when} : {_duty(duty)} pour « {dossier.title} », {by_the(obligation.due_on)}."),
        facts=_facts(duty) if code == "M5" else [],
        buttons=act_buttons(obligation),
    )


def _late(duty: Duty) -> Message:
    dossier, obligation = duty.dossier, duty.obligation
    late = duty.calendar.count(obligation.due_on, duty.today)
    when = f"En retard de {working_days(late)}" if late else "En retard"
    paragraphs = [_effect(duty)]
    if duty.past:
        said = listing([short_date(day) for day in duty.past])
        paragraphs.append(f"Déjà rappelé : {said}.")
    ways = [label.lower() for label, _ in act_buttons(obligation)[1:]]
    if ways:
        paragraphs.append(f"Pour en sortir : {listing(ways, 'ou')}.")
    copies = [ROLES[role] for role in duty.roles[1:]]
    if copies:
        paragraphs.append(f"Copie : {listing(copies)}.")
    return Message(
        code="M6",
        subject=prefixed(dossier, f"{when} : {_duty(duty)}"),
        lead=(
            f"{when} : {_duty(duty)} pour « {dossier.title} », attendu depuis le "
            f"{long_date(obligation.due_on)} chez {sentences.owner_label(obligation)}."
        ),
        paragraphs=paragraphs,
        facts=_facts(duty),
        buttons=act_buttons(obligation),
    )


def _effect(duty: Duty) -> str:
    promise = duty.dossier.promised_on
    if duty.obligation.step == "A7":
        return "Tout le monde lit, sur la page du dossier, la date à laquelle il était attendu."
    if promise is None or duty.dossier.answered_at:
        return "Ce retard n’est visible que par la Ville."
    if duty.today > promise:
        return (
            "Le public lit « En retard » sur la page de ce dossier depuis le "
            f"{long_date(promise)}."
        )
    return (
        "Sans réponse publiée, le public lira « En retard » sur la page de ce dossier "
        f"dès le lendemain du {long_date(promise)}."
    )


def _milestone(duty: Duty) -> Message:
    """M13: the quarterly point d'étape, before its date and after."""
    message = _late(duty) if duty.today > duty.obligation.due_on else _coming(duty)
    message.code = "M13"
    dossier = duty.dossier
    message.subject = prefixed(dossier, "Point d’étape trimestriel")
    plan = dossier.milestones.order_by("set_at", "pk").last()
    if plan is not None:
        when = month_year(plan.planned_on)
        message.facts.append(("Engagement", f"{plan.label}, prévu pour {when}"))
    last = dossier.texts.filter(kind="milestone").order_by("written_at").last()
    if last is not None:
        message.paragraphs.insert(0, f"Dernier point d’étape : {last.body}")
    return message


def _before_lapse(duty: Duty) -> Message:
    dossier = duty.dossier
    end = duty.lapse_on or duty.obligation.due_on
    return Message(
        code="M14",
        subject=prefixed(
            dossier,
            f"Sans retour de votre part, le dossier sera clos le {short_date(end)}",
        ),
        lead=(
            f"La Ville a répondu à « {dossier.title} ». Sans retour de votre part, le "
            f"dossier sera clos le {long_date(end)}."
        ),
        paragraphs=[
            "Clos veut dire que la réponse est considérée comme lue par le conseil. "
            "La page reste publique et complète.",
        ],
        facts=_facts(duty),
        buttons=act_buttons(duty.obligation),
    )


def missed_promise(duty: Duty, call_by: date) -> Message:
    """M10, to the council, the day after the promise: no ladder, no counter."""
    dossier = duty.dossier
    due = duty.obligation.due_on
    principal = dossier.obligations.open().filter(principal=True).first()
    who = sentences.owner_label(principal) if principal else "la Ville"
    return Message(
        code="M10",
        subject=prefixed(dossier, f"La Ville n’a pas tenu la date du {short_date(due)}"),
        lead=(
            f"La Ville n’a pas tenu la date du {long_date(due)} pour votre demande "
            f"« {dossier.title} »."
        ),
        paragraphs=[
            f"Le dossier est chez {who}. L’Agence vous recontacte {by_the(call_by)}.",
            "La page publique du dossier le dit aussi, jusqu’à la réponse.",
        ],
        buttons=[("Voir le dossier", absolute(dossier.get_absolute_url()))],
        reference=dossier.reference or "",
    )


def table(duties: list[Duty]) -> Message:
    """Dg1: several things due to one person the same day, in one mail."""
    ordered = sorted(duties, key=lambda d: (d.obligation.due_on, d.obligation.pk))
    count = len(ordered)
    more = plural(count - MOST_ROWS, "autre échéance", "autres échéances")
    return Message(
        code="Dg1",
        subject=f"{plural(count, 'échéance attend', 'échéances attendent')} votre action",
        lead=f"{plural(count, 'échéance attend', 'échéances attendent')} votre action.",
        rows=[
            {
                "when": _when(duty),
                "what": _what(duty),
                "label": _label(duty),
                "due": long_date(duty.obligation.due_on),
                "url": offer_letters.row_url(duty),
            }
            for duty in ordered[:MOST_ROWS]
        ],
        paragraphs=[f"Et {more}, dans la liste « À faire »."] if count > MOST_ROWS else [],
        buttons=[("Ouvrir la liste « À faire »", absolute("/espace/"))],
    )


def _what(duty: Duty) -> str:
    """What is owed, and the end that the platform announces with it."""
    words = f"{_verb(duty.obligation)} : {duty.dossier.title}"
    if duty.lapse_on is None:
        return words
    end = "sans réponse, la Ville continue" if duty.obligation.thread else "sans retour, clos"
    return f"{words} ({end} le {long_date(duty.lapse_on)})"


def _label(duty: Duty) -> str:
    """One may speak for two councils: the line says which one owes."""
    thread = duty.obligation.thread
    return f"{duty.dossier.label}, {thread.council}" if thread else duty.dossier.label


def _when(duty: Duty) -> str:
    if duty.obligation.party == "referent" and duty.today > duty.obligation.due_on:
        return "Date passée"
    words = sentences.due_words(duty.obligation.due_on, duty.today, duty.calendar)
    return sentence_case(words)


def _facts(duty: Duty) -> list[tuple[str, str]]:
    dossier = duty.dossier
    name = "Offre" if dossier.is_offer else "Demande"
    facts = [(name, f"{dossier.label} – {dossier.title}")]
    if dossier.council:
        facts.append(("De", str(dossier.council)))
    if dossier.deposited_at and not dossier.is_offer:
        facts.append(("Reçue le", long_date(local_day(dossier.deposited_at))))
    if dossier.promised_on and not dossier.answered_at:
        promised = "Suites promises" if dossier.is_offer else "Réponse promise"
        facts.append((promised, by_the(dossier.promised_on)))
    return facts
