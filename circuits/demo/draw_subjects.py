"""The scenes of the subjects: bench, hedge, crossing, square, bread box, forest, home."""

from circuits.demo import draw_elements as e
from circuits.demo.draw import HEIGHT, WIDTH, Canvas, Scene
from circuits.demo.draw_elements import Look


def ground(c: Canvas, y: float, colour: str) -> None:
    c.box((0, y), (WIDTH, HEIGHT - y), colour)


def bench_and_trees(c: Canvas) -> None:
    """An afternoon on a bench."""
    c.disc(900, 210, 150, e.HONEY_SOFT)
    e.cloud(c, 90, 120, 1.1, e.SHEET)
    e.cloud(c, 560, 70, 0.8, e.SHEET)
    for i, x in enumerate(range(-40, 1300, 118)):
        c.blob(e.ring(x, 470 + 12 * (i % 3), (96, 84), 6, i), e.LEAF_PALE)
    c.blob([(-60, 480), (300, 462), (700, 474), (1260, 456), (1260, 860), (-60, 860)], e.GRASS)
    c.blob(
        [(-80, 700), (260, 652), (640, 668), (980, 618), (1280, 600), (1290, 700), (980, 722), (600, 790), (200, 800), (-80, 860)],
        e.SAND,
    )
    c.disc(600, 640, (470, 52), "#b7cba0")
    e.tree(c, 960, 610, 400, e.LIME)
    e.tree(c, 180, 640, 560, e.GREEN)
    e.tree(c, 560, 600, 470, e.DEEP)
    e.bench(c, 420, 680, 400)
    e.seated(c, 520, 632, 330, Look(e.HONEY, e.SKINS[0], "#e8e6e4", e.INK_SOFT))
    e.seated(c, 700, 632, 340, Look(e.WATER_DEEP, e.SKINS[3], e.INK, e.INK))
    e.arms(c, 420, 680, 400)
    c.box((488, 588), (64, 40), e.SHEET, 4)
    c.line([(520, 590), (520, 626)], e.STONE, 3)
    e.bird(c, 330, 740, 0.9, e.CLAY_DEEP)
    e.bird(c, 392, 752, -0.8, e.STONE_DARK)
    e.tufts(c, [(70, 690), (250, 640), (880, 660), (1010, 648), (1120, 590), (1160, 640)], e.LEAF_DEEP)
    e.flowers(c, [(60, 668), (100, 676), (1060, 652), (1100, 640)], (e.HONEY, e.SHEET))


SCENES: dict[str, tuple[str, Scene]] = {
    "banc-arbres": (e.SKY, bench_and_trees),
}
