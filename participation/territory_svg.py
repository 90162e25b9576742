"""Territories as drawings: from GeoJSON to the paths of an SVG. Pure, no database.

A small area is drawn as if the earth were flat: longitudes are shortened by the cosine
of the middle latitude. Coordinates are WGS 84 (longitude, latitude); the drawing's y
grows downwards, like SVG's.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from math import cos, radians
from typing import Any

from shapely.geometry import MultiPolygon, Polygon, shape
from shapely.geometry.base import BaseGeometry
from shapely.ops import polylabel

Point = tuple[float, float]
# Below this, in units of the drawing, a change of direction is not seen.
TOLERANCE = 0.4


@dataclass(frozen=True)
class Area:
    """One territory on the drawing: its path, and the point farthest from its edges."""

    path: str
    label_x: float
    label_y: float


@dataclass(frozen=True)
class Drawing:
    """A drawing of `width` × `height` units; areas in the order that was given."""

    width: float
    height: float
    areas: tuple[Area, ...]

    @property
    def view_box(self) -> str:
        """The attribute of the `<svg>` element."""
        return f"0 0 {self.width:g} {self.height:g}"


def draw(
    geometries: Iterable[Mapping[str, Any] | str], *, width: float = 400, margin: float = 8
) -> Drawing:
    """Draw GeoJSON surfaces together, as wide as `width`, `margin` units around.

    Told as words they need not be read again once they have been drawn.

    Raises:
        ValueError: there is nothing to draw.

    """
    told = (one if isinstance(one, str) else json.dumps(one) for one in geometries)
    return _drawn(f"[{','.join(told)}]", width, margin)


@lru_cache(maxsize=64)
def _drawn(told: str, width: float, margin: float) -> Drawing:
    """The drawing of geometries told as JSON: outlines change once in ten years."""
    shapes = [shape(geometry) for geometry in json.loads(told)]
    if not shapes:
        raise ValueError("Nothing to draw.")
    west, south, east, north = _bounds(shapes)
    shrink = cos(radians((south + north) / 2))
    scale = (width - 2 * margin) / max((east - west) * shrink, 1e-9)

    def place(longitude: float, latitude: float) -> Point:
        x = (longitude - west) * shrink * scale + margin
        return x, (north - latitude) * scale + margin

    areas = tuple(_area(geometry, place) for geometry in shapes)
    height = (north - south) * scale + 2 * margin
    return Drawing(width, round(height, 1), areas)


def _bounds(shapes: Iterable[BaseGeometry]) -> tuple[float, float, float, float]:
    wests, souths, easts, norths = zip(*(s.bounds for s in shapes), strict=True)
    return min(wests), min(souths), max(easts), max(norths)


def _area(geometry: BaseGeometry, place: Any) -> Area:
    polygons = geometry.geoms if isinstance(geometry, MultiPolygon) else [geometry]
    placed = [
        Polygon(
            [place(x, y) for x, y, *_ in polygon.exterior.coords],
            [[place(x, y) for x, y, *_ in ring.coords] for ring in polygon.interiors],
        )
        for polygon in polygons
    ]
    largest = max(placed, key=lambda polygon: polygon.area)
    inside = polylabel(largest, tolerance=1)
    path = "".join(_ring(ring) for polygon in placed for ring in _rings(polygon))
    return Area(path, round(inside.x, 1), round(inside.y, 1))


def _rings(polygon: Polygon) -> list[Any]:
    simple = polygon.simplify(TOLERANCE, preserve_topology=True)
    return [simple.exterior, *simple.interiors]


def _ring(ring: Any) -> str:
    points = [f"{round(x, 1):g} {round(y, 1):g}" for x, y in ring.coords[:-1]]
    return f"M{'L'.join(points)}Z"


def lines_of(name: str, *, longest: int = 14) -> list[str]:
    """A name on one line, or on two of about the same length, cut at a space or hyphen."""
    cuts = [i for i, sign in enumerate(name, 1) if sign in " -–"]
    if len(name) <= longest or not cuts:
        return [name]
    cut = min(cuts, key=lambda i: abs(len(name) - 2 * i))
    return [name[:cut].rstrip(), name[cut:].lstrip()]
