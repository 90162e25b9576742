"""« Mon quartier »: from a street that somebody typed to the councils that sit there.

Nothing of what is typed is stored or logged: it is read, answered and forgotten.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from participation.models import Council, Street
from participation.street_names import (
    KIND_WORDS,
    Reading,
    named_readings,
    readings,
    words_of,
)

# More streets than this are no answer: one more word is asked for.
MOST = 20
# Enough to know that there are more, and for all the parts of one street.
MOST_READ = 100
# Below, a word is too short to be recognised when it is misspelt.
SHORTEST_GUESS = 4
GUESSES = 5


@dataclass(frozen=True)
class Found:
    """One street of the answer, or some of its numbers, and the councils that sit there."""

    street: Street
    councils: tuple[Council, ...] = ()


@dataclass(frozen=True)
class Answer:
    """What « Mon quartier » says of a street."""

    found: tuple[Found, ...] = ()
    # There were more than are listed.
    more: bool = False
    number: int | None = None
    # The number that was typed is in none of the parts of that street.
    number_unknown: bool = False
    # Names that look like what was typed, when nothing was found.
    guesses: tuple[str, ...] = field(default=())

    @property
    def councils(self) -> list[Council]:
        """The councils of all that was found, each once, in alphabetical order."""
        every = {c.pk: c for found in self.found for c in found.councils}
        return sorted(every.values(), key=lambda council: council.sort_key)

    @property
    def names(self) -> list[str]:
        """The streets that were found, each once."""
        return list({f.street.search_key: f.street.name for f in self.found}.values())

    @property
    def kind(self) -> str:
        """« none », « one » (one council, or none any more), « parts », « several »."""
        if not self.found:
            return "none"
        if len(self.names) > 1 or self.more:
            return "several"
        placed = {tuple(c.pk for c in found.councils) for found in self.found}
        return "one" if len(placed) == 1 else "parts"


def answer(text: str, *, on: date, town: str = "") -> Answer:
    """The streets that `text` may mean, by the strictest reading that finds one.

    Two queries, whatever was typed.

    Args:
        text: what was typed, whatever it is.
        on: the local day whose councils count.
        town: the name of the town, which may stand behind the street.

    """
    rows, reading = _strictest(text, town)
    return _told(rows, reading, on) if reading else Answer(guesses=tuple(_guesses(text)))


def named_in(text: str, *, on: date, town: str = "") -> Answer | None:
    """The one street that a search names, « trottoirs rue Neppert cassés », or nothing.

    Only after a word such as « rue » or « place »: most searches ask the list of streets
    nothing. At most two queries.

    Args:
        text: what was typed, whatever it is.
        on: the local day whose councils count.
        town: the name of the town, which may stand behind the street.

    """
    ways = named_readings(text, town)
    rows = list(Street.objects.read_as([way for way, _ in ways])[:MOST_READ]) if ways else []
    for rank, (way, only_exactly) in enumerate(ways):
        found = [
            row
            for row in rows
            if row.strictness == rank and (way.exactly(row.search_key) or not only_exactly)
        ]
        if found:
            told = _told(found, way, on)
            return told if told.kind in {"one", "parts"} else None
    return None


def _strictest(text: str, town: str) -> tuple[list[Any], Reading | None]:
    ways = readings(text, town)
    rows = list(Street.objects.read_as(ways)[:MOST_READ]) if ways else []
    if not rows:
        return [], None
    best = min(row.strictness for row in rows)
    return [row for row in rows if row.strictness == best], ways[best]


def _told(rows: list[Any], reading: Reading, on: date) -> Answer:
    exact = [street for street in rows if reading.exactly(street.search_key)]
    kept = exact or rows
    number = reading.number
    holding = [s for s in kept if number is None or s.holds(number)]
    councils = councils_by_territory(on)
    shown = (holding or kept)[:MOST]
    return Answer(
        found=tuple(Found(s, councils.get(s.territory_id, ())) for s in shown),
        more=len(holding or kept) > MOST,
        number=number,
        number_unknown=not holding,
    )


def councils_by_territory(on: date) -> dict[int, tuple[Council, ...]]:
    """The councils that are open on this day, by secteur (one query).

    Where a council was dissolved, whatever it has become counts.
    """
    every = list(Council.objects.select_related("successor__successor"))
    found: dict[int, list[Council]] = {}
    for council in every:
        if council.is_open_on(on):
            found.setdefault(council.territory_id, []).append(council)
    for council in every:
        heir = council.living_on(on)
        if council.territory_id not in found and heir.is_open_on(on):
            found[council.territory_id] = [heir]
    return {territory: tuple(councils) for territory, councils in found.items()}


def _guesses(text: str) -> Iterable[str]:
    """Streets whose telling word is spelt nearly like one that was typed."""
    typed = [
        word
        for word in words_of(text[:120])
        if len(word) >= SHORTEST_GUESS and word not in KIND_WORDS and not word.isdigit()
    ][:3]
    if not typed:
        return []
    streets: dict[str, list[str]] = {}
    for name, key in Street.objects.order_by().values_list("name", "search_key").distinct():
        for word in key.split():
            if word not in KIND_WORDS:
                streets.setdefault(word, []).append(name)
    near = [
        close
        for word in typed
        for close in difflib.get_close_matches(word, streets, n=GUESSES, cutoff=0.75)
    ]
    return list(dict.fromkeys(name for word in near for name in streets[word]))[:GUESSES]
