"""The scenes of nature and streets: bench, hedge, crossing, micro-forest."""

from circuits.demo.drawing import nature, people, street
from circuits.demo.drawing import palette as p
from circuits.demo.drawing.canvas import WIDTH, Canvas, Scene
from circuits.demo.drawing.people import Look


def bench_and_trees(c: Canvas) -> None:
    """An afternoon on a bench."""
    c.disc(900, 210, 150, p.HONEY_SOFT)
    nature.cloud(c, 610, 70, 0.9, p.SHEET)
    for i, x in enumerate(range(-40, 1300, 118)):
        c.blob(nature.ring(x, 470 + 12 * (i % 3), (96, 84), 6, i), p.LEAF_PALE)
    c.blob(
        [(-60, 480), (300, 462), (700, 474), (1260, 456), (1260, 860), (-60, 860)],
        p.GRASS,
    )
    c.blob(
        [
            (-80, 700),
            (260, 652),
            (640, 668),
            (980, 618),
            (1280, 600),
            (1290, 700),
            (980, 722),
            (600, 790),
            (200, 800),
            (-80, 860),
        ],
        p.SAND,
    )
    c.disc(600, 640, (470, 52), "#b7cba0")
    nature.tree(c, 960, 610, 400, p.LIME)
    nature.tree(c, 180, 640, 560, p.GREEN)
    nature.tree(c, 560, 600, 470, p.DEEP)
    street.bench(c, 420, 680, 400)
    people.seated(c, 520, 632, 330, Look(p.HONEY, p.SKINS[0], p.GREY_HAIR, p.INK_SOFT))
    people.seated(c, 700, 632, 340, Look(p.WATER_DEEP, p.SKINS[3], p.INK, p.INK))
    street.arms(c, 420, 680, 400)
    c.box((488, 588), (64, 40), p.SHEET, 4)
    c.line([(520, 590), (520, 626)], p.STONE, 3)
    nature.bird(c, 330, 740, 0.9, p.CLAY_DEEP)
    nature.bird(c, 392, 752, -0.8, p.STONE_DARK)
    nature.tufts(
        c,
        [(70, 690), (250, 640), (880, 660), (1010, 648), (1120, 590), (1160, 640)],
        p.LEAF_DEEP,
    )
    nature.flowers(c, [(60, 668), (100, 676), (1060, 652), (1100, 640)], (p.HONEY, p.SHEET))


def school(c: Canvas) -> None:
    """The school behind the hedge."""
    c.box((330, 250), (640, 300), p.SUNK)
    c.poly([(300, 252), (370, 150), (930, 150), (1000, 252)], p.CLAY)
    for i in range(8):
        c.line([(345 + i * 90, 252), (387 + i * 74, 152)], p.CLAY_DEEP, 2)
    c.box((600, 70), (100, 90), p.SUNK)
    c.poly([(586, 74), (650, 16), (714, 74)], p.CLAY_DEEP)
    c.disc(650, 112, 30, p.SHEET)
    c.line([(650, 112), (650, 92)], p.INK, 5)
    c.line([(650, 112), (664, 118)], p.INK, 5)
    for x in (370, 480, 740, 850):
        c.box((x, 300), (84, 120), p.MIST, 3)
        c.line([(x + 42, 302), (x + 42, 418)], p.SHEET, 5)
        c.line([(x + 2, 350), (x + 82, 350)], p.SHEET, 5)
        c.box((x - 5, 420), (94, 8), p.STONE, 2)
    c.box((606, 340), (88, 210), p.WATER_DEEP, 4)
    c.box((578, 296), (144, 30), p.SHEET, 4)
    for i in range(5):
        c.line([(596 + i * 24, 311), (606 + i * 24, 311)], p.INK_SOFT, 5)


