"""The offer whose suites are published: the visit and its bilan are to come."""

from circuits.demo.offer_shapes import (
    DemoContribution,
    DemoDocument,
    DemoFollowUp,
    DemoOffer,
    OfferStep,
)

OFFERS: tuple[DemoOffer, ...] = (
    DemoOffer(
        key="velo-est-ouest",
        service="voirie",
        theme="voirie",
        state="B5",
        author="sandrine-kopp",
        elected="helene-strubel",
        title="Traverser la ville à vélo d’est en ouest : parcourir le tracé avec la Ville",
        proposal=(
            "La Ville prépare un itinéraire continu pour les vélos entre Barbanègre et "
            "Dornach : 6,2 km. Aujourd’hui, il existe par morceaux : 3,9 km de pistes ou de "
            "rues calmes, et 2,3 km où l’on roule au milieu des voitures.\n\n"
            "Le service a relevé onze points difficiles : des carrefours, des passages "
            "resserrés, deux tunnels sous les voies ferrées. Avant de dessiner les travaux, "
            "nous voulons les voir avec vous.\n\n"
            "Nous vous proposons de donner d’abord votre avis sur le tracé, puis de le "
            "parcourir ensemble, de 17 h à 19 h, quand la circulation est la plus forte. Douze "
            "vélos sont prêtés, dont deux à trois roues. Un minibus suit, pour les personnes "
            "qui ne pédalent pas."
        ),
        open_points=(
            "Le tracé entre la gare et le Palais des sports : deux variantes, l’une plus "
            "courte, l’autre plus calme.\n\n"
            "L’ordre des travaux : les points difficiles à traiter la première année.\n\n"
            "La place de vingt-quatre arceaux pour attacher les vélos."
        ),
        decided_points=(
            "Le départ, rue de la Navigation, et l’arrivée, rue de Thann, ne changent pas.\n\n"
            "La vitesse passe à 30 km/h sur les 2,3 km partagés avec les voitures.\n\n"
            "Le budget des deux premières années est voté : 480 000 euros.\n\n"
            "Les deux tunnels appartiennent au gestionnaire du réseau ferré. La Ville peut les "
            "éclairer, pas les élargir."
        ),
        form="visit",
        publication_plan=(
            "Le tracé retenu, la liste des onze points avec ce qui sera fait et en quelle "
            "année, puis, après le parcours, un compte rendu de deux pages avec des photos des "
            "lieux, sans les personnes."
        ),
        place="De la rue de la Navigation à la bibliothèque de Dornach, par la gare",
        councils=("drouot-barbanegre", "manufactures", "grand-centre", "west"),
        contact="sandrine-kopp",
        submitted_days_ago=80,
        answer_day=58,
        event_day=90,
        documents=(
            DemoDocument(
                "Les onze points difficiles",
                "pdf",
                (
                    (
                        "À l’est : 1, la sortie du chemin de berge, rue de la Navigation ; 2, "
                        "le pont sur le canal, trop étroit ; 3, le carrefour avant le bassin."
                    ),
                    (
                        "Au centre : 4, le parvis de la gare, partagé avec les piétons ; 5 et "
                        "6, les deux tunnels sous les voies ; 7, le carrefour au bas du "
                        "Rebberg."
                    ),
                    (
                        "À l’ouest : 8, le carrefour du Palais des sports ; 9, le virage de "
                        "Daguerre ; 10, le passage resserré avant Dornach ; 11, l’arrivée rue "
                        "de Thann, en pente."
                    ),
                    (
                        "En cinq ans, 27 accidents ont blessé un cycliste sur ce parcours. "
                        "Quinze ont eu lieu aux points 1, 7 et 8."
                    ),
                ),
            ),
            DemoDocument(
                "De la gare au Palais des sports : deux variantes",
                "pdf",
                (
                    (
                        "Variante courte : 1,4 km par la grande rue, une bande peinte de chaque "
                        "côté, quatre feux. Six minutes. Coût : 95 000 euros."
                    ),
                    (
                        "Variante calme : 1,7 km par les petites rues derrière la gare, sans "
                        "feu, 14 places de voiture à retirer. Sept minutes et demie. Coût : 130 "
                        "000 euros."
                    ),
                ),
            ),
        ),
        steps=(
            OfferStep(0, "09:15", "submit_offer", "sandrine-kopp"),
            OfferStep(
                2,
                "14:30",
                "request_offer_changes",
                "tariq-benslimane",
                text=(
                    "Le texte promet douze vélos et un minibus : la réservation est-elle "
                    "faite ? Et le gestionnaire du réseau ferré est-il d’accord pour que la "
                    "Ville éclaire les tunnels ? Vérifiez ces deux points, corrigez s’il le "
                    "faut, puis soumettez de nouveau."
                ),
            ),
            OfferStep(5, "11:40", "submit_offer", "sandrine-kopp"),
            OfferStep(
                7, "10:25", "approve_offer", "tariq-benslimane", elected="helene-strubel"
            ),
            OfferStep(11, "16:05", "send_offer", "helene-strubel"),
            OfferStep(
                12,
                "12:10",
                "acknowledge_offer",
                "karim-tahraoui",
                council="drouot-barbanegre",
            ),
            OfferStep(
                14, "17:05", "acknowledge_offer", "claire-hirtzel", council="grand-centre"
            ),
            OfferStep(
                18,
                "10:50",
                "acknowledge_offer",
                "rosa-calvinho",
                council="west",
                on_behalf_of="antoine-feltzer",
                channel="voice",
            ),
            OfferStep(
                22, "15:45", "acknowledge_offer", "etienne-zumsteeg", council="manufactures"
            ),
            OfferStep(
                30,
                "16:20",
                "answer_offer",
                "josiane-meistermann",
                council="drouot-barbanegre",
                answer=DemoContribution(
                    kind="participates",
                    body=(
                        "Le conseil viendra au parcours.\n\n"
                        "La commission « Se déplacer » a compté les vélos rue de la Navigation "
                        "pendant deux matinées : 143 passages entre 7 h 30 et 9 h, dont 31 "
                        "enfants. Le vrai danger est le point 1 de votre liste. Les vélos "
                        "sortent du chemin de berge derrière une haie, sans être vus, et les "
                        "voitures arrivent vite. Nous connaissons deux personnes qui sont "
                        "tombées là en un an.\n\n"
                        "Nous demandons que ce point soit traité la première année : tailler la "
                        "haie tout de suite, puis poser un plateau surélevé.\n\n"
                        "Nous demandons aussi six arceaux devant le centre socioculturel, 67 "
                        "rue de Sausheim, même si le tracé passe à 800 mètres. C’est là que les "
                        "gens s’arrêtent, et aujourd’hui ils attachent leur vélo à la "
                        "gouttière."
                    ),
                    delegates=(
                        "Paulo Teixeira et Idriss Sowane, à vélo ; Lucienne Schmerber, dans le "
                        "minibus."
                    ),
                    available="En semaine, à partir de 16 h 30.",
                    met_days_before=5,
                ),
            ),
            OfferStep(
                39,
                "17:30",
                "answer_offer",
                "claire-hirtzel",
                council="grand-centre",
                answer=DemoContribution(
                    kind="participates",
                    body=(
                        "Le conseil participe, avec la commission « Mobilités et voirie ».\n\n"
                        "Entre la gare et le Palais des sports, nous choisissons la variante "
                        "calme. Nous avons fait les deux trajets avec une enfant de neuf ans et "
                        "un monsieur de soixante-quatorze ans. Par la grande rue, tous deux "
                        "sont montés sur le trottoir. Par les petites rues, non.\n\n"
                        "Nous posons trois conditions. Que l’on interdise clairement aux vélos "
                        "le trottoir du parvis de la gare, où des personnes aveugles passent "
                        "chaque jour. Que les petites rues soient mieux éclairées. Que les "
                        "quatorze places de voiture soient toutes retirées : en garder la "
                        "moitié, c’est garder les portières qui s’ouvrent.\n\n"
                        "Nous savons que ces places servent. Onze riverains nous l’ont dit, et "
                        "nous les avons invités au parcours."
                    ),
                    delegates="Joaquim Barreto, Élodie Wurthel et une riveraine.",
                    available="En semaine, après 17 h.",
                    met_days_before=3,
                ),
            ),
            OfferStep(
                46,
                "14:20",
                "answer_offer",
                "etienne-zumsteeg",
                council="manufactures",
                answer=DemoContribution(
                    kind="opinion",
                    body=(
                        "Le conseil comprend le projet, mais il ne passe pas là où nous "
                        "roulons.\n\n"
                        "Les habitants de la Cité et de Briand vont au marché, au centre et à "
                        "la gare. Votre tracé reste au sud de Daguerre. Pour le rejoindre, il "
                        "faut faire 900 mètres dans le mauvais sens.\n\n"
                        "Nous demandons que l’itinéraire remonte par l’avenue Aristide-Briand "
                        "et passe devant le marché. C’est plus long, mais c’est là que sont les "
                        "gens : nous avons compté 410 vélos attachés un jour de marché, sur 90 "
                        "arceaux.\n\n"
                        "Si ce n’est pas possible, dites-nous au moins comment on va de la Cité "
                        "à votre itinéraire sans rouler sur les rails du tram. Deux membres du "
                        "conseil y sont tombés, la roue prise dans le rail."
                    ),
                    met_days_before=6,
                ),
            ),
            OfferStep(
                56,
                "11:35",
                "answer_offer",
                "rosa-calvinho",
                council="west",
                on_behalf_of="antoine-feltzer",
                channel="paper",
                answer=DemoContribution(
                    kind="no",
                    body=(
                        "Le conseil ne prendra pas part au parcours. L’heure est celle des "
                        "devoirs et du repas, et trois personnes seulement se sont dites "
                        "intéressées. Elles peuvent venir à titre personnel.\n\n"
                        "Nous avons tout de même parlé de l’arrivée, rue de Thann, devant la "
                        "bibliothèque où nous nous réunissons. La pente est raide, les pavés "
                        "glissent quand il pleut, et les vélos arrivent vite là où les enfants "
                        "sortent. Il faudrait un sol rugueux et un endroit où poser le "
                        "pied.\n\n"
                        "Nous demandons aussi dix arceaux devant la bibliothèque. Il y en a "
                        "deux. Le reste s’attache à la rampe, et les fauteuils ne peuvent plus "
                        "s’y tenir."
                    ),
                    met_days_before=8,
                ),
            ),
            OfferStep(
                76,
                "10:40",
                "publish_follow_up",
                "sandrine-kopp",
                text=(
                    "Les quatre conseils ont répondu, et leurs textes ont changé le projet : la "
                    "variante calme est retenue, le point 1 passe en tête des travaux, et les "
                    "vingt-quatre arceaux ont trouvé leur place : six rue de Sausheim, huit rue "
                    "de Thann, dix au Palais des sports.\n\n"
                    "Le parcours a lieu de 17 h à 19 h. On peut le rejoindre en route : les "
                    "heures de passage sont affichées à l’Agence. Tout ce qui sera vu ce "
                    "jour-là peut encore faire bouger l’ordre des travaux."
                ),
                follow_ups=(
                    DemoFollowUp(
                        "drouot-barbanegre",
                        "kept",
                        (
                            "La haie est taillée depuis la semaine dernière. Le plateau "
                            "surélevé du point 1 est inscrit en tête de la première année, pour "
                            "38 000 euros. Six arceaux iront devant le centre socioculturel."
                        ),
                    ),
                    DemoFollowUp(
                        "grand-centre",
                        "partly",
                        (
                            "La variante calme est retenue, le trottoir du parvis est interdit "
                            "aux vélos et neuf lampes sont ajoutées. Dix places sur quatorze "
                            "sont retirées. Quatre restent : deux pour les personnes "
                            "handicapées et deux pour les livraisons de la pharmacie. Elles "
                            "seront séparées des vélos par une bordure de 80 centimètres, pour "
                            "les portières."
                        ),
                    ),
                    DemoFollowUp(
                        "manufactures",
                        "not_kept",
                        (
                            "Le détour par l’avenue Aristide-Briand n’est pas retenu. Entre les "
                            "rails et le trottoir, il reste 1,20 mètre : on ne peut y faire "
                            "rouler des vélos sans danger, et élargir demanderait de déplacer "
                            "le tram. Votre seconde question est juste. Un itinéraire fléché de "
                            "la Cité au tracé, par des rues sans rails, sera repéré avec le "
                            "conseil avant la fin des travaux de la première année."
                        ),
                    ),
                    DemoFollowUp(
                        "west",
                        "partly",
                        (
                            "Le sol rugueux et un palier avant la bibliothèque sont inscrits la "
                            "deuxième année, avec le point 11. Huit arceaux au lieu de dix : "
                            "les vingt-quatre sont partagés entre trois lieux. La rampe sera "
                            "protégée par une barre, pour que l’on n’y attache plus rien."
                        ),
                    ),
                ),
            ),
        ),
    ),
)
