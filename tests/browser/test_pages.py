"""Every page and every state: what axe, the narrow window and the browser find."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from tests.browser.places import EMPTY, PLACES, Place, named
from tests.browser.site import NARROW, Site
from tests.browser.visits import Visits, cut_or_outside, violations, visit

every_place = pytest.mark.parametrize("place", PLACES, ids=str)


def lines(found: list[str]) -> str:
    return "\n".join(found)


@every_place
def test_axe_finds_nothing(visits: Visits, place: Place) -> None:
    found = visits.to(place).axe
    assert not found, lines(found)


@every_place
def test_nothing_sticks_out_at_320_pixels(visits: Visits, place: Place) -> None:
    """WCAG 1.4.10, RGAA 10.11."""
    found = visits.to(place).outside
    assert not found, lines(found)


@every_place
def test_nothing_leaves_and_no_policy_is_broken(visits: Visits, place: Place) -> None:
    seen = visits.to(place)
    assert not seen.strangers, lines(seen.strangers)
    assert not seen.broken, lines(seen.broken)
    assert not seen.console, lines(seen.console)


@every_place
def test_nothing_is_missing_from_a_page(visits: Visits, place: Place) -> None:
    """No unknown variable in a template, no name for what is not there."""
    seen = visits.to(place)
    assert not seen.leaked
    assert not seen.dangling, seen.dangling


@every_place
def test_a_page_has_one_h1_a_title_and_a_language(visits: Visits, place: Place) -> None:
    seen = visits.to(place)
    assert len(seen.headings) == 1, seen.headings
    assert seen.headings[0]
    assert seen.title.endswith(" – Aux actes, Citoyens !")
    assert seen.title.startswith("Erreur : ") == place.wrong, seen.title
    assert seen.lang == "fr"


@pytest.mark.parametrize("place", [p for p in PLACES if p.main], ids=str)
def test_a_title_says_what_the_h1_says(visits: Visits, place: Place) -> None:
    seen = visits.to(place)
    missing = words(seen.headings[0]) - words(seen.title)
    assert not missing, (seen.title, seen.headings[0])


def words(text: str) -> set[str]:
    return set(re.findall(r"\w+", text.lower()))


def test_main_pages_have_titles_of_their_own(visits: Visits) -> None:
    """RGAA 8.6. Of two states of one address, the second may keep the title."""
    main = {p.name: visits.to(p).title for p in PLACES if p.main}
    twice = [title for title, count in Counter(main.values()).items() if count > 1]
    assert not twice, {name: title for name, title in main.items() if title in twice}


DARK = [
    "home",
    "council",
    "requests",
    "dossier-late",
    "dossier-a6_refused",
    "project",
    "search-results",
    "new-wrong",
    "answer-no",
    "deposited",
    "sign-in",
]


@pytest.mark.parametrize("name", DARK)
def test_axe_finds_nothing_in_the_dark(site: Site, name: str) -> None:
    place = named(name)
    found = visit(site, place, scheme="dark").axe
    assert not found, lines(found)


HANDHELD = ["home", "requests", "dossier-late", "answer", "space-agency", "council"]


@pytest.mark.parametrize("name", HANDHELD)
def test_axe_finds_nothing_at_320_pixels(site: Site, name: str) -> None:
    place = named(name)
    page = site.page(place.role)
    page.set_viewport_size(NARROW)
    place.open(page, site.town)
    found = violations(page)
    assert not found, lines(found)


SPACING = """* { line-height: 1.5 !important; letter-spacing: 0.12em !important;
word-spacing: 0.16em !important } p { margin-bottom: 2em !important }"""
SPACED = ["home", "requests", "dossier-late", "council", "answer", "space-agency"]


@pytest.mark.parametrize("name", SPACED)
def test_text_may_be_spaced_out(site: Site, name: str) -> None:
    """WCAG 1.4.12, RGAA 10.12: nothing sticks out, nothing is cut."""
    place = named(name)
    page = site.page(place.role, bypass_csp=True)
    page.set_viewport_size(NARROW)
    place.open(page, site.town)
    page.add_style_tag(content=SPACING)
    assert (
        page.evaluate("getComputedStyle(document.querySelector('p')).letterSpacing") != "normal"
    )
    found = cut_or_outside(page)
    assert not found, lines(found)


def test_a_town_without_demande_is_readable(empty_site: Site) -> None:
    for place in EMPTY:
        seen = visit(empty_site, place)
        found = seen.axe + seen.outside + seen.strangers + seen.broken
        assert not found, (place.name, lines(found))
