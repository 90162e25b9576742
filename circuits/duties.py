"""`Duty`: one rung that one person is told about, with what its words need."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from circuits.models import Dossier, Event, Obligation, Rung
from participation.working_days import WorkingCalendar


@dataclass(frozen=True)
class Duty:
    """One rung that one person is told about, with what its words need."""

    rung: Rung
    obligation: Obligation
    today: date
    calendar: WorkingCalendar
    roles: tuple[str, ...] = ()
    past: tuple[date, ...] = ()
    lapse_on: date | None = None
    why: Event | None = None
    # Of the Agence, that helps volunteers.
    phone: str = ""
    # In which capacity the person is written to.
    reader: str = ""

    @property
    def dossier(self) -> Dossier:
        """The dossier that it is about."""
        return self.obligation.dossier
