"""Who reads what: one rule, the same on every page (circuits.md 9)."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import time_machine

from circuits.models import Dossier
from participation.models import Mail
from tests.factories import World, paris
from tests.flows.test_journey import act, draft_fields, hidden
from tests.strict import StrictClient, signed_in

START = paris(2026, 4, 2)


@pytest.fixture(autouse=True)
def in_april() -> Iterator[None]:
    with time_machine.travel(START, tick=True):
        yield


def test_a_dossier_kept_to_the_members_does_not_exist_in_public(world: World) -> None:
    dossier = world.deposit(START, visibility="members", title="Aire de jeux Wolf")
    public, member = StrictClient(), signed_in(world.other_referent)
    assert public.get(f"/dossiers/{dossier.reference}/").status_code == 404
    for url in ("/demandes/", "/recherche/?q=wolf"):
        page = public.get(url).content.decode()
        assert dossier.label not in page
        assert "Aire de jeux" not in page
    assert member.get(f"/dossiers/{dossier.reference}/").status_code == 200
    assert dossier.label in member.get("/demandes/").content.decode()


def test_without_a_mandate_today_one_reads_as_anybody(world: World) -> None:
    dossier = world.deposit(START, visibility="members")
    mandate = world.other_referent.mandates.get()
    mandate.ends_on = START.date().replace(day=1)
    mandate.save()
    answer = signed_in(world.other_referent).get(f"/dossiers/{dossier.reference}/")
    assert answer.status_code == 404


def test_the_town_may_choose_to_publish_at_once(world: World) -> None:
    world.town.publish_at_once = True
    world.town.save()
    dossier = world.deposit(START)
    page = StrictClient().get(f"/dossiers/{dossier.reference}/").content.decode()
    assert dossier.title in page
    assert not dossier.obligations.filter(kind="proofreading").exists()


def test_the_reason_of_a_declined_attribution_stays_in_the_town(world: World) -> None:
    from circuits import actions

    dossier = world.qualify(world.deposit(START), START)
    actions.decline_attribution(
        dossier.pk,
        by=world.head,
        at=START,
        reason="Manque d’agents ce printemps.",
        proposed=world.other_service,
    )
    public = StrictClient().get(f"/dossiers/{dossier.reference}/").content.decode()
    assert "Manque d’agents" not in public
    assert str(world.other_service) in public
    council = signed_in(world.referent).get(dossier.private_url).content.decode()
    assert "Manque d’agents" not in council
    city = signed_in(world.other_head).get(dossier.private_url).content.decode()
    assert "Manque d’agents" in city


def test_a_draft_answer_is_read_by_the_town_only(world: World) -> None:
    dossier = world.deposit(START)
    world.qualify(dossier, START)
    world.accept(dossier, START)
    world.transmit(dossier, START)
    words = "La Ville a vérifié sur place"
    assert words in signed_in(world.elected).get(dossier.private_url).content.decode()
    assert words not in signed_in(world.referent).get(dossier.private_url).content.decode()
    page = StrictClient().get(f"/dossiers/{dossier.reference}/").content.decode()
    assert words not in page


def test_the_agence_writes_and_deposits_for_a_council_that_called(world: World) -> None:
    agency = signed_in(world.agency)
    choose = agency.get("/espace/demandes/nouvelle/")
    assert str(world.council) in choose.content.decode()
    url = f"/espace/demandes/nouvelle/?conseil={world.council.slug}"
    page = agency.get(url)
    sent = agency.post(url, {**hidden(page), **draft_fields(world), "continue": "1"})
    assert sent.status_code == 302
    dossier = Dossier.objects.get()
    assert agency.get(dossier.private_url).status_code == 200
    act(
        agency,
        dossier,
        "deposer",
        behalf_person=world.referent.pk,
        behalf_channel="paper",
        behalf_on="2026-04-01",
    )
    dossier.refresh_from_db()
    assert dossier.reference == "demande-2026-001"
    public = StrictClient().get(f"/dossiers/{dossier.reference}/").content.decode()
    assert "Saisi par l’Agence, recueilli sur papier" in public
    assert Mail.objects.filter(code="M1", user=world.referent).exists()


def test_a_member_without_mail_is_written_to_through_the_relay(world: World) -> None:
    world.referent.email = None
    world.referent.relay = world.member
    world.referent.save()
    world.deposit(START)
    addresses = Mail.objects.filter(code="M1").values_list("address", flat=True)
    assert set(addresses) == {world.member.email, world.referent_deputy.email}


def test_signed_in_pages_are_never_kept_by_a_cache(world: World) -> None:
    answer = signed_in(world.referent).get("/demandes/")
    assert "no-store" in answer.headers["Cache-Control"]


@pytest.mark.parametrize("path", ["/demandes/", "/connexion/", "/rien/", "/admin/"])
def test_every_answer_has_its_content_policy(world: World, path: str) -> None:
    answer = StrictClient().get(path)
    policy = answer.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe-inline" not in policy or path == "/admin/"
