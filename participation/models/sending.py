"""Whether this instance may send at all: its identity, and what stopped it.

A row rather than a file or a cache: every process, page and probe reads the same
(circuits.md 12, P16 and P34).
"""

from django.conf import settings
from django.db import models


class Instance(models.Model):
    """Which installation this database belongs to; a copy carries it along (P34)."""

    key = models.CharField("identité", max_length=64)
    since = models.DateTimeField("depuis")

    class Meta:
        verbose_name = "instance"
        verbose_name_plural = "instances"
        constraints = [
            models.CheckConstraint(condition=models.Q(pk=1), name="instance_is_alone")
        ]

    def __str__(self) -> str:
        return self.key


class SendingStop(models.Model):
    """Mails stopped leaving, from a moment, for a cause, until somebody resumes."""

    class Cause(models.TextChoices):
        """Why nothing leaves."""

        BREAKER = "breaker", "trop de courriels en une heure"
        COPY = "copy", "base de données copiée"

    cause = models.CharField("cause", max_length=8, choices=Cause.choices)
    at = models.DateTimeField("arrêté le")
    count = models.PositiveIntegerField("courriels partis", default=0)
    limit = models.PositiveIntegerField("limite", default=0)
    resumed_at = models.DateTimeField("repris le", null=True, blank=True)
    resumed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="repris par",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )

    class Meta:
        verbose_name = "arrêt de l’envoi"
        verbose_name_plural = "arrêts de l’envoi"
        ordering = ["-at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["cause"],
                condition=models.Q(resumed_at__isnull=True),
                name="sending_stop_one_open_per_cause",
            )
        ]

    def __str__(self) -> str:
        return f"{self.at:%d/%m/%Y %H:%M} – {self.get_cause_display()}"
