"""The charter of moderation and the glossary of the demonstration."""

from circuits.demo.shapes import EditorialPage, Section, Term

CHARTER = EditorialPage(
    slug="charte-de-moderation",
    title="Charte de modération",
    intro=(
        "Ce qui peut être publié ici, ce qui ne le peut pas, qui décide, et comment le "
        "contester. La même règle vaut pour les conseils et pour la Ville."
    ),
    sections=(
        Section(
            "L’idée",
            (
                (
                    "Cette plateforme montre des échanges entre des conseils d’habitants et leur "
                    "Ville. On peut y être en désaccord, et le dire. On y parle de lieux, de "
                    "services et de choix, pas de personnes."
                ),
            ),
        ),
        Section(
            "Qui relit, et quand",
            (
                (
                    "L’Agence relit le texte de chaque demande avant qu’il paraisse. Jusque-là, le "
                    "public voit le numéro, le conseil, le thème et la date promise. La relecture "
                    "n’arrête pas les délais : la Ville doit sa réponse à la même date."
                ),
                (
                    "L’Agence ne corrige ni le style, ni les idées, ni l’orthographe. Elle ne "
                    "choisit pas ce qui plaît."
                ),
            ),
        ),
        Section(
            "Ce qui ne paraît pas",
            items=(
                "le nom, l’adresse, la photographie ou la plaque de quelqu’un, et tout ce qui "
                "permet de le reconnaître ;",
                "la santé, la religion, les opinions ou la situation d’une personne ;",
                "les injures, les menaces, les propos racistes, sexistes ou homophobes ;",
                "les accusations contre quelqu’un : elles relèvent de la police ou de la justice ;",
                "la publicité, et les appels à voter ;",
                "les images dont on n’a pas les droits.",
            ),
        ),
        Section(
            "Quand une demande est irrecevable",
            (
                (
                    "C’est rare, et ce n’est jamais silencieux. L’Agence le propose, l’élue ou "
                    "l’élu référent décide. Le titre et le motif restent publics. Les motifs "
                    "possibles sont :"
                ),
            ),
            reasons="demande:barring_reasons",
        ),
        Section(
            "Quand un texte est masqué",
            (
                (
                    "Si un texte nomme ou désigne quelqu’un par erreur, l’Agence le masque "
                    "aussitôt. La raison s’affiche à sa place, et le conseil est prévenu. Le "
                    "dossier continue : les étapes, les dates et la réponse ne changent pas."
                ),
            ),
        ),
        Section(
            "Une situation personnelle",
            (
                (
                    "Certaines demandes touchent à la vie de quelqu’un. Le conseil peut alors "
                    "choisir « confidentielle » : le public ne lit que le numéro et l’état."
                ),
            ),
        ),
        Section(
            "Signaler un texte, ou contester",
            (
                (
                    "Écrivez à l’Agence ou appelez-la, avec l’adresse de la page et ce qui ne va "
                    "pas. Elle répond et dit ce qu’elle a fait. Un conseil qui n’est pas d’accord "
                    "avec une décision de modération peut demander à en parler avec l’élue ou "
                    "l’élu référent."
                ),
                (
                    "Pour un contenu contraire à la loi, vous pouvez aussi saisir la police ou la "
                    "gendarmerie."
                ),
            ),
        ),
        Section("Joindre l’Agence", facts="agency"),
    ),
)

