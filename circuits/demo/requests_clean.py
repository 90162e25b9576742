"""The demandes about clean streets and waste; they run on the short circuit.

No A2, A4, A5: the Agence names who studies, the service signs (circuits.md 3).
"""

from circuits.demo.openings import deposited, taken_up
from circuits.demo.shapes import Answer, DemoRequest, Milestone, Step

SIGNED = "Pour la Ville, le service Propreté urbaine"
DECIDED = "Service Propreté urbaine"

REQUESTS: tuple[DemoRequest, ...] = (
    DemoRequest(
        key="rats-neppert",
        council="d8",
        theme="proprete",
        state="A3",
        author="aicha-zeroual",
        title=(
            "Des rats rue Neppert : agir sur les caves, les cours et les poubelles en "
            "même temps"
        ),
        need=(
            "Depuis quelques semaines, on voit des rats en plein jour dans les cours de la rue "
            "Neppert. Une locataire en a trouvé un dans la poussette restée dans "
            "l’entrée.\n\n"
            "Chaque propriétaire met du poison quand il y pense. Les rats passent chez "
            "le voisin, puis reviennent. La commission a frappé à trente et une portes : "
            "vingt-quatre foyers ont vu des rats dans le mois, sept ont cessé de "
            "descendre à la cave.\n\n"
            "Nous savons que la nourriture laissée dehors y est pour beaucoup, et nous "
            "voulons bien le dire à nos voisins. Mais il faut que tout le monde agisse "
            "la même semaine."
        ),
        asked=(
            "Nous demandons une campagne commune, le même jour, dans les égouts, les "
            "caves et les cours ; des bacs qui ferment ; et une réunion avec les syndics "
            "et le bailleur, à laquelle le conseil s’engage à amener des habitants."
        ),
        quartier="Vauban-Neppert-Sellier-Waldner",
        place="Rue Neppert et ses arrière-cours",
        meeting_days_before=6,
        circuit="short",
        service="proprete",
        deposited_days_ago=12,
        steps=(
            *deposited("bernard-litzler", "11:05"),
            Step(
                2,
                "16:30",
                "hide_text",
                "rosa-calvinho",
                text=(
                    "L’Agence vérifie avec le conseil qu’aucun immeuble ne se reconnaît dans le "
                    "texte."
                ),
            ),
            Step(3, "10:10", "show_text", "rosa-calvinho"),
            *taken_up("bernard-litzler", "11:05", "proprete", day=5)[2:],
        ),
    ),
    DemoRequest(
        key="poubelles-neppert",
        council="d8",
        theme="proprete",
        state="E7",
        author="marcel-stimpfling",
        title="Des poubelles avec un couvercle rue Neppert",
        need=(
            "La moitié des bacs de la rue n’ont plus de couvercle. Les pigeons le jour, "
            "autre chose la nuit."
        ),
        asked="Je demande, et le conseil avec moi, que les couvercles soient remplacés.",
        quartier="Vauban-Neppert-Sellier-Waldner",
        place="Rue Neppert",
        circuit="short",
        deposited_days_ago=10,
        steps=(
            *deposited("aicha-zeroual", "14:20"),
            Step(5, "11:25", "merge", "sylvain-thiercelin", target="rats-neppert"),
        ),
    ),
    DemoRequest(
        key="corbeilles-dornach",
        council="west",
        theme="proprete",
        state="A1_question",
        author="gerard-suttler",
        title="Des corbeilles qui ne débordent plus à Dornach",
        need=(
            "Le lundi matin, les corbeilles débordent. Le vent emporte les papiers "
            "jusque dans les jardins."
        ),
        asked="Nous demandons plus de corbeilles, ou un passage de plus le dimanche.",
        quartier="Dornach",
        place="Plusieurs rues de Dornach",
        meeting_days_before=8,
        circuit="short",
        deposited_days_ago=17,
        steps=(
            *deposited("antoine-feltzer", "10:15"),
            Step(
                4,
                "15:35",
                "ask_complement",
                "sylvain-thiercelin",
                on=46,
                text=(
                    "Il y a trente-six corbeilles à Dornach. Lesquelles débordent, et quels "
                    "jours ?\n\n"
                    "Une liste faite à la main, ou un plan avec des croix, suffit : elle dira "
                    "s’il manque des corbeilles ou un passage."
                ),
            ),
        ),
    ),
    DemoRequest(
        key="canettes-doller",
        council="bourtzwiller",
        theme="proprete",
        state="A3_late",
        author="rene-kessler",
        title="Canettes, sachets et verre brisé sur les berges de la Doller",
        need=(
            "Le samedi soir, les berges sont le salon du quartier. Le dimanche, ce sont "
            "des tessons et des canettes dans l’herbe. Deux chiens se sont coupés, un "
            "enfant aussi.\n\n"
            "Entre la passerelle et le stade, il y a une seule corbeille pour neuf cents "
            "mètres."
        ),
        asked=(
            "Nous demandons quatre corbeilles le long du chemin, un conteneur à verre "
            "près de la passerelle, et un ramassage le dimanche matin de mai à septembre."
        ),
        quartier="Bourtzwiller",
        place="Chemin des berges, de la passerelle au stade",
        meeting_days_before=9,
        circuit="short",
        service="proprete",
        deposited_days_ago=41,
        steps=taken_up("nadia-belhaddad", "09:40", "proprete"),
    ),
    DemoRequest(
        key="verre-cite",
        council="manufactures",
        theme="proprete",
        state="A7",
        author="hatice-aydogan",
        title="Enterrer les conteneurs à verre de la Cité",
        need=(
            "Les deux conteneurs à verre sont sous des fenêtres. Chaque bouteille "
            "réveille quelqu’un, et le camion les vide à six heures.\n\n"
            "Personne ne veut qu’ils disparaissent : ils servent beaucoup, surtout aux "
            "personnes âgées, qui n’iraient pas plus loin."
        ),
        asked=(
            "Nous demandons des conteneurs enterrés au même endroit, ou déplacés de "
            "trente mètres au plus, et un vidage après huit heures."
        ),
        quartier="Cité-Briand",
        place="Passage près du marché, côté Cité",
        meeting_days_before=5,
        circuit="short",
        service="proprete",
        deposited_days_ago=150,
        steps=(
            *taken_up("etienne-zumsteeg", "11:30", "proprete"),
            Step(
                26,
                "15:15",
                "transmit_answer",
                "valerie-stolz",
                answer=Answer(
                    outcome="accepted",
                    summary=(
                        "Acceptée : deux conteneurs enterrés remplaceront les anciens, vingt mètres "
                        "plus loin. Le vidage passe à 9 heures dès maintenant."
                    ),
                    body=(
                        "Le bruit mesuré à la fenêtre la plus proche, au moment où une bouteille "
                        "tombe, est de 82 décibels. Un conteneur enterré en fait 60.\n\n"
                        "L’endroit actuel est impossible : une conduite de gaz passe à quarante "
                        "centimètres. Vingt mètres plus loin, devant le mur aveugle de l’ancien "
                        "atelier, le sous-sol est libre. Le service a refait le trajet avec trois "
                        "habitantes de plus de quatre-vingts ans, qui l’acceptent.\n\n"
                        "Le coût est de 31 000 euros, partagé par moitié avec l’agglomération, qui "
                        "ramasse le verre."
                    ),
                    signatory=SIGNED,
                    decided_by=DECIDED,
                    decided_on_day=24,
                    next_steps=(
                        "Accord de l’agglomération, fouille, pose en trois jours. Les anciens "
                        "conteneurs restent jusque-là."
                    ),
                    milestone=Milestone("Deux conteneurs enterrés, en service", 8),
                ),
            ),
            Step(
                104,
                "10:35",
                "milestone_report",
                "valerie-stolz",
                text=(
                    "L’agglomération a donné son accord et payé sa part. La fouille attend que "
                    "le réseau de chaleur voisin soit posé, pour n’ouvrir le trottoir qu’une "
                    "fois.\n\n"
                    "Le vidage se fait à 9 heures depuis la réponse. Une seule exception a été "
                    "signalée ; le chauffeur remplaçant a été prévenu."
                ),
            ),
        ),
    ),
    DemoRequest(
        key="megots-gare",
        council="grand-centre",
        theme="proprete",
        state="E1",
        author="elodie-wurthel",
        title="Huit cendriers entre la gare et la rue de la Sinne",
        need=(
            "Un samedi, en deux heures, vingt-six bénévoles ont ramassé 11 400 mégots "
            "entre la gare et la rue de la Sinne. La moitié étaient devant quatre portes "
            "de bureaux.\n\n"
            "Quand il pleut, tout part dans les avaloirs, puis dans l’Ill."
        ),
        asked=(
            "Nous demandons huit cendriers là où les gens s’arrêtent vraiment, et "
            "l’accord des employeurs pour les vider."
        ),
        quartier="Centre Historique",
        place="De la gare à la rue de la Sinne",
        meeting_days_before=10,
        circuit="short",
        service="proprete",
        deposited_days_ago=205,
        steps=(
            *taken_up("joaquim-barreto", "16:10", "proprete"),
            Step(
                24,
                "11:20",
                "transmit_answer",
                "valerie-stolz",
                answer=Answer(
                    outcome="accepted",
                    summary=(
                        "Acceptée : huit cendriers seront posés aux endroits de votre comptage. "
                        "Quatre employeurs s’engagent à vider les leurs."
                    ),
                    body=(
                        "Votre comptage est le premier que le service reçoive. Les huit endroits "
                        "sont retenus sans changement.\n\n"
                        "La Ville pose les cendriers et vide ceux de la gare et de la rue de la "
                        "Sinne. Les quatre autres sont devant des bureaux : les employeurs ont signé "
                        "pour les vider chaque semaine. Le coût est de 2 900 euros."
                    ),
                    signatory=SIGNED,
                    decided_by=DECIDED,
                    decided_on_day=20,
                    next_steps="Commande, pose, puis un second comptage avec le conseil.",
                    milestone=Milestone("Huit cendriers posés", 5),
                ),
            ),
            Step(
                96,
                "14:30",
                "declare_done",
                "valerie-stolz",
                on=95,
                text="Les huit cendriers sont posés, de la gare à la rue de la Sinne.",
            ),
            Step(
                99,
                "10:05",
                "refuse_done",
                "tariq-benslimane",
                text=(
                    "L’Agence est passée ce matin : six cendriers sont en place. Les deux de la "
                    "rue de la Sinne manquent, seules leurs fixations sont au mur."
                ),
            ),
            Step(
                102,
                "09:25",
                "milestone_report",
                "valerie-stolz",
                text=(
                    "Deux cendriers de la rue de la Sinne ont été volés la nuit de leur pose, et "
                    "nous avons annoncé trop vite que tout était fini. Ils sont commandés de "
                    "nouveau, avec d’autres fixations."
                ),
            ),
            Step(
                128,
                "16:00",
                "declare_done",
                "valerie-stolz",
                on=127,
                text=(
                    "Les huit cendriers sont posés, vissés par l’intérieur. Le second comptage, "
                    "fait avec le conseil, a trouvé 3 100 mégots au lieu de 11 400, au même "
                    "endroit et sur la même durée. Coût total : 3 360 euros."
                ),
            ),
            Step(131, "11:50", "confirm_done", "tariq-benslimane"),
        ),
    ),
    DemoRequest(
        key="encombrants-drouot",
        council="drouot-barbanegre",
        theme="proprete",
        state="E3",
        author="lucienne-schmerber",
        title="Une benne à encombrants au pied des tours du Drouot",
        need=(
            "Sans voiture, on ne peut pas porter un canapé à la déchèterie. Il finit sur "
            "le trottoir. Une benne trois jours par mois éviterait tout cela."
        ),
        asked=(
            "Nous demandons une benne ouverte, un vendredi, un samedi et un dimanche par mois."
        ),
        quartier="Drouot",
        place="Parking au pied des tours",
        meeting_days_before=4,
        circuit="short",
        service="proprete",
        deposited_days_ago=390,
        steps=(
            *taken_up("karim-tahraoui", "15:45", "proprete"),
            Step(
                25,
                "10:40",
                "transmit_answer",
                "valerie-stolz",
                answer=Answer(
                    outcome="refused",
                    summary=(
                        "Refusée : une benne sans gardien attire les dépôts de toute la ville. "
                        "L’enlèvement gratuit sur rendez-vous passe à deux jours par mois."
                    ),
                    body=(
                        "La Ville a essayé, il y a six ans, dans un autre quartier. En trois jours, "
                        "la benne a reçu dix-sept tonnes, dont la plus grande part venait "
                        "d’entreprises : gravats, pneus, pots de peinture. Deux départs de feu ont "
                        "suivi.\n\n"
                        "Nous ne voulons pas refaire cela sous vos fenêtres."
                    ),
                    signatory=SIGNED,
                    decided_by=DECIDED,
                    decided_on_day=22,
                    next_steps="Les deux jours d’enlèvement du quartier seront affichés dans les halls.",
                    reason_code="already_planned",
                    reason=(
                        "L’enlèvement sur rendez-vous existe, il est gratuit et il vient au pied de "
                        "l’immeuble. Au Drouot, il était limité à un jour par mois et le délai "
                        "atteignait cinq semaines. Le doubler coûte trois fois moins cher qu’une "
                        "benne gardée et ne crée pas de décharge sous les fenêtres."
                    ),
                    alternative=(
                        "Le conseil peut organiser, deux fois par an, une journée de troc au centre "
                        "socioculturel. Le service prête un camion pour ce qui reste le soir."
                    ),
                ),
            ),
        ),
    ),
)
