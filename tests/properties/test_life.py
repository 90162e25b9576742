"""A demande's life as a state machine: whatever happens, the laws hold.

P1, P2, P3, P5, P8, P10, P14–P17, P22, P23, P26 and P37 (circuits.md 13), on real
PostgreSQL. `make test-deep` runs thousands of lives.
"""

from __future__ import annotations

import logging
from typing import Any

import pytest
from hypothesis import settings as hypothesis_settings
from hypothesis.stateful import run_state_machine_as_test

from participation import outbox
from tests.properties.laws import Laws
from tests.properties.life import Ground

DEEP = hypothesis_settings.default.max_examples > 1000


def the_laws_hold(
    town: type[Ground], settings: Any, monkeypatch: pytest.MonkeyPatch, *, lives: int
) -> None:
    """Play as many lives, twenty acts each; thousands of longer ones when deep."""
    monkeypatch.setattr(outbox, "Transport", outbox.Transport)
    settings.EMAIL_URL = ""
    logging.getLogger("wagtail").setLevel(logging.WARNING)
    run_state_machine_as_test(
        town,
        settings=hypothesis_settings(
            max_examples=2000 if DEEP else lives,
            stateful_step_count=40 if DEEP else 20,
            derandomize=not DEEP,
            deadline=None,
            database=None,
        ),
    )


@pytest.mark.timeout(0 if DEEP else 900)
def test_p01_to_p37_whatever_happens_the_laws_hold(
    db: None, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    the_laws_hold(Laws, settings, monkeypatch, lives=16)
