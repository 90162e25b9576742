"""The demandes about streets, some of them on the rarer roads of the circuit.

Refused by two services, waiting for another body, extended after its date, done and
reopened.
"""

from circuits.demo.openings import SIGNATURES, deposited, qualified, signed, studied
from circuits.demo.shapes import Answer, DemoRequest, Milestone, Step

REQUESTS: tuple[DemoRequest, ...] = (
    DemoRequest(
        key="trottinettes-centre",
        council="grand-centre",
        theme="voirie",
        state="A2_late",
        author="mireille-tschan",
        title="Les trottinettes couchées sur les trottoirs du centre",
        need=(
            "Une habitante aveugle est tombée deux fois cette année sur une trottinette "
            "couchée rue Henriette. On les compte par dizaines le vendredi soir.\n\n"
            "L’opérateur nous renvoie à la Ville, la Ville à l’opérateur."
        ),
        asked=(
            "Nous demandons des emplacements peints au sol, obligatoires, et une amende "
            "pour l’opérateur quand les trottinettes restent en travers."
        ),
        quartier="Centre Historique",
        place="Rue Henriette et rues piétonnes voisines",
        meeting_days_before=5,
        service="tranquillite",
        elected="helene-strubel",
        deposited_days_ago=16,
        steps=(
            *deposited("claire-hirtzel", "09:30"),
            Step(
                3,
                "14:10",
                "qualify",
                "sylvain-thiercelin",
                service="voirie",
                elected="helene-strubel",
            ),
            Step(
                4,
                "16:45",
                "decline_attribution",
                "philippe-mathern",
                service="tranquillite",
                text=(
                    "La peinture au sol prend une matinée. L’essentiel est le contrôle de "
                    "l’opérateur, qui relève de la Tranquillité publique."
                ),
            ),
            Step(
                7,
                "10:20",
                "decline_attribution",
                "patrick-vonarbel",
                service="voirie",
                text=(
                    "Nos agents ne peuvent verbaliser que si des emplacements existent. Il faut "
                    "donc d’abord que la Voirie les trace."
                ),
            ),
            Step(
                9,
                "11:35",
                "qualify",
                "sylvain-thiercelin",
                service="tranquillite",
                elected="helene-strubel",
            ),
        ),
    ),
    DemoRequest(
        key="soultz-camions",
        council="bourtzwiller",
        theme="voirie",
        state="A3_waiting",
        author="fatih-karaca",
        title="Les camions qui coupent par la rue de Soultz pour éviter l’autoroute",
        need=(
            "Depuis que l’application de navigation propose ce raccourci, les poids "
            "lourds passent par la rue de Soultz. Nous en avons compté cent quatre en un "
            "jour, entre 6 h et 20 h. Les vitres tremblent, et la Maison des "
            "associations a une fissure de plus."
        ),
        asked=(
            "Nous demandons l’interdiction aux plus de sept tonnes et demie, sauf "
            "livraisons, et un panneau avant le carrefour, là où le camion peut encore "
            "choisir."
        ),
        quartier="Bourtzwiller",
        place="Rue de Soultz, dans toute sa longueur",
        meeting_days_before=7,
        service="voirie",
        elected="helene-strubel",
        deposited_days_ago=36,
        steps=(
            *studied("rene-kessler", "14:05", "voirie", "helene-strubel"),
            Step(
                18,
                "10:25",
                "ask_wait",
                "sylvain-thiercelin",
                name="la Collectivité européenne d’Alsace",
                on=50,
                text=(
                    "La déviation des camions passerait par une route départementale. La "
                    "Collectivité doit dire si elle l’accepte ; la lettre est partie avec vos "
                    "comptages."
                ),
            ),
        ),
    ),
    DemoRequest(
        key="feu-colmar",
        council="d8",
        theme="voirie",
        state="A3",
        author="emine-yilmazer",
        title="Le feu piéton de l’avenue de Colmar laisse neuf secondes pour traverser",
        need=(
            "Neuf secondes pour seize mètres : il faut courir. Avec une canne ou deux "
            "enfants par la main, on reste bloqué au milieu, entre les voitures et le "
            "tram."
        ),
        asked="Nous demandons dix-huit secondes, et un refuge large au milieu.",
        quartier="Wolf-Wagner",
        place="Avenue de Colmar, à la hauteur du 33a",
        meeting_days_before=6,
        service="eclairage",
        elected="helene-strubel",
        deposited_days_ago=71,
        steps=(
            *studied("aicha-zeroual", "10:30", "eclairage", "helene-strubel"),
            Step(
                67,
                "15:10",
                "report_call",
                "rosa-calvinho",
                text=(
                    "La Ville a présenté ses excuses : l’étude n’a pas été commandée à temps. La "
                    "référente demande une date qui soit tenue, et rien d’autre."
                ),
            ),
            Step(
                69,
                "11:45",
                "extend",
                "sylvain-thiercelin",
                months=2,
                code="study",
                text=(
                    "Allonger le temps des piétons modifie la priorité du tram sur cinq "
                    "carrefours. Le calcul aurait dû commencer il y a six semaines ; il vient "
                    "d’être lancé. En attendant, un agent règle le feu à douze secondes, ce qui "
                    "est le plus que permette le réglage actuel."
                ),
            ),
        ),
    ),
    DemoRequest(
        key="passage-sellier",
        council="d8",
        theme="voirie",
        state="A7",
        author="thi-hoa-pham",
        title="Éclairer le passage Sellier, où plus personne ne passe le soir",
        need=(
            "Le passage évite un détour de quatre cents mètres pour aller au tram. Il "
            "est noir dès 17 heures en hiver."
        ),
        asked="Nous demandons trois lampes et la taille du lierre.",
        quartier="Vauban-Neppert-Sellier-Waldner",
        place="Passage piéton entre les immeubles Sellier et l’arrêt de tram",
        meeting_days_before=5,
        service="eclairage",
        elected="helene-strubel",
        deposited_days_ago=215,
        steps=(
            *studied("bernard-litzler", "11:55", "eclairage", "helene-strubel"),
            *signed(
                "eclairage",
                "helene-strubel",
                Answer(
                    outcome="accepted",
                    summary=(
                        "Acceptée : trois lampes à détecteur seront posées et le lierre taillé deux "
                        "fois par an."
                    ),
                    body=(
                        "Le passage appartient à la Ville, ce que nous avons dû vérifier. Trois "
                        "lampes s’allument au passage, à demi-puissance le reste du temps, pour ne "
                        "pas gêner les chambres du premier étage."
                    ),
                    signatory=SIGNATURES["helene-strubel"],
                    decided_by="Comité de programmation de la voirie",
                    decided_on_day=25,
                    next_steps="Tranchée de quarante mètres, puis pose.",
                    milestone=Milestone("Passage Sellier éclairé", 9),
                ),
            ),
            Step(
                114,
                "10:45",
                "milestone_report",
                "jerome-wackel",
                text=(
                    "La tranchée est faite. Les lampes sont livrées, la pose est dans trois "
                    "semaines."
                ),
            ),
            Step(
                150,
                "15:20",
                "declare_done",
                "jerome-wackel",
                on=148,
                text=(
                    "Les trois lampes du passage Sellier fonctionnent. Le lierre est taillé. "
                    "Coût : 8 700 euros."
                ),
            ),
            Step(154, "09:35", "confirm_done", "rosa-calvinho"),
            Step(
                190,
                "17:15",
                "reopen",
                "bernard-litzler",
                text=(
                    "Deux lampes sur trois sont éteintes depuis trois semaines. Le détecteur a "
                    "été arraché, on voit les fils."
                ),
            ),
        ),
    ),
    DemoRequest(
        key="bordures-sausheim",
        council="drouot-barbanegre",
        theme="voirie",
        state="E1",
        author="paulo-teixeira",
        title="Abaisser les bordures de la rue de Sausheim",
        need=(
            "Du centre socioculturel à la pharmacie, il y a onze bordures à franchir. "
            "Neuf font plus de six centimètres. En fauteuil, on roule sur la chaussée."
        ),
        asked=(
            "Nous demandons que les neuf bordures soient abaissées et équipées de bandes "
            "que l’on sent sous la canne."
        ),
        quartier="Drouot",
        place="Rue de Sausheim, du 67 à la pharmacie",
        meeting_days_before=8,
        service="voirie",
        elected="helene-strubel",
        deposited_days_ago=440,
        steps=(
            *deposited("josiane-meistermann", "10:40"),
            *qualified("voirie", "helene-strubel", day=4),
            Step(
                18,
                "16:25",
                "extend",
                "sylvain-thiercelin",
                months=1,
                code="vote",
                text=(
                    "La dépense dépasse ce que le service peut engager seul. Le conseil "
                    "municipal vote le programme des trottoirs à sa prochaine séance ; la "
                    "réponse suivra."
                ),
            ),
            *signed(
                "voirie",
                "helene-strubel",
                Answer(
                    outcome="accepted",
                    summary=(
                        "Acceptée : les neuf bordures seront abaissées en deux fois, avec bandes "
                        "d’éveil, pour 47 000 euros."
                    ),
                    body=(
                        "La loi nous y oblige et nous étions en retard. Les quatre bordures les plus "
                        "proches du centre seront faites d’abord, les cinq autres avec la réfection "
                        "du trottoir côté pharmacie."
                    ),
                    signatory=SIGNATURES["helene-strubel"],
                    decided_by="Conseil municipal",
                    decided_on_day=36,
                    next_steps="Les riverains seront prévenus dix jours avant.",
                    milestone=Milestone("Neuf bordures abaissées rue de Sausheim", 8),
                ),
                days=(38, 41, 44),
            ),
            Step(
                113,
                "14:50",
                "milestone_report",
                "sandrine-kopp",
                text=(
                    "Quatre bordures sur neuf sont abaissées. Une personne du conseil, en "
                    "fauteuil, a essayé les quatre avec le chef de chantier : une a été reprise."
                ),
            ),
            Step(
                193,
                "10:10",
                "milestone_report",
                "sandrine-kopp",
                text=(
                    "Le trottoir côté pharmacie est ouvert. Un passage provisoire de 1,40 m est "
                    "maintenu."
                ),
            ),
            Step(
                236,
                "16:35",
                "declare_done",
                "sandrine-kopp",
                on=232,
                text=(
                    "Les neuf bordures de la rue de Sausheim sont abaissées à moins de deux "
                    "centimètres, avec bandes d’éveil. Coût total : 51 200 euros, soit 4 200 de "
                    "plus que prévu, à cause d’un câble non repéré."
                ),
            ),
            Step(239, "11:15", "confirm_done", "rosa-calvinho"),
        ),
    ),
)
