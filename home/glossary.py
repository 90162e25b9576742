"""`GlossaryPage`: the words of the platform, each with its own address on the page.

Editorial pages link a word to its entry where it first appears (`home.first_words`).
"""

from __future__ import annotations

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest
from django.utils.text import slugify
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, InlinePanel
from wagtail.models import Orderable, PageManager
from wagtail.search import index

from participation.french import sort_key
from participation.models.site_page import IndexPage, SitePageQuerySet


class GlossaryPage(IndexPage):
    """`/glossaire/`: what each word means, in alphabetical order."""

    objects = PageManager.from_queryset(SitePageQuerySet)()

    template = "home/glossary_page.html"
    subpage_types: ClassVar[list[str]] = []
    content_panels = [
        *IndexPage.content_panels,
        InlinePanel("terms", heading="Mots", label="Mot"),
    ]
    search_fields = [
        *IndexPage.search_fields,
        index.RelatedFields(
            "terms", [index.SearchField("name"), index.SearchField("definition")]
        ),
    ]

    class Meta:
        verbose_name = "glossaire"
        verbose_name_plural = "glossaires"

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Add `terms`, in French alphabetical order."""
        context = super().get_context(request, *args, **kwargs)
        context["terms"] = sorted(self.terms.all(), key=lambda term: sort_key(term.name))
        return context


class GlossaryTerm(Orderable):
    """One word and what it means here."""

    page = ParentalKey(GlossaryPage, on_delete=models.CASCADE, related_name="terms")
    name = models.CharField("mot", max_length=80)
    forms = models.CharField(
        "autres formes",
        max_length=200,
        blank=True,
        help_text="Séparées par des virgules : « jours ouvrés » pour « jour ouvré ».",
    )
    definition = models.TextField("ce qu’il veut dire", max_length=600)

    panels = [FieldPanel("name"), FieldPanel("forms"), FieldPanel("definition")]

    class Meta(Orderable.Meta):
        verbose_name = "mot du glossaire"
        verbose_name_plural = "mots du glossaire"

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        """A word has an address: it needs letters.

        Raises:
            ValidationError: nothing of it can stand in an address.

        """
        super().clean()
        if not self.anchor:
            raise ValidationError({"name": "Écrivez un mot, avec des lettres."})

    @property
    def anchor(self) -> str:
        """« jour-ouvre »: its place on the page."""
        return slugify(self.name)

    @property
    def spellings(self) -> list[str]:
        """The word and its other forms, as they may stand in a text."""
        others = [form.strip() for form in self.forms.split(",")]
        return [self.name, *(form for form in others if form)]
