"""Rows of another table, read as a column of the query of a page, and made rows again.

A page that shows many small tables asks once for all of them. Amounts are not read this
way: JSON would round them.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, TypeVar

from django.contrib.postgres.expressions import ArraySubquery
from django.db import models
from django.db.models.functions import JSONObject

Row = TypeVar("Row", bound=models.Model)


def column(found: models.QuerySet[Any], *names: str, **more: Any) -> ArraySubquery:
    """The fields `names` of each row (all of them by default), and `more` expressions."""
    fields = names or tuple(field.attname for field in found.model._meta.concrete_fields)
    return ArraySubquery(found.values(json=JSONObject(**{n: n for n in fields}, **more)))


def rows(model: type[Row], read: Iterable[dict[str, Any]]) -> list[Row]:
    """The rows of such a column; what is not a field of the model is left out."""
    fields = {field.attname: field for field in model._meta.concrete_fields}
    made = []
    for row in read:
        known = {name: value for name, value in row.items() if name in fields}
        instance = model(**{n: fields[n].to_python(value) for n, value in known.items()})
        instance._state.adding = False
        instance._state.db = "default"
        made.append(instance)
    return made
