"""A closure day shows what it moves before it is saved, and moves just that."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.template import engines
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from circuits import actions
from circuits.closures import effect_of
from circuits.models import DateChange, Dossier
from circuits.views import closures
from participation.groups import ensure_groups
from participation.models import ClosureDay, User
from tests.circuits.snapshot import snapshot
from tests.factories import World, paris
from tests.factories.world import COMMITTED
from tests.strict import signed_in

START = paris(2026, 4, 2)
CLOSED = date(2026, 4, 8)


@pytest.fixture(autouse=True)
def _usual_templates(monkeypatch: pytest.MonkeyPatch) -> None:
    """Wagtail's templates use what may not exist, which our tests mark."""
    monkeypatch.setattr(engines["django"].engine, "string_if_invalid", "")


@pytest.fixture
def agency(world: World) -> Client:
    ensure_groups()
    return signed_in(User.objects.get(pk=world.agency.pk))


def address(name: str, *args: Any) -> str:
    return reverse(ClosureDay.snippet_viewset.get_url_name(name), args=args)


def text(response: Any) -> str:
    page = re.sub(r"<[^>]+>", " ", response.content.decode()).replace("\xa0", " ")
    return re.sub(r"\s+", " ", page)


def mark(response: Any) -> str:
    found = re.search(r'name="confirmed" value="(\w+)"', response.content.decode())
    assert found is not None
    return found[1]


def town_with_everything(world: World) -> None:
    """Demandes at several steps, and offres with what councils owe."""
    from tests.factories.offers import OfferWorld

    world.deposit(START)
    for move in ("qualify", "accept", "transmit"):
        dossier = world.deposit(paris(2026, 4, 3))
        world.qualify(dossier, paris(2026, 4, 3))
        if move != "qualify":
            world.accept(dossier, paris(2026, 4, 3))
    stopped = world.deposit(START)
    actions.ask_complement(
        stopped.pk,
        by=world.agency,
        at=paris(2026, 4, 3),
        questions="À quelle heure ?",
        until=date(2026, 5, 4),
    )
    world.answered(START, COMMITTED)
    world.answered(START)
    OfferWorld().sent(START)


@pytest.mark.parametrize(
    ("added", "removed"),
    [
        ([CLOSED], []),
        ([date(2026, 6, 2)], []),
        ([date(2026, 4, 13), date(2026, 4, 14)], []),
        ([], [date(2026, 4, 10)]),
        ([date(2026, 6, 2)], [date(2026, 4, 10)]),
        ([date(2026, 4, 11)], []),
    ],
    ids=["a wednesday", "the promise", "two days", "opened", "moved", "a saturday"],
)
def test_what_is_announced_is_what_the_next_pass_moves(
    world: World, added: list[date], removed: list[date]
) -> None:
    ClosureDay.objects.create(day=date(2026, 4, 10), label="Pont")
    town_with_everything(world)
    world.sweep(paris(2026, 4, 3, 12))
    before = snapshot()
    announced = {
        (m.obligation.pk, m.old, m.new) for m in effect_of(added=added, removed=removed).moves
    }
    assert snapshot() == before, "nothing is written"
    known = set(DateChange.objects.values_list("pk", flat=True))
    for day in removed:
        ClosureDay.objects.get(day=day).delete()
    for day in added:
        ClosureDay.objects.create(day=day, label="Fermeture")
    world.sweep(paris(2026, 4, 3, 13))
    moved = DateChange.objects.exclude(pk__in=known)
    assert announced == set(moved.values_list("obligation", "old", "new"))


def test_adding_a_day_asks_first_and_then_adds_it(world: World, agency: Client) -> None:
    dossier = world.deposit(START)
    typed = {"day": "2026-04-08", "label": "Panne générale"}
    asked = agency.post(address("add"), typed)
    page = text(asked)
    assert asked.status_code == 200
    assert not ClosureDay.objects.exists()
    assert "Vous fermez la mairie le 8 avril 2026." in page
    assert "2 échéances ouvertes changent de date." in page
    assert f"{dossier.label} {world.council}".replace("\xa0", " ") in page
    assert "A1 qualification 13 avril 2026 14 avril 2026" in page
    assert 'name="label" value="Panne générale"' in asked.content.decode()
    assert agency.post(address("add"), {**typed, "confirmed": mark(asked)}).status_code == 302
    assert ClosureDay.objects.get().label == "Panne générale"
    world.sweep(paris(2026, 4, 2, 12))
    assert dossier.obligations.get(principal=True).due_on == date(2026, 4, 14)


def test_a_promise_that_moves_is_said_to_be_public(world: World, agency: Client) -> None:
    world.deposit(START)
    page = text(agency.post(address("add"), {"day": "2026-06-02", "label": "Pont"}))
    assert "1 échéance ouverte change de date, dont 1 promise au public." in page
    assert "réponse de la Ville au conseil, promise au public 2 juin 2026 3 juin 2026" in page


def test_a_day_without_effect_says_so(world: World, agency: Client) -> None:
    world.deposit(START)
    asked = agency.post(address("add"), {"day": "2026-04-11", "label": "Samedi"})
    assert "Aucune échéance ouverte ne change de date." in text(asked)
    agency.post(
        address("add"), {"day": "2026-04-11", "label": "Samedi", "confirmed": mark(asked)}
    )
    assert ClosureDay.objects.filter(day="2026-04-11").exists()


