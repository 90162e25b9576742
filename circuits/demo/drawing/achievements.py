"""What demandes became: the fountain, the ashtrays of the station, the open-air cinema."""

from math import sin

from circuits.demo.drawing import nature, people, street
from circuits.demo.drawing import palette as p
from circuits.demo.drawing.canvas import WIDTH, Canvas, Scene
from circuits.demo.drawing.people import Look


def houses(c: Canvas, base: float) -> None:
    """A row of town houses behind a square."""
    for x, w, h, wall in (
        (-30, 250, 330, p.WALL_ROSE),
        (220, 220, 390, p.WALL_WHEAT),
        (440, 260, 320, p.WALL_MINT),
        (700, 240, 400, p.WALL_SAND),
        (940, 290, 350, p.WALL_LILAC),
    ):
        c.box((x, base - h), (w, h), wall)
        c.box((x - 6, base - h - 12), (w + 12, 16), p.STONE_DARK, 3)
        street.windows(c, (x + 12, base - h + 14), (w - 24, h - 90), (3, 4), p.WATER)


def station(c: Canvas) -> None:
    """The front of the station, with its clock."""
    c.box((120, 180), (960, 300), p.WALL_SAND)
    c.poly([(90, 184), (180, 96), (1020, 96), (1110, 184)], p.CLAY_DEEP)
    c.box((500, 70), (200, 410), p.WALL_WHEAT)
    c.poly([(486, 74), (600, -10), (714, 74)], p.CLAY)
    c.disc(600, 150, 52, p.SHEET)
    c.disc(600, 150, 44, p.HONEY_SOFT)
    c.line([(600, 150), (600, 118)], p.INK, 7)
    c.line([(600, 150), (624, 162)], p.INK, 7)
    for x in (160, 260, 360, 760, 860, 960):
        c.box((x, 250), (66, 230), p.WATER, 30)
        c.line([(x + 33, 256), (x + 33, 478)], p.SHEET, 5)
    c.box((548, 280), (104, 200), p.WATER_DEEP, 48)


def cinema(c: Canvas) -> None:
    """An evening on the grass in front of a screen."""
    c.box((0, 0), (WIDTH, 520), "#2b3557", 0)
    for x, y in nature.spread(26, (20, 10), (1160, 330)):
        c.disc(x, y, 2.6, p.HONEY_SOFT)
    c.disc(1070, 110, 46, p.HONEY_SOFT)
    c.disc(1050, 98, 42, "#2b3557")
    for x, h in ((40, 330), (150, 270), (1010, 300), (1120, 360)):
        c.box((x, 500 - h), (92, h), "#3b466c", 4)
        street.windows(c, (x + 8, 512 - h), (76, h - 40), (3, 6), "#4b5780")
    c.blob(
        [(-60, 476), (300, 460), (800, 470), (1260, 452), (1260, 860), (-60, 860)], "#3f6b4c"
    )
    for x in (330, 870):
        c.line([(x, 130), (x, 520)], p.INK, 14)
    c.box((310, 110), (580, 326), p.INK, 10)
    c.box((326, 126), (548, 294), p.HONEY_SOFT, 4)
    c.disc(470, 250, 64, p.HONEY)
    hills = [(326 + 4 * i, 340 - 26 * sin(i / 9) - 12 * sin(i / 23)) for i in range(138)]
    c.poly([(326, 418), *hills, (874, 418)], p.WATER_DEEP)
    nature.bird(c, 660, 210, 1.2, p.INK_SOFT)
    nature.bird(c, 740, 180, 0.9, p.INK_SOFT)
    rows = ((560, 26, 8), (640, 32, 7), (738, 40, 6))
    hair = (p.INK, p.BROWN_HAIR, p.FAIR_HAIR, p.GREY_HAIR, p.PLUM)
    coats = (p.HONEY, p.IRIS, p.WATER_DEEP, p.LEAF, p.CLAY, p.BLUET)
    for row, (y, r, count) in enumerate(rows):
        for i in range(count):
            x = 150 + (i + 0.5 * (row % 2)) * 920 / count
            look = Look(
                coats[(i + 2 * row) % 6],
                p.SKINS[(i + row) % 4],
                hair[(2 * i + row) % 5],
            )
            c.box((x - r * 1.7, y + r * 0.8), (r * 3.4, r * 2.6), look.coat, r)
            people.back_of_head(c, x, y, r, look)


SCENES: dict[str, Scene] = {
    "cinema": cinema,
}