GLOSSARY_INTRO = (
    "Les mots de cette plateforme, en une ou deux phrases. Dans les autres pages, un mot "
    "souligné mène ici."
)
GLOSSARY: tuple[Term, ...] = (
    Term(
        "Accusé de réception",
        "Le message que le conseil reçoit dès le dépôt. Il donne le numéro, la date promise et la "
        "manière dont elle est calculée.",
        "accusés de réception",
    ),
    Term(
        "Agence de la participation",
        "L’équipe qui accompagne les conseils, relit les textes, oriente les demandes et veille "
        "aux délais.",
        "Agence de la participation citoyenne",
    ),
    Term(
        "Bilan",
        "Ce que la Ville dit d’une offre à la fin : ce qui s’est passé, et ce qui en est sorti.",
        "bilans",
    ),
    Term(
        "Circuit",
        "Le chemin que suit un dossier : ses étapes, qui agit à chacune, et en combien de temps. "
        "Un dossier garde jusqu’au bout le circuit de son dépôt.",
        "circuits",
    ),
    Term(
        "Commission",
        "Un groupe de travail d’un conseil, sur un sujet. Elle est ouverte à tous.",
        "commissions, commission thématique",
    ),
    Term(
        "Conseil",
        "Un groupe d’habitantes et d’habitants bénévoles, pour une partie de la ville. Il "
        "propose, il donne son avis ; il ne décide pas à la place de la Ville.",
        "conseil participatif, conseils participatifs",
    ),
    Term(
        "Délai suspendu",
        "Le délai d’une étape s’arrête un moment, par exemple quand la Ville pose une question au "
        "conseil. La page dit pourquoi et jusqu’à quand.",
        "délais suspendus",
    ),
    Term(
        "Demande de participation",
        "Ce qu’un conseil demande à la Ville. La Ville lui doit une réponse, à une date connue.",
        "demandes de participation",
    ),
    Term(
        "Dossier",
        "Une demande ou une offre, avec tout ce qui lui est arrivé.",
        "dossiers",
    ),
    Term(
        "Élue ou élu référent",
        "La personne élue chargée d’un domaine. Elle signe les réponses de la Ville.",
        "élu référent, élue référente, élus référents",
    ),
    Term(
        "Engagement",
        "Ce que la Ville promet de faire quand elle accepte. Elle en donne des nouvelles jusqu’à "
        "ce que ce soit fait.",
        "engagements",
    ),
    Term(
        "Étape",
        "Une halte du chemin. À chaque étape, une seule personne ou un seul service doit agir, "
        "au plus tard à une date connue.",
        "étapes",
    ),
    Term(
        "Irrecevable",
        "Se dit d’une demande que la Ville n’étudie pas, pour un motif de la charte de modération. "
        "C’est une décision de l’élue ou de l’élu référent, et elle est publique.",
    ),
    Term(
        "Jour ouvré",
        "Un jour où la mairie travaille : du lundi au vendredi, sans les jours fériés ni les "
        "fermetures.",
        "jours ouvrés",
    ),
    Term(
        "Offre de participation",
        "Ce que la Ville propose aux conseils : donner un avis, participer à un atelier, visiter, "
        "construire ensemble.",
        "offres de participation",
    ),
    Term(
        "Personne référente",
        "La ou le membre qui parle au nom du conseil : elle dépose les demandes et répond aux "
        "offres. Une suppléance la remplace.",
        "référente, référent",
    ),
    Term(
        "Point d’étape",
        "Les nouvelles que la Ville donne d’un engagement, en public.",
        "points d’étape",
    ),
    Term(
        "Prendre acte",
        "Dire que l’on a lu la réponse. Cela ne veut pas dire que l’on est d’accord.",
        "prend acte, prise d’acte",
    ),
    Term(
        "Prolongation",
        "Un délai plus long, donné une seule fois par l’Agence, avec un motif public.",
        "prolongations, prolongée",
    ),
    Term(
        "Promesse",
        "La date à laquelle la Ville doit répondre à une demande. Elle est calculée le jour du "
        "dépôt et affichée aussitôt.",
        "date promise, réponse promise",
    ),
    Term(
        "Relance",
        "Un message automatique à qui a laissé passer une date. Chaque relance est comptée, et le "
        "nombre est public.",
        "relances",
    ),
    Term(
        "Relecture",
        "La vérification d’un texte par l’Agence avant qu’il paraisse. Elle ne change pas le texte.",
    ),
    Term(
        "Service de la Ville",
        "Une équipe de la Ville : voirie, espaces verts, propreté… C’est elle qui étudie la "
        "demande.",
        "services de la Ville",
    ),
    Term(
        "Suites données",
        "Ce que la Ville a fait de chaque contribution à une offre : retenu, retenu en partie ou "
        "non retenu, et pourquoi.",
    ),
)
