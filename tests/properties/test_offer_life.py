"""An offre's life as a state machine: whatever happens, the laws hold.

P1–P3, P5, P7, P8, P14–P17, P22, P23, P26, P36 and P37 (circuits.md 13), on real
PostgreSQL. `make test-deep` runs thousands of lives.
"""

from __future__ import annotations

from typing import Any

import pytest

from tests.properties.offer_laws import OfferLaws
from tests.properties.test_life import DEEP, the_laws_hold


@pytest.mark.timeout(0 if DEEP else 900)
def test_p01_to_p37_whatever_happens_to_an_offre_the_laws_hold(
    db: None, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    the_laws_hold(OfferLaws, settings, monkeypatch)
