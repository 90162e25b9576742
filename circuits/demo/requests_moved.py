"""The demandes that changed hands, went elsewhere, or ended without an answer.

Another service, another person, another authority; merged, withdrawn, against the
charter, reopened (circuits.md 7 and 8).
"""

from circuits.demo.openings import deposited, qualified, studied
from circuits.demo.shapes import DemoRequest, Step

REQUESTS: tuple[DemoRequest, ...] = (
    DemoRequest(
        key="cour-arbres-wagner",
        council="d8",
        theme="espaces-publics",
        state="A3",
        author="lucas-wendling",
        title="Planter la cour intérieure des immeubles Wagner",
        need=(
            "La cour est un grand carré de goudron, brûlant en été. Les enfants n’y descendent "
            "plus l’après-midi. Quarante familles ont signé la lettre du conseil."
        ),
        asked="Nous demandons dix arbres et de la terre à la place d’une partie du goudron.",
        quartier="Wolf-Wagner",
        place="Cour intérieure des immeubles Wagner",
        meeting_days_before=10,
        service="espaces-verts",
        elected="driss-amrani",
        deposited_days_ago=18,
        steps=(
            *studied("bernard-litzler", "11:20", "amenagement", "driss-amrani"),
            Step(
                10,
                "09:45",
                "propose_transfer",
                "maud-lienhardt",
                service="espaces-verts",
                text="Il s’agit surtout de planter : c’est le métier des Espaces verts.",
            ),
            Step(
                12,
                "14:20",
                "reassign",
                "sylvain-thiercelin",
                service="espaces-verts",
                text="L’essentiel est la plantation. Le service Aménagement aidera pour le sol.",
            ),
            Step(
                14,
                "11:05",
                "ask_opinion",
                "damien-rusterholtz",
                service="amenagement",
                text="Quelle surface de goudron peut-on retirer sans toucher aux réseaux ?",
            ),
        ),
    ),
    DemoRequest(
        key="stade-vestiaires",
        council="bourtzwiller",
        theme="jeunesse",
        state="A3",
        author="yanis-ouchene",
        title="Un vestiaire pour les filles au stade de Bourtzwiller",
        need=(
            "Le club a ouvert deux équipes de filles : trente et une joueuses. Il n’y a qu’un "
            "vestiaire. Elles se changent dans les voitures de leurs parents."
        ),
        asked="Nous demandons un second vestiaire, même dans un bâtiment provisoire.",
        quartier="Bourtzwiller",
        place="Stade de Bourtzwiller",
        meeting_days_before=6,
        service="sports",
        elected="mathieu-kerbrat",
        deposited_days_ago=20,
        steps=(
            *studied("nadia-belhaddad", "09:55", "sports", "mathieu-kerbrat"),
            Step(
                8,
                "10:10",
                "hand_over",
                "denis-froehlin",
                holder="walid-cherguini",
                deputy="manon-delacote",
                text="Walid Cherguini suit déjà le club et le stade.",
            ),
            Step(
                9,
                "15:15",
                "ask_opinion",
                "walid-cherguini",
                service="jeunesse",
                text="Combien de filles du quartier attendent une place, à votre avis ?",
            ),
            Step(
                15,
                "16:05",
                "give_opinion",
                "assia-bourezg",
                service="jeunesse",
                text=(
                    "Au moins vingt. Les éducatrices en parlent depuis la rentrée. Un vestiaire "
                    "fermé à clé est la première chose que demandent les parents."
                ),
            ),
        ),
    ),
    DemoRequest(
        key="college-preau",
        council="d8",
        theme="jeunesse",
        state="E5",
        author="emine-yilmazer",
        title="Réparer le préau du collège",
        need=(
            "Le toit du préau fuit depuis l’hiver dernier. Quand il pleut, six cents élèves "
            "attendent dans les couloirs."
        ),
        asked="Nous demandons que le toit soit réparé avant le prochain hiver.",
        quartier="Vauban-Neppert-Sellier-Waldner",
        place="Collège du secteur",
        deposited_days_ago=95,
        steps=(
            *deposited("bernard-litzler", "12:30"),
            Step(
                4,
                "11:50",
                "transfer",
                "sylvain-thiercelin",
                name="la Collectivité européenne d’Alsace",
                on=4,
                text=(
                    "Madame, Monsieur,\n\n"
                    "Le conseil participatif D8 demande la réparation du toit du préau du collège. "
                    "Les collèges relèvent de votre compétence. Nous vous transmettons sa demande "
                    "et vous prions de lui répondre directement.\n\n"
                    "L’Agence de la participation citoyenne"
                ),
            ),
        ),
    ),
    DemoRequest(
        key="voisin-haie",
        council="west",
        theme="nature",
        state="E6",
        author="gerard-suttler",
        title="Une haie qui déborde sur un jardin à Dornach",
        need=(
            "La haie d’un jardin dépasse de beaucoup chez la voisine, qui ne peut plus ouvrir "
            "ses volets. Son propriétaire refuse de la couper."
        ),
        asked="Nous demandons que la Ville oblige le propriétaire à tailler sa haie.",
        quartier="Dornach",
        place="Une rue de Dornach",
        deposited_days_ago=105,
        steps=(
            *deposited("rachida-benmansour", "18:20"),
            Step(
                3,
                "09:30",
                "ask_barring",
                "camille-roesner",
                elected="driss-amrani",
                code="private",
                text=(
                    "Cette demande oppose deux personnes, au sujet de leurs jardins. La charte "
                    "réserve les demandes à ce qui concerne le quartier.\n\n"
                    "Un conciliateur de justice reçoit gratuitement, sur rendez-vous. L’Agence a "
                    "donné l’adresse au conseil."
                ),
            ),
            Step(8, "17:10", "confirm_barring", "driss-amrani"),
            Step(
                9,
                "08:55",
                "hide_text",
                "rosa-calvinho",
                text="Le texte permet de reconnaître les deux voisins.",
            ),
        ),
    ),
    DemoRequest(
        key="mertzau-passage",
        council="bourtzwiller",
        theme="voirie",
        state="E7",
        author="mariam-cissoko",
        title="Repeindre le passage piéton de la rue de la Mertzau",
        need="Le passage piéton n’est plus visible, surtout sous la pluie.",
        asked="Nous demandons qu’il soit repeint avant l’hiver.",
        quartier="Bourtzwiller",
        place="Rue de la Mertzau, au second arrêt de bus",
        deposited_days_ago=25,
        steps=(
            *deposited("rene-kessler", "10:40"),
            Step(4, "16:15", "merge", "sylvain-thiercelin", target="mertzau-vitesse"),
        ),
    ),
    DemoRequest(
        key="fete-ateliers-briand",
        council="manufactures",
        theme="animation",
        state="E8",
        author="roland-buchmuller",
        title="Fermer l’avenue Briand un dimanche pour une fête des ateliers",
        need=(
            "Une douzaine d’artisans de l’avenue voudraient ouvrir leurs portes le même jour. "
            "Avec les voitures, personne ne s’arrête."
        ),
        asked="Nous demandons que l’avenue soit fermée un dimanche, de dix heures à dix-huit heures.",
        quartier="Cité-Briand",
        place="Avenue Aristide-Briand",
        meeting_days_before=3,
        service="animation",
        elected="odile-wintzer",
        deposited_days_ago=88,
        steps=(
            *studied("hatice-aydogan", "13:45", "animation", "odile-wintzer"),
            Step(
                21,
                "17:40",
                "withdraw",
                "hatice-aydogan",
                text=(
                    "Les artisans préfèrent commencer par une cour, sans fermer l’avenue. Nous "
                    "reviendrons si la fête grandit."
                ),
            ),
        ),
    ),
    DemoRequest(
        key="chiens-rebberg",
        council="grand-centre",
        theme="nature",
        state="A3",
        author="ousmane-kontede",
        title="Un espace fermé pour les chiens au Rebberg",
        need=(
            "Les chiens courent dans le parc du Rebberg, où jouent les petits. Il y a déjà eu "
            "deux morsures. Les maîtres n’ont pas d’autre endroit à pied."
        ),
        asked="Nous demandons un enclos, avec de l’eau et une poubelle.",
        quartier="Rebberg",
        place="Bas du parc du Rebberg",
        meeting_days_before=14,
        service="espaces-verts",
        elected="driss-amrani",
        deposited_days_ago=45,
        steps=(
            *deposited("claire-hirtzel", "17:25"),
            Step(
                5,
                "12:10",
                "withdraw",
                "joaquim-barreto",
                text="Le conseil veut d’abord en parler avec les parents de la crèche.",
            ),
            Step(
                28,
                "18:30",
                "reopen",
                "claire-hirtzel",
                text=(
                    "La rencontre avec les parents a eu lieu : ils soutiennent la demande, si "
                    "l’enclos est loin de la crèche."
                ),
            ),
            *qualified("espaces-verts", "driss-amrani", day=31),
        ),
    ),
)
