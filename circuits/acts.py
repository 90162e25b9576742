"""The acts of the circuits: their names, who may do them, the words of their button.

Pure data, read by permissions, forms, pages and mails: a mail or a page can only offer
an act that stands here and in the version's table of transitions (circuits.md 11).
"""

from dataclasses import dataclass

ROLES = {
    "agency": "l’Agence",
    "head": "la responsable ou le responsable du service",
    "holder": "la personne titulaire du dossier",
    "deputy": "sa suppléance",
    "service": "le service pilote",
    "elected": "l’élue ou l’élu référent",
    "referent": "la référente ou le référent du conseil",
    "referent_deputy": "la suppléance du conseil",
    "member": "un membre du conseil",
    "directorate": "la direction",
    "agency_direction": "la direction de l’Agence",
    "general_direction": "la direction générale",
    "mailbox": "le service pilote",
    "system": "la plateforme",
    "associate": "le service associé",
}

SERVICE_TEAM = ("holder", "deputy", "service", "head")
SYSTEM = ("system",)
SPOKESPEOPLE = ("referent", "referent_deputy")
CARRIERS = (*SERVICE_TEAM, "agency")


@dataclass(frozen=True)
class Act:
    """One act. `side` names the side obligation it closes instead of the step's.

    `thread`: it is done on one council's thread of an offer, not on the dossier.
    `signed`: it belongs to whoever signs the answers of the circuit version, who is the
    élu where the circuit has one (circuits.md 3).
    """

    code: str
    # In the address of its form, in French.
    slug: str
    label: str
    roles: tuple[str, ...]
    side: str = ""
    # Acts that follow from writing the step's text come first on the page.
    weight: int = 0
    thread: bool = False
    signed: bool = False


# What a text that is still being written allows: asked of the draft, not of a circuit.
DRAFT_ACTS = ("deposit", "edit_draft", "submit_offer", "edit_offer")

# What has no step: done on a dossier that is closed, or at any moment of its life.
ANYTIME = ("reopen", "hide_text", "show_text")
# What may still be done while a clock stands still; the rest waits until it runs again.
WHILE_SUSPENDED = (
    "resume",
    "extend",
    "withdraw",
    "transfer",
    "merge",
    "ask_barring",
    "close_dormant",
)

