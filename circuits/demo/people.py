"""The invented people of the demonstration and what each of them is.

Any likeness to a real élu, agent or inhabitant would be chance. Keys are
`first-name-last-name`; a person without e-mail names the one who receives for them.
"""

from circuits.demo.shapes import AgencyMember, CouncilSeat, ElectedOfficial, Person

CITIZENS: tuple[Person, ...] = (
    # Bourtzwiller
    Person("nadia-belhaddad", "Nadia", "Belhaddad", "nadia.belhaddad@exemple.fr"),
    Person("rene-kessler", "René", "Kessler", "rene.kessler@exemple.fr"),
    Person("mariam-cissoko", "Mariam", "Cissoko", "mariam.cissoko@exemple.fr"),
    Person("yanis-ouchene", "Yanis", "Ouchène", "yanis.ouchene@exemple.fr"),
    Person("fatih-karaca", "Fatih", "Karaca", "fatih.karaca@exemple.fr"),
    Person("ginette-ritter", "Ginette", "Ritter", None, relay="rene-kessler"),
    # D8
    Person("bernard-litzler", "Bernard", "Litzler", "bernard.litzler@exemple.fr"),
    Person("aicha-zeroual", "Aïcha", "Zeroual", "aicha.zeroual@exemple.fr"),
    Person("thi-hoa-pham", "Thi Hoa", "Pham", "thihoa.pham@exemple.fr"),
    Person("lucas-wendling", "Lucas", "Wendling", "lucas.wendling@exemple.fr"),
    Person("emine-yilmazer", "Emine", "Yilmazer", "emine.yilmazer@exemple.fr"),
    Person("marcel-stimpfling", "Marcel", "Stimpfling", None, relay="lucas-wendling"),
    # Drouot-Barbanègre
    Person(
        "josiane-meistermann",
        "Josiane",
        "Meistermann",
        "josiane.meistermann@exemple.fr",
    ),
    Person("karim-tahraoui", "Karim", "Tahraoui", "karim.tahraoui@exemple.fr"),
    Person("dragana-lukovic", "Dragana", "Luković", "dragana.lukovic@exemple.fr"),
    Person("idriss-sowane", "Idriss", "Sowane", "idriss.sowane@exemple.fr"),
    Person("paulo-teixeira", "Paulo", "Teixeira", "paulo.teixeira@exemple.fr"),
    Person(
        "lucienne-schmerber",
        "Lucienne",
        "Schmerber",
        None,
        relay="josiane-meistermann",
    ),
    # Manufactures
    Person("etienne-zumsteeg", "Étienne", "Zumsteeg", "etienne.zumsteeg@exemple.fr"),
    Person("hatice-aydogan", "Hatice", "Aydoğan", "hatice.aydogan@exemple.fr"),
    Person("leila-ferhat", "Leïla", "Ferhat", "leila.ferhat@exemple.fr"),
    Person("roland-buchmuller", "Roland", "Buchmüller", "roland.buchmuller@exemple.fr"),
    Person("anatole-vuillemin", "Anatole", "Vuillemin", "anatole.vuillemin@exemple.fr"),
    Person("suzanne-oberdorff", "Suzanne", "Oberdorff", None, relay="leila-ferhat"),
    # Mulhouse Grand Centre
    Person("claire-hirtzel", "Claire", "Hirtzel", "claire.hirtzel@exemple.fr"),
    Person("joaquim-barreto", "Joaquim", "Barreto", "joaquim.barreto@exemple.fr"),
    Person("mireille-tschan", "Mireille", "Tschan", "mireille.tschan@exemple.fr"),
    Person("ousmane-kontede", "Ousmane", "Kontédé", "ousmane.kontede@exemple.fr"),
    Person("elodie-wurthel", "Élodie", "Wurthel", "elodie.wurthel@exemple.fr"),
    Person("werner-lauthier", "Werner", "Lauthier", None, relay="elodie-wurthel"),
    # West
    Person("antoine-feltzer", "Antoine", "Feltzer", "antoine.feltzer@exemple.fr"),
    Person("rachida-benmansour", "Rachida", "Benmansour", "r.benmansour@exemple.fr"),
    Person("ines-carvalho", "Inês", "Carvalho", "ines.carvalho@exemple.fr"),
    Person("mehmet-demirhan", "Mehmet", "Demirhan", "mehmet.demirhan@exemple.fr"),
    Person("gerard-suttler", "Gérard", "Suttler", "gerard.suttler@exemple.fr"),
    Person("colette-huglin", "Colette", "Huglin", None, relay="rachida-benmansour"),
)

