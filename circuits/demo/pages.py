"""The editorial pages of the demonstration: the home page, and the list of the others.

« Comment ça marche » is in `pages_how`, help and contact in `pages_help`, the pages of
the law in `pages_legal`, the charter and the glossary in `pages_words`.
"""

from circuits.demo.pages_help import CONTACT, HELP, SITE_MAP
from circuits.demo.pages_how import HOW_IT_WORKS
from circuits.demo.pages_legal import LEGAL_PAGES
from circuits.demo.pages_words import CHARTER
from circuits.demo.shapes import Door, EditorialPage, HomeTexts

HOME = HomeTexts(
    title="Aux actes, Citoyens !",
    lead=(
        "Les conseils participatifs de Mulhouse demandent, la Ville répond à une date "
        "connue de tous. Ici, chacun voit qui a le dossier en main, jusqu’à quand, et "
        "ce qui a été décidé."
    ),
    picture="accueil",
    doors=(
        Door(
            "Suivre une demande",
            (
                "Qui l’a posée, quel service l’étudie, quelle date la Ville a promise, "
                "et la réponse avec ses raisons."
            ),
            "Voir toutes les demandes",
            "/demandes/",
        ),
        Door(
            "Trouver son conseil",
            (
                "Six conseils, de Bourtzwiller au Rebberg. Les réunions sont ouvertes "
                "à tous, sans inscription."
            ),
            "Voir les six conseils",
            "/conseils/",
        ),
        Door(
            "Comprendre le chemin",
            (
                "Des étapes datées, deux mois pour répondre, et des relances automatiques "
                "quand la Ville tarde."
            ),
            "Lire comment ça marche",
            "/comment-ca-marche/",
        ),
    ),
    now_title="En ce moment",
    now_intro="Les derniers pas des demandes, du plus récent au plus ancien.",
    figures_title="Où en est la Ville ?",
    figures_note=("Calculé à partir des dossiers de cette plateforme, à la date du jour."),
    councils_title="Les conseils participatifs",
    councils_intro="Choisissez le vôtre sur la carte ou dans la liste.",
    results_title="Ce qui a changé",
    results_intro="Des demandes d’habitantes et d’habitants, devenues réalité.",
    projects_title="Ce qui se construit",
    projects_intro=("Des demandes devenues des projets, avec leurs étapes et leurs dépenses."),
    search_label="Chercher une rue, un sujet, un numéro de demande",
    search_hint="Par exemple : banc, Neppert, école",
    demonstration_note=(
        "Contenu de démonstration : les lieux et les sujets sont réels, les personnes, "
        "les dates, les montants et les réponses sont inventés."
    ),
)

PAGES: tuple[EditorialPage, ...] = (
    HOW_IT_WORKS,
    HELP,
    CONTACT,
    SITE_MAP,
    CHARTER,
    *LEGAL_PAGES,
)
