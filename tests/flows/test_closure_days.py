"""A closure day of the town hall moves the dates, and says so."""

from datetime import date

from circuits.models import Obligation
from participation.models import ClosureDay
from tests.factories import World, paris
from tests.factories.offers import OfferWorld
from tests.strict import StrictClient


def test_a_closure_day_moves_open_dates_at_the_next_pass(world: World) -> None:
    dossier = world.deposit(paris(2026, 4, 2))
    world.sweep(paris(2026, 4, 2, 11))
    ClosureDay.objects.create(day=date(2026, 4, 8), label="Panne générale")
    world.sweep(paris(2026, 4, 2, 12))
    step = Obligation.objects.open().get(dossier=dossier, principal=True)
    assert step.due_on == date(2026, 4, 14)
    change = step.changes.get()
    assert (change.old, change.new) == (date(2026, 4, 13), date(2026, 4, 14))
    assert dossier.events.filter(code="date_moved", data__kind="step").count() == 1


def test_a_promise_that_moves_is_said_in_public(world: World) -> None:
    dossier = world.deposit(paris(2026, 4, 2))
    ClosureDay.objects.create(day=date(2026, 6, 2), label="Pont")
    world.sweep(paris(2026, 4, 2, 12))
    dossier.refresh_from_db()
    assert dossier.promised_on == date(2026, 6, 3)
    page = StrictClient().get(f"/dossiers/{dossier.reference}/").content.decode()
    assert "passe du 2\xa0juin\xa02026 au 3\xa0juin\xa02026" in page


def test_a_closure_day_taken_back_gives_the_first_date_back(world: World) -> None:
    dossier = world.deposit(paris(2026, 4, 2))
    closure = ClosureDay.objects.create(day=date(2026, 4, 8), label="Panne générale")
    world.sweep(paris(2026, 4, 2, 12))
    closure.delete()
    world.sweep(paris(2026, 4, 2, 13))
    step = Obligation.objects.open().get(dossier=dossier, principal=True)
    assert step.due_on == date(2026, 4, 13)


def test_a_council_reads_the_same_date_as_it_owes(db: None) -> None:
    """The answer is awaited on the next worked day, on its lane as in its mails."""
    town = OfferWorld()
    offer = town.sent(paris(2026, 4, 2))
    ClosureDay.objects.create(day=date(2026, 6, 30), label="Panne générale")
    town.sweep(paris(2026, 4, 3, 12))
    thread = town.thread(offer, town.council)
    owed = Obligation.objects.open().get(thread=thread, kind="answer")
    assert (owed.due_on, thread.answer_by) == (date(2026, 7, 1), date(2026, 7, 1))
