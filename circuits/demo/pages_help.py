"""The editorial pages that help: aide, contact, and the words of the plan du site."""

from circuits.demo.shapes import EditorialPage, Section

HELP = EditorialPage(
    slug="aide",
    title="Aide",
    intro=(
        "Les réponses aux questions les plus courantes. Si la vôtre n’y est pas, "
        "appelez l’Agence : quelqu’un répond."
    ),
    sections=(
        Section(
            "Faut-il un compte pour lire ?",
            (
                (
                    "Non. Tout ce qui est public se lit sans compte : les demandes, "
                    "les réponses, les conseils, les projets. Un compte sert seulement "
                    "aux membres des conseils et aux agents de la Ville."
                ),
            ),
        ),
        Section(
            "Comment trouver une demande ?",
            (
                (
                    "La page « Demandes » se filtre par conseil, par thème, par état "
                    "et par retard. La recherche accepte un mot, une rue ou un numéro. "
                    "Les accents et les majuscules n’ont pas d’importance : « ecole » "
                    "trouve « École »."
                ),
            ),
        ),
        Section(
            "Que disent la phrase et l’étiquette d’une demande ?",
            (
                (
                    "La phrase dit qui doit agir, et jusqu’à quand. L’étiquette dit si la Ville "
                    "tient sa date : « Dans les temps », « Délai suspendu », « Prolongée », « En "
                    "retard », « Répondue ». Sous la date, « Comment cette date est calculée » "
                    "refait le compte avec vous."
                ),
            ),
        ),
        Section(
            "Comment suivre un dossier ou un conseil ?",
            (
                (
                    "Sur sa page, choisissez « Suivre » et donnez votre adresse électronique. Un "
                    "courriel vous demande de confirmer. Ensuite, la réponse de la Ville vous "
                    "arrive aussitôt, et le reste au plus une fois par semaine, seulement s’il s’est "
                    "passé quelque chose. Chaque courriel a un lien pour arrêter, en un clic."
                ),
                (
                    "Sans adresse électronique, l’affiche d’un dossier s’imprime : son adresse et "
                    "son code ne changent jamais."
                ),
            ),
        ),
        Section(
            "Comment aller à une réunion ?",
            (
                (
                    "L’agenda donne le jour, l’heure, le lieu et l’ordre du jour. La plupart des "
                    "réunions sont ouvertes à tous, sans inscription. Un bouton ajoute la date à "
                    "votre calendrier. Après la réunion, le compte rendu se lit au même endroit."
                ),
            ),
        ),
        Section(
            "Que montre le fil dessiné sur une demande ?",
            (
                (
                    "Le conseil est d’un côté, la Ville de l’autre. Le fil passe d’un "
                    "bord à l’autre chaque fois que le dossier change de mains. Un "
                    "nœud est un acte, un petit trait est une relance. Quand la Ville "
                    "dépasse sa date, le fil s’épaissit et change de couleur. La "
                    "partie pâle est ce qui reste à venir. Les mêmes informations sont "
                    "écrites à côté du dessin."
                ),
            ),
        ),
        Section(
            "Comment se connecter ?",
            (
                (
                    "Choisissez « Se connecter » et donnez votre adresse électronique. "
                    "Vous recevez un code, valable quelques minutes, à recopier. Il "
                    "n’y a pas de mot de passe à retenir."
                ),
                (
                    "Le code n’arrive pas ? Regardez dans les courriers indésirables, "
                    "vérifiez l’adresse, puis appelez l’Agence. L’Agence elle-même se "
                    "connecte avec un mot de passe et un second code."
                ),
            ),
        ),
        Section(
            "Je suis membre d’un conseil : comment écrire une demande ?",
            ("Depuis votre espace, choisissez « Écrire une demande ».",),
            (
                (
                    "Donnez un titre court, avec le lieu : « Un banc rue de Thann » "
                    "vaut mieux que « Mobilier urbain »."
                ),
                (
                    "Racontez ce que vous avez vu et compté. Un chiffre relevé sur "
                    "place aide plus qu’un long texte."
                ),
                "Dites ce que vous demandez, en une ou deux phrases.",
                (
                    "N’écrivez le nom de personne, ni rien sur la santé ou les "
                    "opinions de quelqu’un : le texte sera public."
                ),
                (
                    "Enregistrez le brouillon autant de fois que vous voulez. Seule la "
                    "personne référente, ou sa suppléante, peut le déposer."
                ),
            ),
            ordered=True,
        ),
        Section(
            "Je n’ai pas d’adresse électronique",
            (
                (
                    "Vous pouvez tout faire avec l’Agence, au téléphone, sur papier ou "
                    "en venant avenue de Colmar. Vous pouvez aussi choisir une "
                    "personne du conseil qui reçoit les messages pour vous."
                ),
            ),
        ),
        Section(
            "Que veut dire « au plus tard le » ?",
            (
                (
                    "La date est comprise. La Ville peut répondre jusqu’au soir de ce "
                    "jour-là ; elle est en retard à partir du lendemain."
                ),
            ),
        ),
        Section(
            "Je ne suis pas d’accord avec une réponse",
            (
                (
                    "Le conseil peut en parler à sa prochaine réunion et déposer une "
                    "nouvelle demande avec d’autres arguments. L’Agence peut organiser "
                    "une rencontre avec le service."
                ),
            ),
        ),
        Section(
            "Une page affiche quelque chose de faux ou de choquant",
            (
                (
                    "Écrivez à l’Agence ou appelez-la, avec l’adresse de la page. Elle "
                    "peut masquer un texte aussitôt ; la raison est alors affichée à "
                    "sa place."
                ),
            ),
        ),
        Section(
            "Un mot n’est pas clair",
            links=(
                ("Glossaire : les mots de cette plateforme", "/glossaire/"),
                ("Comment ça marche : chaque étape, et ses dates", "/comment-ca-marche/"),
                ("Charte de modération : ce qui peut être publié", "/charte-de-moderation/"),
            ),
        ),
        Section(
            "Utiliser le site au clavier ou avec un grand texte",
            (
                (
                    "Tout le site fonctionne au clavier, sans souris. La touche de "
                    "tabulation passe d’un élément à l’autre ; le premier lien de "
                    "chaque page mène au contenu. Le texte peut être agrandi dans le "
                    "navigateur sans rien perdre."
                ),
            ),
        ),
    ),
)

