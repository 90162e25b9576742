"""The councils of Bourtzwiller, D8 and Drouot-Barbanègre."""

from circuits.demo.drawing import nature, people, street
from circuits.demo.drawing import palette as p
from circuits.demo.drawing.canvas import WIDTH, Canvas, Scene
from circuits.demo.drawing.people import Look

TEAL, TEAL_DEEP, TEAL_SOFT = "#6aaab0", "#0a626f", "#ddeeee"
SAPIN, SAPIN_SOFT = "#7cb08b", "#e1efe0"
GAUDE, GAUDE_SOFT = "#cda544", "#f7eccd"
IRIS, IRIS_DEEP, IRIS_SOFT = "#a98bcf", "#65399a", "#eee6f7"
SHRUBS = (p.BUSH, p.BUSH_DEEP, p.BUSH_LIME)


def footbridge(c: Canvas) -> None:
    """The footbridge over the Doller."""
    arch = [(300, 560), (470, 506), (640, 490), (810, 506), (980, 560)]
    c.curve([(x, y + 22) for x, y in arch], TEAL_DEEP, 18)
    c.curve(arch, p.WOOD, 16)
    for x, y in (
        (330, 549),
        (400, 524),
        (470, 505),
        (555, 494),
        (640, 489),
        (725, 494),
        (810, 505),
        (880, 524),
        (950, 549),
    ):
        c.line([(x, y), (x, y - 66)], TEAL_DEEP, 6)
    c.curve([(x, y - 66) for x, y in arch], TEAL_DEEP, 8)


def ripples(c: Canvas, points: list[tuple[float, float]], colour: str) -> None:
    """Short waves on the water."""
    for x, y in points:
        c.curve(
            [(x, y), (x + 18, y - 6), (x + 36, y), (x + 54, y - 6), (x + 72, y)],
            colour,
            4,
        )


def duck(c: Canvas, x: float, y: float, s: float) -> None:
    """A duck on the water; a negative `s` looks left."""
    k = abs(s)
    c.blob(
        [
            (x - 40 * s, y - 20 * k),
            (x, y - 16 * k),
            (x + 30 * s, y - 18 * k),
            (x + 24 * s, y + 8 * k),
            (x - 24 * s, y + 8 * k),
        ],
        p.WOOD,
    )
    c.disc(x + 32 * s, y - 28 * k, 13 * k, TEAL_DEEP)
    c.poly(
        [(x + 42 * s, y - 31 * k), (x + 58 * s, y - 24 * k), (x + 42 * s, y - 21 * k)],
        p.HONEY,
    )
    c.disc(x + 35 * s, y - 31 * k, 2.4 * k, p.SHEET)
    c.line([(x - 20 * s, y - 6 * k), (x + 10 * s, y - 4 * k)], p.WOOD_DEEP, 3)


def bourtzwiller(c: Canvas) -> None:
    """The Doller, its footbridge, houses with gardens."""
    nature.cloud(c, 150, 90, 1.1, p.SHEET)
    nature.cloud(c, 760, 60, 0.8, p.SHEET)
    for x, h in ((70, 300), (250, 340)):
        c.box((x, 440 - h), (150, h), p.SUNK)
        c.box((x - 6, 430 - h), (162, 14), TEAL_DEEP, 3)
        street.windows(c, (x + 10, 446 - h), (130, h - 20), (3, 6), TEAL)
    for i, x in enumerate((470, 660, 850, 1040)):
        wall = (p.SUNK, TEAL_SOFT, p.WALL_WHEAT, p.SUNK)[i]
        street.gable(c, (x, 310), (150, 130), (p.CLAY, p.CLAY_DEEP)[i % 2], wall, 0.42)
        street.windows(c, (x + 10, 316), (130, 80), (2, 1), TEAL)
        c.box((x + 58, 376), (36, 64), TEAL_DEEP, 3)
    c.box((0, 436), (WIDTH, 200), p.GRASS)
    nature.tree(c, 432, 460, 210, p.GREEN)
    nature.tree(c, 1010, 462, 230, p.LIME)
    nature.tree(c, 1180, 470, 280, p.DEEP)
    for i in range(16):
        nature.shrub(c, -10 + i * 82, 476, (52, 38 + 10 * (i % 3)), SHRUBS[i % 3])
    c.blob(
        [
            (-80, 540),
            (300, 566),
            (660, 556),
            (1000, 570),
            (1280, 540),
            (1280, 720),
            (900, 704),
            (500, 716),
            (-80, 690),
        ],
        p.WATER,
    )
    ripples(
        c,
        [(60, 600), (250, 650), (470, 610), (700, 666), (1040, 620), (900, 600)],
        p.SHEET,
    )
    footbridge(c)
    people.walker(c, 590, 492, 165, Look(p.HONEY, p.SKINS[2], p.INK, p.INK_SOFT))
    people.walker(c, 690, 492, 108, Look(p.IRIS, p.SKINS[2], p.BROWN_HAIR, p.INK))
    duck(c, 200, 640, 0.9)
    duck(c, 320, 660, 0.7)
    c.blob(
        [(-80, 690), (300, 676), (700, 694), (1280, 668), (1290, 860), (-80, 860)],
        "#b9cf9f",
    )
    for i in range(9):
        x = 30 + 150 * i
        for dx in (-14, 0, 14):
            c.curve([(x, 740), (x + dx * 0.5, 690), (x + dx, 640 + abs(dx))], p.LEAF_DEEP, 5)
        c.line([(x, 690), (x, 634)], p.WOOD_DEEP, 9)
    nature.flowers(c, [(100 + 170 * i, 770) for i in range(7)], (p.HONEY, p.SHEET, TEAL))


