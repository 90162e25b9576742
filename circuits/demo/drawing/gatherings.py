"""The scenes where people meet: home, the square, the bread box."""

from circuits.demo.drawing import nature, people, street
from circuits.demo.drawing import palette as p
from circuits.demo.drawing.canvas import WIDTH, Canvas, Scene, flatten, smooth
from circuits.demo.drawing.people import Look


def watering_can(c: Canvas, x: float, y: float) -> None:
    """A watering can that tips, and its drops."""
    c.poly(
        [(x - 8, y - 6), (x + 42, y + 4), (x + 34, y + 48), (x - 18, y + 36)],
        p.LEAF_DARK,
    )
    c.line([(x - 8, y + 26), (x - 48, y - 8)], p.LEAF_DARK, 8)
    c.line([(x - 56, y - 2), (x - 40, y - 16)], p.LEAF_DARK, 8)
    c.curve([(x + 4, y - 4), (x + 34, y - 26), (x + 42, y + 12)], p.LEAF_DARK, 6)
    for i in range(3):
        c.line(
            [(x - 62 - 8 * i, y + 12 + 14 * i), (x - 65 - 8 * i, y + 22 + 14 * i)],
            p.WATER_DEEP,
            4,
        )


def square(c: Canvas) -> None:
    """The square with its new planters."""
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
    nature.ground(c, 490, p.SAND)
    for i in range(8):
        c.line([(-200 + i * 230, 800), (200 + i * 116, 492)], p.STONE, 3)
    for y in (530, 590, 680):
        c.line([(0, y), (WIDTH, y)], p.STONE, 3)
    for x, tone in ((330, p.GREEN), (830, p.LIME)):
        nature.tree(c, x + 70, 540, 210, tone)
        street.planter(c, x, 590, 140, 66)
    for x in (60, 900):
        nature.shrub(c, x + 60, 664, (62, 84), p.BUSH_DEEP)
        nature.shrub(c, x + 146, 664, (58, 64), p.BUSH_LIME)
        nature.flowers(
            c, [(x + 26 + 30 * i, 662) for i in range(6)], (p.HONEY, p.IRIS, p.SHEET)
        )
        street.planter(c, x, 730, 210, 84)
    street.bench(c, 470, 700, 250)
    people.seated(c, 560, 652, 270, Look(p.IRIS, p.SKINS[1], p.BROWN_HAIR, p.INK_SOFT))
    street.arms(c, 470, 700, 250)
    people.person(c, 336, 736, 270, Look(p.HONEY, p.SKINS[3], p.INK, p.INK_SOFT), (-0.22, 0.5))
    watering_can(c, 262, 606)
    people.child(c, 800, 752, 180, Look(p.WATER_DEEP, p.SKINS[0], p.FAIR_HAIR, p.INK), p.HONEY)
    nature.bird(c, 700, 764, 0.8, p.STONE_DARK)


def wheat(c: Canvas, x: float, y: float) -> None:
    """An ear of wheat, the sign of the boxes."""
    c.curve([(x, y + 70), (x + 2, y), (x, y - 60)], p.HONEY, 6)
    for i in range(5):
        py = y + 22 - i * 20
        for side in (-1, 1):
            c.blob(
                [
                    (x, py),
                    (x + side * 20, py - 20),
                    (x + side * 10, py - 34),
                    (x, py - 16),
                ],
                p.HONEY,
            )
    c.blob([(x, y - 60), (x + 8, y - 78), (x, y - 96), (x - 8, y - 78)], p.HONEY)


def bread_box(c: Canvas) -> None:
    """A bread box in a street of the Cité."""
    nature.cloud(c, 820, 70, 0.9, p.SHEET)
    for i, x in enumerate((-60, 210, 480, 750, 1020)):
        wall = (p.SUNK, p.WALL_WHEAT, p.WALL_MINT, p.SUNK, p.WALL_LILAC)[i]
        street.gable(c, (x, 250), (262, 310), (p.CLAY_DEEP, p.CLAY)[i % 2], wall, 0.42)
        street.windows(c, (x + 16, 262), (230, 190), (2, 1), p.WATER)
        c.box(
            (x + 96, 430),
            (70, 132),
            (p.LEAF_DEEP, p.WATER_DEEP, p.HONEY_DEEP)[i % 3],
            4,
        )
    for i in range(14):
        nature.shrub(
            c,
            -20 + i * 96,
            578,
            (60, 54),
            (p.BUSH, p.BUSH_DEEP)[i % 2],
        )
    nature.ground(c, 574, p.SAND)
    c.line([(0, 578), (WIDTH, 578)], p.STONE_DARK, 6)
    nature.ground(c, 742, p.STONE)
    for x in (526, 710):
        c.line([(x, 726), (x, 600)], p.INK, 12)
        c.line([(x - 18, 728), (x + 18, 728)], p.INK, 9)
    c.box((480, 370), (276, 262), p.LEAF_DARK, 20)
    c.poly([(466, 404), (500, 352), (736, 352), (770, 404)], p.ENAMEL)
    c.box((500, 412), (236, 202), p.ENAMEL, 14)
    c.box((538, 426), (160, 20), p.INK, 8)
    wheat(c, 618, 548)
    c.disc(716, 520, 9, p.HONEY)
    c.line([(604, 437), (556, 320)], p.BREAD, 30)
    for i in range(4):
        c.line([(582 - i * 9, 392 - i * 22), (568 - i * 9, 388 - i * 22)], p.WOOD_DEEP, 4)
    c.line([(600, 444), (640, 444)], p.INK, 6)
    people.person(
        c, 880, 752, 410, Look(p.IRIS, p.SKINS[1], "#5b5670", p.INK_SOFT), (-0.31, 0.71)
    )
    c.line([(700, 434), (806, 478)], p.BREAD, 26)
    for i in range(3):
        c.line([(724 + i * 24, 436 + i * 10), (718 + i * 24, 450 + i * 10)], p.WOOD_DEEP, 4)
    people.child(
        c, 1000, 758, 250, Look(p.HONEY, p.SKINS[1], p.BROWN_HAIR, p.INK), p.WATER_DEEP
    )
    for x, y, s, tone in (
        (250, 722, 1.1, p.CLAY_DEEP),
        (334, 742, -1.0, p.STONE_DARK),
        (168, 748, 1.0, "#a08a6c"),
    ):
        nature.bird(c, x, y, s, tone)
    for x, y in ((292, 734), (304, 742), (284, 744)):
        c.disc(x, y, 4, p.BREAD)


