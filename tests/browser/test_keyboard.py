"""By keyboard alone: the order, the ring, the way out; what JavaScript adds to forms."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.places import named
from tests.browser.site import Site, read, received_code
from tests.browser.visits import PROBES

# A field for a date has a stop for the day, the month, the year and the calendar.
STOPS_OF_A_FIELD = 5
WALKED = [
    "home",
    "requests",
    "council",
    "dossier-late",
    "dossier-a6_refused",
    "search-facet",
    "sign-in",
    "space-agency",
    "new",
    "answer",
    "late-agency",
    "editorial",
]


def watch(page: Page) -> int:
    """How many stops the Tab key has here; from now on `tab` tells them."""
    page.evaluate(PROBES)
    count: int = page.evaluate("probes.watch()")
    return count


def tab(page: Page, key: str = "Tab") -> dict[str, Any]:
    page.keyboard.press(key)
    return page.evaluate("probes.focused()")


@pytest.mark.parametrize("name", WALKED)
def test_the_tab_key_goes_through_the_page_and_out(site: Site, name: str) -> None:
    """RGAA 10.7, 12.8, 12.9: every stop in order, each with its ring, no trap."""
    place = named(name)
    page = site.page(place.role)
    place.open(page, site.town)
    count = watch(page)
    assert count > 8
    stops = [tab(page)]
    assert stops[0]["name"] == "a Aller au contenu"
    for _ in range(count * STOPS_OF_A_FIELD):
        stop = tab(page)
        if stop["at"] == stops[-1]["at"]:
            continue
        stops.append(stop)
        if stop["at"] in (-1, 0):
            break
    # After the last stop the focus leaves the page, or begins it again.
    assert [stop["at"] for stop in stops[:-1]] == list(range(count))
    bare = [stop["name"] for stop in stops[:-1] if not stop["ringed"]]
    assert not bare, f"sans focus visible : {bare}"
    unseen = [stop["name"] for stop in stops[:-1] if not stop["seen"]]
    assert not unseen, f"hors de la fenêtre : {unseen}"


def test_the_tab_key_goes_backwards_too(site: Site) -> None:
    page = site.page()
    read(page, site.town.public("late"))
    watch(page)
    for _ in range(12):
        tab(page)
    back = [tab(page, "Shift+Tab")["at"] for _ in range(11)]
    assert back == list(range(10, -1, -1))


def test_the_skip_link_leads_into_the_content(site: Site) -> None:
    page = site.page()
    read(page, site.town.public("late"))
    watch(page)
    skip = tab(page)
    assert skip["at"] == 0
    assert skip["seen"]
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.tagName") == "MAIN"
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('main') !== null")


def test_one_signs_in_without_a_mouse(site: Site) -> None:
    person = site.town.people["holder"]
    page = site.page()
    read(page, "/connexion/?next=/espace/")
    type_into(page, "email", person.email or "")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    type_into(page, "code", received_code(person))
    with page.expect_navigation():
        page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Mon espace")


def type_into(page: Page, name: str, words: str) -> None:
    """Tab until the field of this name, then type."""
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.name") == name:
            page.keyboard.type(words)
            return
    pytest.fail(f"la touche Tab n’arrive pas au champ « {name} »")


def _is_told_beside_its_field(page: Page, href: str) -> None:
    """The link leads to a field or to a group of choices, which has its error."""
    target, error = page.locator(href), page.locator(f"{href}_error")
    expect(target).to_have_count(1)
    expect(error).to_be_visible()
    expect(error).to_contain_text("Erreur")
    if target.evaluate("field => field.matches('input, select, textarea')"):
        expect(target).to_have_attribute("aria-invalid", "true")
        told = (target.get_attribute("aria-describedby") or "").split()
        assert f"{href[1:]}_error" in told


@pytest.mark.parametrize(
    "name", ["new-wrong", "answer-wrong", "sign-in-wrong", "decline-wrong"]
)
def test_the_list_of_errors_takes_the_focus_and_leads_to_the_field(
    site: Site, name: str
) -> None:
    """RGAA 11.10 and 11.11: what is wrong is said first, and beside each field."""
    place = named(name)
    page = site.page(place.role)
    place.open(page, site.town)
    expect(page.locator(".govuk-error-summary")).to_be_focused()
    for link in page.locator(".govuk-error-summary a").all():
        _is_told_beside_its_field(page, link.get_attribute("href") or "")
    page.keyboard.press("Tab")
    first = page.evaluate("document.activeElement.getAttribute('href')")
    page.keyboard.press("Enter")
    there = "(to) => document.querySelector(to).contains(document.activeElement)"
    if not page.evaluate(there, first):
        # A group takes no focus: its first choice is the next stop.
        page.keyboard.press("Tab")
    assert page.evaluate(there, first)


def test_the_signs_that_are_left_are_counted(site: Site) -> None:
    page = site.page("member")
    read(page, "/espace/demandes/nouvelle/")
    count = page.locator("[data-count-for=id_title]")
    expect(count).to_have_text("150 signes au plus")
    page.locator("#id_title").fill("Un banc")
    expect(count).to_have_text("Il reste 143 signes")
    page.locator("#id_title").fill("x" * 152)
    expect(count).to_have_text("2 signes de trop")
    assert len(page.locator("#id_title").input_value()) == 152
