"""Rows in bulk: COPY of model instances, and one's own row moved back in time.

Knows how columns are written, not what is multiplied (`multiply` does).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django.db import connection
from django.db.models import Field, Model

DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def columns_of(model: type[Model]) -> list[Field[Any, Any]]:
    """The columns of its own table, those that the database computes left out."""
    fields = model._meta.local_concrete_fields
    return [field for field in fields if not getattr(field, "generated", False)]


def copy_in(
    model: type[Model],
    rows: Iterable[tuple[Model, tuple[Any, ...]]],
    *,
    table: str = "",
    more: tuple[str, ...] = (),
) -> int:
    """Write instances by COPY, keys included; how many rows were written.

    Args:
        model: whose columns are written; of a child, those that it adds to its parent.
        rows: each instance, with the values of the columns `more`.
        table: another table with the same columns; the model's own otherwise.

    """
    fields, quote = columns_of(model), connection.ops.quote_name
    names = ", ".join([*(quote(str(field.column)) for field in fields), *map(quote, more)])
    sql = f"COPY {quote(table or model._meta.db_table)} ({names}) FROM STDIN"
    written = 0
    with connection.cursor() as cursor, cursor.copy(sql) as copy:
        for instance, others in rows:
            values = [
                field.get_db_prep_save(getattr(instance, field.attname), connection)
                for field in fields
            ]
            copy.write_row((*values, *others))
            written += 1
    return written


def moved_back(instance: Model, days: int) -> Model:
    """The same instance, every date and moment of it so many days earlier.

    In whole weeks worked days stay worked, but for holidays. Texts keep their words.
    """
    shift = timedelta(days=days)
    for field in columns_of(type(instance)):
        value = getattr(instance, field.attname)
        if isinstance(value, date):  # a moment is a date too
            setattr(instance, field.attname, value - shift)
        elif isinstance(value, dict):
            setattr(instance, field.attname, _moved(value, shift))
    return instance


def _moved(value: Any, shift: timedelta) -> Any:
    """What an event keeps as ISO days, at any depth."""
    if isinstance(value, dict):
        return {key: _moved(one, shift) for key, one in value.items()}
    if isinstance(value, list):
        return [_moved(one, shift) for one in value]
    if isinstance(value, str) and DAY.fullmatch(value):
        return str(date.fromisoformat(value) - shift)
    return value


def end_of_keys(*models: type[Model]) -> None:
    """Let the next keys follow those that were written by hand."""
    quote = connection.ops.quote_name
    with connection.cursor() as cursor:
        for model in models:
            table, column = model._meta.db_table, str(model._meta.pk.column)
            cursor.execute(
                f"SELECT setval(pg_get_serial_sequence(%s, %s), max({quote(column)})) "  # noqa: S608
                f"FROM {quote(table)}",
                [quote(table), column],
            )


def analyse(*models: type[Model]) -> None:
    """Give the planner the figures that autovacuum would give it in time, of some or all."""
    tables = ", ".join(connection.ops.quote_name(model._meta.db_table) for model in models)
    with connection.cursor() as cursor:
        cursor.execute(f"ANALYZE {tables}")
