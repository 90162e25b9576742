"""The demandes of the council of West."""

from circuits.demo.shapes import Answer, DemoRequest, Milestone, Step

REQUESTS: tuple[DemoRequest, ...] = (
    DemoRequest(
        key="haie-haut-poirier",
        council="west",
        theme="nature",
        state="E4",
        author="gerard-suttler",
        title="Une haie fruitière avec l’école du Haut-Poirier",
        need=(
            "Le Haut-Poirier porte bien son nom : il reste, derrière l’école, trois "
            "vieux poiriers que plus personne ne taille. Le long de la clôture, un "
            "grillage vert de quatre-vingts mètres sépare la cour d’une pelouse "
            "vide.\n\n"
            "Les enseignantes voudraient que les enfants voient pousser ce qu’ils "
            "mangent. La commission « Vergers et haies » sait planter, mais il lui "
            "faut l’accord de la Ville et des arbustes sains."
        ),
        asked=(
            "Nous demandons l’autorisation de planter une haie fruitière le long du "
            "grillage (groseilliers, framboisiers, noisetiers, amélanchiers), une "
            "soixantaine de plants, et une démonstration de taille des vieux poiriers."
        ),
        quartier="Haut-Poirier",
        place="Clôture de l’école du Haut-Poirier",
        point=(7.2975, 47.7452),
        meeting_days_before=6,
        service="espaces-verts",
        elected="driss-amrani",
        deposited_days_ago=470,
        steps=(
            Step(0, "14:05", "deposit", "antoine-feltzer"),
            Step(1, "10:10", "proofread", "rosa-calvinho"),
            Step(
                4,
                "11:25",
                "qualify",
                "sylvain-thiercelin",
                service="espaces-verts",
                elected="driss-amrani",
            ),
            Step(
                6,
                "16:40",
                "accept_attribution",
                "isabelle-munsch",
                holder="damien-rusterholtz",
                deputy="coralie-peltre",
            ),
            Step(
                24,
                "09:45",
                "transmit_answer",
                "damien-rusterholtz",
                answer=Answer(
                    outcome="accepted",
                    summary=(
                        "Accord pour la haie fruitière : 64 plants sont livrés à "
                        "l’école et un jardinier montre la taille des poiriers."
                    ),
                    body=(
                        "Le terrain appartient à la Ville et la haie ne gêne aucun "
                        "réseau. Le service donne son accord pour toute la longueur du "
                        "grillage.\n\n"
                        "Soixante-quatre plants ont été préparés dans les serres "
                        "municipales : groseilliers, framboisiers, noisetiers, "
                        "amélanchiers et deux cognassiers. Ils sont livrés à l’école, "
                        "avec du compost et des tuteurs, au moment de cette réponse. "
                        "Un jardinier a passé une matinée avec deux classes pour "
                        "tailler les vieux poiriers ; il a laissé une fiche pour les "
                        "années suivantes.\n\n"
                        "L’arrosage des deux premiers étés est confié à l’école et à "
                        "la commission, qui ont accepté par écrit. Les fruits sont à "
                        "tout le monde."
                    ),
                    signatory=(
                        "Driss Amrani, adjoint délégué à la propreté et à la nature en ville"
                    ),
                    decided_by="Adjoint délégué, par délégation du maire",
                    decided_on_day=22,
                    next_steps=(
                        "La plantation est menée par l’école et le conseil. La Ville "
                        "n’a rien d’autre à faire."
                    ),
                ),
            ),
            Step(29, "10:55", "approve_service", "isabelle-munsch"),
            Step(34, "15:35", "approve_elected", "driss-amrani"),
            Step(
                52,
                "11:30",
                "acknowledge_answer",
                "sylvain-thiercelin",
                on_behalf_of="antoine-feltzer",
                channel="voice",
                text=(
                    "La haie est plantée, quarante personnes sont venues. Le conseil "
                    "prend acte et remercie les jardiniers."
                ),
            ),
        ),
    ),
    DemoRequest(
        key="bancs-coteaux",
        council="west",
        theme="espaces-publics",
        state="A5",
        author="colette-huglin",
        title="Des bancs avec dossier sur le chemin du marché des Coteaux",
        need=(
            "Du haut des Coteaux jusqu’au marché, il y a six cents mètres en pente et "
            "pas un seul banc. Les personnes âgées s’assoient sur les blocs de béton. "
            "Certaines ne font plus leurs courses elles-mêmes.\n\n"
            "Onze dames et deux messieurs ont fait le trajet ensemble et se sont "
            "arrêtés là où les jambes le demandaient. Les quatre arrêts sont marqués "
            "sur le plan joint."
        ),
        asked=(
            "Nous demandons quatre bancs avec dossier et accoudoirs, assez hauts pour "
            "se relever, aux quatre arrêts marqués, chacun avec une corbeille et un "
            "peu d’ombre."
        ),
        quartier="Coteaux",
        place="Chemin piéton, des tours du haut jusqu’au marché",
        point=(7.3040, 47.7378),
        meeting_days_before=7,
        service="amenagement",
        elected="helene-strubel",
        deposited_days_ago=44,
        steps=(
            Step(0, "10:15", "deposit", "rachida-benmansour"),
            Step(1, "16:00", "proofread", "rosa-calvinho"),
            Step(
                4,
                "09:35",
                "qualify",
                "tariq-benslimane",
                service="amenagement",
                elected="helene-strubel",
            ),
            Step(
                7,
                "11:15",
                "accept_attribution",
                "olivier-gassmann",
                holder="maud-lienhardt",
                deputy="remi-castagnet",
            ),
            Step(
                31,
                "14:55",
                "transmit_answer",
                "maud-lienhardt",
                answer=Answer(
                    outcome="accepted",
                    summary=(
                        "Quatre bancs hauts avec dossier et accoudoirs seront posés "
                        "aux quatre arrêts choisis. Coût : 7 200 €."
                    ),
                    body=(
                        "Le service a refait le chemin avec trois des personnes qui "
                        "ont signé la demande. Les quatre arrêts sont bien choisis ; "
                        "l’un d’eux est déplacé de six mètres, à l’ombre d’un "
                        "érable.\n\n"
                        "Les bancs retenus ont une assise à 48 cm du sol, un dossier "
                        "et deux accoudoirs. Chaque banc reçoit une corbeille et une "
                        "place libre à côté pour une poussette ou un fauteuil. Les "
                        "socles seront coulés en une journée, sans fermer le chemin."
                    ),
                    signatory=(
                        "Hélène Strubel, adjointe déléguée aux espaces publics et à la voirie"
                    ),
                    decided_by="Comité de programmation des espaces publics",
                    decided_on_day=30,
                    next_steps=(
                        "Commande des bancs, puis pose en une semaine. La commission "
                        "sera prévenue du jour."
                    ),
                    milestone=Milestone("Pose des quatre bancs", 3),
                ),
            ),
            Step(38, "09:30", "approve_service", "olivier-gassmann"),
        ),
    ),
    DemoRequest(
        key="arret-bel-air",
        council="west",
        theme="voirie",
        state="E3",
        author="mehmet-demirhan",
        title="Rapprocher l’arrêt de bus de Bel-Air du cabinet médical",
        need=(
            "L’arrêt de Bel-Air est à trois cent cinquante mètres du cabinet médical, "
            "de l’autre côté d’un carrefour. Les patients arrivent essoufflés ou en "
            "retard ; deux médecins nous l’ont écrit.\n\n"
            "Avant les travaux du carrefour, l’arrêt était presque devant la porte."
        ),
        asked=(
            "Nous demandons que l’arrêt soit rapproché du cabinet médical, dans les "
            "deux sens, ou qu’un second arrêt soit créé."
        ),
        quartier="Dornach",
        place="Arrêt Bel-Air et cabinet médical voisin",
        point=(7.3075, 47.7482),
        meeting_days_before=9,
        service="voirie",
        elected="helene-strubel",
        deposited_days_ago=240,
        steps=(
            Step(0, "15:05", "deposit", "antoine-feltzer"),
            Step(1, "10:45", "proofread", "tariq-benslimane"),
            Step(
                6,
                "09:15",
                "qualify",
                "sylvain-thiercelin",
                service="voirie",
                elected="helene-strubel",
            ),
            Step(
                9,
                "10:20",
                "accept_attribution",
                "philippe-mathern",
                holder="nicolas-ernwein",
                deputy="sandrine-kopp",
            ),
            Step(
                52,
                "11:40",
                "transmit_answer",
                "nicolas-ernwein",
                answer=Answer(
                    outcome="refused",
                    summary=(
                        "Refusée : la Ville ne fixe pas l’emplacement des arrêts. Elle "
                        "a transmis votre dossier à l’agglomération, qui en décide."
                    ),
                    body=(
                        "Vous avez attendu cette réponse trop longtemps : le service "
                        "attendait lui-même un avis extérieur et ne vous l’a pas dit. "
                        "La Ville vous présente ses excuses.\n\n"
                        "L’emplacement des arrêts de bus est décidé par "
                        "l’agglomération avec l’exploitant du réseau. La Ville n’a que "
                        "la charge du trottoir. Elle ne peut donc pas accepter votre "
                        "demande, même si elle la trouve juste.\n\n"
                        "Votre dossier complet, avec les lettres des deux médecins, a "
                        "été transmis à l’agglomération avec un avis favorable de la "
                        "Ville."
                    ),
                    signatory=(
                        "Hélène Strubel, adjointe déléguée aux espaces publics et à la voirie"
                    ),
                    decided_by="Adjointe déléguée, par délégation du maire",
                    decided_on_day=49,
                    next_steps=(
                        "L’agglomération répondra directement au conseil. L’Agence "
                        "demandera des nouvelles dans trois mois."
                    ),
                    reason_code="competence",
                    reason=(
                        "Depuis que les transports ont été confiés à l’agglomération, "
                        "la Ville ne décide plus ni des lignes, ni des horaires, ni de "
                        "la place des arrêts. Déplacer cet arrêt touche aussi le temps "
                        "de parcours de deux lignes et le réglage du carrefour, que "
                        "seul l’exploitant du réseau peut calculer. Une décision prise "
                        "par la Ville seule n’aurait aucune valeur."
                    ),
                    alternative=(
                        "La Ville refait le passage piéton du carrefour avec un temps "
                        "de traversée plus long et pose deux bancs entre l’arrêt et le "
                        "cabinet médical."
                    ),
                ),
            ),
            Step(59, "16:10", "approve_service", "philippe-mathern"),
            Step(71, "10:05", "approve_elected", "helene-strubel"),
        ),
    ),
    DemoRequest(
        key="planchas-coteaux",
        council="west",
        theme="animation",
        state="A1_late",
        author="ines-carvalho",
        title="Réparer les planchas du parc des Coteaux et dire comment les allumer",
        need=(
            "Les planchas du parc des Coteaux étaient une belle idée : on les allume "
            "avec son téléphone, on cuisine ensemble, on nettoie, on laisse la place. "
            "Deux sur trois ne s’allument plus, et rien n’explique quoi faire quand on "
            "n’a pas de téléphone récent.\n\n"
            "Les fêtes du quartier se font donc avec des barbecues apportés de la "
            "maison, sur l’herbe sèche."
        ),
        asked=(
            "Nous demandons la réparation des deux planchas, un mode d’emploi sur "
            "place en images, et un moyen de les allumer sans téléphone, par exemple "
            "une clé gardée au centre socioculturel."
        ),
        quartier="Coteaux",
        place="Parc des Coteaux, près des tables de pique-nique",
        point=(7.3018, 47.7362),
        meeting_days_before=5,
        service="animation",
        elected="odile-wintzer",
        deposited_days_ago=13,
        steps=(
            Step(0, "11:50", "deposit", "antoine-feltzer"),
            Step(1, "09:55", "proofread", "rosa-calvinho"),
        ),
    ),
)
