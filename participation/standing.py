"""Where a project stands, from its stages. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

DONE, HERE = "done", "here"


@dataclass(frozen=True)
class Standing:
    """`words`: the stage of the day, else the last one done; `phase` sorts the list."""

    words: str
    phase: str

    @property
    def finished(self) -> bool:
        """Every stage is done."""
        return self.phase == "finished"


PHASES = (("running", "En cours"), ("to_come", "À venir"), ("finished", "Terminés"))


def standing(stages: Sequence[Mapping[str, str]]) -> Standing:
    """Where the stages (`name`, `state`) of a project lead it; none: still to come."""
    here = [s["name"] for s in stages if s["state"] == HERE]
    done = [s["name"] for s in stages if s["state"] == DONE]
    if here:
        return Standing(f"{here[0]} (en cours)", "running")
    if done:
        over = len(done) == len(stages)
        return Standing(f"{done[-1]} (terminée)", "finished" if over else "running")
    return Standing("", "to_come")
