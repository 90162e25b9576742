"""The demandes for children and young people: at school, after school, in the evening."""

from circuits.demo.openings import SIGNATURES, signed, studied
from circuits.demo.shapes import Answer, DemoRequest, Step

REQUESTS: tuple[DemoRequest, ...] = (
    DemoRequest(
        key="cantine-cite",
        council="manufactures",
        theme="jeunesse",
        state="A3",
        author="leila-ferhat",
        title="Moins de bruit à la cantine de l’école de la Cité",
        need=(
            "Cent soixante enfants mangent en deux services dans une salle carrelée du "
            "sol au plafond. La commission a posé un sonomètre sur une table : "
            "88 décibels en moyenne, 96 au dessert. Les dames de service portent des "
            "bouchons d’oreille. Des petits ne mangent plus.\n\n"
            "Une maman acousticienne a dessiné gratuitement ce qu’il faudrait : des "
            "panneaux au plafond, des patins sous les chaises, et trois services au lieu "
            "de deux le lundi et le jeudi."
        ),
        asked=(
            "Nous demandons que le service vienne déjeuner avec nous un jeudi, puis nous "
            "dise ce qui peut être fait avant les prochaines vacances et ce qui demande "
            "plus de temps."
        ),
        quartier="Cité-Briand",
        place="Restaurant scolaire de l’école de la Cité",
        meeting_days_before=7,
        service="ecoles",
        elected="mathieu-kerbrat",
        deposited_days_ago=14,
        steps=(
            *studied("hatice-aydogan", "15:30", "ecoles", "mathieu-kerbrat"),
            Step(
                9,
                "09:50",
                "propose_transfer",
                "farid-merabtene",
                service="sante",
                text=(
                    "Le bruit est une question de santé : le service Santé et prévention a les "
                    "appareils et les références."
                ),
            ),
            Step(
                12,
                "14:25",
                "keep_service",
                "sylvain-thiercelin",
                text=(
                    "Le bâtiment et l’organisation des repas dépendent de vous. Le service Santé "
                    "et prévention prête ses appareils et donnera son avis sur les mesures, sans "
                    "prendre le dossier."
                ),
            ),
        ),
    ),
    DemoRequest(
        key="sanitaires-drouot",
        council="drouot-barbanegre",
        theme="jeunesse",
        state="A3_due_soon",
        author="karim-tahraoui",
        title="Des toilettes où les enfants osent aller, à l’école du Drouot",
        need=(
            "Les portes ne ferment pas, il n’y a ni savon ni papier l’après-midi. "
            "L’infirmière scolaire voit des enfants qui se retiennent toute la journée "
            "et qui ont mal au ventre.\n\n"
            "C’est difficile à dire dans une réunion. Une mère l’a fait, et quinze "
            "autres ont levé la main."
        ),
        asked=(
            "Nous demandons des verrous, du papier et du savon chaque jour, et un second "
            "nettoyage à midi."
        ),
        quartier="Drouot",
        place="École du Drouot, sanitaires de la cour",
        meeting_days_before=5,
        service="ecoles",
        elected="mathieu-kerbrat",
        deposited_days_ago=26,
        steps=studied("josiane-meistermann", "09:10", "ecoles", "mathieu-kerbrat"),
    ),
    DemoRequest(
        key="skate-gare",
        council="grand-centre",
        theme="jeunesse",
        state="A6",
        author="elodie-wurthel",
        title="Un vrai endroit pour le skate, plutôt que des pointes sur les bancs",
        need=(
            "Devant la gare, on a vissé des cornières sur les bancs pour empêcher de "
            "glisser dessus. Personne n’y gagne : les bancs font mal, et les jeunes "
            "glissent sur l’escalier, qui est plus dangereux.\n\n"
            "Nous avons invité huit d’entre eux à une réunion. Six sont venus, avec un "
            "plan à l’échelle. Ils ont entre 13 et 22 ans, deux filles, et ils savent "
            "très bien ce qu’ils dérangent."
        ),
        asked=(
            "Nous demandons un lieu de 300 m², au sol lisse, à moins de dix minutes du "
            "centre, dessiné avec eux ; et que les cornières soient retirées."
        ),
        quartier="Fonderie",
        place="Entre la gare et le campus de la Fonderie",
        meeting_days_before=12,
        service="sports",
        elected="mathieu-kerbrat",
        deposited_days_ago=62,
        steps=(
            *studied("claire-hirtzel", "16:20", "sports", "mathieu-kerbrat"),
            Step(
                9,
                "10:35",
                "ask_opinion",
                "manon-delacote",
                service="amenagement",
                text=(
                    "Les cornières des bancs de la gare peuvent-elles être retirées sans abîmer "
                    "le bois ?"
                ),
            ),
            Step(
                16,
                "15:10",
                "give_opinion",
                "maud-lienhardt",
                service="amenagement",
                text=(
                    "Oui. Le bois est à changer de toute façon l’an prochain. Nous pouvons "
                    "retirer les cornières des quatre bancs à l’ombre et laisser celles de "
                    "l’escalier."
                ),
            ),
            Step(
                29,
                "11:20",
                "extend",
                "sylvain-thiercelin",
                months=1,
                code="third_party",
                text=(
                    "Le quai que le service propose appartient encore au campus. Son accord "
                    "écrit est attendu sous trois semaines ; sans lui, la Ville ne pourrait "
                    "que promettre."
                ),
            ),
            *signed(
                "sports",
                "mathieu-kerbrat",
                Answer(
                    outcome="partial",
                    summary=(
                        "Acceptée en partie : l’ancien quai de la Fonderie est ouvert au skate, les "
                        "cornières de quatre bancs sont retirées. Pas de modules en béton."
                    ),
                    body=(
                        "L’ancien quai de déchargement de la Fonderie fait 340 m². Son sol vient "
                        "d’être poncé par le service, avec deux des jeunes qui ont fait le plan. Il "
                        "est ouvert depuis la semaine dernière, de 9 h à 21 h.\n\n"
                        "Les modules en béton ne sont pas acceptés : le terrain sera construit dans "
                        "quatre ou cinq ans. Deux rampes de bois, que l’on peut déplacer, viennent "
                        "du gymnase et y sont déjà.\n\n"
                        "Les cornières des quatre bancs à l’ombre sont retirées. Celles de "
                        "l’escalier restent, pour la sécurité des personnes qui descendent au train."
                    ),
                    signatory=SIGNATURES["mathieu-kerbrat"],
                    decided_by="L’adjoint délégué, avec l’accord du propriétaire du quai",
                    decided_on_day=36,
                    next_steps="Rien d’autre n’est prévu. Le service passe voir le sol chaque mois.",
                ),
                days=(38, 42, 47),
            ),
        ),
    ),
    DemoRequest(
        key="local-jeunes",
        council="bourtzwiller",
        theme="jeunesse",
        state="A3_promise_missed",
        author="yanis-ouchene",
        title="Un local pour les 16-25 ans, ouvert quand on en a besoin",
        need=(
            "Le centre ferme à 18 h 30. C’est l’heure où l’on sort du travail, de "
            "l’apprentissage ou de la salle de sport. Après, il reste les halls, la "
            "voiture d’un copain, ou rien.\n\n"
            "Nous sommes vingt-trois à avoir signé. Onze cherchent du travail. On ne "
            "demande pas une salle de jeux : on demande deux ordinateurs, une table, une "
            "machine à café, et quelqu’un qui sache lire un contrat.\n\n"
            "Le bailleur a un local vide depuis trois ans au pied de la tour. Il nous a "
            "dit au téléphone que si la Ville payait le chauffage, il le prêtait."
        ),
        asked=(
            "Nous demandons l’ouverture de ce local, du mardi au samedi, de 18 h à 22 h, "
            "avec un animateur au début, puis une équipe de jeunes formés."
        ),
        quartier="Bourtzwiller",
        place="Rez-de-chaussée de la tour, côté rue de Soultz",
        meeting_days_before=4,
        service="jeunesse",
        elected="mathieu-kerbrat",
        deposited_days_ago=82,
        steps=(
            *studied("nadia-belhaddad", "11:50", "jeunesse", "mathieu-kerbrat"),
            Step(
                20,
                "16:15",
                "ask_wait",
                "assia-bourezg",
                name="Le bailleur du local",
                on=50,
                text="Le bailleur n’a pas confirmé par écrit. Nous voudrions attendre sa réponse.",
            ),
            Step(
                23,
                "10:40",
                "refuse_wait",
                "sylvain-thiercelin",
                text=(
                    "Aucune lettre n’a encore été envoyée au bailleur. Écrivez-lui d’abord, et "
                    "avancez sur le projet d’animation, qui ne dépend pas de lui."
                ),
            ),
            Step(
                68,
                "14:05",
                "report_call",
                "rosa-calvinho",
                text=(
                    "L’Agence a appelé la référente. Le conseil est déçu et le dit. Il "
                    "demande qu’un jeune soit reçu par le service avant la réponse ; le service "
                    "a proposé deux dates."
                ),
            ),
        ),
    ),
    DemoRequest(
        key="pedibus-quimper",
        council="bourtzwiller",
        theme="jeunesse",
        state="E3",
        author="mariam-cissoko",
        title="Un agent pour conduire le pédibus de l’école Quimper",
        need=(
            "Deux lignes de pédibus amènent trente-quatre enfants à l’école, à pied, "
            "chaque matin. Six parents se relaient. Trois déménagent."
        ),
        asked=(
            "Nous demandons qu’un agent de la Ville conduise une des deux lignes, quatre "
            "matins par semaine."
        ),
        quartier="Bourtzwiller",
        place="De la cité à l’école Quimper",
        meeting_days_before=10,
        service="ecoles",
        elected="mathieu-kerbrat",
        deposited_days_ago=240,
        steps=(
            *studied("rene-kessler", "10:25", "ecoles", "mathieu-kerbrat"),
            *signed(
                "ecoles",
                "mathieu-kerbrat",
                Answer(
                    outcome="refused",
                    summary=(
                        "Refusée : la Ville ne peut pas payer un agent pour une ligne quand "
                        "vingt-six écoles en auraient besoin. Elle forme et assure les bénévoles."
                    ),
                    body=(
                        "Le pédibus de Quimper marche bien et la Ville le sait. Mais un agent quatre "
                        "matins par semaine coûte 9 800 euros par an. Vingt-six écoles ont, ou "
                        "voudraient, une ligne semblable : la dépense serait de 255 000 euros.\n\n"
                        "Nous préférons le dire nettement plutôt que de vous faire attendre un "
                        "budget qui ne viendra pas."
                    ),
                    signatory=SIGNATURES["mathieu-kerbrat"],
                    decided_by="Réunion de la municipalité",
                    decided_on_day=27,
                    next_steps=(
                        "Le service écrit à tous les parents de l’école pour trouver de nouveaux "
                        "accompagnateurs."
                    ),
                    reason_code="cost",
                    reason=(
                        "Un agent coûte 9 800 euros par an et par ligne. Le faire dans une seule "
                        "école serait injuste pour les autres, et le faire partout dépasse de quatre "
                        "fois ce que la Ville consacre aujourd’hui aux trajets vers l’école."
                    ),
                    alternative=(
                        "La Ville prend en charge l’assurance des bénévoles, une formation de deux "
                        "heures et les gilets. Un agent remplace un parent absent, en cas d’urgence, "
                        "dix fois par an au plus."
                    ),
                ),
            ),
            Step(
                46,
                "19:10",
                "acknowledge_answer",
                "nadia-belhaddad",
                text=(
                    "Le conseil prend acte, sans être d’accord. Les gilets et l’assurance sont "
                    "acceptés volontiers. Cinq nouveaux parents se sont inscrits après la lettre "
                    "du service."
                ),
            ),
        ),
    ),
)
