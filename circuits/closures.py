"""What a closure day would move, computed without writing (circuits.md 1.6 and 12).

The dates come from the function that the engine itself calls at its next pass
(`obligations.due_of`), with another calendar: what is announced is what happens.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from hashlib import sha256

from circuits.actions.obligations import due_of, is_public
from circuits.models import Dossier, Obligation
from participation.models import ClosureDay
from participation.working_days import WorkingCalendar


@dataclass(frozen=True)
class Move:
    """One open date that would move, from `old` to `new`."""

    obligation: Obligation
    old: date
    new: date
    public: bool


@dataclass(frozen=True)
class Effect:
    """Everything that would move; `mark` is the same as long as it is the same."""

    moves: tuple[Move, ...]

    @property
    def mark(self) -> str:
        """What a confirmation confirms: other moves have another mark."""
        facts = ";".join(f"{m.obligation.pk}:{m.old}:{m.new}" for m in self.moves)
        return sha256(facts.encode()).hexdigest()[:16]

    @property
    def public(self) -> int:
        """How many of these dates everybody reads."""
        return sum(move.public for move in self.moves)


def effect_of(*, added: Iterable[date] = (), removed: Iterable[date] = ()) -> Effect:
    """What closing the town hall on `added` and opening it on `removed` would move.

    Three queries, whatever the number of dossiers; nothing is written. A day moves only
    dates that fall on it or later, and none whose clock stands still.
    """
    now = ClosureDay.objects.calendar()
    closures = (now.closures - set(removed)) | set(added)
    changed = closures ^ now.closures
    if not changed:
        return Effect(())
    calendar = WorkingCalendar(now.subdivision, frozenset(closures))
    return Effect(tuple(_moves(calendar, since=min(changed))))


def _moves(calendar: WorkingCalendar, *, since: date) -> Iterator[Move]:
    """As `reminders.check_dates` does: the promise first, for step dates stop at it."""
    rows = (
        Obligation.objects.running()
        .filter(due_on__gte=since)
        .select_related("dossier__council", "thread__council")
        .prefetch_related("dossier__circuit")
    )
    dossiers: dict[int, Dossier] = {}
    ordered = sorted(rows, key=lambda o: (o.kind != Obligation.Kind.PROMISE, o.due_on, o.pk))
    found = []
    for obligation in ordered:
        # One copy of each dossier, so that its steps see the promise that moved.
        obligation.dossier = dossiers.setdefault(obligation.dossier_id, obligation.dossier)
        new = due_of(obligation, calendar)
        if new == obligation.due_on:
            continue
        public = is_public(obligation)
        if public:
            obligation.dossier.promised_on = new
        found.append(Move(obligation, obligation.due_on, new, public))
    yield from sorted(found, key=lambda move: (move.old, move.obligation.pk))
