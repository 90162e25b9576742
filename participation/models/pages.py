"""The Wagtail pages of the ground: councils and projects, edited by the Agence.

A page is the editorial side of a council or a project; the facts of a council stay in
`Council`. Dossiers are shown by template tags of `circuits`: nothing here knows them.
"""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar

from django.contrib.postgres.expressions import ArraySubquery
from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models.functions import JSONObject
from django.http import HttpRequest
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.images import get_image_model
from wagtail.models import Orderable, Page, PageManager
from wagtail.search import index

from participation import clock
from participation.blocks import BodyBlock
from participation.models.councils import Commission, Council, Mandate, Quarter
from participation.models.site_page import (
    SEO_PANEL,
    SitePage,
    SitePageQuerySet,
    validate_image_has_text,
)


class CouncilIndexPage(SitePage):
    """`/conseils/`: all councils, on a map and as a list."""

    intro = models.TextField("introduction", blank=True, max_length=1000)

    template = "participation/council_index_page.html"
    max_count = 1
    parent_page_types: ClassVar[list[str]] = ["home.HomePage"]
    subpage_types: ClassVar[list[str]] = ["participation.CouncilPage"]
    content_panels = [*Page.content_panels, FieldPanel("intro")]
    search_fields = [*Page.search_fields, index.SearchField("intro")]

    class Meta:
        verbose_name = "page des conseils"
        verbose_name_plural = "pages des conseils"

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Add `councils` (open today) and `former_councils`, with their territories."""
        context = super().get_context(request, *args, **kwargs)
        today = clock.today()
        known = Council.objects.select_related("territory", "successor")
        known = known.prefetch_related("territory__quarters")
        every = list(known.filter(founded_on__lte=today))
        context["councils"] = [c for c in every if _is_open(c, today)]
        context["former_councils"] = [c for c in every if not _is_open(c, today)]
        return context


def _is_open(council: Council, day: date) -> bool:
    return council.dissolved_on is None or council.dissolved_on > day


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
        """The page with its council, its photograph and the facts of the council."""
        joined = cls.objects.select_related("photo", "council__territory", "council__successor")
        return joined.annotate(**_facts(clock.today(), "council__")).get(pk=pk)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Add `council`, its `facts` (see `_facts`), `dissolved` and its `projects`."""
        context = super().get_context(request, *args, **kwargs)
        today = clock.today()
        source: Any = self
        if not hasattr(self, "quarter_names"):
            # A preview shows a page that was never saved.
            facts = Council.objects.annotate(**_facts(today))
            source = facts.get(pk=self.council_id)
        names = ("quarter_names", "commission_names", "former", "referents")
        context["facts"] = {name: getattr(source, name) for name in names}
        context["council"] = self.council
        context["dissolved"] = not _is_open(self.council, today)
        projects = ProjectPage.objects.readable().filter(council=self.council_id)
        context["projects"] = projects.for_cards().order_by("title")
        return context


def _facts(today: date, council: str = "") -> dict[str, ArraySubquery]:
    """What the page of a council says, as columns of a query on councils.

    `quarter_names`, `commission_names`: names in order. `former`: name and slug of the
    councils that it succeeded. `referents`: first name, last name and role of those who
    speak for it today and accept to be named (circuits.md 9).

    Args:
        today: the local day.
        council: the path to the council, when the query is on something else.

    """
    this = models.OuterRef(f"{council}pk")
    quarters = Quarter.objects.filter(territory=models.OuterRef(f"{council}territory"))
    commissions = Commission.objects.filter(council=this)
    former = Council.objects.filter(successor=this).order_by("sort_key")
    speaking = Mandate.objects.active_on(today).speaking()
    referents = speaking.filter(council=this, show_name=True).order_by("-role", "pk")
    person = JSONObject(first_name="user__first_name", last_name="user__last_name", role="role")
    return {
        "quarter_names": ArraySubquery(quarters.values("name")),
        "commission_names": ArraySubquery(commissions.values("name")),
        "former": ArraySubquery(former.values(json=JSONObject(name="name", slug="slug"))),
        "referents": ArraySubquery(referents.values(json=person)),
    }


