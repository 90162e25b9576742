"""The offers about which a council asks the town something (circuits.md 4, B3q).

One question waits for its answer; the other was answered, and the council's date moved.
"""

from circuits.demo.offer_shapes import DemoContribution, DemoOffer, OfferStep

OFFERS: tuple[DemoOffer, ...] = (
    DemoOffer(
        key="rues-aux-ecoles",
        service="ecoles",
        theme="voirie",
        state="BC_asked",
        author="farid-merabtene",
        elected="mathieu-kerbrat",
        title="Des rues fermées aux voitures à l’heure de l’école : lesquelles d’abord ?",
        proposal=(
            "La demande du conseil de Bourtzwiller pour l’école Quimper nous a fait réfléchir. "
            "Le plus simple, devant une école, est parfois de fermer la rue vingt minutes, deux "
            "fois par jour.\n\n"
            "La Ville peut commencer par quatre rues. Elle vous propose de choisir lesquelles "
            "avec les parents."
        ),
        open_points=(
            "Les quatre rues, parmi les onze que le service a repérées.\n\n"
            "Les heures exactes, et qui pose la barrière."
        ),
        decided_points=(
            "Les riverains, les secours et les personnes handicapées passent toujours.\n\n"
            "L’essai dure un an. Il s’arrête si l’école le demande."
        ),
        form="opinion",
        publication_plan="La liste des quatre rues avec la raison de chaque choix.",
        place="Abords des écoles des trois secteurs",
        councils=("bourtzwiller", "d8", "manufactures"),
        contact="farid-merabtene",
        origin="quimper-traversee",
        submitted_days_ago=26,
        answer_day=68,
        steps=(
            OfferStep(0, "10:40", "submit_offer", "farid-merabtene"),
            OfferStep(3, "15:25", "approve_offer", "rosa-calvinho", elected="mathieu-kerbrat"),
            OfferStep(6, "11:55", "send_offer", "mathieu-kerbrat"),
            OfferStep(
                9, "18:15", "acknowledge_offer", "nadia-belhaddad", council="bourtzwiller"
            ),
            OfferStep(
                13, "09:10", "acknowledge_offer", "etienne-zumsteeg", council="manufactures"
            ),
            OfferStep(
                23,
                "17:50",
                "ask_question",
                "bernard-litzler",
                council="d8",
                text=(
                    "Deux de nos écoles donnent sur une rue où passe le bus. Une rue de bus "
                    "peut-elle être fermée, ou faut-il l’écarter dès maintenant ?"
                ),
            ),
        ),
    ),
    DemoOffer(
        key="terrain-libre",
        service="sports",
        theme="jeunesse",
        state="BC",
        author="manon-delacote",
        elected="mathieu-kerbrat",
        title="Un terrain de sport en libre accès : quel sport, et à quel endroit ?",
        proposal=(
            "La Ville peut construire cette année un petit terrain de sport, ouvert à toute "
            "heure et sans inscription. Le budget est de 120 000 euros.\n\n"
            "Deux secteurs en ont peu : Bourtzwiller et l’ouest de la ville. Nous vous "
            "demandons quel sport, et quel endroit."
        ),
        open_points="Le sport, l’endroit, les bancs et les plantations autour.",
        decided_points=(
            "Un seul terrain est construit cette année.\n\n"
            "Il se trouve à plus de trente mètres des fenêtres."
        ),
        form="opinion",
        publication_plan="L’endroit choisi, la raison du choix et les deux avis en entier.",
        place="Secteurs de Bourtzwiller et de l’ouest",
        councils=("bourtzwiller", "west"),
        contact="manon-delacote",
        submitted_days_ago=38,
        answer_day=66,
        steps=(
            OfferStep(0, "14:35", "submit_offer", "manon-delacote"),
            OfferStep(3, "10:05", "approve_offer", "rosa-calvinho", elected="mathieu-kerbrat"),
            OfferStep(6, "16:10", "send_offer", "mathieu-kerbrat"),
            OfferStep(
                15,
                "18:20",
                "ask_question",
                "antoine-feltzer",
                council="west",
                text=(
                    "Le terrain peut-il être couvert ? Aux Coteaux, le vent et la pluie vident "
                    "les terrains d’octobre à mars."
                ),
            ),
            OfferStep(
                21,
                "11:45",
                "answer_question",
                "manon-delacote",
                council="west",
                text=(
                    "Non, pas avec ce budget : une toiture coûte à elle seule 200 000 euros. Une "
                    "haie et un mur contre le vent sont possibles, pour 9 000 euros."
                ),
            ),
            OfferStep(
                30,
                "17:35",
                "answer_offer",
                "nadia-belhaddad",
                council="bourtzwiller",
                answer=DemoContribution(
                    kind="opinion",
                    body=(
                        "Le conseil choisit un terrain de basket, près du stade : on y vient déjà "
                        "à pied, et les filles du club le demandent.\n\n"
                        "Si le terrain va aux Coteaux, nous le comprendrons : ils ont encore "
                        "moins de place que nous."
                    ),
                    met_days_before=4,
                ),
            ),
        ),
    ),
)