def hedge_and_school(c: Canvas) -> None:
    """The fruit hedge of the Haut-Poirier school."""
    nature.cloud(c, 90, 130, 1.1, p.SHEET)
    nature.cloud(c, 1010, 90, 0.9, p.SHEET)
    for i, x in enumerate(range(-30, 1300, 150)):
        c.blob(nature.ring(x, 440 + 14 * (i % 2), (110, 70), 6, i), p.LEAF_PALE)
    school(c)
    nature.ground(c, 520, p.GRASS)
    nature.tree(c, 150, 560, 430, p.GREEN)
    for x, y in ((96, 232), (150, 190), (214, 262), (70, 310), (190, 340), (128, 300)):
        c.blob([(x, y - 14), (x + 9, y + 6), (x, y + 16), (x - 9, y + 6)], p.HONEY)
        c.line([(x, y - 14), (x + 3, y - 22)], p.WOOD_DEEP, 3)
    nature.tree(c, 1090, 560, 350, p.LIME)
    tones = (p.BUSH, p.BUSH_DEEP, p.BUSH_LIME)
    fruit = (p.PLUM, p.HONEY, p.PLUM, "#c96f86")
    for i, x in enumerate(range(20, 1240, 128)):
        r = (94.0, 118.0 + 26 * (i % 3))
        nature.shrub(c, x, 640, r, tones[i % 3])
        nature.berries(c, x, 640, r, fruit[i % 4])
    nature.ground(c, 636, p.SAND)
    nature.tufts(c, [(30 + 96 * i, 650 + 9 * (i % 3)) for i in range(13)], p.LEAF_DEEP)
    people.child(
        c,
        520,
        752,
        215,
        Look(p.HONEY, p.SKINS[2], p.BROWN_HAIR, p.INK_SOFT),
        p.WATER_DEEP,
    )
    people.child(c, 650, 760, 190, Look(p.BLUET, p.SKINS[0], p.FAIR_HAIR, p.INK), p.HONEY)
    c.blob([(826, 752), (840, 700), (910, 700), (924, 752)], p.WOOD)
    c.curve([(838, 702), (875, 650), (912, 702)], p.WOOD_DEEP, 7)
    for x, y in ((850, 702), (868, 694), (886, 696), (902, 702), (876, 704)):
        c.disc(x, y, 10, p.PLUM)


def stripes(c: Canvas) -> None:
    """A crossing with a painted ribbon between its stripes."""
    for i in range(7):
        x = 300 + i * 92
        c.poly([(x, 520), (x + 56, 520), (x + 26, 726), (x - 36, 726)], p.SHEET)
        if i < 6:
            middle = x + 74 - 26
            for k in range(4):
                y = 546 + k * 50
                c.disc(
                    middle - 10 - k * 7,
                    y,
                    11 + k,
                    (p.HONEY, p.WATER_DEEP, p.IRIS, p.LEAF)[(i + k) % 4],
                )


def bicycle(c: Canvas, x: float, base: float) -> None:
    """A bicycle that waits at the kerb."""
    for cx in (x - 58, x + 58):
        c.disc(cx, base - 42, 42, p.INK)
        c.disc(cx, base - 42, 36, p.STONE)
        c.disc(cx, base - 42, 5, p.INK)
    frame = [
        (x - 58, base - 42),
        (x - 10, base - 44),
        (x + 40, base - 104),
        (x - 30, base - 104),
        (x - 10, base - 44),
    ]
    c.line(frame, p.LEAF_DARK, 7)
    c.line([(x - 58, base - 42), (x - 34, base - 118)], p.LEAF_DARK, 7)
    c.line(
        [(x + 58, base - 42), (x + 36, base - 128), (x + 58, base - 136)],
        p.LEAF_DARK,
        7,
    )
    c.line([(x - 52, base - 120), (x - 18, base - 122)], p.INK, 10)


