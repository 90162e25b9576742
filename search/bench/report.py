"""The measures of `docs/performance.md`, written by the benchmark beside its pictures.

The words above « ## Mesures » are a person's; what follows is written again, one section
for each size of base that was measured.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path

from participation.french import long_date
from search.bench import charts

HEADING = "## Mesures\n"
SECTION = re.compile(r"<!-- base de (\d+) -->\n(.*?)<!-- fin -->\n", re.DOTALL)
THIN = "\u202f"

Figures = Mapping[str, Mapping[str, float]]


def write(page: Path, dossiers: int, figures: Figures, on: date) -> None:
    """Draw the pictures in `images/`, and put this size's section in its place."""
    charts.draw_all(page.parent / "images", f"bench-{dossiers}", figures)
    words, _, measured = page.read_text(encoding="utf-8").partition(HEADING)
    sections = {int(size): body for size, body in SECTION.findall(measured)}
    sections[dossiers] = "\n".join(_section(dossiers, figures, on)) + "\n"
    told = "".join(
        f"\n<!-- base de {size} -->\n{body}<!-- fin -->\n"
        for size, body in sorted(sections.items())
    )
    page.write_text(words + HEADING + told, encoding="utf-8")


def _section(dossiers: int, figures: Figures, on: date) -> Iterator[str]:
    yield f"### {_count(dossiers)} dossiers, le {long_date(on)}"
    yield ""
    yield (
        "| Page | Part de l’étalon | Objectif | 95 % des réponses | Croissance | Requêtes "
        "| Gardée |"
    )
    yield "|---|---|---|---|---|---|---|"
    for name, label in charts.NAMES.items():
        one = figures[name]
        floor = charts.FLOORS.get(name)
        yield (
            f"| {label} | {_number(one['ratio'])} | {_number(floor) if floor else '–'} | "
            f"{one['p95_ms']:.0f} ms | × {_number(one['growth'])} | {one['queries']:.0f} "
            f"| {_number(one['kept'])} |"
        )
    yield ""
    yield "| Moteur | Durée | À comparer à |"
    yield "|---|---|---|"
    yield f"| passage sans rien d’échu | {_seconds(figures['sweep_nothing'])} | 1 s |"
    for name, one in figures.items():
        if name.startswith("sweep_due_"):
            bare = f"écritures et rendus nus : {_number(one['bare_seconds'])} s"
            due, mails = _count(int(one["due"])), _count(int(one["mails"]))
            yield (
                f"| {due} rappels échus, {mails} courriels | {_seconds(one)} "
                f"| {bare} (× {_number(one['ratio'])}) |"
            )
        elif name.startswith("sweep_check_"):
            yield (
                f"| dates de {_count(int(one['dossiers']))} dossiers ouverts, le matin "
                f"| {_seconds(one)} | {one['queries_a_batch']:.0f} requêtes par lot |"
            )
        elif name.startswith("send_"):
            workers = int(name.removeprefix("send_"))
            yield (
                f"| envoi par {workers} ouvrier{'s' if workers > 1 else ''} "
                f"| {_seconds(one)} | {one['per_second']:.0f} courriels par seconde |"
            )
    weekly = figures["sweep_weekly"]
    yield (
        f"| {_count(int(weekly['mails']))} courriels de la semaine | {_seconds(weekly)} "
        f"| {weekly['per_second']:.0f} par seconde |"
    )
    yield ""
    for name, words in charts.PICTURES.items():
        yield f"![{words}](images/bench-{dossiers}-{name}.svg)"
        yield ""


def _count(number: int) -> str:
    return f"{number:,}".replace(",", THIN)


def _number(value: float) -> str:
    return f"{value:.2f}".replace(".", ",")


def _seconds(one: Mapping[str, float]) -> str:
    return f"{_number(one['seconds'])} s"
