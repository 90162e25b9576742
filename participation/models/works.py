"""The works budget of a council, year by year, entered by the Agence.

What is voted is one amount a year; what is committed and spent are the sums of its
lines. A line names a dossier by its reference only: those above know what it is.
"""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.models import Orderable

from participation.models.councils import Council

NOT_NEGATIVE = MinValueValidator(0, "Un montant ne peut pas être négatif.")
FIRST_YEAR, LAST_YEAR = 2000, 2100
SPENT_FIRST = "On ne dépense que ce qui est engagé : corrigez l’un des montants."


def amount_field(words: str, **options: Any) -> models.DecimalField[Any, Any]:
    """An amount in euros, never negative; the constraint is the model's to write."""
    return models.DecimalField(
        words, max_digits=12, decimal_places=2, validators=[NOT_NEGATIVE], **options
    )


class WorksBudget(ClusterableModel):
    """What the town gives one council for works, one civil year. Amounts in euros."""

    council = models.ForeignKey(
        Council,
        verbose_name="conseil",
        on_delete=models.PROTECT,
        related_name="+",
    )
    year = models.PositiveSmallIntegerField(
        "année",
        validators=[
            MinValueValidator(FIRST_YEAR, "Écrivez l’année en quatre chiffres."),
            MaxValueValidator(LAST_YEAR, "Écrivez l’année en quatre chiffres."),
        ],
    )
    voted = amount_field("montant voté, en euros")
    note = models.TextField(
        "à savoir sur ce budget",
        max_length=600,
        blank=True,
        help_text="Une ou deux phrases, montrées sous le tableau.",
    )

    class Meta:
        verbose_name = "budget de travaux"
        verbose_name_plural = "budgets de travaux"
        ordering = ["council", "-year"]
        constraints = [
            models.UniqueConstraint(
                fields=["council", "year"],
                name="works_budget_once_a_year",
                violation_error_message=(
                    "Ce conseil a déjà un budget pour cette année : modifiez-le."
                ),
            ),
            models.CheckConstraint(
                condition=models.Q(voted__gte=0), name="works_budget_voted_positive"
            ),
            models.CheckConstraint(
                condition=models.Q(year__gte=FIRST_YEAR) & models.Q(year__lte=LAST_YEAR),
                name="works_budget_year_has_four_digits",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.council}, {self.year}"


class WorksLine(Orderable):
    """One work: what is committed and what is paid so far. Amounts in euros."""

    budget = ParentalKey(WorksBudget, on_delete=models.CASCADE, related_name="lines")
    label = models.CharField("travaux", max_length=200)
    committed = amount_field("montant engagé, en euros", default=0)
    spent = amount_field("montant dépensé, en euros", default=0)
    reference = models.CharField(
        "dossier",
        max_length=40,
        blank=True,
        help_text="S’il y en a un, par exemple « demande 2026-041 ».",
    )

    class Meta(Orderable.Meta):
        verbose_name = "ligne de travaux"
        verbose_name_plural = "lignes de travaux"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(committed__gte=0) & models.Q(spent__gte=0),
                name="works_line_amounts_positive",
            ),
            models.CheckConstraint(
                condition=models.Q(spent__lte=models.F("committed")),
                name="works_line_spent_was_committed",
                violation_error_message=SPENT_FIRST,
            ),
        ]

    def __str__(self) -> str:
        return self.label

    def clean(self) -> None:
        """A payment follows a commitment: what is spent was committed before."""
        super().clean()
        if self.spent and self.committed is not None and self.spent > self.committed:
            raise ValidationError({"spent": SPENT_FIRST})