def test_a_list_that_changed_since_it_was_read_is_read_again(
    world: World, agency: Client
) -> None:
    world.deposit(START)
    typed = {"day": "2026-04-08", "label": "Panne générale"}
    asked = agency.post(address("add"), typed)
    world.deposit(START)
    again = agency.post(address("add"), {**typed, "confirmed": mark(asked)})
    assert "La liste a changé" in text(again)
    assert not ClosureDay.objects.exists()
    agency.post(address("add"), {**typed, "confirmed": mark(again)})
    assert ClosureDay.objects.exists()


def test_what_is_typed_wrong_is_said_by_the_form(world: World, agency: Client) -> None:
    page = text(agency.post(address("add"), {"day": "demain", "label": ""}))
    assert "Ce qui change de date" not in page
    ClosureDay.objects.create(day=CLOSED, label="Pont")
    page = text(agency.post(address("add"), {"day": "2026-04-08", "label": "Encore"}))
    assert "Ce qui change de date" not in page
    assert ClosureDay.objects.count() == 1


def test_changing_a_day_asks_and_changing_its_words_does_not(
    world: World, agency: Client
) -> None:
    closed = ClosureDay.objects.create(day=CLOSED, label="Pont")
    world.deposit(START)
    url = address("edit", closed.pk)
    assert agency.post(url, {"day": "2026-04-08", "label": "Panne"}).status_code == 302
    closed.refresh_from_db()
    assert closed.label == "Panne"
    asked = agency.post(url, {"day": "2026-06-10", "label": "Panne"})
    page = text(asked)
    assert "ouverte le 8 avril 2026, et fermée le 10 juin 2026" in page
    assert "14 avril 2026 13 avril 2026" in page
    closed.refresh_from_db()
    assert closed.day == CLOSED
    agency.post(url, {"day": "2026-06-10", "label": "Panne", "confirmed": mark(asked)})
    closed.refresh_from_db()
    assert closed.day == date(2026, 6, 10)


def test_deleting_a_day_asks_with_what_moves(world: World, agency: Client) -> None:
    closed = ClosureDay.objects.create(day=CLOSED, label="Pont")
    world.deposit(START)
    url = address("delete", closed.pk)
    asked = agency.get(url)
    assert "14 avril 2026 13 avril 2026" in text(asked)
    # A confirmation of nothing is none.
    assert agency.post(url).status_code == 200
    assert ClosureDay.objects.exists()
    assert agency.post(url, {"confirmed": mark(asked)}).status_code == 302
    assert not ClosureDay.objects.exists()


def test_deleting_several_days_from_the_list_asks_too(world: World, agency: Client) -> None:
    days = [
        ClosureDay.objects.create(day=day, label="Pont") for day in (CLOSED, date(2026, 4, 9))
    ]
    world.deposit(START)
    ids = "&".join(f"id={day.pk}" for day in days)
    url = f"/admin/bulk/participation/closureday/delete/?{ids}&next=/admin/"
    asked = agency.get(url)
    assert "ouverte le 8 avril 2026 et 9 avril 2026" in text(asked)
    agency.post(url)
    assert ClosureDay.objects.count() == 2
    agency.post(url, {"confirmed": mark(asked)})
    assert not ClosureDay.objects.exists()


def test_nobody_else_reads_what_would_move(world: World) -> None:
    closed = ClosureDay.objects.create(day=CLOSED, label="Pont")
    dossier = world.deposit(START)
    for person in (world.referent, world.head):
        for url in (address("add"), address("delete", closed.pk)):
            answer = signed_in(person).post(url, {"day": "2026-04-09", "label": "x"})
            assert answer.status_code == 403
            assert dossier.label not in answer.content.decode()
    assert ClosureDay.objects.count() == 1


def test_fifty_dates_are_listed_and_the_others_counted(
    world: World, agency: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(closures, "LISTED", 2)
    for _ in range(3):
        world.deposit(START)
    page = text(agency.post(address("add"), {"day": "2026-04-08", "label": "Pont"}))
    assert "6 échéances ouvertes changent de date" in page
    assert page.count("14 avril 2026") + page.count("7 avril 2026 8 avril") <= 2
    assert "et 4 autres dates." in page


def test_the_page_asks_as_much_of_the_database_for_any_number_of_dossiers(
    world: World, agency: Client
) -> None:
    counts = []
    for _ in range(2):
        for _ in range(3):
            world.deposit(START)
        with CaptureQueriesContext(connection) as queries:
            agency.post(address("add"), {"day": "2026-04-08", "label": "Pont"})
        counts.append(len(queries))
    assert counts[0] >= counts[1]


def test_p39_what_would_move_asks_as_much_of_the_database_for_any_number_of_dossiers(
    world: World, django_assert_num_queries: Any
) -> None:
    for _ in range(2):
        world.deposit(START)
    with django_assert_num_queries(3):
        effect_of(added=[CLOSED])
    for _ in range(6):
        world.deposit(START)
    with django_assert_num_queries(3):
        effect = effect_of(added=[CLOSED])
    assert len({m.obligation.dossier_id for m in effect.moves}) == Dossier.objects.count()
