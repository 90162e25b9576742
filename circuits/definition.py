"""What a circuit version says, read from its JSON: steps, transitions, ladders.

Pure: no ORM, no clock. The JSON is the data that the Agence edits; these classes are
its only reader (circuits.md 3, 5 and 11).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

END = "end"
DRAFT = ""
# The target of an act that moves nothing: a council added, a cancellation asked.
STAY = "stay"


class DefinitionError(ValueError):
    """The definition cannot be a circuit; the message says why, in French."""


@dataclass(frozen=True)
class StepRule:
    """One stop of the circuit: who owes what within which delay.

    `delay` is in `unit`: « wd » (worked days), « days » (calendar days), « months », or
    « date » (a day that somebody chose). `scope` says whose step it is: the dossier's,
    or that of each council in an offer (« thread »). A step without `duty` is owed by
    nobody: the threads carry it. `public` says that its date is promised in public.
    """

    code: str
    task: str
    name: str
    owner: str
    delay: int
    unit: str
    ladder: str
    duty: str
    scope: str = "dossier"
    public: bool = False


@dataclass(frozen=True)
class Transition:
    """From a step, an act leads to another step (or `END`), under a condition."""

    source: str
    act: str
    target: str
    when: str = ""


@dataclass(frozen=True)
class RungRule:
    """One rung of a ladder.

    `offset` worked days (« wd ») or calendar days (« days ») after the due date,
    negative before it; « start » is the day of the assignment. `kind`: avis, relance
    (counted, public), notice (outside the one-a-day rule) or auto (an act of the
    system). `to` are roles; escalation adds people and never removes the owner. A
    `weekly` rung has no mail of its own: the table of the week tells it.
    """

    code: str
    offset: int
    unit: str
    kind: str
    to: tuple[str, ...]
    min_delay: int = 0
    weekly: bool = False


@dataclass(frozen=True)
class Reason:
    """A coded reason for an end; a reason in use cannot be deleted."""

    code: str
    label: str


class Definition:
    """The whole circuit, as one immutable object."""

    def __init__(self, data: dict[str, Any]) -> None:
        """Read the JSON of a `CircuitVersion`.

        Raises:
            DefinitionError: a key is missing, or the circuit has no way to its end.

        """
        try:
            self.promise_months: int = data.get("promise_months", 0)
            self.steps = {row["code"]: StepRule(**row) for row in data["steps"]}
            self.transitions = [Transition(**row) for row in data["transitions"]]
            self.forward: dict[str, str] = data["forward"]
            self.ladders = {
                name: [RungRule(**{**row, "to": tuple(row["to"])}) for row in rows]
                for name, rows in data["ladders"].items()
            }
            self.refusal_reasons = [Reason(**row) for row in data["refusal_reasons"]]
            self.abandon_reasons = [Reason(**row) for row in data.get("abandon_reasons", [])]
            self.extension_reasons = [Reason(**r) for r in data.get("extension_reasons", [])]
            self.barring_reasons = [Reason(**r) for r in data.get("barring_reasons", [])]
            self._first: str = data.get("first", "")
        except (KeyError, TypeError) as error:
            raise DefinitionError(f"Définition incomplète : {error}.") from error
        self._check()

    def _check(self) -> None:
        if not self.steps:
            raise DefinitionError("Un circuit sans étape ne peut pas servir.")
        if self._first and self._first not in self.steps:
            raise DefinitionError(f"L’étape {self._first} n’existe pas.")
        for step in self.steps.values():
            if step.ladder and step.ladder not in self.ladders:
                raise DefinitionError(f"L’échelle « {step.ladder} » n’existe pas.")
            if not any(t.source == step.code for t in self.transitions):
                raise DefinitionError(f"L’étape « {step.name} » n’a pas de sortie.")
        for transition in self.transitions:
            if transition.source in self.steps:
                self.next_step(transition.source, transition.act, transition.when)

    @property
    def first(self) -> StepRule:
        """The step that the deposit opens."""
        return self.steps[self._first] if self._first else self.of_scope("dossier")[0]

    def of_scope(self, scope: str) -> list[StepRule]:
        """The steps of the dossier, or those of each council in an offer, in order."""
        return [step for step in self.steps.values() if step.scope == scope]

    @cached_property
    def _table(self) -> dict[tuple[str, str, str], str]:
        return {(t.source, t.act, t.when): t.target for t in self.transitions}

    def next_step(self, source: str, act: str, when: str = "") -> str:
        """Where `act` leads from `source`; an absent step is passed by its forward act.

        Raises:
            DefinitionError: the table of transitions does not know this act here.

        """
        for _ in range(len(self._table) + 1):
            target = self._table.get((source, act, when)) or self._table.get((source, act, ""))
            if target is None:
                raise DefinitionError(f"« {act} » ne mène nulle part depuis {source}.")
            if target == STAY:
                return source
            if target == END or target in self.steps:
                return target
            source, act = target, self.forward.get(target, "")
        raise DefinitionError("Les transitions tournent en rond.")

    def acts_from(self, source: str) -> list[str]:
        """The acts that the table allows at a step, in its order, each once."""
        return list(dict.fromkeys(t.act for t in self.transitions if t.source == source))

    def signatory(self) -> str:
        """The role that signs answers: the last one that validates, or the service."""
        return next((self.steps[c].owner for c in ("A5", "A4") if c in self.steps), "service")

    def has(self, code: str) -> bool:
        """Whether this version has the optional step."""
        return code in self.steps

    def working_delay(self) -> int:
        """Sum of the worked-day delays before the answer (P9: at most 37)."""
        return sum(step.delay for step in self.steps.values() if step.unit == "wd")

    def has_promise(self) -> bool:
        """Whether the whole circuit runs under a promise in months (a demande's does)."""
        return self.promise_months > 0
