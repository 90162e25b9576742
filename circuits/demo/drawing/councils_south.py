"""The councils of Manufactures, Grand Centre and West."""

from circuits.demo.drawing import nature, people, street
from circuits.demo.drawing import palette as p
from circuits.demo.drawing.canvas import WIDTH, Canvas, Scene
from circuits.demo.drawing.people import Look

IRIS, IRIS_DEEP, IRIS_SOFT = "#a98bcf", "#65399a", "#eee6f7"
BLEUET, BLEUET_DEEP, BLEUET_SOFT = "#78a3d6", "#1c5698", "#e0eaf7"
TILLEUL, TILLEUL_SOFT = "#a6ad58", "#eef0d3"
SHRUBS = (p.BUSH, p.BUSH_DEEP, p.BUSH_LIME)


def factory(c: Canvas) -> None:
    """A mill: saw-tooth roofs and a tall chimney."""
    c.poly([(476, 420), (490, 84), (536, 84), (550, 420)], p.CLAY_DEEP)
    c.box((482, 70), (62, 18), IRIS_DEEP, 3)
    for i in range(6):
        c.line([(488 - i * 2, 122 + 46 * i), (538 + i * 2, 122 + 46 * i)], p.CLAY, 4)
    nature.cloud(c, 560, 30, 0.7, p.SHEET)
    for i in range(5):
        x = 570 + i * 130
        c.poly([(x, 262), (x, 158), (x + 130, 262)], p.CLAY_DEEP)
        c.poly(
            [(x + 10, 256), (x + 10, 186), (x + 92, 256)],
            p.HONEY_SOFT if i == 1 else p.WATER,
        )
    c.box((570, 258), (660, 200), "#e8cdb8")
    street.windows(c, (584, 262), (640, 70), (9, 1), p.WATER)


def twin_house(c: Canvas, x: float, wall: str, roof: str) -> None:
    """Two workers' dwellings under one roof."""
    c.box((x, 390), (236, 140), wall)
    c.poly([(x - 16, 398), (x + 30, 322), (x + 206, 322), (x + 252, 398)], roof)
    c.box((x + 168, 290), (28, 46), p.CLAY_DEEP, 2)
    c.line([(x + 118, 398), (x + 118, 528)], p.STONE, 3)
    for side in (0, 1):
        wx, dx = x + 58 + side * 74, x + 14 + side * 176
        c.box((wx, 426), (46, 56), p.WATER, 3)
        c.box((wx - 11, 426), (11, 56), IRIS, 2)
        c.box((wx + 46, 426), (11, 56), IRIS, 2)
        c.box((dx, 446), (32, 84), IRIS_DEEP, 3)


def kitchen_garden(c: Canvas) -> None:
    """Rows of vegetables and bean poles."""
    for row, y in enumerate((612, 676, 742)):
        c.blob(
            [
                (520, y),
                (860, y - 12),
                (1260, y),
                (1260, y + 26),
                (860, y + 34),
                (520, y + 26),
            ],
            p.SOIL,
        )
        for i in range(8):
            nature.shrub(c, 570 + i * 88, y + 10, (30, 34), SHRUBS[(i + row) % 3])
    for i in range(5):
        x = 600 + i * 140
        c.line([(x - 26, 690), (x, 580), (x + 26, 690)], p.WOOD_DEEP, 5)
        c.blob(nature.ring(x, 640, (17, 46), 5), p.LEAF_DEEP)
        for px, py in nature.spread(5, (x - 12, 604), (24, 70)):
            c.disc(px, py, 5, IRIS)


def manufactures(c: Canvas) -> None:
    """The houses of the Cité, their gardens and the mill."""
    nature.cloud(c, 120, 90, 1.0, p.SHEET)
    factory(c)
    nature.tree(c, 90, 460, 330, p.DEEP)
    for i, x in enumerate((-60, 200, 560, 820, 1080)):
        wall = (p.SUNK, IRIS_SOFT, p.WALL_WHEAT, p.SUNK, IRIS_SOFT)[i]
        twin_house(c, x, wall, ("#cf9f80", p.CLAY)[i % 2])
    c.box((0, 520), (WIDTH, 280), p.GRASS)
    nature.tree(c, 486, 552, 250, p.LIME)
    for x in range(-20, 1240, 62):
        c.line([(x, 560), (x, 512)], p.SHEET, 9)
    c.line([(0, 530), (WIDTH, 530)], p.SHEET, 7)
    kitchen_garden(c)
    for x in (60, 390):
        c.line([(x, 720), (x, 576)], p.WOOD_DEEP, 9)
    c.curve([(60, 588), (225, 612), (390, 588)], p.INK_SOFT, 3)
    for i, tone in enumerate((IRIS, p.SHEET, p.HONEY, p.BLUET)):
        x = 92 + i * 72
        c.poly([(x, 598 + 5 * (i % 2)), (x + 54, 602), (x + 50, 680), (x + 4, 676)], tone)
    people.person(
        c,
        452,
        776,
        260,
        Look(p.HONEY, p.SKINS[1], p.BROWN_HAIR, p.INK_SOFT),
        (0.2, 0.4),
    )
    people.child(c, 270, 780, 160, Look(p.LEAF_DEEP, p.SKINS[2], p.INK, p.INK_SOFT), IRIS)


