"""A demande's life as a state machine: whatever happens, the laws hold.

P1, P2, P3, P5, P8, P10, P14–P17, P22, P23, P26 and P37 (circuits.md 13), on real
PostgreSQL. `make test-deep` runs thousands of lives.
"""

from __future__ import annotations

import logging
import re
from typing import Any

import pytest
from django.db import transaction
from hypothesis import settings as hypothesis_settings
from hypothesis.stateful import run_state_machine_as_test

from participation import outbox
from tests.factories import World
from tests.properties.laws import LAWS, Laws, rows_written
from tests.properties.life import Ground
from tests.properties.offer_laws import OfferLaws

DEEP = hypothesis_settings.default.max_examples > 1000


# How many lives, of how many acts each after those they begin with: a hundred a circuit,
# most of them short, since each begins elsewhere.
LIVES = ((2000, 40),) if DEEP else ((6, 20), (94, 3))


def the_laws_hold(town: type[Ground], settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """Play lives of this town, the same at each run; thousands of new ones when deep."""
    monkeypatch.setattr(outbox, "Transport", outbox.Transport)
    settings.EMAIL_URL = ""
    logging.getLogger("wagtail").setLevel(logging.WARNING)
    town.found()
    for lives, acts in LIVES:
        run_state_machine_as_test(
            town,
            settings=hypothesis_settings(
                max_examples=lives,
                stateful_step_count=acts,
                derandomize=not DEEP,
                deadline=None,
                database=None,
            ),
        )


def test_each_law_is_asked() -> None:
    """One without its mark would hold of everything."""
    for town in (Laws, OfferLaws):
        named = {name for name in dir(town) if re.match(r"p\d\d_", name)}
        assert len(named) > 10
        assert named <= LAWS


def test_what_was_written_is_seen_even_when_it_was_taken_back(world: World) -> None:
    """The laws are asked again after it."""
    before = rows_written()
    with transaction.atomic():
        world.council.save()
        transaction.set_rollback(True)
    assert rows_written() > before
    assert rows_written() == rows_written()


@pytest.mark.timeout(0 if DEEP else 900)
def test_p01_to_p37_whatever_happens_the_laws_hold(
    db: None, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    the_laws_hold(Laws, settings, monkeypatch)
