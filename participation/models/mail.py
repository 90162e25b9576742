"""The outbox: every mail the platform sends is a row first (architecture.md 2).

The row is the truth and Huey only rings (circuits.md 12): queued → claimed → sending →
sent; an expired claim returns to queued; an expired « sending » becomes unknown and is
never re-sent by itself. The outbox knows nothing of dossiers.
"""

from django.conf import settings
from django.db import models

from participation.querysets import MailQuerySet


class Mail(models.Model):
    """One message to one address, kept as it was rendered."""

    class Kind(models.TextChoices):
        """Which rules it obeys: account and notice leave at once, others in office hours.

        Only what a person follows can be stopped by the link of the mail itself.
        """

        ACCOUNT = "account", "compte"
        NOTICE = "notice", "information"
        DUTY = "duty", "relance"
        WEEKLY = "weekly", "tableau de la semaine"
        FOLLOW = "follow", "abonnement"

    class State(models.TextChoices):
        """Where the message is on its way out."""

        QUEUED = "queued", "en attente"
        CLAIMED = "claimed", "pris en charge"
        SENDING = "sending", "envoi en cours"
        SENT = "sent", "envoyé"
        KEPT = "kept", "gardé au registre"
        FAILED = "failed", "en échec"
        UNKNOWN = "unknown", "sort inconnu"
        DROPPED = "dropped", "retiré avant l’envoi"

    # Those that wait for office hours (circuits.md 5).
    IN_OFFICE_HOURS = (Kind.DUTY, Kind.WEEKLY, Kind.FOLLOW)

    code = models.CharField("modèle", max_length=12)
    kind = models.CharField("nature", max_length=8, choices=Kind.choices)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="destinataire",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="mails",
    )
    address = models.EmailField("adresse")
    subject = models.CharField("objet", max_length=300)
    text = models.TextField("texte")
    html = models.TextField("version illustrée", blank=True)
    message_id = models.CharField("identifiant", max_length=255, unique=True)
    thread_id = models.CharField("fil", max_length=255, blank=True)
    reference = models.CharField("dossier", max_length=40, blank=True, db_index=True)
    # Of what a person follows: where one click stops it (RFC 8058).
    unsubscribe_url = models.CharField("désabonnement", max_length=300, blank=True)
    # The local day whose single duty mail this is: one per address and day.
    duty_day = models.DateField("jour de relance", null=True, blank=True)
    state = models.CharField("état", max_length=8, choices=State.choices, default=State.QUEUED)
    created_at = models.DateTimeField("créé le")
    not_before = models.DateTimeField("pas avant")
    claimed_until = models.DateTimeField("pris en charge jusqu’au", null=True, blank=True)
    sent_at = models.DateTimeField("envoyé le", null=True, blank=True)
    # A failed or unknown mail that a person has dealt with; empty again once re-sent.
    settled_at = models.DateTimeField("réglé le", null=True, blank=True)
    resent_at = models.DateTimeField("renvoyé le", null=True, blank=True)

    objects = MailQuerySet.as_manager()

    class Meta:
        verbose_name = "courriel"
        verbose_name_plural = "courriels"
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["address", "duty_day"],
                condition=models.Q(kind="duty"),
                name="mail_one_duty_per_day",
            ),
            models.CheckConstraint(
                condition=models.Q(kind="duty", duty_day__isnull=False)
                | (~models.Q(kind="duty") & models.Q(duty_day__isnull=True)),
                name="mail_duty_has_its_day",
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=["sent", "kept"], sent_at__isnull=False)
                | (~models.Q(state__in=["sent", "kept"]) & models.Q(sent_at__isnull=True)),
                name="mail_sent_has_its_date",
            ),
        ]
        indexes = [
            models.Index(
                fields=["not_before", "id"],
                condition=models.Q(state="queued"),
                name="mail_queued_idx",
            ),
            models.Index(
                fields=["claimed_until"],
                condition=models.Q(state__in=["claimed", "sending"]),
                name="mail_claimed_idx",
            ),
            models.Index(fields=["-created_at", "-id"], name="mail_recent_idx"),
            models.Index(
                fields=["state"],
                condition=models.Q(state__in=["failed", "unknown"], settled_at__isnull=True),
                name="mail_to_settle_idx",
            ),
            models.Index(
                fields=["duty_day"],
                condition=models.Q(kind="duty"),
                name="mail_duty_day_idx",
            ),
        ]

    def __str__(self) -> str:
        return self.subject


class MailAttempt(models.Model):
    """One try at handing a mail to the server, and what the server said."""

    mail = models.ForeignKey(Mail, on_delete=models.CASCADE, related_name="attempts")
    at = models.DateTimeField("le", db_index=True)
    outcome = models.CharField("résultat", max_length=12)
    detail = models.CharField("réponse du serveur", max_length=500, blank=True)

    class Meta:
        verbose_name = "tentative d’envoi"
        verbose_name_plural = "tentatives d’envoi"
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.at:%d/%m/%Y %H:%M} – {self.outcome}"


class MailSettlement(models.Model):
    """What a person found out about a mail of unknown fate, or did about a failed one."""

    class Verdict(models.TextChoices):
        """What was said or done."""

        ARRIVED = "arrived", "il est arrivé"
        LOST = "lost", "il n’est pas arrivé"
        RESENT = "resent", "renvoyé"
        NOTED = "noted", "personne prévenue autrement"

    mail = models.ForeignKey(Mail, on_delete=models.CASCADE, related_name="settlements")
    verdict = models.CharField("décision", max_length=8, choices=Verdict.choices)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="par",
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
    )
    at = models.DateTimeField("le")
    # Where it was sent again: the person's address may have been corrected meanwhile.
    address = models.EmailField("adresse", blank=True)

    class Meta:
        verbose_name = "règlement d’un courriel"
        verbose_name_plural = "règlements de courriels"
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.at:%d/%m/%Y %H:%M} – {self.get_verdict_display()}"
