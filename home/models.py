"""The home page and the editorial pages (how it works, help, legal pages)."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail.search import index

from home.blocks import HomeBlock
from home.editorial_blocks import EditorialBlock
from home.glossary import GlossaryPage, GlossaryTerm
from home.legal import LegalSettings
from home.legal_facts import gaps_of, load
from home.stories import StoryIndexPage, StoryPage
from home.warning_panel import WarningPanel
from participation.models.site_page import SitePage

__all__ = [
    "EditorialPage",
    "GlossaryPage",
    "GlossaryTerm",
    "HomePage",
    "LegalSettings",
    "StoryIndexPage",
    "StoryPage",
]


class HomePage(SitePage):
    """`/`: one sentence, then what is going on now; the root of the tree of pages."""

    intro = models.TextField("introduction", blank=True, max_length=600)
    body = StreamField(HomeBlock(), blank=True, verbose_name="contenu")

    template = "home/home_page.html"
    max_count = 1
    parent_page_types: ClassVar[list[str]] = ["wagtailcore.Page"]
    subpage_types: ClassVar[list[str]] = [
        "home.EditorialPage",
        "home.GlossaryPage",
        "home.StoryIndexPage",
        "participation.CouncilIndexPage",
        "participation.ProjectIndexPage",
    ]
    content_panels = [*Page.content_panels, FieldPanel("intro"), FieldPanel("body")]
    search_fields = [*Page.search_fields, index.SearchField("intro")]

    class Meta:
        verbose_name = "page d’accueil"
        verbose_name_plural = "pages d’accueil"


class EditorialPage(SitePage):
    """A page of text made of blocks: how it works, help, contact, legal pages."""

    intro = models.TextField("introduction", blank=True, max_length=1000)
    body = StreamField(EditorialBlock(), blank=True, verbose_name="contenu")

    template = "home/editorial_page.html"
    parent_page_types: ClassVar[list[str]] = [
        "home.HomePage",
        "home.EditorialPage",
        "participation.CouncilPage",
    ]
    subpage_types: ClassVar[list[str]] = ["home.EditorialPage"]
    content_panels = [
        WarningPanel(),
        *Page.content_panels,
        FieldPanel("intro"),
        FieldPanel("body"),
    ]
    search_fields = [
        *Page.search_fields,
        index.SearchField("intro"),
        index.SearchField("body"),
    ]

    class Meta:
        verbose_name = "page éditoriale"
        verbose_name_plural = "pages éditoriales"

    def warnings(self) -> list[str]:
        """What the law wants on this page and is not there yet."""
        missing = gaps_of(self, load())
        if not missing:
            return []
        return [f"Cette page est incomplète. Il manque : {' ; '.join(missing)}."]
