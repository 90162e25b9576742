"""The list of streets, taken from a file: checked whole, compared, then replaced at once.

Either every line is right and the whole file is taken in one transaction, or nothing is.
"""

from __future__ import annotations

import hashlib
from bisect import bisect_right, insort
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from operator import itemgetter
from typing import Any, Self

from django.core.exceptions import ValidationError
from django.db import connection, transaction

from participation.french import listing, sort_key
from participation.models import Council, Quarter, Street, Territory
from participation.models.streets import LAST_NUMBER, numbers_in_words, title_of
from participation.street_file import FORMULA, Row
from participation.street_names import key_of

SIDES = {
    "": Street.Side.BOTH,
    "tous": Street.Side.BOTH,
    "les deux": Street.Side.BOTH,
    "les deux cotes": Street.Side.BOTH,
    "pair": Street.Side.EVEN,
    "pairs": Street.Side.EVEN,
    "numeros pairs": Street.Side.EVEN,
    "impair": Street.Side.ODD,
    "impairs": Street.Side.ODD,
    "numeros impairs": Street.Side.ODD,
}
SAID = {Street.Side.BOTH: "", Street.Side.EVEN: "pair", Street.Side.ODD: "impair"}
# Two imports at once: the second waits, and then reads what the first has made.
LOCK = 5_140_789_002


@dataclass(frozen=True)
class Entry:
    """One right line: what a `Street` holds; `line` is 0 for what the list has already."""

    line: int
    name: str
    side: str
    first: int | None
    last: int | None
    territory: int
    quarter: int | None

    @property
    def key(self) -> tuple[str, str, int | None, int | None]:
        """What makes it one part of one street."""
        return key_of(self.name), self.side, self.first, self.last

    @property
    def words(self) -> str:
        """« Rue de Soultz », « Rue de Bâle, du 1 au 99 »."""
        if (self.side, self.first, self.last) == (Street.Side.BOTH, None, None):
            return self.name
        return f"{self.name}, {numbers_in_words(self.side, self.first, self.last)}"

    @classmethod
    def of(cls, street: Street) -> Self:
        """What the list has already."""
        numbers = (street.first_number, street.last_number)
        return cls(
            0, street.name, street.side, *numbers, street.territory_id, street.quarter_id
        )

    def street(self) -> Street:
        """The row to save."""
        street = Street(
            name=self.name,
            side=self.side,
            first_number=self.first,
            last_number=self.last,
            territory_id=self.territory,
            quarter_id=self.quarter,
        )
        street.make_keys()
        return street


@dataclass(frozen=True)
class Problem:
    """Why a line is refused."""

    line: int
    text: str
    reason: str


@dataclass(frozen=True)
class Plan:
    """What taking the file would change; `mark` names the list that it was compared with."""

    added: tuple[Entry, ...]
    changed: tuple[tuple[Street, Entry], ...]
    removed: tuple[Street, ...]
    same: int
    mark: str


class Places:
    """The secteurs and the quartiers, by what a file may call them (three queries)."""

    def __init__(self) -> None:
        """Read them; a secteur is also known by the name of its council."""
        self.names = dict(Territory.objects.values_list("pk", "name"))
        self.territories = {sort_key(name): pk for pk, name in self.names.items()}
        for name, pk in Council.objects.values_list("name", "territory"):
            self.territories.setdefault(sort_key(name), pk)
        rows = Quarter.objects.values_list("territory", "name", "pk")
        self.quarters = {(territory, sort_key(name)): pk for territory, name, pk in rows}

    def territory(self, words: str) -> int:
        """The secteur of this name.

        Raises:
            ValidationError: there is none.

        """
        if not words:
            raise ValidationError("Le secteur manque.")
        found = self.territories.get(sort_key(words))
        if found is None:
            known = listing(sorted(self.names.values(), key=sort_key), "ou")
            raise ValidationError(
                f"Aucun secteur ne s’appelle « {words} ». Attendu : {known or 'rien encore'}."
            )
        return found

    def quarter(self, words: str, territory: int) -> int | None:
        """The quartier of this name in that secteur, or none when nothing is said.

        Raises:
            ValidationError: the secteur has none of this name.

        """
        if not words:
            return None
        found = self.quarters.get((territory, sort_key(words)))
        if found is None:
            where = self.names[territory]
            raise ValidationError(f"Le secteur {where} n’a pas de quartier « {words} ».")
        return found


def entries_of(rows: Iterable[Row]) -> tuple[list[Entry], list[Problem]]:
    """The right lines, and what is wrong with the others, in the order of the file."""
    places, entries, problems = Places(), [], []
    for row in rows:
        try:
            entries.append(_entry(row, places))
        except ValidationError as error:
            problems.append(Problem(row.line, row.text, " ".join(error.messages)))
    return entries, problems


def _entry(row: Row, places: Places) -> Entry:
    formula = next((cell for cell in row.cells.values() if FORMULA.match(cell)), "")
    if formula:
        raise ValidationError(f"« {formula[:40]} » est une formule, pas un nom.")
    territory = places.territory(row["secteur"])
    side = SIDES.get(sort_key(row["cote"]))
    if side is None:
        raise ValidationError(
            f"Le côté est « pair », « impair » ou rien, pas « {row['cote']} »."
        )
    entry = Entry(
        row.line,
        title_of(row["rue"]),
        side,
        _number(row["du"]),
        _number(row["au"]),
        territory,
        places.quarter(row["quartier"], territory),
    )
    _check(entry)
    return entry


