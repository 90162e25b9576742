"""Three projects of the demonstration, with all that their pages tell."""

from circuits.demo.project_shapes import Change, Project, Promise, Stage, View

FIRST: tuple[Project, ...] = (
    Project(
        key="boites-a-pain",
        title="Les boîtes à pain",
        councils=("manufactures",),
        leader="both",
        theme="proprete",
        intro=(
            "Quatre boîtes pour recueillir le pain que l’on ne veut pas jeter. Un "
            "petit projet, qui a changé de chemin en route et qui le dit."
        ),
        story=(
            (
                "Tout part d’un geste de respect : beaucoup de familles ne mettent pas "
                "le pain à la poubelle. Elles le posent dehors, dans un sac, pour "
                "qu’il serve à quelqu’un ou à un oiseau. Mais le pain attire les rats, "
                "et les voisins se fâchent."
            ),
            (
                "Une habitante de la Cité a fabriqué une première boîte avec les "
                "planches d’une armoire. En une semaine, onze kilos de pain sec. Le "
                "conseil a compté, discuté, choisi quatre endroits, puis demandé à la "
                "Ville de faire la même chose en solide."
            ),
            (
                "Les boîtes ont été posées et elles se remplissent deux fois plus vite "
                "que prévu. Le pain devait nourrir des animaux. Il a fallu y "
                "renoncer : pour nourrir des bêtes, on doit savoir d’où vient chaque "
                "morceau, et personne ne peut le dire d’un pain déposé dans la rue."
            ),
            (
                "Le conseil et le service Propreté urbaine ont donc choisi une autre "
                "voie : la méthanisation. Le pain devient du gaz, et ce qui reste "
                "devient de l’engrais. C’est moins poétique que des poules, mais rien "
                "n’est perdu."
            ),
        ),
        stages=(
            Stage(
                name="Une boîte d’essai à la Cité",
                state="done",
                months=-10,
                date_text="{mois}",
                description=(
                    "Onze kilos de pain sec recueillis en une semaine devant une seule maison."
                ),
            ),
            Stage(
                name="La demande du conseil",
                state="done",
                months=-9,
                date_text="{mois}",
                description=(
                    "Le conseil demande quatre boîtes et une solution pour que le pain serve."
                ),
            ),
            Stage(
                name="L’accord de la Ville",
                state="done",
                months=-8,
                date_text="{mois}",
                description=(
                    "Le service Propreté urbaine accepte, fabrique les boîtes et se "
                    "charge de les vider."
                ),
            ),
            Stage(
                name="La pose des quatre boîtes",
                state="done",
                months=-6,
                date_text="{mois}",
                description=(
                    "Près du marché, à la Cité, avenue Aristide-Briand et à l’entrée "
                    "de Daguerre."
                ),
            ),
            Stage(
                name="Le changement de chemin",
                state="done",
                months=-3,
                date_text="{mois}",
                description=(
                    "Le don aux éleveurs est abandonné. Le conseil et la Ville "
                    "choisissent la méthanisation."
                ),
            ),
            Stage(
                name="La collecte vers la méthanisation",
                state="here",
                months=0,
                date_text="{mois}",
                description=(
                    "Une tournée par semaine, avec un véhicule déjà utilisé pour le marché."
                ),
            ),
            Stage(
                name="Le bilan avec les habitants",
                state="to_come",
                months=6,
                date_text="Prévu pour {mois}",
                description=(
                    "Combien de pain, combien de gaz, et faut-il d’autres boîtes ailleurs ?"
                ),
            ),
        ),
        announced_euros=3400,
        spent_euros=3120,
        amount_note=(
            "Fabrication et pose des quatre boîtes. La collecte se fait pendant une "
            "tournée qui existait déjà."
        ),
        demandes=("boites-a-pain",),
        pictures=("boite-a-pain",),
        changes=(
            Change(
                -3,
                "Le pain ne part plus chez des éleveurs : il devient du gaz et de l’engrais.",
            ),
            Change(
                -6, "On ne trouve presque plus de sacs de pain au pied des arbres de la Cité."
            ),
        ),
        promises=(
            Promise(
                "Quatre boîtes, à quatre endroits choisis par le conseil",
                "kept",
                "Les quatre boîtes sont posées depuis six mois.",
            ),
            Promise(
                "Le pain nourrit des animaux",
                "broken",
                "Il faudrait savoir d’où vient chaque morceau. Il part à la méthanisation.",
            ),
            Promise(
                "Une tournée par semaine",
                "partly",
                "Une sur deux le premier mois, toutes depuis.",
            ),
            Promise("Un bilan avec les habitants", "waiting", ""),
        ),
    ),
    Project(
        key="west-plante",
        title="Une haie fruitière, puis une micro-forêt",
        councils=("west",),
        leader="both",
        theme="nature",
        intro=(
            "Au Haut-Poirier, une haie qui se mange. Rue Pierre-de-Coubertin, trois "
            "cents arbres sur cent mètres carrés, la place de huit voitures. Le West "
            "plante, et il plante avec les enfants."
        ),
        story=(
            (
                "La première idée tenait en une phrase, dite par une élève de huit "
                "ans : « Pourquoi la clôture ne donne rien à manger ? » La commission "
                "« Vergers et haies » en a fait une demande, la Ville a fourni "
                "soixante-quatre plants, et quarante personnes sont venues les mettre "
                "en terre."
            ),
            (
                "La haie a pris. Trois plants seulement sont morts le premier été, "
                "malgré la chaleur : deux classes et quelques voisins se sont relayés "
                "à l’arrosage, avec un calendrier accroché au portail."
            ),
            (
                "Forts de cette réussite, le conseil et la Ville ont cherché un "
                "terrain pour planter plus grand. Ce sera une micro-forêt, rue "
                "Pierre-de-Coubertin : des arbres d’ici, plantés très serrés, qui se "
                "protègent les uns les autres et font de l’ombre en quelques années."
            ),
        ),
        stages=(
            Stage(
                name="La demande pour la haie",
                state="done",
                months=-15,
                date_text="{mois}",
                description="Déposée par le conseil avec l’école du Haut-Poirier.",
            ),
            Stage(
                name="La plantation de la haie",
                state="done",
                picture="haie-ecole",
                months=-14,
                date_text="{mois}",
                description=(
                    "Groseilliers, framboisiers, noisetiers, amélanchiers et deux cognassiers."
                ),
            ),
            Stage(
                name="Le choix d’un terrain",
                state="done",
                months=-8,
                date_text="{mois}",
                description=(
                    "Cinq terrains visités ; celui de la rue Pierre-de-Coubertin est retenu."
                ),
            ),
            Stage(
                name="La préparation du sol",
                state="done",
                months=-2,
                date_text="{mois}",
                description=(
                    "Le sol tassé est décompacté, puis couvert de compost et de paille."
                ),
            ),
            Stage(
                name="La plantation de la micro-forêt",
                state="here",
                months=0,
                date_text="{mois}",
                description=(
                    "Trois cents jeunes arbres et arbustes, de vingt-deux espèces "
                    "d’ici, plantés par groupes."
                ),
            ),
            Stage(
                name="L’arrosage et la surveillance",
                state="to_come",
                months=6,
                date_text="À partir de {mois}",
                description=(
                    "Pendant deux étés, avec les voisins volontaires. Ensuite, le bois "
                    "se débrouille seul."
                ),
            ),
            Stage(
                name="L’ouverture d’un sentier",
                state="to_come",
                months=30,
                date_text="Vers {mois}",
                description="Quand les arbres dépasseront les enfants.",
            ),
        ),
        announced_euros=9600,
        spent_euros=6140,
        amount_note=(
            "Plants, compost, paille et clôture. Le temps des jardiniers et des "
            "bénévoles n’est pas compté."
        ),
        demandes=("haie-haut-poirier",),
        pictures=("micro-foret",),
        changes=(
            Change(
                -2, "Les huit places de la rue Pierre-de-Coubertin sont rendues à la terre."
            ),
            Change(
                -8, "Les enfants de l’école du Haut-Poirier goûtent les fruits de leur clôture."
            ),
        ),
        views=(View("Rue Pierre-de-Coubertin", "foret-avant", "micro-foret"),),
        promises=(
            Promise(
                "Soixante-quatre plants pour la haie",
                "kept",
                "Soixante et un ont pris ; trois ont été remplacés.",
            ),
            Promise(
                "Trois cents arbres sur cent mètres carrés",
                "partly",
                "Le sol est prêt et les premiers groupes sont en terre.",
            ),
            Promise("Un sentier quand les arbres dépasseront les enfants", "waiting", ""),
        ),
    ),
    Project(
        key="place-hauger",
        title="Place Hauger, le chantier ouvert",
        councils=("drouot-barbanegre",),
        leader="both",
        theme="espaces-publics",
        intro=(
            "Des bancs, des bacs plantés et deux journées pour les construire "
            "ensemble, sans attendre les grands travaux du Drouot."
        ),
        story=(
            (
                "Pendant trois mercredis, le conseil a posé une table au milieu de la "
                "place Hauger, avec du thé et une seule question : « Qu’est-ce qui "
                "vous ferait rester dix minutes ici ? » Soixante et une personnes ont "
                "répondu. S’asseoir à l’ombre, voir du vert, et ne plus slalomer entre "
                "les voitures."
            ),
            (
                "La Ville avait une bonne raison de dire non : dans quelques années, "
                "toute la place sera refaite. Elle a dit oui autrement. Tout sera en "
                "bois, posé et non scellé, fabriqué avec les habitants, et pourra être "
                "déplacé le jour venu."
            ),
            (
                "Avant la pose, la place a été dessinée à la craie, en grand. Les "
                "personnes en fauteuil ont fait le tour, le camion de collecte aussi. "
                "Deux bancs ont changé de place."
            ),
        ),
        stages=(
            Stage(
                name="Trois mercredis sur la place",
                state="done",
                months=-5,
                date_text="{mois}",
                description="Soixante et une réponses à une seule question.",
            ),
            Stage(
                name="La demande du conseil",
                state="done",
                months=-4,
                date_text="{mois}",
                description="Six bancs, huit bacs et deux journées de chantier.",
            ),
            Stage(
                name="L’accord de la Ville",
                state="done",
                months=-3,
                date_text="{mois}",
                description=(
                    "La Ville accepte un aménagement simple, en bois, qui peut être déplacé."
                ),
            ),
            Stage(
                name="L’essai à la craie",
                state="done",
                months=-1,
                date_text="{mois}",
                description=(
                    "Bancs et bacs dessinés au sol, en vraie grandeur, avec les riverains."
                ),
            ),
            Stage(
                name="La commande du bois",
                state="here",
                months=0,
                date_text="{mois}",
                description="Du mélèze et du robinier, sans traitement.",
            ),
            Stage(
                name="Les deux journées de chantier",
                state="to_come",
                months=2,
                date_text="Annoncées par affiche trois semaines avant",
                description=(
                    "Outils prêtés, repas partagé, enfants bienvenus. Aucune "
                    "compétence n’est demandée."
                ),
            ),
            Stage(
                name="Une saison pour voir",
                state="to_come",
                picture="banc-arbres",
                months=9,
                date_text="Bilan prévu pour {mois}",
                description=(
                    "Ce qui reste, ce qui bouge, ce que les grands travaux devront garder."
                ),
            ),
        ),
        announced_euros=18500,
        spent_euros=2350,
        amount_note=(
            "Bois, plantes, outils et repas du chantier. Dépensé à ce jour : études et "
            "essai à la craie."
        ),
        demandes=("hauger-bancs",),
        pictures=("place-bacs",),
        changes=(Change(-1, "Deux bancs ont changé de place après l’essai à la craie."),),
        views=(View("La place Hauger, le matin", "place-avant", None),),
        promises=(
            Promise(
                "Un aménagement en bois, qui se déplace", "partly", "Le bois est commandé."
            ),
            Promise("Deux journées de chantier ouvertes à tous", "waiting", ""),
            Promise(
                "Un passage pour le camion de collecte et les fauteuils",
                "kept",
                "Vérifié sur place, à la craie, avec les riverains.",
            ),
        ),
    ),
)
