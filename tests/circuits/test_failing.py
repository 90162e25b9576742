"""A failing address: who stands in, the same day, and what the Agence is told (S1, P22)."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.forms.models import model_to_dict
from django.test import Client

from circuits.models import Delivery, Dossier, Rung
from circuits.sweep import sweep
from participation import bounces, failing
from participation.groups import ensure_groups
from participation.models import FailingAddress, Mail, MailAttempt
from tests.circuits.smtp_sink import Sink
from tests.factories import World, paris
from tests.factories.offers import OfferWorld
from tests.participation.test_returns import came_back
from tests.sign_in import open_session

# Good Friday and Easter Monday are not worked: the step opened on Thursday.
THURSDAY = paris(2026, 4, 9, 9)


def refuse(mail: Mail, at: Any = THURSDAY) -> FailingAddress:
    """The server refused this mail: its address does not exist."""
    Mail.objects.filter(pk=mail.pk).update(state="failed", sent_at=None)
    MailAttempt.objects.create(mail=mail, at=at, outcome="failed", detail="550 5.1.1")
    return failing.mark(mail, at=at, detail="550 5.1.1 no such mailbox")


@pytest.fixture
def asked(world: World) -> Dossier:
    """A demande that the head of the service has to take, who was told on Thursday."""
    dossier = world.deposit(paris(2026, 4, 2))
    world.qualify(dossier, paris(2026, 4, 8))
    world.sweep(THURSDAY)
    return dossier


def duty_to(person: Any) -> Mail:
    mail: Mail = Mail.objects.filter(address=person.email, kind="duty").latest("pk")
    return mail


def test_p22_somebody_above_is_told_the_same_day(world: World, asked: Dossier) -> None:
    refuse(duty_to(world.head))
    told = Mail.objects.filter(address=world.town.agency_email, kind="duty")
    before = told.count()
    world.sweep(THURSDAY + timedelta(minutes=3))
    rung = Delivery.objects.filter(address=world.head.email).latest("pk").rung
    (instead,) = rung.deliveries.exclude(address=world.head.email)
    assert instead.address == world.town.agency_email
    # The Agence had its own mail this morning: one a day, hers waits for tomorrow.
    assert told.count() == before
    world.sweep(paris(2026, 4, 10, 9))
    instead.refresh_from_db()
    assert instead.state == "written"


def test_p22_what_is_due_next_no_longer_goes_to_a_failing_address(
    world: World, asked: Dossier
) -> None:
    refuse(duty_to(world.head))
    before = Mail.objects.filter(address=world.head.email).count()
    for day in range(10, 31):
        world.sweep(paris(2026, 4, day, 9))
    assert Mail.objects.filter(address=world.head.email).count() == before
    rungs = {delivery.rung_id for delivery in Delivery.objects.filter(address=world.head.email)}
    assert len(rungs) == 1


def test_s1_says_which_mails_and_who_stands_in(world: World, asked: Dossier) -> None:
    refuse(duty_to(world.head))
    world.sweep(THURSDAY + timedelta(minutes=3))
    (mail,) = Mail.objects.filter(code="S1")
    words = mail.text.replace("\xa0", " ")
    assert mail.address == world.town.agency_email
    assert mail.subject.replace("\xa0", " ") == f"Adresse en échec : {world.head}"
    assert world.head.email in words
    assert duty_to(world.head).subject.replace("\xa0", " ") in words
    assert f"à sa place, {world.town.agency_email}" in words
    assert "550 5.1.1 no such mailbox" in words


def test_s1_is_written_once_a_day_for_an_address(world: World, asked: Dossier) -> None:
    refused = duty_to(world.head)
    for minutes in range(3, 60, 12):
        refuse(refused, THURSDAY + timedelta(minutes=minutes))
        world.sweep(THURSDAY + timedelta(minutes=minutes))
    assert Mail.objects.filter(code="S1").count() == 1
    world.sweep(paris(2026, 4, 10, 9))
    assert Mail.objects.filter(code="S1").count() == 1, "nothing new was refused"
    refuse(refused, paris(2026, 4, 10, 10))
    world.sweep(paris(2026, 4, 10, 10, 3))
    assert Mail.objects.filter(code="S1").count() == 2


def test_s1_names_the_service_of_a_shared_mailbox(world: World, asked: Dossier) -> None:
    world.accept(asked, paris(2026, 4, 9, 10))
    world.sweep(paris(2026, 4, 9, 10, 5))
    refuse(Mail.objects.filter(address=world.service.mailbox).latest("pk"))
    world.sweep(paris(2026, 4, 9, 10, 10))
    mail = Mail.objects.get(code="S1")
    assert mail.subject.replace("\xa0", " ") == f"Adresse en échec : service {world.service}"


def test_s1_goes_to_the_direction_when_the_agency_itself_fails(
    world: World, asked: Dossier
) -> None:
    refuse(Mail.objects.filter(address=world.town.agency_email).latest("pk"))
    world.sweep(THURSDAY + timedelta(minutes=3))
    mail = Mail.objects.get(code="S1")
    assert mail.address == world.agency_direction.email
    assert "boîte de l’Agence" in mail.subject


def test_p22_a_council_whose_referent_fails_is_told_by_the_deputy(db: None) -> None:
    town = OfferWorld()
    offer = town.sent(paris(2026, 4, 2))
    town.sweep(paris(2026, 4, 7, 9))
    refuse(duty_to(town.referent), paris(2026, 4, 7, 9))
    for day in range(8, 31):
        town.sweep(paris(2026, 4, day, 9))
    later = Delivery.objects.filter(
        rung__obligation__thread=town.thread(offer, town.council), rung__code="r1"
    )
    assert [one.address for one in later] == [town.referent_deputy.email]


def test_notices_still_try_a_failing_address(world: World, asked: Dossier) -> None:
    failing.mark(Mail.objects.filter(code="M1").latest("pk"), at=THURSDAY, detail="550 5.1.1")
    world.accept(asked, paris(2026, 4, 9, 10))
    world.transmit(asked, paris(2026, 4, 10))
    world.approve_service(asked, paris(2026, 4, 13))
    world.approve_elected(asked, paris(2026, 4, 14))
    assert Mail.objects.filter(code="M9", address=world.referent.email).exists()


def test_a_repaired_address_is_written_to_again(world: World, asked: Dossier) -> None:
    one = refuse(duty_to(world.head))
    failing.repair(one.pk, by=world.agency, at=THURSDAY)
    before = Mail.objects.filter(address=world.head.email).count()
    for day in range(10, 31):
        world.sweep(paris(2026, 4, day, 9))
    assert Mail.objects.filter(address=world.head.email).count() > before


def test_the_agency_repairs_it_from_the_register(world: World, asked: Dossier) -> None:
    one = refuse(duty_to(world.head))
    ensure_groups()
    world.agency.refresh_from_db()
    client = Client()
    open_session(client, world.agency)
    page = f"/admin/registres/adresses/{one.pk}/"
    assert "Cette adresse marche de nouveau" in client.get(page).content.decode()
    assert client.get(f"{page}reparer/").status_code == 405
    said = client.post(f"{page}reparer/", follow=True).content.decode()
    assert "C’est noté" in said
    one.refresh_from_db()
    assert one.repaired_by == world.agency


def picture() -> list[Any]:
    """What a pass may write."""
    models = (Mail, Delivery, FailingAddress, Rung)
    return [list(model.objects.order_by("pk").values()) for model in models]


def test_p17_a_pass_stands_in_at_once_for_whoever_it_sees_refused(
    world: World, asked: Dossier, settings: Any
) -> None:
    """The head, then the Agence: each refusal is followed up by the pass that met it."""
    with Sink.running() as sink:
        settings.EMAIL_URL = sink.url
        for address in (world.head.email, world.town.agency_email):
            sink.rules.at_rcpt[address] = "550 5.1.1 no such mailbox"
        late = paris(2026, 4, 14, 9)
        sweep(late)
        told = Mail.objects.filter(address=world.agency_direction.email, state="sent")
        assert set(told.values_list("kind", flat=True)) == {"duty", "notice"}
        after = picture()
        sweep(late)
        assert picture() == after


def test_p17_a_server_that_refuses_everybody_ends_the_pass(
    world: World, asked: Dossier, settings: Any
) -> None:
    with Sink.running() as sink:
        settings.EMAIL_URL = sink.url
        sink.rules.at_rcpt["*"] = "550 5.1.1 no such mailbox"
        late = paris(2026, 4, 14, 9)
        sweep(late)
        after = picture()
        sweep(late)
        assert picture() == after
    assert Delivery.objects.filter(state="pending").count() == 0


def test_p22_a_reminder_that_comes_back_hours_later_is_told_to_somebody_else(
    world: World, asked: Dossier
) -> None:
    mail = duty_to(world.head)
    Mail.objects.filter(pk=mail.pk).update(state="sent", sent_at=THURSDAY)
    asked.refresh_from_db()
    state = model_to_dict(asked), asked.events.count()
    bounces.record(came_back("hard_unknown_user", mail), at=paris(2026, 4, 9, 14))
    asked.refresh_from_db()
    assert (model_to_dict(asked), asked.events.count()) == state
    world.sweep(paris(2026, 4, 9, 14, 3))
    rung = Delivery.objects.filter(address=world.head.email).latest("pk").rung
    assert rung.deliveries.filter(address=world.town.agency_email).exists()
    assert Mail.objects.get(code="S1").address == world.town.agency_email
