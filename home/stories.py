"""« De l’idée au banc »: one page per real case, made from the record of a dossier.

The Agence chooses an ended dossier and writes what the record cannot: a beginning, a
photograph, a conclusion. The rest is read at each visit, so that what stops being public
stops being told (circuits.md 9).
"""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.db import models
from django.http import Http404, HttpRequest, HttpResponse
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.images import get_image_model
from wagtail.models import Page, PageManager
from wagtail.search import index

from circuits.actions.gather import numbered
from circuits.errors import ActRefused
from circuits.models import Dossier
from circuits.story import tellable, why_untold
from circuits.views.stories import story_of
from home.warning_panel import WarningPanel
from participation.blocks import BodyBlock
from participation.models.site_page import (
    IndexPage,
    SitePage,
    SitePageQuerySet,
    validate_image_has_text,
)


class StoryIndexPage(IndexPage):
    """`/de-l-idee-au-banc/`: the stories, newest first."""

    template = "home/story_index_page.html"
    subpage_types: ClassVar[list[str]] = ["home.StoryPage"]

    class Meta:
        verbose_name = "page des histoires"
        verbose_name_plural = "pages des histoires"

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Add `stories`: those whose dossier may be told, with their pictures."""
        context = super().get_context(request, *args, **kwargs)
        stories = StoryPage.objects.child_of(self).readable().told().with_pictures()
        context["stories"] = stories.order_by("-first_published_at", "-pk")
        return context


class StoryPageQuerySet(SitePageQuerySet):
    """Stories, as far as their dossier may be told."""

    def told(self) -> StoryPageQuerySet:
        """Those whose dossier anybody reads, with that dossier."""
        found: StoryPageQuerySet = self.filter(dossier__in=tellable())
        return found.select_related("dossier__council", "dossier__theme")

    def with_pictures(self) -> StoryPageQuerySet:
        """Load with each page its photograph and what was drawn from it."""
        images = get_image_model().objects.prefetch_renditions()
        return self.prefetch_related(models.Prefetch("photo", queryset=images))


class StoryForm(WagtailAdminPageForm):
    """The dossier is named by its number, as people write it."""

    number = forms.CharField(
        label="Numéro du dossier",
        max_length=60,
        help_text="Comme « Demande 2026-041 ». Le dossier est terminé, et public.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Show the number of the dossier that was chosen."""
        super().__init__(*args, **kwargs)
        if self.instance.dossier_id:
            self.fields["number"].initial = self.instance.dossier.label

    def clean_number(self) -> str:
        """Find the dossier, and refuse one that cannot be told.

        Raises:
            ValidationError: no such number, still open, or not public.

        """
        number = str(self.cleaned_data["number"])
        try:
            dossier = numbered(number)
        except ActRefused as refused:
            raise forms.ValidationError(str(refused)) from refused
        why = why_untold(dossier)
        if why:
            raise forms.ValidationError(why)
        if not dossier.is_closed:
            raise forms.ValidationError("Ce dossier n’est pas terminé : attendez sa fin.")
        self.instance.dossier = dossier
        return number


class StoryPage(SitePage):
    """One case, told from the first meeting to what came of it."""

    dossier = models.ForeignKey(
        Dossier,
        verbose_name="dossier",
        on_delete=models.PROTECT,
        related_name="+",
    )
    intro = models.TextField(
        "introduction", max_length=1000, help_text="Deux ou trois phrases : d’où vient l’idée."
    )
    photo = models.ForeignKey(
        "wagtailimages.Image",
        verbose_name="photographie",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    photo_alt = models.CharField("description de la photographie", max_length=250, blank=True)
    conclusion = StreamField(BodyBlock(), blank=True, verbose_name="conclusion")

    objects = PageManager.from_queryset(StoryPageQuerySet)()

    template = "home/story_page.html"
    parent_page_types: ClassVar[list[str]] = ["home.StoryIndexPage"]
    subpage_types: ClassVar[list[str]] = []
    base_form_class = StoryForm
    content_panels = [
        WarningPanel(),
        *Page.content_panels,
        FieldPanel("number", required_on_save=True),
        FieldPanel("intro"),
        MultiFieldPanel(["photo", "photo_alt"], "Photographie"),
        FieldPanel("conclusion"),
    ]
    search_fields = [
        *Page.search_fields,
        index.SearchField("intro"),
        index.SearchField("conclusion"),
    ]

    class Meta:
        verbose_name = "histoire d’un dossier"
        verbose_name_plural = "histoires de dossiers"

    def clean(self) -> None:
        """An image always comes with its description."""
        super().clean()
        validate_image_has_text(self.photo, self.photo_alt, "photo_alt")

    @classmethod
    def to_show(cls, pk: int) -> StoryPage:
        """The page with its photograph and its dossier."""
        return cls.objects.select_related("photo", "dossier").get(pk=pk)

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Answer 404 as soon as the dossier is not public any more.

        Raises:
            Http404: nothing of this dossier is told.

        """
        if why_untold(self.dossier):
            raise Http404
        answer: HttpResponse = super().serve(request, *args, **kwargs)
        return answer

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Add `story`: what the public record tells of the dossier."""
        context = super().get_context(request, *args, **kwargs)
        context["story"] = story_of(self.dossier_id, request)
        return context

    def warnings(self) -> list[str]:
        """Why the public does not read this page."""
        why = why_untold(self.dossier)
        return [f"Cette page n’est plus montrée au public. {why}"] if why else []
