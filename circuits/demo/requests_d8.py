"""The demandes of the council of D8."""

from circuits.demo.shapes import Answer, DemoRequest, Milestone, Step

REQUESTS: tuple[DemoRequest, ...] = (
    DemoRequest(
        key="fresque-neppert",
        council="d8",
        theme="animation",
        state="E4",
        author="thi-hoa-pham",
        title="Une fresque collective promenade des 4 Saisons",
        need=(
            "Le grand mur de la promenade des 4 Saisons, côté rue Neppert, est couvert "
            "de signatures à la bombe. On le repeint en gris, il est sali de nouveau "
            "dans le mois. Les enfants de l’école d’à côté l’appellent « le mur "
            "triste ».\n\n"
            "La commission « Vivre ensemble » a proposé aux habitants de dessiner ce "
            "qu’ils aimeraient y voir. Elle a reçu 74 dessins : des oiseaux, des "
            "théières, des maisons de partout, et beaucoup de fenêtres ouvertes."
        ),
        asked=(
            "Nous demandons l’autorisation de peindre ce mur tous ensemble, de la "
            "peinture et un échafaudage léger pour deux fins de semaine, et l’aide "
            "d’une personne qui sache passer d’un petit dessin à un grand mur."
        ),
        quartier="Vauban-Neppert-Sellier-Waldner",
        place="Mur de la promenade des 4 Saisons, côté rue Neppert",
        point=(7.3392, 47.7562),
        meeting_days_before=7,
        service="animation",
        elected="odile-wintzer",
        deposited_days_ago=525,
        steps=(
            Step(0, "09:50", "deposit", "bernard-litzler"),
            Step(1, "11:00", "proofread", "rosa-calvinho"),
            Step(
                3,
                "16:10",
                "qualify",
                "sylvain-thiercelin",
                service="animation",
                elected="odile-wintzer",
            ),
            Step(
                6,
                "10:30",
                "accept_attribution",
                "florence-habysch",
                holder="gregory-sengelin",
                deputy="naima-yacoubi",
            ),
            Step(
                24,
                "14:00",
                "transmit_answer",
                "gregory-sengelin",
                answer=Answer(
                    outcome="accepted",
                    summary=(
                        "Le mur est prêté au conseil, l’autorisation est signée. La "
                        "Ville fournit la peinture, un échafaudage et huit heures d’un "
                        "peintre muraliste."
                    ),
                    body=(
                        "Votre demande arrive au bon moment : le mur appartient à la "
                        "Ville et sa façade venait d’être nettoyée. L’architecte du "
                        "patrimoine n’a pas d’objection.\n\n"
                        "L’autorisation de peindre est jointe à cette réponse. Elle "
                        "vaut pour tout le mur, sur trois mètres de haut. La peinture, "
                        "les rouleaux et l’échafaudage sont à retirer à l’atelier "
                        "municipal, sur rendez-vous. Un peintre muraliste est payé par "
                        "la Ville pour huit heures : il aide à agrandir les dessins, "
                        "il ne décide pas à votre place.\n\n"
                        "Le service demande seulement que les enfants de moins de "
                        "douze ans restent au sol, et que le trottoir reste libre d’un "
                        "côté."
                    ),
                    signatory=(
                        "Odile Wintzer, adjointe déléguée à la vie des quartiers et à "
                        "l’information"
                    ),
                    decided_by="Adjointe déléguée, par délégation du maire",
                    decided_on_day=22,
                    next_steps=(
                        "Le conseil choisit ses deux fins de semaine et prévient le "
                        "service huit jours avant. La Ville n’a rien d’autre à faire."
                    ),
                ),
            ),
            Step(28, "09:20", "approve_service", "florence-habysch"),
            Step(33, "17:00", "approve_elected", "odile-wintzer"),
            Step(
                47,
                "17:40",
                "acknowledge_answer",
                "bernard-litzler",
                text=(
                    "Le conseil remercie la Ville. La fresque s’appellera « Fenêtres "
                    "ouvertes »."
                ),
            ),
        ),
    ),
    DemoRequest(
        key="roosevelt-ombre",
        council="d8",
        theme="espaces-publics",
        state="A5_late",
        author="aicha-zeroual",
        title="De l’ombre et des places assises au square Roosevelt",
        need=(
            "Le square Roosevelt est le seul espace de jeux à cinq minutes à pied de "
            "la place Franklin. L’après-midi, quand il fait chaud, il n’y a pas un "
            "coin d’ombre près du toboggan : le métal brûle, les familles "
            "repartent.\n\n"
            "Il reste quatre bancs, tous alignés du même côté. Les grands-parents "
            "surveillent debout. Une table de pique-nique a été enlevée et n’a jamais "
            "été remplacée.\n\n"
            "Pendant les ateliers sur le square, les habitants ont classé leurs "
            "envies : l’ombre vient en premier, les places assises en second, bien "
            "avant de nouveaux jeux."
        ),
        asked=(
            "Nous demandons une toile d’ombrage démontable au-dessus des jeux en "
            "attendant que de nouveaux arbres grandissent, trois arbres plantés côté "
            "sud, et six assises avec dossier et accoudoirs, tournées vers les enfants."
        ),
        quartier="Franklin-Fridolin",
        place="Square Roosevelt, autour de l’aire de jeux",
        point=(7.3350, 47.7522),
        meeting_days_before=10,
        service="amenagement",
        elected="helene-strubel",
        deposited_days_ago=52,
        steps=(
            Step(0, "14:30", "deposit", "bernard-litzler"),
            Step(1, "09:30", "proofread", "tariq-benslimane"),
            Step(
                7,
                "11:15",
                "qualify",
                "sylvain-thiercelin",
                service="amenagement",
                elected="helene-strubel",
            ),
            Step(
                10,
                "09:00",
                "accept_attribution",
                "olivier-gassmann",
                holder="maud-lienhardt",
                deputy="remi-castagnet",
            ),
            Step(
                34,
                "16:50",
                "transmit_answer",
                "maud-lienhardt",
                answer=Answer(
                    outcome="partial",
                    summary=(
                        "Toile d’ombrage et six assises acceptées. Deux arbres au lieu "
                        "de trois, à cause des réseaux enterrés."
                    ),
                    body=(
                        "Le service a relevé les températures sur place : 51 degrés "
                        "sur le toboggan en plein soleil, 33 à l’ombre du platane "
                        "voisin. La toile est donc la première urgence.\n\n"
                        "Une toile de 40 m², démontée chaque hiver, sera tendue "
                        "au-dessus des jeux. Six assises avec dossier et accoudoirs "
                        "remplaceront les quatre bancs alignés ; leur place sera "
                        "tracée à la craie avec la commission avant la pose.\n\n"
                        "Deux arbres seront plantés côté sud. Le troisième tomberait "
                        "sur une conduite de chauffage."
                    ),
                    signatory=(
                        "Hélène Strubel, adjointe déléguée aux espaces publics et à la voirie"
                    ),
                    decided_by="Comité de programmation des espaces publics",
                    decided_on_day=31,
                    next_steps=(
                        "Rendez-vous sur place avec la commission pour l’emplacement "
                        "des assises, commande de la toile, puis plantation."
                    ),
                    reason_code="technical",
                    reason=(
                        "Une conduite du réseau de chauffage passe à un mètre vingt "
                        "sous l’endroit proposé pour le troisième arbre. Ses racines "
                        "l’atteindraient en quelques années, et le règlement du réseau "
                        "interdit toute plantation à moins de deux mètres. La conduite "
                        "ne peut pas être déplacée pour un seul arbre."
                    ),
                    alternative=(
                        "Un grand bac avec une vigne ou une glycine peut donner de "
                        "l’ombre au même endroit, si le conseil s’engage à l’arroser "
                        "l’été."
                    ),
                    milestone=Milestone("Pose de la toile et des assises", 4),
                ),
            ),
            Step(41, "10:40", "approve_service", "olivier-gassmann"),
        ),
    ),
    DemoRequest(
        key="depots-vauban",
        council="d8",
        theme="proprete",
        state="A6",
        author="emine-yilmazer",
        title="En finir avec les dépôts d’encombrants rue Vauban",
        need=(
            "Chaque début de mois, des matelas et des meubles s’entassent au pied des "
            "immeubles, rue Vauban, près des bacs de tri. Ils restent plusieurs jours. "
            "Les poussettes passent sur la chaussée, et le tas attire d’autres tas.\n\n"
            "Nous avons parlé avec douze familles. Dix ne connaissaient pas "
            "l’enlèvement sur rendez-vous, ou pensaient qu’il était payant. Personne "
            "ne jette par plaisir : sans voiture, la déchèterie est loin."
        ),
        asked=(
            "Nous demandons un enlèvement fixe, une fois par mois, à une date affichée "
            "dans les halls, et une affiche en plusieurs langues qui explique le "
            "rendez-vous gratuit."
        ),
        quartier="Vauban-Neppert-Sellier-Waldner",
        place="Rue Vauban, près des bacs de tri",
        circuit="short",
        service="proprete",
        elected="driss-amrani",
        deposited_days_ago=33,
        steps=(
            Step(0, "10:05", "deposit", "aicha-zeroual"),
            Step(1, "14:00", "proofread", "rosa-calvinho"),
            Step(
                5,
                "09:30",
                "qualify",
                "sylvain-thiercelin",
                service="proprete",
                holder="valerie-stolz",
                deputy="thomas-eglinger",
                elected="driss-amrani",
            ),
            Step(
                24,
                "11:45",
                "transmit_answer",
                "valerie-stolz",
                answer=Answer(
                    outcome="accepted",
                    summary=(
                        "Un enlèvement a lieu rue Vauban chaque premier mercredi du "
                        "mois, dès maintenant. L’affiche existe en six langues."
                    ),
                    body=(
                        "La tournée a été réorganisée : un camion passe rue Vauban le "
                        "premier mercredi de chaque mois, à partir de 7 heures. Les "
                        "objets peuvent être sortis la veille au soir, devant le "
                        "numéro peint au sol par nos équipes.\n\n"
                        "L’affiche rappelle aussi l’enlèvement sur rendez-vous, "
                        "gratuit, toute l’année. Elle est imprimée en français, en "
                        "arabe, en turc, en albanais, en portugais et en anglais ; "
                        "cent exemplaires sont déposés à l’Agence pour les halls.\n\n"
                        "Ce service fonctionne déjà : le premier passage a enlevé "
                        "1 900 kg. Il n’y a donc plus rien à attendre de la Ville, "
                        "sinon qu’elle continue."
                    ),
                    signatory="Pour la Ville, le service Propreté urbaine",
                    decided_by="Service Propreté urbaine",
                    decided_on_day=21,
                    next_steps=(
                        "Le conseil affiche les dates dans les halls. Si un passage "
                        "manque, il suffit d’appeler le service."
                    ),
                ),
            ),
        ),
    ),
    DemoRequest(
        key="terrain-wolf-lumiere",
        council="d8",
        theme="jeunesse",
        state="A3_promise_missed",
        author="lucas-wendling",
        title="Éclairer le terrain de jeux Wolf-Wagner jusqu’à 21 heures",
        need=(
            "En hiver, le terrain de ballon de Wolf-Wagner est dans le noir dès "
            "17 h 30. C’est l’heure où les jeunes sortent de cours et d’apprentissage. "
            "Ils jouent alors sous les fenêtres, là où il y a un lampadaire, et les "
            "voisins se plaignent du bruit.\n\n"
            "Les deux mâts existent. Ils ont servi autrefois et sont éteints depuis "
            "une panne dont personne ne se souvient. Un ancien électricien du quartier "
            "pense que seule l’armoire est en cause."
        ),
        asked=(
            "Nous demandons de remettre les deux mâts en service jusqu’à 21 heures, "
            "avec un bouton-poussoir qui coupe la lumière quand le terrain est vide, "
            "et d’en parler avec les riverains avant."
        ),
        quartier="Wolf-Wagner",
        place="Terrain de ballon entre les immeubles Wolf-Wagner",
        point=(7.3420, 47.7618),
        meeting_days_before=8,
        service="eclairage",
        elected="mathieu-kerbrat",
        deposited_days_ago=68,
        steps=(
            Step(0, "16:40", "deposit", "bernard-litzler"),
            Step(1, "10:15", "proofread", "rosa-calvinho"),
            Step(
                5,
                "14:30",
                "qualify",
                "tariq-benslimane",
                service="eclairage",
                elected="mathieu-kerbrat",
            ),
            Step(
                8,
                "11:00",
                "accept_attribution",
                "laurence-bihrel",
                holder="jerome-wackel",
                deputy="samira-lounici",
            ),
        ),
    ),
    DemoRequest(
        key="repas-franklin",
        council="d8",
        theme="animation",
        state="draft",
        author="lucas-wendling",
        title="Un grand repas de rue entre Franklin et Fridolin",
        need=(
            "De la place Franklin au quartier Fridolin, on habite à trois cents mètres "
            "les uns des autres et on ne se parle pas. Un repas où chacun apporte un "
            "plat ferait plus que dix réunions.\n\n"
            "Reste à choisir la rue à fermer et à demander aux commerçants ce qu’ils "
            "en pensent."
        ),
        asked=(
            "Nous demandons la fermeture d’une rue un dimanche de 10 h à 17 h, trente "
            "tables et soixante bancs, et une prise électrique."
        ),
        quartier="Franklin-Fridolin",
        place="Une rue à choisir près de la place Franklin",
        meeting_days_before=12,
        service="animation",
        elected="odile-wintzer",
    ),
)
