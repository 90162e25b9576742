"""People of all ages, standing, sitting, walking, seen from behind."""

from dataclasses import dataclass

from circuits.demo.drawing import palette as p
from circuits.demo.drawing.canvas import Canvas, Point


@dataclass(frozen=True, slots=True)
class Look:
    """How a person is dressed; `hair` may be a scarf."""

    coat: str
    skin: str
    hair: str
    legs: str = p.INK


def head(c: Canvas, x: float, y: float, r: float, look: Look) -> None:
    """A head: skin, hair, two eyes and a smile."""
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
    for dx in (-0.3, 0.42):
        c.disc(x + dx * r, y + r * 0.08, r * 0.085, p.INK)
    c.curve(
        [
            (x - r * 0.2, y + r * 0.46),
            (x + r * 0.08, y + r * 0.58),
            (x + r * 0.36, y + r * 0.44),
        ],
        p.INK,
        r * 0.09,
    )


def back_of_head(c: Canvas, x: float, y: float, r: float, look: Look) -> None:
    """A head seen from behind: only hair, and an ear."""
    c.disc(x + r * 0.95, y + r * 0.2, (r * 0.2, r * 0.28), look.skin)
    c.disc(x, y, (r, r * 1.1), look.hair)


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
            [
                (x + foot * h, base - 0.014 * h),
                (x + (foot + 0.05) * h, base - 0.014 * h),
            ],
            p.INK,
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
    elbow = (
        (shoulder[0] + hand[0]) / 2 + side * 0.05 * h,
        (shoulder[1] + hand[1]) / 2 + 0.03 * h,
    )
    c.curve([shoulder, elbow, hand], p.shade(look.coat), 0.058 * h)
    c.disc(hand[0], hand[1], 0.03 * h, look.skin)
    head(c, x, base - 0.905 * h, 0.08 * h, look)


def seated(c: Canvas, x: float, seat: float, h: float, look: Look) -> None:
    """Somebody sitting, seen from the front; `h` is the height when standing."""
    for side in (-1, 1):
        knee = (x + side * 0.085 * h, seat + 0.03 * h)
        c.line([(x + side * 0.06 * h, seat - 0.03 * h), knee], look.legs, 0.085 * h)
        c.line([knee, (knee[0], seat + 0.26 * h)], look.legs, 0.062 * h)
        c.line(
            [
                (knee[0], seat + 0.272 * h),
                (knee[0] + side * 0.035 * h, seat + 0.275 * h),
            ],
            p.INK,
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
            p.shade(look.coat),
            0.055 * h,
        )
        c.disc(x + side * 0.035 * h, seat - 0.08 * h, 0.03 * h, look.skin)
    head(c, x, seat - 0.53 * h, 0.08 * h, look)


def child(c: Canvas, x: float, base: float, h: float, look: Look, bag: str) -> None:
    """A child seen from behind, with a school bag."""
    for side in (-0.08, 0.08):
        c.line(
            [(x + side * h, base - 0.36 * h), (x + side * h, base - 0.03 * h)],
            look.legs,
            0.09 * h,
        )
        c.line(
            [(x + side * h, base - 0.02 * h), (x + side * 1.5 * h, base - 0.02 * h)],
            p.INK,
            0.05 * h,
        )
    c.blob(
        [
            (x - 0.11 * h, base - 0.72 * h),
            (x + 0.11 * h, base - 0.72 * h),
            (x + 0.17 * h, base - 0.3 * h),
            (x, base - 0.27 * h),
            (x - 0.17 * h, base - 0.3 * h),
        ],
        look.coat,
    )
    for side in (-1, 1):
        c.line(
            [
                (x + side * 0.11 * h, base - 0.66 * h),
                (x + side * 0.19 * h, base - 0.42 * h),
            ],
            p.shade(look.coat),
            0.07 * h,
        )
        c.disc(x + side * 0.195 * h, base - 0.4 * h, 0.04 * h, look.skin)
    c.box((x - 0.105 * h, base - 0.66 * h), (0.21 * h, 0.27 * h), bag, 0.04 * h)
    c.box((x - 0.075 * h, base - 0.53 * h), (0.15 * h, 0.11 * h), p.shade(bag), 0.03 * h)
    back_of_head(c, x, base - 0.84 * h, 0.12 * h, look)


def walker(c: Canvas, x: float, base: float, h: float, look: Look, way: int = 1) -> None:
    """Somebody who walks, to the right (`way` = 1) or to the left (-1)."""
    for foot, knee in ((0.16, 0.1), (-0.15, -0.02)):
        hip = (x + way * 0.02 * h, base - 0.42 * h)
        end = (x + way * foot * h, base - (0.02 if foot > 0 else 0.035) * h)
        c.curve([hip, (x + way * knee * h, base - 0.22 * h), end], look.legs, 0.07 * h)
        c.line([end, (end[0] + way * 0.05 * h, end[1] + 0.004 * h)], p.INK, 0.036 * h)
    back = p.shade(look.coat, 0.78)
    c.curve(
        [
            (x, base - 0.74 * h),
            (x - way * 0.1 * h, base - 0.6 * h),
            (x - way * 0.15 * h, base - 0.47 * h),
        ],
        back,
        0.052 * h,
    )
    c.disc(x - way * 0.155 * h, base - 0.455 * h, 0.028 * h, look.skin)
    c.line(
        [(x + way * 0.015 * h, base - 0.84 * h), (x, base - 0.76 * h)],
        look.skin,
        0.055 * h,
    )
    c.blob(
        [
            (x - 0.085 * h, base - 0.79 * h),
            (x + 0.085 * h, base - 0.79 * h),
            (x + 0.12 * h, base - 0.56 * h),
            (x + 0.135 * h, base - 0.36 * h),
            (x, base - 0.345 * h),
            (x - 0.135 * h, base - 0.36 * h),
            (x - 0.12 * h, base - 0.56 * h),
        ],
        look.coat,
    )
    c.curve(
        [
            (x, base - 0.74 * h),
            (x + way * 0.09 * h, base - 0.6 * h),
            (x + way * 0.17 * h, base - 0.5 * h),
        ],
        p.shade(look.coat),
        0.055 * h,
    )
    c.disc(x + way * 0.178 * h, base - 0.49 * h, 0.03 * h, look.skin)
    head(c, x + way * 0.02 * h, base - 0.905 * h, 0.08 * h, look)
