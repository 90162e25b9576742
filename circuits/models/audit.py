"""What the nightly audit found, kept for the probe and for the operator."""

from django.db import models


class AuditRun(models.Model):
    """One day's audit of P3 to P6 (circuits.md 12); run again by hand, it is rewritten."""

    day = models.DateField("jour", unique=True)
    # Real time: a simulated clock does not make an audit older.
    started_at = models.DateTimeField("début")
    breaches = models.JSONField("manquements", default=list, blank=True)

    class Meta:
        verbose_name = "contrôle de nuit"
        verbose_name_plural = "contrôles de nuit"
        ordering = ["-day"]

    def __str__(self) -> str:
        return f"{self.day:%d/%m/%Y}"
