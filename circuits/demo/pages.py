"""The editorial pages of the demonstration: home and « Comment ça marche ».

Help and contact are in `pages_help`, the pages of the law in `pages_legal`. What it
says of steps, delays and reminders is the ordinary circuit of circuits.md 1, 3 and 5.
"""

from circuits.demo.pages_help import CONTACT, HELP, SITE_MAP
from circuits.demo.pages_legal import LEGAL_PAGES
from circuits.demo.shapes import Door, EditorialPage, HomeTexts, Section

HOME = HomeTexts(
    title="Aux actes, Citoyens !",
    lead=(
        "Les conseils participatifs de Mulhouse demandent, la Ville répond à une date "
        "connue de tous. Ici, chacun voit qui a le dossier en main, jusqu’à quand, et "
        "ce qui a été décidé."
    ),
    picture="accueil",
    doors=(
        Door(
            "Suivre une demande",
            (
                "Qui l’a posée, quel service l’étudie, quelle date la Ville a promise, "
                "et la réponse avec ses raisons."
            ),
            "Voir toutes les demandes",
            "/demandes/",
        ),
        Door(
            "Trouver son conseil",
            (
                "Six conseils, de Bourtzwiller au Rebberg. Les réunions sont ouvertes "
                "à tous, sans inscription."
            ),
            "Voir les six conseils",
            "/conseils/",
        ),
        Door(
            "Comprendre le chemin",
            (
                "Des étapes datées, deux mois pour répondre, et des relances automatiques "
                "quand la Ville tarde."
            ),
            "Lire comment ça marche",
            "/comment-ca-marche/",
        ),
    ),
    now_title="En ce moment",
    now_intro="Les derniers pas des demandes, du plus récent au plus ancien.",
    figures_title="Où en est la Ville ?",
    figures_note=("Calculé à partir des dossiers de cette plateforme, à la date du jour."),
    councils_title="Les conseils participatifs",
    councils_intro=("Périmètres indicatifs. Cliquez sur la carte ou choisissez dans la liste."),
    results_title="Ce qui a changé",
    results_intro="Des demandes d’habitantes et d’habitants, devenues réalité.",
    projects_title="Ce qui se construit",
    projects_intro=("Des demandes devenues des projets, avec leurs étapes et leurs dépenses."),
    search_label="Chercher une rue, un sujet, un numéro de demande",
    search_hint="Par exemple : banc, Neppert, école",
    demonstration_note=(
        "Contenu de démonstration : les lieux et les sujets sont réels, les personnes, "
        "les dates, les montants et les réponses sont inventés."
    ),
)

