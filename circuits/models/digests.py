"""What the weekly mails told, to whom: each once a person and week, each event once.

The keys are the promise (circuits.md 13, P33): whatever the number of passes, of
processes and of kills, a second row of the same week or event is refused.
"""

from __future__ import annotations

from django.db import models

from circuits.models.record import Event


class Digest(models.Model):
    """One person's weekly mail of one week; without mail, there was nothing to say."""

    class Kind(models.TextChoices):
        """Which of the two (circuits.md 10)."""

        TABLE = "Dg2", "tableau de la semaine"
        FOLLOW = "Dg3", "cette semaine dans votre conseil"

    subscriber = models.ForeignKey(
        "participation.Subscriber", on_delete=models.CASCADE, related_name="digests"
    )
    kind = models.CharField("courriel", max_length=4, choices=Kind.choices)
    # The Monday of the week; the local day on which it left may be another.
    week = models.DateField("semaine du")
    at = models.DateTimeField("décidé le")
    mail = models.ForeignKey(
        "participation.Mail",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="digests",
    )
    # The obligations that a table showed as late: the next one says what changed.
    late = models.JSONField("échéances en retard", default=list, blank=True)

    class Meta:
        verbose_name = "courriel de la semaine"
        verbose_name_plural = "courriels de la semaine"
        ordering = ["week", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["subscriber", "kind", "week"], name="digest_once_a_week"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.week} → {self.subscriber}"


class Announcement(models.Model):
    """A public event that the followers are told of by a mail of its own (M1, M9, N4).

    The act writes this row; the engine writes the mails, batch by batch of followers.
    """

    event = models.OneToOneField(
        Event, on_delete=models.DO_NOTHING, related_name="announcement"
    )
    # The last follower that was looked at: a pass goes on where another one stopped.
    reached = models.PositiveBigIntegerField("dernier abonné vu", default=0)
    done_at = models.DateTimeField("terminée le", null=True, blank=True)

    class Meta:
        verbose_name = "annonce"
        verbose_name_plural = "annonces"
        ordering = ["pk"]
        indexes = [
            models.Index(
                fields=["id"],
                condition=models.Q(done_at__isnull=True),
                name="announcement_waiting_idx",
            )
        ]

    def __str__(self) -> str:
        return f"Annonce : {self.event}"


class Told(models.Model):
    """An event that was told to an address, by a mail of its own or in a weekly one."""

    # Events are never deleted: a trigger of the record refuses it, not this key.
    event = models.ForeignKey(Event, on_delete=models.DO_NOTHING, related_name="told")
    address = models.EmailField("adresse")
    mail = models.ForeignKey(
        "participation.Mail", on_delete=models.PROTECT, related_name="told"
    )

    class Meta:
        verbose_name = "évènement raconté"
        verbose_name_plural = "évènements racontés"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["address", "event"], name="told_once_to_each_address"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.event} → {self.address}"
