"""The scenes of the projects: the same places before and after."""

from functools import partial

from circuits.demo.drawing import nature, people, street
from circuits.demo.drawing import palette as p
from circuits.demo.drawing.canvas import WIDTH, Canvas, Scene
from circuits.demo.drawing.people import Look


def car(c: Canvas, x: float, base: float, colour: str, s: float = 1) -> None:
    """A parked car seen from the side; `x` is its left end."""
    w, h = 250 * s, 58 * s
    c.blob(
        [
            (x + w * 0.16, base - h * 1.05),
            (x + w * 0.3, base - h * 1.95),
            (x + w * 0.68, base - h * 1.95),
            (x + w * 0.86, base - h * 1.05),
        ],
        p.shade(colour),
    )
    c.poly(
        [
            (x + w * 0.26, base - h * 1.1),
            (x + w * 0.35, base - h * 1.75),
            (x + w * 0.65, base - h * 1.75),
            (x + w * 0.77, base - h * 1.1),
        ],
        p.MIST,
    )
    c.line([(x + w * 0.5, base - h * 1.75), (x + w * 0.5, base - h * 1.1)], colour, 6 * s)
    c.box((x, base - h * 1.15), (w, h * 0.95), colour, 20 * s)
    c.box((x + w * 0.94, base - h * 0.95), (w * 0.06, h * 0.25), p.HONEY_SOFT, 4)
    for cx in (x + w * 0.22, x + w * 0.78):
        c.disc(cx, base - h * 0.12, 27 * s, p.INK)
        c.disc(cx, base - h * 0.12, 12 * s, p.STONE)


def facades(c: Canvas, base: float, walls: tuple[str, ...]) -> None:
    """A row of town houses down to `base`."""
    w = WIDTH / len(walls)
    for i, wall in enumerate(walls):
        h = 300 + 34 * ((i * 2) % 3)
        c.box((i * w, base - h), (w + 1, h), wall)
        c.box((i * w - 4, base - h - 12), (w + 8, 16), p.STONE_DARK, 3)
        street.windows(c, (i * w + 14, base - h + 16), (w - 28, h - 130), (3, 3), p.WATER)
        c.box((i * w + w * 0.36, base - 84), (w * 0.28, 84), p.WATER_DEEP, 4)


def awning(c: Canvas, x: float, y: float, colour: str) -> None:
    """A market stall with its striped roof."""
    for px in (x + 8, x + 172):
        c.line([(px, y + 20), (px, y + 176)], p.INK_SOFT, 6)
    for i in range(6):
        c.box((x + i * 30, y), (30, 40), colour if i % 2 else p.SHEET)
        c.disc(x + 15 + i * 30, y + 40, 15, colour if i % 2 else p.SHEET)
    c.box((x - 4, y + 110), (188, 60), p.WOOD, 4)
    for i in range(7):
        tone = (p.HONEY, p.LEAF, p.PLUM)[i % 3]
        c.disc(x + 20 + i * 24, y + 104, 13, tone)


def fountain(c: Canvas, x: float, base: float) -> None:
    """A drinking fountain with two spouts, one for adults and one for the small."""
    for dx, h in ((0, 230), (96, 150)):
        c.box((x + dx, base - h), (56, h), p.LEAF_DARK, 10)
        c.box((x + dx - 12, base - h - 16), (80, 24), p.ENAMEL, 10)
        c.curve(
            [
                (x + dx + 28, base - h - 16),
                (x + dx + 44, base - h - 46),
                (x + dx + 64, base - h - 10),
            ],
            p.WATER_DEEP,
            7,
        )
    c.box((x - 40, base - 10), (250, 20), p.STONE_DARK, 8)


