"""The words of the guide: roles, steps and acts as somebody from outside reads them.

What is not named here (a step or an act added to a circuit later) falls back on the
words of the circuit itself.
"""

from __future__ import annotations

from circuits import circuit_words
from circuits.fil import Side
from participation.french import NBSP, plural, sentence_case, working_days

# Who acts or receives: plainer than the words of the back office.
ROLES = {
    "agency": "l’Agence de la participation",
    "head": "la ou le chef du service",
    "holder": "la personne chargée du dossier",
    "deputy": "la personne qui la remplace",
    "service": "le service de la Ville",
    "mailbox": "le service de la Ville",
    "elected": "l’élue ou l’élu référent",
    "referent": "la référente ou le référent du conseil",
    "referent_deputy": "sa suppléance",
    "directorate": "la direction du service",
    "agency_direction": "la direction de l’Agence",
    "general_direction": "la direction générale de la Ville",
    "associate": "le service consulté",
}
COUNCIL_ROLES = ("referent", "referent_deputy", "member", "councils")
NAMES = {
    "A1": "Reçue",
    "A2": "En cours d’attribution",
    "A3": "À l’étude",
    "A4": "Réponse en préparation",
    "A5": "Signature de la réponse",
    "A6": "Répondue",
    "A7": "Engagement en cours",
    "B0": "Texte à reprendre",
    "B1": "Relecture",
    "B1e": "Signature et envoi",
    "B2": "Reçue par le conseil",
    "B3": "En discussion",
    "B3q": "Question à la Ville",
    "B4": "Suites données",
    "B5": "Bilan",
}
ICONS = {
    "A1": "step-received",
    "A2": "step-assigned",
    "A3": "step-study",
    "A4": "step-validation",
    "A5": "pen",
    "A6": "step-answered",
    "A7": "step-commitment",
    "B0": "step-draft",
    "B1": "step-review",
    "B1e": "pen",
    "B2": "step-offered",
    "B3": "step-discussion",
    "B3q": "step-question",
    "B4": "step-followup",
    "B5": "step-done",
}
# What the owner does there; the owner is the subject of the sentence.
DOES = {
    "A1": "vérifie le sujet et cherche le service compétent",
    "A2": "prend le dossier et nomme la personne qui en est chargée, ou dit quel autre "
    "service est compétent",
    "A3": "étudie la demande et écrit un projet de réponse",
    "A4": "relit le projet de réponse, l’approuve ou demande des changements",
    "A5": "relit la réponse et la signe, ou demande des changements",
    "A6": "lit la réponse, qui est publique, et dit ce que le conseil en fait",
    "A7": "fait ce qui a été promis et donne des nouvelles en public",
    "B0": "reprend le texte de l’offre",
    "B1": "relit l’offre : ce qui est ouvert, ce qui est déjà décidé, la date de réponse",
    "B1e": "signe l’offre, qui part aussitôt vers les conseils choisis",
    "B2": "dit que l’offre est bien arrivée",
    "B3": "répond après en avoir parlé au conseil : il participe, donne un avis, ou dit non",
    "B3q": "répond à la question du conseil",
    "B4": "dit en public ce qui a été fait de chaque contribution, et pourquoi",
    "B5": "dit ce qui s’est passé et ce qui en est sorti",
}
CONDITIONS = {
    "A7": "Seulement si la réponse engage la Ville à agir.",
    "B0": "Seulement si des changements sont demandés.",
    "B3q": "Seulement si un conseil pose une question.",
}
# What each act leads to; « : étape 3 » or the end follows.
ACTS = {
    "qualify": "Le sujet est confié à un service",
    "answer_directly": "L’Agence a déjà la réponse",
    "accept_attribution": "Le service prend le dossier",
    "decline_attribution": "Un autre service est compétent",
    "transmit_answer": "Le projet de réponse est prêt",
    "approve_service": "Le projet est approuvé",
    "request_changes_service": "Des changements sont demandés",
    "approve_elected": "La réponse est signée et publiée",
    "request_changes_elected": "Des changements sont demandés",
    "acknowledge_answer": "Le conseil prend acte",
    "ask_precision": "Le conseil demande une précision, une seule fois",
    "ask_reasons": "Le conseil demande les raisons d’un refus",
    "lapse": "Le conseil ne dit rien",
    "report_milestone": "Un point d’étape est publié",
    "confirm_done": "C’est fait, et l’Agence l’a constaté",
    "abandon_commitment": "La Ville renonce, et dit publiquement pourquoi",
    "submit_offer": "Le texte est repris",
    "approve_offer": "L’offre est approuvée",
    "request_offer_changes": "Des changements sont demandés",
    "send_offer": "L’offre est signée et envoyée",
    "return_offer": "Des changements sont demandés",
    "acknowledge_offer": "L’offre est bien arrivée",
    "answer_offer": "Le conseil répond",
    "decline_offer": "Le conseil décline, sans avoir à se justifier",
    "fall_silent": "Le conseil ne répond pas",
    "ask_question": "Le conseil pose une question",
    "answer_question": "La Ville répond",
    "publish_follow_up": "Les suites sont publiées",
    "publish_assessment": "Le bilan est publié",
}
WHENS = {
    ("approve_elected", "commitment"): "La réponse engage la Ville à agir",
    ("approve_elected", "deferred"): "La Ville répondra plus tard, à une date dite, une "
    "seule fois",
    ("decline_attribution", "second_refusal"): "Un second service refuse, et l’Agence choisit",
}
# Ends that are possible at every step before the answer; the rest is said at its step.
ENDS = {
    "withdraw": "Le conseil peut retirer sa demande.",
    "transfer": "L’Agence peut la transmettre à une autre autorité, quand la Ville n’est pas "
    "compétente.",
    "merge": "L’Agence peut la réunir avec une autre demande sur le même sujet.",
    "ask_barring": "L’Agence peut proposer de la dire irrecevable, pour un motif de la charte "
    "de modération ; l’élue ou l’élu référent décide.",
    "close_dormant": "L’Agence peut la clore quand le conseil ne répond plus à une question.",
    "confirm_cancellation": "La Ville peut annuler une offre, en disant pourquoi ; les "
    "conseils sont prévenus aussitôt.",
    "withdraw_council": "L’Agence peut retirer un conseil choisi par erreur, en disant "
    "pourquoi.",
}


