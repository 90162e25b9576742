"""What the drawings are made of: trees, people, houses, benches, planters, birds."""

from dataclasses import dataclass
from math import cos, pi, sin

from circuits.demo.draw import Canvas, Point

PAPER, SHEET, SUNK = "#fbf8f1", "#fffefb", "#f3ecdf"
SAND, STONE, STONE_DARK = "#eadfca", "#d9ccb6", "#b8aa91"
INK, INK_SOFT, INK_MUTE = "#1a2036", "#464c63", "#8b8a90"
HONEY, HONEY_SOFT, HONEY_DEEP = "#efb325", "#fcefcd", "#cda544"
LEAF, LEAF_DEEP, LEAF_DARK, LEAF_PALE = "#7cb08b", "#4f8f68", "#2f6b48", "#bcd7bf"
TILLEUL, GRASS = "#a6ad58", "#cfdcb8"
CLAY, CLAY_DEEP, WOOD, WOOD_DEEP = "#dcb394", "#bd8d6c", "#c99a63", "#9c7145"
SKY, MIST, WATER, WATER_DEEP = "#e4eef0", "#d3e2e4", "#a8cfd2", "#6aaab0"
PLUM, IRIS, BLUET = "#8d5a86", "#a98bcf", "#78a3d6"
SKINS = ("#f2d2b3", "#dcae86", "#b07b55", "#7d5238")


@dataclass(frozen=True, slots=True)
class Look:
    """How a person is dressed; `hair` may be a scarf."""

    coat: str
    skin: str
    hair: str
    legs: str = INK


def ring(x: float, y: float, r: Point, lobes: int = 7, turn: float = 0) -> list[Point]:
    """The outline of something leafy: an ellipse with `lobes` soft bumps."""
    steps = lobes * 4
    points = []
    for i in range(steps):
        a = 2 * pi * i / steps + turn
        swell = 1 + 0.07 * cos(lobes * (a - turn)) + 0.03 * sin(3 * a + x)
        points.append((x + r[0] * swell * cos(a), y + r[1] * swell * sin(a)))
    return points


def spread(count: int, corner: Point, size: Point) -> list[Point]:
    """`count` points laid evenly but without order, always the same."""
    return [
        (
            corner[0] + size[0] * ((i * 0.7548776662 + 0.31) % 1),
            corner[1] + size[1] * ((i * 0.5698402910 + 0.17) % 1),
        )
        for i in range(count)
    ]


def leaves(c: Canvas, x: float, y: float, r: Point, colour: str) -> None:
    """Small strokes inside a crown."""
    for i in range(11):
        a, d = i * 2.399, 0.2 + 0.62 * ((i * 0.618) % 1)
        px, py = x + r[0] * d * cos(a), y + r[1] * d * sin(a)
        c.curve([(px - 9, py + 3), (px, py - 5), (px + 9, py + 2)], colour, 3)


def tree(
    c: Canvas, x: float, base: float, h: float, tones: tuple[str, str, str]
) -> None:
    """A round tree; `tones` are the crown, its light and its shade."""
    crown, light, shade = tones
    top, r = base - h * 0.66, (h * 0.34, h * 0.35)
    c.line([(x, base), (x + h * 0.01, top)], WOOD_DEEP, h * 0.05)
    c.line([(x, base - h * 0.36), (x + h * 0.13, top + h * 0.06)], WOOD_DEEP, h * 0.026)
    c.line([(x, base - h * 0.3), (x - h * 0.13, top + h * 0.1)], WOOD_DEEP, h * 0.026)
    c.blob(ring(x, top, r, 7, 0.4), crown)
    c.blob(
        ring(x - r[0] * 0.22, top - r[1] * 0.26, (r[0] * 0.62, r[1] * 0.58), 6), light
    )
    leaves(c, x, top, r, shade)


GREEN = (LEAF, "#93c09e", LEAF_DEEP)
DEEP = (LEAF_DEEP, "#64a07a", LEAF_DARK)
LIME = ("#b3ba6c", "#c6cb87", "#8c933f")
GOLD = ("#e5bd5e", "#efcf80", "#bf933a")


def poplar(c: Canvas, x: float, base: float, h: float, tone: str, light: str) -> None:
    """A tall, narrow tree."""
    c.line([(x, base), (x, base - h * 0.3)], WOOD_DEEP, h * 0.028)
    c.blob(ring(x, base - h * 0.56, (h * 0.115, h * 0.43), 5, 0.2), tone)
    c.blob(ring(x - h * 0.025, base - h * 0.6, (h * 0.055, h * 0.33), 4), light)


def shrub(c: Canvas, x: float, base: float, r: Point, tones: tuple[str, str]) -> None:
    """A bush that sits on the ground."""
    points = []
    for i in range(17):
        a = pi + pi * i / 16
        swell = 1 + 0.09 * cos(6 * a)
        points.append((x + r[0] * swell * cos(a), base + r[1] * swell * sin(a)))
    c.blob([*points, (x + r[0] * 0.5, base + 2), (x - r[0] * 0.5, base + 2)], tones[0])
    c.disc(x - r[0] * 0.25, base - r[1] * 0.6, (r[0] * 0.4, r[1] * 0.24), tones[1])


