"""Wagtail's back office: what it loads stays here, though its code is not ours."""

from __future__ import annotations

import pytest
from django.template import engines
from wagtail.models import Page

from circuits.actions import circuit_editing as editing
from circuits.circuit_edit import Changes
from circuits.models import CircuitVersion, Obligation
from participation import clock
from participation.models import ClosureDay
from tests.browser.site import DESKTOP, NARROW, Site
from tests.browser.visits import FACTS, OUTSIDE, RULES, Seen, heard, violations

# From what it is about to the page that is edited: one of each type.
EDITED = {
    "home": "home.homepage",
    "council": "participation.councilpage",
    "project": "participation.projectpage",
    "editorial": "home.editorialpage",
    "story": "home.storypage",
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


def draft_of_a_circuit(site: Site) -> CircuitVersion:
    """A draft that would break, whoever asked for it first."""
    found = CircuitVersion.objects.drafts().first()
    if found is not None:
        return found
    in_use = CircuitVersion.objects.in_use().filter(kind="demande").earliest("pk")
    agency, at = site.town.people["agency"], clock.now()
    draft = editing.start_draft(in_use.pk, by=agency, at=at)
    return editing.save_draft(
        draft.pk,
        by=agency,
        at=at,
        seen=draft.edition,
        draft=editing.Draft(name=draft.name, themes=[], replaces=in_use.pk),
        changes=Changes(delays={"A3": 30}, offsets={("service", "r4"): 12}),
    )


CIRCUITS = ["", "{used}/", "{draft}/", "{draft}/modifier/", "{draft}/activer/"]


@pytest.mark.parametrize("path", [*CIRCUITS, "{draft}/supprimer/"])
def test_the_circuits_are_read_and_edited_at_any_width(site: Site, path: str) -> None:
    draft = draft_of_a_circuit(site)
    path = "/admin/circuits/" + path.format(draft=draft.pk, used=draft.replaces_id)
    seen = loaded(site, path)
    assert (seen.strangers, seen.broken, seen.console) == ([], [], [])
    page = site.page("agency")
    for viewport in (DESKTOP, NARROW):
        page.set_viewport_size(viewport)
        assert violations(page, {"type": "tag", "values": RULES}) == []
        # Wagtail's own body hides what would stick out: nothing of ours does.
        assert [out for out in page.evaluate(OUTSIDE) if "body" not in out] == []
    assert page.evaluate(FACTS)["dangling"] == []


def test_a_closure_day_is_confirmed_without_a_script(site: Site) -> None:
    owed = Obligation.objects.open().filter(unit="wd", due_on__gt=clock.today())
    day = owed.earliest("due_on").due_on
    page = site.window("agency", java_script_enabled=False).new_page()
    page.goto("/admin/snippets/participation/closureday/add/")
    page.fill("#id_day", day.isoformat())
    page.fill("#id_label", "Panne générale")
    page.press("#id_label", "Enter")
    page.get_by_role("heading", name="Ce qui change de date").first.wait_for()
    assert not ClosureDay.objects.filter(day=day).exists()
    page.get_by_role("button", name="Ajouter ce jour").click()
    page.wait_for_url("**/closureday/")
    assert ClosureDay.objects.filter(day=day).exists()
    ClosureDay.objects.filter(day=day).delete()
    page.context.close()
