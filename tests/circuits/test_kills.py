"""P1 and P19 with real processes: four workers, kill -9 at any point, a real SMTP server.

The crash script of circuits.md 12 as tests: whatever is killed and when, no mail is
doubled, and each one ends sent, failed, queued or unknown.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import pytest
from django.db import transaction
from django.db.models import Q

from circuits import actions
from circuits.models import Delivery, Digest, Dossier, Event, OfferThread, Rung
from circuits.sweep import sweep
from participation import outbox
from participation.models import Mail, Mandate
from tests.circuits.smtp_sink import Sink, Stall
from tests.circuits.snapshot import snapshot
from tests.circuits.workers import gang, wait_for
from tests.factories import ServiceFactory, UserFactory, World, paris
from tests.factories.offers import OfferWorld

NOW = paris(2026, 4, 7)
LATE = paris(2026, 6, 17)
# The moments of the kills are drawn: once in the suite, ten times by `make test-faults`.
SEEDS = range(int(os.environ.get("FAULT_SEEDS", "1")))


def queue(count: int) -> None:
    for number in range(count):
        outbox.queue(
            outbox.Letter("M3", f"Échéance {number}", "Texte", "<p>Texte</p>"),
            f"p{number}@exemple.fr",
            kind=Mail.Kind.DUTY,
            identity=("rung", number),
            at=NOW,
            duty_day=NOW.date(),
        )


def states() -> Counter[str]:
    """What was sent by the workers; the register kept what came before them."""
    return Counter(Mail.objects.exclude(state="kept").values_list("state", flat=True))


def settled() -> bool:
    return not Mail.objects.filter(state__in=["queued", "claimed", "sending"]).exists()


def nothing_doubled_nothing_lost(sink: Sink) -> None:
    """Exactly the protocol's promise: no double, and every doubt is visible."""
    assert set(sink.ids.values()) <= {1}, "a mail arrived twice"
    arrived = set(sink.ids)
    by_state: dict[str, set[str]] = {state: set() for state in states()}
    for state, identity in Mail.objects.exclude(state="kept").values_list(
        "state", "message_id"
    ):
        by_state[state].add(identity)
    assert set(by_state) <= {"sent", "failed", "queued", "unknown"}, states()
    assert by_state.get("sent", set()) <= arrived, "« sent » and never arrived"
    assert arrived <= by_state.get("sent", set()) | by_state.get("unknown", set())


def test_p19_two_hundred_mails_by_four_workers_killed_at_random(committed_db: str) -> None:
    queue(200)
    with Sink.running() as sink, gang(committed_db, sink, "deliver", NOW) as workers:
        workers.under_fire(settled, kills=25, seed=19, every=0.12)
        kills = workers.kills
        assert sum(states().values()) == 200
        nothing_doubled_nothing_lost(sink)
    assert kills >= 10
    assert states()["unknown"] <= kills, "one doubt at most for one death"


@pytest.mark.parametrize("kept", [True, False], ids=["server has it", "server has not"])
def test_p19_killed_between_the_text_and_the_answer_is_unknown(
    committed_db: str, kept: bool
) -> None:
    """The one point where nobody can know: it is said, and never sent again."""
    queue(12)
    with Sink.running() as sink, gang(committed_db, sink, "deliver", NOW) as workers:
        stall = sink.rules.stalls["p7@exemple.fr"] = Stall(kept=kept)
        workers.fill(1)
        wait_for(stall.reached.is_set)
        workers.kill_one(0)
        stall.release.set()
        assert Mail.objects.get(address="p7@exemple.fr").state == "sending"
        workers.fill(4)
        wait_for(settled)
        assert states() == {"sent": 11, "unknown": 1}
        assert Mail.objects.get(state="unknown").address == "p7@exemple.fr"
        nothing_doubled_nothing_lost(sink)
        assert len(sink.raw) == 11 + kept


def late_requests(count: int) -> None:
    """Demandes late at A2, each at a service with its own people."""
    world = World()
    at = paris(2026, 4, 2)
    for _ in range(count):
        world.qualify(world.deposit(at), at, service=ServiceFactory())


def silent_councils(count: int) -> None:
    """Offres whose councils said nothing, and were told that the Ville will go on."""
    world = OfferWorld()
    for _ in range(count):
        world.sent(paris(2026, 4, 2))
    sweep(paris(2026, 7, 1), register_only=True)


def without_states(rows: dict[str, list[Any]]) -> dict[str, list[Any]]:
    """What mails say, whatever became of them on their way."""
    return {**rows, "mails": sorted((row[:-1] for row in rows["mails"]), key=str)}


