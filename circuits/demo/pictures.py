"""The drawings of the demonstration, made by the project (`draw`), with their words."""

from circuits.demo.shapes import Picture

CREDIT = "Dessin réalisé pour la plateforme, licence EUPL 1.2"

PICTURES: tuple[Picture, ...] = (
    Picture(
        key="accueil",
        file="accueil.png",
        title="Une réunion de conseil",
        alt=(
            "Autour d’une longue table, sous des arbres, des personnes de tous âges "
            "discutent ; un fil relie la table à la mairie."
        ),
    ),
    Picture(
        key="banc-arbres",
        file="banc-arbres.png",
        title="Un banc sous les arbres",
        alt=(
            "Un banc en bois avec dossier et accoudoirs, à l’ombre de trois grands "
            "arbres, au bord d’un chemin."
        ),
    ),
    Picture(
        key="haie-ecole",
        file="haie-ecole.png",
        title="La haie fruitière de l’école",
        alt=(
            "Une haie couverte de fruits devant une école au toit de tuiles ; deux "
            "enfants la regardent."
        ),
    ),
    Picture(
        key="passage-pieton",
        file="passage-pieton.png",
        title="La traversée de l’école",
        alt=(
            "Une personne et deux enfants traversent une rue sur un passage piéton "
            "décoré, devant des maisons."
        ),
    ),
    Picture(
        key="place-bacs",
        file="place-bacs.png",
        title="Une place et ses bacs plantés",
        alt=(
            "Une place de quartier avec de grands bacs en bois plantés de fleurs et "
            "d’arbustes, entourée d’immeubles."
        ),
    ),
    Picture(
        key="boite-a-pain",
        file="boite-a-pain.png",
        title="Une boîte à pain",
        alt=(
            "Une boîte en métal sur pied, ornée d’un épi de blé, posée dans une rue ; "
            "une baguette dépasse de l’ouverture, une passante en apporte une autre."
        ),
    ),
    Picture(
        key="micro-foret",
        file="micro-foret.png",
        title="Une micro-forêt",
        alt=(
            "Un petit bois très serré de jeunes arbres, protégé par une clôture basse, "
            "entre deux immeubles."
        ),
    ),
    Picture(
        key="fontaine",
        file="fontaine.png",
        title="Une fontaine place Franklin",
        alt="Une fontaine à deux hauteurs sur une place de marché : une femme y remplit sa gourde, un enfant attend au bec le plus bas.",
    ),
    Picture(
        key="fontaine-avant",
        file="fontaine-avant.png",
        title="La place Franklin sans fontaine",
        alt="La même place de marché, sans fontaine : un adulte et un enfant traversent au soleil.",
    ),
    Picture(
        key="passage-avant",
        file="passage-avant.png",
        title="La rue de l’école avant",
        alt="Un passage piéton effacé ; trois enfants attendent sur le trottoir, cachés par des voitures garées.",
    ),
    Picture(
        key="cour-plantee",
        file="cour-plantee.png",
        title="Une cour d’école plantée",
        alt="Une cour d’école avec trois arbres, des buissons, des rondins et un chemin de sable où jouent trois enfants.",
    ),
    Picture(
        key="cour-avant",
        file="cour-avant.png",
        title="Une cour d’école goudronnée",
        alt="La même cour d’école, toute de goudron, avec deux paniers de basket et deux enfants en plein soleil.",
    ),
    Picture(
        key="nichoirs",
        file="nichoirs.png",
        title="Des nichoirs à martinets",
        alt="Sous le toit d’un bâtiment, une rangée de neuf nichoirs en bois ; des martinets volent, une femme les regarde.",
    ),
    Picture(
        key="nichoirs-avant",
        file="nichoirs-avant.png",
        title="Une façade lisse",
        alt="Le même bâtiment à la façade lisse, sans nichoir ; un seul martinet passe.",
    ),
    Picture(
        key="jardins-familiaux",
        file="jardins-familiaux.png",
        title="Des jardins familiaux",
        alt="Six parcelles de légumes et de fleurs, trois cabanes et une clôture basse, tels que la Ville les imagine.",
    ),
    Picture(
        key="place-avant",
        file="place-avant.png",
        title="La place Hauger avant",
        alt="Une place couverte de voitures garées, qu’une passante traverse entre deux capots.",
    ),
    Picture(
        key="foret-avant",
        file="foret-avant.png",
        title="Un parc de stationnement",
        alt="Trois voitures garées sur du goudron, entre deux immeubles, là où poussera le petit bois.",
    ),
    Picture(
        key="portrait-nadia",
        file="portrait-nadia.png",
        title="Portrait de Nadia",
        alt="Portrait dessiné : une femme aux cheveux noirs sourit.",
    ),
    Picture(
        key="portrait-rene",
        file="portrait-rene.png",
        title="Portrait de René",
        alt="Portrait dessiné : un homme aux cheveux gris sourit.",
    ),
    Picture(
        key="portrait-josiane",
        file="portrait-josiane.png",
        title="Portrait de Josiane",
        alt="Portrait dessiné : une femme aux cheveux gris sourit.",
    ),
    Picture(
        key="portrait-karim",
        file="portrait-karim.png",
        title="Portrait de Karim",
        alt="Portrait dessiné : un homme aux cheveux bruns sourit.",
    ),
    Picture(
        key="portrait-claire",
        file="portrait-claire.png",
        title="Portrait de Claire",
        alt="Portrait dessiné : une femme aux cheveux clairs sourit.",
    ),
    Picture(
        key="portrait-joaquim",
        file="portrait-joaquim.png",
        title="Portrait de Joaquim",
        alt="Portrait dessiné : un homme aux cheveux noirs sourit.",
    ),
    Picture(
        key="cinema",
        file="cinema.png",
        title="Une séance en plein air",
        alt=(
            "La nuit, dans un parc entouré de tours, des spectateurs assis dans l’herbe "
            "regardent un grand écran."
        ),
    ),
    Picture(
        key="cendriers",
        file="cendriers.png",
        title="Les cendriers, de la gare à la rue de la Sinne",
        alt=(
            "Devant des bureaux, une personne note son comptage, une autre avance avec un sac "
            "près de mégots au sol, et un agent visse un cendrier au mur."
        ),
    ),
    Picture(
        key="bordures",
        file="bordures.png",
        title="La bordure abaissée, rue de Sausheim",
        alt=(
            "Une personne en fauteuil passe une bordure abaissée, bordée d’une bande à "
            "relief ; un chef de chantier la regarde, une autre arrive avec une canne blanche."
        ),
    ),
    Picture(
        key="conseil-bourtzwiller",
        file="conseil-bourtzwiller.png",
        title="Bourtzwiller",
        alt=(
            "La Doller et sa passerelle, des maisons avec jardin et deux immeubles sur "
            "l’autre rive."
        ),
    ),
    Picture(
        key="conseil-d8",
        file="conseil-d8.png",
        title="D8",
        alt=(
            "Une promenade bordée d’immeubles, avec une grande fresque de fenêtres "
            "ouvertes sur un mur."
        ),
    ),
    Picture(
        key="conseil-drouot-barbanegre",
        file="conseil-drouot-barbanegre.png",
        title="Drouot-Barbanègre",
        alt=(
            "Une péniche sur le canal, un chemin bordé de peupliers et des immeubles "
            "en arrière-plan."
        ),
    ),
    Picture(
        key="conseil-manufactures",
        file="conseil-manufactures.png",
        title="Manufactures",
        alt=(
            "Des maisons ouvrières jumelles avec leurs jardins, devant une fabrique et "
            "sa haute cheminée de brique."
        ),
    ),
    Picture(
        key="conseil-grand-centre",
        file="conseil-grand-centre.png",
        title="Mulhouse Grand Centre",
        alt=(
            "Une grande place bordée de façades colorées, avec un temple à la flèche "
            "élancée et un tramway."
        ),
    ),
    Picture(
        key="conseil-west",
        file="conseil-west.png",
        title="West",
        alt=(
            "Des tours au-dessus de vergers en pente, un village autour de son clocher "
            "et la ligne bleue des Vosges."
        ),
    ),
)
