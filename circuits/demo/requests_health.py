"""The demandes about health, near home."""

from circuits.demo.openings import SIGNATURES, deposited, signed, studied
from circuits.demo.shapes import Answer, DemoRequest, Milestone, Step

REQUESTS: tuple[DemoRequest, ...] = (
    DemoRequest(
        key="medecins-bourtzwiller",
        council="bourtzwiller",
        theme="sante",
        state="E5",
        author="ginette-ritter",
        title="Deux médecins partent à la retraite et personne ne les remplace",
        need=(
            "Le cabinet de la rue de Soultz ferme dans l’année. Mille neuf cents "
            "personnes n’auront plus de médecin. Les autres cabinets ne prennent "
            "personne."
        ),
        asked=(
            "Nous demandons que l’on aide de jeunes médecins à s’installer ici, et que "
            "l’on nous dise qui décide."
        ),
        quartier="Bourtzwiller",
        place="Cabinet médical de la rue de Soultz",
        meeting_days_before=3,
        deposited_days_ago=145,
        steps=(
            *deposited("rene-kessler", "10:10"),
            Step(
                6,
                "15:50",
                "transfer",
                "sylvain-thiercelin",
                name="l’Agence régionale de santé Grand Est",
                on=5,
                text=(
                    "Madame, Monsieur,\n\n"
                    "Le conseil participatif de Bourtzwiller nous signale le départ de deux "
                    "médecins et demande ce qui est prévu. L’installation des médecins et les "
                    "aides qui l’accompagnent relèvent de votre compétence. Nous vous "
                    "transmettons sa demande, avec ses chiffres, et vous prions de lui répondre "
                    "directement.\n\n"
                    "Pour sa part, la Ville recherche un local de 140 m² que de futurs "
                    "praticiens pourraient louer ; elle vous le fera connaître.\n\n"
                    "L’Agence de la participation citoyenne"
                ),
            ),
        ),
    ),
    DemoRequest(
        key="navette-marche",
        council="manufactures",
        theme="sante",
        state="E4",
        author="suzanne-oberdorff",
        title="Une navette pour que les aînés de Daguerre aillent au marché",
        need=(
            "Le marché est à neuf cents mètres, dont la moitié en pente. À l’aller, on "
            "descend, ça va. Au retour, avec les cabas, beaucoup ont renoncé.\n\n"
            "Nous avons demandé à quarante personnes de plus de soixante-dix ans : "
            "trente et une iraient, au moins une fois par semaine, et paieraient un euro."
        ),
        asked=(
            "Nous demandons une navette le mardi et le jeudi matin, avec un chauffeur "
            "qui aide à monter."
        ),
        quartier="Daguerre",
        place="De la petite place de Daguerre au marché",
        meeting_days_before=14,
        service="sante",
        elected="mathieu-kerbrat",
        deposited_days_ago=235,
        steps=(
            *studied("hatice-aydogan", "14:30", "sante", "mathieu-kerbrat"),
            *signed(
                "sante",
                "mathieu-kerbrat",
                Answer(
                    outcome="deferred",
                    summary=(
                        "La Ville fait un essai de deux mois avant de répondre : une navette, deux "
                        "matins par semaine."
                    ),
                    body=(
                        "Trente et une personnes, c’est beaucoup. Sont-elles trois ou vingt chaque "
                        "matin ? Nous ne le savons pas, et vous non plus. Un essai coûte moins cher "
                        "qu’une étude : le minibus du service circule deux mois, le mardi et le "
                        "jeudi, et nous comptons ensemble."
                    ),
                    signatory=SIGNATURES["mathieu-kerbrat"],
                    decided_by="L’adjoint délégué",
                    decided_on_day=26,
                    next_steps="L’essai commence dans quinze jours. Le conseil tient le cahier des passagers.",
                    deferred_to_day=130,
                ),
            ),
            *signed(
                "sante",
                "mathieu-kerbrat",
                Answer(
                    outcome="accepted",
                    summary=(
                        "Acceptée : la navette continue le jeudi, seize personnes en moyenne. Le "
                        "mardi, trop peu suivi, s’arrête."
                    ),
                    body=(
                        "En deux mois, 198 trajets ont été faits. Le jeudi, seize personnes en "
                        "moyenne ; le mardi, quatre. La navette du jeudi continue donc toute "
                        "l’année, sauf trois semaines en août. Elle est gratuite : encaisser un euro "
                        "coûterait plus que ce qu’il rapporte.\n\n"
                        "Elle roule déjà. Les horaires sont affichés à la pharmacie et à l’entrée du "
                        "marché."
                    ),
                    signatory=SIGNATURES["mathieu-kerbrat"],
                    decided_by="L’adjoint délégué, dans le budget voté du service",
                    decided_on_day=102,
                    next_steps="Le service et le conseil refont le compte une fois par an.",
                ),
                days=(101, 105, 109),
            ),
            Step(
                122,
                "10:45",
                "acknowledge_answer",
                "etienne-zumsteeg",
                text=(
                    "Le conseil remercie le chauffeur, que tout le monde appelle par son prénom, "
                    "et prend acte pour le mardi."
                ),
            ),
        ),
    ),
    DemoRequest(
        key="defibrillateur-coteaux",
        council="west",
        theme="sante",
        state="A7_commitment_late",
        author="mehmet-demirhan",
        title="Un défibrillateur accessible jour et nuit aux Coteaux",
        need=(
            "Le seul défibrillateur du quartier est dans le gymnase, fermé à 21 h et le "
            "dimanche. Il y a peu, un homme de cinquante-six ans a fait un malaise au pied "
            "d’une tour un dimanche. Une aide-soignante l’a massé onze minutes."
        ),
        asked=(
            "Nous demandons un appareil dehors, chauffé et éclairé, et une formation de "
            "deux heures pour cinquante habitants."
        ),
        quartier="Coteaux",
        place="Place du marché des Coteaux",
        meeting_days_before=5,
        service="sante",
        elected="mathieu-kerbrat",
        deposited_days_ago=250,
        steps=(
            *studied("rachida-benmansour", "12:15", "sante", "mathieu-kerbrat"),
            *signed(
                "sante",
                "mathieu-kerbrat",
                Answer(
                    outcome="accepted",
                    summary=(
                        "Acceptée : un défibrillateur extérieur au marché des Coteaux et trois "
                        "séances de formation."
                    ),
                    body=(
                        "L’appareil sera fixé au mur du local du marché, seul bâtiment de la place "
                        "qui ait du courant. Trois séances de formation, de vingt personnes chacune, "
                        "auront lieu au quartier, dont une un samedi."
                    ),
                    signatory=SIGNATURES["mathieu-kerbrat"],
                    decided_by="L’adjoint délégué, dans le budget voté du service",
                    decided_on_day=25,
                    next_steps="Branchement, pose, déclaration à la base nationale, formations.",
                    milestone=Milestone("Défibrillateur en service aux Coteaux", 4),
                ),
            ),
            Step(
                112,
                "11:05",
                "milestone_report",
                "kevin-tritschler",
                text="Cinquante-quatre personnes sont formées. L’appareil est livré.",
            ),
            Step(
                193,
                "15:35",
                "milestone_report",
                "kevin-tritschler",
                text=(
                    "L’appareil est toujours dans nos locaux : le mur du marché appartient à la "
                    "copropriété, qui n’a pas encore voté. Nous aurions dû le vérifier. Son "
                    "assemblée a lieu le mois prochain ; si elle refuse, il sera posé sur un "
                    "mât, à six mètres."
                ),
            ),
        ),
    ),
)
