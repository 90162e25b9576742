"""Counts of what anybody may read, kept in each process until something happens.

A list counts each choice of its facets, the home page a year of promises: over a large
base that takes longer than the rest of the page. Every act leaves its event (P26): as long
as no other event is written, the counts of the day are the same. Only what everybody reads
is kept, never what depends on a reader.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from hashlib import sha256
from typing import Any, TypeVar, cast

from django.core.cache import caches
from django.db import connection

from circuits.models import Event
from participation.written_once import WrittenOnce

Counted = TypeVar("Counted")
LAST = WrittenOnce(lambda: Event.objects.order_by("-pk").values_list("pk")[:1])


def of_everybody(name: str, *about: Hashable, count: Callable[[], Counted]) -> Counted:
    """What `count` gives, counted again once anything was written (one query).

    Args:
        name: what is counted.
        about: everything else that the result depends on (the day, the choices).
        count: counts what is public, whoever reads.

    """
    last = LAST.rows()
    if not last:
        return count()
    asked = repr((connection.settings_dict["NAME"], last, *about)).encode()
    key = f"{name}-{sha256(asked).hexdigest()}"
    found: Any = caches["counts"].get(key)
    if found is None:
        found = count()
        caches["counts"].set(key, found)
    return cast("Counted", found)
