"""« Le fil » of a demande: its dates can be read, and say what they are."""

from __future__ import annotations

import itertools
import re
from collections import defaultdict
from datetime import date, timedelta

import pytest

from circuits import fil
from circuits.fil import Ahead, FilData, Knot, Span

NAMES = {"council_label": "Le conseil", "city_label": "La Ville"}
TODAY = date(2026, 7, 2)
# Units: one sign of a date, which is bold, in the widest of the system's fonts; the least
# room before the next date.
SIGN, AIR = 9.4, 6


def demande(*knots: int, ahead: tuple[Ahead, ...] = ()) -> FilData:
    """Held by the town since 2 April, with an act that many days after."""
    start = date(2026, 4, 2)
    return FilData(
        spans=[
            Span(side="council", start=start, end=start, label=""),
            Span(side="city", start=start, end=None, label="À l’étude"),
        ],
        knots=[
            Knot(on=start + timedelta(days), side="city", label="Point d’étape")
            for days in knots
        ],
        ticks=[],
        ahead=ahead,
        today=TODAY,
    )


@pytest.mark.parametrize(
    "knots", [*((1, day) for day in range(2, 80)), (1, 2, 3, 4, 5, 6), (3, 4, 12, 13, 14)]
)
def test_no_date_touches_the_next_one(knots: tuple[int, ...]) -> None:
    owed = Ahead(due=date(2027, 1, 4), side="city", label="Réponse promise")
    drawing = fil.draw(demande(*knots, ahead=(owed,)), **NAMES).svg.partition("</svg>")[0]
    rows = defaultdict(list)
    for x, y, words in re.findall(r'fil-date" x="([\d.]+)" y="([\d.]+)">([^<]+)', drawing):
        rows[y].append((float(x), words))
    assert sum(map(len, rows.values())) == len(knots) + 1
    for row in rows.values():
        row.sort()
        for (x, words), (after, _) in itertools.pairwise(row):
            assert x + SIGN * len(words) + AIR < after, (words, row)


@pytest.mark.parametrize(("fixed", "lead"), [(True, "Le"), (False, "Au plus tard le")])
def test_a_meeting_is_on_its_day_and_an_answer_by_its_day(fixed: bool, lead: str) -> None:
    owed = Ahead(due=date(2026, 5, 5), side="city", label="Rencontre", fixed=fixed)
    picture = fil.draw(demande(1, ahead=(owed,)), **NAMES)
    assert picture.facts[-1].replace("\u00a0", " ") == f"{lead} 5 mai 2026 : Rencontre."
    assert f"{lead.lower()} 5\u00a0mai" in picture.svg
