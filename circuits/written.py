"""The circuits' queries whose SQL is written once: rows by their keys, what everybody reads."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db.models import QuerySet

from circuits.models import CircuitVersion, Dossier
from circuits.readers import ANONYMOUS, Viewer
from participation.written_once import Given, WrittenOnce, by_key

DOSSIERS = by_key(Dossier.objects.all())
# Joined, the rules of a circuit (11 KB) would come once more with each dossier.
CIRCUITS = by_key(CircuitVersion.objects.all())


class AsRead:
    """A query on the dossiers that somebody may read (circuits.md 9).

    `build` makes it from these dossiers and from values, as for `WrittenOnce`. Everybody's
    SQL is written once; whoever has a post or a mandate has a query of his or her own.
    """

    def __init__(self, build: Callable[..., QuerySet[Any]]) -> None:
        self.build = build
        self._everybodys = WrittenOnce(
            lambda *values: build(Dossier.objects.visible_to(ANONYMOUS), *values)
        )

    def rows(self, viewer: Viewer, *values: Given) -> list[tuple[Any, ...]]:
        """What this reader finds, for a queryset of `values_list` (one query)."""
        if viewer.inside:
            return list(self._own(viewer, values))
        return self._everybodys.rows(*values)

    def objects(self, viewer: Viewer, *values: Given) -> list[Any]:
        """What this reader finds, for a queryset of a model (one query)."""
        if viewer.inside:
            return list(self._own(viewer, values))
        return self._everybodys.objects(*values)

    def _own(self, viewer: Viewer, values: tuple[Given, ...]) -> QuerySet[Any]:
        return self.build(Dossier.objects.visible_to(viewer), *values)
