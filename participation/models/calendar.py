"""Days on which the town hall is closed, entered by the Agence (circuits.md 1.6)."""

from typing import Any

from django.db import models

from participation.querysets import ClosureDayQuerySet
from participation.registry import public_change


class ClosureDay(models.Model):
    """One whole local day without working hours, besides week-ends and holidays."""

    day = models.DateField("jour", unique=True)
    label = models.CharField("motif", max_length=120)

    objects = ClosureDayQuerySet.as_manager()

    class Meta:
        verbose_name = "jour de fermeture"
        verbose_name_plural = "jours de fermeture"
        ordering = ["day"]

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Tell those above: dates count worked days."""
        super().save(*args, **kwargs)
        public_change(self)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        """Tell those above."""
        done = super().delete(*args, **kwargs)
        public_change(self)
        return done

    def __str__(self) -> str:
        return f"{self.day:%d/%m/%Y} – {self.label}"
