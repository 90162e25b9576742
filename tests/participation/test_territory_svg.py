"""Territories as drawings."""

from __future__ import annotations

import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from shapely.geometry import Polygon

from participation.territory_svg import draw, lines_of

SQUARE: list[list[float]] = [[7.3, 47.7], [7.4, 47.7], [7.4, 47.8], [7.3, 47.8]]


def polygon(points: list[list[float]], *holes: list[list[float]]) -> dict[str, Any]:
    rings = [points, *holes]
    return {"type": "Polygon", "coordinates": [[*r, r[0]] for r in rings]}


def points(path: str) -> list[tuple[float, float]]:
    pairs = re.findall(r"[ML](-?[\d.]+) (-?[\d.]+)", path)
    return [(float(x), float(y)) for x, y in pairs]


def test_north_is_up_and_a_degree_of_longitude_is_shorter() -> None:
    drawing = draw([polygon(SQUARE)], width=200, margin=0)
    xs, ys = zip(*points(drawing.areas[0].path), strict=True)
    assert (min(xs), max(xs)) == (0, 200)
    assert min(ys) == 0
    # cos(47.75°) = 0.672: the same arc is 1 / 0.672 times as high as wide.
    assert drawing.height == pytest.approx(200 / 0.6723, abs=0.5)
    south_west = points(draw([polygon(SQUARE)], width=200, margin=0).areas[0].path)[0]
    assert south_west == (0, drawing.height)


def test_neighbours_share_their_border() -> None:
    east = [[x + 0.1, y] for x, y in SQUARE]
    west_area, east_area = draw([polygon(SQUARE), polygon(east)]).areas
    assert set(points(west_area.path)) & set(points(east_area.path))


def test_a_hole_and_an_island_are_drawn() -> None:
    hole = [[7.33, 47.73], [7.36, 47.73], [7.36, 47.76]]
    island = [[[7.5, 47.7], [7.51, 47.7], [7.51, 47.71], [7.5, 47.7]]]
    square = polygon(SQUARE, hole)["coordinates"]
    drawn = draw([{"type": "MultiPolygon", "coordinates": [square, island]}])
    assert drawn.areas[0].path.count("M") == drawn.areas[0].path.count("Z") == 3


def test_nothing_to_draw_is_said() -> None:
    with pytest.raises(ValueError, match="Nothing"):
        draw([])


@given(st.lists(st.tuples(st.floats(7.2, 7.4), st.floats(47.7, 47.8)), min_size=4, max_size=12))
def test_every_point_and_every_name_is_inside_the_drawing(
    found: list[tuple[float, float]],
) -> None:
    hull = Polygon(found).convex_hull
    if not isinstance(hull, Polygon) or hull.area < 1e-6:
        return
    ring = [list(p) for p in hull.exterior.coords[:-1]]
    drawing = draw([polygon(ring)], width=320)
    area = drawing.areas[0]
    for x, y in [*points(area.path), (area.label_x, area.label_y)]:
        assert -0.1 <= x <= drawing.width + 0.1
        assert -0.1 <= y <= drawing.height + 0.1


@pytest.mark.parametrize(
    ("name", "lines"),
    [
        ("D8", ["D8"]),
        ("Bourtzwiller", ["Bourtzwiller"]),
        ("Drouot-Barbanègre", ["Drouot-", "Barbanègre"]),
        ("Mulhouse Grand Centre", ["Mulhouse", "Grand Centre"]),
        ("Anticonstitutionnellement", ["Anticonstitutionnellement"]),
    ],
)
def test_long_names_take_two_lines(name: str, lines: list[str]) -> None:
    assert lines_of(name) == lines
