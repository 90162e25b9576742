"""« De l’idée au banc »: the two stories of the demonstration, told from their record."""

from circuits.demo.shapes import Section, Story

STORIES_TITLE = "De l’idée au banc"
STORIES_INTRO = (
    "Des histoires vraies, du début à la fin : qui a eu l’idée, chez qui le dossier est passé, "
    "combien de temps, ce qui a été répondu, et ce qui en est sorti. Les dates viennent du "
    "registre de chaque dossier."
)
STORIES: tuple[Story, ...] = (
    Story(
        slug="onze-mille-megots",
        title="Onze mille mégots, huit cendriers, et deux volés",
        demande="megots-gare",
        intro=(
            "Un samedi de pluie, vingt-six bénévoles ramassent des mégots entre la gare et la rue "
            "de la Sinne. Ils ne s’arrêtent pas là : ils les comptent. C’est ce comptage qui a "
            "tout décidé."
        ),
        picture="cendriers",
        conclusion=(
            Section(
                "Ce que nous en retenons",
                (
                    (
                        "Un chiffre relevé sur place vaut mieux qu’une longue lettre. Le service "
                        "a repris les huit endroits du conseil sans en changer un."
                    ),
                    (
                        "La Ville a aussi annoncé trop tôt que tout était fini. L’Agence est "
                        "allée voir : il en manquait deux. Le service l’a dit en public, "
                        "simplement : ils avaient été volés la nuit de leur pose. Un mois plus "
                        "tard, ils étaient là, mieux fixés."
                    ),
                    (
                        "Le second comptage, fait ensemble, est la vraie réponse : presque quatre "
                        "fois moins de mégots par terre."
                    ),
                ),
            ),
        ),
    ),
    Story(
        slug="neuf-bordures",
        title="Neuf bordures, et la rue de Sausheim redevient une rue",
        demande="bordures-sausheim",
        intro=(
            "En fauteuil, la rue de Sausheim se faisait sur la chaussée, au milieu des voitures : "
            "onze bordures, dont neuf trop hautes. Une commission du conseil les a mesurées une "
            "par une, avec une règle d’écolier."
        ),
        picture="bordures",
        conclusion=(
            Section(
                "Ce que nous en retenons",
                (
                    (
                        "La Ville a demandé un mois de plus, une seule fois, et elle a dit "
                        "pourquoi : la dépense devait être votée. La date a changé sous les yeux "
                        "de tous, puis elle a été tenue."
                    ),
                    (
                        "Les travaux ont coûté plus que prévu, à cause d’un câble que personne "
                        "n’avait repéré. C’est écrit dans le dossier, au même endroit que le "
                        "reste."
                    ),
                    (
                        "Une bordure a été refaite parce qu’une personne du conseil l’a essayée "
                        "avant tout le monde. Depuis, le service propose cet essai à chaque "
                        "chantier de trottoir."
                    ),
                ),
            ),
        ),
    ),
)
