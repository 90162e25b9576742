"""The stories « de l’idée au banc » of the demonstration.

They come after the dossiers that they tell, which come after the pages of projects.
"""

from __future__ import annotations

from datetime import date

from wagtail.images import get_image_model

from circuits.demo.requests import REQUESTS
from circuits.demo.seed_acts import uuid_of
from circuits.demo.stories import STORIES, STORIES_INTRO, STORIES_TITLE
from circuits.models import Dossier
from home import demo_blocks as blocks
from home.demo import DRAWINGS, Tree
from home.demo_explain import body_of
from home.models import HomePage, StoryIndexPage, StoryPage

DEMANDES = {request.key: request for request in REQUESTS}


def stories_found() -> bool:
    """Whether they are there; without any dossier there is nothing to tell."""
    return StoryIndexPage.objects.exists() or not Dossier.objects.exists()


def make_stories(today: date) -> None:
    """The stories, once the dossiers that they tell are there."""
    tree, home = Tree(today), HomePage.objects.get()
    index = StoryIndexPage(title=STORIES_TITLE, slug="de-l-idee-au-banc", intro=STORIES_INTRO)
    tree.add(home, index)
    images = get_image_model().objects
    for content in STORIES:
        drawing = DRAWINGS[content.picture]
        page = StoryPage(
            title=content.title,
            slug=content.slug,
            dossier=Dossier.objects.get(uuid=uuid_of(DEMANDES[content.demande])),
            intro=content.intro,
            photo=images.get(title=drawing.title),
            photo_alt=drawing.alt,
        )
        page.conclusion = blocks.stored(body_of(content.conclusion))
        tree.add(index, page)