class ProjectIndexPage(SitePage):
    """`/projets/`: the projects followed in public, of the councils and of the town."""

    intro = models.TextField("introduction", blank=True, max_length=1000)

    template = "participation/project_index_page.html"
    max_count = 1
    parent_page_types: ClassVar[list[str]] = ["home.HomePage"]
    subpage_types: ClassVar[list[str]] = ["participation.ProjectPage"]
    content_panels = [*Page.content_panels, FieldPanel("intro")]
    search_fields = [*Page.search_fields, index.SearchField("intro")]

    class Meta:
        verbose_name = "page des projets"
        verbose_name_plural = "pages des projets"

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Add `projects` with their council, their stages and their image."""
        context = super().get_context(request, *args, **kwargs)
        context["projects"] = (
            ProjectPage.objects.child_of(self)
            .readable()
            .for_cards()
            .with_pictures()
            .order_by("title")
        )
        return context


class ProjectPageQuerySet(SitePageQuerySet):
    """Project pages, as lists need them."""

    def for_cards(self) -> ProjectPageQuerySet:
        """Load with each page its council; `in_short`: name and state of its stages."""
        stages = ProjectStage.objects.filter(page=models.OuterRef("pk"))
        short = stages.values(json=JSONObject(name="name", state="state"))
        return self.select_related("council").annotate(in_short=ArraySubquery(short))

    def with_pictures(self) -> ProjectPageQuerySet:
        """Load with each page its image and what was drawn from it."""
        images = get_image_model().objects.prefetch_renditions()
        return self.prefetch_related(models.Prefetch("hero_image", queryset=images))


class ProjectPage(SitePage):
    """`/projets/<slug>/`: one project, its stages and its money."""

    class Leader(models.TextChoices):
        """Who leads the project."""

        COUNCIL = "council", "le conseil"
        CITY = "city", "la Ville"
        BOTH = "both", "le conseil et la Ville"

    # Not « owner »: Wagtail's pages have one, the account that created the page.
    led_by = models.CharField(
        "porté par", max_length=8, choices=Leader.choices, default=Leader.CITY
    )
    council = models.ForeignKey(
        Council,
        verbose_name="conseil",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    intro = models.TextField("introduction", blank=True, max_length=1000)
    body = StreamField(BodyBlock(), blank=True, verbose_name="contenu")
    hero_image = models.ForeignKey(
        "wagtailimages.Image",
        verbose_name="image",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    hero_alt = models.CharField("description de l’image", max_length=250, blank=True)
    announced_amount = models.DecimalField(
        "montant annoncé, en euros",
        max_digits=12,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(0)],
    )
    spent_amount = models.DecimalField(
        "montant dépensé, en euros",
        max_digits=12,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(0)],
    )

    objects = PageManager.from_queryset(ProjectPageQuerySet)()

    template = "participation/project_page.html"
    parent_page_types: ClassVar[list[str]] = ["participation.ProjectIndexPage"]
    subpage_types: ClassVar[list[str]] = []
    content_panels = [
        *Page.content_panels,
        MultiFieldPanel(["led_by", "council"], "Porteur"),
        FieldPanel("intro"),
        MultiFieldPanel(["hero_image", "hero_alt"], "Image"),
        InlinePanel("stages", heading="Étapes", label="Étape"),
        FieldPanel("body"),
        MultiFieldPanel(["announced_amount", "spent_amount"], "Budget"),
    ]
    search_fields = [
        *Page.search_fields,
        index.SearchField("intro"),
        index.SearchField("body"),
        index.RelatedFields(
            "stages", [index.SearchField("name"), index.SearchField("description")]
        ),
    ]

    class Meta:
        verbose_name = "projet"
        verbose_name_plural = "projets"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(led_by="city") | models.Q(council__isnull=False),
                name="project_of_a_council_names_it",
            ),
            models.CheckConstraint(
                condition=models.Q(announced_amount__isnull=True)
                | models.Q(announced_amount__gte=0),
                name="project_announced_amount_positive",
            ),
            models.CheckConstraint(
                condition=models.Q(spent_amount__isnull=True) | models.Q(spent_amount__gte=0),
                name="project_spent_amount_positive",
            ),
        ]

    def clean(self) -> None:
        """A project that a council leads names that council."""
        super().clean()
        validate_image_has_text(self.hero_image, self.hero_alt, "hero_alt")
        if self.led_by != self.Leader.CITY and not self.council_id:
            raise ValidationError({"council": "Choisissez le conseil qui porte ce projet."})

    @classmethod
    def to_show(cls, pk: int) -> ProjectPage:
        """The page with its council and its image."""
        return cls.objects.select_related("council", "hero_image").get(pk=pk)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Add `stages`, with their images."""
        context = super().get_context(request, *args, **kwargs)
        context["stages"] = self.stages.select_related("image").all()
        return context


class ProjectStage(Orderable):
    """One stage of a project, with its date in words (« automne 2026 »)."""

    class State(models.TextChoices):
        """Where the stage stands."""

        DONE = "done", "terminée"
        HERE = "here", "en cours"
        TO_COME = "to_come", "à venir"

    page = ParentalKey(ProjectPage, on_delete=models.CASCADE, related_name="stages")
    name = models.CharField("nom", max_length=160)
    state = models.CharField("état", max_length=8, choices=State.choices, default=State.TO_COME)
    when = models.CharField(
        "date en toutes lettres",
        max_length=80,
        blank=True,
        help_text="Par exemple « automne 2026 ».",
    )
    description = models.TextField("description", blank=True, max_length=1000)
    image = models.ForeignKey(
        "wagtailimages.Image",
        verbose_name="image",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    image_alt = models.CharField("description de l’image", max_length=250, blank=True)

    panels = [
        FieldPanel("name"),
        FieldPanel("state"),
        FieldPanel("when"),
        FieldPanel("description"),
        FieldPanel("image"),
        FieldPanel("image_alt"),
    ]

    class Meta(Orderable.Meta):
        verbose_name = "étape de projet"
        verbose_name_plural = "étapes de projet"

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        """An image always comes with its description."""
        super().clean()
        validate_image_has_text(self.image, self.image_alt, "image_alt")
