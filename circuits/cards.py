"""Dossiers with all that a card or a page shows of them: found by a rule, then read by keys.

Who may read what is the rule of the queryset that finds them (circuits.md 9); what is read
of them is the same for each reader, hence the same SQL, written once a process.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from functools import cache
from typing import Any

from django.db.models import OuterRef, QuerySet

from circuits.models import (
    Dossier,
    Event,
    Milestone,
    Obligation,
    OfferThread,
    Suspension,
)
from circuits.written import CIRCUITS, DOSSIERS
from participation.models.columns import column, rows
from participation.written_once import WrittenOnce, join

NAMES = ("council", "theme", "service", "elected__user")


def read(
    found: Any, *, reminders: bool = True, threads: bool = False, more: tuple[str, ...] = ()
) -> list[Dossier]:
    """The dossiers of a queryset in its order, with `principals`, `plans`, `reminders`, `ways`.

    What `found` annotates stays on them. One query more than `of`.
    """
    wanted = list(found.values("pk", *found.query.annotations))
    dossiers = of(
        [row["pk"] for row in wanted], reminders=reminders, threads=threads, more=more
    )
    said = {row.pop("pk"): row for row in wanted}
    for dossier in dossiers:
        dossier.__dict__.update(said[dossier.pk])
    return dossiers


def of(
    keys: Sequence[int],
    *,
    reminders: bool = True,
    threads: bool = False,
    more: tuple[str, ...] = (),
) -> list[Dossier]:
    """The dossiers of these keys, which this reader may see, in the order of the keys.

    `more` is joined; of one dossier its circuit too. A page that reads the whole record has
    the `reminders` in it. Three queries, one for each of `reminders` and `threads`, and one
    where dossiers were merged.
    """
    if not keys:
        return []
    known = {dossier.pk: dossier for dossier in _whole(more).objects(keys)}
    # One that somebody has just erased is no longer there.
    dossiers = [known[key] for key in keys if key in known]
    for dossier in dossiers:
        dossier.plans = rows(Milestone, dossier.plan_rows)
    join(dossiers, "circuit", CIRCUITS)
    join(dossiers, "merged_into", DOSSIERS)
    _give(dossiers, "principals", PRINCIPALS.objects(keys))
    if reminders:
        _give(dossiers, "reminders", REMINDERS.objects(keys))
    if threads:
        _give(dossiers, "ways", WAYS.objects(keys), by="offer")
    return dossiers


def one(found: Any, **what: Any) -> Dossier | None:
    """The only dossier found, as `read` gives it, or None."""
    return next(iter(read(found.order_by()[:1], **what)), None)


@cache
def _whole(more: tuple[str, ...]) -> WrittenOnce:
    """The rows of dossiers with their names, their pauses and their milestones."""
    paused = Suspension.objects.filter(dossier=OuterRef("pk")).order_by("opened_at", "pk")
    planned = Milestone.objects.filter(dossier=OuterRef("pk")).order_by("-set_at", "-pk")

    def build(keys: Sequence[int]) -> QuerySet[Any]:
        found = Dossier.objects.filter(pk__any_of=keys).order_by()
        return found.select_related(*NAMES, *more).annotate(
            pause_rows=column(
                paused, *Suspension.DATES, *Suspension.MOMENTS, *Suspension.WORDS
            ),
            plan_rows=column(planned),
        )

    return WrittenOnce(build)


def _of(found: QuerySet[Any], *order: str, by: str = "dossier") -> WrittenOnce:
    """What belongs to these dossiers, in this order."""
    return WrittenOnce(lambda keys: found.filter(**{f"{by}__any_of": keys}).order_by(*order))


PRINCIPALS = _of(Obligation.objects.filter(principal=True), "opened_at", "pk")
REMINDERS = _of(Event.objects.filter(code="reminded"), "position")
WAYS = _of(
    OfferThread.objects.select_related("council", "contribution"),
    "council__sort_key",
    "pk",
    by="offer",
)


def _give(
    dossiers: Sequence[Dossier], name: str, read: Sequence[Any], *, by: str = "dossier"
) -> None:
    """To each dossier its own rows, each of which knows its dossier."""
    own = defaultdict(list)
    for one in read:
        own[getattr(one, f"{by}_id")].append(one)
    for dossier in dossiers:
        setattr(dossier, name, own[dossier.pk])
        for one in own[dossier.pk]:
            setattr(one, by, dossier)
