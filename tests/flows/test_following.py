"""Following from a page: a button with an account, a confirmed address without (P29, P30)."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Any

import pytest
import time_machine
from django.core import signing
from django.core.cache import cache
from django.test import Client

from circuits import actions
from circuits.actions.subscribe import forget_unconfirmed
from participation import following, subscriptions
from participation.masking import without_links
from participation.models import Council, Mail, Subscriber, Subscription
from tests.factories import UserFactory, World, paris
from tests.factories.offers import OfferWorld
from tests.strict import StrictClient, signed_in

START = paris(2026, 4, 2)
ADDRESS = "habitante@exemple.fr"


@pytest.fixture(autouse=True)
def forgotten_limits() -> None:
    cache.clear()


@pytest.fixture
def clock() -> Any:
    with time_machine.travel(START, tick=False) as traveller:
        yield traveller


def ask(client: Client, page: str, address: str = ADDRESS) -> Any:
    return client.post(f"{page}suivre/", {"email": address})


def confirm_path(mail: Mail) -> str:
    found = re.search(r"http://testserver(/abonnement/\S+/)", mail.text)
    assert found, mail.text
    return found[1]


def follows(page: str) -> Subscription:
    return Subscription.objects.get(reference=page.strip("/").rpartition("/")[2])


# --- With an account ---


def test_a_button_follows_and_follows_no_more(world: World, clock: Any) -> None:
    page = world.deposit(START).get_absolute_url()
    reader = UserFactory()
    client = signed_in(reader)
    assert "Ne plus suivre" not in client.get(page).content.decode()
    assert client.post(f"{page}suivre/", {"action": "suivre"}).url == page
    chosen = follows(page)
    assert chosen.subscriber.user == reader
    assert chosen.confirmed_at == START
    assert "Ne plus suivre" in client.get(page).content.decode()
    client.post(f"{page}suivre/", {"action": "suivre"})
    assert Subscription.objects.count() == 1, "twice is once"
    client.post(f"{page}suivre/", {"action": "arreter"})
    assert not Subscription.objects.exists()
    assert not Mail.objects.filter(code="Ab1").exists()


def test_a_member_already_follows_the_council(world: World, clock: Any) -> None:
    url = f"/conseils/{world.council.slug}/suivre/"
    assert "par votre mandat" in signed_in(world.member).get(url).content.decode()
    assert "par votre mandat" not in signed_in(world.other_referent).get(url).content.decode()
    signed_in(world.other_referent).post(url, {"action": "suivre"})
    assert Subscription.objects.get().council == world.council


def test_who_had_stopped_takes_up_again_and_hears_nothing_older(
    world: World, clock: Any
) -> None:
    page = world.deposit(START).get_absolute_url()
    reader = UserFactory()
    client = signed_in(reader)
    client.post(f"{page}suivre/", {"action": "suivre"})
    person = Subscriber.objects.get(user=reader)
    subscriptions.stop_following(person, at=START)
    assert "Ne plus suivre" not in client.get(page).content.decode()
    later = START + timedelta(days=30)
    clock.move_to(later)
    signed_in(reader).post(f"{page}suivre/", {"action": "suivre"})
    person.refresh_from_db()
    assert person.follows_since == later
    assert follows(page).confirmed_at == later


# --- Without an account ---


@pytest.mark.parametrize("known", ["nobody", "account", "closed", "agency", "follower"])
def test_every_address_gets_the_same_answer(world: World, clock: Any, known: str) -> None:
    """No account, no follower is betrayed: the page, its headers, its cookies."""
    page = world.deposit(START).get_absolute_url()
    if known == "account":
        UserFactory(email=ADDRESS)
    elif known == "closed":
        UserFactory(email=ADDRESS, is_active=False)
    elif known == "agency":
        UserFactory(email=ADDRESS, agency=True)
    elif known == "follower":
        asked = following.ask(ADDRESS, following.Thing(reference="demande-2026-001"), at=START)
        following.confirm(asked, at=START)
    client = StrictClient()
    answer = ask(client, page)
    assert (answer.status_code, answer.url) == (302, f"{page}suivre/?envoye=1")
    assert not answer.cookies
    shown = client.get(answer.url).content.decode()
    assert "Regardez vos courriels" in shown
    assert ADDRESS not in shown
    assert Mail.objects.filter(code="Ab1", address=ADDRESS, kind="account").count() == 1


def test_nothing_is_sent_before_the_address_is_confirmed(world: World, clock: Any) -> None:
    dossier = world.deposit(START)
    ask(StrictClient(), dossier.get_absolute_url())
    asked = follows(dossier.get_absolute_url())
    assert asked.confirmed_at is None
    assert asked.subscriber.follows_since is None
    world.qualify(dossier, START + timedelta(hours=1))
    for day in (3, 10, 17):
        world.sweep(paris(2026, 4, day, 9))
    assert set(Mail.objects.filter(address=ADDRESS).values_list("code", flat=True)) == {"Ab1"}


def test_once_confirmed_the_news_come_and_nothing_older(world: World, clock: Any) -> None:
    dossier = world.deposit(START)
    client = StrictClient()
    ask(client, dossier.get_absolute_url())
    path = confirm_path(Mail.objects.get(code="Ab1"))
    clock.move_to(START + timedelta(hours=1))
    assert client.post(path).url == path
    assert "C’est confirmé" in client.get(path).content.decode()
    world.qualify(dossier, START + timedelta(hours=2))
    for day in (3, 10):
        world.sweep(paris(2026, 4, day, 9))
    told = Mail.objects.get(address=ADDRESS, code="Dg3")
    assert "Confiée au service" in told.text
    assert "dépose la demande" not in told.text
    assert "/desabonnement/" in told.text


def test_p29_reading_the_link_never_confirms(world: World, clock: Any) -> None:
    page = world.deposit(START).get_absolute_url()
    client = StrictClient()
    ask(client, page)
    path = confirm_path(Mail.objects.get(code="Ab1"))
    for _ in range(2):
        assert "Oui, suivre par courriel" in client.get(path).content.decode()
        assert client.head(path).status_code == 200
    program = Client(enforce_csrf_checks=True)
    assert program.post(path).status_code == 403
    assert follows(page).confirmed_at is None
    answer = client.get(path)
    assert answer["Cache-Control"] == "private, no-store"
    assert answer["X-Robots-Tag"] == "noindex, nofollow"
    assert path not in without_links(f"GET {path}")


@pytest.mark.parametrize("link", ["forged", "cut", "of another purpose", "old", "gone"])
def test_p29_a_link_that_is_not_good_confirms_nothing(
    world: World, clock: Any, link: str
) -> None:
    page = world.deposit(START).get_absolute_url()
    client = StrictClient()
    ask(client, page)
    asked = follows(page)
    good = confirm_path(Mail.objects.get(code="Ab1"))
    signed = signing.dumps([asked.pk, asked.subscriber.token], salt=subscriptions.SALT)
    path = {
        "forged": good[:-4] + "AAA/",
        "cut": good[:-12] + "/",
        "of another purpose": f"/abonnement/{signed}/",
    }.get(link, good)
    if link == "old":
        clock.move_to(START + timedelta(days=7, seconds=1))
    if link == "gone":
        Subscription.objects.all().delete()
    for answer in (client.get(path), client.post(path)):
        assert answer.status_code == 404
        assert "Rien n’a changé" in answer.content.decode()
    assert not Subscription.objects.filter(confirmed_at__isnull=False).exists()


def test_asking_twice_is_one_subscription_and_the_last_mail_still_confirms(
    world: World, clock: Any
) -> None:
    page = world.deposit(START).get_absolute_url()
    client = StrictClient()
    ask(client, page)
    clock.move_to(START + timedelta(days=6))
    ask(client, page, "Habitante@Exemple.FR")
    assert Subscription.objects.count() == Subscriber.objects.filter(user=None).count() == 1
    clock.move_to(START + timedelta(days=12))
    forget_unconfirmed(START + timedelta(days=12))
    assert client.post(confirm_path(Mail.objects.latest("pk"))).status_code == 302
    assert follows(page).confirmed_at == START + timedelta(days=12)


def test_who_follows_already_is_told_so_and_how_to_stop(world: World, clock: Any) -> None:
    page = world.deposit(START).get_absolute_url()
    client = StrictClient()
    ask(client, page)
    client.post(confirm_path(Mail.objects.get(code="Ab1")))
    clock.move_to(START + timedelta(days=1))
    ask(client, page)
    again = Mail.objects.filter(code="Ab1").latest("pk")
    assert "Vous suivez déjà" in again.subject
    assert "/desabonnement/" in again.text
    assert "/abonnement/" not in again.text


def test_a_stopped_address_begins_again_with_this_alone(world: World, clock: Any) -> None:
    first, second = (world.deposit(START).get_absolute_url() for _ in range(2))
    client = StrictClient()
    for page in (first, second):
        clock.shift(timedelta(minutes=1))
        ask(client, page)
        client.post(confirm_path(Mail.objects.filter(code="Ab1").latest("pk")))
        person = Subscriber.objects.get(address=ADDRESS)
        if page == first:
            subscriptions.stop_following(person, at=START)
    assert [s.reference for s in person.subscriptions.all()] == [second.split("/")[2]]


def test_the_address_of_an_account_follows_for_the_account(world: World, clock: Any) -> None:
    person = UserFactory(email=ADDRESS)
    page = world.deposit(START).get_absolute_url()
    client = StrictClient()
    ask(client, page)
    assert follows(page).subscriber.user == person
    client.post(confirm_path(Mail.objects.get(code="Ab1")))
    assert "Ne plus suivre" in signed_in(person).get(page).content.decode()


def test_what_is_asked_and_not_confirmed_is_not_shown_as_chosen(
    world: World, clock: Any
) -> None:
    person = UserFactory(email=ADDRESS)
    ask(StrictClient(), f"/conseils/{world.council.slug}/")
    client = signed_in(person)
    page = client.get("/compte/courriels/").content.decode()
    assert not re.search(rf'value="{world.council.pk}"[^>]*checked', page)
    client.post("/compte/courriels/", {"follow": "on", "councils": [world.council.pk]})
    assert Subscription.objects.get().confirmed_at == START


@pytest.mark.parametrize("typed", ["", "x", "a@b", "é@", f"{'a' * 250}@exemple.fr"])
def test_a_wrong_address_is_refused_beside_the_field(
    world: World, clock: Any, typed: str
) -> None:
    page = world.deposit(START).get_absolute_url()
    answer = ask(StrictClient(), page, typed)
    assert answer.status_code == 200
    assert "Il y a un problème" in answer.content.decode()
    assert not Mail.objects.filter(code="Ab1").exists()


def test_nobody_s_mailbox_is_filled_with_requests(world: World, clock: Any) -> None:
    page = world.deposit(START).get_absolute_url()
    for n in range(3):
        clock.shift(timedelta(seconds=1))
        assert ask(StrictClient(REMOTE_ADDR=f"127.0.0.{n}"), page).status_code == 302
    answer = ask(StrictClient(REMOTE_ADDR="127.0.1.1"), f"/conseils/{world.council.slug}/")
    assert answer.status_code == 429
    assert "Trop de demandes" in answer.content.decode()
    assert Mail.objects.filter(code="Ab1").count() == 3


def test_what_nobody_confirmed_is_forgotten_with_its_address(world: World, clock: Any) -> None:
    page = world.deposit(START).get_absolute_url()
    client = StrictClient()
    ask(client, page)
    clock.shift(timedelta(seconds=1))
    ask(client, page, "autre@exemple.fr")
    client.post(confirm_path(Mail.objects.get(address="autre@exemple.fr")))
    assert forget_unconfirmed(START + timedelta(days=6)) == 0
    assert forget_unconfirmed(START + timedelta(days=8)) == 1
    assert [s.address for s in Subscriber.objects.filter(user=None)] == ["autre@exemple.fr"]


def test_a_shared_mailbox_keeps_its_row(world: World, clock: Any) -> None:
    box = Subscriber.objects.create(address=ADDRESS, created_at=START, weekly_table=False)
    from circuits.models import Digest

    Digest.objects.create(subscriber=box, kind="Dg2", week=date(2026, 3, 30), at=START)
    ask(StrictClient(), world.deposit(START).get_absolute_url())
    forget_unconfirmed(START + timedelta(days=8))
    assert Subscriber.objects.filter(pk=box.pk).exists()


# --- What may be followed ---


@pytest.mark.parametrize("visibility", ["members", "private"])
@pytest.mark.parametrize("who", ["anonymous", "referent", "agency"])
def test_p24_what_the_public_does_not_read_is_not_followed(
    world: World, clock: Any, visibility: str, who: str
) -> None:
    dossier = world.deposit(START, title="ZTITREZ", visibility=visibility)
    page = f"/dossiers/{dossier.reference}/"
    client = StrictClient() if who == "anonymous" else signed_in(getattr(world, who))
    assert client.get(f"{page}suivre/").status_code == 404
    assert client.post(f"{page}suivre/", {"email": ADDRESS}).status_code == 404
    assert client.post(f"{page}suivre/", {"action": "suivre"}).status_code == 404
    assert not Subscription.objects.exists()
    assert "Suivre et partager" not in client.get(page).content.decode()


def test_p24_the_mail_holds_no_title_before_its_relecture(world: World, clock: Any) -> None:
    dossier = world.deposit(START, title="ZTITREZ", need="ZCONSTATZ")
    page = dossier.get_absolute_url()
    ask(StrictClient(), page)
    before = Mail.objects.get(code="Ab1")
    assert "ZTITREZ" not in before.subject + before.text + before.html
    actions.proofread(dossier.pk, by=world.agency, at=START)
    clock.shift(timedelta(seconds=1))
    ask(StrictClient(), page)
    after = Mail.objects.filter(code="Ab1").latest("pk")
    assert "ZTITREZ" in after.subject
    assert "ZCONSTATZ" not in after.text + after.html


def test_an_offre_is_followed_once_it_is_sent(db: None, clock: Any) -> None:
    town = OfferWorld()
    offer = town.submitted(START)
    path = f"/dossiers/{offer.reference}/suivre/"
    assert StrictClient().get(path).status_code == 404
    town.approve_offer(offer, START)
    town.send(offer, START)
    assert StrictClient().get(path).status_code == 200


def test_a_council_that_became_another_is_still_followed(world: World, clock: Any) -> None:
    new = world.other_council
    Council.objects.filter(pk=world.council.pk).update(dissolved_on=START.date(), successor=new)
    client = StrictClient()
    ask(client, f"/conseils/{world.council.slug}/")
    client.post(confirm_path(Mail.objects.get(code="Ab1")))
    from circuits.followers import followings, living_councils

    person = Subscriber.objects.get(address=ADDRESS)
    found = followings([person], START.date(), living_councils(START.date()))
    assert set(found[person.pk].councils) == {new.pk}


def test_a_session_that_ended_shows_the_form_of_the_address(world: World, clock: Any) -> None:
    page = world.deposit(START).get_absolute_url()
    answer = StrictClient().post(f"{page}suivre/", {"action": "suivre"})
    assert answer.url == f"{page}suivre/"
    assert "Votre adresse électronique" in StrictClient().get(answer.url).content.decode()
