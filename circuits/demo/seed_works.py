"""The works budgets of the demonstration, after the dossiers that their lines name."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from circuits.demo.requests import REQUESTS
from circuits.demo.seed_acts import uuid_of
from circuits.demo.works import WORKS
from circuits.models import Dossier
from participation.models import Council, WorksBudget, WorksLine


def works_found() -> bool:
    """Whether they are there."""
    return WorksBudget.objects.exists()


def make_works(today: date) -> None:
    """Enter every budget, as the Agence does; years count back from `today`."""
    councils = {council.slug: council for council in Council.objects.all()}
    by_uuid = {uuid_of(request): request.key for request in REQUESTS}
    numbers = {
        by_uuid[uuid]: reference
        for uuid, reference in Dossier.objects.public().values_list("uuid", "reference")
        if uuid in by_uuid
    }
    for content in WORKS:
        budget = WorksBudget(
            council=councils[content.council],
            year=today.year - content.years_ago,
            voted=content.voted,
            note=content.note,
        )
        budget.lines = [
            WorksLine(
                label=line.label,
                committed=line.committed,
                spent=Decimal(str(line.spent)),
                reference=numbers[line.request] if line.request else "",
                sort_order=order,
            )
            for order, line in enumerate(content.lines)
        ]
        budget.full_clean()
        budget.save()
