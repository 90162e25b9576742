"""Wagtail's back office: what it loads stays here, though its code is not ours."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest
from django.template import engines
from playwright.sync_api import ConsoleMessage, Request
from wagtail.models import Page

from tests.browser.site import Site

# From what it is about to the page that is edited: one of each type.
EDITED = {
    "home": "home.homepage",
    "council": "participation.councilpage",
    "project": "participation.projectpage",
    "editorial": "home.editorialpage",
}


@pytest.fixture(autouse=True)
def _usual_templates(monkeypatch: pytest.MonkeyPatch) -> None:
    """Wagtail's templates use what may not exist, which our tests mark."""
    monkeypatch.setattr(engines["django"].engine, "string_if_invalid", "")


def loads(site: Site, path: str) -> tuple[list[str], list[str]]:
    """The addresses outside this site that the page asked for; what it complained of."""
    strangers: list[str] = []
    complaints: list[str] = []

    def note(request: Request) -> None:
        target = urlsplit(request.url)
        if target.scheme in ("http", "https", "ws", "wss") and target.netloc != site.host:
            strangers.append(request.url)

    def hear(message: ConsoleMessage) -> None:
        if message.type == "error":
            complaints.append(message.text)

    page = site.kept("agency").new_page()
    page.on("request", note)
    page.on("websocket", lambda socket: strangers.append(socket.url))
    page.on("console", hear)
    answer = page.goto(path)
    assert answer is not None
    assert answer.status == 200, path
    assert page.url == site.address + path
    page.wait_for_load_state("networkidle")
    complaints += page.evaluate("window.brokenPolicies")
    page.close()
    return strangers, complaints


@pytest.mark.parametrize("path", ["/admin/", "/admin/images/", "/admin/reports/site-history/"])
def test_the_back_office_asks_nobody_else(site: Site, path: str) -> None:
    assert loads(site, path) == ([], [])


@pytest.mark.parametrize("kind", EDITED)
def test_the_page_editor_asks_nobody_else(site: Site, kind: str) -> None:
    app, model = EDITED[kind].split(".")
    page = Page.objects.filter(content_type__app_label=app, content_type__model=model).first()
    assert page is not None
    assert loads(site, f"/admin/pages/{page.pk}/edit/") == ([], [])
