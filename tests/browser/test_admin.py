"""Wagtail's back office: what it loads stays here, though its code is not ours."""

from __future__ import annotations

import pytest
from django.template import engines
from wagtail.models import Page

from tests.browser.site import Site
from tests.browser.visits import Seen, heard

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


def loaded(site: Site, path: str) -> Seen:
    """What the back office asked for and complained of on this page."""
    seen = Seen()
    page = site.page("agency")
    with heard(page, site.host, seen):
        answer = page.goto(path)
        assert answer is not None
        assert answer.status == 200, path
        assert page.url == site.address + path
        page.wait_for_load_state("networkidle")
        seen.broken = page.evaluate("window.brokenPolicies")
    return seen


@pytest.mark.parametrize("path", ["/admin/", "/admin/images/", "/admin/reports/site-history/"])
def test_the_back_office_asks_nobody_else(site: Site, path: str) -> None:
    seen = loaded(site, path)
    assert (seen.strangers, seen.broken, seen.console) == ([], [], [])


@pytest.mark.parametrize("kind", EDITED)
def test_the_page_editor_asks_nobody_else(site: Site, kind: str) -> None:
    app, model = EDITED[kind].split(".")
    page = Page.objects.filter(content_type__app_label=app, content_type__model=model).first()
    assert page is not None
    seen = loaded(site, f"/admin/pages/{page.pk}/edit/")
    assert (seen.strangers, seen.broken, seen.console) == ([], [], [])