def franklin(c: Canvas, after: bool) -> None:
    """The market of the place Franklin, without and with its fountain."""
    nature.cloud(c, 180, 70, 0.9, p.SHEET)
    c.disc(980, 120, 70, p.HONEY)
    facades(c, 480, (p.WALL_WHEAT, p.WALL_ROSE, p.WALL_MINT, p.WALL_LILAC, p.WALL_SAND))
    nature.ground(c, 478, p.SAND)
    for y in (540, 620, 720):
        c.line([(0, y), (WIDTH, y)], p.STONE, 3)
    awning(c, 60, 400, p.WATER_DEEP)
    awning(c, 310, 410, p.HONEY_DEEP)
    nature.tree(c, 1090, 560, 330, p.GREEN)
    people.person(c, 190, 720, 300, Look(p.PLUM, p.SKINS[1], p.INK, p.INK_SOFT))
    if after:
        fountain(c, 640, 700)
        people.person(
            c, 560, 730, 320, Look(p.HONEY, p.SKINS[3], p.INK, p.INK_SOFT), (0.25, 0.66)
        )
        look = Look(p.BLUET, p.SKINS[0], p.FAIR_HAIR, p.INK)
        people.child(c, 850, 736, 200, look, p.HONEY)
        nature.bird(c, 960, 744, 0.9, p.CLAY_DEEP)
    else:
        people.person(c, 620, 730, 300, Look(p.LEAF_DEEP, p.SKINS[3], p.INK, p.INK_SOFT))
        look = Look(p.BLUET, p.SKINS[0], p.FAIR_HAIR, p.INK)
        people.child(c, 760, 736, 200, look, p.HONEY)


def crossing_before(c: Canvas) -> None:
    """The street of the school: faded stripes, parked cars that hide the children."""
    nature.cloud(c, 300, 60, 0.9, p.SHEET)
    walls = (p.WALL_WHEAT, p.SUNK, p.WALL_LILAC, p.SUNK, p.WALL_MINT)
    for i, wall in enumerate(walls):
        x, h = -10 + i * 248, 250 + 30 * ((i * 2) % 3)
        street.gable(c, (x, 440 - h), (236, h), (p.CLAY, p.CLAY_DEEP)[i % 2], wall, 0.36)
        street.windows(c, (x + 14, 448 - h), (208, h * 0.72), (3, 2), p.WATER)
        c.box((x + 92, 356), (52, 86), (p.WATER_DEEP, p.HONEY_DEEP, p.LEAF_DEEP)[i % 3], 4)
    nature.ground(c, 440, p.STONE)
    nature.tree(c, 120, 470, 300, p.GREEN)
    for x, h in ((520, 170), (590, 186), (660, 160)):
        look = Look(p.HONEY, p.SKINS[int(x) % 4], p.BROWN_HAIR, p.INK_SOFT)
        people.person(c, x, 488, h, look)
    c.line([(0, 486), (WIDTH, 486)], p.STONE_DARK, 10)
    nature.ground(c, 492, p.ROAD)
    for i in range(7):
        x = 320 + i * 92
        if i % 3 != 1:
            c.poly([(x + 4, 540), (x + 44, 540), (x + 26, 640), (x - 18, 640)], "#b9b8bb")
    car(c, 180, 548, p.BLUET)
    car(c, 720, 552, p.CLAY_DEEP)
    car(c, 420, 716, p.SHEET, 1.35)
    nature.ground(c, 748, p.STONE)
    c.line([(0, 748), (WIDTH, 748)], p.STONE_DARK, 10)