def temple(c: Canvas) -> None:
    """A tall temple with a slender spire, as on the great square."""
    wall = "#dcb39f"
    c.box((420, 250), (250, 330), wall)
    c.poly([(404, 256), (545, 130), (686, 256)], BLEUET_DEEP)
    c.box((496, 150), (98, 430), "#e4c0ad")
    c.poly([(486, 156), (545, 14), (604, 156)], BLEUET_DEEP)
    for x in (486, 604):
        c.poly([(x - 12, 156), (x, 96), (x + 12, 156)], BLEUET_DEEP)
    c.disc(545, 226, 34, p.SHEET)
    c.disc(545, 226, 26, BLEUET)
    for x in (446, 624):
        c.box((x - 12, 330), (28, 150), p.WATER_DEEP, 14)
    c.box((524, 300), (42, 130), BLEUET, 20)
    c.box((518, 490), (54, 90), p.WOOD_DEEP, 24)


def tram(c: Canvas, x: float, y: float) -> None:
    """A tram that crosses the square."""
    c.box((x, y), (430, 116), p.HONEY, 26)
    c.box((x + 18, y + 20), (394, 46), p.INK, 12)
    for i in range(6):
        c.box((x + 26 + i * 64, y + 26), (54, 34), p.MIST, 6)
    c.box((x + 196, y + 22), (40, 92), p.shade(p.HONEY), 4)
    c.box((x, y + 92), (430, 12), p.SHEET)
    for i in range(4):
        c.disc(x + 64 + i * 100, y + 118, 13, p.INK)
    c.line([(x + 200, y), (x + 230, y - 34), (x + 262, y - 34)], p.INK_SOFT, 5)


def grand_centre(c: Canvas) -> None:
    """The great square, its facades, its temple, a tram."""
    nature.cloud(c, 140, 60, 0.9, p.SHEET)
    nature.cloud(c, 880, 90, 0.9, p.SHEET)
    tones = (
        p.WALL_WHEAT,
        BLEUET_SOFT,
        p.WALL_ROSE,
        p.WALL_MINT,
        p.HONEY_SOFT,
        p.WALL_LILAC,
        p.SUNK,
    )
    for i, x in enumerate((-30, 120, 270, 690, 830, 970, 1110)):
        h = 270 + 34 * ((i * 2) % 3)
        street.gable(c, (x, 560 - h), (140, h), (p.CLAY, p.CLAY_DEEP)[i % 2], tones[i], 0.6)
        street.windows(c, (x + 6, 566 - h), (128, h - 96), (2, 3), p.WATER)
        c.box((x + 14, 486), (112, 16), (BLEUET, p.SHEET, p.LEAF, p.HONEY)[i % 4], 4)
        c.box((x + 20, 502), (100, 62), BLEUET_DEEP if i % 2 else p.INK_SOFT, 2)
    temple(c)
    c.box((0, 556), (WIDTH, 244), p.SAND)
    for i in range(11):
        c.line([(-100 + 150 * i, 800), (130 + 100 * i, 560)], p.STONE, 3)
    c.line([(0, 654), (WIDTH, 654)], p.STONE_DARK, 5)
    tram(c, 640, 532)
    for x in (130, 330):
        c.line([(x, 730), (x, 560)], p.INK_SOFT, 5)
        c.poly([(x - 96, 590), (x, 546), (x + 96, 590)], BLEUET)
        c.poly([(x - 32, 590), (x, 546), (x + 32, 590)], p.SHEET)
        c.box((x - 50, 676), (100, 8), p.WOOD, 3)
    street.stool(c, 66, 690, 754)
    street.stool(c, 398, 690, 754)
    people.seated(c, 66, 694, 220, Look(p.LEAF_DEEP, p.SKINS[2], p.INK, p.INK_SOFT))
    people.seated(c, 398, 694, 220, Look(p.HONEY, p.SKINS[0], p.FAIR_HAIR, p.INK))
    people.walker(c, 560, 766, 250, Look(p.PLUM, p.SKINS[3], p.INK, p.INK_SOFT))
    people.walker(c, 1010, 776, 260, Look(BLEUET, p.SKINS[1], p.BROWN_HAIR, p.INK_SOFT), -1)
    people.walker(c, 900, 772, 160, Look(p.HONEY, p.SKINS[1], p.BROWN_HAIR, p.INK), -1)
    for x, s in ((690, 0.9), (742, -0.8), (790, 0.8)):
        nature.bird(c, x, 772, s, p.STONE_DARK)


