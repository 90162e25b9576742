"""The streets of the town, and the secteur that each of them is in.

A street that two secteurs share stands there twice: by its numbers, or by its sides. Only
public geography: who lives where is nobody's business here.
"""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models

from participation.french import NBSP, inside, sentence_case
from participation.models.councils import Quarter, Territory
from participation.querysets import StreetQuerySet
from participation.street_names import key_of, order_of

NAME_LENGTH = 120
LAST_NUMBER = 9999
# Abbreviations become whole words; what few signs unfold into is cut.
KEY_LENGTH = 4 * NAME_LENGTH


class Street(models.Model):
    """A street, or some of its numbers, in one secteur."""

    class Side(models.TextChoices):
        """Which of its numbers, by their parity."""

        BOTH = "both", "les deux côtés"
        EVEN = "even", "numéros pairs"
        ODD = "odd", "numéros impairs"

    name = models.CharField(
        "nom de la rue",
        max_length=NAME_LENGTH,
        # Spreadsheets run what begins with « = » or « + »: no name of ours does.
        validators=[
            RegexValidator(
                r"^[^\W_]", "Le nom d’une rue commence par une lettre ou par un chiffre."
            )
        ],
        help_text="En entier, par exemple « Rue de Soultz ».",
    )
    # What is compared, and what lists are sorted by: never shown (`street_names`).
    search_key = models.CharField(max_length=KEY_LENGTH, editable=False)
    sort_key = models.CharField(max_length=KEY_LENGTH, editable=False)
    side = models.CharField("côté", max_length=4, choices=Side.choices, default=Side.BOTH)
    first_number = models.PositiveSmallIntegerField(
        "du numéro",
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(LAST_NUMBER)],
        help_text="Vide : depuis le début de la rue.",
    )
    last_number = models.PositiveSmallIntegerField(
        "au numéro",
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(LAST_NUMBER)],
        help_text="Vide : jusqu’au bout de la rue.",
    )
    territory = models.ForeignKey(
        Territory, verbose_name="secteur", on_delete=models.PROTECT, related_name="streets"
    )
    quarter = models.ForeignKey(
        Quarter,
        verbose_name="quartier",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="streets",
    )

    objects = StreetQuerySet.as_manager()

    class Meta:
        verbose_name = "rue"
        verbose_name_plural = "rues"
        ordering = ["sort_key", models.F("first_number").asc(nulls_first=True), "side", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["search_key", "side", "first_number", "last_number"],
                nulls_distinct=False,
                name="street_part_unique",
                violation_error_message="Cette rue est déjà dans la liste.",
            ),
            models.CheckConstraint(
                condition=models.Q(first_number__isnull=True)
                | models.Q(last_number__isnull=True)
                | models.Q(last_number__gte=models.F("first_number")),
                name="street_numbers_in_order",
                violation_error_message="Le dernier numéro vient avant le premier.",
            ),
            models.CheckConstraint(condition=~models.Q(name=""), name="street_named"),
        ]

    def __str__(self) -> str:
        return f"{self.name}, {self.numbers}" if self.in_part else self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keep the two keys equal to what the name says."""
        self.make_keys()
        super().save(*args, **kwargs)

    def make_keys(self) -> None:
        """The keys of the name; for those who save many streets at once."""
        self.search_key = key_of(self.name)[:KEY_LENGTH]
        self.sort_key = order_of(self.name)[:KEY_LENGTH]

    def clean(self) -> None:
        """A quartier of that secteur, and no number that another row holds already."""
        self.make_keys()
        if self.name and not self.search_key.strip():
            raise ValidationError({"name": "Écrivez le nom de la rue en toutes lettres."})
        if self.quarter and self.quarter.territory_id != self.territory_id:
            raise ValidationError({"quarter": "Ce quartier n’est pas dans ce secteur."})
        others = Street.objects.filter(search_key=self.search_key).exclude(pk=self.pk)
        taken = next((other for other in others if self.meets(other)), None)
        if taken is not None:
            words = (
                f"La liste a déjà «\u00a0{taken}\u00a0» : un numéro serait dans deux lignes."
            )
            raise ValidationError({"first_number": words})

    @property
    def name_inside(self) -> str:
        """The name after a number: « 12 rue de Soultz »."""
        return inside(self.name)

    @property
    def in_part(self) -> bool:
        """Whether only some of its numbers are meant."""
        whole = self.first_number is None and self.last_number is None
        return not whole or self.side != self.Side.BOTH

    @property
    def numbers(self) -> str:
        """« du 1 au 45, numéros impairs », « tous les numéros »."""
        return numbers_in_words(self.side, self.first_number, self.last_number)

    def holds(self, number: int) -> bool:
        """Whether this number of the street is meant."""
        if self.side != self.Side.BOTH and (number % 2 == 0) != (self.side == self.Side.EVEN):
            return False
        low, high = self._bounds()
        return low <= number <= high

    def meets(self, other: Street) -> bool:
        """Whether some number of the same street is in both."""
        sides = {self.side, other.side}
        if sides == {self.Side.EVEN, self.Side.ODD}:
            return False
        low = max(self._bounds()[0], other._bounds()[0])
        high = min(self._bounds()[1], other._bounds()[1])
        # Two neighbours hold both parities: only a single number may be of the wrong one.
        return any(self.holds(n) and other.holds(n) for n in (low, low + 1) if n <= high)

    def _bounds(self) -> tuple[int, int]:
        return self.first_number or 0, self.last_number or LAST_NUMBER


def numbers_in_words(side: str, first: int | None, last: int | None) -> str:
    """« du 1 au 45, numéros impairs », « à partir du 46 », « tous les numéros »."""
    if first and last:
        numbers = f"numéro{NBSP}{first}" if first == last else f"du {first} au {last}"
    elif first:
        numbers = f"à partir du {first}"
    else:
        numbers = f"jusqu’au {last}" if last else ""
    parity = "" if side == Street.Side.BOTH else str(Street.Side(side).label)
    return ", ".join(filter(None, (numbers, parity))) or "tous les numéros"


def title_of(name: str) -> str:
    """The name as lists show it: a capital in front, « Rue de Soultz »."""
    return sentence_case(name.strip())
