"""The twenty meetings of the demonstration: real places, invented words.

A meeting that was held stands on the day on which the council adopted a demande of the
demonstration (`adopts`); the others so many days from today, on the weekday of their
council. An item names a dossier by the `key` of its demande, if it was deposited by then.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Item:
    """One point of the order of the day; `dossier` is the key of a demande."""

    title: str
    text: str = ""
    dossier: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """A compte rendu, `days_after` the meeting; « {adopté} » is the demande adopted there.

    With `adopted_days_after`, a second version says that the council adopted it then;
    `corrected` is its text and `correction` what changes, when something does.
    """

    present: int
    text: str
    days_after: int = 6
    correction: str = ""
    corrected: str = ""
    adopted_days_after: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoMeeting:
    """One meeting: `adopts` (a demande's key) or `in_days` (negative: before today)."""

    key: str
    council: str
    begins: str
    ends: str
    author: str
    title: str = ""
    adopts: str = ""
    in_days: int = 0
    announced_days_before: int = 16
    place: tuple[str, str] | None = None
    access: str = ""
    open_to_public: bool = True
    items: tuple[Item, ...] = ()
    report: Report | None = None
    cancelled_days_before: int | None = None
    cancelled_because: str = ""


# Monday is 0: the day on which each council meets (`places`).
WEEKDAYS = {
    "bourtzwiller": 1,
    "d8": 3,
    "drouot-barbanegre": 2,
    "manufactures": 0,
    "grand-centre": 3,
    "west": 1,
}

TO_COME: tuple[DemoMeeting, ...] = (
    DemoMeeting(
        key="drouot-hier",
        council="drouot-barbanegre",
        in_days=-8,
        begins="18:00",
        ends="20:00",
        author="josiane-meistermann",
        title="Commission ouverte sur la place Hauger",
        access="Entrée de plain-pied par la rue de Sausheim.",
        items=(
            Item(
                "Les bancs et les bacs : ce qui est posé, ce qui manque",
                "Avec l’équipe du chantier participatif.",
                "hauger-bancs",
            ),
            Item("Le jardin de pluie de la rue de Sausheim", dossier="jardin-pluie"),
            Item("Qui tient la table du mercredi en hiver ?"),
        ),
    ),
    DemoMeeting(
        key="drouot-annulee",
        council="drouot-barbanegre",
        in_days=-40,
        begins="18:00",
        ends="20:00",
        author="karim-tahraoui",
        items=(
            Item("Ouvrir l’ancienne halle du Drouot", dossier="halle-associations"),
            Item("Questions diverses"),
        ),
        cancelled_days_before=2,
        cancelled_because=(
            "Une fuite d’eau ferme la grande salle du centre socioculturel pour une "
            "semaine. Les points passent à la réunion suivante."
        ),
    ),
    DemoMeeting(
        key="grand-centre-bientot",
        council="grand-centre",
        in_days=5,
        begins="19:00",
        ends="21:00",
        author="claire-hirtzel",
        access="Salle du rez-de-chaussée, accessible en fauteuil. Café à partir de 18 h 45.",
        items=(
            Item("Accueil des nouvelles personnes et tour des quartiers"),
            Item(
                "Fonderie : la suite du diagnostic en marchant",
                "Ce que la Ville a répondu, ce que le conseil veut dire de plus.",
                "fonderie-diagnostic",
            ),
            Item("La montée du Rebberg à 30", dossier="rebberg-trente"),
            Item("Préparer le diagnostic en marchant du printemps"),
        ),
    ),
    DemoMeeting(
        key="d8-bientot",
        council="d8",
        in_days=9,
        begins="18:30",
        ends="20:30",
        author="bernard-litzler",
        access=(
            "Garde d’enfants sur demande, deux jours avant, à l’Agence. Un interprète "
            "bénévole peut vous accompagner."
        ),
        items=(
            Item("De l’ombre au square Roosevelt : où en est-on ?", dossier="roosevelt-ombre"),
            Item("Rats et poubelles rue Neppert", dossier="rats-neppert"),
            Item("Choisir la date du repas de rue"),
        ),
    ),
    DemoMeeting(
        key="west-annulee",
        council="west",
        in_days=12,
        begins="18:30",
        ends="20:30",
        author="antoine-feltzer",
        title="Visite du chemin du marché",
        items=(Item("Repérer où poser les bancs", dossier="bancs-coteaux"),),
        cancelled_days_before=13,
        cancelled_because=(
            "Le service n’est pas disponible ce soir-là. Une autre date sera annoncée avec lui."
        ),
    ),
    DemoMeeting(
        key="manufactures-bientot",
        council="manufactures",
        in_days=16,
        begins="18:30",
        ends="20:30",
        author="etienne-zumsteeg",
        place=("88 avenue Briand", "88 avenue Aristide-Briand, 68200 Mulhouse"),
        access="Sonner à « Conseil ». Deux marches : prévenez-nous, on pose la rampe.",
        items=(
            Item("Le trottoir de l’avenue Briand", dossier="trottoir-briand"),
            Item(
                "Moins de bruit à la cantine de la Cité",
                "Les parents délégués sont invités.",
                "cantine-cite",
            ),
            Item("Relire le journal du conseil", dossier="journal-conseil"),
        ),
    ),
    DemoMeeting(
        key="bourtzwiller-bientot",
        council="bourtzwiller",
        in_days=24,
        begins="18:30",
        ends="20:30",
        author="nadia-belhaddad",
        items=(
            Item("Nouvelles du quartier"),
            Item("Faire ralentir rue de la Mertzau", dossier="mertzau-vitesse"),
            Item("Un local pour les 16-25 ans", dossier="local-jeunes"),
        ),
    ),
    DemoMeeting(
        key="west-bientot",
        council="west",
        in_days=30,
        begins="18:30",
        ends="20:30",
        author="rachida-benmansour",
        access="Covoiturage depuis les Coteaux : dites-le à la bibliothèque.",
        items=(
            Item("La mare du Haut-Poirier", dossier="mare-haut-poirier"),
            Item("Le marché et ses bancs", dossier="bancs-coteaux"),
        ),
    ),
    DemoMeeting(
        key="drouot-bureau",
        council="drouot-barbanegre",
        in_days=44,
        begins="18:00",
        ends="19:30",
        author="josiane-meistermann",
        title="Préparation de la réunion publique sur les grands travaux",
        open_to_public=False,
        items=(Item("Les questions du conseil à la Ville"), Item("Qui prend la parole")),
    ),
    DemoMeeting(
        key="grand-centre-ensuite",
        council="grand-centre",
        in_days=61,
        begins="19:00",
        ends="21:00",
        author="joaquim-barreto",
    ),
)
