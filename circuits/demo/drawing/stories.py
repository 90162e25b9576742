"""The scenes of the stories « de l’idée au banc »: ashtrays by a door, a lowered kerb."""

from circuits.demo.drawing import nature, people, street
from circuits.demo.drawing import palette as p
from circuits.demo.drawing.canvas import WIDTH, Canvas, Scene
from circuits.demo.drawing.people import Look


def ashtray(c: Canvas, x: float, y: float) -> None:
    """A wall ashtray, with its small slot."""
    c.box((x - 26, y), (52, 118), p.INK_SOFT, 10)
    c.box((x - 26, y), (52, 26), p.INK, 10)
    c.box((x - 15, y + 10), (30, 7), p.STONE, 3)
    c.box((x - 15, y + 44), (30, 44), p.HONEY, 4)
    c.line([(x - 7, y + 66), (x + 6, y + 66)], p.INK, 5)


def door(c: Canvas, x: float, base: float) -> None:
    """The glass door of an office."""
    c.box((x, base - 300), (176, 300), p.INK_SOFT, 4)
    c.box((x + 12, base - 288), (72, 276), p.MIST, 2)
    c.box((x + 92, base - 288), (72, 276), p.MIST, 2)
    c.line([(x + 76, base - 150), (x + 76, base - 110)], p.INK, 7)
    c.line([(x + 100, base - 150), (x + 100, base - 110)], p.INK, 7)


def ashtrays(c: Canvas) -> None:
    """In front of the offices: volunteers count, an agent fixes an ashtray to the wall."""
    nature.cloud(c, 120, 70, 0.9, p.SHEET)
    c.box((0, 130), (WIDTH, 470), p.WALL_WHEAT)
    c.box((0, 116), (WIDTH, 20), p.STONE_DARK)
    street.windows(c, (20, 150), (1160, 140), (8, 1), p.WATER)
    for x in (150, 620):
        door(c, x, 596)
    ashtray(c, 400, 380)
    ashtray(c, 870, 380)
    nature.ground(c, 596, p.STONE)
    c.line([(0, 600), (WIDTH, 600)], p.STONE_DARK, 6)
    nature.ground(c, 716, p.ROAD)
    c.line([(0, 716), (WIDTH, 716)], p.STONE_DARK, 12)
    nature.tree(c, 1090, 630, 430, p.GREEN)
    people.person(
        c, 960, 690, 330, Look(p.HONEY, p.SKINS[1], p.BROWN_HAIR, p.INK_SOFT), (-0.2, 0.74)
    )
    c.line([(896, 446), (914, 452)], p.INK, 9)
    people.person(c, 330, 700, 310, Look(p.PLUM, p.SKINS[3], p.INK, p.INK), (0.16, 0.5))
    c.box((372, 520), (52, 66), p.SHEET, 4)
    for y in (534, 546, 558, 570):
        c.line([(380, y), (414, y)], p.STONE_DARK, 3)
    people.walker(c, 530, 704, 300, Look(p.WATER_DEEP, p.SKINS[0], p.GREY_HAIR, p.INK_SOFT), -1)
    c.line([(478, 560), (446, 690)], p.WOOD_DEEP, 6)
    c.box((566, 640), (50, 60), p.LEAF_DEEP, 10)
    c.curve([(572, 640), (591, 606), (610, 640)], p.LEAF_DARK, 5)
    for i in range(12):
        x, y = 430 + (i * 53) % 190, 706 + (i * 7) % 9
        c.line([(x, y), (x + 9, y + 1)], p.SHEET if i % 3 else p.HONEY_DEEP, 4)