def school_yard(c: Canvas, after: bool) -> None:
    """A school yard of tar, then of earth, shade and water."""
    nature.cloud(c, 820, 60, 1.0, p.SHEET)
    c.box((120, 170), (960, 320), p.WALL_SAND)
    c.poly([(90, 172), (170, 90), (1030, 90), (1110, 172)], p.CLAY)
    for i in range(6):
        x = 170 + i * 152
        if i != 3:
            c.box((x, 230), (100, 130), p.MIST, 3)
            c.line([(x + 50, 232), (x + 50, 358)], p.SHEET, 5)
            c.line([(x + 2, 290), (x + 98, 290)], p.SHEET, 5)
    c.box((626, 250), (100, 240), p.WATER_DEEP, 4)
    if after:
        nature.ground(c, 488, p.GRASS)
        c.blob([(520, 500), (760, 500), (860, 640), (760, 800), (360, 810), (420, 640)], p.SAND)
        for x, h, tones in ((150, 360, p.GREEN), (1030, 380, p.LIME), (380, 300, p.DEEP)):
            nature.tree(c, x, 600, h, tones)
        for i in range(5):
            r = (64.0, 58.0 + 12 * (i % 2))
            nature.shrub(c, 820 + i * 90, 690, r, (p.BUSH, p.BUSH_LIME)[i % 2])
        for i in range(4):
            c.box((110 + 70 * i, 690 - 26 * (i % 2)), (56, 70), p.WOOD, 8)
            c.disc(138 + 70 * i, 690 - 26 * (i % 2), (28, 10), "#d3a871")
        nature.flowers(c, [(900 + 40 * i, 760) for i in range(6)], (p.HONEY, p.IRIS, p.SHEET))
    else:
        nature.ground(c, 488, p.ROAD)
        c.disc(1040, 70, 58, p.HONEY)
        for x in (240, 900):
            c.line([(x, 520), (x, 330)], p.INK_SOFT, 8)
            c.disc(x, 350, (40, 12), p.CLAY_DEEP)
        c.line([(560, 560), (620, 760)], "#c3c2c6", 6)
        c.disc(600, 650, (150, 46), "#c3c2c6")
        c.disc(600, 650, (143, 40), p.ROAD)
    children = (
        (560, 700, 200, Look(p.HONEY, p.SKINS[2], p.BROWN_HAIR, p.INK_SOFT), p.WATER_DEEP),
        (700, 740, 210, Look(p.IRIS, p.SKINS[3], p.INK, p.INK), p.HONEY),
        (450, 750, 190, Look(p.LEAF_DEEP, p.SKINS[0], p.FAIR_HAIR, p.INK), p.BLUET),
    )
    for x, base, h, look, bag in children[: 3 if after else 2]:
        people.child(c, x, base, h, look, bag)


def swift(c: Canvas, x: float, y: float, s: float) -> None:
    """A swift in flight: two long wings."""
    c.curve([(x - 60 * s, y - 10 * s), (x - 20 * s, y - 22 * s), (x, y)], p.INK, 9 * s)
    c.curve([(x, y), (x + 22 * s, y - 26 * s), (x + 64 * s, y - 18 * s)], p.INK, 9 * s)
    c.line([(x, y - 4 * s), (x + 8 * s, y + 22 * s)], p.INK, 9 * s)


def swifts(c: Canvas, after: bool) -> None:
    """A smooth façade of the Rebberg, then its nest boxes."""
    nature.cloud(c, 120, 110, 1.1, p.SHEET)
    c.box((420, 90), (640, 640), p.WALL_WHEAT)
    c.box((396, 66), (688, 34), p.CLAY_DEEP, 6)
    for i in range(4):
        for j in range(3):
            x, y = 470 + i * 150, 240 + j * 160
            c.box((x, y), (84, 104), p.WATER, 3)
            c.line([(x + 42, y + 2), (x + 42, y + 102)], p.SHEET, 5)
            c.box((x - 6, y + 104), (96, 9), p.STONE, 2)
    if after:
        for i in range(9):
            x = 446 + i * 66
            c.box((x, 122), (54, 74), p.WOOD, 5)
            c.box((x - 4, 116), (62, 12), p.WOOD_DEEP, 3)
            c.disc(x + 27, 170, (12, 7), p.INK)
    flight = (
        ((150, 250, 1.0), (280, 180, 0.8), (250, 380, 1.2), (1130, 210, 0.7), (90, 420, 0.7))
        if after
        else ((200, 260, 1.0),)
    )
    for x, y, s in flight:
        swift(c, x, y, s)
    nature.ground(c, 720, p.GRASS)
    nature.tree(c, 180, 740, 250, p.GREEN)
    people.person(
        c, 330, 772, 230, Look(p.PLUM, p.SKINS[0], p.GREY_HAIR, p.INK_SOFT), (0.12, 0.86)
    )


