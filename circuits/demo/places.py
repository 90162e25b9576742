"""The six real councils of Mulhouse: quartiers, meeting places, outlines.

The outlines are drawn by the project (« périmètres indicatifs »): rings turn
counter-clockwise and neighbours share their points. Dates of foundation are for
demonstration only, and so are the two councils that are over; the names of the quartiers
are those of the town.
"""

from datetime import date

from circuits.demo.shapes import Council, FormerCouncil

COUNCILS: tuple[Council, ...] = (
    Council(
        key="bourtzwiller",
        name="Bourtzwiller",
        quartiers=("Bourtzwiller",),
        founded=date(2016, 11, 8),
        accent=1,
        meeting_place="Maison des associations de Bourtzwiller",
        meeting_address="62 rue de Soultz, 68200 Mulhouse",
        summary=(
            "Au nord de la Doller, un quartier de maisons, de jardins et de grands "
            "ensembles qui a l’esprit d’un village. Le conseil s’y occupe surtout des "
            "abords des écoles, de la santé et des berges."
        ),
        presentation=(
            "Bourtzwiller est le seul conseil d’un seul quartier : tout le monde s’y "
            "connaît un peu, et les réunions commencent souvent par des nouvelles des "
            "voisins. On y vient de la cité, des rues pavillonnaires et des nouveaux "
            "logements.\n\n"
            "Le conseil se réunit un mardi sur deux mois à la Maison des associations, "
            "à 18 h 30. Entre deux réunions, ses commissions marchent : elles font le "
            "tour d’une rue, notent ce qui va et ce qui gêne, et rapportent des "
            "photos.\n\n"
            "Les réunions sont ouvertes à toutes et à tous, sans inscription. On peut "
            "venir seulement pour écouter."
        ),
        picture="conseil-bourtzwiller",
        ring=(
            (7.3060, 47.7610),
            (7.3150, 47.7618),
            (7.3240, 47.7638),
            (7.3330, 47.7652),
            (7.3420, 47.7668),
            (7.3490, 47.7690),
            (7.3506, 47.7738),
            (7.3468, 47.7788),
            (7.3392, 47.7824),
            (7.3295, 47.7839),
            (7.3204, 47.7818),
            (7.3136, 47.7772),
            (7.3094, 47.7716),
            (7.3052, 47.7662),
            (7.3060, 47.7610),
        ),
    ),
    Council(
        key="d8",
        name="D8",
        quartiers=(
            "Wolf-Wagner",
            "Vauban-Neppert-Sellier-Waldner",
            "Franklin-Fridolin",
        ),
        founded=date(2016, 11, 15),
        accent=2,
        meeting_place="Agence de la participation citoyenne",
        meeting_address="33a avenue de Colmar, 68100 Mulhouse",
        summary=(
            "De la place Franklin à la Doller, des rues serrées, commerçantes et très "
            "mélangées de part et d’autre de l’avenue de Colmar. Le conseil y cherche "
            "de l’ombre, du calme et des occasions de se parler."
        ),
        presentation=(
            "Wolf, Wagner, Vauban, Neppert, Sellier, Waldner, Franklin, Fridolin : "
            "huit noms réunis en un seul, D8. On y entend beaucoup de langues, on y "
            "ouvre des commerces, on y arrive souvent pour un premier logement à "
            "Mulhouse.\n\n"
            "Le conseil se réunit un jeudi tous les deux mois, à 18 h 30, dans la "
            "grande salle de l’Agence. Une garde d’enfants est proposée sur demande, "
            "et un interprète bénévole peut accompagner les personnes qui le "
            "souhaitent.\n\n"
            "La commission « Vivre ensemble » y est la plus ancienne : elle est née "
            "autour de la promenade des 4 Saisons."
        ),
        picture="conseil-d8",
        ring=(
            (7.3240, 47.7638),
            (7.3275, 47.7600),
            (7.3300, 47.7560),
            (7.3318, 47.7525),
            (7.3322, 47.7500),
            (7.3345, 47.7502),
            (7.3372, 47.7513),
            (7.3400, 47.7520),
            (7.3428, 47.7535),
            (7.3452, 47.7560),
            (7.3450, 47.7590),
            (7.3478, 47.7625),
            (7.3490, 47.7690),
            (7.3420, 47.7668),
            (7.3330, 47.7652),
            (7.3240, 47.7638),
        ),
    ),
    Council(
        key="drouot-barbanegre",
        name="Drouot-Barbanègre",
        quartiers=("Drouot", "Barbanègre"),
        founded=date(2016, 11, 22),
        accent=3,
        meeting_place="Centre socioculturel Drouot-Barbanègre",
        meeting_address="67 rue de Sausheim, 68100 Mulhouse",
        summary=(
            "À l’est, entre la rue de Sausheim et le canal, deux quartiers voisins où "
            "de grands travaux se préparent. Le conseil veille à ce que les habitants "
            "aient leur mot à dire à chaque étape."
        ),
        presentation=(
            "Le Drouot et Barbanègre se touchent, mais on y vit différemment : de "
            "grands ensembles d’un côté, des maisons et des ateliers de l’autre. Le "
            "conseil les réunit autour de la même table, celle du centre "
            "socioculturel.\n\n"
            "Il se réunit un mercredi tous les deux mois, à 18 heures. Les comptes "
            "rendus sont affichés dans les halls d’immeubles par des voisines et des "
            "voisins volontaires.\n\n"
            "La place Hauger est son grand sujet : elle doit redevenir un endroit où "
            "l’on s’arrête."
        ),
        picture="conseil-drouot-barbanegre",
        ring=(
            (7.3522, 47.7500),
            (7.3580, 47.7490),
            (7.3640, 47.7485),
            (7.3708, 47.7503),
            (7.3762, 47.7548),
            (7.3774, 47.7604),
            (7.3724, 47.7661),
            (7.3642, 47.7696),
            (7.3562, 47.7702),
            (7.3490, 47.7690),
            (7.3478, 47.7625),
            (7.3530, 47.7615),
            (7.3545, 47.7580),
            (7.3532, 47.7545),
            (7.3522, 47.7500),
        ),
    ),
    Council(
        key="manufactures",
        name="Manufactures",
        quartiers=("Cité-Briand", "Daguerre", "Doller", "Brustlein"),
        founded=date(2016, 11, 29),
        accent=4,
        meeting_place="Centre socioculturel Lavoisier-Brustlein",
        meeting_address="51 allée Glück, 68200 Mulhouse",
        summary=(
            "La cité ouvrière et ses petits jardins, le marché, l’avenue "
            "Aristide-Briand : le Mulhouse des fabriques. Le conseil y est connu pour "
            "ses idées simples, comme les boîtes à pain."
        ),
        presentation=(
            "Ici, les rues portent encore la mémoire des usines, et les jardins celle "
            "des familles qui y travaillaient. Le marché attire toute "
            "l’agglomération ; le soir, le quartier retrouve ses habitants.\n\n"
            "Le conseil se réunit un lundi tous les deux mois, à 18 h 30, au centre "
            "Lavoisier-Brustlein ou au 88 avenue Briand. Il essaie d’abord, à petite "
            "échelle, puis il raconte ce qui a marché et ce qui n’a pas marché.\n\n"
            "On peut rejoindre une commission sans être membre du conseil."
        ),
        picture="conseil-manufactures",
        ring=(
            (7.3175, 47.7420),
            (7.3235, 47.7412),
            (7.3275, 47.7430),
            (7.3290, 47.7462),
            (7.3318, 47.7480),
            (7.3322, 47.7500),
            (7.3318, 47.7525),
            (7.3300, 47.7560),
            (7.3275, 47.7600),
            (7.3240, 47.7638),
            (7.3150, 47.7618),
            (7.3135, 47.7570),
            (7.3128, 47.7520),
            (7.3140, 47.7470),
            (7.3175, 47.7420),
        ),
    ),
    Council(
        key="grand-centre",
        name="Mulhouse Grand Centre",
        quartiers=(
            "Centre Historique",
            "Fonderie",
            "Europe-Bassin-Nordfeld",
            "Rebberg",
        ),
        founded=date(2016, 12, 6),
        accent=5,
        meeting_place="Centre socioculturel Porte du Miroir",
        meeting_address="3 rue Saint-Michel, 68100 Mulhouse",
        summary=(
            "De la place de la Réunion aux jardins du Rebberg, le cœur de la ville, sa "
            "gare, ses écoles et ses étudiants. Le conseil y défend la vie quotidienne "
            "de celles et ceux qui habitent le centre."
        ),
        presentation=(
            "On traverse le centre pour y travailler, acheter, étudier ; on oublie "
            "parfois que l’on y habite. Le conseil parle pour celles et ceux qui y "
            "vivent, de la Fonderie au Nordfeld et du Rebberg au bassin.\n\n"
            "Il se réunit un jeudi tous les deux mois, à 19 heures, au centre Porte du "
            "Miroir. Chaque printemps, il organise un diagnostic en marchant : une "
            "rue, un carnet, une quinzaine de paires d’yeux.\n\n"
            "Ses commissions accueillent aussi des commerçantes, des commerçants et "
            "des étudiants."
        ),
        picture="conseil-grand-centre",
        ring=(
            (7.3195, 47.7330),
            (7.3258, 47.7301),
            (7.3330, 47.7286),
            (7.3402, 47.7299),
            (7.3463, 47.7338),
            (7.3512, 47.7389),
            (7.3540, 47.7445),
            (7.3522, 47.7500),
            (7.3532, 47.7545),
            (7.3545, 47.7580),
            (7.3530, 47.7615),
            (7.3478, 47.7625),
            (7.3450, 47.7590),
            (7.3452, 47.7560),
            (7.3428, 47.7535),
            (7.3400, 47.7520),
            (7.3372, 47.7513),
            (7.3345, 47.7502),
            (7.3322, 47.7500),
            (7.3318, 47.7480),
            (7.3290, 47.7462),
            (7.3275, 47.7430),
            (7.3235, 47.7412),
            (7.3225, 47.7370),
            (7.3195, 47.7330),
        ),
    ),
    Council(
        key="west",
        name="West",
        quartiers=("Coteaux", "Dornach", "Haut-Poirier"),
        founded=date(2016, 12, 13),
        accent=6,
        meeting_place="Bibliothèque de Dornach",
        meeting_address="3 rue de Thann, 68200 Mulhouse",
        summary=(
            "Des tours des Coteaux aux ruelles de Dornach, l’ouest de la ville, avec "
            "ses pentes, ses vergers et ses vues sur les Vosges. Le conseil y plante, "
            "y répare et y relie."
        ),
        presentation=(
            "Le nom « West » a été choisi par le conseil lui-même : il fallait un mot "
            "qui ne soit ni celui des tours, ni celui du vieux village, et qui "
            "appartienne à tout le monde.\n\n"
            "Le conseil se réunit un mardi tous les deux mois, à 18 h 30, à la "
            "bibliothèque de Dornach, avec une réunion sur trois aux Coteaux. La "
            "plupart de ses projets se font avec une école : planter une haie, "
            "dessiner un banc, compter les oiseaux.\n\n"
            "Un covoiturage est organisé pour les personnes qui se déplacent mal."
        ),
        picture="conseil-west",
        ring=(
            (7.3060, 47.7610),
            (7.2962, 47.7572),
            (7.2892, 47.7521),
            (7.2851, 47.7460),
            (7.2862, 47.7398),
            (7.2913, 47.7344),
            (7.2992, 47.7306),
            (7.3080, 47.7281),
            (7.3150, 47.7292),
            (7.3195, 47.7330),
            (7.3225, 47.7370),
            (7.3235, 47.7412),
            (7.3175, 47.7420),
            (7.3140, 47.7470),
            (7.3128, 47.7520),
            (7.3135, 47.7570),
            (7.3150, 47.7618),
            (7.3060, 47.7610),
        ),
    ),
)

