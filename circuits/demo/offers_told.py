"""Offers that were carried to their bilan: one by three councils, one in spite of silence."""

from circuits.demo.offer_shapes import (
    DemoContribution,
    DemoDocument,
    DemoFollowUp,
    DemoOffer,
    OfferStep,
)

OFFERS: tuple[DemoOffer, ...] = (
    DemoOffer(
        key="fete-quartiers",
        service="animation",
        theme="animation",
        state="F1",
        author="gregory-sengelin",
        elected="odile-wintzer",
        title="La fête des quartiers : une seule grande, ou six petites ?",
        proposal=(
            "Depuis douze ans, la fête des quartiers a lieu un dimanche au parc "
            "Salvator. Elle coûte 68 000 euros. Douze mille personnes y viennent, mais "
            "trois sur quatre habitent le centre.\n\n"
            "Avec la même somme, la Ville peut aider six fêtes, une par secteur, de mai "
            "à septembre. Elle ne sait pas ce que vous préférez, et elle n’a pas de "
            "préférence cachée."
        ),
        open_points=(
            "Une fête, six fêtes, ou une année sur deux.\n\n"
            "Qui choisit les artistes.\n\n"
            "La part de l’argent qui va à ce que les habitants préparent eux-mêmes."
        ),
        decided_points=(
            "La somme : 68 000 euros en tout.\n\n"
            "La sécurité et les secours restent payés à part par la Ville."
        ),
        form="opinion",
        publication_plan=(
            "Les avis en entier, la décision, puis le bilan de la première année avec "
            "les comptes."
        ),
        place="Toute la ville",
        councils=("bourtzwiller", "manufactures", "west"),
        contact="naima-yacoubi",
        submitted_days_ago=430,
        answer_day=60,
        documents=(
            DemoDocument(
                "Les comptes de la dernière fête",
                "pdf",
                (
                    (
                        "Artistes et technique : 31 000 euros. Location du matériel : "
                        "14 500 euros. "
                        "Communication : 7 200 euros. Restauration des bénévoles : 3 300 euros. "
                        "Divers : 12 000 euros."
                    ),
                    (
                        "Associations présentes : 84. Habitants qui ont préparé quelque chose "
                        "eux-mêmes : environ 200."
                    ),
                ),
            ),
        ),
        steps=(
            OfferStep(0, "09:35", "submit_offer", "gregory-sengelin"),
            OfferStep(3, "14:20", "approve_offer", "rosa-calvinho", elected="odile-wintzer"),
            OfferStep(7, "10:45", "send_offer", "odile-wintzer"),
            OfferStep(9, "17:30", "acknowledge_offer", "rene-kessler", council="bourtzwiller"),
            OfferStep(
                11, "12:15", "acknowledge_offer", "etienne-zumsteeg", council="manufactures"
            ),
            OfferStep(15, "18:05", "acknowledge_offer", "antoine-feltzer", council="west"),
            OfferStep(
                41,
                "16:40",
                "answer_offer",
                "nadia-belhaddad",
                council="bourtzwiller",
                answer=DemoContribution(
                    kind="opinion",
                    body=(
                        "Six fêtes. À Bourtzwiller, on ne va pas au parc Salvator avec "
                        "trois enfants "
                        "et une glacière : il faut deux bus, et le dimanche il y en a un par "
                        "heure.\n\n"
                        "Nous préférons dix tables et un barbecue devant chez nous à un grand "
                        "concert ailleurs."
                    ),
                    met_days_before=6,
                ),
            ),
            OfferStep(
                50,
                "10:25",
                "answer_offer",
                "etienne-zumsteeg",
                council="manufactures",
                answer=DemoContribution(
                    kind="opinion",
                    body=(
                        "Une année sur deux. La grande fête est le seul jour où l’on voit toute la "
                        "ville ensemble ; la supprimer serait une perte. Les petites fêtes font le "
                        "reste. Nous demandons que la moitié de l’argent aille à ce que les "
                        "habitants fabriquent eux-mêmes."
                    ),
                    met_days_before=9,
                ),
            ),
            OfferStep(
                57,
                "15:10",
                "answer_offer",
                "antoine-feltzer",
                council="west",
                answer=DemoContribution(
                    kind="opinion",
                    body=(
                        "Six fêtes, mais pas six fois la même. Que chaque conseil choisisse son "
                        "jour, sa musique et son repas, et que la Ville se contente de prêter, de "
                        "brancher et d’assurer."
                    ),
                    met_days_before=3,
                ),
            ),
            OfferStep(
                79,
                "11:20",
                "publish_follow_up",
                "gregory-sengelin",
                text=(
                    "La Ville a choisi : six fêtes l’an prochain, la grande fête l’année "
                    "suivante, et ainsi de suite. Chaque conseil reçoit 9 000 euros et décide de "
                    "leur emploi ; 14 000 euros servent au matériel commun."
                ),
                follow_ups=(
                    DemoFollowUp(
                        "bourtzwiller",
                        "kept",
                        (
                            "La première fête de secteur aura lieu à Bourtzwiller, devant "
                            "la Maison des "
                            "associations."
                        ),
                    ),
                    DemoFollowUp(
                        "manufactures",
                        "kept",
                        (
                            "L’alternance vient de votre avis. La moitié de l’argent, au "
                            "moins, va à ce "
                            "que les habitants préparent : c’est écrit dans le règlement."
                        ),
                    ),
                    DemoFollowUp(
                        "west",
                        "partly",
                        (
                            "Chaque conseil choisit tout, sauf l’heure de fin : minuit "
                            "dehors, pour les "
                            "voisins. La Ville prête, branche et assure."
                        ),
                    ),
                ),
            ),
            OfferStep(
                91,
                "16:30",
                "publish_assessment",
                "naima-yacoubi",
                text=(
                    "Trois conseils consultés, trois avis, une règle nouvelle que personne "
                    "n’avait proposée seule. C’est ce que nous retenons.\n\n"
                    "Ce qui a manqué : trois autres conseils n’ont pas été interrogés, alors que "
                    "la décision les engage. Le service leur a présenté le règlement avant le "
                    "vote, mais ce n’était plus une consultation. La prochaine offre sur ce "
                    "sujet ira aux six."
                ),
            ),
        ),
    ),
    DemoOffer(
        key="composteurs",
        service="proprete",
        theme="proprete",
        state="F1",
        author="thomas-eglinger",
        elected="driss-amrani",
        title="Douze composteurs de quartier : qui les veut, qui s’en occupe ?",
        proposal=(
            "Un composteur de quartier marche si trois ou quatre personnes s’en "
            "occupent. Sans elles, il devient une poubelle en six mois. La Ville en a "
            "fait l’expérience.\n\n"
            "Elle en propose douze, à celles et ceux qui veulent bien s’y engager. "
            "Quelques semaines après la pose, nous les visiterons ensemble."
        ),
        open_points="Les endroits et les équipes.\n\nCe que l’on fait du compost.",
        decided_points=(
            "Chaque équipe suit une formation de trois heures.\n\n"
            "Le broyat est livré quatre fois par an."
        ),
        form="visit",
        publication_plan="La carte des composteurs et, un an après, ce qu’ils ont donné.",
        place="Drouot, Barbanègre, Manufactures et Grand Centre",
        councils=("drouot-barbanegre", "manufactures", "grand-centre", "west"),
        contact="thomas-eglinger",
        submitted_days_ago=265,
        answer_day=57,
        event_day=150,
        steps=(
            OfferStep(0, "13:40", "submit_offer", "thomas-eglinger"),
            OfferStep(2, "10:50", "approve_offer", "tariq-benslimane", elected="driss-amrani"),
            OfferStep(6, "15:25", "send_offer", "driss-amrani"),
            OfferStep(
                9, "11:15", "acknowledge_offer", "hatice-aydogan", council="manufactures"
            ),
            OfferStep(
                11, "17:20", "acknowledge_offer", "claire-hirtzel", council="grand-centre"
            ),
            OfferStep(
                14,
                "09:55",
                "withdraw_council",
                "rosa-calvinho",
                council="west",
                text=(
                    "Le conseil West a déjà ses quatre composteurs, posés l’an dernier avec le "
                    "même service. L’offre lui a été envoyée par erreur."
                ),
            ),
            OfferStep(
                43,
                "16:05",
                "answer_offer",
                "hatice-aydogan",
                council="manufactures",
                answer=DemoContribution(
                    kind="participates",
                    body=(
                        "Trois équipes sont prêtes : au centre Lavoisier-Brustlein, à la Cité et à "
                        "Daguerre. Elles ont signé entre elles avant de signer avec vous.\n\n"
                        "Nous demandons une serrure à code sur les bacs de la Cité, où l’on a déjà "
                        "trouvé des couches."
                    ),
                    delegates="Leïla Ferhat, Roland Buchmüller et sept habitants.",
                    available="Le samedi matin.",
                    met_days_before=8,
                ),
            ),
            OfferStep(
                51,
                "14:30",
                "answer_offer",
                "claire-hirtzel",
                council="grand-centre",
                answer=DemoContribution(
                    kind="participates",
                    body=(
                        "Deux équipes au Nordfeld et une au Rebberg. Au centre historique, nous "
                        "avons cherché pendant un mois : il y a des volontaires, mais pas un mètre "
                        "carré de terre. Nous préférons ne pas en demander là."
                    ),
                    delegates="Ousmane Kontédé et deux personnes par équipe.",
                    available="Le mercredi soir ou le samedi matin.",
                    met_days_before=4,
                ),
            ),
            OfferStep(
                86,
                "10:35",
                "publish_follow_up",
                "thomas-eglinger",
                text=(
                    "Six composteurs sur douze ont trouvé leur équipe. Les six autres attendront "
                    "la leur : nous ne les poserons pas sans elle.\n\n"
                    "Le conseil de Drouot-Barbanègre n’a pas répondu à la date. L’Agence l’a "
                    "appelé : le sujet viendra à une prochaine réunion, et deux composteurs lui "
                    "sont gardés jusqu’à la fin de l’année."
                ),
                follow_ups=(
                    DemoFollowUp(
                        "manufactures",
                        "kept",
                        (
                            "Trois composteurs, dont celui de la Cité avec une serrure à code. La "
                            "formation a lieu un samedi matin, au centre Lavoisier-Brustlein."
                        ),
                    ),
                    DemoFollowUp(
                        "grand-centre",
                        "kept",
                        (
                            "Trois composteurs, deux au Nordfeld et un au Rebberg. Pour le centre "
                            "historique, le service ouvre un point de collecte le jeudi, "
                            "sous la halle."
                        ),
                    ),
                ),
            ),
            OfferStep(
                162,
                "15:50",
                "publish_assessment",
                "thomas-eglinger",
                text=(
                    "Six composteurs sont en service, tenus par trente et un habitants. Un seul "
                    "a senti mauvais, celui du Rebberg : trop de tontes, pas assez de broyat. "
                    "C’est corrigé.\n\n"
                    "Dépensé : 5 400 euros pour les bacs, 1 800 euros pour les formations. Le "
                    "service repasse dans chaque équipe au printemps."
                ),
            ),
        ),
    ),
)
