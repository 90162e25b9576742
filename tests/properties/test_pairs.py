"""Two people on the same page at once: exactly one acts, the other is told who did (P2, P27).

Real connections behind a barrier; a dozen pairs, two hundred with `make test-deep`.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from hypothesis import settings as hypothesis_settings

from circuits import actions
from circuits.audit import audit
from circuits.errors import Stale
from circuits.models import Dossier, Event
from tests.circuits.threads import Parallel
from tests.factories import World, paris
from tests.factories.world import ACCEPTED, REFUSED

DEEP = hypothesis_settings.default.max_examples > 1000
PAIRS = 200 if DEEP else 12
START, NOW = paris(2026, 4, 2), paris(2026, 4, 9)
Act = tuple[str, str, dict[str, Any]]

CHANGES = {"changes": "Plus court."}
STUDY = {"reason_code": "study", "text": "Un comptage."}
# At a step, two acts that cannot both be the answer to what the two people read.
CONTRADICTIONS: list[tuple[str, Act, Act]] = [
    ("A4", ("approve_service", "head", {}), ("request_changes_service", "head", CHANGES)),
    ("A5", ("approve_elected", "elected", {}), ("request_changes_elected", "elected", CHANGES)),
    ("A5", ("approve_elected", "elected", {}), ("approve_elected", "elected", {})),
    ("A5", ("approve_elected", "elected", {}), ("withdraw", "referent", {})),
    ("A3", ("transmit_answer", "holder", {"draft": ACCEPTED}),
     ("transmit_answer", "deputy", {"draft": REFUSED})),
    ("A3", ("extend", "agency", {**STUDY, "months": 1}),
     ("extend", "agency", {**STUDY, "months": 2})),
    ("A3", ("ask_complement", "holder", {"questions": "Où ?", "until": date(2026, 5, 4)}),
     ("schedule_meeting", "deputy", {"meeting_on": date(2026, 4, 28)})),
]  # fmt: skip


def brought_to(town: World, step: str) -> Dossier:
    dossier = town.deposit(START)
    town.qualify(dossier, START)
    town.accept(dossier, START)
    if step in ("A4", "A5"):
        town.transmit(dossier, START)
    if step == "A5":
        town.approve_service(dossier, START)
    dossier.refresh_from_db()
    return dossier


@pytest.mark.timeout(0 if DEEP else 300)
def test_p27_of_two_people_at_once_exactly_one_acts(committed_db: str) -> None:
    town = World()
    for turn in range(PAIRS):
        step, *pair = CONTRADICTIONS[turn % len(CONTRADICTIONS)]
        dossier = brought_to(town, step)
        seen, events = dossier.version, dossier.events.count()

        def by(act: Act, pk: int = dossier.pk, seen: int = seen) -> Callable[[], Any]:
            code, who, fields = act
            person = getattr(town, who)
            return lambda: actions.ACTIONS[code](pk, by=person, at=NOW, seen=seen, **fields)

        with Parallel() as parallel:
            results = parallel.together(*(by(act) for act in pair))
        refused = [result for result in results if isinstance(result, Exception)]
        assert len(refused) == 1, (turn, results)
        assert isinstance(refused[0], Stale), (turn, refused)
        assert str(refused[0])
        dossier.refresh_from_db()
        assert dossier.version == seen + 1
        acts = Event.objects.filter(dossier=dossier, at=NOW, data__has_key="act")
        assert acts.values("data__act").distinct().count() == 1
        assert dossier.events.count() > events
        published = dossier.answers.filter(published_at__isnull=False).count()
        assert published == (1 if dossier.answered_at else 0)
    assert audit() == []
