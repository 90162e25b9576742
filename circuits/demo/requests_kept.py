"""What the town does with its commitments: kept, given up, late (circuits.md 3, A7).

And a demande that comes from an offer of the town.
"""

from circuits.demo.openings import SIGNATURES, deposited, signed, studied
from circuits.demo.shapes import Answer, DemoRequest, Milestone, Step

REQUESTS: tuple[DemoRequest, ...] = (
    DemoRequest(
        key="fontaine-franklin",
        council="d8",
        theme="espaces-publics",
        state="E1",
        author="thi-hoa-pham",
        title="Une fontaine à boire place Franklin",
        need=(
            "Les jours de marché et les jours de chaleur, on n’a nulle part où boire place "
            "Franklin. Les cafés servent un verre d’eau, mais les enfants n’osent pas."
        ),
        asked="Nous demandons une fontaine, utilisable en fauteuil et par les petits.",
        quartier="Franklin-Fridolin",
        place="Place Franklin",
        meeting_days_before=6,
        service="amenagement",
        elected="helene-strubel",
        deposited_days_ago=255,
        steps=(
            *studied("bernard-litzler", "10:25", "amenagement", "helene-strubel"),
            *signed(
                "amenagement",
                "helene-strubel",
                Answer(
                    outcome="accepted",
                    summary="Acceptée : une fontaine à deux hauteurs sera posée côté marché.",
                    body=(
                        "Le réseau d’eau passe sous la place. La fontaine aura deux becs, à "
                        "quatre-vingt-dix et à soixante centimètres."
                    ),
                    signatory=SIGNATURES["helene-strubel"],
                    decided_by="Comité de programmation des espaces publics",
                    decided_on_day=24,
                    next_steps="Le service commande la fontaine et prévient les commerçants.",
                    milestone=Milestone("Fontaine posée place Franklin", 6),
                ),
            ),
            Step(
                117,
                "09:20",
                "milestone_report",
                "maud-lienhardt",
                text="La fontaine est commandée. La tranchée sera ouverte un lundi, jour sans marché.",
            ),
            Step(
                184,
                "15:45",
                "declare_done",
                "maud-lienhardt",
                on=183,
                text=(
                    "La fontaine est en service place Franklin, côté marché, depuis cette "
                    "semaine. L’eau a été contrôlée. Le coût est de 9 400 euros, pose comprise."
                ),
            ),
            Step(188, "12:05", "confirm_done", "rosa-calvinho"),
        ),
    ),
    DemoRequest(
        key="ponton-bassin",
        council="grand-centre",
        theme="espaces-publics",
        state="E2",
        author="mireille-tschan",
        title="Un ponton de bois pour s’asseoir au bord du bassin",
        need=(
            "Autour du nouveau bassin, tout est fait pour passer, rien pour s’arrêter. Le quai "
            "est au soleil et les bancs tournent le dos à l’eau."
        ),
        asked="Nous demandons un ponton bas, où l’on s’assoit près de l’eau.",
        quartier="Europe-Bassin-Nordfeld",
        place="Quai sud du bassin",
        meeting_days_before=7,
        service="amenagement",
        elected="helene-strubel",
        deposited_days_ago=225,
        steps=(
            *studied("claire-hirtzel", "12:20", "amenagement", "helene-strubel"),
            *signed(
                "amenagement",
                "helene-strubel",
                Answer(
                    outcome="accepted",
                    summary="Acceptée : un ponton de vingt mètres sera construit au quai sud.",
                    body=(
                        "Le quai peut porter un ponton de bois de vingt mètres. Le service en fera "
                        "le dessin avec la commission."
                    ),
                    signatory=SIGNATURES["helene-strubel"],
                    decided_by="Comité de programmation des espaces publics",
                    decided_on_day=24,
                    next_steps="Une première esquisse sera montrée au conseil.",
                    milestone=Milestone("Ponton ouvert au quai sud", 9),
                ),
            ),
            Step(
                116,
                "10:50",
                "milestone_report",
                "maud-lienhardt",
                text="Les sondages ont montré que le mur du quai est creusé par l’eau.",
            ),
            Step(
                160,
                "16:20",
                "abandon_commitment",
                "helene-strubel",
                code="technical",
                text=(
                    "Le mur du quai sud est creusé sur plus de la moitié de sa longueur. Il doit "
                    "être repris avant de porter quoi que ce soit, et ces travaux prendront "
                    "plusieurs années. Le ponton ne peut donc pas être construit à cet endroit. "
                    "Nous le regrettons : nous l’avions promis avant d’avoir les sondages. Le "
                    "service propose au conseil de retourner six bancs vers l’eau au quai nord."
                ),
            ),
        ),
    ),
    DemoRequest(
        key="rampe-bibliotheque",
        council="west",
        theme="espaces-publics",
        state="A7_commitment_late",
        author="rachida-benmansour",
        title="Une rampe à l’entrée de la bibliothèque de Dornach",
        need=(
            "Trois marches séparent le trottoir de la porte. Une sonnette a été posée, mais il "
            "faut attendre que quelqu’un vienne avec la rampe pliante."
        ),
        asked="Nous demandons une rampe fixe, pour entrer comme tout le monde.",
        quartier="Dornach",
        place="3 rue de Thann",
        meeting_days_before=8,
        service="amenagement",
        elected="helene-strubel",
        deposited_days_ago=335,
        steps=(
            *studied("antoine-feltzer", "13:10", "amenagement", "helene-strubel"),
            *signed(
                "amenagement",
                "helene-strubel",
                Answer(
                    outcome="accepted",
                    summary="Acceptée : une rampe fixe remplacera une partie des marches.",
                    body=(
                        "La rampe fera sept mètres, avec une pente de cinq pour cent. Une moitié "
                        "des marches reste, pour qui préfère."
                    ),
                    signatory=SIGNATURES["helene-strubel"],
                    decided_by="Comité de programmation des espaces publics",
                    decided_on_day=24,
                    next_steps="Les travaux se feront sans fermer la bibliothèque.",
                    milestone=Milestone("Rampe ouverte à la bibliothèque de Dornach", 7),
                ),
            ),
            Step(
                117,
                "11:25",
                "milestone_report",
                "maud-lienhardt",
                text="Le dessin est fait. L’architecte des monuments historiques doit donner son avis.",
            ),
            Step(
                200,
                "15:10",
                "milestone_report",
                "maud-lienhardt",
                text="L’avis est favorable. L’appel aux entreprises est lancé.",
            ),
            Step(
                283,
                "10:15",
                "milestone_report",
                "maud-lienhardt",
                text=(
                    "Une seule entreprise a répondu, avec un prix deux fois trop élevé. L’appel "
                    "est relancé. La date prévue ne sera pas tenue."
                ),
            ),
        ),
    ),
    DemoRequest(
        key="arceaux-navigation",
        council="drouot-barbanegre",
        theme="voirie",
        state="A1",
        author="paulo-teixeira",
        title="Six arceaux à vélos au départ de la piste, rue de la Navigation",
        need=(
            "La Ville prépare la traversée à vélo d’est en ouest. Elle part de chez nous, mais "
            "on n’a rien prévu pour y laisser son vélo avant de prendre le bus."
        ),
        asked="Nous demandons six arceaux au départ de l’itinéraire, éclairés.",
        quartier="Barbanègre",
        place="Rue de la Navigation, au départ de l’itinéraire",
        meeting_days_before=2,
        origin="velo-est-ouest",
        deposited_days_ago=4,
        steps=deposited("josiane-meistermann", "18:45"),
    ),
)
