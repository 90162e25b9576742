"""`Document`: the public text of one dossier or one page, ready to be searched.

A derived table: whatever it holds can be written again by `manage.py rebuild_search`.
It only ever holds what anybody may read (circuits.md 9).
"""

from __future__ import annotations

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector, SearchVectorField
from django.db import models

from search.querysets import CONFIG, DocumentQuerySet


class Document(models.Model):
    """One thing that a search can find; `key` names the object that it stands for."""

    class Kind(models.TextChoices):
        """What the result is."""

        REQUEST = "demande", "Demandes"
        OFFER = "offre", "Offres"
        COUNCIL = "conseil", "Conseils"
        PROJECT = "projet", "Projets"
        MEETING = "reunion", "Réunions"
        PAGE = "page", "Pages d’information"

    kind = models.CharField("nature", max_length=8, choices=Kind.choices)
    key = models.CharField("objet", max_length=40, unique=True)
    label = models.CharField("numéro", max_length=40, blank=True)
    title = models.CharField("titre", max_length=255)
    # Searched, never shown: numbers in all their spellings, place, council, theme.
    keywords = models.TextField("mots en plus", blank=True)
    body = models.TextField("texte", blank=True)
    url = models.CharField("adresse", max_length=500)
    council = models.ForeignKey(
        "participation.Council",
        verbose_name="conseil",
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="+",
    )
    theme = models.ForeignKey(
        "participation.Theme",
        verbose_name="thème",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    updated_at = models.DateTimeField("mis à jour le")
    vector = models.GeneratedField(
        expression=SearchVector("title", weight="A", config=CONFIG)
        + SearchVector("body", "keywords", weight="B", config=CONFIG),
        output_field=SearchVectorField(),
        db_persist=True,
    )

    objects = models.Manager.from_queryset(DocumentQuerySet)()

    class Meta:
        verbose_name = "document de la recherche"
        verbose_name_plural = "documents de la recherche"
        ordering = ["-updated_at", "-pk"]
        indexes = [GinIndex(fields=["vector"], name="document_vector_idx")]

    def __str__(self) -> str:
        return self.title
