"""The colours of the site and how well they are read: measured on the sheet as served.

Knows no template. The pairs in use are those of `assets/pairs.json`, which the build of
the sheet checks too.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles import finders

ACCENTS = range(1, 7)
DARK = "prefers-color-scheme: dark"
Palette = dict[str, str]


@dataclass(frozen=True)
class Pair:
    """Words or a shape in one colour on another; `accent` is 0 outside a council.

    `light` and `dark` are ratios of contrast, from 1 to 21; `floor` the least that WCAG
    1.4.3 and 1.4.11 (RGAA 3.2, 3.3) ask for.
    """

    front: str
    back: str
    accent: int
    floor: float
    light: float
    dark: float

    @property
    def passes(self) -> bool:
        """Whether both are enough."""
        return min(self.light, self.dark) >= self.floor


def luminance(colour: str) -> float:
    """The relative luminance of « #rrggbb » (WCAG 2.1)."""
    parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (
        c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def ratio(one: str, two: str) -> float:
    """The contrast of two colours, from 1 to 21 (WCAG 2.1)."""
    low, high = sorted((luminance(one), luminance(two)))
    return (high + 0.05) / (low + 0.05)


@cache
def palettes() -> dict[str, list[Palette]]:
    """« light » and « dark »: the tokens, then those of each accent with them."""
    sheet = Path(str(finders.find("css/site.css"))).read_text()
    light, _, rest = sheet.partition("@media")
    dark = re.split(r"\}\}", rest.partition(DARK)[2])[0] + "}"
    return {"light": _read(light, {}), "dark": _read(dark, {})}


def _read(sheet: str, base: Palette) -> list[Palette]:
    found = [_tokens(_block(sheet, ":root")) | base]
    for number in ACCENTS:
        found.append(found[0] | _tokens(_block(sheet, f".accent-{number}")))
    return found


def _block(sheet: str, selector: str) -> str:
    return sheet.partition(selector + "{")[2].partition("}")[0]


def _tokens(block: str) -> Palette:
    return dict(re.findall(r"--([\w-]+): ?(#[0-9a-f]{6})", block))


def pairs() -> Iterator[Pair]:
    """Every pair that the pages use, with its contrasts."""
    rules = json.loads((settings.BASE_DIR / "assets" / "pairs.json").read_text())
    for name in ("text", "shapes"):
        yield from _pairs(rules[name], 0)
    for accent in ACCENTS:
        yield from _pairs(rules["accents"], accent)


def _pairs(rule: dict[str, Any], accent: int) -> Iterator[Pair]:
    light, dark = (palettes()[mode][accent] for mode in ("light", "dark"))
    for back, fronts in rule["on"].items():
        for front in fronts:
            yield Pair(
                front,
                back,
                accent,
                rule["floor"],
                ratio(light[front], light[back]),
                ratio(dark[front], dark[back]),
            )
