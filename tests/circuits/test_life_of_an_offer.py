"""The second circuit, straight through: asked, discussed, answered, followed up, closed."""

from __future__ import annotations

from datetime import date

import pytest

from circuits import actions
from circuits.errors import ActRefused, Stale
from circuits.models import Obligation, OfferThread, Rung
from circuits.sweep import sweep
from participation.models import Mail
from tests.factories import paris
from tests.factories.offers import OfferWorld

START = paris(2026, 4, 2)


@pytest.fixture
def town(db: None) -> OfferWorld:
    return OfferWorld()


def test_an_offer_goes_out_and_comes_back(town: OfferWorld) -> None:
    offer = town.submitted(START)
    assert (offer.reference, offer.step, offer.sent_at) == ("offre-2026-001", "B1", None)
    town.approve_offer(offer, START)
    town.send(offer, START)
    offer.refresh_from_db()
    assert offer.step == "BC"
    assert not offer.obligations.open().filter(thread=None)
    for thread in offer.threads.all():
        assert thread.step == "B2"
        (owed,) = thread.obligations.open().filter(principal=True)
        assert (owed.party, owed.due_on) == ("referent", date(2026, 4, 20))
        (answer,) = thread.obligations.open().filter(kind="answer")
        assert answer.due_on == date(2026, 6, 30)
    town.acknowledge_offer(offer, town.council, paris(2026, 4, 10))
    thread = town.thread(offer, town.council)
    assert thread.step == "B3"
    assert thread.obligations.open().get(principal=True).due_on == date(2026, 6, 30)
    town.answer_offer(offer, town.council, paris(2026, 5, 12))
    town.decline_offer(offer, town.other_council, paris(2026, 5, 13))
    offer.refresh_from_db()
    assert offer.step == "BC"
    town.answer_offer(offer, town.third_council, paris(2026, 6, 12))
    offer.refresh_from_db()
    assert (offer.step, offer.promised_on) == ("B4", date(2026, 7, 13))
    town.publish_follow_up(offer, paris(2026, 7, 1))
    offer.refresh_from_db()
    assert offer.step == "B5"
    assert offer.obligations.open().get().due_on == date(2026, 7, 16)
    town.publish_assessment(offer, paris(2026, 7, 10))
    offer.refresh_from_db()
    assert (offer.step, offer.end_code) == ("end", "F1")
    codes = offer.threads.order_by("pk").values_list("end_code", flat=True)
    assert list(codes) == ["F1", "F2", "F1"]
    assert not Obligation.objects.open().exists()


def test_silence_is_announced_then_found_and_a_late_answer_is_still_heard(
    town: OfferWorld,
) -> None:
    offer = town.sent(START)
    town.answer_offer(offer, town.council, paris(2026, 5, 12))
    town.answer_offer(offer, town.other_council, paris(2026, 5, 12))
    day = START
    for month, number in [(6, 15), (6, 25), (7, 1), (7, 2), (7, 15)]:
        day = paris(2026, month, number)
        sweep(day, register_only=True)
    thread = town.thread(offer, town.third_council)
    assert thread.end_code == "F3"
    offer.refresh_from_db()
    assert offer.step == "B4"
    subjects = Mail.objects.filter(address=town.third_referent.email).values_list(
        "code", "subject"
    )
    assert [code for code, _ in subjects].count("N2") >= 2
    town.answer_offer(offer, town.third_council, paris(2026, 7, 20))
    thread.refresh_from_db()
    assert thread.end_code == "F1"
    assert thread.contribution.late
    town.publish_follow_up(offer, paris(2026, 8, 3))
    offer.refresh_from_db()
    assert offer.step == "B5"


def test_p36_another_council_makes_no_form_stale(town: OfferWorld) -> None:
    offer = town.sent(START)
    mine = town.thread(offer, town.council)
    town.answer_offer(offer, town.other_council, START)
    town.answer_offer(offer, town.council, START, seen=mine.version)
    with pytest.raises(Stale):
        town.answer_offer(
            offer, town.council, START, seen=mine.version, by=town.referent_deputy
        )


def test_p36_no_follow_up_while_a_council_is_awaited(town: OfferWorld) -> None:
    offer = town.sent(START)
    town.answer_offer(offer, town.council, START)
    with pytest.raises(ActRefused):
        town.publish_follow_up(offer, START)
    assert OfferThread.objects.open().count() == 2


def test_p36_a_follow_up_that_forgets_a_council_is_refused_whatever_the_door(
    town: OfferWorld,
) -> None:
    offer = town.heard(START)
    every = town.follow_ups(offer)
    assert len(every) == 3
    for some in (every[:2], [], [*every[:2], every[1]]):
        with pytest.raises(ActRefused, match="Chaque réponse d’un conseil"):
            actions.publish_follow_up(
                offer.pk, by=town.holder, at=START, text="Les bancs.", follow_ups=some
            )
    assert not offer.events.filter(code="follow_up_published").exists()


def test_an_offer_is_cancelled_by_the_service_and_the_elu_together(town: OfferWorld) -> None:
    offer = town.sent(START)
    town.answer_offer(offer, town.council, START)
    with pytest.raises(ActRefused, match="réponses déjà reçues"):
        actions.ask_cancellation(
            offer.pk, by=town.holder, at=START, reason_code="budget", text="Plus de budget."
        )
    actions.ask_cancellation(
        offer.pk,
        by=town.holder,
        at=START,
        reason_code="budget",
        text="Plus de budget.",
        fate="Elles serviront en 2028.",
    )
    with pytest.raises(ActRefused):
        actions.confirm_cancellation(offer.pk, by=town.holder, at=START)
    actions.confirm_cancellation(offer.pk, by=town.elected, at=START)
    offer.refresh_from_db()
    assert (offer.end_code, offer.end_reason) == ("F4", "budget")
    assert sorted(offer.threads.values_list("end_code", flat=True)) == ["F1", "F4", "F4"]
    told = Mail.objects.filter(code="N5").values_list("address", flat=True)
    assert {town.referent.email, town.other_referent.email, town.third_referent.email} <= set(
        told
    )
    assert not Obligation.objects.open().exists()
    assert not Rung.objects.filter(state="armed").exists()
