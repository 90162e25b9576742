"""The offers that the City did not carry as it said: suites late, or cancelled."""

from circuits.demo.offer_shapes import DemoContribution, DemoDocument, DemoOffer, OfferStep

OFFERS: tuple[DemoOffer, ...] = (
    DemoOffer(
        key="eclairage-nuit",
        service="eclairage",
        theme="voirie",
        state="B4_late",
        author="jerome-wackel",
        elected="helene-strubel",
        title="Éteindre une partie des lampadaires entre 1 h et 5 h : où oui, où non ?",
        proposal=(
            "La Ville compte 14 600 lampadaires, qui consomment pour 1,2 million d’euros "
            "d’électricité par an. Leur lumière gêne aussi le sommeil, les insectes et les "
            "chauves-souris.\n\n"
            "Nous proposons d’éteindre de 1 h à 5 h, à l’essai pendant un an, des rues "
            "d’habitation peu passantes de trois secteurs : Bourtzwiller, le Rebberg et le "
            "Nordfeld, la Cité et Daguerre. Cela fait 2 150 lampadaires et une économie estimée "
            "à 62 000 euros par an.\n\n"
            "Vous connaissez ces rues la nuit mieux que nous. Dites-nous lesquelles éteindre, "
            "lesquelles garder allumées, et pourquoi. Un numéro répond toute la nuit pendant "
            "l’essai : 03 89 00 00 14."
        ),
        open_points=(
            "La liste des rues, une par une.\n\n"
            "L’heure de début et l’heure de fin, dans la limite de quatre heures et demie par "
            "nuit.\n\n"
            "La façon de prévenir : affiches, courrier, marques au sol.\n\n"
            "Ce que l’on mesure pour dire si l’essai a réussi."
        ),
        decided_points=(
            "Restent allumés toute la nuit : les grandes avenues, les carrefours, les passages "
            "piétons, les arrêts de tram et de bus, les abords de la gare et des hôpitaux.\n\n"
            "Si un conseil le demande, une rue est rallumée sous cinq jours ouvrés, sans avoir "
            "à se justifier.\n\n"
            "L’essai dure un an. Il ne devient définitif que par un vote du conseil municipal, "
            "après un bilan public."
        ),
        form="opinion",
        publication_plan=(
            "La liste des rues éteintes et des rues gardées, avec la raison de chacune, puis "
            "tous les trois mois l’électricité économisée, les appels reçus et les rues "
            "rallumées."
        ),
        place="Bourtzwiller, Rebberg, Nordfeld, Cité et Daguerre",
        councils=("bourtzwiller", "grand-centre", "manufactures"),
        contact="samira-lounici",
        submitted_days_ago=119,
        answer_day=59,
        documents=(
            DemoDocument(
                "Les rues proposées, secteur par secteur",
                "pdf",
                (
                    (
                        "Bourtzwiller : 21 rues pavillonnaires, 780 lampadaires. La cité et la "
                        "rue de Soultz restent allumées."
                    ),
                    (
                        "Rebberg et Nordfeld : 17 rues, 640 lampadaires. Les escaliers du "
                        "Rebberg sont proposés, sauf ceux qui mènent à la gare."
                    ),
                    (
                        "Cité et Daguerre : 24 rues et passages, 730 lampadaires. Les abords du "
                        "marché restent allumés à cause des arrivées de nuit."
                    ),
                    (
                        "Total : 62 rues, 2 150 lampadaires, environ 280 000 kilowattheures par "
                        "an."
                    ),
                ),
            ),
        ),
        steps=(
            OfferStep(0, "11:10", "submit_offer", "jerome-wackel"),
            OfferStep(
                3, "10:05", "approve_offer", "sylvain-thiercelin", elected="helene-strubel"
            ),
            OfferStep(
                7,
                "15:30",
                "return_offer",
                "helene-strubel",
                text=(
                    "Avant d’envoyer ce texte, je veux être sûre que nous tiendrons parole. Qui "
                    "répond la nuit au numéro indiqué ? Les équipes peuvent-elles rallumer une "
                    "rue en cinq jours, même pendant les congés ? Confirmez-le par écrit avec "
                    "le service, ou corrigez le texte, puis soumettez-le de nouveau."
                ),
            ),
            OfferStep(10, "09:25", "submit_offer", "jerome-wackel"),
            OfferStep(
                12, "14:10", "approve_offer", "sylvain-thiercelin", elected="helene-strubel"
            ),
            OfferStep(16, "10:30", "send_offer", "helene-strubel"),
            OfferStep(
                18,
                "17:35",
                "acknowledge_offer",
                "joaquim-barreto",
                council="grand-centre",
            ),
            OfferStep(
                22, "12:45", "acknowledge_offer", "hatice-aydogan", council="manufactures"
            ),
            OfferStep(
                28, "16:55", "acknowledge_offer", "nadia-belhaddad", council="bourtzwiller"
            ),
            OfferStep(
                46,
                "17:20",
                "answer_offer",
                "claire-hirtzel",
                council="grand-centre",
                answer=DemoContribution(
                    kind="opinion",
                    body=(
                        "Onze membres ont marché au Rebberg et au Nordfeld de 23 h à 1 h 30, "
                        "avec la liste à la main. Voici ce que nous avons vu.\n\n"
                        "Oui pour onze rues du Rebberg et deux du Nordfeld : nous n’y avons "
                        "croisé qu’un chat et un voisin, tous deux d’accord.\n\n"
                        "Non pour quatre rues. Trois sont le chemin de la gare pour qui prend "
                        "le premier train, à 4 h 50. La dernière longe le chantier du "
                        "Nordfeld : le trottoir est coupé et l’on marche sur la chaussée.\n\n"
                        "Non aussi pour tous les escaliers. Quatre marches manquent dans l’un "
                        "d’eux ; dans le noir, c’est la chute.\n\n"
                        "Nous demandons de rallumer à 4 h 30 plutôt qu’à 5 h, pour les équipes "
                        "de l’hôpital, et de compter les appels des femmes à part : plusieurs "
                        "nous ont dit qu’elles changeraient de chemin sans se plaindre à "
                        "personne."
                    ),
                    met_days_before=7,
                ),
            ),
            OfferStep(
                57,
                "10:10",
                "answer_offer",
                "etienne-zumsteeg",
                council="manufactures",
                answer=DemoContribution(
                    kind="opinion",
                    body=(
                        "Le conseil est partagé : douze voix pour l’essai, neuf contre. Nous "
                        "donnons donc les deux avis.\n\n"
                        "Celles et ceux qui sont pour veulent revoir les étoiles, dormir sans "
                        "volets et voir l’argent servir à réparer les lampes cassées. Ils "
                        "demandent que les 62 000 euros soient suivis jusqu’au bout.\n\n"
                        "Celles et ceux qui sont contre travaillent tôt ou rentrent tard. À "
                        "Daguerre, on sort à 3 h 30 pour le marché ou le ménage des bureaux. "
                        "Ils disent que l’on économise sur ceux qui ne dorment pas.\n\n"
                        "Nous sommes d’accord sur trois points. L’allée Glück reste allumée. "
                        "Les passages étroits de la Cité, où deux personnes ne se croisent pas, "
                        "restent allumés. Et l’essai commence par dix rues, pas par "
                        "vingt-quatre, avec une lettre dans chaque boîte quinze jours avant."
                    ),
                    met_days_before=8,
                ),
            ),
        ),
    ),
    DemoOffer(
        key="mediatheque-mobile",
        service="animation",
        theme="animation",
        state="F4",
        author="gregory-sengelin",
        elected="odile-wintzer",
        title="Une médiathèque qui roule : choisir ses arrêts et ses horaires",
        proposal=(
            "Trois coins de la ville sont à plus de vingt minutes à pied d’une bibliothèque : "
            "le nord de Bourtzwiller, le haut des Coteaux et Barbanègre. Les enfants y "
            "empruntent trois fois moins de livres qu’ailleurs.\n\n"
            "La Ville veut acheter un véhicule aménagé : 2 500 livres, des jeux, des films, "
            "quatre ordinateurs et une rampe pour les fauteuils. Il ferait neuf arrêts par "
            "semaine, d’une heure et demie chacun, toute l’année.\n\n"
            "Nous avons besoin de vous pour le placer là où les gens passent, à l’heure où ils "
            "passent."
        ),
        open_points=(
            "La place des neuf arrêts, trois par secteur.\n\n"
            "Le jour et l’heure de chacun.\n\n"
            "Ce qu’il y a à bord : langues, genres, part des jeux et des ordinateurs.\n\n"
            "Le nom du véhicule."
        ),
        decided_points=(
            "L’emprunt est gratuit pour tous, avec ou sans justificatif d’adresse.\n\n"
            "Deux bibliothécaires sont à bord.\n\n"
            "Le véhicule a besoin de onze mètres de long et d’un sol plat.\n\n"
            "Le budget voté pour l’achat est de 185 000 euros."
        ),
        form="opinion",
        publication_plan=(
            "La tournée avec ses neuf arrêts, la raison de chacun, les avis des trois conseils, "
            "puis le nombre d’emprunts par arrêt après six mois."
        ),
        place="Bourtzwiller, Coteaux et Barbanègre",
        councils=("bourtzwiller", "drouot-barbanegre", "west"),
        contact="naima-yacoubi",
        submitted_days_ago=210,
        answer_day=68,
        documents=(
            DemoDocument(
                "Deux exemples de tournée",
                "pdf",
                (
                    (
                        "Exemple 1, « près des écoles » : les arrêts suivent la sortie des "
                        "classes, de 16 h à 17 h 30. Beaucoup d’enfants, peu d’adultes."
                    ),
                    (
                        "Exemple 2, « près des marchés » : les arrêts ont lieu le matin, de 9 h "
                        "30 à 11 h. Beaucoup de personnes âgées, peu d’enfants hors vacances."
                    ),
                    (
                        "Une tournée mélangée est possible. Le véhicule met vingt minutes d’un "
                        "secteur à l’autre, et il ne peut pas faire plus de deux arrêts par "
                        "demi-journée."
                    ),
                ),
            ),
        ),
        steps=(
            OfferStep(0, "10:00", "submit_offer", "gregory-sengelin"),
            OfferStep(3, "11:45", "approve_offer", "rosa-calvinho", elected="odile-wintzer"),
            OfferStep(7, "16:00", "send_offer", "odile-wintzer"),
            OfferStep(
                10, "12:30", "acknowledge_offer", "nadia-belhaddad", council="bourtzwiller"
            ),
            OfferStep(14, "17:40", "acknowledge_offer", "antoine-feltzer", council="west"),
            OfferStep(
                18,
                "10:15",
                "acknowledge_offer",
                "josiane-meistermann",
                council="drouot-barbanegre",
            ),
            OfferStep(
                38,
                "15:20",
                "answer_offer",
                "nadia-belhaddad",
                council="bourtzwiller",
                answer=DemoContribution(
                    kind="opinion",
                    body=(
                        "Le conseil est très favorable. Depuis la cité, il faut prendre deux "
                        "bus pour aller à la bibliothèque la plus proche, et l’hiver on "
                        "renonce.\n\n"
                        "Nous proposons trois arrêts. Devant la Maison des associations, rue de "
                        "Soultz, entre 17 h et 18 h 30, quand les parents rentrent. Près de "
                        "l’école Quimper, à 16 h, mais pas devant le portail : le trottoir est "
                        "déjà trop plein. Au bord de la Doller, près de la passerelle, une "
                        "matinée, pour les assistantes maternelles et les marcheurs.\n\n"
                        "Nous avons fait l’essai avec une corde de onze mètres : les trois "
                        "endroits conviennent, à condition de retirer deux places de voiture "
                        "rue de Soultz.\n\n"
                        "À bord, nous voulons des livres en turc, en arabe et en portugais, des "
                        "livres en gros caractères, et un ordinateur réservé aux démarches, "
                        "avec quelqu’un qui aide."
                    ),
                    met_days_before=4,
                ),
            ),
            OfferStep(
                45,
                "11:20",
                "answer_offer",
                "antoine-feltzer",
                council="west",
                answer=DemoContribution(
                    kind="opinion",
                    body=(
                        "Le conseil dit oui et propose trois arrêts aux Coteaux : au marché, le "
                        "matin ; au pied des tours du haut, après l’école ; au parc, l’été, à "
                        "la place du deuxième.\n\n"
                        "La place de stationnement du haut est en pente. Nous l’avons mesurée "
                        "avec une règle et un niveau : quatre centimètres par mètre. Il vaut "
                        "mieux se mettre de l’autre côté de la rue, où c’est plat.\n\n"
                        "Nous préférons moins d’ordinateurs et plus de jeux de société, que "
                        "l’on emprunte rarement ailleurs et qui font sortir les familles.\n\n"
                        "Pour le nom, les enfants de deux classes ont voté entre vingt-trois "
                        "idées. « La Bouquinette » a gagné avec 31 voix. Nous la transmettons "
                        "telle quelle : ce serait dommage de les avoir fait voter pour rien."
                    ),
                    met_days_before=5,
                ),
            ),
            OfferStep(
                50,
                "14:40",
                "ask_cancellation",
                "florence-habysch",
                reason_code="budget",
                text=(
                    "La Ville annule cette offre. Un seul fabricant a répondu, avec un prix de "
                    "262 000 euros pour un budget voté de 185 000 euros. Le conseil municipal a "
                    "choisi de ne pas acheter à ce prix. Nous aurions dû vous consulter après "
                    "cette étape, pas avant."
                ),
                fate=(
                    "Vos contributions ne sont pas perdues. Celles de Bourtzwiller et de West "
                    "restent publiées en entier sur cette page. Le service s’en sert dès "
                    "maintenant : un dépôt de 200 livres, en quatre langues et en gros "
                    "caractères, sera tenu chaque semaine à la Maison des associations de "
                    "Bourtzwiller et un autre au marché des Coteaux, aux heures que vous avez "
                    "proposées. Celui des Coteaux s’appellera « La Bouquinette ».\n\n"
                    "Le conseil de Drouot-Barbanègre, qui en discutait encore, n’a plus rien à "
                    "rendre. S’il a déjà pris des notes, le service les lira et cherchera un "
                    "lieu pour un troisième dépôt.\n\n"
                    "Si l’achat redevient possible, la Ville repartira de vos textes et ne vous "
                    "posera pas deux fois les mêmes questions."
                ),
            ),
            OfferStep(53, "10:50", "confirm_cancellation", "odile-wintzer"),
        ),
    ),
)
