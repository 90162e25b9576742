"""Councils: identity, territory, dates, successor, and the mandates of their members.

A council is renamed or merged during the platform's life: it is closed and names a
successor; its history stays readable under the old name (architecture.md 3).
"""

from datetime import date
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from shapely import GEOSException
from shapely.geometry import shape
from shapely.validation import explain_validity

from participation.french import sort_key
from participation.querysets import CouncilQuerySet, MandateQuerySet

ACCENTS = 6
# A column that is added later: the version before it goes on writing rows meanwhile.
EMPTY: dict[str, Any] = {"default": "", "db_default": ""}
CONSENT = (
    "Sans l’accord de la personne, aucune photographie n’est gardée : cochez l’accord, "
    "ou retirez la photographie."
)
NAMELESS_SEAT = "Écrivez le nom de l’association ou du commerce."


def validate_territory(value: Any) -> None:
    """Refuse what is not the valid GeoJSON of a surface in longitude and latitude.

    Raises:
        ValidationError: with the reason in French.

    """
    if not isinstance(value, dict) or value.get("type") not in (
        "Polygon",
        "MultiPolygon",
    ):
        raise ValidationError("Le périmètre doit être un Polygon ou un MultiPolygon.")
    try:
        geometry = shape(value)
        reason = explain_validity(geometry)
    except (GEOSException, ValueError, TypeError, IndexError, KeyError) as error:
        raise ValidationError("Ce GeoJSON est illisible.") from error
    if geometry.is_empty:
        raise ValidationError("Le périmètre est vide.")
    if reason != "Valid Geometry":
        raise ValidationError(
            "Le périmètre n’est pas valide : son contour se croise ou n’est pas fermé."
        )
    west, south, east, north = geometry.bounds
    if not (-180 <= west <= east <= 180 and -90 <= south <= north <= 90):
        raise ValidationError("Les coordonnées doivent être en longitude et latitude.")


class Theme(models.Model):
    """What a demande is about; also what an élu référent is in charge of."""

    name = models.CharField("nom", max_length=80, unique=True)
    slug = models.SlugField("identifiant", unique=True)
    icon = models.CharField("pictogramme", max_length=40)
    sort_order = models.PositiveSmallIntegerField("ordre", default=0)

    class Meta:
        verbose_name = "thème"
        verbose_name_plural = "thèmes"
        ordering = ["sort_order", "name"]

    def __str__(self) -> str:
        return self.name


class Territory(models.Model):
    """A part of the town (« secteur ») with its outline as GeoJSON, in WGS 84."""

    name = models.CharField("nom", max_length=120, unique=True)
    geometry = models.JSONField("périmètre", validators=[validate_territory])
    indicative = models.BooleanField("périmètre indicatif", default=True)

    class Meta:
        verbose_name = "secteur"
        verbose_name_plural = "secteurs"
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class Quarter(models.Model):
    """A quartier of a territory, in the town's own words."""

    territory = models.ForeignKey(
        Territory,
        verbose_name="secteur",
        on_delete=models.CASCADE,
        related_name="quarters",
    )
    name = models.CharField("nom", max_length=120)
    sort_order = models.PositiveSmallIntegerField("ordre", default=0)

    class Meta:
        verbose_name = "quartier"
        verbose_name_plural = "quartiers"
        ordering = ["sort_order", "name"]
        constraints = [
            models.UniqueConstraint(
                fields=["territory", "name"], name="quarter_unique_in_territory"
            )
        ]

    def __str__(self) -> str:
        return self.name


