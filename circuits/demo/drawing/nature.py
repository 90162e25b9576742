"""Trees, bushes, fruit, grass, clouds and birds."""

from math import cos, pi, sin, sqrt

from circuits.demo.drawing import palette as p
from circuits.demo.drawing.canvas import HEIGHT, WIDTH, Canvas, Point


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
    count = 13 if r[0] > 60 else 8
    for i in range(count):
        a, d = i * 2.399963 + 0.6, 0.84 * sqrt((i + 0.5) / count)
        px, py = x + r[0] * d * cos(a), y + r[1] * d * sin(a)
        c.line([(px - 9, py + 3), (px, py - 4), (px + 9, py + 2)], colour, 3)


def tree(c: Canvas, x: float, base: float, h: float, tones: tuple[str, str, str]) -> None:
    """A round tree; `tones` are the crown, its light and its dark."""
    crown, light, dark = tones
    top, r = base - h * 0.66, (h * 0.34, h * 0.35)
    c.line([(x, base), (x + h * 0.01, top)], p.WOOD_DEEP, h * 0.05)
    c.line([(x, base - h * 0.36), (x + h * 0.13, top + h * 0.06)], p.WOOD_DEEP, h * 0.026)
    c.line([(x, base - h * 0.3), (x - h * 0.13, top + h * 0.1)], p.WOOD_DEEP, h * 0.026)
    c.blob(ring(x, top, r, 7, 0.4), crown)
    c.blob(ring(x - r[0] * 0.22, top - r[1] * 0.26, (r[0] * 0.62, r[1] * 0.58), 6), light)
    leaves(c, x, top, r, dark)


def poplar(c: Canvas, x: float, base: float, h: float, tone: str, light: str) -> None:
    """A tall, narrow tree."""
    c.line([(x, base), (x, base - h * 0.3)], p.WOOD_DEEP, h * 0.028)
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
        c.disc(px - 2, py - 2, 2, p.SHEET)


def tufts(c: Canvas, points: list[Point], colour: str) -> None:
    """Blades of grass."""
    for x, y in points:
        for dx in (-6, 0, 6):
            c.line([(x + dx * 0.4, y), (x + dx, y - 12 + abs(dx))], colour, 2.4)


def flowers(c: Canvas, points: list[Point], heads: tuple[str, ...]) -> None:
    """Stems with round flowers."""
    for i, (x, y) in enumerate(points):
        h = 26 + 14 * ((i * 0.618) % 1)
        c.line([(x, y), (x + 2, y - h)], p.LEAF_DEEP, 3)
        c.disc(x + 2, y - h, 7.5, heads[i % len(heads)])
        c.disc(x + 2, y - h, 2.6, p.SHEET)


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
    c.poly(
        [(x + 21 * s, y - 29 * k), (x + 31 * s, y - 25 * k), (x + 21 * s, y - 22 * k)],
        p.HONEY,
    )
    c.disc(x + 16 * s, y - 28 * k, 1.8 * k, p.INK)
    c.line([(x - 18 * s, y - 17 * k), (x + 2 * s, y - 12 * k)], p.shade(colour, 0.7), 3 * k)
    for dx in (-2, 5):
        c.line([(x + dx * s, y - 3 * k), (x + dx * s, y + 6 * k)], p.INK_SOFT, 2 * k)


def fence(c: Canvas, left: float, right: float, base: float, h: float) -> None:
    """A low fence of split chestnut."""
    x = left
    while x < right:
        c.line(
            [(x, base), (x + 2, base - h * (0.92 + 0.08 * ((x * 0.618) % 1)))],
            p.WOOD,
            9,
        )
        x += 24
    for y in (base - h * 0.3, base - h * 0.72):
        c.line([(left, y), (right, y)], p.INK_SOFT, 3)


def ground(c: Canvas, y: float, colour: str) -> None:
    """The ground, from a height down to the lower edge."""
    c.box((0, y), (WIDTH, HEIGHT - y), colour)
