"""Who is away, from when to when, and who acts meanwhile (circuits.md 7).

Nothing is handed over: the person keeps the post, and the substitute has its rights and
its mails on these days only.
"""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models

from participation.querysets import AbsenceQuerySet


class Absence(models.Model):
    """One person away on whole local days, both included.

    Without a substitute, whoever stands in for the post is told (circuits.md 5). A
    substitute who is away too counts as none: there is no chain.
    """

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="personne absente",
        on_delete=models.CASCADE,
        related_name="absences",
    )
    substitute = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="remplacée par",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="replacements",
        help_text=(
            "Pour un poste de la Ville. Sans remplacement, la suppléance est prévenue, "
            "puis la personne au-dessus."
        ),
    )
    starts_on = models.DateField("du")
    ends_on = models.DateField("au", help_text="Dernier jour d’absence, compris.")

    objects = AbsenceQuerySet.as_manager()

    class Meta:
        verbose_name = "absence"
        verbose_name_plural = "absences"
        ordering = ["-starts_on", "person"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_on__gte=models.F("starts_on")),
                name="absence_ends_after_start",
                violation_error_message="La fin vient avant le début.",
            ),
            models.CheckConstraint(
                condition=models.Q(substitute__isnull=True)
                | ~models.Q(substitute=models.F("person")),
                name="absence_replaced_by_another",
                violation_error_message="Choisissez une autre personne.",
            ),
        ]
        indexes = [
            models.Index(fields=["person", "ends_on"], name="absence_person_idx"),
            models.Index(fields=["substitute", "ends_on"], name="absence_substitute_idx"),
        ]

    def __str__(self) -> str:
        return f"{self.person}, du {self.starts_on:%d/%m/%Y} au {self.ends_on:%d/%m/%Y}"

    def clean(self) -> None:
        """One absence at a time; a substitute who can be written to and who is there.

        Raises:
            ValidationError: beside the field that it concerns.

        """
        if not (self.person_id and self.starts_on and self.ends_on):
            return
        refused: dict[str, Any] = {}
        if self._others().filter(person=self.person_id).exists():
            refused["starts_on"] = "Une autre absence de cette personne couvre déjà ces jours."
        substitute = self.substitute
        if substitute is not None:
            if not substitute.is_active or not substitute.mail_address():
                refused["substitute"] = "Cette personne ne peut pas être prévenue."
            elif self._others().filter(person=substitute).exists():
                refused["substitute"] = "Cette personne est absente ces jours-là."
        if refused:
            raise ValidationError(refused)

    def _others(self) -> AbsenceQuerySet:
        """The other absences that share a day with this one."""
        return Absence.objects.exclude(pk=self.pk).filter(
            starts_on__lte=self.ends_on, ends_on__gte=self.starts_on
        )
