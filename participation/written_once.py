"""Queries whose SQL is written once: at each page it took longer to write than to run."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from django.db import connection
from django.db.models import QuerySet

# What stands for the values when the SQL is written: no key and no day of a row.
_KEYS = range(-2_000_000_001, -2_000_000_009, -1)
_DAYS = [date(1, 1, n) for n in range(1, 9)]


class WrittenOnce:
    """A query on keys and days, as rows of `values_list`, whose SQL a process writes once.

    `build` makes the queryset from the values, and may look at nothing but them: neither at
    the database nor at settings, and it must not choose by a value.
    """

    def __init__(self, build: Callable[..., QuerySet[Any]]) -> None:
        self.build = build
        self._written: tuple[str, list[tuple[Any, int | None]]] | None = None

    def rows(self, *values: int | date) -> list[tuple[Any, ...]]:
        """Ask it of these values (one query)."""
        if self._written is None:
            self._written = self._write(values)
        sql, params = self._written
        with connection.cursor() as cursor:
            cursor.execute(sql, [_as(p, p if n is None else values[n]) for p, n in params])
            return cursor.fetchall()

    def _write(self, values: tuple[int | date, ...]) -> Any:
        marks = [
            _DAYS[n] if isinstance(value, date) else _KEYS[n] for n, value in enumerate(values)
        ]
        sql, params = self.build(*marks).query.sql_with_params()
        return sql, [(p, marks.index(p) if p in marks else None) for p in params]


def _as(written: Any, value: Any) -> Any:
    """The value, as Django gave it to the driver: an integer has the size of its column."""
    return type(written)(value) if isinstance(written, int) else value
