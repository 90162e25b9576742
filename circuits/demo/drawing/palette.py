"""The colours of the drawings: those of `assets/scss/_tokens.scss`, without « garance »."""

PAPER, SHEET, SUNK = "#fbf8f1", "#fffefb", "#f3ecdf"
SAND, STONE, STONE_DARK = "#eadfca", "#d9ccb6", "#b8aa91"
INK, INK_SOFT, INK_MUTE = "#1a2036", "#464c63", "#8b8a90"
HONEY, HONEY_SOFT, HONEY_DEEP = "#efb325", "#fcefcd", "#cda544"
LEAF, LEAF_DEEP, LEAF_DARK, LEAF_PALE = "#7cb08b", "#4f8f68", "#2f6b48", "#bcd7bf"
TILLEUL, GRASS = "#a6ad58", "#cfdcb8"
CLAY, CLAY_DEEP, WOOD, WOOD_DEEP = "#dcb394", "#bd8d6c", "#c99a63", "#9c7145"
SKY, MIST, WATER, WATER_DEEP = "#e4eef0", "#d3e2e4", "#a8cfd2", "#6aaab0"
BREAD = "#e0b070"
PLUM, IRIS, BLUET = "#8d5a86", "#a98bcf", "#78a3d6"
SKINS = ("#f2d2b3", "#dcae86", "#b07b55", "#7d5238")
ROAD, SOIL, ENAMEL = "#a9a8ad", "#b9a184", "#3d7c58"
WALL_SAND, WALL_WHEAT, WALL_ROSE = "#e8dcc6", "#efe0c4", "#ead0c4"
WALL_LILAC, WALL_MINT = "#e3d8e6", "#dfe8dc"
GREY_HAIR, BROWN_HAIR, FAIR_HAIR = "#d9d6d2", "#4a2f22", "#8a5a34"

# A crown, its light and its shade; a bush and its light.
GREEN = (LEAF, "#93c09e", LEAF_DEEP)
DEEP = (LEAF_DEEP, "#64a07a", LEAF_DARK)
LIME = ("#b3ba6c", "#c6cb87", "#8c933f")
GOLD = ("#e5bd5e", "#efcf80", "#bf933a")
BUSH, BUSH_DEEP = (LEAF, "#93c09e"), (LEAF_DEEP, "#64a07a")
BUSH_LIME = (TILLEUL, "#bac072")


def shade(colour: str, part: float = 0.86) -> str:
    """The same colour, darker."""
    return "#" + "".join(f"{int(int(colour[i : i + 2], 16) * part):02x}" for i in (1, 3, 5))
