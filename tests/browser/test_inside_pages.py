"""Every page and state of the members' space, for each role, visited once."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.browser import nu
from tests.browser.looks import different_frames, unvisited, wrong
from tests.browser.places import MEETINGS, SPACE, Place
from tests.browser.visits import Visits
from tests.consistency.test_addresses import ACT, DOSSIER, INSIDE, MEETING

HERE = [*SPACE, *MEETINGS]


@pytest.mark.parametrize("place", HERE, ids=str)
def test_nothing_is_wrong(visits: Visits, place: Place) -> None:
    found = wrong(visits.to(place), place)
    assert not found, found


@pytest.mark.timeout(900)
def test_pages_are_valid_and_have_the_same_frame(visits: Visits, tmp_path: Path) -> None:
    """RGAA 8.2, on what the server sent; 12.2, 12.4, 12.5."""
    seen = visits.all_of(HERE)
    assert unvisited(seen, (INSIDE, DOSSIER, MEETING, ACT)) <= {"account_absences"}
    found = nu.check(seen, tmp_path) + different_frames(seen, HERE)
    assert not found, "\n".join(found)
