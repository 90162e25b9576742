"""One example of each component in each of its states, as its template wants it.

The people, the streets and the numbers are invented. What varies with the day is made
from `today`.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from django.contrib.staticfiles import finders
from django.core.paginator import Paginator

from circuits.fil import draw_line
from home.style import threads
from participation.french import long_date, short_date

Example = dict[str, Any]

COUNCILS = (
    "Drouot – Barbanègre",
    "Bourtzwiller",
    "Centre-Ville et Fonderie",
    "Cité – Briand – Franklin",
    "Les Coteaux",
    "Rebberg",
)
BADGES = (
    ("on_time", "Dans les temps"),
    ("paused", "Délai suspendu"),
    ("extended", "Date prolongée"),
    ("late", "En retard depuis 12 jours ouvrés"),
    ("answered", "Répondue en 41 jours"),
    ("reminded", "3 relances"),
    ("neutral", "Brouillon"),
)
BANNERS = (
    ("success", "La demande est déposée.", ""),
    ("info", "Le texte sera public après relecture.", ""),
    ("warning", "Un brouillon de cette demande existe déjà.", ""),
    (
        "error",
        "Anne Muller a pris la demande en charge à 9 h 30. Votre texte est gardé ci-dessous.",
        "Quelqu’un est passé avant vous",
    ),
)
# As long as a title may be stored, with a word that no line holds.
LONGEST = (
    "Un passage piéton surélevé, éclairé et sans marche devant l’école maternelle de la rue de "
    "l’Anticonstitutionnellement-Intergouvernementaliste, avec des arceaux à vélos, un banc à "
    "l’ombre, un abri pour attendre le bus et un panneau qui dit la vitesse des voitures dans "
    "les deux sens, matin et soir"
)
UNBROKEN = "https://exemple.fr/une/adresse/tres/longue/qui-ne-se-coupe-nulle-part/0123456789"


@cache
def pictograms() -> list[tuple[str, list[str]]]:
    """The drawn pictograms of the sprite by name: themes, steps, the others."""
    sprite = Path(str(finders.find("img/sprite.svg"))).read_text()
    names = re.findall(r'<symbol id="([\w-]+)"', sprite)
    kinds = {"Thèmes": "theme-", "Étapes": "step-"}
    found = [
        (kind, [name for name in names if name.startswith(start)])
        for kind, start in kinds.items()
    ]
    rest = [name for name in names if not name.startswith(tuple(kinds.values()))]
    return [*found, ("Actes et états", rest)]


def cards(today: date) -> list[Example]:
    """A dossier in each state, one council after the other; then the longest title."""
    made = {thread["name"]: thread["data"] for thread in threads.threads(today)}
    sentences = (
        ("on_time", "Dans les temps", "Des bancs le long du canal", "Dans les temps",
         f"Chez le service voirie, qui prépare une réponse au plus tard le "
         f"{long_date(today + timedelta(days=12))}."),
        ("late", "En retard depuis 41 jours ouvrés", "Un miroir au carrefour des Fleurs",
         "En retard, relancée trois fois",
         "La Ville devait répondre ; elle a été relancée trois fois."),
        ("paused", "Délai suspendu", "Un composteur rue Neppert",
         "Délai suspendu : la Ville a posé une question au conseil",
         "La Ville a posé une question au conseil : le délai est suspendu."),
        ("answered", "Répondue en 48 jours", "Une fontaine place de la Paix",
         "Répondue, puis close", "Acceptée en partie : la fontaine sera posée au printemps."),
        ("extended", "Date prolongée", "Une boîte à livres au Rebberg", "Déposée ce jour",
         "La date a été prolongée une fois, pour une étude du sol."),
    )  # fmt: skip
    rows = [
        _card(number, tone, badge, title, sentence, draw_line(made[name]).svg)
        for number, (tone, badge, title, name, sentence) in enumerate(sentences, start=1)
    ]
    return [*rows, _card(6, "neutral", "Prise en compte", LONGEST, UNBROKEN, "")]


def _card(number: int, tone: str, badge: str, title: str, sentence: str, line: str) -> Example:
    return {
        "url": "#dossiers",
        "number_label": f"Demande 2026-{number:03}",
        "title": title,
        "council_name": COUNCILS[number - 1],
        "council_accent": number,
        "theme_name": "Espace public",
        "theme_icon": "theme-public-space",
        "sentence": sentence,
        "badge": {"tone": tone, "label": badge},
        "fil_svg": line,
    }


def council_cards() -> list[Example]:
    """The six accents, each with its name."""
    return [
        {
            "url": "#conseils",
            "name": name,
            "accent": number,
            "summary": "Tous les deuxièmes mardis, à 18 h 30.",
            "quartiers": "Nord, Sud",
            "facts": [(12, "demandes"), (3, "réponses attendues")],
            "image": "",
        }
        for number, name in enumerate(COUNCILS, start=1)
    ]


def project_cards() -> list[Example]:
    """Of a council, of the town alone, with the longest title."""
    plain = {"url": "#projets", "image": "", "theme_icon": "theme-nature"}
    return [
        {
            **plain,
            "title": "Un verger partagé",
            "summary": "Quarante arbres, plantés par les voisins.",
            "stage": "Chantier en cours",
            "council_name": COUNCILS[3],
            "accent": 4,
        },
        {
            **plain,
            "title": "Trois cours d’école plantées",
            "summary": "De l’ombre et de l’eau.",
            "stage": "Terminé",
            "council_name": "",
            "accent": 0,
        },
        {
            **plain,
            "title": LONGEST,
            "summary": UNBROKEN,
            "stage": "Étude",
            "council_name": COUNCILS[0],
            "accent": 1,
        },
    ]


def steps(today: date) -> list[Example]:
    """Done, here, to come."""
    return [
        {
            "name": "Prise en compte",
            "state": "done",
            "date_text": f"le {short_date(today - timedelta(days=20))}",
            "icon": "step-received",
        },
        {
            "name": "À l’étude",
            "state": "here",
            "date_text": f"au plus tard le {short_date(today + timedelta(days=12))}",
            "icon": "step-study",
        },
        {"name": "Répondue", "state": "todo", "date_text": "", "icon": "step-answered"},
        {"name": "Engagement", "state": "todo", "date_text": "", "icon": "step-commitment"},
    ]


def timeline(today: date) -> list[Example]:
    """An entry of each kind, and one that was taken back."""
    rows = (
        ("act", "Le conseil a déposé la demande.", "", False),
        ("date", "La Ville doit répondre.", "", False),
        ("reminder", "Deuxième relance au chef de service.", "", False),
        ("act", "Le chef de service a renvoyé le projet.", "Dites aussi quand.", True),
        ("answer", "La Ville a répondu : acceptée.", "Deux bancs seront posés.", False),
    )
    return [
        {
            "date_text": long_date(today - timedelta(days=50 - 10 * at)),
            "iso": (today - timedelta(days=50 - 10 * at)).isoformat(),
            "kind": kind,
            "sentence": sentence,
            "text": text,
            "struck": struck,
            "anchor": "",
        }
        for at, (kind, sentence, text, struck) in enumerate(rows)
    ]


def answers(today: date) -> list[Example]:
    """Accepted; refused with its reason."""
    common = {
        "date_text": long_date(today),
        "iso": today.isoformat(),
        "signatory": "Claire Fischer",
        "signatory_role": "adjointe à la voirie",
        "decided_by": "",
        "decision_url": "",
        "next_date_text": "",
    }
    return [
        {
            **common,
            "key": "-1",
            "outcome_label": "Acceptée",
            "outcome_icon": "",
            "summary": "Deux bancs seront posés au printemps.",
            "body": "La Ville a vérifié sur place avec le conseil.",
            "reason": "",
            "reason_label": "",
            "alternative": "",
            "next_text": "Le service voirie pose les bancs avant la fin du mois d’avril.",
        },
        {
            **common,
            "key": "-2",
            "outcome_label": "Refusée",
            "outcome_icon": "",
            "summary": "La Ville ne peut pas barrer la rivière.",
            "body": UNBROKEN,
            "reason_label": "Sécurité",
            "reason": "Le débit de la rivière l’interdit.",
            "alternative": "Une passerelle pour les piétons.",
            "decided_by": "Décidée par le conseil municipal",
            "decision_url": "#reponses",
            "next_text": "",
        },
    ]


def rows(today: date) -> list[Example]:
    """Lines of « À faire »: late, then in time."""
    common = {"url": "#espace", "council": COUNCILS[0], "lead": "au plus tard le"}
    return [
        {
            **common,
            "number_label": "Demande 2026-002",
            "title": "Un miroir au carrefour des Fleurs",
            "act": "Transmettre le projet de réponse",
            "due_text": long_date(today - timedelta(days=58)),
            "iso": (today - timedelta(days=58)).isoformat(),
            "badge": {"tone": "late", "label": "En retard depuis 41 jours ouvrés"},
        },
        {
            **common,
            "number_label": "Demande 2026-006",
            "title": LONGEST,
            "act": "Prendre en charge",
            "due_text": long_date(today + timedelta(days=3)),
            "iso": (today + timedelta(days=3)).isoformat(),
            "badge": {"tone": "on_time", "label": "Dans les temps"},
        },
    ]


FIGURES = [
    {"value": "48", "unit": "jours", "label": "avant une réponse", "note": "médiane de 31"},
    {"value": "12", "unit": "", "label": "réponses attendues", "note": ""},
    {
        "value": "9",
        "unit": "",
        "label": "demandes à l’étude,",
        "note": "",
        "late": "2 en retard",
        "url": "#listes",
    },
    {"value": "3", "unit": "", "label": "réponses en retard", "note": "", "late": True},
]
TABLE: Example = {
    "caption": "Réponses par conseil",
    "columns": [{"label": name} for name in ("Conseil", "Demandes", "Réponses", "En retard")],
    "rows": [[COUNCILS[0], "12", "9", "1"], [COUNCILS[3], "1 204", "1 180", "0"]],
}
SUMMARY = [
    {"key": "Titre", "value": "Des bancs le long du canal", "url": "#listes", "action": ""},
    {"key": "Lieu", "value": "", "url": "#listes", "action": "Compléter"},
    {"key": "Le constat", "value": f"Personne ne peut s’asseoir.\n{UNBROKEN}", "url": ""},
]
TAGS = [
    {"label": "Voirie", "url": "#etiquettes", "icon": "theme-road", "accent": 0},
    {"label": "Les Coteaux", "url": "", "icon": "", "accent": 5},
]
BUTTONS: list[Example] = [
    {"label": "Déposer la demande", "url": "#boutons"},
    {"label": "Écrire une demande", "url": "#boutons", "variant": "secondary", "icon": "pen"},
    {"label": "Retirer la demande", "url": "#boutons", "variant": "grave"},
    {"label": "Annuler", "url": "#boutons", "variant": "link"},
    {"label": "Suivre", "name": "exemple", "small": True, "icon": "mail"},
    {"label": "Déposer plus tard", "name": "exemple", "disabled": True},
]
# What a template asks of a button, even when it is not there.
BUTTON = dict.fromkeys(
    ("label", "url", "name", "value", "variant", "small", "icon", "context", "disabled"), ""
)
EXPLANATION = [
    "Le conseil a déposé la demande le 2 avril.",
    "La Ville a deux mois pour répondre.",
    "Le 2 juin est la date promise.",
]
CHIPS = [
    {"label": "Les Coteaux", "url": "#listes"},
    {"label": "Seulement en retard", "url": "#listes"},
]
COUNCIL_LINKS = [("Le conseil", "#conseils", True), ("Ses demandes", "#conseils", False)]
MAIL = {
    "sender": "Aux actes, Citoyens ! <ne-pas-repondre@exemple.fr>",
    "recipients_text": "Thomas Weiss et deux autres personnes",
    "subject": "Demande 2026-002 : la réponse est attendue",
    "body": "Bonjour,\n\nLa demande attend votre projet de réponse.",
}


def buttons() -> list[Example]:
    """Every variant, complete."""
    return [{**BUTTON, **button} for button in BUTTONS]


def pages() -> dict[str, Any]:
    """A long list on its first page, in its middle, on its last."""
    paginator = Paginator(range(240), 12)
    numbers = {"Première page": 1, "Page du milieu": 10, "Dernière page": 20}
    return {name: paginator.page(number) for name, number in numbers.items()}