HOW_IT_WORKS = EditorialPage(
    slug="comment-ca-marche",
    title="Comment ça marche",
    intro=(
        "Un conseil participatif demande, la Ville doit répondre au plus tard deux "
        "mois après. Voici le chemin d’une demande, étape par étape, et ce qui se "
        "passe quand la Ville est en retard."
    ),
    sections=(
        Section(
            "Une demande, c’est quoi ?",
            (
                (
                    "Une demande de participation est un sujet préparé par un conseil, "
                    "le plus souvent dans une commission thématique ouverte à tous, "
                    "puis déposé par la personne référente du conseil ou sa "
                    "suppléante. Elle dit le besoin, ce qui est demandé, le lieu, et "
                    "la date de la réunion qui l’a adoptée. Elle peut aussi avoir été "
                    "décidée entre deux réunions."
                ),
                (
                    "La Ville peut elle aussi s’adresser aux conseils : cela s’appelle "
                    "une offre de participation. Cette page décrit seulement la "
                    "demande."
                ),
                (
                    "Un trou dans la chaussée ou une lampe cassée ne sont pas des "
                    "demandes : ce sont des signalements, à faire directement à la "
                    "Ville, qui les règle plus vite."
                ),
            ),
        ),
        Section(
            "Le jour du dépôt",
            (
                (
                    "Le conseil reçoit tout de suite un accusé de réception : le "
                    "numéro de la demande, la date promise et la manière dont elle est "
                    "calculée, l’Agence à contacter et la suite prévue. L’accusé de "
                    "réception est un engagement de la Ville envers le conseil ; il ne "
                    "vaut pas décision administrative, et l’absence de réponse ne vaut "
                    "ni accord ni refus."
                ),
                (
                    "Le public voit aussitôt le numéro, le conseil, le thème et la "
                    "date promise. Le titre et le texte paraissent après une relecture "
                    "par l’Agence, dans les deux jours ouvrés. L’Agence ne change pas "
                    "le texte d’un conseil."
                ),
            ),
        ),
        Section(
            "Le chemin d’une demande",
            (
                (
                    "À chaque étape, une seule personne ou un seul service a le "
                    "dossier en main, et une date."
                ),
            ),
            (
                (
                    "Prise en compte, d’abord « Reçue » : l’Agence de la participation "
                    "citoyenne vérifie le sujet et cherche le service compétent. Elle "
                    "a 5 jours ouvrés."
                ),
                (
                    "Prise en compte, puis « En cours d’attribution » : le chef du "
                    "service accepte le dossier et nomme une personne titulaire et une "
                    "suppléante, ou dit quel autre service est compétent. Il a 3 jours "
                    "ouvrés."
                ),
                (
                    "« À l’étude » : le service étudie la demande et rédige un projet "
                    "de réponse. Il a 17 jours ouvrés."
                ),
                (
                    "« Réponse en préparation » : le chef de service relit le projet, "
                    "en 5 jours ouvrés, puis l’élu référent, en 5 jours ouvrés. Chacun "
                    "peut l’approuver ou demander des changements."
                ),
                (
                    "« Répondue » : la réponse est publiée. Elle dit qui signe, qui a "
                    "décidé, quand, et ce qui se passe ensuite."
                ),
                (
                    "« Engagement en cours » : si la réponse annonce des travaux ou "
                    "une action, le service donne des nouvelles publiques tous les "
                    "trois mois."
                ),
            ),
            ordered=True,
        ),
        Section(
            "Un chemin plus court",
            (
                (
                    "Certaines demandes suivent un circuit court, par exemple pour la "
                    "propreté : l’Agence confie directement le dossier à une personne "
                    "du service, qui répond et signe. Il y a moins d’étapes ; la "
                    "promesse de deux mois reste la même. La page de chaque demande "
                    "montre les étapes de son propre circuit."
                ),
            ),
        ),
        Section(
            "La promesse et les délais d’étape",
            (
                (
                    "Il y a deux horloges. La promesse est publique : deux mois après "
                    "le dépôt, jour pour jour. Si ce jour n’est pas ouvré, c’est le "
                    "jour ouvré suivant. Les délais d’étape sont internes à la Ville "
                    "et se comptent en jours ouvrés ; tous ensemble, ils font 35 jours "
                    "ouvrés et tiennent dans les deux mois."
                ),
                (
                    "Les jours ouvrés vont du lundi au vendredi, sauf les jours "
                    "fériés. En Alsace, le Vendredi saint et le 26 décembre sont "
                    "fériés aussi. Le jour du dépôt ne compte pas : on commence le "
                    "lendemain. Une demande déposée après 18 heures ou un jour non "
                    "ouvré garde sa date, mais les jours ouvrés se comptent à partir "
                    "du jour ouvré suivant."
                ),
                (
                    "« Au plus tard le 2 juin » veut dire jusqu’au soir du 2 juin. La "
                    "demande est en retard à partir du 3. Sur chaque page, « Comment "
                    "cette date est calculée » détaille le compte."
                ),
            ),
        ),
        Section(
            "Les relances automatiques",
            (
                (
                    "La plateforme écrit à la personne qui doit agir quand le dossier "
                    "lui arrive, cinq jours ouvrés avant la date si l’étape est "
                    "longue, et le jour même. Ce sont des avis."
                ),
                (
                    "Si la date passe, elle relance. Chaque relance est comptée et le "
                    "nombre est public, mais jamais le nom des personnes. Il y a au "
                    "plus six relances par étape. Pour un service :"
                ),
            ),
            (
                ("un jour ouvré après la date : à la personne titulaire et à sa suppléante ;"),
                (
                    "cinq jours ouvrés après : le chef de service et l’Agence sont "
                    "prévenus aussi ;"
                ),
                "dix jours ouvrés après : la direction et l’élu référent ;",
                "vingt jours ouvrés après : la direction générale de la Ville.",
            ),
        ),
        Section(
            "Et si la Ville ne tient pas sa promesse ?",
            (
                (
                    "Dès le lendemain de la date promise, la page affiche « En "
                    "retard », pour tout le monde. Le conseil reçoit un message qui "
                    "dit où est le dossier, et l’Agence doit le recontacter dans les "
                    "cinq jours ouvrés."
                ),
                (
                    "Une demande sans réponse n’est jamais refusée, acceptée ni fermée "
                    "par la machine. Elle reste ouverte et visible jusqu’à ce que "
                    "quelqu’un réponde."
                ),
            ),
        ),
        Section(
            "La réponse",
            (
                (
                    "Elle est acceptée, acceptée en partie ou refusée. Un refus donne "
                    "toujours une raison, expliquée en quelques phrases, et dit ce qui "
                    "pourrait être fait à la place. Les raisons possibles sont : la "
                    "Ville n’est pas compétente, le coût est trop élevé, le droit ou "
                    "la sécurité s’y oppose, un projet déjà voté dit le contraire, "
                    "c’est impossible techniquement, ou c’est déjà prévu autrement."
                ),
                (
                    "Le conseil a ensuite trente jours pour prendre acte. Il est "
                    "prévenu une fois, sept jours avant la fin. S’il ne dit rien, la "
                    "demande se termine d’elle-même : ses membres sont bénévoles et "
                    "personne ne les relance."
                ),
                (
                    "Si la Ville s’est engagée à agir, le suivi commence dès la "
                    "publication, sans attendre."
                ),
            ),
        ),
        Section(
            "Ce qui est public, ce qui ne l’est pas",
            (
                (
                    "Sont publics : le texte de la demande, les étapes et leurs dates, "
                    "le nombre de relances, la réponse et ses raisons. Ne le sont "
                    "jamais : les noms et les adresses des membres et des agents, les "
                    "projets de réponse, les notes internes. Le nom d’une personne "
                    "référente paraît seulement si elle l’accepte."
                ),
                (
                    "Quand l’Agence enregistre un acte pour quelqu’un qui l’a fait de "
                    "vive voix, sur papier ou par courrier, la page le dit. Personne "
                    "n’est obligé d’avoir une adresse électronique."
                ),
            ),
        ),
    ),
)

PAGES: tuple[EditorialPage, ...] = (
    HOW_IT_WORKS,
    HELP,
    CONTACT,
    SITE_MAP,
    *LEGAL_PAGES,
)
