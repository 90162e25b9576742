"""Queries whose SQL is written once: at each page it took longer to write than to run."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from copy import copy
from datetime import UTC, date, datetime
from types import SimpleNamespace
from typing import Any

from django.db import connection
from django.db.models import QuerySet
from django.db.models.query import ModelIterable

Given = int | date | str | Sequence[int] | Sequence[str] | Sequence[datetime]
# What stands for the values when the SQL is written: no key, no day and no word of a row.
_KEYS = range(-2_000_000_001, -2_000_000_009, -1)
_DAYS = [date(1, 1, n) for n in range(1, 9)]
_MOMENTS = [datetime(2, 1, n, tzinfo=UTC) for n in range(1, 9)]
_WORDS = [f"\ue000{n}" for n in range(8)]


class WrittenOnce:
    """A query on keys, days, moments and words, whose SQL a process writes once.

    `build` makes the queryset from the values, and may look at nothing but them: neither at
    the database nor at settings, and it must not choose by a value. A list is for `any_of`.
    """

    def __init__(self, build: Callable[..., QuerySet[Any]]) -> None:
        self.build = build
        self._written: tuple[Any, str, list[tuple[Any, int | None]]] | None = None

    def rows(self, *values: Given) -> list[tuple[Any, ...]]:
        """Ask it of these values, for a queryset of `values_list` (one query)."""
        _, sql, params = self._asked(values)
        with connection.cursor() as cursor:
            cursor.execute(sql, params)
            return cursor.fetchall()

    def column(self, *values: Given) -> list[Any]:
        """Ask it of these values, for a `values_list` of one column (one query)."""
        return [value for (value,) in self.rows(*values)]

    def objects(self, *values: Given) -> list[Any]:
        """Ask it of these values, for a queryset of a model (one query).

        What it joins and annotates comes with each instance, what it prefetches does not.
        """
        written, sql, params = self._asked(values)
        compiler = copy(written)
        compiler.connection = connection
        compiler.as_sql = lambda: (sql, params)
        # What Django's own reader of instances asks of a queryset.
        return list(
            ModelIterable(
                SimpleNamespace(  # type: ignore[arg-type]
                    db=connection.alias,
                    query=SimpleNamespace(get_compiler=lambda using: compiler),
                    _known_related_objects={},
                )
            )
        )

    def _asked(self, values: tuple[Given, ...]) -> tuple[Any, str, list[Any]]:
        if self._written is None:
            self._written = self._write(values)
        compiler, sql, params = self._written
        return compiler, sql, [_as(p, p if n is None else values[n]) for p, n in params]

    def _write(self, values: tuple[Given, ...]) -> Any:
        marks = [_mark(n, value) for n, value in enumerate(values)]
        compiler: Any = self.build(*marks).query.get_compiler(connection=connection)
        sql, params = compiler.as_sql()
        # How values become Python's: the same at each time too.
        read = compiler.get_converters([column[0] for column in compiler.select])
        compiler.get_converters = lambda columns: read
        return compiler, sql, [(p, marks.index(p) if p in marks else None) for p in params]


def by_key(found: QuerySet[Any]) -> WrittenOnce:
    """The rows of these keys."""
    return WrittenOnce(lambda keys: found.filter(pk__any_of=keys).order_by())


def join(rows: Iterable[Any], name: str, what: WrittenOnce) -> None:
    """Give each of these rows the one that it names, from a query `by_key`.

    One instance of each, and no query where none is named or what is named came already.
    A join would bring it once more with each row.
    """
    rows = [row for row in rows if name not in row._state.fields_cache]
    keys = sorted({getattr(row, f"{name}_id") for row in rows} - {None})
    known = {one.pk: one for one in what.objects(keys)} if keys else {}
    for row in rows:
        # As Django's own reader of joined rows: what was just read needs no check.
        row._state.fields_cache[name] = known.get(getattr(row, f"{name}_id"))


def _mark(number: int, value: Given) -> Any:
    """What stands for this value while the SQL is written."""
    # A moment is a day too, for Python.
    for kind, marks in ((datetime, _MOMENTS), (date, _DAYS), (str, _WORDS), (int, _KEYS)):
        if isinstance(value, kind):
            return marks[number]
    return [_KEYS[number]]


def _as(written: Any, value: Any) -> Any:
    """The value, as Django gave it to the driver: an integer has the size of its column."""
    return type(written)(value) if isinstance(written, int) else value
