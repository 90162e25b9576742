"""The works budgets of the councils, this year and the two before; invented amounts."""

from circuits.demo.project_shapes import Works, WorksLine

WORKS: tuple[Works, ...] = (
    Works(
        council="bourtzwiller",
        years_ago=0,
        voted=62000,
        lines=(
            WorksLine(
                label="Traversée de l’école Quimper",
                committed=46000,
                spent=11850,
                request="quimper-traversee",
            ),
            WorksLine(label="Bancs de la passerelle de la Doller", committed=5200, spent=5200),
        ),
        note="Le plateau de l’école Quimper est payé à la fin des travaux.",
    ),
    Works(
        council="bourtzwiller",
        years_ago=1,
        voted=58000,
        lines=(
            WorksLine(
                label="Agrès du bord de Doller",
                committed=31400,
                spent=30980.50,
                request="agres-doller",
            ),
            WorksLine(
                label="Accès de la Maison des associations", committed=18600, spent=18600
            ),
        ),
    ),
    Works(
        council="d8",
        years_ago=0,
        voted=48000,
        lines=(
            WorksLine(
                label="Fontaine de la place Franklin",
                committed=9400,
                spent=9400,
                request="fontaine-franklin",
            ),
            WorksLine(
                label="Éclairage du passage Sellier",
                committed=41500,
                spent=12300,
                request="passage-sellier",
            ),
        ),
        note="Le dépassement de l’année est pris sur ce qui restait l’an dernier.",
    ),
    Works(
        council="d8",
        years_ago=1,
        voted=52000,
        lines=(
            WorksLine(
                label="Fresque de la promenade des 4 Saisons",
                committed=14000,
                spent=13720,
                request="fresque-neppert",
            ),
        ),
    ),
    Works(
        council="drouot-barbanegre",
        years_ago=0,
        voted=66000,
        lines=(
            WorksLine(
                label="Place Hauger, chantier ouvert",
                committed=18500,
                spent=2350,
                request="hauger-bancs",
            ),
        ),
    ),
    Works(
        council="drouot-barbanegre",
        years_ago=1,
        voted=60000,
        lines=(
            WorksLine(
                label="Bordures de la rue de Sausheim",
                committed=38700,
                spent=38700,
                request="bordures-sausheim",
            ),
        ),
    ),
    Works(
        council="manufactures",
        years_ago=0,
        voted=55000,
        lines=(
            WorksLine(
                label="Boîtes à pain", committed=3400, spent=3120, request="boites-a-pain"
            ),
            WorksLine(
                label="Conteneurs à verre enterrés",
                committed=36000,
                spent=0,
                request="verre-cite",
            ),
        ),
    ),
    Works(
        council="grand-centre",
        years_ago=0,
        voted=70000,
        lines=(
            WorksLine(
                label="Cendriers de la gare", committed=4800, spent=4800, request="megots-gare"
            ),
            WorksLine(
                label="Rue Henriette, première partie",
                committed=52000,
                spent=17500,
                request="henriette-pietons",
            ),
        ),
    ),
    Works(
        council="grand-centre",
        years_ago=1,
        voted=64000,
        lines=(
            WorksLine(
                label="Nichoirs du Rebberg",
                committed=1140,
                spent=1140,
                request="nichoirs-rebberg",
            ),
            WorksLine(label="Bancs du parvis de la Fonderie", committed=22400, spent=21960),
        ),
    ),
    Works(
        council="west",
        years_ago=0,
        voted=60000,
        lines=(
            WorksLine(label="Micro-forêt, sol et clôture", committed=9600, spent=6140),
            WorksLine(
                label="Rampe de la bibliothèque de Dornach",
                committed=27800,
                spent=0,
                request="rampe-bibliotheque",
            ),
        ),
    ),
    Works(
        council="west",
        years_ago=1,
        voted=56000,
        lines=(
            WorksLine(
                label="Haie de l’école du Haut-Poirier",
                committed=3900,
                spent=3900,
                request="haie-haut-poirier",
            ),
        ),
    ),
)
