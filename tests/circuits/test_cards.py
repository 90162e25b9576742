"""What cards read of dossiers: the same as the rows, in the order of whoever found them."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db.models import Value

from circuits import actions, cards
from circuits.models import Dossier, End
from circuits.views import presenters
from tests.factories import World, paris
from tests.factories.world import COMMITTED

START = paris(2026, 4, 2, 10)


@pytest.fixture
def three(world: World) -> list[Dossier]:
    """One waiting, one answered with a commitment, one withdrawn."""
    waiting = world.deposit(START)
    committed = world.answered(START + timedelta(hours=1), COMMITTED)
    withdrawn = world.deposit(START + timedelta(hours=2))
    actions.withdraw(withdrawn.pk, by=world.referent, at=START + timedelta(hours=3))
    return [waiting, committed, withdrawn]


def test_each_has_its_own_rows(three: list[Dossier]) -> None:
    for found in cards.read(Dossier.objects.all()):
        rows = Dossier.objects.get(pk=found.pk)
        assert {
            f.attname: getattr(found, f.attname) for f in Dossier._meta.concrete_fields
        } == {f.attname: getattr(rows, f.attname) for f in Dossier._meta.concrete_fields}
        for name in ("council", "theme", "service", "circuit", "merged_into"):
            assert getattr(found, name) == getattr(rows, name), name
        owed = rows.obligations.filter(principal=True).order_by("opened_at", "pk")
        assert found.principals == list(owed)
        assert found.plans == list(rows.milestones.order_by("-set_at", "-pk"))
        assert [(m.planned_on, m.set_at, m.label) for m in found.plans] == list(
            rows.milestones.values_list("planned_on", "set_at", "label")
        )
        reminders = rows.events.filter(code="reminded").order_by("position")
        assert found.reminders == list(reminders)
        assert all(owed.dossier is found for owed in found.principals)
    assert any(d.plans for d in cards.read(Dossier.objects.all()))


def test_the_order_is_that_of_the_queryset(three: list[Dossier]) -> None:
    for order in ("pk", "-pk", "-deposited_at", "closed_at"):
        found = Dossier.objects.order_by(order, "pk")
        assert cards.read(found) == list(found)
    assert cards.read(Dossier.objects.order_by("pk")[1:2]) == [three[1]]
    assert cards.of([three[2].pk, three[0].pk]) == [three[2], three[0]]


def test_what_was_annotated_stays(three: list[Dossier]) -> None:
    found = cards.one(Dossier.objects.filter(pk=three[0].pk).annotate(followed=Value(True)))
    assert found is not None
    assert found.followed is True


def test_nothing_found_asks_nothing_more(db: None, django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(1):
        assert cards.read(Dossier.objects.all()) == []
    with django_assert_num_queries(0):
        assert cards.of([]) == []


def test_a_card_takes_no_query(
    world: World, three: list[Dossier], django_assert_num_queries: Any
) -> None:
    shown = cards.read(Dossier.objects.all(), threads=True)
    frame = _frame()
    with django_assert_num_queries(0):
        for dossier in shown:
            presenters.card(dossier, frame)


def _frame() -> Any:
    from circuits.readers import ANONYMOUS
    from circuits.views.frame import Frame
    from participation.models import TownSettings

    town = TownSettings.load()
    return Frame(at=START, calendar=town.calendar(), town=town, viewer=ANONYMOUS)


def test_many_take_as_many_queries_as_one(
    world: World, three: list[Dossier], django_assert_num_queries: Any
) -> None:
    one = [three[0].pk]
    with django_assert_num_queries(4):
        cards.of(one)
    with django_assert_num_queries(4):
        cards.of([d.pk for d in three])
    with django_assert_num_queries(5):
        cards.of([d.pk for d in three], threads=True)
    assert End.WITHDRAWN in {d.end_code for d in cards.of([d.pk for d in three])}