TERRITORY_NOTE = "Périmètres indicatifs, dessinés pour la démonstration."

FORMER_COUNCILS: tuple[FormerCouncil, ...] = (
    FormerCouncil(
        key="drouot",
        name="Drouot",
        became="drouot-barbanegre",
        founded=date(2010, 3, 16),
        summary=(
            "Le conseil du quartier Drouot, jusqu’à sa réunion avec celui de Barbanègre. "
            "Ses comptes rendus se lisent toujours à la Maison de la citoyenneté."
        ),
        presentation=(
            "Pendant six ans, ce conseil s’est occupé des abords de l’école, des jardins "
            "et des pieds d’immeubles de la cité Drouot.\n\n"
            "Les deux conseils voisins parlaient souvent des mêmes rues. Leurs membres ont "
            "choisi de n’en faire qu’un, qui continue ce qu’ils avaient commencé."
        ),
    ),
    FormerCouncil(
        key="barbanegre",
        name="Barbanègre",
        became="drouot-barbanegre",
        founded=date(2010, 3, 23),
        summary=(
            "Le conseil du quartier Barbanègre, jusqu’à sa réunion avec celui de Drouot. "
            "Ses comptes rendus se lisent toujours à la Maison de la citoyenneté."
        ),
        presentation=(
            "Ce petit conseil s’est surtout occupé du square, des trottoirs de la rue de "
            "Sausheim et de la sortie des entreprises.\n\n"
            "Depuis la réunion avec Drouot, le nouveau conseil porte les noms des deux "
            "quartiers."
        ),
    ),
)
