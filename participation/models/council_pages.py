"""The pages of the councils, edited by the Agence: `/conseils/` and `/conseils/<slug>/`.

A page is the editorial side of a council; its facts stay in `Council` and around it.
Dossiers are shown by template tags of `circuits`: nothing here knows them.
"""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar

from django.contrib.postgres.expressions import ArraySubquery
from django.db import models
from django.db.models.functions import JSONObject
from django.http import HttpRequest
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel
from wagtail.documents import get_document_model
from wagtail.fields import StreamField
from wagtail.models import Orderable, Page, PageManager
from wagtail.search import index

from participation import clock
from participation.blocks import BodyBlock
from participation.models import council_facts
from participation.models.columns import column, rows
from participation.models.councils import EMPTY, Council
from participation.models.pictures import Pictures
from participation.models.project_pages import cards_of
from participation.models.site_page import (
    SEO_PANEL,
    IndexPage,
    SitePage,
    SitePageQuerySet,
    validate_image_has_text,
)
from participation.written_once import WrittenOnce


class CouncilIndexPage(IndexPage):
    """`/conseils/`: all councils, on a map and as a list."""

    template = "participation/council_index_page.html"
    subpage_types: ClassVar[list[str]] = ["participation.CouncilPage"]

    class Meta:
        verbose_name = "page des conseils"
        verbose_name_plural = "pages des conseils"

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Add `councils` (open today), their `photos`, and `former_councils`."""
        context = super().get_context(request, *args, **kwargs)
        today = clock.today()
        known = Council.objects.select_related("territory", "successor")
        known = known.prefetch_related("territory__quarters")
        every = list(known.filter(founded_on__lte=today))
        context["councils"] = [c for c in every if not c.is_over(today)]
        pages = CouncilPage.objects.child_of(self).readable().filter(photo__isnull=False)
        shown = pages.values_list("council", "photo", "photo_alt")
        pictures = Pictures(photo for _, photo, _ in shown)
        context["photos"] = {
            council: (pictures.get(photo), words) for council, photo, words in shown
        }
        context["former_councils"] = [c for c in every if c.is_over(today)]
        return context


class CouncilPage(SitePage):
    """`/conseils/<slug>/`: what a council is, what it asks, what it follows.

    A dissolved council keeps its page: its history stays readable (architecture.md 3).
    """

    council = models.OneToOneField(
        Council,
        verbose_name="conseil",
        on_delete=models.PROTECT,
        related_name="page",
    )
    intro = models.TextField("introduction", blank=True, max_length=1000)
    body = StreamField(BodyBlock(), blank=True, verbose_name="contenu")
    photo = models.ForeignKey(
        "wagtailimages.Image",
        verbose_name="photographie",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    photo_alt = models.CharField("description de la photographie", max_length=250, blank=True)
    contact_email = models.EmailField("adresse électronique", blank=True, **EMPTY)
    contact_phone = models.CharField("téléphone", max_length=20, blank=True, **EMPTY)
    contact_words = models.TextField(
        "comment écrire au conseil",
        max_length=600,
        blank=True,
        help_text="Sans adresse ni téléphone, la page donne ceux de l’Agence.",
        **EMPTY,
    )

    objects = PageManager.from_queryset(SitePageQuerySet)()

    template = "participation/council_page.html"
    parent_page_types: ClassVar[list[str]] = ["participation.CouncilIndexPage"]
    subpage_types: ClassVar[list[str]] = ["home.EditorialPage"]
    content_panels = [
        # Wagtail's own title panel looks for the slug, which follows the council's.
        FieldPanel("title", classname="title"),
        FieldPanel("council"),
        FieldPanel("intro"),
        MultiFieldPanel(["photo", "photo_alt"], "Photographie"),
        FieldPanel("body"),
        InlinePanel("papers", heading="Documents", label="Document"),
        MultiFieldPanel(["contact_email", "contact_phone", "contact_words"], "Contact"),
    ]
    promote_panels: ClassVar[list[Any]] = [SEO_PANEL]
    search_fields = [
        *Page.search_fields,
        index.SearchField("intro"),
        index.SearchField("body"),
        index.SearchField("territory_words"),
    ]

    class Meta:
        verbose_name = "page d’un conseil"
        verbose_name_plural = "pages de conseils"

    def full_clean(self, *args: Any, **kwargs: Any) -> None:
        """The address of the page is the one of the council, whatever was typed."""
        if self.council_id:
            self.slug = self.council.slug
        super().full_clean(*args, **kwargs)

    def clean(self) -> None:
        """An image always comes with its description."""
        super().clean()
        validate_image_has_text(self.photo, self.photo_alt, "photo_alt")

    def territory_words(self) -> str:
        """What people type to find their council: its name and its quartiers."""
        quarters = self.council.territory.quarters.values_list("name", flat=True)
        return " ".join([self.council.name, self.council.territory.name, *quarters])

    @classmethod
    def to_show(cls, pk: int) -> CouncilPage:
        """The page with its council, its documents and the facts of the council."""
        (found,) = WHOLE.objects(pk, clock.today())
        found.papers = []
        for row, paper in zip(
            found.paper_rows, rows(CouncilPaper, found.paper_rows), strict=True
        ):
            (paper.document,) = rows(get_document_model(), [row["document"]])
            found.papers.add(paper)
        return found

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Add `council`, what it is, `dissolved`, its `projects` and its `papers`."""
        context = super().get_context(request, *args, **kwargs)
        today = clock.today()
        source: Any = self
        if not hasattr(self, "quarter_names"):
            # A preview shows a page that was never saved.
            facts = Council.objects.annotate(**council_facts.columns(today))
            source = facts.get(pk=self.council_id)
        council = self.council
        projects = cards_of(council, source.project_rows)
        pictures = Pictures(
            [self.photo_id]
            + [project.hero_image_id for project in projects]
            + [member["photo"] for member in source.member_rows]
        )
        for project in projects:
            project.hero_image = pictures.get(project.hero_image_id)
        context["council"] = council
        context["dissolved"] = council.is_over(today)
        context["photo"] = pictures.get(self.photo_id)
        context["quarter_names"] = source.quarter_names
        context["commissions"] = source.commission_rows
        context["former"] = rows(Council, source.former_rows)
        context["groups"] = council_facts.groups_of(council, source.member_rows, pictures)
        context["years"] = council_facts.years_of(source.budget_rows)
        context["town_map"] = source.map_rows
        context["projects"] = projects
        context["papers"] = list(self.papers.all())
        links = [
            (label, f"#{anchor}", False)
            for label, anchor, shown in (
                ("Demandes", "titre-demandes", True),
                ("Projets", "projets", bool(context["projects"])),
                ("Budget", "budget", bool(context["years"])),
                ("Membres", "membres", bool(context["groups"])),
                ("Commissions", "commissions", bool(context["commissions"])),
                ("Documents", "documents", bool(context["papers"])),
                ("Contact", "contact", not context["dissolved"]),
            )
            if shown
        ]
        # One link alone goes where the reader already is.
        context["links"] = links if len(links) > 1 else []
        return context


