"""Stopping what one follows: P29 and P30; the choices of `/compte/courriels/`."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Any

import pytest
import time_machine
from django.core import signing
from django.test import Client
from django.utils import timezone

from participation import outbox, subscriptions
from participation.models import Mail, Mandate, Subscriber, Subscription, User
from participation.smtp import as_message
from tests.circuits.smtp_sink import Sink
from tests.factories import CouncilFactory, ServiceFactory, UserFactory, paris
from tests.strict import StrictClient, signed_in

NOW = paris(2026, 4, 24, 9)


def subscriber(**fields: Any) -> Subscriber:
    if not fields:
        fields = {"user": UserFactory()}
    return Subscriber.objects.create(created_at=NOW, follows_since=NOW, **fields)


def path_of(person: Subscriber) -> str:
    return subscriptions.unsubscribe_url(person).removeprefix("http://testserver")


def queue(person: Subscriber, kind: str, code: str = "Dg3", **fields: Any) -> Mail:
    letter = outbox.Letter(code, "Objet", "Texte", "<p>Texte</p>", **fields)
    return outbox.queue(
        letter,
        person.mail_address() or "",
        kind=kind,
        identity=(kind, code),
        at=NOW,
        user=person.user,
        duty_day=NOW.date() if kind == "duty" else None,
    )


def follows(person: Subscriber) -> bool:
    person.refresh_from_db()
    return person.follows_since is not None


# --- The link of a mail ---


def test_p29_reading_the_link_never_acts(db: None, client: StrictClient) -> None:
    person = subscriber()
    for _ in range(2):
        answer = client.get(path_of(person))
        assert answer.status_code == 200
        assert "Arrêter ce courriel" in answer.content.decode()
        assert client.head(path_of(person)).status_code == 200
    assert follows(person)
    assert "sessionid" not in answer.cookies


@pytest.mark.parametrize("body", ["List-Unsubscribe=One-Click", ""])
def test_p30_one_post_without_cookies_stops_at_once(db: None, body: str) -> None:
    person = subscriber()
    program = Client(enforce_csrf_checks=True)
    answer = program.post(
        path_of(person), body, content_type="application/x-www-form-urlencoded"
    )
    assert answer.status_code == 200
    assert not answer.cookies
    assert not follows(person)
    # Twice is once, and the page says so.
    again = program.post(
        path_of(person), body, content_type="application/x-www-form-urlencoded"
    )
    assert "C’est arrêté" in again.content.decode()


def test_p30_the_button_of_the_page_does_the_same(db: None, client: StrictClient) -> None:
    person = subscriber(address="habitante@exemple.fr")
    client.get(path_of(person))
    answer = client.post(path_of(person), {"List-Unsubscribe": "One-Click"})
    assert "C’est arrêté" in answer.content.decode()
    assert not follows(person)


def test_p30_that_class_only_and_what_waits_of_it(db: None, settings: Any) -> None:
    settings.EMAIL_URL = ""
    person, other = subscriber(), subscriber()
    news, others = queue(person, "follow"), queue(other, "follow")
    kept = [queue(person, kind, kind) for kind in ("account", "notice", "duty", "weekly")]
    Client().post(path_of(person))
    outbox.deliver(NOW, duty=True)
    states = dict(Mail.objects.values_list("pk", "state"))
    assert states[news.pk] == "dropped"
    assert states[others.pk] == "kept"
    assert {states[mail.pk] for mail in kept} == {"kept"}
    assert follows(other)
    person.refresh_from_db()
    assert person.weekly_table


@pytest.mark.parametrize(
    ("link", "why"),
    [
        ("forged", "n’est pas complet"),
        ("cut", "n’est pas complet"),
        ("of another purpose", "n’est pas complet"),
        ("nobody", "n’est celui de personne"),
        ("old", "plus d’un an"),
    ],
)
def test_p29_a_link_that_is_not_good_does_nothing_and_says_so(
    db: None, client: StrictClient, link: str, why: str
) -> None:
    person = subscriber()
    good = path_of(person)
    if link == "old":
        with time_machine.travel(timezone.now() - timedelta(days=367)):
            good = path_of(person)
    path = {
        "forged": good[:-4] + "AAA/",
        "cut": good[:-12] + "/",
        "of another purpose": f"/desabonnement/{signing.dumps(person.token, salt='x')}/",
        "nobody": f"/desabonnement/{signing.dumps('x' * 22, salt=subscriptions.SALT)}/",
        "old": good,
    }[link]
    for answer in (client.get(path), client.post(path)):
        assert answer.status_code == 404
        page = answer.content.decode()
        assert why in page
        assert "Rien n’a changé" in page
    assert follows(person)


def test_the_link_says_nothing_of_the_person(db: None) -> None:
    person = subscriber()
    url = subscriptions.unsubscribe_url(person)
    user = person.user
    assert user is not None
    for private in (user.email, user.last_name, user.first_name):
        assert private and private not in url
    payload = signing.loads(url.rstrip("/").rpartition("/")[2], salt=subscriptions.SALT)
    assert payload == person.token
    assert re.fullmatch(r"[A-Za-z0-9]{22}", payload)


def test_p32_mail_programs_find_the_link_in_the_headers(db: None, settings: Any) -> None:
    person = subscriber()
    url = subscriptions.unsubscribe_url(person)
    mail = queue(person, "follow", unsubscribe_url=url)
    queue(person, "weekly", "Dg2")
    with Sink.running() as sink:
        settings.EMAIL_URL = sink.url
        outbox.deliver(NOW, duty=True)
        news, table = sink.received
    assert news["List-Unsubscribe"].strip() == f"<{url}>"
    assert news["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    # Written as it is, be it on a line of its own: never as an encoded word.
    assert f"<{url}>".encode() in as_message(mail).message().as_bytes()
    assert "List-Unsubscribe" not in table
    assert news["Auto-Submitted"] == table["Auto-Submitted"] == "auto-generated"


@pytest.mark.parametrize("kind", ["weekly", "follow"])
def test_p22_weekly_mails_wait_for_office_hours(db: None, settings: Any, kind: str) -> None:
    settings.EMAIL_URL = ""
    mail = queue(subscriber(), kind)
    outbox.deliver(NOW, duty=False)
    mail.refresh_from_db()
    assert mail.state == "queued"
    outbox.deliver(NOW, duty=True)
    mail.refresh_from_db()
    assert mail.state == "kept"


# --- The choices of one's account ---


@pytest.fixture
def member(db: None) -> User:
    user: User = UserFactory()
    Mandate.objects.create(
        council=CouncilFactory(name="Conseil du Drouot"),
        user=user,
        role="member",
        starts_on=date(2020, 1, 1),
    )
    return user


def test_a_member_sees_what_the_mandate_follows_and_reading_writes_nothing(
    member: User,
) -> None:
    page = signed_in(member).get("/compte/courriels/").content.decode()
    assert "Conseil du Drouot" in page
    assert 'name="follow"' in page
    assert re.search(r'name="follow"[^>]*checked', page)
    assert 'name="table"' not in page, "no post, no table"
    assert not Subscriber.objects.exists()


def test_news_are_turned_off_and_on_again(member: User) -> None:
    client = signed_in(member)
    assert client.post("/compte/courriels/", {}).status_code == 302
    person = Subscriber.objects.get(user=member)
    assert person.follows_since is None
    page = client.get("/compte/courriels/").content.decode()
    assert not re.search(r'name="follow"[^>]*checked', page)
    client.post("/compte/courriels/", {"follow": "on"})
    person.refresh_from_db()
    assert person.follows_since is not None
    assert timezone.now() - person.follows_since < timedelta(minutes=5), "nothing older"


def test_a_head_of_service_may_turn_the_table_off(db: None) -> None:
    head = ServiceFactory().head
    client = signed_in(head)
    assert 'name="table"' in client.get("/compte/courriels/").content.decode()
    client.post("/compte/courriels/", {"follow": "on"})
    person = Subscriber.objects.get(user=head)
    assert (person.weekly_table, person.follows_since is not None) == (False, True)
    client.post("/compte/courriels/", {"follow": "on", "table": "on"})
    person.refresh_from_db()
    assert person.weekly_table


def test_other_councils_are_followed_and_left(member: User) -> None:
    other, third = CouncilFactory(), CouncilFactory()
    client = signed_in(member)

    def choose(**chosen: Any) -> list[tuple[str, int | None]]:
        client.post("/compte/courriels/", {"follow": "on", **chosen})
        return sorted(Subscription.objects.values_list("scope", "council"), key=str)

    assert choose(councils=[other.pk, third.pk]) == sorted(
        [("council", other.pk), ("council", third.pk)], key=str
    )
    first = Subscription.objects.get(council=other)
    assert first.confirmed_at is not None
    assert choose(councils=[other.pk], platform="on") == sorted(
        [("council", other.pk), ("platform", None)], key=str
    )
    assert Subscription.objects.get(council=other).pk == first.pk, "kept since it was chosen"
    assert choose() == []


def test_a_council_that_does_not_exist_is_refused_in_french(member: User) -> None:
    CouncilFactory()
    for wrong in ("999999", "x"):
        answer = signed_in(member).post("/compte/courriels/", {"councils": [wrong]})
        assert answer.status_code == 200
        assert "choisissez-en un autre" in answer.content.decode()


def test_a_person_has_one_row_however_often_it_is_asked_for(db: None) -> None:
    user = UserFactory()
    for _ in range(2):
        subscriptions.ensure_subscribers({user.pk: user}, ["b@exemple.fr"], at=NOW)
    assert Subscriber.objects.count() == 2
