"""A personal situation: the public knows its number and its state (circuits.md 9, P24)."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.test import Client

from circuits import actions
from circuits.errors import ActRefused
from circuits.models import Dossier, Event
from circuits.readers import viewer
from circuits.sweep import sweep
from participation.models import Mail
from tests.factories import UserFactory, World, paris
from tests.factories.offers import OfferWorld
from tests.factories.world import ACCEPTED, COMMITTED
from tests.strict import StrictClient, signed_in

START = paris(2026, 4, 2)
NOON = paris(2026, 7, 3, 12)
WORDS = ("ZTITREZ", "ZCONSTATZ", "ZSOUHAITZ", "ZLIEUZ", "ZREPONSEZ", "ZRESUMEZ")
READERS = ("referent", "referent_deputy", "member", "holder", "deputy", "head", "elected",
           "directorate", "agency", "agency_direction", "general_direction")  # fmt: skip
STRANGERS = ("other_referent", "other_holder", "other_head", "colleague", "nobody")


@pytest.fixture
def secret(world: World) -> Dossier:
    """Deposited by its author, answered, then late in what was promised."""
    world.colleague = world._mandate(world.council, "member")  # type: ignore[attr-defined]
    world.nobody = UserFactory()  # type: ignore[attr-defined]
    dossier = world.deposit(
        START,
        title="ZTITREZ",
        need="ZCONSTATZ",
        wish="ZSOUHAITZ",
        place="ZLIEUZ",
        visibility="private",
    )
    world.qualify(dossier, START)
    world.accept(dossier, START)
    answer = actions.Draft(**{**vars(COMMITTED), "summary": "ZRESUMEZ", "body": "ZREPONSEZ"})
    world.transmit(dossier, START + timedelta(hours=1), answer)
    world.approve_service(dossier, START + timedelta(hours=2))
    for day in (3, 10, 17):
        sweep(paris(2026, 4, day, 9), register_only=True)
    dossier.refresh_from_db()
    return dossier


def pages(client: Client, dossier: Dossier) -> dict[str, Any]:
    council = dossier.council
    assert council is not None
    urls = (
        f"/dossiers/{dossier.reference}/",
        "/demandes/",
        f"/demandes/?conseil={council.slug}",
        "/offres/",
        *(f"/recherche/?q={word}" for word in WORDS),
    )
    return {url: client.get(url) for url in urls}


@pytest.mark.parametrize("who", ["anonymous", *STRANGERS])
def test_p24_strangers_read_its_number_and_its_state(
    world: World, secret: Dossier, who: str
) -> None:
    client = StrictClient() if who == "anonymous" else signed_in(getattr(world, who))
    assert secret.reference is not None
    with time_machine.travel(NOON):
        found = pages(client, secret)
        for url, answer in found.items():
            assert answer.status_code == 200
            text = answer.content.decode().replace(url.partition("=")[2] or "\0", "")
            for word in WORDS:
                assert word not in text, url
        page = found[f"/dossiers/{secret.reference}/"].content.decode()
        for words in ("Demande 2026-001", "Demande confidentielle", "À l’étude"):
            assert words in page
        for hidden in (world.service, world.council, world.theme, world.official):
            assert str(hidden) not in page.partition("<main")[2]
        assert "noindex" in page
        lists = (
            found["/demandes/"].content.decode()
            + found["/recherche/?q=ZLIEUZ"].content.decode()
        )
        assert secret.label not in lists
        act = f"{secret.private_url}valider-la-reponse/"
        for method, url in (
            (client.get, secret.private_url),
            (client.get, act),
            (client.post, act),
        ):
            assert method(url).status_code in (302, 403, 404), url


@pytest.mark.parametrize("who", READERS)
def test_those_who_deal_with_it_read_it(world: World, secret: Dossier, who: str) -> None:
    with time_machine.travel(NOON):
        client = signed_in(getattr(world, who))
        page = client.get(secret.private_url)
        assert page.status_code == 200
        assert "ZSOUHAITZ" in page.content.decode()
        public = client.get(f"/dossiers/{secret.reference}/").content.decode()
        assert "ZTITREZ" not in public, "the public page is the same for everybody"
        assert "Ouvrir ce dossier dans mon espace" in public


def test_a_member_who_did_not_write_it_has_it_nowhere(world: World, secret: Dossier) -> None:
    with time_machine.travel(NOON):
        colleague = world.colleague  # type: ignore[attr-defined]
        assert "ZTITREZ" not in signed_in(colleague).get("/espace/").content.decode()
        assert "ZTITREZ" in signed_in(world.member).get("/espace/").content.decode()


def test_its_draft_is_read_by_who_writes_it_and_who_speaks(world: World) -> None:
    draft = world.draft(START, visibility="private")
    colleague = world._mandate(world.council, "member")

    def reads(person: Any) -> bool:
        seen = Dossier.objects.visible_to(viewer(person, START.date()))
        return bool(seen.filter(pk=draft.pk).exists())

    assert reads(world.member)
    assert reads(world.referent)
    assert not reads(colleague)
    assert not reads(world.holder), "it was not sent"


def test_a_service_asked_for_its_opinion_reads_it_while_it_owes_it(
    world: World, secret: Dossier
) -> None:
    def reads() -> bool:
        seen = Dossier.objects.visible_to(viewer(world.other_holder, NOON.date()))
        return bool(seen.filter(pk=again.pk).exists())

    again = world.deposit(START, visibility="private")
    world.qualify(again, START)
    world.accept(again, START)
    assert not reads()
    actions.ask_opinion(
        again.pk,
        by=world.holder,
        at=START + timedelta(hours=1),
        service=world.other_service,
        question="Est-ce possible ?",
    )
    assert reads()


def test_p23_its_mails_go_to_those_who_deal_with_it(world: World, secret: Dossier) -> None:
    known = {getattr(world, who).email for who in READERS}
    known |= {world.town.agency_email, world.service.mailbox}
    assert Mail.objects.filter(reference=secret.reference).exists()
    for mail in Mail.objects.all():
        if any(word in mail.text + mail.html + mail.subject for word in WORDS):
            assert mail.address in known, str(mail)
    assert not Mail.objects.filter(code="Dg3").exists(), "the week of a council says nothing"
    assert not Event.objects.public_between(START - timedelta(days=1), NOON).exists()


def test_it_is_not_proofread_since_nothing_is_published(world: World) -> None:
    for at_once in (False, True):
        world.town.publish_at_once = at_once
        world.town.save()
        dossier = world.deposit(START, visibility="private")
        assert not dossier.obligations.filter(kind="proofreading").exists()
        assert dossier.text_published_at is None
    mail = Mail.objects.filter(code="M1").latest("pk")
    assert "relit le texte" not in mail.text
    assert mail.html.count("/espace/dossiers/"), "its page is the one of the space"


@pytest.mark.parametrize(
    ("until", "said"),
    [
        (lambda w, d: None, "Prise en compte. La Ville doit répondre au plus tard le"),
        (
            lambda w, d: actions.withdraw(d.pk, by=w.referent, at=START),
            "Close le 2 avril 2026.",
        ),
    ],
    ids=["open", "closed"],
)
def test_its_state_in_words(world: World, until: Any, said: str) -> None:
    dossier = world.deposit(START, visibility="private")
    until(world, dossier)
    with time_machine.travel(START):
        page = StrictClient().get(f"/dossiers/{dossier.reference}/").content.decode()
    assert said in page.replace("\u00a0", " ")


def test_answered_it_says_that_and_not_what(world: World) -> None:
    dossier = world.deposit(START, visibility="private")
    world.qualify(dossier, START)
    world.accept(dossier, START)
    world.transmit(dossier, START, ACCEPTED)
    world.approve_service(dossier, START)
    world.approve_elected(dossier, START)
    with time_machine.travel(START):
        page = StrictClient().get(f"/dossiers/{dossier.reference}/").content.decode()
    assert "La Ville a répondu le 2 avril 2026." in page.replace("\u00a0", " ")
    assert "repeint" not in page
    assert "acceptée" not in page


def test_it_joins_no_public_demande(world: World) -> None:
    secret = world.deposit(START, visibility="private")
    public = world.deposit(START)
    for one, other in ((secret, public), (public, secret)):
        with pytest.raises(ActRefused, match="confidentielle"):
            actions.merge(one.pk, by=world.agency, at=START, target=other)


def test_no_offre_is_confidential(db: None) -> None:
    town = OfferWorld()
    offer = town.sent(START)
    with pytest.raises(IntegrityError), transaction.atomic():
        Dossier.objects.filter(pk=offer.pk).update(visibility="private")


def test_an_unwritten_number_is_not_betrayed(world: World) -> None:
    """The draft of a confidential demande has no page."""
    world.draft(START, visibility="private")
    assert StrictClient().get("/dossiers/demande-2026-001/").status_code == 404
