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
}

SERVICE_TEAM = ("holder", "deputy", "service", "head")
SPOKESPEOPLE = ("referent", "referent_deputy")


@dataclass(frozen=True)
class Act:
    """One act. `side` names the side obligation it closes instead of the step's."""

    code: str
    # In the address of its form, in French.
    slug: str
    label: str
    roles: tuple[str, ...]
    side: str = ""
    # Acts that follow from writing the step's text come first on the page.
    weight: int = 0


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
    )
}

BY_SLUG = {act.slug: act for act in ACTS.values()}
