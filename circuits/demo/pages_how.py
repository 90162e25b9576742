"""« Comment ça marche »: what stands around the circuits, which tell themselves.

No delay, step or reminder is written here: they come from the circuits in use.
"""

from circuits.demo.shapes import EditorialPage, Section

HOW_IT_WORKS = EditorialPage(
    slug="comment-ca-marche",
    title="Comment ça marche",
    intro=(
        "Un conseil demande quelque chose à la Ville, ou la Ville propose quelque chose aux "
        "conseils. À chaque étape, une seule personne ou un seul service a le dossier en main, "
        "et une date. Tout le monde peut la voir."
    ),
    sections=(
        Section(
            "Deux sortes de messages",
            (
                (
                    "Une demande de participation va d’un conseil à la Ville. Le sujet est préparé "
                    "en réunion, souvent dans une commission ouverte à tous. La personne référente "
                    "du conseil la dépose. Elle dit ce que le conseil a vu, ce qu’il demande et "
                    "où."
                ),
                (
                    "Une offre de participation va de la Ville aux conseils. Elle dit ce qui peut "
                    "encore changer, ce qui est déjà décidé, et jusqu’à quand répondre. Chaque "
                    "conseil répond à son rythme, ou décline."
                ),
                (
                    "Un trou dans la chaussée ou une lampe cassée ne sont pas des demandes : ce "
                    "sont des signalements. Appelez la Ville, c’est plus rapide."
                ),
            ),
        ),
        Section("Le chemin d’une demande", circuit="demande"),
        Section("Le chemin d’une offre", circuit="offre"),
        Section(
            "La réponse, et ses raisons",
            (
                (
                    "La Ville accepte, accepte en partie ou refuse. Un refus dit toujours "
                    "pourquoi, et ce qui pourrait être fait à la place. Les raisons possibles "
                    "sont écrites d’avance :"
                ),
            ),
            reasons="demande:refusal_reasons",
        ),
        Section(
            "Ce qui est public, ce qui ne l’est pas",
            (
                (
                    "Sont publics : le texte de la demande ou de l’offre, les étapes et leurs "
                    "dates, le nombre de relances, la réponse et ses raisons. Ne le sont jamais : "
                    "les noms et les adresses des membres et des agents, les projets de réponse, "
                    "les notes internes. Le nom d’une personne référente paraît seulement si elle "
                    "l’accepte."
                ),
                (
                    "Le texte d’une demande paraît après une relecture par l’Agence. Elle ne change "
                    "pas un mot : elle vérifie que le texte ne nomme ni ne désigne personne."
                ),
                (
                    "Quand l’Agence enregistre un acte pour quelqu’un qui l’a fait de vive voix ou "
                    "sur papier, la page le dit. Personne n’est obligé d’avoir une adresse "
                    "électronique."
                ),
            ),
        ),
        Section(
            "Aller plus loin",
            links=(
                (
                    "De l’idée au banc : des histoires vraies, du début à la fin",
                    "/de-l-idee-au-banc/",
                ),
                ("Glossaire : les mots de cette plateforme", "/glossaire/"),
                ("Charte de modération : ce qui peut être publié", "/charte-de-moderation/"),
                ("Aide : les questions courantes", "/aide/"),
            ),
        ),
    ),
)