def crossing(c: Canvas) -> None:
    """Crossing the street in front of the school."""
    nature.cloud(c, 300, 60, 0.9, p.SHEET)
    nature.cloud(c, 880, 100, 1.0, p.SHEET)
    walls = (p.WALL_WHEAT, p.SUNK, p.WALL_LILAC, p.SUNK, p.WALL_MINT)
    for i, wall in enumerate(walls):
        x, h = -10 + i * 248, 250 + 30 * ((i * 2) % 3)
        street.gable(c, (x, 440 - h), (236, h), (p.CLAY, p.CLAY_DEEP)[i % 2], wall, 0.36)
        street.windows(c, (x + 14, 448 - h), (208, h * 0.72), (3, 2), p.WATER)
        c.box((x + 92, 356), (52, 86), (p.WATER_DEEP, p.HONEY_DEEP, p.LEAF_DEEP)[i % 3], 4)
    nature.ground(c, 440, p.STONE)
    c.line([(0, 486), (WIDTH, 486)], p.STONE_DARK, 10)
    nature.ground(c, 492, p.ROAD)
    nature.ground(c, 748, p.STONE)
    c.line([(0, 748), (WIDTH, 748)], p.STONE_DARK, 10)
    stripes(c)
    c.line([(1010, 484), (1010, 250)], p.INK_SOFT, 9)
    c.box((964, 196), (92, 92), p.BLUET, 8)
    c.poly([(1010, 204), (1048, 276), (972, 276)], p.SHEET)
    c.disc(1010, 228, 5, p.INK)
    c.line([(1010, 236), (1008, 252)], p.INK, 6)
    c.line([(1008, 252), (998, 268)], p.INK, 5)
    c.line([(1008, 252), (1019, 268)], p.INK, 5)
    nature.tree(c, 120, 470, 300, p.GREEN)
    people.walker(c, 560, 690, 300, Look(p.PLUM, p.SKINS[2], p.INK, p.INK_SOFT))
    people.walker(c, 690, 700, 190, Look(p.HONEY, p.SKINS[1], p.BROWN_HAIR, p.WATER_DEEP))
    people.walker(c, 442, 706, 176, Look(p.LEAF_DEEP, p.SKINS[3], p.INK, p.INK_SOFT))
    c.box((660, 566), (24, 46), p.BLUET, 6)
    bicycle(c, 1050, 786)


def micro_forest(c: Canvas) -> None:
    """A very small wood between two buildings."""
    c.disc(600, 250, 170, p.HONEY_SOFT)
    for x, wall in ((-30, p.WALL_SAND), (930, p.WALL_LILAC)):
        c.box((x, 120), (300, 480), wall)
        c.box((x - 8, 108), (316, 16), p.STONE_DARK, 3)
        street.windows(c, (x + 16, 130), (268, 440), (4, 6), p.WATER)
    nature.ground(c, 590, p.GRASS)
    c.blob(
        [(180, 650), (360, 606), (840, 606), (1020, 650), (840, 700), (360, 700)],
        p.SOIL,
    )
    tones = (p.DEEP, p.LIME, p.GREEN, p.GOLD)
    for i in range(8):
        nature.poplar(
            c,
            300 + i * 86,
            636,
            400 - 36 * (i % 3),
            *((p.LEAF_DARK, p.LEAF_DEEP) if i % 2 else (p.LEAF_DEEP, p.LEAF)),
        )
    for i in range(7):
        nature.tree(c, 330 + i * 90, 656 + 6 * (i % 2), 260 + 38 * ((i * 2) % 3), tones[i % 4])
    for i in range(9):
        nature.shrub(
            c,
            272 + i * 82,
            684,
            (52, 56 + 14 * (i % 3)),
            (p.BUSH, p.BUSH_LIME, p.BUSH_DEEP)[i % 3],
        )
    c.box((652, 402), (54, 62), p.WOOD, 4)
    c.poly([(642, 406), (679, 372), (716, 406)], p.WOOD_DEEP)
    c.disc(679, 430, 9, p.INK)
    nature.fence(c, 190, 1020, 722, 72)
    nature.tufts(c, [(60 + 130 * i, 756 - 12 * (i % 3)) for i in range(9)], p.LEAF_DEEP)
    people.child(c, 470, 774, 190, Look(p.HONEY, p.SKINS[3], p.INK, p.INK_SOFT), p.IRIS)
    people.walker(c, 900, 776, 270, Look(p.WATER_DEEP, p.SKINS[0], p.GREY_HAIR, p.INK_SOFT), -1)
    c.line([(852, 640), (838, 770)], p.WOOD_DEEP, 6)
    c.poly([(828, 764), (850, 764), (846, 796), (834, 796)], p.INK_SOFT)


SCENES: dict[str, Scene] = {
    "banc-arbres": bench_and_trees,
    "haie-ecole": hedge_and_school,
    "passage-pieton": crossing,
    "micro-foret": micro_forest,
}