SEATS: tuple[CouncilSeat, ...] = (
    CouncilSeat(
        "nadia-belhaddad",
        "bourtzwiller",
        "referent",
        31,
        show_name=True,
        portrait="portrait-nadia",
    ),
    CouncilSeat(
        "rene-kessler", "bourtzwiller", "deputy", 31, show_name=True, portrait="portrait-rene"
    ),
    CouncilSeat(
        "mariam-cissoko",
        "bourtzwiller",
        "member",
        26,
        college="association",
        represents="Les Jardiniers de la Doller",
    ),
    CouncilSeat("yanis-ouchene", "bourtzwiller", "member", 9),
    CouncilSeat(
        "fatih-karaca",
        "bourtzwiller",
        "member",
        22,
        show_name=True,
        college="shop",
        represents="Boulangerie de la rue de Soultz",
    ),
    CouncilSeat("ginette-ritter", "bourtzwiller", "member", 31),
    CouncilSeat("bernard-litzler", "d8", "referent", 28, show_name=True),
    CouncilSeat("aicha-zeroual", "d8", "deputy", 21),
    CouncilSeat(
        "thi-hoa-pham",
        "d8",
        "member",
        28,
        show_name=True,
        college="association",
        represents="Table des Quatre Saisons",
    ),
    CouncilSeat(
        "lucas-wendling",
        "d8",
        "member",
        14,
        show_name=True,
        college="shop",
        represents="Atelier de vélos Franklin",
    ),
    CouncilSeat("emine-yilmazer", "d8", "member", 7),
    CouncilSeat("marcel-stimpfling", "d8", "member", 33),
    CouncilSeat(
        "josiane-meistermann",
        "drouot-barbanegre",
        "referent",
        34,
        show_name=True,
        portrait="portrait-josiane",
    ),
    CouncilSeat(
        "karim-tahraoui",
        "drouot-barbanegre",
        "deputy",
        16,
        show_name=True,
        portrait="portrait-karim",
    ),
    CouncilSeat("dragana-lukovic", "drouot-barbanegre", "member", 20),
    CouncilSeat("idriss-sowane", "drouot-barbanegre", "member", 6),
    CouncilSeat(
        "paulo-teixeira",
        "drouot-barbanegre",
        "member",
        29,
        show_name=True,
        college="association",
        represents="Les Pêcheurs du canal",
    ),
    CouncilSeat("lucienne-schmerber", "drouot-barbanegre", "member", 34),
    CouncilSeat("etienne-zumsteeg", "manufactures", "referent", 27),
    CouncilSeat("hatice-aydogan", "manufactures", "deputy", 27, show_name=True),
    CouncilSeat(
        "leila-ferhat",
        "manufactures",
        "member",
        18,
        show_name=True,
        college="association",
        represents="Foyer Daguerre",
    ),
    CouncilSeat(
        "roland-buchmuller",
        "manufactures",
        "member",
        30,
        college="shop",
        represents="Quincaillerie de la Cité",
    ),
    CouncilSeat("anatole-vuillemin", "manufactures", "member", 8),
    CouncilSeat("suzanne-oberdorff", "manufactures", "member", 30),
    CouncilSeat(
        "claire-hirtzel",
        "grand-centre",
        "referent",
        25,
        show_name=True,
        portrait="portrait-claire",
    ),
    CouncilSeat(
        "joaquim-barreto",
        "grand-centre",
        "deputy",
        32,
        show_name=True,
        portrait="portrait-joaquim",
    ),
    CouncilSeat(
        "mireille-tschan",
        "grand-centre",
        "member",
        32,
        show_name=True,
        college="association",
        represents="Mulhouse à pied",
    ),
    CouncilSeat("ousmane-kontede", "grand-centre", "member", 15),
    CouncilSeat(
        "elodie-wurthel",
        "grand-centre",
        "member",
        11,
        show_name=True,
        college="shop",
        represents="Librairie du Nordfeld",
    ),
    CouncilSeat("werner-lauthier", "grand-centre", "member", 24),
    CouncilSeat("antoine-feltzer", "west", "referent", 30, show_name=True),
    CouncilSeat("rachida-benmansour", "west", "deputy", 30),
    CouncilSeat("ines-carvalho", "west", "member", 10),
    CouncilSeat(
        "mehmet-demirhan",
        "west",
        "member",
        17,
        show_name=True,
        college="shop",
        represents="Épicerie des Coteaux",
    ),
    CouncilSeat(
        "gerard-suttler",
        "west",
        "member",
        30,
        show_name=True,
        college="association",
        represents="Vergers du Haut-Poirier",
    ),
    CouncilSeat("colette-huglin", "west", "member", 23),
)

