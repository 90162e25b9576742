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
from circuits.demo.places import COUNCILS, FORMER_COUNCILS
from circuits.demo.project_shapes import Project
from circuits.demo.projects import PROJECTS
from circuits.demo.requests import REQUESTS
from circuits.demo.seed import Unit
from circuits.demo.seed_acts import uuid_of
from circuits.demo.seed_people import Cast
from circuits.demo.shapes import Picture
from circuits.models import Dossier
from home import demo_blocks as blocks
from home import demo_details
from home.demo_explain import make_explanations
from home.models import EditorialPage, HomePage
from participation.models import (
    CouncilIndexPage,
    CouncilPage,
    ProjectIndexPage,
    ProjectPage,
    User,
)

EDITOR = "rosa-calvinho"
DRAWINGS = {picture.key: picture for picture in PICTURES}
# The demandes achieved last, and what was drawn of them.
RESULTS = {
    "fontaine-franklin": "fontaine",
    "megots-gare": "cendriers",
    "cinema-coteaux": "cinema",
}
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
        # The name of the site follows every title: once is enough.
        home = HomePage(title=HOME.title, slug="accueil", intro=HOME.lead, seo_title="Accueil")
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
            page.papers = demo_details.papers(content, self.today)
            self.add(index, page, [blocks.prose(blocks.split(content.presentation))])
        for former in FORMER_COUNCILS:
            page = CouncilPage(
                title=former.name,
                slug=former.key,
                council=self.cast.councils[former.key],
                intro=former.summary,
            )
            self.add(index, page, [blocks.prose(blocks.split(former.presentation))])
        demo_details.show_portraits(self.cast, self.images)
        return index

    def _projects(self, home: HomePage) -> ProjectIndexPage:
        index = ProjectIndexPage(title="Projets", slug="projets", intro=HOME.projects_intro)
        self.add(home, index)
        for content in PROJECTS:
            self.add(index, self._project(content), self._story(content))
        return index

    def _project(self, content: Project) -> ProjectPage:
        first, *_ = content.pictures
        councils = [self.cast.councils[key] for key in content.councils]
        page = ProjectPage(
            title=content.title,
            slug=content.key,
            led_by=content.leader,
            council=councils[0] if councils else None,
            intro=content.intro,
            hero_image=self.images[first],
            hero_alt=DRAWINGS[first].alt,
            announced_amount=content.announced_euros,
            spent_amount=content.spent_euros,
            amount_note=content.amount_note,
        )
        demo_details.fill(page, content, self.images, self.today)
        return page

    def _story(self, content: Project) -> list[blocks.Block]:
        return [blocks.prose(content.story)]

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
        return [
            blocks.block("activity", None),
            blocks.block("councils", {"title": HOME.councils_title}),
            blocks.block("results", {"title": HOME.results_title, "intro": HOME.results_intro}),
            blocks.block("doors", {"title": "Par où commencer", "doors": doors}),
            blocks.callout("Démonstration", HOME.demonstration_note),
        ]


def results_unit() -> Unit:
    """The pictures of the demandes that were achieved, once their numbers are known."""
    return Unit("Les images de ce qui a changé", _results_found, lambda _say: picture_results())


def _results_found() -> bool:
    home = HomePage.objects.first()
    shown = [block for block in (home.body if home else ()) if block.block_type == "results"]
    return all(block.value["pictures"] for block in shown) or not _result_rows()


def picture_results() -> None:
    """Give its drawing to each demande of `RESULTS`, in the block of the home page."""
    home = HomePage.objects.get()
    raw = list(home.body.raw_data)
    for block in raw:
        if block["type"] == "results":
            block["value"]["pictures"] = _result_rows()
    home.body = json.dumps(raw)
    editor = Cast.load().persons[EDITOR]
    home.save_revision(user=editor).publish(user=editor)


def _result_rows() -> list[dict[str, Any]]:
    images = {image.title: image.pk for image in get_image_model().objects.all()}
    requests = {uuid_of(request): request.key for request in REQUESTS}
    rows = []
    for dossier in Dossier.objects.filter(uuid__in=requests, number__isnull=False):
        drawing = DRAWINGS.get(RESULTS.get(requests[dossier.uuid], ""))
        if drawing is not None:
            image = blocks.figure(drawing, images[drawing.title])["value"]["image"]
            rows.append({"number": f"{dossier.year}-{dossier.number:03d}", "image": image})
    return rows


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
