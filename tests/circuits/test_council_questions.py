"""B3q: a council asks the town something, and gets back the time it waited (circuits.md 4)."""

from __future__ import annotations

from datetime import date

import pytest

from circuits import actions
from circuits.errors import ActRefused
from circuits.models import Dossier, Obligation
from circuits.offer_sentences import offer_state, thread_state
from circuits.sweep import sweep
from circuits.views.offer_presenters import facts_of, ways_of
from participation.french import by_the
from participation.models import Mail
from tests.factories import paris
from tests.factories.offers import OfferWorld

START = paris(2026, 4, 2)


@pytest.fixture
def town(db: None) -> OfferWorld:
    return OfferWorld()


@pytest.fixture
def offer(town: OfferWorld) -> Dossier:
    return town.sent(START)


def ask(town: OfferWorld, offer: Dossier, day: int, month: int = 5) -> None:
    thread = town.thread(offer, town.council)
    actions.ask_question(
        offer.pk,
        by=town.referent,
        at=paris(2026, month, day),
        thread=thread.pk,
        question="Les jeux sont-ils gardés ?",
    )


def reply(town: OfferWorld, offer: Dossier, day: int, month: int = 5) -> None:
    thread = town.thread(offer, town.council)
    actions.answer_question(
        offer.pk, by=town.holder, at=paris(2026, month, day), thread=thread.pk, reply="Oui."
    )


def test_the_council_gets_back_the_days_that_it_waited(
    town: OfferWorld, offer: Dossier
) -> None:
    ask(town, offer, 4)
    thread = town.thread(offer, town.council)
    assert (thread.step, thread.asked_on, thread.reply_by) == (
        "B3q",
        date(2026, 5, 4),
        date(2026, 5, 12),
    )
    assert thread.acknowledged_at is not None, "asking acknowledges"
    assert thread_state(thread).replace("\u00a0", " ") == (
        "A posé une question le 4 mai 2026 ; la Ville répond au plus tard le 12 mai 2026."
    )
    told = offer_state(offer, None, list(offer.threads.all()), date(2026, 5, 4))
    assert told.replace("\u00a0", " ").endswith(
        f"{town.council} a posé une question le 4 mai 2026 ; la Ville répond au plus tard "
        "le 12 mai 2026."
    )
    owed = offer.obligations.open().get(thread=thread, principal=True)
    assert (owed.party, owed.due_on) == ("service", date(2026, 5, 12))
    reply(town, offer, 11)
    thread = town.thread(offer, town.council)
    assert (thread.step, thread.answer_by, thread.asked_on) == ("B3", date(2026, 7, 7), None)
    for kind in (Obligation.Kind.ANSWER, Obligation.Kind.STEP):
        owed = offer.obligations.open().get(thread=thread, kind=kind)
        assert owed.due_on == date(2026, 7, 7)
    mail = Mail.objects.get(code="N7", address=town.referent.email)
    assert "7 juillet 2026" in mail.text.replace("\u00a0", " ")
    other = town.thread(offer, town.other_council)
    assert other.answer_by == date(2026, 6, 30), "the others keep their date (P36)"


def test_the_page_says_whose_date_has_moved(town: OfferWorld, offer: Dossier) -> None:
    ask(town, offer, 4)
    reply(town, offer, 11)
    again = Dossier.objects.get(pk=offer.pk)
    told = offer_state(again, None, ways_of(again), date(2026, 5, 12))
    shown = {what: value for _, what, value in facts_of(again)}["Réponse attendue"]
    assert shown.replace("\u00a0", " ") == (
        f"au plus tard le 30 juin 2026 ; au plus tard le 7 juillet 2026 pour {town.council}"
    )
    assert by_the(date(2026, 7, 7)) in told


def test_never_less_than_ten_worked_days_are_left(town: OfferWorld, offer: Dossier) -> None:
    ask(town, offer, 29, 6)
    reply(town, offer, 30, 6)
    thread = town.thread(offer, town.council)
    # Ten worked days after 30 June, 14 July not worked.
    assert thread.answer_by == date(2026, 7, 15)


def test_the_service_is_reminded_and_the_council_is_not(
    town: OfferWorld, offer: Dossier
) -> None:
    ask(town, offer, 12, 6)
    asked = Mail.objects.filter(address=town.referent.email).exclude(kind="follow")
    before = asked.count()
    for month, day in [(6, 12), (6, 15), (6, 19), (6, 22), (6, 25), (7, 1), (7, 16)]:
        sweep(paris(2026, month, day), register_only=True)
    assert asked.count() == before
    assert town.thread(offer, town.council).end_code == "", "no silence while the town owes"
    first = Mail.objects.filter(address=town.service.mailbox).order_by("pk").first()
    assert first is not None
    assert "Un conseil pose une question" in first.text
    assert "Les jeux sont-ils gardés" in first.text
    late = Mail.objects.filter(address=town.holder.email, code="M6")
    assert late.exists()
    reminded = offer.events.filter(code="reminded", step="B3q")
    assert reminded.filter(audience="public").exists()


def test_the_council_may_answer_without_waiting(town: OfferWorld, offer: Dossier) -> None:
    ask(town, offer, 4)
    town.answer_offer(offer, town.council, paris(2026, 5, 5))
    thread = town.thread(offer, town.council)
    assert thread.end_code == "F1"
    assert not offer.obligations.open().filter(thread=thread)
    with pytest.raises(ActRefused):
        reply(town, offer, 6)


def test_who_may_ask_and_answer(town: OfferWorld, offer: Dossier) -> None:
    thread = town.thread(offer, town.council)
    for person in (town.other_referent, town.member, town.holder):
        with pytest.raises(ActRefused, match="revient à"):
            actions.ask_question(
                offer.pk, by=person, at=START, thread=thread.pk, question="Pourquoi ?"
            )
    with pytest.raises(ActRefused, match="Écrivez"):
        actions.ask_question(
            offer.pk, by=town.referent, at=START, thread=thread.pk, question=" "
        )
    ask(town, offer, 4)
    for person in (town.referent, town.agency, town.other_holder):
        with pytest.raises(ActRefused, match="revient à"):
            actions.answer_question(
                offer.pk, by=person, at=START, thread=thread.pk, reply="Non."
            )
