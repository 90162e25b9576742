"""What stands in a street: benches, stools, planters, windows, houses."""

from circuits.demo.drawing import palette as p
from circuits.demo.drawing.canvas import Canvas, Point


def bench(c: Canvas, x: float, base: float, w: float) -> None:
    """A bench with a back and arms; `x` is its left end."""
    for px in (x + w * 0.09, x + w * 0.91):
        c.line([(px, base - 118), (px, base)], p.INK, 9)
        c.line([(px - 16, base), (px + 16, base)], p.INK, 7)
    for y in (base - 122, base - 94):
        c.box((x, y), (w, 20), p.WOOD, 6)
        c.box((x, y + 15), (w, 5), p.WOOD_DEEP, 2)
    c.box((x - 6, base - 58), (w + 12, 18), p.WOOD, 6)
    c.box((x - 6, base - 44), (w + 12, 6), p.WOOD_DEEP, 3)


def arms(c: Canvas, x: float, base: float, w: float) -> None:
    """The arms of a bench, drawn after those who sit on it."""
    for px in (x + w * 0.03, x + w * 0.97):
        c.curve(
            [
                (px - 15, base - 48),
                (px - 11, base - 78),
                (px, base - 86),
                (px + 11, base - 78),
                (px + 15, base - 48),
            ],
            p.INK,
            7,
        )


def stool(c: Canvas, x: float, seat: float, base: float) -> None:
    """Something to sit on: a round seat on three legs."""
    for dx, lean in ((-26, -10), (0, 0), (26, 10)):
        c.line([(x + dx, seat + 8), (x + dx + lean, base)], p.WOOD_DEEP, 7)
    c.box((x - 46, seat - 4), (92, 14), p.WOOD, 6)


def planter(c: Canvas, x: float, base: float, w: float, h: float) -> None:
    """A wooden planter; `x` is its left side."""
    for i in range(4):
        c.box((x, base - h + i * h / 4), (w, h / 4 - 2), p.WOOD if i % 2 else "#d3a871", 3)
    for px in (x + 6, x + w - 16):
        c.box((px, base - h - 4), (10, h + 8), p.WOOD_DEEP, 3)


def windows(c: Canvas, corner: Point, size: Point, grid: tuple[int, int], colour: str) -> None:
    """A grid (columns, rows) of windows on a wall."""
    cols, rows = grid
    w, h = size[0] / cols, size[1] / rows
    for i in range(cols):
        for j in range(rows):
            px, py = corner[0] + i * w + w * 0.24, corner[1] + j * h + h * 0.2
            lit = (i * 5 + j * 3) % 7 == 0
            c.box((px, py), (w * 0.52, h * 0.55), p.HONEY_SOFT if lit else colour, 2)
            c.box((px - 2, py + h * 0.55), (w * 0.52 + 4, 4), p.SHEET, 1)


def gable(
    c: Canvas, corner: Point, size: Point, roof: str, wall: str, pitch: float = 0.5
) -> None:
    """A house seen from its gable: `corner` is the upper left of the wall."""
    (x, y), (w, _) = corner, size
    c.box(corner, size, wall)
    c.poly([(x, y), (x + w, y), (x + w / 2, y - w * pitch)], wall)
    c.line([(x - 12, y + 8), (x + w / 2, y - w * pitch - 4), (x + w + 12, y + 8)], roof, 16)