CONTACT = EditorialPage(
    slug="contact",
    title="Contact",
    intro=(
        "L’Agence de la participation citoyenne accompagne les conseils et répond à "
        "toutes les questions sur cette plateforme."
    ),
    sections=(
        Section(
            "Joindre l’Agence",
            (
                (
                    "Du lundi au vendredi, de 9 h à 12 h et de 14 h à 17 h 30. "
                    "L’entrée est de plain-pied."
                ),
            ),
            facts="agency",
        ),
        Section(
            "Écrire ou venir",
            (
                (
                    "Vous pouvez déposer un courrier à l’accueil, y compris une "
                    "demande de votre conseil écrite à la main. Elle sera enregistrée "
                    "le jour même, avec votre nom de conseil, et vous recevrez une "
                    "copie de l’accusé de réception."
                ),
            ),
        ),
        Section(
            "Rencontrer un conseil",
            (
                (
                    "Le plus simple est de venir à une réunion. Le lieu de chaque "
                    "conseil est sur sa page ; la salle est ouverte un quart d’heure "
                    "avant."
                ),
            ),
        ),
        Section(
            "Est-ce un signalement ?",
            (
                (
                    "Lampe éteinte, trou dans la chaussée, dépôt d’ordures, arbre "
                    "tombé : appelez directement l’accueil de la Ville. C’est plus "
                    "rapide qu’une demande de participation."
                ),
            ),
        ),
    ),
)

SITE_MAP = EditorialPage(
    slug="plan-du-site",
    title="Plan du site",
    intro=(
        "Toutes les pages publiques, rangées par rubrique. Les demandes sont trop "
        "nombreuses pour être toutes citées ici : leur liste se filtre et la recherche "
        "les trouve."
    ),
    sections=(),
)
