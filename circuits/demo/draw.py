"""Draws the pictures of the demonstration: `python -m circuits.demo.draw [NAME…]`.

Not needed at run time: the files of `images/` are committed. `pictures` has their words.
"""

import sys
from pathlib import Path

from circuits.demo.drawing import (
    achievements,
    councils_north,
    councils_south,
    gatherings,
    palette,
    portraits,
    projects,
    stories,
    subjects,
)
from circuits.demo.drawing.canvas import Canvas, Scene

FOLDER = Path(__file__).parent / "images"
SCENES: dict[str, Scene] = (
    gatherings.SCENES
    | subjects.SCENES
    | achievements.SCENES
    | projects.SCENES
    | portraits.SCENES
    | stories.SCENES
    | councils_north.SCENES
    | councils_south.SCENES
)


def main(only: list[str]) -> None:
    """Draw every scene, or those whose names are given."""
    for stem, scene in SCENES.items():
        if not only or stem in only:
            canvas = Canvas(palette.SKY)
            scene(canvas)
            canvas.save(FOLDER, stem)


if __name__ == "__main__":
    main(sys.argv[1:])
