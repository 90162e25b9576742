"""The offer that went to its end: suites, workshop and bilan."""

from circuits.demo.offer_shapes import (
    DemoContribution,
    DemoDocument,
    DemoFollowUp,
    DemoOffer,
    OfferStep,
)

OFFERS: tuple[DemoOffer, ...] = (
    DemoOffer(
        key="cours-plantees",
        service="ecoles",
        theme="jeunesse",
        state="F1",
        author="farid-merabtene",
        elected="mathieu-kerbrat",
        title="Trois cours d’école plantées, ouvertes le samedi : écrire la règle ensemble",
        proposal=(
            "Trois cours d’école viennent d’être transformées : à l’école Wolf, à l’école du "
            "Drouot et à l’école du Haut-Poirier. En tout, 2 700 m² de goudron ont laissé la "
            "place à de la terre, à des copeaux de bois et à 64 arbres. Il y fait de quatre à "
            "six degrés de moins l’été.\n\n"
            "Ces cours dorment la moitié de l’année. La Ville propose de les ouvrir aux "
            "familles du quartier le samedi après-midi, à l’essai pendant un an. Une ouverture "
            "sans règle tournerait mal ; une règle écrite sans vous aussi.\n\n"
            "Nous vous invitons à un atelier de 18 h à 20 h 30, par petites tables. Garde "
            "d’enfants et repas sur place. Dites-nous d’ici là si vous venez, et ce que vous "
            "voulez y défendre."
        ),
        open_points=(
            "L’heure d’ouverture et l’heure de fermeture du samedi.\n\n"
            "Qui ouvre, qui ferme, qui veille.\n\n"
            "Ce que l’on peut y faire : jouer au ballon, manger, planter, faire de la "
            "musique.\n\n"
            "Les arbres et les plantes à ajouter : 9 000 euros restent à dépenser."
        ),
        decided_points=(
            "Les cours restent fermées au public pendant l’école et pendant l’accueil du "
            "mercredi.\n\n"
            "Les chiens, l’alcool et le tabac n’y entrent pas. Pour le tabac, c’est la loi.\n\n"
            "Le budget de fonctionnement est voté : 17 000 euros pour un an, soit un agent par "
            "cour le samedi après-midi.\n\n"
            "Les trois directions d’école ont donné leur accord par écrit. Elles peuvent "
            "demander l’arrêt de l’essai."
        ),
        form="workshop",
        publication_plan=(
            "La réponse de la Ville à chaque conseil avant l’atelier, puis le compte rendu de "
            "l’atelier, la règle affichée aux trois portails et les chiffres de fréquentation "
            "tous les trois mois."
        ),
        place="Agence de la participation citoyenne, grande salle",
        councils=("d8", "drouot-barbanegre", "west"),
        contact="estelle-noirot",
        submitted_days_ago=300,
        answer_day=59,
        event_day=107,
        documents=(
            DemoDocument(
                "Les trois cours en chiffres",
                "pdf",
                (
                    (
                        "École Wolf : 950 m² de terre et de copeaux, 22 arbres, une butte, un "
                        "point d’eau. Portail sur la rue, à douze mètres du premier immeuble."
                    ),
                    (
                        "École du Drouot : 1 100 m², 27 arbres, une cabane de saule, deux "
                        "tables. Portail près de la place Hauger."
                    ),
                    (
                        "École du Haut-Poirier : 650 m², 15 arbres, la haie fruitière plantée "
                        "avec le conseil. Portail côté rue."
                    ),
                    (
                        "Aucune des trois n’a de toilettes ouvertes sur la cour. Celles du "
                        "préau peuvent l’être si un agent est là."
                    ),
                ),
            ),
        ),
        steps=(
            OfferStep(0, "09:40", "submit_offer", "farid-merabtene"),
            OfferStep(
                2, "15:50", "approve_offer", "tariq-benslimane", elected="mathieu-kerbrat"
            ),
            OfferStep(10, "11:15", "send_offer", "mathieu-kerbrat"),
            OfferStep(
                12,
                "09:20",
                "acknowledge_offer",
                "josiane-meistermann",
                council="drouot-barbanegre",
            ),
            OfferStep(16, "17:15", "acknowledge_offer", "rachida-benmansour", council="west"),
            OfferStep(20, "10:40", "acknowledge_offer", "bernard-litzler", council="d8"),
            OfferStep(
                44,
                "16:30",
                "answer_offer",
                "josiane-meistermann",
                council="drouot-barbanegre",
                answer=DemoContribution(
                    kind="participates",
                    body=(
                        "Le conseil participe et viendra à quatre.\n\n"
                        "Nous avons demandé aux parents devant l’école, deux soirs de suite : "
                        "52 réponses. 47 veulent venir le samedi. Deux choses les "
                        "retiendraient : un portail fermé sans prévenir et l’absence de "
                        "toilettes.\n\n"
                        "Nous proposons que la cour ferme à 18 heures l’hiver et à 19 heures "
                        "l’été, que les toilettes du préau soient ouvertes aux mêmes heures, et "
                        "qu’une ardoise accrochée au portail dise chaque vendredi si la cour "
                        "ouvre le lendemain.\n\n"
                        "Pour veiller, l’agent de la Ville ne suffit pas. Neuf grands-parents "
                        "sont prêts à se relayer à deux, pour saluer, montrer où sont les "
                        "choses et appeler l’agent s’il le faut. Ils ne veulent pas faire la "
                        "police, et il faut que la règle le dise."
                    ),
                    delegates=(
                        "Karim Tahraoui, Dragana Luković, Idriss Sowane et Lucienne Schmerber."
                    ),
                    available=(
                        "Tous les soirs de la semaine, sauf celui de la réunion du conseil."
                    ),
                    met_days_before=6,
                ),
            ),
            OfferStep(
                55,
                "14:50",
                "answer_offer",
                "antoine-feltzer",
                council="west",
                answer=DemoContribution(
                    kind="opinion",
                    body=(
                        "Le conseil est d’accord pour l’ouverture du samedi au Haut-Poirier. La "
                        "commission « Vergers et haies » connaît bien cette cour : la haie qui "
                        "la borde est la nôtre.\n\n"
                        "Nous demandons douze arbres fruitiers de plus, poiriers et pruniers, "
                        "sur le côté ouest. Il reste de la place, et les élèves ont déjà "
                        "dessiné le plan. La commission les arrose deux étés.\n\n"
                        "Nous demandons aussi l’ouverture du mercredi après-midi. C’est le jour "
                        "où les enfants traînent, et le samedi beaucoup de familles font leurs "
                        "courses.\n\n"
                        "Pour la règle, une phrase nous tient à cœur : « Les fruits sont à tout "
                        "le monde, on en prend une poignée. » Elle marche sur notre haie depuis "
                        "la première récolte, sans autre surveillance."
                    ),
                    met_days_before=9,
                ),
            ),
            OfferStep(
                78,
                "17:25",
                "answer_offer",
                "bernard-litzler",
                council="d8",
                answer=DemoContribution(
                    kind="participates",
                    body=(
                        "Nous répondons après la date, et nous le regrettons : la réunion où "
                        "nous devions en parler a été remplacée par une urgence d’immeuble. "
                        "Merci de nous lire quand même.\n\n"
                        "Le conseil participe à l’atelier.\n\n"
                        "À Wolf, la cour est le seul endroit frais du quartier. Un après-midi "
                        "par semaine, c’est trop peu. Nous demandons qu’elle soit ouverte aussi "
                        "le dimanche, et jusqu’à 21 heures l’été. C’est le soir que les "
                        "appartements sont intenables, et c’est le soir que les jeunes n’ont "
                        "nulle part où aller.\n\n"
                        "Nous savons que le premier immeuble est à douze mètres. Six familles "
                        "de cet immeuble ont signé pour l’ouverture du soir, deux contre, une "
                        "attend de voir. Nous sommes prêts à commencer par quatre dimanches "
                        "d’essai."
                    ),
                    delegates="Emine Yilmazer et Lucas Wendling.",
                    available="Après 18 h, n’importe quel jour.",
                ),
            ),
            OfferStep(
                93,
                "11:00",
                "publish_follow_up",
                "farid-merabtene",
                text=(
                    "Trois conseils ont répondu, dont un après la date ; sa contribution a été "
                    "lue comme les autres. La Ville ouvre les trois cours le samedi, avec "
                    "toilettes, et dit ci-dessous ce qu’elle garde de chaque texte.\n\n"
                    "Ce qui est accepté n’est plus à discuter à l’atelier : on y écrira le "
                    "reste, c’est-à-dire ce que l’on peut faire dans les cours et comment on se "
                    "parle quand cela se passe mal."
                ),
                follow_ups=(
                    DemoFollowUp(
                        "drouot-barbanegre",
                        "kept",
                        (
                            "Tout est retenu. Fermeture à 18 heures l’hiver et à 19 heures "
                            "l’été, dans les trois cours. Toilettes du préau ouvertes aux mêmes "
                            "heures. Une ardoise est posée à chaque portail. La règle dira que "
                            "les grands-parents accueillent et que seul l’agent intervient."
                        ),
                    ),
                    DemoFollowUp(
                        "west",
                        "partly",
                        (
                            "Six arbres fruitiers au lieu de douze : les 9 000 euros se "
                            "partagent entre trois cours, et trois mètres doivent rester libres "
                            "le long du mur pour les pompiers. La phrase sur les fruits est "
                            "reprise mot pour mot. Le mercredi n’est pas possible : l’accueil "
                            "de loisirs occupe la cour avec 60 enfants jusqu’à 18 heures."
                        ),
                    ),
                    DemoFollowUp(
                        "d8",
                        "not_kept",
                        (
                            "Le dimanche et les soirs jusqu’à 21 heures demandent un agent de "
                            "plus par cour, soit 11 400 euros par an, qui ne sont pas au "
                            "budget. Ouvrir sans agent à douze mètres des chambres ne serait "
                            "pas honnête envers les deux familles opposées. La question sera "
                            "reposée au vote du prochain budget, avec les chiffres de "
                            "fréquentation et les signatures jointes."
                        ),
                    ),
                ),
            ),
            OfferStep(
                117,
                "16:10",
                "publish_assessment",
                "estelle-noirot",
                text=(
                    "L’atelier a réuni 34 personnes : onze membres des trois conseils, quatorze "
                    "parents, quatre enseignants, trois agents et deux grands-mères venues par "
                    "curiosité, qui se sont inscrites pour accueillir.\n\n"
                    "Ce qui en est sorti : une règle en huit phrases, la même aux trois "
                    "portails. Le ballon en mousse est permis, la musique aussi jusqu’à 17 "
                    "heures, on peut manger si l’on remporte ses restes. Dix-sept personnes se "
                    "relaient pour l’accueil. Les six arbres fruitiers du Haut-Poirier ont leur "
                    "place sur le plan des élèves.\n\n"
                    "Ce qui n’a pas marché : deux heures et demie, c’était court, et la table "
                    "sur le bruit n’a pas conclu. Il manquait un interprète en turc. Le conseil "
                    "D8 a redit son désaccord sur le dimanche ; il est écrit au compte "
                    "rendu.\n\n"
                    "Dépensé : 640 euros pour le repas et la garde d’enfants. Le service publie "
                    "les chiffres de fréquentation tous les trois mois."
                ),
            ),
        ),
    ),
)
