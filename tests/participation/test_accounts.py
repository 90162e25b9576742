"""One-time codes and sessions; what a stranger learns (security.md)."""

from __future__ import annotations

from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
import time_machine
from allauth.account.models import EmailAddress
from django.core import mail
from django.test import Client
from django.utils import timezone

from participation.accounts import own_path
from participation.models import User
from tests.sign_in import (
    AGENCY,
    PASSWORD,
    ask_code,
    is_signed_in,
    open_session,
    received_code,
    visible,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("fresh")]


# --- One-time code -------------------------------------------------------------------


def test_a_member_signs_in_with_the_code_of_the_mail(client: Client, member: User) -> None:
    answer = ask_code(client, "Nadia@Exemple.fr")
    assert answer.headers["Location"] == "/connexion/code/"
    answer = client.post("/connexion/code/", {"code": received_code()})
    assert answer.headers["Location"] == "/espace/"
    assert client.session["_auth_user_id"] == str(member.pk)


def test_the_mail_is_french_text_and_says_how_long_the_code_lives(
    client: Client, member: User
) -> None:
    ask_code(client, "nadia@exemple.fr")
    message = mail.outbox[0]
    assert message.to == ["nadia@exemple.fr"]
    assert message.subject == f"Votre code de connexion\u00a0: {received_code()}"
    assert "15 minutes" in message.body
    assert "&#x27;" not in message.body
    assert not getattr(message, "alternatives", [])


def test_the_code_dies_after_fifteen_minutes(client: Client, member: User) -> None:
    ask_code(client, "nadia@exemple.fr")
    with time_machine.travel(timezone.now() + timedelta(minutes=15, seconds=5)):
        client.post("/connexion/code/", {"code": received_code()})
    assert not is_signed_in(client)


def test_the_code_serves_once(client: Client, member: User) -> None:
    ask_code(client, "nadia@exemple.fr")
    code = received_code()
    client.post("/connexion/code/", {"code": code})
    client.post("/deconnexion/")
    client.post("/connexion/code/", {"code": code})
    assert not is_signed_in(client)


def test_five_wrong_codes_end_the_attempt(client: Client, member: User) -> None:
    ask_code(client, "nadia@exemple.fr")
    right = received_code()
    wrong = f"{(int(right) + 1) % 1_000_000:06}"
    for _ in range(5):
        client.post("/connexion/code/", {"code": wrong})
    client.post("/connexion/code/", {"code": right})
    assert not is_signed_in(client)


def test_a_wrong_code_is_said_in_french_beside_the_field(client: Client, member: User) -> None:
    ask_code(client, "nadia@exemple.fr")
    page = client.post("/connexion/code/", {"code": "ABC"}).content.decode()
    assert page.count("Ce code ne convient pas.") == 2
    assert "<title>Erreur\u00a0: Saisir le code" in page


def test_one_can_start_again_with_another_address(client: Client, member: User) -> None:
    ask_code(client, "nadja@exemple.fr")
    assert client.get("/connexion/").status_code == 200
    ask_code(client, "nadia@exemple.fr")
    client.post("/connexion/code/", {"code": received_code()})
    assert is_signed_in(client)


def test_a_closed_account_gets_no_mail_and_no_session(client: Client, member: User) -> None:
    User.objects.filter(pk=member.pk).update(is_active=False)
    ask_code(client, "nadia@exemple.fr")
    assert mail.outbox == []


def test_an_account_closed_meanwhile_is_refused(client: Client, member: User) -> None:
    ask_code(client, "nadia@exemple.fr")
    User.objects.filter(pk=member.pk).update(is_active=False)
    answer = client.post("/connexion/code/", {"code": received_code()}, follow=True)
    assert not is_signed_in(client)
    assert "Ce compte est fermé" in answer.content.decode()


def test_closing_an_account_ends_its_sessions(client: Client, member: User) -> None:
    open_session(client, member)
    assert client.get("/compte/").status_code == 200
    User.objects.filter(pk=member.pk).update(is_active=False)
    assert client.get("/compte/").status_code == 302


def test_an_address_that_is_no_longer_the_persons_opens_nothing(
    client: Client, member: User
) -> None:
    EmailAddress.objects.create(user=member, email="ancienne@exemple.fr", verified=True)
    ask_code(client, "ancienne@exemple.fr")
    assert mail.outbox == []


