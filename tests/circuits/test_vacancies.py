"""P35: a role that nobody holds any more shows, and somebody stands in the same day."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from circuits.models import Dossier
from circuits.panels import VacantPanel
from circuits.sweep import sweep
from circuits.vacancies import vacancies, without_owner
from participation.models import ElectedOfficial, Mail, Mandate
from tests.factories import World, paris
from tests.factories.offers import OfferWorld

START = paris(2026, 4, 2)
DAY = date(2026, 4, 7)


def leave(person: Any) -> None:
    person.is_active = False
    person.save()


def at_a2(world: World) -> Dossier:
    return world.qualify(world.deposit(START), START)


def at_a3(world: World) -> Dossier:
    dossier = at_a2(world)
    return world.accept(dossier, START)


def at_a5(world: World) -> Dossier:
    dossier = at_a3(world)
    world.transmit(dossier, START)
    return world.approve_service(dossier, START)


def elected_leaves(world: World) -> None:
    ElectedOfficial.objects.update(active=False)


def mandates_end(world: World) -> None:
    Mandate.objects.filter(council=world.council).update(ends_on=date(2026, 4, 6))


@pytest.mark.parametrize(
    ("place", "departure", "missing", "told"),
    [
        (at_a2, lambda w: leave(w.head), "chef de service", "agency"),
        (at_a3, lambda w: leave(w.holder), "personne titulaire", "deputy"),
        (at_a5, elected_leaves, "élue ou élu en fonction", "agency"),
    ],
    ids=["head", "holder", "elected"],
)
def test_p35_who_left_is_missed_and_somebody_is_told(
    world: World,
    place: Callable[[World], Dossier],
    departure: Callable[[World], None],
    missing: str,
    told: str,
) -> None:
    dossier = place(world)
    assert not without_owner(DAY).exists()
    departure(world)
    (one,) = vacancies(DAY, world.town, 8)
    assert (one.obligation.dossier_id, one.missing) == (dossier.pk, missing)
    expected = world.town.agency_email if told == "agency" else str(world.deputy)
    assert one.stand_in == expected
    sweep(paris(2026, 5, 13), register_only=True)
    address = world.town.agency_email if told == "agency" else world.deputy.email
    assert Mail.objects.filter(address=address, kind="duty").exists()


def test_p35_a_council_without_spokesperson_is_missed(db: None) -> None:
    town = OfferWorld()
    offer = town.sent(START)
    mandates_end(town)
    found = vacancies(DAY, town.town, 8)
    assert {one.obligation.thread.council for one in found if one.obligation.thread} == {
        town.council
    }
    assert {one.missing for one in found} == {"référente ou référent"}
    assert {one.stand_in for one in found} == {town.town.agency_email}
    assert offer.obligations.open().count() > len(found), "the others have somebody"


def test_p35_a_successor_ends_it(world: World) -> None:
    at_a3(world)
    leave(world.holder)
    assert without_owner(DAY).count() == 1
    Dossier.objects.update(holder=world.deputy)
    assert not without_owner(DAY).exists()


def test_the_panel_is_not_there_when_nobody_is_missing(world: World, time_machine: Any) -> None:
    time_machine.move_to(paris(2026, 4, 7))
    dossier = at_a3(world)
    assert VacantPanel().render_html() == ""
    leave(world.holder)
    html = VacantPanel().render_html()
    for words in ("Sans responsable", dossier.title, str(world.deputy)):
        assert words in html


def test_its_queries_do_not_grow_with_the_dossiers(world: World, time_machine: Any) -> None:
    time_machine.move_to(paris(2026, 4, 7))
    for _ in range(9):
        at_a3(world)
    leave(world.holder)
    with CaptureQueriesContext(
        connection,
    ) as queries:
        VacantPanel().get_context_data()
    few = len(queries)
    for _ in range(9):
        at_a3(world)
    with CaptureQueriesContext(connection) as queries:
        VacantPanel().get_context_data()
    assert len(queries) == few