def open_window(c: Canvas, x: float, y: float, tones: tuple[str, str], inside: int) -> None:
    """A painted window with its shutters open, and something inside."""
    c.box((x, y), (84, 104), tones[0], 6)
    for side in (-46, 88):
        c.box((x + side, y), (42, 104), tones[1], 4)
        for k in range(4):
            c.line(
                [(x + side + 8, y + 18 + 22 * k), (x + side + 34, y + 18 + 22 * k)],
                p.shade(tones[1]),
                4,
            )
    if inside == 0:
        nature.bird(c, x + 42, y + 88, 1.1, p.SHEET)
    elif inside == 1:
        c.disc(x + 42, y + 70, (24, 20), p.SHEET)
        c.line([(x + 64, y + 72), (x + 76, y + 56)], p.SHEET, 6)
        c.curve([(x + 20, y + 62), (x + 6, y + 70), (x + 20, y + 80)], p.SHEET, 5)
        c.line([(x + 34, y + 48), (x + 50, y + 48)], p.SHEET, 6)
    elif inside == 2:
        nature.flowers(
            c,
            [(x + 24, y + 92), (x + 42, y + 88), (x + 60, y + 92)],
            (p.SHEET, p.HONEY),
        )
        c.poly(
            [(x + 18, y + 84), (x + 66, y + 84), (x + 58, y + 104), (x + 26, y + 104)],
            p.CLAY_DEEP,
        )
    else:
        c.disc(x + 42, y + 44, 20, p.HONEY)
        c.blob(
            [
                (x + 6, y + 104),
                (x + 24, y + 66),
                (x + 44, y + 84),
                (x + 62, y + 62),
                (x + 80, y + 104),
            ],
            p.LEAF_DARK,
        )


def d8(c: Canvas) -> None:
    """The promenade and its fresco of open windows."""
    nature.cloud(c, 60, 80, 0.9, p.SHEET)
    c.box((-20, 190), (250, 420), p.WALL_SAND)
    c.box((-26, 178), (262, 16), p.STONE_DARK, 3)
    street.windows(c, (-6, 200), (224, 360), (3, 4), p.WATER)
    c.box((1010, 150), (220, 460), p.SUNK)
    c.box((1004, 138), (230, 16), p.STONE_DARK, 3)
    street.windows(c, (1024, 160), (190, 400), (3, 5), p.WATER)
    c.box((230, 100), (780, 510), SAPIN_SOFT)
    c.box((222, 88), (796, 18), p.LEAF_DARK, 4)
    tones = (
        (p.WATER, p.LEAF_DEEP),
        (p.IRIS, p.HONEY),
        (p.HONEY_DEEP, p.WATER_DEEP),
        (p.BLUET, p.PLUM),
    )
    for i in range(4):
        for j in range(2):
            k = (i + j * 3) % 4
            open_window(c, 292 + i * 182, 146 + j * 190, tones[k], (i + 2 * j) % 4)
    for x, y in ((380, 300), (560, 292), (748, 308)):
        c.curve(
            [
                (x - 22, y - 10),
                (x - 8, y - 16),
                (x, y),
                (x + 8, y - 16),
                (x + 22, y - 10),
            ],
            p.LEAF_DARK,
            5,
        )
    c.box((0, 600), (WIDTH, 200), p.SAND)
    for i in range(9):
        c.line([(60 + 150 * i, 604), (-60 + 176 * i, 800)], p.STONE, 3)
    for x in (842, 1000):
        c.line([(x, 640), (x, 330)], p.INK_SOFT, 7)
    for y in (520, 410):
        c.box((828, y), (186, 12), p.WOOD, 3)
    c.line([(842, 640), (1000, 524)], p.INK_SOFT, 4)
    people.person(c, 900, 520, 180, Look(p.HONEY, p.SKINS[2], p.INK, p.INK_SOFT), (-0.2, 0.86))
    c.line([(862, 366), (850, 350)], p.LEAF_DARK, 8)
    c.box((950, 492), (30, 28), p.PLUM, 4)
    nature.tree(c, 120, 660, 330, p.GREEN)
    nature.tree(c, 1120, 670, 300, p.DEEP)
    people.walker(c, 330, 752, 280, Look(p.PLUM, p.SKINS[0], p.BROWN_HAIR, p.INK_SOFT))
    people.walker(c, 450, 756, 160, Look(p.HONEY, p.SKINS[0], p.FAIR_HAIR, p.INK))
    people.person(
        c, 640, 744, 270, Look(p.LEAF_DEEP, p.SKINS[3], p.INK, p.INK_SOFT), (0.2, 0.62)
    )
    people.person(c, 760, 750, 262, Look(p.BLUET, p.SKINS[1], p.PLUM, p.INK), (-0.17, 0.56))


