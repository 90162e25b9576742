"""The town: its names and settings, its directorates, services and élus référents."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.conf import settings
from django.contrib.postgres.expressions import ArraySubquery
from django.core.validators import MinValueValidator
from django.db import models
from modelcluster.fields import ParentalManyToManyField
from modelcluster.models import ClusterableModel
from wagtail.contrib.settings.models import BaseGenericSetting, register_setting

from participation.models.calendar import ClosureDay
from participation.working_days import WorkingCalendar
from participation.written_once import WrittenOnce


@register_setting(icon="site")
class TownSettings(BaseGenericSetting):
    """Names and choices that the Agence edits; used by every template and mail."""

    name = models.CharField("nom de la ville", max_length=80, default="Mulhouse")
    council_singular = models.CharField(
        "un conseil s’appelle", max_length=60, default="conseil participatif"
    )
    council_plural = models.CharField(
        "au pluriel", max_length=60, default="conseils participatifs"
    )
    council_article = models.CharField(
        "article",
        max_length=4,
        choices=[("le ", "le"), ("la ", "la"), ("l’", "l’")],
        default="le ",
        help_text="Celui qui précède le nom au singulier.",
    )
    agency_name = models.CharField(
        "nom de l’Agence",
        max_length=120,
        default="Agence de la participation citoyenne",
    )
    agency_address = models.CharField(
        "adresse postale de l’Agence",
        max_length=200,
        default="33a avenue de Colmar, 68100 Mulhouse",
    )
    agency_email = models.EmailField(
        "boîte de l’Agence", default="participation@ville.exemple.fr"
    )
    agency_phone = models.CharField(
        "téléphone de l’Agence", max_length=20, default="03 89 00 00 10"
    )
    agency_direction = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="direction de l’Agence",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    general_direction = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="direction générale",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    receipt_caution = models.TextField(
        "mention de l’accusé de réception",
        default=(
            "Cet accusé de réception est un engagement de la Ville envers le conseil ; "
            "il ne vaut pas décision administrative et l’absence de réponse ne vaut ni "
            "accord ni refus."
        ),
    )
    publish_at_once = models.BooleanField(
        "publier les textes dès le dépôt",
        default=False,
        help_text="Sinon, titre et texte paraissent après la relecture de l’Agence.",
    )
    lateness_public_from = models.DateField(
        "afficher les retards à partir du",
        default=date(2018, 6, 9),
        help_text="Aucun retard antérieur à cette date n’est affiché au public.",
    )

    # Monday is the day of the town's own table of what is late.
    follow_weekday = models.PositiveSmallIntegerField(
        "jour du courriel « Cette semaine dans votre conseil »",
        choices=[(1, "mardi"), (2, "mercredi"), (3, "jeudi"), (4, "vendredi")],
        default=4,
        help_text="Si ce jour n’est pas travaillé, il part le jour ouvré suivant.",
    )
    mails_per_hour = models.PositiveIntegerField(
        "courriels par heure, au plus",
        null=True,
        blank=True,
        validators=[MinValueValidator(20)],
        help_text=(
            "Au-delà, l’envoi s’arrête et attend une décision de l’Agence. "
            "Vide : quatre fois le nombre d’adresses connues, 200 au moins."
        ),
    )

    class Meta:
        verbose_name = "réglages de la ville"

    @classmethod
    def base_queryset(cls) -> models.QuerySet[TownSettings]:
        """With the closure days: every page needs both, and reads them in one query."""
        found: Any = super().base_queryset()
        days = ClosureDay.objects.order_by("day").values("day")
        closed: models.QuerySet[TownSettings] = found.annotate(closures=ArraySubquery(days))
        return closed

    @classmethod
    def _get_or_create(cls) -> TownSettings:
        """Wagtail asks, once a page."""
        return next(iter(SETTINGS.objects()), None) or cls.objects.create()

    def calendar(self) -> WorkingCalendar:
        """The working-day calendar, as it was when the settings were read."""
        # Settings that were just made were not read.
        known: list[date] | None = getattr(self, "closures", None)
        if known is None:
            return ClosureDay.objects.calendar()
        return WorkingCalendar.of(settings.HOLIDAYS_SUBDIVISION, known)

    def of_council(self) -> str:
        """« du conseil participatif », « de l’assemblée »… for running text."""
        if self.council_article == "le ":
            return f"du {self.council_singular}"
        return f"de {self.council_article}{self.council_singular}"

    def the_council(self) -> str:
        """« le conseil participatif », with the article of the setting."""
        return f"{self.council_article}{self.council_singular}"


SETTINGS = WrittenOnce(lambda: TownSettings.base_queryset().order_by("pk")[:1])


class Directorate(models.Model):
    """A directorate of the town; its head is the « direction » of circuits.md 5."""

    name = models.CharField("nom", max_length=120, unique=True)
    head = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="direction",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="headed_directorates",
    )

    class Meta:
        verbose_name = "direction"
        verbose_name_plural = "directions"
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class Service(models.Model):
    """A service of the town: always a shared mailbox, a holder, a deputy, a head."""

    name = models.CharField("nom", max_length=120, unique=True)
    slug = models.SlugField("identifiant", unique=True)
    domain = models.CharField(
        "domaine affiché au public",
        max_length=120,
        help_text="Par exemple « Espaces verts ».",
    )
    directorate = models.ForeignKey(
        Directorate,
        verbose_name="direction",
        on_delete=models.PROTECT,
        related_name="services",
    )
    mailbox = models.EmailField("boîte partagée")
    phone = models.CharField("téléphone", max_length=20, blank=True)
    address = models.CharField("adresse postale", max_length=200, blank=True)
    holder = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="titulaire",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="held_services",
    )
    deputy = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="suppléance",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="deputised_services",
    )
    head = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="chef de service",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="headed_services",
    )
    agents = models.ManyToManyField(
        settings.AUTH_USER_MODEL,
        verbose_name="autres agents",
        blank=True,
        related_name="services",
    )
    active = models.BooleanField("en activité", default=True)

    class Meta:
        verbose_name = "service"
        verbose_name_plural = "services"
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class ElectedOfficial(ClusterableModel):
    """An élu référent: signs the answers of the themes delegated to that person."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        verbose_name="personne",
        on_delete=models.PROTECT,
        related_name="elected_official",
    )
    delegation = models.CharField("délégation", max_length=200)
    themes = ParentalManyToManyField(
        "participation.Theme",
        verbose_name="thèmes",
        blank=True,
        related_name="officials",
    )
    active = models.BooleanField("en mandat", default=True)

    class Meta:
        verbose_name = "élu référent"
        verbose_name_plural = "élus référents"
        ordering = ["delegation"]

    def __str__(self) -> str:
        return f"{self.user} – {self.delegation}"