# --- What a stranger learns ----------------------------------------------------------


@pytest.mark.parametrize(
    "other", ["inconnue@exemple.fr", "agence@exemple.fr", "fermee@exemple.fr"]
)
def test_known_and_unknown_addresses_get_the_same_pages(
    member: User, agent: User, other: str
) -> None:
    User.objects.create_user("fermee@exemple.fr", is_active=False)
    pages = []
    for address in ("nadia@exemple.fr", other):
        client = Client()
        asked = ask_code(client, address)
        shown = client.get("/connexion/code/")
        wrong = client.post("/connexion/code/", {"code": "000000"})
        pages.append(
            [
                (answer.status_code, visible(answer.content.decode(), address))
                for answer in (asked, shown, wrong)
            ]
        )
    assert pages[0] == pages[1]


def test_an_unknown_address_gets_no_mail(client: Client) -> None:
    ask_code(client, "inconnue@exemple.fr")
    assert mail.outbox == []


def test_the_fourth_request_of_a_minute_is_refused_known_or_not(
    client: Client, member: User
) -> None:
    for address in ("nadia@exemple.fr", "inconnue@exemple.fr"):
        for _ in range(3):
            assert ask_code(client, address).status_code == 302
        refused = ask_code(client, address)
        assert refused.status_code == 200
        assert "Trop d’essais" in refused.content.decode()
    assert len(mail.outbox) == 3


def test_wrong_passwords_are_throttled_even_with_the_right_one(
    client: Client, agent: User
) -> None:
    for _ in range(5):
        client.post(AGENCY, {"login": agent.email, "password": "faux" * 4})
    answer = client.post(AGENCY, {"login": agent.email, "password": PASSWORD})
    assert answer.status_code == 200
    assert "Trop d’essais" in answer.content.decode()


def test_a_wrong_password_says_the_same_for_known_and_unknown(agent: User) -> None:
    texts = []
    for address in (agent.email, "inconnue@exemple.fr"):
        answer = Client().post(AGENCY, {"login": address, "password": "faux" * 4})
        texts.append(visible(answer.content.decode(), str(address)))
    assert texts[0] == texts[1]
    assert "L’adresse ou le mot de passe ne convient pas." in texts[0]


# --- Sessions and ways on ------------------------------------------------------------


def test_the_session_key_changes_at_sign_in(client: Client, member: User) -> None:
    ask_code(client, "nadia@exemple.fr")
    before = client.session.session_key
    client.post("/connexion/code/", {"code": received_code()})
    assert is_signed_in(client)
    assert client.session.session_key != before


def test_signing_out_needs_a_post_and_kills_the_session(client: Client, member: User) -> None:
    open_session(client, member)
    key = client.session.session_key
    assert client.get("/deconnexion/").status_code == 200
    assert is_signed_in(client)
    assert client.post("/deconnexion/").headers["Location"] == "/"
    client.cookies["sessionid"] = str(key)
    assert not is_signed_in(client)


def test_the_page_that_was_asked_for_comes_after_sign_in(client: Client, member: User) -> None:
    asked = client.get("/compte/")
    assert asked.headers["Location"] == "/connexion/?next=/compte/"
    answer = ask_code(client, "nadia@exemple.fr", next="/compte/")
    parts = urlsplit(answer.headers["Location"])
    assert parse_qs(parts.query) == {"next": ["/compte/"]}
    code = {"code": received_code(), "next": "/compte/"}
    assert client.post("/connexion/code/", code).headers["Location"] == "/compte/"


@pytest.mark.parametrize(
    "target",
    [
        "//evil.example",
        "/\\evil.example",
        "https:evil.example",
        "https://evil.example/",
        "http://testserver/compte/",
        "javascript:alert(1)",
        "\t//evil.example",
        "",
    ],
)
def test_next_leads_to_own_paths_only(client: Client, member: User, target: str) -> None:
    ask_code(client, "nadia@exemple.fr", next=target)
    answer = client.post("/connexion/code/", {"code": received_code(), "next": target})
    assert answer.headers["Location"] == "/espace/"


def test_own_path_accepts_a_path_with_its_query() -> None:
    assert own_path("/espace/?etat=retard#liste")
    assert not own_path(None)