def barge(c: Canvas, x: float, y: float) -> None:
    """A barge that lives on the canal."""
    c.poly([(x, y), (x + 470, y), (x + 440, y + 76), (x + 40, y + 76)], p.INK)
    c.line([(x + 8, y + 16), (x + 462, y + 16)], GAUDE, 10)
    c.box((x + 50, y - 56), (270, 56), p.SUNK, 6)
    c.box((x + 42, y - 66), (286, 14), p.LEAF_DARK, 4)
    for i in range(5):
        c.disc(x + 86 + 50 * i, y - 26, 14, p.WATER_DEEP)
        c.disc(x + 86 + 50 * i, y - 26, 9, p.HONEY_SOFT)
    c.box((x + 350, y - 96), (84, 96), GAUDE, 6)
    c.box((x + 362, y - 84), (60, 36), p.MIST, 4)
    nature.flowers(c, [(x + 64 + 22 * i, y - 64) for i in range(5)], (p.IRIS, p.SHEET))
    c.line([(x + 20, y), (x + 20, y - 84)], p.INK_SOFT, 5)
    c.poly([(x + 20, y - 84), (x + 60, y - 72), (x + 20, y - 58)], GAUDE)


def drouot(c: Canvas) -> None:
    """The canal, its towpath and the blocks of the Drouot."""
    c.disc(930, 190, 110, p.HONEY_SOFT)
    nature.cloud(c, 180, 80, 1.0, p.SHEET)
    for x, w, h in ((20, 330, 250), (390, 210, 320), (640, 400, 230)):
        c.box((x, 450 - h), (w, h), (p.SUNK, GAUDE_SOFT, p.WALL_SAND)[x % 3])
        c.box((x - 6, 440 - h), (w + 12, 14), GAUDE, 3)
        street.windows(c, (x + 12, 452 - h), (w - 24, h - 20), (w // 55, h // 56), p.WATER)
    c.box((0, 446), (WIDTH, 120), p.GRASS)
    for i, x in enumerate((60, 170, 352, 622, 850, 1062, 1150)):
        nature.poplar(
            c,
            x,
            500,
            330 + 40 * (i % 3),
            *((p.LEAF_DEEP, p.LEAF) if i % 2 else (p.LEAF, "#9cc7a6")),
        )
    for i in range(14):
        nature.shrub(c, 10 + i * 94, 512, (54, 34), SHRUBS[(i * 2) % 3])
    c.box((0, 506), (WIDTH, 22), p.STONE_DARK)
    c.box((0, 528), (WIDTH, 150), p.WATER)
    ripples(
        c,
        [(40, 566), (180, 640), (700, 652), (860, 580), (1010, 630), (1090, 560)],
        p.SHEET,
    )
    barge(c, 260, 562)
    duck(c, 1010, 646, -0.8)
    duck(c, 1110, 634, -0.6)
    c.box((0, 672), (WIDTH, 18), p.STONE_DARK)
    c.box((0, 690), (WIDTH, 110), p.SAND)
    street.stool(c, 880, 676, 752)
    people.seated(c, 880, 676, 280, Look(p.LEAF_DEEP, p.SKINS[1], p.GREY_HAIR, p.INK_SOFT))
    c.curve([(892, 652), (830, 590), (760, 566)], p.WOOD_DEEP, 4)
    c.line([(760, 566), (758, 646)], p.INK_MUTE, 2)
    c.disc(758, 650, 6, p.HONEY)
    people.walker(c, 180, 776, 270, Look(GAUDE, p.SKINS[3], p.INK, p.INK_SOFT))
    people.walker(c, 1080, 780, 260, Look(p.IRIS, p.SKINS[0], p.BROWN_HAIR, p.INK_SOFT), -1)
    nature.tufts(c, [(60 + 140 * i, 792) for i in range(9)], p.LEAF_DEEP)


SCENES: dict[str, Scene] = {
    "conseil-bourtzwiller": bourtzwiller,
    "conseil-d8": d8,
    "conseil-drouot-barbanegre": drouot,
}
