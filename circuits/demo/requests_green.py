"""The demandes about trees, rain and birds."""

from circuits.demo.openings import SIGNATURES, signed, studied
from circuits.demo.shapes import Answer, DemoRequest, Milestone, Step

REQUESTS: tuple[DemoRequest, ...] = (
    DemoRequest(
        key="jardin-pluie",
        council="drouot-barbanegre",
        theme="nature",
        state="A4_late",
        author="dragana-lukovic",
        title="Un jardin de pluie à la place de la flaque de la rue de Sausheim",
        need=(
            "À chaque orage, l’eau monte devant les numéros 40 à 48 et entre dans deux "
            "caves. Le terre-plein d’à côté, lui, reste sec et pelé."
        ),
        asked=(
            "Nous demandons de creuser le terre-plein pour que l’eau y aille, et d’y "
            "planter ce qui aime avoir les pieds mouillés de temps en temps."
        ),
        quartier="Drouot",
        place="Terre-plein de la rue de Sausheim, devant les numéros 40 à 48",
        meeting_days_before=8,
        service="espaces-verts",
        elected="driss-amrani",
        deposited_days_ago=44,
        steps=(
            *studied("karim-tahraoui", "13:35", "espaces-verts", "driss-amrani"),
            Step(
                10,
                "10:15",
                "ask_opinion",
                "damien-rusterholtz",
                service="voirie",
                text=(
                    "Peut-on ouvrir la bordure à deux endroits pour que l’eau de la rue entre "
                    "dans le terre-plein ?"
                ),
            ),
            Step(
                16,
                "11:40",
                "give_opinion",
                "sandrine-kopp",
                service="voirie",
                text=(
                    "Oui, à deux endroits de cinquante centimètres, avec une grille. Il faut "
                    "garder l’avaloir actuel comme trop-plein."
                ),
            ),
            Step(
                28,
                "15:25",
                "transmit_answer",
                "damien-rusterholtz",
                answer=Answer(
                    outcome="accepted",
                    summary=(
                        "Acceptée : 120 m² de terre-plein seront creusés et plantés, la bordure "
                        "ouverte à deux endroits."
                    ),
                    body=(
                        "Le sol boit bien : quatre centimètres par heure au point le plus "
                        "lent. Cent "
                        "vingt mètres carrés creusés de trente centimètres recueillent "
                        "l’eau d’un orage comme le dernier.\n\n"
                        "L’avaloir actuel reste, comme trop-plein."
                    ),
                    signatory=SIGNATURES["driss-amrani"],
                    decided_by="L’adjoint délégué, dans le budget voté du service",
                    decided_on_day=26,
                    next_steps="Choix des plantes avec la commission, terrassement, plantation hors gel.",
                    milestone=Milestone("Jardin de pluie planté rue de Sausheim", 5),
                ),
            ),
        ),
    ),
    DemoRequest(
        key="arbres-briand",
        council="manufactures",
        theme="nature",
        state="E2",
        author="roland-buchmuller",
        title="Douze arbres avenue Aristide-Briand, côté soleil",
        need=(
            "De la Cité au marché, le trottoir nord est en plein soleil de onze heures à "
            "dix-huit heures. Il y avait des tilleuls sur les cartes postales de 1920."
        ),
        asked="Nous demandons douze arbres en pleine terre, un tous les quinze mètres.",
        quartier="Cité-Briand",
        place="Avenue Aristide-Briand, trottoir nord",
        meeting_days_before=6,
        service="espaces-verts",
        elected="driss-amrani",
        deposited_days_ago=345,
        steps=(
            *studied("etienne-zumsteeg", "10:05", "espaces-verts", "driss-amrani"),
            *signed(
                "espaces-verts",
                "driss-amrani",
                Answer(
                    outcome="accepted",
                    summary="Acceptée : douze micocouliers seront plantés en pleine terre, à la prochaine saison.",
                    body=(
                        "Le service a sondé le trottoir en dix-huit points ; douze conviennent. Le "
                        "micocoulier supporte la chaleur et le sel, et ses racines descendent au "
                        "lieu de soulever le sol."
                    ),
                    signatory=SIGNATURES["driss-amrani"],
                    decided_by="L’adjoint délégué, dans le budget voté du service",
                    decided_on_day=25,
                    next_steps="Préparation des fosses, puis plantation hors gel.",
                    milestone=Milestone("Douze arbres plantés avenue Briand", 11),
                ),
            ),
            Step(
                114,
                "09:55",
                "milestone_report",
                "damien-rusterholtz",
                text=(
                    "Les douze emplacements sont marqués à la peinture blanche. Les arbres sont "
                    "réservés en pépinière."
                ),
            ),
            Step(
                194,
                "14:15",
                "milestone_report",
                "damien-rusterholtz",
                text=(
                    "Le gestionnaire du réseau de chaleur annonce le passage de ses conduites "
                    "sous ce trottoir. Nous cherchons avec lui une solution qui garde les arbres."
                ),
            ),
            Step(
                243,
                "16:50",
                "abandon_commitment",
                "driss-amrani",
                code="other_project",
                text=(
                    "Le réseau de chaleur passera sous le trottoir nord de l’avenue dans "
                    "dix-huit mois. Les douze fosses se trouvent toutes au-dessus des futures "
                    "conduites : planter maintenant, c’est arracher dans deux ans. L’autre "
                    "trottoir est trop étroit. Nous renonçons donc à cette plantation, et nous "
                    "aurions dû le savoir avant de vous l’annoncer. Les douze micocouliers, déjà "
                    "réservés, seront plantés dans le quartier Daguerre et derrière le "
                    "centre Lavoisier-Brustlein, aux endroits que le conseil choisira."
                ),
            ),
        ),
    ),
    DemoRequest(
        key="nichoirs-rebberg",
        council="grand-centre",
        theme="nature",
        state="E1",
        author="mireille-tschan",
        title="Trente nichoirs à martinets au Rebberg",
        need=(
            "Les façades rénovées n’ont plus de trous. Les martinets reviennent chaque "
            "printemps au même endroit et tournent devant un mur lisse. Une ornithologue "
            "du quartier en comptait soixante couples il y a dix ans, dix-sept cette "
            "année."
        ),
        asked=(
            "Nous demandons trente nichoirs sur les bâtiments de la Ville, et un mot aux "
            "propriétaires qui refont leur façade."
        ),
        quartier="Rebberg",
        place="École, gymnase et bâtiments municipaux du Rebberg",
        meeting_days_before=9,
        service="espaces-verts",
        elected="driss-amrani",
        deposited_days_ago=500,
        steps=(
            *studied("claire-hirtzel", "11:20", "espaces-verts", "driss-amrani"),
            *signed(
                "espaces-verts",
                "driss-amrani",
                Answer(
                    outcome="accepted",
                    summary=(
                        "Acceptée : trente nichoirs seront fabriqués par l’atelier municipal et "
                        "posés avant le retour des martinets."
                    ),
                    body=(
                        "Cinq bâtiments conviennent, à plus de cinq mètres de haut et sans arbre "
                        "devant. Un nichoir coûte 38 euros de bois et une heure d’atelier."
                    ),
                    signatory=SIGNATURES["driss-amrani"],
                    decided_by="L’adjoint délégué, dans le budget voté du service",
                    decided_on_day=23,
                    next_steps="Fabrication, pose à la nacelle en deux matinées, comptage avec le conseil.",
                    milestone=Milestone("Trente nichoirs posés au Rebberg", 5),
                ),
                days=(24, 27, 30),
            ),
            Step(
                104,
                "15:40",
                "declare_done",
                "damien-rusterholtz",
                on=102,
                text=(
                    "Trente nichoirs sont posés sur cinq bâtiments du Rebberg. La lettre aux "
                    "propriétaires est jointe à chaque autorisation de ravalement. Coût : "
                    "1 140 euros, hors nacelle."
                ),
            ),
            Step(107, "10:20", "confirm_done", "tariq-benslimane"),
        ),
    ),
)
