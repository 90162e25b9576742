"""Counts by kind and by council: each facet counts what the other one leaves."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from participation.french import NBSP
from search.models import Document
from search.querysets import FacetRow


@dataclass(frozen=True)
class Facets:
    """All matches by kind and council, and what the person chose among them.

    A choice that no match has is no choice: an old address never leads to nothing.
    """

    rows: list[FacetRow]
    kind: str = ""
    council: str = ""

    @classmethod
    def of(cls, rows: list[FacetRow], kind: str, council: str) -> Facets:
        """Keep the choices that exist among the matches."""
        return cls(
            rows,
            kind if any(row.kind == kind for row in rows) else "",
            council if any(row.council == council for row in rows) else "",
        )

    @property
    def active(self) -> int:
        """How many facets are in use."""
        return bool(self.kind) + bool(self.council)

    @property
    def count(self) -> int:
        """How many results both choices leave."""
        return sum(
            row.count
            for row in self.rows
            if self._kept(row.kind, self.kind) and self._kept(row.council, self.council)
        )

    @staticmethod
    def _kept(value: str, choice: str) -> bool:
        return not choice or value == choice

    def kinds(self, councils: str) -> list[tuple[str, str]]:
        """« Demandes (12) »; `councils` is what the town calls its councils."""
        counts: Counter[str] = Counter()
        for row in self.rows:
            if self._kept(row.council, self.council):
                counts[row.kind] += row.count
        labels = {**dict(Document.Kind.choices), Document.Kind.COUNCIL: councils}
        known = [kind for kind in Document.Kind.values if counts[kind] or kind == self.kind]
        return [
            ("", _counted("Tout", counts.total())),
            *((kind, _counted(labels[kind], counts[kind])) for kind in known),
        ]

    def councils(self) -> list[tuple[str, str]]:
        """« Drouot (3) », in French order, and « Tous »."""
        counts: Counter[str] = Counter()
        names: dict[str, tuple[str, str]] = {}
        for row in self.rows:
            names[row.council] = (row.order, row.name)
            if self._kept(row.kind, self.kind):
                counts[row.council] += row.count
        known = sorted(
            (names[slug], slug)
            for slug in names
            if slug and (counts[slug] or slug == self.council)
        )
        return [
            ("", _counted("Tous", counts.total())),
            *((slug, _counted(name, counts[slug])) for (_, name), slug in known),
        ]


def _counted(label: str, count: int) -> str:
    return f"{label}{NBSP}({count})"
