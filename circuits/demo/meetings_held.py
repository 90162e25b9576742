"""The ten meetings of the demonstration that were held and told."""

from circuits.demo.meetings import DemoMeeting, Item, Report

HELD: tuple[DemoMeeting, ...] = (
    DemoMeeting(
        key="bourtzwiller-jeunes",
        council="bourtzwiller",
        adopts="local-jeunes",
        begins="18:30",
        ends="20:30",
        author="nadia-belhaddad",
        items=(
            Item("Nouvelles des voisins"),
            Item("Le pédibus de l’école Quimper", dossier="pedibus-quimper"),
            Item("Un lieu pour les 16-25 ans : faut-il le demander ?"),
        ),
        report=Report(
            present=31,
            adopted_days_after=36,
            text=(
                "Trente et une personnes sont venues, dont neuf jeunes du quartier.\n\n"
                "Le pédibus tourne trois matins par semaine. Il manque deux adultes le "
                "vendredi ; la liste circule.\n\n"
                "Les jeunes ont décrit ce qui leur manque :\n"
                "- un endroit ouvert après 18 heures, sans avoir à consommer ;\n"
                "- une table, des prises, du chauffage ;\n"
                "- une personne à qui parler de stage et de logement.\n\n"
                "Après une heure de discussion, le conseil adopte la demande « {adopté} » "
                "par vingt-six voix, trois abstentions, deux contre. Celles et ceux qui ont "
                "voté contre craignent le bruit le soir : le texte demande donc que les "
                "horaires soient décidés avec les riverains."
            ),
            correction=(
                "Le conseil a adopté ce compte rendu ; le nombre de voix était faux "
                "(vingt-quatre, et non vingt-six)."
            ),
            corrected=(
                "Trente et une personnes sont venues, dont neuf jeunes du quartier.\n\n"
                "Le pédibus tourne trois matins par semaine. Il manque deux adultes le "
                "vendredi ; la liste circule.\n\n"
                "Les jeunes ont décrit ce qui leur manque :\n"
                "- un endroit ouvert après 18 heures, sans avoir à consommer ;\n"
                "- une table, des prises, du chauffage ;\n"
                "- une personne à qui parler de stage et de logement.\n\n"
                "Après une heure de discussion, le conseil adopte la demande « {adopté} » "
                "par vingt-quatre voix, trois abstentions, quatre contre. Celles et ceux qui "
                "ont voté contre craignent le bruit le soir : le texte demande donc que les "
                "horaires soient décidés avec les riverains."
            ),
        ),
    ),
    DemoMeeting(
        key="bourtzwiller-berges",
        council="bourtzwiller",
        adopts="canettes-doller",
        begins="18:30",
        ends="20:00",
        author="rene-kessler",
        items=(
            Item("Le local des jeunes : la demande est partie", dossier="local-jeunes"),
            Item("Les berges de la Doller", "Photos de la marche du samedi."),
        ),
        report=Report(
            present=19,
            text=(
                "La demande d’un local est déposée ; la Ville doit répondre au plus tard "
                "dans deux mois. Chacun peut suivre le dossier sur le site.\n\n"
                "Quatre personnes ont longé la Doller samedi : onze sacs de canettes et de "
                "verre en deux heures. Le conseil adopte la demande « {adopté} » à "
                "l’unanimité et propose un nettoyage commun au printemps."
            ),
        ),
    ),
    DemoMeeting(
        key="d8-ombre",
        council="d8",
        adopts="roosevelt-ombre",
        begins="18:30",
        ends="20:30",
        author="bernard-litzler",
        access="Garde d’enfants sur demande.",
        items=(
            Item("Le passage Sellier", dossier="passage-sellier"),
            Item("La fontaine de la place Franklin", dossier="fontaine-franklin"),
            Item("S’asseoir à l’ombre au square Roosevelt"),
        ),
        report=Report(
            present=27,
            text=(
                "1. Passage Sellier : le conseil relit la réponse de la Ville et note la "
                "suite.\n"
                "2. Fontaine : elle coule. Merci aux agents qui l’ont réglée deux fois.\n"
                "3. Square Roosevelt : à 15 heures, en août, un seul banc est à l’ombre.\n\n"
                "Le conseil adopte la demande « {adopté} ». Une classe de l’école voisine "
                "dessinera les places assises."
            ),
        ),
    ),
    DemoMeeting(
        key="d8-neppert",
        council="d8",
        adopts="rats-neppert",
        begins="18:30",
        ends="20:30",
        author="aicha-zeroual",
        items=(
            Item("Le feu de l’avenue de Colmar", dossier="feu-colmar"),
            Item("La pochette des nouveaux habitants", dossier="accueil-nouveaux"),
            Item("Rats rue Neppert"),
        ),
        report=Report(
            present=22,
            days_after=5,
            text=(
                "Le feu piéton laisse toujours neuf secondes. Une personne âgée a "
                "traversé devant nous, montre en main : il lui en faut dix-sept.\n\n"
                "La pochette d’accueil avance ; trois langues de plus sont proposées.\n\n"
                "Rue Neppert, les rats sortent en plein jour. Le conseil adopte la demande "
                "« {adopté} » et demande à être prévenu avant chaque passage."
            ),
        ),
    ),
    DemoMeeting(
        key="drouot-abri",
        council="drouot-barbanegre",
        adopts="abri-sausheim",
        begins="18:00",
        ends="20:00",
        author="josiane-meistermann",
        items=(
            Item("Place Hauger : le chantier raconté", dossier="hauger-bancs"),
            Item("La halle des associations", dossier="halle-associations"),
            Item("Attendre le bus sous la pluie"),
        ),
        report=Report(
            present=24,
            text=(
                "Le chantier de la place Hauger a réuni une quarantaine de personnes. Les "
                "enfants ont peint les numéros des bacs.\n\n"
                "Rue de Sausheim, les gens attendent le bus debout, sur la chaussée quand "
                "il pleut. Le conseil adopte la demande « {adopté} »."
            ),
        ),
    ),
    DemoMeeting(
        key="manufactures-trottoir",
        council="manufactures",
        adopts="trottoir-briand",
        begins="18:30",
        ends="20:30",
        author="etienne-zumsteeg",
        place=("88 avenue Briand", "88 avenue Aristide-Briand, 68200 Mulhouse"),
        items=(
            Item("Les boîtes à pain : premier bilan", dossier="boites-a-pain"),
            Item("Les conteneurs à verre", dossier="verre-cite"),
            Item("Marcher avenue Briand avec une poussette"),
        ),
        report=Report(
            present=17,
            text=(
                "Les boîtes à pain : deux marchent bien, une est trop loin du marché, une a "
                "été cassée puis réparée par un voisin.\n\n"
                "Avenue Briand, le groupe « trottoirs » a mesuré :\n"
                "- 80 centimètres devant le garage ;\n"
                "- 95 centimètres devant la boulangerie ;\n"
                "- une marche de 12 centimètres au carrefour.\n\n"
                "Le conseil adopte la demande « {adopté} »."
            ),
        ),
    ),
    DemoMeeting(
        key="manufactures-cantine",
        council="manufactures",
        adopts="cantine-cite",
        begins="18:30",
        ends="20:15",
        author="hatice-aydogan",
        items=(
            Item("Le trottoir de l’avenue Briand : dossier suivi", dossier="trottoir-briand"),
            Item("Le bruit à la cantine", "Une mesure sera faite pendant la réunion."),
        ),
        report=Report(
            present=20,
            text=(
                "Deux parents ont mesuré le bruit à midi : on doit crier pour se parler.\n\n"
                "Le conseil adopte la demande « {adopté} » et propose d’essayer d’abord des "
                "feutres sous les chaises, qui coûtent peu."
            ),
        ),
    ),
    DemoMeeting(
        key="grand-centre-skate",
        council="grand-centre",
        adopts="skate-gare",
        begins="19:00",
        ends="21:00",
        author="claire-hirtzel",
        items=(
            Item("Les cendriers de la gare", dossier="megots-gare"),
            Item("Le ponton du bassin", dossier="ponton-bassin"),
            Item("Skate : écouter celles et ceux qui en font"),
        ),
        report=Report(
            present=38,
            adopted_days_after=55,
            text=(
                "La réunion la plus nombreuse de l’année : trente-huit personnes, dont "
                "quinze qui font du skate.\n\n"
                "Elles et ils demandent un endroit, pas une faveur. Les riverains demandent "
                "des horaires. Les deux sont d’accord pour que la Ville enlève les pointes "
                "des bancs si un lieu existe.\n\n"
                "Le conseil adopte la demande « {adopté} » par trente voix et huit "
                "abstentions."
            ),
        ),
    ),
    DemoMeeting(
        key="grand-centre-nordfeld",
        council="grand-centre",
        adopts="cour-nordfeld",
        begins="19:00",
        ends="20:45",
        author="joaquim-barreto",
        items=(
            Item("Des nuits calmes à la Fonderie", dossier="nuits-fonderie"),
            Item("Le skate : la Ville étudie", dossier="skate-gare"),
            Item("La cour de l’école du Nordfeld en été"),
        ),
        report=Report(
            present=23,
            days_after=4,
            text=(
                "À la Fonderie, deux nuits sur sept restent difficiles. Le conseil attend "
                "la réponse de la Ville avant d’en reparler.\n\n"
                "Cour du Nordfeld : 47 degrés mesurés au sol un jour de juin. Le conseil "
                "adopte la demande « {adopté} » ; des parents proposent de planter."
            ),
        ),
    ),
    DemoMeeting(
        key="west-piscine",
        council="west",
        adopts="piscine-aines",
        begins="18:30",
        ends="20:30",
        author="antoine-feltzer",
        items=(
            Item("L’arrêt de Bel-Air", dossier="arret-bel-air"),
            Item("La rampe de la bibliothèque", "On l’essaie ensemble.", "rampe-bibliotheque"),
            Item("Nager après soixante-cinq ans"),
        ),
        report=Report(
            present=21,
            text=(
                "La rampe est essayée avec un fauteuil et deux poussettes : elle va.\n\n"
                "Quatorze personnes de plus de soixante-cinq ans voudraient nager au calme "
                "une heure par semaine. Le conseil adopte la demande « {adopté} »."
            ),
        ),
    ),
)
