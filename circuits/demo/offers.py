"""The offers of the demonstration: twenty submitted over fifteen months, and one draft.

Here, those that the councils are discussing, and the draft. The runner replays `OFFERS`
by date, whatever their order.
"""

from circuits.demo import (
    offers_asked,
    offers_before,
    offers_ended,
    offers_followed,
    offers_late,
    offers_more,
    offers_open,
    offers_told,
    offers_unanswered,
)
from circuits.demo.offer_shapes import DemoContribution, DemoDocument, DemoOffer, OfferStep

UNDER_DISCUSSION: tuple[DemoOffer, ...] = (
    DemoOffer(
        key="bornes-cuisine",
        service="proprete",
        theme="proprete",
        state="BC_soon",
        author="valerie-stolz",
        elected="driss-amrani",
        title="Déchets de cuisine : où poser vingt-deux bornes de tri ?",
        proposal=(
            "Les épluchures et les restes de repas font un tiers du poids de nos poubelles. "
            "Chaque foyer doit pouvoir les trier. L’agglomération s’occupe du ramassage ; la "
            "Ville choisit, avec les conseils, la place des bornes sur les trottoirs.\n\n"
            "Vingt-deux bornes sont prévues : douze dans le secteur D8, dix au Drouot et à "
            "Barbanègre. Une borne sert environ 80 foyers. Elle s’ouvre avec une carte "
            "gratuite, elle est vidée deux fois par semaine, trois fois l’été, et lavée à "
            "chaque passage.\n\n"
            "Nos agents ont marqué 34 emplacements possibles. Dites-nous lesquels garder, "
            "lesquels écarter, et ce que nous n’avons pas vu."
        ),
        open_points=(
            "Le choix des 22 emplacements parmi les 34, ou ailleurs si vous en connaissez de "
            "meilleurs.\n\n"
            "Les dessins et les langues des consignes collées sur les bornes.\n\n"
            "Les lieux où l’on vient chercher sa carte et son petit seau, et leurs heures."
        ),
        decided_points=(
            "Le nombre : vingt-deux bornes, une par groupe de 80 foyers.\n\n"
            "La distance : 150 mètres à pied au plus depuis chaque porte, et jamais à moins de "
            "trois mètres d’une fenêtre.\n\n"
            "Le passage : il reste toujours 1,40 mètre de trottoir libre à côté de la "
            "borne.\n\n"
            "Les sacs en plastique sont interdits, même ceux qui se disent compostables : "
            "l’usine qui traite ces déchets les refuse."
        ),
        form="opinion",
        publication_plan=(
            "La carte des 22 emplacements avec la raison de chaque choix et les avis des deux "
            "conseils en entier. Six mois après la pose, le poids recueilli, borne par borne."
        ),
        place="Secteurs D8 et Drouot-Barbanègre",
        councils=("d8", "drouot-barbanegre"),
        contact="valerie-stolz",
        submitted_days_ago=48,
        answer_day=52,
        documents=(
            DemoDocument(
                "Les 34 emplacements proposés",
                "pdf",
                (
                    (
                        "Secteur D8, 19 emplacements : rue Vauban (4), rue Neppert (3), avenue "
                        "de Colmar (4), autour de la place Franklin (3), immeubles Wolf et "
                        "Wagner (5)."
                    ),
                    (
                        "Drouot et Barbanègre, 15 emplacements : abords de la place Hauger (4), "
                        "rue de Sausheim (5), rue de la Navigation (3), rues pavillonnaires de "
                        "Barbanègre (3)."
                    ),
                    (
                        "Sept emplacements sont marqués d’un point d’interrogation : le "
                        "trottoir y est juste assez large, et nous voulons votre regard avant "
                        "de décider."
                    ),
                    (
                        "Chaque emplacement a été mesuré sur place. Là où une borne serait "
                        "posée, une croix à la craie bleue a été tracée au sol."
                    ),
                ),
            ),
            DemoDocument(
                "Ce qui va dans la borne, ce qui n’y va pas",
                "pdf",
                (
                    (
                        "Oui : épluchures, restes cuits, viande, poisson, arêtes, coquilles "
                        "d’œuf, marc de café, sachets de thé, pain, essuie-tout, fleurs fanées."
                    ),
                    (
                        "Non : sacs en plastique, emballages, terre, branches, litière, "
                        "couches, mégots, huile."
                    ),
                    (
                        "Le contenu part à la méthanisation : il devient du gaz pour une partie "
                        "des autobus, puis de l’engrais pour les champs de la plaine."
                    ),
                ),
            ),
        ),
        steps=(
            OfferStep(0, "10:20", "submit_offer", "valerie-stolz"),
            OfferStep(4, "11:30", "approve_offer", "rosa-calvinho", elected="driss-amrani"),
            OfferStep(8, "15:10", "send_offer", "driss-amrani"),
            OfferStep(19, "17:20", "acknowledge_offer", "aicha-zeroual", council="d8"),
        ),
    ),
    DemoOffer(
        key="parc-salvator",
        service="espaces-verts",
        theme="nature",
        state="BC",
        author="damien-rusterholtz",
        elected="driss-amrani",
        title="Parc Salvator : préparer ensemble le parc des vingt prochaines années",
        proposal=(
            "Le parc Salvator est le grand jardin du centre. On y vient de toute la ville : "
            "pour les jeux, pour l’ombre, pour couper à pied entre la gare et le Nordfeld.\n\n"
            "Il vieillit. Sur 312 arbres, 41 sont morts ou malades depuis les dernières "
            "sécheresses. Deux allées sur cinq sont trop étroites pour qu’un fauteuil et une "
            "poussette s’y croisent. L’aire de jeux a dix-huit ans.\n\n"
            "La Ville veut le refaire sans le fermer, un tiers après l’autre, sur deux ans. "
            "Avant le premier dessin, elle propose aux conseils de travailler avec le "
            "paysagiste : un avis écrit d’abord, puis deux ateliers dans le parc, de 16 h à 18 "
            "h, avec un goûter et une table pour les enfants."
        ),
        open_points=(
            "La place des jeux, leur genre, et l’âge des enfants à qui ils s’adressent.\n\n"
            "Les arbres à planter : environ 90, dont un tiers peut donner des fruits.\n\n"
            "Ce que devient le bassin, vide depuis six ans : de l’eau, un jardin de pluie ou "
            "autre chose.\n\n"
            "Les heures de fermeture, l’été.\n\n"
            "La place des chiens."
        ),
        decided_points=(
            "Le parc reste un parc : aucun bâtiment, aucune voiture.\n\n"
            "Tous les arbres sains sont gardés. Les 41 autres sont contrôlés un par un ; ceux "
            "qui menacent de tomber seront abattus.\n\n"
            "Les deux allées étroites sont élargies pour que deux fauteuils s’y croisent.\n\n"
            "Le budget est voté : 1,4 million d’euros sur deux ans. Les travaux commencent par "
            "le tiers nord."
        ),
        form="codesign",
        publication_plan=(
            "Le compte rendu de chaque atelier sous dix jours, toutes les contributions avec la "
            "réponse de la Ville à chacune, puis le plan du parc avec, en marge, ce qui vient "
            "des conseils."
        ),
        place="Parc Salvator",
        councils=("d8", "drouot-barbanegre", "manufactures", "grand-centre", "west"),
        contact="coralie-peltre",
        submitted_days_ago=32,
        answer_day=67,
        event_day=88,
        documents=(
            DemoDocument(
                "Le parc aujourd’hui : arbres, allées, usages",
                "pdf",
                (
                    (
                        "Arbres : 312, de 38 espèces. 41 sont morts ou malades, surtout des "
                        "hêtres et des épicéas, qui supportent mal la sécheresse. Les platanes "
                        "et les tilleuls vont bien."
                    ),
                    (
                        "Allées : cinq, 1 150 mètres en tout. Deux font moins de 1,40 mètre de "
                        "large par endroits. Le sol de la plus grande garde l’eau après la "
                        "pluie."
                    ),
                    (
                        "Usages : sur trois jours de comptage, 2 640 personnes. La moitié "
                        "traverse sans s’arrêter. Le banc le plus occupé est le seul qui soit à "
                        "l’ombre à 15 heures."
                    ),
                    (
                        "Température : un après-midi de canicule, 29 degrés sous les platanes, "
                        "41 sur l’aire de jeux."
                    ),
                ),
            ),
            DemoDocument(
                "Le budget et les étapes",
                "pdf",
                (
                    (
                        "Arbres et sols : 520 000 euros. Allées et éclairage : 430 000 euros. "
                        "Jeux et assises : 260 000 euros. Bassin : 120 000 euros. Imprévus : 70 "
                        "000 euros."
                    ),
                    (
                        "Première étape, le tiers nord : élargissement de l’allée, plantation "
                        "d’une trentaine d’arbres, nouvelles assises."
                    ),
                    (
                        "Deuxième étape, le centre : le bassin et l’aire de jeux. Troisième "
                        "étape, le tiers sud, côté gare."
                    ),
                    (
                        "Deux tiers du parc restent ouverts à tout moment. L’aire de jeux n’est "
                        "démontée que lorsque la nouvelle est prête."
                    ),
                ),
            ),
        ),
        steps=(
            OfferStep(0, "09:50", "submit_offer", "damien-rusterholtz"),
            OfferStep(
                3,
                ("14:15"),
                ("approve_offer"),
                ("sylvain-thiercelin"),
                elected=("driss-amrani"),
            ),
            OfferStep(7, "11:05", "send_offer", "driss-amrani"),
            OfferStep(
                8,
                ("17:30"),
                ("acknowledge_offer"),
                ("claire-hirtzel"),
                council=("grand-centre"),
            ),
            OfferStep(11, "12:15", "acknowledge_offer", "bernard-litzler", council="d8"),
            OfferStep(
                14,
                "16:40",
                "acknowledge_offer",
                "karim-tahraoui",
                council="drouot-barbanegre",
            ),
            OfferStep(
                17,
                "10:30",
                "decline_offer",
                "etienne-zumsteeg",
                council="manufactures",
                text=(
                    "Le conseil mène déjà deux projets, le jardin derrière le centre "
                    "Lavoisier-Brustlein et les boîtes à pain. Il préfère les mener au bout et "
                    "laisse sa place aux voisins du parc. Il lira les comptes rendus."
                ),
            ),
            OfferStep(22, "09:35", "add_council", "rosa-calvinho", councils=("bourtzwiller",)),
            OfferStep(
                28,
                "17:10",
                "answer_offer",
                "claire-hirtzel",
                council="grand-centre",
                answer=DemoContribution(
                    kind="participates",
                    body=(
                        "Le conseil participe aux deux ateliers.\n\n"
                        "La commission « Îlots de fraîcheur » a passé trois fins d’après-midi "
                        "dans le parc et parlé avec 87 personnes. Quatre sur cinq viennent à "
                        "pied. Une sur deux reste moins d’un quart d’heure, faute d’une place "
                        "assise à l’ombre.\n\n"
                        "Nous avons trois souhaits, dans cet ordre. L’ombre : planter serré "
                        "autour des jeux, et laisser debout les arbres morts qui ne menacent "
                        "personne, pour les oiseaux. L’eau : un bassin peu profond où l’on met "
                        "les pieds, plutôt qu’un jet que l’on regarde. Les soirées : fermer à "
                        "22 heures l’été, car sous les toits du Nordfeld on ne dort plus.\n\n"
                        "Nous ne sommes pas d’accord entre nous sur les chiens. Sept membres "
                        "veulent un enclos, cinq n’en veulent pas. Nous préférons le dire "
                        "plutôt que de trancher trop vite : que l’atelier en parle."
                    ),
                    delegates=(
                        "Ousmane Kontédé et Mireille Tschan aux deux ateliers ; Élodie Wurthel "
                        "au second."
                    ),
                    available=(
                        "Tous les jours à partir de 16 h, sauf pendant les vacances scolaires."
                    ),
                    met_days_before=2,
                ),
            ),
        ),
    ),
)