def village(c: Canvas) -> None:
    """Dornach: low roofs around a steeple."""
    for i, x in enumerate((60, 170, 380, 480)):
        street.gable(
            c,
            (x, 486),
            (110, 84),
            (p.CLAY, p.CLAY_DEEP)[i % 2],
            (p.SUNK, p.WALL_WHEAT)[i % 2],
            0.46,
        )
        street.windows(c, (x + 8, 488), (94, 60), (2, 1), p.WATER)
    c.box((286, 380), (74, 190), p.SHEET)
    c.poly([(278, 384), (323, 236), (368, 384)], p.CLAY_DEEP)
    c.disc(323, 420, 17, p.WATER_DEEP)
    c.box((310, 470), (26, 46), p.WATER_DEEP, 13)


def west(c: Canvas) -> None:
    """Towers above the orchards, a village, the blue line of the Vosges."""
    c.disc(250, 180, 96, p.HONEY_SOFT)
    nature.cloud(c, 470, 70, 0.9, p.SHEET)
    c.blob(
        [
            (-80, 330),
            (120, 262),
            (300, 300),
            (520, 228),
            (760, 290),
            (980, 236),
            (1280, 300),
            (1280, 560),
            (-80, 560),
        ],
        "#b4c8dc",
    )
    c.blob(
        [
            (-80, 384),
            (180, 330),
            (420, 362),
            (700, 316),
            (960, 356),
            (1280, 330),
            (1280, 600),
            (-80, 600),
        ],
        "#94b0c8",
    )
    c.blob(
        [
            (-80, 560),
            (240, 500),
            (560, 486),
            (880, 430),
            (1280, 390),
            (1280, 860),
            (-80, 860),
        ],
        "#c6d6a6",
    )
    for x, h, wall in (
        (740, 330, p.SUNK),
        (880, 400, TILLEUL_SOFT),
        (1030, 350, p.SUNK),
    ):
        base = 470 - (x - 740) * 0.16
        c.box((x, base - h), (112, h), wall)
        c.box((x - 5, base - h - 10), (122, 13), TILLEUL, 3)
        street.windows(c, (x + 8, base - h + 6), (96, h - 20), (3, 8), p.WATER)
    village(c)
    c.blob(
        [(-80, 590), (320, 566), (760, 540), (1280, 450), (1280, 860), (-80, 860)],
        p.GRASS,
    )
    fruit = (p.HONEY, p.PLUM)
    for row, y in enumerate((610, 700)):
        for i in range(6):
            x, base = 560 + i * 124 - row * 60, y - i * 13
            h = 150 + 26 * row
            nature.tree(c, x, base, h, (p.GREEN, p.LIME, p.DEEP)[(i + row) % 3])
            for px, py in nature.spread(
                6, (x - h * 0.24, base - h * 0.9), (h * 0.48, h * 0.46)
            ):
                c.disc(px, py, 6, fruit[(i + row) % 2])
    c.blob(
        [
            (-80, 706),
            (300, 676),
            (560, 720),
            (900, 726),
            (1280, 790),
            (1280, 860),
            (-80, 860),
        ],
        p.SAND,
    )
    c.line([(250, 752), (286, 590)], p.WOOD_DEEP, 6)
    c.line([(306, 752), (314, 590)], p.WOOD_DEEP, 6)
    for i in range(5):
        c.line([(256 + i * 7, 724 - i * 30), (307 + i * 2, 724 - i * 30)], p.WOOD_DEEP, 5)
    nature.tree(c, 380, 752, 300, p.GREEN)
    for px, py in nature.spread(10, (306, 480), (150, 150)):
        c.disc(px, py, 9, p.HONEY)
    people.person(
        c,
        180,
        768,
        270,
        Look(TILLEUL, p.SKINS[1], p.BROWN_HAIR, p.INK_SOFT),
        (0.24, 0.5),
    )
    people.child(c, 470, 780, 160, Look(p.PLUM, p.SKINS[3], p.INK, p.INK_SOFT), p.HONEY)
    c.poly([(78, 768), (88, 722), (142, 722), (152, 768)], p.WOOD)
    for x, y in ((98, 720), (115, 722), (132, 720), (106, 706), (124, 706)):
        c.disc(x, y, 11, p.HONEY)


SCENES: dict[str, Scene] = {
    "conseil-manufactures": manufactures,
    "conseil-grand-centre": grand_centre,
    "conseil-west": west,
}
