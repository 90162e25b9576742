"""P32: every kind of mail threads, answers to nobody, and says one thing in two forms."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.mail import send_mail

from circuits import actions, duty_letters, letters
from circuits.duties import Duty
from circuits.models import Obligation
from circuits.sweep import sweep
from participation import outbox
from participation.models import ClosureDay, Mail
from tests import envelopes
from tests.factories import World, paris
from tests.factories.offers import OfferWorld
from tests.factories.world import COMMITTED, REFUSED

LONGEST = "é à ù : « œuvre » " * 333


@pytest.fixture
def written(db: None) -> None:
    """Every mail that the platform writes in a life of both messages."""
    town = OfferWorld()
    town.answered(paris(2026, 4, 2))
    town.answered(paris(2026, 4, 2), draft=REFUSED)
    late = town.deposit(paris(2026, 4, 2))
    refused = town.deposit(paris(2026, 4, 2))
    town.qualify(refused, paris(2026, 4, 8))
    actions.decline_attribution(
        refused.pk, by=town.head, at=paris(2026, 4, 9), reason=LONGEST,
        proposed=town.other_service,
    )  # fmt: skip
    given_up = town.answered(paris(2026, 4, 2), draft=COMMITTED)
    actions.abandon_commitment(
        given_up.pk, by=town.elected, at=paris(2026, 6, 1), reason_code="budget", text=LONGEST
    )
    heard = town.heard(paris(2026, 4, 2))
    town.publish_follow_up(heard, paris(2026, 6, 20))
    town.publish_assessment(heard, paris(2026, 6, 25))
    silent = town.sent(paris(2026, 4, 2))
    day = date(2026, 4, 7)
    while day < date(2026, 7, 31):
        sweep(paris(day.year, day.month, day.day, 9), register_only=True)
        day += timedelta(days=1)
    assert silent.threads.exists()
    assert late.obligations.exists()


def test_p32_every_mail_is_well_formed_and_threads_by_dossier(written: None) -> None:
    codes = set(Mail.objects.values_list("code", flat=True))
    expected = {"M1", "M2", "M3", "M4", "M5", "M6", "M9", "M10", "M15"}
    expected |= {"E2", "N1", "N2", "N3", "N4", "N4b", "Dg1"}
    assert expected <= codes, expected - codes
    for mail in Mail.objects.all():
        envelopes.check(mail)
    demandes = Mail.objects.filter(reference__startswith="demande-")
    for reference in set(demandes.values_list("reference", flat=True)):
        threads = set(demandes.filter(reference=reference).values_list("thread_id", flat=True))
        assert threads == {f"<{reference}@testserver>"}


def test_p32_two_councils_of_one_offer_are_two_conversations(db: None) -> None:
    town = OfferWorld()
    town.sent(paris(2026, 4, 2))
    sweep(paris(2026, 4, 7, 9), register_only=True)
    threads = set(Mail.objects.filter(code="N1").values_list("thread_id", flat=True))
    assert len(threads) == len(town.councils)


def test_p32_the_longest_table_stays_light_and_counts_the_rest(world: World) -> None:
    world.deposit(paris(2026, 4, 2), title="é" * 150)
    owed = Obligation.objects.open().get(principal=True)
    rung = owed.rungs.order_by("position").first()
    assert rung is not None
    duty = Duty(rung, owed, date(2026, 4, 7), ClosureDay.objects.calendar())
    message = duty_letters.table([duty] * 300)
    message.because = letters.because_of("agency", world.town)
    mail = outbox.queue(
        letters.render(message, world.town),
        "a@exemple.fr",
        kind=Mail.Kind.NOTICE,
        identity=("table",),
        at=paris(2026, 4, 7),
    )
    envelopes.check(mail)
    assert mail.subject.startswith("300")
    assert "260\xa0autres échéances" in mail.text


def test_p32_an_account_mail_has_both_forms(db: None, settings: Any) -> None:
    settings.EMAIL_BACKEND = "participation.outbox.OutboxBackend"
    words = "Bonjour,\n\nVotre code :\n\n    123456\n\nVoir http://testserver/ ensuite."
    send_mail("Votre code : 123456", words, None, ["a@exemple.fr"])
    mail = Mail.objects.get()
    envelopes.check(mail)
    assert "123456" in mail.html
