"""Offers whose councils have spoken: suites to come, and a bilan that is late."""

from circuits.demo.offer_shapes import (
    DemoContribution,
    DemoDocument,
    DemoFollowUp,
    DemoOffer,
    OfferStep,
)

OFFERS: tuple[DemoOffer, ...] = (
    DemoOffer(
        key="bancs-ville",
        service="amenagement",
        theme="espaces-publics",
        state="B4",
        author="remi-castagnet",
        elected="helene-strubel",
        title="Soixante bancs à poser cette année : où s’arrête-t-on vraiment ?",
        proposal=(
            "La Ville pose chaque année une soixantaine de bancs, là où on les lui "
            "demande. Résultat : beaucoup de bancs dans les parcs, très peu sur les "
            "trajets.\n\n"
            "Nous vous proposons de faire l’inverse : marcher avec des personnes qui se "
            "fatiguent vite, et marquer l’endroit où elles voudraient s’asseoir."
        ),
        open_points=(
            "Les endroits, vingt par conseil au plus, dans l’ordre.\n\n"
            "Le modèle : trois bancs sont exposés à l’Agence."
        ),
        decided_points=(
            "Tous les bancs ont un dossier et des accoudoirs.\n\n"
            "Pas de banc à moins de quatre mètres d’une fenêtre de rez-de-chaussée.\n\n"
            "Le budget est de 84 000 euros, pose comprise."
        ),
        form="opinion",
        publication_plan="La carte des soixante endroits, et la raison pour chaque endroit refusé.",
        place="Secteurs D8, Manufactures et Grand Centre",
        councils=("d8", "manufactures", "grand-centre"),
        contact="remi-castagnet",
        submitted_days_ago=66,
        answer_day=55,
        documents=(
            DemoDocument(
                "Les trois modèles de banc",
                "pdf",
                (
                    (
                        "Modèle A : bois, assise à 46 cm, 1,80 m de long. Il vieillit bien "
                        "et se "
                        "répare latte par latte."
                    ),
                    "Modèle B : acier, assise à 48 cm. Solide, mais chaud l’été et froid "
                    "l’hiver.",
                    (
                        "Modèle C : bois, deux places séparées par un accoudoir, assise à "
                        "48 cm. "
                        "C’est celui que les kinésithérapeutes consultés préfèrent."
                    ),
                ),
            ),
        ),
        steps=(
            OfferStep(0, "11:30", "submit_offer", "remi-castagnet"),
            OfferStep(3, "10:20", "approve_offer", "rosa-calvinho", elected="helene-strubel"),
            OfferStep(7, "14:45", "send_offer", "helene-strubel"),
            OfferStep(
                10, "09:15", "acknowledge_offer", "claire-hirtzel", council="grand-centre"
            ),
            OfferStep(12, "18:20", "acknowledge_offer", "bernard-litzler", council="d8"),
            OfferStep(
                16,
                "11:50",
                "decline_offer",
                "etienne-zumsteeg",
                council="manufactures",
                text=(
                    "Le conseil a déjà donné ses endroits dans deux demandes. Il ne veut pas "
                    "faire marcher les mêmes personnes une troisième fois."
                ),
            ),
            OfferStep(
                44,
                "16:15",
                "answer_offer",
                "claire-hirtzel",
                council="grand-centre",
                answer=DemoContribution(
                    kind="opinion",
                    body=(
                        "Nous avons marché quatre après-midi, avec vingt-trois personnes de "
                        "68 à "
                        "91 ans. Leur fatigue a dessiné la carte : voici dix-neuf endroits, "
                        "dans "
                        "l’ordre.\n\n"
                        "Les trois premiers : en haut de la rue du Jardin-Zoologique, devant la "
                        "pharmacie de la rue de la Sinne, à mi-chemin entre la gare et le "
                        "Nordfeld.\n\n"
                        "Le modèle C, à l’unanimité. Une dame a dit : « Le A est beau, mais "
                        "je n’en "
                        "sors pas. »\n\n"
                        "Deux remarques. Un banc sans ombre ne sert pas l’été. Et un banc "
                        "seul fait "
                        "peur le soir : mettez-les par deux, face à face, quand il y a la place."
                    ),
                    met_days_before=4,
                ),
            ),
            OfferStep(
                52,
                "10:40",
                "answer_offer",
                "aicha-zeroual",
                council="d8",
                answer=DemoContribution(
                    kind="opinion",
                    body=(
                        "Seize endroits, joints dans l’ordre. Le conseil n’est pas d’accord "
                        "sur un "
                        "point et préfère le dire : cinq membres ne veulent aucun banc rue "
                        "Vauban, à "
                        "cause du bruit la nuit ; neuf en veulent deux. Nous les avons mis en "
                        "dernier.\n\n"
                        "Modèle C aussi."
                    ),
                    met_days_before=2,
                ),
            ),
        ),
    ),
    DemoOffer(
        key="jobs-ete",
        service="jeunesse",
        theme="jeunesse",
        state="B5_late",
        author="assia-bourezg",
        elected="mathieu-kerbrat",
        title=(
            "Cent vingt emplois de vacances pour les 16-18 ans : quels travaux, dans quels "
            "quartiers ?"
        ),
        proposal=(
            "Pendant les vacances scolaires, la Ville emploie cent vingt jeunes par an, une "
            "semaine chacun. "
            "Jusqu’ici, ils classent des papiers ou balaient des cours.\n\n"
            "Nous voudrions qu’ils fassent des choses que leur quartier verra. À vous de "
            "nous dire lesquelles."
        ),
        open_points=(
            "Les travaux, à raison de deux chantiers par secteur.\n\n"
            "Qui, dans le quartier, peut transmettre un savoir-faire."
        ),
        decided_points=(
            "Une semaine, trente heures, au salaire minimum.\n\n"
            "Pas de machine dangereuse, pas de travail en hauteur.\n\n"
            "Les jeunes sont tirés au sort parmi les candidatures."
        ),
        form="codesign",
        publication_plan=(
            "La liste des chantiers avec la réponse à chaque proposition, puis un bilan."
        ),
        place="Bourtzwiller, Drouot-Barbanègre et ouest de la ville",
        councils=("bourtzwiller", "drouot-barbanegre", "west"),
        contact="julien-hartmeyer",
        submitted_days_ago=128,
        answer_day=56,
        steps=(
            OfferStep(0, "10:50", "submit_offer", "assia-bourezg"),
            OfferStep(
                3, "15:40", "approve_offer", "sylvain-thiercelin", elected="mathieu-kerbrat"
            ),
            OfferStep(6, "12:10", "send_offer", "mathieu-kerbrat"),
            OfferStep(
                8, "17:25", "acknowledge_offer", "nadia-belhaddad", council="bourtzwiller"
            ),
            OfferStep(
                10, "10:55", "acknowledge_offer", "karim-tahraoui", council="drouot-barbanegre"
            ),
            OfferStep(13, "16:50", "acknowledge_offer", "rachida-benmansour", council="west"),
            OfferStep(
                36,
                "17:40",
                "answer_offer",
                "nadia-belhaddad",
                council="bourtzwiller",
                answer=DemoContribution(
                    kind="participates",
                    body=(
                        "Le conseil propose deux chantiers. Repeindre la grille de l’école "
                        "Quimper "
                        "avec les couleurs choisies par les élèves. Et fabriquer vingt "
                        "nichoirs pour "
                        "les berges de la Doller : un menuisier à la retraite prête son "
                        "atelier et "
                        "son temps.\n\n"
                        "Nous demandons une chose en échange : que deux jeunes de chaque "
                        "chantier "
                        "viennent raconter leur semaine à une réunion du conseil."
                    ),
                    delegates="René Kessler et Yanis Ouchène.",
                    available="Le mardi et le jeudi, après 17 h.",
                    met_days_before=5,
                ),
            ),
            OfferStep(
                42,
                "11:10",
                "answer_offer",
                "karim-tahraoui",
                council="drouot-barbanegre",
                answer=DemoContribution(
                    kind="opinion",
                    body=(
                        "Un seul chantier, mais bien fait : remettre en état le local à "
                        "vélos du "
                        "centre socioculturel et y réparer quarante vélos donnés, qui seront "
                        "prêtés "
                        "aux familles.\n\n"
                        "Nous refusons les chantiers de nettoyage. Les jeunes du quartier en "
                        "voient "
                        "assez, et on leur a assez dit de ramasser ce que d’autres jettent."
                    ),
                    met_days_before=7,
                ),
            ),
            OfferStep(
                50,
                "15:35",
                "answer_offer",
                "rosa-calvinho",
                council="west",
                on_behalf_of="antoine-feltzer",
                channel="voice",
                answer=DemoContribution(
                    kind="opinion",
                    body=(
                        "Le conseil propose la cueillette et le jus de pommes du verger du "
                        "Haut-Poirier, si la saison s’y prête. Sinon, la peinture des bancs "
                        "du chemin du "
                        "marché."
                    ),
                ),
            ),
            OfferStep(
                76,
                "14:25",
                "publish_follow_up",
                "assia-bourezg",
                text=(
                    "Cinq propositions, quatre chantiers retenus. Trente-deux jeunes y "
                    "travaillent pendant les vacances, par équipes de huit. Les autres "
                    "emplois restent dans les "
                    "services.\n\n"
                    "Ce que vous avez demandé en échange est accepté partout : à la fin de "
                    "chaque semaine, deux jeunes viennent raconter."
                ),
                follow_ups=(
                    DemoFollowUp(
                        "bourtzwiller",
                        "kept",
                        (
                            "Les deux chantiers sont retenus. Le menuisier est assuré par la "
                            "Ville pour "
                            "la semaine ; le bois est fourni par l’atelier municipal."
                        ),
                    ),
                    DemoFollowUp(
                        "drouot-barbanegre",
                        "kept",
                        (
                            "Le local à vélos est retenu. Aucun chantier de nettoyage n’est "
                            "proposé au "
                            "Drouot ni ailleurs : l’argument vaut pour tous les secteurs."
                        ),
                    ),
                    DemoFollowUp(
                        "west",
                        "partly",
                        (
                            "La peinture des bancs est retenue. Le jus de pommes ne l’est "
                            "pas : la récolte tombe en période de cours. L’école du "
                            "Haut-Poirier s’en est saisie."
                        ),
                    ),
                ),
            ),
        ),
    ),
)
