"""The pictures of `docs/performance.md`, drawn by the benchmark from its own figures.

Bars with their figure beside them and the target as a line: readable without colour.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from html import escape
from pathlib import Path

WIDTH, LEFT, RIGHT = 720, 210, 90
ROW, TOP = 30, 56
INK, PALE, BAR, TARGET = "#1d2433", "#d9dde5", "#3b6ea5", "#b3261e"


@dataclass(frozen=True)
class Bar:
    """One figure; `target` is what it is held against, None when nothing is."""

    label: str
    value: float
    target: float | None = None


def draw(path: Path, title: str, unit: str, bars: list[Bar]) -> None:
    """Write a bar chart as SVG, its figures as text too."""
    height = TOP + ROW * len(bars) + 24
    most = max([*(bar.value for bar in bars), *(bar.target or 0 for bar in bars)]) or 1
    scale = (WIDTH - LEFT - RIGHT) / most
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" '
        f'role="img" aria-label="{escape(title)}" font-family="system-ui, sans-serif" '
        f'font-size="14" fill="{INK}">',
        f"<title>{escape(title)}</title>",
        f'<rect width="{WIDTH}" height="{height}" fill="#fff"/>',
        f'<text x="16" y="28" font-size="17" font-weight="600">{escape(title)}</text>',
    ]
    for rank, bar in enumerate(bars):
        parts += _row(bar, TOP + rank * ROW, scale, unit)
    parts.append("</svg>")
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join(parts) + "\n")


def _row(bar: Bar, top: int, scale: float, unit: str) -> list[str]:
    length, full = max(1.0, bar.value * scale), WIDTH - LEFT - RIGHT
    figure = f"{bar.value:.3g}".replace(".", ",") + unit
    row = [
        f'<text x="{LEFT - 10}" y="{top + 15}" text-anchor="end">{escape(bar.label)}</text>',
        f'<rect x="{LEFT}" y="{top}" width="{full}" height="20" fill="{PALE}"/>',
        f'<rect x="{LEFT}" y="{top}" width="{length:.1f}" height="20" fill="{BAR}"/>',
        f'<text x="{WIDTH - RIGHT + 8}" y="{top + 15}">{figure}</text>',
    ]
    if bar.target is not None:
        at = LEFT + bar.target * scale
        row.append(
            f'<line x1="{at:.1f}" x2="{at:.1f}" y1="{top - 3}" y2="{top + 23}" '
            f'stroke="{TARGET}" stroke-width="2" stroke-dasharray="4 2"/>'
        )
    return row


# Reference: the share of the yardstick's requests a second that each page must keep.
FLOORS = {"council": 0.25, "demandes": 0.70, "offres": 0.70, "dossier": 0.70, "search": 0.30}
NAMES = {
    "home": "accueil",
    "council": "un conseil",
    "demandes": "liste des demandes",
    "offres": "liste des offres",
    "dossier": "dossier, 300 évènements",
    "search": "recherche",
}
GROWTH = 1.5


# What each picture shows, by the end of its name.
PICTURES = {
    "pages": "Pages par seconde, en part de l’étalon (trait : l’objectif)",
    "growth": "95 % des réponses : combien de fois plus lentes que sur 1 000 dossiers",
    "sweep": "Un passage du moteur, en secondes (trait : l’objectif)",
    "sending": "Courriels remis par seconde à un serveur qui prend 30 ms pour chacun",
}


def draw_all(folder: Path, stem: str, figures: Mapping[str, Mapping[str, float]]) -> None:
    """The four pictures: pages, their growth, passes of the engine, mails on their way."""
    pages = [name for name in NAMES if name in figures]
    bars = {
        "pages": [Bar(NAMES[name], figures[name]["ratio"], FLOORS.get(name)) for name in pages],
        "growth": [Bar(NAMES[name], figures[name]["growth"], GROWTH) for name in pages],
        "sweep": [Bar("rien d’échu", figures["sweep_nothing"]["seconds"], 1.0)],
        "sending": [],
    }
    for name, one in figures.items():
        if name.startswith("sweep_due_"):
            target = 2 * one["bare_seconds"]
            bars["sweep"].append(Bar(f"{one['due']:.0f} rappels", one["seconds"], target))
        elif name.startswith("send_"):
            workers = int(name.removeprefix("send_"))
            label = "un ouvrier" if workers == 1 else f"{workers} ouvriers"
            bars["sending"].append(Bar(label, one["per_second"]))
    units = {"growth": " ×", "sweep": " s"}
    for name, title in PICTURES.items():
        draw(folder / f"{stem}-{name}.svg", title, units.get(name, ""), bars[name])
