"""The pages that the law requires: prose around facts, which are settings of the site.

A fact that is not known is silent here, and named to the Agence. The déclaration
d'accessibilité says « non conforme » until a valid audit exists (RGAA 4.1).
"""

from circuits.demo.shapes import EditorialPage, Section

ACCESSIBILITY = EditorialPage(
    slug="accessibilite",
    title="Déclaration d’accessibilité",
    intro=(
        "Ce site doit pouvoir être lu et utilisé par tout le monde. Voici où il en est, ce qui "
        "manque, et à qui le dire."
    ),
    sections=(
        Section(
            "Engagement",
            (
                (
                    "La Ville de Mulhouse s’engage à rendre ses sites internet, ses "
                    "espaces réservés et ses applications accessibles, conformément à "
                    "l’article 47 de la loi n° 2005-102 du 11 février 2005."
                ),
                (
                    "Cette déclaration s’applique à la plateforme « Aux actes, "
                    "Citoyens ! », à ses pages publiques et à l’espace des membres."
                ),
            ),
        ),
        Section(
            "État de conformité",
            (
                (
                    "Des contrôles automatiques sont faits à chaque modification du logiciel. Ils "
                    "aident à trouver des erreurs, mais ne remplacent pas un audit fait par une "
                    "personne."
                ),
            ),
            facts="accessibility",
        ),
        Section(
            "Contenus non accessibles",
            (
                (
                    "Nous savons déjà que les "
                    "documents joints aux dossiers peuvent ne pas être lisibles par "
                    "une synthèse vocale ; l’Agence en fournit sur demande une version "
                    "accessible. La carte des conseils est doublée d’une liste."
                ),
            ),
        ),
        Section("Établissement de cette déclaration", facts="establishment"),
        Section(
            "Technologies utilisées",
            (
                (
                    "HTML5, CSS, SVG et WAI-ARIA. JavaScript ajoute du confort mais n’est jamais "
                    "nécessaire."
                ),
            ),
        ),
        Section("Schéma pluriannuel et plan d’actions", facts="scheme"),
        Section(
            "Retour d’information et contact",
            (
                (
                    "Si vous n’arrivez pas à lire une page ou à faire une démarche, "
                    "dites-le à l’Agence de la participation citoyenne : elle vous "
                    "donne le contenu sous une autre forme ou fait la démarche avec "
                    "vous."
                ),
            ),
        ),
        Section("Joindre l’Agence", facts="agency"),
        Section(
            "Voies de recours",
            (
                (
                    "Vous avez signalé un défaut d’accessibilité qui vous empêche "
                    "d’accéder à un contenu ou à un service et vous n’avez pas obtenu "
                    "de réponse satisfaisante ? Vous pouvez :"
                ),
            ),
            (
                (
                    "[écrire un message au Défenseur des droits]("
                    "https://formulaire.defenseurdesdroits.fr/) ;"
                ),
                (
                    "[contacter le délégué du Défenseur des droits dans votre région]("
                    "https://www.defenseurdesdroits.fr/saisir/delegues) ;"
                ),
                (
                    "envoyer un courrier, gratuitement et sans timbre : Défenseur des "
                    "droits, Libre réponse 71120, 75342 Paris CEDEX 07 ;"
                ),
                "appeler le 09 69 39 00 00.",
            ),
        ),
    ),
)

LEGAL_NOTICE = EditorialPage(
    slug="mentions-legales",
    title="Mentions légales",
    intro=(
        "Qui publie ce site, qui l’héberge, et à quelles conditions son contenu peut être "
        "réutilisé."
    ),
    sections=(
        Section("Éditeur", facts="publisher"),
        Section("Direction de la publication", facts="director"),
        Section("Hébergeur", facts="host"),
        Section(
            "Règles de publication",
            (
                (
                    "Les demandes sont écrites par les conseils et publiées après "
                    "relecture par l’Agence. Elle n’écarte que ce qui est contraire à "
                    "la loi, injurieux, publicitaire, hors sujet, ou qui contient des "
                    "données personnelles. Un texte écarté ou masqué ne disparaît pas "
                    "en silence : la raison est affichée et les auteurs sont prévenus."
                ),
                (
                    "Pour signaler un contenu illicite, écrivez à l’Agence avec l’adresse de la "
                    "page et la raison du signalement."
                ),
            ),
            links=(("Charte de modération", "/charte-de-moderation/"),),
        ),
        Section("Joindre l’Agence", facts="agency"),
        Section(
            "Réutilisation",
            (
                (
                    "Sauf mention contraire, les textes et les données publiques du "
                    "site peuvent être réutilisés librement selon la Licence Ouverte, "
                    "version 2.0, en citant la source et la date. Les périmètres des "
                    "conseils sont indicatifs."
                ),
                (
                    "Les dessins ont été réalisés pour la plateforme. Le logiciel est "
                    "publié sous la licence publique de l’Union européenne (EUPL), "
                    "version 1.2."
                ),
            ),
        ),
        Section(
            "Contenu de démonstration",
            (
                (
                    "Les lieux et les sujets présentés sont réels. Les personnes, les "
                    "dates, les montants, les décisions et les adresses électroniques "
                    "sont inventés ; toute ressemblance serait un hasard."
                ),
            ),
        ),
    ),
)

