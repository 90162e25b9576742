"""The tree of pages of the demonstration: home, councils, projects, editorial pages.

The words are those of `circuits.demo`; the Agence edits these pages as any others.
"""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.files.images import ImageFile
from wagtail.images import get_image_model
from wagtail.models import Page, Site

from circuits import demo
from circuits.demo.pages import HOME
from circuits.demo.pictures import PICTURES
from circuits.demo.places import COUNCILS
from circuits.demo.projects import PROJECTS
from circuits.demo.seed_moments import months_after
from circuits.demo.seed_people import Cast
from circuits.demo.shapes import Picture, Project, Stage
from home import demo_blocks as blocks
from home.demo_explain import make_explanations
from home.models import EditorialPage, HomePage
from participation.french import month_year, sentence_case
from participation.models import (
    CouncilIndexPage,
    CouncilPage,
    ProjectIndexPage,
    ProjectPage,
    ProjectStage,
    User,
)

EDITOR = "rosa-calvinho"
DRAWINGS = {picture.key: picture for picture in PICTURES}
HTTPS_PORT, HTTP_PORT = 443, 80


def make_pages(today: date) -> None:
    """The whole tree, published, with the home page at the root of the site."""
    Tree(today).make()


class Tree:
    """Builds the pages; knows their images and who edits them."""

    def __init__(self, today: date) -> None:
        """`today` is the day that the months of the stages count from."""
        self.today = today
        self.cast = Cast.load()
        self.editor: User = self.cast.persons[EDITOR]
        self.images: dict[str, Any] = {}

    def make(self) -> None:
        """From the home page down, the home page's own blocks last: they link pages."""
        self.images = {picture.key: self._image(picture) for picture in PICTURES}
        home = HomePage(title=HOME.title, slug="accueil", intro=HOME.lead)
        self.add(Page.get_first_root_node(), home)
        make_root(home)
        councils = self._councils(home)
        projects = self._projects(home)
        make_explanations(self, home)
        editorial = EditorialPage.objects.child_of(home)
        doors = {f"/{page.slug}/": page for page in (councils, projects, *editorial)}
        self._publish(home, self._home_body(doors))

    def _image(self, picture: Picture) -> Any:
        path = Path(demo.__file__).parent / "images" / picture.file
        with path.open("rb") as file:
            return get_image_model().objects.create(
                title=picture.title,
                description=picture.alt,
                file=ImageFile(file, name=picture.file),
                uploaded_by_user=self.editor,
            )

    def add(self, parent: Any, page: Any, body: list[blocks.Block] | None = None) -> None:
        """Put a page below another one, published by the editor of the demonstration."""
        page.owner = self.editor
        if body:
            page.body = json.dumps(body)
        parent.add_child(instance=page)
        page.save_revision(user=self.editor).publish(user=self.editor)

    def _publish(self, page: Any, body: list[blocks.Block]) -> None:
        page.body = json.dumps(body)
        page.save_revision(user=self.editor).publish(user=self.editor)

    def _councils(self, home: HomePage) -> CouncilIndexPage:
        index = CouncilIndexPage(
            title=HOME.councils_title, slug="conseils", intro=HOME.councils_intro
        )
        self.add(home, index)
        for content in COUNCILS:
            page = CouncilPage(
                title=content.name,
                slug=content.key,
                council=self.cast.councils[content.key],
                intro=content.summary,
                photo=self.images[content.picture],
                photo_alt=DRAWINGS[content.picture].alt,
            )
            self.add(index, page, [blocks.prose(blocks.split(content.presentation))])
        return index

    def _projects(self, home: HomePage) -> ProjectIndexPage:
        index = ProjectIndexPage(title="Projets", slug="projets", intro=HOME.projects_intro)
        self.add(home, index)
        for content in PROJECTS:
            self.add(index, self._project(content), self._story(content))
        return index

    def _project(self, content: Project) -> ProjectPage:
        first, *_ = content.pictures
        leader = ProjectPage.Leader.BOTH if content.city else ProjectPage.Leader.COUNCIL
        page = ProjectPage(
            title=content.title,
            slug=content.key,
            led_by=leader,
            council=self.cast.councils[content.councils[0]],
            intro=content.intro,
            hero_image=self.images[first],
            hero_alt=DRAWINGS[first].alt,
            announced_amount=content.announced_euros,
            spent_amount=content.spent_euros,
        )
        page.stages = [
            ProjectStage(
                name=stage.name,
                state=stage.state,
                when=self._when(stage),
                description=stage.description,
                sort_order=order,
            )
            for order, stage in enumerate(content.stages)
        ]
        return page

    def _when(self, stage: Stage) -> str:
        month = month_year(months_after(self.today, stage.months))
        words = stage.date_text.replace("{mois}", month)
        return sentence_case(words)

    def _story(self, content: Project) -> list[blocks.Block]:
        _, *others = content.pictures
        figures = [blocks.figure(DRAWINGS[key], self.images[key].pk) for key in others]
        budget = blocks.callout("Le budget en clair", content.amount_note)
        return [blocks.prose(content.story), *figures, budget]

    def _home_body(self, pages: dict[str, Any]) -> list[blocks.Block]:
        doors = [
            {
                "title": door.heading,
                "text": door.text,
                "page": pages[door.path].pk if door.path in pages else None,
                "path": "" if door.path in pages else door.path,
            }
            for door in HOME.doors
        ]
        drawing = DRAWINGS[HOME.picture]
        return [
            blocks.block("activity", None),
            blocks.block("councils", {"title": HOME.councils_title}),
            blocks.block(
                "projects", {"title": HOME.projects_title, "intro": HOME.projects_intro}
            ),
            blocks.block("doors", {"title": "Par où commencer", "doors": doors}),
            blocks.figure(drawing, self.images[HOME.picture].pk),
            blocks.callout("Démonstration", HOME.demonstration_note),
        ]


def make_root(home: HomePage) -> None:
    """Answer `/` with this page; Wagtail's own welcome page goes."""
    site = Site.objects.get(is_default_site=True)
    welcome = site.root_page
    address = urlsplit(settings.SITE_URL)
    site.root_page = home
    site.site_name = settings.SITE_NAME
    site.hostname = address.hostname or "localhost"
    site.port = address.port or (HTTPS_PORT if address.scheme == "https" else HTTP_PORT)
    site.save()
    if welcome.specific_class is Page:
        welcome.delete()
