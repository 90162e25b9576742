"""What a visit costs as a browser counts it: who comes for the first time, who comes back.

Each page is weighed in looks.py too, from what was seen there.
"""

from __future__ import annotations

from typing import Any
from urllib.parse import urljoin, urlsplit

import pytest
from playwright.sync_api import BrowserContext, Page, Response

from tests.browser.places import named
from tests.browser.site import Site
from tests.browser.weight import (
    MOST_AGAIN,
    MOST_BYTES,
    MOST_NODES,
    MOST_REQUESTS,
    Part,
    weigh,
)


def asked_for(site: Site, page: Page, name: str) -> list[Part]:
    """Each answer that came from the site, not from what the browser had kept."""
    answers: list[Response] = []
    urls: dict[str, str] = {}
    cached: set[str] = set()

    def keep(answer: Response) -> None:
        answers.append(answer)

    def sent(event: dict[str, Any]) -> None:
        urls[event["requestId"]] = event["request"]["url"]

    def got(event: dict[str, Any]) -> None:
        if event["response"]["fromDiskCache"]:
            cached.add(event["requestId"])

    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    session.on("Network.requestWillBeSent", sent)
    session.on("Network.responseReceived", got)
    session.on("Network.requestServedFromCache", lambda event: cached.add(event["requestId"]))
    page.on("response", keep)
    named(name).open(page, site.town)
    page.wait_for_load_state("networkidle")
    page.remove_listener("response", keep)
    session.detach()
    kept = {urls[request] for request in cached}
    return [
        weigh(
            urlsplit(a.url).path,
            a.headers.get("content-type", ""),
            # « Not modified » has none.
            a.body() if a.status == 200 else b"",
        )
        for a in answers
        if a.url not in kept
    ]


def icon_of(site: Site, window: BrowserContext, page: Page) -> Part:
    """A window without frame asks for no icon; any other does."""
    icon = page.locator("link[rel=icon]").first.get_attribute("href") or ""
    got = window.request.get(urljoin(site.address, icon))
    return weigh(icon, got.headers["content-type"], got.body())


@pytest.mark.parametrize("name", ["home", "requests", "dossier-late", "council", "project"])
def test_a_first_visit_is_light_and_the_next_is_lighter(site: Site, name: str) -> None:
    window = site.window()
    page = window.new_page()
    first = asked_for(site, page, name)
    parts = [*first, icon_of(site, window, page)]
    nodes = page.evaluate("document.querySelectorAll('*').length")
    again = asked_for(site, page, name)
    window.close()
    assert len(parts) >= 4, "la page, la feuille de style, le script, l’icône"
    heaviest = sorted(parts, key=lambda part: -part.size)
    assert sum(part.size for part in parts if not part.photo) <= MOST_BYTES, heaviest
    assert len(parts) <= MOST_REQUESTS, heaviest
    if name == "home":
        assert 100 < nodes <= MOST_NODES
    assert again, "la page au moins est demandée de nouveau"
    assert any(part.size for part in again), "la page est envoyée de nouveau"
    assert sum(part.size for part in again) <= MOST_AGAIN, again