PERSONAL_DATA = EditorialPage(
    slug="donnees-personnelles",
    title="Données personnelles",
    intro=(
        "Lire ce site ne demande aucune donnée personnelle. Voici ce qui est "
        "enregistré quand on a un compte, pourquoi, et comment exercer ses droits."
    ),
    sections=(
        Section("Qui est responsable", facts="controller"),
        Section(
            "À quoi servent les données",
            (
                (
                    "Elles servent uniquement à faire vivre les échanges entre les "
                    "conseils et la Ville :"
                ),
            ),
            (
                "ouvrir un compte et se connecter ;",
                "savoir qui peut écrire, déposer, étudier, valider ou signer ;",
                "envoyer les accusés de réception, les avis et les relances ;",
                "garder la trace de ce qui a été demandé, fait et décidé.",
            ),
        ),
        Section(
            "Quelles données",
            (
                (
                    "Pour un membre de conseil : nom, prénom, adresse électronique si "
                    "la personne en a une, conseil, rôle et dates du mandat. Pour un "
                    "agent ou un élu : nom, prénom, adresse professionnelle, service "
                    "ou délégation. Pour chaque acte : qui, quand, et par quel moyen."
                ),
                (
                    "Seuls le nom, le prénom et un moyen de contact sont nécessaires. "
                    "Une personne sans adresse électronique peut désigner quelqu’un "
                    "qui reçoit les messages à sa place, avec l’accord des deux."
                ),
            ),
        ),
        Section(
            "Qui les voit",
            (
                (
                    "Le public ne voit ni adresse ni téléphone de membre ou d’agent. Le "
                    "nom ou la photo d’un membre sont affichés seulement si cette "
                    "personne l’a accepté, et elle peut changer d’avis. Les élus qui "
                    "signent une réponse sont nommés."
                ),
                (
                    "Les membres d’un conseil, les services chargés d’un dossier et "
                    "l’Agence voient ce qui est nécessaire à leur rôle. L’hébergeur "
                    "est un sous-traitant. Rien n’est vendu, rien n’est envoyé hors de "
                    "la plateforme."
                ),
            ),
        ),
        Section("Combien de temps", facts="retention"),
        Section(
            "Traceurs",
            (
                (
                    "Le site n’utilise que deux petits fichiers nécessaires à son "
                    "fonctionnement : l’un pour rester connecté, l’autre pour protéger "
                    "les formulaires. Il n’y a ni publicité, ni mesure d’audience, ni "
                    "police, carte ou vidéo venue d’un autre site. C’est pourquoi "
                    "aucun bandeau ne s’affiche."
                ),
            ),
        ),
        Section("Protection des données : qui joindre", facts="dpo"),
        Section(
            "Vos droits",
            (
                (
                    "Vous pouvez demander à voir vos données, à les corriger, à les "
                    "recevoir, à les faire effacer, à limiter leur usage ou à vous y "
                    "opposer. Écrivez au délégué à la protection des données ou à "
                    "l’Agence, qui vous répond dans le mois."
                ),
                (
                    "Quand une personne est effacée, les dossiers de son conseil "
                    "restent, sans son nom."
                ),
                (
                    "Si vous pensez que vos droits ne sont pas respectés, vous pouvez "
                    "vous adresser à la Commission nationale de l’informatique et des "
                    "libertés (CNIL), 3 place de Fontenoy, TSA 80715, 75334 Paris "
                    "CEDEX 07, ou sur [le site de la CNIL](https://www.cnil.fr/)."
                ),
            ),
        ),
    ),
)

SCHEME = EditorialPage(
    slug="schema-pluriannuel",
    parent="accessibilite",
    title="Schéma pluriannuel d’accessibilité",
    intro="Ce que la Ville prévoit en trois ans pour que ce site soit utilisable par tous.",
    sections=(
        Section(
            "Qui s’en occupe",
            (
                (
                    "L’Agence suit les signalements et y répond. Le service informatique corrige "
                    "le logiciel. Les personnes qui publient décrivent leurs images et "
                    "structurent leurs textes ; la plateforme refuse une image sans description."
                ),
            ),
        ),
        Section(
            "En trois ans",
            items=(
                "première année : faire auditer le site, publier le taux, corriger ce qui bloque ;",
                "deuxième année : corriger le reste, essayer le site avec des personnes aveugles, "
                "sourdes, ou qui ne peuvent pas se servir d’une souris ;",
                "troisième année : refaire l’audit, et revoir ce schéma.",
            ),
            ordered=True,
        ),
        Section(
            "Les moyens",
            (
                (
                    "Deux jours de formation pour les personnes qui publient. L’accessibilité est "
                    "vérifiée avant chaque nouvelle version, et demandée dans les marchés."
                ),
            ),
        ),
    ),
)

ACTIONS = EditorialPage(
    slug="plan-d-actions",
    parent="accessibilite",
    title="Plan d’actions de l’année",
    intro="Ce qui est prévu cette année pour l’accessibilité de ce site.",
    sections=(
        Section(
            "Cette année",
            items=(
                "choisir l’organisme de l’audit et fixer sa date ;",
                "former les personnes qui publient à décrire les images et les documents ;",
                "fournir une version accessible des documents joints les plus lus ;",
                "répondre à chaque signalement en moins de dix jours ouvrés.",
            ),
        ),
    ),
)

LEGAL_PAGES: tuple[EditorialPage, ...] = (
    ACCESSIBILITY,
    LEGAL_NOTICE,
    PERSONAL_DATA,
    SCHEME,
    ACTIONS,
)
