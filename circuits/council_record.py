"""What one council asked, what came of it, what its works refer to: one read of dossiers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery

from circuits import cards
from circuits.models import Dossier, End
from circuits.views import presenters
from circuits.views.frame import Frame
from circuits.written import AsRead
from participation.amounts import WorksYear, longest_of
from participation.models import Council
from participation.querysets import how_many

FEW = 4


def record_of(council: Council, years: Sequence[WorksYear], frame: Frame) -> dict[str, Any]:
    """`figures` and `cards` of the demandes, `achieved` and their total, `works`.

    Cards follow what this reader may see. An achievement and the dossier of a line of
    works are public, whoever reads the page.
    """
    named = sorted({line.reference for year in years for line in year.lines if line.reference})
    rows = NAMED.rows(frame.viewer, council.pk, named)
    # So few: joined, a query less.
    found = cards.of([row[0] for row in rows], more=("circuit", "merged_into"))
    counted = dict(zip(FIGURES, rows[0][1:] if rows else [0] * len(FIGURES), strict=True))
    read_publicly = [d for d in found if d.visibility == Dossier.Visibility.PUBLIC]
    known = {d.reference: d for d in read_publicly}
    own = [d for d in found if d.council_id == council.pk]
    done = [d for d in own if d in read_publicly and d.end_code == End.ACHIEVED]
    done.sort(key=lambda d: (d.closed_at, d.pk), reverse=True)
    longest = longest_of(years)
    return {
        "figures": counted,
        "cards": [presenters.card(d, frame) for d in own[:FEW]] if counted["total"] else [],
        "achieved": done[:FEW],
        "achieved_total": counted["achieved_total"],
        "works": [
            (y, y.bars(longest), [(line, known.get(line.reference)) for line in y.lines])
            for y in years
        ],
    }


FIGURES = ("total", "answered", "waiting", "achieved_total")


def _record(readable: Any, council: int, named: Sequence[str]) -> Any:
    """Which dossiers the page names, the newest first; each row has the four figures."""
    mine = readable.deposited().filter(council=council)
    public = Dossier.objects.public()
    achieved = public.filter(council=council, end_code=End.ACHIEVED)
    wanted = mine.values("pk")[:FEW].union(
        achieved.order_by("-closed_at", "-pk").values("pk")[:FEW],
        public.filter(reference__any_of=named).order_by().values("pk"),
        all=True,
    )
    return (
        Dossier.objects.filter(pk__any_of=ArraySubquery(wanted))
        .annotate(
            total=how_many(mine),
            answered=how_many(mine.filter(answered_at__isnull=False)),
            waiting=how_many(mine.filter(answered_at__isnull=True, closed_at__isnull=True)),
            achieved_total=how_many(achieved),
        )
        .values_list("pk", *FIGURES)
    )


NAMED = AsRead(_record)