ACTS = {
    act.code: act
    for act in (
        Act("qualify", "orienter", "Orienter la demande", ("agency",)),
        Act("accept_attribution", "prendre-en-charge", "Prendre en charge", ("head",)),
        Act(
            "decline_attribution",
            "refuser-l-attribution",
            "Refuser l’attribution",
            ("head",),
            weight=1,
        ),
        Act(
            "transmit_answer",
            "transmettre-la-reponse",
            "Transmettre le projet de réponse",
            SERVICE_TEAM,
        ),
        Act("approve_service", "valider", "Valider la réponse", ("head",)),
        Act(
            "request_changes_service",
            "demander-des-modifications",
            "Demander des modifications",
            ("head",),
            weight=1,
        ),
        Act("approve_elected", "signer", "Signer et publier la réponse", ("elected",)),
        Act(
            "request_changes_elected",
            "renvoyer-au-service",
            "Demander des modifications",
            ("elected",),
            weight=1,
        ),
        Act(
            "acknowledge_answer",
            "prendre-acte",
            "Prendre acte de la réponse",
            SPOKESPEOPLE,
        ),
        Act("lapse", "clore", "Clore sans retour du conseil", ("system",)),
        Act(
            "report_milestone",
            "point-d-etape",
            "Publier un point d’étape",
            SERVICE_TEAM,
        ),
        Act(
            "declare_done",
            "declarer-realise",
            "Déclarer l’engagement réalisé",
            SERVICE_TEAM,
            weight=1,
        ),
        Act(
            "confirm_done",
            "confirmer-la-realisation",
            "Confirmer la réalisation",
            ("agency",),
            "completion",
        ),
        Act(
            "refuse_done",
            "refuser-la-realisation",
            "Ce n’est pas encore réalisé",
            ("agency",),
            "completion",
            weight=1,
        ),
        Act(
            "abandon_commitment",
            "abandonner",
            "Abandonner l’engagement",
            ("elected", "head", "holder", "deputy", "service"),
            weight=3,
            signed=True,
        ),
        Act("extend", "prolonger", "Prolonger le délai", ("agency",), weight=3),
        Act(
            "answer_directly",
            "repondre-directement",
            "Répondre directement",
            ("agency",),
            weight=1,
        ),
        Act(
            "ask_complement",
            "demander-un-complement",
            "Poser une question au conseil",
            CARRIERS,
            weight=1,
        ),
        Act(
            "schedule_meeting",
            "fixer-une-rencontre",
            "Fixer une rencontre",
            CARRIERS,
            weight=2,
        ),
        Act(
            "ask_wait",
            "attendre-un-organisme",
            "Attendre un autre organisme",
            CARRIERS,
            weight=2,
        ),
        Act(
            "confirm_wait",
            "valider-l-attente",
            "Suspendre le délai de l’étape",
            ("agency",),
            "wait",
        ),
        Act(
            "refuse_wait",
            "refuser-l-attente",
            "Ne pas suspendre le délai",
            ("agency",),
            "wait",
            weight=1,
        ),
        Act(
            "answer_complement",
            "repondre-a-la-question",
            "Répondre à la question de la Ville",
            SPOKESPEOPLE,
            "complement",
        ),
        Act("resume", "reprendre", "Reprendre sans attendre", CARRIERS, weight=1),
        Act(
            "report_meeting",
            "publier-le-compte-rendu",
            "Publier le compte rendu de la rencontre",
            CARRIERS,
            "minutes",
            weight=1,
        ),
        Act(
            "ask_opinion",
            "demander-un-avis",
            "Demander l’avis d’un autre service",
            SERVICE_TEAM,
            weight=2,
        ),
        Act(
            "give_opinion",
            "donner-un-avis",
            "Donner l’avis de mon service",
            ("associate",),
            "opinion",
        ),
        Act("reassign", "reattribuer", "Réattribuer", ("agency", "head"), weight=3),
        Act(
            "hand_over",
            "changer-de-titulaire",
            "Changer de titulaire",
            ("head", "holder", "agency"),
            weight=3,
        ),
        Act(
            "propose_transfer",
            "proposer-un-service",
            "Proposer un autre service",
            ("holder", "deputy", "service"),
            weight=3,
        ),
        Act(
            "keep_service",
            "laisser-au-service",
            "Laisser le dossier à ce service",
            ("agency",),
            "transfer",
            weight=1,
        ),
        Act("merge", "fusionner", "Fusionner avec une autre demande", ("agency",), weight=4),
        Act(
            "transfer",
            "transmettre-a-une-autorite",
            "Transmettre à une autre autorité",
            ("agency",),
            weight=4,
        ),
        Act(
            "ask_barring",
            "proposer-l-irrecevabilite",
            "Proposer de la dire irrecevable",
            ("agency",),
            weight=4,
        ),
        Act(
            "confirm_barring",
            "confirmer-l-irrecevabilite",
            "Confirmer l’irrecevabilité",
            ("elected",),
            "barred",
        ),
        Act(
            "refuse_barring",
            "garder-la-demande",
            "Garder la demande",
            ("elected",),
            "barred",
            weight=1,
        ),
        Act("withdraw", "retirer", "Retirer la demande", SPOKESPEOPLE, weight=4),
        Act(
            "close_dormant",
            "clore-comme-caduque",
            "Clore comme caduque",
            ("agency",),
            weight=2,
        ),
        Act(
            "ask_precision",
            "demander-une-precision",
            "Demander une précision",
            SPOKESPEOPLE,
            weight=1,
        ),
        Act(
            "ask_reasons",
            "demander-les-motifs",
            "Demander les motifs du refus",
            SPOKESPEOPLE,
            weight=2,
        ),
        Act("reopen", "rouvrir", "Rouvrir le dossier", ("agency", *SPOKESPEOPLE), weight=4),
        Act("hide_text", "masquer", "Masquer le texte", ("agency",), weight=5),
        Act("show_text", "montrer", "Rendre le texte public", ("agency",), weight=5),
        Act(
            "proofread",
            "relire",
            "Publier le texte après relecture",
            ("agency",),
            "proofreading",
        ),
        Act(
            "report_call",
            "noter-l-appel",
            "Noter l’appel au conseil",
            ("agency",),
            "call",
        ),
        Act("deposit", "deposer", "Déposer la demande", SPOKESPEOPLE),
        Act("edit_draft", "modifier", "Modifier le brouillon", (*SPOKESPEOPLE, "member")),
        Act("submit_offer", "soumettre", "Soumettre l’offre à la relecture", SERVICE_TEAM),
        Act("edit_offer", "modifier-l-offre", "Modifier le texte", SERVICE_TEAM, weight=1),
        Act("approve_offer", "valider-l-offre", "Valider l’offre", ("agency",)),
        Act(
            "request_offer_changes",
            "renvoyer-l-offre",
            "Demander des modifications",
            ("agency",),
            weight=1,
        ),
        Act("send_offer", "envoyer", "Signer et envoyer aux conseils", ("elected",)),
        Act(
            "return_offer",
            "renvoyer-au-service-porteur",
            "Demander des modifications",
            ("elected",),
            weight=1,
        ),
        Act("add_council", "ajouter-un-conseil", "Ajouter un conseil", CARRIERS, weight=2),
        Act(
            "close_consultation", "clore-la-consultation", "Clore la consultation", ("system",)
        ),
        Act(
            "acknowledge_offer",
            "accuser-reception",
            "Accuser réception",
            SPOKESPEOPLE,
            thread=True,
        ),
        Act(
            "answer_offer",
            "repondre",
            "Répondre à l’offre",
            SPOKESPEOPLE,
            weight=1,
            thread=True,
        ),
        Act(
            "decline_offer", "decliner", "Décliner l’offre", SPOKESPEOPLE, weight=2, thread=True
        ),
        Act(
            "fall_silent",
            "sans-reponse",
            "Constater l’absence de réponse",
            SYSTEM,
            thread=True,
        ),
        Act(
            "withdraw_council",
            "retirer-le-conseil",
            "Retirer ce conseil de l’offre",
            ("agency",),
            weight=3,
            thread=True,
        ),
        Act(
            "publish_follow_up",
            "publier-les-suites",
            "Publier les suites données",
            SERVICE_TEAM,
        ),
        Act("publish_assessment", "publier-le-bilan", "Publier le bilan", SERVICE_TEAM),
        Act(
            "ask_cancellation",
            "demander-l-annulation",
            "Demander l’annulation de l’offre",
            SERVICE_TEAM,
            weight=4,
        ),
        Act(
            "confirm_cancellation",
            "annuler",
            "Confirmer l’annulation",
            ("elected",),
            "cancellation",
        ),
        Act(
            "refuse_cancellation",
            "maintenir",
            "Maintenir l’offre",
            ("elected",),
            "cancellation",
            weight=1,
        ),
    )
}

BY_SLUG = {act.slug: act for act in ACTS.values()}
