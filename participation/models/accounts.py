"""The person who signs in: an e-mail address, a name, nothing that can be derived.

What a person may do on a dossier is never stored here: it follows from mandates and
posts at the moment of use (architecture.md 3).
"""

from typing import Any, ClassVar

from django.contrib.auth.models import AbstractUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower


class UserManager(BaseUserManager["User"]):
    """Creates users by e-mail address; addresses are compared without case."""

    use_in_migrations = True

    def get_by_natural_key(self, username: str | None) -> "User":
        """The user of this address, whatever its case."""
        return self.get(email__iexact=username)

    def create_user(
        self, email: str | None, password: str | None = None, **fields: Any
    ) -> "User":
        """A user; without password the person signs in by one-time code only."""
        user = self.model(email=email.strip().lower() if email else None, **fields)
        if password:
            user.set_password(password)
        else:
            user.set_unusable_password()
        user.full_clean(exclude=["password"])
        user.save(using=self._db)
        return user

    def create_superuser(
        self, email: str, password: str | None = None, **fields: Any
    ) -> "User":
        """The technical person of the town."""
        return self.create_user(email, password, is_staff=True, is_superuser=True, **fields)


class User(AbstractUser):
    """A person: inhabitant with a mandate, agent, élu or member of the Agence."""

    username = None  # type: ignore[assignment]
    email = models.EmailField(  # type: ignore[assignment]
        "adresse électronique", unique=True, blank=True, null=True
    )
    phone = models.CharField("téléphone", max_length=20, blank=True)
    # A volunteer without e-mail is never an obstacle (circuits.md 2).
    relay = models.ForeignKey(
        "self",
        verbose_name="reçoit les messages à sa place",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="relayed",
    )

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    objects: ClassVar[UserManager] = UserManager()  # type: ignore[assignment]

    class Meta:
        verbose_name = "personne"
        verbose_name_plural = "personnes"
        constraints = [
            models.UniqueConstraint(Lower("email"), name="user_email_unique"),
            models.CheckConstraint(
                condition=models.Q(relay__isnull=True) | ~models.Q(relay=models.F("pk")),
                name="user_relay_is_another",
            ),
        ]

    def __str__(self) -> str:
        return self.get_full_name() or self.email or f"Personne {self.pk}"

    def clean(self) -> None:
        """Addresses are stored in lower case: one person, one address."""
        super(AbstractUser, self).clean()
        self.email = self.email.strip().lower() if self.email else None

    def mail_address(self) -> str | None:
        """Where mails for this person go: own address, else the relay's, else None."""
        if not self.is_active:
            return None
        if self.email:
            return self.email
        return self.relay.email if self.relay and self.relay.is_active else None
