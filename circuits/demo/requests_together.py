"""The demandes about living together and about making the councils known."""

from circuits.demo.openings import SIGNATURES, deposited, signed, studied
from circuits.demo.shapes import Answer, DemoRequest, Milestone, Step

REQUESTS: tuple[DemoRequest, ...] = (
    DemoRequest(
        key="bal-fonderie",
        council="grand-centre",
        theme="animation",
        state="A2",
        author="joaquim-barreto",
        title="Un bal sur le parvis de la Fonderie, avec l’orchestre du campus",
        need=(
            "Les étudiants et les habitants de la Fonderie se croisent sans se "
            "connaître, et quand ils se parlent, c’est du bruit. L’orchestre du campus "
            "joue gratuitement. Le traiteur de la rue de la Locomotive propose de tenir "
            "le buffet, à prix coûtant."
        ),
        asked=(
            "Nous demandons le parvis un samedi soir jusqu’à minuit, une piste de bois "
            "et une armoire électrique."
        ),
        quartier="Fonderie",
        place="Parvis du campus de la Fonderie",
        meeting_days_before=6,
        service="animation",
        elected="odile-wintzer",
        deposited_days_ago=9,
        steps=(
            *deposited("claire-hirtzel", "10:00"),
            Step(
                2,
                "15:45",
                "ask_barring",
                "camille-roesner",
                elected="odile-wintzer",
                code="commercial",
                text=(
                    "Le buffet serait tenu par un commerçant nommé dans la demande. La charte "
                    "écarte les demandes qui servent un intérêt commercial."
                ),
            ),
            Step(
                3,
                "11:10",
                "refuse_barring",
                "odile-wintzer",
                text=(
                    "Le traiteur travaille à prix coûtant et le bal est celui du quartier. La "
                    "demande est gardée ; le service vérifiera simplement que d’autres puissent "
                    "aussi proposer un buffet."
                ),
            ),
            Step(
                5,
                "14:55",
                "qualify",
                "sylvain-thiercelin",
                service="animation",
                elected="odile-wintzer",
            ),
        ),
    ),
    DemoRequest(
        key="journal-conseil",
        council="manufactures",
        theme="communication",
        state="A3",
        author="anatole-vuillemin",
        title="Le journal du conseil, deux fois par an, dans toutes les boîtes aux lettres",
        need=(
            "Un habitant sur dix sait que le conseil existe : nous l’avons demandé à 212 "
            "personnes au marché. Les réseaux touchent toujours les mêmes."
        ),
        asked=(
            "Nous demandons l’impression et la distribution de 6 500 exemplaires, deux "
            "fois par an. Nous écrivons les textes et nous faisons les photos."
        ),
        quartier="Cité-Briand",
        place="Tout le secteur",
        meeting_days_before=10,
        service="information",
        elected="odile-wintzer",
        deposited_days_ago=34,
        steps=(
            *studied("hatice-aydogan", "09:35", "information", "odile-wintzer"),
            Step(
                14,
                "11:15",
                "ask_complement",
                "lea-burtin",
                on=50,
                text=(
                    "Combien de pages, en couleurs ou en noir ? Et qui relit avant l’impression "
                    ": le conseil, ou une commission ?"
                ),
            ),
            Step(
                28,
                "16:40",
                "resume",
                "lea-burtin",
                text=(
                    "La place et le format dépendent surtout de l’imprimeur : nous demandons "
                    "trois devis et nous présenterons au conseil ce qui est possible. Il "
                    "choisira sur pièces."
                ),
            ),
        ),
    ),
    DemoRequest(
        key="accueil-nouveaux",
        council="d8",
        theme="communication",
        state="A6",
        author="lucas-wendling",
        title="Une pochette pour celles et ceux qui arrivent dans le quartier",
        need=(
            "Un logement sur six change d’occupant chaque année. Les gens arrivent sans "
            "savoir quand sort la poubelle jaune, où est l’école, à qui parler d’une "
            "fuite."
        ),
        asked=(
            "Nous demandons une pochette simple, en plusieurs langues, que le conseil et "
            "les gardiens remettent de la main à la main."
        ),
        quartier="Wolf-Wagner",
        place="Tout le secteur D8",
        meeting_days_before=7,
        service="information",
        elected="odile-wintzer",
        deposited_days_ago=50,
        steps=(
            *studied("bernard-litzler", "14:50", "information", "odile-wintzer"),
            Step(
                25,
                "10:30",
                "transmit_answer",
                "lea-burtin",
                answer=Answer(
                    outcome="accepted",
                    summary="Acceptée : 1 500 pochettes seront imprimées.",
                    body="La Ville imprime 1 500 pochettes de huit fiches.",
                    signatory=SIGNATURES["odile-wintzer"],
                    decided_by="L’adjointe déléguée",
                    decided_on_day=24,
                    next_steps="Impression.",
                ),
            ),
            Step(
                27,
                "15:20",
                "request_changes_service",
                "xavier-pruvot",
                text=(
                    "Dites quelles fiches, en quelles langues, et où le conseil vient les "
                    "chercher. Le conseil a travaillé sur le contenu : il doit se retrouver dans "
                    "la réponse."
                ),
            ),
            *signed(
                "information",
                "odile-wintzer",
                Answer(
                    outcome="accepted",
                    summary=(
                        "Acceptée : 1 500 pochettes de huit fiches, en six langues, sont à la "
                        "disposition du conseil et des gardiens."
                    ),
                    body=(
                        "Les huit fiches sont celles que le conseil a proposées : les déchets, "
                        "l’école, la santé, le bus et le tram, les démarches, les urgences, les "
                        "lieux du quartier, le conseil. Elles sont écrites en français facile et "
                        "traduites en arabe, turc, albanais, portugais et anglais.\n\n"
                        "Les 1 500 pochettes sont imprimées et rangées à l’Agence, 33a avenue de "
                        "Colmar. Chaque gardien en a reçu trente."
                    ),
                    signatory=SIGNATURES["odile-wintzer"],
                    decided_by="L’adjointe déléguée",
                    decided_on_day=28,
                    next_steps="Le conseil les distribue. L’Agence en réimprime quand il en reste cent.",
                ),
                days=(29, 31, 34),
            ),
        ),
    ),
    DemoRequest(
        key="panneau-club",
        council="drouot-barbanegre",
        theme="communication",
        state="E6",
        author="paulo-teixeira",
        title="Un panneau lumineux pour annoncer les soldes du centre commercial",
        need=(
            "Les commerçants de la galerie voudraient un panneau lumineux à l’entrée du "
            "quartier, pour leurs promotions. Ils disent que personne ne sait qu’ils "
            "sont là."
        ),
        asked=(
            "Nous transmettons leur demande : un panneau de six mètres carrés, visible "
            "des voitures."
        ),
        quartier="Drouot",
        place="Entrée du Drouot, rue de Sausheim",
        deposited_days_ago=175,
        steps=(
            *deposited("karim-tahraoui", "16:05"),
            Step(
                4,
                "10:50",
                "ask_barring",
                "camille-roesner",
                elected="odile-wintzer",
                code="commercial",
                text=(
                    "Cette demande sert d’abord la vente de quelques commerces. La charte "
                    "réserve les demandes à l’intérêt des habitants.\n\n"
                    "Les commerçants peuvent demander une enseigne au service compétent, comme "
                    "toute entreprise ; l’Agence leur a donné le formulaire. Et si le conseil "
                    "souhaite un panneau pour la vie du quartier, il peut déposer une nouvelle "
                    "demande."
                ),
            ),
            Step(8, "15:30", "confirm_barring", "odile-wintzer"),
        ),
    ),
    DemoRequest(
        key="carnaval-barbanegre",
        council="drouot-barbanegre",
        theme="animation",
        state="E9",
        author="dragana-lukovic",
        title="Un carnaval à Barbanègre, avec les écoles",
        need=(
            "Le carnaval du centre-ville est beau, mais on le regarde. Nous voudrions en "
            "faire un petit, que l’on fabrique."
        ),
        asked=(
            "Nous demandons une rue fermée un samedi après-midi et du matériel pour "
            "fabriquer des têtes en papier."
        ),
        quartier="Barbanègre",
        place="Rue de la Navigation",
        meeting_days_before=12,
        service="animation",
        elected="odile-wintzer",
        deposited_days_ago=190,
        steps=(
            *studied("josiane-meistermann", "11:00", "animation", "odile-wintzer"),
            Step(
                15,
                "14:35",
                "ask_complement",
                "gregory-sengelin",
                on=50,
                text=(
                    "Quelles écoles ont donné leur accord, et qui fabrique les têtes ? Il faut "
                    "aussi une personne responsable du défilé, dont le nom figure sur "
                    "l’autorisation."
                ),
            ),
            Step(92, "09:45", "close_dormant", "sylvain-thiercelin"),
        ),
    ),
    DemoRequest(
        key="cinema-coteaux",
        council="west",
        theme="animation",
        state="E1",
        author="ines-carvalho",
        title="Une séance de cinéma en plein air au parc des Coteaux",
        need=(
            "Cent vingt familles des Coteaux ne sont pas parties l’été dernier. Le "
            "cinéma le plus proche est à quarante minutes de bus, et le dernier bus "
            "rentre avant la fin du film."
        ),
        asked=(
            "Nous demandons une séance gratuite, un soir de vacances, avec un film que les "
            "enfants choisissent."
        ),
        quartier="Coteaux",
        place="Pelouse du parc des Coteaux",
        meeting_days_before=6,
        service="animation",
        elected="odile-wintzer",
        deposited_days_ago=265,
        steps=(
            *studied("antoine-feltzer", "15:15", "animation", "odile-wintzer"),
            *signed(
                "animation",
                "odile-wintzer",
                Answer(
                    outcome="accepted",
                    summary=(
                        "Acceptée : une séance gratuite au parc, film choisi par le vote des "
                        "enfants. Coût : 4 300 euros."
                    ),
                    body=(
                        "L’écran gonflable de la Ville est libre un soir. Les droits du film, le "
                        "projectionniste et deux agents de sécurité coûtent 4 300 euros. Une navette "
                        "ramène les personnes âgées en haut des Coteaux après le film."
                    ),
                    signatory=SIGNATURES["odile-wintzer"],
                    decided_by="L’adjointe déléguée, dans le budget voté du service",
                    decided_on_day=25,
                    next_steps="Vote des enfants dans les deux centres de loisirs, puis la séance.",
                    milestone=Milestone("Séance de cinéma au parc des Coteaux", 3),
                ),
            ),
            Step(
                98,
                "11:40",
                "declare_done",
                "gregory-sengelin",
                on=94,
                text=(
                    "La séance a eu lieu au parc des Coteaux. Environ 410 personnes sont venues, "
                    "avec des couvertures. Il a plu dix minutes, personne n’est parti. Le film "
                    "l’avait emporté avec 96 voix d’enfants sur 143. Coût : 4 120 euros."
                ),
            ),
            Step(101, "16:15", "confirm_done", "rosa-calvinho"),
        ),
    ),
)
