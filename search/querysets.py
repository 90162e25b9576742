"""All reads of the search: matches, their counts by facet, their excerpts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import and_, or_
from typing import Any, Self

from django.contrib.postgres.search import (
    CombinedSearchQuery,
    SearchHeadline,
    SearchQuery,
    SearchRank,
)
from django.db import connection, models
from django.db.models import Count, F, Value

from search.terms import Asked, spellings

# French stems and no accents; made by the first migration.
CONFIG = "french_unaccent"
# Delimiters that no text holds: the excerpt is escaped first, then marked.
START, STOP = "\ue000", "\ue001"
SHORTER_FIRST = Value(1)

Query = SearchQuery | CombinedSearchQuery


@dataclass(frozen=True)
class FacetRow:
    """How many matches have this kind and this council."""

    kind: str
    council: str
    name: str
    order: str
    count: int


def _web(text: str) -> SearchQuery:
    return SearchQuery(text, config=CONFIG, search_type="websearch")


def whole_words(asked: Asked) -> Query:
    """Every word, in any of its spellings; with operators, what they say."""
    if not asked.words:
        return _web(asked.text)
    return _all_of([_any_of(spellings(word)) for word in asked.words])


def with_beginning(asked: Asked) -> Query:
    """The same, the last word being only the beginning of one."""
    start = SearchQuery(f"{asked.beginning}:*", config=CONFIG, search_type="raw")
    whole = [_any_of(spellings(word)) for word in asked.words[:-1]]
    return _all_of([*whole, start])


def _any_of(words: Iterable[str]) -> Query:
    return reduce(or_, map(_web, words))


def _all_of(queries: Iterable[Query]) -> Query:
    return reduce(and_, queries)


def _headline(field: str, query: Query, **options: Any) -> SearchHeadline:
    return SearchHeadline(
        field, query, config=CONFIG, start_sel=START, stop_sel=STOP, **options
    )


def says_nothing(asked: Asked) -> bool:
    """Whether only signs and words that are everywhere were typed (« le la de »)."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT numnode(websearch_to_tsquery(%s::regconfig, %s)) = 0",
            [CONFIG, asked.text],
        )
        return bool(cursor.fetchone()[0])


class DocumentQuerySet(models.QuerySet[Any]):
    """Documents: everything in the table is public."""

    def matching(self, query: Query) -> Self:
        """Those that the query finds, through the GIN index."""
        return self.filter(vector=query)

    def ranked(self, query: Query) -> Self:
        """The best first; the most recent of equals."""
        rank = SearchRank(F("vector"), query, normalization=SHORTER_FIRST)
        return self.annotate(rank=rank).order_by("-rank", "-updated_at", "-pk")

    def facets(self) -> list[FacetRow]:
        """The counts by kind and council, in one query."""
        rows = (
            self.order_by()
            .values_list("kind", "council__slug", "council__name", "council__sort_key")
            .annotate(count=Count("pk"))
        )
        return [
            FacetRow(kind, slug or "", name or "", order or "", count)
            for kind, slug, name, order, count in rows
        ]

    def shown(self, keys: Sequence[int], query: Query) -> list[Any]:
        """The documents of these keys, in their order, as a result shows them (one query).

        `found_title` and `found_body` have `START` and `STOP` around what matched. Joined to
        those shown alone, however many match.
        """
        rows = self.filter(pk__any_of=keys).order_by()
        rows = rows.select_related("council", "theme").defer("vector", "keywords")
        found = rows.annotate(
            found_title=_headline("title", query, highlight_all=True),
            found_body=_headline(
                "body",
                query,
                max_fragments=2,
                max_words=26,
                min_words=12,
                fragment_delimiter=" … ",
            ),
        ).in_bulk()
        return [found[key] for key in keys if key in found]
