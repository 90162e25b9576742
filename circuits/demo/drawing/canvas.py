"""The sheet: every shape drawn once, kept as SVG and, with Pillow, as PNG."""

import re
from collections.abc import Callable, Iterable, Sequence
from math import hypot
from pathlib import Path

from PIL import Image, ImageDraw

WIDTH, HEIGHT = 1200, 800
SCALE = 3
COLOURS = 144

Point = tuple[float, float]
Scene = Callable[["Canvas"], None]


def smooth(points: Sequence[Point], *, closed: bool) -> list[tuple[Point, Point, Point]]:
    """The cubic curves (two handles, end) of a Catmull-Rom line through `points`."""
    count = len(points)

    def at(i: int) -> Point:
        return points[i % count] if closed else points[min(max(i, 0), count - 1)]

    curves = []
    for i in range(count if closed else count - 1):
        (ax, ay), (bx, by), (cx, cy), (dx, dy) = (at(i + k) for k in (-1, 0, 1, 2))
        curves.append(
            (
                (bx + (cx - ax) / 6, by + (cy - ay) / 6),
                (cx - (dx - bx) / 6, cy - (dy - by) / 6),
                (cx, cy),
            )
        )
    return curves


def flatten(start: Point, curves: list[tuple[Point, Point, Point]]) -> list[Point]:
    """The polyline of cubic curves, fine enough for a picture of this size."""
    line = [start]
    for one, two, end in curves:
        (ax, ay), steps = line[-1], 4 + int(hypot(end[0] - line[-1][0], end[1]) / 90)
        for k in range(1, steps + 1):
            t = k / steps
            u = 1 - t
            a, b, c, d = u**3, 3 * u * u * t, 3 * u * t * t, t**3
            line.append(
                (
                    a * ax + b * one[0] + c * two[0] + d * end[0],
                    a * ay + b * one[1] + c * two[1] + d * end[1],
                )
            )
    return line


def _n(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")


def _xy(points: Iterable[Point], *, whole: bool = False) -> str:
    if whole:
        return " ".join(f"{x:.0f} {y:.0f}" for x, y in points)
    return " ".join(f"{_n(x)} {_n(y)}" for x, y in points)


def _d(points: Sequence[Point]) -> str:
    return f"M{_xy(points[:1])}L{_xy(points[1:])}"


class Canvas:
    """A sheet of 1200 × 800 points; every shape lands in the SVG and in the PNG."""

    def __init__(self, paper: str) -> None:
        """A sheet filled with the colour `paper`."""
        self.image = Image.new("RGB", (WIDTH * SCALE, HEIGHT * SCALE), paper)
        self.pen = ImageDraw.Draw(self.image)
        self.svg = [f'<rect width="{WIDTH}" height="{HEIGHT}" fill="{paper}"/>']

    def poly(self, points: Sequence[Point], fill: str) -> None:
        """A filled polygon."""
        self.pen.polygon([(x * SCALE, y * SCALE) for x, y in points], fill=fill)
        self.svg.append(f'<path d="{_d(points)}Z" fill="{fill}"/>')

    def blob(self, points: Sequence[Point], fill: str) -> None:
        """A filled, closed, smooth shape through `points`."""
        curves = smooth(points, closed=True)
        flat = flatten(points[0], curves)
        self.pen.polygon([(x * SCALE, y * SCALE) for x, y in flat], fill=fill)
        d = self._curved(points[0], curves)
        self.svg.append(f'<path d="{d}Z" fill="{fill}"/>')

    def line(self, points: Sequence[Point], colour: str, width: float = 4) -> None:
        """A straight or broken line with round ends."""
        self._stroke(points, colour, width)
        self._svg_stroke(_d(points), colour, width)

    def curve(self, points: Sequence[Point], colour: str, width: float = 4) -> None:
        """A smooth line with round ends through `points`."""
        curves = smooth(points, closed=False)
        self._stroke(flatten(points[0], curves), colour, width)
        self._svg_stroke(self._curved(points[0], curves), colour, width)

    def disc(self, x: float, y: float, r: float | Point, fill: str) -> None:
        """A disc of radius `r`, or an ellipse of radii `r`."""
        rx, ry = (r, r) if isinstance(r, int | float) else r
        box = [(x - rx) * SCALE, (y - ry) * SCALE, (x + rx) * SCALE, (y + ry) * SCALE]
        self.pen.ellipse(box, fill=fill)
        self.svg.append(
            f'<ellipse cx="{_n(x)}" cy="{_n(y)}" rx="{_n(rx)}" ry="{_n(ry)}" fill="{fill}"/>'
        )

    def box(self, corner: Point, size: Point, fill: str, radius: float = 0) -> None:
        """A rectangle from its upper left `corner`, with rounded corners if asked."""
        (x, y), (w, h) = corner, size
        box = [x * SCALE, y * SCALE, (x + w) * SCALE - 1, (y + h) * SCALE - 1]
        self.pen.rounded_rectangle(box, radius * SCALE, fill=fill)
        rounded = f' rx="{_n(radius)}"' if radius else ""
        self.svg.append(
            f'<rect x="{_n(x)}" y="{_n(y)}" width="{_n(w)}" height="{_n(h)}"{rounded} '
            f'fill="{fill}"/>'
        )

    def save(self, folder: Path, stem: str) -> None:
        """Write `<stem>.svg` and `<stem>.png`, of at most `COLOURS` colours."""
        small = self.image.resize((WIDTH, HEIGHT), Image.Resampling.LANCZOS)
        flat = small.quantize(palette=self._palette(small), dither=Image.Dither.NONE)
        flat.save(folder / f"{stem}.png", optimize=True)
        body = "".join(self.svg)
        (folder / f"{stem}.svg").write_text(
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" '
            f'stroke-linecap="round" stroke-linejoin="round">{body}</svg>\n',
            encoding="utf-8",
        )

    def _palette(self, small: Image.Image) -> Image.Image:
        """The colours that were drawn, then those that smooth edges need most."""
        drawn = dict.fromkeys(re.findall(r"#[0-9a-f]{6}", "".join(self.svg)))
        flat = [int(one[i : i + 2], 16) for one in drawn for i in (1, 3, 5)]
        blends = small.quantize(COLOURS, dither=Image.Dither.NONE).getpalette() or []
        palette = Image.new("P", (1, 1))
        palette.putpalette((flat + blends)[: COLOURS * 3])
        return palette

    def _stroke(self, points: Sequence[Point], colour: str, width: float) -> None:
        flat = [(x * SCALE, y * SCALE) for x, y in points]
        self.pen.line(flat, fill=colour, width=round(width * SCALE), joint="curve")
        r = width * SCALE / 2
        for x, y in (flat[0], flat[-1]):
            self.pen.ellipse([x - r, y - r, x + r, y + r], fill=colour)

    def _svg_stroke(self, d: str, colour: str, width: float) -> None:
        self.svg.append(
            f'<path d="{d}" fill="none" stroke="{colour}" stroke-width="{_n(width)}"/>'
        )

    @staticmethod
    def _curved(start: Point, curves: list[tuple[Point, Point, Point]]) -> str:
        # A tenth of a point is lost on what is large, and half the file with it.
        whole = max(abs(end[0] - start[0]) for *_, end in curves) > 45
        handles = [point for curve in curves for point in curve]
        return f"M{_xy([start], whole=whole)}C{_xy(handles, whole=whole)}"