ELECTED: tuple[Person, ...] = (
    Person("helene-strubel", "Hélène", "Strubel", "helene.strubel@ville.exemple.fr"),
    Person("driss-amrani", "Driss", "Amrani", "driss.amrani@ville.exemple.fr"),
    Person("odile-wintzer", "Odile", "Wintzer", "odile.wintzer@ville.exemple.fr"),
    Person("mathieu-kerbrat", "Mathieu", "Kerbrat", "mathieu.kerbrat@ville.exemple.fr"),
)

ELECTED_OFFICIALS: tuple[ElectedOfficial, ...] = (
    ElectedOfficial(
        person="helene-strubel",
        title="adjointe déléguée aux espaces publics et à la voirie",
        delegation="Espaces publics et voirie",
        themes=("espaces-publics", "voirie"),
    ),
    ElectedOfficial(
        person="driss-amrani",
        title="adjoint délégué à la propreté et à la nature en ville",
        delegation="Propreté et nature en ville",
        themes=("proprete", "nature"),
    ),
    ElectedOfficial(
        person="odile-wintzer",
        title="adjointe déléguée à la vie des quartiers et à l’information",
        delegation="Vie des quartiers et information",
        themes=("animation", "communication"),
    ),
    ElectedOfficial(
        person="mathieu-kerbrat",
        title="adjoint délégué à la jeunesse et à la santé",
        delegation="Jeunesse et santé",
        themes=("jeunesse", "sante"),
    ),
)

AGENCY: tuple[Person, ...] = (
    Person("camille-roesner", "Camille", "Roesner", "camille.roesner@ville.exemple.fr"),
    Person(
        "sylvain-thiercelin",
        "Sylvain",
        "Thiercelin",
        "sylvain.thiercelin@ville.exemple.fr",
    ),
    Person("rosa-calvinho", "Rosa", "Calvinho", "rosa.calvinho@ville.exemple.fr"),
    Person("tariq-benslimane", "Tariq", "Benslimane", "tariq.benslimane@ville.exemple.fr"),
)

AGENCY_MEMBERS: tuple[AgencyMember, ...] = (
    AgencyMember("camille-roesner", "Directrice de l’Agence", is_head=True),
    AgencyMember("sylvain-thiercelin", "Coordination des demandes"),
    AgencyMember("rosa-calvinho", "Accompagnement des conseils"),
    AgencyMember("tariq-benslimane", "Relations avec les services"),
)

GENERAL_DIRECTION = Person(
    "beatrice-fonlupt", "Béatrice", "Fonlupt", "beatrice.fonlupt@ville.exemple.fr"
)

DIRECTORS: tuple[Person, ...] = (
    Person("jeanluc-hassold", "Jean-Luc", "Hassold", "jl.hassold@ville.exemple.fr"),
    Person("corinne-weissbeck", "Corinne", "Weissbeck", "c.weissbeck@ville.exemple.fr"),
    Person("myriam-oualid", "Myriam", "Oualid", "myriam.oualid@ville.exemple.fr"),
    Person("alain-derouet", "Alain", "Derouet", "alain.derouet@ville.exemple.fr"),
    Person("nathalie-spiesser", "Nathalie", "Spiesser", "n.spiesser@ville.exemple.fr"),
)

HEADS: tuple[Person, ...] = (
    Person("philippe-mathern", "Philippe", "Mathern", "philippe.mathern@ville.exemple.fr"),
    Person("laurence-bihrel", "Laurence", "Bihrel", "laurence.bihrel@ville.exemple.fr"),
    Person("abdelaziz-rahmouni", "Abdelaziz", "Rahmouni", "a.rahmouni@ville.exemple.fr"),
    Person("isabelle-munsch", "Isabelle", "Munsch", "isabelle.munsch@ville.exemple.fr"),
    Person("olivier-gassmann", "Olivier", "Gassmann", "olivier.gassmann@ville.exemple.fr"),
    Person("veronique-schaubert", "Véronique", "Schaubert", "v.schaubert@ville.exemple.fr"),
    Person("stephane-quirin", "Stéphane", "Quirin", "stephane.quirin@ville.exemple.fr"),
    Person("denis-froehlin", "Denis", "Froehlin", "denis.froehlin@ville.exemple.fr"),
    Person("annesophie-ruhlmann", "Anne-Sophie", "Ruhlmann", "as.ruhlmann@ville.exemple.fr"),
    Person("patrick-vonarbel", "Patrick", "Vonarbel", "patrick.vonarbel@ville.exemple.fr"),
    Person("florence-habysch", "Florence", "Habysch", "florence.habysch@ville.exemple.fr"),
    Person("xavier-pruvot", "Xavier", "Pruvot", "xavier.pruvot@ville.exemple.fr"),
)