def berries(c: Canvas, x: float, base: float, r: Point, colour: str) -> None:
    """Fruit on a bush of the same place and size."""
    for px, py in spread(9, (x - r[0] * 0.7, base - r[1] * 0.82), (r[0] * 1.4, r[1] * 0.7)):
        c.disc(px, py, 6.5, colour)
        c.disc(px - 2, py - 2, 2, SHEET)


def tufts(c: Canvas, points: list[Point], colour: str) -> None:
    """Blades of grass."""
    for x, y in points:
        for dx in (-6, 0, 6):
            c.line([(x + dx * 0.4, y), (x + dx, y - 12 + abs(dx))], colour, 2.4)


def flowers(c: Canvas, points: list[Point], heads: tuple[str, ...]) -> None:
    """Stems with round flowers."""
    for i, (x, y) in enumerate(points):
        h = 26 + 14 * ((i * 0.618) % 1)
        c.line([(x, y), (x + 2, y - h)], LEAF_DEEP, 3)
        c.disc(x + 2, y - h, 7.5, heads[i % len(heads)])
        c.disc(x + 2, y - h, 2.6, SHEET)


def head(c: Canvas, x: float, y: float, r: float, look: Look) -> None:
    """A head seen from afar: skin, hair, no face."""
    c.disc(x, y, (r, r * 1.08), look.skin)
    c.blob(
        [
            (x - r * 1.06, y + r * 0.25),
            (x - r * 1.08, y - r * 0.55),
            (x - r * 0.2, y - r * 1.28),
            (x + r * 0.85, y - r * 0.95),
            (x + r * 1.05, y - r * 0.2),
            (x + r * 0.5, y - r * 0.5),
            (x - r * 0.45, y - r * 0.4),
            (x - r * 0.62, y + r * 0.2),
        ],
        look.hair,
    )


def person(
    c: Canvas, x: float, base: float, h: float, look: Look, reach: Point = (0.02, 0.44)
) -> None:
    """Somebody standing, `h` points tall; `reach` is where the near hand goes."""
    for side, foot in ((-0.055, -0.075), (0.06, 0.085)):
        c.line(
            [(x + side * h, base - 0.42 * h), (x + foot * h, base - 0.02 * h)],
            look.legs,
            0.068 * h,
        )
        c.line(
            [(x + foot * h, base - 0.014 * h), (x + (foot + 0.05) * h, base - 0.014 * h)],
            INK,
            0.034 * h,
        )
    c.line([(x, base - 0.84 * h), (x, base - 0.76 * h)], look.skin, 0.055 * h)
    c.blob(
        [
            (x - 0.09 * h, base - 0.8 * h),
            (x + 0.09 * h, base - 0.8 * h),
            (x + 0.125 * h, base - 0.6 * h),
            (x + 0.15 * h, base - 0.36 * h),
            (x, base - 0.345 * h),
            (x - 0.15 * h, base - 0.36 * h),
            (x - 0.125 * h, base - 0.6 * h),
        ],
        look.coat,
    )
    hand = (x + reach[0] * h, base - reach[1] * h)
    side = 1 if reach[0] >= 0 else -1
    shoulder = (x + side * 0.085 * h, base - 0.755 * h)
    elbow = ((shoulder[0] + hand[0]) / 2 + side * 0.05 * h, (shoulder[1] + hand[1]) / 2 + 0.03 * h)
    c.curve([shoulder, elbow, hand], shade(look.coat), 0.058 * h)
    c.disc(hand[0], hand[1], 0.03 * h, look.skin)
    head(c, x, base - 0.905 * h, 0.08 * h, look)


def shade(colour: str, part: float = 0.86) -> str:
    """The same colour, darker."""
    return "#" + "".join(
        f"{int(int(colour[i : i + 2], 16) * part):02x}" for i in (1, 3, 5)
    )


