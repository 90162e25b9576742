"""What a first visit costs (architecture.md 6): sizes as gzip sends them, requests, nodes."""

from __future__ import annotations

import gzip
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

import pytest
from playwright.sync_api import Response

from tests.browser.places import named
from tests.browser.site import Site

MOST_BYTES = 60 * 1024
MOST_REQUESTS = 10
MOST_NODES = 600
TEXTS = ("text/", "application/javascript", "application/json", "image/svg+xml")
# What web servers do when nobody says otherwise.
LEVEL = 6


@dataclass
class Part:
    """One answer of a visit."""

    path: str
    size: int
    photo: bool


def weigh(path: str, kind: str, body: bytes) -> Part:
    text = kind.startswith(TEXTS)
    size = len(gzip.compress(body, LEVEL)) if text else len(body)
    return Part(path, size, photo=path.startswith("/media/"))


def first_visit(site: Site, name: str) -> tuple[list[Part], int]:
    """Each answer to somebody who never came before, and the nodes of the page."""
    window = site.window()
    page = window.new_page()
    answers: list[Response] = []

    def keep(answer: Response) -> None:
        answers.append(answer)

    page.on("response", keep)
    named(name).open(page, site.town)
    page.wait_for_load_state("networkidle")
    parts = [
        weigh(urlsplit(a.url).path, a.headers.get("content-type", ""), a.body())
        for a in answers
    ]
    # A window without frame asks for no icon; any other does.
    icon = page.locator("link[rel=icon]").first.get_attribute("href") or ""
    got = window.request.get(urljoin(site.address, icon))
    parts.append(weigh(icon, got.headers["content-type"], got.body()))
    nodes = page.evaluate("document.querySelectorAll('*').length")
    window.close()
    return parts, nodes


@pytest.mark.parametrize("name", ["home", "requests", "dossier-late", "council", "project"])
def test_a_first_visit_is_light(site: Site, name: str) -> None:
    parts, _ = first_visit(site, name)
    assert len(parts) >= 4, "la page, la feuille de style, le script, l’icône"
    heaviest = sorted(parts, key=lambda part: -part.size)
    assert sum(part.size for part in parts if not part.photo) <= MOST_BYTES, heaviest
    assert len(parts) <= MOST_REQUESTS, heaviest


def test_the_home_page_has_few_nodes(site: Site) -> None:
    _, nodes = first_visit(site, "home")
    assert 100 < nodes <= MOST_NODES