def wheelchair(c: Canvas, x: float, base: float) -> None:
    """Somebody in a wheelchair, who rolls to the right."""
    look = Look(p.LEAF_DEEP, p.SKINS[2], p.INK, p.INK_SOFT)
    c.disc(x - 20, base - 74, 74, p.INK)
    c.disc(x - 20, base - 74, 64, p.STONE)
    for dx, dy in ((0, 62), (62, 0), (44, 44), (44, -44)):
        c.line([(x - 20 - dx, base - 74 - dy), (x - 20 + dx, base - 74 + dy)], p.INK_MUTE, 3)
    c.disc(x + 96, base - 26, 26, p.INK)
    c.disc(x + 96, base - 26, 18, p.STONE)
    c.line([(x - 66, base - 236), (x - 44, base - 120), (x + 84, base - 118)], p.INK, 9)
    c.line([(x + 84, base - 118), (x + 118, base - 46), (x + 150, base - 44)], p.INK, 8)
    c.line([(x - 20, base - 134), (x + 88, base - 142)], look.legs, 34)
    c.line([(x + 88, base - 142), (x + 122, base - 62)], look.legs, 26)
    c.line([(x + 122, base - 56), (x + 150, base - 56)], p.INK, 15)
    c.blob(
        [
            (x - 52, base - 262),
            (x + 8, base - 266),
            (x + 26, base - 190),
            (x + 16, base - 118),
            (x - 52, base - 116),
            (x - 66, base - 190),
        ],
        look.coat,
    )
    c.curve(
        [(x - 12, base - 240), (x - 44, base - 176), (x + 4, base - 132)],
        p.shade(look.coat),
        21,
    )
    c.disc(x + 6, base - 130, 12, look.skin)
    people.head(c, x - 14, base - 302, 31, look)


def kerb(c: Canvas) -> None:
    """A lowered kerb, tried out with the foreman; its strip is felt under the cane."""
    nature.cloud(c, 240, 80, 1.0, p.SHEET)
    nature.cloud(c, 940, 60, 0.8, p.SHEET)
    walls = (p.WALL_ROSE, p.WALL_WHEAT, p.WALL_MINT, p.WALL_SAND)
    for i, wall in enumerate(walls):
        x = -20 + i * 320
        c.box((x, 150 + 26 * (i % 2)), (308, 330), wall)
        c.box((x - 6, 140 + 26 * (i % 2)), (320, 16), p.CLAY_DEEP, 3)
        street.windows(c, (x + 12, 170 + 26 * (i % 2)), (284, 170), (4, 2), p.WATER)
    c.box((940, 350), (200, 130), p.SHEET, 4)
    c.box((940, 330), (200, 30), p.LEAF_DEEP, 4)
    c.box((1022, 380), (36, 12), p.LEAF_DEEP, 2)
    c.box((1034, 368), (12, 36), p.LEAF_DEEP, 2)
    nature.ground(c, 478, p.STONE)
    c.poly([(0, 640), (420, 640), (470, 690), (800, 690), (850, 640), (1200, 640),
            (1200, 660), (858, 660), (808, 708), (462, 708), (412, 660), (0, 660)],
           p.STONE_DARK)  # fmt: skip
    c.poly([(0, 660), (412, 660), (462, 708), (808, 708), (858, 660), (1200, 660),
            (1200, 800), (0, 800)], p.ROAD)  # fmt: skip
    c.poly([(420, 640), (850, 640), (800, 690), (470, 690)], p.HONEY_SOFT)
    for i in range(9):
        for j in range(2):
            c.disc(494 + i * 36, 654 + j * 20, 7, p.HONEY_DEEP)
    nature.tree(c, 110, 600, 400, p.LIME)
    wheelchair(c, 560, 688)
    people.person(
        c, 310, 650, 330, Look(p.HONEY, p.SKINS[0], p.FAIR_HAIR, p.INK_SOFT), (0.14, 0.52)
    )
    c.disc(310, 650 - 330 * 0.975, (32, 15), p.HONEY)
    c.box((276, 650 - 330 * 0.972), (70, 8), p.HONEY_DEEP, 4)
    people.walker(c, 920, 652, 300, Look(p.IRIS, p.SKINS[3], p.GREY_HAIR, p.INK), -1)
    c.line([(864, 504), (812, 676)], p.SHEET, 7)
    for x in (60, 1090):
        c.poly([(x, 770), (x + 26, 690), (x + 52, 770)], p.CLAY)
        c.poly([(x + 9, 744), (x + 16, 722), (x + 36, 722), (x + 43, 744)], p.SHEET)
        c.box((x - 10, 766), (72, 12), p.CLAY_DEEP, 3)


SCENES: dict[str, Scene] = {"cendriers": ashtrays, "bordures": kerb}
