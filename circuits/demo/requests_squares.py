"""The demandes about places where one stops: a table, a market square, a street on foot."""

from circuits.demo.openings import SIGNATURES, deposited, signed, studied
from circuits.demo.shapes import Answer, DemoRequest, Milestone, Step

REQUESTS: tuple[DemoRequest, ...] = (
    DemoRequest(
        key="ping-pong-cite",
        council="bourtzwiller",
        theme="espaces-publics",
        state="A1",
        author="yanis-ouchene",
        title="Une table de ping-pong près de l’école Quimper",
        need=(
            "Quand l’école ferme, il n’y a plus rien à faire dehors pour les 10-14 ans. "
            "Ils sont trop grands pour le toboggan, trop petits pour le stade."
        ),
        asked="Nous demandons une table en béton, avec assez de place autour pour tourner.",
        quartier="Bourtzwiller",
        place="Pelouse à côté de l’école Quimper",
        meeting_days_before=2,
        deposited_days_ago=3,
        steps=deposited("nadia-belhaddad", "16:55"),
    ),
    DemoRequest(
        key="marche-parvis",
        council="manufactures",
        theme="espaces-publics",
        state="A3_meeting",
        author="suzanne-oberdorff",
        title="Le parvis du marché après quatorze heures",
        need=(
            "Trois jours par semaine, le parvis est l’endroit le plus vivant de la "
            "ville. À quatorze heures, on lave, on plie, et il ne reste qu’une dalle "
            "brûlante de quatre mille mètres carrés, que tout le monde traverse en "
            "diagonale.\n\n"
            "Une voisine, qui habite en face depuis cinquante-deux ans, l’a dit mieux "
            "que nous : « Le marché, c’est ma famille. Après le marché, c’est un parking "
            "sans voitures. »\n\n"
            "Nous ne voulons rien de fixe au milieu, les camions doivent passer. Mais "
            "sur les bords, il y a de la place."
        ),
        asked=(
            "Nous demandons de chercher ensemble, sur place, ce qui peut rester à "
            "demeure sur les bords : de l’ombre, des assises, de l’eau, un jeu. Et ce "
            "qui peut s’installer l’après-midi puis se ranger."
        ),
        quartier="Cité-Briand",
        place="Parvis du marché",
        meeting_days_before=11,
        service="amenagement",
        elected="helene-strubel",
        deposited_days_ago=22,
        steps=(
            *studied("etienne-zumsteeg", "10:50", "amenagement", "helene-strubel"),
            Step(
                14,
                "15:05",
                "schedule_meeting",
                "maud-lienhardt",
                on=34,
                name=(
                    "Sur le parvis, à 14 h 30, pendant que le marché se range, avec les placiers "
                    "et trois commerçants."
                ),
            ),
        ),
    ),
    DemoRequest(
        key="henriette-pietons",
        council="grand-centre",
        theme="espaces-publics",
        state="A7_late",
        author="claire-hirtzel",
        title=(
            "Rue Henriette : rendre aux piétons, aux fauteuils et aux poussettes les "
            "deux mètres que les terrasses, les livraisons et les deux-roues leur ont "
            "pris"
        ),
        need=(
            "La rue est piétonne depuis longtemps, sur le papier. En réalité, on y "
            "marche en file. Nous avons relevé la largeur libre tous les dix mètres, un "
            "mardi à 11 heures et un samedi à 17 heures. Le mardi, les camions de "
            "livraison laissent 1,60 m ; le samedi, les terrasses laissent 1,10 m. Il "
            "faut 1,40 m pour un fauteuil.\n\n"
            "Nous avons parlé avec dix-neuf commerçants. Quatorze reconnaissent que leur "
            "terrasse dépasse. Ils disent tous la même chose : « Je recule si le voisin "
            "recule. » Personne ne commence.\n\n"
            "Les livraisons, c’est autre chose. La règle dit 10 h 30 ; à 13 heures, il "
            "en reste. Le conseil a écrit à trois transporteurs, un seul a répondu.\n\n"
            "Nous ne demandons pas une rue vide. Nous demandons une rue où l’on puisse, "
            "en fauteuil, aller acheter son pain sans attendre que quelqu’un déplace une "
            "chaise."
        ),
        asked=(
            "Nous demandons, dans cet ordre : des clous au sol qui marquent la limite "
            "des terrasses ; un contrôle annoncé, le même jour pour tous ; des bornes "
            "qui remontent à 10 h 30 ; et deux râteliers à vélos à chaque bout de la "
            "rue, pour que personne n’ait plus à y entrer en roulant."
        ),
        quartier="Centre Historique",
        place="Rue Henriette, de bout en bout",
        meeting_days_before=9,
        service="amenagement",
        elected="helene-strubel",
        deposited_days_ago=320,
        steps=(
            *studied("claire-hirtzel", "09:20", "amenagement", "helene-strubel"),
            *signed(
                "amenagement",
                "helene-strubel",
                Answer(
                    outcome="partial",
                    summary=(
                        "Acceptée en partie : clous, contrôle et râteliers dès ce semestre ; les "
                        "bornes attendent la réfection du sol."
                    ),
                    body=(
                        "Votre relevé a été refait par le service, un jour de pluie : il "
                        "est juste à "
                        "cinq centimètres près.\n\n"
                        "Les limites seront marquées par 140 clous de laiton, à 1,80 m de "
                        "l’axe. Les "
                        "autorisations de terrasse seront revues en même temps pour les dix-neuf "
                        "commerces. Le premier contrôle sera annoncé un mois avant, avec "
                        "la date.\n\n"
                        "Quatre râteliers seront posés, deux à chaque bout.\n\n"
                        "Les bornes demandent une fosse d’un mètre vingt et une évacuation "
                        "d’eau : les creuser deux fois n’aurait pas de sens, elles "
                        "viendront avec la réfection du sol. D’ici là, des agents seront "
                        "sur place à 10 h 30 pendant les deux premiers mois."
                    ),
                    signatory=SIGNATURES["helene-strubel"],
                    decided_by="Conseil municipal",
                    decided_on_day=25,
                    next_steps=(
                        "Réunion avec les commerçants, pose des clous, contrôle, râteliers ; puis "
                        "les bornes avec les travaux du sol."
                    ),
                    milestone=Milestone(
                        "Clous, contrôle, râteliers et bornes rue Henriette", 16
                    ),
                ),
            ),
            Step(
                114,
                "16:20",
                "milestone_report",
                "maud-lienhardt",
                text=(
                    "Dix-sept commerçants sur dix-neuf sont venus à la réunion. Les clous sont "
                    "posés. Le contrôle a eu lieu à la date annoncée : trois terrasses "
                    "dépassaient encore, elles ont reculé le jour même."
                ),
            ),
            Step(
                195,
                "11:30",
                "milestone_report",
                "maud-lienhardt",
                text=(
                    "Les quatre râteliers sont en place et pleins dès la première semaine ; un "
                    "cinquième sera ajouté côté place de la Réunion. Les livraisons tardives "
                    "sont passées de vingt-deux à neuf par jour."
                ),
            ),
        ),
    ),
)