def seated(c: Canvas, x: float, seat: float, h: float, look: Look) -> None:
    """Somebody sitting, seen from the front; `h` is the height when standing."""
    for side in (-1, 1):
        knee = (x + side * 0.085 * h, seat + 0.03 * h)
        c.line([(x + side * 0.06 * h, seat - 0.03 * h), knee], look.legs, 0.085 * h)
        c.line([knee, (knee[0], seat + 0.26 * h)], look.legs, 0.062 * h)
        c.line(
            [(knee[0], seat + 0.272 * h), (knee[0] + side * 0.035 * h, seat + 0.275 * h)],
            INK,
            0.036 * h,
        )
    c.line([(x, seat - 0.46 * h), (x, seat - 0.38 * h)], look.skin, 0.055 * h)
    c.blob(
        [
            (x - 0.09 * h, seat - 0.42 * h),
            (x + 0.09 * h, seat - 0.42 * h),
            (x + 0.13 * h, seat - 0.2 * h),
            (x + 0.13 * h, seat + 0.02 * h),
            (x - 0.13 * h, seat + 0.02 * h),
            (x - 0.13 * h, seat - 0.2 * h),
        ],
        look.coat,
    )
    for side in (-1, 1):
        c.curve(
            [
                (x + side * 0.09 * h, seat - 0.37 * h),
                (x + side * 0.15 * h, seat - 0.2 * h),
                (x + side * 0.045 * h, seat - 0.08 * h),
            ],
            shade(look.coat),
            0.055 * h,
        )
        c.disc(x + side * 0.035 * h, seat - 0.08 * h, 0.03 * h, look.skin)
    head(c, x, seat - 0.53 * h, 0.08 * h, look)


def bench(c: Canvas, x: float, base: float, w: float) -> None:
    """A bench with a back and arms; `x` is its left end."""
    for px in (x + w * 0.09, x + w * 0.91):
        c.line([(px, base - 118), (px, base)], INK, 9)
        c.line([(px - 16, base), (px + 16, base)], INK, 7)
    for y in (base - 122, base - 94):
        c.box((x, y), (w, 20), WOOD, 6)
        c.box((x, y + 15), (w, 5), WOOD_DEEP, 2)
    c.box((x - 6, base - 58), (w + 12, 18), WOOD, 6)
    c.box((x - 6, base - 44), (w + 12, 6), WOOD_DEEP, 3)


def arms(c: Canvas, x: float, base: float, w: float) -> None:
    """The arms of a bench, drawn after those who sit on it."""
    for px in (x + w * 0.03, x + w * 0.97):
        c.curve([(px - 2, base - 42), (px, base - 86), (px + 2, base - 42)], INK, 8)


def windows(
    c: Canvas, corner: Point, size: Point, grid: tuple[int, int], colour: str
) -> None:
    """A grid (columns, rows) of windows on a wall."""
    cols, rows = grid
    w, h = size[0] / cols, size[1] / rows
    for i in range(cols):
        for j in range(rows):
            px, py = corner[0] + i * w + w * 0.24, corner[1] + j * h + h * 0.2
            lit = (i * 5 + j * 3) % 7 == 0
            c.box((px, py), (w * 0.52, h * 0.55), HONEY_SOFT if lit else colour, 2)
            c.box((px - 2, py + h * 0.55), (w * 0.52 + 4, 4), SHEET, 1)


def gable(
    c: Canvas, corner: Point, size: Point, roof: str, wall: str, pitch: float = 0.5
) -> None:
    """A house seen from its gable: `corner` is the upper left of the wall."""
    (x, y), (w, h) = corner, size
    c.box(corner, size, wall)
    c.poly([(x, y), (x + w, y), (x + w / 2, y - w * pitch)], wall)
    c.line([(x - 12, y + 8), (x + w / 2, y - w * pitch - 4), (x + w + 12, y + 8)], roof, 16)


def cloud(c: Canvas, x: float, y: float, s: float, colour: str) -> None:
    """A flat cloud."""
    c.box((x, y), (160 * s, 30 * s), colour, 15 * s)
    c.disc(x + 58 * s, y + 2 * s, 32 * s, colour)
    c.disc(x + 102 * s, y + 8 * s, 24 * s, colour)


def bird(c: Canvas, x: float, y: float, s: float, colour: str) -> None:
    """A sparrow on the ground, looking right if `s` is positive."""
    k = abs(s)
    c.blob(
        [
            (x - 26 * s, y - 16 * k),
            (x - 6 * s, y - 24 * k),
            (x + 14 * s, y - 24 * k),
            (x + 16 * s, y - 8 * k),
            (x - 4 * s, y - 2 * k),
        ],
        colour,
    )
    c.disc(x + 14 * s, y - 26 * k, 9 * k, colour)
    c.poly([(x + 21 * s, y - 29 * k), (x + 31 * s, y - 25 * k), (x + 21 * s, y - 22 * k)], HONEY)
    c.disc(x + 16 * s, y - 28 * k, 1.8 * k, INK)
    c.line([(x - 18 * s, y - 17 * k), (x + 2 * s, y - 12 * k)], shade(colour, 0.7), 3 * k)
    for dx in (-2, 5):
        c.line([(x + dx * s, y - 3 * k), (x + dx * s, y + 6 * k)], INK_SOFT, 2 * k)


def planter(c: Canvas, x: float, base: float, w: float, h: float) -> None:
    """A wooden planter; `x` is its left side."""
    for i in range(4):
        c.box((x, base - h + i * h / 4), (w, h / 4 - 2), WOOD if i % 2 else "#d3a871", 3)
    for px in (x + 6, x + w - 16):
        c.box((px, base - h - 4), (10, h + 8), WOOD_DEEP, 3)