def role(code: str) -> str:
    """Who, in the middle of a sentence."""
    return ROLES.get(code) or circuit_words.party(code)


def side_of(owner: str) -> Side:
    """Which lane of the drawing."""
    return "council" if owner in COUNCIL_ROLES else "city"


def name(code: str, own: str) -> str:
    """The public name of a step; `own` is the circuit's."""
    return NAMES.get(code, own)


def delay(count: int, unit: str, *, least: int) -> str:
    """« 5 jours ouvrés au plus »; a date that somebody chooses is `least` days away."""
    if unit == "date":
        days = plural(least, "jour")
        return f"jusqu’à la date choisie par la Ville, au moins {days} après l’envoi"
    if unit == "months":
        return f"{plural(count, 'mois', 'mois')} au plus"
    return f"{working_days(count) if unit == 'wd' else plural(count, 'jour')} au plus"


def when(count: int, unit: str) -> str:
    """« 5 jours ouvrés après la date »; the start and the day itself in words."""
    if unit == "start":
        return "Quand l’étape commence"
    if count == 0:
        return "Le jour de la date"
    return sentence_case(circuit_words.offset(count, unit))


KINDS = {
    "avis": "rappel",
    "relance": "relance, comptée en public",
    "notice": "message au conseil",
}


def notice_kind(kind: str, *, weekly: bool) -> str:
    """« rappel », « relance »; those without mail of their own are in Monday's table."""
    words = KINDS.get(kind, "rappel")
    return f"{words}, dans le tableau de la semaine" if weekly else words


# What the platform does by itself, at the date that a ladder gives.
AUTOMATIC = {
    "lapse": "le dossier se clôt de lui-même",
    "silence": "le conseil est noté «" + NBSP + "sans réponse" + NBSP + "» et la Ville peut "
    "continuer ; une réponse tardive est encore lue",
    "asleep": "le dossier est mis en sommeil ; un message le réveille",
    "term": "le délai reprend",
}
