"""`CircuitVersion`: which steps, owners, delays, ladders; immutable once activated.

Wagtail's `Workflow` and `Task` rows are generated from it by
`actions.circuit.activate_circuit` (circuits.md 11).
"""

from __future__ import annotations

import json
from functools import cached_property, lru_cache
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models.expressions import Col

from circuits.definition import Definition, DefinitionError
from circuits.querysets import CircuitVersionQuerySet


class _Shared(dict[str, Any]):
    """A decoded definition, with the rules that it says: both are shared, and read once."""

    @cached_property
    def rules(self) -> Definition:
        return Definition(self)

    def __reduce__(self) -> Any:
        """A copy is for changes: it is a plain one, and says nothing of old rules."""
        return dict, (dict(self),)


@lru_cache(maxsize=64)
def _decoded(text: str) -> Any:
    found = json.loads(text)
    return _Shared(found) if isinstance(found, dict) else found


class DefinitionField(models.JSONField):
    """A JSON that every dossier of a list comes with: decoded once for all its rows.

    What it holds is shared, and never changed in place: `circuit_edit` makes another one.
    """

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> Any:
        """The decoded value of a whole column; a part of it is decoded as usual."""
        if isinstance(expression, Col) and isinstance(value, str):
            return _decoded(value)
        return super().from_db_value(value, expression, connection)

    def deconstruct(self) -> Any:
        """To the database it is Django's own."""
        name, _, args, kwargs = super().deconstruct()
        return name, "django.db.models.JSONField", args, kwargs


class Kind(models.TextChoices):
    """The two messages of the platform."""

    REQUEST = "demande", "demande de participation"
    OFFER = "offre", "offre de participation"


class CircuitVersion(models.Model):
    """One version of one circuit; every dossier points at one from its deposit."""

    kind = models.CharField("message", max_length=8, choices=Kind.choices)
    name = models.CharField("nom", max_length=80)
    number = models.PositiveIntegerField("version")
    definition = DefinitionField("définition")
    # None: for every theme that no other circuit claims.
    themes = models.ManyToManyField(
        "participation.Theme",
        verbose_name="thèmes",
        blank=True,
        related_name="circuits",
        help_text="Aucun : ce circuit sert pour tous les autres thèmes.",
    )
    workflow = models.OneToOneField(
        "wagtailcore.Workflow",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="circuit_version",
    )
    # An offre's councils each go their own way, under a workflow of their own.
    thread_workflow = models.OneToOneField(
        "wagtailcore.Workflow",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="thread_circuit_version",
    )
    # The version that this one was begun from, then the one whose place it took; none
    # for a circuit that serves beside the others.
    replaces = models.ForeignKey(
        "self",
        verbose_name="remplace",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="successors",
    )
    # A draft is saved by several people: each save counts, and says whose it was.
    edition = models.PositiveIntegerField("enregistrements", default=0, db_default=0)
    edited_at = models.DateTimeField("modifiée le", null=True, blank=True)
    edited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="modifiée par",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    activated_at = models.DateTimeField("activée le", null=True, blank=True)
    retired_at = models.DateTimeField("remplacée le", null=True, blank=True)

    objects = CircuitVersionQuerySet.as_manager()

    class Meta:
        verbose_name = "version de circuit"
        verbose_name_plural = "versions de circuit"
        ordering = ["kind", "name", "-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "name", "number"], name="circuit_version_unique"
            ),
            models.UniqueConstraint(
                fields=["kind", "name"],
                condition=models.Q(activated_at__isnull=False, retired_at__isnull=True),
                name="circuit_one_version_in_use",
            ),
            models.CheckConstraint(
                condition=models.Q(activated_at__isnull=True)
                | models.Q(workflow__isnull=False),
                name="circuit_active_has_its_workflow",
            ),
            models.CheckConstraint(
                condition=models.Q(activated_at__isnull=True)
                | ~models.Q(kind="offre")
                | models.Q(thread_workflow__isnull=False),
                name="circuit_active_offer_has_its_threads",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} – version {self.number}"

    @cached_property
    def rules(self) -> Definition:
        """The definition, read; raises DefinitionError when it is not a circuit."""
        if isinstance(self.definition, _Shared):
            return self.definition.rules
        return Definition(self.definition)

    def clean(self) -> None:
        """A version that cannot work is refused in French before it is saved."""
        try:
            Definition(self.definition)
        except DefinitionError as error:
            raise ValidationError({"definition": str(error)}) from error

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        """Only a draft may go: what dossiers were promised stays readable."""
        if self.activated_at:
            raise ValidationError("Une version activée ne peut pas être supprimée.")
        return super().delete(*args, **kwargs)