def town_hall(c: Canvas) -> None:
    """The town's house, with a double flight of steps."""
    c.box((856, 250), (300, 300), p.WALL_ROSE)
    c.poly([(836, 254), (884, 150), (1128, 150), (1176, 254)], p.CLAY_DEEP)
    c.box((966, 92), (80, 70), p.WALL_ROSE)
    c.poly([(954, 96), (1006, 30), (1058, 96)], p.CLAY_DEEP)
    c.disc(1006, 126, 25, p.SHEET)
    c.line([(1006, 126), (1006, 110)], p.INK, 4)
    c.line([(1006, 126), (1017, 130)], p.INK, 4)
    street.windows(c, (872, 262), (268, 150), (4, 2), p.WATER)
    c.box((974, 430), (64, 104), p.LEAF_DARK, 30)
    c.poly(
        [(856, 552), (960, 470), (960, 534), (1052, 534), (1052, 470), (1156, 552)],
        p.STONE,
    )
    for side in (-1, 1):
        c.line([(1006 + side * 150, 520), (1006 + side * 48, 440)], p.INK_SOFT, 5)


def pennants(c: Canvas) -> None:
    """A string of pennants from tree to tree."""
    rope = [(90, 200), (300, 282), (520, 292), (740, 236)]
    c.curve(rope, p.INK_SOFT, 4)
    tones = (p.HONEY, p.WATER_DEEP, p.IRIS, p.LEAF_DEEP, p.BLUET)
    for i, (x, y) in enumerate(flatten(rope[0], smooth(rope, closed=False))[1:-1]):
        c.poly([(x - 15, y), (x + 15, y), (x, y + 36)], tones[i % 5])


def home(c: Canvas) -> None:
    """A council around its table, and the thread that ties it to the town hall."""
    c.disc(520, 170, 110, p.HONEY_SOFT)
    nature.cloud(c, 640, 70, 0.9, p.SHEET)
    for i, x in enumerate(range(-40, 1300, 130)):
        c.blob(nature.ring(x, 480 + 12 * (i % 3), (100, 80), 6, i), p.LEAF_PALE)
    c.blob(
        [(-60, 536), (300, 526), (800, 534), (1260, 530), (1260, 860), (-60, 860)],
        p.GRASS,
    )
    town_hall(c)
    nature.tree(c, 90, 610, 480, p.GREEN)
    nature.tree(c, 760, 580, 430, p.LIME)
    pennants(c)
    around = (
        Look(p.LEAF_DEEP, p.SKINS[0], p.GREY_HAIR),
        Look(p.HONEY, p.SKINS[3], p.INK),
        Look(p.IRIS, p.SKINS[1], p.BROWN_HAIR),
        Look(p.WATER_DEEP, p.SKINS[2], p.INK),
        Look(p.CLAY_DEEP, p.SKINS[0], p.FAIR_HAIR),
    )
    for i, look in enumerate(around):
        people.seated(c, 210 + i * 104, 622 + 6 * (i % 2), 300 - 12 * (i % 2), look)
    people.person(
        c, 736, 740, 320, Look(p.BLUET, p.SKINS[1], p.PLUM, p.INK_SOFT), (-0.24, 0.46)
    )
    c.box((130, 606), (530, 24), p.WOOD, 6)
    c.box((130, 626), (530, 8), p.WOOD_DEEP, 3)
    for x in (166, 612):
        c.line([(x, 634), (x - 14, 748)], p.WOOD_DEEP, 12)
        c.line([(x, 634), (x + 24, 748)], p.WOOD_DEEP, 12)
    for x in (240, 344, 452, 556):
        c.poly([(x - 30, 604), (x + 22, 604), (x + 30, 592), (x - 22, 592)], p.SHEET)
    c.curve(
        [(632, 600), (690, 690), (800, 760), (930, 716), (990, 640), (1006, 540)],
        p.HONEY_DEEP,
        7,
    )
    for x, y in ((690, 690), (800, 760), (930, 716), (990, 640)):
        c.disc(x, y, 13, p.INK)
        c.disc(x, y, 6, p.HONEY)
    nature.bird(c, 1110, 700, 0.9, p.CLAY_DEEP)
    nature.tufts(
        c,
        [(60, 700), (120, 770), (440, 776), (860, 640), (1080, 770), (1160, 640)],
        p.LEAF_DEEP,
    )


SCENES: dict[str, Scene] = {
    "accueil": home,
    "place-bacs": square,
    "boite-a-pain": bread_box,
}
