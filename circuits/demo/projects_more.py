"""Five more projects of the demonstration: finished, under way, still to come."""

from circuits.demo.project_shapes import Change, Project, Promise, Stage, View

MORE: tuple[Project, ...] = (
    Project(
        key="fontaine-franklin",
        title="Boire un verre d’eau place Franklin",
        councils=("d8",),
        leader="both",
        theme="espaces-publics",
        intro=(
            "Une fontaine à deux hauteurs, côté marché. Un petit projet, demandé, posé et "
            "vérifié en six mois."
        ),
        story=(
            (
                "Les jours de marché, les cafés servaient volontiers un verre d’eau. Mais "
                "les enfants n’osaient pas le demander. Le conseil a posé la question "
                "simplement : où boit-on, ici ?"
            ),
            (
                "Le réseau d’eau passait déjà sous la place. Il restait à choisir une "
                "fontaine qui serve à tout le monde : un bec à quatre-vingt-dix "
                "centimètres, un autre à soixante, et de la place pour un fauteuil."
            ),
        ),
        stages=(
            Stage(
                name="La demande du conseil",
                state="done",
                months=-8,
                date_text="{mois}",
                description="Une fontaine, utilisable en fauteuil et par les petits.",
            ),
            Stage(
                name="L’accord de la Ville",
                state="done",
                months=-7,
                date_text="{mois}",
                description="La fontaine aura deux becs, côté marché.",
            ),
            Stage(
                name="La commande",
                state="done",
                months=-4,
                date_text="{mois}",
                description="La tranchée s’ouvre un lundi, jour sans marché.",
            ),
            Stage(
                name="La mise en eau",
                state="done",
                months=-2,
                date_text="{mois}",
                description="L’eau est contrôlée ; le conseil confirme que tout fonctionne.",
            ),
        ),
        announced_euros=8200,
        spent_euros=9400,
        amount_note=(
            "Fontaine et pose comprises. Le second bec, plus bas, a été ajouté après le "
            "premier devis."
        ),
        demandes=("fontaine-franklin",),
        pictures=("fontaine",),
        changes=(
            Change(-2, "On boit sur la place sans rien demander à personne."),
            Change(-4, "Un second bec, à soixante centimètres, a été ajouté pour les enfants."),
        ),
        views=(View("La place Franklin, côté marché", "fontaine-avant", "fontaine"),),
        promises=(
            Promise("Une fontaine que l’on atteint en fauteuil", "kept", "Vérifié sur place."),
            Promise("La pose en six mois", "kept", "En service quatre jours avant la date."),
            Promise(
                "Huit mille deux cents euros", "broken", "Le second bec a coûté 1 200 euros."
            ),
        ),
    ),
    Project(
        key="ecole-quimper-a-pied",
        title="Vers l’école Quimper, à pied et sans peur",
        councils=("bourtzwiller",),
        leader="both",
        theme="voirie",
        intro=(
            "Deux cents enfants traversent chaque matin. Un passage repeint tout de suite, "
            "un plateau dessiné avec les parents, et l’idée de fermer la rue à l’heure de "
            "l’école."
        ),
        story=(
            (
                "Deux mères en gilet jaune faisaient traverser les enfants, chacune son "
                "tour. La commission « Abords des écoles » est restée trois matins devant "
                "la grille, et elle a compté."
            ),
            (
                "Le service Voirie a mesuré à son tour. Les deux comptes disaient la même "
                "chose : on roule trop vite, et les voitures garées cachent les enfants."
            ),
        ),
        stages=(
            Stage(
                name="La demande du conseil",
                state="done",
                months=-12,
                date_text="{mois}",
                description="Trois matins de comptage, avec les parents.",
            ),
            Stage(
                name="Le passage repeint et les deux places supprimées",
                state="done",
                months=-9,
                date_text="{mois}",
                description="Sans attendre le plateau. Des appuis pour vélos les remplacent.",
            ),
            Stage(
                name="Le choix du dessin",
                state="done",
                months=-5,
                date_text="{mois}",
                description=(
                    "Quarante-deux personnes dans la cour de l’école ; le plateau long "
                    "est choisi."
                ),
            ),
            Stage(
                name="La préparation des travaux",
                state="here",
                months=-2,
                date_text="Depuis {mois}",
                description="L’entreprise est choisie ; tout se fera pendant des vacances.",
            ),
            Stage(
                name="Le plateau surélevé",
                state="to_come",
                months=1,
                date_text="Prévu pour {mois}",
                description="Avec une bordure peinte par les élèves.",
            ),
        ),
        announced_euros=46000,
        spent_euros=11850,
        amount_note="Mesures, peinture, appuis pour vélos et études. Le plateau reste à payer.",
        demandes=("quimper-traversee",),
        offers=("rues-aux-ecoles",),
        pictures=("passage-pieton",),
        changes=(
            Change(-5, "Le dessin a été choisi par les parents, pas par les techniciens."),
            Change(-9, "Plus aucune voiture garée ne cache les enfants devant la grille."),
        ),
        views=(View("La rue de l’école, vue du virage", "passage-avant", "passage-pieton"),),
        promises=(
            Promise("Un passage bien visible", "kept", "Repeint en trois semaines."),
            Promise(
                "Deux places de stationnement en moins", "kept", "Remplacées par des vélos."
            ),
            Promise("Un plateau qui ralentit les voitures", "waiting", ""),
            Promise(
                "Des nouvelles tous les trois mois", "kept", "Trois comptes rendus, à la date."
            ),
        ),
    ),
    Project(
        key="cours-plantees",
        title="Trois cours d’école plantées, ouvertes le samedi",
        councils=(),
        leader="city",
        theme="nature",
        intro=(
            "2 700 mètres carrés de goudron sont devenus de la terre et de l’ombre. "
            "Trois conseils ont écrit avec la Ville la règle de leur ouverture."
        ),
        story=(
            (
                "Les écoles Wolf, du Drouot et du Haut-Poirier avaient la même cour : du "
                "goudron, et quarante-cinq degrés au sol en juin. Soixante-quatre arbres "
                "et des copeaux de bois plus tard, il y fait de quatre à six degrés de "
                "moins."
            ),
            (
                "Restait une question : que faire de ces jardins quand l’école est "
                "fermée ? La Ville l’a posée aux trois conseils au lieu d’y répondre seule."
            ),
        ),
        stages=(
            Stage(
                name="Les travaux dans les trois cours",
                state="done",
                months=-13,
                date_text="{mois}",
                description="Pendant les vacances, une cour après l’autre.",
            ),
            Stage(
                name="L’offre de la Ville aux conseils",
                state="done",
                months=-10,
                date_text="{mois}",
                description="Les horaires, qui ouvre, ce que l’on peut y faire.",
            ),
            Stage(
                name="L’atelier et la règle en huit phrases",
                state="done",
                months=-6,
                date_text="{mois}",
                description="Trente-quatre personnes ; la même règle aux trois portails.",
            ),
            Stage(
                name="Une année d’essai",
                state="here",
                months=-5,
                date_text="Depuis {mois}",
                description="Dix-sept personnes se relaient pour l’accueil du samedi.",
            ),
            Stage(
                name="Le bilan de l’essai",
                state="to_come",
                months=7,
                date_text="Prévu pour {mois}",
                description="Continuer, changer, ou ouvrir une quatrième cour.",
            ),
        ),
        announced_euros=312000,
        spent_euros=303640,
        amount_note=(
            "Travaux dans les trois cours, plantation et atelier. Il reste de quoi planter "
            "d’autres arbres."
        ),
        offers=("cours-plantees",),
        pictures=("cour-plantee",),
        changes=(
            Change(-5, "Trois cours d’école sont ouvertes aux familles le samedi après-midi."),
            Change(-13, "Il fait de quatre à six degrés de moins dans les cours, en été."),
        ),
        views=(View("La cour de l’école du Drouot", "cour-avant", "cour-plantee"),),
        promises=(
            Promise(
                "Soixante-quatre arbres", "kept", "Soixante-quatre plantés, deux remplacés."
            ),
            Promise("Une règle écrite avec les conseils", "kept", "Huit phrases, à l’atelier."),
            Promise(
                "Les chiffres de fréquentation tous les trois mois",
                "partly",
                "Les premiers ont paru avec trois semaines de retard.",
            ),
            Promise(
                "Ouvrir aussi le dimanche", "broken", "Les conseils n’étaient pas d’accord."
            ),
        ),
    ),
    Project(
        key="nichoirs-rebberg",
        title="Trente nichoirs à martinets au Rebberg",
        councils=("grand-centre",),
        leader="council",
        theme="nature",
        intro=(
            "Les façades refaites n’avaient plus un trou. Trente boîtes de bois, cinq "
            "bâtiments, et des voisins qui comptent."
        ),
        story=(
            (
                "Une ornithologue du quartier comptait soixante couples de martinets il y "
                "a dix ans, dix-sept l’an dernier. Ils revenaient au même endroit et "
                "tournaient devant un mur lisse."
            ),
            (
                "L’atelier municipal a fabriqué les nichoirs. Le conseil a choisi les "
                "murs, et il tient le compte chaque printemps."
            ),
        ),
        stages=(
            Stage(
                name="Le comptage et la demande",
                state="done",
                months=-16,
                date_text="{mois}",
                description="Trente nichoirs sur les bâtiments de la Ville.",
            ),
            Stage(
                name="La fabrication à l’atelier municipal",
                state="done",
                months=-14,
                date_text="{mois}",
                description="Une heure d’atelier et 38 euros de bois chacun.",
            ),
            Stage(
                name="La pose à la nacelle",
                state="done",
                months=-13,
                date_text="{mois}",
                description="Deux matinées, à plus de cinq mètres de haut.",
            ),
            Stage(
                name="Le premier comptage",
                state="done",
                months=-5,
                date_text="{mois}",
                description="Onze nichoirs habités sur trente, vingt-trois couples en tout.",
            ),
        ),
        announced_euros=1140,
        spent_euros=1140,
        amount_note="Le bois des nichoirs. La nacelle servait déjà à l’éclairage.",
        demandes=("nichoirs-rebberg",),
        pictures=("nichoirs",),
        changes=(
            Change(-5, "Vingt-trois couples de martinets, au lieu de dix-sept."),
            Change(
                -13,
                "Une lettre sur les martinets est jointe à chaque autorisation de ravalement.",
            ),
        ),
        views=(View("Le gymnase du Rebberg", "nichoirs-avant", "nichoirs"),),
        promises=(
            Promise("Trente nichoirs avant le retour des martinets", "kept", "Posés à temps."),
            Promise("Un mot aux propriétaires", "kept", "Il part avec chaque autorisation."),
        ),
    ),
    Project(
        key="jardins-familiaux",
        title="Quarante nouveaux jardins familiaux",
        councils=(),
        leader="city",
        theme="nature",
        intro=(
            "Six cents familles attendent une parcelle. La Ville demande aux conseils s’il "
            "vaut mieux peu de grands jardins ou beaucoup de petits, avant de tracer."
        ),
        story=(
            (
                "Rien n’est encore creusé. Les conseils de Bourtzwiller, des Manufactures "
                "et du West donnent leur avis ; le dessin viendra après, et cette page "
                "dira ce qui en a été gardé."
            ),
        ),
        stages=(
            Stage(
                name="Le choix entre grandes et petites parcelles",
                state="to_come",
                months=2,
                date_text="Prévu pour {mois}",
                description="Quand les conseils auront répondu.",
            ),
            Stage(
                name="Le tracé et l’arrivée de l’eau",
                state="to_come",
                months=6,
                date_text="Vers {mois}",
                description="Clôture, allées, cuves pour l’eau de pluie.",
            ),
            Stage(
                name="La remise des clés",
                state="to_come",
                months=12,
                date_text="Vers {mois}",
                description="Par tirage au sort parmi les familles inscrites.",
            ),
        ),
        announced_euros=180000,
        spent_euros=0,
        amount_note="Terrassement, clôtures, cabanes et eau. Rien n’est dépensé avant le choix.",
        offers=("jardins-familiaux",),
        pictures=("jardins-familiaux",),
        promises=(
            Promise("Décider après la réponse des conseils", "waiting", ""),
            Promise("Une parcelle sur dix pour un fauteuil roulant", "waiting", ""),
        ),
    ),
)