DRAFTS: tuple[DemoOffer, ...] = (
    DemoOffer(
        key="budget-proximite",
        service="amenagement",
        theme="espaces-publics",
        state="draft",
        author="remi-castagnet",
        elected="helene-strubel",
        title="Petits travaux de quartier : décider ensemble de la règle du partage",
        proposal=(
            "Chaque année, 200 000 euros servent à de petits travaux dans les quartiers : un "
            "banc, une bordure abaissée, trois arbres, un garde-corps. Jusqu’ici, le service "
            "répartit la somme selon l’ordre d’arrivée des demandes. Les conseils qui écrivent "
            "le plus vite reçoivent le plus.\n\n"
            "Nous proposons de changer la règle, avec les six conseils. Un atelier de trois "
            "heures réunirait deux personnes par conseil et le service, avec les comptes des "
            "trois dernières années sur la table.\n\n"
            "À compléter avant l’envoi : le tableau des travaux déjà faits, conseil par "
            "conseil."
        ),
        open_points=(
            "La règle : à parts égales, selon le nombre d’habitants, selon les besoins, ou un "
            "mélange.\n\n"
            "La plus petite et la plus grande somme pour un projet.\n\n"
            "Ce que l’on fait de l’argent qui n’a pas été dépensé à la fin de l’année."
        ),
        decided_points=(
            "Le total : 200 000 euros par an, pour des travaux qui durent au moins dix ans.\n\n"
            "Le budget de 10 000 euros que chaque conseil gère seul n’est pas concerné.\n\n"
            "Le conseil municipal vote la règle. Il recevra la proposition de l’atelier sans "
            "retouche, avec l’avis du service à côté."
        ),
        form="codesign",
        publication_plan=(
            "Le tableau des travaux des trois dernières années, le compte rendu de l’atelier, "
            "la règle votée et, si elle diffère de la proposition, pourquoi."
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
        contact="remi-castagnet",
        answer_day=75,
    ),
)

OFFERS: tuple[DemoOffer, ...] = (
    *offers_ended.OFFERS,
    *offers_late.OFFERS,
    *offers_more.OFFERS,
    *offers_asked.OFFERS,
    *offers_before.OFFERS,
    *offers_open.OFFERS,
    *offers_followed.OFFERS,
    *offers_told.OFFERS,
    *offers_unanswered.OFFERS,
    *UNDER_DISCUSSION,
    *DRAFTS,
)
