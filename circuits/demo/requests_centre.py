"""The demandes of the council of Mulhouse Grand Centre."""

from circuits.demo.shapes import Answer, DemoRequest, Milestone, Step

REQUESTS: tuple[DemoRequest, ...] = (
    DemoRequest(
        key="fonderie-diagnostic",
        council="grand-centre",
        theme="espaces-publics",
        state="A4",
        author="mireille-tschan",
        title="Fonderie : donner une suite au diagnostic en marchant",
        need=(
            "Dix-sept personnes ont fait le tour de la Fonderie à pied, carnet en "
            "main : des habitantes et des habitants, deux étudiantes du campus, le "
            "patron d’un atelier, une personne en fauteuil. Elles ont noté "
            "trente-quatre points.\n\n"
            "Beaucoup sont petits : une grille qui bascule, un banc tourné vers un "
            "mur, une haie qui cache un passage piéton. Ensemble, ils disent que le "
            "quartier a été refait par morceaux et que personne ne regarde les "
            "jonctions.\n\n"
            "Trois points sont vraiment gênants : le passage sombre vers la gare, "
            "l’absence de point d’eau et la traversée de la rue de la Locomotive, où "
            "la bordure fait sept centimètres."
        ),
        asked=(
            "Nous demandons une réponse pour chacun des trente-quatre points (fait, "
            "prévu ou non, et pourquoi), et une nouvelle marche avec les services dans "
            "six mois."
        ),
        quartier="Fonderie",
        place="De la rue de la Locomotive au campus de la Fonderie",
        point=(7.3325, 47.7392),
        meeting_days_before=6,
        service="amenagement",
        elected="helene-strubel",
        deposited_days_ago=47,
        steps=(
            Step(0, "10:00", "deposit", "claire-hirtzel"),
            Step(1, "10:50", "proofread", "rosa-calvinho"),
            Step(
                3,
                "15:45",
                "qualify",
                "sylvain-thiercelin",
                service="amenagement",
                elected="helene-strubel",
            ),
            Step(
                6,
                "09:55",
                "accept_attribution",
                "olivier-gassmann",
                holder="remi-castagnet",
                deputy="maud-lienhardt",
            ),
            Step(
                26,
                "16:05",
                "transmit_answer",
                "remi-castagnet",
                answer=Answer(
                    outcome="partial",
                    summary=(
                        "Vingt points sur trente-quatre sont faits ou prévus. Les "
                        "autres demandent une étude."
                    ),
                    body=(
                        "Le service a repris votre carnet point par point. Vingt "
                        "points sont faits ou prévus cette année. Les quatorze autres "
                        "dépendent de plusieurs services ou demandent une étude.\n\n"
                        "La bordure de la rue de la Locomotive sera abaissée."
                    ),
                    signatory=(
                        "Hélène Strubel, adjointe déléguée aux espaces publics et à la voirie"
                    ),
                    decided_by="Comité de programmation des espaces publics",
                    decided_on_day=24,
                    next_steps="Une nouvelle marche sera proposée.",
                    milestone=Milestone("Bordure abaissée rue de la Locomotive", 3),
                ),
            ),
            Step(31, "11:10", "approve_service", "olivier-gassmann"),
            Step(
                38,
                "10:25",
                "request_changes_elected",
                "helene-strubel",
                text=(
                    "Le conseil demande une réponse pour chaque point. « Les autres » "
                    "ne suffit pas : merci de joindre le tableau complet et de "
                    "proposer une date de marche."
                ),
            ),
            Step(
                41,
                "15:20",
                "transmit_answer",
                "remi-castagnet",
                answer=Answer(
                    outcome="partial",
                    summary=(
                        "Vingt points faits ou prévus, neuf à l’étude avec une date, "
                        "cinq refusés avec leur raison. La marche suivante est prévue "
                        "dans six mois."
                    ),
                    body=(
                        "Le tableau joint répond à chacun des trente-quatre points de "
                        "votre carnet : neuf sont faits, onze sont prévus avec un "
                        "mois, neuf sont à l’étude avec une date de réponse, cinq ne "
                        "seront pas faits et la raison est écrite en face.\n\n"
                        "Les trois points que vous jugez les plus gênants sont traités "
                        "ainsi. La bordure de la rue de la Locomotive sera abaissée. "
                        "Quatre luminaires seront ajoutés dans le passage vers la "
                        "gare. Pour le point d’eau, une fontaine sera branchée sur le "
                        "réseau du campus si l’université donne son accord ; nous vous "
                        "le dirons dans les deux cas.\n\n"
                        "Les cinq refus concernent des terrains privés, où la Ville "
                        "n’a pas le droit d’intervenir. Elle a écrit aux propriétaires."
                    ),
                    signatory=(
                        "Hélène Strubel, adjointe déléguée aux espaces publics et à la voirie"
                    ),
                    decided_by="Comité de programmation des espaces publics",
                    decided_on_day=24,
                    next_steps=(
                        "Travaux de la bordure et du passage, puis nouvelle marche "
                        "avec les services six mois après la réponse."
                    ),
                    reason_code="competence",
                    reason=(
                        "Les cinq points refusés se trouvent dans des cours et sur des "
                        "parkings qui appartiennent à des entreprises ou à des "
                        "copropriétés. La Ville ne peut ni y faire de travaux, ni "
                        "obliger leur propriétaire à en faire, sauf danger immédiat, "
                        "ce qui n’est pas le cas ici. Un courrier avec vos photos leur "
                        "a été envoyé."
                    ),
                    alternative=(
                        "Le conseil peut inviter les propriétaires à la prochaine "
                        "marche ; l’Agence l’aidera à les joindre."
                    ),
                    milestone=Milestone("Bordure abaissée et passage éclairé", 4),
                ),
            ),
        ),
    ),
    DemoRequest(
        key="toilettes-reunion",
        council="grand-centre",
        theme="espaces-publics",
        state="A6",
        author="werner-lauthier",
        title="Des toilettes publiques ouvertes le soir près de la place de la Réunion",
        need=(
            "Après 19 heures, il n’y a plus une seule toilette publique ouverte autour "
            "de la place de la Réunion. Les cafés refusent, ce qui se comprend, et les "
            "porches de la rue Henriette servent d’urinoirs.\n\n"
            "Pour une personne âgée, une femme enceinte ou quelqu’un qui dort dehors, "
            "ce n’est pas un détail : on organise ses sorties autour de cela, ou l’on "
            "ne sort plus."
        ),
        asked=(
            "Nous demandons une toilette automatique, gratuite, accessible en fauteuil "
            "roulant et ouverte jusqu’à minuit, à moins de deux minutes de la place."
        ),
        quartier="Centre Historique",
        place="Place de la Réunion et rues voisines",
        point=(7.3386, 47.7467),
        meeting_days_before=11,
        service="amenagement",
        elected="helene-strubel",
        deposited_days_ago=62,
        steps=(
            Step(0, "16:20", "deposit", "claire-hirtzel"),
            Step(1, "09:05", "proofread", "tariq-benslimane"),
            Step(
                4,
                "10:30",
                "qualify",
                "sylvain-thiercelin",
                service="amenagement",
                elected="helene-strubel",
            ),
            Step(
                7,
                "15:10",
                "accept_attribution",
                "olivier-gassmann",
                holder="maud-lienhardt",
                deputy="remi-castagnet",
            ),
            Step(
                28,
                "11:50",
                "transmit_answer",
                "maud-lienhardt",
                answer=Answer(
                    outcome="refused",
                    summary=(
                        "Refusée pour cette année : une toilette neuve coûterait "
                        "148 000 €. La Ville allonge l’ouverture de celle qui existe."
                    ),
                    body=(
                        "Le besoin est réel et la Ville ne le discute pas. Le service "
                        "a étudié trois emplacements. Dans le périmètre de l’église et "
                        "de l’ancien hôtel de ville, un édifice automatique doit être "
                        "enterré ou habillé ; les réseaux sont anciens et très "
                        "serrés.\n\n"
                        "Le coût le plus bas obtenu est de 148 000 € pour la pose, "
                        "plus 21 000 € par an d’entretien. C’est plus que tout le "
                        "budget annuel de mobilier urbain du centre. La Ville ne "
                        "retient donc pas cette demande.\n\n"
                        "Elle fait cependant un pas, décrit ci-dessous, et reverra la "
                        "question lors des travaux de la halle voisine."
                    ),
                    signatory=(
                        "Hélène Strubel, adjointe déléguée aux espaces publics et à la voirie"
                    ),
                    decided_by="Réunion de la municipalité",
                    decided_on_day=27,
                    next_steps=(
                        "Le conseil a trente jours pour demander une précision. "
                        "L’ouverture prolongée commence sans attendre."
                    ),
                    reason_code="cost",
                    reason=(
                        "La pose d’une toilette automatique coûterait 148 000 €, à "
                        "cause des fouilles archéologiques obligatoires et de "
                        "l’habillage demandé aux abords des monuments, et son "
                        "entretien 21 000 € par an. Le budget de mobilier urbain de "
                        "tout le Grand Centre est de 95 000 € par an. L’accepter "
                        "reviendrait à ne plus réparer ni bancs, ni jeux, ni "
                        "corbeilles pendant deux ans."
                    ),
                    alternative=(
                        "La toilette existante, à trois minutes à pied, reste ouverte "
                        "jusqu’à 22 heures au lieu de 19 heures, avec un passage de "
                        "nettoyage en plus. La Ville propose aussi au conseil de "
                        "construire avec les cafés volontaires un réseau de toilettes "
                        "ouvertes à tous, signalées par un autocollant."
                    ),
                ),
            ),
            Step(
                33,
                "10:15",
                "approve_service",
                "tariq-benslimane",
                on_behalf_of="olivier-gassmann",
                channel="mail",
            ),
            Step(39, "14:50", "approve_elected", "helene-strubel"),
        ),
    ),
    DemoRequest(
        key="cour-nordfeld",
        council="grand-centre",
        theme="nature",
        state="A2",
        author="ousmane-kontede",
        title="Un îlot de fraîcheur dans la cour de l’école du Nordfeld",
        need=(
            "La cour de l’école est un grand carré de goudron. Les jours de chaleur, "
            "la récréation est supprimée : on a relevé 46 degrés au sol. Les voisins "
            "la voient vide tout l’été, alors que le quartier manque d’un endroit "
            "frais.\n\n"
            "Les élèves de deux classes ont fait une maquette : des copeaux, une "
            "pergola, des petits gradins sous des arbres, une pompe à main. Le conseil "
            "l’a trouvée plus sage que bien des projets d’adultes."
        ),
        asked=(
            "Nous demandons que cette cour soit la prochaine à être plantée, d’après "
            "la maquette des élèves, et qu’elle soit ouverte aux habitants le samedi."
        ),
        quartier="Europe-Bassin-Nordfeld",
        place="Cour de l’école du Nordfeld",
        point=(7.3478, 47.7512),
        meeting_days_before=3,
        service="espaces-verts",
        elected="driss-amrani",
        deposited_days_ago=8,
        steps=(
            Step(0, "11:05", "deposit", "joaquim-barreto"),
            Step(1, "14:30", "proofread", "rosa-calvinho"),
            Step(
                5,
                "10:00",
                "qualify",
                "sylvain-thiercelin",
                service="espaces-verts",
                elected="driss-amrani",
            ),
        ),
    ),
    DemoRequest(
        key="rebberg-trente",
        council="grand-centre",
        theme="voirie",
        state="A3_late",
        author="joaquim-barreto",
        title="Passer la montée du Rebberg à 30",
        need=(
            "La rue du Jardin-Zoologique est en pente, étroite et sinueuse. Des "
            "familles y montent à pied vers le zoo, des enfants descendent à vélo, et "
            "des voitures coupent les virages pour éviter le feu d’en bas.\n\n"
            "Le conseil a prêté un radar pédagogique pendant dix jours : une voiture "
            "sur cinq dépasse 50. Trois rétroviseurs ont été arrachés dans l’année."
        ),
        asked=(
            "Nous demandons la limitation à 30 sur toute la montée, deux "
            "rétrécissements qui obligent à ralentir, et une bande pour les vélos dans "
            "le sens de la montée."
        ),
        quartier="Rebberg",
        place="Rue du Jardin-Zoologique, du bas de la montée à l’entrée du zoo",
        point=(7.3452, 47.7372),
        meeting_days_before=8,
        service="voirie",
        elected="helene-strubel",
        deposited_days_ago=42,
        steps=(
            Step(0, "09:20", "deposit", "joaquim-barreto"),
            Step(1, "11:45", "proofread", "tariq-benslimane"),
            Step(
                5,
                "14:10",
                "qualify",
                "sylvain-thiercelin",
                service="voirie",
                elected="helene-strubel",
            ),
            Step(
                8,
                "10:50",
                "accept_attribution",
                "philippe-mathern",
                holder="sandrine-kopp",
                deputy="nicolas-ernwein",
            ),
        ),
    ),
    DemoRequest(
        key="travaux-prevenir",
        council="grand-centre",
        theme="communication",
        state="A1",
        author="elodie-wurthel",
        title="Prévenir les riverains avant les travaux",
        need=(
            "Trois fois de suite, dans la rue de la Sinne et autour, des travaux ont "
            "commencé sans que personne ne soit prévenu. Une infirmière n’a pas pu "
            "sortir sa voiture, un café a perdu deux jours, une personne sous oxygène "
            "n’a pas été livrée.\n\n"
            "Les affichettes existent, mais elles sont posées la veille, sur un "
            "poteau, en petits caractères."
        ),
        asked=(
            "Nous demandons un mot dans les boîtes aux lettres au moins dix jours "
            "avant tout chantier de plus de deux jours, avec un numéro de téléphone où "
            "quelqu’un répond, et une liste des chantiers à venir envoyée au conseil "
            "chaque mois."
        ),
        quartier="Centre Historique",
        place="Rue de la Sinne et rues voisines",
        point=(7.3368, 47.7450),
        service="information",
        elected="odile-wintzer",
        deposited_days_ago=2,
        steps=(Step(0, "10:35", "deposit", "claire-hirtzel"),),
    ),
)
