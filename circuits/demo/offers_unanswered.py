"""Offers in which no council took part: all were silent, or all declined."""

from circuits.demo.offer_shapes import DemoOffer, OfferStep

OFFERS: tuple[DemoOffer, ...] = (
    DemoOffer(
        key="sport-sante",
        service="sante",
        theme="sante",
        state="F3",
        author="brigitte-lemaistre",
        elected="mathieu-kerbrat",
        title="Du sport sur ordonnance : quels horaires conviendraient aux habitants ?",
        proposal=(
            "Un médecin peut désormais prescrire de l’activité physique. La Ville ouvre "
            "six créneaux, encadrés par des éducateurs formés. Elle vous demande à "
            "quelle heure et dans quelle salle."
        ),
        open_points="Les jours, les heures et les salles, parmi neuf possibles.",
        decided_points=(
            "Six créneaux d’une heure par semaine.\n\n"
            "La participation est de vingt euros par an."
        ),
        form="opinion",
        publication_plan="Les six créneaux, avec les avis des deux conseils.",
        place="Secteurs D8 et ouest",
        councils=("d8", "west"),
        contact="brigitte-lemaistre",
        submitted_days_ago=195,
        answer_day=48,
        steps=(
            OfferStep(0, "11:45", "submit_offer", "brigitte-lemaistre"),
            OfferStep(3, "15:55", "approve_offer", "rosa-calvinho", elected="mathieu-kerbrat"),
            OfferStep(7, "10:05", "send_offer", "mathieu-kerbrat"),
            OfferStep(16, "17:15", "acknowledge_offer", "rachida-benmansour", council="west"),
            OfferStep(
                84,
                "14:15",
                "publish_follow_up",
                "brigitte-lemaistre",
                text=(
                    "Aucun des deux conseils n’a répondu. Nous ne leur en faisons pas reproche : "
                    "l’offre est arrivée au moment où ils renouvelaient leurs membres, et nous "
                    "ne le savions pas.\n\n"
                    "Le service a donc choisi les créneaux d’après les ordonnances reçues : "
                    "trois le matin, deux à midi, un le soir, à la salle de l’Agence et au "
                    "gymnase des Coteaux."
                ),
            ),
            OfferStep(
                96,
                "11:10",
                "publish_assessment",
                "brigitte-lemaistre",
                text=(
                    "Les six créneaux sont ouverts : 71 personnes inscrites pour 90 places. Le "
                    "créneau du soir est plein, ceux de midi sont presque vides.\n\n"
                    "Nous aurions dû poser la question autrement, et plus tôt. L’horaire de midi "
                    "sera revu avec les personnes inscrites elles-mêmes."
                ),
            ),
        ),
    ),
    DemoOffer(
        key="livret-eleves",
        service="ecoles",
        theme="jeunesse",
        state="F2",
        author="estelle-noirot",
        elected="mathieu-kerbrat",
        title="Un livret sur les conseils, écrit avec des élèves de CM2",
        proposal=(
            "Trois classes de CM2 voudraient comprendre à quoi sert un conseil. La Ville "
            "propose d’écrire avec elles un livret de seize pages : deux séances en "
            "classe, une visite de réunion."
        ),
        open_points="Les classes, les séances et le ton du livret.",
        decided_points=(
            "Trois classes, pas plus, la première année.\n\n"
            "Le livret est imprimé à 2 000 exemplaires."
        ),
        form="codesign",
        publication_plan="Le livret, avec le nom de toutes les classes.",
        place="Trois écoles à choisir",
        councils=("drouot-barbanegre", "grand-centre"),
        contact="estelle-noirot",
        submitted_days_ago=335,
        answer_day=55,
        event_day=110,
        steps=(
            OfferStep(0, "10:30", "submit_offer", "estelle-noirot"),
            OfferStep(
                3, "11:55", "approve_offer", "sylvain-thiercelin", elected="mathieu-kerbrat"
            ),
            OfferStep(7, "16:20", "send_offer", "mathieu-kerbrat"),
            OfferStep(18, "17:40", "decline_offer", "claire-hirtzel", council="grand-centre"),
            OfferStep(
                20,
                "10:15",
                "decline_offer",
                "josiane-meistermann",
                council="drouot-barbanegre",
                text=(
                    "L’idée est belle. Mais les séances sont en classe, en journée, et nos "
                    "membres travaillent ou gardent leurs petits-enfants."
                ),
            ),
            OfferStep(
                58,
                "09:50",
                "publish_follow_up",
                "estelle-noirot",
                text=(
                    "Les deux conseils ont décliné, l’un pour une bonne raison : nous n’avions "
                    "prévu que des séances en journée. Le service a revu son projet. Ce sont les "
                    "classes qui viendront à une réunion publique, en fin d’après-midi, et le "
                    "livret sera écrit par les élèves et leurs enseignants."
                ),
            ),
            OfferStep(
                122,
                "15:15",
                "publish_assessment",
                "estelle-noirot",
                text=(
                    "Une classe est venue à une réunion. Les élèves ont posé quarante et une "
                    "questions, dont la meilleure : « Et si la Ville ne répond pas, qui la "
                    "gronde ? » Elle est en couverture du livret.\n\n"
                    "Les 2 000 exemplaires sont distribués dans vingt-six écoles. Dépensé : "
                    "2 350 euros."
                ),
            ),
        ),
    ),
)
