"""The demandes of the council of Drouot-Barbanègre."""

from circuits.demo.shapes import Answer, DemoRequest, Milestone, Step

REQUESTS: tuple[DemoRequest, ...] = (
    DemoRequest(
        key="hauger-bancs",
        council="drouot-barbanegre",
        theme="espaces-publics",
        state="A7",
        author="dragana-lukovic",
        title="Place Hauger : des bancs, des bacs plantés et un chantier ouvert à tous",
        need=(
            "La place Hauger est au milieu du Drouot, mais personne ne s’y arrête. Le "
            "sol est tout en goudron, il n’y a qu’un banc, et les voitures se garent "
            "où elles peuvent.\n\n"
            "Le conseil a tenu une table sur la place pendant trois mercredis. "
            "Soixante et une personnes ont répondu à une seule question : « Qu’est-ce "
            "qui vous ferait rester dix minutes ici ? » S’asseoir à l’ombre et voir du "
            "vert arrivent loin devant. Beaucoup ont ajouté qu’elles étaient prêtes à "
            "donner un coup de main.\n\n"
            "De grands travaux sont prévus dans le quartier, mais pas avant plusieurs "
            "années. Nous ne voulons pas attendre pour que la place vive."
        ),
        asked=(
            "Nous demandons six bancs, huit grands bacs plantés qui empêchent aussi de "
            "se garer, et deux journées de chantier participatif où les habitants "
            "construisent et plantent avec les agents de la Ville. Tout doit pouvoir "
            "être déplacé quand les grands travaux commenceront."
        ),
        quartier="Drouot",
        place="Place Hauger",
        point=(7.3640, 47.7578),
        meeting_days_before=5,
        service="amenagement",
        elected="helene-strubel",
        deposited_days_ago=118,
        steps=(
            Step(0, "10:50", "deposit", "josiane-meistermann"),
            Step(1, "09:40", "proofread", "rosa-calvinho"),
            Step(
                4,
                "15:20",
                "qualify",
                "sylvain-thiercelin",
                service="amenagement",
                elected="helene-strubel",
            ),
            Step(
                6,
                "11:10",
                "accept_attribution",
                "olivier-gassmann",
                holder="maud-lienhardt",
                deputy="remi-castagnet",
            ),
            Step(
                27,
                "16:15",
                "transmit_answer",
                "maud-lienhardt",
                answer=Answer(
                    outcome="accepted",
                    summary=(
                        "La Ville accepte : six bancs, huit bacs plantés et deux "
                        "journées de chantier avec les habitants. Budget : 18 500 €."
                    ),
                    body=(
                        "La place Hauger sera refaite avec le projet de renouvellement "
                        "du Drouot. D’ici là, la Ville est d’accord pour l’aménager de "
                        "façon simple et démontable.\n\n"
                        "Les bancs et les bacs seront en bois, montés sur place "
                        "pendant deux journées de chantier. Le service apporte les "
                        "plans, les outils, les matériaux et trois agents ; le centre "
                        "socioculturel prête son atelier. Les plantes viennent des "
                        "serres municipales : elles résistent à la sécheresse et se "
                        "mangent en partie (thym, fraises, groseilles).\n\n"
                        "Les bacs seront posés de manière à laisser passer les secours "
                        "et le camion de collecte. Un essai à la craie sera fait avec "
                        "la commission avant la pose. Si un banc gêne, on le "
                        "déplacera : c’est l’avantage du provisoire."
                    ),
                    signatory=(
                        "Hélène Strubel, adjointe déléguée aux espaces publics et à la voirie"
                    ),
                    decided_by="Comité de programmation des espaces publics",
                    decided_on_day=25,
                    next_steps=(
                        "Essai à la craie sur la place, commande du bois, puis deux "
                        "journées de chantier annoncées par affiche au moins trois "
                        "semaines avant."
                    ),
                    milestone=Milestone("Deux journées de chantier avec les habitants", 5),
                ),
            ),
            Step(32, "09:25", "approve_service", "olivier-gassmann"),
            Step(38, "14:35", "approve_elected", "helene-strubel"),
        ),
    ),
    DemoRequest(
        key="foyers-navigation",
        council="drouot-barbanegre",
        theme="animation",
        state="E3",
        author="lucienne-schmerber",
        title="Des foyers de cuisson fixes rue de la Navigation",
        need=(
            "Aux beaux jours, des familles s’installent au bord du canal, rue de la "
            "Navigation, avec des barbecues posés dans l’herbe. C’est gai, mais "
            "l’herbe brûle, les braises finissent dans les corbeilles et une corbeille "
            "a pris feu.\n\n"
            "Interdire ne sert à rien : les gens n’ont ni jardin ni balcon. Mieux vaut "
            "un endroit prévu pour cela."
        ),
        asked=(
            "Nous demandons trois foyers de cuisson en maçonnerie, un point d’eau et "
            "un cendrier à braises sur l’aire de pique-nique."
        ),
        quartier="Barbanègre",
        place="Aire de pique-nique, rue de la Navigation, au bord du canal",
        point=(7.3605, 47.7522),
        meeting_days_before=2,
        service="amenagement",
        elected="odile-wintzer",
        deposited_days_ago=400,
        steps=(
            Step(
                0,
                "11:30",
                "deposit",
                "rosa-calvinho",
                on_behalf_of="josiane-meistermann",
                channel="paper",
            ),
            Step(1, "09:10", "proofread", "rosa-calvinho"),
            Step(
                4,
                "10:45",
                "qualify",
                "sylvain-thiercelin",
                service="amenagement",
                elected="odile-wintzer",
            ),
            Step(
                7,
                "14:10",
                "accept_attribution",
                "olivier-gassmann",
                holder="remi-castagnet",
                deputy="maud-lienhardt",
            ),
            Step(
                28,
                "15:30",
                "transmit_answer",
                "remi-castagnet",
                answer=Answer(
                    outcome="refused",
                    summary=(
                        "Refusée : la berge est une voie d’accès des secours et la "
                        "règle du canal y interdit tout feu. Une autre solution est "
                        "proposée."
                    ),
                    body=(
                        "La Ville comprend l’idée et partage le constat : ces repas "
                        "font du bien au quartier, et les corbeilles brûlées coûtent "
                        "cher. Elle ne peut pourtant pas construire de foyers à cet "
                        "endroit.\n\n"
                        "Le service a demandé l’avis des pompiers et du gestionnaire "
                        "du canal. Les deux sont négatifs, par écrit. Leurs lettres "
                        "sont jointes à cette réponse.\n\n"
                        "La Ville propose autre chose plutôt que de vous laisser avec "
                        "un non."
                    ),
                    signatory=(
                        "Odile Wintzer, adjointe déléguée à la vie des quartiers et à "
                        "l’information"
                    ),
                    decided_by="Adjointe déléguée, par délégation du maire",
                    decided_on_day=26,
                    next_steps=(
                        "Le dossier est clos après le retour du conseil. Une nouvelle "
                        "demande peut être déposée pour la place Hauger."
                    ),
                    reason_code="law_safety",
                    reason=(
                        "Le chemin de berge sert d’accès aux secours vers le canal : "
                        "il doit rester libre sur quatre mètres, ce qui ne laisse pas "
                        "la place pour des foyers et leurs files d’attente. De plus, "
                        "la berge n’appartient pas à la Ville. Le règlement du canal y "
                        "interdit les feux et toute construction en dur à moins de six "
                        "mètres de l’eau, et le gestionnaire a confirmé qu’il ne "
                        "ferait pas d’exception."
                    ),
                    alternative=(
                        "Deux planchas électriques mobiles peuvent être prêtées les "
                        "jours de fête, sur la place Hauger, où il y a l’eau et "
                        "l’électricité. Un cendrier à braises en métal sera posé rue "
                        "de la Navigation pour éviter les feux de corbeille."
                    ),
                ),
            ),
            Step(33, "10:00", "approve_service", "olivier-gassmann"),
            Step(39, "16:20", "approve_elected", "odile-wintzer"),
            Step(
                58,
                "17:15",
                "acknowledge_answer",
                "josiane-meistermann",
                text=(
                    "Le conseil regrette ce refus mais comprend la raison. Il retient "
                    "le prêt des planchas pour la prochaine fête."
                ),
            ),
        ),
    ),
    DemoRequest(
        key="abri-sausheim",
        council="drouot-barbanegre",
        theme="voirie",
        state="A2",
        author="paulo-teixeira",
        title="Un abri et un banc à l’arrêt de bus de la rue de Sausheim",
        need=(
            "L’arrêt devant le centre socioculturel est le plus fréquenté du secteur "
            "et n’a ni toit ni siège. Le matin, une vingtaine de personnes attendent "
            "le long du mur ; quand il pleut, elles se serrent sous la porte du "
            "centre.\n\n"
            "Plusieurs membres du conseil, qui ont plus de 75 ans, renoncent à prendre "
            "le bus parce qu’ils ne peuvent pas attendre debout."
        ),
        asked=(
            "Nous demandons un abri fermé du côté du vent, avec un vrai banc, et "
            "l’affichage des horaires en grands caractères."
        ),
        quartier="Drouot",
        place="Arrêt devant le 67 rue de Sausheim",
        point=(7.3618, 47.7596),
        meeting_days_before=6,
        service="amenagement",
        elected="helene-strubel",
        deposited_days_ago=11,
        steps=(
            Step(0, "09:35", "deposit", "josiane-meistermann"),
            Step(1, "11:20", "proofread", "rosa-calvinho"),
            Step(
                5,
                "10:10",
                "qualify",
                "tariq-benslimane",
                service="voirie",
                elected="helene-strubel",
            ),
            Step(
                8,
                "14:40",
                "decline_attribution",
                "philippe-mathern",
                service="amenagement",
                text=(
                    "Le service Voirie s’occupe du quai de bus, qui est en bon état. "
                    "Les abris et les bancs relèvent du contrat de mobilier urbain, "
                    "suivi par le service Aménagement des espaces publics."
                ),
            ),
        ),
    ),
    DemoRequest(
        key="gymnase-dimanche",
        council="drouot-barbanegre",
        theme="jeunesse",
        state="A1",
        author="idriss-sowane",
        title="Ouvrir le gymnase le dimanche après-midi aux jeunes du Drouot",
        need=(
            "Le dimanche, tout est fermé. Nous sommes une quarantaine, filles et "
            "garçons, à chercher où jouer au ballon ou danser quand il fait froid. Le "
            "gymnase est là, chauffé, vide.\n\n"
            "Les clubs l’utilisent du lundi au samedi. Deux éducateurs et trois "
            "parents sont prêts à tenir une permanence, à tour de rôle."
        ),
        asked=(
            "Nous demandons l’ouverture du gymnase le dimanche de 14 h à 18 h, à "
            "l’essai pendant trois mois, avec un créneau réservé aux filles, et un "
            "bilan partagé avant de décider de la suite."
        ),
        quartier="Drouot",
        place="Gymnase du Drouot",
        service="sports",
        elected="mathieu-kerbrat",
        deposited_days_ago=6,
        steps=(
            Step(0, "15:25", "deposit", "karim-tahraoui"),
            Step(1, "10:40", "proofread", "rosa-calvinho"),
        ),
    ),
)