def _number(words: str) -> int | None:
    if not words:
        return None
    if not words.isdecimal() or not 1 <= int(words[:9]) <= LAST_NUMBER:
        raise ValidationError(
            f"« {words[:40]} » n’est pas un numéro de rue (un nombre de 1 à {LAST_NUMBER})."
        )
    return int(words)


def _check(entry: Entry) -> None:
    """The model's own rules, without a query: the name, and the order of the numbers."""
    if not entry.name:
        raise ValidationError("Le nom de la rue manque.")
    Street._meta.get_field("name").clean(entry.name, None)
    if not entry.key[0].strip():
        raise ValidationError("Écrivez le nom de la rue en toutes lettres.")
    if entry.first and entry.last and entry.first > entry.last:
        raise ValidationError(f"Le dernier numéro ({entry.last}) vient avant le premier.")
    if not any(_ranges(entry)):
        raise ValidationError("Il n’y a aucun numéro de ce côté entre ces deux numéros.")


def _ranges(entry: Entry) -> Iterator[tuple[int, int, int]]:
    """For each parity that the entry holds: the parity, its first number and its last."""
    low, high = entry.first or 0, entry.last or LAST_NUMBER
    for parity, side in ((0, Street.Side.EVEN), (1, Street.Side.ODD)):
        first, last = low + (low % 2 != parity), high - (high % 2 != parity)
        if entry.side in (Street.Side.BOTH, side) and first <= last:
            yield parity, first, last


def overlaps(entries: Iterable[Entry]) -> list[Problem]:
    """The lines that hold a number which an earlier one, or the list, holds already."""
    taken: dict[tuple[str, int], list[tuple[int, int, Entry]]] = defaultdict(list)
    found = []
    for entry in sorted(entries, key=lambda entry: entry.line):
        name, ranges = entry.key[0], list(_ranges(entry))
        met = (_met(taken[name, parity], first, last) for parity, first, last in ranges)
        earlier = next(filter(None, met), None)
        if earlier is None:
            for parity, first, last in ranges:
                insort(taken[name, parity], (first, last, entry), key=itemgetter(0))
        elif entry.line:
            found.append(_taken(entry, earlier))
    return found


def _met(kept: list[tuple[int, int, Entry]], first: int, last: int) -> Entry | None:
    """Which of these ranges, in order and apart from one another, meets the given one."""
    at = bisect_right(kept, last, key=itemgetter(0))
    return kept[at - 1][2] if at and kept[at - 1][1] >= first else None


def _taken(entry: Entry, by: Entry) -> Problem:
    where = f"la ligne {by.line}" if by.line else "la liste"
    return Problem(
        entry.line,
        entry.words,
        f"{where.capitalize()} a déjà « {by.words} » : un numéro serait dans deux lignes.",
    )


def compared(entries: Sequence[Entry], *, replace: bool) -> tuple[Plan, list[Problem]]:
    """What taking these entries would change, and what stands against it (one query).

    Args:
        entries: the lines of the file, all right by themselves.
        replace: whether what the file does not name leaves the list.

    """
    stored = {Entry.of(street).key: street for street in Street.objects.all()}
    wanted = {entry.key for entry in entries}
    kept = [Entry.of(street) for key, street in stored.items() if key not in wanted]
    problems = overlaps([*([] if replace else kept), *entries])
    added, changed, same = [], [], 0
    for entry in entries:
        street = stored.get(entry.key)
        if street is None:
            added.append(entry)
        elif (street.name, street.territory_id, street.quarter_id) == (
            entry.name,
            entry.territory,
            entry.quarter,
        ):
            same += 1
        else:
            changed.append((street, entry))
    removed = [street for key, street in stored.items() if key not in wanted and replace]
    plan = Plan(tuple(added), tuple(changed), tuple(removed), same, _mark(stored.values()))
    return plan, problems


def _mark(streets: Iterable[Street]) -> str:
    facts = sorted(
        f"{s.pk}:{s.search_key}:{s.side}:{s.first_number}:{s.last_number}:"
        f"{s.territory_id}:{s.quarter_id}:{s.name}"
        for s in streets
    )
    return hashlib.sha256("\n".join(facts).encode()).hexdigest()[:16]


@transaction.atomic
def take(entries: Sequence[Entry], *, replace: bool, mark: str) -> Plan | None:
    """Take the whole file, unless the list is no longer the one that was compared.

    Returns:
        What was done, or `None`: nothing was, for the list has changed meanwhile.

    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
    plan, problems = compared(entries, replace=replace)
    if problems or plan.mark != mark:
        return None
    Street.objects.filter(pk__in=[street.pk for street in plan.removed]).delete()
    for street, entry in plan.changed:
        street.name = entry.name
        street.territory_id, street.quarter_id = entry.territory, entry.quarter
        street.make_keys()
    fields = ["name", "search_key", "sort_key", "territory", "quarter"]
    Street.objects.bulk_update([street for street, _ in plan.changed], fields, batch_size=500)
    Street.objects.bulk_create([entry.street() for entry in plan.added], batch_size=500)
    return plan


def exported() -> Iterator[tuple[Any, ...]]:
    """The list, line by line, in the columns of the file that is taken back."""
    for street in Street.objects.select_related("territory", "quarter"):
        yield (
            street.name,
            street.first_number,
            street.last_number,
            SAID[Street.Side(street.side)],
            street.territory.name,
            street.quarter.name if street.quarter else "",
        )
