"""`LegalSettings`: the facts that the law wants on the pages of the site.

Each is a fact of its own, so that what is missing can be named; the pages are written
with blocks that read them (`home.editorial_blocks`).
"""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseGenericSetting, register_setting

from home.legal_groups import unknown
from home.warning_panel import WarningPanel
from participation import clock
from participation.models import TownSettings

PHONE = RegexValidator(
    r"^\+?[0-9][0-9 .\u00a0\u202f]{5,}$",
    "Écrivez un numéro avec des chiffres, par exemple 03 89 00 00 10.",
)
SIRET = RegexValidator(
    r"^(\s*[0-9]){14}\s*$", "Un numéro SIRET a quatorze chiffres, avec ou sans espaces."
)


def _page(label: str, help_text: str) -> Any:
    return models.ForeignKey(
        "wagtailcore.Page",
        verbose_name=label,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        help_text=help_text,
    )


@register_setting(icon="info-circle", order=110)
class LegalSettings(BaseGenericSetting):
    """Publisher, host, data protection, accessibility: everything may be left empty.

    An empty fact appears nowhere on the site; the Agence is told which ones are missing.
    """

    # The foot of every page says a part of them: they come with the town's one query.
    town = models.OneToOneField(
        TownSettings, on_delete=models.CASCADE, null=True, editable=False, related_name="legal"
    )
    publisher_name = models.CharField("éditeur du site", max_length=160, blank=True)
    publisher_address = models.CharField("adresse de l’éditeur", max_length=250, blank=True)
    publisher_phone = models.CharField(
        "téléphone de l’éditeur", max_length=20, blank=True, validators=[PHONE]
    )
    publisher_email = models.EmailField("adresse électronique de l’éditeur", blank=True)
    publisher_siret = models.CharField(
        "numéro SIRET de l’éditeur", max_length=20, blank=True, validators=[SIRET]
    )
    director = models.CharField(
        "directrice ou directeur de la publication",
        max_length=160,
        blank=True,
        help_text="Nom et fonction. Pour une commune, c’est la ou le maire.",
    )
    host_name = models.CharField("hébergeur", max_length=160, blank=True)
    host_address = models.CharField("adresse de l’hébergeur", max_length=250, blank=True)
    host_phone = models.CharField(
        "téléphone de l’hébergeur", max_length=20, blank=True, validators=[PHONE]
    )

    controller = models.CharField(
        "responsable du traitement",
        max_length=250,
        blank=True,
        help_text="Qui décide de l’usage des données, en général la Ville.",
    )
    shared_roles = models.TextField(
        "partage des rôles",
        max_length=1000,
        blank=True,
        help_text="Qui fait quoi entre la Ville et l’Agence, si ce sont deux organismes.",
    )
    legal_basis = models.CharField(
        "base légale",
        max_length=300,
        blank=True,
        help_text="Par exemple : l’exécution d’une mission d’intérêt public.",
    )
    dpo_name = models.CharField(
        "déléguée ou délégué à la protection des données", max_length=160, blank=True
    )
    dpo_email = models.EmailField("adresse électronique du délégué", blank=True)
    dpo_address = models.CharField("adresse postale du délégué", max_length=250, blank=True)
    accounts_kept = models.PositiveSmallIntegerField(
        "comptes : fermés après tant de mois sans connexion",
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(120)],
    )
    logs_kept = models.PositiveSmallIntegerField(
        "journaux techniques : gardés tant de mois",
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(36)],
        help_text="La CNIL recommande six mois, douze au plus.",
    )
    dossiers_kept = models.CharField(
        "dossiers : ce qu’ils deviennent",
        max_length=300,
        blank=True,
        help_text="Durée, puis archives de la Ville ou suppression.",
    )

    audited_on = models.DateField("date de l’audit d’accessibilité", null=True, blank=True)
    audited_by = models.CharField("organisme qui a fait l’audit", max_length=160, blank=True)
    rate = models.DecimalField(
        "taux de conformité, en pour cent",
        max_digits=5,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(0), MaxValueValidator(100)],
        help_text="La part des critères du RGAA qui sont respectés.",
    )
    declared_on = models.DateField("date de la déclaration", null=True, blank=True)
    tools = models.TextField(
        "outils, navigateurs et aides techniques de l’audit", max_length=1000, blank=True
    )
    scheme_page = _page("page du schéma pluriannuel", "Une page publiée de ce site.")
    plan_page = _page("page du plan d’actions de l’année", "Une page publiée de ce site.")

    panels = [
        WarningPanel(),
        MultiFieldPanel(
            [
                "publisher_name",
                "publisher_address",
                "publisher_phone",
                "publisher_email",
                "publisher_siret",
                "director",
            ],
            "Qui publie le site",
        ),
        MultiFieldPanel(["host_name", "host_address", "host_phone"], "Qui l’héberge"),
        MultiFieldPanel(["controller", "shared_roles", "legal_basis"], "Données personnelles"),
        MultiFieldPanel(
            ["dpo_name", "dpo_email", "dpo_address"], "Protection des données : qui joindre"
        ),
        MultiFieldPanel(["accounts_kept", "logs_kept", "dossiers_kept"], "Durées"),
        MultiFieldPanel(["audited_on", "audited_by", "rate", "tools"], "Accessibilité : audit"),
        MultiFieldPanel(
            [FieldPanel("declared_on"), FieldPanel("scheme_page"), FieldPanel("plan_page")],
            "Accessibilité : déclaration",
        ),
    ]

    class Meta:
        verbose_name = "mentions et accessibilité"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """They are the facts of the one town."""
        if self.town_id is None:
            self.town = TownSettings.load()
        super().save(*args, **kwargs)

    def clean(self) -> None:
        """Refuse an audit of tomorrow, and a rate that no audit gave.

        Raises:
            ValidationError: beside its field, in French.

        """
        super().clean()
        today = clock.today()
        for name in ("audited_on", "declared_on"):
            day = getattr(self, name)
            if day is not None and day > today:
                raise ValidationError({name: "Cette date n’est pas encore passée."})
        if self.rate is not None and self.audited_on is None:
            raise ValidationError(
                {"audited_on": "De quel jour est l’audit qui donne ce taux ?"}
            )

    def warnings(self) -> list[str]:
        """What the pages miss because it is not written here."""
        missing = unknown(self)
        return [f"Il manque : {' ; '.join(missing)}."] if missing else []