HOLDERS: tuple[Person, ...] = (
    Person("sandrine-kopp", "Sandrine", "Kopp", "sandrine.kopp@ville.exemple.fr"),
    Person("jerome-wackel", "Jérôme", "Wackel", "jerome.wackel@ville.exemple.fr"),
    Person("valerie-stolz", "Valérie", "Stolz", "valerie.stolz@ville.exemple.fr"),
    Person("damien-rusterholtz", "Damien", "Rusterholtz", "d.rusterholtz@ville.exemple.fr"),
    Person("maud-lienhardt", "Maud", "Lienhardt", "maud.lienhardt@ville.exemple.fr"),
    Person("farid-merabtene", "Farid", "Merabtène", "farid.merabtene@ville.exemple.fr"),
    Person("assia-bourezg", "Assia", "Bourezg", "assia.bourezg@ville.exemple.fr"),
    Person("manon-delacote", "Manon", "Delacôte", "manon.delacote@ville.exemple.fr"),
    Person("kevin-tritschler", "Kévin", "Tritschler", "kevin.tritschler@ville.exemple.fr"),
    Person("celine-aubertin", "Céline", "Aubertin", "celine.aubertin@ville.exemple.fr"),
    Person("gregory-sengelin", "Grégory", "Sengelin", "gregory.sengelin@ville.exemple.fr"),
    Person("lea-burtin", "Léa", "Burtin", "lea.burtin@ville.exemple.fr"),
)

DEPUTIES: tuple[Person, ...] = (
    Person("nicolas-ernwein", "Nicolas", "Ernwein", "nicolas.ernwein@ville.exemple.fr"),
    Person("samira-lounici", "Samira", "Lounici", "samira.lounici@ville.exemple.fr"),
    Person("thomas-eglinger", "Thomas", "Eglinger", "thomas.eglinger@ville.exemple.fr"),
    Person("coralie-peltre", "Coralie", "Peltre", "coralie.peltre@ville.exemple.fr"),
    Person("remi-castagnet", "Rémi", "Castagnet", "remi.castagnet@ville.exemple.fr"),
    Person("estelle-noirot", "Estelle", "Noirot", "estelle.noirot@ville.exemple.fr"),
    Person("julien-hartmeyer", "Julien", "Hartmeyer", "julien.hartmeyer@ville.exemple.fr"),
    Person("walid-cherguini", "Walid", "Cherguini", "walid.cherguini@ville.exemple.fr"),
    Person("brigitte-lemaistre", "Brigitte", "Lemaistre", "b.lemaistre@ville.exemple.fr"),
    Person("moussa-dembara", "Moussa", "Dembara", "moussa.dembara@ville.exemple.fr"),
    Person("naima-yacoubi", "Naïma", "Yacoubi", "naima.yacoubi@ville.exemple.fr"),
    Person("pascal-wehrlen", "Pascal", "Wehrlen", "pascal.wehrlen@ville.exemple.fr"),
)

PEOPLE: tuple[Person, ...] = (
    *CITIZENS,
    *ELECTED,
    *AGENCY,
    GENERAL_DIRECTION,
    *DIRECTORS,
    *HEADS,
    *HOLDERS,
    *DEPUTIES,
)

# One account for each role, for the list that `make run` prints.
ACCOUNTS: dict[str, str] = {
    "Référente d’un conseil": "claire-hirtzel",
    "Membre d’un conseil": "lucas-wendling",
    "Agence (coordination)": "sylvain-thiercelin",
    "Chef de service": "olivier-gassmann",
    "Agent titulaire d’un service": "jerome-wackel",
    "Élue référente": "helene-strubel",
    "Directeur": "jeanluc-hassold",
    "Directrice générale": "beatrice-fonlupt",
}
