"""A time during which a clock stands still: why, until when, and how it ended.

circuits.md 6. The step's obligation keeps its row and says since when it is paused; what
replaces it meanwhile is a side obligation with its own ladder.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db import models

from circuits.models.dossier import Dossier, Pause
from circuits.models.record import TextVersion


class Suspension(models.Model):
    """One pause of a demande; whole local days of Europe/Paris."""

    # What the query of the cards reads of a pause, by the kind of its value.
    DATES = ("started_on", "until", "dormant_on", "ended_on")
    MOMENTS = ("opened_at", "ended_at")
    WORDS = ("kind", "step", "third_party", "ending")

    class Ending(models.TextChoices):
        """How it ended."""

        ANSWERED = "answered", "le conseil a répondu"
        LIFTED = "lifted", "reprise par la Ville"
        TERM = "term", "arrivée à son terme"
        DROPPED = "dropped", "le dossier est clos"

    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="suspensions")
    kind = models.CharField("nature", max_length=2, choices=Pause.choices)
    step = models.CharField("étape", max_length=4)
    started_on = models.DateField("depuis le")
    # The council's answer, the meeting, or the next check.
    until = models.DateField("jusqu’au")
    third_party = models.CharField("organisme attendu", max_length=120, blank=True)
    text = models.ForeignKey(
        TextVersion, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    opened_at = models.DateTimeField("ouverte le")
    dormant_on = models.DateField("en sommeil depuis le", null=True, blank=True)
    # The first day on which the clock runs again.
    ended_on = models.DateField("reprise le", null=True, blank=True)
    ended_at = models.DateTimeField("close le", null=True, blank=True)
    ending = models.CharField("fin", max_length=8, choices=Ending.choices, blank=True)

    class Meta:
        verbose_name = "suspension"
        verbose_name_plural = "suspensions"
        ordering = ["opened_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["dossier"],
                condition=models.Q(ended_at__isnull=True),
                name="suspension_one_open",
            ),
            models.CheckConstraint(
                condition=models.Q(until__gte=models.F("started_on")),
                name="suspension_has_its_end",
            ),
            models.CheckConstraint(
                condition=models.Q(ended_at__isnull=True, ended_on__isnull=True, ending="")
                | (
                    models.Q(ended_at__isnull=False, ended_on__gte=models.F("started_on"))
                    & ~models.Q(ending="")
                ),
                name="suspension_ended_says_how",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} – {self.dossier}"

    @classmethod
    def from_row(cls, row: dict[str, Any]) -> Suspension:
        """A pause as `circuits.cards` reads it: to be shown, never saved."""
        values: dict[str, Any] = {name: row[name] for name in cls.WORDS}
        for names, read in ((cls.DATES, date), (cls.MOMENTS, datetime)):
            for name in names:
                values[name] = read.fromisoformat(row[name]) if row[name] else None
        return cls(**values)

    @property
    def is_open(self) -> bool:
        """Whether the clock still stands."""
        return self.ended_at is None

    def last_day(self, today: date) -> date:
        """Where it ends: its own end, or today while it lasts."""
        return self.ended_on or max(today, self.started_on)
