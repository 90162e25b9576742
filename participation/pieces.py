"""Pieces of pages that depend on their values alone, laid out once for equal values.

A card, a drawing, a line of the record: twelve of them make a page, and most are the same
on the next one. What a piece is laid out from is its whole key: whoever is shown it holds
the very values that made it, so nothing passes from one reader to another (circuits.md 9).
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from datetime import date
from functools import cache
from io import BytesIO
from operator import attrgetter
from pickle import HIGHEST_PROTOCOL, Pickler
from threading import Lock
from typing import Any

from django.conf import settings
from django.template.loader import get_template
from django.utils.safestring import SafeString

ROOM = 16_000_000


class NotPlain(TypeError):
    """A piece was given something else than words, numbers, days, lists and records of them."""


@cache
def _read(kind: type) -> Callable[[Any], Any] | None:
    """How the fields of a frozen dataclass are read; None of anything that may change."""
    if not is_dataclass(kind) or not kind.__dataclass_params__.frozen:  # type: ignore[attr-defined]
        return None
    return attrgetter(*(field.name for field in fields(kind)))


class _Key(Pickler):
    """Values as bytes: equal values of the same types have the same, safe words have others."""

    def reducer_override(self, value: Any) -> Any:
        """Asked for what is neither a word, a number nor a list of them."""
        kind: Any = value if isinstance(value, type) else type(value)
        if issubclass(kind, SafeString | date):
            return NotImplemented
        read = _read(kind)
        if read is None:
            raise NotPlain(f"{kind.__name__} is not plain")
        # Its fields, not what it found out since.
        return NotImplemented if kind is value else (kind, (read(value),))


class Shelf:
    """What a process has laid out; when there is no more room, what was used least goes."""

    def __init__(self, room: int) -> None:
        """Room is counted in bytes of values and characters of HTML."""
        self.room = room
        self._kept: OrderedDict[tuple[str, bytes], SafeString] = OrderedDict()
        self._lock = Lock()
        self.used = 0

    def get(self, key: tuple[str, bytes]) -> SafeString | None:
        """The piece, which was then used last, or None."""
        with self._lock:
            found = self._kept.get(key)
            if found is not None:
                self._kept.move_to_end(key)
            return found

    def keep(self, key: tuple[str, bytes], made: SafeString) -> None:
        """Keep it, even if others must go."""
        with self._lock:
            if key in self._kept:
                return
            self._kept[key] = made
            self.used += len(key[1]) + len(made)
            while self.used > self.room:
                (_, values), gone = self._kept.popitem(last=False)
                self.used -= len(values) + len(gone)


SHELF = Shelf(ROOM)


def laid_out(
    template: str,
    values: dict[str, Any],
    made_of_them: Callable[[], dict[str, Any]] = dict,
) -> SafeString:
    """The HTML of a template that uses nothing but these values: no reader, day or row.

    Args:
        template: its name.
        values: what it is laid out from.
        made_of_them: more for the template, that these values alone decide (a form).

    Raises:
        NotPlain: a value that may say something else the next time, as a row of the base.

    """
    told = BytesIO()
    _Key(told, HIGHEST_PROTOCOL).dump(values)
    key = (template, told.getvalue())
    found = SHELF.get(key)
    if found is not None:
        return found
    # Without a request: neither who reads nor a form's secret can come in.
    made = SafeString(get_template(template).render({**values, **made_of_them()}))
    # While one works on a template, each page shows it as it is.
    if not settings.DEBUG:
        SHELF.keep(key, made)
    return made
