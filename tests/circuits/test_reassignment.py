"""Another service, another person, another opinion (circuits.md 3 and 7; P13)."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest

from circuits import actions
from circuits.errors import ActRefused
from circuits.models import Dossier, Obligation, Rung
from circuits.sweep import sweep
from participation.models import Mail, Service, User
from tests.factories import ServiceFactory, World, paris

START = paris(2026, 4, 2)


@pytest.fixture
def dossier(world: World) -> Dossier:
    """At A3 since 16 April: step due on 13 May, promise on 2 June."""
    return world.studied()


def step(dossier: Dossier) -> Obligation:
    owed: Obligation = dossier.obligations.open().get(principal=True)
    return owed


def reassign(
    dossier: Dossier, by: User, at: datetime, service: Service, reason: str
) -> Dossier:
    return actions.reassign(dossier.pk, by=by, at=at, service=service, reason=reason)


def codes(person: Any) -> list[str]:
    found = Mail.objects.filter(address=person.email).order_by("pk")
    return list(found.values_list("code", flat=True))


def test_p13_the_promise_stays_and_the_new_service_has_five_days(
    world: World, dossier: Dossier
) -> None:
    sweep(paris(2026, 5, 5), register_only=True)
    assert "M4" in codes(world.holder)
    before = len(codes(world.holder))
    reassign(
        dossier,
        world.agency,
        paris(2026, 5, 12),
        world.other_service,
        "La rue est du ressort de l’autre service.",
    )
    dossier.refresh_from_db()
    assert (dossier.service, dossier.holder) == (world.other_service, world.other_holder)
    assert dossier.promised_on == date(2026, 6, 2)
    # Five worked days from Tuesday 12 May, Ascension skipped.
    assert step(dossier).due_on == date(2026, 5, 20)
    for day in (12, 13, 15, 20, 21, 27):
        sweep(paris(2026, 5, day, 11), register_only=True)
    assert len(codes(world.holder)) == before, "the old owner gets nothing any more"
    address = world.other_service.mailbox
    first = Mail.objects.filter(address=address).order_by("pk").first()
    assert first is not None and first.code == "M12"
    assert "La rue est du ressort" in first.text
    assert "M6" in codes(world.other_holder)


def test_p13_a_date_that_is_far_stays_as_it_is(world: World, dossier: Dossier) -> None:
    reassign(
        dossier, world.agency, paris(2026, 4, 20), world.other_service, "Erreur d’orientation."
    )
    assert step(dossier).due_on == date(2026, 5, 13)
    old = Rung.objects.filter(obligation=step(dossier), clock=1, state="armed")
    assert not old.exists()


def test_p13_the_promise_wins_over_the_five_days_and_the_agence_is_warned(
    world: World, dossier: Dossier
) -> None:
    reassign(
        dossier, world.agency, paris(2026, 5, 29), world.other_service, "Départ du service."
    )
    assert step(dossier).due_on == date(2026, 6, 2)
    warned = Mail.objects.filter(address=world.town.agency_email, code="M15").last()
    assert warned is not None and "peu avant la date promise" in warned.subject
    assert dossier.events.filter(code="room_too_short", audience="city").count() == 1


def test_the_public_reads_services_and_never_why(world: World, dossier: Dossier) -> None:
    reassign(
        dossier, world.agency, paris(2026, 5, 12), world.other_service, "Madame X est en congé."
    )
    event = dossier.events.get(code="reassigned")
    assert (event.audience, event.service) == ("public", world.other_service)
    council = Mail.objects.filter(address=world.referent.email).order_by("pk").last()
    assert council is not None and "Réattribuée" in council.subject
    assert "Madame X" not in council.text


def test_a_head_reassigns_within_its_directorate_only(world: World, dossier: Dossier) -> None:
    near = ServiceFactory(directorate=world.service.directorate)
    with pytest.raises(ActRefused, match="Hors de votre direction"):
        reassign(dossier, world.head, paris(2026, 5, 4), world.other_service, "Pas nous.")
    for wrong, why in [(world.service, "déjà à ce service")]:
        with pytest.raises(ActRefused, match=why):
            reassign(dossier, world.agency, paris(2026, 5, 4), wrong, "?")
    reassign(dossier, world.head, paris(2026, 5, 4), near, "C’est eux.")
    dossier.refresh_from_db()
    assert dossier.service == near


def test_a_service_proposes_and_the_agence_decides(world: World, dossier: Dossier) -> None:
    def propose() -> None:
        actions.propose_transfer(
            dossier.pk,
            by=world.holder,
            at=paris(2026, 5, 4),
            service=world.other_service,
            reason="C’est une voie départementale.",
        )

    propose()
    dossier.refresh_from_db()
    assert dossier.service == world.service
    assert dossier.obligations.open().get(kind="transfer").party == "agency"
    with pytest.raises(ActRefused, match="déjà proposée"):
        propose()
    actions.keep_service(
        dossier.pk, by=world.agency, at=paris(2026, 5, 5), reason="Non, elle est communale."
    )
    told = Mail.objects.filter(address=world.holder.email).order_by("pk").last()
    assert told is not None and "reste à votre service" in told.subject
    propose()
    reassign(dossier, world.agency, paris(2026, 5, 6), world.other_service, "Oui.")
    assert not dossier.obligations.open().filter(kind="transfer")


def test_inside_a_service_another_person_takes_it_and_the_public_reads_nothing(
    world: World, dossier: Dossier
) -> None:
    with pytest.raises(ActRefused, match="en poste dans ce service"):
        actions.hand_over(
            dossier.pk, by=world.head, at=paris(2026, 5, 12), holder=world.other_holder
        )
    with pytest.raises(ActRefused, match="ont déjà"):
        actions.hand_over(
            dossier.pk,
            by=world.head,
            at=paris(2026, 5, 12),
            holder=world.holder,
            deputy=world.deputy,
        )
    actions.hand_over(
        dossier.pk, by=world.head, at=paris(2026, 5, 12), holder=world.deputy, deputy=None
    )
    dossier.refresh_from_db()
    assert (dossier.holder, dossier.service) == (world.deputy, world.service)
    assert dossier.events.get(code="handed_over").audience == "city"
    assert step(dossier).due_on == date(2026, 5, 20)
    sweep(paris(2026, 5, 21), register_only=True)
    assert codes(world.deputy) and not codes(world.holder)


def test_an_associated_service_owes_its_opinion_beside_the_step(
    world: World, dossier: Dossier
) -> None:
    def ask(service: Any) -> None:
        actions.ask_opinion(
            dossier.pk,
            by=world.holder,
            at=paris(2026, 4, 20),
            service=service,
            question="La pente permet-elle un ralentisseur ?",
        )

    ask(world.other_service)
    third = ServiceFactory()
    ask(third)
    with pytest.raises(ActRefused, match="déjà demandé"):
        ask(third)
    with pytest.raises(ActRefused, match="autre service"):
        ask(world.service)
    owed = dossier.obligations.open().get(kind="opinion", service=world.other_service)
    assert (owed.party, owed.due_on) == ("associate", date(2026, 5, 5))
    assert list(Obligation.objects.owed_by(_viewer(world.other_holder))) == [owed]
    with pytest.raises(ActRefused):
        actions.give_opinion(
            dossier.pk, by=world.head, at=START, service=world.other_service, opinion="Oui."
        )
    with pytest.raises(ActRefused, match="pas demandé à votre service"):
        actions.give_opinion(
            dossier.pk, by=world.other_holder, at=START, service=third, opinion="Oui."
        )
    sweep(paris(2026, 5, 6), register_only=True)
    addresses = {world.other_service.mailbox, third.mailbox}
    written = set(Mail.objects.values_list("address", flat=True))
    assert addresses <= written
    actions.give_opinion(
        dossier.pk,
        by=world.other_holder,
        at=paris(2026, 5, 7),
        service=world.other_service,
        opinion="La pente dépasse quatre pour cent.",
    )
    assert dossier.obligations.open().get(kind="opinion").service == third
    told = Mail.objects.filter(address=world.holder.email).order_by("pk").last()
    assert told is not None and "quatre pour cent" in told.text
    assert {e.audience for e in dossier.events.filter(code__startswith="opinion")} == {"city"}
    # The answer never waits for an opinion.
    world.transmit(dossier, paris(2026, 5, 8))


def _viewer(person: Any) -> Any:
    from circuits.readers import viewer

    return viewer(person, date(2026, 4, 21))
