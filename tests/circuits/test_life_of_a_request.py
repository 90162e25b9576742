"""A demande straight through circuit A, by the actions (circuits.md 3)."""

from datetime import date

import pytest

from circuits import actions
from circuits.models import Obligation
from tests.factories import World, paris
from tests.factories.world import COMMITTED, REFUSED


def principal(dossier):
    return Obligation.objects.open().get(dossier=dossier, principal=True)


def test_the_worked_dates_of_the_specification(world: World) -> None:
    dossier = world.deposit(paris(2026, 4, 2))
    assert dossier.promised_on == date(2026, 6, 2)
    assert principal(dossier).due_on == date(2026, 4, 13)
    world.qualify(dossier, paris(2026, 4, 13))
    assert principal(dossier).due_on == date(2026, 4, 16)
    world.accept(dossier, paris(2026, 4, 16))
    assert principal(dossier).due_on == date(2026, 5, 13)
    world.transmit(dossier, paris(2026, 5, 13))
    assert principal(dossier).due_on == date(2026, 5, 21)
    world.approve_service(dossier, paris(2026, 5, 21))
    assert principal(dossier).due_on == date(2026, 5, 29)
    world.approve_elected(dossier, paris(2026, 5, 29))
    dossier.refresh_from_db()
    assert dossier.step == "A6"
    assert dossier.outcome == "accepted"


def test_the_worked_ladder_of_the_specification(world: World) -> None:
    dossier = world.deposit(paris(2026, 4, 2))
    world.qualify(dossier, paris(2026, 4, 13))
    world.accept(dossier, paris(2026, 4, 16))
    rungs = principal(dossier).rungs.values_list("code", "fire_on")
    assert dict(rungs) == {
        "r0": date(2026, 4, 16),
        "r1": date(2026, 5, 5),
        "r2": date(2026, 5, 13),
        "r3": date(2026, 5, 15),
        "r4": date(2026, 5, 21),
        "r5": date(2026, 5, 29),
        "r6": date(2026, 6, 12),
        "r7": date(2026, 7, 10),
        "r7b": date(2026, 8, 10),
    }


def test_numbers_follow_each_other_within_a_year(world: World) -> None:
    references = [world.deposit(paris(2026, 4, 2)).reference for _ in range(3)]
    assert references == ["demande-2026-001", "demande-2026-002", "demande-2026-003"]
    assert world.deposit(paris(2027, 1, 4)).reference == "demande-2027-001"


def test_a_refused_demande_ends_as_refused_with_its_reason(world: World) -> None:
    dossier = world.answered(paris(2026, 4, 2), REFUSED)
    actions.acknowledge_answer(dossier.pk, by=world.referent, at=paris(2026, 4, 20))
    dossier.refresh_from_db()
    assert (dossier.end_code, dossier.end_reason) == ("E3", "law_safety")
    assert not Obligation.objects.open().filter(dossier=dossier).exists()


def test_an_accepted_demande_is_taken_note_of(world: World) -> None:
    dossier = world.answered(paris(2026, 4, 2))
    actions.acknowledge_answer(dossier.pk, by=world.referent, at=paris(2026, 4, 20))
    dossier.refresh_from_db()
    assert (dossier.end_code, dossier.step) == ("E4", "end")


def test_a_commitment_starts_at_publication(world: World) -> None:
    dossier = world.answered(paris(2026, 4, 2), COMMITTED)
    assert dossier.step == "A7"
    assert principal(dossier).due_on == date(2026, 7, 2)
    actions.report_milestone(
        dossier.pk,
        by=world.holder,
        at=paris(2026, 7, 1),
        report="La peinture est commandée.",
        planned_on=date(2026, 10, 1),
    )
    dossier.refresh_from_db()
    assert dossier.step == "A7"
    assert principal(dossier).due_on == date(2026, 10, 1)
    assert dossier.milestones.last().planned_on == date(2026, 10, 1)


@pytest.mark.parametrize("silence", [True, False])
def test_silence_after_an_answer_closes_only_after_its_notice(
    world: World, silence: bool
) -> None:
    dossier = world.answered(paris(2026, 4, 2))
    world.sweep(paris(2026, 4, 27))
    if not silence:
        actions.acknowledge_answer(dossier.pk, by=world.referent, at=paris(2026, 4, 28))
    world.sweep(paris(2026, 5, 5))
    dossier.refresh_from_db()
    assert dossier.is_closed
    last = dossier.events.order_by("position").last()
    assert last.code == ("lapsed" if silence else "acknowledged")


def test_an_outage_over_the_notice_delays_the_closing(world: World) -> None:
    dossier = world.answered(paris(2026, 4, 2))
    world.sweep(paris(2026, 6, 1))
    dossier.refresh_from_db()
    assert not dossier.is_closed
    world.sweep(paris(2026, 6, 8))
    dossier.refresh_from_db()
    assert dossier.is_closed
