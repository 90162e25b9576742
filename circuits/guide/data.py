"""What is told of a circuit: its stops in order, who acts, how long, and what then."""

from __future__ import annotations

from dataclasses import dataclass

from circuits.fil import Side


@dataclass(frozen=True)
class Notice:
    """One reminder: when it leaves, what it is, and to whom."""

    when: str
    what: str
    to: str


@dataclass(frozen=True)
class Stop:
    """One step as the public reads it.

    `rank` is its place on the way, 0 for a detour that not every dossier takes; then
    `condition` says when it does. `short` is its delay on the drawing, `days` its length.
    """

    code: str
    rank: int
    name: str
    icon: str
    side: Side
    who: str
    does: str
    delay: str
    short: str
    days: int
    condition: str = ""
    ways: tuple[str, ...] = ()
    notices: tuple[Notice, ...] = ()
    missed: tuple[str, ...] = ()

    @property
    def label(self) -> str:
        """« étape 3, « À l’étude » », or the name alone of a detour."""
        named = f"«\u00a0{self.name}\u00a0»"
        return f"étape {self.rank}, {named}" if self.rank else named


@dataclass(frozen=True)
class Guide:
    """One circuit, told. `promise` is empty where the whole way has none."""

    start: str
    start_side: Side
    stops: tuple[Stop, ...]
    promise: str = ""
    promise_lines: tuple[str, ...] = ()
    promise_notices: tuple[Notice, ...] = ()
    answered_after: int = 0
    relances: int = 0
    moves: tuple[str, ...] = ()
    ends: tuple[str, ...] = ()
    facts: tuple[str, ...] = ()

    @property
    def way(self) -> list[Stop]:
        """The steps that every dossier takes, in order."""
        return [stop for stop in self.stops if stop.rank]
