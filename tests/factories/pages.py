"""The tree of Wagtail pages that a test reads."""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import Any

from django.core.files.images import ImageFile
from PIL import Image as Picture
from wagtail.images import get_image_model
from wagtail.models import Page, Site

from home.models import EditorialPage, HomePage
from participation.models import (
    Council,
    CouncilIndexPage,
    CouncilPage,
    ProjectIndexPage,
    ProjectPage,
)


@dataclass
class Tree:
    """The home page and the two lists below it."""

    home: HomePage
    councils: CouncilIndexPage
    projects: ProjectIndexPage

    def council_page(self, council: Council, **fields: Any) -> CouncilPage:
        page = CouncilPage(title=council.name, council=council, **fields)
        self.councils.add_child(instance=page)
        page.save_revision().publish()
        return page

    def project_page(self, title: str = "Un projet", **fields: Any) -> ProjectPage:
        page = ProjectPage(title=title, **fields)
        self.projects.add_child(instance=page)
        page.save_revision().publish()
        return page

    def editorial_page(self, slug: str, title: str, **fields: Any) -> EditorialPage:
        page = EditorialPage(title=title, slug=slug, **fields)
        self.home.add_child(instance=page)
        page.save_revision().publish()
        return page


def build_tree() -> Tree:
    """Replace Wagtail's welcome page by ours."""
    root = Page.get_first_root_node()
    assert root is not None
    Site.objects.all().delete()
    for child in root.get_children():
        child.delete()
    root = Page.get_first_root_node()
    home = HomePage(title="Ce que la Ville doit, et quand", slug="accueil")
    root.add_child(instance=home)
    Site.objects.create(hostname="testserver", root_page=home, is_default_site=True)
    Site.clear_site_root_paths_cache()
    councils = CouncilIndexPage(title="Les conseils", slug="conseils")
    home.add_child(instance=councils)
    projects = ProjectIndexPage(title="Les projets", slug="projets")
    home.add_child(instance=projects)
    return Tree(home, councils, projects)


def picture(title: str = "Une place", size: tuple[int, int] = (1600, 900)) -> Any:
    """An image drawn for the test, stored as Wagtail does."""
    drawn = io.BytesIO()
    Picture.new("RGB", size, "#1c5698").save(drawn, "PNG")
    file = ImageFile(io.BytesIO(drawn.getvalue()), name="place.png")
    return get_image_model().objects.create(title=title, file=file)
