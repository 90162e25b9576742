"""On the Agence's first screen: the pages of the law that are not complete.

Reads only: which pages, which facts, by name; and the stories that nobody reads any more.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from wagtail.admin.ui.components import Component

from circuits.story import why_untold
from home.legal_facts import gaps_of, load
from home.legal_groups import PAGES
from home.models import EditorialPage, LegalSettings, StoryPage

# Stories that went unread: so many are named.
NAMED = 5


@dataclass(frozen=True)
class Gap:
    """One page of the law that is not complete, and what is missing, by name."""

    title: str
    url: str
    missing: tuple[str, ...]


class IncompletePanel(Component):
    """« Pages à compléter »; not there at all when every page is complete."""

    name = "incomplete"
    template_name = "home/admin/incomplete.html"
    # Right after what is late.
    order = 55

    def get_context_data(self, parent_context: Mapping[str, Any] | None = None) -> Any:
        """`gaps`, `hidden` stories, and where the facts are written."""
        settings = ("home", LegalSettings._meta.model_name)
        return {
            "gaps": all_gaps(),
            "hidden": untold_stories(),
            "settings_url": reverse("wagtailsettings:edit", args=settings),
        }

    def render_html(self, parent_context: Any = None) -> Any:
        """Nothing at all when there is nothing to say."""
        context = self.get_context_data(parent_context)
        shown = context["gaps"] or context["hidden"]
        return super().render_html(parent_context) if shown else ""


def all_gaps() -> list[Gap]:
    """Every page of the law that is not complete."""
    facts = load()
    pages = {p.slug: p for p in EditorialPage.objects.filter(depth=3, slug__in=PAGES)}
    return [gap for slug in PAGES if (gap := _gap(slug, pages.get(slug), facts))]


def _gap(slug: str, page: EditorialPage | None, facts: LegalSettings) -> Gap | None:
    title, _ = PAGES[slug]
    if page is None:
        return Gap(title, "", (f"la page elle-même, à l’adresse /{slug}/",))
    missing = gaps_of(page, facts)
    if not page.live:
        missing = ("sa publication", *missing)
    edit = reverse("wagtailadmin_pages:edit", args=[page.pk])
    return Gap(title, edit, missing) if missing else None


def untold_stories() -> list[dict[str, str]]:
    """The stories whose dossier is not public any more, published or withdrawn since."""
    told = StoryPage.objects.told()
    rows = StoryPage.objects.exclude(pk__in=told.values("pk")).select_related("dossier")
    return [
        {
            "title": page.title,
            "url": reverse("wagtailadmin_pages:edit", args=[page.pk]),
            "why": why_untold(page.dossier),
        }
        for page in rows.order_by("pk")[:NAMED]
    ]
