"""The demandes of the council of Manufactures."""

from circuits.demo.shapes import Answer, DemoRequest, Milestone, Step

REQUESTS: tuple[DemoRequest, ...] = (
    DemoRequest(
        key="boites-a-pain",
        council="manufactures",
        theme="proprete",
        state="A7",
        author="hatice-aydogan",
        title="Quatre boîtes à pain contre le pain jeté dans la rue",
        need=(
            "Dans notre quartier, beaucoup de familles ne jettent pas le pain à la "
            "poubelle, par respect. Elles le posent sur un muret, au pied d’un arbre, "
            "dans un sac accroché à une grille. L’intention est belle, mais le pain "
            "attire les rats et les pigeons.\n\n"
            "Une habitante a fabriqué une boîte en bois avec un couvercle et l’a posée "
            "devant chez elle, à la Cité. En une semaine, elle a recueilli onze kilos "
            "de pain sec, et il n’y avait plus un sac dans sa rue."
        ),
        asked=(
            "Nous demandons quatre boîtes à pain solides, fermées, faciles à vider, à "
            "quatre endroits choisis par le conseil, et une solution pour que ce pain "
            "serve à quelque chose. Nous proposons de le donner à des éleveurs pour "
            "nourrir leurs animaux."
        ),
        quartier="Cité-Briand",
        place="Quatre endroits entre le marché, la Cité et l’avenue Aristide-Briand",
        point=(7.3262, 47.7510),
        meeting_days_before=8,
        circuit="short",
        service="proprete",
        elected="driss-amrani",
        deposited_days_ago=270,
        steps=(
            Step(0, "09:15", "deposit", "etienne-zumsteeg"),
            Step(1, "10:30", "proofread", "rosa-calvinho"),
            Step(
                6,
                "14:00",
                "qualify",
                "sylvain-thiercelin",
                service="proprete",
                holder="valerie-stolz",
                deputy="thomas-eglinger",
                elected="driss-amrani",
            ),
            Step(
                27,
                "11:00",
                "transmit_answer",
                "valerie-stolz",
                answer=Answer(
                    outcome="accepted",
                    summary=(
                        "La Ville fabrique et vide quatre boîtes à pain, aux endroits "
                        "choisis par le conseil. Le pain ira à des éleveurs "
                        "volontaires."
                    ),
                    body=(
                        "L’essai fait par une habitante nous a convaincus. L’atelier "
                        "municipal fabrique quatre boîtes en métal, hautes d’un mètre, "
                        "avec une trappe que les rats ne peuvent pas ouvrir et une "
                        "ouverture trop petite pour un sac.\n\n"
                        "Les boîtes seront posées près du marché, à la Cité, avenue "
                        "Aristide-Briand et à l’entrée du quartier Daguerre. Une "
                        "équipe les vide deux fois par semaine, pendant sa tournée "
                        "habituelle : le coût est donc surtout celui de la "
                        "fabrication, 3 400 € pour les quatre.\n\n"
                        "Trois éleveurs des environs sont intéressés par le pain sec. "
                        "Le service vérifie avec eux ce que la règle leur demande."
                    ),
                    signatory="Pour la Ville, le service Propreté urbaine",
                    decided_by="Service Propreté urbaine",
                    decided_on_day=24,
                    next_steps=(
                        "Fabrication, pose des quatre boîtes, puis point avec le "
                        "conseil sur ce que devient le pain."
                    ),
                    milestone=Milestone("Quatre boîtes posées et un usage pour le pain", 6),
                ),
            ),
            Step(
                107,
                "15:10",
                "milestone_report",
                "valerie-stolz",
                text=(
                    "Les quatre boîtes sont posées. Elles recueillent ensemble 46 kg "
                    "de pain par semaine, deux fois plus que prévu. Les agents de la "
                    "tournée ne trouvent presque plus de sacs de pain dans les rues "
                    "voisines.\n\n"
                    "Une difficulté apparaît : pour nourrir des animaux, il faut "
                    "savoir d’où vient chaque pain et ce qu’il contient. C’est "
                    "impossible avec une boîte ouverte à tous."
                ),
            ),
            Step(
                190,
                "10:20",
                "milestone_report",
                "valerie-stolz",
                text=(
                    "Le projet change de chemin, et nous tenons à dire pourquoi. Le "
                    "don aux éleveurs est abandonné : le suivi exigé pour "
                    "l’alimentation des animaux est trop lourd. Avec le conseil, nous "
                    "avons choisi la méthanisation : le pain produira du gaz et un "
                    "engrais.\n\n"
                    "Les boîtes restent où elles sont. Seule l’affichette change, pour "
                    "que chacun sache ce que devient son pain."
                ),
                milestone=Milestone("Quatre boîtes posées et un usage pour le pain", 4),
            ),
        ),
    ),
    DemoRequest(
        key="lampadaires-gluck",
        council="manufactures",
        theme="voirie",
        state="A3_due_soon",
        author="roland-buchmuller",
        title="Allumer plus tôt les lampadaires de l’allée Glück",
        need=(
            "Le matin, l’allée Glück reste éteinte jusqu’à ce que les élèves soient "
            "déjà passés. Nous l’avons noté pendant deux semaines : la lumière "
            "s’éteint la nuit pour économiser, ce que nous approuvons, mais elle "
            "revient trop tard pour celles et ceux qui partent travailler à 5 h 30.\n\n"
            "Une dame est tombée sur une bordure descellée. Elle n’ose plus sortir "
            "avant le jour et a dû changer ses horaires de ménage."
        ),
        asked=(
            "Nous demandons que l’allée soit éclairée à partir de 5 heures les jours "
            "de semaine, et que la bordure devant le centre socioculturel soit réparée."
        ),
        quartier="Brustlein",
        place="Allée Glück, du centre socioculturel à l’arrêt de tram",
        point=(7.3172, 47.7552),
        meeting_days_before=4,
        service="eclairage",
        elected="helene-strubel",
        deposited_days_ago=28,
        steps=(
            Step(0, "13:50", "deposit", "etienne-zumsteeg"),
            Step(1, "09:25", "proofread", "tariq-benslimane"),
            Step(
                4,
                "11:40",
                "qualify",
                "sylvain-thiercelin",
                service="eclairage",
                elected="helene-strubel",
            ),
            Step(
                7,
                "10:05",
                "accept_attribution",
                "laurence-bihrel",
                holder="jerome-wackel",
                deputy="samira-lounici",
            ),
        ),
    ),
    DemoRequest(
        key="trottoir-briand",
        council="manufactures",
        theme="voirie",
        state="A6",
        author="suzanne-oberdorff",
        title="Un trottoir où l’on passe, avenue Aristide-Briand",
        need=(
            "Entre le marché et le 88 avenue Briand, le trottoir mesure parfois moins "
            "d’un mètre : un étal, un panneau, une trottinette couchée, et il faut "
            "descendre sur la chaussée. Avec un déambulateur, c’est impossible.\n\n"
            "La commission a mesuré tout le trajet avec un mètre ruban et un fauteuil "
            "prêté. Elle a relevé dix-sept endroits trop étroits. Onze pourraient être "
            "libérés sans travaux, seulement en déplaçant quelque chose."
        ),
        asked=(
            "Nous demandons un passage libre de 1,40 m sur tout le trajet, des limites "
            "peintes au sol pour les étals et les terrasses, et deux bancs pour se "
            "reposer en chemin."
        ),
        quartier="Cité-Briand",
        place="Avenue Aristide-Briand, du marché au numéro 88",
        point=(7.3268, 47.7522),
        meeting_days_before=7,
        service="voirie",
        elected="helene-strubel",
        deposited_days_ago=52,
        steps=(
            Step(0, "11:15", "deposit", "hatice-aydogan"),
            Step(1, "15:30", "proofread", "rosa-calvinho"),
            Step(
                4,
                "09:50",
                "qualify",
                "sylvain-thiercelin",
                service="voirie",
                elected="helene-strubel",
            ),
            Step(
                7,
                "14:25",
                "accept_attribution",
                "philippe-mathern",
                holder="nicolas-ernwein",
                deputy="sandrine-kopp",
            ),
            Step(
                28,
                "10:35",
                "transmit_answer",
                "nicolas-ernwein",
                answer=Answer(
                    outcome="partial",
                    summary=(
                        "Treize endroits sur dix-sept sont libérés et les limites sont "
                        "peintes. Les quatre derniers et les bancs attendent la "
                        "réfection de l’avenue."
                    ),
                    body=(
                        "Votre relevé est si précis que le service l’a pris comme plan "
                        "de travail. Treize endroits sont déjà libérés : panneaux "
                        "déplacés, appuis pour vélos reculés, limites peintes devant "
                        "les commerces. Une médiatrice est passée chez chaque "
                        "commerçant avant les peintures.\n\n"
                        "Quatre endroits restent trop étroits parce que le bâtiment "
                        "lui-même avance. Seule une réfection de l’avenue permettrait "
                        "d’élargir, en supprimant du stationnement. Elle n’est pas "
                        "dans le programme en cours.\n\n"
                        "Les deux bancs ne peuvent pas être posés sans réduire le "
                        "passage que vous demandez. Tout ce qui pouvait être fait "
                        "l’est à la date de cette réponse."
                    ),
                    signatory=(
                        "Hélène Strubel, adjointe déléguée aux espaces publics et à la voirie"
                    ),
                    decided_by="Comité de programmation de la voirie",
                    decided_on_day=26,
                    next_steps=(
                        "La Ville a fait ce qu’elle pouvait sans travaux. "
                        "L’élargissement sera examiné avec le prochain programme de "
                        "voirie."
                    ),
                    reason_code="technical",
                    reason=(
                        "Aux quatre endroits restants, la façade laisse moins de "
                        "1,10 m jusqu’à la bordure. Gagner trente centimètres oblige à "
                        "déplacer la bordure, les avaloirs d’eau de pluie et deux "
                        "lampadaires, donc à refaire la chaussée sur quatre-vingts "
                        "mètres. Ce chantier est estimé à 240 000 € et doit être voté "
                        "dans un programme de plusieurs années."
                    ),
                    alternative=(
                        "Deux appuis hauts, où l’on peut se reposer presque debout, "
                        "peuvent être fixés aux façades si les propriétaires sont "
                        "d’accord."
                    ),
                ),
            ),
            Step(33, "09:00", "approve_service", "philippe-mathern"),
            Step(39, "15:50", "approve_elected", "helene-strubel"),
        ),
    ),
    DemoRequest(
        key="jardin-brustlein",
        council="manufactures",
        theme="nature",
        state="A4",
        author="leila-ferhat",
        title="Un jardin partagé derrière le centre Lavoisier-Brustlein",
        need=(
            "Derrière le centre socioculturel, une pelouse de la taille d’un terrain "
            "de handball ne sert à personne. Elle est tondue huit fois par an. "
            "Vingt-deux familles de la résidence voisine cherchent un bout de terre, "
            "et la liste d’attente des jardins familiaux est de trois ans.\n\n"
            "Le centre prêterait un local pour les outils. Une ancienne maraîchère du "
            "quartier propose d’apprendre à celles et ceux qui n’ont jamais jardiné."
        ),
        asked=(
            "Nous demandons l’autorisation d’y créer un jardin partagé, une arrivée "
            "d’eau, une analyse du sol et une clôture basse. Une association "
            "d’habitants en tiendrait le règlement."
        ),
        quartier="Brustlein",
        place="Pelouse derrière le centre socioculturel, 51 allée Glück",
        point=(7.3165, 47.7560),
        meeting_days_before=9,
        service="espaces-verts",
        elected="driss-amrani",
        deposited_days_ago=36,
        steps=(
            Step(0, "10:20", "deposit", "etienne-zumsteeg"),
            Step(1, "11:35", "proofread", "rosa-calvinho"),
            Step(
                5,
                "16:30",
                "qualify",
                "tariq-benslimane",
                service="espaces-verts",
                elected="driss-amrani",
            ),
            Step(
                8,
                "09:10",
                "accept_attribution",
                "isabelle-munsch",
                holder="coralie-peltre",
                deputy="damien-rusterholtz",
            ),
            Step(
                31,
                "14:15",
                "transmit_answer",
                "coralie-peltre",
                answer=Answer(
                    outcome="accepted",
                    summary=(
                        "Le jardin partagé est accepté sur 600 m². La terre est saine. "
                        "La Ville pose l’eau et la clôture, l’association signe une "
                        "convention."
                    ),
                    body=(
                        "L’analyse du sol est bonne : on peut y cultiver en pleine "
                        "terre, sauf une bande de deux mètres le long de l’ancien mur "
                        "d’usine, où des bacs seront nécessaires.\n\n"
                        "La Ville met à disposition 600 m², une arrivée d’eau avec "
                        "compteur, deux récupérateurs de pluie et une clôture de "
                        "1,20 m. Une convention de trois ans, gratuite, sera signée "
                        "avec l’association d’habitants. Le jardin reste ouvert au "
                        "public le mercredi et le samedi."
                    ),
                    signatory=(
                        "Driss Amrani, adjoint délégué à la propreté et à la nature en ville"
                    ),
                    decided_by="Adjoint délégué, par délégation du maire",
                    decided_on_day=29,
                    next_steps=(
                        "Création de l’association, signature de la convention, puis "
                        "pose de l’eau et de la clôture."
                    ),
                    milestone=Milestone("Pose de l’eau et de la clôture", 4),
                ),
            ),
        ),
    ),
)
