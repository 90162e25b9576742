"""The offers that no council has received yet: sent back, being read, to be signed."""

from circuits.demo.offer_shapes import DemoDocument, DemoOffer, OfferStep

OFFERS: tuple[DemoOffer, ...] = (
    DemoOffer(
        key="canicule-voisins",
        service="sante",
        theme="sante",
        state="B1",
        author="kevin-tritschler",
        elected="mathieu-kerbrat",
        title="Quand il fait trop chaud : qui va voir qui, immeuble par immeuble ?",
        proposal=(
            "Lors de la dernière canicule, le service a téléphoné à 1 240 personnes "
            "inscrites au registre. Nous savons que beaucoup d’autres sont seules et ne "
            "s’inscriront jamais.\n\n"
            "Des voisins le savent, eux. Nous vous proposons d’imaginer un réseau simple "
            ": une ou deux personnes par immeuble, qui frappent à une porte, apportent "
            "de l’eau et appellent un numéro si quelque chose ne va pas."
        ),
        open_points=(
            "Comment trouver ces personnes et comment les remercier.\n\n"
            "Ce qu’on leur demande, et ce qu’on ne leur demande pas.\n\n"
            "Les lieux frais que l’on peut ouvrir près de chez soi."
        ),
        decided_points=(
            "Personne n’est inscrit sans son accord.\n\n"
            "Les volontaires ne donnent aucun soin. Une infirmière répond à leur numéro, "
            "de 8 h à 22 h.\n\n"
            "Le budget est de 22 000 euros par été."
        ),
        form="workshop",
        publication_plan=(
            "Le compte rendu de l’atelier, les avis des conseils et ce que la Ville en "
            "garde, avant le prochain été."
        ),
        place="Agence de la participation citoyenne, grande salle",
        councils=(
            "bourtzwiller",
            "d8",
            "drouot-barbanegre",
            "manufactures",
            "grand-centre",
            "west",
        ),
        contact="brigitte-lemaistre",
        submitted_days_ago=3,
        answer_day=64,
        event_day=78,
        steps=(OfferStep(0, "15:20", "submit_offer", "kevin-tritschler"),),
    ),
    DemoOffer(
        key="zone-rencontre",
        service="voirie",
        theme="voirie",
        state="B1e",
        author="nicolas-ernwein",
        elected="helene-strubel",
        title="Autour de la place Franklin : quelles rues passer à 20 km/h, piétons d’abord ?",
        proposal=(
            "Dans une « zone de rencontre », les piétons marchent où ils veulent et les "
            "voitures roulent à 20 km/h. La Ville peut en créer une autour de la place "
            "Franklin, dans six rues qui se touchent.\n\n"
            "Nous voulons savoir de vous où la zone commence et où elle finit."
        ),
        open_points=(
            "Les rues, parmi les six.\n\n"
            "La place des livraisons.\n\n"
            "Les jours de marché : faut-il fermer tout à fait ?"
        ),
        decided_points=(
            "Le bus continue de passer.\n\n"
            "Il n’y a pas de place de stationnement en plus.\n\n"
            "Les travaux de la première année se limitent à de la peinture et à du "
            "mobilier : 60 000 euros."
        ),
        form="visit",
        publication_plan="Le plan retenu, rue par rue, avec la raison de chaque choix.",
        place="Place Franklin et rues voisines",
        councils=("d8",),
        contact="nicolas-ernwein",
        submitted_days_ago=6,
        answer_day=52,
        event_day=40,
        documents=(
            DemoDocument(
                "Les six rues en chiffres",
                "pdf",
                (
                    (
                        "Largeur des trottoirs : de 0,90 m à 2,10 m. Dans trois rues sur six, deux "
                        "personnes ne se croisent pas."
                    ),
                    (
                        "Circulation : de 310 à 2 200 véhicules par jour. La moitié ne s’arrête pas "
                        "dans le quartier."
                    ),
                    "Accidents en cinq ans : quatorze, dont neuf avec un piéton ou un cycliste.",
                ),
            ),
        ),
        steps=(
            OfferStep(0, "10:35", "submit_offer", "nicolas-ernwein"),
            OfferStep(
                3, "16:10", "approve_offer", "tariq-benslimane", elected="helene-strubel"
            ),
        ),
    ),
    DemoOffer(
        key="mediateurs-soir",
        service="tranquillite",
        theme="animation",
        state="B0",
        author="celine-aubertin",
        elected="odile-wintzer",
        title="Des médiateurs le soir : où et quand vous seraient-ils utiles ?",
        proposal=(
            "Quatre médiateurs marchent dans la ville de 17 h à minuit. Ils suivent "
            "aujourd’hui les appels reçus. Nous voudrions que leur tournée suive plutôt "
            "ce que les conseils connaissent de leur quartier."
        ),
        open_points="Les lieux, les jours et les heures de passage.",
        decided_points="Quatre médiateurs, cinq soirs par semaine.",
        form="opinion",
        publication_plan="La tournée, mise à jour tous les trois mois.",
        place="Toute la ville",
        councils=("bourtzwiller", "drouot-barbanegre", "grand-centre"),
        contact="celine-aubertin",
        submitted_days_ago=9,
        answer_day=66,
        steps=(
            OfferStep(0, "11:15", "submit_offer", "celine-aubertin"),
            OfferStep(
                3,
                "14:40",
                "request_offer_changes",
                "rosa-calvinho",
                text=(
                    "Pourquoi trois conseils seulement, si les médiateurs marchent dans toute la "
                    "ville ? Dites aussi ce qu’un médiateur peut faire et ce qu’il ne fait pas : "
                    "sans cela, les conseils demanderont une police."
                ),
            ),
        ),
    ),
)
