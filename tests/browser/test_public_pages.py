"""Every page and state that the public and the doors show, visited once."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from tests.browser import nu
from tests.browser.looks import different_frames, unvisited, wrong
from tests.browser.places import DOORS, EMPTY, PLACES, PUBLIC, Place
from tests.browser.site import Site
from tests.browser.visits import Visits, visit
from tests.consistency.test_addresses import ACCOUNT, AGENCY, OPEN, SIGN_IN

HERE = [*PUBLIC, *DOORS]


@pytest.mark.parametrize("place", HERE, ids=str)
def test_nothing_is_wrong(visits: Visits, place: Place) -> None:
    found = wrong(visits.to(place), place)
    assert not found, found


@pytest.mark.timeout(900)
def test_pages_are_valid_and_have_the_same_frame(visits: Visits, tmp_path: Path) -> None:
    """RGAA 8.2, on what the server sent; 12.2, 12.4, 12.5."""
    seen = visits.all_of(HERE)
    assert unvisited(seen, (OPEN, SIGN_IN, ACCOUNT, AGENCY)) == set()
    found = nu.check(seen, tmp_path) + different_frames(seen, HERE)
    assert not found, "\n".join(found)


def test_main_pages_have_titles_of_their_own(site: Site) -> None:
    """RGAA 8.6. Of two states of one address, the second may keep the title."""
    main = {}
    for place in PLACES:
        if place.main:
            page = site.page(place.role)
            place.open(page, site.town)
            main[place.name] = page.title()
    twice = [title for title, count in Counter(main.values()).items() if count > 1]
    assert not twice, {name: title for name, title in main.items() if title in twice}


def test_a_town_without_demande_is_readable(empty_site: Site) -> None:
    found = {place.name: wrong(visit(empty_site, place), place) for place in EMPTY}
    assert not any(found.values()), found