def _whole(page: int, today: date) -> models.QuerySet[CouncilPage]:
    """One page with everything that it says of its council."""
    return (
        CouncilPage.objects.filter(pk=page)
        .order_by()
        .select_related("council__territory", "council__successor")
        .annotate(**council_facts.columns(today, "council__"), paper_rows=_papers())
    )


WHOLE = WrittenOnce(_whole)


def _papers() -> ArraySubquery:
    """The documents of a page, each with its row of the library."""
    library = get_document_model()._meta.concrete_fields
    document = JSONObject(**{f.attname: f"document__{f.attname}" for f in library})
    return column(
        CouncilPaper.objects.filter(page=models.OuterRef("pk")),
        *(field.attname for field in CouncilPaper._meta.concrete_fields),
        document=document,
    )


class CouncilPaper(Orderable):
    """A document of a council: its rules, a report, a plan."""

    page = ParentalKey(CouncilPage, on_delete=models.CASCADE, related_name="papers")
    document = models.ForeignKey(
        "wagtaildocs.Document",
        verbose_name="document",
        on_delete=models.CASCADE,
        related_name="+",
    )
    label = models.CharField(
        "intitulé", max_length=160, blank=True, help_text="Par défaut, le titre du document."
    )
    day = models.DateField("date", null=True, blank=True)

    panels: ClassVar[list[Any]] = [
        FieldPanel("document"),
        FieldPanel("label"),
        FieldPanel("day"),
    ]

    class Meta(Orderable.Meta):
        verbose_name = "document d’un conseil"
        verbose_name_plural = "documents d’un conseil"

    def __str__(self) -> str:
        return self.label or str(self.document)