def sweep_under_fire(database: str, at: datetime, *, rungs: int, kills: int, seed: int) -> None:
    """Four workers at one pass, killed at random, against one pass that nobody killed."""
    before = Mail.objects.count()
    gone = Rung.objects.filter(state__in=["done", "superseded"])
    with transaction.atomic():
        passed = gone.count()
        sweep(at, register_only=True)
        alone = without_states(snapshot())
        assert gone.count() - passed >= rungs
        transaction.set_rollback(True)

    def done() -> bool:
        armed = Rung.objects.filter(state="armed", fire_on__lte=at.date())
        pending = Delivery.objects.filter(state="pending")
        weekly = Digest.objects.count() == len(alone["weeks"])
        # Last of all: what was still to write becomes a mail that is still to send.
        return weekly and not armed.exists() and not pending.exists() and settled()

    with Sink.running() as sink, gang(database, sink, "sweep", at) as workers:
        workers.under_fire(done, kills=kills, seed=seed, every=0.25)
        assert Mail.objects.count() > before
        nothing_doubled_nothing_lost(sink)
        assert workers.kills >= kills // 3
    assert without_states(snapshot()) == alone, "as one sweep that nobody killed"


def test_p01_p19_sweeps_killed_at_random_end_as_one_that_lived(committed_db: str) -> None:
    late_requests(8)
    sweep_under_fire(committed_db, LATE, rungs=90, kills=12, seed=1)


def test_p01_p19_p36_workers_killed_while_councils_fall_silent(committed_db: str) -> None:
    """The one end that comes by itself in an offre, each council's in one transaction."""
    silent_councils(5)
    sweep_under_fire(committed_db, paris(2026, 7, 15), rungs=15, kills=12, seed=2)
    ends = OfferThread.objects.values_list("end_code", "step", "obligations__closed_at")
    assert {(code, step) for code, step, _ in ends} == {("F3", "end")}
    assert None not in {closed for _, _, closed in ends}
    assert set(Dossier.objects.values_list("step", flat=True)) == {"B4"}
    said = Event.objects.filter(code="offer_silent").values_list("thread", flat=True)
    assert len(said) == len(set(said)) == 15


def test_p19_p33_workers_killed_while_the_weekly_mails_are_written(
    committed_db: str,
) -> None:
    """Three batches of people, each all or nothing; each person once."""
    world = World()
    for _ in range(120):
        Mandate.objects.create(
            council=world.council,
            user=UserFactory(),
            role="member",
            starts_on=date(2020, 1, 1),
        )
    sweep(paris(2026, 4, 20, 9), register_only=True)
    dossier = world.deposit(paris(2026, 4, 21))
    sweep(paris(2026, 4, 21, 11), register_only=True)
    actions.proofread(dossier.pk, by=world.agency, at=paris(2026, 4, 22))
    world.deposit(paris(2026, 4, 24, 8))
    sweep_under_fire(committed_db, paris(2026, 4, 24, 9), rungs=0, kills=9, seed=3)
    weekly = Mail.objects.filter(code="Dg3").values_list("address", flat=True)
    assert len(weekly) == len(set(weekly)) == 123, "120, the member, those who speak"
    for label in ("Demande 2026-001", "Demande 2026-002"):
        told = Mail.objects.filter(code="M1", kind="follow", subject__contains=label)
        written = told.values_list("address", flat=True)
        assert len(written) == len(set(written)) == 121, "the receipt said it to two"


@pytest.mark.faults
@pytest.mark.timeout(600)
@pytest.mark.parametrize("seed", SEEDS)
def test_p01_p19_two_hundred_rungs_under_fire(committed_db: str, seed: int) -> None:
    late_requests(20)
    sweep_under_fire(committed_db, LATE, rungs=240, kills=60, seed=seed)


@pytest.mark.faults
@pytest.mark.timeout(600)
@pytest.mark.parametrize("seed", SEEDS)
def test_p19_four_hundred_mails_under_fire(committed_db: str, seed: int) -> None:
    queue(400)
    with Sink.running() as sink, gang(committed_db, sink, "deliver", NOW) as workers:
        workers.under_fire(settled, kills=150, seed=seed, every=0.06)
        nothing_doubled_nothing_lost(sink)
        assert workers.kills >= 50


@pytest.mark.faults
@pytest.mark.timeout(600)
@pytest.mark.parametrize(
    "fault",
    [
        pytest.param(lambda rules: rules.after_data.update({"*": "450 later"}), id="450"),
        pytest.param(lambda rules: rules.at_rcpt.update({"*": "550 unknown"}), id="550"),
        pytest.param(lambda rules: rules.drop_after_data.update({"*": 40}), id="drops"),
        pytest.param(lambda rules: rules.drop_at_rcpt.update({"*": 40}), id="hangs up"),
    ],
)
def test_p19_p20_a_bad_server_and_killed_workers(
    committed_db: str, fault: Callable[[Any], None]
) -> None:
    queue(60)

    def quiet() -> bool:
        """What is queued waits for a later hour; asked at once, while workers claim."""
        due = Q(state="queued", not_before__lte=NOW)
        return not Mail.objects.filter(due | Q(state__in=["claimed", "sending"])).exists()

    with Sink.running() as sink, gang(committed_db, sink, "deliver", NOW) as workers:
        fault(sink.rules)
        workers.under_fire(quiet, kills=15, seed=7, every=0.1)
        nothing_doubled_nothing_lost(sink)
        assert sum(states().values()) == 60
