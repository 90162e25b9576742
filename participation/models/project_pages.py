"""The pages of the projects, edited by the Agence: `/projets/` and `/projets/<slug>/`.

The dossiers behind a project are shown by template tags of `circuits`.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, ClassVar

from django.contrib.postgres.expressions import ArraySubquery
from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.images import get_image_model
from wagtail.models import Page, PageManager
from wagtail.search import index

from participation import clock
from participation.amounts import money_of
from participation.blocks import BodyBlock
from participation.forms_pages import ProjectPageForm
from participation.models.columns import column, rows
from participation.models.councils import EMPTY, Council
from participation.models.pictures import Pictures
from participation.models.project_parts import (
    ProjectChange,
    ProjectPromise,
    ProjectStage,
    ProjectView,
)
from participation.models.site_page import (
    IndexPage,
    SitePage,
    SitePageQuerySet,
    validate_image_has_text,
)
from participation.models.works import amount_field
from participation.standing import PHASES, standing

PARTS: dict[str, type[Any]] = {
    "stages": ProjectStage,
    "views": ProjectView,
    "promises": ProjectPromise,
    "changes": ProjectChange,
}


class ProjectIndexPage(IndexPage):
    """`/projets/`: the projects followed in public, of the councils and of the town."""

    template = "participation/project_index_page.html"
    subpage_types: ClassVar[list[str]] = ["participation.ProjectPage"]

    class Meta:
        verbose_name = "page des projets"
        verbose_name_plural = "pages des projets"

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Add `phases`: title and projects, with their council, stages and image."""
        context = super().get_context(request, *args, **kwargs)
        found = ProjectPage.objects.child_of(self).readable().for_cards().with_pictures()
        phases: dict[str, list[Any]] = {phase: [] for phase, _ in PHASES}
        for project in found.order_by("title"):
            phases[standing(project.in_short).phase].append(project)
        context["phases"] = [(title, phases[phase]) for phase, title in PHASES if phases[phase]]
        return context


CARD = ("id", "title", "url_path", "intro", "hero_image_id", "hero_alt", "council_id")


def _in_short() -> ArraySubquery:
    return column(ProjectStage.objects.filter(page=models.OuterRef("pk")), "name", "state")


def cards_of(council: Council, read: Iterable[dict[str, Any]]) -> list[ProjectPage]:
    """The projects of a council, read by `as_cards`; their images are still to find."""
    made = []
    for row, project in zip(read, rows(ProjectPage, read), strict=True):
        project.council, project.in_short = council, row["in_short"]
        made.append(project)
    return made


class ProjectPageQuerySet(SitePageQuerySet):
    """Project pages, as lists need them."""

    def for_cards(self) -> ProjectPageQuerySet:
        """Load with each page its council; `in_short`: name and state of its stages."""
        return self.select_related("council").annotate(in_short=_in_short())

    def as_cards(self) -> ArraySubquery:
        """What a card shows, as a column of another query; `cards_of` reads it."""
        return column(self, *CARD, in_short=_in_short())

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
    announced_amount = amount_field("montant annoncé, en euros", null=True, blank=True)
    spent_amount = amount_field("montant dépensé, en euros", null=True, blank=True)
    amount_note = models.TextField(
        "ce que ces montants comprennent",
        max_length=600,
        blank=True,
        help_text="Et pourquoi, s’il a été dépensé plus que ce qui était annoncé.",
        **EMPTY,
    )

    base_form_class = ProjectPageForm

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
        InlinePanel("changes", heading="Ce qui a changé", label="Changement"),
        InlinePanel("views", heading="Avant et après", label="Vue"),
        InlinePanel("promises", heading="Promis et fait", label="Promesse"),
        MultiFieldPanel(["announced_amount", "spent_amount", "amount_note"], "Budget"),
        FieldPanel("body"),
    ]
    search_fields = [
        *Page.search_fields,
        index.SearchField("intro"),
        index.SearchField("body"),
        index.RelatedFields(
            "stages", [index.SearchField("name"), index.SearchField("description")]
        ),
        index.RelatedFields("changes", [index.SearchField("text")]),
        index.RelatedFields(
            "promises", [index.SearchField("promised"), index.SearchField("done")]
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
        """The page with its council and all its parts, in one query."""
        read = {
            name: column(part.objects.filter(page=models.OuterRef("pk")))
            for name, part in PARTS.items()
        }
        columns = {f"{name}_rows": rows for name, rows in read.items()}
        found: ProjectPage = (
            cls.objects.select_related("council").annotate(**columns).get(pk=pk)
        )
        for name, part in PARTS.items():
            setattr(found, name, rows(part, getattr(found, f"{name}_rows")))
        return found

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Add `stages`, `views`, `promises` and `changes` (newest first), and `money`."""
        context = super().get_context(request, *args, **kwargs)
        stages, views = list(self.stages.all()), list(self.views.all())
        pictures = Pictures(
            [self.hero_image_id]
            + [s.image_id for s in stages]
            + [v.before_id for v in views]
            + [v.after_id for v in views]
        )
        context["hero"] = pictures.get(self.hero_image_id)
        context["stages"] = [(s, pictures.get(s.image_id)) for s in stages]
        context["views"] = [
            (v, pictures.get(v.before_id), pictures.get(v.after_id)) for v in views
        ]
        context["promises"] = list(self.promises.all())
        context["changes"] = sorted(self.changes.all(), key=lambda c: c.day, reverse=True)
        context["money"] = money_of(self.announced_amount, self.spent_amount)
        context["where"] = standing([{"name": s.name, "state": s.state} for s in stages])
        context["today"] = clock.today()
        return context
