"""Which rung of an obligation leaves, and which it overtakes (circuits.md 5): no query."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from circuits.models import Obligation, Rung

# Of one step, whatever its clocks (circuits.md 5).
MOST_RELANCES = 6
# Kinds that compete on one ladder: only the highest one reached leaves.
LADDER_KINDS = ("avis", "relance")


class Climb:
    """The rungs of one obligation that were reached: which leaves, which are overtaken."""

    def __init__(self, obligation: Obligation, rungs: Iterable[Rung], today: date) -> None:
        """`rungs`: at least what the obligation has `climbed`, in the order of its ladder."""
        self.obligation = obligation
        rungs = list(rungs)
        self.reached = [
            rung
            for rung in rungs
            if rung.state == Rung.State.ARMED
            and rung.fire_on <= today
            and rung.clock == obligation.clock
        ]
        ladder = [rung for rung in self.reached if rung.kind in LADDER_KINDS]
        self.is_ladder = len(ladder) == len(self.reached)
        self.overtaken = ladder[:-1]
        # How many relances it has had.
        self.relances = sum(
            rung.kind == "relance" and rung.state == Rung.State.DONE for rung in rungs
        )
        self.top = ladder[-1] if ladder else None
        # An extension begins no second ladder of six.
        self.exhausted = None
        if self.top and self.top.kind == "relance" and self.relances >= MOST_RELANCES:
            self.exhausted, self.top = self.top, None
        if self.top and self.top.kind == "relance":
            self.relances += 1

    def supersede(self) -> list[Rung]:
        """Mark what does not leave; returns those rungs, to be saved."""
        rungs = [*self.overtaken, *([self.exhausted] if self.exhausted else [])]
        for rung in rungs:
            rung.state = Rung.State.SUPERSEDED
        return rungs
