"""Portraits of invented members, for the page of their council."""

from functools import partial

from circuits.demo.drawing import palette as p
from circuits.demo.drawing import people
from circuits.demo.drawing.canvas import HEIGHT, WIDTH, Canvas, Scene
from circuits.demo.drawing.people import Look


def portrait(c: Canvas, look: Look, wall: str) -> None:
    """A head and shoulders before a plain wall."""
    c.box((0, 0), (WIDTH, HEIGHT), wall)
    c.blob([(330, 800), (360, 640), (470, 570), (730, 570), (840, 640), (870, 800)], look.coat)
    c.line([(600, 500), (600, 590)], look.skin, 96)
    people.head(c, 600, 390, 165, look)


SCENES: dict[str, Scene] = {
    f"portrait-{name}": partial(portrait, look=look, wall=wall)
    for name, look, wall in (
        ("nadia", Look(p.PLUM, p.SKINS[1], p.INK), p.WALL_MINT),
        ("rene", Look(p.WATER_DEEP, p.SKINS[0], p.GREY_HAIR), p.WALL_WHEAT),
        ("josiane", Look(p.LEAF_DEEP, p.SKINS[0], p.GREY_HAIR), p.WALL_LILAC),
        ("karim", Look(p.HONEY, p.SKINS[1], p.BROWN_HAIR), p.MIST),
        ("claire", Look(p.IRIS, p.SKINS[0], p.FAIR_HAIR), p.WALL_SAND),
        ("joaquim", Look(p.BLUET, p.SKINS[1], p.INK), p.WALL_ROSE),
    )
}