def allotments(c: Canvas) -> None:
    """Family gardens as they are thought of: plots, huts, a water tank."""
    nature.cloud(c, 720, 70, 1.0, p.SHEET)
    for i, x in enumerate(range(-40, 1300, 130)):
        c.blob(nature.ring(x, 300 + 12 * (i % 3), (100, 70), 6, i), p.LEAF_PALE)
    nature.ground(c, 310, p.GRASS)
    for i in range(3):
        x = 90 + i * 400
        street.gable(
            c, (x, 300), (150, 110), p.CLAY_DEEP, (p.WOOD, p.WALL_MINT, p.WALL_ROSE)[i], 0.5
        )
        c.box((x + 54, 336), (44, 74), p.WOOD_DEEP, 3)
    for i in range(3):
        for j in range(2):
            x, y = 50 + i * 390, 450 + j * 170
            c.box((x, y), (320, 128), p.SOIL, 10)
            for k in range(7):
                px = x + 30 + k * 44
                if (i + j) % 3 == 0:
                    nature.shrub(c, px, y + 70, (18, 24), p.BUSH_LIME)
                    nature.shrub(c, px, y + 116, (18, 24), p.BUSH)
                elif (i + j) % 3 == 1:
                    c.line([(px, y + 118), (px, y + 26)], p.WOOD_DEEP, 4)
                    nature.shrub(c, px, y + 60, (17, 30), p.BUSH_DEEP)
                    c.disc(px + 8, y + 66, 8, "#c96f86")
                else:
                    nature.flowers(c, [(px, y + 80), (px, y + 122)], (p.HONEY, p.IRIS))
    nature.fence(c, 0, 1200, 790, 44)
    people.person(c, 430, 640, 230, Look(p.HONEY, p.SKINS[2], p.INK, p.INK_SOFT), (0.22, 0.36))
    people.child(c, 820, 650, 160, Look(p.BLUET, p.SKINS[0], p.FAIR_HAIR, p.INK), p.HONEY)


def square_before(c: Canvas) -> None:
    """The square of the Drouot full of cars."""
    nature.cloud(c, 520, 80, 1.0, p.SHEET)
    for x, w, h, wall in (
        (-20, 300, 380, p.WALL_SAND),
        (300, 250, 300, p.SUNK),
        (780, 240, 330, p.WALL_LILAC),
        (1040, 200, 400, p.WALL_SAND),
    ):
        c.box((x, 500 - h), (w, h), wall)
        c.box((x - 6, 500 - h - 10), (w + 12, 14), p.STONE_DARK, 3)
        street.windows(c, (x + 14, 512 - h), (w - 28, h - 70), (4, 4), p.WATER)
    nature.tree(c, 660, 500, 330, p.GREEN)
    nature.ground(c, 490, p.ROAD)
    for i in range(6):
        c.line([(60 + i * 220, 500), (20 + i * 232, 620)], p.STONE, 5)
    for i, tone in enumerate((p.BLUET, p.STONE, p.CLAY_DEEP, p.LEAF_DEEP)):
        car(c, 40 + i * 290, 600, tone, 0.95)
    for i, tone in enumerate((p.SHEET, p.PLUM, p.WATER_DEEP)):
        car(c, 120 + i * 360, 744, tone, 1.15)
    people.walker(c, 596, 700, 210, Look(p.HONEY, p.SKINS[3], p.INK, p.INK_SOFT))


def forest_before(c: Canvas) -> None:
    """The eight parking places where the wood will grow."""
    c.disc(600, 250, 170, p.HONEY_SOFT)
    for x, wall in ((-30, p.WALL_SAND), (930, p.WALL_LILAC)):
        c.box((x, 120), (300, 480), wall)
        c.box((x - 8, 108), (316, 16), p.STONE_DARK, 3)
        street.windows(c, (x + 16, 130), (268, 440), (4, 6), p.WATER)
    nature.ground(c, 590, p.GRASS)
    c.poly([(170, 620), (1030, 620), (1120, 740), (80, 740)], p.ROAD)
    for i in range(6):
        c.line([(200 + i * 160, 624), (150 + i * 180, 736)], p.STONE, 5)
    for i, tone in enumerate((p.CLAY_DEEP, p.BLUET, p.SHEET)):
        car(c, 190 + i * 300, 700, tone, 0.95)


SCENES: dict[str, Scene] = {
    "fontaine": partial(franklin, after=True),
    "fontaine-avant": partial(franklin, after=False),
    "passage-avant": crossing_before,
    "cour-plantee": partial(school_yard, after=True),
    "cour-avant": partial(school_yard, after=False),
    "nichoirs": partial(swifts, after=True),
    "nichoirs-avant": partial(swifts, after=False),
    "jardins-familiaux": allotments,
    "place-avant": square_before,
    "foret-avant": forest_before,
}
