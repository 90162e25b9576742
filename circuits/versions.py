"""What one version of a circuit is among the others: whose place it takes, what it breaks.

Reads only. `circuit_check` says what is wrong in the definition itself (circuits.md 11).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.db.models import Count, QuerySet

from circuits import circuit_check, circuit_diff
from circuits.circuit_check import Problem
from circuits.models import Answer, CircuitVersion, Dossier
from participation.french import listing
from participation.models import Theme

EVERY_OTHER = "tous les thèmes qu’aucun autre circuit ne prend"


def place_taken(version: CircuitVersion) -> CircuitVersion | None:
    """The version in use that this draft would replace; none when it serves beside.

    The version that it was begun from may have been replaced meanwhile: then its
    successor, the one that new dossiers follow.
    """
    found = version.replaces
    while found is not None and found.retired_at is not None:
        later = found.successors.filter(activated_at__isnull=False)
        found = later.order_by("activated_at").first()
    return found


def themes_in_words(version: CircuitVersion) -> str:
    """The themes that it serves, in French."""
    return listing([str(theme) for theme in version.themes.all()]) or EVERY_OTHER


def problems_of(version: CircuitVersion, *, year: int) -> list[Problem]:
    """Everything that keeps a draft from being activated, in the editor's order."""
    inside = circuit_check.problems(
        version.definition, subdivision=settings.HOLIDAYS_SUBDIVISION, year=year
    )
    return [*_among_the_others(version), *inside]


def _among_the_others(version: CircuitVersion) -> Iterator[Problem]:
    """Each new dossier must find one circuit, and one only."""
    replaced = place_taken(version)
    others = [
        other
        for other in CircuitVersion.objects.in_use()
        .filter(kind=version.kind)
        .prefetch_related("themes")
        if other != replaced
    ]
    if version.replaces is not None and replaced is None:
        yield Problem("replaces", "La version à remplacer ne sert plus : choisissez-en une.")
    if any(other.name == version.name for other in others):
        yield Problem(
            "name",
            f"Un autre circuit en service s’appelle « {version.name} » : remplacez-le, ou "
            "choisissez un autre nom.",
        )
    mine = set(version.themes.all())
    for other in others:
        both = sorted(str(theme) for theme in mine & set(other.themes.all()))
        if both:
            yield Problem("themes", f"« {other.name} » sert déjà pour {listing(both)}.")
    for_the_rest = [other for other in others if not other.themes.all()]
    if not mine and for_the_rest:
        yield Problem(
            "themes",
            f"« {for_the_rest[0].name} » sert déjà pour {EVERY_OTHER} : choisissez des "
            "thèmes, ou remplacez-le.",
        )
    missing = Theme.objects.exclude(circuits__in=[*others, version])
    if mine and not for_the_rest and missing.exists():
        yield Problem(
            "themes",
            "Plus aucun circuit ne servirait pour les autres thèmes : on n’y pourrait plus "
            "rien déposer.",
        )


def changes_of(version: CircuitVersion, replaced: CircuitVersion | None) -> list[str]:
    """What activating changes for new dossiers, one sentence each."""
    if replaced is None:
        return [f"Un circuit de plus, pour {themes_in_words(version)}."]
    lines = []
    if replaced.name != version.name:
        lines.append(f"« {replaced.name} » s’appelle « {version.name} ».")
    before, after = themes_in_words(replaced), themes_in_words(version)
    if before != after:
        lines.append(f"Il sert pour {after} ; c’était pour {before}.")
    between = circuit_diff.differences(
        replaced.definition, version.definition, kind=version.kind
    )
    return [*lines, *between]


def used_reasons(kind: str) -> dict[str, dict[str, int]]:
    """How many dossiers of this message were given each reason, by list and code.

    A list that is not known here counts the reasons of the ends that no other list
    explains, so that a reason in use stays (circuits.md 8).
    """
    dossiers = Dossier.objects.filter(kind=kind)
    ends = dossiers.exclude(end_reason="")
    known = {
        "barring_reasons": _count(ends.filter(end_code="E6"), "end_reason"),
        "abandon_reasons": _count(ends.filter(end_code="E2"), "end_reason"),
        "extension_reasons": _count(dossiers.exclude(extension_reason=""), "extension_reason"),
        "refusal_reasons": _count(ends.filter(end_code="F4"), "end_reason")
        if kind == "offre"
        else _count(
            Answer.objects.filter(dossier__kind=kind).exclude(reason_code=""),
            "reason_code",
            of="dossier",
        ),
    }
    explained = ["E2", "E3", "E4", "E6", "F4"]
    return {**known, "": _count(ends.exclude(end_code__in=explained), "end_reason")}


def _count(rows: QuerySet[Any], name: str, *, of: str = "pk") -> dict[str, int]:
    counted = rows.order_by().values_list(name).annotate(n=Count(of, distinct=True))
    return dict(counted)
