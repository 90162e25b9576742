"""The demandes whose clock stands still, or stood still (circuits.md 6).

A question to a council, open, answered, forgotten; a meeting to come, held, told; another
body that must speak first.
"""

from circuits.demo.openings import SIGNATURES, deposited, studied
from circuits.demo.shapes import Answer, DemoRequest, Step

REQUESTS: tuple[DemoRequest, ...] = (
    DemoRequest(
        key="mertzau-vitesse",
        council="bourtzwiller",
        theme="voirie",
        state="A3_question",
        author="fatih-karaca",
        title="Faire ralentir les voitures rue de la Mertzau",
        need=(
            "La rue est droite et large. Aux heures d’école, des voitures y roulent bien plus "
            "vite que la limite. La commission a compté, un matin, neuf enfants qui couraient "
            "pour finir de traverser."
        ),
        asked="Nous demandons un aménagement qui fait vraiment ralentir, pas un panneau de plus.",
        quartier="Bourtzwiller",
        place="Rue de la Mertzau, entre les deux arrêts de bus",
        meeting_days_before=4,
        service="voirie",
        elected="helene-strubel",
        deposited_days_ago=30,
        steps=(
            *studied("nadia-belhaddad", "17:05", "voirie", "helene-strubel"),
            Step(
                19,
                "10:45",
                "ask_complement",
                "sandrine-kopp",
                on=54,
                text=(
                    "Deux solutions sont possibles : un plateau devant le premier arrêt, ou deux "
                    "chicanes qui retirent onze places de stationnement.\n\n"
                    "Laquelle préférez-vous, et les riverains accepteraient-ils de perdre ces "
                    "places ?"
                ),
            ),
        ),
    ),
    DemoRequest(
        key="passerelle-nordfeld",
        council="grand-centre",
        theme="voirie",
        state="A3",
        author="joaquim-barreto",
        title="Rendre la passerelle de la gare praticable avec une poussette",
        need=(
            "La passerelle relie le Nordfeld à la gare en trois minutes. La rampe est trop "
            "raide et sa dernière marche arrête les poussettes et les fauteuils. Beaucoup font "
            "donc un détour de douze minutes."
        ),
        asked="Nous demandons que l’on puisse la prendre sans porter quoi que ce soit.",
        quartier="Europe-Bassin-Nordfeld",
        place="Passerelle piétonne, côté Nordfeld",
        meeting_days_before=9,
        service="voirie",
        elected="helene-strubel",
        deposited_days_ago=33,
        steps=(
            *studied("claire-hirtzel", "11:40", "voirie", "helene-strubel"),
            Step(
                13,
                "15:30",
                "ask_complement",
                "sandrine-kopp",
                on=43,
                text=(
                    "Les travaux fermeraient la passerelle pendant cinq semaines. Le conseil "
                    "préfère-t-il l’été, quand il y a moins d’élèves, ou l’automne ?"
                ),
            ),
            Step(
                26,
                "18:10",
                "answer_complement",
                "claire-hirtzel",
                text=(
                    "L’été. Nous avons posé la question à quarante-deux personnes sur la "
                    "passerelle : trente-cinq choisissent l’été. Nous demandons qu’un plan du "
                    "détour soit affiché aux deux bouts."
                ),
            ),
        ),
    ),
    DemoRequest(
        key="boite-livres-daguerre",
        council="manufactures",
        theme="animation",
        state="A3_dormant",
        author="anatole-vuillemin",
        title="Une boîte à livres place du quartier Daguerre",
        need=(
            "Il n’y a ni bibliothèque ni librairie à Daguerre. Une boîte à livres y ferait un "
            "but de promenade et une occasion de se parler."
        ),
        asked="Nous demandons une boîte à livres solide, à hauteur d’enfant.",
        quartier="Daguerre",
        place="Petite place au centre du quartier",
        service="animation",
        elected="odile-wintzer",
        deposited_days_ago=75,
        steps=(
            *studied("etienne-zumsteeg", "09:25", "animation", "odile-wintzer"),
            Step(
                14,
                "14:05",
                "ask_complement",
                "gregory-sengelin",
                on=40,
                text=(
                    "Une boîte à livres vit si quelqu’un s’en occupe. Qui, au conseil ou parmi "
                    "les voisins, viendrait la ranger une fois par semaine ?"
                ),
            ),
        ),
    ),
    DemoRequest(
        key="jeu-barbanegre",
        council="drouot-barbanegre",
        theme="espaces-publics",
        state="E9",
        author="idriss-sowane",
        title="Changer le jeu cassé de l’aire de Barbanègre",
        need="Le grand jeu de l’aire est cassé. Les enfants grimpent dessus quand même.",
        asked="Nous demandons qu’il soit changé.",
        quartier="Barbanègre",
        place="Aire de jeux de Barbanègre",
        deposited_days_ago=170,
        steps=(
            *deposited("karim-tahraoui", "16:50"),
            Step(
                4,
                "11:30",
                "ask_complement",
                "sylvain-thiercelin",
                on=45,
                text=(
                    "Il y a trois aires de jeux à Barbanègre. De laquelle parlez-vous, et de quel "
                    "jeu ? Une photo suffit."
                ),
            ),
            Step(82, "10:05", "close_dormant", "sylvain-thiercelin"),
        ),
    ),
    DemoRequest(
        key="arceaux-ecole-coteaux",
        council="west",
        theme="voirie",
        state="A3_meeting",
        author="mehmet-demirhan",
        title="Un endroit pour attacher les vélos devant l’école des Coteaux",
        need=(
            "Une trentaine d’enfants viennent à l’école à vélo ou à trottinette. Ils les "
            "attachent à la grille, et le passage devient trop étroit pour les poussettes."
        ),
        asked="Nous demandons douze arceaux et un abri, à un endroit choisi avec les parents.",
        quartier="Coteaux",
        place="Entrée de l’école, côté parking",
        meeting_days_before=7,
        service="voirie",
        elected="helene-strubel",
        deposited_days_ago=24,
        steps=(
            *studied("antoine-feltzer", "10:35", "voirie", "helene-strubel"),
            Step(
                17,
                "09:50",
                "schedule_meeting",
                "sandrine-kopp",
                on=33,
                name="Rendez-vous devant la grille de l’école, à 16 h 30, avec des parents.",
            ),
        ),
    ),
    DemoRequest(
        key="nuits-fonderie",
        council="grand-centre",
        theme="sante",
        state="A3",
        author="elodie-wurthel",
        title="Retrouver des nuits calmes autour du parvis de la Fonderie",
        need=(
            "De mai à octobre, on s’y retrouve jusqu’à deux heures du matin, avec de la "
            "musique. Les riverains ne veulent chasser personne, mais ils ne dorment plus."
        ),
        asked="Nous demandons des médiateurs le soir et une règle écrite avec les jeunes.",
        quartier="Fonderie",
        place="Parvis du campus de la Fonderie",
        meeting_days_before=12,
        service="tranquillite",
        elected="mathieu-kerbrat",
        deposited_days_ago=40,
        steps=(
            *studied("claire-hirtzel", "14:15", "tranquillite", "mathieu-kerbrat"),
            Step(
                16,
                "16:40",
                "schedule_meeting",
                "celine-aubertin",
                on=35,
                name="Sur le parvis, à 19 heures, avec la commission et l’association étudiante.",
            ),
        ),
    ),
    DemoRequest(
        key="mare-haut-poirier",
        council="west",
        theme="nature",
        state="A5",
        author="ines-carvalho",
        title="Remettre en eau la mare du Haut-Poirier",
        need=(
            "La mare est à sec depuis quatre ans. Les tritons ont disparu et les enfants y "
            "jettent des pierres. L’école voisine est prête à s’en occuper."
        ),
        asked="Nous demandons que l’étanchéité soit refaite et que l’école puisse y venir.",
        quartier="Haut-Poirier",
        place="Mare au bout du verger du Haut-Poirier",
        meeting_days_before=5,
        service="espaces-verts",
        elected="driss-amrani",
        deposited_days_ago=46,
        steps=(
            *studied("antoine-feltzer", "15:55", "espaces-verts", "driss-amrani"),
            Step(
                12,
                "10:20",
                "schedule_meeting",
                "damien-rusterholtz",
                on=24,
                name="Au bord de la mare, à 14 heures, avec la classe et son enseignante.",
            ),
            Step(
                30,
                "11:15",
                "report_meeting",
                "damien-rusterholtz",
                text=(
                    "Neuf adultes et vingt-trois élèves sont venus. La fuite est au sud, le long "
                    "du saule. On garde le saule : la nouvelle argile passera de l’autre côté de "
                    "ses racines.\n\n"
                    "La classe suivra le niveau de l’eau chaque semaine sur un carnet. La "
                    "barrière restera basse, pour que l’on puisse voir."
                ),
            ),
            Step(
                39,
                "16:30",
                "transmit_answer",
                "damien-rusterholtz",
                answer=Answer(
                    outcome="accepted",
                    summary="Acceptée : la mare sera étanchée à l’argile et suivie par l’école.",
                    body=(
                        "Le service a trouvé la fuite avec vous. Une couche d’argile de trente "
                        "centimètres suffit ; aucun film de plastique ne sera posé.\n\n"
                        "Les travaux durent quatre jours. Ils auront lieu hors de la saison des "
                        "nids."
                    ),
                    signatory=SIGNATURES["driss-amrani"],
                    decided_by="L’adjoint délégué, dans le budget voté du service",
                    decided_on_day=37,
                    next_steps="Le service donnera la date des travaux à l’école et au conseil.",
                ),
            ),
            Step(42, "09:40", "approve_service", "isabelle-munsch"),
        ),
    ),
    DemoRequest(
        key="canal-bancs",
        council="drouot-barbanegre",
        theme="espaces-publics",
        state="A3_waiting",
        author="dragana-lukovic",
        title="Des bancs et une lumière douce le long du canal",
        need=(
            "Le chemin du canal est le plus court vers le centre. Il n’a ni banc ni lumière, et "
            "l’on n’y passe plus après la tombée de la nuit."
        ),
        asked="Nous demandons six bancs et des balises basses, qui ne gênent pas les oiseaux.",
        quartier="Barbanègre",
        place="Chemin de halage, de la rue de la Navigation au pont",
        meeting_days_before=8,
        service="amenagement",
        elected="helene-strubel",
        deposited_days_ago=31,
        steps=(
            *studied("josiane-meistermann", "10:05", "amenagement", "helene-strubel"),
            Step(
                20,
                "14:30",
                "ask_wait",
                "maud-lienhardt",
                name="Voies navigables de France",
                on=45,
                text=(
                    "Le chemin de halage leur appartient. Nous avons demandé leur accord par "
                    "écrit, plan à l’appui."
                ),
            ),
            Step(23, "10:30", "confirm_wait", "sylvain-thiercelin"),
        ),
    ),
)
