"""What came back after a mail left, and the addresses that receive nothing any more.

Returns are inert (circuits.md 13, P31): they are kept, they may mark a mail and an
address, and they never change a dossier nor write back.
"""

from django.conf import settings
from django.db import models

from participation.models.mail import Mail
from participation.querysets import FailingAddressQuerySet


class MailReturn(models.Model):
    """One delivery report or automatic reply, matched to the mail that it answers."""

    class Kind(models.TextChoices):
        """What it says."""

        HARD = "hard", "adresse en échec"
        SOFT = "soft", "refus passager"
        DELAYED = "delayed", "remise retardée"
        AUTO = "auto", "réponse automatique"

    mail = models.ForeignKey(
        Mail, on_delete=models.SET_NULL, null=True, blank=True, related_name="returns"
    )
    kind = models.CharField("nature", max_length=8, choices=Kind.choices)
    # Its own Message-ID, or a digest of it: the same report twice is one row.
    report_id = models.CharField("identifiant", max_length=255, unique=True)
    address = models.EmailField("adresse", blank=True)
    status = models.CharField("code", max_length=12, blank=True)
    detail = models.CharField("réponse du serveur", max_length=500, blank=True)
    at = models.DateTimeField("lu le")

    class Meta:
        verbose_name = "retour de courriel"
        verbose_name_plural = "retours de courriel"
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"{self.address} – {self.get_kind_display()}"


class FailingAddress(models.Model):
    """An address that refuses what is sent to it: no duty mail goes there (P22)."""

    address = models.EmailField("adresse", unique=True)
    since = models.DateTimeField("depuis le")
    last_at = models.DateTimeField("dernier échec le", null=True, blank=True)
    detail = models.CharField("réponse du serveur", max_length=500, blank=True)
    mail = models.ForeignKey(
        Mail, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    # The local day on which the Agence was last told: once a day at most (S1).
    told_on = models.DateField("dite à l’Agence le", null=True, blank=True)
    repaired_at = models.DateTimeField("réparée le", null=True, blank=True)
    repaired_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="réparée par",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )

    objects = FailingAddressQuerySet.as_manager()

    class Meta:
        verbose_name = "adresse en échec"
        verbose_name_plural = "adresses en échec"
        ordering = ["-since", "-pk"]

    def __str__(self) -> str:
        return self.address
