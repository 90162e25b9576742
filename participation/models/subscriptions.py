"""Who receives the weekly mails, and what those who are no member chose to follow.

A member of a council follows it by the mandate of the day, a head of service reads the
table of the service by the post of the day: neither is stored here. A `Subscriber` holds
a person's two choices and the secret of the unsubscribe link, a `Subscription` one thing
that was chosen beside (circuits.md 10). Knows no dossier but by its number.
"""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.crypto import get_random_string


def new_token() -> str:
    """A secret that says nothing of the person: what the unsubscribe link carries."""
    return get_random_string(22)


class Subscriber(models.Model):
    """A person, by account or by bare address, to whom weekly mails may go."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        verbose_name="personne",
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="subscriber",
    )
    address = models.EmailField("adresse", null=True, blank=True, unique=True)
    token = models.CharField(max_length=32, unique=True, default=new_token, editable=False)
    created_at = models.DateTimeField("depuis le")
    # Empty: the weekly mail of what the person follows is off. Nothing older is told.
    follows_since = models.DateTimeField("suit depuis le", null=True, blank=True)
    weekly_table = models.BooleanField("reçoit le tableau de la semaine", default=True)

    class Meta:
        verbose_name = "abonné"
        verbose_name_plural = "abonnés"
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(user__isnull=False, address__isnull=True)
                | models.Q(user__isnull=True, address__isnull=False),
                name="subscriber_is_one_person",
            ),
        ]

    def __str__(self) -> str:
        return str(self.user or self.address)

    def mail_address(self) -> str | None:
        """Where its mails go now, in lower case; None when the account is closed."""
        address = self.user.mail_address() if self.user else self.address
        return address.lower() if address else None


class Subscription(models.Model):
    """One thing that a person chose to follow, once a week, since it was confirmed."""

    class Scope(models.TextChoices):
        """How much is followed."""

        PLATFORM = "platform", "tous les conseils"
        COUNCIL = "council", "un conseil"
        DOSSIER = "dossier", "un dossier"

    subscriber = models.ForeignKey(
        Subscriber,
        verbose_name="abonné",
        on_delete=models.CASCADE,
        related_name="subscriptions",
    )
    scope = models.CharField("suit", max_length=8, choices=Scope.choices)
    council = models.ForeignKey(
        "participation.Council",
        verbose_name="conseil",
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="subscriptions",
    )
    reference = models.CharField("dossier", max_length=24, blank=True)
    created_at = models.DateTimeField("demandé le")
    # Until the person has shown that the address is theirs, nothing is sent to it.
    confirmed_at = models.DateTimeField("confirmé le", null=True, blank=True)

    class Meta:
        verbose_name = "abonnement"
        verbose_name_plural = "abonnements"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["subscriber", "scope", "council", "reference"],
                nulls_distinct=False,
                name="subscription_once",
            ),
            models.CheckConstraint(
                condition=models.Q(scope="platform", council__isnull=True, reference="")
                | models.Q(scope="council", council__isnull=False, reference="")
                | (models.Q(scope="dossier", council__isnull=True) & ~models.Q(reference="")),
                name="subscription_says_what",
            ),
        ]
        indexes = [
            models.Index(
                fields=["reference"],
                condition=~models.Q(reference=""),
                name="subscription_dossier_idx",
            )
        ]

    def __str__(self) -> str:
        return f"{self.subscriber} – {self.council or self.reference or 'tous les conseils'}"
