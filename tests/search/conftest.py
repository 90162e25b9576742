"""What the tests of the search share: documents, and a tree of pages."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest
from wagtail.models import Page, Site

from home.models import EditorialPage, HomePage
from participation.models import (
    CouncilIndexPage,
    CouncilPage,
    ProjectIndexPage,
    ProjectPage,
)
from search.models import Document
from tests.factories import World, paris


@pytest.fixture
def documents(db: None) -> Any:
    """Make documents straight in the table; the nth is « Demande 2026-00n »."""

    def make(*titles: str, **fields: Any) -> None:
        start = Document.objects.count()
        Document.objects.bulk_create(
            Document(
                **{
                    "kind": "demande",
                    "key": f"dossier-{number}",
                    "label": f"Demande 2026-{number:03d}",
                    "title": title,
                    "url": f"/dossiers/demande-2026-{number:03d}/",
                    "updated_at": paris(2026, 4, 2),
                    **fields,
                }
            )
            for number, title in enumerate(titles, start + 1)
        )

    return make


@pytest.fixture
def tree(world: World) -> SimpleNamespace:
    """A small site: home, councils, one council, projects, one project, one page."""
    home = HomePage(title="Accueil", slug="accueil")
    Page.get_first_root_node().add_child(instance=home)
    Site.objects.all().delete()
    Site.objects.create(hostname="testserver", root_page=home, is_default_site=True)
    councils = CouncilIndexPage(title="Les conseils", slug="conseils")
    projects = ProjectIndexPage(title="Les projets", slug="projets")
    for page in (councils, projects):
        home.add_child(instance=page)
    council = CouncilPage(
        title="Conseil Drouot", slug=world.council.slug, council=world.council
    )
    councils.add_child(instance=council)
    project = ProjectPage(
        title="Le square rénové", slug="square", intro="Des jeux et des bancs."
    )
    projects.add_child(instance=project)
    page = EditorialPage(
        title="Comment ça marche",
        slug="comment-ca-marche",
        body=[("paragraph", "<p>Les <b>relances</b> automatiques &amp; la suite.</p>")],
    )
    home.add_child(instance=page)
    return SimpleNamespace(
        home=home,
        councils=councils,
        council=council,
        projects=projects,
        project=project,
        page=page,
    )