class Council(models.Model):
    """A council of inhabitants: its identity, never its members or its dossiers."""

    name = models.CharField("nom", max_length=120, unique=True)
    slug = models.SlugField("identifiant dans l’adresse", unique=True)
    # Databases without ICU sort « É » after « z »: an unaccented key sorts lists.
    sort_key = models.CharField(max_length=120, editable=False)
    territory = models.ForeignKey(
        Territory,
        verbose_name="secteur",
        on_delete=models.PROTECT,
        related_name="councils",
    )
    accent = models.PositiveSmallIntegerField(
        "couleur",
        default=1,
        validators=[MinValueValidator(1), MaxValueValidator(ACCENTS)],
        help_text=f"De 1 à {ACCENTS}.",
    )
    meeting_place = models.CharField("lieu de réunion", max_length=200, blank=True)
    association_seats = models.PositiveSmallIntegerField(
        "sièges d’associations", default=0, db_default=0
    )
    shop_seats = models.PositiveSmallIntegerField(
        "sièges de commerces", default=0, db_default=0
    )
    founded_on = models.DateField("créé le")
    dissolved_on = models.DateField("dissous le", null=True, blank=True)
    successor = models.ForeignKey(
        "self",
        verbose_name="devenu",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="predecessors",
    )

    objects = CouncilQuerySet.as_manager()

    class Meta:
        verbose_name = "conseil"
        verbose_name_plural = "conseils"
        ordering = ["sort_key"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(dissolved_on__isnull=True)
                | models.Q(dissolved_on__gte=models.F("founded_on")),
                name="council_dissolved_after_founded",
            ),
            models.CheckConstraint(
                condition=models.Q(successor__isnull=True)
                | models.Q(dissolved_on__isnull=False),
                name="council_with_successor_is_dissolved",
            ),
            models.CheckConstraint(
                condition=models.Q(accent__gte=1) & models.Q(accent__lte=ACCENTS),
                name="council_accent_in_palette",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keep the sort key equal to the unaccented name."""
        self.sort_key = sort_key(self.name)
        super().save(*args, **kwargs)

    def is_over(self, day: date) -> bool:
        """Whether it was dissolved by this local day."""
        return self.dissolved_on is not None and self.dissolved_on <= day

    def is_open_on(self, day: date) -> bool:
        """Whether it exists on this local day: `CouncilQuerySet.open_on`, of a row."""
        return self.founded_on <= day and not self.is_over(day)

    def living_on(self, day: date) -> "Council":
        """Itself, or the council that it has become by this local day."""
        council, seen = self, {self.pk}
        while (
            council.successor is not None
            and council.is_over(day)
            and council.successor_id not in seen
        ):
            council = council.successor
            seen.add(council.pk)
        return council

    def get_absolute_url(self) -> str:
        """The council's public page."""
        return f"/conseils/{self.slug}/"


class Commission(models.Model):
    """A commission thématique of a council: where a demande is prepared."""

    council = models.ForeignKey(
        Council,
        verbose_name="conseil",
        on_delete=models.CASCADE,
        related_name="commissions",
    )
    name = models.CharField("nom", max_length=120)
    purpose = models.TextField("ce qu’elle fait", max_length=600, blank=True, **EMPTY)
    joining = models.TextField(
        "comment la rejoindre",
        max_length=600,
        blank=True,
        help_text="Vide : la page donne la façon d’écrire au conseil.",
        **EMPTY,
    )

    class Meta:
        verbose_name = "commission"
        verbose_name_plural = "commissions"
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                fields=["council", "name"], name="commission_unique_in_council"
            )
        ]

    def __str__(self) -> str:
        return self.name


class Mandate(models.Model):
    """A person in a council from one local day to another, both included."""

    class Role(models.TextChoices):
        """What the person does in the council (circuits.md 2)."""

        MEMBER = "member", "membre"
        REFERENT = "referent", "référente ou référent"
        DEPUTY = "deputy", "suppléante ou suppléant"

    class College(models.TextChoices):
        """For whom the person sits."""

        INHABITANT = "inhabitant", "les habitantes et les habitants"
        ASSOCIATION = "association", "une association"
        SHOP = "shop", "un commerce"

    council = models.ForeignKey(
        Council,
        verbose_name="conseil",
        on_delete=models.CASCADE,
        related_name="mandates",
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="personne",
        on_delete=models.PROTECT,
        related_name="mandates",
    )
    role = models.CharField("rôle", max_length=10, choices=Role.choices, default=Role.MEMBER)
    starts_on = models.DateField("du")
    ends_on = models.DateField("au", null=True, blank=True)
    college = models.CharField(
        "siège pour",
        max_length=12,
        choices=College.choices,
        default=College.INHABITANT,
        db_default="inhabitant",
    )
    represents = models.CharField(
        "nom de l’association ou du commerce", max_length=160, blank=True, **EMPTY
    )
    show_name = models.BooleanField("accepte que son nom soit public", default=False)
    show_photo = models.BooleanField("accepte que sa photographie soit publique", default=False)
    photo = models.ForeignKey(
        "wagtailimages.Image",
        verbose_name="photographie",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        help_text="Aucune n’est gardée sans l’accord de la personne.",
    )

    objects = MandateQuerySet.as_manager()

    class Meta:
        verbose_name = "mandat"
        verbose_name_plural = "mandats"
        ordering = ["council", "role", "starts_on"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_on__isnull=True)
                | models.Q(ends_on__gte=models.F("starts_on")),
                name="mandate_ends_after_start",
            ),
            models.CheckConstraint(
                condition=models.Q(show_photo=False) | models.Q(show_name=True),
                name="mandate_photo_goes_with_name",
                violation_error_message="Une photographie ne paraît qu’avec le nom.",
            ),
            models.CheckConstraint(
                condition=models.Q(photo__isnull=True) | models.Q(show_photo=True),
                name="mandate_photo_needs_consent",
                violation_error_message=CONSENT,
            ),
            models.CheckConstraint(
                condition=models.Q(college="inhabitant") | ~models.Q(represents=""),
                name="mandate_of_association_names_it",
                violation_error_message=NAMELESS_SEAT,
            ),
        ]
        indexes = [models.Index(fields=["user", "council"], name="mandate_user_idx")]

    def __str__(self) -> str:
        return f"{self.user}, {self.get_role_display()} ({self.council})"

    def clean(self) -> None:
        """What the person accepts comes first, and is said beside its own box."""
        super().clean()
        if self.show_photo and not self.show_name:
            raise ValidationError(
                {"show_name": "Une photographie ne paraît qu’avec le nom : cochez les deux."}
            )
        if self.photo_id and not self.show_photo:
            raise ValidationError({"show_photo": CONSENT})
        if self.college != self.College.INHABITANT and not self.represents.strip():
            raise ValidationError({"represents": NAMELESS_SEAT})
