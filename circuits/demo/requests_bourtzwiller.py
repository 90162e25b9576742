"""The demandes of the council of Bourtzwiller."""

from circuits.demo.shapes import Answer, DemoRequest, Milestone, Step

REQUESTS: tuple[DemoRequest, ...] = (
    DemoRequest(
        key="quimper-traversee",
        council="bourtzwiller",
        theme="voirie",
        state="A7",
        author="fatih-karaca",
        title="Sécuriser la traversée devant l’école Quimper",
        need=(
            "Matin et soir, plus de deux cents enfants traversent la rue devant "
            "l’école Quimper. Le passage piéton est effacé, les voitures arrivent vite "
            "après le virage, et les bus masquent les enfants qui attendent sur le "
            "trottoir.\n\n"
            "La commission « Abords des écoles » est restée trois matins devant la "
            "grille, avec des parents. Elle a compté, entre 8 h et 8 h 30, une "
            "centaine de voitures ; une sur trois ne s’arrête pas quand un enfant "
            "attend.\n\n"
            "Depuis plusieurs mois, deux mères se relaient avec un gilet jaune pour "
            "faire traverser. Elles sont bénévoles et ne pourront pas continuer "
            "longtemps."
        ),
        asked=(
            "Nous demandons un passage bien visible, un ralentissement réel avant le "
            "virage (plateau surélevé ou coussins) et la suppression des deux places "
            "de stationnement qui cachent les enfants. Nous souhaitons que les parents "
            "et l’école soient associés au dessin."
        ),
        quartier="Bourtzwiller",
        place="Devant l’école Quimper, du virage jusqu’à l’arrêt de bus",
        point=(7.3255, 47.7728),
        meeting_days_before=6,
        service="voirie",
        elected="helene-strubel",
        deposited_days_ago=365,
        steps=(
            Step(0, "10:30", "deposit", "nadia-belhaddad"),
            Step(1, "09:15", "proofread", "rosa-calvinho"),
            Step(
                4,
                "14:20",
                "qualify",
                "sylvain-thiercelin",
                service="voirie",
                elected="helene-strubel",
            ),
            Step(
                7,
                "11:05",
                "accept_attribution",
                "philippe-mathern",
                holder="sandrine-kopp",
                deputy="nicolas-ernwein",
            ),
            Step(
                29,
                "15:40",
                "transmit_answer",
                "sandrine-kopp",
                answer=Answer(
                    outcome="accepted",
                    summary=(
                        "La Ville aménage la traversée de l’école Quimper : passage "
                        "repeint tout de suite, deux places supprimées, puis un "
                        "plateau surélevé dessiné avec les parents."
                    ),
                    body=(
                        "Le service Voirie est venu trois fois, dont une avec la "
                        "commission. Ses mesures confirment les vôtres : une voiture "
                        "sur quatre roule au-dessus de 40 km à l’heure devant la "
                        "grille, alors que la rue est limitée à 30.\n\n"
                        "La Ville accepte votre demande. Le passage est repeint et les "
                        "deux places qui cachent les enfants sont supprimées sans "
                        "attendre les travaux. Le plateau surélevé demande un plan "
                        "précis, parce que la rue est sur la ligne de bus : sa pente "
                        "doit convenir aux bus et aux fauteuils roulants.\n\n"
                        "Les parents, l’école et la commission seront invités à "
                        "choisir entre deux dessins avant le lancement des travaux."
                    ),
                    signatory=(
                        "Hélène Strubel, adjointe déléguée aux espaces publics et à la voirie"
                    ),
                    decided_by="Comité de programmation de la voirie",
                    decided_on_day=27,
                    next_steps=(
                        "Nouvelles mesures de vitesse, plan de la traversée, rencontre "
                        "avec les parents, puis travaux. Le service donne des "
                        "nouvelles tous les trois mois."
                    ),
                    milestone=Milestone("Traversée aménagée devant l’école Quimper", 12),
                ),
            ),
            Step(34, "10:10", "approve_service", "philippe-mathern"),
            Step(39, "16:30", "approve_elected", "helene-strubel"),
            Step(
                123,
                "11:20",
                "milestone_report",
                "sandrine-kopp",
                text=(
                    "Les mesures sont terminées : 3 150 véhicules par jour, et des "
                    "vitesses trop élevées surtout entre 7 h 30 et 9 h. Le passage a "
                    "été repeint et les deux places ont été remplacées par des appuis "
                    "pour vélos. Deux dessins de plateau sont prêts ; ils seront "
                    "présentés à l’école."
                ),
            ),
            Step(
                207,
                "14:45",
                "milestone_report",
                "sandrine-kopp",
                text=(
                    "Quarante-deux personnes sont venues à la rencontre organisée dans "
                    "la cour de l’école. Le second dessin a été choisi : un plateau "
                    "long, qui va de la grille à l’arrêt de bus, avec une bordure "
                    "peinte par les élèves. La compagnie des bus a donné son accord "
                    "sur la pente."
                ),
            ),
            Step(
                291,
                "09:50",
                "milestone_report",
                "sandrine-kopp",
                text=(
                    "L’entreprise est choisie. Les travaux auront lieu pendant des "
                    "vacances scolaires, pour ne pas gêner l’entrée des classes. La "
                    "date prévue ne change pas. Un agent fera traverser les enfants "
                    "les jours où le trottoir sera occupé."
                ),
            ),
        ),
    ),
    DemoRequest(
        key="agres-doller",
        council="bourtzwiller",
        theme="sante",
        state="E4",
        author="mariam-cissoko",
        title="Remettre en état les agrès du bord de Doller et en ajouter",
        need=(
            "Le chemin le long de la Doller est le lieu de promenade du quartier. Les "
            "agrès installés il y a quelques années servent tous les jours : des "
            "jeunes s’y entraînent, des personnes âgées viennent y faire leurs "
            "exercices avec le kinésithérapeute.\n\n"
            "Deux appareils sur six sont cassés. Les panneaux d’explication ont "
            "disparu. Et rien n’est prévu pour les personnes qui ne peuvent pas rester "
            "longtemps debout."
        ),
        asked=(
            "Nous demandons la réparation des deux appareils, de nouveaux panneaux "
            "lisibles, et l’ajout de trois appareils utilisables assis ou en fauteuil "
            "roulant."
        ),
        quartier="Bourtzwiller",
        place="Chemin des berges de la Doller, près de la passerelle",
        point=(7.3295, 47.7662),
        meeting_days_before=9,
        service="sports",
        elected="mathieu-kerbrat",
        deposited_days_ago=310,
        steps=(
            Step(0, "17:10", "deposit", "nadia-belhaddad"),
            Step(2, "10:00", "proofread", "rosa-calvinho"),
            Step(
                5,
                "09:40",
                "qualify",
                "sylvain-thiercelin",
                service="sports",
                elected="mathieu-kerbrat",
            ),
            Step(
                7,
                "16:00",
                "accept_attribution",
                "denis-froehlin",
                holder="manon-delacote",
                deputy="walid-cherguini",
            ),
            Step(
                26,
                "11:30",
                "transmit_answer",
                "manon-delacote",
                answer=Answer(
                    outcome="partial",
                    summary=(
                        "Les deux appareils sont réparés et les panneaux refaits. Deux "
                        "appareils utilisables assis ont été ajoutés au lieu de trois."
                    ),
                    body=(
                        "Le service Sports a profité du contrôle annuel pour faire les "
                        "réparations tout de suite : les deux appareils cassés "
                        "fonctionnent de nouveau et six panneaux, écrits en grand et "
                        "illustrés, sont posés.\n\n"
                        "Deux appareils utilisables assis, dont un accessible en "
                        "fauteuil, ont été installés près de la passerelle. Ils "
                        "viennent d’un parcours démonté ailleurs en ville et ont été "
                        "révisés. Le troisième n’est pas possible à cet endroit : le "
                        "sol, trop près de l’eau, ne supporte pas un socle de plus.\n\n"
                        "Tout est en place au moment de cette réponse. Le contrôle des "
                        "appareils reste fait une fois par an."
                    ),
                    signatory=("Mathieu Kerbrat, adjoint délégué à la jeunesse et à la santé"),
                    decided_by="Adjoint délégué, par délégation du maire",
                    decided_on_day=24,
                    next_steps=(
                        "Rien d’autre n’est prévu. Un appareil abîmé peut être signalé "
                        "au service Sports, dont le numéro figure sur chaque panneau."
                    ),
                    reason_code="technical",
                    reason=(
                        "Le troisième appareil aurait dû être posé entre le chemin et "
                        "la rivière. Les sondages montrent un remblai instable sur "
                        "plus d’un mètre : un socle en béton y bougerait à la première "
                        "crue et l’appareil deviendrait dangereux. De l’autre côté du "
                        "chemin, la largeur restante ne permettrait plus à deux "
                        "poussettes de se croiser."
                    ),
                    alternative=(
                        "Un troisième appareil pourrait trouver sa place dans la cour "
                        "de la Maison des associations, si le conseil le souhaite."
                    ),
                ),
            ),
            Step(30, "09:05", "approve_service", "denis-froehlin"),
            Step(
                35,
                "15:15",
                "approve_elected",
                "tariq-benslimane",
                on_behalf_of="mathieu-kerbrat",
                channel="voice",
            ),
        ),
    ),
    DemoRequest(
        key="protoxyde-ateliers",
        council="bourtzwiller",
        theme="sante",
        state="A3",
        author="yanis-ouchene",
        title="Des ateliers avec des jeunes sur le protoxyde d’azote",
        need=(
            "On trouve des cartouches et des bonbonnes de protoxyde d’azote sur le "
            "parking derrière la rue de Soultz, presque chaque fin de semaine. Des "
            "collégiens achètent aussi des cigarettes électroniques jetables à la "
            "sortie des cours.\n\n"
            "J’ai 19 ans et j’ai vu deux copains perdre la sensation dans les jambes. "
            "Personne ne leur avait expliqué. Les affiches officielles ne les touchent "
            "pas : elles parlent de drogue, eux parlent d’un ballon pour rigoler.\n\n"
            "Une infirmière et deux animatrices du quartier sont prêtes à nous aider. "
            "Il manque un cadre, un peu d’argent et quelqu’un qui sache parler de "
            "santé sans faire la morale."
        ),
        asked=(
            "Nous demandons trois ateliers dans le quartier, construits avec des "
            "jeunes, animés par un professionnel de la prévention, et une rencontre "
            "avec les commerçants qui vendent ces produits."
        ),
        quartier="Bourtzwiller",
        place="Maison des associations et collège du secteur",
        meeting_days_before=5,
        service="sante",
        elected="mathieu-kerbrat",
        deposited_days_ago=19,
        steps=(
            Step(0, "11:45", "deposit", "rene-kessler"),
            Step(1, "10:20", "proofread", "rosa-calvinho"),
            Step(
                4,
                "15:00",
                "qualify",
                "sylvain-thiercelin",
                service="sante",
                elected="mathieu-kerbrat",
            ),
            Step(
                7,
                "09:30",
                "accept_attribution",
                "annesophie-ruhlmann",
                holder="kevin-tritschler",
                deputy="brigitte-lemaistre",
            ),
        ),
    ),
    DemoRequest(
        key="panneau-soultz",
        council="bourtzwiller",
        theme="communication",
        state="draft",
        author="rene-kessler",
        title="Un panneau d’affichage du conseil rue de Soultz",
        need=(
            "Beaucoup d’habitants ne vont pas sur internet et ne savent pas que le "
            "conseil existe. Nos affiches sont scotchées sur la porte de la Maison des "
            "associations, où elles tiennent deux jours.\n\n"
            "Une voisine de 78 ans a dit à la dernière réunion : « Si ce n’est pas "
            "écrit dans la rue, pour moi ça n’existe pas. »"
        ),
        asked=(
            "Nous demandons un panneau fermé à clé, à hauteur de fauteuil roulant, "
            "devant la Maison des associations. À préciser avec la commission : la "
            "taille, et qui garde la clé."
        ),
        quartier="Bourtzwiller",
        place="Trottoir devant le 62 rue de Soultz",
        meeting_days_before=4,
    ),
)
