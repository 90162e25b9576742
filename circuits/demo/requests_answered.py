"""The demandes whose answer took another way than the usual one (circuits.md 3).

At once, later on a day that is said, extended, asked to say more; a motive asked for.
"""

from circuits.demo.openings import SIGNATURES, deposited, signed, studied
from circuits.demo.shapes import Answer, DemoRequest, Step

REQUESTS: tuple[DemoRequest, ...] = (
    DemoRequest(
        key="air-ecole-cite",
        council="manufactures",
        theme="sante",
        state="A3",
        author="leila-ferhat",
        title="Mesurer la qualité de l’air près de l’école de la Cité",
        need=(
            "L’avenue passe à douze mètres de la cour. Deux classes sur cinq ont des enfants "
            "asthmatiques. Personne ne sait dire quel air on y respire."
        ),
        asked="Nous demandons des mesures, publiées, et ce que la Ville en fera.",
        quartier="Cité-Briand",
        place="École de la Cité, côté avenue",
        meeting_days_before=13,
        service="sante",
        elected="mathieu-kerbrat",
        deposited_days_ago=66,
        steps=(
            *studied("etienne-zumsteeg", "16:35", "sante", "mathieu-kerbrat"),
            Step(
                26,
                "10:55",
                "extend",
                "sylvain-thiercelin",
                months=2,
                code="study",
                text=(
                    "Les capteurs doivent rester six semaines en place pour que la mesure ait un "
                    "sens. La Ville préfère répondre avec des chiffres."
                ),
            ),
        ),
    ),
    DemoRequest(
        key="halle-associations",
        council="drouot-barbanegre",
        theme="animation",
        state="A3",
        author="paulo-teixeira",
        title="Ouvrir l’ancienne halle du Drouot aux associations",
        need=(
            "Onze associations du quartier se partagent deux salles. L’ancienne halle est vide "
            "depuis six ans. Elle est chauffée et bien placée."
        ),
        asked="Nous demandons qu’elle soit ouverte aux associations, au moins le soir.",
        quartier="Drouot",
        place="Ancienne halle, près de la place Hauger",
        meeting_days_before=5,
        service="animation",
        elected="odile-wintzer",
        deposited_days_ago=74,
        steps=(
            *studied("josiane-meistermann", "14:40", "animation", "odile-wintzer"),
            *signed(
                "animation",
                "odile-wintzer",
                Answer(
                    outcome="deferred",
                    summary="La Ville étudie la solidité du bâtiment avant de répondre.",
                    body=(
                        "L’idée est bonne et le besoin est connu. Mais la charpente n’a pas été "
                        "contrôlée depuis l’incendie. La Ville fait faire une étude et ne veut "
                        "rien promettre avant de la lire."
                    ),
                    signatory=SIGNATURES["odile-wintzer"],
                    decided_by="L’adjointe déléguée",
                    decided_on_day=25,
                    next_steps="Le résultat de l’étude sera public, puis la Ville répondra.",
                    deferred_to_day=150,
                ),
            ),
        ),
    ),
    DemoRequest(
        key="affiches-langues",
        council="d8",
        theme="communication",
        state="A6",
        author="aicha-zeroual",
        title="Traduire les affiches du conseil",
        need=(
            "Dans le secteur, on parle une dizaine de langues. Des voisins nous disent qu’ils "
            "viendraient aux réunions s’ils comprenaient l’affiche."
        ),
        asked="Nous demandons des affiches en cinq langues.",
        quartier="Franklin-Fridolin",
        place="Halls d’immeubles et commerces du secteur",
        meeting_days_before=9,
        service="information",
        elected="odile-wintzer",
        deposited_days_ago=72,
        steps=(
            *studied("bernard-litzler", "15:05", "information", "odile-wintzer"),
            *signed(
                "information",
                "odile-wintzer",
                Answer(
                    outcome="partial",
                    summary="Acceptée en partie : trois langues, pour les réunions publiques.",
                    body=(
                        "La Ville traduira l’affiche des réunions publiques en arabe, en turc et "
                        "en albanais. Les autres documents restent en français."
                    ),
                    signatory=SIGNATURES["odile-wintzer"],
                    decided_by="L’adjointe déléguée",
                    decided_on_day=25,
                    next_steps="La prochaine affiche sera traduite.",
                ),
            ),
            Step(
                43,
                "19:05",
                "ask_precision",
                "bernard-litzler",
                text="Qui choisit les trois langues, et peuvent-elles changer d’une année à l’autre ?",
            ),
            *signed(
                "information",
                "odile-wintzer",
                Answer(
                    outcome="partial",
                    summary="Le conseil choisit les trois langues, et peut en changer chaque année.",
                    body=(
                        "La Ville traduira l’affiche des réunions publiques en trois langues. Le "
                        "conseil les choisit en janvier, pour un an, et l’écrit à l’Agence."
                    ),
                    signatory=SIGNATURES["odile-wintzer"],
                    decided_by="L’adjointe déléguée",
                    decided_on_day=50,
                    next_steps="Le conseil dit à l’Agence les langues de l’année.",
                ),
                days=(52, 55, 58),
            ),
        ),
    ),
    DemoRequest(
        key="piscine-aines",
        council="west",
        theme="sante",
        state="A3",
        author="colette-huglin",
        title="Un créneau de piscine réservé aux plus de soixante-cinq ans",
        need=(
            "Les bassins sont pleins aux heures où nous pouvons y aller. Plusieurs d’entre nous "
            "ont arrêté de nager, alors que le médecin le conseille."
        ),
        asked="Nous demandons deux heures par semaine, le matin, dans un bassin calme.",
        quartier="Coteaux",
        place="Piscine la plus proche des Coteaux",
        meeting_days_before=11,
        service="sports",
        elected="mathieu-kerbrat",
        deposited_days_ago=55,
        steps=(
            *studied("antoine-feltzer", "11:15", "sports", "mathieu-kerbrat"),
            *signed(
                "sports",
                "mathieu-kerbrat",
                Answer(
                    outcome="refused",
                    summary="Refusée : les bassins sont pris par les écoles toute la matinée.",
                    body=(
                        "La Ville comprend la demande. Tous les matins d’école sont réservés aux "
                        "classes qui apprennent à nager."
                    ),
                    signatory=SIGNATURES["mathieu-kerbrat"],
                    decided_by="L’adjoint délégué",
                    decided_on_day=25,
                    next_steps="La question sera revue avec le planning de l’an prochain.",
                    reason_code="technical",
                    reason="Aucun bassin n’est libre le matin pendant les jours d’école.",
                    alternative="Le bassin est plus calme le samedi, de douze à quatorze heures.",
                ),
            ),
            Step(
                43,
                "10:25",
                "ask_reasons",
                "rachida-benmansour",
                text=(
                    "Nous demandons le planning des bassins et les chiffres : combien de classes, "
                    "combien de lignes d’eau, et que deviennent les matins de vacances ?"
                ),
            ),
        ),
    ),
    DemoRequest(
        key="lampadaires-numero",
        council="bourtzwiller",
        theme="communication",
        state="E4",
        author="ginette-ritter",
        title="Savoir à qui signaler un lampadaire en panne",
        need=(
            "Quand une rue est dans le noir, chacun appelle un numéro différent. Des voisines "
            "attendent des semaines sans savoir si quelqu’un est au courant."
        ),
        asked="Nous demandons un numéro unique, écrit quelque part.",
        quartier="Bourtzwiller",
        place="Tout le quartier",
        service="eclairage",
        elected="helene-strubel",
        deposited_days_ago=48,
        steps=(
            *deposited("rene-kessler", "09:15"),
            Step(
                3,
                "14:25",
                "answer_directly",
                "sylvain-thiercelin",
                service="eclairage",
                elected="helene-strubel",
                answer=Answer(
                    outcome="accepted",
                    summary="Le numéro existe : le 03 89 00 00 14, de jour comme de nuit.",
                    body=(
                        "Le service Éclairage public répond au 03 89 00 00 14. Donnez le numéro "
                        "collé sur le mât : l’équipe trouve ainsi le lampadaire tout de suite.\n\n"
                        "Une affichette avec ce numéro est prête. L’Agence en remet cinquante au "
                        "conseil."
                    ),
                    signatory=SIGNATURES["helene-strubel"],
                    decided_by="L’adjointe déléguée",
                    decided_on_day=3,
                    next_steps="L’affichette sera dans les halls avant la fin du mois.",
                ),
            ),
            Step(7, "11:35", "approve_elected", "helene-strubel"),
            Step(
                19,
                "18:05",
                "acknowledge_answer",
                "nadia-belhaddad",
                text="Merci. Les affichettes sont posées dans vingt-deux halls.",
            ),
        ),
    ),
)
