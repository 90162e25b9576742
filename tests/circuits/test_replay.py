"""P25: the record alone tells where a demande is and by when; see `tests.properties.replay`."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from circuits import actions
from circuits.models import Dossier
from participation.models import ClosureDay
from tests.factories import World, paris
from tests.factories.world import ACCEPTED, COMMITTED, REFUSED
from tests.properties.replay import replay, shown

MAY = paris(2026, 5, 4)
JUNE = paris(2026, 6, 1)


def extended(world: World) -> Dossier:
    found = world.studied()
    why = {"reason_code": "study", "text": "Un comptage."}
    actions.extend(found.pk, by=world.agency, at=MAY, months=2, **why)
    return found


def asked(world: World) -> Dossier:
    found = world.studied()
    actions.ask_complement(
        found.pk, by=world.agency, at=MAY, questions="Où ?", until=date(2026, 5, 20)
    )
    return found


def heard(world: World) -> Dossier:
    found = asked(world)
    actions.answer_complement(found.pk, by=world.referent, at=paris(2026, 5, 18), reply="Là.")
    return found


def asleep(world: World) -> Dossier:
    found = asked(world)
    for day in (paris(2026, 5, 20, 9), paris(2026, 6, 5, 9)):
        world.sweep(day)
    return found


def reassigned(world: World) -> Dossier:
    found = world.studied()
    actions.reassign(
        found.pk, by=world.agency, at=MAY, service=world.other_service, reason="C’est eux."
    )
    return found


def deferred(world: World) -> Dossier:
    found = world.studied()
    draft = actions.Draft(
        **{**vars(ACCEPTED), "outcome": "deferred", "deferred_to": date(2026, 9, 1)}
    )
    world.transmit(found, MAY, draft)
    world.approve_service(found, MAY)
    return world.approve_elected(found, MAY)


def withdrawn_and_reopened(world: World) -> Dossier:
    found = deferred(world)
    actions.withdraw(found.pk, by=world.referent, at=MAY)
    actions.reopen(found.pk, by=world.agency, at=JUNE, reason="Le conseil y revient.")
    return found


def directly(world: World) -> Dossier:
    found = world.deposit(MAY)
    return actions.answer_directly(
        found.pk,
        by=world.agency,
        at=MAY,
        draft=COMMITTED,
        service=world.service,
        elected=world.official,
    )


def moved(world: World) -> Dossier:
    found = world.studied()
    ClosureDay.objects.create(day=date(2026, 6, 2), label="pont")
    world.sweep(MAY)
    return found


def refused(world: World) -> Dossier:
    found = world.answered(MAY, REFUSED)
    return actions.acknowledge_answer(found.pk, by=world.referent, at=JUNE)


@pytest.mark.parametrize(
    "life",
    [
        extended, asked, heard, asleep, reassigned, deferred, withdrawn_and_reopened,
        directly, moved, refused,
    ],
    ids=lambda life: life.__name__,
)  # fmt: skip
def test_p25_the_record_alone_tells_where_a_demande_is(
    world: World, life: Callable[[World], Dossier]
) -> None:
    found: Any = Dossier.objects.select_related("circuit").get(pk=life(world).pk)
    events = found.events.select_related("answer").order_by("position")
    assert replay(events, found.circuit.rules) == shown(found)


def test_reopened_a_deferred_answer_is_owed_no_earlier_than_was_said(world: World) -> None:
    """« À l’étude jusqu’au 1er septembre », taken back, reopened 28 days later."""
    found = withdrawn_and_reopened(world)
    found.refresh_from_db()
    assert found.promised_on == date(2026, 9, 29)
