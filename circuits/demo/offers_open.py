"""Offers under discussion: just sent, past their date for one council, nearly given up."""

from circuits.demo.offer_shapes import DemoContribution, DemoOffer, OfferStep

OFFERS: tuple[DemoOffer, ...] = (
    DemoOffer(
        key="panneaux-quartier",
        service="information",
        theme="communication",
        state="BC_asked",
        author="lea-burtin",
        elected="odile-wintzer",
        title="Dix-huit panneaux d’affichage libre : à quels endroits de votre quartier ?",
        proposal=(
            "La Ville remplace ses vieux panneaux d’affichage libre. Dix-huit panneaux "
            "neufs arrivent, à hauteur de fauteuil, éclairés par le soleil de la "
            "journée. Trois par secteur.\n\n"
            "Un panneau sert s’il est là où l’on attend : un arrêt, une école, une "
            "boulangerie. Vous savez où."
        ),
        open_points=(
            "Les trois endroits de votre secteur.\n\n"
            "Si une des deux faces est réservée au conseil, et qui en garde la clé."
        ),
        decided_points=(
            "Trois panneaux par secteur.\n\n"
            "Une face au moins reste libre pour tous : c’est la loi.\n\n"
            "Le panneau doit laisser 1,40 m de trottoir."
        ),
        form="opinion",
        publication_plan="Le plan des dix-huit endroits avec la raison de chaque choix.",
        place="Les six secteurs",
        councils=(
            "bourtzwiller",
            "d8",
            "drouot-barbanegre",
            "manufactures",
            "grand-centre",
            "west",
        ),
        contact="pascal-wehrlen",
        submitted_days_ago=15,
        answer_day=70,
        steps=(
            OfferStep(0, "09:40", "submit_offer", "lea-burtin"),
            OfferStep(2, "15:05", "approve_offer", "rosa-calvinho", elected="odile-wintzer"),
            OfferStep(6, "11:20", "send_offer", "odile-wintzer"),
            OfferStep(8, "12:30", "acknowledge_offer", "rene-kessler", council="bourtzwiller"),
            OfferStep(
                10, "17:45", "acknowledge_offer", "joaquim-barreto", council="grand-centre"
            ),
            OfferStep(
                13,
                "10:05",
                "ask_question",
                "hatice-aydogan",
                council="manufactures",
                text=(
                    "Le panneau du marché, que tout le monde lit, est-il remplacé lui aussi ? "
                    "S’il disparaît, il nous faut quatre endroits, pas trois."
                ),
            ),
        ),
    ),
    DemoOffer(
        key="jardins-familiaux",
        service="espaces-verts",
        theme="nature",
        state="BC",
        author="coralie-peltre",
        elected="driss-amrani",
        title=(
            "Quarante nouveaux jardins familiaux : de grandes parcelles ou beaucoup de "
            "petites ?"
        ),
        proposal=(
            "Quatre cent douze foyers attendent un jardin, depuis trois ans pour les "
            "plus anciens. La Ville dispose de 8 000 m² le long de la Doller et de "
            "2 500 m² à Dornach.\n\n"
            "En parcelles de 200 m², comme aujourd’hui, cela fait quarante jardins. En "
            "parcelles de 60 m², cela en fait cent trente, mais on ne nourrit pas une "
            "famille avec 60 m²."
        ),
        open_points=(
            "La taille des parcelles.\n\n"
            "L’ordre de la liste d’attente : ancienneté, distance, logement sans "
            "balcon.\n\n"
            "Ce que l’on fait en commun : l’eau, les outils, le compost."
        ),
        decided_points=(
            "Aucun produit chimique.\n\n"
            "Une cabane commune par groupe de dix, pas une par jardin.\n\n"
            "Le loyer reste à 45 centimes le mètre carré par an."
        ),
        form="opinion",
        publication_plan="La taille choisie, l’ordre de la liste, et les avis des conseils en entier.",
        place="Bords de la Doller et Dornach",
        councils=("bourtzwiller", "manufactures", "west"),
        contact="coralie-peltre",
        submitted_days_ago=72,
        answer_day=48,
        steps=(
            OfferStep(0, "14:15", "submit_offer", "coralie-peltre"),
            OfferStep(
                3, "09:50", "approve_offer", "sylvain-thiercelin", elected="driss-amrani"
            ),
            OfferStep(6, "15:30", "send_offer", "driss-amrani"),
            OfferStep(9, "17:55", "acknowledge_offer", "antoine-feltzer", council="west"),
            OfferStep(
                12, "11:25", "acknowledge_offer", "etienne-zumsteeg", council="manufactures"
            ),
            OfferStep(
                38,
                "16:30",
                "answer_offer",
                "antoine-feltzer",
                council="west",
                answer=DemoContribution(
                    kind="opinion",
                    body=(
                        "Le conseil propose un mélange : une moitié de parcelles de 120 m², une "
                        "moitié de 50 m² pour celles et ceux qui commencent. On peut passer de la "
                        "petite à la grande au bout de deux ans.\n\n"
                        "Pour la liste, que la distance compte : un jardin à quarante minutes de bus "
                        "est un jardin abandonné en juillet. La commission « Vergers et haies » a "
                        "visité vingt parcelles : les six en friche étaient toutes à plus de trois "
                        "kilomètres de leur jardinier.\n\n"
                        "Nous prêtons notre broyeur."
                    ),
                    met_days_before=5,
                ),
            ),
            OfferStep(
                44,
                "17:20",
                "ask_question",
                "etienne-zumsteeg",
                council="manufactures",
                text=(
                    "Les 412 foyers de la liste sont-ils tous encore intéressés, et combien "
                    "habitent un logement sans balcon ? Nous ne pouvons pas choisir la taille "
                    "sans le savoir."
                ),
            ),
            OfferStep(
                53,
                "11:35",
                "answer_question",
                "coralie-peltre",
                council="manufactures",
                text=(
                    "Nous avons écrit à tous : 287 foyers confirment, 64 ont déménagé, 61 n’ont "
                    "pas répondu. Parmi les 287, 198 n’ont ni balcon ni cour. Nous vous devions "
                    "cette réponse plus tôt ; votre date est reculée d’autant."
                ),
            ),
            OfferStep(67, "10:15", "add_council", "rosa-calvinho", councils=("d8",)),
        ),
    ),
    DemoOffer(
        key="gymnase-renove",
        service="sports",
        theme="jeunesse",
        state="BC_soon",
        author="walid-cherguini",
        elected="mathieu-kerbrat",
        title="Gymnase du Drouot : partager les heures du soir avant la réouverture",
        proposal=(
            "Le gymnase rouvre après dix-huit mois de travaux. Le soir, il y a "
            "vingt-cinq heures à répartir par semaine. Les clubs en demandent "
            "trente-huit, et les habitants qui ne sont dans aucun club n’ont rien.\n\n"
            "Nous vous demandons une règle de partage."
        ),
        open_points=(
            "La part des clubs et celle des créneaux libres.\n\n"
            "Les créneaux réservés aux filles, aux aînés, aux familles.\n\n"
            "Qui ouvre et qui ferme quand il n’y a pas de club."
        ),
        decided_points=(
            "Les écoles gardent toutes leurs heures de la journée.\n\n"
            "Un gardien est présent jusqu’à 22 h."
        ),
        form="opinion",
        publication_plan=(
            "Le planning de l’année avec la règle, et les demandes qui n’ont pas pu être "
            "satisfaites."
        ),
        place="Gymnase du Drouot",
        councils=("drouot-barbanegre", "d8"),
        contact="walid-cherguini",
        submitted_days_ago=52,
        answer_day=58,
        steps=(
            OfferStep(0, "10:10", "submit_offer", "walid-cherguini"),
            OfferStep(
                2, "16:40", "approve_offer", "tariq-benslimane", elected="mathieu-kerbrat"
            ),
            OfferStep(6, "09:45", "send_offer", "mathieu-kerbrat"),
            OfferStep(
                9,
                "18:10",
                "acknowledge_offer",
                "josiane-meistermann",
                council="drouot-barbanegre",
            ),
            OfferStep(15, "12:20", "acknowledge_offer", "aicha-zeroual", council="d8"),
            OfferStep(
                27,
                "11:05",
                "ask_cancellation",
                "denis-froehlin",
                reason_code="calendar",
                text=(
                    "La commission de sécurité demande un second passage. La réouverture recule "
                    "d’un mois et nous préférerions reprendre la consultation plus tard."
                ),
            ),
            OfferStep(
                30,
                "16:25",
                "refuse_cancellation",
                "mathieu-kerbrat",
                text=(
                    "Un mois de retard ne change rien à la règle de partage. Les conseils ont "
                    "commencé à en parler : la consultation continue, et le service leur dit la "
                    "nouvelle date."
                ),
            ),
            OfferStep(
                46,
                "17:30",
                "answer_offer",
                "josiane-meistermann",
                council="drouot-barbanegre",
                answer=DemoContribution(
                    kind="opinion",
                    body=(
                        "Le conseil propose une règle en une phrase : deux tiers pour les clubs, un "
                        "tiers pour tout le monde, et personne ne garde une heure où il ne vient "
                        "pas.\n\n"
                        "Concrètement : seize heures aux clubs, neuf heures libres, dont trois "
                        "réservées aux filles et aux femmes. La commission « Jeunesse » a compté, "
                        "avant les travaux : sur un mois, onze créneaux de club étaient vides, "
                        "gardien présent et lumières allumées.\n\n"
                        "Nous demandons une feuille de présence, affichée, et qu’un créneau vide "
                        "trois fois revienne au tiers commun."
                    ),
                    met_days_before=6,
                ),
            ),
        ),
    ),
)
